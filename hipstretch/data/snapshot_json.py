"""A session that goes on, as JSON."""

from collections.abc import Mapping
from dataclasses import asdict
from itertools import pairwise
from typing import Any, TypeVar

from hipstretch.core import decode
from hipstretch.core import record as records
from hipstretch.core.decode import get
from hipstretch.core.exercise import Dosage, Side, Sides
from hipstretch.core.outcome import Outcome, PhaseResult
from hipstretch.core.resume_point import ResumePoint
from hipstretch.core.routine import MAX_ENTRIES, Entry, Routine
from hipstretch.core.settings import SideOrder
from hipstretch.core.snapshot import Snapshot
from hipstretch.core.text_preview import preview
from hipstretch.core.timeline import Phase, PhaseKey, PhaseKind, Timeline, chained

T = TypeVar("T")
VERSION = 2
MAX_PHASES, MAX_PHASE_S, MAX_COUNT = 20_000, 1e7, 1000
"""More phases, seconds of one phase, and sets or repetitions, no session has."""
MAX_ROUTINE_NAME = 1000
"""Characters."""


class NewerError(ValueError):
    """A file comes from a newer version."""


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
            raise ValueError("the session has no such phase")
        return key

    def results(value: object) -> dict[PhaseKey, PhaseResult]:
        return {known(row[:5]): _result(row) for row in _rows(value, len(PhaseKey._fields) + 2)}

    return Snapshot(
        id=get(raw, "id", _session_id),
        routine=routine,
        started_at=get(raw, "started_at", decode.moment),
        saved_at=get(raw, "saved_at", decode.moment),
        point=ResumePoint(
            timeline,
            get(raw, "results", results),
            get(raw, "here", known),
            get(raw, "elapsed_s", decode.number(MAX_PHASE_S)),
        ),
        finished=get(raw, "finished", decode.flag),
        feeling_before=get(raw, "feeling_before", records.feeling),
        app=get(raw, "app", decode.name),
    )


def _session_id(value: object) -> str:
    name = decode.name(value)
    if not (name.isascii() and name.isalnum()):
        raise ValueError("not letters and digits alone")
    return name


def _routine(value: object) -> Routine:
    raw = decode.mapping(value)
    return Routine(
        id=get(raw, "id", decode.name),
        name=get(raw, "name", decode.text(MAX_ROUTINE_NAME)),
        summary="",
        entries=get(raw, "entries", decode.objects(_entry, MAX_ENTRIES)),
        side_order=get(raw, "side_order", _optional(decode.one_of(SideOrder))),
        bad_day=get(raw, "bad_day", decode.flag),
    )


def _entry(raw: Mapping[str, Any]) -> Entry:
    return Entry(
        exercise=get(raw, "exercise", decode.name),
        dosage=get(raw, "dosage", _optional(_dosage)),
        sides=get(raw, "sides", _optional(decode.one_of(Sides))),
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


def _optional(read: decode.Reader[T]) -> decode.Reader[T | None]:
    return lambda value: None if value is None else read(value)


_COUNT, _SECONDS = decode.whole(MAX_COUNT), decode.number(MAX_PHASE_S)
_KIND, _SIDE, _OUTCOME = decode.one_of(PhaseKind), decode.one_of(Side), decode.one_of(Outcome)
_PHASE_ROW, _RESULT_ROW = len(PhaseKey._fields) + 4, len(PhaseKey._fields) + 2


def _rows(value: object, columns: int) -> list[list[Any]]:
    if not isinstance(value, list) or len(value) > MAX_PHASES:
        raise ValueError(f"not an array of at most {MAX_PHASES:,}")
    if any(not isinstance(row, list) or len(row) != columns for row in value):
        raise ValueError(f"not arrays of {columns} values each")
    return value


def _key(row: Any) -> PhaseKey:
    if not isinstance(row, list) or len(row) != len(PhaseKey._fields):
        raise ValueError("not the name of a phase")
    entry, kind, side, set_, rep = row
    return PhaseKey(_COUNT(entry), _KIND(kind), _SIDE(side), _COUNT(set_), _COUNT(rep))


def _result(row: list[Any]) -> PhaseResult:
    raw = {"outcome": row[-2], "done_s": row[-1]}
    return PhaseResult(get(raw, "outcome", _OUTCOME), get(raw, "done_s", _SECONDS))


def _timeline(value: object, routine: Routine) -> Timeline:
    phases = []
    for row in _rows(value, _PHASE_ROW):
        key = _key(row[:-4])
        if key.entry >= len(routine.entries):
            raise ValueError(f"the routine has no exercise {key.entry}")
        planned_s, extra_s, lower_s, manual = row[-4:]
        phases.append(
            Phase(
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
        )
    return _checked(phases)


def _checked(phases: list[Phase]) -> Timeline:
    """The phases as a timeline. Raises ValueError if no session has such phases."""
    if not phases or any(after.entry < before.entry for before, after in pairwise(phases)):
        raise ValueError("it is empty, or not in order")
    if len({phase.key for phase in phases}) < len(phases):
        raise ValueError("a phase stands there twice")
    if {p.entry for p in phases} != {p.entry for p in phases if p.kind.is_work}:
        raise ValueError("an exercise has neither hold nor repetition")
    return chained(phases)


def from_version_1(raw: Mapping[str, Any]) -> Snapshot:
    phases = get(raw, "timeline", decode.objects(_phase_1, MAX_PHASES))
    try:
        timeline = _checked(list(phases))
    except ValueError as error:
        raise ValueError(f"timeline: {error}") from None
    results = dict(_result_1(timeline, *pair) for pair in get(raw, "results", decode.mapping).items())
    here = timeline[get(raw, "index", decode.whole(len(timeline) - 1))].key
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


def _result_1(timeline: Timeline, index: str, value: object) -> tuple[PhaseKey, PhaseResult]:
    if not (index.isdecimal() and len(index) < 10 and int(index) < len(timeline)):
        raise ValueError(f"results: {preview(index)} is no phase")
    if not (isinstance(value, list) and len(value) == 2):
        raise ValueError(f"results.{index}: {preview(value)} is not an outcome and its seconds")
    return timeline[int(index)].key, _result(value)


def _phase_1(raw: Mapping[str, Any]) -> Phase:
    return Phase(
        index=0,
        kind=get(raw, "kind", _KIND),
        entry=get(raw, "entry", decode.whole(MAX_ENTRIES - 1)),
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
