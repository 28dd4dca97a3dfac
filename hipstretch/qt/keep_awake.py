"""Keeps the screen on, by wakepy: GNOME, KDE, Windows, macOS."""

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from .worker import Worker

CLOSE_S = 1.0
"""How long closing waits for the desktop; what it was asked for ends with the process anyway."""

log = logging.getLogger("hipstretch.awake")

Open = Callable[[], Any]
"""Makes a context that keeps the screen on; its `active` says whether it does."""


def presenting() -> Any:
    """Wakepy's mode for a screen that is looked at; imported by the first session, not by the first window."""
    from wakepy import keep

    return keep.presenting(on_fail="pass")


class KeepAwake(QObject):
    """Switches the screen's sleep off and on again, in a thread: a desktop's bus may take its time.

    `failed` is True while the screen should be kept on and can't be.
    """

    changed = Signal()

    def __init__(self, open_mode: Open = presenting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = open_mode
        self._mode: Any = None
        self._wanted = False
        self.failed = False
        self._work = Worker("keep-awake", self)

    def set(self, on: bool) -> None:
        """Keep the screen on from now, or no longer."""
        if on != self._wanted:
            self._wanted = on
            self._work.submit(self._enter if on else self._leave, self._on_failed)

    def close(self) -> None:
        """Let the screen sleep."""
        self.set(on=False)
        self.blockSignals(True)
        if not self._work.wait(CLOSE_S):
            log.warning("the desktop does not answer")

    def _enter(self) -> bool:
        """Keep the screen on; whether that failed."""
        try:
            mode = self._open()
            mode.__enter__()
            self._mode = mode
            failed = not mode.active
        except Exception:  # whatever a desktop answers, a session goes on
            log.exception("the screen can't be kept on")
            failed = True
        return failed

    def _leave(self) -> bool:
        """Let the screen sleep, which is never said to have failed."""
        mode, self._mode = self._mode, None
        try:
            if mode:
                mode.__exit__(None, None, None)
        except Exception:
            log.exception("the screen may stay on")
        return False

    def _on_failed(self, failed: bool) -> None:
        if failed != self.failed:
            self.failed = failed
            self.changed.emit()
