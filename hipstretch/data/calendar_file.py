"""Schedules, and sessions that were done, as a calendar that other programs read (iCalendar, RFC 5545).

- An event for each series of `core/recurrence.py`. Without a time of day it lasts all day, keeps nobody busy and alarms
  nobody; so is the alarm left out where the person chooses the days, since no calendar knows on which it was done.
- A time of day is that of the person's time zone, which is described for readers that don't know its name. Without a
  name it is the time of whoever reads, wherever that is ("floating").
- An event is known by what it is about, so that reading the calendar again replaces what was read before: `UID` is made
  of the routine and the place in its schedule, or of the session. `SEQUENCE`, minutes since SINCE, and `DTSTAMP` are
  those of the moment at which the calendar is made, so that the later one counts.

A time that the change of clocks skips is left out by readers that hold to RFC 5545 (3.3.10), once a year; others show
it as an hour later, as `core/due.py` does.
"""

from __future__ import annotations

import contextlib
import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from hipstretch.core.problem import Fault, Invalid, InvalidFile, Problem
from hipstretch.core.recurrence import Series, series
from hipstretch.core.settings import WEEKDAYS
from hipstretch.core.weeks import current_day

from . import atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from icalendar import Component, Event, Timezone

    from hipstretch.core.schedule import Schedule

ENDING = ".ics"
PRODUCT = "-//Hipstretch//Hipstretch//EN"
"""What stands in every calendar of ours, and in no other."""
SINCE = datetime(2020, 1, 1, tzinfo=UTC)
KNOWN_AHEAD = timedelta(days=3653)
"""So long after it is made a calendar says itself when clocks are changed; later on its reader has to know."""
HEAD = 1000
"""So many bytes at the beginning of a calendar have PRODUCT among them."""

_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """A schedule and its words: a title for each of its periods, and what the events say besides.

    `routine` is the id, also of an exercise ALONE; a session of it takes `length`.
    """

    routine: str
    schedule: Schedule
    titles: tuple[str, ...]
    text: str
    length: timedelta


@dataclass(frozen=True, slots=True)
class Done:
    """A session that was done: its id, and how long it worked from `started_at`, a moment with its offset, on."""

    session: str
    title: str
    started_at: datetime
    length: timedelta


@dataclass(frozen=True, slots=True)
class Habits:
    """What of the settings the days depend on, see `core/due.py`, and the time zone, None if it has no name."""

    rest_days: tuple[int, ...] = ()
    day_begins: int = 4
    zone: ZoneInfo | None = None


def calendar(planned: Iterable[Planned], done: Iterable[Done], now: datetime, habits: Habits) -> bytes:
    """The calendar, made at a moment of the clock here."""
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("x-wr-calname", "Hipstretch")
    events = [*_planned(planned, now, habits), *(_done(one) for one in done)]
    in_zone = [event.start.year for event in events if "TZID" in event["DTSTART"].params]
    if habits.zone and in_zone:
        made.add_component(_time_zone(habits.zone, date(min(in_zone) - 1, 12, 31), now.date() + KNOWN_AHEAD))
    for event in events:
        event.add("dtstamp", now.astimezone(UTC))
        event.add("sequence", max(0, (now - SINCE) // _MINUTE))
        made.add_component(event)
    data: bytes = made.to_ical()
    return data


def write(path: Path, data: bytes) -> None:
    """Write a calendar, in the place of an earlier one of ours, but of no other file.

    Raises Invalid if the path has not ENDING, and OSError, which is an InvalidFile if another file is there.
    """
    if path.suffix.lower() != ENDING:
        raise Invalid(Problem(Fault.ENDING_TO_EXPORT, file=path.name, choices=(ENDING,)))
    with contextlib.suppress(FileNotFoundError), path.open("rb") as file:
        if PRODUCT.encode() not in file.read(HEAD):
            raise InvalidFile(Problem(Fault.OTHER_FILE))
    atomic.clean(path.parent)
    atomic.write(path, data, private=False)


def _planned(planned: Iterable[Planned], now: datetime, habits: Habits) -> Iterator[Event]:
    today = current_day(now, habits.day_begins)
    for one in planned:
        for each in series(one.schedule, today, rest_days=habits.rest_days, day_begins=habits.day_begins):
            yield _event(one, each, habits.zone)


def _event(planned: Planned, one: Series, zone: ZoneInfo | None) -> Event:
    from icalendar import Alarm, Event

    def at(day: date) -> date:
        return datetime.combine(day, one.clock, zone) if one.clock else day

    period, turn, part = one.key
    title = _plain(planned.titles[period])
    made = Event()
    made.add("uid", _plain(f"{planned.routine}-{period}-{turn}-{part}@hipstretch"))
    made.add("summary", title)
    made.add("description", _plain(planned.text))
    made.add("dtstart", at(one.first))
    made.add("duration", planned.length if one.clock else _DAY)
    made.add("rrule", _rule(one, at))
    if one.without:
        made.add("exdate", [at(day) for day in one.without])
    made.add("transp", "OPAQUE" if one.clock else "TRANSPARENT")
    if one.clock and not one.period.any_days:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta())
        made.add_component(alarm)
    return made


def _rule(one: Series, at: Callable[[date], date]) -> dict[str, object]:
    rule: dict[str, object] = {"freq": "DAILY"}
    if len(one.weekdays) < len(WEEKDAYS):
        rule = {"freq": "WEEKLY", "byday": [_NAMES[day - 1] for day in one.weekdays]}
    if one.last:
        last = at(one.last)
        rule["until"] = last.astimezone(UTC) if isinstance(last, datetime) and last.tzinfo else last
    return rule


def _done(one: Done) -> Event:
    from icalendar import Event

    made = Event()
    made.add("uid", _plain(f"{one.session}@hipstretch"))
    made.add("summary", _plain(one.title))
    made.add("dtstart", one.started_at.astimezone(UTC))
    made.add("duration", one.length)
    made.add("transp", "TRANSPARENT")
    return made


def _time_zone(zone: ZoneInfo, first: date, last: date) -> Timezone:
    """When clocks are changed between two days: each time by itself, by the clock before it, as RFC 5545 wants.

    `Timezone.from_tzinfo` of icalendar 7.3 gives the times in spring by the clock after it, an hour too late.
    """
    from icalendar import Timezone

    made = Timezone()
    made.add("tzid", zone.key)
    day = datetime.combine(first, time(), UTC)
    made.add_component(_observance(zone, day, _offset(day, zone)))
    while day.date() <= last:
        before, after = _offset(day, zone), _offset(day + _DAY, zone)
        if before != after:
            made.add_component(_observance(zone, _change(zone, day), before))
        day += _DAY
    return made


def _change(zone: ZoneInfo, day: datetime) -> datetime:
    """When clocks are changed within the 24 hours from a moment on, by the minute."""
    before, minutes = _offset(day, zone), range(_DAY // _MINUTE)
    return day + _MINUTE * bisect_left(
        minutes, True, key=lambda passed: _offset(day + _MINUTE * passed, zone) != before
    )


def _observance(zone: ZoneInfo, moment: datetime, before: timedelta) -> Component:
    """What the clock shows from a moment on; `before` was its offset until then."""
    from icalendar import TimezoneDaylight, TimezoneStandard

    here = moment.astimezone(zone)
    made = TimezoneDaylight() if here.dst() else TimezoneStandard()
    made.add("dtstart", (moment + before).replace(tzinfo=None))
    made.add("tzoffsetfrom", before)
    made.add("tzoffsetto", _offset(moment, zone))
    made.add("tzname", here.tzname())
    return made


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _plain(text: str) -> str:
    """A text without what a calendar may not hold: control characters, and halves of characters."""
    return _CONTROL.sub(" ", text).encode("utf-8", "replace").decode()
