"""What a line of a therapist's sheet says: which exercise with its picture, how much of it, and what is left over."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.core.exercise import Dosage, Exercise, MuscleGroup, Position
from hipstretch.core.folding import fold
from hipstretch.core.sheet import Line, Remark
from hipstretch.core.sheet_filled import filled_in, is_much, is_open
from hipstretch.qt import schedule_words, wording
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.labels import label, onward
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.thumbnail import Thumbnail

from .dosage_fields import dosage_caption

Place = tuple[MuscleGroup, Position]
PICTURE_PX = 72
"""How high the picture of an exercise is, in logical pixels at 100 % text."""
BETWEEN_PX = 6
"""Between what is understood and each of the remarks on it, which may have several lines."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a line; without an exercise it is none. `place` is for an exercise that has to be made."""

    line: Line
    exercise: Exercise | None = None
    dosage: Dosage | None = None
    place: Place | None = None
    picture: Path | None = None

    @property
    def is_much(self) -> bool:
        """Whether it comes to more than is recommended, and the line leaves open how long to hold."""
        return bool(self.exercise and is_much(self.line, self.exercise, self.dosage or self.exercise.dosage))

    @property
    def is_open(self) -> bool:
        """Whether the person has to say how it is meant: until then `dosage` is only one way to read it."""
        return bool(self.exercise and is_open(self.line, self.exercise, self.dosage or self.exercise.dosage))


class Understood(QWidget):
    """The words for a line, beside the picture of its exercise; a line that is none of an exercise is said small."""

    def __init__(self, cache: PictureCache, *, aligned: bool = False) -> None:
        """With `aligned` it stands beside its line, with the words at the same place where there is no picture."""
        super().__init__()
        self._picture = Thumbnail(cache, None, 0)
        height = theme.px(PICTURE_PX)
        self._picture.picture.setFixedSize(height * 4 // 3, height)
        self._aligned = aligned
        self._title = label("", "strong", wrap=True)
        self.question = label("", wrap=True)
        self.said = label("", wrap=True)
        self._much = label("", "warn", wrap=True)
        self._unread = label("", "warn", wrap=True)
        self._notes = label("", "small", wrap=True)
        what = QVBoxLayout()
        what.setSpacing(2)
        for one in (self._title, self.question, self.said):
            what.addWidget(one)
        words = QVBoxLayout()
        words.setSpacing(BETWEEN_PX)
        words.addStretch()
        words.addLayout(what)
        for one in (self._much, self._unread, self._notes):
            words.addWidget(one)
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_line(self, shown: Shown) -> None:
        """Show a line, another one perhaps."""
        line, exercise = shown.line, shown.exercise
        amount = wording.dosage(exercise, shown.dosage or exercise.dosage) if exercise else ""
        said = [amount] if amount and not shown.is_open else []
        said += [schedule_words.periods(one.period for one in line.phases)] if line.says_when else []
        unread = tr("Not understood and not kept: {words}").format(words=" · ".join(line.unread))
        understood = exercise is not None or line.says_when
        for part, words in (
            (self._title, _title(line, exercise, beside=self._aligned)),
            (self.question, tr("It can be read in two ways. Choose one.") if shown.is_open else ""),
            (self.said, " · ".join(said)),
            (self._much, _much(shown)),
            (self._unread, unread if line.unread and understood else ""),
            (self._notes, "\n".join(_notes(shown))),
        ):
            part.setText(words)
            part.setVisible(bool(words))
        self._picture.picture.show_picture(shown.picture)
        self._picture.setVisible(self._aligned or shown.picture is not None)
        theme.role(self._picture, "surface", "stage" if shown.picture else "plain")


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


def _title(line: Line, exercise: Exercise | None, *, beside: bool) -> str:
    """What the line is about; with `beside` it stands there as it was written, and is not said again."""
    if exercise is None:
        return line.text if line.is_side_heading else tr("All of it") if line.says_when else ""
    name = exercise.text.name
    return name if beside or fold(name) == fold(line.name) else f"{line.name} {onward()} {name}"


def _much(shown: Shown) -> str:
    """That it comes to more than is recommended, once it is known how it is meant."""
    exercise = shown.exercise
    if exercise is None or shown.is_open or not shown.is_much:
        return ""
    usual = wording.dosage(exercise, exercise.dosage)
    return tr("More than recommended: the usual is {amount}.").format(amount=usual)


def _filled(line: Line, exercise: Exercise, dosage: Dosage) -> list[str]:
    """Which numbers are not those of the sheet; of one that says none and nothing unclear a note tells it."""
    if not (line.says_how_much or line.unread):
        return [tr("It does not say how much: the usual counts.")]
    words = tr("{what}: not on the sheet, {amount} as recommended.")
    amounts = {
        "hold_s": wording.seconds(dosage.hold_s),
        **{one: wording.number(getattr(dosage, one)) for one in ("reps", "sets")},
    }
    return [
        words.format(what=dosage_caption(name, exercise.kind), amount=amounts[name])
        for name in filled_in(line, exercise.kind, dosage)
    ]


def _notes(shown: Shown) -> list[str]:
    line, exercise = shown.line, shown.exercise
    if exercise is None and not line.says_when:
        words = tr("Not taken for an exercise: {line}").format(line=line.text)
        return [] if line.is_side_heading else [words]
    notes = []
    if line.remarks:
        notes.append(" ".join(map(remark_words, line.remarks)))
    if exercise and not shown.is_open:
        notes += _filled(line, exercise, shown.dosage or exercise.dosage)
    if shown.place:
        notes.append(tr("Not known yet: it becomes an exercise of yours."))
    return notes
