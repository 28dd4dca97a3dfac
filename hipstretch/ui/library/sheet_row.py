"""A line of a sheet as it was understood, and what the person says of it instead."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QSignalBlocker, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.core.exercise import Exercise, MuscleGroup, Position, Sides
from hipstretch.core.folding import fold
from hipstretch.core.sheet import Line
from hipstretch.core.sheet_filled import as_repetitions, as_seconds
from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.flow_layout import Columns, Flow, flow_row
from hipstretch.ui.widgets.inputs import NARROW_PX, ChoiceField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import ENDLESS_PX, show_what_has_the_focus
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.tab_order import tab_through

from .dosage_fields import CELL_WIDTH, GAP, DosageFields, captioned
from .sheet_understood import Place, Shown, Understood

NUMBERS = ("sets", "reps", "hold_s")
CHOICE_WIDTH = NARROW_PX + GAP
"""Two choices stand beside each other only where each may be wider than it has to be, or they never part again."""
NEW = ""
"""In the choice of an exercise: none of those that are known."""
MARGIN_PX, NOTE_MARGIN_PX = 12, 2
"""Above and below the words of an exercise, and of a line that is none."""
BESIDE_PX = 540
"""In a row this wide the buttons stand beside the words, in logical pixels at 100 % text, if they take half at most."""


class SheetRow(QWidget):
    """One line. What is not understood of it stands there; each thing that is can be said otherwise."""

    corrected = Signal(object)
    """Fields of the line, with the values that the person gives them."""
    placed = Signal(object)
    """Where an exercise that has to be made works, and in which position."""

    def __init__(self, exercises: Callable[[], Mapping[str, Exercise]], cache: PictureCache) -> None:
        super().__init__()
        self._exercises = exercises
        self._shown: Shown | None = None
        self._fields: _Fields | None = None
        self._places: _Places | None = None
        self.understood = Understood(cache)
        self._open = button(tr("Change"), "chip", self.toggle)
        self._as_repetitions = button("", "accent", lambda: self._read_as(as_repetitions))
        self._as_seconds = button("", "", lambda: self._read_as(as_seconds))
        self._free = QWidget()
        """Beside the only reading that is offered, which is as wide as one of two."""
        readings = Columns(GAP, ENDLESS_PX)
        for reading in (self._as_repetitions, self._as_seconds, self._free):
            readings.add(reading)
        self._readings = flow_row(readings)
        self._leave_out = button(tr("Not an exercise"), "chip", lambda: self._say(is_exercise=False))
        self._take = button(tr("It is an exercise"), "quiet", lambda: self._say(is_exercise=True))
        buttons = Flow(6, even=True)
        for one in (self._open, self._leave_out):
            buttons.add(one)
        self._buttons = flow_row(buttons)
        self._are_beside = True
        """Whether the buttons stand beside the words."""
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(12)
        words = QHBoxLayout()
        words.addWidget(self.understood, 1)
        words.addWidget(self._take)
        self._head.addLayout(words, 1)
        self._head.addWidget(self._buttons)
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        self._column.addLayout(self._head)
        self._column.addWidget(self._readings)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(frame("line", QVBoxLayout(), 0))
        outer.addLayout(self._column)

    def show_line(self, shown: Shown) -> None:
        """Show a line, another one perhaps."""
        self._shown = shown
        line, exercise = shown.line, shown.exercise
        self.understood.show_line(shown)
        is_note = exercise is None and not line.says_when
        room = NOTE_MARGIN_PX if is_note else MARGIN_PX
        self._column.setContentsMargins(0, room, 0, room)
        self._buttons.setVisible(exercise is not None)
        self._offer_readings(shown)
        self._take.setVisible(is_note and not line.is_side_heading)
        self._show_places(shown.place)
        if exercise is None:
            self._close()
        elif self._fields:
            self._fields.show_line(shown)
        self._open.setHidden(bool(self._fields) and shown.is_open)  # what is open is not to be closed
        self._name_buttons()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow row the buttons stand below the words, and below the question that these may ask."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        one_below_the_other = max(one.sizeHint().width() for one in (self._open, self._leave_out))
        beside = self.width() >= max(theme.px(BESIDE_PX), 2 * one_below_the_other)
        if beside != self._are_beside:
            self._are_beside = beside
            ways = QBoxLayout.Direction
            self._head.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
            (self._column if beside else self._head).insertWidget(1, self._readings)
            self._tab_through()
        self._buttons.setMaximumWidth(one_below_the_other if beside else ENDLESS_PX)

    def toggle(self) -> None:
        """Show the fields by which an exercise is corrected, or no longer."""
        if self._fields:
            self._close()
            return
        shown = self._shown
        if shown and shown.exercise:
            self._fields = _Fields(shown.line.name, self._exercises())
            self._fields.corrected.connect(self.corrected)
            self._fields.show_line(shown)
            self._column.addWidget(self._fields)
            self._tab_through()
            self._open.setText(tr("Close"))
            self._name_buttons()
            if shown.is_open:
                self._fields.exercise.setFocus()  # before the button goes
                self._open.hide()
            part = self._as_repetitions if shown.is_open else self._open
            QTimer.singleShot(1, self._fields, partial(_scroll_to, self._fields, part))

    def _name_buttons(self) -> None:
        if self._shown:
            name = self._shown.line.name or self._shown.line.text
            for one in (self._as_repetitions, self._as_seconds, self._open, self._leave_out, self._take):
                one.setAccessibleName(wording.titled(name, one.text()))

    def ask(self) -> None:
        """Bring the question of how it is meant before the eyes, and the first answer under the hand."""
        self._as_repetitions.setFocus()
        QTimer.singleShot(1, self, partial(_scroll_to, self, self._as_repetitions))

    def _tab_through(self) -> None:
        first = [self._buttons, self._readings] if self._are_beside else [self._readings, self._buttons]
        tab_through(*filter(None, [*first, self._places, self._fields]))

    def _offer_readings(self, shown: Shown) -> None:
        """Where "3 x 10" is open both ways to read it; where it comes to much the other one is a press away."""
        line, exercise, said = shown.line, shown.exercise, as_seconds(shown.line)
        if exercise and shown.is_much and said:
            once = replace(exercise, sides=Sides.BOTH)  # which sides are meant is no question here
            for one, read in ((self._as_repetitions, line), (self._as_seconds, replace(line, **said))):
                amount = wording.dosage(once, read.dosage(exercise.dosage))
                one.setText(tr("Read it as {amount}").format(amount=amount))
                one.setAccessibleDescription(self.understood.question.text())
        self._as_repetitions.setVisible(shown.is_open)
        theme.role(self._as_seconds, "kind", "accent" if shown.is_open else "")
        self._free.setHidden(shown.is_open)
        self._readings.setVisible(bool(shown.is_much and said))
        self._tab_through()
        self._arrange()

    def _read_as(self, reading: Callable[[Line], Mapping[str, Any]]) -> None:
        if self._shown:
            self._open.show()
            self._open.setFocus()  # before the button goes
            self.corrected.emit(reading(self._shown.line))

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
            self._column.insertWidget(self._column.count() - bool(self._fields), self._places)
            self._tab_through()
        if self._places:
            self._places.setVisible(place is not None)
            if place:
                self._places.show_place(place)


def _scroll_to(whole: QWidget, part: QWidget) -> None:
    """Scroll to the whole, but not so far that the part is no longer seen; 1 ms later it is laid out."""
    for one in (whole, part):
        show_what_has_the_focus(None, one)


def _below_captions(fields: Mapping[str, ChoiceField]) -> list[QFrame]:
    """Fields by their captions, which a screen reader is told with the name of the line."""
    return [captioned(field, label(words, "small", wrap=True)) for words, field in fields.items()]


class _Fields(QWidget):
    """The exercise and the side of a line, and its numbers once it is known how they are meant."""

    corrected = Signal(object)

    def __init__(self, name: str, exercises: Mapping[str, Exercise]) -> None:
        super().__init__()
        names = sorted(((one.text.name, id_) for id_, one in exercises.items()), key=lambda one: fold(one[0]))
        self.exercise = ChoiceField(
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
        which = CardGrid(CHOICE_WIDTH, GAP, most=2)
        which.show_cards(_below_captions({tr("Exercise"): self.exercise, tr("Sides"): self._sides}))
        self._dosage = DosageFields(NUMBERS, most=len(NUMBERS))
        self.exercise.currentIndexChanged.connect(
            lambda: self.corrected.emit({"exercise": self.exercise.value or None})
        )
        self._sides.currentIndexChanged.connect(
            lambda: self.corrected.emit({"sides": Sides(self._sides.value)})
        )
        self._dosage.changed.connect(
            lambda dosage: self.corrected.emit({number: getattr(dosage, number) for number in NUMBERS})
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(which)
        column.addWidget(self._dosage)

    def show_line(self, shown: Shown) -> None:
        """Show what counts now."""
        line, exercise = shown.line, shown.exercise
        if exercise is None:
            return
        with QSignalBlocker(self.exercise), QSignalBlocker(self._sides):
            self.exercise.set_value(line.exercise or NEW)
            self._sides.set_value(exercise.sides)
        fixed = line.exercise is not None and exercise.sides is Sides.BOTH
        self._sides.setEnabled(not fixed)
        self._dosage.show_dosage(exercise, shown.dosage or exercise.dosage)
        self._dosage.setHidden(shown.is_open)


class _Places(CardGrid):
    """Where an exercise that has to be made works, and its position."""

    placed = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__(CELL_WIDTH, GAP, most=2)
        self._groups = ChoiceField(
            tr("{name}: where it works").format(name=name), {one: wording.group(one) for one in MuscleGroup}
        )
        self._positions = ChoiceField(
            tr("{name}: position").format(name=name), {one: wording.position_name(one) for one in Position}
        )
        fields = {tr("Muscle group"): self._groups, tr("Position"): self._positions}
        for field in fields.values():
            field.currentIndexChanged.connect(self._on_place)
        self.show_cards(_below_captions(fields))

    def show_place(self, place: Place) -> None:
        """Show what counts now."""
        with QSignalBlocker(self._groups), QSignalBlocker(self._positions):
            self._groups.set_value(place[0])
            self._positions.set_value(place[1])

    def _on_place(self) -> None:
        self.placed.emit((MuscleGroup(self._groups.value), Position(self._positions.value)))
