"""The seconds that are left, to be read from the floor."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hipstretch.core.exercise import Side
from hipstretch.qt import language, wording
from hipstretch.ui.style import theme

from .session_view import SecondView


class BigClock(QWidget):
    """Side, phase and digits as tall as a third of the screen, for two metres and no glasses."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state: tuple[str, str, Side, str] = ("", "", Side.BOTH, "#000000")

    def show_state(self, second: SecondView, *, side: Side, accent_ink: str) -> None:
        """Show a moment."""
        state = (second.word, second.digits, side, accent_ink)
        if state != self._state:
            self._state = state
            self.setAccessibleName(f"{second.word}, {second.digits}, {wording.side(side)}")
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """As large a target as the figure."""
        self.clicked.emit()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Three lines in the middle."""
        word, digits, side, accent_ink = self._state
        tokens = theme.current()
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # an arrow stands on the side it means
        third = min(self.window().height() / 3, self.height() / 2.1)
        arrows = {Side.LEFT: "← {}", Side.RIGHT: "{} →", Side.BOTH: "{}"}
        lines: list[tuple[str, float, str]] = [
            (arrows[side].format(wording.upper(wording.side(side))), third * 0.3, tokens.ink),
            (wording.upper(word), third * 0.26, accent_ink),
            (digits, third * 1.36, tokens.ink),
        ]
        y = (self.height() - third * 2.1) / 2
        for text, size, colour in lines:
            font = QFont(language.families())
            font.setWeight(QFont.Weight.DemiBold)
            font.setFeature(QFont.Tag("tnum"), 1)
            font.setPixelSize(max(10, round(size)))
            width = QFontMetricsF(font).horizontalAdvance(text)
            if width > self.width():
                font.setPixelSize(max(10, round(size * self.width() / width)))
            high = third * 1.2 if size > third else third * 0.45
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(QRectF(0, y, self.width(), high), Qt.AlignmentFlag.AlignCenter, text)
            y += high
