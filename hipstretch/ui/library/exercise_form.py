"""An exercise of the person's own: what it is called, how it goes, how much of it, and its photos."""

import contextlib
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hipstretch.core import own_exercise
from hipstretch.core.exercise import Exercise, Kind, MuscleGroup, Position, Sides, Text
from hipstretch.core.photos import Photos
from hipstretch.core.settings import BOUNDS
from hipstretch.core.text_preview import is_shown
from hipstretch.data import own_pictures
from hipstretch.data.catalogue import MAX_LINES
from hipstretch.data.own_files import free_id
from hipstretch.data.toml_fields import MAX_LINE, MAX_NAME
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr, tr_in
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.dialogs import Answer, Role, question
from hipstretch.ui.widgets.flow_layout import Columns, Flow, flow_row, quiet_row
from hipstretch.ui.widgets.inputs import ChoiceField, NumberField
from hipstretch.ui.widgets.key_names import key_name
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.note_edit import NoteEdit
from hipstretch.ui.widgets.page import ENDLESS_PX, Page, centred
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.typing import KeptSoon

from .dosage_fields import GAP, captioned
from .photo_editor import PhotoEditor

COLUMN_WIDTH = 400
NUMBERS = ("hold_s", "reps", "sets", "rest_s")
NUMBER_PX = 134
"""How wide a number need not be more, in logical pixels at 100 % text."""
CHOICE_PX = 200
"""How wide a choice is at least, likewise."""
STEPS_PX, LOW_STEPS_PX = 110, 64
"""How high the steps are at least, usually and on a low page, likewise."""
STAGE_SHARE = 0.4
"""How much of the page's height a photo may take."""
LOW_PX = 500
"""A page lower than this, in logical pixels, has no room for its title."""


class ExerciseForm(Page):
    """One own exercise, new or to be changed."""

    saved = Signal(str, bool)
    """The id of the exercise that is kept now, and whether it is new."""
    done = Signal(str)
    """The id of the exercise that was kept, and is left now for its page."""

    def __init__(
        self,
        stores: Stores,
        cache: PictureCache,
        go_back: Callable[[], None],
        exercise: Exercise | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self._catalogue = stores.catalogue
        self._drafts = stores.drafts()
        self._go_back = go_back
        self._unsaid = tr("Do it as you were shown.")
        """The step of an exercise of which no step is written."""
        self._before = exercise or own_exercise.blank(
            Text(
                name="",
                steps=(self._unsaid,),
                felt=tr("where you were told"),
                breathing=tr("Breathe slowly and evenly."),
                mistakes=(),
                easier=own_exercise.UNSAID,
                harder=own_exercise.UNSAID,
                cautions=(),
                stop=tr("Sharp pain, tingling or numbness, dizziness: stop for today."),
                equipment=(),
                source=tr("Entered by you."),
            )
        )
        folder = stores.catalogue.current.folders.get(self._before.id)
        kept = own_pictures.of(folder, self._before) if folder else Photos()
        self.photos = PhotoEditor(cache, folder, kept)
        back = button(tr("← All exercises"), "quiet", self.leave)
        back.setToolTip(tr("Esc"))
        self._save = button(f"{tr('Save')} ({key_name('Ctrl+S')})", "primary", self.save)
        self._save.setAccessibleName(tr("Save"))
        head = Flow(8)
        self._problem = label("", "soft")
        head.add(back)
        head.add(self._problem, right=True)
        head.add(self._save, right=True)

        self.name = QLineEdit(self._before.text.name)
        self.name.setMaxLength(MAX_NAME)
        self.name.setAccessibleName(tr("Name"))
        self.name.textChanged.connect(self._check)
        self.steps = _Steps(self._unsaid)
        self.steps.setAccessibleName(tr("Steps"))
        if self._before.text.steps != (self._unsaid,):
            self.steps.setPlainText("\n".join(self._before.text.steps))
        self.group = ChoiceField(tr("Muscle group"), {g: wording.group(g) for g in MuscleGroup})
        self.position = ChoiceField(tr("Position"), {p: wording.position_name(p) for p in Position})
        self.sides = ChoiceField(
            tr("Sides"),
            {
                Sides.EACH: tr("Each side in turn"),
                Sides.BOTH: tr("Both at once"),
                Sides.LEFT: tr("Left only"),
                Sides.RIGHT: tr("Right only"),
            },
        )
        self.kind = ChoiceField(
            tr("How it is done"), {Kind.HOLD: tr("Hold it"), Kind.REPETITION: tr("Repeat it to a tempo")}
        )
        self.numbers = {
            "hold_s": NumberField(
                tr_in("how long one holds", "Hold"), *BOUNDS["hold_s"], unit=tr("{count} s")
            ),
            "reps": NumberField(tr("Repetitions"), *BOUNDS["reps"], whole=True),
            "sets": NumberField(tr("Sets"), *BOUNDS["sets"], whole=True),
            "rest_s": NumberField(tr("Rest between"), *BOUNDS["rest_s"], unit=tr("{count} s")),
        }
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addWidget(captioned(self.name))
        left.addWidget(
            captioned(self.steps, label(tr("How it goes, a line for each step"), "small", wrap=True)), 1
        )
        choices = CardGrid(CHOICE_PX, GAP, most=2)
        choices.show_cards([captioned(choice) for choice in self._choices.values()])
        left.addWidget(choices)
        for choice, value in (
            (self.group, self._before.group),
            (self.position, self._before.position),
            (self.sides, self._before.sides),
            (self.kind, self._before.kind),
        ):
            choice.set_value(value)
        for name, number in self.numbers.items():
            number.setValue(getattr(self._before.dosage, name))

        numbers = Columns(GAP, theme.px(NUMBER_PX))
        self._cells = {name: captioned(number) for name, number in self.numbers.items()}
        for name, cell in self._cells.items():
            numbers.add(cell)
            self.numbers[name].valueChanged.connect(self._dim)
        left.addWidget(flow_row(numbers))
        self._columns = columns = CardGrid(COLUMN_WIDTH, 20, most=2)
        columns.show_cards([frame("card", left, 16), self.photos])
        columns.arranged.connect(self._fit)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(28, 12, 28, 24)
        column.setSpacing(12)
        column.addLayout(quiet_row(head))
        self._title = label(self._before.text.name or tr("New exercise"), "title", wrap=True)
        column.addWidget(self._title)
        column.addWidget(columns)
        column.addStretch()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(centred(content))
        self.first = self.name
        QShortcut(QKeySequence("Ctrl+S"), self).activated.connect(self.save)
        self._untouched = self.exercise()
        self.photos.changed.connect(self._check)
        self._restore()
        self._dim()
        self._kept_soon = KeptSoon(self.keep_typed, self)
        for typed in (
            self.name.textChanged,
            self.steps.textChanged,
            *(choice.currentIndexChanged for choice in self._choices.values()),
            *(number.valueChanged for number in self.numbers.values()),
        ):
            typed.connect(self._kept_soon.touch)
        self._check()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low page has no room for its title."""
        super().resizeEvent(event)
        self._title.setHidden(self.height() < LOW_PX)
        self._fit()

    def _fit(self) -> None:
        """Where the photos stand below the words, the steps leave them room; a photo takes no page of its own."""
        low = self.height() < LOW_PX
        self.steps.fit(theme.px(LOW_STEPS_PX if low else STEPS_PX), grows=self._columns.columns > 1)
        self.photos.fit(round(STAGE_SHARE * self.height()))

    @property
    def _draft(self) -> str:
        """The name of what is typed here among the drafts."""
        return f"exercise {self.exercise_id}"

    @property
    def _choices(self) -> dict[str, ChoiceField]:
        return {"group": self.group, "position": self.position, "sides": self.sides, "kind": self.kind}

    def keep_typed(self) -> None:
        """Keep what is typed for the next start; a photo is not."""
        super().keep_typed()
        if self.exercise() == self._untouched:
            self._drafts.keep(self._draft, {})
            return
        words = {"name": self.name.text(), "steps": self.steps.toPlainText()}
        choices = {name: choice.value for name, choice in self._choices.items()}
        numbers = {name: str(number.value()) for name, number in self.numbers.items()}
        self._drafts.keep(self._draft, {**words, **choices, **numbers})

    def _restore(self) -> None:
        """Show what was typed before the program ended."""
        draft = self._drafts.get(self._draft)
        if not draft:
            return
        self.name.setText(draft.get("name", self.name.text()))
        self.steps.setPlainText(draft.get("steps", self.steps.toPlainText()))
        for name, choice in self._choices.items():
            if (at := choice.findData(draft.get(name))) >= 0:
                choice.setCurrentIndex(at)
        for name, number in self.numbers.items():
            with contextlib.suppress(KeyError, ValueError):  # what another version wrote
                number.setValue(float(draft[name]))

    @property
    def has_new_photo(self) -> bool:
        """Whether photos or a clip are other ones, which no draft keeps."""
        return self.photos.pictures is not None

    @property
    def complete(self) -> bool:
        """Whether it can be kept as it is."""
        return self._save.isEnabled()

    def exercise(self) -> Exercise:
        """The exercise as it is entered."""
        before = self._before
        values = {name: number.value() for name, number in self.numbers.items()}
        dosage = replace(
            before.dosage,
            hold_s=values["hold_s"],
            reps=int(values["reps"]),
            sets=int(values["sets"]),
            rest_s=values["rest_s"],
        )
        made = own_exercise.with_kind(own_exercise.with_dosage(before, dosage), Kind(self.kind.value))
        return replace(
            made,
            group=MuscleGroup(self.group.value),
            position=Position(self.position.value),
            sides=Sides(self.sides.value),
            text=replace(before.text, name=_line(self.name.text()), steps=self._steps()),
            step_parts=before.step_parts if len(self._steps()) == len(before.text.steps) else (),
        )

    @property
    def exercise_id(self) -> str:
        """Which exercise is changed; empty for a new one."""
        return self._before.id

    @property
    def changed(self) -> bool:
        """Whether there is something to save."""
        editor = self.photos
        return editor.pictures is not None or editor.reader.busy or self.exercise() != self._untouched

    def save(self) -> bool:
        """Keep it and lead to its page; whether it is kept."""
        kept = self.keep()
        if kept:
            self.done.emit(self.exercise_id)
        return kept

    def leave(self, then: Callable[[], object] | None = None) -> None:
        """Go back, or do `then`; ask first if something would be lost."""
        then = then or self._go_back
        self.keep_typed()
        if not self.changed:
            then()
            return
        question(
            self,
            tr("Keep what you changed?"),
            (
                Answer(tr("Keep"), lambda: self.keep() and then()),
                Answer(tr("Throw away"), lambda: self._throw_away(then), Role.DestructiveRole),
                Answer(tr("Go on here"), role=Role.RejectRole),
            ),
        )

    def _throw_away(self, then: Callable[[], object]) -> None:
        self._untouched, self._photo = self.exercise(), None
        self.keep_typed()
        then()

    def keep(self) -> bool:
        """Keep it; whether it is kept."""
        self.keep_typed()
        self._check()
        if not self._save.isEnabled():
            return False
        exercise, is_new = self.exercise(), not self.exercise_id
        if is_new:
            free = free_id(exercise.text.name, self._catalogue.current.exercises)
            exercise = replace(exercise, id=free)
        if not self._catalogue.save_exercise(exercise, self.photos.pictures):
            return False
        self._drafts.keep(self._draft, {})
        exercise = self._before = self._catalogue.current.exercises[exercise.id]
        folder = self._catalogue.current.folders[exercise.id]
        self.photos.keep(folder, own_pictures.of(folder, exercise))
        self._untouched = self.exercise()
        self.saved.emit(exercise.id, is_new)
        return True

    def _steps(self) -> tuple[str, ...]:
        lines = (_line(line)[:MAX_LINE] for line in self.steps.toPlainText().splitlines())
        return tuple(filter(None, lines))[:MAX_LINES] or (self._unsaid,)

    def _dim(self) -> None:
        """What makes no difference is dimmed, with its caption; its value stays."""
        dosage = self.exercise().dosage
        for name, cell in self._cells.items():
            cell.setEnabled(dosage.counts(name))

    def _check(self) -> None:
        missing = ""
        if not _line(self.name.text()):
            missing = tr("It needs a name.")
        elif self.photos.reader.busy:
            missing = tr("The clip is still being read.")
        self._save.setEnabled(not missing)
        self._save.setToolTip(missing)
        self._problem.setText(missing)
        self._problem.setVisible(bool(missing))


class _Steps(NoteEdit):
    """As high as what is beside it, and so high at least."""

    def __init__(self, placeholder: str) -> None:
        super().__init__(placeholder, theme.px(STEPS_PX))
        self._least = 0
        self.fit(theme.px(STEPS_PX), grows=True)

    def fit(self, least: int, *, grows: bool) -> None:
        """Be so high at least, or no higher either."""
        if least != self._least:
            self._least = least
            # that of the theme would be another one; of the field alone, or its scroll bar would be as high
            self.setStyleSheet(f"QPlainTextEdit {{ min-height: {least}px; }}")
            self.ensurePolished()
        self.setMaximumHeight(ENDLESS_PX if grows else max(least, self.minimumHeight()))

    def sizeHint(self) -> QSize:
        """No higher than it has to be."""
        return QSize(super().sizeHint().width(), self._least)


def _line(text: str) -> str:
    """One printable line without the braces that stand for sides."""
    printable = "".join(c if is_shown(c) else " " for c in text)
    return " ".join(printable.replace("{", "(").replace("}", ")").split())
