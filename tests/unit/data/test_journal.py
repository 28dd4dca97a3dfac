"""The running session survives the process."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipstretch.core.exercise import Side
from hipstretch.core.outcome import Outcome
from hipstretch.core.record import Feeling, SessionOutcome
from hipstretch.core.session import PhaseResult
from hipstretch.core.settings import Settings
from hipstretch.core.timeline import build
from hipstretch.data.journal import Journal, Snapshot
from tests.fakes import exercise, routine

STARTED = datetime(2026, 5, 4, 18, tzinfo=UTC)


def snapshot() -> Snapshot:
    timeline = build(*routine(exercise()), Settings())
    results = {0: PhaseResult(Outcome.DONE, 15.0), 1: PhaseResult(Outcome.DONE, 20.0)}
    saved = STARTED + timedelta(seconds=36)
    return Snapshot("abc", "test", STARTED, saved, timeline, results, 2, Feeling(hip_left=3), "0.1.0")


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "session.json")


def test_what_is_written_is_read(journal: Journal) -> None:
    assert journal.read() == (None, "")
    journal.write(snapshot())
    assert journal.read() == (snapshot(), "")
    journal.write(replace(snapshot(), bad_day=True))
    assert journal.read() == (replace(snapshot(), bad_day=True), "")
    journal.clear()
    assert journal.read() == (None, "")


def test_a_session_of_a_version_that_knew_no_bad_day_is_read(journal: Journal) -> None:
    journal.write(snapshot())
    raw = json.loads(journal.path.read_bytes())
    del raw["bad_day"]
    journal.path.write_text(json.dumps(raw), encoding="utf-8")
    assert journal.read() == (snapshot(), "")


def test_what_was_done_can_be_kept() -> None:
    record = snapshot().record()
    assert (record.id, record.outcome, record.active_s) == ("abc", SessionOutcome.PARTIAL, 20)
    assert record.ended_at - record.started_at == timedelta(seconds=36)
    left, right = record.exercises[0].sets
    assert (left.side, left.done_reps, left.planned_reps) == (Side.LEFT, 1, 2)
    assert (right.side, right.done_s) == (Side.RIGHT, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"index": 99},
        {"index": True},
        {"results": {"99": ["done", 1]}},
        {"results": {"0": ["great", 1]}},
        {"results": {"0": ["done", -1]}},
        {"results": [1]},
        {"started_at": "2026-05-04T18:00:00"},
        {"started_at": 5},
        {"timeline": [{}]},
        {"timeline": 7},
        {"feeling_before": {"hip_left": 11}},
    ],
)
def test_a_journal_that_lies_is_set_aside(journal: Journal, change: dict[str, Any]) -> None:
    journal.write(snapshot())
    raw = json.loads(journal.path.read_bytes())
    journal.path.write_text(json.dumps({**raw, **change}), encoding="utf-8")
    found, notice = journal.read()
    assert found is None
    [aside] = journal.path.parent.iterdir()
    assert aside.name in notice
    assert aside != journal.path


def test_a_newer_journal_is_left_alone(journal: Journal) -> None:
    journal.path.write_text('{"v": 9}', encoding="utf-8")
    found, notice = journal.read()
    assert found is None
    assert "newer version" in notice
    assert journal.path.exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.binary(max_size=80) | st.just(b"[" * 100_000))
def test_any_bytes_are_survived(journal: Journal, junk: bytes) -> None:
    journal.path.write_bytes(junk)
    assert journal.read()[0] is None
