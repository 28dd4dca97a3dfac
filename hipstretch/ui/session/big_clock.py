"""The seconds that are left, to be read from the floor."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hipstretch.core.exercise import Side
from hipstretch.core.timeline import PhaseKind
from hipstretch.qt import language, wording
from hipstretch.ui.style import theme

from .session_view import PhaseView, SecondView

SIDE, PHASE, DIGITS, WORDS = (0.3, 0.45), (0.26, 0.45), (1.36, 1.2), (0.14, 0.24)
"""Of each kind of line: size and height, in thirds of the window."""
ARROWS = {Side.LEFT: "← {}", Side.RIGHT: "{} →", Side.BOTH: "{}"}


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    kind: tuple[float, float]
    ink: str | PhaseKind = "ink"
    """The name of one of the theme's colours, or the phase whose colour it is."""

    def colour(self) -> QColor:
        tokens = theme.current()
        return QColor(
            tokens.ink_of(self.ink) if isinstance(self.ink, PhaseKind) else getattr(tokens, self.ink)
        )


class BigClock(QWidget):
    """Side, phase and digits as tall as a third of the screen, for two metres and no glasses.

    `worded` says whether the exercise, the repetition and what comes next stand around them.
    """

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.worded = True
        self._lines: tuple[_Line, ...] = ()

    def show_state(self, phase: PhaseView, second: SecondView) -> None:
        """Show a moment."""
        side = wording.upper(wording.side(phase.side))
        words = (phase.place, wording.titled(phase.following.title, phase.following.words))
        lines = (
            _Line(phase.name, WORDS),
            _Line(ARROWS[phase.side].format(side), SIDE),
            _Line(wording.upper(second.word), PHASE, phase.kind),
            _Line(second.digits, DIGITS),
            *(_Line(text, WORDS, "soft") for text in words),
        )
        if not self.worded:
            lines = lines[1:4]
        if lines != self._lines:
            self._lines = lines
            self.setAccessibleName(f"{second.word}, {second.digits}, {wording.side(phase.side)}")
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """As large a target as the figure."""
        self.clicked.emit()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The lines in the middle."""
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # an arrow stands on the side it means
        whole = sum(line.kind[1] for line in self._lines) or 1.0
        third = min(self.window().height() / 3, self.height() / whole)
        y = (self.height() - third * whole) / 2
        for line in self._lines:
            size, high = (third * part for part in line.kind)
            of_digits = line.kind == DIGITS  # in the font of a script with tall lines they would be cut off
            font = QFont([language.FAMILY] if of_digits else language.families())
            font.setWeight(QFont.Weight.DemiBold)
            font.setFeature(QFont.Tag("tnum"), 1)
            font.setPixelSize(max(10, round(size)))
            width = QFontMetricsF(font).horizontalAdvance(line.text)
            if width > self.width():
                font.setPixelSize(max(10, int(size * self.width() / width)))
            painter.setFont(font)
            painter.setPen(line.colour())
            painter.drawText(QRectF(0, y, self.width(), high), Qt.AlignmentFlag.AlignCenter, line.text)
            y += high
