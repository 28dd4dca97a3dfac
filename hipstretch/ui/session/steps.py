"""The instructions, and where they are felt."""

from bisect import bisect_left
from functools import partial
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hipstretch.ui.style import theme
from hipstretch.ui.widgets.labels import broken, together, zoom

from .stage import WRAPPED


class Steps(QWidget):
    """Three steps, the current one strong with a bar beside it; only that one where they would be small."""

    SHOWN = 3
    SIZE, GROWN, SMALLEST = 16, 1.6, 5
    """In logical pixels, in a window of the mock's size; how much larger they are where there is room, the same for all
    of an exercise, for they are read from two metres; the least pixels, at every size of text: a larger one must not
    make a step smaller."""
    READ_PX = 13
    """What is smaller than this is hard to read."""
    GAP = 10
    TAILS_PX = 3
    """How much farther down letters may reach than their font says, since each line's place is rounded."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[str, ...] = ()
        self._shown: tuple[str, ...] = ()
        self._current = -1
        self._form: tuple[tuple[object, ...], tuple[int, int] | None] = (), None
        """What a form was found for that all steps have, how many are shown then, and their size."""

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
        rows = self.rows()
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

    def rows(self) -> list[tuple[int, QFont, float]]:
        """Number, font and height of each step that is shown, in the best form that fits."""
        full = theme.px(self.SIZE * zoom(self))
        if form := self._common_form(full):
            return self._rows(*form, self._current)
        for px in range(full - 1, self.SMALLEST - 1, -1):
            rows = self._rows(1, px, self._current)
            if self._fits(rows):
                break
        return rows

    def _common_form(self, full: int) -> tuple[int, int] | None:
        """How many steps are shown and how large, from `full` on, if each has room as the current one."""
        found_for = (self._shown, self.size(), full, theme.font(self.SIZE))
        if found_for != self._form[0]:
            sizes = range(full, round(full * self.GROWN) + 1)
            ways = (
                (shown, bisect_left(sizes, True, key=partial(self._too_large, shown)))
                for shown in (self.SHOWN, 1)
            )
            self._form = found_for, next(((shown, sizes[n - 1]) for shown, n in ways if n), None)
        return self._form[1]

    def _too_large(self, shown: int, px: int) -> bool:
        return not all(self._fits(self._rows(shown, px, i)) for i in range(len(self._lines)))

    def _fits(self, rows: list[tuple[int, QFont, float]]) -> bool:
        return self._height(rows) + self.TAILS_PX <= self.height()

    def _rows(self, shown: int, px: int, current: int) -> list[tuple[int, QFont, float]]:
        """Number, font and height of each step in a form, while one of them is the current one."""
        first = max(0, min(current - 1, len(self._lines) - shown)) if shown > 1 else current
        rows = []
        for i in range(first, min(first + shown, len(self._lines))):
            weight = QFont.Weight.DemiBold if i == current else QFont.Weight.Normal
            font = theme.font(self.SIZE, weight)
            font.setPixelSize(px)
            room = QRectF(0, 0, self.width() - 18, 10_000)
            rows.append((i, font, QFontMetricsF(font).boundingRect(room, WRAPPED, self._shown[i]).height()))
        return rows

    def least_height(self, lines: tuple[str, ...], width: int) -> int:
        """What the longest of these steps needs by itself, as small as it may well be read."""
        font = theme.font(self.SIZE, QFont.Weight.DemiBold)
        font.setPixelSize(self.READ_PX)
        metrics, room = QFontMetricsF(font), QRectF(0, 0, width - 18, 10_000)
        heights = (metrics.boundingRect(room, WRAPPED, together(line)).height() for line in lines)
        return ceil(max(heights, default=0)) + self.TAILS_PX

    def _height(self, rows: list[tuple[int, QFont, float]]) -> float:
        return sum(high for _, _, high in rows) + self.GAP * (len(rows) - 1)
