"""Lines that are ticked or chosen, with as many words as they need."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
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
RESIZING = {QEvent.Type.StyleChange, QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange}
"""What a box may need another size for, or its words another side."""


class _Line(QWidget):
    """Words that wrap, which those of a box do not.

    The box lies behind them: a click on them clicks it, and the ring of the focus is around both.
    """

    def __init__(self, box: "_Tick | _Radio", words: str, more: str) -> None:
        super().__init__()
        box.setProperty("lines", "many")
        box.setAccessibleDescription(more)
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._box, self._words = box, _words("", "body")
        self._column = column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(self._words)
        if more:
            column.addWidget(_words(more, "small"))
        column.addStretch()
        both = _Low(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(box, 0, 0)
        both.addLayout(column, 0, 0)
        self.say(words)
        box.changed.connect(self._fit)

    def say(self, words: str) -> None:
        """Have these words beside the box."""
        self._words.setText(words)
        self._box.setAccessibleName(words)
        self._fit()

    def _fit(self) -> None:
        """The words stand beside the box: its size is another one with another style sheet or text size."""
        self._box.ensurePolished()
        room = self._box.sizeHint()
        self._box.setMinimumHeight(room.height())
        font = theme.font(theme.BASE_PX)
        line = QFontMetrics(font).height() + beyond_font(self._words.text(), font)[1]
        above = max(0, (room.height() - line) // 2)
        start, end = room.width() - END_PX, END_PX
        self._column.setContentsMargins(
            *((end, above, start, above) if self.isRightToLeft() else (start, above, end, above))
        )


class _Low(QGridLayout):
    """Takes no height that it does not need from what stands around it."""

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)


def _words(text: str, role: str) -> QLabel:
    made = label(text, role, wrap=True)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made


class _Tick(QCheckBox):
    """Takes a click anywhere, not on its sign alone. `changed` says that it may need another size now."""

    changed = Signal()

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RESIZING:
            self.changed.emit()


class _Radio(QRadioButton):
    """Takes a click anywhere, not on its sign alone. `changed` says that it may need another size now."""

    changed = Signal()

    def hitButton(self, place: QPoint) -> bool:
        return self.rect().contains(place)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in RESIZING:
            self.changed.emit()


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
