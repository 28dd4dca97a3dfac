"""Days and weeks as a person has them.

A day begins at an hour of the clock that the person sets, `begins`, from 0 to 23, and has the date on which it begins:
what is done at one in the night is still of the day before. Which weekday begins a week is said by `first_weekday`,
from 1 for Monday to 7.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo


def day_of(moment: datetime, begins: int) -> date:
    """The day that a moment belongs to by its own clock, wherever the person is now."""
    day = moment.date()  # lists ask for that of every session there is, so it does no more than it must
    return day if moment.hour >= begins else day - timedelta(days=1)


def moment_of(day: date, clock: time, begins: int, zone: tzinfo | None) -> datetime:
    """When the clock shows a time on a day, as a moment; one that it skips comes as much later."""
    date_ = day + timedelta(days=1) if clock < time(begins) else day
    return datetime.combine(date_, clock, zone).astimezone(UTC).astimezone(zone)


def current_day(now: datetime, begins: int) -> date:
    """The day it is at a moment in a time zone that knows when clocks are changed.

    Where they are changed over the hour at which a day begins, they alone would begin it twice, or not in time.
    """
    day, one = day_of(now, begins), timedelta(days=1)

    def has_begun(other: date) -> bool:
        return moment_of(other, time(begins), begins, now.tzinfo).astimezone(UTC) <= now.astimezone(UTC)

    if has_begun(day + one):
        return day + one
    return day if has_begun(day) else day - one


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


def counted_from(first: date, began: date | None, first_weekday: int) -> date:
    """From which day on a time that begins on `first` counts for numbers a week.

    That is the week of the day on which the person began, if it is later: nobody left out what was before.
    """
    return max(first, first_of_week(began, first_weekday)) if began else first
