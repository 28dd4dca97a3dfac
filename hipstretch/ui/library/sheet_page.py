"""A therapist's sheet, typed or pasted: what is understood of each line stands beside it before anything is kept."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from hipstretch.core import own_exercise, sheet
from hipstretch.core.exercise import Exercise, Sides, Text
from hipstretch.core.routine import Entry, Routine
from hipstretch.core.sheet import Line
from hipstretch.core.sheet_grammar import Grammar
from hipstretch.core.sheet_names import Names
from hipstretch.data import sheet_assets, sheet_said
from hipstretch.data.assets import assets_dir
from hipstretch.data.own_files import free_id
from hipstretch.data.sheet_said import Key, Said
from hipstretch.data.toml_fields import MAX_NAME
from hipstretch.qt import schedule_words, wording
from hipstretch.qt.clock import Minute
from hipstretch.qt.stores import Stores
from hipstretch.qt.stores.notices import SUCCESS
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.flow_layout import Flow, quiet_row, together
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.note_edit import TextEdit
from hipstretch.ui.widgets.page import Page, centred
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.tab_order import tab_through
from hipstretch.ui.widgets.tick_line import TickLine
from hipstretch.ui.widgets.typing import KeptSoon

from .dosage_fields import captioned
from .length_line import length_line
from .sheet_example import SheetExample
from .sheet_row import SheetRow
from .sheet_understood import Place, Shown

COLUMN_WIDTH, GAP = 400, 20
"""The least width of each of two columns if they were alike, and what is between them."""
SHARES = (2, 3)
"""How the columns share the room: what is understood has pictures, words and fields."""
MARGIN_PX = 16
LOW_PX = 500
"""A page lower than this has no room for a high sheet."""
TITLE_PX = 400
"""In a low page at least as high the title gives its room to what is understood; a lower one has no such room."""
TEXT_PX, LOW_TEXT_PX = (280, 2000), (76, 76)
"""How high the sheet is at least and at most, usually and on a low page with what is understood below it."""
PAUSE_MS = 150
"""So long after the last key what was typed is read."""
DRAFT = "sheet"
"""The name of what is typed here among the drafts."""


class SheetPage(Page):
    """The sheet at the left, what it says at the right."""

    saved = Signal(str)
    """The id of the routine that was made."""
    start_requested = Signal(str)
    brought_back = Signal()
    """The routine was taken back, and its sheet is here again."""

    def __init__(self, stores: Stores, go_back: Callable[[], None], cache: PictureCache) -> None:
        super().__init__()
        self.setObjectName("page")
        self._stores = stores
        self._catalogue = stores.catalogue
        self._cache = cache
        self.lines: tuple[Line, ...] = ()
        self._keys: list[Key] = []
        self._said: dict[Key, Mapping[str, Any]] = {}
        """What the person says of lines instead."""
        self._row_of: dict[Key, SheetRow] = {}
        self._places: dict[str, Place] = {}
        """What the person said of exercises that have to be made, by name."""
        self._grammar: Grammar | None = None
        self._names: Names | None = None
        self._named: Mapping[str, Exercise] = {}
        """The exercises whose names are known."""
        self._open: tuple[SheetRow, ...] = ()
        """The lines that ask how they are meant."""
        self._unsaved = ""
        """The id of the routine that this sheet became and the disk refused."""
        back = button(tr("← All routines"), "quiet", go_back)
        back.setToolTip(tr("Esc"))
        self.name = QLineEdit(tr("From my therapist"))
        self.name.setMaxLength(MAX_NAME)
        self.name.setAccessibleName(tr("Name of the routine"))
        self.text = TextEdit()
        self.text.setAccessibleName(tr("The sheet, a line for each exercise"))
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self.read)
        self.text.textChanged.connect(self._soon.start)
        self._kept_soon = KeptSoon(self.keep_typed, self)
        self.text.textChanged.connect(self._kept_soon.touch)
        self.name.textChanged.connect(self._kept_soon.touch)
        self._length = label("", "strong", wrap=True)
        self._length_s = 0.0
        self._problem = label("", "strong", wrap=True)
        """Stands where the length does once there is an exercise."""
        self._minute = Minute(self, stores.clock)
        self._minute.turned.connect(self._show_length)
        self._minute.tell_while_shown(self)
        self.schedule_line = TickLine("")
        self.scheduled = self.schedule_line.box
        self.scheduled.setChecked(True)
        self._save = button(tr("Keep as a routine"), "", self.keep)
        self._start = button(tr("Keep and start (Ctrl+Enter)"), "primary", self.keep_and_start)

        left = QVBoxLayout()
        left.addWidget(captioned(self.text), 1)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        words = tr("Only the first {count} lines are read.")
        self._too_long = label(words.format(count=wording.number(sheet.MOST_LINES)), "warn", wrap=True)
        self._example = SheetExample(cache, self._read_example)
        right = QVBoxLayout()
        right.setSpacing(10)
        for above in (self._too_long, self._problem, self._length, self.schedule_line):
            right.addWidget(above)
        right.addLayout(self._rows)
        right.addWidget(self._example)
        right.addStretch(1)
        self._columns = columns = CardGrid(COLUMN_WIDTH, GAP, most=2, shares=SHARES)
        self._sheet = frame("card", left, MARGIN_PX)
        columns.show_cards([self._sheet, frame("card", right, MARGIN_PX)])
        head = Flow(8, balanced=True)
        head.add(back)
        for part in (self._save, self._start):
            head.add(part, right=True)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(28, 12, 28, 24)
        column.setSpacing(12)
        column.addLayout(quiet_row(head))
        self._title = label(tr("From a therapist's sheet"), "title", wrap=True)
        name = CardGrid(COLUMN_WIDTH, GAP, most=2, shares=SHARES)
        name.show_cards([self._title, together(label(self.name.accessibleName(), "soft"), self.name)])
        column.addWidget(name)
        column.addWidget(columns, 1)
        columns.arranged.connect(self._fit)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred(content))
        self.first = self.text
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self.keep_and_start)
        if draft := stores.drafts().get(DRAFT):
            self.name.setText(draft.get("name", ""))
            self.text.setPlainText(draft.get("text", ""))
            self._said.update(sheet_said.read(draft.get("said", "")))
        self.read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is another height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """In a low window what is understood is seen as well; where it stands beside the sheet, that is as high."""
        low, below = self.height() < theme.px(LOW_PX), self._columns.columns == 1
        self._title.setHidden(low and below and self.height() >= theme.px(TITLE_PX))
        least = (LOW_TEXT_PX if low else TEXT_PX)[0]
        most = (LOW_TEXT_PX if low and below else TEXT_PX)[1]
        self.text.setMinimumHeight(theme.px(least))
        self.text.setMaximumHeight(theme.px(most))
        policies = QSizePolicy.Policy
        no_higher = policies.Maximum if low and below else policies.Preferred  # or it is empty below the text
        self._sheet.setSizePolicy(policies.Preferred, no_higher)

    def keep_typed(self) -> None:
        """Keep what is typed, and said of it, for the next start."""
        super().keep_typed()
        text, said = self.text.toPlainText(), sheet_said.written(self._said)
        draft = {"text": text, "name": self.name.text(), **({"said": said} if said else {})}
        self._stores.drafts().keep(DRAFT, draft if text.strip() else {})

    def routine(self) -> tuple[Routine, tuple[Exercise, ...]]:
        """The routine of the sheet, without an id, and the exercises that have to be made for it."""
        return self._routine_of(self.lines)

    def _routine_of(self, lines: Sequence[Line]) -> tuple[Routine, tuple[Exercise, ...]]:
        made: dict[str, Exercise] = {}
        taken = set(self._catalogue.current.exercises)
        entries = []
        for line in (one for one in lines if one.is_exercise):
            key = line.name.casefold()
            if line.exercise is None and key not in made:
                one = self._exercise(_with_sides(line, lines), free_id(line.name, taken))
                made[key] = one
                taken.add(one.id)
            known = self._catalogue.current.exercises[line.exercise] if line.exercise else made[key]
            sides = line.sides if line.sides and known.sides is Sides.EACH else None
            entries.append(
                Entry(known.id, line.dosage(known.dosage), None if sides is known.sides else sides)
            )
        name = " ".join(self.name.text().split()) or tr("From my therapist")
        times = [line.times_a_day for line in lines if line.says_when and line.times_a_day]
        routine = Routine("", name, tr("From a sheet."), tuple(entries), times_a_day=min(times, default=None))
        return routine, tuple(made.values())

    def keep(self) -> str:
        """Keep the routine and its new exercises; its id, or nothing if that could not be.

        A line that is open is asked for instead.
        What was typed stays if the routine is not on disk: then it can be used until the program ends.
        """
        if self._soon.isActive():
            self.read()
        if not self._exercise_lines():
            return ""
        if self._open:
            self._open[0].ask()
            return ""
        routine, made = self.routine()
        if made and not self._catalogue.add_exercises(made):
            return ""
        routine = replace(
            routine, id=self._unsaved or free_id(routine.name, self._catalogue.current.routines)
        )
        saved = self._catalogue.save_routine(routine)
        schedule = sheet.schedule(self.lines, self._stores.settings.today())
        if schedule and self.scheduled.isChecked():
            self._stores.schedules.set(routine.id, schedule)
        if saved:
            self._unsaved = ""
            self._tell(routine, made)
            self._said.clear()
            with QSignalBlocker(self.text):
                self.text.clear()
            self.keep_typed()
        else:
            self._unsaved = routine.id
        self.read()
        self.saved.emit(routine.id)
        return routine.id

    def _tell(self, routine: Routine, made: Sequence[Exercise]) -> None:
        """Say that it is kept, with the way back to the sheet as it is now."""
        words = tr("“{name}” is saved.").format(name=routine.name)
        undo = partial(self._take_back, routine.id, made, self.text.toPlainText(), dict(self._said))
        self._stores.notices.add(words, SUCCESS, undo=undo, until_next_view=True)

    def _take_back(self, routine_id: str, made: Sequence[Exercise], text: str, said: Said) -> None:
        """The sheet again instead of the routine; what was typed since then stands below it."""
        if routine_id in self._catalogue.current.routines:
            if self._catalogue.delete_routine(routine_id) is None:
                return
            if routine_id in self._stores.settings.current.schedules:
                self._stores.schedules.set(routine_id, None)
        for exercise in made:
            if exercise.id in self._catalogue.current.exercises:
                self._catalogue.delete_exercise(exercise.id)
        self._said = {**said, **self._said}
        self.text.setPlainText("\n".join(filter(None, (text, self.text.toPlainText()))))
        self.read()
        self.brought_back.emit()

    def keep_and_start(self) -> None:
        """Keep the routine and begin with it."""
        if routine_id := self.keep():
            self.start_requested.emit(routine_id)

    def _exercise(self, line: Line, free: str) -> Exercise:
        """An exercise of the person's own; what it says of itself is what nobody knows better."""
        group, position = self._place(line)
        text = Text(
            name=line.name,
            steps=(tr("Do it as your therapist showed you."),),
            felt=tr("where your therapist said"),
            breathing=tr("Breathe slowly and evenly."),
            mistakes=(),
            easier=tr("Go less far, or do fewer."),
            harder=tr("Ask your therapist before you do more."),
            cautions=(),
            stop=tr("Sharp pain, tingling or numbness, dizziness: stop for today."),
            equipment=(),
            source=tr("A sheet that you typed in."),
        )
        return own_exercise.of_line(line, free, group, position, text)

    def _place(self, line: Line) -> Place:
        grammar, _ = self._known()
        likely = sheet.likely_group(line.name, grammar), sheet.likely_position(line.name, grammar)
        return self._places.get(line.name.casefold(), likely)

    def _known(self) -> tuple[Grammar, Names]:
        """The words on sheets, and the names of the exercises, in all languages: read with the first line."""
        exercises = self._catalogue.current.exercises
        if self._grammar is None:
            self._grammar = Grammar(sheet_assets.words(assets_dir()))
        if self._names is None or self._named is not exercises:
            self._names = sheet.names_of(exercises, self._catalogue.names_in("*"), self._grammar)
            self._named = exercises
        return self._grammar, self._names

    def read(self) -> None:
        """Show what the sheet says as it is now."""
        self._soon.stop()
        text, exercises = self.text.toPlainText(), self._catalogue.current.exercises
        lines = sheet.read(text, exercises, *self._known()) if text.strip() else ()
        count: Counter[str] = Counter()
        self._keys = []
        for line in lines:
            self._keys.append((line.text, count[line.text]))
            count[line.text] += 1
        self.lines = tuple(
            sheet.corrected(line, self._said[key], exercises) if key in self._said else line
            for key, line in zip(self._keys, lines, strict=True)
        )
        self._too_long.setVisible(sheet.is_too_long(text))
        self._show_lines()
        missing = "" if self._exercise_lines() else tr("It needs an exercise.")
        problem = tr("Choose below how it is meant, then you can keep it.") if self._open else missing
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem and text.strip()))  # else the example says what to do
        for one in (self._save, self._start):
            one.setEnabled(not problem)
            one.setToolTip(problem)

    def _show_lines(self) -> None:
        """A row for each line; that of a line which is still there stays, with the focus."""
        routine, made = self.routine()
        known = {**self._catalogue.current.exercises, **{one.id: one for one in made}}
        asking = []
        for at, (key, what) in enumerate(
            zip(self._keys, self._shown(self.lines, routine, known), strict=True)
        ):
            row = self._row_of.get(key) or self._new_row(key)
            if self._rows.indexOf(row) != at:
                self._rows.insertWidget(at, row)
            row.show_line(what)
            asking += [row] if what.is_open else []
        self._open = tuple(asking)
        for key in self._row_of.keys() - set(self._keys):
            row = self._row_of.pop(key)
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        tab_through(self.text, *(self._row_of[key] for key in self._keys))
        self._example.setHidden(bool(self.lines))
        is_known = bool(routine.entries and not asking)
        self._length_s = self._stores.plans.length_s(routine, known) if is_known else 0.0
        self._show_length()
        self._show_schedule()

    def _shown(
        self, lines: Sequence[Line], routine: Routine, known: Mapping[str, Exercise]
    ) -> Iterator[Shown]:
        """What is shown of lines that became this routine."""
        entries = iter(routine.entries)
        places: set[str] = set()
        for line in lines:
            if not line.is_exercise:
                yield Shown(line)
                continue
            entry = next(entries)
            exercise = entry.of(known)
            new = line.exercise is None and exercise.id not in places
            places.add(exercise.id)
            picture = self._catalogue.current.picture(exercise.id, "hold") if line.exercise else None
            yield Shown(line, exercise, entry.dosage, self._place(line) if new else None, picture)

    def _read_example(self, text: str) -> tuple[Shown, ...]:
        """What would be shown of a sheet with this text."""
        lines = sheet.read(text, self._catalogue.current.exercises, *self._known())
        routine, made = self._routine_of(lines)
        known = {**self._catalogue.current.exercises, **{one.id: one for one in made}}
        return tuple(self._shown(lines, routine, known))

    def _new_row(self, key: Key) -> SheetRow:
        row = self._row_of[key] = SheetRow(lambda: self._catalogue.current.exercises, self._cache)
        row.corrected.connect(partial(self._on_corrected, key))
        row.placed.connect(partial(self._on_place, key))
        return row

    def _on_corrected(self, key: Key, said: Mapping[str, Any]) -> None:
        self._said[key] = {**self._said.get(key, {}), **said}
        self._kept_soon.touch()
        self.read()

    def _on_place(self, key: Key, place: Place) -> None:
        self._places[self.lines[self._keys.index(key)].name.casefold()] = place
        self._show_lines()

    def _exercise_lines(self) -> tuple[Line, ...]:
        """The lines of an exercise; the others speak of the whole sheet."""
        return tuple(line for line in self.lines if line.is_exercise)

    def _show_schedule(self) -> None:
        schedule = sheet.schedule(self.lines, self._stores.settings.today())
        self.schedule_line.setVisible(schedule is not None)
        if schedule:
            words = tr("Make this its schedule: {schedule}")
            self.schedule_line.say(words.format(schedule=schedule_words.periods(schedule.periods)))

    def _show_length(self) -> None:
        self._length.setText(length_line(self._length_s, self._stores.clock))
        self._length.setVisible(self._length_s > 0)


def _with_sides(line: Line, lines: Sequence[Line]) -> Line:
    """A line with the sides of all lines that have its name: each, if these differ."""
    alike = (one for one in lines if one.is_exercise and not one.exercise)
    sides = {one.sides or Sides.BOTH for one in alike if one.name.casefold() == line.name.casefold()}
    return replace(line, sides=Sides.EACH) if len(sides) > 1 else line
