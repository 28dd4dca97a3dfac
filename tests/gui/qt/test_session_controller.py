"""The controller between the core and Qt, under a clock that the test turns."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hipstretch.core.events import CueDue, Event, Paused, PauseReason, PhaseEnded
from hipstretch.core.exercise import Dosage, Kind, Sides
from hipstretch.core.record import Feeling, SessionOutcome, SessionRecord
from hipstretch.core.settings import DosageOverride, RepMode, Settings
from hipstretch.core.snapshot import Snapshot
from hipstretch.core.timeline import Cue, build
from hipstretch.core.transitions import State
from hipstretch.qt.session_controller import SessionController
from tests.fakes import FakeClock, FakePlayer, exercise, routine

BASE = Settings(position_change_s=5, prepare_s=5, switch_s=4)


class Stage:
    """A controller with everything around it, and what it said."""

    def __init__(self, folder: Path, settings: Settings = BASE, **dosage: Any) -> None:
        self.clock = FakeClock()
        self.player = FakePlayer()
        self.saved: list[Snapshot] = []
        kind = dosage.pop("kind", Kind.HOLD)
        e = exercise(kind=kind, sides=Sides.BOTH, dosage=Dosage(**{"hold_s": 20, "rest_s": 5, **dosage}))
        plan, known = routine(e)
        self.controller = SessionController(
            plan,
            known,
            settings,
            player=self.player,
            save=self.saved.append,
            feeling_before=Feeling(hip_left=4),
            clock=self.clock,
        )
        self.events: list[Event] = []
        self.finished: list[SessionRecord | None] = []
        self.controller.happened.connect(self.events.append)
        self.controller.finished.connect(self.finished.append)

    def run(self, seconds: float, step: float = 0.5) -> None:
        """Let time pass as the heartbeat sees it."""
        for _ in range(round(seconds / step)):
            self.clock.seconds += step
            self.controller.tick()


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
@pytest.mark.parametrize("suspended", [False, True], ids=["process stopped", "machine suspended"])
@pytest.mark.parametrize("kind", [Kind.HOLD, Kind.REPETITION])
def test_sleep_in_any_phase_is_credited_to_none(
    qapp: object, tmp_path: Path, kind: Kind, suspended: bool, slept_s: int
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
            save=stage.saved.append,
            clock=stage.clock,
        )
        stage.controller = controller
        controller.start()
        stage.run(phase.start_s + 1)
        before, cues = controller.snapshot().record(), list(stage.player.played)
        assert controller.session.phase == phase
        if suspended:
            stage.clock.sleep(slept_s)
            stage.run(0.5)
        else:
            stage.run(slept_s, step=slept_s)
        assert controller.session.state is State.PAUSED
        stage.run(30)
        assert controller.snapshot().record().active_s == before.active_s
        assert controller.session.elapsed_s(stage.clock.now()) == 1
        assert stage.player.played == cues
        controller.shutdown()


@pytest.mark.parametrize("days", [-365, -1, 4 / 86_400, 1, 365])
def test_a_wall_clock_that_is_set_changes_nothing(stage: Stage, days: float) -> None:
    """Neither the session nor the length of its record: only that clock was wrong."""
    stage.controller.start()
    stage.run(10)
    stage.clock.wall_offset += timedelta(days=days)
    stage.run(16)
    [record] = stage.finished
    assert record is not None
    assert not [e for e in stage.events if isinstance(e, Paused)]
    assert (record.active_s, record.ended_at - record.started_at) == (20, timedelta(seconds=25))


@pytest.mark.parametrize("suspended", [False, True], ids=["process stopped", "machine suspended"])
@pytest.mark.parametrize(
    "act",
    [
        "pause",
        "toggle_pause",
        "skip",
        "back",
        "extend",
        "ease_off",
        "stop",
        "discard",
        "interrupt",
        "shutdown",
        "set_settings",
        "set_dosage",
        "resume",
        "start",
    ],
)
def test_no_second_counts_that_passed_in_a_sleep_before_anything_else(
    stage: Stage, act: str, suspended: bool
) -> None:
    """Frozen for an hour in a hold, and then the first thing that comes is not the timer."""
    controller = stage.controller
    stage.controller.start()
    stage.run(10)
    if suspended:
        stage.clock.sleep(3600)
    else:
        stage.clock.advance(3600)
    acts: dict[str, Callable[[], None]] = {
        "stop": lambda: controller.stop(keep=True),
        "discard": lambda: controller.stop(keep=False),
        "interrupt": lambda: controller.interrupt(PauseReason.ERROR),
        "set_settings": lambda: controller.set_settings(
            BASE.with_override("lunge", DosageOverride(hold_s=40))
        ),
        "set_dosage": lambda: controller.set_dosage(Dosage(hold_s=40)),
    }
    (acts[act] if act in acts else getattr(controller, act))()
    stalls = [e for e in stage.events if isinstance(e, Paused) and e.reason is PauseReason.STALL]
    assert [e.at for e in stalls] == [1010]
    assert controller.snapshot().record().active_s == 5
    assert all(s.record().active_s <= 5 for s in stage.saved)
    assert stage.player.played[:2] == [Cue.GET_READY, Cue.HOLD_START]
    assert not {Cue.HALFWAY, Cue.COUNTDOWN} & set(stage.player.played)


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


def test_nothing_happens_to_a_session_that_was_discarded(stage: Stage) -> None:
    """Neither the end of the program nor changed settings bring it back."""
    controller = stage.controller
    controller.start()
    stage.run(12)
    controller.stop(keep=False)
    assert stage.finished == [None]
    assert controller.is_over
    before = (list(stage.saved), list(stage.events))
    controller.set_settings(BASE.with_override("lunge", DosageOverride(hold_s=40)))
    controller.toggle_pause()
    controller.stop(keep=True)
    controller.shutdown()
    controller.shutdown()
    stage.run(60)
    assert (stage.saved, stage.events) == before
    assert stage.finished == [None]
    assert not controller._deadline.isActive()
    assert not controller._heartbeat.isActive()


@pytest.mark.parametrize("keep", [True, False])
def test_a_session_that_waits_for_its_sound_can_be_stopped(stage: Stage, keep: bool) -> None:
    waiting: list[Callable[[], None]] = []
    stage.player.when_ready = waiting.append  # type: ignore[method-assign,assignment]
    stage.controller.start()
    stage.controller.stop(keep=keep)
    assert stage.finished == [None]
    for then in waiting:
        then()
    assert stage.controller.is_over
    assert stage.player.played == []


def test_a_session_goes_on_once_its_sound_is_there(stage: Stage) -> None:
    """After a long pause the player may have to open the device anew."""
    stage.controller.start()
    stage.run(10)
    stage.controller.pause()
    waiting: list[Callable[[], None]] = []
    stage.player.when_ready = waiting.append  # type: ignore[method-assign,assignment]
    stage.controller.toggle_pause()
    stage.controller.toggle_pause()
    assert stage.controller.session.state is State.PAUSED
    for then in waiting:
        then()
    assert stage.controller.session.lead_s(stage.clock.now()) == 3
    assert stage.player.played[2:] == [Cue.GET_READY]


def test_the_volume_plans_nothing_anew(stage: Stage) -> None:
    stage.controller.start()
    stage.run(10)
    before = list(stage.events)
    stage.controller.set_settings(replace(BASE, volume=10))
    assert stage.events == before


def test_another_dosage_counts_from_the_running_hold_on(qapp: object, tmp_path: Path) -> None:
    stage = Stage(tmp_path, reps=3)
    controller = stage.controller
    controller.start()
    stage.run(10)
    controller.pause()
    wanted = Dosage(hold_s=12, reps=2, rest_s=5)
    left = controller.remaining_with(wanted)
    controller.set_dosage(wanted)
    assert controller.session.session_remaining_s(stage.clock.now()) == left == 7 + 5 + 12
    assert [p.duration_s for p in controller.session.timeline if p.kind.is_work] == [12, 12]
    controller.set_settings(BASE.with_override("lunge", DosageOverride(hold_s=40)))
    assert controller.session.session_remaining_s(stage.clock.now()) == left, "this session's own dosage wins"
    controller.resume()
    stage.run(3 + left)
    [record] = stage.finished
    assert record is not None
    assert (record.outcome, record.active_s) == (SessionOutcome.COMPLETED, 24)
    again = SessionController(
        controller.routine,
        controller.exercises,
        BASE,
        player=stage.player,
        save=stage.saved.append,
        interrupted=stage.saved[-2],
        clock=stage.clock,
    )
    assert again.routine.entries[0].dosage == wanted
    again.shutdown()


def test_a_hold_shorter_than_what_was_held_is_over_and_what_was_held_counts(stage: Stage) -> None:
    controller = stage.controller
    controller.start()
    stage.run(20)
    controller.pause()
    controller.set_dosage(Dosage(hold_s=10))
    controller.resume()
    stage.run(4)
    [record] = stage.finished
    assert record is not None
    assert (record.exercises[0].sets[0].planned_s, record.active_s) == (10, 15)


def test_a_finished_hold_is_saved_before_the_next_phase_is_announced(qapp: object, tmp_path: Path) -> None:
    stage = Stage(tmp_path, reps=2)
    seen: list[bool] = []

    def look(event: Event) -> None:
        if isinstance(event, PhaseEnded):
            seen.append(event.phase.key in stage.saved[-1].point.results)

    stage.controller.happened.connect(look)
    stage.controller.start()
    stage.run(51)
    assert seen == [True] * 4
    assert [s.finished for s in stage.saved[-2:]] == [False, True]


@pytest.mark.parametrize("act", ["pause", "back", "extend", "ease_off"])
def test_every_change_that_a_later_start_needs_is_saved(stage: Stage, act: str) -> None:
    stage.controller.start()
    stage.run(10)
    before = len(stage.saved)
    getattr(stage.controller, act)()
    assert len(stage.saved) == before + 1
    assert stage.saved[-1] == stage.controller.snapshot()


def test_a_hold_that_was_being_redone_is_redone_after_a_crash(stage: Stage) -> None:
    stage.controller.start()
    stage.run(24)
    stage.controller.back()
    again = SessionController(
        stage.controller.routine,
        stage.controller.exercises,
        BASE,
        player=stage.player,
        save=stage.saved.append,
        interrupted=stage.saved[-1],
        clock=stage.clock,
    )
    assert (again.id, again.session.remaining_s(stage.clock.now())) == (stage.controller.id, 20)
    again.shutdown()


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
