"""Names in one line, as many of them as it has room for."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipstretch.qt import wording
from hipstretch.ui.style import theme

SMALL_PX = 13
LEFT_TO_RIGHT = "\u200e"


class NamesLine(QWidget):
    """Whole names; “+2” says how many more there are, which a screen reader and the tool tip name."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = tuple(names)
        self.setAccessibleName(self.text())
        self.setToolTip(self.text())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """All names."""
        return " · ".join(self._names)  # some have a comma

    def shown(self, width: int) -> str:
        """What there is room for in so many pixels."""
        metrics = QFontMetrics(theme.font(SMALL_PX))
        count = len(self._names)
        plus = f"{LEFT_TO_RIGHT}+" if self.isRightToLeft() else "+"  # else it would stand behind its number
        fewer = (
            " · ".join((*self._names[:number], f"{plus}{wording.number(count - number)}"))
            for number in range(count - 1, 0, -1)
        )
        lines = [self.text(), *fewer]
        for line in lines:
            if metrics.horizontalAdvance(line) <= width:
                return line
        return metrics.elidedText(lines[-1], Qt.TextElideMode.ElideRight, width)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(0, QFontMetrics(theme.font(SMALL_PX)).height() + 2)

    def minimumSizeHint(self) -> QSize:
        """As high."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The names, as the language is read."""
        painter = QPainter(self)
        painter.setFont(theme.font(SMALL_PX))
        painter.setPen(QColor(theme.current().soft))
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        painter.drawText(self.rect(), side | Qt.AlignmentFlag.AlignVCenter, self.shown(self.width()))
