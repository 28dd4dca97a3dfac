"""What end-to-end tests need of the system, and what becomes of a test if that is missing. Linux only.

    pytestmark = tools.needs(*tools.DESKTOP, "strace")

Where the tools should be there (in CI, and under `packaging/bootstrap.py test` once it has installed them), a missing
one fails the test and names its package; elsewhere, the test is skipped.
"""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

DESKTOP = ("Xvfb", "xdotool")
SOUND = ("pulseaudio", "pactl", "parec")
VOICE = ("speech-dispatcher", "sd_espeak-ng")
BUS = ("dbus-daemon", "dbus-run-session")
READER = ("at-spi-bus-launcher", "pyatspi")
SYSTEM_PYTHON = "/usr/bin/python3"
"""The Python of the system, for which MODULES are packaged."""
MODULES = ("pyatspi", "gi.repository.ICalGLib")
PACKAGES = {
    "Xvfb": ("xvfb", "xorg-x11-server-Xvfb"),
    "xdotool": ("xdotool", "xdotool"),
    "xprop": ("x11-utils", "xprop"),
    "xwininfo": ("x11-utils", "xwininfo"),
    "strace": ("strace", "strace"),
    "pulseaudio": ("pulseaudio", "pulseaudio"),
    "parec": ("pulseaudio-utils", "pulseaudio-utils"),
    "pactl": ("pulseaudio-utils", "pulseaudio-utils"),
    "speech-dispatcher": ("speech-dispatcher", "speech-dispatcher"),
    "sd_espeak-ng": ("speech-dispatcher-espeak-ng", "speech-dispatcher-espeak-ng"),
    "dbus-daemon": ("dbus-daemon", "dbus-daemon"),
    "dbus-run-session": ("dbus-daemon", "dbus-daemon"),
    "playerctl": ("playerctl", "playerctl"),
    "pdftotext": ("poppler-utils", "poppler-utils"),
    "fc-list": ("fontconfig", "fontconfig"),
    "syncthing": ("syncthing", "syncthing"),
    "khal": ("khal", "khal"),
    "dex": ("dex", "dex-autostart"),
    "at-spi-bus-launcher": ("at-spi2-core", "at-spi2-core"),
    "pyatspi": ("python3-pyatspi", "python3-pyatspi"),
    "gi.repository.ICalGLib": ("gir1.2-ical-3.0", "libical-glib"),
}
"""Every tool, and the package it is in: of Debian and Ubuntu, and of Fedora."""
RENAMED = {"dex": "dex-autostart"}
"""What a tool is called by Fedora."""
FOLDERS = (
    "/usr/libexec",
    "/usr/lib/at-spi2-core",
    "/usr/lib/speech-dispatcher-modules",
    "/usr/libexec/speech-dispatcher-modules",
    "/usr/lib64/speech-dispatcher-modules",
)
"""Where programs lie that are not on the PATH."""
INSTALLED = "HIPSTRETCH_TOOLS_INSTALLED"
"""The variable by which bootstrap.py says that it has installed every package of the tests."""


def needs(*names: str) -> pytest.MarkDecorator:
    """A mark for a test that needs these tools, by the names in PACKAGES."""
    assert set(names) <= PACKAGES.keys()
    return pytest.mark.needs(*names)


def check(names: tuple[str, ...]) -> None:
    """Skip or fail the running test if one of the tools is missing, or may not be used here."""
    if sys.platform != "linux":
        pytest.skip("end-to-end tests run on Linux")
    missing = [name for name in names if where(name) is None]
    in_ci = os.environ.get("CI") == "true"
    if missing == ["pulseaudio"] and shutil.which("pipewire-pulse") and not in_ci:
        pytest.skip("this desktop has PipeWire in place of PulseAudio, and bootstrap.py leaves it so")
    if missing:
        said = "not installed: " + ", ".join(
            f"{name} (package {' or '.join(dict.fromkeys(PACKAGES[name]))})" for name in missing
        )
        if in_ci or os.environ.get(INSTALLED):
            pytest.fail(said, pytrace=False)
        pytest.skip(said)
    if "strace" in names and (refusal := strace_refusal()):
        pytest.skip(f"the kernel forbids strace to trace a process here, as containers do: {refusal}")


@cache
def where(name: str) -> str | None:
    """Where a tool is; None if it is not installed."""
    if name in MODULES:
        probe = [SYSTEM_PYTHON, "-c", f"import {name}"]
        found = (
            Path(SYSTEM_PYTHON).exists()
            and not subprocess.run(probe, capture_output=True, check=False).returncode
        )
        return SYSTEM_PYTHON if found else None
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), *FOLDERS])
    return shutil.which(name, path=path) or shutil.which(RENAMED.get(name, name), path=path)


@cache
def strace_refusal() -> str:
    """What strace says if the kernel does not let it trace a process; empty if it does.

    Raises OSError if strace fails for another reason.
    """
    probe = ["strace", "-qq", "-o", os.devnull, "-e", "inject=getppid:error=EIO", "true"]
    done = subprocess.run(probe, capture_output=True, text=True, check=False)
    if done.returncode and "Operation not permitted" not in done.stderr:
        raise OSError(f"strace ended with {done.returncode}: {done.stderr}")
    return done.stderr.strip() if done.returncode else ""
