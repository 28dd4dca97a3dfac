"""The cards of all routines, and the ways to a new one."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hipstretch.core.routine import Routine
from hipstretch.qt import wording
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.qt.stores.plans import Plans
from hipstretch.translation import tr, tr_in
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.key_names import key_name
from hipstretch.ui.widgets.labels import label

CARD_WIDTH = 400


class RoutineCards(QWidget):
    """A grid of cards, the person's own routines first. Each signal has the id of the routine that is meant."""

    start_requested = Signal(str)
    edit_requested = Signal(str)
    copy_requested = Signal(str)
    print_requested = Signal(str)
    share_requested = Signal(str)
    delete_requested = Signal(str)
    new_requested = Signal()
    sheet_requested = Signal()

    def __init__(self, catalogue: CatalogueStore, plans: Plans) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._plans = plans
        self._grid = CardGrid(CARD_WIDTH)
        self._shown: list[str] = []
        """The routines in the order of their cards."""
        self._acts: list[QPushButton] = []
        """The second button of each card, which starts and deletes nothing."""
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 4, 28, 24)
        column.setSpacing(12)
        row = Flow(6)
        for words, key, wanted in (
            (tr("New routine"), "Ctrl+N", self.new_requested),
            (tr("From a therapist's sheet"), "Ctrl+T", self.sheet_requested),
        ):
            one = button(words, "", wanted.emit)
            one.setToolTip(key_name(key))
            row.add(one)
        column.addWidget(flow_row(row))
        column.addWidget(self._grid)
        column.addStretch()

    def fill(self) -> None:
        """Show the routines as they are now."""
        routines = self._catalogue.current.routines.values()
        own_first = sorted(routines, key=lambda r: not self._catalogue.is_own_routine(r.id))
        self._shown, self._acts = [r.id for r in own_first], []
        self._grid.show_cards([self._card(r) for r in own_first])

    def place_of(self, routine_id: str) -> int:
        """Which card a routine has, from 0, also if it has none."""
        return self._shown.index(routine_id) if routine_id in self._shown else 0

    def focus_at(self, place: int) -> None:
        """Give the focus to the card that is at this place by now, or to the last one."""
        if self._acts:
            self._acts[min(place, len(self._acts) - 1)].setFocus()

    def _card(self, routine: Routine) -> QFrame:
        exercises = self._catalogue.current.exercises
        length = wording.minutes(self._plans.length_s(routine))
        column = QVBoxLayout()
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(label(routine.name, "heading", wrap=True), 1)
        head.addWidget(label(length, "strong"))
        column.addLayout(head)
        own = self._catalogue.is_own_routine(routine.id)
        if own:  # not beside the length, with which it would read as one: "yours 6 min"
            column.addWidget(label(tr_in("a routine that the person made", "Yours"), "small"))
        column.addWidget(label(routine.summary, wrap=True))
        names = " · ".join(exercises[e.exercise].text.name for e in routine.entries)  # some have a comma
        column.addWidget(label(names, "small", wrap=True))
        column.addStretch()
        start = button(tr("Start"), "primary", partial(self.start_requested.emit, routine.id))
        start.setAccessibleName(tr("Start {routine}, {length}").format(routine=routine.name, length=length))
        row = Flow(6, balanced=True)
        row.add(start)
        acts = [
            (tr("Copy and change"), "quiet", self.copy_requested),
            (tr("Print…"), "quiet", self.print_requested),
        ]
        if own:
            acts = [
                (tr("Change"), "quiet", self.edit_requested),
                (tr("Copy"), "quiet", self.copy_requested),
                (tr("Share"), "quiet", self.share_requested),
                acts[-1],
                (tr("Delete"), "danger", self.delete_requested),
            ]
        for number, (words, kind, wanted) in enumerate(acts):
            one = button(words, kind, partial(wanted.emit, routine.id))
            one.setAccessibleName(wording.titled(words, routine.name))
            row.add(one)
            if number == 0:
                self._acts.append(one)
        column.addWidget(flow_row(row))
        return frame("card", column)
