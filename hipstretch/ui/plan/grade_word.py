"""A grade of the tightness check as a word on its colour, as it stands in the picture of what was found."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipstretch.core.check import Grade
from hipstretch.qt import wording
from hipstretch.ui.style import theme

from .tightness_map import grade_colour

SIDE_PX, ABOVE_PX = 14, 6
"""Room around the word, at 100 % text."""


class GradePill(QWidget):
    """One of the three grades."""

    def __init__(self, grade: Grade) -> None:
        super().__init__()
        self._grade = grade
        self.setAccessibleName(wording.grade(grade))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The word with room around it."""
        size = QFontMetrics(_font()).size(0, wording.grade(self._grade))
        return size + QSize(2 * theme.px(SIDE_PX), 2 * theme.px(ABOVE_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The colour within a line, and the word."""
        tokens, box = theme.current(), QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.soft), 1.5))
        painter.setBrush(grade_colour(self._grade))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setPen(QColor(tokens.ink))
        painter.setFont(_font())
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, wording.grade(self._grade))


def _font() -> QFont:
    return theme.font(14, QFont.Weight.DemiBold)
