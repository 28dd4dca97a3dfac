"""The days of a schedule by rules that calendars know: some weekdays of every week, from a day to a day.

If nothing is done, these are the days on which `core/due.py` says that something is due. Two things are other than
there, because a calendar does not know what was done:

- Of so many days a week, whichever they are, every day is given on which it may be done.
- A calendar's day begins at midnight. A time of day before the hour at which the person's day begins belongs to the
  evening before, and is given by its own date, the next one.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta

from .schedule import Pause, Period, Schedule
from .settings import WEEKDAYS

_DAY = timedelta(days=1)
LONG_PAUSE = timedelta(days=366)
"""A pause of more days than this ends a series, and another one goes on after it: a calendar names each day of a
shorter one, which leaves the series as it is when the pause is changed or taken out."""


@dataclass(frozen=True, slots=True)
class Series:
    """Days that follow one rule, by the calendar's dates: every one of `weekdays` from `first` to `last`.

    `first` and `last`, None for no end, are such days themselves; `without` are such days between them that are
    left out. `clock` is when, by the local clock; None for `period.a_day` times on the day, whenever these are.
    `key` is the place in the schedule, number of period, time of day and stretch between long pauses, each from 0: it
    stays the same when days, times or pauses change.
    """

    key: tuple[int, int, int]
    period: Period
    clock: time | None
    first: date
    last: date | None
    weekdays: tuple[int, ...]
    without: tuple[date, ...] = ()


def series(
    schedule: Schedule, today: date, *, rest_days: Collection[int] = (), day_begins: int = 4
) -> Iterator[Series]:
    """All series of a schedule. One that is meant since ever begins `today`, the day that counts by `core/due.py`.

    `rest_days` are WEEKDAYS, `day_begins` is an hour, 0 to 23.
    """
    for number, span in enumerate(schedule.spans()):
        period = span.period
        chosen = WEEKDAYS if isinstance(period.days, int) else period.days
        weekdays = [day for day in chosen if day not in rest_days]
        for part, (first, last) in enumerate(_stretches(span.first or today, span.last, schedule.pauses)):
            found = _between(first, last, weekdays, schedule.pauses)
            if found is None:
                continue
            for turn, clock in enumerate((None,) if isinstance(period.times, int) else period.times):
                late = clock is not None and clock < time(day_begins)
                yield _series((number, turn, part), period, clock, found, _DAY * late)


def _stretches(
    first: date, last: date | None, pauses: Collection[Pause]
) -> Iterator[tuple[date, date | None]]:
    """The days from `first` to `last`, cut where there are long pauses."""
    for pause in sorted((one for one in pauses if _is_long(one)), key=lambda one: one.first):
        if pause.last < first:
            continue
        if last and last < pause.first:
            break
        if first < pause.first:
            yield first, pause.first - _DAY
        first = pause.last + _DAY
    if last is None or first <= last:
        yield first, last


def _is_long(pause: Pause) -> bool:
    return pause.last - pause.first >= LONG_PAUSE


_Days = tuple[date, date | None, tuple[int, ...], tuple[date, ...]]
"""`first`, `last`, `weekdays` and `without` of a series."""


def _between(
    first: date, last: date | None, weekdays: Collection[int], pauses: Collection[Pause]
) -> _Days | None:
    """The days of a stretch on which something is meant; None if there is none."""
    paused = {
        day
        for pause in pauses
        if not _is_long(pause)
        for day in _days(pause.first, pause.last)
        if first <= day and (last is None or day <= last) and day.isoweekday() in weekdays
    }
    # a week after the last pause there is one, if there ever is
    end = last or max(paused, default=first) + timedelta(weeks=1)
    meant = [day for day in _days(first, end) if day.isoweekday() in weekdays and day not in paused]
    if not meant:
        return None
    begin, final = meant[0], meant[-1] if last else None
    without = sorted(day for day in paused if begin < day and (final is None or day < final))
    return begin, final, tuple(weekdays), tuple(without)


def _series(
    key: tuple[int, int, int], period: Period, clock: time | None, days: _Days, later: timedelta
) -> Series:
    """A series with all its days so much later, by none or one day."""
    first, last, weekdays, without = days
    return Series(
        key,
        period,
        clock,
        first + later,
        last + later if last else None,
        tuple(sorted((day - 1 + later.days) % 7 + 1 for day in weekdays)),
        tuple(day + later for day in without),
    )


def _days(first: date, last: date) -> Iterator[date]:
    return (first + _DAY * number for number in range((last - first).days + 1))
