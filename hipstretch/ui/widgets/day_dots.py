"""The last days as dots, and what was done in them."""

from collections.abc import Container, Iterator
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from hipstretch.core.progress import Day, in_all, last_days
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.labels import label

if TYPE_CHECKING:
    from .dose_bars import DosePart


ROOM_PX = 36
"""How much of the width each day has at most, at 100 % text, for its dot and its name."""
BESIDE_GAP_PX = 32
"""Between the days and the dose beside them."""


class DaysCard(QFrame):
    """The last seven days: dots, work in all, goal and rest day, and the dose of the week once there was a session."""

    def __init__(self, stores: Stores) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._stores = stores
        self.dots = DayDots()
        self._in_short = label("", "soft")
        self._words = label("", "soft", wrap=True)
        self.week = label("", "strong", wrap=True)
        self.dose: DosePart | None = None
        self._column, self._end = QVBoxLayout(), QVBoxLayout()
        """The days, and the dose with what a page adds below it."""
        self._whole = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._whole.setContentsMargins(20, 20, 20, 20)
        self._wide = False
        for part in (self._column, self._end):
            part.setSpacing(8)
            self._whole.addLayout(part)
        head = Flow(12, turning=True)
        head.add(label(tr("Last seven days"), "heading"))
        head.add(self._in_short, right=True)
        self._column.addWidget(flow_row(head))
        self._column.addWidget(self.dots)
        self._column.addWidget(self._words)
        self._column.addWidget(self.week)
        self._column.addStretch()
        self._end.addStretch()
        self._turn()

    def show_until(self, day: date) -> None:
        """Show the days up to and with this one."""
        settings = self._stores.settings.current
        days = last_days(self._stores.history.recent, day, settings.day_begins)
        self.dots.show_days(days, settings.rest_days)
        done = in_all(days)
        self._in_short.setText(wording.days_and_work(done.days, done.active_s))
        self._in_short.setVisible(done.days > 0)
        first = not self._stores.history.recent
        self._words.setText(
            tr("Each day you stretch fills a dot.")
            if first
            else tr("A quiet week. Every day is a good one to begin again.")
        )
        self._words.setVisible(done.days == 0)
        self.week.setText("\n".join(self._week(day)))
        self.week.setVisible(bool(self.week.text()))
        if self._stores.history.recent or self.dose:
            self._show_dose()
        self._turn()

    def widen(self, *, wide: bool) -> None:
        """Have the dose beside the days, or below them."""
        self._wide = wide
        self._turn()

    def _turn(self) -> None:
        beside = self._wide and self.dose is not None and not self.dose.isHidden()
        ways = QBoxLayout.Direction
        self._whole.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._whole.setSpacing(BESIDE_GAP_PX if beside else 8)
        self._whole.setStretch(0, int(beside))  # else the room that is left is below all of it
        self._whole.setStretch(1, 1)

    def add_below(self, one: QWidget) -> None:
        """Something that a page offers beside it."""
        self._end.addWidget(one, 0, Qt.AlignmentFlag.AlignLeading)

    def _week(self, day: date) -> Iterator[str]:
        """The goal, if there is one, and whether this is a day on which nothing is expected."""
        settings = self._stores.settings.current
        if settings.goal_days:
            from hipstretch.qt import progress_words

            recent = self._stores.history.recent
            yield progress_words.goal(recent, day, settings.day_begins, settings.goal_days)
        if day.isoweekday() in settings.rest_days:
            yield tr("Today is a rest day: nothing is expected.")

    def _show_dose(self) -> None:
        from .dose_bars import DosePart

        if self.dose is None:
            self.dose = DosePart()
            self._end.insertWidget(0, self.dose)
        self.dose.show_dose(self._stores.dose())


class DayDots(QWidget):
    """One dot a day, filled when something was done, small on a rest day; the day's letter below, today's in ink."""

    def __init__(self) -> None:
        super().__init__()
        self._days: tuple[Day, ...] = ()
        self._rest_days: Container[int] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(self, days: tuple[Day, ...], rest_days: Container[int] = ()) -> None:
        """Show these days, the last one being today; `rest_days` are weekdays, 1 for Monday."""
        self._days, self._rest_days = days, rest_days
        self.setAccessibleName(tr("Last seven days"))
        self.setAccessibleDescription(wording.listed(map(self._words, days)))
        self.setToolTip("\n".join(map(self._words, days)))
        self.update()

    def sizeHint(self) -> QSize:
        """Dot and letter."""
        return QSize(theme.px(7 * 36), theme.px(54))

    def minimumSizeHint(self) -> QSize:
        """Smaller dots where there is less room."""
        return QSize(theme.px(7 * 22), theme.px(54))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dots over the whole width, as time goes in every language: from left to right."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = min(self.width() / 7, theme.px(ROOM_PX))
        size = min(theme.px(24), room - 6)
        step = (self.width() - room) / 6
        form = self._form(room - 4)
        painter.setFont(theme.font(13))
        for number, day in enumerate(self._days):
            across = size if day.sessions or not self._rests(day) else size / 3
            box = QRectF(0, 0, across, across)
            box.moveCenter(QPointF(step * number + room / 2, size / 2 + 2))
            last = number == len(self._days) - 1
            painter.setPen(QPen(QColor(tokens.hold if last or day.sessions else tokens.edge), 2))
            painter.setBrush(QColor(tokens.hold) if day.sessions else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box)
            painter.setPen(QColor(tokens.ink if last else tokens.soft))
            below = QRectF(step * number, size + 6, room, self.height() - size - 6)
            name = QLocale().standaloneDayName(day.date.isoweekday(), form)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, name)

    def _form(self, room: float) -> QLocale.FormatType:
        """Short names of days if each has room, else their first letters."""
        metrics, short = QFontMetricsF(theme.font(13)), QLocale.FormatType.ShortFormat
        names = (QLocale().standaloneDayName(day.date.isoweekday(), short) for day in self._days)
        fit = all(metrics.horizontalAdvance(name) <= room for name in names)
        return short if fit else QLocale.FormatType.NarrowFormat

    def _words(self, day: Day) -> str:
        name = QLocale().standaloneDayName(day.date.isoweekday(), QLocale.FormatType.LongFormat)
        nothing = tr("rest day") if self._rests(day) else tr("rest")
        return wording.titled(name, wording.minutes(day.active_s) if day.sessions else nothing)

    def _rests(self, day: Day) -> bool:
        return day.date.isoweekday() in self._rest_days
