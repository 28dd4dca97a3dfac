"""The session: one state machine over a timeline.

Time comes in as an argument: `now` is monotonic seconds and never goes back. `advance` returns every event whose
deadline has passed, in order; a phase begins at the deadline of the one before, not when a timer fired.
Every other method that takes `now` expects that `advance(now)` was called before it.
All that affects the state stands in this file.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
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
from .outcome import Outcome, PhaseResult
from .replan import replanned
from .resume_point import ResumePoint, place_of, with_attempt
from .timeline import LEAD_IN_S, OPENING, Anchor, Cue, Mark, Phase, PhaseKey, Timeline, chained
from .transitions import TRANSITIONS, Cause, Command, Deadline, IllegalCommandError, State

EXTEND_S = 10.0
"""Seconds that one press of "+10 s" adds."""
BACK_AGAIN_S = 1.5
"""`back` within this many seconds of the last one goes to the phase before."""


class Session:
    """A running session. Not thread-safe; `results` and `timeline` may be read at any time."""

    def __init__(self, timeline: Timeline) -> None:
        if not timeline:
            raise ValueError("a session needs at least one phase")
        self.timeline = timeline
        self.results: dict[PhaseKey, PhaseResult] = {}
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
            Command.START: lambda now: self._enter(0, now),
            Command.PAUSE: lambda now: [Paused(now, PauseReason.PERSON)],
            Command.RESUME: self._resume,
            Command.SKIP: lambda now: self._leave(now, Outcome.SKIPPED),
            Command.BACK: self._back,
            Command.EXTEND: self._extend,
            Command.EASE_OFF: self._ease_off,
            Command.DONE: lambda now: self._leave(now, Outcome.DONE),
            Command.STOP: self._stop,
            Command.DISCARD: lambda now: [SessionFinished(now, stopped=True, discarded=True)],
        }

    @classmethod
    def restored(cls, point: ResumePoint) -> Self:
        """A session that waits at `point`. Raises ValueError if its timeline has no such phase."""
        session = cls(point.timeline)
        session.state = State.PAUSED
        session.results = dict(point.results)
        session._index = place_of(point.here, point.timeline)
        session._elapsed = point.elapsed_s
        session._passed = {
            m for m in session.phase.marks if m.at_s(session.phase.duration_s) < session._elapsed
        }
        return session

    @property
    def phase(self) -> Phase:
        """The phase that runs, waits or ended last."""
        return self.timeline[self._index]

    def resume_point(self, now: float) -> ResumePoint:
        """Where the session stands at `now`."""
        return ResumePoint(self.timeline, dict(self.results), self.phase.key, self.elapsed_s(now))

    def can(self, command: Command) -> bool:
        """Whether `handle` takes this command now."""
        return command in TRANSITIONS[self.state] and (command is not Command.DONE or self.phase.manual)

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
        """What the command does.

        Raises IllegalCommandError, and changes nothing, if the state does not take the command; ValueError if
        something was due before `now`: then `advance` comes first.
        """
        self._expect_nothing_due(now)
        if not self.can(command):
            raise IllegalCommandError(self.state, command)
        return self._move(command, now) + self._handlers[command](now)

    def interrupt(self, now: float, reason: PauseReason) -> list[Event]:
        """Pause at `now` for a reason that is not the person's, if the session runs.

        Raises ValueError like `handle`.
        """
        self._expect_nothing_due(now)
        if not self.can(Command.PAUSE):
            return []
        return [*self._move(Command.PAUSE, now), Paused(now, reason)]

    def go_to(self, entry: int, now: float) -> list[Event]:
        """Begin an exercise at `now`: what lies before it is skipped, an earlier one begins anew.

        One place after the last is the end of the session. Raises ValueError if there is no such exercise, and like
        `handle`.
        """
        self._expect_nothing_due(now)
        first = next((n for n, p in enumerate(self.timeline) if p.entry == entry), None)
        if first is None and entry != self.timeline[-1].entry + 1:
            raise ValueError(entry)
        if not self.can(Command.SKIP):
            raise IllegalCommandError(self.state, Command.SKIP)
        events = self._move(Command.SKIP, now)
        if first is None or first > self._index:
            return events + self._leave_until(entry, Outcome.SKIPPED, now)
        self._keep_longest(Outcome.SKIPPED, now)
        return [*events, PhaseReopened(now, self.timeline[first]), *self._enter(first, now)]

    def return_to(self, point: ResumePoint, now: float) -> list[Event]:
        """Begin the phase of an earlier point anew; of what was done later nothing counts.

        Raises ValueError if there is no such phase any more, and like `handle`.
        """
        self._expect_nothing_due(now)
        if self.state is State.FINISHED:
            return []
        place = place_of(point.here, self.timeline)
        self.results = point.credited()
        return [PhaseReopened(now, self.timeline[place]), *self._enter(place, now)]

    def replan(self, timeline: Timeline, now: float, *, counts_here: bool = False) -> list[Event]:
        """Take over another timeline of the same routine; `core.replan` says what changes.

        Raises ValueError like `handle`.
        """
        self._expect_nothing_due(now)
        if self.state is State.FINISHED:
            return []
        here, elapsed = self.phase.key, self.elapsed_s(now)
        self.timeline = replanned(self.resume_point(now), timeline, counts_here=counts_here)
        self._index = place_of(here, self.timeline)
        self._keep_passed(elapsed)
        return [Replanned(now), *self.advance(now)]

    # What happens at a deadline

    def _on_deadline(self, due: float) -> list[Event]:
        if self.state is State.LEAD_IN:
            reminds = self._passed and self.phase.kind.is_work
            reminder = [CueDue(due, OPENING[self.phase.kind])] if reminds else []
            return [*self._move(Deadline.LEAD_IN_OVER, due), *reminder]
        marks = [m for m in self._marks_to_come() if self._time_of(m) == due]
        self._passed.update(marks)
        events: list[Event] = [CueDue(due, m.cue) for m in marks if not _closes(m)]
        if not self.phase.manual and due >= self._origin + self.phase.duration_s:
            events += self._leave(due, Outcome.DONE)
        return events

    def _move(self, cause: Cause, now: float) -> list[Event]:
        """Change the state as the table says; the seconds spent in the phase stay what they are."""
        before, after = self.state, TRANSITIONS[self.state][cause]
        if after is not before:
            elapsed = self.elapsed_s(now)
            self.state = after
            self._elapsed, self._origin = elapsed, now - elapsed
        return [Resumed(now)] if before is State.LEAD_IN and after is State.RUNNING else []

    def _expect_nothing_due(self, now: float) -> None:
        due = self.next_deadline()
        if due is not None and due <= now:
            raise ValueError(f"something was due at {due}, before {now}")

    # Commands; the state has changed already

    def _resume(self, now: float) -> list[Event]:
        self._lead_until = now + LEAD_IN_S
        return [Resuming(now, self._lead_until), CueDue(now, Cue.GET_READY)]

    def _back(self, now: float) -> list[Event]:
        again = now - self._last_back <= BACK_AGAIN_S
        self._last_back = now
        self._keep_longest(Outcome.SKIPPED, now)
        if not again or self._index == 0:
            return self._enter(self._index, now)
        return [PhaseReopened(now, self.timeline[self._index - 1]), *self._enter(self._index - 1, now)]

    def _extend(self, now: float) -> list[Event]:
        elapsed = self.elapsed_s(now)
        phases = list(self.timeline)
        phases[self._index] = replace(self.phase, extra_s=self.phase.extra_s + EXTEND_S)
        self.timeline = chained(phases)
        self._keep_passed(elapsed)
        return [PhaseExtended(now, self.phase)]

    def _ease_off(self, now: float) -> list[Event]:
        return self._leave_until(self.phase.entry + 1, Outcome.EASED, now)

    def _leave_until(self, entry: int, outcome: Outcome, now: float) -> list[Event]:
        """End every phase before an exercise so, and begin that."""
        events = self._end(now, outcome)
        while self._index + 1 < len(self.timeline) and self.timeline[self._index + 1].entry < entry:
            self._index += 1
            self._elapsed, self._origin = 0.0, now
            events += self._end(now, outcome)
        return events + self._next(now)

    def _stop(self, now: float) -> list[Event]:
        begun = self._elapsed > 0 or self._index > 0 or self.results
        events = self._end(now, Outcome.SKIPPED) if begun else []
        return [*events, SessionFinished(now, stopped=True)]

    # Phases

    def _enter(self, index: int, now: float) -> list[Event]:
        """Begin a phase at `now`; a paused session stays paused at its beginning."""
        self._index = index
        self._origin, self._elapsed = now, 0.0
        self._passed = set()
        return [PhaseStarted(now, self.phase), *self.advance(now)]

    def _leave(self, now: float, outcome: Outcome) -> list[Event]:
        return self._end(now, outcome) + self._next(now)

    def _end(self, now: float, outcome: Outcome) -> list[Event]:
        result = self._keep_longest(outcome, now)
        return [PhaseEnded(now, self.phase, outcome, result.done_s)]

    def _next(self, now: float) -> list[Event]:
        closing: list[Event] = [CueDue(now, m.cue) for m in self.phase.marks if _closes(m)]
        if self._index + 1 < len(self.timeline):
            return closing + self._enter(self._index + 1, now)
        self._move(Deadline.TIMELINE_OVER, now)
        return [*closing, SessionFinished(now, stopped=False)]

    def _keep_longest(self, outcome: Outcome, now: float) -> PhaseResult:
        """Note the present attempt at the phase, unless an earlier one did more; the result."""
        done_s = min(self.elapsed_s(now), self.phase.duration_s)
        self.results = with_attempt(self.results, self.phase.key, outcome, done_s)
        return self.results[self.phase.key]

    def _keep_passed(self, elapsed: float) -> None:
        """After a change of the phase's length: no cue twice but those that count down to the end."""
        self._passed = {
            m
            for m in self.phase.marks
            if m.at_s(self.phase.duration_s) < elapsed or (m in self._passed and m.anchor is not Anchor.END)
        }

    def _marks_to_come(self) -> list[Mark]:
        timed = (m for m in self.phase.marks if not (self.phase.manual and m.anchor is not Anchor.START))
        return [m for m in timed if m not in self._passed and not _closes(m)]

    def _time_of(self, mark: Mark) -> float:
        return self._origin + mark.at_s(self.phase.duration_s)


def _closes(mark: Mark) -> bool:
    """Whether a mark belongs to the end of its phase, whenever that comes."""
    return mark.anchor is Anchor.END and mark.offset_s == 0
