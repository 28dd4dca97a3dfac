"""The session: one state machine over a timeline.

Time comes in as an argument: `now` is monotonic seconds and never goes back. `advance` returns every event
whose deadline has passed, in order; a phase begins at the deadline of the one before, not when a timer
happened to fire.
All that affects the state stands in this file.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Self

from .events import (
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
from .outcome import Outcome
from .timeline import LEAD_S, OPENING, Anchor, Cue, Mark, Phase, Timeline, chained

EXTEND_S = 10.0
"""What one press of "+10 s" adds."""
BACK_AGAIN_S = 1.5
"""`back` within this many seconds of the last one goes to the phase before."""


class State(StrEnum):
    """Where the session stands as a whole."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    LEAD_IN = "lead_in"
    FINISHED = "finished"


class Command(StrEnum):
    """What the person can ask for."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    SKIP = "skip"
    BACK = "back"
    EXTEND = "extend"
    EASE_OFF = "ease_off"
    DONE = "done"
    STOP = "stop"


class IllegalCommandError(Exception):
    """A command that means nothing in the session's state."""

    def __init__(self, state: State, command: Command) -> None:
        super().__init__(f"{command} is not possible while {state}")
        self.state = state
        self.command = command


@dataclass(frozen=True, slots=True)
class PhaseResult:
    """What was done of a phase: the best of its attempts. Seconds."""

    outcome: Outcome
    done_s: float


_MOVES = {Command.SKIP, Command.BACK, Command.EXTEND, Command.EASE_OFF, Command.DONE, Command.STOP}
TRANSITIONS: Mapping[State, frozenset[Command]] = MappingProxyType(
    {
        State.READY: frozenset({Command.START}),
        State.RUNNING: frozenset({Command.PAUSE} | _MOVES),
        State.PAUSED: frozenset({Command.RESUME} | _MOVES),
        State.LEAD_IN: frozenset({Command.PAUSE} | _MOVES),
        State.FINISHED: frozenset(),
    }
)
"""Which commands each state takes; any other raises IllegalCommandError."""


class Session:
    """A running session. Not thread-safe; `results` and `timeline` may be read at any time."""

    def __init__(self, timeline: Timeline) -> None:
        if not timeline:
            raise ValueError("a session needs at least one phase")
        self.timeline = timeline
        self.results: dict[int, PhaseResult] = {}
        self.state = State.READY
        self._index = 0
        self._origin = 0.0
        """The second at which the phase would have begun without pauses; valid while RUNNING."""
        self._elapsed = 0.0
        """Seconds spent in the phase; valid while not RUNNING."""
        self._lead_until = 0.0
        self._passed: set[Mark] = set()
        """Marks of this phase whose cue is out."""
        self._last_back = float("-inf")
        self._handlers: Mapping[Command, Callable[[float], list[Event]]] = {
            Command.START: self._start,
            Command.PAUSE: lambda now: self._pause(now, PauseReason.PERSON),
            Command.RESUME: self._resume,
            Command.SKIP: lambda now: self._leave(now, Outcome.SKIPPED),
            Command.BACK: self._back,
            Command.EXTEND: self._extend,
            Command.EASE_OFF: self._ease_off,
            Command.DONE: lambda now: self._leave(
                now, Outcome.DONE if self.phase.manual else Outcome.SKIPPED
            ),
            Command.STOP: self._stop,
        }

    @classmethod
    def restored(
        cls, timeline: Timeline, results: Mapping[int, PhaseResult], index: int, elapsed_s: float
    ) -> Self:
        """A session that waits, paused, `elapsed_s` seconds into the phase at `index`.

        Raises ValueError if the timeline has no such phase.
        """
        if not 0 <= index < len(timeline):
            raise ValueError(f"phase {index} of {len(timeline)}")
        session = cls(timeline)
        session.state = State.PAUSED
        session.results = dict(results)
        session._index = index
        session._elapsed = min(elapsed_s, session.phase.duration_s)
        session._passed = {m for m in session.phase.marks if m.at_s(session.phase.duration_s) < elapsed_s}
        return session

    @property
    def phase(self) -> Phase:
        """The phase that runs, waits or ended last."""
        return self.timeline[self._index]

    def results_so_far(self, now: float) -> dict[int, PhaseResult]:
        """The results, with what was done of the current phase until `now`."""
        results = dict(self.results)
        done_s = min(self.elapsed_s(now), self.phase.duration_s)
        if self.state in (State.READY, State.FINISHED) or self.phase.index in results or done_s == 0:
            return results
        return {**results, self.phase.index: PhaseResult(Outcome.SKIPPED, done_s)}

    def can(self, command: Command) -> bool:
        """Whether `handle` takes this command now."""
        return command in TRANSITIONS[self.state]

    def elapsed_s(self, now: float) -> float:
        """Seconds spent in the current phase, from 0 to its length; unbounded in a phase by hand."""
        seconds = max(0.0, now - self._origin) if self.state is State.RUNNING else self._elapsed
        return seconds if self.phase.manual else min(seconds, self.phase.duration_s)

    def remaining_s(self, now: float) -> float:
        """Seconds left of the current phase."""
        return max(0.0, self.phase.duration_s - self.elapsed_s(now))

    def lead_s(self, now: float) -> float:
        """Seconds of the lead-in that are left, 0 when none runs."""
        return max(0.0, self._lead_until - now) if self.state is State.LEAD_IN else 0.0

    def session_remaining_s(self, now: float) -> float:
        """Seconds to the end of the session if nothing interrupts it any more."""
        if self.state is State.FINISHED:
            return 0.0
        later = sum(p.duration_s for p in self.timeline[self._index + 1 :])
        return self.lead_s(now) + self.remaining_s(now) + later

    def next_deadline(self) -> float | None:
        """The second at which `advance` will next have something to say; None while only a command can."""
        if self.state is State.LEAD_IN:
            return self._lead_until
        if self.state is not State.RUNNING:
            return None
        times = [self._time_of(m) for m in self._marks_to_come()]
        if not self.phase.manual:
            times.append(self._origin + self.phase.duration_s)
        return min(times, default=None)

    def advance(self, now: float) -> list[Event]:
        """Every event that was due until `now`, in order."""
        events: list[Event] = []
        while (due := self.next_deadline()) is not None and due <= now:
            events += self._on_deadline(due)
        return events

    def handle(self, command: Command, now: float) -> list[Event]:
        """What was due until `now`, and then what the command does.

        Raises IllegalCommandError if the state, after what was due, does not take the command.
        """
        events = self.advance(now)
        if not self.can(command):
            raise IllegalCommandError(self.state, command)
        return events + self._handlers[command](now)

    def interrupt(self, seen: float, reason: PauseReason) -> list[Event]:
        """Pause at `seen`, the last second that was really lived through, if the session runs."""
        events = self.advance(seen)
        return events + (self._pause(seen, reason) if self.can(Command.PAUSE) else [])

    def replan(self, timeline: Timeline, now: float) -> list[Event]:
        """Take over another timeline of the same routine, from the next hold on.

        In the current exercise only lengths change; counts change from the next exercise, so that both sides
        of one exercise get the same repetitions.
        """
        events = self.advance(now)
        if self.state is State.FINISHED:
            return events
        new = {(p.entry, p.kind, p.side, p.set, p.rep): p for p in timeline}
        done = list(self.timeline[: self._index + 1])
        rest = [
            replace(p, planned_s=new.get((p.entry, p.kind, p.side, p.set, p.rep), p).planned_s)
            for p in self.timeline[self._index + 1 :]
            if p.entry == self.phase.entry
        ]
        later = [p for p in timeline if p.entry > self.phase.entry]
        self.timeline = chained(done + rest + later)
        return [*events, Replanned(now)]

    # What happens at a deadline

    def _on_deadline(self, due: float) -> list[Event]:
        if self.state is State.LEAD_IN:
            return self._go_on(due)
        marks = [m for m in self._marks_to_come() if self._time_of(m) == due]
        self._passed.update(marks)
        events: list[Event] = [CueDue(due, m.cue) for m in marks if not _closes(m)]
        if not self.phase.manual and due >= self._origin + self.phase.duration_s:
            events += self._leave(due, Outcome.DONE)
        return events

    def _go_on(self, due: float) -> list[Event]:
        self._origin = due - self._elapsed
        self.state = State.RUNNING
        reminds = self._passed and self.phase.kind.is_work
        return [Resumed(due), *([CueDue(due, OPENING[self.phase.kind])] if reminds else [])]

    # Commands

    def _start(self, now: float) -> list[Event]:
        self.state = State.RUNNING
        return self._enter(0, now)

    def _pause(self, now: float, reason: PauseReason) -> list[Event]:
        self._elapsed = self.elapsed_s(now)
        self.state = State.PAUSED
        return [Paused(now, reason)]

    def _resume(self, now: float) -> list[Event]:
        self.state = State.LEAD_IN
        self._lead_until = now + LEAD_S
        return [Resuming(now, self._lead_until), CueDue(now, Cue.GET_READY)]

    def _back(self, now: float) -> list[Event]:
        again = now - self._last_back <= BACK_AGAIN_S
        self._last_back = now
        self._keep_best(self._index, Outcome.SKIPPED, now)
        if not again or self._index == 0:
            return self._enter(self._index, now)
        return [PhaseReopened(now, self.timeline[self._index - 1]), *self._enter(self._index - 1, now)]

    def _extend(self, now: float) -> list[Event]:
        elapsed = self.elapsed_s(now)
        phases = list(self.timeline)
        phases[self._index] = replace(self.phase, extra_s=self.phase.extra_s + EXTEND_S)
        self.timeline = chained(phases)
        self._passed = {
            m
            for m in self.phase.marks
            if m.at_s(self.phase.duration_s) < elapsed or (m in self._passed and m.anchor is not Anchor.END)
        }
        return [PhaseExtended(now, self.phase)]

    def _ease_off(self, now: float) -> list[Event]:
        entry = self.phase.entry
        events = self._end(now, Outcome.EASED)
        while self._index + 1 < len(self.timeline) and self.timeline[self._index + 1].entry == entry:
            self._index += 1
            self._elapsed, self._origin = 0.0, now
            events += self._end(now, Outcome.EASED)
        return events + self._next(now)

    def _stop(self, now: float) -> list[Event]:
        events = self._end(now, Outcome.SKIPPED)
        self.state = State.FINISHED
        return [*events, SessionFinished(now, stopped=True)]

    # Phases

    def _enter(self, index: int, now: float) -> list[Event]:
        """Begin a phase at `now`; a paused session stays paused at its beginning."""
        self._index = index
        self._origin, self._elapsed = now, 0.0
        self._passed = set()
        leads_in = self.state is State.LEAD_IN
        if leads_in:
            self.state = State.RUNNING
        return [*([Resumed(now)] if leads_in else []), PhaseStarted(now, self.phase), *self.advance(now)]

    def _leave(self, now: float, outcome: Outcome) -> list[Event]:
        return self._end(now, outcome) + self._next(now)

    def _end(self, now: float, outcome: Outcome) -> list[Event]:
        done_s = self._keep_best(self._index, outcome, now)
        return [PhaseEnded(now, self.phase, outcome, done_s)]

    def _next(self, now: float) -> list[Event]:
        closing: list[Event] = [CueDue(now, m.cue) for m in self.phase.marks if _closes(m)]
        if self._index + 1 < len(self.timeline):
            return closing + self._enter(self._index + 1, now)
        self.state = State.FINISHED
        return [*closing, SessionFinished(now, stopped=False)]

    def _keep_best(self, index: int, outcome: Outcome, now: float) -> float:
        """Note an attempt at a phase, unless an earlier one did more; its seconds."""
        done_s = min(self.elapsed_s(now), self.phase.duration_s)
        before = self.results.get(index)
        if before is None or before.outcome is not Outcome.DONE:
            best_s = max(done_s, before.done_s if before else 0.0)
            self.results[index] = PhaseResult(outcome, best_s)
        return done_s

    def _marks_to_come(self) -> list[Mark]:
        timed = (m for m in self.phase.marks if not (self.phase.manual and m.anchor is not Anchor.START))
        return [m for m in timed if m not in self._passed and not _closes(m)]

    def _time_of(self, mark: Mark) -> float:
        return self._origin + mark.at_s(self.phase.duration_s)


def _closes(mark: Mark) -> bool:
    """Whether a mark belongs to the end of its phase, whenever that comes."""
    return mark.anchor is Anchor.END and mark.offset_s == 0


def active_s(timeline: Timeline, results: Mapping[int, PhaseResult]) -> float:
    """Seconds held or repeated in a session; pauses, rests and preparing do not count."""
    return sum(r.done_s for i, r in results.items() if timeline[i].kind.is_work)
