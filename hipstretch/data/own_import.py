"""Own exercises and routines out of a file: what they are, and what becomes of them where there is one of that id."""

import contextlib
import re
import tomllib
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

import tomli_w

from hipstretch.core.problem import Fault, Invalid, Problem
from hipstretch.core.routine import Routine

from . import atomic, catalogue, own_files, pictures, reading, toml_fields, toml_file
from .paths import Paths

EXERCISES, ROUTINES = "exercises", "routines"
"""The two kinds, and their folders."""
MAX_PICTURE = 20_000_000
"""Bytes of a picture."""
LONGEST_ID = 60
"""Characters of an id before the number that tells it from another."""

_PICTURE = rf"(?P<picture>({'|'.join(pictures.PICTURES)})\.webp|{toml_fields.PHOTO})"
_OWN = re.compile(
    r"routines/[a-z0-9-]+\.toml"
    rf"|exercises/[a-z0-9-]+/(exercise\.toml|text\.[a-zA-Z_]+\.toml|{_PICTURE})"
)

CheckPicture = Callable[[Path], object]
"""Raises ValueError saying what is wrong with a picture."""


class ConflictChoice(StrEnum):
    """What becomes of something where there is one of its id."""

    BOTH = "both"
    REPLACE = "replace"
    SKIP = "skip"


class ExistingItem(StrEnum):
    """What there is of an id already: nothing, the very same, another one of the person's, or a built-in one."""

    NOTHING = "nothing"
    THE_SAME = "the same"
    OWN = "own"
    BUILT_IN = "built in"


@dataclass(frozen=True, slots=True)
class ImportItem:
    """An exercise or a routine in a file, by the name a person knows it by."""

    kind: str
    id: str
    name: str
    there: ExistingItem
    beside: str = ""
    """What it would be called beside another one of its id; "" if there is none."""

    @property
    def choices(self) -> tuple[ConflictChoice, ...]:
        """What may become of it, the safest first; none if nothing is to be asked."""
        return {
            ExistingItem.OWN: (ConflictChoice.BOTH, ConflictChoice.REPLACE, ConflictChoice.SKIP),
            ExistingItem.BUILT_IN: (ConflictChoice.BOTH, ConflictChoice.SKIP),
        }.get(self.there, ())


@dataclass(frozen=True, slots=True)
class Placed:
    """An exercise or a routine that was put in place, by its id there, and where lies what it replaced."""

    kind: str
    id: str
    aside: Path | None = None


def limit(name: str) -> int:
    """Bytes that a file of an own exercise or routine may have; 0 if it is none."""
    match = _OWN.fullmatch(name)
    if not match:
        return 0
    return MAX_PICTURE if match["picture"] else toml_file.MAX_BYTES


def look(
    files: Mapping[str, bytes], paths: Paths, built_in: Path, check_picture: CheckPicture
) -> tuple[ImportItem, ...]:
    """The exercises and routines in `files`. Raises Invalid if one could not be used if it were in place."""
    base = paths.exercises.parent
    known = set(catalogue.load([built_in, base]).problems)
    with _staged(base, files) as folder:
        found = catalogue.load([built_in, base, folder])
        for problem in found.problems:
            if problem not in known:
                raise Invalid(problem.cause or problem)
        for picture in sorted(folder.rglob("*.webp")):
            try:
                check_picture(picture)
            except ValueError as error:
                name = picture.relative_to(folder).as_posix()
                raise Invalid(Problem(Fault.PICTURE, file=name, reason=str(error))) from None
    names = {
        EXERCISES: {k: e.text.name for k, e in found.exercises.items()},
        ROUTINES: {k: r.name for k, r in found.routines.items()},
    }
    items = [
        ImportItem(kind, one, names[kind].get(one, one), _there(files, kind, one, base, built_in))
        for kind, one in dict.fromkeys(map(_kind_and_id, files))
    ]
    beside = _ids_beside(items, paths, built_in)
    return tuple(
        replace(one, beside=_told_apart(one.name, _number(one, beside[one]))) if one in beside else one
        for one in items
    )


def belongs(name: str, routine: Routine) -> bool:
    """Whether a file is part of a routine: its own, or one of an exercise in it."""
    kind, one = _kind_and_id(name)
    return one == routine.id if kind == ROUTINES else any(e.exercise == one for e in routine.entries)


def add(
    files: Mapping[str, bytes],
    wanted: Mapping[ImportItem, ConflictChoice],
    paths: Paths,
    built_in: Path,
    *,
    by_content: bool = False,
) -> tuple[Placed, ...]:
    """Put exercises and routines in place, each with what becomes of it where there is one of its id.

    Gives those that were put in place, exercises first. What is replaced stays on disk, hidden. With `by_content`,
    what is added beside another one gets an id by what it holds, and is left out if it was added before.
    Raises OSError; what was added by then stays.
    """
    beside = _ids_beside(wanted, paths, built_in)
    fresh = {
        own: _by_content(own, files) if by_content else beside[own]
        for own, same in wanted.items()
        if same is ConflictChoice.BOTH and own.choices
    }
    moved = {own.id: new for own, new in fresh.items() if own.kind == EXERCISES}
    placed = []
    for own, same in sorted(wanted.items(), key=lambda item: item[0].kind):  # exercises before their routines
        if own.there is ExistingItem.THE_SAME or (own.choices and same is ConflictChoice.SKIP):
            continue
        part = {n: d for n, d in files.items() if _kind_and_id(n) == (own.kind, own.id)}
        part = {n: _with_exercises(d, moved) if own.kind == ROUTINES else d for n, d in part.items()}
        target = fresh.get(own, own.id)
        if (
            by_content
            and own.kind == ROUTINES
            and _holds(path_of(paths.exercises.parent, ROUTINES, own.id), part)
        ):
            continue  # it came before, with the exercises it has now
        if own in fresh:
            if by_content and path_of(paths.exercises.parent, own.kind, target).exists():
                continue
            number = "2" if by_content else _number(own, target)
            part = {_renamed(n, target): _numbered(n, d, number) for n, d in part.items()}
        placed.append(Placed(own.kind, target, _put(part, own.kind, target, paths)))
    return tuple(placed)


def _holds(path: Path, part: Mapping[str, bytes]) -> bool:
    return path.is_file() and [path.read_bytes()] == list(part.values())


def _put(part: Mapping[str, bytes], kind: str, target: str, paths: Paths) -> Path | None:
    """Put one in place; where lies what it replaced."""
    aside = None
    base = paths.exercises.parent
    place = path_of(base, kind, target)
    if kind == ROUTINES:
        atomic.make_folder(paths.routines)
        atomic.narrow(paths.routines)
        if place.exists():
            aside = own_files.aside_of(place)
            atomic.write(aside, place.read_bytes())
        atomic.write(place, next(iter(part.values())))
        return aside
    with _staged(base, part) as folder:
        atomic.make_folder(paths.exercises)
        atomic.narrow(paths.exercises)
        aside = own_files.put_away(place) if place.exists() else None
        try:
            (folder / kind / target).rename(place)
        except OSError:
            if aside:
                aside.rename(place)
            raise
    atomic.sync_folder(paths.exercises)
    return aside


def _there(files: Mapping[str, bytes], kind: str, one: str, base: Path, built_in: Path) -> ExistingItem:
    here = path_of(base, kind, one)
    if here.exists():
        mine = {
            path.relative_to(base).as_posix(): path
            for path in ([here] if kind == ROUTINES else here.iterdir())
        }
        now = {n: _bytes_of(path, limit(n)) for n, path in mine.items() if limit(n) and path.is_file()}
        then = {name: data for name, data in files.items() if _kind_and_id(name) == (kind, one)}
        return ExistingItem.THE_SAME if now == then else ExistingItem.OWN
    return ExistingItem.BUILT_IN if path_of(built_in, kind, one).exists() else ExistingItem.NOTHING


def _bytes_of(path: Path, most: int) -> bytes | None:
    """What a file holds; None if it is larger than one of its kind may be."""
    try:
        return reading.read(path, most)
    except Invalid:
        return None


def path_of(base: Path, kind: str, one: str) -> Path:
    """Where an exercise or a routine of an id lies, below the person's folder or the bundled one."""
    return own_files.path_of(base / kind, one) if kind == ROUTINES else base / kind / one


def _kind_and_id(name: str) -> tuple[str, str]:
    kind, one, *_ = name.split("/")
    return kind, one.removesuffix(".toml")


def _renamed(name: str, target: str) -> str:
    kind, one, *rest = name.split("/")
    return "/".join((kind, target if rest else f"{target}{Path(one).suffix}", *rest))


def _ids_beside(items: Collection[ImportItem], paths: Paths, built_in: Path) -> dict[ImportItem, str]:
    """The ids of those that there is another one of, if both are kept."""
    bases = (paths.exercises.parent, built_in)
    taken = {path_of(base, one.kind, one.id).stem for one in items for base in bases}
    return {one: _free(one.id, [base / one.kind for base in bases], taken) for one in items if one.choices}


def _number(own: ImportItem, beside: str) -> str:
    """The number that tells an id of `_ids_beside` from that of the other one."""
    return beside.removeprefix(own.id[:LONGEST_ID]).strip("-")


def _told_apart(name: str, number: str) -> str:
    end = f" ({number})"
    return name[: toml_fields.MAX_NAME - len(end)] + end


def _free(one: str, folders: Sequence[Path], taken: Collection[str]) -> str:
    """An id like `one` that nothing has."""
    names = (f"{one[:LONGEST_ID]}-{number}" for number in range(2, 1000))
    used = {path.stem for folder in folders if folder.exists() for path in folder.iterdir()} | set(taken)
    return next(name for name in names if name not in used)


def _by_content(own: ImportItem, files: Mapping[str, bytes]) -> str:
    """An id like that of `own` that tells what it holds."""
    sum_ = 0
    for name in sorted(files):
        if _kind_and_id(name) == (own.kind, own.id):
            sum_ = zlib.crc32(files[name], zlib.crc32(name.encode(), sum_))
    return f"{own.id[: LONGEST_ID - 9].rstrip('-')}-{sum_:08x}"


def files_of(paths: Paths, name: str) -> dict[str, bytes]:
    """The files of the own exercise or routine that a file belongs to. Raises OSError, Invalid for a large one."""
    base = paths.exercises.parent
    here = path_of(base, *_kind_and_id(name))
    found = [here] if here.is_file() else sorted(here.iterdir()) if here.is_dir() else []
    names = {path.relative_to(base).as_posix(): path for path in found}
    return {n: reading.read(path, limit(n)) for n, path in names.items() if limit(n) and path.is_file()}


def _with_exercises(routine: bytes, moved: Mapping[str, str]) -> bytes:
    """A routine's file that names the exercises by the ids they have now; as it is if none was renamed."""
    table = tomllib.loads(routine.decode())
    entries: Iterable[dict[str, Any]] = table["entries"]
    if not any(entry["exercise"] in moved for entry in entries):
        return routine
    for entry in entries:
        entry["exercise"] = moved.get(entry["exercise"], entry["exercise"])
    return tomli_w.dumps(table).encode()


def _numbered(file: str, data: bytes, number: str) -> bytes:
    """A file of words with a number behind the name, so that two can be told apart."""
    if file.startswith(f"{EXERCISES}/"):
        if "/text." not in file:
            return data
        table = tomllib.loads(data.decode())
        texts = [table]
    else:
        table = tomllib.loads(data.decode())
        texts = list(table["text"].values())
    for text in texts:
        text["name"] = _told_apart(text["name"], number)
    return tomli_w.dumps(table).encode()


@contextlib.contextmanager
def _staged(base: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """A folder below `base` with files in it, which is gone afterwards."""
    with atomic.staging(base) as folder:
        for name, data in files.items():
            atomic.write(folder / name, data)
        yield folder
