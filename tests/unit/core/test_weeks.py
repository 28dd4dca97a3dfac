"""Days begin at the hour that the person sets, weeks on the weekday that the locale says."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.weeks import (
    begins_week,
    counted_from,
    current_day,
    day_of,
    first_of_week,
    first_of_weeks,
    moment_of,
    weeks_ago,
)

SUNDAY = date(2026, 5, 3)
MONDAY, SATURDAY = SUNDAY + timedelta(days=1), SUNDAY + timedelta(days=6)
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
weekdays = st.integers(1, 7)
hours = st.integers(0, 23)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("moment", "begins", "day"),
    [
        ("2026-05-05T01:10+02:00", 4, "2026-05-04"),
        ("2026-05-05T03:59+02:00", 4, "2026-05-04"),
        ("2026-05-05T04:00+02:00", 4, "2026-05-05"),
        ("2026-05-05T00:00-07:00", 0, "2026-05-05"),
        ("2026-05-05T15:59+00:00", 16, "2026-05-04"),
    ],
)
def test_a_day_has_the_date_on_which_it_begins(moment: str, begins: int, day: str) -> None:
    assert day_of(datetime.fromisoformat(moment), begins) == date.fromisoformat(day)
    assert current_day(datetime.fromisoformat(moment), begins) == date.fromisoformat(day)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.times(), hours)
def test_what_a_clock_shows_on_a_day_is_of_that_day(day: date, clock: time, begins: int) -> None:
    assert day_of(moment_of(day, clock, begins, UTC), begins) == day


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), hours)  # noqa: DTZ001
def test_the_day_it_is_has_begun_and_the_next_one_has_not(clock: datetime, begins: int) -> None:
    now = clock.replace(tzinfo=UTC).astimezone(BERLIN)
    day = current_day(now, begins)
    first, end = (moment_of(d, time(begins), begins, BERLIN) for d in (day, day + timedelta(days=1)))
    assert first.astimezone(UTC) <= now.astimezone(UTC) < end.astimezone(UTC)


@pytest.mark.parametrize(
    ("day", "weekday", "first"),
    [
        (SUNDAY, 7, SUNDAY),
        (SUNDAY, 1, date(2026, 4, 27)),
        (MONDAY, 1, MONDAY),
        (SATURDAY, 6, SATURDAY),
        (SATURDAY, 7, SUNDAY),
    ],
)
def test_the_first_day(day: date, weekday: int, first: date) -> None:
    assert first_of_week(day, weekday) == first


@given(days, weekdays, st.integers(1, 60))
def test_so_many_weeks_end_with_that_of_the_day(day: date, weekday: int, weeks: int) -> None:
    first = first_of_weeks(day, weeks, weekday)
    assert first.isoweekday() == weekday
    assert 7 * (weeks - 1) <= (day - first).days < 7 * weeks
    assert weeks_ago(first, day, weekday) == weeks - 1


@given(st.lists(days, max_size=20), weekdays)
def test_a_week_begins_where_the_one_before_is_of_another(some: list[date], weekday: int) -> None:
    firsts = [first_of_week(day, weekday) for day in some]
    assert begins_week(some, weekday) == [
        number == 0 or first != firsts[number - 1] for number, first in enumerate(firsts)
    ]


def test_weeks_before_the_person_began_do_not_count() -> None:
    assert counted_from(SUNDAY - timedelta(weeks=12), SATURDAY, 1) == MONDAY
    assert counted_from(SATURDAY, SUNDAY, 1) == SATURDAY
    assert counted_from(SATURDAY, None, 1) == SATURDAY
