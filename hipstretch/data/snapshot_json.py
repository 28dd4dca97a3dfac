"""A session that goes on, as JSON."""

from collections.abc import Mapping
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from hipstretch.core import decode
from hipstretch.core import record as records
from hipstretch.core.decode import get, refuse
from hipstretch.core.exercise import Dosage, Side, Sides
from hipstretch.core.outcome import Outcome, PhaseResult
from hipstretch.core.problem import Fault, Invalid, Problem
from hipstretch.core.resume_point import ResumePoint
from hipstretch.core.routine import MAX_ENTRIES, Entry, Routine
from hipstretch.core.settings import SideOrder
from hipstretch.core.snapshot import Snapshot
from hipstretch.core.timeline import Phase, PhaseKey, PhaseKind, Timeline, chained

VERSION = 2
MAX_PHASES, MAX_PHASE_S, MAX_COUNT = 20_000, 1e7, 1000
"""More phases, seconds of one phase, and sets or repetitions, no session has."""
MAX_ROUTINE_NAME = 1000
"""Characters."""


def to_json(snapshot: Snapshot) -> dict[str, Any]:
    routine, point = snapshot.routine, snapshot.point
    return {
        "v": VERSION,
        "id": snapshot.id,
        "started_at": snapshot.started_at.isoformat(),
        "saved_at": snapshot.saved_at.isoformat(),
        "finished": snapshot.finished,
        "app": snapshot.app,
        "feeling_before": snapshot.feeling_before and asdict(snapshot.feeling_before),
        "reading": dict(snapshot.reading),
        "routine": {
            "id": routine.id,
            "name": routine.name,
            "side_order": routine.side_order,
            "bad_day": routine.bad_day,
            "entries": [asdict(entry) for entry in routine.entries],
        },
        "here": point.here,
        "elapsed_s": point.elapsed_s,
        "results": [[*key, result.outcome, result.done_s] for key, result in point.results.items()],
        "phases": [[*p.key, p.planned_s, p.extra_s, p.lower_s, p.manual] for p in point.timeline],
    }


def from_json(raw: Mapping[str, Any]) -> Snapshot:
    routine = get(raw, "routine", _routine)
    timeline = get(raw, "phases", lambda value: _timeline(value, routine))
    keys = {phase.key for phase in timeline}

    def known(row: object) -> PhaseKey:
        key = _key(row)
        if key not in keys:
            raise refuse(Fault.PHASE_UNKNOWN)
        return key

    def result(value: object) -> tuple[PhaseKey, PhaseResult]:
        row = _row(value, _RESULT_ROW)
        return known(row[:-2]), _result(row)

    return Snapshot(
        id=get(raw, "id", _session_id),
        routine=routine,
        started_at=get(raw, "started_at", decode.moment),
        saved_at=get(raw, "saved_at", decode.moment),
        point=ResumePoint(
            timeline,
            dict(get(raw, "results", decode.several(result, 0, MAX_PHASES))),
            get(raw, "here", known),
            get(raw, "elapsed_s", decode.Number(0, MAX_PHASE_S)),
        ),
        finished=get(raw, "finished", decode.flag),
        feeling_before=get(raw, "feeling_before", records.feeling),
        app=get(raw, "app", decode.name),
        reading=get(raw, "reading", _reading) if "reading" in raw else {},
    )


def _reading(value: object) -> dict[str, float]:
    raw = decode.mapping(value)
    return {name: get(raw, name, _SECONDS) for name in raw}


def _session_id(value: object) -> str:
    name = decode.name(value)
    if not (name.isascii() and name.isalnum()):
        raise refuse(Fault.LETTERS_AND_DIGITS)
    return name


def _routine(value: object) -> Routine:
    raw = decode.mapping(value)
    return Routine(
        id=get(raw, "id", decode.name),
        name=get(raw, "name", decode.text(MAX_ROUTINE_NAME)),
        summary="",
        entries=get(raw, "entries", decode.objects(_entry, MAX_ENTRIES)),
        side_order=get(raw, "side_order", decode.optional(decode.one_of(SideOrder))),
        bad_day=get(raw, "bad_day", decode.flag),
    )


def _entry(raw: Mapping[str, Any]) -> Entry:
    return Entry(
        exercise=get(raw, "exercise", decode.name),
        dosage=get(raw, "dosage", decode.optional(_dosage)),
        sides=get(raw, "sides", decode.optional(decode.one_of(Sides))),
        once=get(raw, "once", decode.flag),
    )


def _dosage(value: object) -> Dosage:
    raw = decode.mapping(value)
    return Dosage(
        hold_s=get(raw, "hold_s", _SECONDS),
        reps=get(raw, "reps", _COUNT),
        sets=get(raw, "sets", _COUNT),
        rest_s=get(raw, "rest_s", _SECONDS),
        set_rest_s=get(raw, "set_rest_s", _SECONDS),
    )


_COUNT, _SECONDS = decode.Whole(0, MAX_COUNT), decode.Number(0, MAX_PHASE_S)
_KIND, _SIDE, _OUTCOME = decode.one_of(PhaseKind), decode.one_of(Side), decode.one_of(Outcome)
_PHASE_ROW, _RESULT_ROW = len(PhaseKey._fields) + 4, len(PhaseKey._fields) + 2


def _row(value: object, columns: int) -> list[Any]:
    if not isinstance(value, list) or len(value) != columns:
        raise refuse(Fault.ROW, most=columns)
    return value


def _key(row: Any) -> PhaseKey:
    if not isinstance(row, list) or len(row) != len(PhaseKey._fields):
        raise refuse(Fault.PHASE_NAME)
    entry, kind, side, set_, rep = row
    return PhaseKey(_COUNT(entry), _KIND(kind), _SIDE(side), _COUNT(set_), _COUNT(rep))


def _result(row: list[Any]) -> PhaseResult:
    raw = {"outcome": row[-2], "done_s": row[-1]}
    return PhaseResult(get(raw, "outcome", _OUTCOME), get(raw, "done_s", _SECONDS))


def _timeline(value: object, routine: Routine) -> Timeline:
    return _checked(decode.several(lambda row: _phase(row, routine), 0, MAX_PHASES)(value))


def _phase(value: object, routine: Routine) -> Phase:
    row = _row(value, _PHASE_ROW)
    key = _key(row[:-4])
    if key.entry >= len(routine.entries):
        raise refuse(Fault.ENTRY_UNKNOWN, most=key.entry)
    planned_s, extra_s, lower_s, manual = row[-4:]
    return Phase(
        index=0,
        kind=key.kind,
        entry=key.entry,
        exercise=routine.entries[key.entry].exercise,
        side=key.side,
        set=key.set,
        rep=key.rep,
        start_s=0.0,
        planned_s=_SECONDS(planned_s),
        manual=decode.flag(manual),
        lower_s=_SECONDS(lower_s),
        extra_s=_SECONDS(extra_s),
    )


def _checked(phases: tuple[Phase, ...]) -> Timeline:
    """The phases as a timeline. Raises Invalid if no session has such phases."""
    if not phases or any(after.entry < before.entry for before, after in pairwise(phases)):
        raise refuse(Fault.PHASES_ORDER)
    if len({phase.key for phase in phases}) < len(phases):
        raise refuse(Fault.PHASE_TWICE)
    if {p.entry for p in phases} != {p.entry for p in phases if p.kind.is_work}:
        raise refuse(Fault.ENTRY_IDLE)
    return chained(phases)


def from_version_1(raw: Mapping[str, Any]) -> Snapshot:
    timeline = get(raw, "timeline", lambda value: _checked(_phases_1(value)))
    results = get(raw, "results", lambda value: _results_1(timeline, decode.mapping(value)))
    here = timeline[get(raw, "index", decode.Whole(0, len(timeline) - 1))].key
    routine = get(raw, "routine", decode.name)
    entries = {phase.entry: Entry(phase.exercise) for phase in timeline}
    attempt = results.get(here)
    return Snapshot(
        id=get(raw, "id", _session_id),
        routine=Routine(
            routine,
            routine,
            "",
            tuple(entries.get(number, Entry(timeline[0].exercise)) for number in range(max(entries) + 1)),
            bad_day="bad_day" in raw and get(raw, "bad_day", decode.flag),
        ),
        started_at=get(raw, "started_at", decode.moment),
        saved_at=get(raw, "saved_at", decode.moment),
        point=ResumePoint(timeline, results, here, attempt.done_s if attempt else 0.0),
        finished=False,
        feeling_before=get(raw, "feeling_before", records.feeling),
        app=get(raw, "app", decode.name),
    )


def _results_1(timeline: Timeline, raw: Mapping[str, Any]) -> dict[PhaseKey, PhaseResult]:
    return {_key_1(timeline, index, value): get(raw, index, _result_1) for index, value in raw.items()}


def _key_1(timeline: Timeline, index: str, value: object) -> PhaseKey:
    if not (index.isdecimal() and len(index) < 10 and int(index) < len(timeline)):
        raise Invalid(Problem(Fault.PHASE_UNKNOWN).at(index, value))
    return timeline[int(index)].key


def _result_1(value: object) -> PhaseResult:
    if not (isinstance(value, list) and len(value) == 2):
        raise refuse(Fault.RESULT)
    return _result(value)


def _phase_1(raw: Mapping[str, Any]) -> Phase:
    return Phase(
        index=0,
        kind=get(raw, "kind", _KIND),
        entry=get(raw, "entry", decode.Whole(0, MAX_ENTRIES - 1)),
        exercise=get(raw, "exercise", decode.name),
        side=get(raw, "side", _SIDE),
        set=get(raw, "set", _COUNT),
        rep=get(raw, "rep", _COUNT),
        start_s=0.0,
        planned_s=get(raw, "planned_s", _SECONDS),
        manual=get(raw, "manual", decode.flag),
        lower_s=get(raw, "lower_s", _SECONDS),
        extra_s=get(raw, "extra_s", _SECONDS),
    )


_phases_1 = decode.objects(_phase_1, MAX_PHASES)
