"""The last weeks in words: History and `hipstretch stats` say the same of them. A day begins at the hour `begins`."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QDate, QLocale

from hipstretch.core.progress import Done, Week, in_all, last_days, weeks
from hipstretch.core.weeks import first_of_week
from hipstretch.translation import tr

from . import wording

DAYS = 28
"""So many days up to and with today are the last four weeks."""


def four_weeks(sessions: Iterable[Done], day: date, begins: int) -> Week:
    """What was done in the DAYS up to a day."""
    return in_all(last_days(sessions, day, begins, DAYS))


def this_week(sessions: Iterable[Done], day: date, begins: int) -> Week:
    """What was done in the week of a day, up to that day."""
    first_weekday = wording.first_weekday()
    (found,) = weeks(sessions, first_of_week(day, first_weekday), day, first_weekday, begins)
    return found


def summary(sessions: Sequence[Done], day: date, begins: int, goal_days: int = 0) -> str:
    """The four weeks up to a day, and its week if there is a goal: a statement, never a verdict."""
    done = four_weeks(sessions, day, begins)
    said = tr("The last four weeks: {days}, {length} of work.").format(
        days=wording.days(done.days), length=wording.minutes(done.active_s)
    )
    if not done.days:
        said = tr("No session in the last four weeks.")
    return wording.in_a_row(said, goal(sessions, day, begins, goal_days)) if goal_days else said


def goal(sessions: Iterable[Done], day: date, begins: int, goal_days: int) -> str:
    """The days of the week of a day beside those that are the goal."""
    done = wording.number(this_week(sessions, day, begins).days)
    return tr("This week: {done} of {goal}.").format(done=done, goal=wording.days(goal_days))


def day_and_month(day: date) -> str:
    """A short date without its year, beside others of that year: "4/12", "12.04"."""
    how = re.sub(r"^y+\W*|\W*y+.*$", "", wording.day_format())
    return QLocale().toString(QDate(day.year, day.month, day.day), how)


def weekday_and_day(day: date) -> str:
    """A day beside others of its week, without its year: "Thu 11/26"."""
    return f"{QLocale().toString(QDate(day.year, day.month, day.day), 'ddd')} {day_and_month(day)}"
