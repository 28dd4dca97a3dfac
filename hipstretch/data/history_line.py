"""A line of history.jsonl: a session, or the deletion of one."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

from hipstretch.core import decode
from hipstretch.core import record as records
from hipstretch.core.problem import Fault, Invalid, Problem
from hipstretch.core.record import MAX_SETS, Deleted, SessionOutcome, SessionRecord
from hipstretch.core.routine import MAX_ENTRIES

from . import reading

MAX_LINE = 1_000_000
"""Bytes of one session; a long one has five thousand."""


class SessionSummary(NamedTuple):
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


def as_line(record: SessionRecord) -> bytes:
    """A record as a line of the file."""
    return _line(records.to_json(record))


def line_of(one: SessionRecord | Deleted) -> bytes:
    """Either as a line of the file."""
    return deleted_line(one) if isinstance(one, Deleted) else as_line(one)


def deleted_line(gone: Deleted) -> bytes:
    """That a session or a check was deleted, as a line of the file."""
    plain = {"v": records.VERSION, "id": gone.id, "deleted_at": gone.at.isoformat()}
    return _line({**plain, "life": gone.life} if gone.life else plain)


def deletion(raw: Mapping[str, Any]) -> Deleted | None:
    """What `deleted_line` wrote, None for any other object. Raises Invalid."""
    if "deleted_at" not in raw:
        return None
    at = decode.get(raw, "deleted_at", decode.moment)
    return Deleted(decode.get(raw, "id", decode.name), at, records.life_of(raw))


def _line(plain: Mapping[str, Any]) -> bytes:
    return json.dumps(plain, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def parse(raw: Mapping[str, Any]) -> SessionRecord | Deleted:
    """What a decoded line says. Raises Invalid saying what is wrong with it."""
    version = raw.get("v")
    if isinstance(version, int) and version > records.VERSION:
        raise Invalid(Problem(Fault.NEWER))
    return deletion(raw) or records.from_json(raw)


BEGINNING = datetime.min.replace(tzinfo=UTC)
"""Earlier than every session."""


def read_entry(_: int, line: bytes) -> SessionRecord | Deleted:
    """What a line says. Raises Invalid saying what is wrong with it."""
    if len(line) > MAX_LINE:
        raise Invalid(Problem(Fault.LONG_LINE, most=MAX_LINE))
    return parse(reading.json_object(line))


class Quick:
    """Reads of a line what lists need. Equal tuples of exercises are one tuple: there are few, and many sessions."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def __call__(self, at: int, line: bytes) -> SessionSummary | Deleted:
        """What a line says. Raises Invalid saying what is wrong with it."""
        if one := _listed_fast(at, line, self._known):
            return one
        found = read_entry(at, line)
        return found if isinstance(found, Deleted) else listed(found, at, len(line))


def listed(record: SessionRecord, at: int = 0, size: int = 0) -> SessionSummary:
    """A record as lists need it."""
    return SessionSummary(
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


def _listed_fast(
    at: int, line: bytes, known: dict[tuple[str, ...], tuple[str, ...]]
) -> SessionSummary | None:
    """The same from a line as this program writes it, without decoding all of it; None for any other line."""
    try:
        match = _line_as_written().fullmatch(line.decode()) if len(line) <= MAX_LINE else None
        if match is None:
            return None
        id_, started, ended, routine, outcome, active_s, inner, note, changed = match.groups()
        datetime.fromisoformat(ended)
        datetime.fromisoformat(changed or ended)
        exercises = tuple(_EXERCISE_ID.findall(inner))
        if len(exercises) > MAX_ENTRIES:
            return None
        return SessionSummary(
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
def _line_as_written() -> re.Pattern[str]:
    """A line as `as_line` writes it; a new field goes in here as well, optionally, or every line is decoded.

    What it matches is valid but for its dates, which are read anyway.

    Made when it is first needed: Today does without.
    """
    unnamed = _NAME.replace("(", "(?:")
    return re.compile(
        rf'\{{"v": 1, "id": {_NAME}, "started_at": {_MOMENT}, "ended_at": {_MOMENT}, "routine": {_NAME}, '
        rf'"outcome": "(completed|partial)", "active_s": ({_NUMBER}), '
        rf'"exercises": \[((?:{_EXERCISE}(?:, {_EXERCISE})*)?)\], "app": {unnamed}, '
        rf'"feeling_before": {_FEELING}, "feeling_after": {_FEELING}, '
        r'"note": ("(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4}){0,100000}")'
        rf'(?:, "changed_at": {_MOMENT})?(?:, "life": [1-9]\d{{0,5}})?\}}\n?',
        re.ASCII,
    )


_EXERCISE_ID = re.compile(r'\{"id": "([^"]*)", "sets"')
