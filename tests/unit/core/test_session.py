"""The state machine: whole event lists under a clock of the test's own."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipstretch.core.events import (
    CueDue,
    Event,
    Paused,
    PauseReason,
    PhaseEnded,
    PhaseExtended,
    PhaseReopened,
    PhaseStarted,
    Replanned,
    Resumed,
    Resuming,
    SessionFinished,
)
from hipstretch.core.exercise import Dosage, Exercise, Kind, Side, Sides
from hipstretch.core.outcome import Outcome
from hipstretch.core.record import exercise_records
from hipstretch.core.session import Command, IllegalCommandError, PhaseResult, Session, State, active_s
from hipstretch.core.settings import DosageOverride, RepMode, Settings
from hipstretch.core.timeline import build
from tests.fakes import exercise, routine
from tests.unit.core.test_timeline import exercises as any_exercise
from tests.unit.core.test_timeline import settings as any_settings

T = 1000.0
"""When the sessions of these tests start."""


def session(*, hold_s: float = 20, reps: int = 1, sides: Sides = Sides.BOTH, **more: Any) -> Session:
    """Prepare 5 s, then holds."""
    e = exercise(sides=sides, dosage=Dosage(hold_s, reps=reps, rest_s=5))
    return Session(build(*routine(e), Settings(position_change_s=5, switch_s=4, **more)))


def said(events: list[Event]) -> list[tuple[Any, ...]]:
    """Events as short tuples, with seconds since the session's start."""
    words: dict[type, Any] = {
        PhaseStarted: lambda e: ("start", e.phase.index),
        PhaseEnded: lambda e: ("end", e.phase.index, e.outcome.value, e.done_s),
        PhaseReopened: lambda e: ("reopen", e.phase.index),
        PhaseExtended: lambda e: ("longer", e.phase.duration_s),
        CueDue: lambda e: ("cue", e.cue.value),
        Paused: lambda e: ("pause", e.reason.value),
        Resuming: lambda e: ("resuming", e.until - T),
        Resumed: lambda _: ("resumed",),
        Replanned: lambda _: ("replanned",),
        SessionFinished: lambda e: ("finished", e.stopped),
    }
    return [(e.at - T, *words[type(e)](e)) for e in events]


def test_a_whole_session_in_one_late_step_has_every_event_at_its_own_second() -> None:
    s = session()
    assert said(s.handle(Command.START, T)) == [(0, "start", 0), (0, "cue", "get_ready")]
    assert said(s.advance(T + 60)) == [
        (5, "end", 0, "done", 5),
        (5, "start", 1),
        (5, "cue", "hold_start"),
        (15, "cue", "halfway"),
        (22, "cue", "countdown"),
        (23, "cue", "countdown"),
        (24, "cue", "countdown"),
        (25, "end", 1, "done", 20),
        (25, "cue", "session_done"),
        (25, "finished", False),
    ]
    assert s.state is State.FINISHED
    assert s.next_deadline() is None
    assert s.results[1] == PhaseResult(Outcome.DONE, 20)


def test_steps_of_any_size_give_the_same_events() -> None:
    def run(step: float) -> list[tuple[Any, ...]]:
        s = session(reps=2, sides=Sides.EACH)
        events = s.handle(Command.START, T)
        now = T
        while s.state is not State.FINISHED:
            now += step
            events += s.advance(now)
        return said(events)

    assert run(0.07) == run(1) == run(31)


def test_a_pause_leads_in_for_three_seconds_and_gives_back_the_rest_of_the_hold() -> None:
    s = session()
    s.handle(Command.START, T)
    s.advance(T + 12)
    assert said(s.handle(Command.PAUSE, T + 12)) == [(12, "pause", "person")]
    assert s.remaining_s(T + 500) == 13
    assert s.advance(T + 500) == []
    assert said(s.handle(Command.RESUME, T + 500)) == [(500, "resuming", 503), (500, "cue", "get_ready")]
    assert s.lead_s(T + 501) == 2
    assert s.session_remaining_s(T + 501) == 15
    assert said(s.advance(T + 520)) == [
        (503, "resumed"),
        (503, "cue", "hold_start"),
        (506, "cue", "halfway"),
        (513, "cue", "countdown"),
        (514, "cue", "countdown"),
        (515, "cue", "countdown"),
        (516, "end", 1, "done", 20),
        (516, "cue", "session_done"),
        (516, "finished", False),
    ]


def test_a_pause_in_the_lead_in_waits_again() -> None:
    s = session()
    s.handle(Command.START, T)
    s.handle(Command.PAUSE, T + 12)
    s.handle(Command.RESUME, T + 20)
    assert said(s.handle(Command.PAUSE, T + 22)) == [(22, "pause", "person")]
    assert s.remaining_s(T + 30) == 13


def test_skip_counts_only_what_was_held() -> None:
    s = session()
    s.handle(Command.START, T)
    assert said(s.handle(Command.SKIP, T + 2))[:3] == [
        (2, "end", 0, "skipped", 2),
        (2, "start", 1),
        (2, "cue", "hold_start"),
    ]
    assert said(s.handle(Command.SKIP, T + 9)) == [
        (9, "end", 1, "skipped", 7),
        (9, "cue", "session_done"),
        (9, "finished", False),
    ]
    assert active_s(s.timeline, s.results) == 7


def test_back_restarts_and_twice_quickly_goes_to_the_phase_before() -> None:
    s = session(reps=2)
    s.handle(Command.START, T)
    s.advance(T + 33)
    assert s.phase.index == 3
    assert said(s.handle(Command.BACK, T + 34)) == [(34, "start", 3), (34, "cue", "hold_start")]
    assert said(s.handle(Command.BACK, T + 35)) == [
        (35, "reopen", 2),
        (35, "start", 2),
        (35, "cue", "hold_end"),
    ]
    assert said(s.handle(Command.BACK, T + 40))[-2:] == [(40, "start", 3), (40, "cue", "hold_start")]


def test_back_at_the_first_phase_stays_there() -> None:
    s = session()
    s.handle(Command.START, T)
    s.handle(Command.BACK, T + 1)
    assert said(s.handle(Command.BACK, T + 2)) == [(2, "start", 0), (2, "cue", "get_ready")]


def test_the_best_of_two_attempts_counts() -> None:
    s = session()
    s.handle(Command.START, T)
    s.handle(Command.BACK, T + 17)
    s.handle(Command.SKIP, T + 20)
    assert s.results[1] == PhaseResult(Outcome.SKIPPED, 12)


def test_ten_seconds_more_move_the_countdown_and_repeat_nothing_else() -> None:
    s = session()
    s.handle(Command.START, T)
    assert said(s.advance(T + 23))[-1] == (23, "cue", "countdown")
    assert said(s.handle(Command.EXTEND, T + 23.5)) == [(23.5, "longer", 30)]
    assert said(s.advance(T + 60)) == [
        (32, "cue", "countdown"),
        (33, "cue", "countdown"),
        (34, "cue", "countdown"),
        (35, "end", 1, "done", 30),
        (35, "cue", "session_done"),
        (35, "finished", False),
    ]
    [record] = exercise_records(s.timeline, s.results)
    assert (record.sets[0].planned_s, record.sets[0].done_s) == (20, 30)


def test_extending_before_half_way_moves_half_way_too() -> None:
    s = session()
    s.handle(Command.START, T)
    s.advance(T + 10)
    s.handle(Command.EXTEND, T + 10)
    assert said(s.advance(T + 21)) == [(20, "cue", "halfway")]


def test_ease_off_ends_the_exercise_and_notes_it() -> None:
    a = exercise("a", sides=Sides.EACH, dosage=Dosage(20))
    b = exercise("b", sides=Sides.BOTH, dosage=Dosage(20))
    s = Session(build(*routine(a, b), Settings(prepare_s=5, position_change_s=5, switch_s=4)))
    s.handle(Command.START, T)
    assert said(s.handle(Command.EASE_OFF, T + 11))[3:] == [
        (11, "end", 1, "eased", 6),
        (11, "end", 2, "eased", 0),
        (11, "end", 3, "eased", 0),
        (11, "start", 4),
        (11, "cue", "exercise_done"),
    ]
    eased, _ = exercise_records(s.timeline, s.results)
    assert [(r.side, r.outcome, r.done_s) for r in eased.sets] == [
        (Side.LEFT, Outcome.EASED, 6),
        (Side.RIGHT, Outcome.EASED, 0),
    ]


def test_stop_keeps_the_seconds_of_the_hold_it_cuts() -> None:
    s = session()
    s.handle(Command.START, T)
    assert said(s.handle(Command.STOP, T + 10))[-2:] == [(10, "end", 1, "skipped", 5), (10, "finished", True)]


def test_a_repetition_by_hand_waits_for_done_and_credits_no_more_than_its_tempo() -> None:
    lift = exercise(kind=Kind.REPETITION, sides=Sides.BOTH, dosage=Dosage(2, reps=2), lift_s=2, lower_s=3)
    s = Session(build(*routine(lift), Settings(position_change_s=5, rep_mode=RepMode.BY_HAND)))
    s.handle(Command.START, T)
    s.advance(T + 5)
    assert s.next_deadline() is None
    assert said(s.handle(Command.DONE, T + 100)) == [
        (100, "end", 1, "done", 7),
        (100, "start", 2),
        (100, "cue", "rep"),
    ]
    assert said(s.handle(Command.DONE, T + 104)) == [
        (104, "end", 2, "done", 4),
        (104, "cue", "session_done"),
        (104, "finished", False),
    ]


def test_skipping_while_paused_waits_at_the_start_of_the_next_phase() -> None:
    s = session()
    s.handle(Command.START, T)
    s.handle(Command.PAUSE, T + 1)
    assert said(s.handle(Command.SKIP, T + 9)) == [(9, "end", 0, "skipped", 1), (9, "start", 1)]
    assert s.state is State.PAUSED
    s.handle(Command.RESUME, T + 10)
    assert said(s.advance(T + 13)) == [(13, "resumed"), (13, "cue", "hold_start")]


def test_an_interruption_counts_nothing_after_the_last_second_seen() -> None:
    s = session()
    s.handle(Command.START, T)
    s.advance(T + 9)
    assert said(s.interrupt(T + 9, PauseReason.STALL)) == [(9, "pause", "stall")]
    assert s.interrupt(T + 9, PauseReason.STALL) == []
    s.handle(Command.STOP, T + 40000)
    assert active_s(s.timeline, s.results) == 4


def test_changed_lengths_count_from_the_next_hold_and_counts_from_the_next_exercise() -> None:
    a = exercise("a", sides=Sides.EACH, dosage=Dosage(20))
    b = exercise("b", sides=Sides.BOTH, dosage=Dosage(20))
    plan, known = routine(a, b)
    base = Settings(prepare_s=5, position_change_s=5, switch_s=4)
    s = Session(build(plan, known, base))
    s.handle(Command.START, T)
    s.advance(T + 7)
    more = DosageOverride(hold_s=30, reps=2)
    changed = base.with_override("a", more).with_override("b", more)
    assert said(s.replan(build(plan, known, changed), T + 7)) == [(7, "replanned")]
    work = [(p.exercise, p.side.value, p.duration_s) for p in s.timeline if p.kind.is_work]
    assert work == [("a", "left", 20), ("a", "right", 30), ("b", "both", 30), ("b", "both", 30)]
    finish = [e for e in said(s.advance(T + 400)) if e[1:] == ("cue", "session_done")]
    assert finish == [(s.timeline[-1].end_s, "cue", "session_done")]


@pytest.mark.parametrize("command", [c for c in Command if c is not Command.START])
def test_nothing_but_start_is_possible_before_the_start(command: Command) -> None:
    with pytest.raises(IllegalCommandError) as caught:
        session().handle(command, T)
    assert (caught.value.state, caught.value.command) == (State.READY, command)


@pytest.mark.parametrize("command", list(Command))
def test_nothing_is_possible_after_the_end(command: Command) -> None:
    s = session()
    s.handle(Command.START, T)
    with pytest.raises(IllegalCommandError):
        s.handle(command, T + 100)


def test_a_restored_session_goes_on_where_it_stood() -> None:
    s = Session.restored(session().timeline, {0: PhaseResult(Outcome.DONE, 5)}, 1, 12)
    assert (s.state, s.remaining_s(T)) == (State.PAUSED, 8)
    s.handle(Command.RESUME, T)
    assert said(s.advance(T + 60)) == [
        (3, "resumed"),
        (3, "cue", "hold_start"),
        (8, "cue", "countdown"),
        (9, "cue", "countdown"),
        (10, "cue", "countdown"),
        (11, "end", 1, "done", 20),
        (11, "cue", "session_done"),
        (11, "finished", False),
    ]
    assert active_s(s.timeline, s.results) == 20


@pytest.mark.parametrize("index", [-1, 2])
def test_a_session_is_not_restored_outside_its_timeline(index: int) -> None:
    with pytest.raises(ValueError, match="of 2"):
        Session.restored(session().timeline, {}, index, 0)


def test_a_session_without_phases_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one phase"):
        Session(())


moves = st.lists(
    st.tuples(st.floats(0, 40), st.sampled_from([c for c in Command if c is not Command.START] + [None] * 6)),
    max_size=60,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(any_exercise, min_size=1, max_size=4, unique_by=lambda e: e.id), any_settings, moves)
def test_whatever_the_person_presses(
    chosen: list[Exercise], base: Settings, commands: list[tuple[float, Command | None]]
) -> None:
    """Every phase ends once, pauses change no hold, and no second is credited that did not pass."""
    s = Session(build(*routine(*chosen), base))
    planned = {p.index: p.planned_s for p in s.timeline}
    now = T
    events = s.handle(Command.START, now)
    for wait, command in commands:
        now += wait
        events += s.advance(now)
        if command and s.can(command):
            events += s.handle(command, now)
    paused_s = lived_outside_running(events, now)

    times = [e.at for e in events]
    assert times == sorted(times)
    assert {p.index: p.planned_s for p in s.timeline} == planned
    held = active_s(s.timeline, s.results)
    assert held <= now - T - paused_s + 1e-6
    for index, result in s.results.items():
        assert 0 <= result.done_s <= s.timeline[index].duration_s
    ended: dict[int, int] = {}
    for e in events:
        if isinstance(e, PhaseEnded):
            ended[e.phase.index] = ended.get(e.phase.index, 0) + 1
            if e.outcome is Outcome.DONE and not e.phase.manual:
                assert e.done_s == pytest.approx(e.phase.duration_s)
        elif isinstance(e, PhaseReopened):
            ended[e.phase.index] -= 1
    assert set(ended.values()) <= {0, 1}
    if s.state is State.FINISHED and not any(isinstance(e, SessionFinished) and e.stopped for e in events):
        assert all(ended[p.index] == 1 for p in s.timeline)
    for exercise_record in exercise_records(s.timeline, s.results):
        sets = exercise_record.sets
        sides = {x.side: sum(y.planned_s for y in sets if y.side is x.side) for x in sets}
        assert len(set(sides.values())) == 1


def lived_outside_running(events: list[Event], now: float) -> float:
    """Seconds in which the session was paused or led in."""
    outside, since = 0.0, None
    for e in events:
        if isinstance(e, Paused) and since is None:
            since = e.at
        elif since is not None and isinstance(e, Resumed):
            outside, since = outside + e.at - since, None
    return outside
