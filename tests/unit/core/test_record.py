"""What history keeps, and that it is read back as it was written."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.decode import MAX_NAME
from hipstretch.core.exercise import Dosage, Kind, Side, Sides
from hipstretch.core.outcome import Outcome, PhaseResult
from hipstretch.core.record import (
    ExerciseRecord,
    Feeling,
    SessionOutcome,
    SessionRecord,
    SetRecord,
    exercise_records,
    from_json,
    retimed,
    session_outcome,
    to_json,
)
from hipstretch.core.settings import Settings
from hipstretch.core.timeline import build
from tests.fakes import exercise, routine
from tests.saying import refused

sets = st.builds(
    SetRecord,
    side=st.sampled_from(Side),
    kind=st.sampled_from(Kind),
    planned_s=st.floats(0, 1e4),
    done_s=st.floats(0, 1e4),
    planned_reps=st.integers(0, 50),
    done_reps=st.integers(0, 50),
    outcome=st.sampled_from(Outcome),
)
moments = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30)), timezone(timedelta(hours=-8))]),
)
scores = st.none() | st.integers(0, 10)
feelings = st.none() | st.builds(Feeling, scores, scores, scores)
names = st.text(max_size=MAX_NAME)
records = st.builds(
    SessionRecord,
    id=names,
    started_at=moments,
    ended_at=moments,
    routine=names,
    outcome=st.sampled_from(SessionOutcome),
    active_s=st.floats(0, 1e5),
    exercises=st.lists(st.builds(ExerciseRecord, names, st.lists(sets).map(tuple))).map(tuple),
    app=names,
    feeling_before=feelings,
    feeling_after=feelings,
    note=st.text(),
).map(lambda r: replace(r, ended_at=max(r.started_at, r.ended_at)))


def test_a_session_during_which_the_clock_was_set_back_ends_after_it_began() -> None:
    raw = {**good(), "started_at": "2026-05-04T18:00:00+02:00", "ended_at": "2026-05-03T18:00:00+02:00"}
    record = from_json({**raw, "active_s": 90})
    assert record.ended_at - record.started_at == timedelta(seconds=90)


@given(records)
def test_a_record_survives_its_line(record: SessionRecord) -> None:
    assert from_json(json.loads(json.dumps(to_json(record)))) == record


def test_a_session_broken_off_after_hardly_any_work_is_short() -> None:
    broken_off = replace(from_json(good()), outcome=SessionOutcome.PARTIAL, active_s=59.9)
    assert broken_off.is_short
    assert not replace(broken_off, active_s=60).is_short
    assert not replace(broken_off, outcome=SessionOutcome.COMPLETED).is_short, "it was planned that short"
    assert broken_off.begun == 1


def test_another_length_is_work_only_where_nothing_was_measured() -> None:
    measured = from_json(good())
    day, length = measured.started_at - timedelta(days=1), timedelta(minutes=40)
    moved = retimed(measured, day, length)
    assert (moved.started_at, moved.ended_at, moved.active_s) == (day, day + length, measured.active_s)
    entered = replace(measured, exercises=(), active_s=90)
    assert retimed(entered, day, length).active_s == 2400
    as_long = retimed(entered, day, measured.ended_at - measured.started_at)
    assert as_long.active_s == 90, "another day is no other length"


def good() -> dict[str, Any]:
    moment = datetime(2026, 5, 4, 18, tzinfo=UTC)
    one = SetRecord(Side.LEFT, Kind.HOLD, 30, 30, 1, 1, Outcome.DONE)
    exercises = (ExerciseRecord("frog", (one,)),)
    record = SessionRecord(
        "1", moment, moment, "daily-hips", SessionOutcome.COMPLETED, 30, exercises, "0.1.0"
    )
    loaded: dict[str, Any] = json.loads(json.dumps(to_json(record)))
    return loaded


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("id",), None, "id is null"),
        (("started_at",), "yesterday", 'started_at is "yesterday"'),
        (("started_at",), "2026-05-04T18:00:00", "it must have an offset"),
        (("active_s",), -1, "active_s is -1"),
        (("active_s",), float("nan"), "active_s is NaN"),
        (("outcome",), "great", 'outcome is "great"'),
        (("feeling_after",), {"hip_left": 11}, "feeling_after.hip_left is 11"),
        (("exercises",), {}, "exercises is {}"),
        (("exercises", 0, "sets", 0, "side"), "up", 'exercises[1].sets[1].side is "up"'),
        (("exercises", 0, "sets", 0, "done_reps"), True, "exercises[1].sets[1].done_reps is true"),
    ],
)
def test_a_bad_field_is_named_with_its_value(path: tuple[Any, ...], value: object, named: str) -> None:
    raw = good()
    place: Any = raw
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    with refused(re.escape(named)):
        from_json(raw)


def test_planned_and_done_set_by_set() -> None:
    e = exercise(sides=Sides.EACH, dosage=Dosage(20, reps=2, sets=2, rest_s=0))
    timeline = build(*routine(e), Settings())
    holds = [p.key for p in timeline if p.kind.is_work]
    results = {i: PhaseResult(Outcome.DONE, 20) for i in holds[:5]}
    results[holds[5]] = PhaseResult(Outcome.SKIPPED, 7.24)
    [record] = exercise_records(timeline, results)
    assert [(s.side.value, s.planned_s, s.done_s, s.done_reps, s.outcome.value) for s in record.sets] == [
        ("left", 40, 40, 2, "done"),
        ("left", 40, 40, 2, "done"),
        ("right", 40, 27.2, 1, "skipped"),
        ("right", 40, 0, 0, "skipped"),
    ]
    assert session_outcome((record,)) is SessionOutcome.PARTIAL


def test_the_same_exercise_twice_in_a_routine_is_two_records() -> None:
    e = exercise(sides=Sides.BOTH)
    plan, known = routine(e, e)
    timeline = build(plan, known, Settings())
    results = {p.key: PhaseResult(Outcome.DONE, p.planned_s) for p in timeline}
    found = exercise_records(timeline, results)
    assert [r.id for r in found] == ["lunge", "lunge"]
    assert session_outcome(found) is SessionOutcome.COMPLETED
