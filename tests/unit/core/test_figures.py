"""Each number is rounded once, and halves always go up."""

from datetime import datetime, timedelta, timezone

import pytest

from hipstretch.core import figures


@pytest.mark.parametrize(
    ("value_s", "shown"), [(0, 0), (29.9, 0), (30, 1), (90, 2), (150, 3), (149.9, 2), (150 - 1e-9, 3)]
)
def test_minutes_are_whole(value_s: float, shown: int) -> None:
    assert figures.minutes(value_s) == shown


@pytest.mark.parametrize(("value_s", "shown"), [(52.9, 53), (52.4, 52), (59.5 - 1e-9, 60)])
def test_seconds_of_a_session_are_whole(value_s: float, shown: int) -> None:
    assert figures.seconds(value_s) == shown


@pytest.mark.parametrize(("value", "shown"), [(3.1, 3.1), (3.05, 3.1), (3.25, 3.3), (10.94, 10.9), (20, 20)])
def test_seconds_and_means_have_one_digit(value: float, shown: float) -> None:
    assert figures.tenth(value) == shown


def test_means_and_parts() -> None:
    assert figures.mean([5, 4, 4, 4]) == 4.3
    assert figures.percent(1, 8) == 13
    assert figures.smoothed([4, 2, 0, 2, 8]) == (4, 3, 2, 2, 3)


@pytest.mark.parametrize(("days", "of_days", "shown"), [(29, 79, 2.6), (1, 3, 1), (6, 14, 3), (0, 0, 0)])
def test_an_amount_a_week(days: int, of_days: int, shown: float) -> None:
    assert figures.tenth(figures.a_week(days, of_days)) == shown


@pytest.mark.parametrize(
    ("started", "seconds", "active_s", "lasted_s"),
    [
        ("01:33:50", 260, 230, 300),  # 01:33 to 01:38
        ("01:33:00", 299, 290, 300),  # no less than the five minutes of work
        ("01:33:59", 50, 40, 50),
    ],
)
def test_a_session_lasts_as_long_as_the_times_beside_it_say(
    started: str, seconds: int, active_s: float, lasted_s: float
) -> None:
    began = datetime.fromisoformat(f"2026-05-04T{started}+02:00")
    ended = began + timedelta(seconds=seconds)
    assert figures.lasted_s(began, ended, active_s) == lasted_s
    moved = ended.astimezone(timezone(timedelta(hours=1)))
    assert figures.lasted_s(began, moved, active_s) == lasted_s, "the clock was set back"
