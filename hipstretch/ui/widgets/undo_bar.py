"""A line that says what was just done, with the way back, for a while."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout

from hipstretch.qt.stores.notices import UNDO_MS
from hipstretch.translation import tr

from .buttons import button
from .labels import label


class UndoBar(QFrame):
    """Hidden while there is nothing to take back. Ctrl+Z takes it back wherever the focus is, but in a text."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "news")
        self._bring_back: Callable[[], object] | None = None
        self._words = label("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 6, 8, 6)
        row.addWidget(self._words, 1)
        row.addWidget(button(tr("Undo (Ctrl+Z)"), "quiet", self.undo))
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self.undo)
        self._passes = QTimer(self, singleShot=True, interval=UNDO_MS)
        self._passes.timeout.connect(self.forget)
        self.hide()

    def offer(self, words: str, bring_back: Callable[[], object]) -> None:
        """Say what was done, and call `bring_back` if it is taken back."""
        self._bring_back = bring_back
        self._words.setText(words)
        self.show()
        self._passes.start()

    def undo(self) -> None:
        """Take back what was done, if that can still be."""
        bring_back = self._bring_back
        self.forget()
        if bring_back:
            bring_back()

    def forget(self) -> None:
        """Leave it as it is."""
        self._bring_back = None
        self._passes.stop()
        self.hide()
