"""The state machine: whole event lists under a clock of the test's own."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
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
from hipstretch.core.outcome import Outcome, PhaseResult
from hipstretch.core.record import active_s, exercise_records
from hipstretch.core.resume_point import ResumePoint
from hipstretch.core.session import Session
from hipstretch.core.settings import DosageOverride, RepMode, Settings
from hipstretch.core.timeline import PhaseKey, build
from hipstretch.core.transitions import TRANSITIONS, Command, IllegalCommandError, State
from tests.fakes import exercise, routine
from tests.unit.core.test_timeline import exercises as any_exercise
from tests.unit.core.test_timeline import settings as any_settings

T = 1000.0
"""When the sessions of these tests start."""


@dataclass(frozen=True)
class Change:
    """Another dosage for every exercise."""

    override: DosageOverride
    counts_here: bool


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


def do(s: Session, command: Command, now: float) -> list[Event]:
    """What was due until `now`, and what the command does."""
    return s.advance(now) + s.handle(command, now)


def test_a_whole_session_in_one_late_step_has_every_event_at_its_own_second() -> None:
    s = session()
    assert said(do(s, Command.START, T)) == [(0, "start", 0), (0, "cue", "get_ready")]
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
    assert s.results[s.timeline[1].key] == PhaseResult(Outcome.DONE, 20)


def test_steps_of_any_size_give_the_same_events() -> None:
    def run(step: float) -> list[tuple[Any, ...]]:
        s = session(reps=2, sides=Sides.EACH)
        events = do(s, Command.START, T)
        now = T
        while s.state is not State.FINISHED:
            now += step
            events += s.advance(now)
        return said(events)

    assert run(0.07) == run(1) == run(31)


def test_a_pause_leads_in_for_three_seconds_and_gives_back_the_rest_of_the_hold() -> None:
    s = session()
    do(s, Command.START, T)
    s.advance(T + 12)
    assert said(do(s, Command.PAUSE, T + 12)) == [(12, "pause", "person")]
    assert s.remaining_s(T + 500) == 13
    assert s.advance(T + 500) == []
    assert said(do(s, Command.RESUME, T + 500)) == [(500, "resuming", 503), (500, "cue", "get_ready")]
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
    do(s, Command.START, T)
    do(s, Command.PAUSE, T + 12)
    do(s, Command.RESUME, T + 20)
    assert said(do(s, Command.PAUSE, T + 22)) == [(22, "pause", "person")]
    assert s.remaining_s(T + 30) == 13


def test_skip_counts_only_what_was_held() -> None:
    s = session()
    do(s, Command.START, T)
    assert said(do(s, Command.SKIP, T + 2))[:3] == [
        (2, "end", 0, "skipped", 2),
        (2, "start", 1),
        (2, "cue", "hold_start"),
    ]
    assert said(do(s, Command.SKIP, T + 9)) == [
        (9, "end", 1, "skipped", 7),
        (9, "cue", "session_done"),
        (9, "finished", False),
    ]
    assert active_s(s.results) == 7


def test_back_restarts_and_twice_quickly_goes_to_the_phase_before() -> None:
    s = session(reps=2)
    do(s, Command.START, T)
    s.advance(T + 33)
    assert s.phase.index == 3
    assert said(do(s, Command.BACK, T + 34)) == [(34, "start", 3), (34, "cue", "hold_start")]
    assert said(do(s, Command.BACK, T + 35)) == [
        (35, "reopen", 2),
        (35, "start", 2),
        (35, "cue", "hold_end"),
    ]
    assert said(do(s, Command.BACK, T + 40))[-2:] == [(40, "start", 3), (40, "cue", "hold_start")]


def test_back_at_the_first_phase_stays_there() -> None:
    s = session()
    do(s, Command.START, T)
    do(s, Command.BACK, T + 1)
    assert said(do(s, Command.BACK, T + 2)) == [(2, "start", 0), (2, "cue", "get_ready")]


def test_the_best_of_two_attempts_counts() -> None:
    s = session()
    do(s, Command.START, T)
    do(s, Command.BACK, T + 17)
    do(s, Command.SKIP, T + 20)
    assert s.results[s.timeline[1].key] == PhaseResult(Outcome.SKIPPED, 12)


def test_ten_seconds_more_move_the_countdown_and_repeat_nothing_else() -> None:
    s = session()
    do(s, Command.START, T)
    assert said(s.advance(T + 23))[-1] == (23, "cue", "countdown")
    assert said(do(s, Command.EXTEND, T + 23.5)) == [(23.5, "longer", 30)]
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
    do(s, Command.START, T)
    s.advance(T + 10)
    do(s, Command.EXTEND, T + 10)
    assert said(s.advance(T + 21)) == [(20, "cue", "halfway")]


def test_ease_off_ends_the_exercise_and_notes_it() -> None:
    a = exercise("a", sides=Sides.EACH, dosage=Dosage(20))
    b = exercise("b", sides=Sides.BOTH, dosage=Dosage(20))
    s = Session(build(*routine(a, b), Settings(prepare_s=5, position_change_s=5, switch_s=4)))
    do(s, Command.START, T)
    assert said(do(s, Command.EASE_OFF, T + 11))[3:] == [
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
    do(s, Command.START, T)
    assert said(do(s, Command.STOP, T + 10))[-2:] == [(10, "end", 1, "skipped", 5), (10, "finished", True)]


def test_a_repetition_by_hand_waits_for_done_and_credits_no_more_than_its_tempo() -> None:
    lift = exercise(kind=Kind.REPETITION, sides=Sides.BOTH, dosage=Dosage(2, reps=2), lift_s=2, lower_s=3)
    s = Session(build(*routine(lift), Settings(position_change_s=5, rep_mode=RepMode.BY_HAND)))
    do(s, Command.START, T)
    s.advance(T + 5)
    assert s.next_deadline() is None
    assert said(do(s, Command.DONE, T + 100)) == [
        (100, "end", 1, "done", 7),
        (100, "start", 2),
        (100, "cue", "rep"),
    ]
    assert said(do(s, Command.DONE, T + 104)) == [
        (104, "end", 2, "done", 4),
        (104, "cue", "session_done"),
        (104, "finished", False),
    ]


def test_skipping_while_paused_waits_at_the_start_of_the_next_phase() -> None:
    s = session()
    do(s, Command.START, T)
    do(s, Command.PAUSE, T + 1)
    assert said(do(s, Command.SKIP, T + 9)) == [(9, "end", 0, "skipped", 1), (9, "start", 1)]
    assert s.state is State.PAUSED
    do(s, Command.RESUME, T + 10)
    assert said(s.advance(T + 13)) == [(13, "resumed"), (13, "cue", "hold_start")]


def test_an_interruption_counts_nothing_after_the_last_second_seen() -> None:
    s = session()
    do(s, Command.START, T)
    s.advance(T + 9)
    assert said(s.interrupt(T + 9, PauseReason.STALL)) == [(9, "pause", "stall")]
    assert s.interrupt(T + 9, PauseReason.STALL) == []
    do(s, Command.STOP, T + 40000)
    assert active_s(s.results) == 4


def test_changed_lengths_count_from_the_next_hold_and_counts_from_the_next_exercise() -> None:
    a = exercise("a", sides=Sides.EACH, dosage=Dosage(20))
    b = exercise("b", sides=Sides.BOTH, dosage=Dosage(20))
    plan, known = routine(a, b)
    base = Settings(prepare_s=5, position_change_s=5, switch_s=4)
    s = Session(build(plan, known, base))
    do(s, Command.START, T)
    s.advance(T + 7)
    more = DosageOverride(hold_s=30, reps=2)
    changed = base.with_override("a", more).with_override("b", more)
    assert said(s.replan(build(plan, known, changed), T + 7)) == [(7, "replanned")]
    work = [(p.exercise, p.side.value, p.duration_s) for p in s.timeline if p.kind.is_work]
    assert work == [("a", "left", 20), ("a", "right", 30), ("b", "both", 30), ("b", "both", 30)]
    finish = [e for e in said(s.advance(T + 400)) if e[1:] == ("cue", "session_done")]
    assert finish == [(s.timeline[-1].end_s, "cue", "session_done")]


STANDS: dict[State, Callable[[Session], object]] = {
    State.READY: lambda _: None,
    State.RUNNING: lambda s: do(s, Command.START, T),
    State.PAUSED: lambda s: do(s, Command.START, T) + do(s, Command.PAUSE, T + 7),
    State.LEAD_IN: lambda s: (
        do(s, Command.START, T) + do(s, Command.PAUSE, T + 7) + do(s, Command.RESUME, T + 8)
    ),
    State.FINISHED: lambda s: do(s, Command.DISCARD, T),
}
"""How a session comes into each state."""


def everything(s: Session) -> dict[str, Any]:
    """All that a session knows, to see whether it changed."""
    return {k: copy(v) for k, v in vars(s).items() if k != "_handlers"}


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("command", list(Command))
def test_a_command_does_what_the_table_says_or_raises_and_changes_nothing(
    state: State, command: Command
) -> None:
    s = Session(build(*routine(exercise("a"), exercise("b")), Settings(position_change_s=5)))
    STANDS[state](s)
    now = T + 9
    if command in TRANSITIONS[state] and command is not Command.DONE:
        assert s.can(command)
        assert do(s, command, now)
        assert s.state is TRANSITIONS[state][command]
        return
    assert not s.can(command)
    s.advance(now)
    before = everything(s)
    with pytest.raises(IllegalCommandError) as caught:
        s.handle(command, now)
    assert (caught.value.state, caught.value.command) == (state, command)
    assert everything(s) == before


def test_the_table_names_every_state_and_nothing_leaves_the_end() -> None:
    assert set(TRANSITIONS) == set(State)
    assert TRANSITIONS[State.FINISHED] == {}


@pytest.mark.parametrize("act", ["handle", "interrupt", "replan"])
def test_nothing_happens_before_what_was_due(act: str) -> None:
    """Else seconds that nobody was there for would count, and events would be lost."""
    s = session()
    do(s, Command.START, T)
    before = everything(s)
    with pytest.raises(ValueError, match="was due"):
        {
            "handle": lambda: s.handle(Command.PAUSE, T + 5),
            "interrupt": lambda: s.interrupt(T + 5, PauseReason.STALL),
            "replan": lambda: s.replan(s.timeline, T + 5),
        }[act]()
    assert everything(s) == before


def test_discarding_ends_the_session_and_says_so() -> None:
    s = session()
    do(s, Command.START, T)
    assert said(do(s, Command.DISCARD, T + 10))[-1:] == [(10, "finished", True)]
    assert (s.state, s.next_deadline()) == (State.FINISHED, None)


def test_a_session_that_is_stopped_before_it_began_has_done_nothing() -> None:
    s = session()
    assert said(do(s, Command.STOP, T)) == [(0, "finished", True)]
    assert s.results == {}


def test_what_is_told_of_a_phase_is_what_counts() -> None:
    """After `back` the longest attempt counts, also when the next one was too much."""
    s = session()
    do(s, Command.START, T)
    do(s, Command.BACK, T + 12)
    assert said(do(s, Command.EASE_OFF, T + 12))[0] == (12, "end", 1, "eased", 7)
    assert s.results[s.timeline[1].key] == PhaseResult(Outcome.EASED, 7)


def test_a_hold_that_is_being_redone_is_not_over_in_the_resume_point() -> None:
    s = session()
    do(s, Command.START, T)
    do(s, Command.BACK, T + 24)
    point = s.resume_point(T + 24)
    assert (point.elapsed_s, point.results[point.here].done_s) == (0, 19)
    assert Session.restored(point).remaining_s(T) == 20
    assert point.credited()[point.here] == PhaseResult(Outcome.SKIPPED, 19)


def test_a_restored_session_goes_on_where_it_stood() -> None:
    timeline = session().timeline
    done = {timeline[0].key: PhaseResult(Outcome.DONE, 5)}
    s = Session.restored(ResumePoint(timeline, done, timeline[1].key, 12))
    assert (s.state, s.remaining_s(T)) == (State.PAUSED, 8)
    do(s, Command.RESUME, T)
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
    assert active_s(s.results) == 20


def test_a_session_is_not_restored_outside_its_timeline() -> None:
    one, two = session().timeline, session(reps=2).timeline
    with pytest.raises(ValueError, match="no phase"):
        Session.restored(ResumePoint(one, {}, two[3].key, 0))


def test_a_session_without_phases_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one phase"):
        Session(())


acts = st.one_of(
    st.sampled_from([c for c in Command if c not in (Command.START, Command.STOP, Command.DISCARD)]),
    st.sampled_from([Command.RESUME, Command.SKIP, Command.BACK, None, None, None]),
    st.sampled_from([Command.STOP, Command.DISCARD, "restore", "stall", PauseReason.ERROR]),
    st.builds(
        Change,
        st.builds(
            DosageOverride,
            hold_s=st.one_of(st.none(), st.floats(1, 30)),
            reps=st.one_of(st.none(), st.integers(1, 4)),
            sets=st.one_of(st.none(), st.integers(1, 3)),
        ),
        st.booleans(),
    ),
)


class Walk:
    """A session that anything happens to, and what must hold whatever it was."""

    def __init__(self, chosen: list[Exercise], base: Settings) -> None:
        self.plan, self.known = routine(*chosen)
        self.base = base
        self.s = Session(build(self.plan, self.known, base))
        self.now = T
        self.events = do(self.s, Command.START, T)
        self.lived_s = 0.0
        self.changed_here = False

    def wait(self, seconds: float) -> None:
        """Time passes, and the session is told at once of everything that is due."""
        end = self.now + seconds
        while self.now < end:
            step = min(end, max(self.now, self.s.next_deadline() or end))
            self.lived_s += (step - self.now) * (self.s.state is State.RUNNING)
            self.now = step
            self.events += self.s.advance(step)

    def act(self, act: object) -> None:
        match act:
            case Command() if self.s.can(act):
                self.events += self.s.handle(act, self.now)
            case PauseReason():
                self.events += self.s.interrupt(self.now, act)
            case "stall":  # nobody knows what the person did meanwhile: nothing counts
                self.events += self.s.interrupt(self.now, PauseReason.STALL)
                self.now += 10_000
            case "restore" if self.s.state is not State.FINISHED:
                self.s = Session.restored(self.s.resume_point(self.now))
            case Change(override, counts_here):
                settings = self.base
                for e in self.known.values():
                    settings = settings.with_override(e.id, override)
                new = build(self.plan, self.known, settings)
                self.changed_here |= counts_here
                self.events += self.s.replan(new, self.now, counts_here=counts_here)

    def check(self) -> None:
        timeline, results = self.s.timeline, self.s.results
        phases = {p.key: p for p in timeline}
        assert len(phases) == len(timeline), "no phase stands there twice"
        assert [p.index for p in timeline] == list(range(len(timeline)))
        assert results.keys() <= phases.keys(), "what was done stays in the timeline"
        assert active_s(results) <= self.lived_s + 1e-6, "no second is credited that nobody lived"
        told: dict[PhaseKey, PhaseResult] = {}
        for e in self.events:
            if isinstance(e, PhaseEnded):
                before = told.get(e.phase.key)
                done = Outcome.DONE if before and before.outcome is Outcome.DONE else e.outcome
                told[e.phase.key] = PhaseResult(done, max(e.done_s, before.done_s if before else 0.0))
        for key, result in results.items():
            assert self.changed_here or 0 <= result.done_s <= phases[key].duration_s + 1e-9
            if result.outcome is Outcome.DONE:
                assert told[key] == result, "what counts as done was told as done"
        for key, result in told.items():
            assert results[key].done_s >= result.done_s, "what was told is kept"
        times = [e.at for e in self.events]
        assert times == sorted(times)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(any_exercise, min_size=1, max_size=4, unique_by=lambda e: e.id),
    any_settings,
    st.lists(st.tuples(st.floats(0, 40), acts), max_size=40),
)
def test_whatever_happens_to_a_session(
    chosen: list[Exercise], base: Settings, happenings: list[tuple[float, object]]
) -> None:
    walk = Walk(chosen, base)
    for seconds, act in happenings:
        walk.wait(seconds)
        walk.act(act)
        walk.check()
    walk.wait(1e5)
    walk.check()
    s = walk.s
    if s.state is State.FINISHED and not walk.events[-1].stopped:  # type: ignore[attr-defined]
        assert s.results.keys() == {p.key for p in s.timeline}, "every phase has ended"
    record = exercise_records(s.timeline, s.results)
    assert sum(x.done_s for e in record for x in e.sets) == pytest.approx(active_s(s.results), abs=1)
    for exercise_record in () if walk.changed_here else record:
        sets = exercise_record.sets
        reps = {x.side: sum(y.planned_reps for y in sets if y.side is x.side) for x in sets}
        assert len(set(reps.values())) == 1, "both sides get the same repetitions"


def test_nothing_is_left_of_a_session_that_is_over() -> None:
    s = session()
    do(s, Command.START, T)
    assert s.session_remaining_s(T) == 25
    do(s, Command.STOP, T + 1)
    assert s.session_remaining_s(T + 1) == 0


def three() -> Session:
    """Three exercises of one hold for both sides."""
    made = (exercise(name, sides=Sides.BOTH, dosage=Dosage(20)) for name in "abc")
    s = Session(build(*routine(*made), Settings(prepare_s=5, position_change_s=5)))
    do(s, Command.START, T)
    s.advance(T + 11)
    return s


def test_another_exercise_skips_what_lies_before_it() -> None:
    s = three()
    assert said(s.go_to(2, T + 11))[:5] == [
        (11, "end", 1, "skipped", 6),
        (11, "end", 2, "skipped", 0),
        (11, "end", 3, "skipped", 0),
        (11, "start", 4),
        (11, "cue", "exercise_done"),
    ]
    assert said(s.go_to(0, T + 12))[:2] == [(12, "reopen", 0), (12, "start", 0)]
    assert s.results[s.timeline[1].key].done_s == 6, "what was done counts all the same"
    assert said(s.go_to(3, T + 13))[-1] == (13, "finished", False)


@pytest.mark.parametrize("entry", [-1, 4])
def test_there_is_no_other_exercise_than_those(entry: int) -> None:
    with pytest.raises(ValueError, match=str(entry)):
        three().go_to(entry, T + 11)


def test_a_session_that_is_over_goes_to_no_exercise() -> None:
    s = three()
    point = s.resume_point(T + 11)
    do(s, Command.STOP, T + 11)
    with pytest.raises(IllegalCommandError):
        s.go_to(1, T + 12)
    assert s.return_to(point, T + 12) == []


@pytest.mark.parametrize("command", [None, Command.PAUSE])
def test_a_point_can_be_returned_to_as_if_nothing_had_come_after_it(command: Command | None) -> None:
    s = three()
    if command:
        do(s, command, T + 11)
    point = s.resume_point(T + 11)
    do(s, Command.EASE_OFF, T + 11)
    state = s.state
    assert said(s.return_to(point, T + 14))[:2] == [(14, "reopen", 1), (14, "start", 1)]
    assert s.state is state
    assert s.results == point.credited()
    s.advance(T + 40)
    assert s.results[point.here].outcome is (Outcome.SKIPPED if command else Outcome.DONE)
