"""Your plan: where you are tight, what to mind, what is at hand, and the routine that follows from it."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hipstretch.core.conditions import Equipment, Variant, must_wait
from hipstretch.core.exercise import Position
from hipstretch.core.fitting import minded_positions
from hipstretch.core.routine import Routine
from hipstretch.core.settings import TIMING
from hipstretch.core.suggestion import Suggestion
from hipstretch.data.own_files import free_id
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.qt.stores.notices import SUCCESS
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.dialogs import ask, nothing
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Page, Unfinished, centred
from hipstretch.ui.widgets.pictures import PictureCache

from .check_page import DRAFT, CheckPage
from .conditions_page import ConditionsPage
from .schedule_card import ScheduleCard
from .schedule_page import SchedulePage
from .suggesting import suggested_for
from .suggestion_card import SuggestionCard
from .tick_card import TickCard
from .tightness_card import TightnessCard
from .two_columns import TwoColumns
from .words_card import WordsCard

WIDE_PX = 1500
"""From this width at 100 % text on the pictures are larger."""
SHOWN = TIMING | {"minutes", "conditions", "cleared", "lacks", "avoids", "hidden", "text_size"}
"""The settings that the overview depends on."""


class PlanPage(Page):
    """The overview and, over it, the tightness check or the page of conditions."""

    start_requested = Signal(object)
    """A routine; it need not be kept."""
    exercise_requested = Signal(str)
    """The id of an exercise that is to be shown in full."""

    def __init__(self, stores: Stores, cache: PictureCache) -> None:
        super().__init__()
        self.setObjectName("page")
        self._stores = stores
        self._cache = cache
        self._stale = True
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
        self.first = self.suggested.start
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.leave)
        stores.settings.changed.connect(self._on_settings)
        stores.schedules.changed.connect(self._on_change)
        for changed in (stores.checks.changed, stores.catalogue.changed, stores.plans.changed):
            changed.connect(self._on_change)

    def open_check(self) -> None:
        """The tightness check, where it was left."""
        self._way = self.tightness.check_button
        page = self._checking()
        self._stack.setCurrentWidget(page)
        page.open()

    def _checking(self) -> CheckPage:
        """The page of the check."""
        if self.check_page is None:
            self.check_page = CheckPage(self._stores, self._cache, self.leave)
            self.check_page.done.connect(self.leave)
            self._stack.addWidget(self.check_page)
        return self.check_page

    def open_conditions(self) -> None:
        """What to mind."""
        self._way = self.conditions.open_button
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
        to = next(
            (one for one in (self._way, self.suggested.start) if one and one.isEnabled()),
            self.tightness.check_button,
        )
        to.setFocus()
        self._area.ensureWidgetVisible(to)

    def focus_exercise(self, exercise_id: str) -> None:
        """Give the focus to a suggested exercise, if it is still there."""
        if row := next((one for one in self.suggested.rows if one.exercise == exercise_id), None):
            row.setFocus()
            self._area.ensureWidgetVisible(row)

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

    def press_enter(self) -> None:
        """Press what has the focus, also what can be ticked, and start from anywhere else, as it says there."""
        focused = self.focusWidget()
        if self._stack.currentIndex() or focused is self.suggested.minutes:
            super().press_enter()
        elif isinstance(focused, QPushButton) and focused.isVisible():
            focused.click()
        else:
            self.suggested.start.click()

    def unfinished(self) -> tuple[Unfinished, ...]:
        """A tightness check that is not kept: its answers are there again."""
        if self.check_page and self.check_page.grades:
            refused, words = self._stores.drafts().refused, tr("the answers of your tightness check")
            return (Unfinished(words, self.open_check, not refused, None, refused),)
        return ()

    def showEvent(self, event: QShowEvent) -> None:
        """What was changed elsewhere counts."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Larger pictures where there is room."""
        super().resizeEvent(event)
        self.suggested.set_wide(self.width() >= theme.px(WIDE_PX))

    # Building

    def _build(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(28, 20, 28, 12)
        column.setSpacing(12)
        column.addWidget(label(tr("Your plan"), "title", wrap=True))
        self._waits = self._build_waits()
        column.addWidget(self._waits)
        stores = self._stores
        self.suggested = SuggestionCard(
            stores, self._cache, self._start, self._keep, self._print, self.exercise_requested.emit
        )
        self.tightness = TightnessCard(stores, self._cache, self.open_check)
        self.conditions = WordsCard(tr("My conditions"), self.open_conditions)
        self.things = TickCard(
            tr("At hand, besides a mat"),
            Equipment,
            wording.equipment,
            lambda off: stores.settings.change(lacks=off),
        )
        self.positions = TickCard(
            tr("Positions that suit me"),
            Position,
            wording.position_name,
            lambda off: stores.settings.change(avoids=off),
        )
        self.schedules = ScheduleCard(stores, self.open_schedules)
        free = (self.conditions, self.things, self.positions, self.schedules)
        self._columns = TwoColumns(self.suggested, self.tightness, free)
        column.addWidget(self._columns)
        column.addStretch()
        self._area = centred(middle)
        return self._area

    def _build_waits(self) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(10)
        text = tr(
            "You ticked recent surgery. Checks and suggestions wait until your surgeon or physiotherapist has no "
            "objection to such exercises. Nothing is locked: the Library is open."
        )
        column.addWidget(label(text, wrap=True))
        row = Flow(8)
        words = tr("They have no objection")
        self._cleared = button(words, "", lambda: self._stores.settings.change(cleared=True))
        row.add(self._cleared)
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
        self.things.refresh(settings.lacks)
        self.positions.refresh(settings.avoids, "\n".join(self._minded()))
        ticked = wording.conditions(settings.conditions)
        self.conditions.words.setText(
            wording.sentence(ticked)
            if ticked
            else tr("Nothing is ticked. If something hurts or was operated on, say so before you begin.")
        )
        waits = must_wait(settings.conditions, cleared=settings.cleared)
        begun_before = bool(self._stores.drafts().get(DRAFT))
        asked = self._checking() if begun_before else self.check_page
        places = asked.places if asked else ()
        begun = sum(place in asked.grades for place in places) if asked else 0
        self.tightness.refresh(begun, len(places), waits=waits)
        checks = self._stores.checks.all
        self.suggestion = suggested_for(self._stores, checks[-1].grades() if checks else {})
        self._waits.setVisible(waits)
        self.suggested.setVisible(not waits)
        self.suggested.show_suggestion(self.suggestion)
        self.schedules.refresh()
        self._columns.deal()
        self.first = self._cleared if waits else self.suggested.start

    def _minded(self) -> Iterator[str]:
        """What the person's conditions mean for whole positions."""
        conditions = self._stores.settings.current.conditions
        found = minded_positions(self._stores.catalogue.built_in().values(), conditions)
        out, easier = (
            wording.listed(wording.position_name(one) for one in Position if found.get(one) is form)
            for form in (Variant.LEFT_OUT, Variant.EASIER)
        )
        if out:
            yield tr("Left out: {exercises}.").format(exercises=out)
        if easier:
            yield wording.titled(wording.capital(tr("easier form first")), easier)
