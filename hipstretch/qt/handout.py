"""The sheet of a routine on paper: pages for the wall that can be read in black and white."""

import math
from bisect import bisect_left
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QLocale, QRectF, QSizeF, Qt, QThread
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QPagedPaintDevice,
    QPaintDevice,
    QPainter,
    QPen,
    QTextDocument,
)

from hipstretch.core import handout
from hipstretch.core.exercise import Side
from hipstretch.core.handout import MOST_ON_A_PAGE, WEEKS, Handout, Paper, Part
from hipstretch.translation import tr

from . import joined_letters, paper, schedule_words, wording
from .handout_layout import INCH, INK, MARGIN, PICTURES, POINT, SMALLEST, SOFT, Layout
from .handout_pictures import joined

SIZES = (14, 13, 12, 11, 10.5, 10, 9.5, 9, 8.75, 8.5, 8.25, 8, 7.75, 7.5, 7.25, 7, 6.75, 6.5, 6, 5)
"""Of the text, in points; the largest that fits is taken."""
LARGE_SIZES = (17, 16, 15, *SIZES)
LEAST_IN_LINES = 9
"""As large is the text at least where each step begins a line; else they are one paragraph."""
SHARPNESS = 300 / INCH
"""Pixels of a picture: 300 an inch."""
MOST_APART = 1.6
"""How much further exercises stand apart where there is room, in sizes of the text."""
MOST_NOTES = 8
"""Lines for them."""
LINE = "#B4B4B4"
Look = Callable[[str, str], Path | None]
"""The file of a picture, by the id of its exercise and the name of the picture."""


class Pages:
    """The pages of a sheet. Any thread may make them; for `moveToThread` see `paper.Printable`."""

    def __init__(
        self, sheet: Handout, look: Look, size: Paper, made_on: date, *, large: bool = False
    ) -> None:
        self._sheet = sheet
        self._about = f"Hipstretch · {wording.long_day(made_on)}"
        self._from_right = paper.from_the_right()
        inches = paper.page_size(size).size(paper.INCH)
        self._page = QSizeF(inches) * INCH
        fewest = math.ceil(len(sheet.parts) / MOST_ON_A_PAGE)

        when = schedule_words.schedule(sheet.schedule, made_on) if sheet.schedule else ""

        @lru_cache
        def laid_out(text_size: float, in_lines: bool, picture: tuple[float, float] = PICTURES[-1]) -> Layout:
            columns, size = 2 if large else WEEKS, text_size * POINT
            return Layout(sheet, when, self._page, size, columns, picture=picture, in_lines=in_lines)

        def fits(text_size: float, *, in_lines: bool = False) -> bool:
            counts = laid_out(text_size, in_lines).counts
            return bool(counts) and (large or len(counts) == fewest)

        sizes = LARGE_SIZES if large else SIZES
        text_size = sizes[bisect_left(sizes, True, hi=len(sizes) - 1, key=fits)]
        lines = [size for size in sizes if min(text_size, LEAST_IN_LINES) <= size <= text_size]
        found = next((size for size in lines if fits(size, in_lines=True)), None)
        narrow = laid_out(found or text_size, found is not None)
        wider = (laid_out(found or text_size, found is not None, picture) for picture in PICTURES)
        # as wide as the words leave room, on no more pages
        self._layout = next((one for one in wider if 0 < len(one.counts) <= len(narrow.counts)), narrow)
        self._counts = self._layout.counts or (1,) * len(sheet.parts)
        self._more = [self._spare(number) for number in range(self.count)]
        rooms = [
            QSizeF(self._layout.picture, self._layout.heights[place] - self._layout.gap + more)
            for places, more in zip(handout.numbered(self._counts), self._more, strict=True)
            for place in places
        ]
        self._pictures = [
            self._picture(part, look, room) for part, room in zip(sheet.parts, rooms, strict=True)
        ]

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._counts)

    @property
    def text_size(self) -> float:
        """How large the text is, in points."""
        return self._layout.size / POINT

    def print_(self, device: QPagedPaintDevice) -> None:
        """Paint every page, or those that a printer is asked for."""
        asked = device.pageRanges()
        numbers = [n for n in range(self.count) if asked.isEmpty() or asked.contains(n + 1)]
        painter = QPainter(device)
        for number in numbers:
            if number != numbers[0]:
                device.newPage()
            self._paint_scaled(painter, number, device)
        painter.end()

    def image(self, number: int, width: int) -> QImage:
        """A page as a picture, so many pixels wide."""
        height = round(width * self._page.height() / self._page.width())
        made = QImage(width, height, QImage.Format.Format_RGB32)
        made.fill(Qt.GlobalColor.white)
        painter = QPainter(made)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_scaled(painter, number, made)
        painter.end()
        return made

    def moveToThread(self, thread: QThread) -> None:
        """Let another thread paint it from now on."""
        self._layout.move_to(thread)

    def _spare(self, number: int) -> float:
        """How much further the exercises of a page stand apart."""
        made, places = self._layout, list(handout.numbered(self._counts))[number]
        room = made.bottom - MARGIN - (number == 0) * made.head_height
        room -= (number == self.count - 1) * made.foot_height
        spare = room - sum(made.heights[place] for place in places)
        return min(max(0.0, spare) / max(1, len(places)), MOST_APART * made.size)

    def _picture(self, part: Part, look: Look, room: QSizeF) -> QImage | None:
        names = ("easier",) if part.because and look(part.exercise.id, "easier") else ("start", "hold")
        paths = list(dict.fromkeys(path for name in names if (path := look(part.exercise.id, name))))
        pixels = (room * SHARPNESS).toSize()
        return joined(paths, pixels, mirrored=part.side is Side.LEFT, from_right=self._from_right)

    # Painting

    def _paint_scaled(self, painter: QPainter, number: int, device: QPaintDevice) -> None:
        """A page as large as it fits, in the middle: a printer may leave the edges out."""
        scale = min(device.width() / self._page.width(), device.height() / self._page.height())
        painter.save()
        painter.translate((device.width() - scale * self._page.width()) / 2, 0)
        painter.scale(scale, scale)
        self._paint(painter, number)
        painter.restore()

    def _paint(self, painter: QPainter, number: int) -> None:
        made = self._layout
        places = list(handout.numbered(self._counts))[number]
        more = self._more[number]
        top = MARGIN
        if number == 0:
            self._draw(painter, made.head, MARGIN, top)
            top += made.head_height
        for place in places:
            self._paint_part(painter, place, top, more)
            top += made.heights[place] + more
        if number == self.count - 1:
            self._paint_foot(painter, top)
        self._paint_edge(painter, number)

    def _at(self, left: float, top: float, width: float, height: float) -> QRectF:
        """A place on the page, whose `left` is counted from where lines begin."""
        if self._from_right:
            left = self._page.width() - left - width
        return QRectF(left, top, width, height)

    def _draw(self, painter: QPainter, text: QTextDocument, left: float, top: float) -> None:
        painter.save()
        painter.translate(self._at(left, top, text.textWidth(), 0).topLeft())
        joined_letters.draw(painter, text)
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        place: QRectF,
        words: str,
        font: QFont,
        colour: str = SOFT,
        *,
        end: bool = False,
    ) -> None:
        """A line at the beginning of its place, or at its end."""
        painter.setFont(font)
        painter.setPen(QColor(colour))
        right = end != self._from_right
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, words)

    def _rule(self, painter: QPainter, top: float, begins: float = 0.0) -> None:
        painter.setPen(QPen(QColor(LINE), 0.6 * POINT))
        place = self._at(MARGIN + begins, top, self._layout.width - begins, 0)
        painter.drawLine(place.topLeft(), place.topRight())

    def _paint_part(self, painter: QPainter, place: int, top: float, more: float) -> None:
        made = self._layout
        self._rule(painter, top)
        top += (made.gap + more) / 2
        if picture := self._pictures[place]:
            size = QSizeF(picture.size()) / SHARPNESS
            left = (made.picture - size.width()) / 2
            down = (made.heights[place] - made.gap - size.height()) / 2
            where = self._at(MARGIN + left, top + down, size.width(), size.height())
            painter.drawImage(where, _no_larger(picture, where.width() * painter.transform().m11()))
        self._draw(painter, made.texts[place], MARGIN + made.picture + 1.5 * made.size, top)

    def _paint_foot(self, painter: QPainter, top: float) -> None:
        """When to stop, days to tick, and lines for notes: as many as there is room for, one at least."""
        made = self._layout
        self._rule(painter, top)
        top += 0.8 * made.size
        if self._sheet.stop:
            self._draw(painter, made.stop, MARGIN, top)
            top += made.stop_height
        for week in range(WEEKS):
            row, column = divmod(week, made.week_columns)
            left = MARGIN + column * made.week_step
            self._paint_week(painter, week, left, top + row * made.week_height)
        top += WEEKS // made.week_columns * made.week_height
        words, font = wording.titled(tr("Notes"), ""), made.font(made.small, QFont.Weight.DemiBold)
        self._write(painter, self._at(MARGIN, top, made.width, made.note), words, font, INK)
        begins = QFontMetricsF(font).horizontalAdvance(words) + 5 * POINT
        for _ in range(max(1, min(MOST_NOTES, int((made.bottom - top) / made.note)))):
            top += made.note
            self._rule(painter, top - 0.3 * made.note, begins)
            begins = 0.0

    def _paint_week(self, painter: QPainter, week: int, left: float, top: float) -> None:
        made = self._layout
        words = tr("Week {number}").format(number=wording.number(week + 1))
        font = made.font(made.small, QFont.Weight.DemiBold)
        self._write(painter, self._at(left, top, 7 * made.box, made.line), words, font, INK)
        top += made.line
        first, edge = wording.first_weekday(), 1.5 * POINT
        for day in range(7):
            name = QLocale().standaloneDayName((first + day - 1) % 7 + 1, QLocale.FormatType.NarrowFormat)
            place = self._at(left + day * made.box, top, made.box, made.line)
            painter.setFont(made.font(0.9 * made.small))
            painter.setPen(QColor(SOFT))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
            painter.setPen(QPen(QColor(INK), 0.7 * POINT))
            for tick in range(self._sheet.ticks):
                box = place.translated(0, made.line + tick * made.box)
                box.setHeight(made.box)
                painter.drawRoundedRect(box.adjusted(edge, edge, -edge, -edge), 1.5 * edge, 1.5 * edge)

    def _paint_edge(self, painter: QPainter, number: int) -> None:
        made = self._layout
        font = made.font(SMALLEST)
        metrics = QFontMetricsF(font)
        place = self._at(MARGIN, made.bottom, made.width, self._page.height() - MARGIN - made.bottom)
        self._write(painter, place, self._about, font)
        if self.count > 1:
            words = tr("{count} of {total}").format(
                count=wording.number(number + 1), total=wording.number(self.count)
            )
            room = made.width - metrics.horizontalAdvance(self._about + words) - 4 * SMALLEST
            name = metrics.elidedText(self._sheet.name, Qt.TextElideMode.ElideRight, room)
            self._write(painter, place, wording.listed((name, words)), font, end=True)


def _no_larger(picture: QImage, width: float) -> QImage:
    """A picture of at most so many pixels: a painter that makes it much smaller would leave whole rows of it out."""
    if width >= picture.width():
        return picture
    return picture.scaledToWidth(math.ceil(width), Qt.TransformationMode.SmoothTransformation)
