"""What history keeps of a session: one JSON object a line."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any, NamedTuple

from . import decode
from .decode import get
from .exercise import Kind, Side
from .outcome import Outcome, PhaseResult
from .routine import MAX_ENTRIES
from .timeline import Phase, PhaseKey, PhaseKind, Timeline

VERSION = 1
"""The form of the objects; a greater number comes from a newer program."""
MAX_NOTE = 4000
"""Characters of a note that can be written."""
READABLE_NOTE = 100_000
"""Characters of a note that can be read: other programs may have written it."""
MAX_SETS = 100
"""Sets of one exercise."""
ROUNDED_S = 0.1
"""Seconds of a set may be off by so much: they are kept in tenths."""
SHORT_S = 60.0
"""With less work than this the person is asked whether a session that was broken off is to be kept."""


class SessionOutcome(StrEnum):
    """COMPLETED if every planned set was done, else PARTIAL."""

    COMPLETED = "completed"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Feeling:
    """Pain on the numeric rating scale, 0 (none) to 10 (worst imaginable); None if not said."""

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

    @property
    def begun_reps(self) -> int:
        """Repetitions done, and the one that was broken off if something of it was done; no less than one."""
        left_s = self.done_s - self.done_reps * self.planned_s / max(1, self.planned_reps)
        broken_off = self.outcome is not Outcome.DONE and left_s > ROUNDED_S
        return max(1, min(self.planned_reps, self.done_reps + broken_off))


@dataclass(frozen=True, slots=True)
class ExerciseRecord:
    """One exercise of a session, with every planned set in the order it was planned."""

    id: str
    sets: tuple[SetRecord, ...]


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """One session. The times are wall-clock with their offset; `active_s` are seconds of work done.

    `changed_at` is when it was last edited, None for never; `life` is how often it was brought back after it was
    deleted. By these two copies of a history are merged (`core/merge.py`); they make no other session of it.
    """

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
    changed_at: datetime | None = field(default=None, compare=False)
    life: int = field(default=0, compare=False)

    @property
    def begun(self) -> int:
        """Of how many of `exercises` anything was done."""
        return sum(1 for e in self.exercises if any(s.done_s > 0 for s in e.sets))

    @property
    def is_short(self) -> bool:
        """Whether it was broken off after hardly any work. What was planned that short is not."""
        return self.outcome is SessionOutcome.PARTIAL and self.active_s < SHORT_S


class Deleted(NamedTuple):
    """Says that a session or a check was deleted, and when; `life` is the one it had then."""

    id: str
    at: datetime
    life: int = 0


def session_record(
    timeline: Timeline,
    results: Mapping[PhaseKey, PhaseResult],
    *,
    id_: str,
    started_at: datetime,
    ended_at: datetime,
    routine: str,
    app: str,
    feeling_before: Feeling | None = None,
    feeling_after: Feeling | None = None,
    note: str = "",
) -> SessionRecord:
    """The record of a session: the one that ends, the one that is kept after a crash, the one entered by hand.

    `app` is the version of the program. A session without phases has no seconds of work.
    """
    exercises = exercise_records(timeline, results)
    return SessionRecord(
        id=id_,
        started_at=started_at,
        ended_at=ended_at,
        routine=routine,
        outcome=session_outcome(exercises),
        active_s=round(active_s(results), 2),
        exercises=exercises,
        app=app,
        feeling_before=feeling_before,
        feeling_after=feeling_after,
        note=note,
    )


def retimed(record: SessionRecord, started_at: datetime, length: timedelta) -> SessionRecord:
    """A session that was at another time, or took longer or shorter.

    What was held and repeated stays as it was measured; where nothing was, another length is all work.
    """
    took = record.ended_at - record.started_at
    worked = record.active_s if record.exercises or length == took else length.total_seconds()
    return replace(record, started_at=started_at, ended_at=started_at + length, active_s=worked)


def active_s(results: Mapping[PhaseKey, PhaseResult]) -> float:
    """Seconds held or repeated in a session; pauses, rests and preparing do not count."""
    return sum(result.done_s for key, result in results.items() if key.kind.is_work)


def exercise_records(
    timeline: Timeline, results: Mapping[PhaseKey, PhaseResult]
) -> tuple[ExerciseRecord, ...]:
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
    changed_at, life = plain.pop("changed_at"), plain.pop("life")
    if changed_at:
        plain["changed_at"] = changed_at.isoformat()
    if life:
        plain["life"] = life
    return {"v": VERSION, **plain}


def from_json(raw: Mapping[str, Any]) -> SessionRecord:
    """The record that `to_json` wrote. Where the wall clock was set back meanwhile, the end is put after the beginning.

    Raises Invalid naming the first field that can't be used, and its value.
    """
    id_ = get(raw, "id", decode.name)
    started_at, ended_at = get(raw, "started_at", decode.moment), get(raw, "ended_at", decode.moment)
    active_s = get(raw, "active_s", _SECONDS)
    return SessionRecord(
        id=id_,
        started_at=started_at,
        ended_at=ended_at if ended_at >= started_at else started_at + timedelta(seconds=active_s),
        routine=get(raw, "routine", decode.name),
        outcome=get(raw, "outcome", decode.one_of(SessionOutcome)),
        active_s=active_s,
        exercises=get(raw, "exercises", decode.objects(_exercise, MAX_ENTRIES)),
        app=get(raw, "app", decode.name),
        feeling_before=get(raw, "feeling_before", feeling),
        feeling_after=get(raw, "feeling_after", feeling),
        note=get(raw, "note", decode.text(READABLE_NOTE)),
        changed_at=get(raw, "changed_at", decode.optional(decode.moment)),
        life=life_of(raw),
    )


def life_of(raw: Mapping[str, Any]) -> int:
    """How often something was brought back, 0 if nothing is said. Raises Invalid."""
    return get(raw, "life", _LIFE) if "life" in raw else 0


def _feeling(value: object) -> Feeling:
    raw = decode.mapping(value)
    return Feeling(*(get(raw, f.name, _score) for f in fields(Feeling)))


feeling = decode.optional(_feeling)
"""Scores from decoded JSON, or None for none said. Raises Invalid saying what is wrong."""


def _set_record(phases: list[Phase], results: Mapping[PhaseKey, PhaseResult]) -> SetRecord:
    found = [results.get(p.key) for p in phases]
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


_score = decode.optional(decode.Whole(0, 10))
_SIDE, _KIND, _OUTCOME = decode.one_of(Side), decode.one_of(Kind), decode.one_of(Outcome)
_SECONDS, _REPS, _LIFE = decode.Number(0, 1e7), decode.Whole(0, 1_000_000), decode.Whole(0, 1_000_000)


def _set(raw: Mapping[str, Any]) -> SetRecord:
    return SetRecord(
        side=get(raw, "side", _SIDE),
        kind=get(raw, "kind", _KIND),
        planned_s=get(raw, "planned_s", _SECONDS),
        done_s=get(raw, "done_s", _SECONDS),
        planned_reps=get(raw, "planned_reps", _REPS),
        done_reps=get(raw, "done_reps", _REPS),
        outcome=get(raw, "outcome", _OUTCOME),
    )


_SETS = decode.objects(_set, MAX_SETS)


def _exercise(raw: Mapping[str, Any]) -> ExerciseRecord:
    return ExerciseRecord(get(raw, "id", decode.name), get(raw, "sets", _SETS))
