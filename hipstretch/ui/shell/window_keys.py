"""The keys of the window, on every page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .main_window import MainWindow


class WindowKeys(QObject):
    """Alt and a number opens a page, F1 helps, Ctrl+Q ends the program."""

    def __init__(self, window: MainWindow, pages: Sequence[str]) -> None:
        super().__init__(window)
        self._window = window
        for number, name in enumerate(pages, 1):
            self._listen(f"Alt+{number}", partial(self._open, name))
        for key in ("F1", "?"):
            self._listen(key, self._help)
        self._listen("Ctrl+Q", window.quit)

    def _listen(self, key: str, act: Callable[[], object]) -> None:
        QShortcut(QKeySequence(key), self._window).activated.connect(act)

    def _open(self, name: str) -> None:
        if self._window.bar_shown or self._window.session_shown:
            self._window.open_page(name)

    def _help(self) -> None:
        """Help; over a session, which waits meanwhile, the keys alone."""
        if page := self._window.session_shown:
            from hipstretch.ui.help.keys_dialog import KeysDialog

            page.wait()
            self._keys = KeysDialog(self._window)
            self._keys.open()
        elif self._window.bar_shown:
            self._window.open_page("help")
