"""Schedules, and what is due, in words, for the window, the terminal and the command line alike."""

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import reduce

from PySide6.QtCore import QLocale

from hipstretch.core.due import Item
from hipstretch.core.schedule import Pause, Period, Schedule
from hipstretch.core.weeks import day_of
from hipstretch.translation import tr, tr_count, tr_in

from . import wording

DAYS_BY_NAME = 6
"""So many days ahead a day is called by its weekday."""


def schedule(one: Schedule, today: date) -> str:
    """A schedule said back: "Every day at 07:00 and 20:00 for 5 weeks, then 3 days a week." And its pauses.

    Periods that are over are left out, unless all of them are.
    """
    said = periods(_not_over(one, today))
    if one.first and one.first > today:
        # Translators: a schedule that begins later: "every day, from 5/4/2026 on"
        said = tr("{schedule}, from {day} on").format(schedule=said, day=wording.short_day(one.first))
    pauses = (pause(each) for each in one.pauses if each.last >= today)
    return reduce(wording.in_a_row, pauses, wording.sentence(said))


def _not_over(one: Schedule, today: date) -> Iterable[Period]:
    return [span.period for span in one.spans() if not span.last or span.last >= today] or one.periods


def periods(some: Iterable[Period]) -> str:
    """Periods, one after the other: "every day for 5 weeks, then 3 days a week"."""
    # Translators: a schedule so far, and the period after it: "every day for 5 weeks, then 3 days a week"
    pair = tr("{before}, then {after}")
    return reduce(lambda before, after: pair.format(before=before, after=after), map(period, some))


def period(one: Period) -> str:
    """A period: "every day at 07:00 and 20:00 for 5 weeks", "2 times a day"."""
    said, times_ = days(one.days), times(one.times)
    if times_ and one.days == 7 and isinstance(one.times, int):
        said = times_
    elif times_:
        # Translators: days and how often or when on these: "every day" "2 times a day", "3 days a week" "at 07:00"
        said = tr("{days} {times}").format(days=said, times=times_)
    if one.weeks is None:
        return said
    words = tr_count("{schedule} for {count} week", "{schedule} for {count} weeks", one.weeks)
    return words.format(schedule=said, count=wording.number(one.weeks))


def days(value: int | tuple[int, ...]) -> str:
    """On which days, or on how many of a week: "every day", "3 days a week", "on Monday and Friday"."""
    if isinstance(value, tuple):
        names = map(_each_week, sorted(value))
        return tr("on {days}").format(days=wording.all_of_days(names))
    if value == 7:
        return tr("every day")
    words = tr_count("{count} day a week", "{count} days a week", value)
    return words.format(count=wording.number(value))


def times(value: int | tuple[time, ...]) -> str:
    """How often on a day, or when: "2 times a day", "at 07:00 and 20:00"; nothing for once, whenever that is."""
    if isinstance(value, tuple):
        return tr("at {times}").format(times=wording.all_of_times(_clock(one) for one in value))
    if value == 1:
        return ""
    return tr_count("{count} time a day", "{count} times a day", value).format(count=wording.number(value))


def pause(one: Pause, *, over: bool = False) -> str:
    """A pause as a sentence."""
    first, last = wording.short_day(one.first), wording.short_day(one.last)
    words = tr("Was paused from {first} to {last}.") if over else tr("Paused from {first} to {last}.")
    return words.format(first=first, last=last)


def state(item: Item, now: datetime, day_begins: int, *, days: bool = True) -> str:
    """How it stands with one thing that has a schedule: "done today: 1 of 2 · next at 20:00".

    Without `days` nothing is said of another day: `next_days` says more of these.
    """
    return " · ".join(_state(item, now, day_begins, days=days))


def _state(item: Item, now: datetime, day_begins: int, *, days: bool) -> Iterable[str]:
    if item.times > item.done:
        words = tr("done today: {done} of {times}")
        yield words.format(done=wording.number(item.done), times=wording.number(item.times))
    else:
        yield tr("done for today") if item.times else tr("nothing today")
    if item.days_a_week:
        words = tr_count(
            "this week: {done} of {count} day", "this week: {done} of {count} days", item.days_a_week
        )
        yield words.format(done=wording.number(item.days_done), count=wording.number(item.days_a_week))
    if item.due and item.can_wait:
        yield tr("another day of this week would do")
    if item.next and not item.due and (days or day_of(item.next, day_begins) == day_of(now, day_begins)):
        yield coming(item.next, now, day_begins)


def coming(moment: datetime, now: datetime, day_begins: int) -> str:
    """When something is due next; what has no time of day is due as the day begins, and only the day is said."""
    today, day = (day_of(one, day_begins) for one in (now, moment))
    if day == today:
        return tr("next at {time}").format(time=wording.clock(moment))
    name = (
        QLocale().dayName(day.isoweekday()) if (day - today).days <= DAYS_BY_NAME else wording.short_day(day)
    )
    if moment.time() == time(day_begins):
        return tr("next on {day}").format(day=name)
    return tr("next on {day} at {time}").format(day=name, time=wording.clock(moment))


def next_days(days: Iterable[date]) -> str:
    """The next days of a schedule: "Next: Mon 5/4/2026, Wed 5/6/2026"."""
    short = QLocale.FormatType.ShortFormat
    words = (
        f"{QLocale().standaloneDayName(day.isoweekday(), short)} {wording.short_day(day)}" for day in days
    )
    return tr("Next: {words}").format(words=wording.listed(words))


def _each_week(weekday: int) -> str:
    """A weekday from 1, Monday, to 7 inside "on {days}": a language may bend it there, and QLocale has no such form."""
    return {
        1: tr_in("on {days}", "Monday"),
        2: tr_in("on {days}", "Tuesday"),
        3: tr_in("on {days}", "Wednesday"),
        4: tr_in("on {days}", "Thursday"),
        5: tr_in("on {days}", "Friday"),
        6: tr_in("on {days}", "Saturday"),
        7: tr_in("on {days}", "Sunday"),
    }[weekday]


def _clock(value: time) -> str:
    return wording.clock(datetime.combine(date.min, value))
