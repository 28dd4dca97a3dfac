"""Weeks. Which weekday begins one is said by `first_weekday`, from 1 for Monday to 7."""

from collections.abc import Sequence
from datetime import date, timedelta


def first_of_week(day: date, first_weekday: int) -> date:
    """The day on or before `day` that begins its week."""
    return day - timedelta(days=(day.isoweekday() - first_weekday) % 7)


def first_of_weeks(last: date, weeks: int, first_weekday: int) -> date:
    """The first day of so many weeks, of which that of `last` is the last."""
    return first_of_week(last, first_weekday) - timedelta(weeks=weeks - 1)


def weeks_ago(day: date, today: date, first_weekday: int) -> int:
    """How many weeks before that of `today` the week of a day is; 0 for the same."""
    return (first_of_week(today, first_weekday) - first_of_week(day, first_weekday)).days // 7


def begins_week(days: Sequence[date], first_weekday: int) -> list[bool]:
    """Of days in their order: whether each is of another week than the one before it."""
    weeks = [(day.toordinal() - first_weekday) // 7 for day in days]
    return [week != before for week, before in zip(weeks, [None, *weeks], strict=False)]


def days_a_week(days: int, of_days: int) -> float:
    """How many days a week so many of a number of days in a row are."""
    return 7 * days / max(1, of_days)
