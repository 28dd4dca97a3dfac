"""The dose of the week as small bars that are full when it is enough, and what is said of it."""

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
"""A bar that would be shorter says nothing: the words stand alone then."""
WORDS_PX, EDGE_PX = 14, 6
"""The size of the words; and what is free at the sides, for the ring of the focus."""


class DosePart(QWidget):
    """What is enough, the bars, which show what lacks, and the days of strength.

    Hidden while there is nothing.
    """

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
    """A column for each muscle group, a row for each side: minutes of how many are enough, and a bar if it has room.

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
    def bar_px(self) -> float:
        """How long bars are; none if there is no room for them."""
        *_, room, words = self._columns()
        left = room - words - theme.px(6)
        return left if left >= theme.px(LEAST_BAR_PX) else 0.0

    def _columns(self) -> tuple[float, float, float, float]:
        """How wide names of sides are, how far columns lie apart, how wide one is, and its longest words."""
        metrics = QFontMetricsF(theme.font(WORDS_PX))
        sides = max(metrics.horizontalAdvance(wording.side(side)) for side in SIDES)
        head = min(sides, self.width() / 5)
        pitch = (self.width() - head - 2 * EDGE_PX) / len(MuscleGroup)
        words = (dose_words.of_enough(self._done, group, side) for group in MuscleGroup for side in SIDES)
        room = pitch - min(theme.px(GAP_PX), pitch / 8)
        return head, pitch, room, max(map(metrics.horizontalAdvance, words))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Names of sides first, in the direction of the language; a longer name is written smaller."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        names = {side: wording.side(side) for side in SIDES}
        line = theme.px(LINE_PX)
        head, pitch, room, long = self._columns()
        bar_px = self.bar_px
        for row, side in enumerate(SIDES, 1):
            self._write(painter, QRectF(EDGE_PX, row * line, head, line), names[side], tokens.soft)
        for column, group in enumerate(MuscleGroup):
            left = EDGE_PX + head + (column + 1) * pitch - room
            self._write(painter, QRectF(left, 0, room, line), wording.group_in_short(group), tokens.soft)
            for row, side in enumerate(SIDES, 1):
                words = QRectF(left, row * line, room, line)
                if bar_px:
                    bar = QRectF(left, words.center().y() - theme.px(BAR_PX) / 2, bar_px, theme.px(BAR_PX))
                    paint_bar(painter, self, bar, self._done.minutes(group, side) / ENOUGH_MIN)
                    words.setLeft(words.right() - long)
                self._write(painter, words, dose_words.of_enough(self._done, group, side), tokens.ink)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.ink), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)

    def _write(self, painter: QPainter, box: QRectF, words: str, colour: str) -> None:
        painter.setFont(fitted(words, theme.px(WORDS_PX), theme.font(WORDS_PX).weight(), box.width()))
        painter.setPen(QColor(colour))
        where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter  # Qt mirrors it itself
        painter.drawText(placed(self, box), where, words)


def paint_bar(painter: QPainter, on: QWidget, bar: QRectF, part: float) -> None:
    """A bar that is filled up to this part."""
    tokens = theme.current()
    painter.setPen(Qt.PenStyle.NoPen)
    for much, colour in ((1.0, tokens.track), (min(1.0, part), tokens.hold)):
        filled = QRectF(bar)
        filled.setWidth(bar.width() * much)
        painter.setBrush(QColor(colour))
        painter.drawRoundedRect(placed(on, filled), bar.height() / 2, bar.height() / 2)


def placed(on: QWidget, box: QRectF) -> QRectF:
    """Where a box on a widget is in the direction of the language."""
    found = QRectF(box)
    if on.isRightToLeft():
        found.moveRight(on.width() - box.left())
    return found
