"""The sign of a side, wherever a session shows it."""

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPolygonF

from hipstretch.core.exercise import Side


def arrow(side: Side, middle: QPointF, size: float) -> QPolygonF:
    """A triangle that points to the side, `size` from its middle to each edge; empty for both sides."""
    if side is Side.BOTH:
        return QPolygonF()
    way = -size if side is Side.LEFT else size
    corners = (QPointF(way, 0), QPointF(-way, -size), QPointF(-way, size))
    return QPolygonF([middle + corner for corner in corners])
