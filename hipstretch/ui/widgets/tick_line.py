"""Lines that are ticked or chosen, with as many words as they need."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QGridLayout,
    QLabel,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hipstretch.ui.style import theme

from .labels import beyond_font, label

END_PX = 6
"""The room at the end of a box without words, by the style sheet."""


class _Line(QWidget):
    """Words that wrap, which those of a box do not.

    The box lies behind them: a click on them clicks it, and the ring of the focus is around both.
    """

    def __init__(self, box: QAbstractButton, words: str, more: str) -> None:
        super().__init__()
        box.setProperty("lines", "many")
        box.setAccessibleName(words)
        box.setAccessibleDescription(more)
        box.ensurePolished()
        room = box.sizeHint()
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        box.setMinimumHeight(room.height())
        font = theme.font(theme.BASE_PX)
        line = QFontMetrics(font).height() + beyond_font(words, font)[1]
        above = max(0, (room.height() - line) // 2)
        start, end = room.width() - END_PX, END_PX
        column = QVBoxLayout()
        column.setSpacing(2)
        column.setContentsMargins(
            *((end, above, start, above) if self.isRightToLeft() else (start, above, end, above))
        )
        column.addWidget(_words(words, "body"))
        if more:
            column.addWidget(_words(more, "small"))
        column.addStretch()
        both = QGridLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(box, 0, 0)
        both.addLayout(column, 0, 0)


def _words(text: str, role: str) -> QLabel:
    made = label(text, role, wrap=True)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made


class _Tick(QCheckBox):
    """Takes a click anywhere, not on its sign alone."""

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)


class _Radio(QRadioButton):
    """Takes a click anywhere, not on its sign alone."""

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)


class TickLine(_Line):
    """A box to tick with words that wrap."""

    def __init__(self, words: str, more: str = "") -> None:
        self.box = _Tick()
        super().__init__(self.box, words, more)


class RadioLine(_Line):
    """One of a few things to choose, with words that wrap."""

    def __init__(self, words: str, more: str = "") -> None:
        self.box = _Radio()
        super().__init__(self.box, words, more)
