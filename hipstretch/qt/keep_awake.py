"""Keeps the screen on, by wakepy: GNOME, KDE, Windows, macOS."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Signal

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
    _told = Signal(bool)

    def __init__(self, open_mode: Open = presenting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._open = open_mode
        self._mode: Any = None
        self._wanted = False
        self.failed = False
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="keep-awake")
        self._told.connect(self._on_told)

    def set(self, on: bool) -> None:
        """Keep the screen on from now, or no longer."""
        if on != self._wanted:
            self._wanted = on
            self._thread.submit(self._enter if on else self._leave)

    def close(self) -> None:
        """Let the screen sleep, and end the thread."""
        self.set(on=False)
        self._told.disconnect(self._on_told)
        self._thread.shutdown()

    def _enter(self) -> None:
        try:
            mode = self._open()
            mode.__enter__()
            self._mode = mode
            active = bool(mode.active)
        except Exception:  # whatever a desktop answers, a session goes on
            log.exception("the screen can't be kept on")
            active = False
        self._told.emit(not active)

    def _leave(self) -> None:
        mode, self._mode = self._mode, None
        try:
            if mode:
                mode.__exit__(None, None, None)
        except Exception:
            log.exception("the screen may stay on")
        self._told.emit(False)

    def _on_told(self, failed: bool) -> None:
        if failed != self.failed:
            self.failed = failed
            self.changed.emit()
