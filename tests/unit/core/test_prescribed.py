"""What schedules meant in the past, and what of it was done."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from hipstretch.core.due import due
from hipstretch.core.prescribed import Prescribed, prescribed
from hipstretch.core.record import SessionRecord
from hipstretch.core.schedule import Pause, Period, Schedule, daily
from tests.unit.core.test_progress import record

MONDAY = date(2026, 4, 6)
SUNDAY = MONDAY + timedelta(days=27)
LATER = SUNDAY + timedelta(days=30)


def on(*days: int) -> list[SessionRecord]:
    """Sessions so many days after MONDAY."""
    first = datetime(2026, 4, 6, 18, tzinfo=UTC)
    return [record(first + timedelta(days=day), "hips") for day in days]


def of(
    schedule: Schedule,
    records: list[SessionRecord],
    first: date = MONDAY,
    last: date = SUNDAY,
    today: date = LATER,
    rest_days: tuple[int, ...] = (),
) -> Mapping[str, Prescribed]:
    return prescribed({"hips": schedule}, records, first, last, today, rest_days=rest_days)


def numbers(found: Mapping[str, Prescribed]) -> tuple[date, int, int]:
    return found["hips"].since, found["hips"].meant, found["hips"].done


def test_more_than_was_meant_does_not_count_for_another_day() -> None:
    twice = Schedule((Period(times=2),), MONDAY)
    assert numbers(of(twice, on(0, 0, 0, 3))) == (MONDAY, 56, 3)


def test_since_ever_counts_from_the_first_time() -> None:
    assert numbers(of(daily(1), on(20, 27))) == (MONDAY + timedelta(days=20), 8, 2)
    assert of(daily(1), []) == {}
    assert of(daily(1), on(-1, 40)) == {}, "not in these days"


def test_what_is_to_come_and_what_never_was_is_left_out() -> None:
    assert of(Schedule((Period(),), LATER), on(1)) == {}


def test_rest_days_chosen_days_and_pauses() -> None:
    some = Schedule((Period(days=(1, 3)),), MONDAY, (Pause(MONDAY, MONDAY + timedelta(days=6)),))
    assert numbers(of(some, on(0, 7, 8), rest_days=(3,))) == (MONDAY, 3, 1)


def test_so_many_days_of_a_week_are_counted_by_the_week() -> None:
    three = Schedule((Period(days=3),), MONDAY)
    assert numbers(of(three, on(0, 1, 2, 3, 4, 14))) == (MONDAY, 12, 4)
    cut = of(three, on(0), first=MONDAY + timedelta(days=5), last=MONDAY + timedelta(days=13))
    assert numbers(cut) == (MONDAY + timedelta(days=5), 5, 0), "two days of the first week are left"


def test_what_is_still_open_is_not_left_out() -> None:
    every_day, three = Schedule((Period(),), MONDAY), Schedule((Period(days=3),), MONDAY)
    wednesday = MONDAY + timedelta(days=2)
    assert numbers(of(every_day, on(0, 1), last=wednesday, today=wednesday)) == (MONDAY, 2, 2)
    assert numbers(of(every_day, on(0, 2), last=wednesday, today=wednesday)) == (MONDAY, 3, 2)
    assert numbers(of(three, on(0), last=wednesday, today=wednesday)) == (MONDAY, 1, 1)


@pytest.mark.parametrize(
    "schedule",
    [
        Schedule((Period(times=3),), MONDAY),
        Schedule((Period(days=(2, 5), times=(time(7), time(20)), weeks=2), Period(days=(1,))), MONDAY),
        Schedule((Period(weeks=1), Period(times=2)), MONDAY, (Pause(MONDAY, MONDAY + timedelta(days=9)),)),
    ],
)
def test_it_means_what_was_due_on_each_day(schedule: Schedule) -> None:
    days = [MONDAY + timedelta(days=n) for n in range(28)]
    noon = time(23, tzinfo=UTC)
    asked = [
        due({"hips": schedule}, [], datetime.combine(day, noon), rest_days=(7,)).items[0].times
        for day in days
    ]
    assert of(schedule, [], rest_days=(7,))["hips"].meant == sum(asked)


def test_a_session_counts_for_what_due_says_it_counts_for() -> None:
    (nothing,) = on(0)
    found = of(Schedule((Period(),), MONDAY), [replace(nothing, active_s=0.0)])
    assert found["hips"].done == 0
