"""The routine builder: exercises in order, each with its dosage, and what they cost in time and in getting up.

Every change is kept at once, and every step can be undone.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipstretch.core import builder
from hipstretch.core.builder import UndoHistory
from hipstretch.core.exercise import Dosage, Exercise
from hipstretch.core.routine import MAX_ENTRIES, Routine
from hipstretch.core.settings import SideOrder
from hipstretch.core.timeline import dosage_for
from hipstretch.qt import wording
from hipstretch.qt.clock import Minute
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.flow_layout import Flow, quiet_row
from hipstretch.ui.widgets.key_within import key_within
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Page, centred
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.tab_order import tab_through
from hipstretch.ui.widgets.typing import KeptSoon

from .builder_adding import ExercisesToAdd
from .builder_chosen import ChosenExercise
from .builder_first import FirstExercises
from .builder_head import GAP_PX, THREE_PX, TWO_PX, BuilderHead, kept_label
from .builder_list import RoutineList
from .length_line import length_line, moves_line
from .placed import Placed

HIGHEST_PX = 720
"""How high the cards beside each other are at most, at 100 % text: a list of few exercises would be mostly empty."""


class BuilderPage(Page):
    """One routine in the making. It is kept from its first change on, and while it has an exercise."""

    start_requested = Signal(object)
    """The routine, which need not be kept."""

    def __init__(
        self, stores: Stores, routine: Routine, go_back: Callable[[], None], cache: PictureCache
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._catalogue = stores.catalogue
        self._settings = stores.settings
        self._plans = stores.plans
        self._clock = stores.clock
        self.steps: UndoHistory[Routine] = UndoHistory(routine)
        self._at = 0 if routine.entries else -1
        self._is_new = routine.id not in stores.catalogue.current.routines
        self._is_kept = not self._is_new

        back = button(tr("← All routines"), "quiet", go_back)
        back.setToolTip(tr("Esc"))
        self._undo = button(tr("Undo (Ctrl+Z)"), "quiet", self.undo)
        self._redo = button(tr("Redo (Ctrl+Y)"), "quiet", self.redo)
        top = Flow(8)
        top.add(back)
        self.kept = kept_label()
        top.add(self.kept, right=True)
        top.add(self._undo, right=True)
        top.add(self._redo, right=True)
        self._why_not = label(tr("It needs an exercise."), "soft")
        top.add(self._why_not, right=True)
        self._start = button(tr("Start"), "primary", self.start)
        self._start.setToolTip(QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText))
        top.add(self._start, right=True)

        self.head = BuilderHead()
        self.name, self.summary = self.head.name, self.head.summary
        self._kept_soon = KeptSoon(self._keep_words, self)
        self.head.worded.connect(self._on_words)
        self.head.typed.connect(self._kept_soon.touch)
        self.head.sides_chosen.connect(self._on_side_order)
        self.head.times_chosen.connect(self._on_times)
        self.entries = RoutineList(stores.catalogue, cache)
        self.list = self.entries.list
        self.entries.chosen.connect(self._choose)
        self.entries.shifted.connect(self.shift)
        self.entries.doubled.connect(self.duplicate)
        self.entries.taken_out.connect(self.remove)
        self.entries.dragged.connect(self._on_dragged)
        self.chosen = ChosenExercise(stores.catalogue, cache)
        self.numbers = self.chosen.fields.numbers
        self.chosen.dosed.connect(self._dose)
        self.adding = ExercisesToAdd(stores.catalogue, stores.settings, cache)
        self.search, self.found = self.adding.search, self.adding.found
        self.adding.wanted.connect(self.add)
        self.adding.searched.connect(self._show_acts)
        self._nothing = FirstExercises(stores.catalogue, stores.settings, cache)
        self._nothing.wanted.connect(self.add)
        self._above, self._below = QVBoxLayout(), QVBoxLayout()
        self._under = below = frame("plain", self._below, 0)
        entries, chosen = (self.entries, self._nothing), (self.chosen, self._nothing)
        columns = Placed(GAP_PX, GAP_PX)
        columns.show_parts(
            {
                THREE_PX: (((*entries, below), chosen, (self.adding,)),),
                TWO_PX: tuple((one, (self.adding,)) for one in (entries, (below, self._nothing), chosen)),
                0: tuple(((one,),) for one in (self.entries, below, self.chosen, self.adding, self._nothing)),
            },
            {THREE_PX: HIGHEST_PX},
        )
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(28, 12, 28, 24)
        column.setSpacing(12)
        column.addLayout(quiet_row(top))
        column.addWidget(self.head)
        column.addLayout(self._above)
        column.addWidget(columns, 100)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred(content))
        self.first = self.name

        for key, act in (
            ("Ctrl+Y", self.redo),
            ("Ctrl+Shift+Z", self.redo),
            ("Ctrl+D", self.duplicate),
            ("Ctrl+Return", self.start),
            ("Ctrl+Enter", self.start),
            ("Alt+Up", partial(self.shift, -1)),
            ("Alt+Down", partial(self.shift, 1)),
        ):
            key_within(self, key, act)
        self._undo_key = key_within(self, "Ctrl+Z", self.undo)
        self._place_later(0)
        columns.shaped.connect(self._place_later)
        self._minute = Minute(self, stores.clock)
        self._minute.turned.connect(self._show_cost)
        self._minute.tell_while_shown(self)
        self.adding.fill()
        self._show()

    @property
    def routine(self) -> Routine:
        """The routine as it is now."""
        return self.steps.now

    def undo(self) -> None:
        """Take back the last step."""
        self._take_over(self.steps.undo())

    def redo(self) -> None:
        """Do again what was undone."""
        self._take_over(self.steps.redo())

    def start(self) -> None:
        """Begin with the routine as it is; one that was not changed is not kept for that."""
        self.keep_typed()
        if self.routine.entries:
            self.start_requested.emit(self.routine)

    def add(self, exercise: str) -> None:
        """Add an exercise below the chosen one."""
        if len(self.routine.entries) < MAX_ENTRIES:
            self._at += 1
            self._do(builder.added(self.routine, self._at, exercise))

    def duplicate(self) -> None:
        """Put the chosen one in once more."""
        if 0 < len(self.routine.entries) < MAX_ENTRIES:
            self._at += 1
            self._do(builder.duplicated(self.routine, self._at - 1))

    def remove(self) -> None:
        """Take the chosen one out."""
        if self.routine.entries:
            self._do(builder.removed(self.routine, self._at))

    def shift(self, by: int) -> None:
        """Move the chosen one up, -1, or down, 1."""
        if not self.routine.entries:
            return
        at = self._at
        self._at = min(len(self.routine.entries) - 1, max(0, at + by))
        self._do(builder.moved(self.routine, at, self._at))

    def showEvent(self, event: QShowEvent) -> None:
        """Settings may have changed meanwhile."""
        super().showEvent(event)
        self._nothing.fill()
        self._order_tabs()
        self._show()

    def keep_typed(self) -> None:
        """Let name and summary count that still have the focus."""
        super().keep_typed()
        if (self.name.text(), self.summary.text()) != self.head.words_of(self.routine):
            self._on_words()

    def _exercise(self, at: int) -> Exercise:
        return self.routine.entries[at].of(self._catalogue.current.exercises)

    def _do(self, after: Routine) -> None:
        self._take_over(self.steps.do(after))

    def _take_over(self, steps: UndoHistory[Routine]) -> None:
        changed = steps.now != self.steps.now
        self.steps = steps
        self._at = min(max(0, self._at), len(self.routine.entries) - 1)
        if changed:
            self._keep()
        self._show()

    def _keep(self) -> None:
        """Without an exercise a new routine is not kept, and another one stays as it was."""
        if self.routine.entries:
            self._is_kept = self._catalogue.save_routine(self.routine)
        elif self._is_new and self.routine.id in self._catalogue.current.routines:
            self._catalogue.delete_routine(self.routine.id)

    def _on_words(self) -> None:
        """A name or a summary that is taken away comes back: a routine without can't be told apart."""
        self._do(self._worded())
        if self._kept_soon.isActive():
            self._kept_soon.stop()
            self._keep()

    def _keep_words(self) -> None:
        """Keep a name while it is typed; a step that can be undone it is once it is whole."""
        if self.routine.entries:
            self._is_kept = self._catalogue.save_routine(self._worded())
            self._show_kept()

    def _worded(self) -> Routine:
        name, summary = (" ".join(edit.text().split()) for edit in (self.name, self.summary))
        before = self.routine
        return replace(before, name=name or before.name, summary=summary or before.summary)

    def _on_side_order(self) -> None:
        value = self.head.side_order.value
        self._do(replace(self.routine, side_order=SideOrder(value) if value else None))

    def _on_times(self) -> None:
        self._do(replace(self.routine, times_a_day=int(self.head.times.value()) or None))

    def _on_dragged(self, at: int, to: int) -> None:
        self._at = to - 1 if to > at else to
        after = builder.moved(self.routine, at, self._at)
        QTimer.singleShot(0, self, lambda: self._do(after))  # the list is still being changed

    def _dose(self, dosage: Dosage | None) -> None:
        if self.routine.entries:
            self._do(builder.dosed(self.routine, self._at, dosage))

    def _choose(self, row: int) -> None:
        if row >= 0:
            self._at = row
            self._show_dosage()
            self._show_acts()

    def _show(self) -> None:
        routine = self.routine
        any_there = bool(routine.entries)
        self.head.show_routine(routine, scheduled=routine.id in self._settings.current.schedules)
        lines = [(entry.exercise, self._line(number)) for number, entry in enumerate(routine.entries)]
        self.entries.show_entries(lines, self._at)
        had_focus = any(one.isAncestorOf(self.focusWidget() or self) for one in (self.entries, self.chosen))
        if not any_there and had_focus:
            self.search.setFocus()
        self._nothing.setHidden(any_there)
        for part in (self.entries, self.chosen):
            part.setVisible(any_there)
        for way in (self._undo, self._undo_key):  # else the key takes back what a message tells of
            way.setEnabled(bool(self.steps.past))
        self._redo.setEnabled(bool(self.steps.future))
        for step in (self._undo, self._redo):
            step.setVisible(any_there or self._undo.isEnabled() or self._redo.isEnabled())
        self._why_not.setHidden(any_there)
        self._show_later()
        for one in (self._start, self.list):
            one.setEnabled(any_there)
        self._show_dosage()
        self._show_acts()
        self._show_cost()
        self._show_kept()

    def _show_kept(self) -> None:
        """Beside what takes changes back; in one column there is no room for it there."""
        kept = self._catalogue.current.routines.get(self.routine.id) if self._is_kept else None
        said = bool(kept and self.routine.entries)
        self.kept.setVisible(said and self._least > 0)
        self.head.kept.setVisible(said and self._least == 0)

    def _place_later(self, least: int) -> None:
        """Without three columns what can wait stands below the list."""
        self._least = least
        later, self._narrow = self.head.later, least < THREE_PX
        focused = later.focusWidget() if later.isAncestorOf(self.focusWidget() or self) else None
        (self._below if self._narrow else self._above).addWidget(later)
        self._show_later()
        self._show_kept()
        self._order_tabs()
        if focused:
            focused.setFocus()

    def _order_tabs(self) -> None:
        later = (self.entries, self.head.later) if self._narrow else (self.head.later, self.entries)
        first = (self._nothing, self.adding) if self._least else (self.adding, self._nothing)
        tab_through(self.head, *later, self.chosen, *first)

    def _show_later(self) -> None:
        any_there = bool(self.routine.entries)
        self.head.later.setVisible(any_there)
        self._under.setVisible(any_there and self._narrow)

    def _show_acts(self) -> None:
        """What can be done with the chosen one, and to the routine."""
        count = len(self.routine.entries)
        room = count < MAX_ENTRIES
        self.adding.show_place(self._at + 2)  # below the chosen one
        for act, can in (
            (self.entries.up, self._at > 0),
            (self.entries.down, 0 <= self._at < count - 1),
            (self.entries.twice, count > 0 and room),
            (self.entries.out, count > 0),
            (self.adding.add, room and self.found.count() > 0),
        ):
            if (
                act.hasFocus() and not can
            ):  # else the next button gets it, and another press does something else
                (self.list if count else self.search).setFocus()
            act.setEnabled(can)

    def _line(self, number: int) -> str:
        exercise = self._exercise(number)
        amount = dosage_for(self.routine.entries[number], exercise, self._settings.current)
        short = wording.caution_in_short(exercise, self._settings.current.conditions)
        below = " · ".join(filter(None, (wording.dosage(exercise, amount), short)))
        return f"{number + 1}.  {exercise.text.name}\n{below}"

    def _show_dosage(self) -> None:
        if self.routine.entries:
            exercise = self._exercise(self._at)
            mine = self._settings.current.override(exercise.id)
            self.chosen.show_entry(exercise, self.routine.entries[self._at], mine)

    def _show_cost(self) -> None:
        if self.routine.entries:
            length = length_line(self._plans.length_s(self.routine), self._clock)
            self.head.show_cost(length, moves_line(self.routine, self._catalogue.current.exercises))
        else:
            self.head.show_cost("", "")
