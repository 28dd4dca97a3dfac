"""The controller between the core and Qt, under a clock that the test turns."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hipstretch.core.events import CueDue, Event, Paused, PauseReason, PhaseEnded
from hipstretch.core.exercise import Dosage, Kind, Sides
from hipstretch.core.record import Feeling, SessionOutcome, SessionRecord
from hipstretch.core.session import State
from hipstretch.core.settings import DosageOverride, RepMode, Settings
from hipstretch.core.timeline import Cue, build
from hipstretch.data.journal import Journal
from hipstretch.qt.session_controller import SessionController
from tests.fakes import FakeClock, FakePlayer, exercise, routine

BASE = Settings(position_change_s=5, prepare_s=5, switch_s=4)


class Stage:
    """A controller with everything around it, and what it said."""

    def __init__(self, folder: Path, settings: Settings = BASE, **dosage: Any) -> None:
        self.clock = FakeClock()
        self.player = FakePlayer()
        self.journal = Journal(folder / "session.json")
        kind = dosage.pop("kind", Kind.HOLD)
        e = exercise(kind=kind, sides=Sides.BOTH, dosage=Dosage(**{"hold_s": 20, "rest_s": 5, **dosage}))
        plan, known = routine(e)
        self.controller = SessionController(
            plan,
            known,
            settings,
            player=self.player,
            journal=self.journal,
            feeling_before=Feeling(hip_left=4),
            clock=self.clock.now,
            wall=self.clock.wall,
        )
        self.events: list[Event] = []
        self.finished: list[SessionRecord | None] = []
        self.controller.happened.connect(self.events.append)
        self.controller.finished.connect(self.finished.append)

    def run(self, seconds: float, step: float = 0.5) -> None:
        """Let time pass as the heartbeat sees it."""
        for _ in range(round(seconds / step)):
            self.clock.seconds += step
            self.controller._tick()


@pytest.fixture
def stage(qapp: object, tmp_path: Path) -> Iterator[Stage]:
    stage = Stage(tmp_path)
    yield stage
    stage.controller.shutdown()


def test_a_session_plays_every_cue_and_ends_in_a_record(stage: Stage) -> None:
    stage.controller.start()
    stage.run(26)
    assert stage.player.played == [
        Cue.GET_READY,
        Cue.HOLD_START,
        Cue.HALFWAY,
        Cue.COUNTDOWN,
        Cue.COUNTDOWN,
        Cue.COUNTDOWN,
        Cue.SESSION_DONE,
    ]
    [record] = stage.finished
    assert record is not None
    assert (record.outcome, record.active_s) == (SessionOutcome.COMPLETED, 20)
    assert record.feeling_before == Feeling(hip_left=4)
    assert record.ended_at - record.started_at == timedelta(seconds=25)


def test_the_player_rests_while_nothing_is_played(stage: Stage) -> None:
    stage.controller.start()
    stage.run(3)
    assert stage.player.rests == 0
    stage.controller.pause()
    assert stage.player.rests == 1
    stage.controller.stop(keep=True)
    assert stage.player.rests == 2


def test_the_player_is_told_once_how_far_off_each_cue_is(stage: Stage) -> None:
    stage.controller.start()
    stage.run(24.5)
    assert stage.player.expected == [5, 10, 7, 1, 1, 1]
    assert len(stage.player.expected) == len(stage.player.played)


def test_stale_cues_are_dropped_but_the_session_is_where_it_should_be(stage: Stage) -> None:
    stage.controller.start()
    stage.run(4.5)
    stage.run(1.5, step=1.5)
    assert stage.player.played == [Cue.GET_READY]
    assert [e.cue for e in stage.events if isinstance(e, CueDue)] == [Cue.GET_READY, Cue.HOLD_START]
    assert stage.controller.session.remaining_s(stage.clock.now()) == 19


@pytest.mark.parametrize("slept_s", [3, 600, 9 * 3600])
def test_sleep_pauses_at_the_last_second_seen_and_credits_nothing(stage: Stage, slept_s: int) -> None:
    stage.controller.start()
    stage.run(10)
    stage.run(slept_s, step=slept_s)
    assert isinstance(stage.events[-1], Paused)
    assert stage.events[-1].reason is PauseReason.STALL
    assert stage.controller.session.remaining_s(stage.clock.now()) == 15
    assert stage.player.played == [Cue.GET_READY, Cue.HOLD_START]
    stage.controller.stop(keep=True)
    [record] = stage.finished
    assert record is not None
    assert record.active_s == 5


@pytest.mark.parametrize("slept_s", [3, 600, 9 * 3600])
@pytest.mark.parametrize("only_wall", [False, True], ids=["process stopped", "machine suspended"])
@pytest.mark.parametrize("kind", [Kind.HOLD, Kind.REPETITION])
def test_sleep_in_any_phase_is_credited_to_none(
    qapp: object, tmp_path: Path, kind: Kind, only_wall: bool, slept_s: int
) -> None:
    """Monotonic time stands still in a suspended machine, and runs on in a process that was stopped."""
    first = exercise(kind=kind, sides=Sides.EACH, dosage=Dosage(hold_s=10, reps=2, rest_s=4))
    plan, known = routine(first, exercise("cobra", sides=Sides.BOTH))
    phases = {p.kind: p for p in build(plan, known, BASE)}
    assert len(phases) == (4 if kind is Kind.HOLD else 5)
    for phase in phases.values():
        stage = Stage(tmp_path, kind=kind)
        controller = SessionController(
            plan,
            known,
            BASE,
            player=stage.player,
            journal=stage.journal,
            clock=stage.clock.now,
            wall=stage.clock.wall,
        )
        stage.controller = controller
        controller.start()
        stage.run(phase.start_s + 1)
        before, cues = controller.record(), list(stage.player.played)
        assert controller.session.phase == phase
        if only_wall:
            stage.clock.wall_offset += timedelta(seconds=slept_s)
            stage.run(0.5)
        else:
            stage.run(slept_s, step=slept_s)
        assert controller.session.state is State.PAUSED
        stage.run(30)
        assert controller.record().active_s == before.active_s
        assert controller.session.elapsed_s(stage.clock.now()) == 1
        assert stage.player.played == cues
        controller.shutdown()


def test_sleep_that_only_the_wall_clock_saw_pauses_too(stage: Stage) -> None:
    stage.controller.start()
    stage.run(10)
    stage.clock.wall_offset += timedelta(hours=8)
    stage.run(0.5)
    assert stage.controller.session.state is State.PAUSED
    assert stage.controller.session.remaining_s(stage.clock.now()) == 15


def test_a_wall_clock_that_is_set_back_changes_nothing(stage: Stage) -> None:
    stage.controller.start()
    stage.run(10)
    stage.clock.wall_offset -= timedelta(hours=1)
    stage.run(0.5)
    assert stage.controller.session.state is State.RUNNING


def test_commands_that_come_too_late_do_nothing(stage: Stage) -> None:
    stage.controller.skip()
    stage.controller.resume()
    assert stage.events == []
    stage.controller.start()
    stage.run(26)
    stage.controller.toggle_pause()
    assert stage.controller.session.state is State.FINISHED
    assert len(stage.finished) == 1


def test_nothing_held_is_nothing_recorded(stage: Stage) -> None:
    stage.controller.start()
    stage.run(2)
    stage.controller.stop(keep=True)
    assert stage.finished == [None]


def test_discarding_forgets_the_session(stage: Stage) -> None:
    stage.controller.start()
    stage.run(12)
    stage.controller.stop(keep=False)
    assert stage.finished == [None]


def test_a_journal_that_can_not_be_written_stops_nothing(qapp: object, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    stage = Stage(tmp_path / "file")
    reasons: list[str] = []
    stage.controller.journal_failed.connect(reasons.append)
    stage.controller.start()
    stage.run(26)
    assert reasons
    assert len(stage.finished) == 1


def test_a_finished_hold_is_in_the_journal_before_the_next_phase_is_announced(
    qapp: object, tmp_path: Path
) -> None:
    stage = Stage(tmp_path, reps=2)
    seen: list[int] = []

    def look(event: Event) -> None:
        snapshot, _ = stage.journal.read()
        if isinstance(event, PhaseEnded) and snapshot:
            seen.append(max(snapshot.results))

    stage.controller.happened.connect(look)
    stage.controller.start()
    stage.run(31)
    assert seen == [0, 1, 2]
    stage.controller.shutdown()


def test_no_sound_when_sound_is_off(qapp: object, tmp_path: Path) -> None:
    stage = Stage(tmp_path, replace(BASE, sound=False))
    stage.controller.start()
    stage.run(26)
    assert stage.player.played == []
    assert len(stage.finished) == 1


def test_changed_hold_lengths_count_from_the_next_hold(qapp: object, tmp_path: Path) -> None:
    stage = Stage(tmp_path, reps=2)
    stage.controller.start()
    stage.run(10)
    stage.controller.set_settings(BASE.with_override("lunge", DosageOverride(hold_s=40)))
    holds = [p.duration_s for p in stage.controller.session.timeline if p.kind.is_work]
    assert holds == [20, 40]
    stage.controller.shutdown()


def test_done_only_means_something_in_a_repetition_by_hand(qapp: object, tmp_path: Path) -> None:
    by_hand = Stage(
        tmp_path, replace(BASE, rep_mode=RepMode.BY_HAND), kind=Kind.REPETITION, hold_s=2, reps=2, rest_s=0
    )
    by_hand.controller.start()
    by_hand.controller.done()
    assert by_hand.controller.session.phase.index == 0
    by_hand.run(6)
    by_hand.controller.done()
    assert by_hand.controller.session.phase.index == 2
    by_hand.controller.shutdown()


def test_the_finish_time_is_now_plus_what_is_left(stage: Stage) -> None:
    stage.controller.start()
    stage.run(10)
    assert stage.controller.finish_time() - stage.clock.wall() == timedelta(seconds=15)
