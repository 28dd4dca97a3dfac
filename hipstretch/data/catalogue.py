"""Exercise and routine folders -> core objects.

A folder is an exercise: `exercises/<id>/` holds `exercise.toml`, `text.<language>.toml` and pictures. A file
is a routine: `routines/<id>.toml`. Built-in ones and the person's own have the same form. What can't be used
is left out and said in a sentence that names file, field and value; everything else still loads.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hipstretch.core.conditions import Condition, Equipment
from hipstretch.core.exercise import (
    LAST_RANK,
    Dosage,
    Exercise,
    Kind,
    MuscleGroup,
    Position,
    Recommended,
    Sides,
    Text,
)
from hipstretch.core.routine import ALONE, MAX_ENTRIES, Entry, Routine, alone
from hipstretch.core.settings import BOUNDS, MOST_TIMES_A_DAY, SideOrder
from hipstretch.core.text_preview import preview, truncate

from . import reading

if TYPE_CHECKING:
    from hipstretch.core.check import Check
from .toml_fields import (
    BadFieldError,
    Reader,
    Table,
    read_choice,
    read_flag,
    read_known,
    read_members,
    read_name,
    read_number,
    read_range,
    read_sentence,
    read_several,
    read_whole,
)

PICTURES = ("start", "hold", "motion", "easier")
"""The names a picture of an exercise may have, without `.webp`."""
MAX_BYTES = 64_000
"""A larger file is refused: the longest built-in one has four thousand."""
MAX_FOLDERS = 500
"""Exercises, and routines, read from one place."""
MAX_CLOSES = 9
"""The last place at the end of a session."""
MAX_LINES = 12
"""Sentences in a list."""
LEFT_OUT = ". It is left out until that is put right."
"""The end of every problem of an exercise or a routine."""
_ID = re.compile(r"(?!(con|prn|aux|nul|com\d|lpt\d)$)[a-z0-9][a-z0-9-]{0,63}")  # the names Windows keeps
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_NEXT = rf"\.[ \t]*+{_PART}[ \t]*+"
_LONG_KEY = re.compile(rf"{_NEXT}(?:{_NEXT}){{19}}")
"""A key of more than twenty parts, `a.b.c`: tomllib takes seconds over thousands of them."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that can be exercised, by id, and what couldn't be read."""

    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    problems: tuple[str, ...]
    folders: Mapping[str, Path]

    def routine(self, routine_id: str) -> Routine | None:
        """A routine by its id, also one of a single exercise; None if it is gone."""
        if routine_id.startswith(ALONE) and (exercise := self.exercises.get(routine_id.removeprefix(ALONE))):
            return alone(exercise)
        return self.routines.get(routine_id)

    def picture(self, exercise_id: str, name: str) -> Path | None:
        """The file of a picture, one of PICTURES; None if the exercise has none."""
        folder = self.folders.get(exercise_id)
        return picture_in(folder, name) if folder else None


def load(folders: Sequence[Path], language: str = "en") -> Catalogue:
    """The exercises and routines below `folders`, each of which may hold `exercises/` and `routines/`.

    A later folder's exercise or routine takes the place of an earlier one with its id. Words come in
    `language` where they exist, else in English. Reads the disk; raises nothing.
    """
    exercises: dict[str, Exercise] = {}
    routines: dict[str, Routine] = {}
    places: dict[str, Path] = {}
    problems: list[str] = []
    for base in folders:
        for folder in _children(base / "exercises", problems):
            if folder.is_dir():
                try:
                    exercises[folder.name] = _exercise(folder, language)
                    places[folder.name] = folder
                except BadFieldError as error:
                    problems.append(f"{error}{LEFT_OUT}")
    for base in folders:
        for path in _children(base / "routines", problems):
            if path.suffix == ".toml":
                try:
                    routines[path.stem] = _routine(path, language, exercises)
                except BadFieldError as error:
                    problems.append(f"{error}{LEFT_OUT}")
    return Catalogue(
        MappingProxyType(exercises), MappingProxyType(routines), tuple(problems), MappingProxyType(places)
    )


def load_checks(base: Path, language: str = "en") -> tuple[Mapping[str, "Check"], tuple[str, ...]]:
    """The self-checks below `base` by id, and a sentence for each that couldn't be read."""
    checks: dict[str, Check] = {}
    problems: list[str] = []
    for folder in _children(base / "checks", problems):
        try:
            checks[folder.name] = _check(folder, language)
        except BadFieldError as error:
            problems.append(f"{error}{LEFT_OUT}")
    return MappingProxyType(checks), tuple(problems)


def picture_in(folder: Path, name: str) -> Path | None:
    """The file of a picture, one of PICTURES; None if there is none."""
    path = folder / f"{name}.webp"
    return path if name in PICTURES and path.is_file() and not _strays(path) else None


def _children(folder: Path, problems: list[str]) -> list[Path]:
    """What lies in a folder, by name; nothing if there is no such folder. Hidden files are not ours."""
    try:
        found = sorted(p for p in folder.iterdir() if not p.name.startswith("."))
    except FileNotFoundError:
        return []
    except OSError as error:
        problems.append(f"{folder} can't be read ({error.strerror}), so nothing in it is offered.")
        return []
    if len(found) > MAX_FOLDERS:
        problems.append(f"{folder} holds {len(found)} entries; only the first {MAX_FOLDERS} are read.")
    return found[:MAX_FOLDERS]


def _exercise(folder: Path, language: str) -> Exercise:
    _check_id(folder.name, f"exercises/{folder.name}")
    table = _read(folder / "exercise.toml", f"exercises/{folder.name}/exercise.toml")
    kind = table.get("kind", read_choice(Kind))
    tempo = read_number(0.5, 30) if kind is Kind.REPETITION else read_number(0, 0)
    dosage, recommended = table.table("dosage"), table.table("recommended")
    exercise = Exercise(
        id=folder.name,
        kind=kind,
        group=table.get("group", read_choice(MuscleGroup)),
        sides=table.get("sides", read_choice(Sides)),
        position=table.get("position", read_choice(Position)),
        dosage=_dosage(dosage),
        recommended=Recommended(
            hold_s=recommended.get("hold_s", read_range(read_number(*BOUNDS["hold_s"]))),
            reps=recommended.get("reps", read_range(read_whole(*BOUNDS["reps"]))),
            sets=recommended.get("sets", read_range(read_whole(*BOUNDS["sets"]))),
            times_a_day=recommended.get("times_a_day", read_range(_TIMES_A_DAY)),
        ),
        text=_text(folder, language),
        lift_s=table.get("lift_s", tempo, None if kind is Kind.REPETITION else 0.0),
        lower_s=table.get("lower_s", tempo, None if kind is Kind.REPETITION else 0.0),
        strength=table.get("strength", read_flag, default=False),
        rank=table.get("rank", read_whole(1, LAST_RANK), LAST_RANK),
        closes=table.get("closes", read_whole(0, MAX_CLOSES), 0),
        needs=table.get("needs", read_members(Equipment), ()),
        leave_out=table.get("leave_out", read_members(Condition), ()),
        adapt=table.get("adapt", read_members(Condition), ()),
    )
    for part in (recommended, table):
        part.done()
    return exercise


def _dosage(table: Table) -> Dosage:
    dosage = Dosage(
        hold_s=table.get("hold_s", read_number(*BOUNDS["hold_s"])),
        reps=table.get("reps", read_whole(*BOUNDS["reps"]), 1),
        sets=table.get("sets", read_whole(*BOUNDS["sets"]), 1),
        rest_s=table.get("rest_s", read_number(*BOUNDS["rest_s"]), 0.0),
        set_rest_s=table.get("set_rest_s", read_number(*BOUNDS["rest_s"]), 30.0),
    )
    table.done()
    return dosage


def _check(folder: Path, language: str) -> "Check":
    from hipstretch.core.check import Check, CheckText

    table = _read(folder / "check.toml", f"checks/{folder.name}/check.toml")
    words = _words(folder, language)
    check = Check(
        id=folder.name,
        group=table.get("group", read_choice(MuscleGroup)),
        position=table.get("position", read_choice(Position)),
        rank=table.get("rank", read_whole(1, LAST_RANK)),
        text=CheckText(
            **{
                f.name: words.get(f.name, _CHECK_READERS.get(f.name, read_sentence))
                for f in fields(CheckText)
            }
        ),
        leave_out=table.get("leave_out", read_members(Condition), ()),
        adapt=table.get("adapt", read_members(Condition), ()),
    )
    for part in (words, table):
        part.done()
    return check


def _words(folder: Path, language: str) -> Table:
    """The text in `language`, else in English."""
    there = [n for n in (f"text.{language}.toml", "text.en.toml") if (folder / n).exists()]
    name = (*there, "text.en.toml")[0]
    return _read(folder / name, f"{folder.parent.name}/{folder.name}/{name}")


def _text(folder: Path, language: str) -> Text:
    table = _words(folder, language)
    values: dict[str, Any] = {
        field.name: table.get(
            field.name,
            _TEXT_READERS.get(field.name, read_sentence),
            None if field.default is MISSING else field.default,
        )
        for field in fields(Text)
        if field.name != "adapted"
    }
    if table.has("adapted"):
        adapted = table.table("adapted")
        values["adapted"] = {
            c.value: adapted.get(c.value, read_sentence) for c in Condition if adapted.has(c.value)
        }
        adapted.done()
    table.done()
    return Text(**values)


def _routine(path: Path, language: str, exercises: Mapping[str, Exercise]) -> Routine:
    file = f"routines/{path.name}"
    _check_id(path.stem, file)
    table = _read(path, file)
    texts = table.table("text")
    languages = [texts.table(name) for name in (language, "en") if texts.has(name)] or [texts.table("en")]
    words = languages[0]
    routine = Routine(
        id=path.stem,
        name=words.get("name", read_name),
        summary=words.get("summary", read_name),
        entries=tuple(_entry(entry, exercises) for entry in table.tables("entries", MAX_ENTRIES)),
        side_order=table.get("side_order", read_choice(SideOrder)) if table.has("side_order") else None,
        times_a_day=table.get("times_a_day", _TIMES_A_DAY) if table.has("times_a_day") else None,
    )
    for part in (words, table):
        part.done()
    return routine


def _entry(table: Table, exercises: Mapping[str, Exercise]) -> Entry:
    exercise = table.get("exercise", read_known(exercises))
    dosage = _dosage(table.table("dosage")) if table.has("dosage") else None
    sides = table.get("sides", read_choice(Sides)) if table.has("sides") else None
    table.done()
    return Entry(exercise, dosage, sides)


def _read(path: Path, file: str) -> Table:
    """The table in a file, which is refused before it is read if it is none or too large."""
    try:
        if not path.exists():
            raise BadFieldError(f"{file} is missing")
        if _strays(path):
            raise BadFieldError(f"{file} is a link that leads out of its folder")
        text = reading.read(path, MAX_BYTES).decode("utf-8")
        if _LONG_KEY.search(text):
            raise BadFieldError(f"{file} is nested too deeply")
        return Table(file, tomllib.loads(text))
    except OSError as error:
        raise BadFieldError(f"{file} can't be read ({error.strerror})") from None
    except UnicodeDecodeError:
        raise BadFieldError(f"{file} is not text in UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise BadFieldError(f"{file} is not TOML ({truncate(str(error))})") from None
    except ValueError as error:
        raise BadFieldError(f"{file} can't be used: {error}") from None
    except RecursionError:
        raise BadFieldError(f"{file} is nested too deeply") from None


def _strays(path: Path) -> bool:
    """Whether a file is a link to one elsewhere: that may be anything, and would be shared as ours."""
    return path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve())


def _check_id(name: str, file: str) -> None:
    if not _ID.fullmatch(name):
        raise BadFieldError(
            f"{file}: the name {preview(name)} can't be an id; it must be small letters, digits and hyphens"
        )


_TIMES_A_DAY = read_whole(1, MOST_TIMES_A_DAY)
_TEXT_READERS: Mapping[str, Reader[Any]] = MappingProxyType(
    {
        "name": read_name,
        "also": read_several(read_name, MAX_LINES, "names", least=0),
        "steps": read_several(read_sentence, MAX_LINES, "sentences"),
        "mistakes": read_several(read_sentence, MAX_LINES, "sentences", least=0),
        "cautions": read_several(read_sentence, MAX_LINES, "sentences", least=0),
        "equipment": read_several(read_sentence, MAX_LINES, "things", least=0),
    }
)
"""How each field of a text is read that is not a sentence."""
_CHECK_READERS: Mapping[str, Reader[Any]] = MappingProxyType(
    {"name": read_name, "steps": _TEXT_READERS["steps"], "mind": _TEXT_READERS["cautions"]}
)
"""The same for a check."""
