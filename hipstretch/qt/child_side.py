"""The child's side of qt/child_process.py; Qt is imported only where a child needs it."""

import json
import os
import signal
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

PR_SET_PDEATHSIG = 1
Commands = Mapping[str, Callable[..., object]]
"""What a child can be told, by its name."""


def end_with_parent() -> None:
    """Have the kernel end this process with its parent, even while it hangs and reads no input."""
    with suppress(ImportError, OSError):  # libffi is not installed: it still ends with its input
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def tell(value: object) -> None:
    """Say something to the parent."""
    print(json.dumps(value), flush=True)


class Input:
    """What comes from the parent."""

    def __init__(self, commands: Commands) -> None:
        self._commands = commands
        self._unread = b""

    def take(self) -> bool:
        """Do what has come in, or wait for something; False when nothing more will come."""
        data = os.read(0, 65536)
        if not data:
            return False
        *lines, self._unread = (self._unread + data).split(b"\n")
        for line in lines:
            name, *values = json.loads(line)
            self._commands[name](*values)
        print(flush=True)
        return True


def serve(application: "QCoreApplication", commands: Commands) -> None:
    """Do what comes in, by its name, beside Qt's events, until nothing more does."""
    from PySide6.QtCore import QSocketNotifier

    coming = Input(commands)
    reader = QSocketNotifier(0, QSocketNotifier.Type.Read)
    reader.activated.connect(lambda: coming.take() or application.quit())
    application.exec()
