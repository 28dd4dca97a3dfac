"""Export and import: everything as one zip, sessions as JSON, CSV or FIT, own exercises and routines as a bundle.

What a file is, its ending says. An import is looked at whole before anything is added (`preview_import`), so that the
person sees first what it would add; and it only ever adds (`take`): a session by its id, an exercise or a routine
if there is none of that id, or as the person wishes.
LINES is a history as the program keeps it, such as one that a program that syncs folders put aside.
"""

import io
import json
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hipstretch.core import record as records
from hipstretch.core.check import CheckRecord
from hipstretch.core.problem import Fault, Invalid, Problem
from hipstretch.core.record import Deleted, SessionRecord
from hipstretch.core.routine import Routine

from . import (
    archive,
    atomic,
    checks_file,
    fit_files,
    history_line,
    own_import,
    reading,
    sessions_table,
    settings_file,
)
from .checks_file import ChecksFile
from .fit import Names, by_id
from .history_file import HistoryFile
from .history_line import MAX_LINE, as_line
from .history_pass import MAX_BAD
from .imported import Imported
from .own_import import CheckPicture, ConflictChoice, ExistingItem, ImportItem
from .paths import Paths

VERSION = 1
"""The form of the JSON file; a greater number comes from a newer program."""
BUNDLE, EVERYTHING, SESSIONS, TABLE, LINES = ".hipstretch", ".zip", ".json", ".csv", ".jsonl"
ACTIVITIES = ".fit.zip"
EXPORTED = (ACTIVITIES, TABLE, SESSIONS, BUNDLE, EVERYTHING)
"""The endings of what can be exported; of two that fit a name, the longer one comes first."""
HISTORY, CHECKS, SETTINGS = "history.jsonl", "checks.jsonl", "settings.json"
"""Their names in the zip."""
MAX_SESSIONS = 200_000_000
"""Bytes of a file of sessions; a hundred thousand have so many."""
TOLD = 3
"""So many sessions that can't be read are named one by one."""


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would add, and what there is to say of it."""

    sessions: tuple[SessionRecord, ...] = ()
    known_sessions: int = 0
    own: tuple[ImportItem, ...] = ()
    """Exercises and routines."""
    checks: tuple[CheckRecord, ...] = ()
    settings: bool = False
    remarks: tuple[Problem, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether it would add nothing."""
        return not (self.sessions or self.own or self.checks or self.settings)


# --- export -----------------------------------------------------------------------------------------------


def ending_of(path: Path) -> str:
    """Which of EXPORTED a name has, "" for none."""
    return next((one for one in EXPORTED if path.name.endswith(one)), "")


def export(
    path: Path,
    paths: Paths,
    only: Routine | None = None,
    called: Callable[[SessionRecord], Names] = by_id,
    *,
    settings: bool = True,
) -> tuple[Problem, ...]:
    """Write the file whose ending `path` has, with the rights this person's files have; it takes the place of another.

    With `only`, a BUNDLE holds this routine and what it needs, else all that is the person's own. `called` gives the
    names in ACTIVITIES and in TABLE; EVERYTHING holds the settings if `settings`. The answer is what there is to say of
    sessions that can't be in it.
    Raises OSError, and Invalid for an ending that is none of ours or a history that is too large.
    """
    atomic.clean(path.parent)
    ending = ending_of(path)
    if ending == ACTIVITIES:
        return fit_files.save_all(path, HistoryFile(paths.history), called)
    if ending == TABLE:
        text = sessions_table.table(HistoryFile(paths.history).load()[0], called)
        mark = "utf-8-sig"  # tells a spreadsheet that it is UTF-8
        atomic.write(path, text.encode(mark), private=False)
    elif ending == SESSIONS:
        sessions = [records.to_json(r) for r in HistoryFile(paths.history).load()[0]]
        text = json.dumps({"v": VERSION, "sessions": sessions}, indent=1, ensure_ascii=False)
        atomic.write(path, text.encode("utf-8", "surrogatepass"), private=False)
    elif ending:
        with (
            atomic.writing(path, private=False) as file,
            # a date that a zip can't hold, such as 1970, becomes the nearest it can
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as packed,
        ):
            if ending == EVERYTHING and paths.history.is_file():
                info = zipfile.ZipInfo.from_file(paths.history, HISTORY, strict_timestamps=False)
                info.compress_type = zipfile.ZIP_DEFLATED
                with packed.open(info, "w") as target:
                    HistoryFile(paths.history).copy_to(target)
            for source, name in _own_files(paths, everything=ending == EVERYTHING):
                if name == SETTINGS and not settings:
                    continue
                if only is None or own_import.belongs(name, only):
                    packed.write(source, name)
    else:
        raise Invalid(Problem(Fault.ENDING_TO_EXPORT, file=path.name, choices=EXPORTED))
    return ()


def _own_files(paths: Paths, *, everything: bool) -> Iterator[tuple[Path, str]]:
    """What is the person's own but for the history, and the name it has in the zip."""
    if everything:
        for path, name in ((paths.checks, CHECKS), (paths.settings, SETTINGS)):
            if path.is_file():
                yield path, name
    base = paths.exercises.parent
    for folder in (paths.exercises, paths.routines):
        for path in sorted(folder.rglob("*")):
            name = path.relative_to(base).as_posix()
            if path.is_file() and own_import.limit(name) and path.resolve().is_relative_to(base.resolve()):
                yield path, name


# --- import -----------------------------------------------------------------------------------------------


def preview_import(
    path: Path, paths: Paths, known: Collection[str], built_in: Path, check_picture: CheckPicture
) -> ImportPreview:
    """What importing `path` would add for someone who has the sessions with the ids `known`.

    `built_in` are the bundled assets. Writes nothing that stays. Raises Invalid, and OSError if the file
    can't be read.
    """
    files: Mapping[str, bytes] = {}
    checks: tuple[CheckRecord, ...] = ()
    if path.suffix == SESSIONS:
        found, remarks = _sessions(_array_of(path))
    elif path.suffix == LINES:
        found, remarks = _sessions(_objects(reading.read(path, MAX_SESSIONS)))
        if not found:
            raise Invalid(Problem(Fault.NO_SESSIONS))
    elif path.suffix in (BUNDLE, EVERYTHING):
        files = archive.read(path, own_import.limit if path.suffix == BUNDLE else _limit)
        found, remarks = _sessions(_objects(files.get(HISTORY, b"")))
        checks = _checks(files.get(CHECKS, b""), paths, remarks)
    else:
        endings = (EVERYTHING, SESSIONS, LINES, BUNDLE)
        raise Invalid(Problem(Fault.ENDING_TO_IMPORT, file=path.name, choices=endings))
    if path.suffix in (BUNDLE, EVERYTHING) and not files:
        raise Invalid(Problem(Fault.NOTHING_OF_OURS))
    own_files = {name: data for name, data in files.items() if own_import.limit(name)}
    own = own_import.look(own_files, paths, built_in, check_picture) if own_files else ()
    remarks += [Problem(Fault.SAME_THERE, file=one.name) for one in own if one.there is ExistingItem.THE_SAME]
    settings = SETTINGS in files and not paths.settings.exists()
    if SETTINGS in files and not settings:
        remarks.append(Problem(Fault.SETTINGS_STAY))
    new = [record for record in found if record.id not in known]
    return ImportPreview(
        sessions=tuple(sorted(new, key=lambda r: r.started_at)),
        known_sessions=len(found) - len(new),
        own=tuple(one for one in own if one.there is not ExistingItem.THE_SAME),
        checks=checks,
        settings=settings,
        remarks=tuple(remarks),
        files=files,
    )


def apply_import(
    preview: ImportPreview,
    paths: Paths,
    built_in: Path,
    same: Mapping[ImportItem, ConflictChoice] | None = None,
) -> Imported:
    """Add what a preview holds, and say what was added.

    `same` is the resolution for items whose id exists already; an item that is not in it gets its first choice.
    Raises OSError; what was added by then stays, and a second try adds the rest.
    """
    wanted = {one: (same or {}).get(one, next(iter(one.choices), ConflictChoice.BOTH)) for one in preview.own}
    placed = own_import.add(
        {n: d for n, d in preview.files.items() if own_import.limit(n)}, wanted, paths, built_in
    )
    if preview.settings:
        atomic.write(paths.settings, preview.files[SETTINGS])
    if preview.checks:
        ChecksFile(paths.checks).add(*preview.checks)
    if preview.sessions:
        HistoryFile(paths.history, copies=paths.local).merge(*preview.sessions)
    lives = {one.id: one.life for one in preview.sessions}
    return Imported(lives, tuple(one.id for one in preview.checks), placed)


def _limit(name: str) -> int:
    most = {HISTORY: MAX_SESSIONS, CHECKS: checks_file.MAX_BYTES, SETTINGS: settings_file.MAX_BYTES}
    return most.get(name) or own_import.limit(name)


def _array_of(path: Path) -> list[Any]:
    """The sessions in a JSON file, as decoded."""
    raw = reading.json_object(reading.read(path, MAX_SESSIONS))
    version, sessions = raw.get("v"), raw.get("sessions")
    if isinstance(version, int) and version > VERSION:
        raise Invalid(Problem(Fault.NEWER))
    if not isinstance(sessions, list):
        raise Invalid(Problem(Fault.NO_SESSIONS))
    return sessions


def _objects(data: bytes) -> Iterator[object]:
    """What the lines of a history say, decoded; None for one that is no object."""
    return map(_object, filter(bytes.strip, io.BytesIO(data)))


def _object(line: bytes) -> object:
    try:
        return reading.json_object(line)
    except Invalid:
        return None


def _sessions(raws: Iterable[object]) -> tuple[list[SessionRecord], list[Problem]]:
    """The sessions that can be read, and the problems of those that can't. A later one of an id, or the word that it
    was deleted, takes the place of an earlier one.
    """
    found: dict[str, SessionRecord] = {}
    remarks: list[Problem] = []
    for number, raw in enumerate(raws, 1):
        try:
            one = _session(raw)
        except Invalid as error:
            remarks.append(Problem(Fault.SESSION_LEFT_OUT, line=number, cause=error.problem))
            if len(remarks) > MAX_BAD:
                raise Invalid(Problem(Fault.MANY_LEFT_OUT, most=MAX_BAD)) from None
        else:
            if isinstance(one, Deleted):
                found.pop(one.id, None)
            else:
                found[one.id] = one
    more = len(remarks) - TOLD
    told = [*remarks[:TOLD], Problem(Fault.MORE_LEFT_OUT, count=more)] if more > 0 else remarks
    return list(found.values()), told


def _checks(data: bytes, paths: Paths, remarks: list[Problem]) -> tuple[CheckRecord, ...]:
    """The tightness checks that are not there yet, with a remark on those that can't be read."""
    known = {one.id for one in ChecksFile(paths.checks).load()[0]}
    found: dict[str, CheckRecord] = {}
    for number, line in enumerate(filter(bytes.strip, data.split(b"\n")), 1):
        try:
            one = checks_file.parse(line)
        except Invalid as error:
            remarks.append(Problem(Fault.CHECK_LEFT_OUT, line=number, cause=error.problem))
        else:
            if isinstance(one, CheckRecord) and one.id not in known:
                found[one.id] = one
    return tuple(found.values())


def _session(raw: object) -> SessionRecord | Deleted:
    """The session in a decoded object, or that it was deleted.

    Raises Invalid also for what a history would not read again.
    """
    if not isinstance(raw, dict):
        raise Invalid(Problem(Fault.NOT_JSON_OBJECT))
    one = history_line.parse(raw)
    if isinstance(one, SessionRecord) and len(as_line(one)) > MAX_LINE:
        raise Invalid(Problem(Fault.LONG_LINE, most=MAX_LINE))
    return one
