"""The seconds that are left, to be read from the floor."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from hipstretch.core.exercise import Side
from hipstretch.core.timeline import PhaseKind
from hipstretch.qt import language, wording
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.key_names import key_names
from hipstretch.ui.widgets.labels import broken, together

from .keys import KEYS, Act
from .ring import DIGITS_PERCENT
from .session_view import BETWEEN, PhaseView, SecondView
from .side_arrow import arrow

SIDE, PHASE, DIGITS, WORDS, STEP = (0.3, 0.4), (0.26, 0.4), (1.14, 1.0), (0.14, 0.22), (0.18, 0.5)
"""Of each kind of line: size and height, in thirds of the window. A step may take two lines."""
CLOSE_SIDE, CLOSE_PHASE, CLOSE_DIGITS = (0.3, 0.34), (0.26, 0.32), (1.36, 1.1)
"""The same in a small window, which is as high with the exercise's name as it would be without."""
ALONE = (STEP[0], STEP[1] + WORDS[1])
"""A step that has the room of what comes next as well."""
CENTRED_LINES = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
ONE_LINE = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextDontClip.value
"""In the smallest window a line is less high than its letters with what is above and below them."""
LEAST_STEP, READ_PX, SMALLEST_PX = 0.7, 20, 10
"""A step shrinks to this part of its size for the sake of two lines; to these pixels before what comes next is left out
for it; and the least of any words."""
ARROW, ARROW_GAP = 0.34, 0.45
"""A side's sign and the gap beside it, as parts of its word's size."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    kind: tuple[float, float]
    ink: str | PhaseKind = "ink"
    """The name of one of the theme's colours, or the phase whose colour it is."""
    side: Side = Side.BOTH
    """The side whose sign it has."""
    more: str = ""
    """What is told after it if there is room."""

    def colour(self) -> QColor:
        tokens = theme.current()
        return QColor(
            tokens.ink_of(self.ink) if isinstance(self.ink, PhaseKind) else getattr(tokens, self.ink)
        )


class BigClock(QWidget):
    """Side, phase and digits as tall as a third of the screen, for two metres and no glasses.

    `worded` says whether the repetition and what comes next stand around them, with the exercise's name; without, the
    lines are closer together, so that the name leaves the digits their size.
    """

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.worded = True
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._lines: tuple[_Line, ...] = ()

    def show_state(self, phase: PhaseView, second: SecondView) -> None:
        """Show a moment."""
        self.setToolTip(key_names((phase.pause, KEYS[Act.TOGGLE_PAUSE][0])))
        side = wording.upper(wording.side(phase.side))
        coming = wording.titled(phase.coming.title, phase.coming.words)
        name = _Line(phase.name, WORDS)
        lines: tuple[_Line, ...] = (
            _Line(side, SIDE if self.worded else CLOSE_SIDE, side=phase.side),
            _Line(wording.upper(second.word), PHASE if self.worded else CLOSE_PHASE, phase.kind),
            _Line(second.digits, DIGITS if self.worded else CLOSE_DIGITS),
        )
        if self.worded:
            # why it waits and how it goes on, or else what is to be done now
            now = f"{second.waiting}\n{second.below}" if phase.waits else phase.steps[second.step]
            place = (_Line(phase.place, WORDS, "soft"),) * bool(phase.place)
            lines = (name, *lines, *place, _Line(now, STEP), _Line(coming, WORDS, "soft"))
        else:
            more = second.waiting or second.left
            lines = (name, *lines, _Line(second.below, WORDS, "soft", more=more))
        if lines != self._lines:
            self._lines = lines
            self.setAccessibleName(f"{second.word}, {second.digits}, {wording.side(phase.side)}")
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """As large a target as the figure."""
        self.clicked.emit()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The lines in the middle."""
        painter = QPainter(self)
        rows = self.rows()
        y = (self.height() - sum(high for _, _, high in rows)) / 2
        for line, font, high in rows:
            painter.setFont(font)
            painter.setPen(line.colour())
            room = QRectF(0, y, self.width(), high)
            if line.kind in (STEP, ALONE):
                painter.drawText(room, CENTRED_LINES, broken(together(line.text), font, room.width()))
            elif line.side is Side.BOTH:
                painter.drawText(room, ONE_LINE, line.text)
            else:
                self._paint_side(painter, room, line)
            y += high

    def rows(self) -> list[tuple[_Line, QFont, float]]:
        """What is painted, its font and height: without what comes next, if the step would be hard to read."""
        whole = sum(line.kind[1] for line in self._lines) or 1.0
        third = min(self.window().height() / 3, self.height() / whole)
        rows = [(line, self._font(line, third * line.kind[0]), third * line.kind[1]) for line in self._lines]
        step, font, _ = rows[-2] if len(rows) > 1 else (None, QFont(), 0)
        if step and step.kind is STEP and font.pixelSize() < READ_PX:
            alone = replace(step, kind=ALONE)
            rows[-2:] = [(alone, self._font(alone, third * ALONE[0]), third * ALONE[1])]
        return [(self._whole(line, font), font, high) for line, font, high in rows]

    def _whole(self, line: _Line, font: QFont) -> _Line:
        """A line with what is told after it, if there is room for both."""
        text = BETWEEN.join((line.text, line.more))
        fits = line.more and QFontMetricsF(font).horizontalAdvance(text) <= self.width()
        return replace(line, text=text, more="") if fits else line

    def _font(self, line: _Line, size: float) -> QFont:
        """As large as the line may be and the width lets it."""
        of_digits = line.kind in (
            DIGITS,
            CLOSE_DIGITS,
        )  # in the font of a script with tall lines they would be cut off
        font = QFont([language.FAMILY] if of_digits else language.families())
        font.setWeight(QFont.Weight.DemiBold)
        font.setFeature(QFont.Tag("tnum"), 1)
        if of_digits:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, DIGITS_PERCENT)
        font.setPixelSize(max(READ_PX if line.kind in (STEP, ALONE) else SMALLEST_PX, round(size)))
        if line.kind in (STEP, ALONE):
            self._shrink_step(font, together(line.text), size / STEP[0] * line.kind[1])
            return font
        width = QFontMetricsF(font).horizontalAdvance(line.text)
        room_px = self.width() - (line.side is not Side.BOTH) * size * (2 * ARROW + ARROW_GAP)
        if width > room_px:
            font.setPixelSize(max(SMALLEST_PX, int(size * room_px / width)))
        return font

    def _shrink_step(self, font: QFont, text: str, high: float) -> None:
        """Until it takes two lines, or as many as there is room for where it would be tiny."""
        room, least = QRectF(0, 0, self.width(), 10_000), max(READ_PX, round(font.pixelSize() * LEAST_STEP))
        while font.pixelSize() > SMALLEST_PX:
            metrics = QFontMetricsF(font)
            lines = metrics.boundingRect(room, CENTRED_LINES, text).height()
            if lines <= min(high, 2 * metrics.lineSpacing() + 1) or (
                font.pixelSize() <= least and lines <= high
            ):
                return
            font.setPixelSize(font.pixelSize() - 1)

    def _paint_side(self, painter: QPainter, room: QRectF, line: _Line) -> None:
        """The word with its sign on the side that it means."""
        metrics = QFontMetricsF(painter.font())
        size = painter.font().pixelSize()
        sign, gap = size * ARROW, size * ARROW_GAP
        wide = metrics.horizontalAdvance(line.text)
        left = (room.width() - wide - 2 * sign - gap) / 2
        of_left = line.side is Side.LEFT
        words = QRectF(left + (2 * sign + gap if of_left else 0), room.top(), wide + 1, room.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, line.text)
        middle = QPointF(left + sign if of_left else words.right() + gap + sign, room.center().y())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(painter.pen().color())
        painter.drawPolygon(arrow(line.side, middle, sign))
