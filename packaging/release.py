#!/usr/bin/env python3
"""Checks everything, then builds all that this system can build into dist/. Needs Python and nothing else.

    python3 packaging/release.py                 everything
    python3 packaging/release.py --check         only the checks that need no build
    python3 packaging/release.py --tag v0.1.0    as a release: also that the tag is the version, that the changelog has
                                                 nothing unreleased, and that the project has an address

The wheel is installed into an empty environment, the bundle is started, each does its self-test. On Linux numpy is
compiled without BLAS, which saves 30 MB; that needs a C++ compiler, which is installed as bootstrap.py installs what it
needs, and some minutes, the first time.
"""

import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import time
import venv
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import bootstrap
import elf
import packages
import templates

ROOT = templates.ROOT
LOCKS = ROOT / "packaging" / "locks"
BUILD, DIST = ROOT / "build", ROOT / "dist"
BUNDLE = BUILD / "bundle" / "hipstretch"
MACHINE = platform.machine().lower().replace("amd64", "x86_64")
LINUX, WINDOWS, MACOS = (sys.platform.startswith(name) for name in ("linux", "win32", "darwin"))
PIP = ("-m", "pip", "--quiet", "--no-input", "--disable-pip-version-check")
NO_BLAS = ("blas=none", "lapack=none", "allow-noblas=true", "cpu-dispatch=none")
"""How numpy is compiled: charts need no matrices, and no vector units."""
EXTRAS = """
from numpy import __config__
from numpy._core._multiarray_umath import __cpu_dispatch__
found = [part for part in ("blas", "lapack") if __config__.CONFIG["Build Dependencies"][part].get("found")]
print(*found, *__cpu_dispatch__)
"""
"""Tells what of that a numpy has all the same."""
MADE_HERE = re.compile(
    r"(_internal/)?(numpy/|simpleaudio/|python3\.\d+/|libpython|base_library\.zip)|hipstretch$"
)
"""What of a bundle for Linux the compiler and the Python of the machine that builds have made: 24 of 165 MB."""
MOST_SAME, MOST_PACKED = 150_000_000, 70_000_000
"""Bytes at most. Of the bundle for Linux what is ours or a locked wheel's, and so the same on every machine: 5 % more
than it was when this was written. Of a package all: 20 % more, since another compiler or Python may double a tenth."""
HELD = (
    "assets/exercises/bridge/woman/hold.webp",
    "assets/licences.json",
    "assets/fonts/OFL.txt",
    "assets/languages/de.mo.gz",
    "docs/schema/settings.schema.json",
    "__main__.py",
)
"""What wheel and sdist are asked for."""


def main(arguments: list[str]) -> int:
    """Do what the command line says; 1 if a check failed."""
    tag = arguments[1] if arguments[:1] == ["--tag"] and len(arguments) == 2 else ""
    if arguments and not tag and arguments != ["--check"]:
        print(__doc__)
        return 0 if arguments[0] in ("-h", "--help") else 2
    checks: dict[str, Callable[[], str]] = {
        "version": lambda: check_version(tag),
        "locks": check_locks,
        "desktop": check_desktop_files,
    }
    failed = [name for name, check in checks.items() if not passes(name, check)]
    if failed or arguments == ["--check"]:
        return int(bool(failed))
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir()
    os.environ["PATH"] = f"{python().parent}{os.pathsep}{os.environ['PATH']}"  # its tools before the system's
    made: list[Path] = []
    builds: dict[str, Callable[[], str]] = {
        "environment": environment,
        "wheel, sdist": lambda: noted(made, [*wheel_and_sdist()]),
        "bundle": bundle,
        "packages": lambda: noted(made, [*packed()]),
    }
    if not all(passes(name, build) for name, build in builds.items()):
        return 1
    print(f"\n{'file':<48} {'MB':>6}  sha256")
    for path in made:
        size, digest = path.stat().st_size / 1e6, hashlib.sha256(path.read_bytes()).hexdigest()
        print(f"{path.name:<48} {size:6.1f}  {digest}")
    return 0


def passes(name: str, step: Callable[[], str]) -> bool:
    """Do a step and print how it went; whether it did not fail."""
    began = time.monotonic()
    try:
        said, word = step(), "passed"
    except (OSError, ValueError, LookupError, subprocess.SubprocessError) as error:
        said, word = str(error), "FAILED"
    lines = said.strip().splitlines() or [""]
    print(
        f"{name:<14} {word} {time.monotonic() - began:6.1f} s  {lines[-1] if word == 'passed' else said}",
        flush=True,
    )
    return word == "passed"


def check_version(tag: str) -> str:
    """The version is named in the changelog; with a tag, all is ready to be released as just that."""
    facts = templates.facts()
    if tag:
        if tag != f"v{facts['version']}":
            raise ValueError(f"The tag is {tag}, the version {facts['version']}.")
        if templates.unreleased():
            raise ValueError("CHANGELOG.md has changes under Unreleased that no version names.")
        if facts["homepage"].endswith(templates.NO_ADDRESS):
            raise ValueError("The project has no address yet: Homepage in pyproject.toml.")
    unreleased = ", and the changelog has unreleased changes" if templates.unreleased() else ""
    return f"{facts['version']} of {facts['date']}{unreleased}"


def check_locks() -> str:
    """What is built with is what is locked for running, to the letter."""
    form = re.compile(r"^[a-z0-9-]+==.*?(?=^[a-z0-9-]+==|\Z)", re.MULTILINE | re.DOTALL)
    pins = {
        name: {
            re.sub(r"\s*#.*", "", pin)
            for pin in form.findall((LOCKS / f"{name}.txt").read_text(encoding="utf-8"))
        }
        for name in ("run", "bundle")
    }
    if other := sorted(pin.split(" ")[0] for pin in pins["run"] - pins["bundle"]):
        raise ValueError(f"bundle.txt has not what run.txt has: {', '.join(other)}")
    return f"{len(pins['bundle'])} pins"


def check_desktop_files() -> str:
    """What a Linux desktop reads, by its own validators as far as they are here."""
    share = BUILD / "share"
    shutil.rmtree(share, ignore_errors=True)
    packages.share(share)
    validators = {
        "desktop-file-validate": ["desktop-file-validate", *paths(share, "applications/*")],
        "appstreamcli": ["appstreamcli", "validate", "--no-net", *paths(share, "metainfo/*")],
        "man": ["man", "--warnings", "--local-file", *paths(share, "man/man1/*")],
    }
    here = {name: command for name, command in validators.items() if shutil.which(name)}
    for command in here.values():
        run(*command)
    return f"by {', '.join(here) or 'no validator: none is here'}"


def environment() -> str:
    """Make the environment that builds, from the lock, unless it is there."""
    lock = LOCKS / "bundle.txt"
    sound = LOCKS / "sound.txt"
    key = hashlib.sha256(lock.read_bytes() + sound.read_bytes() + sys.version.encode()).hexdigest()
    stamp = BUILD / "venv" / "made-for"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == key:
        return "as it was"
    bootstrap.install_packages("release")  # what compiles; and what the bundle asks of the system has a name
    venv.create(BUILD / "venv", clear=True, with_pip=True)
    run(python(), *PIP, "install", "--no-deps", "--require-hashes", f"--requirement={lock}")
    if LINUX:
        run(
            python(),
            *PIP,
            "install",
            "--no-deps",
            "--force-reinstall",
            numpy_without_blas(lock.read_text(encoding="utf-8")),
        )
        if said := run(python(), "-c", EXTRAS).strip():
            raise ValueError(f"numpy is not compiled as asked for: {said}")
    install_sound(python())
    stamp.write_text(key, encoding="utf-8")
    return "made from the lock"


def install_sound(interpreter: Path) -> None:
    """Install simpleaudio, compiled where it has no wheel, with the setuptools that is there."""
    by_itself = ("--no-deps", "--no-build-isolation", "--require-hashes")
    run(interpreter, *PIP, "install", *by_itself, f"--requirement={LOCKS / 'sound.txt'}")


def numpy_without_blas(pins: str) -> Path:
    """The wheel of numpy compiled for charts, from the source that is locked; made once for each version and Python."""
    wishes = "".join(f" --config-settings=setup-args=-D{option}" for option in NO_BLAS)
    found = re.findall(r"^numpy==(?:.*\\\n)*.*\n", pins, re.MULTILINE)
    pin = "".join(
        f"{one.rstrip()}{wishes}\n" for one in found
    )  # pip 23 heeds no wish of its command line for a file
    key = hashlib.sha256(f"{pin} {sys.version}".encode()).hexdigest()[:16]
    folder = BUILD / f"numpy-{key}"
    if not folder.exists():
        wanted = BUILD / "numpy.txt"
        wanted.write_text(pin, encoding="utf-8")
        source = ("--require-hashes", f"--requirement={wanted}", "--no-binary=numpy", "--no-build-isolation")
        unfinished = folder.with_suffix(".unfinished")
        fresh = "--no-cache-dir"  # that has a wheel compiled otherwise, perhaps, and pip takes it
        run(python(), *PIP, "wheel", "--no-deps", fresh, *source, f"--wheel-dir={unfinished}")
        unfinished.rename(folder)
    return next(folder.glob("*.whl"))


def wheel_and_sdist() -> Iterator[Path]:
    """Build both, look into them, and have the wheel test itself in an empty environment; its licences are known."""
    run(python(), "-m", "hatchling", "build", "--directory", str(DIST))
    for path in sorted(DIST.iterdir()):
        names = held(path)
        lacking = [part for part in HELD if not any(name.endswith(part) for name in names)]
        stray = [name for name in names if "workshop" in name or "/tests/" in name]
        if path.suffix == ".whl":
            stray += [name for name in names if name.endswith(templates.OF_TRANSLATORS)]
        licences = any(re.search(r"/LICENSE$", name) for name in names)
        if lacking or stray or not licences:
            raise ValueError(f"{path.name}: lacks {lacking}, holds {stray[:3]}, licence: {licences}")
        yield path
    clean = BUILD / "clean"
    venv.create(clean, clear=True, with_pip=True)
    run(python(clean), *PIP, "install", "--no-deps", "--require-hashes", f"--requirement={LOCKS / 'run.txt'}")
    install_sound(python(clean))
    run(python(clean), *PIP, "install", "--no-deps", *paths(DIST, "*.whl"))
    if LINUX:  # elsewhere numpy brings other libraries along, and says so
        run(python(clean), "packaging/licences.py", "--check")
    said = run(python(clean), "-m", "hipstretch", "self-test", folder=clean)
    print(f"{'':<14} the wheel, alone: {said.strip().splitlines()[-1]}")
    shutil.rmtree(clean)


def held(path: Path) -> list[str]:
    """The names in a wheel or an sdist."""
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return wheel.namelist()
    with tarfile.open(path) as sdist:
        return sdist.getnames()


def bundle() -> str:
    """Build the bundle, make it small, and have it test itself."""
    work = ("--workpath", str(BUILD / "pyinstaller"), "--distpath", str(BUNDLE.parent))
    run(python(), "-m", "PyInstaller", "--noconfirm", "--log-level=ERROR", *work, "packaging/hipstretch.spec")
    program = BUNDLE / ("hipstretch-cli.exe" if WINDOWS else "hipstretch")
    if LINUX:
        elf.tidy(BUNDLE)
        elf.missing(BUNDLE)
    same, made_here = sizes(BUNDLE)
    told = f"{(same + made_here) / 1e6:.1f} MB, of which this machine made {made_here / 1e6:.1f} MB"
    if LINUX and same > MOST_SAME:
        raise ValueError(f"The bundle has grown to {told}; the rest may be {MOST_SAME / 1e6:.0f} MB.")
    said = run(str(program), "self-test", folder=BUILD)
    return f"{told}; {said.strip().splitlines()[-1]}"


def sizes(bundle: Path) -> tuple[int, int]:
    """Bytes of a bundle for Linux: what is the same on every machine that builds it, and what this one made."""
    same = made_here = 0
    for path in bundle.rglob("*"):
        if path.is_file() and not path.is_symlink():
            size = path.stat().st_size
            if MADE_HERE.match(path.relative_to(bundle).as_posix()):
                made_here += size
            else:
                same += size
    return same, made_here


def packed() -> Iterator[Path]:
    """The packages for this system."""
    name = f"hipstretch-{templates.version()}"
    if LINUX:
        archive = packages.tarball(BUNDLE, DIST, MACHINE)
        if archive.stat().st_size > MOST_PACKED:
            raise ValueError(f"{archive.name} has grown to {archive.stat().st_size / 1e6:.1f} MB.")
        yield archive
        manifest = BUILD / f"{templates.facts()['app_id']}.yml"
        manifest.write_text(templates.filled("linux/flatpak.yml.in", machine=MACHINE), encoding="utf-8")
        if shutil.which("dpkg-deb"):
            made = packages.deb(BUNDLE, DIST)
            if shutil.which("lintian"):
                said = run("lintian", "--fail-on=error", "--allow-root", str(made)).strip()
                print(f"{'':<14} lintian: {said or 'no error, no warning'}")
            yield made
    elif WINDOWS:
        yield Path(shutil.make_archive(str(DIST / f"{name}-windows-{MACHINE}"), "zip", BUNDLE.parent))
        if compiler := shutil.which("iscc"):
            script = BUILD / "hipstretch.iss"
            text = templates.filled("windows/hipstretch.iss.in", root=str(ROOT), machine=MACHINE)
            script.write_text(text, encoding="utf-8-sig")
            run(compiler, "/Q", str(script))
            yield DIST / f"{name}-windows-{MACHINE}.exe"
    elif MACOS:
        image = DIST / f"{name}-macos-{MACHINE}.dmg"
        source = BUNDLE.parent / "Hipstretch.app"
        run(
            "hdiutil",
            "create",
            "-volname",
            "Hipstretch",
            "-srcfolder",
            str(source),
            "-format",
            "UDZO",
            str(image),
        )
        yield image


def noted(made: list[Path], new: Iterable[Path]) -> str:
    """Keep what was made for the table at the end."""
    made += new
    return ", ".join(path.name for path in new)


def python(folder: Path = BUILD / "venv") -> Path:
    """The Python of an environment."""
    return folder / ("Scripts/python.exe" if WINDOWS else "bin/python")


def paths(folder: Path, pattern: str) -> list[str]:
    """What is in a folder by a pattern."""
    return [str(path) for path in sorted(folder.glob(pattern))]


def run(*command: object, folder: Path = ROOT) -> str:
    """What a command prints. Raises CalledProcessError, or OSError with its words, if it fails."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise OSError(f"{command[0]} ended with {done.returncode}:\n{done.stdout[-4000:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
