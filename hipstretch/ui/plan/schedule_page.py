"""When something is meant to be done: made in a few presses, said back in a sentence, every change kept at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.core.due import next_days
from hipstretch.core.reminder import QuietHours
from hipstretch.core.routine import ALONE, Routine
from hipstretch.core.schedule import MAX_PERIODS, Pause, Period, Schedule, daily, with_pause, with_periods
from hipstretch.data.clock import in_zone
from hipstretch.qt import schedule_words, wording
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr, tr_in
from hipstretch.ui.accessibility.announce import announce
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.dialogs import ask, nothing
from hipstretch.ui.widgets.flow_layout import Flow, flow_row, quiet_row
from hipstretch.ui.widgets.inputs import ChoiceField, DateField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Page, centred
from hipstretch.ui.widgets.tab_order import tab_through

from .over_plan import Beside, way_back
from .pauses import Pauses
from .period_row import PeriodRow
from .schedule_list import ScheduleList

LIST_PX = 1000
"""From this width at 100 % text on there is a list beside the schedule."""
DAYS_AHEAD = 3
"""So many of the next days are said."""
PERIODS = 1
"""The row of the form that has the periods, with names of their own."""


class SchedulePage(Page):
    """The schedule of one routine or exercise at a time."""

    def __init__(self, stores: Stores, go_back: Callable[[], None]) -> None:
        super().__init__()
        self._stores = stores
        self._steps: list[tuple[str, Schedule | None]] = []
        """What can be undone: whose schedule was changed, and what it was before."""
        self.what = ChoiceField(tr("Routine or exercise"), {})
        """What is chosen; where there is room the list stands for it."""
        self.list = ScheduleList(self.what)
        self.what.currentIndexChanged.connect(self._on_chosen)
        self._back = way_back(go_back)
        head = Flow(8)
        head.add(self._back)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(28, 16, 28, 12)
        column.setSpacing(12)
        column.addLayout(quiet_row(head))
        self._top = QHBoxLayout()
        self._top.setSpacing(16)
        self._top.addWidget(label(tr("Schedules"), "title", wrap=True), 1)
        column.addLayout(self._top)
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
        self._beside = Beside(self._build_choice(), self._build_schedule(), shares=(2, 5), least=LIST_PX)
        self._beside.turned.connect(self._place)
        column.addWidget(self._beside, 1)
        self._below = QVBoxLayout()
        column.addLayout(self._below)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = centred(middle)
        outer.addWidget(self._area)
        stores.schedules.changed.connect(self._on_changed)
        stores.settings.changed.connect(self._on_settings)
        self._ask_pause(shown=False)
        self._place()
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

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To what there is to choose from; where the page begins is seen although the list may be high."""
        super().setFocus(reason)
        self._area.verticalScrollBar().setValue(0)

    def showEvent(self, event: QShowEvent) -> None:
        """There may be other routines, and another day."""
        super().showEvent(event)
        self._list()
        self.refresh()

    def _build_choice(self) -> QWidget:
        """What there is a schedule for; and what belongs to all of them, which stands beside the title or below all."""
        self.remind = QCheckBox(tr("Remind me of all that is due"))
        self.remind.toggled.connect(lambda on: self._stores.settings.change(reminders=on))
        self.calendar_button = button(tr("Calendar…"), "", self.open_calendar)
        self._what_words = label(tr("Routine or exercise"), "strong", wrap=True)
        last = Flow(8)
        last.add(self.remind)
        last.add(self.calendar_button)
        self._of_all = flow_row(last)
        self._choice = QVBoxLayout()
        self._choice.setSpacing(8)
        self._choice.addWidget(self._what_words)
        self._choice.addWidget(self.what)
        self._choice.addWidget(self.list, 1)
        return frame("card", self._choice)

    def _build_schedule(self) -> QWidget:
        """The one that is chosen."""
        self._name = label("", "heading", wrap=True)
        self.sentence = label("", "strong", wrap=True)
        self.state = label("", "soft", wrap=True)
        said = QVBoxLayout()
        said.setSpacing(4)
        self.days = label("", "soft", wrap=True)
        for line in (self._name, self.sentence, self.state, self.days):
            said.addWidget(line)
        self.make = button(tr("Make a schedule"), "primary", self._make)
        make = Flow()
        make.add(self.make)
        self.quiet = label(
            tr(
                "One of the times lies in your quiet hours, which are in Settings: its reminder comes when these end, "
                "or not at all if a new day has begun by then."
            ),
            "small",
            wrap=True,
        )
        self._fields = self._build_fields()
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(said)
        for widget in (flow_row(make), self.quiet, self._fields):
            column.addWidget(widget)
        column.addWidget(self._build_ways_back())
        column.addStretch()
        return frame("card", column)

    def _build_ways_back(self) -> QWidget:
        """What takes the last change back, with what it goes back to, and what deletes the schedule."""
        self.undo_button = button(tr("Undo"), "", self.undo)
        self.undo_button.setShortcut(QKeySequence.StandardKey.Undo)
        self.before = label("", "small", wrap=True)
        self.delete_button = button(tr("Delete this schedule"), "danger", self._delete)
        undo = QHBoxLayout()
        undo.setSpacing(8)
        undo.addWidget(self.undo_button)
        undo.addWidget(self.before, 1)
        self._undo = frame("plain", undo, 0)
        delete = Flow(8)
        delete.add(self.delete_button, right=True)
        self._ways_back = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._ways_back.setSpacing(8)
        self._ways_back.addWidget(self._undo, 1)
        self._ways_back.addWidget(flow_row(delete))
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(frame("line", QVBoxLayout(), 0))
        column.addLayout(self._ways_back)
        self._end = frame("plain", column, 0)
        return self._end

    def _build_fields(self) -> QWidget:
        """The day from which it is meant, its periods, one below the other, then the days on which it is not."""
        self._rows: list[PeriodRow] = []
        self._periods = QVBoxLayout()
        self._periods.setSpacing(10)
        periods = frame("plain", self._periods, 0)
        self.more = button(tr("Add a period after it"), "", self._add_period)
        self.begins = DateField(QDate())
        self.begins.setAccessibleName(tr("First day"))
        self.begins.dateChanged.connect(self._on_first)
        self.pauses = Pauses(self._pause, self._take_out)
        self.add_pause = button(tr("Add a pause…"), "", self._on_add_pause)
        self._pause_from = label(tr("Pause from"), "strong")
        self._form = QGridLayout()
        self._form.setHorizontalSpacing(8)
        self._form.setVerticalSpacing(8)
        self._form.setColumnStretch(1, 1)
        more, begins = Flow(8), Flow(8)
        for one in (self.more, self.add_pause):
            more.add(one)
        begins.add(self.begins)
        self._parts = (
            (label(tr("First day"), "strong"), flow_row(begins)),
            (None, periods),
            (None, flow_row(more)),
            (None, self.pauses),
            (self._pause_from, self.pauses.fields),
        )
        for at, (name, part) in enumerate(self._parts):
            if name:
                name.setFixedHeight(self.begins.sizeHint().height())
                self._form.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
            self._form.addWidget(part, at, 1)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(frame("line", QVBoxLayout(), 0))
        column.addLayout(self._form)
        return frame("plain", column, 0)

    def _place(self) -> None:
        """The list where there is room beside the schedule, else the field that drops one down; and what is for all."""
        had = self.what.hasFocus() or self.list.hasFocus()
        narrow = self._beside.stacked
        for one in (self.what, self._what_words):
            one.setVisible(narrow)
        self.list.setHidden(narrow)
        row, stack = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._ways_back.setDirection(stack if narrow else row)
        self._name.setHidden(narrow)
        self.first = self.what if narrow else self.list
        focused = self.focusWidget()
        (self._below if narrow else self._top).addWidget(self._of_all)
        if focused and self._of_all.isAncestorOf(focused):
            focused.setFocus()
        self._order_tab()
        if had:
            bar = self._area.verticalScrollBar()
            seen = bar.value()
            self.first.setFocus()
            bar.setValue(seen)  # as far as a part that is as high as the page may scroll it

    def _list(self) -> None:
        """What can have a schedule: what has one first, then routines, then exercises."""
        catalogue = self._stores.catalogue.current
        routines = {r.id: self._name_of(r) for r in catalogue.routines.values()}
        exercises = {f"{ALONE}{e.id}": e.text.name for e in catalogue.exercises.values()}
        names = routines | exercises
        have = self._stores.schedules.all
        make = partial(wording.titled, tr("Make a schedule"))
        groups = (
            (tr("Schedules"), tuple(have)),
            (make(tr("Routines ({count})")), tuple(one for one in routines if one not in have)),
            (make(tr("Exercises ({count})")), tuple(one for one in exercises if one not in have)),
        )
        chosen = self.what.value
        with QSignalBlocker(self.what):
            self.what.clear()
            for heading, group in groups:
                if group:
                    self.list.add_heading(heading.format(count=wording.number(len(group))))
                for one in group:
                    self.what.addItem(names[one], one)
            self.what.set_value(chosen if chosen in names else str(self.what.itemData(1)))
        self.list.follow()

    def _name_of(self, routine: Routine) -> str:
        """Own ones say so: there may be one of the same name that comes with the program."""
        own = self._stores.catalogue.is_own_routine(routine.id)
        return f"{routine.name} · {tr_in('a routine that the person made', 'Yours')}" if own else routine.name

    def refresh(self) -> None:
        """Show the schedule as it is now."""
        schedule, day = self.schedule, self._stores.settings.today()
        all_of_them = self._stores.schedules.all
        for at in range(self.what.count()):
            one = all_of_them.get(self.what.itemData(at))
            self.list.say(at, schedule_words.schedule(one, day) if one else "")
        self._name.setText(self.what.currentText())
        self._say_undo(day)
        self.make.setVisible(schedule is None)
        self.delete_button.setVisible(schedule is not None)
        self.state.setVisible(schedule is not None)
        self.days.hide()
        self._fields.setVisible(schedule is not None)
        self.remind.setVisible(bool(all_of_them))
        if schedule is None:
            self.sentence.setText(tr("No schedule: whenever you like."))
            self.quiet.hide()
            self._order_tab()
            return
        self.sentence.setText(schedule_words.schedule(schedule, day))
        settings, now = self._stores.settings.current, in_zone(self._stores.clock.wall())
        item = next(one for one in self._stores.schedules.due().items if one.routine == self.what.value)
        days = next_days(schedule, day, DAYS_AHEAD, rest_days=settings.rest_days)
        state = schedule_words.state(item, now, settings.day_begins, days=not days)
        self.state.setText(wording.capital(state))
        self.days.setText(schedule_words.next_days(days) if days else "")
        self.days.setVisible(bool(days))
        with QSignalBlocker(self.remind):
            self.remind.setChecked(settings.reminders)
        quiet = QuietHours(settings.quiet_from, settings.quiet_until)
        times = [
            one for period in schedule.periods if isinstance(period.times, tuple) for one in period.times
        ]
        self.quiet.setVisible(settings.reminders and any(quiet.covers(one.hour) for one in times))
        self._show_periods(schedule, day)
        self.pauses.show_pauses(schedule.pauses, day)
        self._order_tab()
        first = schedule.first or day
        with QSignalBlocker(self.begins):
            self.begins.setDate(QDate(first.year, first.month, first.day))
        self.more.setEnabled(len(schedule.periods) < MAX_PERIODS)

    def _say_undo(self, day: date) -> None:
        """Offer to take the last change back, if there is one, and name what comes back."""
        self._undo.setVisible(bool(self._steps))
        self._end.setVisible(bool(self._steps or self.schedule))
        if self._steps:
            whose, before = self._steps[-1]
            words = schedule_words.schedule(before, day) if before else tr("No schedule: whenever you like.")
            if whose != self.what.value:
                words = f"{self.what.itemText(self.what.findData(whose))} · {words}"
            # Translators: beside "Undo"; the schedule is a sentence: "Before your last change: 2 times a day."
            self.before.setText(tr("Before your last change: {schedule}").format(schedule=words))
            self.undo_button.setAccessibleDescription(self.before.text())

    def _show_periods(self, schedule: Schedule, day: date) -> None:
        while len(self._rows) > len(schedule.periods):
            row = self._rows.pop()
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(schedule.periods):
            at = len(self._rows)
            self._rows.append(
                PeriodRow(at + 1, partial(self._on_period, at), partial(self._remove_period, at))
            )
            self._rows[at].placed.connect(self._align)
            self._periods.addWidget(self._rows[at])
        alone = len(self._rows) == 1
        for row, span in zip(self._rows, schedule.spans(), strict=True):
            row.show_span(span, day, last=row is self._rows[-1], alone=alone)

    def _align(self) -> None:
        """Have what stands below the periods begin where their fields do."""
        beside = self._rows[0].name_px
        self._form.setColumnMinimumWidth(0, beside)
        for at, (name, part) in enumerate(self._parts):
            if not name:
                first = int(bool(beside) and at != PERIODS)
                self._form.addWidget(part, at, first, 1, 2 - first)

    def _order_tab(self) -> None:
        """Have Tab go as one reads: periods and pauses are made later than what stands below them."""
        of_all = (self.remind, self.calendar_button)
        above, below = ((), of_all) if self._beside.stacked else (of_all, ())
        choice = (self._back, *above, self.what, self.list)
        days = (
            self.more,
            self.add_pause,
            *self.pauses.rows,
            self.pauses.fields,
        )
        one = (self.make, self.begins, *self._rows, *days, self.undo_button, self.delete_button)
        tab_through(*choice, *one, *below)

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
            self._fold()
            self.change(with_periods(schedule, periods, self._stores.settings.today()))
            self._rows[min(at, len(self._rows) - 1)].focus_first()

    def _on_first(self) -> None:
        if schedule := self.schedule:
            self.change(replace(schedule, first=self.begins.value))

    def _pause(self, first: date, last: date) -> None:
        if schedule := self.schedule:
            self.change(with_pause(schedule, first, last))
            self.add_pause.setFocus()
            self._ask_pause(shown=False)

    def _ask_pause(self, *, shown: bool) -> None:
        for one in (self._pause_from, self.pauses.fields):
            one.setVisible(shown)

    def _on_add_pause(self) -> None:
        self._ask_pause(shown=self.pauses.fields.isHidden())
        if not self.pauses.fields.isHidden():
            self.pauses.first.setFocus()

    def _on_chosen(self) -> None:
        self._ask_pause(shown=False)
        self._fold()
        self.refresh()

    def _fold(self) -> None:
        """Have periods that are over be lines again."""
        for row in self._rows:
            row.opened = False

    def _take_out(self, pause: Pause) -> None:
        if schedule := self.schedule:
            self.change(replace(schedule, pauses=tuple(one for one in schedule.pauses if one != pause)))
            self.add_pause.setFocus()

    def _on_settings(self, changed: frozenset[str]) -> None:
        if changed & {"reminders", "quiet_from", "quiet_until"}:
            self._on_changed()

    def _on_changed(self) -> None:
        if self.isVisible():
            self.refresh()
