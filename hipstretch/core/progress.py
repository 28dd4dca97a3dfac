"""Pure summaries of the history: days, last times, and how hips and back feel after against before."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Protocol

from .record import Feeling, SessionRecord

USUAL_ROUTINE = "daily-hips"
"""What is suggested to someone who has done nothing yet."""
HIGH = 5
"""From this score on, what was felt after a session is too much, whatever it was before."""
RISE = 2
"""From this many points above the score before a session, likewise."""
EASE = 3
"""From this score on, below HIGH, the next session is made easier. These three are the
physiotherapists' traffic light, in a stricter form because nobody stands beside the person."""
IN_A_ROW = 3
"""After so many sessions in a row that were too much, a clinician is suggested; same source."""


class Done(Protocol):
    """What a session is, for counting days: a record, or what a list holds of one."""

    @property
    def started_at(self) -> datetime:
        """Wall-clock time with its offset."""

    @property
    def active_s(self) -> float:
        """Seconds of work."""


@dataclass(frozen=True, slots=True)
class Day:
    """What was done on one day; `active_s` are seconds of work."""

    date: date
    sessions: int
    active_s: float


def last_days(records: Iterable[Done], today: date, count: int = 7) -> tuple[Day, ...]:
    """The `count` days up to and with `today`, oldest first. A session belongs to the day it began."""
    days = [today - timedelta(days=back) for back in reversed(range(count))]
    found: dict[date, list[float]] = {day: [] for day in days}
    for record in records:
        if (day := record.started_at.date()) in found:
            found[day].append(record.active_s)
    return tuple(Day(day, len(active), sum(active)) for day, active in found.items())


def last_done(records: Iterable[SessionRecord]) -> Mapping[str, datetime]:
    """When each routine was last begun, by its id; `records` oldest first."""
    return {record.routine: record.started_at for record in records}


def suggested(records: Sequence[SessionRecord], routines: Container[str]) -> str:
    """The id of the routine done last that is still there, else the usual one; `records` oldest first."""
    return next((r.routine for r in reversed(records) if r.routine in routines), USUAL_ROUTINE)


def too_much(before: Feeling | None, after: Feeling) -> tuple[str, ...]:
    """The fields of Feeling with a score after that is HIGH, or RISE points above the one before."""

    def is_too_much(name: str) -> bool:
        now, then = getattr(after, name), getattr(before, name) if before else None
        return now is not None and (now >= HIGH or (then is not None and now - then >= RISE))

    return tuple(f.name for f in fields(Feeling) if is_too_much(f.name))


def to_ease(after: Feeling) -> tuple[str, ...]:
    """The fields of Feeling with a score after that is EASE or more, and below HIGH."""
    scores = {f.name: getattr(after, f.name) for f in fields(Feeling)}
    return tuple(name for name, score in scores.items() if score is not None and EASE <= score < HIGH)


def too_much_in_a_row(records: Sequence[SessionRecord]) -> int:
    """How many of the last sessions in a row were too much; those after which nothing was said do not count.

    `records` oldest first.
    """
    said = (r for r in reversed(records) if r.feeling_after and r.feeling_after != Feeling())
    judged = (bool(too_much(r.feeling_before, r.feeling_after)) for r in said if r.feeling_after)
    return sum(1 for _ in takewhile(bool, judged))
