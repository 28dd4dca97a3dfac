"""The whole session as a line of segments."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hipstretch.ui.style import theme


class Ribbon(QWidget):
    """The whole session as a line: a segment an exercise, as long as it takes, filled as it is done."""

    def __init__(self) -> None:
        super().__init__()
        self._segments: tuple[tuple[float, float], ...] = ()
        self.setFixedHeight(8)

    def show_segments(self, segments: Sequence[tuple[float, float]]) -> None:
        """(seconds, filled from 0 to 1) of each exercise."""
        rounded = tuple((length, round(filled, 3)) for length, filled in segments)
        if rounded != self._segments:
            self._segments = rounded
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Rounded segments with small gaps."""
        if not self._segments:
            return
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap, radius = 6.0, self.height() / 2
        room = self.width() - gap * (len(self._segments) - 1)
        whole = sum(length for length, _ in self._segments) or 1.0
        x = 0.0
        for length, filled in self._segments:
            width = max(4.0, room * length / whole)
            painter.setBrush(QColor(tokens.track))
            painter.drawRoundedRect(QRectF(x, 0, width, self.height()), radius, radius)
            if filled > 0:
                painter.setBrush(QColor(tokens.hold))
                painter.drawRoundedRect(
                    QRectF(x, 0, max(self.height(), width * filled), self.height()), radius, radius
                )
            x += width + gap
