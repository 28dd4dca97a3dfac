"""What is due: a pure function of schedules, sessions and now, which everything that shows or reminds reads.

Nothing is ever overdue: it is due today or it is not, and what was left out yesterday is not made up for.

- A day begins at an hour that the person sets, so that what is done after midnight counts for the evening before; it
  has the date on which it begins. A session belongs to the day on which it began by the clock on the wall there, which
  its own offset from UTC says, wherever the person is now.
- A session counts for its routine if more than half of its exercises were begun, or if one was too much: nobody is sent
  back to what hurt. It counts for a single exercise if any set of it was done, whichever routine it was part of; it
  counts for no other routine, although that may hold the same exercises.
- Sessions of a day count for its times in their order: the first one for the first time, also if it was early or late.
- Of so many days a week, whichever they are, each day is one on which it may be done until there were as many days in
  that week with a session that counts. `Item.can_wait` says whether the days that are left would do without today.
- On a rest day of the person nothing is due, also if the schedule names that weekday.
- A session that began on a later day than today, because a clock was wrong, counts for that day alone.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from .outcome import Outcome
from .record import SessionRecord
from .routine import ALONE
from .schedule import Period, Schedule
from .weeks import current_day, day_of, first_of_week, moment_of

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_LOOK = range(14)
"""So many days after a schedule begins, changes or goes on there is one on which it is meant, if there ever is: a week
may be full already, and the next one may begin with rest days."""


@dataclass(frozen=True, slots=True)
class Item:
    """What is meant for one routine, or for a single exercise by the id of its routine ALONE.

    `times` is how often it is meant today, 0 if not at all, `done` in how many sessions of today it was done. `due` are
    those of `times` whose time has come and that are not done, `since` when the first of these came. `next` is
    the next moment at which more will be due if nothing more is done, None if there is none.
    If it is meant today, and the person chooses the days, `days_a_week` is on how many of a week it is meant, else 0;
    `days_done` on how many of this week it was done, today included. `can_wait` says that the other days of this week
    would do without today.
    """

    routine: str
    times: int
    done: int
    due: int
    since: datetime | None
    next: datetime | None
    days_a_week: int = 0
    days_done: int = 0
    can_wait: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """The answer for a day: what is due now first, then what comes later today, what is done, and all the rest.

    It stays the same until `changes_at` unless schedules, sessions or settings change: then it is to be asked for anew.
    """

    day: date
    items: tuple[Item, ...]
    changes_at: datetime

    @property
    def now(self) -> tuple[Item, ...]:
        """What is due now."""
        return tuple(item for item in self.items if item.due)

    @property
    def today(self) -> tuple[Item, ...]:
        """What is meant for today, done or not."""
        return tuple(item for item in self.items if item.times)

    @property
    def next(self) -> datetime | None:
        """The next moment at which something more will be due, if nothing more is done."""
        return min((item.next for item in self.items if item.next), key=_utc, default=None)


def due(
    schedules: Mapping[str, Schedule],
    sessions: Iterable[SessionRecord],
    now: datetime,
    *,
    rest_days: Collection[int] = (),
    day_begins: int = 4,
    first_weekday: int = 1,
) -> Due:
    """What is due at a moment.

    `sessions` are those of the last two weeks at least, in any order. `now` has a time zone: one that knows when clocks
    are changed, so that what comes after that is right. All moments of the answer are in it. `day_begins` is an
    hour, 0 to 23; `rest_days` and `first_weekday`, which begins a week, are WEEKDAYS.
    """
    calendar = _Calendar(now, day_begins, frozenset(rest_days), first_weekday)
    done = _done(sessions, calendar)
    items = [_item(one, schedules[one], done.get(one, {}), calendar) for one in schedules]
    changes = [calendar.begin(calendar.today + _DAY), *(item.next for item in items if item.next)]
    return Due(calendar.today, tuple(sorted(items, key=_rank)), min(changes, key=_utc))


class _Calendar:
    """Days and weeks as the person has them, around now."""

    def __init__(self, now: datetime, begins: int, rest_days: frozenset[int], first_weekday: int) -> None:
        self.now = now
        self.begins = begins
        self.rest_days = rest_days
        self.first_weekday = first_weekday
        self.today = current_day(now, begins)
        self.week = first_of_week(self.today, first_weekday)

    def at(self, day: date, clock: time) -> datetime:
        """When a day's clock shows a time, as a moment; one that it skips comes as much later."""
        return moment_of(day, clock, self.begins, self.now.tzinfo)

    def begin(self, day: date) -> datetime:
        """When a day begins."""
        return self.at(day, time(self.begins))

    def slots(self, day: date, period: Period) -> list[datetime]:
        """When it is due on a day on which it is meant, in order: as often as it is meant."""
        if isinstance(period.times, int):
            return [self.begin(day)] * period.times
        return sorted((self.at(day, clock) for clock in period.times), key=_utc)

    def rest_of_week(self) -> Iterator[date]:
        """The days after today that are of the same week."""
        day = self.today + _DAY
        while day < self.week + _WEEK:
            yield day
            day += _DAY


def _item(routine: str, schedule: Schedule, done: Mapping[date, int], calendar: _Calendar) -> Item:
    today = calendar.today
    before = sum(1 for day in done if day < today)

    def meant(day: date) -> Period | None:
        """What is meant of it for a day, if nothing more is done until then."""
        found = schedule.period_on(day)
        if found is None or day.isoweekday() in calendar.rest_days or not found.allows(day):
            return None
        full = before + (day > today and today in done) >= found.any_days > 0
        return None if full and day < calendar.week + _WEEK else found

    period = meant(today)
    slots = calendar.slots(today, period) if period else []
    left = slots[done.get(today, 0) :]
    ripe = [slot for slot in left if _utc(slot) <= _utc(calendar.now)]
    later = left[len(ripe) :]
    any_days = period.any_days if period else 0
    other_days = sum(1 for day in calendar.rest_of_week() if meant(day))
    return Item(
        routine=routine,
        times=len(slots),
        done=done.get(today, 0),
        due=len(ripe),
        since=ripe[0] if ripe else None,
        next=later[0] if later else _after_today(schedule, meant, calendar),
        days_a_week=any_days,
        days_done=len(done) if any_days else 0,
        can_wait=0 < any_days <= before + other_days,
    )


def _after_today(
    schedule: Schedule, meant: Callable[[date], Period | None], calendar: _Calendar
) -> datetime | None:
    """When it will be due on a later day."""
    tomorrow = calendar.today + _DAY
    for begin in sorted({tomorrow, *_changes(schedule, tomorrow)}):
        for number in _LOOK:
            day = begin + number * _DAY
            if period := meant(day):
                return calendar.slots(day, period)[0]
    return None


def next_days(
    schedule: Schedule, today: date, count: int, *, rest_days: Collection[int] = ()
) -> tuple[date, ...]:
    """The next days after today on which it is meant; none if the person chooses one of these."""
    tomorrow = today + _DAY
    look = range(7 * count)
    days = {
        day
        for begin in {tomorrow, *_changes(schedule, tomorrow)}
        for day in (begin + number * _DAY for number in look)
        if (period := schedule.period_on(day)) and period.allows(day) and day.isoweekday() not in rest_days
    }
    found = sorted(days)[:count]
    chosen = any(period.any_days for day in found if (period := schedule.period_on(day)))
    return () if chosen else tuple(found)


def _changes(schedule: Schedule, after: date) -> set[date]:
    """The days after one on which a period begins, or goes on after a pause."""
    days = [span.first for span in schedule.spans() if span.first]
    days += [pause.last + _DAY for pause in schedule.pauses]
    return {day for day in days if day > after}


def _done(sessions: Iterable[SessionRecord], calendar: _Calendar) -> dict[str, Counter[date]]:
    """In how many sessions each routine, and each exercise ALONE, was done on each day of this week up to today."""
    found: dict[str, Counter[date]] = {}
    for one in sessions:
        day = day_of(one.started_at, calendar.begins)
        if calendar.week <= day <= calendar.today:
            for name in counts_for(one):
                found.setdefault(name, Counter())[day] += 1
    return found


def counts_for(session: SessionRecord) -> frozenset[str]:
    """The routines, and exercises ALONE, that a session counts for."""
    exercises = {f"{ALONE}{e.id}" for e in session.exercises if any(s.done_s > 0 for s in e.sets)}
    return frozenset(exercises | {session.routine}) if _is_done(session) else frozenset(exercises)


def last_time(
    sessions: Iterable[SessionRecord], routine: str, today: date, begins: int
) -> SessionRecord | None:
    """That session of today in which most of a routine was done, else the last one that counts for it.

    `sessions` are in order of time.
    """
    found: SessionRecord | None = None
    for one in sessions:
        if one.routine != routine or one.active_s <= 0:
            continue
        if day_of(one.started_at, begins) < today:
            found = one if _is_done(one) else found
        elif found is None or day_of(found.started_at, begins) < today or one.begun >= found.begun:
            found = one
    return found


def begun_today(
    sessions: Iterable[SessionRecord], routine: str, today: date, begins: int
) -> SessionRecord | None:
    """The last session of today in which something of a routine was done, if it does not count for that.

    `sessions` are in order of time.
    """
    found: SessionRecord | None = None
    for one in sessions:
        if one.routine == routine and one.active_s > 0 and day_of(one.started_at, begins) == today:
            found = None if routine in counts_for(one) else one
    return found


def _is_done(session: SessionRecord) -> bool:
    """Whether a session counts for its routine; one that was entered by hand may name no exercises."""
    eased = any(s.outcome is Outcome.EASED for e in session.exercises for s in e.sets)
    most = not session.exercises or 2 * session.begun > len(session.exercises)
    return session.active_s > 0 and (most or eased)


def _rank(item: Item) -> tuple[bool, bool, bool]:
    """What comes first; Python keeps the order of the rest."""
    later = item.times > item.done
    return not item.due, not later, not item.times


def _utc(moment: datetime) -> datetime:
    """For comparing: two times of one zone would be compared by what the clock shows, which may be set back."""
    return moment.astimezone(UTC)
