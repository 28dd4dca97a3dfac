#!/usr/bin/env python3
"""The life of the .deb in a system of its own: installed, used, purged, and no trace left.

    sudo python3 packaging/linux/deb_life.py dist/hipstretch_0.1.0_amd64.deb [FOLDER]

For root on Debian or Ubuntu, with debootstrap, Xvfb and xdotool. Makes a minimal system of this machine's own release,
without Python, below FOLDER (build/deb_life if none is given), and there does what a person does: installs, looks into
the menu, runs the self-test, has it start with the computer, does a piece of a session by keys, leaves and purges. Two
lists of every file, from before and after, must be the same, and nothing may start with the computer then. The first
time takes some minutes and 300 MB from the mirror; the minimal system is kept for the next time.
"""

import hashlib
import json
import os
import platform
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DESKTOP = "desktop-file-utils,shared-mime-info,hicolor-icon-theme,man-db"
"""What every desktop has: it keeps the lists of what opens what."""
MIRRORS = {
    "debian": ("http://deb.debian.org/debian", "main"),
    "ubuntu": ("http://archive.ubuntu.com/ubuntu", "main,universe"),
}
SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108 - where X keeps them
PERSON = "tester"
KEPT_BY_DEBIAN = (
    "etc/ld.so.cache",
    "root",
    "home",
    "tmp",
    "proc",
    "dev",
    "run",
    "var/cache/apt",
    "var/cache/debconf",
    "var/cache/ldconfig",
    "var/cache/man",
    "var/lib/apt",
    "var/lib/dpkg",
    "var/lib/systemd",
    "var/log",
)
"""What apt, dpkg and other packages note for themselves; and the person's own home, in which a package may touch
STARTED alone."""
SETTINGS = {"welcomed": True, "prepare_s": 3, "position_change_s": 3, "reminders": True}
STARTED = ".config/autostart/hipstretch.desktop"
"""What starts the program with the computer, below the person's home."""
SESSION = ".local/share/hipstretch/sessions/*.json"
"""Where the session is kept that runs."""
MOST_TABS = 20
HELD_S = 12
"""How long the session runs: long enough to get ready and to hold for some seconds."""


class System:
    """A root folder with a Debian in it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *command: str, person: bool = False) -> str:
        """What a command prints in there. Raises OSError with its words if it fails."""
        return self.popen(*command, person=person, wait=True)[0]

    def popen(
        self, *command: str, person: bool = False, wait: bool = False, display: str = ""
    ) -> tuple[str, "subprocess.Popen[str]"]:
        """Start a command in there, as root or as the person; with `wait`, to its end."""
        who = ["--userspec", PERSON] if person else []
        home = f"/home/{PERSON}" if person else "/root"
        environment = {
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME": home,
            "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
            **({"DISPLAY": display} if display else {}),
        }
        words = ["chroot", *who, str(self.root), "/usr/bin/env", "-C", home, *command]
        process = subprocess.Popen(
            words,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        said = process.communicate()[0] if wait else ""
        if wait and process.returncode:
            raise OSError(f"{' '.join(command)} ended with {process.returncode}:\n{said[-3000:]}")
        return said, process

    def text(self, name: str) -> str:
        """A file in there."""
        return (self.root / name).read_text(encoding="utf-8")

    def files(self) -> dict[str, str]:
        """Every path, with what is there: its kind, its rights and its content."""
        found = {}
        for folder, names, others in os.walk(self.root):
            here = Path(folder).relative_to(self.root)
            names[:] = [name for name in names if str(here / name) not in KEPT_BY_DEBIAN]
            for name in (*names, *others):
                if str(here / name) not in KEPT_BY_DEBIAN:
                    found[str(here / name)] = _what_is(Path(folder, name))
        return found


def _what_is(path: Path) -> str:
    mode = path.lstat().st_mode
    if stat.S_ISLNK(mode):
        return f"-> {path.readlink()}"
    content = hashlib.sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(mode) else ""
    return f"{stat.filemode(mode)} {content}"


def main(arguments: list[str]) -> int:
    """Live the life; 1 if something in it went wrong."""
    if len(arguments) not in (1, 2) or os.geteuid() != 0:
        print(__doc__)
        return 2
    package = Path(arguments[0]).resolve()
    folder = Path(arguments[1] if len(arguments) == 2 else ROOT / "build" / "deb_life").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    system = System(folder / "root")
    with ExitStack() as stack:
        before: dict[str, str] = {}
        life: dict[str, Callable[[], str]] = {
            "a minimal Debian": lambda: born(system, folder / "minimal.tar"),
            "mounts": lambda: stack.enter_context(mounted(system)) or "proc, and a place for the display",
            "before": lambda: noted(system, before),
            "install": lambda: installed(system, package),
            "menu and files": lambda: known(system),
            "self-test": lambda: system.run("hipstretch", "self-test", person=True).strip().splitlines()[-1],
            "at login": lambda: put_in(system),
            "in the window": lambda: used(system, folder),
            "purge": lambda: purged(system),
            "no trace": lambda: compared(system, before),
        }
        for name, step in life.items():
            began = time.monotonic()
            try:
                said = step()
            except (OSError, ValueError, subprocess.SubprocessError) as error:
                print(f"{name:18} FAILED {error}", flush=True)
                return 1
            print(f"{name:18} {time.monotonic() - began:6.1f} s  {said}", flush=True)
    return 0


def born(system: System, kept: Path) -> str:
    """Unpack the minimal system, made the first time."""
    if system.root.exists():
        shutil.rmtree(system.root)
    if not kept.exists():
        release = platform.freedesktop_os_release()
        mirror, components = MIRRORS[release["ID"]]
        wanted = ("--variant=minbase", f"--components={components}", f"--include={DESKTOP}")
        _host("debootstrap", *wanted, release["VERSION_CODENAME"], str(system.root), mirror)
        system.run("useradd", "--create-home", "--shell", "/bin/sh", PERSON)
        _host("tar", "--one-file-system", "-cf", str(kept), "-C", str(system.root), ".")
    else:
        system.root.mkdir()
        _host("tar", "-xf", str(kept), "-C", str(system.root))
    if any((system.root / "usr/bin").glob("python3*")):
        raise ValueError("There is a Python in the minimal system.")
    shutil.copy("/etc/resolv.conf", system.root / "etc/resolv.conf")
    system.run("apt-get", "update")
    return f"{system.text('etc/debian_version').strip()}, no Python, {len(system.files())} files"


@contextmanager
def mounted(system: System) -> Iterator[None]:
    """Lend it /proc and the folder where displays listen."""
    sockets = system.root / SOCKETS.relative_to("/")
    sockets.mkdir(parents=True, exist_ok=True)
    SOCKETS.mkdir(exist_ok=True)
    _host("mount", "-t", "proc", "proc", str(system.root / "proc"))
    _host("mount", "--bind", str(SOCKETS), str(sockets))
    try:
        yield
    finally:
        for place in (sockets, system.root / "proc"):
            _host("umount", "--lazy", str(place))


def noted(system: System, before: dict[str, str]) -> str:
    """Write down every file."""
    before.update(system.files())
    return f"{len(before)} files"


def installed(system: System, package: Path) -> str:
    """Install it as a person would, but with nothing that it only recommends."""
    shutil.copy(package, system.root / "root")
    said = system.run("apt-get", "install", "--yes", "--no-install-recommends", f"/root/{package.name}")
    new = next(line for line in said.splitlines() if "newly installed" in line)
    python = any((system.root / "usr/bin").glob("python3*"))
    return f"{new}; {system.run('hipstretch', '--version').strip()}; Python came along: {python}"


def known(system: System) -> str:
    """The desktop's own lists name the program and its files."""
    wanted = {
        "usr/share/applications/mimeinfo.cache": "application/x-hipstretch=hipstretch.desktop;",
        "usr/share/mime/globs2": "application/x-hipstretch:*.hipstretch",
        "usr/share/mime/subclasses": "application/x-hipstretch application/zip",
        "usr/share/applications/hipstretch.desktop": "MimeType=application/x-hipstretch;",
    }
    for name, words in wanted.items():
        if words not in system.text(name):
            raise ValueError(f"{name} has no {words}")
    for name in (
        "usr/share/icons/hicolor/scalable/apps/hipstretch.svg",
        "usr/share/man/man1/hipstretch.1.gz",
    ):
        if not (system.root / name).exists():
            raise ValueError(f"{name} is not there")
    return "the menu, what opens *.hipstretch, the icon, the manual"


def put_in(system: System) -> str:
    """Tick “Start when I log in” by keys, and every box on the way to it, of which Reminders thereby loses its tick."""
    home = system.root / "home" / PERSON
    settings = home / ".config/hipstretch/settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps(SETTINGS), encoding="utf-8")
    system.run("chown", "-R", f"{PERSON}:{PERSON}", f"/home/{PERSON}")
    with display() as name:
        environment = {**os.environ, "DISPLAY": name}
        _, program = system.popen("hipstretch", person=True, display=name)
        window = _until(
            lambda: _ask(environment, "search", "--onlyvisible", "--name", "Hipstretch"), program, "window"
        )
        _ask(environment, "windowfocus", "--sync", window.split()[0])
        time.sleep(3)  # the window is there before what it shows
        _ask(environment, "key", "alt+5", "Right", "Right")
        for _ in range(MOST_TABS):
            if not (home / STARTED).exists():
                _ask(environment, "key", "Tab", "space", "Escape")
                time.sleep(1)
        _ask(environment, "key", "ctrl+q")
        said, _ = program.communicate(timeout=20)
    lines = (home / STARTED).read_text(encoding="utf-8").splitlines()
    if program.returncode or "TryExec=/usr/lib/hipstretch/hipstretch" not in lines:
        raise ValueError(f"The program ended with {program.returncode}: {said}; {lines}")
    return next(line for line in lines if line.startswith("Exec="))


def used(system: System, folder: Path) -> str:
    """Open the window, do a piece of a session by keys, leave; the journal tells of it."""
    home = system.root / "home" / PERSON
    with display() as name:
        environment = {**os.environ, "DISPLAY": name}
        _, program = system.popen("hipstretch", "start", "six-minutes", person=True, display=name)
        window = _until(
            lambda: _ask(environment, "search", "--onlyvisible", "--name", "Hipstretch"), program, "window"
        )
        _ask(environment, "windowfocus", "--sync", window.split()[0])
        journal = _until(lambda: [*home.glob(SESSION)], program, "session")[0]
        time.sleep(HELD_S)
        _ask(environment, "key", "space")
        shot = folder / "session.png"
        if shutil.which("import"):
            subprocess.run(["import", "-window", "root", str(shot)], env=environment, check=True)
        _ask(environment, "key", "space")
        _ask(environment, "key", "Right")
        time.sleep(1)
        _ask(environment, "key", "ctrl+q")
        said, _ = program.communicate(timeout=20)
    state = json.loads(journal.read_text(encoding="utf-8"))
    if program.returncode or state["routine"]["id"] != "six-minutes":
        raise ValueError(f"The program ended with {program.returncode}: {said}")
    logs = (home / ".local/state/hipstretch/log").glob("*")
    lines = [line for log in logs for line in log.read_text(encoding="utf-8").splitlines()]
    return f"a session of {HELD_S} s, paused, gone on, skipped, left with 0; lines in the log: {lines}"


def purged(system: System) -> str:
    """Take out the package, and what came for it; nothing of it starts with the computer any more."""
    system.run("apt-get", "purge", "--yes", "hipstretch")
    if (system.root / "home" / PERSON / STARTED).exists():
        raise ValueError(f"~/{STARTED} is still there")
    said = system.run("apt-get", "autoremove", "--purge", "--yes")
    system.run("apt-get", "clean")
    return next(line for line in said.splitlines() if "to remove" in line)


def compared(system: System, before: dict[str, str]) -> str:
    """Raises ValueError naming files that were not there before, are gone, or are others."""
    after = system.files()
    traces = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    if traces:
        raise ValueError("\n".join(f"{name}: {before.get(name)} is now {after.get(name)}" for name in traces))
    own = [
        path
        for path in (system.root / "home" / PERSON).rglob("*")
        if path.is_file() and "hipstretch" in str(path)
    ]
    return f"{len(after)} files, as before; the person's own {len(own)} files in their home are untouched"


@contextmanager
def display() -> Iterator[str]:
    """An Xvfb with a number that nobody else takes: two that look for a free one at once can take the same.

    A server without `-noreset` starts over whenever its last client leaves, and meanwhile refuses whoever connects.
    """
    name = f":{1000 + os.getpid() % 20_000}"
    read, write = os.pipe()
    options = ["-noreset", "-ac", "-nolisten", "tcp", "-screen", "0", "1366x768x24"]
    command = ["Xvfb", name, *options, "-displayfd", str(write)]
    server = subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL)
    os.close(write)
    with os.fdopen(read) as answer:
        if not answer.readline():
            raise OSError(f"Xvfb does not start as {name}.")
    try:
        yield name
    finally:
        server.terminate()
        server.wait(10)


def _until(ask: Callable[[], Any], program: "subprocess.Popen[str]", what: str) -> Any:
    deadline = time.monotonic() + 60
    while not (answer := ask()):
        if program.poll() is not None or time.monotonic() > deadline:
            program.kill()
            raise TimeoutError(f"There is no {what}: {program.communicate()[0]}")
        time.sleep(0.1)
    return answer


def _ask(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _host(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(
            f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
        )
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
