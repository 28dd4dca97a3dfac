"""The dose of the week as small bars with a mark where enough is, and what is said of it."""

from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hipstretch.core.dose import ENOUGH_MIN, SIDES, Dose
from hipstretch.core.exercise import MuscleGroup
from hipstretch.qt import dose_words, wording
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.labels import fitted, label

BAR_PX, GAP_PX, LINE_PX = 8, 16, 22
"""How high a bar is, how far columns lie apart at most, and how high a line is, in logical pixels at 100 % text."""
LEAST_BAR_PX = 60
"""A bar that would be shorter says nothing: the numbers stand alone then."""
ENOUGH_PART = 0.8
"""Where in a bar the mark stands: beyond it is more than enough."""
SAMPLE_PX, SAMPLE_GAP_PX = 24, 8
"""How long the bar is that shows what the mark stands for, and how far its words are from it, likewise."""
WORDS_PX, EDGE_PX = 14, 6
"""The size of the words; and what is free at the sides, for the ring of the focus."""


class DosePart(QWidget):
    """What is enough, the bars, which show what lacks, the days of strength, and what the mark in the bars stands for.

    Hidden while there is nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        self.bars = DoseBars()
        self._stretched = False
        self._title = label(dose_words.enough_is(), "soft", wrap=True)
        self.words = label("", "soft", wrap=True)
        self.sample = MarkSample()
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.words, 1)
        below.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignTop)
        for one in (self._title, self.bars):
            column.addWidget(one)
        column.addLayout(below)

    def show_dose(self, done: Dose) -> None:
        """Show what was done."""
        self.bars.show_dose(done)
        self.words.setText(dose_words.strength(done))
        self._stretched = done.stretched
        for one in (self._title, self.bars):
            one.setVisible(done.stretched)
        self._place()
        self.setVisible(done.stretched or done.strength_days > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the mark stands for is said as long as there are bars."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        self.sample.setVisible(self._stretched and self.bars.has_bars_in(self.width()))


class DoseBars(QWidget):
    """A column for each muscle group, a row for each side: a bar and its minutes, or these of how many are enough.

    Tab comes here, so that a screen reader says the numbers.
    """

    def __init__(self) -> None:
        super().__init__()
        self._done = Dose()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_dose(self, done: Dose) -> None:
        """Show what was done."""
        self._done = done
        self.setAccessibleName(wording.titled(dose_words.title(), dose_words.groups(done)))
        self.setAccessibleDescription(dose_words.enough(done))
        self.setToolTip(f"{dose_words.title()}\n{dose_words.groups(done)}")
        self.update()

    def sizeHint(self) -> QSize:
        """A line of names and two of bars."""
        return QSize(theme.px(320), 3 * theme.px(LINE_PX) + theme.px(2))

    def minimumSizeHint(self) -> QSize:
        """Shorter bars where there is less room."""
        return QSize(theme.px(200), self.sizeHint().height())

    @property
    def has_bars(self) -> bool:
        """Whether there is room for bars."""
        return self.has_bars_in(self.width())

    def has_bars_in(self, width: int) -> bool:
        """Whether there is room for bars in this width."""
        metrics = QFontMetricsF(theme.font(WORDS_PX))
        pitch = (width - self._head(metrics, width) - 2 * EDGE_PX) / len(MuscleGroup)
        room = pitch - min(theme.px(GAP_PX), pitch / 8)
        return room - metrics.horizontalAdvance("000") - theme.px(6) >= theme.px(LEAST_BAR_PX)

    def _head(self, metrics: QFontMetricsF, width: int) -> float:
        """The width of the names of the sides."""
        return min(max(metrics.horizontalAdvance(wording.side(side)) for side in SIDES), width / 5)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Names of sides first, in the direction of the language; a longer name is written smaller."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names = {side: wording.side(side) for side in SIDES}
        line = theme.px(LINE_PX)
        metrics = QFontMetricsF(theme.font(WORDS_PX))
        head = self._head(metrics, self.width())
        pitch = (self.width() - head - 2 * EDGE_PX) / len(MuscleGroup)
        gap = min(theme.px(GAP_PX), pitch / 8)
        digits = metrics.horizontalAdvance("000")
        bars = self.has_bars
        for row, side in enumerate(SIDES, 1):
            self._write(painter, QRectF(EDGE_PX, row * line, head, line), names[side], tokens.soft)
        for column, group in enumerate(MuscleGroup):
            left = EDGE_PX + head + column * pitch + gap
            room = pitch - gap
            self._write(painter, QRectF(left, 0, room, line), wording.group_in_short(group), tokens.soft)
            for row, side in enumerate(SIDES, 1):
                if not bars:
                    words = dose_words.of_enough(self._done, group, side)
                    self._write(painter, QRectF(left, row * line, room, line), words, tokens.ink)
                    continue
                minutes = self._done.minutes(group, side)
                number = QRectF(left + room - digits, row * line, digits, line)
                self._write(painter, number, wording.number(minutes), tokens.ink)
                bar = QRectF(left, row * line, room - digits - theme.px(6), theme.px(BAR_PX))
                bar.moveTop(row * line + (line - bar.height()) / 2)
                paint_bar(painter, self, bar, ENOUGH_PART * minutes / ENOUGH_MIN)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def _write(self, painter: QPainter, box: QRectF, words: str, colour: str) -> None:
        painter.setFont(fitted(words, theme.px(WORDS_PX), theme.font(WORDS_PX).weight(), box.width()))
        painter.setPen(QColor(colour))
        where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter  # Qt mirrors it itself
        painter.drawText(placed(self, box), where, words)


class MarkSample(QWidget):
    """A short bar, and beside it what its mark stands for."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(dose_words.mark())

    def sizeHint(self) -> QSize:
        """A bar and the words."""
        words = QFontMetricsF(theme.font(WORDS_PX)).horizontalAdvance(dose_words.mark())
        height = QFontMetrics(
            theme.font(theme.BASE_PX)
        ).height()  # of the words beside it: no line gets higher
        return QSize(theme.px(SAMPLE_PX) + theme.px(SAMPLE_GAP_PX) + ceil(words) + 2, height)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0, (self.height() - theme.px(BAR_PX)) / 2, theme.px(SAMPLE_PX), theme.px(BAR_PX))
        paint_bar(painter, self, bar, 0.0)
        painter.setFont(theme.font(WORDS_PX))
        painter.setPen(QColor(theme.current().soft))
        box = QRectF(self.rect()).adjusted(bar.width() + theme.px(SAMPLE_GAP_PX), 0, 0, 0)
        where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter  # Qt mirrors it itself
        painter.drawText(placed(self, box), where, dose_words.mark())


def paint_bar(painter: QPainter, on: QWidget, bar: QRectF, part: float) -> None:
    """A bar that is filled up to this part, with the mark where enough is."""
    tokens = theme.current()
    painter.setPen(Qt.PenStyle.NoPen)
    for much, colour in ((1.0, tokens.track), (min(1.0, part), tokens.hold)):
        filled = QRectF(bar)
        filled.setWidth(bar.width() * much)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(placed(on, filled), bar.height() / 2, bar.height() / 2)
    mark = QRectF(bar.left() + ENOUGH_PART * bar.width() - 1, bar.top() - 3, 2, bar.height() + 6)
    painter.fillRect(placed(on, mark), QColor(tokens.ink))


def placed(on: QWidget, box: QRectF) -> QRectF:
    """Where a box on a widget is in the direction of the language."""
    found = QRectF(box)
    if on.isRightToLeft():
        found.moveRight(on.width() - box.left())
    return found
