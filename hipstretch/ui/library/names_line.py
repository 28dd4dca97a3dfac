"""Names in two lines, as many of them as these have room for."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipstretch.qt import wording
from hipstretch.ui.style import theme

SMALL_PX = 13
MOST_LINES = 2
BETWEEN = " · "
LEFT_TO_RIGHT = "\u200e"


def plus(more: int) -> str:
    """So many more than are shown: "+4"."""
    before = (
        LEFT_TO_RIGHT if QGuiApplication.isRightToLeft() else ""
    )  # else the sign stands behind its number
    return f"{before}+{wording.number(more)}"


class NamesLine(QWidget):
    """Whole names; “+2” says how many more there are, which a screen reader and the tool tip name."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self._names = tuple(names)
        self.setAccessibleName(self.text())
        self.setToolTip(self.text())
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """All names."""
        return BETWEEN.join(self._names)  # some have a comma

    def shown(self, width: int) -> str:
        """What there is room for in lines of so many pixels."""
        metrics = QFontMetrics(theme.font(SMALL_PX))
        lines: list[str] = []
        for count in range(len(self._names), 0, -1):
            more = len(self._names) - count
            lines = []
            for part in (*self._names[:count], *([plus(more)] if more else ())):
                longer = f"{lines[-1]}{BETWEEN}{part}" if lines else part
                if lines and metrics.horizontalAdvance(longer) <= width:
                    lines[-1] = longer
                else:
                    lines.append(part)
            if len(lines) <= MOST_LINES and all(metrics.horizontalAdvance(line) <= width for line in lines):
                return "\n".join(lines)
        return metrics.elidedText(BETWEEN.join(lines), Qt.TextElideMode.ElideRight, width)

    def hasHeightForWidth(self) -> bool:
        """A narrow one may be higher."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """As many lines as it takes."""
        lines = self.shown(width).count("\n") + 1
        return QFontMetrics(theme.font(SMALL_PX)).lineSpacing() * lines + 2

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
