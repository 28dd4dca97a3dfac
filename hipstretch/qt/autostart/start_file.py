"""A file by which a system starts a program: a desktop entry on Linux, a launch agent on macOS.

https://specifications.freedesktop.org/autostart-spec/latest/, https://specifications.freedesktop.org/desktop-entry-spec/
latest/exec-variables.html and launchd.plist(5). Both name the program, so that a file that is left over when the
program is gone does nothing: a desktop looks for TryExec first, and launchd fails once and does not try again.
"""

import re
import shutil
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hipstretch.data import atomic, reading

from .state import State

MOST_BYTES = 100_000
"""What a file of this kind may hold at most."""
LABEL = "hipstretch.background"
"""The name that launchd knows it by."""
OFF_BY = {
    "Hidden": "true",
    "X-GNOME-Autostart-enabled": "false",
    "X-MATE-Autostart-enabled": "false",
}
"""What a desktop's own tools write into an entry that is to have no effect."""


@dataclass(frozen=True)
class StartFile:
    """A file with the content that starts this program; `starts` reads what a content starts, None for nothing."""

    path: Path
    content: bytes
    starts: Callable[[bytes], Hashable]

    def state(self) -> State:
        """What the file that is there starts."""
        try:
            found = self.starts(reading.read(self.path, MOST_BYTES))
        except FileNotFoundError:
            found = None
        if found is None:
            return State.OFF
        return State.ON if found == self.starts(self.content) else State.OTHER

    def put_in(self) -> None:
        """Write it."""
        atomic.write(self.path, self.content)

    def take_out(self) -> None:
        """Remove it; of a link, the link."""
        self.path.unlink(missing_ok=True)


def desktop_entry(command: Sequence[str], purpose: str) -> StartFile:
    """The file for desktops on Linux; `purpose` is shown in their lists.

    Raises ValueError for a command that is no text in UTF-8.
    """
    from platformdirs import user_config_path

    values = {
        "Type": "Application",
        "Name": "Hipstretch",
        "Comment": _escaped(purpose),
        "Exec": _escaped(" ".join(map(_quoted, command))),
        "TryExec": _escaped(command[0]),
        "Icon": "hipstretch",
        "Terminal": "false",
        "X-GNOME-Autostart-enabled": "true",
    }
    lines = ["[Desktop Entry]", *(f"{key}={value}" for key, value in values.items()), ""]
    path = user_config_path() / "autostart" / "hipstretch.desktop"
    return StartFile(path, "\n".join(lines).encode(), _entry_starts)


def _quoted(argument: str) -> str:
    """An argument of Exec; a percent sign would be a field code."""
    return '"' + re.sub(r'["`$\\]', r"\\\g<0>", argument).replace("%", "%%") + '"'


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


def _entry_starts(content: bytes) -> str | None:
    """What stands as Exec, unless a desktop would not start it."""
    _, _, after = f"\n{content.decode(errors='replace')}".partition("\n[Desktop Entry]")
    lines = (line.partition("=") for line in after.partition("\n[")[0].splitlines())
    entry = {key.strip(): value.strip() for key, _, value in lines}
    program = entry.get("TryExec", "").replace("\\\\", "\\")
    off = any(entry.get(key) == value for key, value in OFF_BY.items())
    gone = program and not shutil.which(program)
    return None if off or gone else entry.get("Exec")


def launch_agent(command: Sequence[str]) -> StartFile:
    """The file for macOS, which starts it once for each login in a window session, and never again by itself."""
    import plistlib

    about = {
        "Label": LABEL,
        "ProgramArguments": [*command],
        "RunAtLoad": True,
        "LimitLoadToSessionType": "Aqua",
        "ProcessType": "Interactive",
    }
    path = Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"
    return StartFile(path, plistlib.dumps(about), _agent_starts)


def _agent_starts(content: bytes) -> tuple[str, ...] | None:
    """The arguments, unless it is switched off or the program is gone."""
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        about: Any = plistlib.loads(content)
        command = tuple(map(str, about["ProgramArguments"]))
    except (plistlib.InvalidFileException, ExpatError, LookupError, TypeError, ValueError):
        return None
    off = about.get("Disabled") or not about.get("RunAtLoad") or not command
    return None if off or not shutil.which(command[0]) else command
