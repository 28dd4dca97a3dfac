"""The whole session as a line of segments."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from hipstretch.ui.style import theme

LINE_PX, RIBBON_PX = 8, 24
"""How high the line is, and what can be hit of it."""
GAP_PX = 6.0


class Ribbon(QWidget):
    """The whole session as a line: a segment an exercise, as long as it takes, filled as it is done.

    `clicked` tells the place of the exercise that was clicked.
    """

    clicked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.names: tuple[str, ...] = ()
        """What the exercises are called."""
        self._segments: tuple[tuple[float, float], ...] = ()
        self.setFixedHeight(RIBBON_PX)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_segments(self, segments: Sequence[tuple[float, float]]) -> None:
        """(seconds, filled from 0 to 1) of each exercise."""
        rounded = tuple((length, round(filled, 3)) for length, filled in segments)
        if rounded != self._segments:
            self._segments = rounded
            self.update()

    def _boxes(self) -> Iterator[QRectF]:
        """Where each segment is."""
        room = self.width() - GAP_PX * (len(self._segments) - 1)
        whole = sum(length for length, _ in self._segments) or 1.0
        x = 0.0
        for length, _ in self._segments:
            width = max(4.0, room * length / whole)
            yield QRectF(x, (self.height() - LINE_PX) / 2, width, LINE_PX)
            x += width + GAP_PX

    def _at(self, x: float) -> int | None:
        return next((n for n, box in enumerate(self._boxes()) if x < box.right() + GAP_PX / 2), None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which exercise it is."""
        if (place := self._at(event.position().x())) is not None:
            self.clicked.emit(place)
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Say which exercise the mouse is on."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = self._at(event.pos().x())
            if place is not None and place < len(self.names):
                QToolTip.showText(event.globalPos(), self.names[place], self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Rounded segments with small gaps."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = LINE_PX / 2
        for box, (_, filled) in zip(self._boxes(), self._segments, strict=True):
            painter.setBrush(QColor(tokens.track))
            painter.drawRoundedRect(box, radius, radius)
            if filled > 0:
                box.setWidth(max(LINE_PX, box.width() * filled))
                painter.setBrush(QColor(tokens.hold))
                painter.drawRoundedRect(box, radius, radius)
