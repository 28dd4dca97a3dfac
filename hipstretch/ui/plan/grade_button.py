"""An answer of the tightness check."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QStyle, QVBoxLayout

from hipstretch.core.check import Grade
from hipstretch.qt import wording
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.labels import label

CIRCLE_PX = 20
"""How large the circle of an answer is, at 100 % text."""
MARGIN, GAP = 14, 10
"""Room at the sides of an answer, and between the parts of its first line."""
KEYCAP = "border: 1px solid palette(placeholder-text); border-radius: 5px; padding: 0 6px;"
"""How the key of an answer looks: like a key."""


class GradeButton(QPushButton):
    """A grade with what one sees for it, and the key that chooses it.

    Its filled circle and its colour tell that it is chosen, and the ring of all buttons that it has the focus.
    """

    def __init__(self, grade: Grade, key: str) -> None:
        super().__init__()
        self._grade = grade
        self.setProperty("kind", "answer")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._name = label(wording.capital(wording.grade(grade)), "strong", wrap=True)
        self._words = label("", wrap=True)
        self._key = label(key, "small")
        self._key.setStyleSheet(KEYCAP)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        head.addSpacing(theme.px(CIRCLE_PX) + GAP)
        head.addWidget(self._name, 1)
        head.addWidget(self._key, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN, 10, MARGIN, 10)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self._column.addWidget(self._words)
        self._column.addStretch()

    def say(self, seen: str) -> None:
        """What one sees for this grade."""
        self._words.setText(seen)
        self.setAccessibleName(wording.titled(wording.grade(self._grade), seen))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As its content: a button by itself thinks of its text alone."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As its content."""
        return self._column.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As its content."""
        return self._column.totalHeightForWidth(width)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The body by the style sheet, and the circle of a choice, filled if this is chosen."""
        super().paintEvent(event)
        tokens, side = theme.current(), theme.px(CIRCLE_PX)
        middle = self._name.y() + self._name.fontMetrics().height() // 2  # of its first line, if it wraps
        where = QRect(MARGIN, middle - side // 2, side, side)
        where = QStyle.visualRect(self.layoutDirection(), self.rect(), where).adjusted(1, 1, -1, -1)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.hold if self.isChecked() else tokens.soft), 2))
        if self.isChecked():
            painter.setBrush(QColor(tokens.hold))
        painter.drawEllipse(where)
