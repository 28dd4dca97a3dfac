"""When to remind, by rules and by what always holds."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.due import Due, due
from hipstretch.core.record import SessionRecord
from hipstretch.core.reminder import (
    AGAIN,
    KEPT_DAYS,
    NOT_TODAY,
    SNOOZE,
    QuietHours,
    Said,
    look,
    refused,
    snoozed,
    told,
)
from hipstretch.core.schedule import Period, Schedule, daily
from tests.unit.core.schedule_cases import SCHEDULES
from tests.unit.core.test_due import BERLIN, TWICE, at, done

NONE, NIGHT = QuietHours(0, 0), QuietHours(21, 8)
TODAY = date(2026, 5, 4)
BOTH = {"hips": TWICE, "back": Schedule((Period(times=(time(7, 10),)),))}


def of(now: datetime, *sessions: SessionRecord) -> Due:
    return due(BOTH, sessions, now)


def names(
    now: datetime, said: Said, *sessions: SessionRecord, quiet: QuietHours = NONE, **way: Any
) -> list[str]:
    """What is told now."""
    return [item.routine for item in look(of(now, *sessions), said, now, quiet, **way).items]


def after(now: datetime, said: Said, *sessions: SessionRecord) -> Said:
    """What was said once it is told."""
    found = of(now, *sessions)
    return told(said, found.day, look(found, said, now, NONE).items)


def test_each_time_is_told_once() -> None:
    assert look(of(at("05-04 06:00")), Said(), at("05-04 06:00"), NONE).again == at("05-04 07:00")
    morning = at("05-04 07:00")
    assert names(morning, Said()) == ["hips"]
    said = after(morning, Said())
    assert names(morning, said) == names(at("05-04 07:09"), said) == []
    assert names(at("05-04 07:10"), said) == ["back"]
    said = after(at("05-04 07:10"), said)
    assert names(at("05-04 20:00"), said) == ["hips"]
    assert names(at("05-05 08:00"), said) == ["hips", "back"], "the next day, in one reminder"


def test_what_was_done_is_not_told() -> None:
    session = done(at("05-04 06:30"))
    assert names(at("05-04 07:00"), Said(), session) == []
    assert names(at("05-04 20:00"), Said(), session) == ["hips", "back"]
    assert (
        names(at("05-04 20:00"), Said(), session, done(at("05-04 12:00")), done(at("05-04 13:00"), "back"))
        == []
    )


def test_put_off() -> None:
    morning = at("05-04 07:00")
    said = snoozed(after(morning, Said()), TODAY, ["hips"], morning)
    assert names(at("05-04 07:14"), said) == [], "nothing else either"
    assert look(of(morning), said, morning, NONE).again == at("05-04 07:10"), "then more is due"
    assert look(of(at("05-04 07:12")), said, at("05-04 07:12"), NONE).again == at("05-04 07:15")
    assert names(at("05-04 07:15"), said) == ["hips", "back"], "both in one"
    assert names(at("05-04 07:15"), said, done(at("05-04 07:12"))) == ["back"], "it was done meanwhile"
    wrong = snoozed(Said(), TODAY, ["hips"], morning + timedelta(days=365))
    assert names(morning, wrong) == ["hips"], "the clock was wrong then"


def test_not_today() -> None:
    said = refused(after(at("05-04 07:00"), Said()), TODAY, ["hips"])
    assert said.of(TODAY) == {"hips": NOT_TODAY}
    assert names(at("05-04 20:00"), said) == ["back"]
    assert names(at("05-05 07:00"), said) == ["hips"]


def test_what_was_in_the_way_is_looked_at_again() -> None:
    morning = at("05-04 07:00")
    found = look(of(morning), Said(), morning, NONE, busy=True)
    assert (found.items, found.again) == ((), morning + AGAIN)
    assert names(at("05-04 07:20"), Said()) == ["hips", "back"]


def test_quiet_hours_hold_back_until_they_end_if_it_is_the_same_day() -> None:
    found = look(of(at("05-04 07:00")), Said(), at("05-04 07:00"), NIGHT)
    assert (found.items, found.again) == ((), at("05-04 07:10"))
    found = look(of(at("05-04 07:30")), Said(), at("05-04 07:30"), NIGHT)
    assert (found.items, found.again) == ((), at("05-04 08:00"))
    assert names(at("05-04 08:00"), Said(), quiet=NIGHT) == ["hips", "back"]
    late = {"hips": Schedule((Period(times=(time(22),)),))}
    found = look(due(late, (), at("05-04 22:00")), Said(), at("05-04 22:00"), NIGHT)
    assert found.again == at("05-05 04:00"), "when the next day begins"
    assert not look(due(late, (), at("05-05 08:00")), Said(), at("05-05 08:00"), NIGHT).items


@pytest.mark.parametrize(
    ("hours", "now", "until"),
    [
        (NIGHT, "05-04 20:59", None),
        (NIGHT, "05-04 21:00", "05-05 08:00"),
        (NIGHT, "05-04 23:59", "05-05 08:00"),
        (NIGHT, "05-05 00:00", "05-05 08:00"),
        (NIGHT, "05-05 07:59", "05-05 08:00"),
        (NIGHT, "05-05 08:00", None),
        (QuietHours(13, 15), "05-04 12:59", None),
        (QuietHours(13, 15), "05-04 13:00", "05-04 15:00"),
        (QuietHours(13, 15), "05-04 15:00", None),
        (NONE, "05-04 00:00", None),
        (QuietHours(22, 2), "03-29 01:30", "03-29 03:00"),
    ],
)
def test_quiet_hours(hours: QuietHours, now: str, until: str | None) -> None:
    assert hours.until(at(now)) == (at(until) if until else None)


def test_quiet_hours_that_the_clock_shows_twice() -> None:
    hours = QuietHours(1, 3)
    first = at("10-25 02:30")
    end = hours.until(first)
    assert end
    assert end.astimezone(UTC) == datetime(2026, 10, 25, 2, tzinfo=UTC)
    assert hours.until(at("10-25 02:30", fold=1)) == end
    assert QuietHours(0, 2).until(at("10-25 01:30")) == at("10-25 02:00")


def test_days_of_long_ago_are_forgotten_and_the_day_a_clock_showed_before_is_not() -> None:
    said, day = Said(), TODAY
    for number in range(3 * KEPT_DAYS):
        day = TODAY + timedelta(days=number)
        said = refused(said, day, ["hips"])
    assert len(said.days) == KEPT_DAYS
    assert max(said.days) == day
    ahead = refused(said, day + timedelta(days=365), ["hips"])
    assert ahead.of(day)
    back = refused(ahead, day, ["back"])
    assert back.of(day) == {"hips": NOT_TODAY, "back": NOT_TODAY}


@given(
    schedules=st.dictionaries(st.sampled_from(["hips", "back", "neck"]), SCHEDULES, max_size=3),
    steps=st.lists(
        st.tuples(st.integers(0, 60 * 30), st.sampled_from(["look", "busy", "do", "snooze", "refuse"])),
        max_size=40,
    ),
    quiet=st.builds(QuietHours, st.integers(0, 23), st.integers(0, 23)),
    first=st.integers(0, 334 * 1440).map(lambda n: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=n)),
    zone=st.sampled_from([BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe")]),
)
def test_what_always_holds(
    schedules: dict[str, Schedule],
    steps: list[tuple[int, str]],
    quiet: QuietHours,
    first: datetime,
    zone: ZoneInfo,
) -> None:
    said, sessions, now = Said(), list[SessionRecord](), first
    for minutes, what in steps:
        now += timedelta(minutes=minutes)
        here = now.astimezone(zone)
        found = due(schedules, sessions, here)
        answer = look(found, said, here, quiet, busy=what == "busy")
        assert answer.again.astimezone(UTC) > now
        assert answer.again.astimezone(UTC) <= found.changes_at.astimezone(UTC)
        assert set(answer.items) <= set(found.now)
        routines = [item.routine for item in answer.items]
        if answer.items:
            assert what != "busy"
            assert quiet.until(here) is None
            said = told(said, found.day, answer.items)
            assert not look(found, said, here, quiet).items, "once"
        elif not (quiet.until(here) or what == "busy" or said.not_before):
            assert all(said.of(found.day)[item.routine] >= item.done + item.due for item in found.now)
        match what:
            case "do":
                sessions += [done(here, name) for name in schedules]
                assert not look(due(schedules, sessions, here), said, here, quiet).items or any(
                    item.times > 1 for item in found.items
                )
            case "snooze":
                said = snoozed(said, found.day, routines, here)
                assert not look(found, said, here, quiet).items
                later = (now + SNOOZE).astimezone(zone)
                again = look(replace(found, changes_at=later + SNOOZE), said, later, quiet)
                assert {item.routine for item in again.items} >= set(routines) or quiet.until(later)
            case "refuse":
                said = refused(said, found.day, routines)
                assert all(said.of(found.day)[name] == NOT_TODAY for name in routines)


def test_without_a_time_of_day_it_is_told_when_the_quiet_hours_end() -> None:
    found = due({"hips": daily(3)}, (), at("05-04 05:00"))
    assert look(found, Said(), at("05-04 05:00"), NIGHT).again == at("05-04 08:00")
    (item,) = look(found, Said(), at("05-04 08:00"), NIGHT).items
    assert item.due == 3
