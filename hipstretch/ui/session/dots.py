"""Dots for repetitions and sets."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipstretch.core.exercise import Side
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.labels import zoom

from .session_view import Dot, DotGroup
from .side_arrow import arrow

STEP, BETWEEN, SIGN = 1.55, 0.9, 1.25
"""From dot to dot, more from group to group, and for the sign of a side; in widths of a dot."""


class Dots(QWidget):
    """Repetitions as dots, one group a side and set: empty, partly or wholly filled, crossed if left out.

    Where a side begins its sign stands before it, as on the stage; the side that is not on now is dim.
    """

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[DotGroup, ...] = ()
        self._side = Side.BOTH
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_groups(self, groups: Sequence[DotGroup], side: Side) -> None:
        """The dots of the current exercise, and the side that is on."""
        if (tuple(groups), side) != (self._groups, self._side):
            self._groups, self._side = tuple(groups), side
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(200, round(24 * zoom(self)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As large as fits in one row."""
        count = sum(len(group.dots) for group in self._groups)
        if not count:
            return
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        signs = self._signs()
        units = count * STEP + (len(self._groups) - 1) * BETWEEN + sum(signs) * SIGN
        size = min(18 * zoom(self), self.width() / units, self.height() - 4)
        x = (self.width() - (units - STEP + 1) * size) / 2
        y = (self.height() - size) / 2
        for group, sign in zip(self._groups, signs, strict=True):
            now = group.side is self._side
            if sign:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens.ink if now else tokens.dimmed))
                painter.drawPolygon(arrow(group.side, QPointF(x + size * 0.4, y + size / 2), size * 0.36))
                x += size * SIGN
            for dot in group.dots:
                _paint(painter, dot, QRectF(x, y, size, size), QColor(tokens.hold if now else tokens.dimmed))
                x += size * STEP
            x += size * BETWEEN

    def _signs(self) -> list[bool]:
        """Whether each group has the sign of its side: the first one of each side."""
        before = (None, *(group.side for group in self._groups))
        return [
            group.side is not Side.BOTH and group.side is not side
            for group, side in zip(self._groups, before, strict=False)
        ]


def _paint(painter: QPainter, dot: Dot, box: QRectF, accent: QColor) -> None:
    fill = QColor(accent)
    fill.setAlphaF(0.0 if dot.left_out else 1.0 if dot.filled >= 1 else 0.4 if dot.filled > 0 else 0.0)
    painter.setPen(QPen(accent, max(1.5, box.width() / 9)))
    painter.setBrush(fill)
    painter.drawEllipse(box)
    if dot.left_out:
        inset = box.width() * 0.28
        painter.drawLine(box.bottomLeft() + QPointF(inset, -inset), box.topRight() + QPointF(-inset, inset))
