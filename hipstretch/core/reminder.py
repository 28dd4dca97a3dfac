"""When to remind of what is due: a pure function of what is due, of what was said before, and of now.

A thing is one of the times of a day at which a routine is meant. Who reminds asks `look`, does what it says, and keeps
the `Said` that `told`, `snoozed` or `refused` makes of it, also over a restart.

- Each thing is told once, on its own day, as soon as nothing is in the way. What came while something was in the way
  is told together afterwards if it is still due that day; what was done meanwhile is not told.
- After "In 15 minutes" nothing at all is told for so long, and then what was on it again, with what came meanwhile.
- After "Not today" nothing more is told of it on that day, whatever its other times are.
- What has no time of day is due as its day begins, so it is told when the quiet hours end.
- A day that the clock, or a flight, brings a second time is remembered.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from .due import Due, Item

SNOOZE = timedelta(minutes=15)
AGAIN = timedelta(minutes=1)
"""How long after something was in the way that does not tell when it ends, it is looked at again."""
NOT_TODAY = 1000
"""So many times of a day are never meant: it stands for all of them."""
KEPT_DAYS = 30
"""So many days are remembered, those of which was told last: no clock is wrong for longer and then right again."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one hour of the local clock, 0 to 23, until another one; none if both are the same."""

    first: int
    end: int

    def covers(self, hour: int) -> bool:
        """Whether an hour of the clock is quiet."""
        return (hour - self.first) % 24 < (self.end - self.first) % 24

    def until(self, now: datetime) -> datetime | None:
        """When the quiet hours end in which `now` lies; None if it lies in none."""
        if not self.covers(now.hour):
            return None
        days = (now.date(), now.date() + timedelta(days=1))
        ends = (
            datetime.combine(day, time(self.end, fold=fold), now.tzinfo).astimezone(UTC)
            for day in days
            for fold in (0, 1)  # where the clock shows it twice
        )
        return min(end for end in ends if end > now.astimezone(UTC)).astimezone(now.tzinfo)


@dataclass(frozen=True, slots=True)
class Said:
    """What the person was told and answered; it is kept on disk.

    `days` has, by day and by the id of the routine, of how many times of that day was told, NOT_TODAY for all; the day
    of which was told last is last. Until `not_before` nothing is told.
    """

    days: Mapping[date, Mapping[str, int]] = field(default_factory=dict)
    not_before: datetime | None = None

    def of(self, day: date) -> Mapping[str, int]:
        """What was told of a day."""
        return self.days.get(day, {})


@dataclass(frozen=True, slots=True)
class Look:
    """What to tell now in one reminder, which may be nothing, and when to look again if nothing changes before."""

    items: tuple[Item, ...]
    again: datetime


def look(due: Due, said: Said, now: datetime, quiet: QuietHours, *, busy: bool = False) -> Look:
    """What to tell now.

    `busy` says that something is in the way, such as a call; it need not be found out if there is nothing to tell.
    `now` and the moments of `due` have the same time zone.
    """
    items = tuple(item for item in due.now if item.done + item.due > said.of(due.day).get(item.routine, 0))
    if not items:
        return Look((), due.changes_at)
    wait = _snooze(said, now) or quiet.until(now) or (_later(now, AGAIN) if busy else None)
    if wait is None:
        return Look(items, due.changes_at)
    return Look((), min(wait, due.changes_at, key=lambda moment: moment.astimezone(UTC)))


def told(said: Said, day: date, items: Iterable[Item]) -> Said:
    """These things of a day are told."""
    return _with(said, day, {item.routine: item.done + item.due for item in items})


def snoozed(said: Said, day: date, routines: Iterable[str], now: datetime) -> Said:
    """These are to be told again after SNOOZE."""
    left = {routine: n for routine, n in said.of(day).items() if routine not in set(routines)}
    without = {one: counts for one, counts in said.days.items() if one != day}
    return Said({**without, day: left}, now.astimezone(UTC) + SNOOZE)


def refused(said: Said, day: date, routines: Iterable[str]) -> Said:
    """Nothing more is to be told of these on that day."""
    return _with(said, day, dict.fromkeys(routines, NOT_TODAY))


def _with(said: Said, day: date, counts: Mapping[str, int]) -> Said:
    """More was told of a day; those of which nothing was told for long are forgotten."""
    before = said.of(day)
    most = {routine: max(n, before.get(routine, 0)) for routine, n in counts.items()}
    others = [(one, there) for one, there in said.days.items() if one != day][1 - KEPT_DAYS :]
    return replace(said, days={**dict(others), day: {**before, **most}})


def _snooze(said: Said, now: datetime) -> datetime | None:
    """When a snooze ends that still holds; one that ends later than it can is of a clock that was wrong."""
    if said.not_before is None:
        return None
    left = said.not_before.astimezone(UTC) - now.astimezone(UTC)
    return said.not_before.astimezone(now.tzinfo) if timedelta() < left <= SNOOZE else None


def _later(now: datetime, span: timedelta) -> datetime:
    """So much later, also over a change of the clock."""
    return (now.astimezone(UTC) + span).astimezone(now.tzinfo)
