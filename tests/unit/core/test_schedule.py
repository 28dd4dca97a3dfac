"""Schedules: periods by the calendar, their JSON, and what earlier versions kept instead."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.routine import Routine
from hipstretch.core.schedule import (
    MAX_PAUSES,
    Pause,
    Period,
    Schedule,
    daily,
    from_json,
    scheduled,
    schedules_of,
    with_pause,
    with_periods,
)
from hipstretch.core.settings import Settings, dump, parse
from tests.saying import refused
from tests.unit.core.schedule_cases import PERIODS, SCHEDULES

MAY = date(2026, 5, 4)
FIVE_WEEKS = Schedule((Period(times=(time(7), time(20)), weeks=5), Period(days=3)), first=MAY)


def test_periods_follow_one_another() -> None:
    first, second = FIVE_WEEKS.periods
    assert FIVE_WEEKS.period_on(MAY - timedelta(days=1)) is None
    assert FIVE_WEEKS.period_on(MAY) == first
    assert FIVE_WEEKS.period_on(MAY + timedelta(days=34)) == first
    assert FIVE_WEEKS.period_on(MAY + timedelta(days=35)) == second
    assert FIVE_WEEKS.period_on(date(2090, 1, 1)) == second
    assert [(span.first, span.last) for span in FIVE_WEEKS.spans()] == [
        (MAY, date(2026, 6, 7)),
        (date(2026, 6, 8), None),
    ]


def test_one_that_ends_is_over_then() -> None:
    six_weeks = Schedule((Period(weeks=6),), MAY)
    assert six_weeks.period_on(MAY + timedelta(days=41))
    assert six_weeks.period_on(MAY + timedelta(days=42)) is None


def test_a_pause_does_not_move_what_follows() -> None:
    paused = replace(FIVE_WEEKS, pauses=(Pause(date(2026, 5, 10), date(2026, 5, 20)),))
    assert paused.period_on(date(2026, 5, 9)) == FIVE_WEEKS.periods[0]
    assert paused.period_on(date(2026, 5, 10)) is None
    assert paused.period_on(date(2026, 5, 20)) is None
    assert paused.period_on(date(2026, 5, 21)) == FIVE_WEEKS.periods[0]
    assert list(paused.spans()) == list(FIVE_WEEKS.spans())


def test_how_often_and_on_which_days() -> None:
    chosen = Period(days=(1, 3, 5), times=2)
    assert (chosen.a_day, chosen.any_days) == (2, 0)
    assert [chosen.allows(MAY + timedelta(days=n)) for n in range(7)] == [True, False] * 2 + [
        True,
        False,
        False,
    ]
    assert (FIVE_WEEKS.periods[0].a_day, FIVE_WEEKS.periods[0].any_days) == (2, 0)
    assert FIVE_WEEKS.periods[1].any_days == 3
    assert daily(2).plain_times == 2
    assert [s.plain_times for s in (FIVE_WEEKS, replace(daily(2), first=MAY), Schedule((chosen,)))] == [
        None
    ] * 3


@given(SCHEDULES)
def test_what_is_written_is_read_also_within_the_settings(schedule: Schedule) -> None:
    assert from_json(schedule.to_json()) == schedule
    settings = Settings(schedules={"daily-hips": schedule})
    assert parse(dump(settings)) == (settings, ())


def test_other_periods_get_what_they_need() -> None:
    one, three = Period(), Period(days=3)
    assert with_periods(daily(1), (three,), MAY) == Schedule((three,))
    assert with_periods(daily(1), (one, three), MAY) == Schedule((replace(one, weeks=4), three), MAY)
    ends = replace(one, weeks=2)
    assert with_periods(daily(1), (ends,), MAY) == Schedule((ends,), MAY)
    later = replace(FIVE_WEEKS, first=MAY + timedelta(days=7))
    assert with_periods(later, (ends, three), MAY) == replace(later, periods=(ends, three))


@given(SCHEDULES, st.lists(PERIODS, min_size=1, max_size=3))
def test_with_any_periods_it_can_be_read(schedule: Schedule, periods: list[Period]) -> None:
    changed = with_periods(schedule, tuple(replace(one, weeks=None) for one in periods), MAY)
    assert from_json(changed.to_json()) == changed


def test_pauses_are_in_order_and_not_without_end() -> None:
    later, sooner = MAY + timedelta(days=9), MAY + timedelta(days=2)
    paused = with_pause(with_pause(daily(1), later, MAY), MAY, sooner)
    assert paused.pauses == (Pause(MAY, sooner), Pause(MAY, later))
    many = paused
    for number in range(MAX_PAUSES):
        many = with_pause(many, date(2027, 1, 1) + timedelta(days=number), date(2028, 1, 1))
    assert len(many.pauses) == MAX_PAUSES
    assert many.pauses[0].first == date(2027, 1, 1)


def test_since_ever() -> None:
    assert from_json({"periods": [{"days": 7, "times": 2}]}) == daily(2)
    assert from_json(daily(2).to_json()) == daily(2)
    assert next(daily(2).spans()).first is None


DAY = {"days": 7, "times": 1}


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ({}, "periods is missing; it must be a list of 1 to 20 entries"),
        ({"periods": [DAY, DAY]}, r"periods\[1\].weeks is missing; it must be given for all but the last"),
        ({"periods": [{**DAY, "weeks": 2}]}, "first is missing; it must be a date such as 2026-05-31"),
        ({"first": "May", "periods": [DAY]}, 'first is "May"; it must be a date'),
        ({"first": "1666-09-02", "periods": [DAY]}, "its year must be from 1970 to 2200"),
        (
            {"periods": [{**DAY, "weeks": 0}]},
            r"periods\[1\].weeks is 0; it must be a whole number from 1 to 520",
        ),
        ({"periods": [{**DAY, "days": 8}]}, r"periods\[1\].days is 8; it must be a whole number from 1 to 7"),
        ({"periods": [{**DAY, "days": []}]}, r"periods\[1\].days is \[\]; it must be a list of weekdays"),
        ({"periods": [{**DAY, "times": 11}]}, "it must be a whole number from 1 to 10"),
        (
            {"periods": [{**DAY, "times": ["noon"]}]},
            r'times\[1\] is "noon"; it must be a time of day such as',
        ),
        ({"periods": [{**DAY, "times": ["07:00:30"]}]}, "it must be a time of day such as 07:30"),
        ({"periods": [{**DAY, "times": ["07:00+01:00"]}]}, "it must be a time of day such as 07:30"),
        (
            {"periods": [DAY], "pauses": [{"first": "2026-05-04", "last": "2026-05-03"}]},
            r'pauses\[1\].last is "2026-05-03"; it must not be before the first day',
        ),
    ],
)
def test_what_can_not_be_used_is_named(raw: dict[str, Any], why: str) -> None:
    with refused(why):
        from_json(raw)


def test_one_that_can_not_be_used_leaves_the_others() -> None:
    found, [problem] = parse({"schedules": {"mine": {}, "daily-hips": {"periods": [DAY]}}})
    assert found.schedules == {"daily-hips": daily(1)}
    assert problem.field == "schedules.mine.periods"


MINE = Routine("mine", "Mine", "", (), times_a_day=2)


def test_what_earlier_versions_kept_counts_where_there_is_no_schedule() -> None:
    settings = Settings(times_a_day={"bridge": 3, "cobra": 1}, schedules={"exercise:cobra": FIVE_WEEKS})
    routines = {"mine": MINE, "plain": replace(MINE, id="plain", times_a_day=None)}
    assert schedules_of(settings, routines) == {
        "mine": daily(2),
        "exercise:bridge": daily(3),
        "exercise:cobra": FIVE_WEEKS,
    }


def test_a_change_takes_the_place_of_what_earlier_versions_kept() -> None:
    settings = Settings(times_a_day={"bridge": 3, "cobra": 1})
    changed = scheduled(settings, "exercise:bridge", FIVE_WEEKS)
    assert changed == Settings(times_a_day={"cobra": 1}, schedules={"exercise:bridge": FIVE_WEEKS})
    gone = scheduled(changed, "exercise:bridge", None)
    assert schedules_of(gone, {}) == {"exercise:cobra": daily(1)}
    assert schedules_of(scheduled(Settings(), "mine", FIVE_WEEKS), {"mine": MINE}) == {"mine": FIVE_WEEKS}
