#!/usr/bin/env python3
"""Set up this folder, then run or test Hipstretch. Needs Python 3.11 or newer and nothing else.

    python3 packaging/bootstrap.py run  [-- ARGUMENTS OF hipstretch]
    python3 packaging/bootstrap.py test [-- ARGUMENTS OF pytest]
    python3 packaging/bootstrap.py lock [--upgrade]

run and test make .venv, install the locked versions and, on Debian, Ubuntu and Fedora, the system packages
that are missing. simpleaudio, the lighter player of sounds, is installed where that takes no more than waiting; else
Qt Multimedia plays. lock writes packaging/locks anew from pyproject.toml; it needs uv.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said before anything that an older Python would stumble over
    sys.exit("Hipstretch needs Python 3.11 or newer, and this is Python %d.%d." % sys.version_info[:2])  # noqa: UP031

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sysconfig
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging" / "locks"
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
UNFINISHED = VENV / "unfinished"  # there while something is being changed: after a kill, .venv is made anew
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"

CHECKS = ("ruff check .", "ruff format --check .", "mypy")
UNIT = "pytest --numprocesses=auto --dist=worksteal tests/unit"
MEASURED = (
    f"{UNIT} --measure --hypothesis-seed=0",  # the same examples each time: a floor must not depend on chance
    "coverage combine --quiet",
    "coverage report --fail-under=100 --include=hipstretch/core/*,hipstretch/data/*",
)
TESTS = (
    *(
        MEASURED if sys.platform == "linux" else (UNIT,)
    ),  # what is only for other systems is left out of the measure
    "pytest --numprocesses=auto --dist=worksteal -m not(listens) --ignore=tests/unit",
    "pytest -m listens tests/e2e",  # alone: what is listened to needs the machine
)
TOOLS_INSTALLED = "HIPSTRETCH_TOOLS_INSTALLED"  # set for the tests: one that lacks a tool then fails
LOCK = "uv pip compile --quiet --universal --generate-hashes --python-version 3.11"
LOCK_SOURCES = {
    "run": "pyproject.toml --group build",
    "test": "pyproject.toml --group build --group dev --constraint packaging/locks/run.txt",
    "bundle": "pyproject.toml --group build --group bundle --constraint packaging/locks/run.txt",
    "sound": "--group sound",  # by itself and after the others: it is compiled with what they bring, or left out
}


class Manager(NamedTuple):
    """A package manager: its commands, and its names for what a bare system lacks (`a|b`: either will do)."""

    installed: list[str]  # prints "installed: NAME"
    available: list[str]  # prints "Package: NAME"
    refresh: list[str]
    install: list[str]  # gives up rather than remove something for our sake
    packages: dict[str, str]


MANAGERS = {
    "apt-get": Manager(
        installed=["dpkg-query", "--show", "--showformat", "${db:Status-Status}: ${Package}\n"],
        available=["apt-cache", "show", "--no-all-versions"],
        refresh=["apt-get", "update"],
        install=["apt-get", "install", "--yes", "--no-install-recommends", "--no-remove"],
        packages={
            "run": """
                libglib2.0-0t64|libglib2.0-0 libdbus-1-3 libfontconfig1 libfreetype6 libbrotli1
                libgssapi-krb5-2 libegl1 libgl1 libdrm2 libxkbcommon0 libxkbcommon-x11-0 libx11-xcb1
                libxext6 libxrandr2 libxrender1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1
                libxcb-randr0 libxcb-render0 libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1
                libxcb-util1 libxcb-xfixes0 libxcb-xkb1 libwayland-client0 libwayland-cursor0
                libwayland-egl1 libpulse0 libpipewire-0.3-0t64|libpipewire-0.3-0""",
            "test": """
                xvfb xdotool x11-utils strace dbus-daemon|dbus pulseaudio|pipewire-pulse pulseaudio-utils
                libasound2-plugins speech-dispatcher speech-dispatcher-audio-plugins
                speech-dispatcher-espeak-ng at-spi2-core python3-pyatspi playerctl khal gir1.2-ical-3.0 dex
                syncthing poppler-utils fontconfig""",
            "sound": "gcc libc6-dev libasound2-dev libasound2-plugins|pipewire-alsa",
            "release": "g++ binutils",
            "venv": f"python{VERSION}-venv|python3-venv",
            "headers": f"python{VERSION}-dev|python3-dev",
        },
    ),
    "dnf": Manager(
        installed=["rpm", "--query", "--queryformat", "installed: %{NAME}\n"],
        available=["dnf", "--quiet", "repoquery", "--queryformat", "Package: %{name}\n"],
        refresh=["dnf", "makecache"],
        install=["dnf", "install", "--assumeyes", "--setopt=install_weak_deps=False"],
        packages={
            "run": """
                glib2 dbus-libs fontconfig freetype libbrotli krb5-libs libglvnd-egl libglvnd-glx libdrm
                libxkbcommon libxkbcommon-x11 libX11-xcb libXext libXrandr libXrender libxcb xcb-util
                xcb-util-cursor xcb-util-image xcb-util-keysyms xcb-util-renderutil xcb-util-wm
                libwayland-client libwayland-cursor libwayland-egl pulseaudio-libs pipewire-libs""",
            "test": """
                xorg-x11-server-Xvfb xdotool xprop xwininfo strace dbus-daemon pulseaudio|pipewire-pulseaudio
                pulseaudio-utils alsa-plugins-pulseaudio speech-dispatcher
                speech-dispatcher-espeak-ng at-spi2-core python3-pyatspi playerctl khal libical-glib dex-autostart
                syncthing poppler-utils fontconfig""",
            "sound": "gcc glibc-devel alsa-lib-devel alsa-plugins-pulseaudio|pipewire-alsa",
            "release": "gcc-c++ binutils",
            "venv": f"python{VERSION}|python3",
            "headers": f"python{VERSION}-devel|python3-devel",
        },
    ),
}


def main(arguments: list[str]) -> int:
    """Do what the command line says; give the exit code."""
    command, *rest = arguments or [""]
    if rest[:1] == ["--"]:
        del rest[0]
    if command == "lock":
        return lock(rest)
    if command not in ("run", "test"):
        print(__doc__)
        return 0 if command in ("-h", "--help") else 2
    prepare(command)
    return run(rest) if command == "run" else test(rest)


def run(arguments: list[str]) -> int:
    """Become the program; on Windows, where a process can't, wait for it."""
    command = [str(PYTHON), "-m", "hipstretch", *arguments]
    if os.name != "nt":
        os.execv(command[0], command)  # noqa: S606
    return subprocess.call(command)


def test(arguments: list[str]) -> int:
    """Run every check, also after one has failed; 1 when any has. Arguments are for pytest, instead of all tests."""
    checks = [words.split() for words in CHECKS]
    checks += [["pytest", *arguments]] if arguments else [words.split() for words in TESTS]
    environment = {**os.environ, **({TOOLS_INSTALLED: "1"} if has_packages("test") else {})}
    results = []
    for check in checks:
        say(" ".join(check))
        began = time.monotonic()
        command = [str(PYTHON), "-m", *check]
        failed = subprocess.call(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL) != 0
        results.append((" ".join(check), failed, time.monotonic() - began))
    say("Result")
    for name, failed, seconds in results:
        print(f"{name[:70]:<70} {'FAILED' if failed else 'passed'} {seconds:7.1f} s")
    return int(any(failed for _, failed, _ in results))


def lock(arguments: list[str]) -> int:
    """Pin every version for every platform, with hashes, from pyproject.toml."""
    if shutil.which("uv") is None:
        sys.exit("Locking needs uv on the PATH: pip install uv")
    command = [*LOCK.split(), "--custom-compile-command", "python3 packaging/bootstrap.py lock", *arguments]
    for name, sources in LOCK_SOURCES.items():
        output = f"--output-file=packaging/locks/{name}.txt"
        subprocess.run([*command, *sources.split(), output], cwd=ROOT, check=True)
    return 0


def prepare(target: str) -> None:
    """See to everything `target` needs that was not seen to before, or exit with the reason."""
    whole, key = venv_is_whole(), fingerprint(target)
    stamps = {part: VENV / f"{part}-{target}" for part in ("system", "python")}
    done = {part for part, stamp in stamps.items() if whole and text(stamp) == key}
    if "system" not in done and install_packages(target):
        done.add("system")
    if not whole:
        make_venv()
    if "python" not in done:
        install_locked(target)
        done.add("python")
    for part in done:
        stamps[part].write_text(key, encoding="utf-8")
    if not install_sound() and (target, sys.platform) == ("test", "linux"):
        sys.exit("The tests need simpleaudio, which could not be installed.")


def fingerprint(target: str) -> str:
    """A text that changes when the folder, the Python or what is to be installed does."""
    digest = hashlib.sha256(f"{ROOT} {VERSION}".encode())
    for path in (Path(__file__), ROOT / "pyproject.toml", LOCKS / f"{target}.txt"):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def text(path: Path) -> str:
    """What is in the file; nothing when it can't be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def venv_is_whole() -> bool:
    """Whether .venv was finished, by this Python, at this place, and its base Python is still there."""
    config = dict(line.split(" = ", 1) for line in text(VENV / "pyvenv.cfg").splitlines() if " = " in line)
    return (
        not UNFINISHED.exists()
        and PYTHON.exists()
        and Path(config.get("home", "")).is_dir()
        and config.get("version", "").startswith(f"{VERSION}.")
        and config.get("command", "").endswith(str(VENV))
    )


def make_venv() -> None:
    """Make .venv in place of whatever is left of an earlier one."""
    say("Making .venv")
    importlib.invalidate_caches()  # the system's package may have come this very minute
    without_pip = [] if importlib.util.find_spec("ensurepip") else ["--without-pip"]
    if without_pip and not shutil.which("uv"):
        sys.exit("Python's venv module is missing. Run the line above (or install uv), then start again.")
    VENV.mkdir(exist_ok=True)
    UNFINISHED.touch()  # first in, last out: a half-emptied folder is never taken for a whole one
    for item in VENV.iterdir():
        if item.is_dir() and not item.is_symlink():
            shutil.rmtree(item)
        elif item != UNFINISHED:
            item.unlink()
    base = getattr(sys, "_base_executable", sys.executable)  # even when .venv's own Python runs this
    if subprocess.call([base, "-m", "venv", *without_pip, str(VENV)]):
        sys.exit("Python could not make .venv; the reason stands above.")
    UNFINISHED.unlink()


def install_locked(target: str) -> None:
    """Install the locked versions, and this folder as an editable package."""
    say("Installing the locked versions (the first time, some 150 MB are fetched)")
    UNFINISHED.touch()
    steps = (locked(target), [*pip(), "--editable=."])
    failed = any(subprocess.call(step, cwd=ROOT, stdin=subprocess.DEVNULL) for step in steps)
    UNFINISHED.unlink()  # an installer that fails has cleaned up; one that was killed has not
    if failed:
        sys.exit("Not everything could be installed; the reason stands above. Another start tries again.")


def install_sound() -> bool:
    """Install simpleaudio if it installs by itself: from a wheel, or compiled; whether it is there.

    Nothing is asked for, and a failure is no error. It is tried again when the lock or what compiles has changed.
    """
    stamp, reason = VENV / "sound", VENV / "sound.log"
    if text(stamp) != sound_key():
        say("Installing simpleaudio, which plays the sounds")
        install_packages("sound")
        UNFINISHED.touch()
        done = subprocess.run(
            locked("sound"),
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        UNFINISHED.unlink()
        reason.unlink(missing_ok=True)
        if done.returncode:
            reason.write_text(done.stdout, encoding="utf-8")
            print(f"It does not install here ({reason} says why), so Qt Multimedia plays them.", flush=True)
        stamp.write_text(sound_key(), encoding="utf-8")
    return not reason.exists()


def sound_key() -> str:
    """A text that changes when another attempt to install simpleaudio may end otherwise."""
    here = [Path("/usr/include/alsa/asoundlib.h").exists(), has_headers(), bool(shutil.which("cc"))]
    return f"{fingerprint('sound')} {here}"


def locked(target: str) -> list[str]:
    """What installs the locked versions of `target`."""
    return [*pip(), "--require-hashes", f"--requirement={LOCKS / target}.txt"]


def pip() -> list[str]:
    """What installs into .venv: nothing that is not named, since the locks name everything, also what builds."""
    uv = shutil.which("uv")
    install = [uv, "pip", "install", f"--python={PYTHON}"] if uv else [str(PYTHON), "-m", "pip", "install"]
    return [*install, "--no-deps", "--no-build-isolation"]


def install_packages(target: str) -> bool:
    """Install the missing system packages if no password is asked, else say how. False: some are missing.

    Of those that only simpleaudio needs, nothing is said, and without one of them the others are of no use.
    """
    manager = package_manager()
    missing = missing_packages(manager, target) if manager else []
    if not manager or not missing:
        return True
    root = root_prefix()
    if root is None and target == "sound":
        return False
    if root is not None:
        say("Installing system packages")
        subprocess.call([*root, *manager.refresh], stdin=subprocess.DEVNULL)
    available = listed(manager.available, missing)
    names = [next(filter(available.__contains__, names), names[0]) for names in missing]
    if root is None:
        say("System packages are missing. This line installs them:")
        refresh, install = " ".join(manager.refresh), " ".join([*manager.install, *names])
        print(f"\n  sudo {refresh}; sudo {install}", flush=True)
        return False
    unknown = [name for name in names if name not in available]
    if unknown and target == "sound":
        return False
    if unknown:
        print("Left out, because no package source has them:", *unknown, flush=True)
    quietly = ["env", "DEBIAN_FRONTEND=noninteractive", *manager.install]
    known = [name for name in names if name in available]
    return subprocess.call([*root, *quietly, *known], stdin=subprocess.DEVNULL) == 0 and bool(known)


def has_packages(target: str) -> bool:
    """Whether every system package that `target` needs is known to be installed."""
    manager = package_manager()
    return manager is not None and not missing_packages(manager, target)


def package_manager() -> Manager | None:
    """The package manager of this system; None for one that we don't know."""
    tool = next((tool for tool in MANAGERS if sys.platform == "linux" and shutil.which(tool)), None)
    return MANAGERS[tool] if tool else None


def missing_packages(manager: Manager, target: str) -> list[list[str]]:
    """What `target` needs and the system lacks, each with its alternatives."""
    wanted = [alternatives.split("|") for alternatives in wanted_packages(manager, target)]
    installed = listed(manager.installed, wanted)
    return [names for names in wanted if installed.isdisjoint(names)]


def wanted_packages(manager: Manager, target: str) -> list[str]:
    """What `target` (run, sound, test or release) needs of the system, each as `a|b`."""
    parts = [target] if target in ("run", "sound") else ["run", "sound", target]
    if target != "run" and not has_headers():
        parts.append("headers")
    if not importlib.util.find_spec("ensurepip") and not shutil.which("uv"):
        parts.append("venv")
    return [word for part in parts for word in manager.packages[part].split()]


def has_headers() -> bool:
    """Whether what is compiled for this Python finds its headers."""
    return Path(sysconfig.get_path("include"), "Python.h").exists()


def listed(query: list[str], wanted: list[list[str]]) -> set[str]:
    """Those of the wanted names that a query of the package manager answers with."""
    command = [*query, *(name for names in wanted for name in names)]
    environment = {**os.environ, "LC_ALL": "C"}
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout
    lines = (line.partition(": ") for line in answer.splitlines())
    return {name for label, _, name in lines if label in ("installed", "Package")}


def root_prefix() -> list[str] | None:
    """What makes a command run as root without a question: nothing, or sudo; None when there is no way."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "--non-interactive"]
    if not shutil.which("sudo"):
        return None
    return None if subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode else sudo


def say(words: str) -> None:
    """Print a heading, before whatever a child process prints."""
    print(f"\n== {words}", flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
