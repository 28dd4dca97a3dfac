"""The routine builder: exercises in order, each with its dosage, and what they cost in time and in getting up.

Every change is kept at once, and every step can be undone.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from hipstretch.core import builder
from hipstretch.core.builder import UndoHistory
from hipstretch.core.conditions import Variant, variant
from hipstretch.core.exercise import Dosage, Exercise
from hipstretch.core.folding import fold
from hipstretch.core.routine import MAX_ENTRIES, Routine
from hipstretch.core.search import nearness, stands_in
from hipstretch.core.settings import MOST_TIMES_A_DAY, SideOrder
from hipstretch.core.timeline import dosage_for
from hipstretch.data.toml_fields import MAX_NAME
from hipstretch.qt import wording
from hipstretch.qt.clock import Minute
from hipstretch.qt.stores import Stores
from hipstretch.translation import ENGLISH, tr, tr_count, tr_in
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.flow_layout import Flow, flow_row, quiet_row
from hipstretch.ui.widgets.inputs import ChoiceField, NumberField
from hipstretch.ui.widgets.key_within import key_within
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.note_edit import SentenceEdit
from hipstretch.ui.widgets.page import Page, centred
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.typing import KeptSoon

from .dosage_fields import DosageFields, captioned
from .length_line import length_line
from .list_pictures import EXERCISE, ListPictures

COLUMN_WIDTH = 420
"""The least width of one of the two columns."""
WORDS_WIDTH = 300
"""The least width of name and summary, which stand beside each other where there is room."""
LEAST_PX, MOST_PX = 190, 560
"""How high the list of the routine is: as its lines within these bounds."""
AS_IN_SETTINGS = ""


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

        back = button(tr("← All routines"), "quiet", go_back)
        back.setToolTip(tr("Esc"))
        self._undo = button(tr("Undo (Ctrl+Z)"), "quiet", self.undo)
        self._redo = button(tr("Redo (Ctrl+Y)"), "quiet", self.redo)
        head = Flow(8)
        head.add(back)
        head.add(self._undo, right=True)
        head.add(self._redo, right=True)
        self._start = button(tr("Start"), "primary", self.start)
        self._start.setToolTip(QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText))
        head.add(self._start, right=True)

        self.name = QLineEdit()
        self.name.setMaxLength(MAX_NAME)
        self.name.setAccessibleName(tr("Name of the routine"))
        self.summary = SentenceEdit(MAX_NAME)
        self.summary.setAccessibleName(tr("What it is for, in a sentence"))
        self._kept_soon = KeptSoon(self._keep_words, self)
        for words in (self.name, self.summary):
            words.editingFinished.connect(self._on_words)
            words.textEdited.connect(self._kept_soon.touch)
        self._cost = label("", "strong", wrap=True)
        top = CardGrid(WORDS_WIDTH, 12, most=2)
        top.show_cards([captioned(self.name), captioned(self.summary)])

        columns = CardGrid(COLUMN_WIDTH, 20, most=2)
        columns.show_cards([self._build_entries(), self._build_right()])
        self._pictures = ListPictures(stores.catalogue, cache, self.list, self.found)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(28, 12, 28, 24)
        column.setSpacing(12)
        column.addLayout(quiet_row(head))
        column.addWidget(top)
        column.addWidget(self._cost)
        column.addWidget(columns, 1)
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
        self._minute = Minute(self, stores.clock)
        self._minute.turned.connect(self._show_cost)
        self._find()
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
        self._show()
        self._minute.start()

    def keep_typed(self) -> None:
        """Let name and summary count that still have the focus."""
        super().keep_typed()
        if (self.name.text(), self.summary.text()) != (self.routine.name, self.routine.summary):
            self._on_words()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody reads the clock."""
        super().hideEvent(event)
        self._minute.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete takes an entry out; Enter and Down in the search lead to what was found."""
        if watched is self.list and event.type() is QEvent.Type.Resize:  # a narrower line is higher
            QTimer.singleShot(0, self, self._fit_list)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if watched is self.list and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                self.remove()
                return True
            if watched is self.search and key == Qt.Key.Key_Down:
                self.found.setFocus()
                return True
            if watched is self.found and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._add_found()
                return True
        return super().eventFilter(watched, event)

    def _build_entries(self) -> QWidget:
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Exercises of the routine, in order"))
        self.list.setDropIndicatorShown(True)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setWordWrap(True)
        self.list.currentRowChanged.connect(self._choose)
        self.list.model().rowsMoved.connect(self._on_dragged)
        self.list.installEventFilter(self)
        row = Flow(6)
        self._up = button(tr("Up"), "chip", partial(self.shift, -1))
        self._down = button(tr("Down"), "chip", partial(self.shift, 1))
        self._twice = button(
            tr_in("do the same exercise once more in a routine", "Duplicate"), "chip", self.duplicate
        )
        self._out = button(tr("Take out"), "chip", self.remove)
        for one in (self._up, self._down, self._twice, self._out):
            row.add(one)
        self.side_order = ChoiceField(
            tr("Order of sides"),
            {
                AS_IN_SETTINGS: tr("Sides as in Settings"),
                SideOrder.THROUGH: tr("All of one side, then the other"),
                SideOrder.ALTERNATING: tr("Sides in turn"),
            },
        )
        self.side_order.currentIndexChanged.connect(self._on_side_order)
        self.times = NumberField(tr("Times a day"), 0, MOST_TIMES_A_DAY, whole=True)
        self.times.setSpecialValueText(tr("as I like"))
        self.times.setMinimumWidth(theme.px(160))
        self.times.valueChanged.connect(self._on_times)
        times = QHBoxLayout()
        times.addWidget(label(tr("Times a day"), wrap=True), 1)
        times.addWidget(self.times)
        self._nothing = label(tr("Add an exercise: a routine without one is not kept."), "strong", wrap=True)
        self._entries = QWidget()
        """The exercises, and what can be said of them."""
        inner = QVBoxLayout(self._entries)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        inner.addWidget(self.list)
        inner.addWidget(flow_row(row))
        inner.addWidget(captioned(self.side_order))
        inner.addLayout(times)
        column = QVBoxLayout()
        column.addWidget(self._nothing)
        column.addWidget(self._entries)
        column.addStretch()
        return frame("card", column, 16)

    def _build_right(self) -> QWidget:
        self._heading = label("", "heading", wrap=True)
        self._fields = DosageFields()
        self._fields.changed.connect(self._dose)
        self.numbers = self._fields.numbers
        self._own = label("", "small", wrap=True)
        self._recommended = button(tr("As recommended"), "quiet", partial(self._dose, None))
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Add an exercise: search, then Enter"))
        self.search.setAccessibleName(tr("Search for an exercise to add"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._add_found)
        self.search.installEventFilter(self)
        self.found = QListWidget()
        self.found.setWordWrap(True)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setAccessibleName(tr("Exercises to add"))
        self.found.setMinimumHeight(theme.px(160))
        self.found.itemDoubleClicked.connect(self._add_found)
        self.found.installEventFilter(self)
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(self._recommended)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._fields)
        column.addWidget(self._own)
        column.addWidget(self.search)
        column.addWidget(self.found, 1)
        row = QHBoxLayout()
        self._add = button(tr("Add below the chosen one"), "chip", self._add_found)
        row.addWidget(self._add)
        row.addStretch()
        column.addLayout(row)
        return frame("card", column, 16)

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
            self._catalogue.save_routine(self.routine)
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
            self._catalogue.save_routine(self._worded())

    def _worded(self) -> Routine:
        name, summary = (" ".join(edit.text().split()) for edit in (self.name, self.summary))
        before = self.routine
        return replace(before, name=name or before.name, summary=summary or before.summary)

    def _on_side_order(self) -> None:
        value = self.side_order.value
        self._do(replace(self.routine, side_order=SideOrder(value) if value else None))

    def _on_times(self) -> None:
        self._do(replace(self.routine, times_a_day=int(self.times.value()) or None))

    def _on_dragged(self, _parent: object, at: int, _end: int, _to_parent: object, to: int) -> None:
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

    def _find(self) -> None:
        """Show what fits: what Enter adds comes first, what is to be left out last."""
        words = self.search.text()
        having = self._settings.current.conditions

        def place(one: Exercise) -> tuple[bool, int, str]:
            name = one.text.name
            return variant(one, having)[0] is Variant.LEFT_OUT, nearness(words, name), fold(name)

        exercises = sorted(self._catalogue.current.exercises.values(), key=place)
        self.found.clear()
        for exercise in exercises:
            if exercise.id in self._settings.current.hidden:
                continue
            short = wording.caution_in_short(exercise, having)
            line = " · ".join(filter(None, (exercise.text.name, wording.group(exercise.group), short)))
            if stands_in(words, (line, *self._catalogue.names_in(ENGLISH).get(exercise.id, ()))):
                item = QListWidgetItem(line)
                self._pictures.show(item, exercise.id)
                self.found.addItem(item)
        self.found.setCurrentRow(0)
        self._show_acts()

    def _add_found(self) -> None:
        if item := self.found.currentItem():
            self.add(item.data(EXERCISE))
            self.search.selectAll()  # the next name that is typed takes its place

    def _show(self) -> None:
        routine = self.routine
        if self.name.text() != routine.name:
            self.name.setText(routine.name)
            if not self.name.hasFocus():
                self.name.setCursorPosition(0)  # a long name is read from its beginning
        if self.summary.text() != routine.summary:
            self.summary.setText(routine.summary)
        lines = [self._line(number) for number in range(len(routine.entries))]
        with QSignalBlocker(self.list):
            self.list.clear()
            for entry, line in zip(routine.entries, lines, strict=True):
                item = QListWidgetItem(line, self.list)
                self._pictures.show(item, entry.exercise)
            self.list.setCurrentRow(self._at)
        self._fit_list()
        if not routine.entries and self._entries.isAncestorOf(self.focusWidget() or self):
            self.search.setFocus()
        self._nothing.setHidden(bool(routine.entries))
        self._entries.setVisible(bool(routine.entries))
        with QSignalBlocker(self.side_order):
            self.side_order.set_value(routine.side_order or AS_IN_SETTINGS)
        with QSignalBlocker(self.times):
            self.times.setValue(routine.times_a_day or 0)
        scheduled = routine.id in self._settings.current.schedules
        self.times.setEnabled(not scheduled)
        self.times.setToolTip(tr("It has a schedule in Plan, which counts instead.") if scheduled else "")
        for way in (self._undo, self._undo_key):  # else the key takes back what a message tells of
            way.setEnabled(bool(self.steps.past))
        self._redo.setEnabled(bool(self.steps.future))
        for one in (self._start, self.list):
            one.setEnabled(bool(routine.entries))
        self._show_dosage()
        self._show_acts()
        self._show_cost()

    def _show_acts(self) -> None:
        """What can be done with the chosen one, and to the routine."""
        count = len(self.routine.entries)
        room = count < MAX_ENTRIES
        for act, can in (
            (self._up, self._at > 0),
            (self._down, 0 <= self._at < count - 1),
            (self._twice, count > 0 and room),
            (self._out, count > 0),
            (self._add, room and self.found.count() > 0),
        ):
            if (
                act.hasFocus() and not can
            ):  # else the next button gets it, and the next press does something else
                (self.list if count else self.search).setFocus()
            act.setEnabled(can)

    def _line(self, number: int) -> str:
        exercise = self._exercise(number)
        amount = dosage_for(self.routine.entries[number], exercise, self._settings.current)
        short = wording.caution_in_short(exercise, self._settings.current.conditions)
        below = " · ".join(filter(None, (wording.dosage(exercise, amount), short)))
        return f"{number + 1}.  {exercise.text.name}\n{below}"

    def _show_dosage(self) -> None:
        for one in (self._heading, self._fields, self._recommended):
            one.setVisible(bool(self.routine.entries))
        self._own.hide()
        if not self.routine.entries:
            return
        exercise, entry = self._exercise(self._at), self.routine.entries[self._at]
        dosage = entry.dosage or exercise.dosage
        self._heading.setText(exercise.text.name)
        self._fields.show_dosage(exercise, dosage)
        self._recommended.setEnabled(entry.dosage is not None)
        mine = self._settings.current.override(exercise.id)
        amount = wording.dosage(exercise, mine.apply(dosage))
        self._own.setText(tr("Your own numbers in Settings count instead: {dosage}.").format(dosage=amount))
        self._own.setVisible(not mine.empty)

    def _show_cost(self) -> None:
        routine, exercises = self.routine, self._catalogue.current.exercises
        self._cost.setVisible(bool(routine.entries))
        if not routine.entries:
            return
        words = [length_line(self._plans.length_s(routine), self._clock)]
        cost = builder.position_changes(routine.entries, exercises)
        if cost.changes:
            changes = tr_count("you change position once", "you change position {count} times", cost.changes)
            words.append(changes.format(count=wording.number(cost.changes)))
        if cost.up:
            up = tr_count(
                "you get up from the floor once", "you get up from the floor {count} times", cost.up
            )
            words.append(up.format(count=wording.number(cost.up)))
        if len(routine.entries) >= MAX_ENTRIES:
            full = tr("More than {count} exercises do not fit.")
            words.append(full.format(count=wording.number(MAX_ENTRIES)))
        self._cost.setText(" · ".join(words))

    def _fit_list(self) -> None:
        """As high as its lines: a list that scrolls within a page that scrolls is hard to use."""
        lines = sum(map(self.list.sizeHintForRow, range(self.list.count())))
        self.list.ensurePolished()
        margins = self.list.contentsMargins()
        height = lines + margins.top() + margins.bottom()
        self.list.setFixedHeight(min(max(height, theme.px(LEAST_PX)), theme.px(MOST_PX)))
