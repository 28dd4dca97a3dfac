"""Files that come from outside: dropped on the window, or named by a start."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtWidgets import QApplication, QWidget

from hipstretch.qt.language import path_words
from hipstretch.translation import tr

if TYPE_CHECKING:
    from hipstretch.qt.sessions import Sessions
    from hipstretch.qt.stores import Stores
    from hipstretch.qt.stores.notices import Notice

OPENED = (".hipstretch", ".zip", ".json", ".jsonl")
"""The endings of files that can be dropped."""


class FileOpener(QObject):
    """Shows what a file would add; a session that runs is not disturbed."""

    def __init__(self, stores: Stores, sessions: Sessions, window: QWidget) -> None:
        super().__init__(window)
        self._stores = stores
        self._sessions = sessions
        self._window = window
        self._waiting: Path | None = None
        self._notice: Notice | None = None

    @staticmethod
    def dropped(data: QMimeData) -> Path | None:
        """The file that is dropped, if it is one that can be imported."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        return paths[0] if len(paths) == 1 and paths[0].suffix in OPENED else None

    def open(self, path: Path) -> None:
        """Show what a file would add, after the session if there is one."""
        if self._sessions.current:
            self._wait_with(path)
        elif QApplication.activeModalWidget():
            text = tr(
                "{path} was not opened, because a question was open. Answer it and open the file again."
            )
            self._stores.notices.add(text.format(path=path_words(path)), "info")
        else:
            from hipstretch.ui.transfer.transfer_dialog import Transfer

            self._transfer = Transfer(self._stores, self._window, self._may_ask)
            self._transfer.open(path)

    def open_waiting(self) -> None:
        """Open the file that waited for the end of a session, if there is one."""
        path, self._waiting = self._waiting, None
        if self._notice:
            self._stores.notices.dismiss(self._notice)
            self._notice = None
        if path:
            self.open(path)

    def _may_ask(self) -> bool:
        """Whether a dialog may come up now: a session may have begun since it was asked for."""
        return self._sessions.current is None and QApplication.activeModalWidget() is None

    def _wait_with(self, path: Path) -> None:
        """Open a file once the session is over."""
        self._waiting = path
        if self._notice:
            self._stores.notices.dismiss(self._notice)
        text = tr("{path} is opened when the session is over.").format(path=path_words(path))
        self._notice = self._stores.notices.add(text, "info")
