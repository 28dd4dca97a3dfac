"""Windows: a value in the person's part of the registry names what is started when they log in.

https://learn.microsoft.com/windows/win32/setupapi/run-and-runonce-registry-keys. Task Manager does not remove the value
of a program that is switched off there, but notes that in another key, by an odd first byte.
"""

import subprocess
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from .state import State

RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
NAME = "Hipstretch"
"""The value in both; packaging/windows/hipstretch.iss.in removes them."""


class Registry:
    """See the module."""

    def __init__(self, command: Sequence[str]) -> None:
        self._line = subprocess.list2cmdline(command)
        self._winreg: Any = import_module("winreg")

    def state(self) -> State:
        """What the value names, unless it is switched off or gone."""
        line, note = self._value(RUN), self._value(APPROVED)
        off = isinstance(note, bytes) and note[:1] and note[0] % 2
        if off or not isinstance(line, str) or not _program(line).is_file():
            return State.OFF
        return State.ON if line == self._line else State.OTHER

    def put_in(self) -> None:
        """Write the value; the note, too, that it was switched off."""
        registry = self._winreg
        with registry.CreateKeyEx(registry.HKEY_CURRENT_USER, RUN, 0, registry.KEY_SET_VALUE) as key:
            registry.SetValueEx(key, NAME, 0, registry.REG_SZ, self._line)
        self._remove(APPROVED)

    def take_out(self) -> None:
        """Remove the value."""
        self._remove(RUN)
        self._remove(APPROVED)

    def _value(self, path: str) -> object:
        registry = self._winreg
        with (
            suppress(FileNotFoundError),
            registry.OpenKey(registry.HKEY_CURRENT_USER, path) as key,
        ):
            return registry.QueryValueEx(key, NAME)[0]
        return None

    def _remove(self, path: str) -> None:
        registry = self._winreg
        with (
            suppress(FileNotFoundError),
            registry.OpenKey(registry.HKEY_CURRENT_USER, path, 0, registry.KEY_SET_VALUE) as key,
        ):
            registry.DeleteValue(key, NAME)


def _program(line: str) -> Path:
    """The program that a command line begins with, in quotes if it has a space."""
    mark = '"' if line.startswith('"') else " "
    return Path(line.removeprefix('"').partition(mark)[0])
