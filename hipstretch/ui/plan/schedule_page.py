"""When something is meant to be done: made in a few presses, said back in a sentence, every change kept at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QDate, QSignalBlocker
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from hipstretch.core.reminder import QuietHours
from hipstretch.core.routine import ALONE
from hipstretch.core.schedule import MAX_PERIODS, Pause, Period, Schedule, daily, with_pause, with_periods
from hipstretch.data.clock import in_zone
from hipstretch.qt import schedule_words, wording
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.accessibility.announce import announce
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.dialogs import ask, nothing
from hipstretch.ui.widgets.flow_layout import Flow, flow_row, quiet_row, together
from hipstretch.ui.widgets.inputs import ChoiceField, DateField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Page, centred
from hipstretch.ui.widgets.tab_order import tab_through

from .period_row import PeriodRow

PAGE_WIDTH = 1000
"""The widest the page gets, in logical pixels."""
HOLIDAY = timedelta(days=13)
"""From the first to the last day of a pause, if nothing else is said."""


class SchedulePage(Page):
    """The schedule of one routine or exercise at a time."""

    def __init__(self, stores: Stores, go_back: Callable[[], None]) -> None:
        super().__init__()
        self._stores = stores
        self._steps: list[tuple[str, Schedule | None]] = []
        """What can be undone: whose schedule was changed, and what it was before."""
        back = button(tr("← Your plan"), "quiet", go_back)
        back.setToolTip("Esc")
        self.undo_button = button(tr("Undo"), "", self.undo)
        self.undo_button.setShortcut(QKeySequence.StandardKey.Undo)
        self.calendar_button = button(tr("Calendar…"), "", self.open_calendar)
        head = Flow(8)
        head.add(back)
        head.add(self.calendar_button, right=True)
        head.add(self.undo_button, right=True)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(28, 12, 28, 28)
        column.setSpacing(14)
        column.addLayout(quiet_row(head))
        column.addWidget(label(tr("Schedules"), "title", wrap=True))
        column.addWidget(
            label(
                tr(
                    "Today says what is due, and when more comes. What was left out is not made up for, and nothing is "
                    "due on your rest days."
                ),
                "soft",
                wrap=True,
            )
        )
        self.what = ChoiceField(tr("Routine or exercise"), {})
        self.what.currentIndexChanged.connect(self.refresh)
        choice = QVBoxLayout()
        choice.setSpacing(4)
        choice.addWidget(label(tr("Routine or exercise"), "strong", wrap=True))
        choice.addWidget(self.what)
        column.addLayout(choice)
        column.addWidget(self._build_schedule())
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred(middle, PAGE_WIDTH))
        self.first = self.what
        stores.schedules.changed.connect(self._on_changed)
        stores.settings.changed.connect(self._on_settings)
        self._list()

    @property
    def schedule(self) -> Schedule | None:
        """The one that is shown, None if there is none."""
        return self._stores.schedules.all.get(self.what.value)

    def open(self, routine: str = "") -> None:
        """Show the schedule of a routine, or of what has one."""
        wanted = routine or next(iter(self._stores.schedules.all), "")
        if self.what.findData(wanted) >= 0 and not (self.schedule and not routine):
            self.what.set_value(wanted)
        self.refresh()

    def change(self, schedule: Schedule | None) -> None:
        """Give what is chosen another schedule, or none; that can be undone."""
        before = self.schedule
        if schedule != before:
            self._steps.append((self.what.value, before))
            self._stores.schedules.set(self.what.value, schedule)
            self.refresh()
            announce(self, self.sentence.text())

    def undo(self) -> None:
        """Take the last change back, and show where it was."""
        if self._steps:
            routine, before = self._steps.pop()
            self._stores.schedules.set(routine, before)
            self.what.set_value(routine)
            self.refresh()
            announce(self, self.sentence.text())

    def open_calendar(self) -> None:
        """Offer the schedules as a file for calendars."""
        from .calendar_dialog import CalendarDialog

        ask(CalendarDialog(self._stores, self), nothing)

    def showEvent(self, event: QShowEvent) -> None:
        """There may be other routines, and another day."""
        super().showEvent(event)
        self._list()
        self.refresh()

    def _build_schedule(self) -> QWidget:
        self.sentence = label("", "strong", wrap=True)
        self.state = label("", "soft", wrap=True)
        self.make = button(tr("Make a schedule"), "primary", self._make)
        self._rows: list[PeriodRow] = []
        self._periods = QVBoxLayout()
        self._periods.setSpacing(12)
        self.more = button(tr("Add a period after it"), "", self._add_period)
        self.begins = DateField(QDate())
        self.begins.setAccessibleName(tr("First day"))
        self.begins.dateChanged.connect(self._on_first)
        self.delete_button = button(tr("Delete this schedule"), "danger", self._delete)
        self.pause_first, self.pause_last = DateField(QDate()), DateField(QDate())
        self.pause_first.setAccessibleName(tr("Pause: first day"))
        self.pause_last.setAccessibleName(tr("Pause: last day"))
        self.pause_button = button(tr("Add this pause"), "", self._pause)
        self._pauses = QVBoxLayout()
        self.remind = QCheckBox(tr("Remind me of all that is due"))
        self.remind.toggled.connect(lambda on: self._stores.settings.change(reminders=on))
        self.quiet = label(
            tr(
                "One of the times lies in your quiet hours, which are in Settings: its reminder comes when these end, "
                "or not at all if a new day has begun by then."
            ),
            "small",
            wrap=True,
        )
        inner = QVBoxLayout()
        inner.setSpacing(14)
        inner.addLayout(self._periods)
        for parts in (
            (together(label(tr("First day")), self.begins), self.more),
            (
                together(label(tr("Pause from")), self.pause_first),
                together(label(tr("to")), self.pause_last),
                self.pause_button,
            ),
        ):
            row = Flow(8)
            for part in parts:
                row.add(part)
            inner.addWidget(flow_row(row))
        inner.addLayout(self._pauses)
        last = Flow(8)
        last.add(self.remind)
        last.add(self.delete_button, right=True)
        inner.addWidget(flow_row(last))
        inner.addWidget(self.quiet)
        self._fields = frame("plain", inner, 0)
        column = QVBoxLayout()
        column.setSpacing(10)
        make = Flow()
        make.add(self.make)
        for widget in (self.sentence, self.state, flow_row(make), self._fields):
            column.addWidget(widget)
        return frame("card", column)

    def _list(self) -> None:
        """What can have a schedule: what has one first, then routines, then exercises."""
        catalogue = self._stores.catalogue.current
        names = {r.id: r.name for r in catalogue.routines.values()}
        names |= {f"{ALONE}{e.id}": e.text.name for e in catalogue.exercises.values()}
        chosen = self.what.value
        with QSignalBlocker(self.what):
            self.what.clear()
            for name in (*self._stores.schedules.all, *names):
                if self.what.findData(name) < 0:
                    self.what.addItem(names[name], name)
            self.what.set_value(chosen if chosen in names else str(self.what.itemData(0)))

    def refresh(self) -> None:
        """Show the schedule as it is now."""
        schedule, day = self.schedule, self._stores.settings.today()
        self.undo_button.setEnabled(bool(self._steps))
        self.make.setVisible(schedule is None)
        self._fields.setVisible(schedule is not None)
        if schedule is None:
            self.sentence.setText(tr("No schedule: whenever you like."))
            self.state.setText("")
            return
        self.sentence.setText(schedule_words.schedule(schedule, day))
        settings, now = self._stores.settings.current, in_zone(self._stores.clock.wall())
        item = next(one for one in self._stores.schedules.due().items if one.routine == self.what.value)
        self.state.setText(wording.capital(schedule_words.state(item, now, settings.day_begins)))
        with QSignalBlocker(self.remind):
            self.remind.setChecked(settings.reminders)
        quiet = QuietHours(settings.quiet_from, settings.quiet_until)
        times = [
            one for period in schedule.periods if isinstance(period.times, tuple) for one in period.times
        ]
        self.quiet.setVisible(settings.reminders and any(quiet.covers(one.hour) for one in times))
        self._show_periods(schedule)
        self._show_pauses(schedule, day)
        self._order_tab()
        for field, shown in (
            (self.begins, schedule.first or day),
            (self.pause_first, day),
            (self.pause_last, day + HOLIDAY),
        ):
            with QSignalBlocker(field):
                if field is self.begins or not field.date().isValid() or field.value < day:
                    field.setDate(QDate(shown.year, shown.month, shown.day))
        self.more.setEnabled(len(schedule.periods) < MAX_PERIODS)

    def _show_periods(self, schedule: Schedule) -> None:
        while len(self._rows) > len(schedule.periods):
            row = self._rows.pop()
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(schedule.periods):
            at = len(self._rows)
            self._rows.append(
                PeriodRow(at + 1, partial(self._on_period, at), partial(self._remove_period, at))
            )
            self._periods.addWidget(self._rows[at])
        alone = len(self._rows) == 1
        for row, period in zip(self._rows, schedule.periods, strict=True):
            row.show_period(period, last=row is self._rows[-1], alone=alone)

    def _show_pauses(self, schedule: Schedule, day: date) -> None:
        while (item := self._pauses.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for pause in schedule.pauses:
            over = pause.last < day
            words = schedule_words.pause(pause, over=over)
            row = Flow(8)
            row.add(label(words, "soft" if over else "body"))
            take_out = button(tr("Delete this pause"), "quiet", partial(self._take_out, pause))
            take_out.setAccessibleName(wording.titled(tr("Delete this pause"), words))
            row.add(take_out)
            self._pauses.addWidget(flow_row(row))

    def _order_tab(self) -> None:
        """Have Tab go downwards: periods and pauses are made later than what stands below them."""
        items = (self._pauses.itemAt(at) for at in range(self._pauses.count()))
        pauses = (row for item in items if item and (row := item.widget()))
        first = (self.begins, self.more, self.pause_first, self.pause_last, self.pause_button)
        tab_through(self.make, *self._rows, *first, *pauses, self.remind, self.delete_button)

    def _make(self) -> None:
        self.change(daily(1))
        self._rows[0].days.setFocus()  # the button that had it is hidden

    def _delete(self) -> None:
        self.change(None)
        self.make.setFocus()

    def _on_period(self, at: int, period: Period) -> None:
        if schedule := self.schedule:
            periods = (*schedule.periods[:at], period, *schedule.periods[at + 1 :])
            self.change(with_periods(schedule, periods, self._stores.settings.today()))
            self.refresh()  # also if nothing has changed, as where the last weekday was let go

    def _add_period(self) -> None:
        if schedule := self.schedule:
            periods = (*schedule.periods, Period(days=3, times=schedule.periods[-1].times))
            self.change(with_periods(schedule, periods, self._stores.settings.today()))
            self._rows[-1].days.setFocus()

    def _remove_period(self, at: int) -> None:
        if schedule := self.schedule:
            periods = (*schedule.periods[:at], *schedule.periods[at + 1 :])
            self.change(with_periods(schedule, periods, self._stores.settings.today()))
            self._rows[min(at, len(self._rows) - 1)].days.setFocus()

    def _on_first(self) -> None:
        if schedule := self.schedule:
            self.change(replace(schedule, first=self.begins.value))

    def _pause(self) -> None:
        if schedule := self.schedule:
            self.change(with_pause(schedule, self.pause_first.value, self.pause_last.value))

    def _take_out(self, pause: Pause) -> None:
        if schedule := self.schedule:
            self.change(replace(schedule, pauses=tuple(one for one in schedule.pauses if one != pause)))
            self.pause_button.setFocus()

    def _on_settings(self, changed: frozenset[str]) -> None:
        if changed & {"reminders", "quiet_from", "quiet_until"}:
            self._on_changed()

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()
