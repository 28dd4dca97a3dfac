"""A line that is ticked, with as many words as it needs."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.ui.style import theme

from .labels import beyond_font, label


class TickLine(QWidget):
    """A box to tick with words that wrap, which those of a QCheckBox do not; a click on the words ticks it too."""

    def __init__(self, words: str, more: str = "") -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(words)
        self.box.setAccessibleDescription(more)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        self.box.ensurePolished()
        font = theme.font(theme.BASE_PX)
        line = QFontMetrics(font).height() + beyond_font(words, font)[1]
        column.setContentsMargins(0, max(0, (self.box.sizeHint().height() - line) // 2), 0, 0)
        column.addWidget(label(words, wrap=True))
        if more:
            column.addWidget(label(more, "small", wrap=True))
        row.addLayout(column, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick the box, or no longer."""
        self.box.setFocus()
        self.box.click()
        event.accept()
