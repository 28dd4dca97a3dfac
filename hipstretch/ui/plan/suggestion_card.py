"""The suggested routine: Start, the minutes there are, what is done and why, and what else can become of it."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QVBoxLayout

from hipstretch.core.routine import Routine
from hipstretch.core.settings import BOUNDS
from hipstretch.core.suggestion import Item, Suggestion
from hipstretch.qt import wording
from hipstretch.qt.clock import Minute
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import KeyButton, button
from hipstretch.ui.widgets.cards import CardGrid
from hipstretch.ui.widgets.flow_layout import Flow, flow_row, together
from hipstretch.ui.widgets.inputs import NumberField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.tab_order import tab_through

from .over_plan import place_ways
from .suggested_row import SuggestedRow

SIDE_PX = 20
"""Room at its sides."""
STACKED_PX = 520
"""Below this width at 100 % text Start and the minutes lie one below the other."""
ROW_PX = 280
"""The least width of an exercise at 100 % text: two stand beside each other where there is room."""
ROW_GAP_PX = 12
"""Between two of them."""
FAR_OFF = 0.9
"""A suggestion shorter than this part of what was asked for says so."""


class SuggestionCard(QFrame):
    """What is suggested. `start`, `keep` and `print_it` are called when their button is pressed.

    `open_exercise` is called with the id of an exercise that is pressed.
    """

    def __init__(
        self,
        stores: Stores,
        cache: PictureCache,
        start: Callable[[], object],
        keep: Callable[[], object],
        print_it: Callable[[], object],
        open_exercise: Callable[[str], object],
    ) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._stores = stores
        self._cache = cache
        self._open_exercise = open_exercise
        self._length_s = 0.0
        self._wide = False
        self._items: tuple[Item, ...] = ()
        self.rows: list[SuggestedRow] = []
        self.keep_button = button(tr("Keep as a routine"), "", keep)
        self.print_button = button(tr("Print…"), "", print_it)
        self.minutes = NumberField(
            tr("Minutes I have"), *BOUNDS["minutes"], whole=True, unit=tr("{count} min")
        )
        self.minutes.setFixedWidth(theme.px(150))
        self.minutes.valueChanged.connect(lambda value: stores.settings.change(minutes=int(value)))
        self.start = KeyButton(tr("Start"), tr("Enter"), "primary", from_afar=False)
        self.start.setMinimumWidth(220)
        self.start.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.start.clicked.connect(start)
        self._time = label("", "strong", wrap=True)
        self._first = label("", wrap=True)
        self._remarks = label("", "small", wrap=True)
        self._rows = CardGrid(ROW_PX, ROW_GAP_PX, most=2)
        self._left_out = label("", "small", wrap=True)
        self._build()
        self._minute = Minute(self, stores.clock)
        self._minute.turned.connect(self._show_time)
        self._minute.tell_while_shown(self)

    def show_suggestion(self, made: Suggestion | None) -> None:
        """Show this, or nothing to start."""
        done = made is not None and bool(made.items)
        for one in (self.start, self.keep_button, self.print_button):
            one.setEnabled(done)
        self._length_s = self._next_s(made) if made and done else 0.0
        with QSignalBlocker(self.minutes):
            self.minutes.setValue(self._stores.settings.current.minutes)
        self._show_time()
        first = tr(
            "Walk on the spot for three to five minutes before you press Start: these minutes are extra."
        )
        nothing = tr("Nothing fits all of this. More things at hand, positions or shown exercises help.")
        self._first.setText(first if done else nothing if made else "")
        remarks = "\n".join(self._remark_lines(made)) if made and done else ""
        self._remarks.setText(remarks)
        self._remarks.setVisible(bool(remarks))
        names = self._stores.catalogue.current.exercises
        out = [
            tr("{exercise} ({reason})").format(exercise=names[e].text.name, reason=wording.conditions(why))
            for e, why in (made.left_out if made else ())
        ]
        self._left_out.setText(tr("Left out: {exercises}.").format(exercises=wording.listed(out)))
        self._left_out.setVisible(bool(out))
        self._items = made.items if made else ()
        self._show_rows()

    def set_wide(self, wide: bool) -> None:
        """Whether there is room for larger pictures."""
        if wide != self._wide:
            self._wide = wide
            self._show_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The minutes beside Start, or below it; what else can become of it beside the title, or below the list."""
        super().resizeEvent(event)
        place_ways(self._ways, self._head, self._below, self.width() - 2 * SIDE_PX)
        self._order_tab()
        row, stack = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._starts.setDirection(stack if self.width() < theme.px(STACKED_PX) else row)

    def _build(self) -> None:
        mine = Flow(8)
        mine.add(together(label(tr("I have")), self.minutes))
        beside = QVBoxLayout()
        beside.setSpacing(4)
        beside.addWidget(self._time)
        beside.addWidget(flow_row(mine))
        self._starts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._starts.setSpacing(16)
        self._starts.addWidget(self.start)
        self._starts.addLayout(beside, 1)
        self._ways = (self.keep_button, self.print_button)
        self._head, self._below = Flow(8), Flow(8)
        self._head.add(label(tr("Suggested routine"), "heading"))
        for one in self._ways:
            self._head.add(one, right=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SIDE_PX, 12, SIDE_PX, 16)
        column.setSpacing(12)
        column.addWidget(flow_row(self._head))
        column.addLayout(self._starts)
        done = QVBoxLayout()
        done.setSpacing(ROW_GAP_PX)
        for part in (self._first, self._remarks, self._rows):
            done.addWidget(part)
        column.addLayout(done)
        column.addWidget(self._left_out)
        column.addLayout(self._below)
        column.addStretch()

    def _show_rows(self) -> None:
        rows = [
            SuggestedRow(number, one, self._stores, self._cache, large=self._wide)
            for number, one in enumerate(self._items, 1)
        ]
        for row in rows:
            row.clicked.connect(partial(self._on_row, row.exercise))
        self._rows.show_cards(rows)
        self.rows = rows
        self._order_tab()

    def _on_row(self, exercise: str, _checked: bool = False) -> None:
        self._open_exercise(exercise)

    def _order_tab(self) -> None:
        below = self._below.indexOf(self.keep_button) >= 0
        above, after = ((), self._ways) if below else (self._ways, ())
        tab_through(*above, self.start, self.minutes, *self.rows, *after)

    def _show_time(self) -> None:
        words = wording.done_at(self._length_s, self._stores.clock.wall()) if self._length_s else ""
        self._time.setText(words)

    def _next_s(self, made: Suggestion) -> float:
        """Seconds of the next session of it: longer than it will take, as long as the person reads."""
        return self._stores.plans.length_s(Routine("", "", "", made.entries))

    def _remark_lines(self, made: Suggestion) -> Iterable[str]:
        """Why it is these exercises and so long."""
        if made.length_s < FAR_OFF * 60 * self._stores.settings.current.minutes:
            words = tr("What fits is done in {length}, within the recommended amounts.")
            yield words.format(length=wording.minutes(made.length_s))
        if wording.minutes(self._next_s(made)) != (length := wording.minutes(made.length_s)):
            words = tr("At first there is time to read what is new to you. Later it takes {length}.")
            yield words.format(length=length)
        for group in made.missing:
            yield tr("No stretch fits for: {group}.").format(group=wording.group(group))
