"""A grade of the tightness check as a word, with its colour in the picture of what was found as a dot before it."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipstretch.core.check import Grade
from hipstretch.qt import wording
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.labels import label

from .tightness_map import grade_colour

DOT_PX = 16
"""How large the dot is, at 100 % text."""


class GradeDot(QWidget):
    """The colour within a line."""

    def __init__(self, grade: Grade) -> None:
        super().__init__()
        self._grade = grade
        self.setFixedSize(theme.px(DOT_PX), theme.px(DOT_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A circle with a line around it: its colour alone is light."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().soft), 1.5))
        painter.setBrush(grade_colour(self._grade))
        painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))


class GradeWord(QWidget):
    """One of the three grades."""

    def __init__(self, grade: Grade) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(GradeDot(grade))
        row.addWidget(label(wording.grade(grade), "strong"))
