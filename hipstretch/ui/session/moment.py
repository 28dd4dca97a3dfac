"""The numbers of a session's moment: what is left, what is over, the dots, the segments, the parts of a repetition."""

import math
from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby

from hipstretch.core.exercise import Exercise
from hipstretch.core.outcome import Outcome
from hipstretch.core.session import Session
from hipstretch.core.timeline import Phase
from hipstretch.core.transitions import State

from .session_view import Dot, DotGroup

MOST_DOTS = 20
"""More repetitions than this are too small to be told apart."""


class Tempo(StrEnum):
    """The parts of a repetition."""

    UP = "up"
    HOLD = "hold"
    DOWN = "down"


def fraction_of(session: Session, now: float) -> float:
    """How much of the phase is over, from 0 to 1; nothing where the person decides when it is."""
    phase = session.phase
    if phase.manual and session.state is not State.LEAD_IN:
        return 0.0
    return session.elapsed_s(now) / phase.duration_s if phase.duration_s else 1.0


def left_s(session: Session, now: float) -> float:
    """What the digits count down."""
    return session.lead_s(now) if session.state is State.LEAD_IN else session.remaining_s(now)


def rounded_up(seconds: float) -> int:
    """Whole seconds, as a countdown shows them."""
    return math.ceil(seconds - 1e-6)


def tempo(exercise: Exercise, phase: Phase, elapsed_s: float) -> tuple[Tempo, float]:
    """The part of a repetition that runs, and the seconds left of it."""
    lowering = phase.duration_s - phase.lower_s
    if elapsed_s < exercise.lift_s:
        return Tempo.UP, exercise.lift_s - elapsed_s
    if elapsed_s < lowering:
        return Tempo.HOLD, lowering - elapsed_s
    return Tempo.DOWN, phase.duration_s - elapsed_s


def dots(session: Session) -> Iterator[DotGroup]:
    """The repetitions of the exercise, a group for each side and set; if they are many, of this set alone."""
    current = session.phase
    work = [p for p in session.timeline if p.entry == current.entry and p.kind.is_work]
    if len(work) > MOST_DOTS:
        work = [p for p in work if p.set == current.set]
    ordered = sorted(
        work, key=lambda p: (work.index(next(q for q in work if q.side is p.side)), p.set, p.rep)
    )
    for (side, _), group in groupby(ordered, key=lambda p: (p.side, p.set)):
        yield DotGroup(side, tuple(_dot(session, phase) for phase in group))


def _dot(session: Session, phase: Phase) -> Dot:
    result = session.results.get(phase.key)
    done = result is not None and result.outcome is Outcome.DONE
    running = phase.index == session.phase.index and session.state is not State.FINISHED
    return Dot(
        1.0 if done else 0.5 if running else 0.0, left_out=result is not None and not done and not running
    )


def segments(session: Session, now: float) -> Iterator[tuple[float, float]]:
    """Length in seconds and how much is over, from 0 to 1, of every exercise of a session."""
    current = session.phase.index
    elapsed = session.elapsed_s(now)
    for _, group in groupby(session.timeline, key=lambda p: p.entry):
        phases = list(group)
        whole = sum(p.duration_s for p in phases)
        over = sum(p.duration_s for p in phases if p.index < current)
        over += min(elapsed, session.phase.duration_s) if any(p.index == current for p in phases) else 0.0
        yield whole, min(1.0, over / whole) if whole else 1.0
