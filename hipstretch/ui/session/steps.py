"""The instructions, and where they are felt."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hipstretch.ui.style import theme
from hipstretch.ui.widgets.labels import broken, together, zoom

from .stage import WRAPPED


class Steps(QWidget):
    """Three steps, the current one strong with a bar beside it; only that one where there is little room."""

    SHOWN = 3
    FORMS = ((3, 100), (3, 88), (1, 100), (1, 88), (1, 76), (1, 64), (1, 52), (1, 40), (1, 30))
    """How many steps, and how large in percent, from the best to the smallest."""
    GAP = 10
    TAILS_PX = 3
    """How much farther down letters may reach than their font says, since each line's place is rounded."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[str, ...] = ()
        self._shown: tuple[str, ...] = ()
        self._current = -1

    def show_steps(self, lines: tuple[str, ...], current: int) -> None:
        """The line at `current`, with the one before and the one after."""
        if (lines, current) != (self._lines, self._current):
            self._lines, self._current = lines, current
            self._shown = tuple(map(together, lines))
            self.setAccessibleName(lines[current])
            self.update()

    def sizeHint(self) -> QSize:
        """Three short lines."""
        return QSize(300, theme.px(84))

    def minimumSizeHint(self) -> QSize:
        """The current step, small."""
        return QSize(120, theme.px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The best form that fits."""
        if not self._lines:
            return
        forms = (self._rows(*form, self.width()) for form in self.FORMS)
        rows = next((r for r in forms if self._height(r) + self.TAILS_PX <= self.height()), None)
        rows = rows or self._rows(*self.FORMS[-1], self.width())
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y, turned = 0.0, self.isRightToLeft()
        for i, font, high in rows:
            now = i == self._current
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.hold if now else tokens.track))
            painter.drawRoundedRect(QRectF(self.width() - 4 if turned else 0, y, 4, high), 2, 2)
            painter.setPen(QColor(tokens.ink if now else tokens.soft))
            painter.setFont(font)
            painter.drawText(
                QRectF(0 if turned else 18, y, self.width() - 18, high + self.TAILS_PX),
                WRAPPED,
                broken(self._shown[i], font, self.width() - 18),
            )
            y += high + self.GAP

    def _rows(self, shown: int, percent: int, width: int) -> list[tuple[int, QFont, float]]:
        """Number, font and height of each step in a form."""
        first = max(0, min(self._current - 1, len(self._lines) - shown)) if shown > 1 else self._current
        rows = []
        for i in range(first, min(first + shown, len(self._lines))):
            weight = QFont.Weight.DemiBold if i == self._current else QFont.Weight.Normal
            font = theme.font(16 * zoom(self) * percent / 100, weight)
            room = QRectF(0, 0, width - 18, 10_000)
            rows.append((i, font, QFontMetricsF(font).boundingRect(room, WRAPPED, self._shown[i]).height()))
        return rows

    def _height(self, rows: list[tuple[int, QFont, float]]) -> float:
        return sum(high for _, _, high in rows) + self.GAP * (len(rows) - 1)
