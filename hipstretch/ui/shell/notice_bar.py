"""Messages above the pages, each with a button that closes it."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hipstretch.qt import wording
from hipstretch.qt.language import path_words
from hipstretch.qt.stores.notices import Notices
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import label

MOST = 3
"""So many are shown at once; one more line says how many others there are."""
OPENED = (".pdf", ".csv")
"""The endings of what other programs show; of what else was written, its folder alone is opened."""


class NoticeBar(QWidget):
    """The notices of the stores, errors first."""

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self._notices = notices
        self._lines = QVBoxLayout(self)
        self._lines.setSpacing(8)
        notices.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        notices = sorted(self._notices.shown, key=lambda notice: notice.level != "error")
        for notice in notices[:MOST]:
            close = button(tr("Close"), "quiet", partial(self._notices.dismiss, notice))
            close.setAccessibleName(tr("Close: {text}").format(text=notice.text))
            self._lines.addWidget(_line(notice.text, *self._ways_to(notice.path), close))
        if (more := len(notices) - MOST) > 0:
            close = button(tr("Close all"), "quiet", partial(self._notices.dismiss, *notices))
            text = tr("More messages come up as you close these: {count}").format(count=wording.number(more))
            self._lines.addWidget(_line(text, close))
        margin = 12 if notices else 0
        self._lines.setContentsMargins(28, margin, 28, 0)

    def _ways_to(self, path: str) -> Iterator[QPushButton]:
        """What leads to a file that was written."""
        if path.lower().endswith(OPENED):
            yield self._way(tr("Open"), path, path)
        if path:
            yield self._way(tr("Show in folder"), path, str(Path(path).parent))

    def _way(self, name: str, path: str, target: str) -> QPushButton:
        made = button(name, "quiet", partial(self._open, target))
        made.setAccessibleName(wording.titled(name, path))
        return made

    def _open(self, target: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(target)):
            text = tr("No program was found that opens {path}. It is there all the same.")
            self._notices.add(text.format(path=path_words(target)), "info")


def _line(text: str, *buttons: QPushButton) -> QFrame:
    row = QHBoxLayout()
    words = label(text, wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    row.addWidget(words, 1)
    for one in buttons:
        row.addWidget(one)
    made = frame("notice", row)
    row.setContentsMargins(12, 8, 12, 8)
    return made
