"""Your plan: where you are tight, what to mind, what is at hand, and the routine that follows from it."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hipstretch.core.check import CheckRecord, Trend, again_on, trend
from hipstretch.core.conditions import Equipment, must_wait
from hipstretch.core.exercise import Position
from hipstretch.core.routine import Routine
from hipstretch.core.settings import BOUNDS, TIMING
from hipstretch.core.strategy import suggest
from hipstretch.core.suggestion import Suggestion, Wishes
from hipstretch.data.own_files import free_id
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.qt.stores.notices import SUCCESS
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.dialogs import ask, nothing
from hipstretch.ui.widgets.flow_layout import Flow, flow_row, together
from hipstretch.ui.widgets.inputs import NumberField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Page, Unfinished, centred
from hipstretch.ui.widgets.pictures import PictureCache

from .check_page import CheckPage
from .conditions_page import ConditionsPage
from .schedule_card import ScheduleCard
from .schedule_page import SchedulePage
from .suggested_row import suggested_row
from .tightness_map import TightnessMap

T = TypeVar("T", bound=StrEnum)

NARROW_PX = 900
"""Below this width at 100 % text the cards lie one below the other."""
PAGE_WIDTH = 1280
"""The widest the page gets, in logical pixels."""
FAR_OFF = 0.9
"""A suggestion shorter than this part of what was asked for says so."""
SHOWN = TIMING | {"minutes", "conditions", "cleared", "lacks", "avoids", "hidden", "text_size"}
"""The settings that the overview depends on."""


class PlanPage(Page):
    """The overview and, over it, the tightness check or the page of conditions."""

    start_requested = Signal(object)
    """A routine; it need not be kept."""

    def __init__(self, stores: Stores, cache: PictureCache) -> None:
        super().__init__()
        self.setObjectName("page")
        self._stores = stores
        self._cache = cache
        self._stale = True
        self._deleted: CheckRecord | None = None
        self.suggestion: Suggestion | None = None
        self.check_page: CheckPage | None = None
        self.conditions_page: ConditionsPage | None = None
        self.schedule_page: SchedulePage | None = None
        self._way: QPushButton | None = None
        """The button by which one comes to what was opened last."""
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build())
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.first = self.start
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.leave)
        stores.settings.changed.connect(self._on_settings)
        stores.schedules.changed.connect(self._on_change)
        for changed in (stores.checks.changed, stores.catalogue.changed, stores.plans.changed):
            changed.connect(self._on_change)

    def open_check(self) -> None:
        """The tightness check, where it was left."""
        self._way = self.check_button
        if self.check_page is None:
            self.check_page = CheckPage(self._stores, self._cache, self.leave)
            self.check_page.done.connect(self.leave)
            self._stack.addWidget(self.check_page)
        self._stack.setCurrentWidget(self.check_page)
        self.check_page.open()

    def open_conditions(self) -> None:
        """What to mind."""
        self._way = self.conditions_button
        if self.conditions_page is None:
            self.conditions_page = ConditionsPage(self._stores.catalogue, self._stores.settings, self.leave)
            self._stack.addWidget(self.conditions_page)
        self._stack.setCurrentWidget(self.conditions_page)
        self.conditions_page.setFocus()

    def open_schedules(self) -> None:
        """When to do what."""
        self._way = self.schedules.open_button
        if self.schedule_page is None:
            self.schedule_page = SchedulePage(self._stores, self.leave)
            self._stack.addWidget(self.schedule_page)
        self._stack.setCurrentWidget(self.schedule_page)
        self.schedule_page.open()
        self.schedule_page.setFocus()

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To what lies over the overview, if something does."""
        over = self._stack.currentWidget()
        if isinstance(over, Page):
            over.setFocus(reason)
        else:
            super().setFocus(reason)

    def leave(self) -> None:
        """Back to the overview, to the button by which one came if it can still be pressed."""
        self._stack.setCurrentIndex(0)
        self._refresh()
        self._area.verticalScrollBar().setValue(0)
        to = next((one for one in (self._way, self.start) if one and one.isEnabled()), self.check_button)
        to.setFocus()
        self._area.ensureWidgetVisible(to)

    def tab_pressed_again(self) -> None:
        """Back to the overview."""
        self.leave()

    def routine(self) -> Routine | None:
        """The suggestion as a routine: one of the person's own that is just this, else a new one, not kept."""
        if self.suggestion is None or not self.suggestion.items:
            return None
        catalogue, entries = self._stores.catalogue, self.suggestion.entries
        routines = catalogue.current.routines
        alike = (r for r in routines.values() if r.entries == entries and catalogue.is_own_routine(r.id))
        day = wording.short_day(self._stores.settings.today())
        length = wording.minutes(self.suggestion.length_s)
        name = tr("Plan of {day}, {length}").format(day=day, length=length)
        found = tr("Suggested for what you found.") if self._stores.checks.all else tr("Suggested routine")
        made = Routine(free_id(name, routines), name, found, entries)
        return next(alike, made)

    def keep(self) -> str:
        """Keep the suggestion as a routine, unless there is just this one; its id, empty if there is nothing."""
        routine = self.routine()
        if routine is None:
            return ""
        if routine.id not in self._stores.catalogue.current.routines:
            self._stores.catalogue.save_routine(routine)
        return routine.id

    def unfinished(self) -> tuple[Unfinished, ...]:
        """A tightness check that is not kept."""
        if self.check_page and self.check_page.grades:
            return (Unfinished(tr("the answers of your tightness check"), self.open_check),)
        return ()

    def showEvent(self, event: QShowEvent) -> None:
        """What was changed elsewhere counts."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One below the other where there is no room beside."""
        super().resizeEvent(event)
        self._place()

    # Building

    def _build(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(28, 20, 28, 28)
        column.setSpacing(16)
        column.addWidget(self._build_head())
        self._waits = self._build_waits()
        column.addWidget(self._waits)
        self._suggested = self._build_suggestion()
        self.schedules = ScheduleCard(self._stores, self.open_schedules)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        beside = (self._build_tightness(), self._build_conditions(), self.schedules)
        for cards in (self._suggested,), beside:
            part = QVBoxLayout()
            part.setSpacing(16)
            for card in cards:
                part.addWidget(card)
            part.addStretch()
            self._columns.addLayout(part, 1)
        column.addLayout(self._columns)
        column.addStretch()
        self._area = centred(middle, PAGE_WIDTH)
        return self._area

    def _build_head(self) -> QWidget:
        """How long, and the button to begin: what one comes for stands first."""
        self.minutes = NumberField(
            tr("Minutes I have"), *BOUNDS["minutes"], whole=True, unit=tr("{count} min")
        )
        self.minutes.setFixedWidth(theme.px(150))
        self.minutes.valueChanged.connect(lambda value: self._stores.settings.change(minutes=int(value)))
        self.start = button(tr("Start"), "primary", self._start)
        row = Flow(10)
        row.add(label(tr("Your plan"), "title"))
        row.add(together(label(tr("I have")), self.minutes), right=True)
        row.add(self.start, right=True)
        return flow_row(row)

    def _build_tightness(self) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(label(tr("Where you are tight"), "heading", wrap=True))
        self.map = TightnessMap()
        column.addWidget(self.map)
        self._checked = label("", "soft", wrap=True)
        column.addWidget(self._checked)
        self.check_button = button("", "", self.open_check)
        self.delete_button = button(tr("Delete this check"), "quiet", self._delete_check)
        self._undo = button(tr("Undo"), "", self._bring_back)
        row = Flow(8)
        for one in (self.check_button, self.delete_button, self._undo):
            row.add(one)
        column.addWidget(flow_row(row))
        column.addStretch()
        return frame("card", column)

    def _build_conditions(self) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(label(tr("My conditions"), "heading", wrap=True))
        self._conditions = label("", wrap=True)
        column.addWidget(self._conditions)
        self.conditions_button = button(tr("What to mind…"), "", self.open_conditions)
        self.conditions_button.setAccessibleName(tr("Say what to mind"))
        row = Flow(8)
        row.add(self.conditions_button)
        column.addWidget(flow_row(row))
        self._things = self._chips(
            column,
            tr("At hand, besides a mat"),
            Equipment,
            wording.equipment,
            lambda off: self._stores.settings.change(lacks=off),
        )
        self._positions = self._chips(
            column,
            tr("Positions that suit me"),
            Position,
            wording.position_name,
            lambda off: self._stores.settings.change(avoids=off),
        )
        column.addStretch()
        return frame("card", column)

    def _chips(
        self,
        column: QVBoxLayout,
        title: str,
        kind: type[T],
        words: Callable[[T], str],
        change: Callable[[tuple[T, ...]], None],
    ) -> dict[T, QPushButton]:
        """A row of things that are there, or suit, while they are pressed; `change` gets those that are not."""
        column.addWidget(label(title, "strong", wrap=True))
        chips: dict[T, QPushButton] = {}
        row = Flow(6, even=True)
        for one in kind:
            chip = button(wording.capital(words(one)), "chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda: change(tuple(k for k, c in chips.items() if not c.isChecked())))
            chips[one] = chip
            row.add(chip)
        column.addWidget(flow_row(row))
        return chips

    def _build_suggestion(self) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(12)
        self._length = label("", "soft")
        head = Flow(10)
        head.add(label(tr("Suggested routine"), "heading"))
        head.add(self._length)
        column.addWidget(flow_row(head))
        self._remarks = label("", "soft", wrap=True)
        column.addWidget(self._remarks)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        column.addLayout(self._rows)
        self._left_out = label("", "small", wrap=True)
        column.addWidget(self._left_out)
        self.keep_button = button(tr("Keep as a routine"), "", self._keep)
        self.print_button = button(tr("Print…"), "", self._print)
        row = Flow(8)
        row.add(self.keep_button)
        row.add(self.print_button)
        column.addWidget(flow_row(row))
        return frame("card", column)

    def _build_waits(self) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(10)
        text = tr(
            "You ticked recent surgery. Checks and suggestions wait until your surgeon or physiotherapist has no "
            "objection to such exercises. Nothing is locked: the Library is open."
        )
        column.addWidget(label(text, wrap=True))
        row = Flow(8)
        row.add(button(tr("They have no objection"), "", lambda: self._stores.settings.change(cleared=True)))
        column.addWidget(flow_row(row))
        return frame("notice", column, 14)

    # Changing

    def _start(self) -> None:
        if routine := self.routine():
            self.start_requested.emit(routine)

    def _keep(self) -> None:
        if routine_id := self.keep():
            name = self._stores.catalogue.current.routines[routine_id].name
            words = tr("“{name}” is among your routines in the Library. You can change it there.")
            self._stores.notices.add(words.format(name=name), SUCCESS)

    def _print(self) -> None:
        from hipstretch.ui.widgets.handout_dialog import HandoutDialog

        if routine := self.routine():
            ask(HandoutDialog(routine, self._stores, self), nothing)

    def _delete_check(self) -> None:
        self._deleted = self._stores.checks.delete(self._stores.checks.all[-1].id)
        self._refresh()
        if self._deleted:
            self._undo.setFocus()

    def _bring_back(self) -> None:
        if self._deleted:
            back, self._deleted = self._deleted, None
            self._stores.checks.add(back)
        self._refresh()

    def _on_settings(self, changed: frozenset[str]) -> None:
        if SHOWN & changed:
            self._on_change()

    def _on_change(self) -> None:
        self._stale = True
        if self.isVisible() and self._stack.currentIndex() == 0:
            self._refresh()

    # Showing

    def _refresh(self) -> None:
        self._stale = False
        settings = self._stores.settings.current
        for chips, off in ((self._things, settings.lacks), (self._positions, settings.avoids)):
            for one, chip in chips.items():
                chip.setChecked(one not in off)
        with QSignalBlocker(self.minutes):
            self.minutes.setValue(settings.minutes)
        ticked = wording.conditions(settings.conditions)
        self._conditions.setText(
            wording.sentence(ticked)
            if ticked
            else tr("Nothing is ticked. If something hurts or was operated on, say so before you begin.")
        )
        waits = must_wait(settings.conditions, cleared=settings.cleared)
        self._show_tightness(waits=waits)
        self._show_suggestion(waits=waits)
        self.schedules.refresh()
        self._place()

    def _show_tightness(self, *, waits: bool) -> None:
        checks = self._stores.checks.all
        last = checks[-1] if checks else None
        before = checks[-2] if len(checks) > 1 else None
        grades = last.grades() if last else {}
        trends = {place: trend(last, before, *place) for place in grades} if last else {}
        self.map.show_grades(grades, trends)
        self.map.setVisible(last is not None)
        settings = self._stores.settings
        again = again_on(last, settings.current.day_begins)
        early = again is not None and settings.today() < again
        words = tr("Not checked yet. It takes about eight minutes, and the suggestion follows what you find.")
        if last and again:
            words = tr("Checked on {day}.").format(day=wording.short_day(settings.day_of(last.at)))
            if early:
                later = tr(
                    "Looking again makes sense from {day} on; until then it tells more of the day than of you."
                )
                words += " " + later.format(day=wording.short_day(again))
            if before and any(t is not Trend.UNKNOWN for t in trends.values()):
                day = wording.short_day(settings.day_of(before.at))
                words += " " + tr("Compared with {day}.").format(day=day)
        places = self.check_page.places if self.check_page else ()
        begun = sum(place in self.check_page.grades for place in places) if self.check_page else 0
        if begun:
            unfinished = tr("A check is begun, {number} of {count} answered.").format(
                number=wording.number(begun), count=wording.number(len(places))
            )
            words = wording.in_a_row(words, unfinished) if last else unfinished
        self._checked.setText(words)
        self.check_button.setText(tr("Go on") if begun else tr("Check again") if last else tr("Find out"))
        self.check_button.setEnabled(not waits and (begun > 0 or not early))
        self.delete_button.setVisible(last is not None)
        self._undo.setVisible(self._deleted is not None)

    def _show_suggestion(self, *, waits: bool) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.suggestion = None if waits else self._suggest()
        made = self.suggestion
        self._waits.setVisible(waits)
        self._suggested.setVisible(not waits)
        for one in (self.start, self.keep_button, self.print_button):
            one.setEnabled(bool(made and made.items))
        length = wording.minutes(self._next_s(made)) if made and made.items else ""
        self._length.setText(tr("takes {length}").format(length=length))
        asked = wording.minutes(60 * self._stores.settings.current.minutes)
        self._length.setVisible(length not in ("", asked))
        remarks = list(self._remark_lines(made)) if made else []
        self._remarks.setText("\n".join(remarks))
        self._remarks.setVisible(bool(remarks))
        names = self._stores.catalogue.current.exercises
        out = [
            tr("{exercise} ({reason})").format(exercise=names[e].text.name, reason=wording.conditions(why))
            for e, why in (made.left_out if made else ())
        ]
        self._left_out.setText(tr("Left out: {exercises}.").format(exercises=wording.listed(out)))
        self._left_out.setVisible(bool(out))
        for one_item in made.items if made else ():
            self._rows.addWidget(suggested_row(one_item, self._stores, self._cache))

    def _next_s(self, made: Suggestion) -> float:
        """Seconds of the next session of it: longer than it will take, as long as the person reads."""
        return self._stores.plans.length_s(Routine("", "", "", made.entries))

    def _suggest(self) -> Suggestion:
        settings = self._stores.settings.current
        checks = self._stores.checks.all
        wishes = Wishes(
            minutes=settings.minutes,
            grades=checks[-1].grades() if checks else {},
            conditions=settings.conditions,
            lacks=settings.lacks,
            avoids=settings.avoids,
            hidden=settings.hidden,
            dose=self._stores.dose(),
        )
        return suggest(wishes, self._stores.catalogue.built_in(), settings)

    def _remark_lines(self, made: Suggestion) -> Iterable[str]:
        if not made.items:
            yield tr("Nothing fits all of this. More things at hand, positions or shown exercises help.")
            return
        yield tr("Walk on the spot for three to five minutes before you begin.")
        if self._stores.dose().lacks_some:
            yield tr(
                "What had less than enough in the last seven days comes first, unless something else is tighter."
            )
        if made.length_s < FAR_OFF * 60 * self._stores.settings.current.minutes:
            words = tr("What fits is done in {length}, within the recommended amounts.")
            yield words.format(length=wording.minutes(made.length_s))
        if wording.minutes(self._next_s(made)) != (length := wording.minutes(made.length_s)):
            words = tr("At first there is time to read what is new to you. Later it takes {length}.")
            yield words.format(length=length)
        for group in made.missing:
            yield tr("No stretch fits for: {group}.").format(group=wording.group(group))

    def _place(self) -> None:
        narrow = self.width() < theme.px(NARROW_PX)
        stack, row = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(stack if narrow else row)
