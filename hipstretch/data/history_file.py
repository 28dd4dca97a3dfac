"""history.jsonl: one session a line, appended and synced. What can't be read is kept, and said so."""

import contextlib
import json
import logging
import os
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from hipstretch.core import record as records
from hipstretch.core.record import MAX_SETS, SessionOutcome, SessionRecord
from hipstretch.core.routine import MAX_ENTRIES

from . import atomic, backups, reading

log = logging.getLogger("hipstretch.history")

MAX_BYTES = 2_000_000_000
"""A larger file is not read: ten years have ten million."""
TAIL_BYTES = 150_000
"""What is read of a long file to know the last weeks: eighty sessions or more."""
MAX_LINE = 1_000_000
"""Bytes of one session; a long one has five thousand."""


def local_day() -> date:
    """Today, here."""
    return datetime.now().astimezone().date()


class Listed(NamedTuple):
    """A session as lists and counts need it, and where its line begins and how long it is, in bytes."""

    id: str
    started_at: datetime
    routine: str
    outcome: SessionOutcome
    active_s: float
    exercises: tuple[str, ...]
    note: str
    at: int
    size: int


class HistoryFile:
    """Reads and writes one history file."""

    def __init__(self, path: Path, today: Callable[[], date] = local_day) -> None:
        self.path = path
        self._today = today

    @property
    def damaged_path(self) -> Path:
        """Where damaged lines are copied to."""
        return self.path.with_name(f"{self.path.stem}.damaged{self.path.suffix}")

    @property
    def backup_path(self) -> Path:
        """The history as it was before the last change other than an append."""
        return self.path.with_name(f"{self.path.name}.bak")

    def load(self) -> tuple[tuple[SessionRecord, ...], tuple[str, ...]]:
        """The records, oldest first, and a sentence for everything that could not be read. Never raises."""
        found: dict[str, SessionRecord] = {}
        notices = self._each(lambda _, line: _put(found, _record(line)))
        return tuple(sorted(found.values(), key=lambda r: r.started_at)), notices

    def scan(self) -> tuple[tuple[Listed, ...], tuple[str, ...]]:
        """Likewise, of every session only what lists and counts need: a tenth of the time and of the memory."""
        found: dict[str, Listed] = {}
        known: dict[tuple[str, ...], tuple[str, ...]] = {}

        def take(at: int, line: bytes) -> None:
            one = _listed_fast(at, line, known) or listed(_record(line), at, len(line))
            found[one.id] = one

        notices = self._each(take)
        return tuple(sorted(found.values(), key=lambda one: one.started_at)), notices

    def recent(self) -> tuple[tuple[SessionRecord, ...], tuple[str, ...]]:
        """Likewise, of a long file only its end; there nothing is said of what can't be read."""
        try:
            reading.check(self.path, MAX_BYTES)
            with self.path.open("rb") as file:
                end = file.seek(0, os.SEEK_END)
                if end <= TAIL_BYTES:
                    return self.load()
                file.seek(end - TAIL_BYTES)
                lines = file.read().split(b"\n")[1:]
        except (OSError, ValueError):
            return self.load()  # it says why
        found: dict[str, SessionRecord] = {}
        for line in filter(bytes.strip, lines):
            with contextlib.suppress(ValueError):
                _put(found, _record(line))
        return tuple(sorted(found.values(), key=lambda r: r.started_at)), ()

    def is_long(self) -> bool:
        """Whether there is more than `recent` reads."""
        try:
            return self.path.stat().st_size > TAIL_BYTES
        except OSError:
            return False

    def read(self, one: Listed) -> SessionRecord:
        """The whole record of a session. Raises ValueError if it does not stand there any more, and OSError."""
        with self.path.open("rb") as file:
            file.seek(one.at)
            found = _record(file.read(one.size))
        if found.id != one.id:
            raise ValueError(f"{self.path} was changed")
        return found

    def _each(self, take: Callable[[int, bytes], None]) -> tuple[str, ...]:
        """Hand every line and its place to `take`, which raises ValueError over a bad one; what there is to say."""
        bad: list[tuple[int, bytes, str]] = []
        newer = at = 0
        try:
            reading.check(self.path, MAX_BYTES)
            with self.path.open("rb") as file:
                for number, line in enumerate(file, 1):
                    try:
                        if line.strip():
                            take(at, line)
                    except _NewerError:
                        newer += 1
                    except ValueError as error:
                        bad.append((number, line.removesuffix(b"\n"), str(error)))
                    at += len(line)
        except FileNotFoundError:
            return ()
        except (OSError, ValueError) as error:
            why = f"{self.path} can't be read ({getattr(error, 'strerror', None) or error})."
            return (f"{why} Your history is not shown; it is not changed.",)
        notices = [self._report(bad)] if bad else []
        if newer:
            notices.append(
                f"{newer} session(s) in {self.path.name} come from a newer version of Hipstretch. "
                "They are kept as they are and not shown."
            )
        return tuple(notices)

    def append(self, *new: SessionRecord) -> None:
        """Add records at the end, on disk when this returns. Raises OSError and leaves no half line then."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        fresh = not self.path.exists()
        with self.path.open("r+b" if not fresh else "xb") as file:
            end = file.seek(0, os.SEEK_END)
            torn = False
            if end:
                file.seek(end - 1)
                torn = file.read(1) != b"\n"
            try:
                file.write((b"\n" if torn else b"") + b"".join(map(as_line, new)))
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                file.truncate(end)
                raise
        if fresh:
            atomic.sync_folder(self.path.parent)

    def merge(self, *new: SessionRecord) -> None:
        """Add records where they belong in time: the end of the file is what was done last. Raises OSError."""
        recent = self.recent()[0]
        if not recent or min(r.started_at for r in new) >= recent[-1].started_at:
            self.append(*new)
            return
        data = self.path.read_bytes()
        lines: list[tuple[datetime, bytes]] = []
        for line in data.removesuffix(b"\n").split(b"\n"):
            with contextlib.suppress(ValueError):
                lines.append((_record(line).started_at, line + b"\n"))
                continue
            lines.append((lines[-1][0] if lines else _BEGINNING, line + b"\n"))
        lines += [(record.started_at, as_line(record)) for record in new]
        self._put_in_place(data, b"".join(line for _, line in sorted(lines, key=lambda pair: pair[0])))

    def replace(self, record: SessionRecord) -> None:
        """Put a record in place of the one with its id. Raises OSError."""
        self._rewrite(record.id, lambda _: as_line(record))

    def delete(self, record_id: str) -> None:
        """Take out the record with this id. Raises OSError."""
        self._rewrite(record_id, lambda _: b"")

    def _rewrite(self, record_id: str, change: Callable[[bytes], bytes]) -> None:
        """Change the lines of one record and keep every other line as it is, readable or not."""
        data = self.path.read_bytes()
        lines = [line + b"\n" for line in data.removesuffix(b"\n").split(b"\n")]
        mark = json.dumps(record_id).encode()  # most lines need no decoding to be none of it
        changed = [
            change(line) if (mark in line or b"\\" in mark + line) and _id(line) == record_id else line
            for line in lines
        ]
        self._put_in_place(data, b"".join(changed))

    def _put_in_place(self, before: bytes, after: bytes) -> None:
        """Write the whole file anew; what it was before stays beside it."""
        self.keep_copy()
        atomic.write(self.backup_path, before)
        atomic.write(self.path, after)

    def keep_copy(self) -> None:
        """A copy of what stood here this morning. Without one the change is made all the same."""
        try:
            backups.keep(self.path, self._today())
        except OSError as error:
            log.warning("no copy of %s: %s", self.path, error)

    def _report(self, bad: list[tuple[int, bytes, str]]) -> str:
        where = ", ".join(f"line {number}: {error}" for number, _, error in bad[:3])
        more = f", and {len(bad) - 3} more" if len(bad) > 3 else ""
        kept = ""
        try:
            exists = self.damaged_path.exists()
            before = reading.read(self.damaged_path, MAX_BYTES).split(b"\n")[:-1] if exists else []
            fresh = [line for _, line, _ in bad if line not in before]
            if fresh:
                atomic.write(self.damaged_path, b"".join(line + b"\n" for line in [*before, *fresh]))
            kept = f" A copy is in {self.damaged_path.name}."
        except (OSError, ValueError):
            pass
        return (
            f"{len(bad)} line(s) of {self.path.name} can't be read ({where}{more}). "
            f"They stay in the file; all other sessions are shown.{kept}"
        )


def as_line(record: SessionRecord) -> bytes:
    """A record as a line of the file."""
    return json.dumps(records.to_json(record), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


_BEGINNING = datetime.min.replace(tzinfo=UTC)
"""Where lines stand that have no time, at the beginning of a file."""


class _NewerError(ValueError):
    """A line comes from a newer version."""


def _record(line: bytes) -> SessionRecord:
    """The record in a line. Raises ValueError saying what is wrong with it."""
    raw = _object(line)
    version = raw.get("v")
    if isinstance(version, int) and version > records.VERSION:
        raise _NewerError
    return records.from_json(raw)


def _put(found: dict[str, SessionRecord], record: SessionRecord) -> None:
    found[record.id] = record


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_LINE:
        raise ValueError(f"it is longer than {MAX_LINE:,} bytes")
    return reading.json_object(line)


def listed(record: SessionRecord, at: int = 0, size: int = 0) -> Listed:
    """A record as lists need it."""
    return Listed(
        record.id,
        record.started_at,
        record.routine,
        record.outcome,
        record.active_s,
        tuple(exercise.id for exercise in record.exercises),
        record.note,
        at,
        size,
    )


def _listed_fast(at: int, line: bytes, known: dict[tuple[str, ...], tuple[str, ...]]) -> Listed | None:
    """The same from a line as this program writes it, without decoding all of it; None for any other line."""
    try:
        match = _ours().fullmatch(line.decode()) if len(line) <= MAX_LINE else None
        if match is None:
            return None
        id_, started, ended, routine, outcome, active_s, inner, note = match.groups()
        datetime.fromisoformat(ended)
        exercises = tuple(_EXERCISE_ID.findall(inner))
        if len(exercises) > MAX_ENTRIES:
            return None
        return Listed(
            id_,
            datetime.fromisoformat(started),
            routine,
            _OUTCOMES[outcome],
            float(active_s),
            known.setdefault(exercises, exercises),
            json.loads(note) if len(note) > 2 else "",
            at,
            len(line),
        )
    except ValueError:
        return None


_NAME = r'"([^"\\\x00-\x1f]{0,200})"'
_MOMENT = r'"((?:19[789]|20\d|21\d)\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?[+-]\d\d:\d\d)"'
_OUTCOMES = {str(outcome): outcome for outcome in SessionOutcome}
_NUMBER = r"(?:0|[1-9]\d{0,5})(?:\.\d{1,15})?"
_SCORE = r"(?:null|10|\d)"
_FEELING = rf'(?:null|\{{"hip_left": {_SCORE}, "hip_right": {_SCORE}, "back": {_SCORE}\}})'
_SET = (
    r'\{"side": "(?:left|right|both)", "kind": "(?:hold|repetition)", '
    rf'"planned_s": {_NUMBER}, "done_s": {_NUMBER}, '
    r'"planned_reps": (?:0|[1-9]\d{0,5}), "done_reps": (?:0|[1-9]\d{0,5}), "outcome": "(?:done|skipped|eased)"\}'
)
_SETS = rf"\[(?:{_SET}(?:, {_SET}){{0,{MAX_SETS - 1}}})?\]"
_EXERCISE = rf'\{{"id": {_NAME.replace("(", "(?:")}, "sets": {_SETS}\}}'


@cache
def _ours() -> re.Pattern[str]:
    """A line as `as_line` writes it. What it matches is valid but for its dates, which are read anyway.

    Made when it is first needed: Today does without.
    """
    unnamed = _NAME.replace("(", "(?:")
    return re.compile(
        rf'\{{"v": 1, "id": {_NAME}, "started_at": {_MOMENT}, "ended_at": {_MOMENT}, "routine": {_NAME}, '
        rf'"outcome": "(completed|partial)", "active_s": ({_NUMBER}), '
        rf'"exercises": \[((?:{_EXERCISE}(?:, {_EXERCISE})*)?)\], "app": {unnamed}, '
        rf'"feeling_before": {_FEELING}, "feeling_after": {_FEELING}, '
        r'"note": ("(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4}){0,100000}")\}\n?',
        re.ASCII,
    )


_EXERCISE_ID = re.compile(r'\{"id": "([^"]*)", "sets"')


def _id(line: bytes) -> object:
    try:
        return _object(line).get("id")
    except ValueError:
        return None
