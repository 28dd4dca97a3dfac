"""A period of a schedule: on which days, how often or when, and for how long."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, QTime
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QPushButton, QSizePolicy, QWidget

from hipstretch.core.schedule import WEEKS, Period
from hipstretch.core.settings import MOST_TIMES_A_DAY, WEEKDAYS
from hipstretch.qt import schedule_words, wording
from hipstretch.translation import tr, tr_count, tr_in
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.inputs import ChoiceField, NumberField, TimeField
from hipstretch.ui.widgets.labels import label
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
ACROSS_PX, BESIDE_PX = 800, 640
"""From these widths at 100 % text on all but weekdays and times of day stands in a line; or the three fields do."""


class PeriodRow(QWidget):
    """The fields of one period; `changed` gets the period at every change. It keeps its fields, and so the focus."""

    def __init__(
        self, number: int, changed: Callable[[Period], object], remove: Callable[[], object]
    ) -> None:
        super().__init__()
        self.period = Period()
        self._changed = changed
        self._number = number
        self.days = ChoiceField(self._name(tr("days")), self._day_choices())
        self.days.currentIndexChanged.connect(self._on_days)
        self.weekdays: dict[int, QPushButton] = {}
        first = wording.first_weekday()
        for day in sorted(WEEKDAYS, key=lambda day: (day - first) % 7):
            chip = button(
                QLocale().standaloneDayName(day, QLocale.FormatType.ShortFormat), "chip", self._on_weekdays
            )
            chip.setAccessibleName(self._name(QLocale().standaloneDayName(day)))
            chip.setCheckable(True)
            self.weekdays[day] = chip
        self.times = ChoiceField(self._name(tr("how often")), self._time_choices(MOST_CLOCKS))
        self.times.currentIndexChanged.connect(self._on_times)
        self.clocks = [self._clock(at) for at in range(MOST_TIMES_A_DAY)]
        self.weeks = NumberField(self._name(tr("weeks")), 0, WEEKS.most, whole=True)
        self._say_weeks(WEEKS.most)
        self.weeks.valueChanged.connect(self._on_weeks)
        self.remove = button(tr("Remove"), "quiet", remove)
        self.remove.setAccessibleName(self._name(tr("remove")))
        # Translators: beside what is to be done in the first of several periods; beside the others stands "Then"
        turns = tr_in("the first of several periods", "First"), tr("Then")
        self._turns = [(one, f"{one} · {tr('Today')}") for one in turns]
        """What the first and each other one is called, and as the one that holds today."""
        self._turn = label("", "strong")
        clocks, chips = Flow(8, even=True), Flow(6, even=True)
        self._three = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._three.setSpacing(8)
        for field in (self.days, self.times, self.weeks):
            field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self._three.addWidget(field, 1)
        for clock in self.clocks:
            clocks.add(clock)
        for chip in self.weekdays.values():
            chips.add(chip)
        self._clocks, self._chips = flow_row(clocks), flow_row(chips)
        self._fields = frame("plain", self._three, 0)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._place()
        own = (*self.weekdays.values(), *self.clocks)
        tab_through(self.days, self.times, self.weeks, self.remove, *own)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What it is called and the way to remove it stand beside its fields, or above them."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        across, beside = (self.width() >= theme.px(width) for width in (ACROSS_PX, BESIDE_PX))
        row, stack = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._three.setDirection(row if beside else stack)
        self._turn.setMinimumWidth(
            max(self._turn.fontMetrics().horizontalAdvance(one) for names in self._turns for one in names)
            if across
            else 0
        )
        self._turn.setFixedHeight(self.days.sizeHint().height())
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(self._turn, 0, 0, top)
        self._grid.addWidget(self.remove, 0, 2, top)
        for at, part in enumerate((self._fields, self._chips, self._clocks)):
            place = (at, 1, 1, 1) if across else (at + 1, 0, 1, 3)
            self._grid.addWidget(part, *place)

    def show_period(self, period: Period, *, last: bool, alone: bool, in_force: bool) -> None:
        """Show a period; the last one may be without an end, one that is alone stays, and one may be in force."""
        self.period = period
        self._turn.setText(self._turns[self._number > 1][in_force])
        days, times = period.days, period.times
        with QSignalBlocker(self.days):
            self.days.set_value(str(days) if isinstance(days, int) else CHOSEN)
        self._chips.setVisible(not isinstance(days, int))
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
            self.weeks.setMinimum(0 if last else 1)
            self.weeks.setSpecialValueText(tr("until further notice") if last else "")
            self.weeks.setValue(period.weeks or 0)
            self._say_weeks(self.weeks.value())
        self._clocks.setVisible(bool(clocks))
        for one in (self._turn, self.remove):
            one.setVisible(not alone)
        self._place()

    def _say_weeks(self, weeks: float) -> None:
        """Have "for 5 weeks" in the field: what stands around a number hangs on it."""
        # Translators: how long a period of a schedule lasts, in the field for it
        unit = tr_count("for {count} week", "for {count} weeks", max(1, int(weeks)))
        self.weeks.set_unit(unit)

    def _on_weeks(self, weeks: float) -> None:
        self._say_weeks(weeks)
        self._change(weeks=int(weeks) or None)

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
        self._changed(replace(self.period, **values))  # type: ignore[arg-type]
