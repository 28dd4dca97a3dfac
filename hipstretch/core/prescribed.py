"""What schedules meant for some days that are over, and what of it was done.

The schedules are those of now. What they say of each day is what `core/due.py` would have said of it; sessions count as
there. Nothing more than was meant counts: whoever did it twice on one day has not done what was meant for another.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .due import counts_for
from .record import SessionRecord
from .schedule import Schedule
from .weeks import day_of, first_of_week

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Prescribed:
    """How often something was meant, and how often of that it was done. `since` is the first day that counts."""

    since: date
    meant: int
    done: int


def prescribed(
    schedules: Mapping[str, Schedule],
    records: Iterable[SessionRecord],
    first: date,
    last: date,
    today: date,
    *,
    rest_days: Collection[int] = (),
    day_begins: int = 4,
    first_weekday: int = 1,
) -> dict[str, Prescribed]:
    """Of each schedule that meant something in the days from `first` to `last`.

    One that is meant since ever counts from the first of these days on which it was done, for nobody knows when it was
    made, and is left out if there is none. What is still open, `today` or in a week that is not over on the last of
    these days, is not counted as meant unless it was done.
    """
    done: dict[str, dict[date, int]] = {}
    for record in records:
        if first <= (day := day_of(record.started_at, day_begins)) <= last:
            for name in counts_for(record):
                times = done.setdefault(name, {})
                times[day] = times.get(day, 0) + 1
    found = {}
    for name, schedule in schedules.items():
        times = done.get(name, {})
        begun = schedule.first or min(times, default=None)
        if begun is None:
            continue
        since = max(first, begun)
        days = [since + n * _DAY for n in range((last - since).days + 1)]
        over = min(last, today - _DAY)
        meant, kept = _counted(schedule, days, times, over, frozenset(rest_days), first_weekday)
        if meant:
            found[name] = Prescribed(since, meant, kept)
    return found


def _counted(
    schedule: Schedule,
    days: Iterable[date],
    times: Mapping[date, int],
    over: date,
    rest_days: frozenset[int],
    first_weekday: int,
) -> tuple[int, int]:
    """How often it was meant on some days in a row, of which those up to `over` are, and how often it was done."""
    meant = kept = 0
    weeks: dict[tuple[date, int, int], list[date]] = {}
    for day in days:
        period = schedule.period_on(day)
        if period is None or day.isoweekday() in rest_days or not period.allows(day):
            continue
        if period.any_days:
            key = first_of_week(day, first_weekday), period.any_days, period.a_day
            weeks.setdefault(key, []).append(day)
        else:
            did = min(period.a_day, times.get(day, 0))
            kept += did
            meant += period.a_day if day <= over else did
    for (week, any_days, a_day), some in weeks.items():
        best = sorted((min(a_day, times.get(day, 0)) for day in some), reverse=True)[:any_days]
        kept += sum(best)
        meant += a_day * min(any_days, len(some)) if week + 6 * _DAY <= over else sum(best)
    return meant, kept
