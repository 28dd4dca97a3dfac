"""Summaries of the history."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from hipstretch.core.progress import (
    last_days,
    last_done,
    suggested,
    to_ease,
    too_much,
    too_much_in_a_row,
)
from hipstretch.core.record import Feeling, SessionOutcome, SessionRecord

TODAY = date(2026, 5, 4)


def record(started_at: datetime, routine: str = "daily-hips", active_s: float = 600) -> SessionRecord:
    return SessionRecord(
        id=started_at.isoformat(),
        started_at=started_at,
        ended_at=started_at + timedelta(minutes=15),
        routine=routine,
        outcome=SessionOutcome.COMPLETED,
        active_s=active_s,
        exercises=(),
        app="0",
    )


def on(day: int, hour: int = 18, routine: str = "daily-hips") -> SessionRecord:
    return record(datetime(2026, 5, day, hour, tzinfo=UTC), routine)


def test_the_last_days_end_today_and_add_up_what_was_done() -> None:
    days = last_days([record(datetime(2026, 4, 27, 9, tzinfo=UTC)), on(3, 8), on(3), on(4)], TODAY)
    assert [d.date.day for d in days] == [28, 29, 30, 1, 2, 3, 4]
    assert [d.sessions for d in days] == [0, 0, 0, 0, 0, 2, 1]
    assert days[-2].active_s == 1200


def test_without_history_there_are_seven_empty_days() -> None:
    days = last_days([], TODAY)
    assert len(days) == 7
    assert not any(d.sessions for d in days)


def test_a_session_belongs_to_the_day_it_began_on_the_persons_own_clock() -> None:
    late = record(datetime(2026, 5, 4, 23, 50, tzinfo=timezone(timedelta(hours=-8))))
    assert last_days([late], TODAY)[-1].sessions == 1


def test_last_done_keeps_the_latest_of_each_routine() -> None:
    found = last_done([on(1), on(2, routine="front"), on(3)])
    assert {k: v.day for k, v in found.items()} == {"daily-hips": 3, "front": 2}


def test_the_routine_done_last_is_suggested_if_it_still_exists() -> None:
    history = [on(1, routine="front"), on(2, routine="deleted")]
    assert suggested(history, {"front", "daily-hips"}) == "front"
    assert suggested([], {"front", "daily-hips"}) == "daily-hips"


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (None, Feeling(), ()),
        (None, Feeling(back=4), ()),
        (None, Feeling(back=5), ("back",)),
        (Feeling(hip_left=7), Feeling(hip_left=5), ("hip_left",)),
        (Feeling(hip_left=1, hip_right=1), Feeling(hip_left=2, hip_right=3), ("hip_right",)),
        (Feeling(back=0), Feeling(hip_left=2), ()),
    ],
)
def test_too_much_is_high_or_two_points_above_before(
    before: Feeling | None, after: Feeling, found: tuple[str, ...]
) -> None:
    assert too_much(before, after) == found


def test_three_and_four_are_for_easing_off() -> None:
    assert to_ease(Feeling(hip_left=2, hip_right=3, back=4)) == ("hip_right", "back")
    assert to_ease(Feeling(hip_left=5, back=None)) == ()


@pytest.mark.parametrize(
    ("after", "count"),
    [
        ((), 0),
        ((2, 5, 6), 2),
        ((5, 6, 7), 3),
        ((5, 6, 2), 0),
        ((5, None, 6), 2),
        ((None, None), 0),
    ],
)
def test_sessions_in_a_row_that_were_too_much(after: tuple[int | None, ...], count: int) -> None:
    history = [replace(on(day), feeling_after=Feeling(back=score)) for day, score in enumerate(after, 1)]
    assert too_much_in_a_row(history) == count
