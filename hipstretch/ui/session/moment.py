"""What a session says of its moment: what is left, the repetition, dots, segments."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from hipstretch.core.exercise import Exercise, Kind
from hipstretch.core.outcome import Outcome
from hipstretch.core.session import Session
from hipstretch.core.transitions import State
from hipstretch.qt import wording

from .dots import Dot

MOST_DOTS = 20
"""More repetitions than this are too small to be told apart."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What the ring says at one moment; `fraction` is how much of the phase is over, from 0 to 1."""

    fraction: float
    word: str
    digits: str
    below: str


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


def rep_line(session: Session, exercise: Exercise) -> str:
    """Set, repetition and side of a phase in words."""
    phase = session.phase
    same = [p for p in session.timeline if p.entry == phase.entry and p.kind.is_work]
    reps, sets = max(p.rep for p in same), max(p.set for p in same)
    parts = []
    if sets > 1:
        parts.append(tr("Set %1 of %2").replace("%1", str(phase.set)).replace("%2", str(sets)))
    if reps > 1 or exercise.kind is Kind.REPETITION:
        parts.append(tr("Rep %1 of %2").replace("%1", str(phase.rep)).replace("%2", str(reps)))
    parts.append(wording.side_phrase(phase.side))
    return "  ·  ".join(parts)


def tr(text: str) -> str:
    return QCoreApplication.translate("SessionPage", text)


def dots(session: Session) -> Iterator[list[Dot]]:
    """The repetitions of the exercise, a group for each side and set; if they are many, of this set alone."""
    current = session.phase
    work = [p for p in session.timeline if p.entry == current.entry and p.kind.is_work]
    if len(work) > MOST_DOTS:
        work = [p for p in work if p.set == current.set]
    ordered = sorted(
        work, key=lambda p: (work.index(next(q for q in work if q.side is p.side)), p.set, p.rep)
    )
    for _, group in groupby(ordered, key=lambda p: (p.side, p.set)):
        made = []
        for phase in group:
            result = session.results.get(phase.key)
            done = result is not None and result.outcome is Outcome.DONE
            running = phase.index == current.index and session.state is not State.FINISHED
            left_out = result is not None and not done and not running
            made.append(Dot(1.0 if done else 0.5 if running else 0.0, left_out))
        yield made


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
