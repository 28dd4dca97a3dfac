"""What a bundle needs of the system: the libraries its files name and it does not hold, and Debian's names for them."""

import re
import subprocess
from collections import defaultdict
from pathlib import Path

import bootstrap

MAGIC = b"\x7fELF"
LAZY = {
    "libcupsprintersupport": "printing",
    "libqtexttospeech_speechd": "the voice",
    "libqgtk3": "the file dialogs of GNOME",
    "_simpleaudio": "the lighter of two players of sounds",
}
"""Libraries that may fail to load, by what stands before the first dot, and what is lost then: nothing else is."""


def programs(bundle: Path) -> list[Path]:
    """Every program and library of a bundle."""
    files = (path for path in sorted(bundle.rglob("*")) if path.is_file() and not path.is_symlink())
    return [path for path in files if path.open("rb").read(4) == MAGIC]


def needed(program: Path) -> set[str]:
    """The libraries that a program or library names."""
    answer = subprocess.run(["readelf", "-d", str(program)], capture_output=True, text=True, check=True)
    return set(re.findall(r"\(NEEDED\).*\[(.+)\]", answer.stdout))


def missing(bundle: Path) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The libraries a bundle takes from the system, each with who wants it: those it can't do without, and the rest.

    Raises ValueError if a library of Qt, which must be in the bundle, is not.
    """
    held = {path.name for path in bundle.rglob("*.so*")}
    must: dict[str, set[str]] = defaultdict(set)
    may: dict[str, set[str]] = defaultdict(set)
    for program in programs(bundle):
        for library in needed(program) - held:
            (may if program.name.split(".")[0] in LAZY else must)[library].add(program.name)
    lost = [f"{name} (for {', '.join(sorted(who))})" for name, who in must.items() if "Qt6" in name]
    if lost:
        raise ValueError(f"These should be in the bundle: {'; '.join(lost)}")
    return must, {name: who for name, who in may.items() if name not in must}


def owners(libraries: set[str]) -> set[str]:
    """The Debian packages that hold these libraries, by asking dpkg on this machine.

    Raises LookupError naming a library that none holds.
    """
    found = {library: owner(library) for library in libraries}
    if unknown := sorted(library for library, package in found.items() if not package):
        raise LookupError(
            f"No package holds {', '.join(unknown)}. Is every package of bootstrap.py installed?"
        )
    return set(found.values())


def owner(library: str) -> str:
    """The package of a library; empty if none holds it here."""
    answer = subprocess.run(["dpkg", "-S", f"*/{library}"], capture_output=True, text=True, check=False)
    names = {line.split(":")[0] for line in answer.stdout.splitlines() if not line.startswith("diversion")}
    return min((name for name in names if not name.endswith("-dev")), default="")


def tidy(bundle: Path) -> None:
    """Take out what only a debugger reads, and the folders of this machine in which Python looked for libraries."""
    for program in programs(bundle):
        told = subprocess.run(
            ["readelf", "-dSW", str(program)], capture_output=True, text=True, check=True
        ).stdout
        if re.search(r"\(R(UN)?PATH\).*\[/", told):
            subprocess.run(["patchelf", "--remove-rpath", str(program)], check=True)
        if ".symtab" in told:
            subprocess.run(["strip", "--strip-unneeded", str(program)], check=True)


def newest_glibc(bundle: Path) -> tuple[int, ...]:
    """The glibc that a bundle needs at least, such as (2, 34)."""
    found = set()
    for program in programs(bundle):
        answer = subprocess.run(["readelf", "-V", str(program)], capture_output=True, text=True, check=True)
        found |= set(re.findall(r"GLIBC_(\d+)\.(\d+)", answer.stdout))
    return max((int(major), int(minor)) for major, minor in found)


def alternatives() -> dict[str, str]:
    """Every name in the bootstrap's table for apt, with the names it goes by in Debian's form: `a | b`."""
    words = bootstrap.MANAGERS["apt-get"].packages["run"].split()
    return {name: word.replace("|", " | ") for word in words for name in word.split("|")}
