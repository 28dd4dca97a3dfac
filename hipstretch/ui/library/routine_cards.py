"""The cards of all routines."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from hipstretch.core.routine import Routine
from hipstretch.data.assets import assets_dir
from hipstretch.qt import wording
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.qt.stores.plans import Plans
from hipstretch.translation import tr, tr_in
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.flow_layout import QUIET_PX, Flow, flow_row
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.more_button import MoreButton
from hipstretch.ui.widgets.page import ENDLESS_PX
from hipstretch.ui.widgets.pictures import PictureCache

from .names_line import NamesLine
from .picture_strip import PictureStrip

CARD_WIDTH = 400
MOST_PICTURES = 4
"""So many exercises of a routine are shown, and one more where that is the last: “+1” takes as much room."""
SIDE_PX, AROUND_PX = 14, 6
"""What is free beside the words, and around the pictures."""
BESIDE_PX, PICTURES_PX = 560, 220
"""From the first width on the pictures stand beside the words, as wide as the second."""


class RoutineCard(QFrame):
    """Pictures above what is said of them, or in a wide card beside it, so that two cards are seen in a low window."""

    def __init__(self, pictures: PictureStrip, words: QLayout) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._pictures = pictures
        stage = QVBoxLayout()
        stage.addWidget(pictures)
        self._stage = frame("stage", stage, AROUND_PX)
        around = QVBoxLayout()
        around.setContentsMargins(AROUND_PX, AROUND_PX, AROUND_PX, AROUND_PX)
        around.addWidget(self._stage)
        self._parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(0)
        self._parts.addLayout(around)
        self._parts.addLayout(words, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is another width."""
        super().resizeEvent(event)
        beside, way = self.width() >= theme.px(BESIDE_PX), QBoxLayout.Direction
        if beside != (self._parts.direction() is way.LeftToRight):
            self._parts.setDirection(way.LeftToRight if beside else way.TopToBottom)
            self._stage.setMinimumWidth(theme.px(PICTURES_PX) if beside else 0)
            self._stage.setMaximumWidth(theme.px(PICTURES_PX) if beside else ENDLESS_PX)
            self._pictures.set_in_rows(beside)


class RoutineCards(QWidget):
    """A grid of cards, the person's own routines first. Each signal has the id of the routine that is meant."""

    start_requested = Signal(str)
    edit_requested = Signal(str)
    copy_requested = Signal(str)
    print_requested = Signal(str)
    share_requested = Signal(str)
    delete_requested = Signal(str)

    def __init__(self, catalogue: CatalogueStore, plans: Plans, cache: PictureCache) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._plans = plans
        self._cache = cache
        self._grid = CardGrid(CARD_WIDTH)
        self._shown: list[str] = []
        """The routines in the order of their cards."""
        self._acts: list[QPushButton] = []
        """The second button of each card, which starts and deletes nothing."""
        self._cards: list[RoutineCard] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 4, 28, 24)
        column.addWidget(self._grid)
        column.addStretch()

    def fill(self) -> None:
        """Show the routines as they are now."""
        routines = self._catalogue.current.routines.values()
        own_first = sorted(routines, key=lambda r: not self._catalogue.is_own_routine(r.id))
        self._shown, self._acts = [r.id for r in own_first], []
        self._cards = [self._card(r) for r in own_first]
        self._grid.show_cards(self._cards)

    def place_of(self, routine_id: str) -> int:
        """Which card a routine has, from 0, also if it has none."""
        return self._shown.index(routine_id) if routine_id in self._shown else 0

    def focus_at(self, place: int) -> None:
        """Give the focus to the card that is at this place by now, or to the last one."""
        if self._acts:
            self._acts[min(place, len(self._acts) - 1)].setFocus()

    def focus_on(self, routine_id: str) -> RoutineCard | None:
        """Give the focus to the card of a routine, and return the card; None if it has none."""
        if routine_id not in self._shown:
            return None
        place = self._shown.index(routine_id)
        self.focus_at(place)
        return self._cards[place]

    def _card(self, routine: Routine) -> RoutineCard:
        length = wording.minutes(self._plans.length_s(routine))
        own = self._catalogue.is_own_routine(routine.id)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(label(routine.name, "heading", wrap=True))
        if own:
            badge = label(tr_in("a routine that the person made", "Yours"), "badge")
            head.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        head.addWidget(label(length, "strong"))
        words = QVBoxLayout()
        words.setContentsMargins(SIDE_PX, 8, SIDE_PX, 0)
        words.setSpacing(6)
        words.addLayout(head)
        words.addWidget(label(routine.summary, wrap=True))
        exercises = self._catalogue.current.exercises
        words.addWidget(NamesLine([exercises[e.exercise].text.name for e in routine.entries]))
        words.addStretch()
        buttons = QHBoxLayout()
        end = SIDE_PX - QUIET_PX  # the words of the last button end where those above end
        left, right = (end, SIDE_PX) if self.isRightToLeft() else (SIDE_PX, end)
        buttons.setContentsMargins(left, 10, right, 14)
        buttons.addWidget(self._buttons(routine, length, own=own))
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addLayout(words, 1)
        column.addLayout(buttons)
        return RoutineCard(self._strip(routine), column)

    def _strip(self, routine: Routine) -> PictureStrip:
        """The first of its exercises in the form that comes first, and how many more; one of none if none has one."""
        find, easier = self._catalogue.current.picture, self._plans.easier(routine)
        names = dict.fromkeys(e.exercise for e in routine.entries)
        forms = ((one in easier and find(one, "easier")) or find(one, "hold") for one in names)
        paths = [path for path in forms if path]
        paths = paths if len(paths) == MOST_PICTURES + 1 == len(names) else paths[:MOST_PICTURES]
        if not paths:
            return PictureStrip(self._cache, [assets_dir() / "illustrations" / "today.webp"])
        return PictureStrip(self._cache, paths, len(names) - len(paths))

    def _buttons(self, routine: Routine, length: str, *, own: bool) -> QWidget:
        """Start, a way to change it, and what else there is: in a menu where that is more than one."""

        def act(wanted: SignalInstance) -> Callable[[], object]:
            return partial(wanted.emit, routine.id)

        start = button(tr("Start"), "accent", act(self.start_requested))
        start.setAccessibleName(tr("Start {routine}, {length}").format(routine=routine.name, length=length))
        if own:
            change = button(tr("Change"), "quiet", act(self.edit_requested))
            more: QPushButton = MoreButton(
                routine.name,
                [
                    (tr("Copy"), act(self.copy_requested)),
                    (tr("Share"), act(self.share_requested)),
                    (tr("Print…"), act(self.print_requested)),
                    (tr("Delete"), act(self.delete_requested)),
                ],
            )
        else:
            change = button(tr("Copy and change"), "quiet", act(self.copy_requested))
            more = button(tr("Print…"), "quiet", act(self.print_requested))
            more.setAccessibleName(wording.titled(more.text(), routine.name))
        change.setAccessibleName(wording.titled(change.text(), routine.name))
        self._acts.append(change)
        row = Flow(6)
        row.add(start)
        row.add(change)
        row.add(more, right=True)
        return flow_row(row)
