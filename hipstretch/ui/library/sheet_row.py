"""A line of a sheet as it was understood, and what the person says of it instead."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.core.exercise import Dosage, Exercise, MuscleGroup, Position, Sides
from hipstretch.core.folding import fold
from hipstretch.core.sheet import Line, Remark
from hipstretch.qt import schedule_words, wording
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.inputs import ChoiceField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.tab_order import tab_through

from .dosage_fields import DosageFields, captioned

Place = tuple[MuscleGroup, Position]
NUMBERS = ("sets", "reps", "hold_s")
NEW = ""
"""In the choice of an exercise: none of those that are known."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a row shows; without an exercise the line is none. `place` is for an exercise that has to be made."""

    line: Line
    exercise: Exercise | None = None
    dosage: Dosage | None = None
    place: Place | None = None


class SheetRow(QWidget):
    """One line. What is not understood of it stands there; each thing that is can be said otherwise."""

    corrected = Signal(object)
    """Fields of the line, with the values that the person gives them."""
    placed = Signal(object)
    """Where an exercise that has to be made works, and in which position."""

    def __init__(self, exercises: Callable[[], Mapping[str, Exercise]]) -> None:
        super().__init__()
        self._exercises = exercises
        self._shown: Shown | None = None
        self._fields: _Fields | None = None
        self._places: _Places | None = None
        self._title = label("", "strong", wrap=True)
        self._said = label("", wrap=True)
        self._notes = label("", "small", wrap=True)
        self._open = button(tr("Change"), "chip", self.toggle)
        self._leave_out = button(tr("Not an exercise"), "chip", lambda: self._say(is_exercise=False))
        self._take = button(tr("It is an exercise"), "quiet", lambda: self._say(is_exercise=True))
        buttons = Flow(6)
        for one in (self._open, self._leave_out):
            buttons.add(one)
        self._buttons = flow_row(buttons)
        notes = QHBoxLayout()
        notes.addWidget(self._notes, 1)
        notes.addWidget(self._take)
        self._column = QVBoxLayout()
        self._column.setSpacing(4)
        self._column.addWidget(self._title)
        self._column.addWidget(self._said)
        self._column.addLayout(notes)
        self._column.addWidget(self._buttons)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame("card", self._column, 12))

    def show_line(self, shown: Shown) -> None:
        """Show a line, another one perhaps."""
        self._shown = shown
        line, exercise = shown.line, shown.exercise
        self._title.setText(_title(line, exercise))
        self._title.setVisible(bool(self._title.text()))
        said = [wording.dosage(exercise, shown.dosage or exercise.dosage)] if exercise else []
        said += [schedule_words.periods(one.period for one in line.phases)] if line.says_when else []
        self._said.setText(" · ".join(said))
        self._said.setVisible(bool(said))
        notes = _notes(line, exercise, new=shown.place is not None)
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        self._buttons.setVisible(exercise is not None)
        self._take.setVisible(exercise is None and not line.says_when and not line.is_side_heading)
        self._show_places(shown.place)
        if exercise is None:
            self._close()
        elif self._fields:
            self._fields.show_line(line, exercise, shown.dosage or exercise.dosage)
        self._name_buttons()

    def toggle(self) -> None:
        """Show the fields by which an exercise is corrected, or no longer."""
        if self._fields:
            self._close()
            return
        shown = self._shown
        if shown and shown.exercise:
            self._fields = _Fields(shown.line.name, self._exercises())
            self._fields.corrected.connect(self.corrected)
            self._fields.show_line(shown.line, shown.exercise, shown.dosage or shown.exercise.dosage)
            self._column.addWidget(self._fields)
            tab_through(self._buttons, self._fields)
            self._open.setText(tr("Done"))
            self._name_buttons()

    def _name_buttons(self) -> None:
        if self._shown:
            name = self._shown.line.name or self._shown.line.text
            for one in (self._open, self._leave_out, self._take):
                one.setAccessibleName(wording.titled(name, one.text()))

    def _say(self, *, is_exercise: bool) -> None:
        """The focus goes to what takes it back."""
        self.corrected.emit({"is_exercise": is_exercise})
        (self._leave_out if is_exercise else self._take).setFocus()

    def _close(self) -> None:
        if self._fields:
            self._fields.hide()
            self._fields.deleteLater()
            self._fields = None
        self._open.setText(tr("Change"))
        self._name_buttons()

    def _show_places(self, place: Place | None) -> None:
        if place and self._shown and not self._places:
            self._places = _Places(self._shown.line.name)
            self._places.placed.connect(self.placed)
            self._column.insertWidget(self._column.indexOf(self._buttons), self._places)
            tab_through(self._places, self._buttons, *filter(None, [self._fields]))
        if self._places:
            self._places.setVisible(place is not None)
            if place:
                self._places.show_place(place)


class _Fields(QWidget):
    """The exercise, the side and the numbers of a line."""

    corrected = Signal(object)

    def __init__(self, name: str, exercises: Mapping[str, Exercise]) -> None:
        super().__init__()
        names = sorted(((one.text.name, id_) for id_, one in exercises.items()), key=lambda one: fold(one[0]))
        self._exercise = ChoiceField(
            wording.titled(name, tr("Exercise")),
            {NEW: tr("A new exercise: {name}").format(name=name), **{id_: words for words, id_ in names}},
        )
        self._sides = ChoiceField(
            wording.titled(name, tr("Sides")),
            {
                Sides.EACH: tr("Each side in turn"),
                Sides.LEFT: tr("Left only"),
                Sides.RIGHT: tr("Right only"),
                Sides.BOTH: tr("Both at once"),
            },
        )
        self._dosage = DosageFields(NUMBERS)
        self._exercise.currentIndexChanged.connect(
            lambda: self.corrected.emit({"exercise": self._exercise.value or None})
        )
        self._sides.currentIndexChanged.connect(
            lambda: self.corrected.emit({"sides": Sides(self._sides.value)})
        )
        self._dosage.changed.connect(
            lambda dosage: self.corrected.emit({number: getattr(dosage, number) for number in NUMBERS})
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(8)
        column.addWidget(captioned(self._exercise, label(tr("Exercise"), "small", wrap=True)))
        column.addWidget(captioned(self._sides, label(tr("Sides"), "small", wrap=True)))
        column.addWidget(self._dosage)

    def show_line(self, line: Line, exercise: Exercise, dosage: Dosage) -> None:
        """Show what counts now."""
        with QSignalBlocker(self._exercise), QSignalBlocker(self._sides):
            self._exercise.set_value(line.exercise or NEW)
            self._sides.set_value(exercise.sides)
        fixed = line.exercise is not None and exercise.sides is Sides.BOTH
        self._sides.setEnabled(not fixed)
        self._dosage.show_dosage(exercise, dosage)


class _Places(QWidget):
    """Where an exercise that has to be made works, and its position."""

    placed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._groups = ChoiceField(
            tr("{name}: where it works").format(name=name), {one: wording.group(one) for one in MuscleGroup}
        )
        self._positions = ChoiceField(
            tr("{name}: position").format(name=name), {one: wording.position_name(one) for one in Position}
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        for field in (self._groups, self._positions):
            field.currentIndexChanged.connect(self._on_place)
            row.addWidget(field)
        row.addStretch()

    def show_place(self, place: Place) -> None:
        """Show what counts now."""
        with QSignalBlocker(self._groups), QSignalBlocker(self._positions):
            self._groups.set_value(place[0])
            self._positions.set_value(place[1])

    def _on_place(self) -> None:
        self.placed.emit((MuscleGroup(self._groups.value), Position(self._positions.value)))


def remark_words(remark: Remark) -> str:
    """What a remark tells the person."""
    return {
        Remark.LEAST: tr("Of a range the smaller number counts."),
        Remark.SECONDS: tr("The number without a unit counts as seconds."),
        Remark.BOUNDS: tr("A number that can't be is left out."),
        Remark.MONTHS: tr("A month counts as four weeks."),
        Remark.SLASH: tr("The number before the slash counts as sets."),
        Remark.SIDE: tr("This exercise is done with both sides at once: the side is left out."),
    }[remark]


def _title(line: Line, exercise: Exercise | None) -> str:
    if exercise is None:
        return line.text if line.is_side_heading else tr("All of it") if line.says_when else ""
    name = exercise.text.name
    return name if fold(name) == fold(line.name) else wording.titled(line.name, name)


def _notes(line: Line, exercise: Exercise | None, *, new: bool) -> list[str]:
    if exercise is None and not line.says_when:
        words = tr("Not taken for an exercise: {line}").format(line=line.text)
        return [] if line.is_side_heading else [words]
    notes = []
    if line.unread:
        notes.append(tr("Not understood and not kept: {words}").format(words=" · ".join(line.unread)))
    if line.remarks:
        notes.append(" ".join(map(remark_words, line.remarks)))
    if exercise and not line.says_how_much and not line.unread:
        notes.append(tr("It does not say how much: the usual counts."))
    if new:
        notes.append(tr("Not known yet: it becomes an exercise of yours."))
    return notes
