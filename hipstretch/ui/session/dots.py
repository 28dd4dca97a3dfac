"""Dots for repetitions and sets."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipstretch.ui.style import theme
from hipstretch.ui.widgets.labels import zoom

from .session_view import Dot


class Dots(QWidget):
    """Repetitions as dots, one group a side and set: empty, partly or wholly filled, crossed if left out."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[tuple[Dot, ...], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_groups(self, groups: Sequence[Sequence[Dot]]) -> None:
        """The dots of the current exercise."""
        made = tuple(tuple(g) for g in groups)
        if made != self._groups:
            self._groups = made
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(200, round(24 * zoom(self)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As large as fits in one row."""
        count = sum(map(len, self._groups))
        if not count:
            return
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        units = count * 1.55 + (len(self._groups) - 1) * 0.9
        size = min(18 * zoom(self), self.width() / units, self.height() - 4)
        x = (self.width() - (units - 0.55) * size) / 2
        y = (self.height() - size) / 2
        accent = QColor(tokens.hold)
        for group in self._groups:
            for dot in group:
                box = QRectF(x, y, size, size)
                fill = QColor(accent)
                fill.setAlphaF(
                    0.0 if dot.left_out else 1.0 if dot.filled >= 1 else 0.4 if dot.filled > 0 else 0.0
                )
                painter.setPen(QPen(accent, max(1.5, size / 9)))
                painter.setBrush(fill)
                painter.drawEllipse(box)
                if dot.left_out:
                    painter.drawLine(
                        box.bottomLeft() + QPointF(size * 0.28, -size * 0.28),
                        box.topRight() + QPointF(-size * 0.28, size * 0.28),
                    )
                x += size * 1.55
            x += size * 0.9
