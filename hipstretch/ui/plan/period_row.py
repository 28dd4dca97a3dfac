"""A period of a schedule: on which days, how often or when, and for how long."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, QTime, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hipstretch.core.schedule import Period, Span
from hipstretch.core.settings import MOST_TIMES_A_DAY, WEEKDAYS
from hipstretch.qt import schedule_words, wording
from hipstretch.translation import tr, tr_count, tr_in
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import TickButton, button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.inputs import ChoiceField, TimeField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import ENDLESS_PX
from hipstretch.ui.widgets.tab_order import tab_through

CHOSEN, CLOCK = "chosen", "clock"
"""Values of the two choices besides numbers: certain weekdays; so many times of day, as in "clock 2"."""
USUAL_TIMES = (
    time(7),
    time(20),
    time(13),
    time(17),
    time(10),
    time(15),
    time(22),
    time(6),
    time(12),
    time(18),
)
"""What times of day are at first, for as many as there are."""
MOST_CLOCKS = 4
"""So many times of day are offered; a file may hold more."""
MOST_WEEKS = 26
"""So many weeks are offered, half a year; a file may hold more."""
WITHOUT_END = ""
"""The value of the choice of weeks for a period that goes on."""
ACROSS_PX, BESIDE_PX = 800, 640
"""From these widths at 100 % text on all but weekdays and times of day stands in a line; or the three fields do."""


class PeriodRow(QWidget):
    """The fields of one period; `changed` gets the period at every change. It keeps its fields, and so the focus."""

    placed = Signal()
    """Its name stands beside its fields, or above them, as `name_px` says."""

    def __init__(
        self, number: int, changed: Callable[[Period], object], remove: Callable[[], object]
    ) -> None:
        super().__init__()
        self.period = Period()
        self._changed = changed
        self._number = number
        self.days = ChoiceField(self._name(tr("days")), self._day_choices())
        self.days.currentIndexChanged.connect(self._on_days)
        self.weekdays: dict[int, TickButton] = {}
        first = wording.first_weekday()
        for day in sorted(WEEKDAYS, key=lambda day: (day - first) % 7):
            chip = TickButton(QLocale().standaloneDayName(day, QLocale.FormatType.ShortFormat))
            chip.setAccessibleName(self._name(QLocale().standaloneDayName(day)))
            chip.clicked.connect(self._on_weekdays)
            self.weekdays[day] = chip
        often = tr("how often")
        self.times = ChoiceField(self._name(often), self._time_choices(MOST_CLOCKS))
        self.times.currentIndexChanged.connect(self._on_times)
        self.clocks = [self._clock(at) for at in range(MOST_TIMES_A_DAY)]
        self.weeks = ChoiceField(self._name(tr("weeks")), {})
        self.weeks.currentIndexChanged.connect(self._on_weeks)
        self.opened = False
        """Whether one that is over shows its fields all the same."""
        self.change = button(tr("Change"), "quiet", self._open)
        self._said = label("", "soft", wrap=True)
        self.remove = button(tr("Delete"), "quiet", remove)
        self.remove.setAccessibleName(self._name(tr("Delete")))
        # Translators: beside what is to be done in the first of several periods; beside the others stands "Then"
        self._turns = wording.capital(often), tr_in("the first of several periods", "First"), tr("Then")
        """What it is called where there is no other one, as the first one and as any other."""
        self._turn, self._span = label("", "strong"), label("", "small", wrap=True)
        named = QVBoxLayout()
        named.setSpacing(0)
        named.addWidget(self._turn)
        named.addWidget(self._span)
        self._named = frame("plain", named, 0)
        clocks, chips = Flow(8, even=True), Flow(6, even=True)
        self._three = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._three.setSpacing(8)
        for field in (self.days, self.times, self.weeks):
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._three.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        for clock in self.clocks:
            clocks.add(clock)
        for chip in self.weekdays.values():
            chips.add(chip)
        self._clocks, self._chips = flow_row(clocks), flow_row(chips)
        self._fields = frame("plain", self._three, 0)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._said, 1)
        line.addWidget(self.change)
        self._line = frame("plain", line, 0)
        body = QVBoxLayout()
        body.setSpacing(8)
        for part in (self._line, self._fields, self._chips, self._clocks):
            body.addWidget(part)
        self._body = frame("plain", body, 0)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._place()
        own = (*self.weekdays.values(), *self.clocks)
        tab_through(self.change, self.days, self.times, self.weeks, self.remove, *own)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What it is called and the way to remove it stand beside its fields, or above them."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        across, beside = (self.width() >= theme.px(width) for width in (ACROSS_PX, BESIDE_PX))
        row, stack = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._three.setDirection(row if beside else stack)
        self.name_px = self._widest_name() if across else 0
        self._named.setMinimumWidth(self.name_px)
        self._named.setMaximumWidth(self.name_px or ENDLESS_PX)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._named, 0, 0, top)
        self._turn.setMinimumHeight(self.days.sizeHint().height())  # in the middle of its first row
        self._grid.addWidget(self.remove, 0, 2, top)
        self._grid.addWidget(self._body, *((0, 1, 1, 1) if across else (1, 0, 1, 3)), top)
        self.placed.emit()

    def _widest_name(self) -> int:
        """How wide the widest of its names is: the fields of all periods begin at the same place."""
        widest = (
            date(2028, 12, 28),
            date(2028, 8, 28),
        )  # with two digits for each month, or with a 0 before some
        texts = ((self._turn, self._turns), (self._span, tuple(map(self._from, widest))))
        return max(one.fontMetrics().horizontalAdvance(text) for one, some in texts for text in some)

    def _days(self, first: date, last: date) -> str:
        days = tr("{first} to {last}")
        return days.format(first=wording.short_day(first), last=wording.short_day(last))

    def _from(self, day: date) -> str:
        # Translators: below "First" or "Then": when a period of a schedule begins
        return tr("from {day} on").format(day=wording.short_day(day))

    def show_span(self, span: Span, today: date, *, last: bool, alone: bool) -> None:
        """Show a period; the last one may be without an end, one that is alone stays, and a later one says when.

        One that is over is said in a line until it is to be changed.
        """
        self.period = period = span.period
        later = self._number > 1
        self._turn.setText(self._turns[0 if alone else 1 + later])
        over = bool(span.first and span.last and span.last < today)
        folded = over and not self.opened
        if span.first and span.last:
            said = wording.capital(schedule_words.period(replace(period, weeks=None)))
            self._said.setText(f"{said} · {self._days(span.first, span.last)}")
            self.change.setAccessibleName(wording.titled(tr("Change"), self._said.text()))
        self._span.setText(self._from(span.first) if span.first else "")
        self._span.setVisible(later and not folded)
        if over is not (self._turn.property("role") == "soft"):
            self._turn.setProperty("role", "soft" if over else "strong")
            self._turn.style().polish(self._turn)
        self._line.setVisible(folded)
        self._fields.setVisible(not folded)
        days, times = period.days, period.times
        with QSignalBlocker(self.days):
            self.days.set_value(str(days) if isinstance(days, int) else CHOSEN)
        self._chips.setVisible(not folded and not isinstance(days, int))
        for day, chip in self.weekdays.items():
            chip.setChecked(not isinstance(days, int) and day in days)
        clocks = () if isinstance(times, int) else times
        with QSignalBlocker(self.times):
            if len(clocks) > MOST_CLOCKS and self.times.findData(f"{CLOCK} {len(clocks)}") < 0:
                self.times.addItem(*reversed(list(self._time_choices(len(clocks)).items())[-1]))
            self.times.set_value(str(times) if isinstance(times, int) else f"{CLOCK} {len(clocks)}")
        shown = tuple(field.value for field in self.clocks[: len(clocks)])
        for at, field in enumerate(self.clocks):
            field.setVisible(at < len(clocks))
            if at < len(clocks) and sorted(shown) != list(
                clocks
            ):  # else they stay in the order they were typed
                with QSignalBlocker(field):
                    field.setTime(QTime(clocks[at].hour, clocks[at].minute))
        with QSignalBlocker(self.weeks):
            self._offer_weeks(period.weeks, endless=last)
        self._clocks.setVisible(not folded and bool(clocks))
        self.remove.setVisible(not alone)
        self._place()

    def focus_first(self) -> None:
        """Give the focus to what is its first part now."""
        (self.days if self._line.isHidden() else self.change).setFocus()

    def _open(self) -> None:
        self._change()
        self.focus_first()

    def _offer_weeks(self, chosen: int | None, *, endless: bool) -> None:
        """How long it may be: without an end, if it is the last one, or for some weeks."""
        offered = sorted({*range(1, MOST_WEEKS + 1), *([chosen] if chosen else [])})
        # Translators: how long a period of a schedule lasts, in the field for it
        words = {
            str(n): tr_count("for {count} week", "for {count} weeks", n).format(count=wording.number(n))
            for n in offered
        }
        choices = {WITHOUT_END: tr("until further notice"), **words} if endless else words
        if [self.weeks.itemData(at) for at in range(self.weeks.count())] != list(choices):
            self.weeks.clear()
            for value, text in choices.items():
                self.weeks.addItem(text, value)
        self.weeks.set_value(str(chosen or WITHOUT_END))

    def _on_weeks(self) -> None:
        self._change(weeks=int(self.weeks.value or 0) or None)

    def _name(self, part: str) -> str:
        # Translators: the name of a field, for a screen reader: "Period 2: days"
        words = tr("Period {number}: {part}")
        return words.format(number=wording.number(self._number), part=part)

    def _day_choices(self) -> dict[str, str]:
        counts = {str(count): wording.capital(schedule_words.days(count)) for count in range(7, 0, -1)}
        return {**counts, CHOSEN: tr("On certain weekdays")}

    def _time_choices(self, most_clocks: int) -> dict[str, str]:
        often = {
            str(n): schedule_words.times(n) or tr("once, at any time") for n in range(1, MOST_TIMES_A_DAY + 1)
        }
        at = {
            f"{CLOCK} {n}": tr_count("at {count} time of day", "at {count} times of day", n).format(
                count=wording.number(n)
            )
            for n in range(1, most_clocks + 1)
        }
        return {**often, **at}

    def _clock(self, at: int) -> TimeField:
        field = TimeField(self._name(tr("time {count}").format(count=wording.number(at + 1))))
        field.timeChanged.connect(self._on_clocks)
        field.hide()
        return field

    def _on_days(self) -> None:
        value = self.days.value
        self._change(days=tuple(WEEKDAYS)[:5] if value == CHOSEN else int(value))

    def _on_weekdays(self) -> None:
        chosen = tuple(day for day in WEEKDAYS if self.weekdays[day].isChecked())
        if chosen:
            self._change(days=chosen)
        else:
            self._change()  # one has to stay: it is pressed again

    def _on_times(self) -> None:
        kind, _, count = self.times.value.partition(" ")
        if kind != CLOCK:
            self._change(times=int(kind))
            return
        before = () if isinstance(self.period.times, int) else self.period.times
        more = (one for one in USUAL_TIMES if one not in before)
        kept = [*before, *more][: int(count)]
        self._change(times=tuple(sorted(kept)))

    def _on_clocks(self) -> None:
        times = {field.value for field in self.clocks if not field.isHidden()}
        if not isinstance(self.period.times, int) and len(times) == len(self.period.times):
            self._change(times=tuple(sorted(times)))  # else two are the same while one is being typed

    def _change(self, **values: object) -> None:
        self.opened = True  # also if it is over by this
        self._changed(replace(self.period, **values))  # type: ignore[arg-type]
