"""Weeks begin on the weekday that the locale says."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.weeks import (
    begins_week,
    days_a_week,
    first_of_week,
    first_of_weeks,
    weeks_ago,
)

SUNDAY = date(2026, 5, 3)
MONDAY, SATURDAY = SUNDAY + timedelta(days=1), SUNDAY + timedelta(days=6)
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
weekdays = st.integers(1, 7)


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


def test_days_a_week() -> None:
    assert days_a_week(6, 14) == 3
    assert days_a_week(0, 0) == 0
