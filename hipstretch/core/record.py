"""What history keeps of a session: one JSON object a line."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from math import inf
from typing import Any, TypeVar

from .events import Outcome
from .exercise import Kind, Side
from .session import PhaseResult
from .timeline import Phase, PhaseKind, Timeline

T = TypeVar("T")

VERSION = 1
"""The form of the objects; a greater number comes from a newer program."""


class SessionOutcome(StrEnum):
    """COMPLETED if every planned set was done, else PARTIAL."""

    COMPLETED = "completed"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Feeling:
    """Pain or tightness on the numeric rating scale, 0 (none) to 10 (worst imaginable); None if not said."""

    hip_left: int | None = None
    hip_right: int | None = None
    back: int | None = None


@dataclass(frozen=True, slots=True)
class SetRecord:
    """One planned set of one side. Seconds are seconds of work, without rests."""

    side: Side
    kind: Kind
    planned_s: float
    done_s: float
    planned_reps: int
    done_reps: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ExerciseRecord:
    """One exercise of a session, with every planned set in the order it was planned."""

    id: str
    sets: tuple[SetRecord, ...]


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session. The times are wall-clock with their offset; `active_s` are seconds of work done."""

    id: str
    started_at: datetime
    ended_at: datetime
    routine: str
    outcome: SessionOutcome
    active_s: float
    exercises: tuple[ExerciseRecord, ...]
    app: str
    feeling_before: Feeling | None = None
    feeling_after: Feeling | None = None
    note: str = ""


def exercise_records(timeline: Timeline, results: Mapping[int, PhaseResult]) -> tuple[ExerciseRecord, ...]:
    """Planned and done, set by set, from the phases of a session and what came of them."""
    work = [p for p in timeline if p.kind.is_work]
    records = []
    for _, phases in groupby(work, key=lambda p: p.entry):
        sets: dict[tuple[Side, int], list[Phase]] = {}
        for phase in phases:
            sets.setdefault((phase.side, phase.set), []).append(phase)
        first = next(iter(sets.values()))[0]
        records.append(ExerciseRecord(first.exercise, tuple(_set_record(s, results) for s in sets.values())))
    return tuple(records)


def session_outcome(exercises: tuple[ExerciseRecord, ...]) -> SessionOutcome:
    """COMPLETED if every set of every exercise was done."""
    done = all(s.outcome is Outcome.DONE for e in exercises for s in e.sets)
    return SessionOutcome.COMPLETED if done else SessionOutcome.PARTIAL


def to_json(record: SessionRecord) -> dict[str, Any]:
    """The object of one line of history.jsonl."""
    plain = asdict(record)
    plain["started_at"] = record.started_at.isoformat()
    plain["ended_at"] = record.ended_at.isoformat()
    return {"v": VERSION, **plain}


def from_json(raw: Mapping[str, Any]) -> SessionRecord:
    """The record that `to_json` wrote.

    Raises ValueError naming the first field that can't be used, and its value.
    """
    return SessionRecord(
        id=_get(raw, "id", _text),
        started_at=_get(raw, "started_at", _moment),
        ended_at=_get(raw, "ended_at", _moment),
        routine=_get(raw, "routine", _text),
        outcome=_get(raw, "outcome", SessionOutcome),
        active_s=_get(raw, "active_s", _amount),
        exercises=_get(raw, "exercises", _exercises),
        app=_get(raw, "app", _text),
        feeling_before=_get(raw, "feeling_before", _feeling),
        feeling_after=_get(raw, "feeling_after", _feeling),
        note=_get(raw, "note", _text),
    )


def _set_record(phases: list[Phase], results: Mapping[int, PhaseResult]) -> SetRecord:
    found = [results.get(p.index) for p in phases]
    outcomes = {r.outcome if r else Outcome.SKIPPED for r in found}
    worst = next(o for o in (Outcome.EASED, Outcome.SKIPPED, Outcome.DONE) if o in outcomes)
    return SetRecord(
        side=phases[0].side,
        kind=Kind.HOLD if phases[0].kind is PhaseKind.HOLD else Kind.REPETITION,
        planned_s=round(sum(p.planned_s for p in phases), 1),
        done_s=round(sum(r.done_s for r in found if r), 1),
        planned_reps=len(phases),
        done_reps=sum(r is not None and r.outcome is Outcome.DONE for r in found),
        outcome=worst,
    )


def _get(raw: Mapping[str, Any], field: str, read: Callable[[Any], T]) -> T:
    try:
        return read(raw.get(field))
    except (TypeError, ValueError) as error:
        raise ValueError(f"{field}: {raw.get(field)!r} ({error})") from error


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _moment(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("has no offset from UTC")
    return moment


def _amount(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < inf:
        raise ValueError("not a number from 0")
    return float(value)


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError("not a whole number from 0")
    return value


def _score(value: object) -> int | None:
    if value is not None and _count(value) > 10:
        raise ValueError("not from 0 to 10")
    return None if value is None else _count(value)


def _feeling(value: object) -> Feeling | None:
    if value is None:
        return None
    raw = _object(value)
    return Feeling(*(_get(raw, f.name, _score) for f in fields(Feeling)))


def _exercises(value: object) -> tuple[ExerciseRecord, ...]:
    return tuple(
        ExerciseRecord(_get(e, "id", _text), _get(e, "sets", _sets)) for e in map(_object, _array(value))
    )


def _sets(value: object) -> tuple[SetRecord, ...]:
    return tuple(
        SetRecord(
            side=_get(s, "side", Side),
            kind=_get(s, "kind", Kind),
            planned_s=_get(s, "planned_s", _amount),
            done_s=_get(s, "done_s", _amount),
            planned_reps=_get(s, "planned_reps", _count),
            done_reps=_get(s, "done_reps", _count),
            outcome=_get(s, "outcome", Outcome),
        )
        for s in map(_object, _array(value))
    )


def _object(value: object) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError("not an object")
    return value


def _array(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not an array")
    return value
