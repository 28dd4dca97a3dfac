"""The rules for a calendar give the days that `due` gives."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from hipstretch.core.due import due
from hipstretch.core.recurrence import LONG_PAUSE, Series, series
from hipstretch.core.schedule import Pause, Period, Schedule, daily
from tests.unit.core.schedule_cases import SCHEDULES

BERLIN = ZoneInfo("Europe/Berlin")
DAY = timedelta(days=1)
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
Slot = tuple[date, time | None]


def days_of(one: Series, last: date) -> Iterator[date]:
    """The days that a series means, up to one."""
    day = one.first
    while day <= min(last, one.last or last):
        if day.isoweekday() in one.weekdays and day not in one.without:
            yield day
        day += DAY


def by_calendar(
    schedule: Schedule, first: date, last: date, rest_days: Collection[int], day_begins: int
) -> list[Slot]:
    """What rules say of the days between two, in order; the first one is today."""
    rules = series(schedule, first, rest_days=rest_days, day_begins=day_begins)
    found = [(day, one.clock) for one in rules for day in days_of(one, last)]
    return sorted((slot for slot in found if first < slot[0] < last), key=str)


def by_due(
    schedule: Schedule, first: date, last: date, rest_days: Collection[int], day_begins: int
) -> list[Slot]:
    """What is due on the days between two if nothing is ever done, by the dates of a calendar."""
    found: list[Slot] = []
    for number in range((last - first).days + 2):
        day = first + DAY * (number - 1)
        noon = datetime.combine(day, time(day_begins), BERLIN) + timedelta(hours=12)
        (item,) = due({"it": schedule}, (), noon, rest_days=rest_days, day_begins=day_begins).items
        period = schedule.period_on(day)
        if not item.times or period is None:
            continue
        assert item.times == period.a_day
        clocks = (None,) if isinstance(period.times, int) else period.times
        found += [(day + DAY if clock and clock < time(day_begins) else day, clock) for clock in clocks]
    return sorted((slot for slot in found if first < slot[0] < last), key=str)


@settings(max_examples=25, deadline=None)
@given(SCHEDULES, st.sets(st.integers(1, 7)), st.integers(0, 23))
def test_they_are_the_days_that_are_due(schedule: Schedule, rest_days: set[int], day_begins: int) -> None:
    given_ = (schedule, schedule.first or FIRST, LAST, rest_days, day_begins)
    assert by_calendar(*given_) == by_due(*given_)


@given(SCHEDULES, st.sets(st.integers(1, 7)), st.integers(0, 23))
def test_a_series_begins_and_ends_with_days_of_its_own(
    schedule: Schedule, rest_days: set[int], day_begins: int
) -> None:
    found = list(series(schedule, FIRST, rest_days=rest_days, day_begins=day_begins))
    assert len({one.key for one in found}) == len(found)
    for one in found:
        last = one.last or one.first + 2 * LONG_PAUSE
        days = list(days_of(one, last))
        assert days[0] == one.first
        assert one.last is None or days[-1] == one.last
        assert all(one.first < day < last and day.isoweekday() in one.weekdays for day in one.without)


def test_since_ever_begins_today() -> None:
    (one,) = series(daily(2), FIRST)
    assert (one.first, one.last, one.clock, one.period.a_day) == (FIRST, None, None, 2)


def test_a_time_before_the_day_begins_has_the_date_of_the_next_day() -> None:
    """On Sundays, after midnight: a Monday of the calendar."""
    sundays = Schedule((Period(days=(7,), times=(time(1), time(4))),))
    night, morning = series(sundays, date(2026, 5, 3))
    assert (night.clock, night.first, night.weekdays) == (time(1), date(2026, 5, 4), (1,))
    assert (morning.clock, morning.first, morning.weekdays) == (time(4), date(2026, 5, 3), (7,))


def test_a_pause_leaves_the_series_as_it_is_but_a_long_one_ends_it() -> None:
    short = Pause(date(2026, 5, 4), date(2026, 5, 5))
    long = Pause(date(2026, 6, 1), date(2026, 6, 1) + LONG_PAUSE)
    within = Pause(date(2026, 7, 1), date(2026, 7, 1) + LONG_PAUSE)
    past = Pause(date(2020, 7, 1), date(2020, 7, 1) + LONG_PAUSE)
    before, after = series(Schedule((Period(),), FIRST, (within, short, past, long)), FIRST)
    assert (before.first, before.last, before.without) == (
        FIRST,
        date(2026, 5, 31),
        (short.first, short.last),
    )
    assert (after.first, after.last, after.without) == (within.last + DAY, None, ())
    assert [one.key for one in (before, after)] == [(0, 0, 0), (0, 0, 1)]


def test_a_long_pause_of_another_period_and_one_that_takes_all_of_it() -> None:
    first = date(2026, 5, 4)
    weeks = Schedule((Period(weeks=2),), first, (Pause(date(2030, 1, 1), date(2032, 1, 1)),))
    (one,) = series(weeks, FIRST)
    assert (one.first, one.last) == (first, first + 13 * DAY)
    assert not list(series(Schedule((Period(weeks=2),), first, (Pause(first, date(2032, 1, 1)),)), FIRST))
    assert not list(series(Schedule((Period(weeks=2),), first, (Pause(first, first + 13 * DAY),)), FIRST))


def test_nothing_is_left_if_the_weekdays_are_rest_days() -> None:
    assert not list(series(Schedule((Period(days=(6, 7)),)), FIRST, rest_days=(6, 7)))
