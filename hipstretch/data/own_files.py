"""The person's own routines and exercises, in the form that `catalogue` reads."""

import errno
import os
import re
import unicodedata
from collections.abc import Collection, Container
from dataclasses import asdict, fields
from enum import StrEnum
from pathlib import Path
from typing import Any

import tomli_w

from hipstretch.core.exercise import LAST_RANK, Exercise, Kind
from hipstretch.core.photos import Photos
from hipstretch.core.routine import Routine

from . import atomic, own_pictures

LONGEST_ID = 40
_UNSAID = {"rank": LAST_RANK, "closes": 0, "hold_photo": ""} | dict.fromkeys(
    ("needs", "leave_out", "adapt", "step_parts", "easier_step_parts", "photos"), ()
)
"""What need not be written: it is what a reader takes for a field that is missing."""
_WORDS_UNSAID = {"leave": "", "tempo": (), "easier_steps": (), "adapted": {}}
"""The same of a text."""
NAMELESS = "routine"
"""The id of a routine whose name has no letter that an id may have."""


def path_of(folder: Path, routine_id: str) -> Path:
    """The file of a routine."""
    return folder / f"{routine_id}.toml"


def save(folder: Path, routine: Routine) -> None:
    """Write a routine whole or not at all. Raises OSError."""
    atomic.make_folder(folder)
    atomic.narrow(folder)
    atomic.write(path_of(folder, routine.id), as_toml(routine).encode())


def save_exercise(folder: Path, exercise: Exercise, pictures: Photos | None = None) -> Exercise:
    """Write an exercise's folder whole or not at all, and give the exercise as it is kept.

    Raises OSError, also if it is there.
    """
    atomic.make_folder(folder)
    atomic.narrow(folder)
    made = folder / exercise.id
    if made.exists():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(made))
    with atomic.staging(folder) as unfinished:  # the catalogue passes it over
        exercise = change_exercise(unfinished, exercise, pictures)
        unfinished.rename(made)
    atomic.sync_folder(folder)
    return exercise


def change_exercise(made: Path, exercise: Exercise, pictures: Photos | None = None) -> Exercise:
    """Write the files of an exercise that has its folder, and give it as it is kept.

    `pictures` are all its photos and its clip, None for those that it has. Raises OSError; then it has these still.
    """
    gone: Collection[str] = ()
    if pictures is not None:
        exercise, gone = own_pictures.write(made, exercise, pictures)
    for name, table in (("exercise.toml", _facts(exercise)), ("text.en.toml", _words(exercise))):
        atomic.write(made / name, tomli_w.dumps(table).encode())
    own_pictures.take_away(made, gone)
    return exercise


def put_away(made: Path) -> Path:
    """Rename an exercise's folder so that it is passed over; the new path. Raises OSError."""
    aside = aside_of(made)
    made.rename(aside)
    return aside


def aside_of(made: Path) -> Path:
    """A name beside a file or folder that nothing has, and that is passed over."""
    names = (made.with_name(f".{made.name}.deleted{number or ''}") for number in range(10_000))
    return next(free for free in names if not free.exists())


def _facts(exercise: Exercise) -> dict[str, Any]:
    plain = {f.name: getattr(exercise, f.name) for f in fields(exercise) if f.name not in ("id", "text")}
    if exercise.kind is Kind.HOLD:
        del plain["lift_s"], plain["lower_s"]
    tables = {name: asdict(plain.pop(name)) for name in ("dosage", "recommended")}
    said = {k: v for k, v in plain.items() if v != _UNSAID.get(k)}
    return {k: _plain(v) for k, v in said.items()} | tables


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.value if isinstance(value, StrEnum) else value


def _words(exercise: Exercise) -> dict[str, Any]:
    return {k: v for k, v in asdict(exercise.text).items() if v != _WORDS_UNSAID.get(k)}


def as_toml(routine: Routine) -> str:
    """The text of a routine's file. Its words stand under "en", which every language falls back to."""
    table: dict[str, Any] = {}
    if routine.side_order:
        table["side_order"] = routine.side_order.value
    if routine.times_a_day:
        table["times_a_day"] = routine.times_a_day
    table["text"] = {"en": {"name": routine.name, "summary": routine.summary}}
    table["entries"] = [
        {
            "exercise": entry.exercise,
            **({"sides": entry.sides.value} if entry.sides else {}),
            **({"dosage": asdict(entry.dosage)} if entry.dosage else {}),
        }
        for entry in routine.entries
    ]
    return tomli_w.dumps(table)


def free_id(name: str, taken: Container[str]) -> str:
    """An id that tells the name and that nothing has: "my-evening", "my-evening-2"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    stem = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_ID].strip("-") or NAMELESS
    stem = f"my-{stem}"  # also keeps clear of the names that Windows keeps for itself
    return next(
        free
        for number in range(1, 10_000)
        if (free := stem if number == 1 else f"{stem}-{number}") not in taken
    )
