"""Lines that are ticked or chosen, with as many words as they need."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from hipstretch.ui.style import theme

from .labels import beyond_font, label


class _Line(QWidget):
    """Words that wrap beside what a click on them clicks."""

    def __init__(self, box: QAbstractButton, words: str, more: str) -> None:
        super().__init__()
        self._box = box
        box.setAccessibleName(words)
        box.setAccessibleDescription(more)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(2)
        box.ensurePolished()
        font = theme.font(theme.BASE_PX)
        line = QFontMetrics(font).height() + beyond_font(words, font)[1]
        column.setContentsMargins(0, max(0, (box.sizeHint().height() - line) // 2), 0, 0)
        column.addWidget(label(words, wrap=True))
        if more:
            column.addWidget(label(more, "small", wrap=True))
        row.addLayout(column, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Click it."""
        self._box.setFocus()
        self._box.click()
        event.accept()


class TickLine(_Line):
    """A box to tick with words that wrap, which those of a QCheckBox do not."""

    def __init__(self, words: str, more: str = "") -> None:
        self.box = QCheckBox()
        super().__init__(self.box, words, more)


class RadioLine(_Line):
    """One of a few things to choose, with words that wrap, which those of a QRadioButton do not."""

    def __init__(self, words: str, more: str = "") -> None:
        self.box = QRadioButton()
        super().__init__(self.box, words, more)
