"""Exercise and routine folders -> core objects.

A folder is an exercise: `exercises/<id>/` holds `exercise.toml`, `text.<language>.toml` and pictures. A file
is a routine: `routines/<id>.toml`. Built-in ones and the person's own have the same form. What can't be used
is left out and a problem that names file, field and value; everything else still loads.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from hipstretch.core import decode
from hipstretch.core.conditions import Condition, Equipment
from hipstretch.core.decode import Number, Reader, Whole, flag, number_range, one_of, several, whole_range
from hipstretch.core.exercise import (
    LAST_RANK,
    MOST_PHOTOS,
    Dosage,
    Exercise,
    Kind,
    MuscleGroup,
    Position,
    Recommended,
    Sides,
    StepPart,
    Text,
)
from hipstretch.core.person import Person
from hipstretch.core.problem import Fault, Invalid, Problem, problem_of
from hipstretch.core.routine import ALONE, MAX_ENTRIES, Entry, Routine, alone
from hipstretch.core.settings import HOLD_S, REPS, REST_S, SETS, TIMES_A_DAY, SideOrder
from hipstretch.core.text_preview import preview

from . import pictures
from .toml_fields import Table, known, line, members, name, photo_file, sentence
from .toml_file import in_words_of, read, read_raw, translation_in, words_in

if TYPE_CHECKING:
    from hipstretch.core.check import Check

T = TypeVar("T")
ENGLISH = "en"
MAX_FOLDERS, MAX_CLOSES = 500, 9
"""Exercises, and routines, read from one place; and the last place at the end of a session."""
RANK = Whole(1, LAST_RANK)
MAX_LINES = 12
"""Sentences in a list."""
PARTS = several(one_of(StepPart), 0, MAX_LINES)
MAX_TEMPO = 24
"""Characters in a word of the tempo: it stands in the ring."""
_PLAIN = re.compile(r"[a-z0-9-]*(\.[a-z]+)*|text\..*")
_ID = re.compile(r"(?!(con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9][a-z0-9-]{0,63}")  # the names Windows keeps


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that can be exercised, by id, what couldn't be read, and who shows it.

    `people` stand in the order in which they are offered; `person` is the id of the one chosen, "" if there are none.
    """

    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    problems: tuple[Problem, ...]
    folders: Mapping[str, Path]
    people: tuple[Person, ...] = ()
    person: str = ""

    def routine(self, routine_id: str) -> Routine | None:
        """A routine by its id, also one of a single exercise; None if it is gone."""
        if routine_id.startswith(ALONE) and (exercise := self.exercises.get(routine_id.removeprefix(ALONE))):
            return alone(exercise)
        return self.routines.get(routine_id)

    def picture(self, exercise_id: str, name: str) -> Path | None:
        """The file of a picture, one of PICTURES, of the chosen person; None if the exercise has none."""
        folder = self.folders.get(exercise_id)
        return pictures.of(folder, self.exercises.get(exercise_id), name, self.person) if folder else None

    def photos(self, exercise_id: str) -> tuple[Path, ...]:
        """The files of an own exercise with several photos, in order."""
        folder, exercise = self.folders.get(exercise_id), self.exercises.get(exercise_id)
        return pictures.photos(folder, exercise) if folder and exercise else ()

    def shown_by(self, person: str) -> "Catalogue":
        """The same with another person's pictures; of nobody known, the first one's."""
        known = [one.id for one in self.people]
        return replace(self, person=person if person in known else "".join(known[:1]))


def load(folders: Sequence[Path], language: str = ENGLISH, person: str = "") -> Catalogue:
    """The exercises and routines below `folders`, each of which may hold `exercises/` and `routines/`.

    A later folder's exercise or routine takes the place of an earlier one with its id. Words come in
    `language` where they exist, else in English. The people of the first folder show them, `person` before
    all others. Reads the disk; raises nothing.
    """
    exercises: dict[str, Exercise] = {}
    routines: dict[str, Routine] = {}
    places: dict[str, Path] = {}
    problems: list[Problem] = []
    for base in folders:
        for folder in _children(base / "exercises", problems):
            if folder.is_dir() and (found := _in_words(partial(_exercise, folder), language, problems)):
                exercises[folder.name] = found
                places[folder.name] = folder
    for base in folders:
        translations = _routine_texts(base / "routines", language, problems)
        for path in _children(base / "routines", problems):
            if path.suffix == ".toml" and not path.name.startswith("text."):
                read_it = partial(_routine, path, exercises=exercises, translations=translations)
                if routine := _in_words(read_it, language, problems):
                    routines[path.stem] = routine
    people = [
        _in_words(partial(_person, folder), language, problems)
        for base in folders[:1]
        for folder in _children(base / "people", problems)
    ]
    return Catalogue(
        MappingProxyType(exercises),
        MappingProxyType(routines),
        tuple(problems),
        MappingProxyType(places),
        tuple(sorted(filter(None, people), key=lambda one: one.rank)),
    ).shown_by(person)


def load_checks(base: Path, language: str = ENGLISH) -> tuple[Mapping[str, "Check"], tuple[Problem, ...]]:
    """The self-checks below `base` by id, and the problem of each that couldn't be read."""
    checks: dict[str, Check] = {}
    problems: list[Problem] = []
    for folder in _children(base / "checks", problems):
        if check := _in_words(partial(_check, folder), language, problems):
            checks[folder.name] = check
    return MappingProxyType(checks), tuple(problems)


def _children(folder: Path, problems: list[Problem]) -> list[Path]:
    """What lies in a folder, by name; nothing if there is no such folder. Hidden files are not ours."""
    try:
        found = sorted(p for p in folder.iterdir() if not _is_no_name(p.name))
    except FileNotFoundError:
        return []
    except OSError as error:
        problems.append(Problem(Fault.FOLDER_UNREADABLE, file=str(folder), cause=problem_of(error)))
        return []
    if len(found) > MAX_FOLDERS:
        problems.append(Problem(Fault.FOLDER_FULL, file=str(folder), count=len(found), most=MAX_FOLDERS))
    return found[:MAX_FOLDERS]


def _is_no_name(name: str) -> bool:
    """Whether a file or folder is hidden, or is waiting to be merged: see `conflicts`."""
    if name.startswith(".") or _PLAIN.fullmatch(name):
        return name.startswith(".")
    from .conflict_names import original

    return original(name) is not None


def _in_words(read_in: Callable[[str], T], language: str, problems: list[Problem]) -> T | None:
    """What can be read in a language, in English if its translation can't be used, or nothing; and why."""
    wrong: list[Problem] = []
    for tag in dict.fromkeys((language, ENGLISH)):
        try:
            found = read_in(tag)
        except Invalid as error:
            wrong.append(error.problem)
        else:
            problems += [Problem(Fault.IN_ENGLISH, cause=problem) for problem in wrong]
            return found
    problems.append(Problem(Fault.LEFT_OUT, cause=wrong[-1]))
    return None


def _exercise(folder: Path, language: str) -> Exercise:
    _check_id(folder.name, f"exercises/{folder.name}")
    table = read(folder / "exercise.toml", f"exercises/{folder.name}/exercise.toml")
    kind = table.get("kind", one_of(Kind))
    tempo = Number(0.5, 30) if kind is Kind.REPETITION else Number(0, 0)
    dosage, recommended = table.table("dosage"), table.table("recommended")
    exercise = Exercise(
        id=folder.name,
        kind=kind,
        group=table.get("group", one_of(MuscleGroup)),
        sides=table.get("sides", one_of(Sides)),
        position=table.get("position", one_of(Position)),
        dosage=_dosage(dosage),
        recommended=Recommended(
            hold_s=recommended.get("hold_s", number_range(HOLD_S)),
            reps=recommended.get("reps", whole_range(REPS)),
            sets=recommended.get("sets", whole_range(SETS)),
            times_a_day=recommended.get("times_a_day", whole_range(TIMES_A_DAY)),
        ),
        text=text_in(folder, language),
        lift_s=table.get("lift_s", tempo, None if kind is Kind.REPETITION else 0.0),
        lower_s=table.get("lower_s", tempo, None if kind is Kind.REPETITION else 0.0),
        strength=table.get("strength", flag, default=False),
        rank=table.get("rank", RANK, LAST_RANK),
        closes=table.get("closes", Whole(0, MAX_CLOSES), 0),
        needs=table.get("needs", members(Equipment), ()),
        leave_out=table.get("leave_out", members(Condition), ()),
        adapt=table.get("adapt", members(Condition), ()),
        step_parts=table.get("step_parts", PARTS, ()),
        easier_step_parts=table.get("easier_step_parts", PARTS, ()),
        photos=table.get("photos", several(photo_file, 0, MOST_PHOTOS), ()),
        hold_photo=table.get("hold_photo", photo_file, ""),
    )
    for part in (recommended, table):
        part.done()
    return exercise


def _person(folder: Path, language: str) -> Person:
    table, words = (
        read(folder / "person.toml", f"people/{folder.name}/person.toml"),
        words_in(folder, language),
    )
    person = Person(folder.name, words.get("name", name), table.get("rank", RANK))
    for part in (words, table):
        part.done()
    return person


def _dosage(table: Table) -> Dosage:
    dosage = Dosage(
        hold_s=table.get("hold_s", HOLD_S),
        reps=table.get("reps", REPS, 1),
        sets=table.get("sets", SETS, 1),
        rest_s=table.get("rest_s", REST_S, 0.0),
        set_rest_s=table.get("set_rest_s", REST_S, 30.0),
    )
    table.done()
    return dosage


def _check(folder: Path, language: str) -> "Check":
    from hipstretch.core.check import Check, CheckText

    table = read(folder / "check.toml", f"checks/{folder.name}/check.toml")
    words = words_in(folder, language)
    check = Check(
        id=folder.name,
        group=table.get("group", one_of(MuscleGroup)),
        position=table.get("position", one_of(Position)),
        rank=table.get("rank", RANK),
        text=CheckText(
            **{f.name: words.get(f.name, _CHECK_READERS.get(f.name, sentence)) for f in fields(CheckText)}
        ),
        leave_out=table.get("leave_out", members(Condition), ()),
        adapt=table.get("adapt", members(Condition), ()),
    )
    for part in (words, table):
        part.done()
    return check


def text_in(folder: Path, language: str) -> Text:
    """The words of an exercise's folder, in English what is not translated. Raises Invalid."""
    table = words_in(folder, language)
    values: dict[str, Any] = {
        field.name: table.get(
            field.name,
            _TEXT_READERS.get(field.name, sentence),
            None if field.default is MISSING else field.default,
        )
        for field in fields(Text)
        if field.name != "adapted"
    }
    if table.has("adapted"):
        adapted = table.table("adapted")
        values["adapted"] = {
            c.value: adapted.get(c.value, sentence) for c in Condition if adapted.has(c.value)
        }
        adapted.done()
    table.done()
    return Text(**values)


def _routine_texts(folder: Path, language: str, problems: list[Problem]) -> Mapping[str, Any]:
    """The words of all routines in a language, by id; nothing in English, which stands in their own files."""
    path = translation_in(folder, language)
    if path is None:
        return {}
    try:
        return read_raw(path, f"routines/{path.name}")
    except Invalid as error:
        problems.append(Problem(Fault.IN_ENGLISH, cause=error.problem))
        return {}


def _routine(
    path: Path, language: str, exercises: Mapping[str, Exercise], translations: Mapping[str, Any]
) -> Routine:
    file = f"routines/{path.name}"
    _check_id(path.stem, file)
    table = read(path, file)
    texts = table.table("text")
    tag = language if texts.has(language) else ENGLISH
    words = Table(file, texts.get(tag, decode.table), f"text.{tag}.")
    if language != ENGLISH and path.stem in translations:
        found = in_words_of(texts.get(tag, decode.table), translations[path.stem])
        words = Table(f"routines/text.{language}.toml", found, f"{path.stem}.")
    routine = Routine(
        id=path.stem,
        name=words.get("name", name),
        summary=words.get("summary", name),
        entries=tuple(_entry(entry, exercises) for entry in table.tables("entries", MAX_ENTRIES)),
        side_order=table.get("side_order", one_of(SideOrder)) if table.has("side_order") else None,
        times_a_day=table.get("times_a_day", TIMES_A_DAY) if table.has("times_a_day") else None,
    )
    for part in (words, table):
        part.done()
    return routine


def _entry(table: Table, exercises: Mapping[str, Exercise]) -> Entry:
    exercise = table.get("exercise", known(exercises))
    dosage = _dosage(table.table("dosage")) if table.has("dosage") else None
    sides = table.get("sides", one_of(Sides)) if table.has("sides") else None
    table.done()
    return Entry(exercise, dosage, sides)


def _check_id(name: str, file: str) -> None:
    if not _ID.fullmatch(name):
        raise Invalid(Problem(Fault.ID, file=file, value=preview(name)))


_TEXT_READERS: Mapping[str, Reader[Any]] = MappingProxyType(
    {
        "name": name,
        "also": several(name, 0, MAX_LINES),
        "steps": several(sentence, 1, MAX_LINES),
        "tempo": several(line(MAX_TEMPO), 3, 3, Fault.ROW),
        "easier_steps": several(sentence, 1, MAX_LINES),
        "mistakes": several(sentence, 0, MAX_LINES),
        "cautions": several(sentence, 0, MAX_LINES),
        "equipment": several(sentence, 0, MAX_LINES),
    }
)
"""How each field of a text is read that is not a sentence."""
_CHECK_READERS: Mapping[str, Reader[Any]] = MappingProxyType(
    {"name": name, "steps": _TEXT_READERS["steps"], "mind": _TEXT_READERS["cautions"]}
)
"""The same for a check."""
