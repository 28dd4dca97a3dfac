"""How hips and back felt, week by week, and what is said of it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hipstretch.core.record import Feeling
from hipstretch.core.scores import (
    Change,
    WeeklyScore,
    change,
    every_week,
    improved,
    means,
    smoothed,
    weekly_scores,
    whole_weeks,
)
from tests.unit.core.test_progress import TODAY, on

WEEK = timedelta(weeks=1)
SAID = [
    replace(on(1), feeling_before=Feeling(back=6), feeling_after=Feeling(back=4)),
    replace(on(2), feeling_before=Feeling(back=3)),
    replace(on(3), feeling_before=Feeling(hip_left=9)),
    replace(on(4), feeling_after=Feeling(back=0)),
    on(4),
]


def felt(*before: float | None, said: int = 2) -> list[WeeklyScore]:
    return [WeeklyScore(TODAY + i * WEEK, one, None, said) for i, one in enumerate(before) if one is not None]


def test_the_means_of_a_week_are_of_what_was_said() -> None:
    assert weekly_scores(SAID, "back", 1, 4) == (
        WeeklyScore(date(2026, 4, 27), 4.5, 4, 2),
        WeeklyScore(TODAY, None, 0, 0),
    )
    assert means(SAID, "back") == (4.5, 2)
    assert means(SAID, "hip_right") == (None, None)


def test_weeks_in_which_nothing_was_said_have_their_place() -> None:
    some = felt(4, None, 2)
    found = every_week(some, TODAY, TODAY + 3 * WEEK)
    assert [one.first for one in found] == [TODAY + i * WEEK for i in range(4)]
    assert [one.before for one in found] == [4, None, 2, None]


def test_a_smoothed_value_is_the_mean_of_the_last_four_weeks_whether_something_was_said_in_them_or_not() -> (
    None
):
    some = felt(8, 4, None, None, 2, 2)
    assert list(smoothed(some).values()) == [8, 6, 3, 2]
    assert smoothed([WeeklyScore(TODAY, None, 3.0)]) == {}


def test_only_weeks_that_are_over_and_lie_within_the_time_are_whole() -> None:
    some = felt(1, 2, 3)
    assert whole_weeks(some, TODAY, TODAY + 3 * WEEK) == tuple(some)
    assert whole_weeks(some, TODAY + timedelta(days=1), TODAY + 3 * WEEK - timedelta(days=1)) == (some[1],)


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ((6.0, 4.0), Change.IMPROVED),
        ((6.0, 4.1), Change.NO_CLEAR_CHANGE),  # less than two points
        ((9.0, 6.5), Change.NO_CLEAR_CHANGE),  # less than 30 %
        ((4.0, 2.0), Change.IMPROVED),
        ((3.0, 2.0), Change.PERHAPS_IMPROVED),
        ((2.0, 1.2), Change.NO_CLEAR_CHANGE),  # less than a point
        ((0.0, 0.0), Change.NO_CLEAR_CHANGE),
        ((2.0, 4.0), Change.HIGHER),
        ((2.0, 3.9), Change.NO_CLEAR_CHANGE),
    ],
)
def test_improved_is_said_only_of_two_points_and_thirty_percent(
    ends: tuple[float, float], expected: Change
) -> None:
    first, last = ends
    assert change(felt(first, 1, 9, last)) is expected
    assert change(felt(first, 9, last)) is Change.UNKNOWN, "three weeks say nothing"


def test_single_sessions_are_never_compared() -> None:
    assert change(felt(8, 6, 4, 2, said=1)) is Change.UNKNOWN
    assert change([]) is Change.UNKNOWN


def test_better_is_what_fell_by_a_part_that_matters_or_to_nothing() -> None:
    before = Feeling(hip_left=4, hip_right=2, back=None)
    assert improved(before, Feeling(hip_left=2, hip_right=2, back=1)) == ("hip_left",)
    assert improved(before, Feeling(hip_left=3, hip_right=1)) == (), "a point is noise"
    assert improved(Feeling(hip_left=9, hip_right=1, back=0), Feeling(7, 0, 0)) == ("hip_right",)
    assert improved(before, Feeling(hip_left=None)) == ()
    assert improved(None, Feeling(hip_left=3)) == ()
