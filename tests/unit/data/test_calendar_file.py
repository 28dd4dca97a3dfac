"""The calendar, as icalendar reads it, and by its lines with the rules of dateutil, which share no code."""

import io
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from dateutil.tz import tzical
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from hipstretch.core.problem import Fault, Invalid, InvalidFile
from hipstretch.core.schedule import Pause, Period, Schedule, daily
from hipstretch.data.calendar_file import Done, Habits, Planned, calendar, write
from tests.unit.core.schedule_cases import SCHEDULES
from tests.unit.core.test_recurrence import Slot, by_due

BERLIN, SYDNEY = ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Sydney")
NOW = datetime(2026, 1, 1, 12, tzinfo=BERLIN)
HERE = Habits(zone=BERLIN)
FIRST, LAST = date(2026, 1, 1), date(2027, 1, 1)
EVERYTHING = Schedule(
    (
        Period(times=(time(2, 30), time(7), time(20)), weeks=20),
        Period(days=(1, 3, 5), times=2, weeks=8),
        Period(days=(2, 6, 7), times=(time(0, 15), time(3, 59), time(4))),
    ),
    date(2026, 1, 5),
    (Pause(date(2026, 3, 30), date(2026, 3, 30)), Pause(date(2026, 7, 6), date(2026, 7, 26))),
)
"""Phases, pauses and times by night, over both changes of the clock."""


def planned(schedule: Schedule, routine: str = "hips", title: str = "Hips") -> Planned:
    return Planned(routine, schedule, (title,) * len(schedule.periods), "Said back.", timedelta(seconds=384))


def events(data: bytes) -> list[Any]:
    return list(Calendar.from_ical(data).events)


def one_event(schedule: Schedule, habits: Habits = HERE) -> Any:
    (found,) = events(calendar([planned(schedule)], [], NOW, habits))
    return found


def slots(data: bytes, first: date, last: date) -> Iterator[Slot]:
    """What the calendar shows on the days between two, also a time that the clocks skip."""
    for event in data.decode().replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]:
        lines = [line for line in event.splitlines() if line.startswith(("DTSTART", "RRULE", "EXDATE"))]
        for when in rrulestr("\n".join(lines), tzids=ZoneInfo):
            if when.date() >= last:
                break
            if when.date() > first:
                yield when.date(), None if "VALUE=DATE:" in lines[0] else when.time()


def shown(data: bytes, first: date, last: date) -> list[Slot]:
    return sorted(slots(data, first, last), key=str)


@pytest.mark.parametrize("rest_days", [(), (6, 7)])
@pytest.mark.parametrize("zone", [BERLIN, SYDNEY, ZoneInfo("UTC"), None])
def test_a_year_has_the_days_that_are_due(rest_days: tuple[int, ...], zone: ZoneInfo | None) -> None:
    data = calendar([planned(EVERYTHING)], [], NOW, Habits(rest_days, zone=zone))
    assert shown(data, FIRST, LAST) == by_due(EVERYTHING, FIRST, LAST, rest_days, 4)


@settings(max_examples=25, deadline=None)
@given(SCHEDULES, st.sets(st.integers(1, 7)), st.integers(0, 23))
def test_any_schedule_has_the_days_that_are_due(
    schedule: Schedule, rest_days: Collection[int], day_begins: int
) -> None:
    first = schedule.first or FIRST
    last = first + timedelta(days=200)
    data = calendar([planned(schedule)], [], NOW, Habits(tuple(rest_days), day_begins, BERLIN))
    assert shown(data, first, last) == by_due(schedule, first, last, rest_days, day_begins)


def test_a_time_of_day_has_a_zone_and_an_alarm() -> None:
    one = one_event(Schedule((Period(times=(time(7),)),)))
    assert one["DTSTART"].to_ical() == b"20260101T070000"
    assert one["DTSTART"].params["TZID"] == "Europe/Berlin"
    assert (one["SUMMARY"], one["DESCRIPTION"], one["TRANSP"]) == ("Hips", "Said back.", "OPAQUE")
    assert one["RRULE"].to_ical() == b"FREQ=DAILY"
    assert one.duration == timedelta(seconds=384)
    (alarm,) = one.walk("VALARM")
    assert (alarm["ACTION"], alarm["DESCRIPTION"], alarm["TRIGGER"].dt) == ("DISPLAY", "Hips", timedelta())


def test_a_day_without_a_time_is_a_whole_day_without_an_alarm() -> None:
    one = one_event(Schedule((Period(days=(2, 4), times=2, weeks=3),), date(2026, 1, 1)))
    assert one["DTSTART"].dt == date(2026, 1, 1)
    assert one["RRULE"].to_ical() == b"FREQ=WEEKLY;UNTIL=20260120;BYDAY=TU,TH"
    assert (one["TRANSP"], one.duration, one.walk("VALARM")) == ("TRANSPARENT", timedelta(days=1), [])


def test_where_the_person_chooses_the_days_nothing_alarms() -> None:
    one = one_event(Schedule((Period(days=3, times=(time(7),)),)))
    assert (one["RRULE"].to_ical(), one.walk("VALARM")) == (b"FREQ=DAILY", [])


def test_an_end_is_given_in_utc_and_without_a_zone_by_the_clock() -> None:
    weeks = Schedule((Period(times=(time(7),), weeks=30),), date(2026, 1, 1))
    assert one_event(weeks)["RRULE"].to_ical() == b"FREQ=DAILY;UNTIL=20260729T050000Z"
    floating = one_event(weeks, Habits())
    assert floating["RRULE"].to_ical() == b"FREQ=DAILY;UNTIL=20260729T070000"
    assert floating["DTSTART"].to_ical() == b"20260101T070000"
    assert "TZID" not in floating["DTSTART"].params


@pytest.mark.parametrize("name", ["Europe/Berlin", "Australia/Sydney", "Europe/Dublin", "Africa/Casablanca"])
def test_the_zone_says_when_clocks_are_changed(name: str) -> None:
    """For every hour of the first year and of the last of ten, but those that the clocks skip or show twice."""
    zone = ZoneInfo(name)
    data = calendar([planned(Schedule((Period(times=(time(7),)),)))], [], NOW, Habits(zone=zone))
    described = tzical(io.StringIO(data.decode())).get(name)
    for year in (2026, 2035):
        here = datetime(year, 1, 1, tzinfo=zone)
        while here.year == year:
            if here.utcoffset() == here.replace(fold=1).utcoffset():
                assert here.replace(tzinfo=described).utcoffset() == here.utcoffset(), here
            here += timedelta(hours=1)


def test_whole_days_need_no_zone() -> None:
    assert not Calendar.from_ical(calendar([planned(daily(1))], [], NOW, HERE)).timezones


def test_an_event_is_known_again_whatever_of_it_changes() -> None:
    other = replace(
        EVERYTHING,
        periods=(Period(days=(1, 2), times=(time(8), time(9), time(21)), weeks=19), *EVERYTHING.periods[1:]),
        pauses=(),
    )
    before = events(calendar([planned(EVERYTHING)], [], NOW, HERE))
    after = events(calendar([planned(other)], [], NOW + timedelta(days=3, hours=1), Habits((7,), 2, BERLIN)))
    assert [one["UID"] for one in before] == [one["UID"] for one in after]
    assert len({one["UID"] for one in before}) == len(before) == 7
    assert {two["SEQUENCE"] - one["SEQUENCE"] for one, two in zip(before, after, strict=True)} == {73 * 60}
    assert before[0]["DTSTAMP"].dt == NOW.astimezone(UTC)


def test_two_schedules_are_told_apart() -> None:
    both = [planned(daily(1)), planned(daily(1), "exercise:cobra", "Cobra")]
    assert [one["UID"] for one in events(calendar(both, [], NOW, HERE))] == [
        "hips-0-0-0@hipstretch",
        "exercise:cobra-0-0-0@hipstretch",
    ]


def test_a_session_that_was_done() -> None:
    done = Done("abc", "Hips", datetime(2026, 1, 1, 7, tzinfo=BERLIN), timedelta(minutes=6))
    (one,) = events(calendar([], [done], NOW, HERE))
    assert (one["UID"], one["SUMMARY"], one["TRANSP"]) == ("abc@hipstretch", "Hips", "TRANSPARENT")
    assert (one["DTSTART"].to_ical(), one.duration) == (b"20260101T060000Z", timedelta(minutes=6))


def test_what_no_calendar_may_hold_is_left_out_of_texts() -> None:
    one = planned(daily(1), "a\rb", "one\ttwo\x07 \ud800, three; é")
    (found,) = events(calendar([one], [], NOW, HERE))
    assert (found["SUMMARY"], found["UID"]) == ("one two  ?, three; é", "a b-0-0-0@hipstretch")


def test_a_clock_before_the_years_counts_from_the_first() -> None:
    (one,) = events(calendar([planned(daily(1))], [], datetime(1980, 1, 1, tzinfo=UTC), HERE))
    assert one["SEQUENCE"] == 0


@given(st.text())
def test_any_name_is_one_line_of_a_calendar(text: str) -> None:
    data = calendar([planned(daily(1), text, text)], [], NOW, HERE)
    assert len(events(data)) == 1
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_a_file_takes_the_place_of_a_calendar_of_ours_alone(tmp_path: Path) -> None:
    path, other = tmp_path / "hips.ICS", tmp_path / "work.ics"
    for number in (1, 2):
        data = calendar([planned(daily(number))], [], NOW, HERE)
        write(path, data)
        assert path.read_bytes() == data
    other.write_bytes(b"BEGIN:VCALENDAR\r\nPRODID:-//Work//EN\r\n")
    with pytest.raises(InvalidFile) as refused:
        write(other, data)
    assert refused.value.problem.fault is Fault.OTHER_FILE
    assert other.read_bytes().startswith(b"BEGIN")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["hips.ICS", "work.ics"]


def test_a_file_of_another_ending_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as refused:
        write(tmp_path / "hips.txt", b"new")
    assert refused.value.problem.fault is Fault.ENDING_TO_EXPORT
    assert not list(tmp_path.iterdir())
