"""The dose of the week as small bars with a mark where enough is, and what is said of it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

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
WORDS_PX, EDGE_PX = 14, 6
"""The size of the words; and what is free at the sides, for the ring of the focus."""


class DosePart(QWidget):
    """What is enough, the bars, which show what lacks, and the days of strength; hidden while there is nothing."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        self.bars = DoseBars()
        self._title = label(dose_words.enough_is(), "soft", wrap=True)
        self.words = label("", "soft", wrap=True)
        for one in (self._title, self.bars, self.words):
            column.addWidget(one)

    def show_dose(self, done: Dose) -> None:
        """Show what was done."""
        self.bars.show_dose(done)
        self.words.setText(dose_words.strength(done))
        for one in (self._title, self.bars):
            one.setVisible(done.stretched)
        self.setVisible(done.stretched or done.strength_days > 0)


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
        metrics = QFontMetricsF(theme.font(WORDS_PX))
        pitch = (self.width() - self._head(metrics) - 2 * EDGE_PX) / len(MuscleGroup)
        room = pitch - min(theme.px(GAP_PX), pitch / 8)
        return room - metrics.horizontalAdvance("000") - theme.px(6) >= theme.px(LEAST_BAR_PX)

    def _head(self, metrics: QFontMetricsF) -> float:
        """The width of the names of the sides."""
        return min(max(metrics.horizontalAdvance(wording.side(side)) for side in SIDES), self.width() / 5)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Names of sides first, in the direction of the language; a longer name is written smaller."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names = {side: wording.side(side) for side in SIDES}
        line = theme.px(LINE_PX)
        metrics = QFontMetricsF(theme.font(WORDS_PX))
        head = self._head(metrics)
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
                self._fill(painter, bar, 1.0, tokens.track)
                self._fill(painter, bar, min(1.0, ENOUGH_PART * minutes / ENOUGH_MIN), tokens.hold)
                mark = QRectF(bar.left() + ENOUGH_PART * bar.width() - 1, bar.top() - 3, 2, bar.height() + 6)
                painter.fillRect(self._placed(mark), QColor(tokens.ink))
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def _write(self, painter: QPainter, box: QRectF, words: str, colour: str) -> None:
        painter.setFont(fitted(words, theme.px(WORDS_PX), theme.font(WORDS_PX).weight(), box.width()))
        painter.setPen(QColor(colour))
        where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter  # Qt mirrors it itself
        painter.drawText(self._placed(box), where, words)

    def _fill(self, painter: QPainter, bar: QRectF, part: float, colour: str) -> None:
        filled = QRectF(bar)
        filled.setWidth(bar.width() * part)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(self._placed(filled), bar.height() / 2, bar.height() / 2)

    def _placed(self, box: QRectF) -> QRectF:
        """Where a box is in the direction of the language."""
        placed = QRectF(box)
        if self.isRightToLeft():
            placed.moveRight(self.width() - box.left())
        return placed
