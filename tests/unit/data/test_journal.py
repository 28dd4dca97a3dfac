"""Unfinished sessions survive the process, each in a file of its own."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipstretch.core.bad_day import gentler
from hipstretch.core.exercise import Dosage, Side, Sides
from hipstretch.core.outcome import Outcome, PhaseResult
from hipstretch.core.record import Feeling, SessionOutcome
from hipstretch.core.resume_point import ResumePoint
from hipstretch.core.settings import Settings
from hipstretch.core.snapshot import Snapshot
from hipstretch.core.timeline import build
from hipstretch.data import atomic
from hipstretch.data.journal import Journal
from hipstretch.qt.problem_words import words
from tests.corpus import bad_files
from tests.fakes import exercise, routine

STARTED = datetime(2026, 5, 4, 18, tzinfo=UTC)


def snapshot(name: str = "abc", minutes: int = 0) -> Snapshot:
    """Prepared and held for 20 s, 3 s into the rest."""
    plan, known = routine(exercise())
    timeline = build(plan, known, Settings())
    results = {
        timeline[0].key: PhaseResult(Outcome.DONE, 15.0),
        timeline[1].key: PhaseResult(Outcome.DONE, 20.0),
    }
    started = STARTED + timedelta(minutes=minutes)
    saved = started + timedelta(seconds=38)
    point = ResumePoint(timeline, results, timeline[2].key, 3.0)
    return Snapshot(
        name, replace(plan, summary=""), started, saved, point, False, Feeling(hip_left=3), "0.1.0"
    )


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "sessions", tmp_path / "session.json")


def file_of(journal: Journal, name: str = "abc") -> Path:
    return journal.folder / f"{name}.json"


def test_what_is_written_is_read(journal: Journal) -> None:
    assert journal.is_empty()
    assert journal.read() == ((), ())
    journal.write(snapshot())
    assert not journal.is_empty()
    assert journal.read() == ((snapshot(),), ())
    journal.write(replace(snapshot(), finished=True))
    assert journal.read() == ((replace(snapshot(), finished=True),), ())
    journal.remove("abc")
    journal.remove("abc")
    assert journal.is_empty()
    assert journal.read() == ((), ())


def test_no_session_overwrites_another(journal: Journal) -> None:
    for name, minutes in (("b", 5), ("a", 9), ("c", 0)):
        journal.write(snapshot(name, minutes))
    found, problems = journal.read()
    assert ([s.id for s in found], problems) == (["c", "b", "a"], ())
    journal.remove("b")
    assert [s.id for s in journal.read()[0]] == ["c", "a"]


def test_the_routine_is_kept_as_it_was_planned(journal: Journal) -> None:
    plan, known = routine(exercise("lunge"), exercise("cobra", sides=Sides.BOTH))
    plan = gentler(plan, known, Settings())
    last = replace(
        plan.entries[1], sides=Sides.EACH, dosage=Dosage(7, reps=3, sets=2, rest_s=1, set_rest_s=9)
    )
    plan = replace(plan, entries=(plan.entries[0], last), summary="")
    timeline = build(plan, known, Settings())
    one = replace(snapshot(), routine=plan, point=ResumePoint(timeline, {}, timeline[4].key, 0.0))
    journal.write(one)
    assert journal.read() == ((one,), ())


def test_time_to_read_is_kept_and_so_is_the_timeline_that_has_it(journal: Journal) -> None:
    plan, known = routine(exercise("lunge"), exercise("cobra", sides=Sides.BOTH))
    reading = {"lunge": 31.0, "cobra": 24.0}
    timeline = build(plan, known, Settings(), reading)
    point = ResumePoint(timeline, {}, timeline[0].key, 25.0)
    one = replace(snapshot(), routine=replace(plan, summary=""), point=point, reading=reading)
    journal.write(one)
    ((found,), problems) = journal.read()
    assert (found, problems) == (one, ())
    assert found.point.timeline[0].duration_s == 31
    assert build(found.routine, known, Settings(), found.reading) == timeline


def test_a_time_to_read_that_is_none_is_refused(journal: Journal) -> None:
    journal.write(snapshot())
    raw = json.loads(file_of(journal).read_text(encoding="utf-8")) | {"reading": {"lunge": "long"}}
    file_of(journal).write_text(json.dumps(raw), encoding="utf-8")
    found, (problem,) = journal.read()
    assert found == ()
    assert problem.cause
    assert problem.cause.field == "reading.lunge"


def test_a_file_from_before_there_was_time_to_read_is_read(journal: Journal) -> None:
    journal.write(snapshot())
    raw = json.loads(file_of(journal).read_text(encoding="utf-8"))
    del raw["reading"]
    file_of(journal).write_text(json.dumps(raw), encoding="utf-8")
    assert journal.read() == ((snapshot(),), ())


def test_what_was_done_can_be_kept() -> None:
    record = snapshot().record()
    assert (record.id, record.outcome, record.active_s) == ("abc", SessionOutcome.PARTIAL, 20)
    assert record.ended_at - record.started_at == timedelta(seconds=38)
    left, right = record.exercises[0].sets
    assert (left.side, left.done_reps, left.planned_reps) == (Side.LEFT, 1, 2)
    assert (right.side, right.done_s) == (Side.RIGHT, 0)


def test_the_hold_that_ran_counts_as_far_as_it_was_held() -> None:
    one = snapshot()
    held = replace(one, point=replace(one.point, here=one.point.timeline[3].key, elapsed_s=12.5))
    assert held.record().active_s == 32.5
    again = held.redone()
    assert (again.point.elapsed_s, again.record().active_s) == (0.0, 32.5)


VERSION_1 = {
    "v": 1,
    "id": "abc",
    "routine": "test",
    "started_at": "2026-05-04T18:00:00+00:00",
    "saved_at": "2026-05-04T18:00:36+00:00",
    "index": 1,
    "feeling_before": None,
    "app": "0.1.0",
    "bad_day": True,
    "results": {"0": ["done", 15.0], "1": ["skipped", 12.0]},
    "timeline": [
        {
            "kind": kind,
            "entry": 0,
            "exercise": "lunge",
            "side": "left",
            "set": 1,
            "rep": 1,
            "planned_s": seconds,
            "manual": False,
            "lower_s": 0.0,
            "extra_s": 0.0,
        }
        for kind, seconds in (("prepare", 15.0), ("hold", 20.0))
    ],
}
"""A session in the only file of earlier versions, 12 s into its hold."""


def test_a_session_of_an_earlier_version_is_read_and_removed(journal: Journal, tmp_path: Path) -> None:
    old = tmp_path / "session.json"
    old.write_text(json.dumps(VERSION_1), encoding="utf-8")
    assert not journal.is_empty()
    (found,), problems = journal.read()
    assert problems == ()
    assert (found.id, found.routine.id, found.routine.bad_day) == ("abc", "test", True)
    assert (found.point.elapsed_s, found.record().active_s) == (12.0, 12.0)
    journal.remove("abc")
    assert not old.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"here": [0, "hold", "left", 9, 9]},
        {"here": 3},
        {"elapsed_s": -1},
        {"finished": 1},
        {"results": [[0, "hold", "left", 9, 9, "done", 1]]},
        {"results": [[0, "hold", "left", 1, 1, "great", 1]]},
        {"results": [[0, "hold", "left", 1, 1, "done", -1]]},
        {"results": [1]},
        {"started_at": "2026-05-04T18:00:00"},
        {"started_at": 5},
        {"phases": [{}]},
        {"phases": []},
        {"phases": 7},
        {"phases": [[0, "rest", "left", 1, 1, 5, 0, 0, False]]},
        {"phases": [[0, "hold", "left", 1, 1, 5, 0, 0, False]] * 2},
        {"phases": [[7, "hold", "left", 1, 1, 5, 0, 0, False]]},
        {"routine": "six-minutes"},
        {"id": "../abc"},
        {"id": "another"},
        {"feeling_before": {"hip_left": 11}},
    ],
)
def test_a_file_that_lies_is_set_aside(journal: Journal, change: dict[str, Any]) -> None:
    journal.write(snapshot())
    raw = json.loads(file_of(journal).read_bytes())
    file_of(journal).write_text(json.dumps({**raw, **change}), encoding="utf-8")
    found, (notice,) = journal.read()
    assert found == ()
    [aside] = journal.folder.iterdir()
    assert aside.name in words(notice)
    assert aside != file_of(journal)
    assert journal.read() == ((), ())


def test_one_bad_file_does_not_hide_the_others(journal: Journal) -> None:
    journal.write(snapshot("good"))
    file_of(journal, "bad").write_text("{", encoding="utf-8")
    (journal.folder / "folder.json").mkdir()
    (journal.folder / ".good.json.0xk2").write_text("half", encoding="utf-8")
    found, problems = journal.read()
    assert [s.id for s in found] == ["good"]
    assert len(problems) == 2


def test_a_newer_file_is_left_alone(journal: Journal) -> None:
    journal.folder.mkdir()
    file_of(journal).write_text('{"v": 9}', encoding="utf-8")
    found, (notice,) = journal.read()
    assert found == ()
    assert "newer version" in words(notice)
    assert file_of(journal).exists()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.binary(max_size=80) | st.just(b"[" * 100_000))
def test_any_bytes_are_survived(journal: Journal, junk: bytes) -> None:
    journal.folder.mkdir(exist_ok=True)
    file_of(journal).write_bytes(junk)
    assert journal.read()[0] == ()


def test_a_bad_file_that_can_not_be_renamed_stays(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    journal.write(snapshot())
    file_of(journal).write_text("{", encoding="utf-8")
    monkeypatch.setattr(atomic, "set_aside", refuse)
    found, (notice,) = journal.read()
    assert found == ()
    assert words(notice).endswith("The session in it is not offered; it stays.")


def test_a_folder_that_can_not_be_listed_holds_no_sessions(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    journal.write(snapshot())
    monkeypatch.setattr(Path, "glob", refuse)
    assert journal.read() == ((), ())


def test_a_file_that_goes_while_it_is_looked_for_is_no_problem(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.write(snapshot())
    ghost = file_of(journal, "ghost")
    monkeypatch.setattr(Path, "glob", lambda *_: [ghost])
    assert journal.read() == ((), ())


@pytest.mark.parametrize("results", [{"9": ["done", 1]}, {"0": 5}, {"0": ["done", -1]}])
def test_results_of_the_first_version_belong_to_a_phase(
    journal: Journal, tmp_path: Path, results: dict[str, Any]
) -> None:
    (tmp_path / "session.json").write_bytes(json.dumps({**bad_files.JOURNAL, "results": results}).encode())
    found, (notice,) = journal.read()
    assert found == ()
    assert "results." in words(notice)
