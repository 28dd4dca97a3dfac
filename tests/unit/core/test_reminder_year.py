"""A year of twenty people who are reminded: nothing after it was done, nothing twice, nothing in the way, none missing.

Each person has a computer that sleeps, calls, a clock, and habits of answering. The computer looks when it was told to,
when it wakes up, when a session ended, and once an hour where clocks or zones are changed, since nobody tells it of
that. At moments of chance, the person looks whether everything that is due was told.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hipstretch.core.due import Due, due
from hipstretch.core.record import SessionRecord
from hipstretch.core.reminder import AGAIN, SNOOZE, QuietHours, Said, look, refused, snoozed, told
from hipstretch.core.schedule import Pause, Period, Schedule, daily
from tests.unit.core.test_due import done

BERLIN, NEW_YORK, SYDNEY = (
    ZoneInfo(name) for name in ("Europe/Berlin", "America/New_York", "Australia/Sydney")
)
FIRST, LAST = datetime(2026, 1, 1, 3, tzinfo=UTC), datetime(2026, 12, 31, 12, tzinfo=UTC)
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
STEP = 10 * MINUTE
"""How often something may happen that the computer did not say."""
NIGHT = QuietHours(21, 8)
MORNING_AND_EVENING = Schedule((Period(times=(time(8, 30), time(20))),))
HOLIDAY = Pause(date(2026, 7, 6), date(2026, 7, 26))
THREE = {
    "hips": Schedule((Period(weeks=5), Period(days=3)), date(2026, 2, 2), (HOLIDAY,)),
    "back": Schedule((Period(days=(2, 5), times=2),), None, (HOLIDAY,)),
    "exercise:cobra": Schedule((Period(times=(time(9), time(12), time(18, 45))),)),
}
Answers = Mapping[str, float]
DILIGENT: Answers = {"do": 1}
MIXED: Answers = {"do": 5, "snooze": 3, "refuse": 1, "ignore": 2}


def never(_: datetime) -> bool:
    return False


def never_wrong(_: datetime) -> timedelta:
    return timedelta()


def calls(here: datetime) -> bool:
    """Working days: two meetings, one of which begins when something is due."""
    return here.isoweekday() < 6 and (here.hour == 9 or (here.hour, here.minute // 30) in {(14, 0), (20, 0)})


def asleep_over_the_times(here: datetime) -> bool:
    return not (10 <= here.hour < 13 or 19 <= here.hour < 23)


def two_zones(now: datetime) -> ZoneInfo:
    return NEW_YORK if now.astimezone(BERLIN).isoweekday() in (1, 2, 3) else BERLIN


def a_year_ahead(now: datetime) -> timedelta:
    wrong = datetime(2026, 3, 10, tzinfo=UTC) <= now < datetime(2026, 3, 13, tzinfo=UTC)
    return timedelta(days=365) if wrong else timedelta()


def an_hour_behind_at_times(now: datetime) -> timedelta:
    return -HOUR if now.day in (5, 6, 20) else timedelta()


@dataclass
class Person:
    """Lives for a year; `here` of `busy` and `off` is the moment by the clock on the wall."""

    schedules: Mapping[str, Schedule]
    zone: Callable[[datetime], ZoneInfo] = lambda _: BERLIN
    quiet: QuietHours = NIGHT
    busy: Callable[[datetime], bool] = never
    off: Callable[[datetime], bool] = never
    error: Callable[[datetime], timedelta] = never_wrong
    answers: Answers = field(default_factory=lambda: DILIGENT)
    alone: float = 0.0
    """How often a day it is done without being reminded."""
    habits: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 1
    said: Said = field(default_factory=Said)
    sessions: list[SessionRecord] = field(default_factory=list)
    things: dict[tuple[date, str, int], int] = field(default_factory=dict)
    """How often each thing was told and not put off."""
    reminders: list[datetime] = field(default_factory=list)
    looks: int = 0
    checked: int = 0
    found: Due | None = None
    asked_with: object = None
    put_off: datetime = FIRST

    def shown(self, now: datetime) -> datetime:
        """What the computer shows."""
        return (now + self.error(now)).astimezone(self.zone(now))

    def due(self, now: datetime) -> Due:
        """What is due, which stays so until it says that it changes."""
        shown = self.shown(now)
        state = len(self.sessions), self.zone(now), self.error(now)
        if state != self.asked_with or self.found is None or shown >= self.found.changes_at:
            self.found = due(self.schedules, self.sessions[-40:], shown, **self.habits)
            self.asked_with = state
        return self.found

    def do(self, now: datetime, routine: str) -> None:
        self.sessions.append(done(self.shown(now), routine))

    def live(self) -> "Person":
        chance = random.Random(self.seed)
        now, next_look = FIRST, FIRST
        plans: list[tuple[datetime, str]] = []
        free_since = FIRST
        while now < LAST:
            here = self.shown(now)
            if self.off(here) or self.busy(here):
                free_since = now + MINUTE
            for plan in [one for one in plans if one[0] <= now]:
                plans.remove(plan)
                if any(item.routine == plan[1] for item in self.due(now).now):
                    self.do(now, plan[1])
                    next_look = now
            if chance.random() < self.alone * STEP / DAY:
                self.do(now, chance.choice([*self.schedules]))
                next_look = now
            if now >= next_look and not self.off(here):
                again = self.look(now, chance, plans)
                next_look = again.astimezone(UTC) - self.error(now)
                if self.zone is two_zones or self.error is not never_wrong:
                    next_look = min(next_look, now + HOUR)
            elif chance.random() < 0.01 and now - free_since > 2 * STEP:
                self.check_that_none_is_missing(now)
            step = STEP
            if next_look > now:
                step = min(step, next_look - now)
            now += max(step, timedelta(seconds=1)) if not self.off(here) else STEP
        return self

    def look(self, now: datetime, chance: random.Random, plans: list[tuple[datetime, str]]) -> datetime:
        """What the computer does when it looks; when it looks again."""
        self.looks += 1
        found, here = self.due(now), self.shown(now)
        answer = look(found, self.said, here, self.quiet)
        if answer.items and self.busy(here):
            answer = look(found, self.said, here, self.quiet, busy=True)
            assert not answer.items
            assert answer.again <= here + AGAIN
        if not answer.items:
            return answer.again
        assert self.quiet.until(here) is None, "in quiet hours"
        self.reminders.append(now)
        for item in answer.items:
            assert item.due, "after it was done"
            before = max(item.done, self.said.of(found.day).get(item.routine, 0))
            for number in range(before, item.done + item.due):
                thing = found.day, item.routine, number
                self.things[thing] = self.things.get(thing, 0) + 1
        self.said = told(self.said, found.day, answer.items)
        routines = [item.routine for item in answer.items]
        match chance.choices([*self.answers], [*self.answers.values()])[0]:
            case "do":
                plans += [(now + timedelta(minutes=chance.randint(1, 90)), one) for one in routines]
            case "snooze":
                self.said = snoozed(self.said, found.day, routines, here)
                for item in answer.items:
                    for number in range(item.done, item.done + item.due):
                        self.things[found.day, item.routine, number] = 0
                self.put_off = now
            case "refuse":
                self.said = refused(self.said, found.day, routines)
        return look(found, self.said, here, self.quiet).again

    def check_that_none_is_missing(self, now: datetime) -> None:
        found, here = self.due(now), self.shown(now)
        snooze = self.said.not_before and self.said.not_before > here - 2 * STEP
        if snooze or self.quiet.until(here) or self.quiet.until(here - 2 * STEP):
            return
        if now - self.put_off < SNOOZE + STEP:
            return
        if self.moves(now):
            return
        for item in found.now:
            if item.since and here - item.since < 2 * STEP:
                continue
            self.checked += 1
            assert self.said.of(found.day).get(item.routine, 0) >= item.done + item.due, (here, item)

    def moves(self, now: datetime) -> bool:
        """Whether clock or zone were changed in the last two hours."""
        before = now - 2 * HOUR
        return self.zone(now) is not self.zone(before) or self.error(now) != self.error(before)


PEOPLE = {
    "every day": Person({"hips": daily(1)}),
    "morning and evening": Person({"hips": MORNING_AND_EVENING}),
    "morning and evening, does nothing": Person({"hips": MORNING_AND_EVENING}, answers={"ignore": 1}),
    "puts off": Person({"hips": MORNING_AND_EVENING}, answers=MIXED),
    "puts off always": Person({"hips": daily(1)}, answers={"snooze": 1}),
    "never today": Person({"hips": MORNING_AND_EVENING}, answers={"refuse": 1}),
    "does it before": Person({"hips": MORNING_AND_EVENING}, alone=4),
    "shift worker": Person(
        {"hips": Schedule((Period(days=3),)), "back": Schedule((Period(times=(time(2), time(22))),))},
        quiet=QuietHours(8, 16),
        answers=MIXED,
        habits={"day_begins": 16, "rest_days": (6, 7)},
    ),
    "two time zones a week": Person({"hips": MORNING_AND_EVENING}, two_zones),
    "two time zones, puts off, in no quiet hours": Person(
        THREE, two_zones, quiet=QuietHours(0, 0), answers=MIXED
    ),
    "changes of the clock in the night": Person(
        {"hips": Schedule((Period(times=(time(2, 30), time(3))),))}, quiet=QuietHours(12, 2), answers=MIXED
    ),
    "changes of the clock in the south": Person(
        {"hips": Schedule((Period(times=(time(2, 30), time(8))),))}, lambda _: SYDNEY, quiet=QuietHours(0, 3)
    ),
    "asleep over the times": Person(THREE, off=asleep_over_the_times),
    "asleep, with calls": Person(THREE, off=asleep_over_the_times, busy=calls, answers=MIXED),
    "calls": Person({"hips": MORNING_AND_EVENING}, busy=calls, answers=MIXED),
    "a year ahead": Person({"hips": daily(1)}, error=a_year_ahead),
    "an hour behind at times": Person({"hips": MORNING_AND_EVENING}, error=an_hour_behind_at_times),
    "three routines": Person(THREE, answers=MIXED, alone=1),
    "three routines, with calls": Person(THREE, busy=calls, answers=MIXED, habits={"rest_days": (7,)}),
    "holiday": Person({"hips": Schedule((Period(),), None, (HOLIDAY,))}, answers=MIXED),
}


@pytest.mark.parametrize("name", PEOPLE)
def test_a_year(name: str) -> None:
    person = PEOPLE[name].live()
    assert set(person.things.values()) <= {0, 1}, "twice"
    assert len(person.reminders) > 80
    assert person.checked or name == "puts off always"
    days = {person.shown(now).date() for now in person.reminders}
    if "holiday" in name:
        assert not any(HOLIDAY.covers(day) for day in days)


def test_twenty() -> None:
    assert len(PEOPLE) == 20


def test_who_does_nothing_is_reminded_once_for_each_time() -> None:
    person = Person({"hips": MORNING_AND_EVENING}, answers={"ignore": 1}).live()
    assert {f"{person.shown(now):%H:%M}" for now in person.reminders} == {"08:30", "20:00"}
    assert len(person.reminders) == 364 * 2 + 1
