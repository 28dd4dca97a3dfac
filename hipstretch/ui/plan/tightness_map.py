"""A plain picture of what a tightness check found: both hips seen from above, each in its four groups."""

from collections.abc import Iterable, Mapping
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipstretch.core.check import Grade, Trend
from hipstretch.core.exercise import MuscleGroup, Side
from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.style import theme

Place = tuple[MuscleGroup, Side]
SIDES = (Side.LEFT, Side.RIGHT)
TINT = {Grade.EASY: 0.16, Grade.A_BIT_TIGHT: 0.24, Grade.TIGHT: 0.47}
"""How strong the colour of a grade is; its word stands in it."""
START_DEGREES = {MuscleGroup.FRONT: 45, MuscleGroup.BACK: 225}
"""Where the quarter of a group begins, counter-clockwise from three o'clock."""
BOLD = QFont.Weight.DemiBold
MOST_PX, HEAD_PX = 280, 30
"""The widest a circle gets where nothing else is said, and how high its heading is, at 100 % text."""
LINE = 4
"""Room around a circle for its line."""
WORDS_PART, WORDS_AWAY = 0.35, 0.31
"""So much of a circle's width is there for a line of words in a quarter, and so far from its middle is their own."""
WORDS_PX, LEAST_WORDS_PX = 14, 12
"""How high the words are at 100 % text, and at least where both circles lie beside each other."""


def trend_words(trend: Trend) -> str:
    """A grade beside the one of the last time."""
    return {
        Trend.UNKNOWN: "",
        Trend.FREER: tr("freer"),
        Trend.SAME: tr("as before"),
        Trend.TIGHTER: tr("tighter"),
    }[trend]


def grade_colour(grade: Grade | None) -> QColor:
    """What a grade is painted on; nothing is seen of it for one that is missing."""
    tokens = theme.current()
    colour = QColor(tokens.feel if grade and grade.rank else tokens.hold)
    colour.setAlphaF(TINT[grade] if grade else 0.0)
    return colour


class TightnessMap(QWidget):
    """The grade of every group and side in words and colour, and how it went since the last time.

    A circle gets `most` pixels wide, at 100 % text.
    """

    def __init__(self, most: int = MOST_PX) -> None:
        super().__init__()
        self._most = most
        self._room = float("inf")
        self._grades: Mapping[Place, Grade] = {}
        self._trends: Mapping[Place, Trend] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_grades(self, grades: Mapping[Place, Grade], trends: Mapping[Place, Trend] | None = None) -> None:
        """Show these; a place that is missing was not checked."""
        self._grades, self._trends = dict(grades), dict(trends or {})
        self.setAccessibleName(tr("Tightness of both hips"))
        self.setAccessibleDescription(self.words())
        self.update()

    def fit(self, room: float) -> None:
        """Have circles no wider than so many pixels."""
        self._room = room
        self.updateGeometry()

    def words(self) -> str:
        """The picture in words."""
        lines = []
        for side in SIDES:
            for group in MuscleGroup:
                grade = self._grades.get((group, side))
                parts = [wording.grade(grade) if grade else tr("not checked")]
                if trend := trend_words(self._trends.get((group, side), Trend.UNKNOWN)):
                    parts.append(trend)
                place = wording.listed((wording.group(group), wording.side(side)))
                lines.append(wording.titled(place, wording.listed(parts)))
        return "\n".join(lines)

    def sizeHint(self) -> QSize:
        """Two circles side by side."""
        return QSize(theme.px(480), theme.px(270))

    def minimumSizeHint(self) -> QSize:
        """Smaller, but legible."""
        return QSize(theme.px(140), theme.px(170))

    def hasHeightForWidth(self) -> bool:
        """As high as the circles are wide."""
        return True

    def heightForWidth(self, width: int) -> int:
        """A heading and a circle, twice where they lie one below the other."""
        size, beside = self._fit(width)
        return ceil((size + LINE + theme.px(HEAD_PX)) * (1 if beside else 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Two circles in quarters."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = theme.px(HEAD_PX)
        size, beside = self._fit(self.width())
        for number, side in enumerate(SIDES):
            box = QRectF(0, 0, size, size)
            shift = (size / 2 + theme.px(8)) * (1 if number else -1) if beside else 0
            above = 0 if beside else number * (size + LINE + head)
            box.moveCenter(QPointF(self.width() / 2 + shift, above + head + size / 2))
            self._paint_hip(painter, box, side, head)

    def _fit(self, width: int) -> tuple[float, bool]:
        """How wide a circle is, and whether both lie beside each other: not if the words would have to shrink."""
        half = width / 2 - theme.px(8) - LINE
        beside = half * WORDS_PART >= self._widest(_font(LEAST_WORDS_PX))
        return min(theme.px(self._most), self._room, half if beside else width - LINE), beside

    def _widest(self, font: QFont) -> float:
        return max(QFontMetricsF(font).horizontalAdvance(words) for words in self._all_words())

    def _all_words(self) -> Iterable[str]:
        """Whatever may stand in a circle."""
        yield from map(wording.group_in_short, MuscleGroup)
        yield from map(wording.grade, Grade)
        yield from map(trend_words, self._trends.values())

    def _paint_hip(self, painter: QPainter, box: QRectF, side: Side, head: int) -> None:
        tokens = theme.current()
        middle = Qt.AlignmentFlag.AlignCenter
        painter.setFont(theme.font(15, BOLD))
        painter.setPen(QColor(tokens.ink))
        title = QRectF(box.x(), box.y() - head, box.width(), head)
        painter.drawText(title, middle, tr("Left hip") if side is Side.LEFT else tr("Right hip"))
        for group in MuscleGroup:
            grade = self._grades.get((group, side))
            painter.setPen(QPen(QColor(tokens.soft), 1.5))
            painter.setBrush(grade_colour(grade))
            outside_right = (group is MuscleGroup.OUTER) == (side is Side.RIGHT)
            start = START_DEGREES.get(group, -45 if outside_right else 135)
            painter.drawPie(box, start * 16, 90 * 16)
            painter.setPen(QColor(tokens.ink))
            self._paint_words(painter, box, start + 45, group, side, grade)

    def _paint_words(
        self,
        painter: QPainter,
        box: QRectF,
        degrees: int,
        group: MuscleGroup,
        side: Side,
        grade: Grade | None,
    ) -> None:
        x, y = {90: (0.0, -1.0), 270: (0.0, 1.0), 0: (1.0, 0.0), 180: (-1.0, 0.0)}[degrees]
        centre = box.center() + QPointF(x, y) * box.width() * WORDS_AWAY
        lines = [wording.group_in_short(group), wording.grade(grade) if grade else "–"]
        if trend := trend_words(self._trends.get((group, side), Trend.UNKNOWN)):
            lines.append(trend)
        wide, font = box.width() * WORDS_PART, _font(WORDS_PX)
        font.setPixelSize(int(font.pixelSize() * min(1.0, wide / self._widest(font))))
        step = font.pixelSize() * 1.3
        top = centre.y() - step * len(lines) / 2
        for number, words in enumerate(lines):
            font.setWeight(BOLD if number == 1 else QFont.Weight.Normal)
            painter.setFont(font)
            row = QRectF(centre.x() - wide / 2, top + number * step, wide, step)
            painter.drawText(row, Qt.AlignmentFlag.AlignCenter, words)


def _font(size: int) -> QFont:
    """That of a grade, which is the widest."""
    return theme.font(size, BOLD)
