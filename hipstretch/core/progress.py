"""Pure summaries of the history: days and weeks, work by muscle group and side, one exercise; what was too much.

A session belongs to the day it began on the person's own clock; `begins` is the hour at which a day begins, see
`core/weeks.py`. Seconds are seconds of work.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Protocol, TypeVar

from .exercise import Dosage, Kind, Side
from .figures import SMOOTH_WEEKS, a_week, smoothed
from .outcome import Outcome
from .record import ExerciseRecord, Feeling, SessionRecord, SetRecord
from .weeks import counted_from, day_of, first_of_week

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

_WEEK = timedelta(weeks=1)

Group = TypeVar("Group", bound=Hashable)


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


@dataclass(frozen=True, slots=True)
class Week:
    """What was done in the seven days from `first` on, its month or other days; `days` are those with a session."""

    first: date
    days: int
    sessions: int
    active_s: float


@dataclass(frozen=True, slots=True)
class ExerciseDay:
    """One exercise in one session: seconds a repetition was held on average, and repetitions done."""

    started_at: datetime
    hold_s: float
    reps: int


@dataclass(frozen=True, slots=True)
class Adherence:
    """What was planned of an exercise and what was done: sets by how they ended, and seconds of work.

    `planned` is what was planned the last time; None if that had no sets. `sessions` are those in which something of it
    was done.
    """

    planned: Dosage | None
    sessions: int
    sets: Mapping[Outcome, int]
    planned_s: float
    done_s: float
    done_by_side_s: Mapping[Side, float]

    @property
    def planned_sets(self) -> int:
        """However they ended."""
        return sum(self.sets.values())


def weeks(
    records: Iterable[Done], first: date, last: date, first_weekday: int, begins: int
) -> tuple[Week, ...]:
    """Every week with a day from `first` to `last`, oldest first; other days count nothing."""
    return _together(records, first, last, begins, lambda day: first_of_week(day, first_weekday))


def weekly_means(
    records: Iterable[Done], first: date, today: date, first_weekday: int, begins: int
) -> tuple[tuple[Week, float | None], ...]:
    """The weeks with a day from `first` to `today`, each with the mean seconds of work of SMOOTH_WEEKS up to it.

    The week of `today`, which is not over, has no mean. `records` are all there are: weeks before the very first of
    them are neither shown nor counted, since nobody left out anything then; those after it without a session are both.
    """
    records = list(records)
    began = min((day_of(one.started_at, begins) for one in records), default=first)
    since = counted_from(first - (SMOOTH_WEEKS - 1) * _WEEK, began, first_weekday)
    found = weeks(records, since, today, first_weekday, begins)
    means = (*smoothed([one.active_s for one in found[:-1]]), None)
    shown = first_of_week(first, first_weekday)
    return tuple(pair for pair in zip(found, means, strict=True) if pair[0].first >= shown)


def mean_week(found: Sequence[Week], first: date, last: date, today: date) -> tuple[float, float]:
    """Seconds of work and days with a session in a week, on average over `found`, the weeks from `first` to `last`.

    Only whole weeks that are over count, since others would make it less than it is; all days if something was done in
    none of those.
    """
    until = min(today, last + timedelta(days=1))
    whole = [one for one in found if first <= one.first <= until - _WEEK]
    counted, days = whole, len(whole) * _WEEK.days
    if not any(one.days for one in whole):
        counted, days = list(found), (last - first).days + 1
    return a_week(sum(one.active_s for one in counted), days), a_week(sum(one.days for one in counted), days)


def months(records: Iterable[Done], first: date, last: date, begins: int) -> tuple[Week, ...]:
    """The same by months of the calendar."""
    return _together(records, first, last, begins, lambda day: day.replace(day=1))


def goal_weeks(found: Iterable[Week], goal_days: int, today: date) -> tuple[int, int]:
    """In how many weeks something was done on `goal_days` or more, and of how many that is.

    The week of `today` may still reach it: it counts only once it has.
    """
    reached = [one.days >= goal_days for one in found if one.days >= goal_days or one.first + _WEEK <= today]
    return sum(reached), len(reached)


def _together(
    records: Iterable[Done], first: date, last: date, begins: int, begin_of: Callable[[date], date]
) -> tuple[Week, ...]:
    found: dict[date, list[Day]] = {}
    for day in last_days(records, last, begins, max(0, (last - first).days + 1)):
        found.setdefault(begin_of(day.date), []).append(day)
    return tuple(replace(in_all(some), first=begin) for begin, some in found.items())


def in_all(days: Sequence[Day]) -> Week:
    """What was done on some days in a row, one at least."""
    return Week(
        days[0].date,
        sum(1 for day in days if day.sessions),
        sum(day.sessions for day in days),
        round(sum(day.active_s for day in days), 2),
    )


def worked_s(
    records: Iterable[SessionRecord], groups: Mapping[str, Group]
) -> Mapping[tuple[Group, Side], float]:
    """Seconds of work by group and side. `groups` maps exercise ids; other exercises are not counted."""
    found: dict[tuple[Group, Side], float] = defaultdict(float)
    for record in records:
        for exercise in record.exercises:
            if exercise.id in groups:
                for one in exercise.sets:
                    found[groups[exercise.id], one.side] += one.done_s
    return dict(found)


def of_exercise(records: Iterable[SessionRecord], exercise: str) -> tuple[ExerciseDay, ...]:
    """How an exercise was done, session by session where it was done at all; `records` oldest first."""
    found = []
    for record in records:
        sets = [s for e in record.exercises if e.id == exercise for s in e.sets if s.done_s]
        if sets:
            held = [s for s in sets if s.kind is Kind.HOLD]
            hold_s = sum(s.done_s for s in held) / max(1, sum(s.begun_reps for s in held))
            found.append(ExerciseDay(record.started_at, hold_s, sum(s.done_reps for s in sets)))
    return tuple(found)


def adherence(records: Iterable[SessionRecord]) -> Mapping[str, Adherence]:
    """Planned and done of every exercise, by its id, in the order they were first done."""
    found: dict[str, list[tuple[str, SetRecord]]] = {}
    last: dict[str, ExerciseRecord] = {}
    for record in records:
        for exercise in record.exercises:
            last[exercise.id] = exercise
            found.setdefault(exercise.id, []).extend((record.id, one) for one in exercise.sets)
    return {
        name: Adherence(
            planned=_planned(last[name].sets),
            sessions=len({session for session, one in sets if one.done_s}),
            sets={o: sum(1 for _, s in sets if s.outcome is o) for o in Outcome},
            planned_s=sum(s.planned_s for _, s in sets),
            done_s=sum(s.done_s for _, s in sets),
            done_by_side_s={side: sum(s.done_s for _, s in sets if s.side is side) for side in Side},
        )
        for name, sets in found.items()
    }


def _planned(sets: Sequence[SetRecord]) -> Dosage | None:
    if not sets:
        return None
    reps = max(1, sets[0].planned_reps)
    per_side = Counter(one.side for one in sets)
    return Dosage(hold_s=sets[0].planned_s / reps, reps=reps, sets=max(per_side.values()))


def last_days(records: Iterable[Done], today: date, begins: int, count: int = 7) -> tuple[Day, ...]:
    """The `count` days up to and with `today`, oldest first."""
    days = [today - timedelta(days=back) for back in reversed(range(count))]
    found: dict[date, list[float]] = {day: [] for day in days}
    for record in records:
        if (day := day_of(record.started_at, begins)) in found:
            found[day].append(record.active_s)
    return tuple(Day(day, len(active), sum(active)) for day, active in found.items())


def last_exercise(records: Sequence[SessionRecord], known: Container[str]) -> str:
    """Which of the known exercises was done last, of records from the oldest on; empty if none was."""
    done = (
        one.id
        for record in reversed(records)
        for one in reversed(record.exercises)
        if one.id in known and any(s.done_s for s in one.sets)
    )
    return next(done, "")


def done_on(records: Iterable[SessionRecord], day: date, begins: int) -> Mapping[str, int]:
    """How often each routine was begun on a day, by its id."""
    return Counter(record.routine for record in records if day_of(record.started_at, begins) == day)


def suggested(records: Sequence[SessionRecord], routines: Sequence[str]) -> str:
    """The id of the routine done last that is one of `routines`, else the usual one, else the first of them.

    `records` oldest first. Without any routine it is empty.
    """
    usual = USUAL_ROUTINE if USUAL_ROUTINE in routines else next(iter(routines), "")
    return next((r.routine for r in reversed(records) if r.routine in routines), usual)


def too_much(before: Feeling | None, after: Feeling) -> tuple[str, ...]:
    """The fields of Feeling with a score after that is HIGH, or RISE points above the one before."""

    def is_too_much(name: str) -> bool:
        now, then = getattr(after, name), getattr(before, name) if before else None
        return now is not None and (now >= HIGH or (then is not None and now - then >= RISE))

    return tuple(f.name for f in fields(Feeling) if is_too_much(f.name))


def to_ease(after: Feeling) -> tuple[str, ...]:
    """The fields of Feeling with a score after that is EASE or more, and below HIGH."""
    return tuple(name for name, score in _said(after) if EASE <= score < HIGH)


def risen(before: Feeling | None, after: Feeling) -> tuple[str, ...]:
    """The fields of Feeling with a higher score after than before, or one of which nobody knows what it was before."""
    then = before or Feeling()
    return tuple(name for name, now in _said(after) if (was := getattr(then, name)) is None or now > was)


def _said(feeling: Feeling) -> Iterable[tuple[str, int]]:
    scores = ((f.name, getattr(feeling, f.name)) for f in fields(Feeling))
    return ((name, score) for name, score in scores if score is not None)


def too_much_in_a_row(records: Sequence[SessionRecord]) -> int:
    """How many of the last sessions in a row were too much; those after which nothing was said do not count.

    `records` oldest first.
    """
    said = (r for r in reversed(records) if r.feeling_after and r.feeling_after != Feeling())
    judged = (bool(too_much(r.feeling_before, r.feeling_after)) for r in said if r.feeling_after)
    return sum(1 for _ in takewhile(bool, judged))


def eased_last_time(records: Iterable[SessionRecord]) -> frozenset[str]:
    """The exercises that were eased off when they were last done; `records` are in order of time."""
    last = {exercise.id: exercise for record in records for exercise in record.exercises}
    return frozenset(
        name for name, exercise in last.items() if any(x.outcome is Outcome.EASED for x in exercise.sets)
    )
