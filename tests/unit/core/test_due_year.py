"""A year of several people: each asks when the answer said it would change, and does what is due after a while."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from hipstretch.core.due import Due, due
from hipstretch.core.record import SessionRecord
from hipstretch.core.schedule import Pause, Period, Schedule, daily
from tests.unit.core.test_due import done

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
FIRST, LAST = datetime(2026, 1, 1, 3, tzinfo=UTC), datetime(2026, 12, 31, 12, tzinfo=UTC)
YEAR = [date(2026, 1, 2) + timedelta(days=n) for n in range(363)]
MORNING_AND_EVENING = Schedule((Period(times=(time(7), time(20))),))


class Person:
    """Does everything that is due, `after` it came or was seen, and asks at no other time."""

    def __init__(
        self,
        schedules: Mapping[str, Schedule],
        zone: Callable[[datetime], ZoneInfo] = lambda _: BERLIN,
        *,
        after: timedelta = timedelta(minutes=20),
        does: Mapping[str, tuple[str, ...]] | None = None,
        clock_error: Callable[[datetime], timedelta] = lambda _: timedelta(),
        lazy: bool = False,
        **habits: Any,
    ) -> None:
        self.schedules, self.zone, self.after, self.habits = schedules, zone, after, habits
        self.exercises = does or {}
        self.clock_error = clock_error
        self.lazy = lazy
        self.sessions: list[SessionRecord] = []
        self.asked: list[tuple[datetime, Due]] = []

    def ask(self, now: datetime) -> Due:
        """What the computer of this person says."""
        shown = now + self.clock_error(now)
        found = due(self.schedules, self.sessions[-60:], shown.astimezone(self.zone(now)), **self.habits)
        self.asked.append((now, found))
        return found

    def live(self, first: datetime = FIRST, last: datetime = LAST) -> "Person":
        """Live for a year."""
        now = first
        while now < last:
            found = self.ask(now)
            error = self.clock_error(now)
            changes = found.changes_at.astimezone(UTC) - error
            if found.now and not self.lazy:
                now += self.after
                (one, *_) = found.now
                shown = (now + error).astimezone(self.zone(now))
                self.sessions.append(done(shown, one.routine, *self.exercises.get(one.routine, ())))
                now += timedelta(minutes=10)
            else:
                now = max(changes, now + timedelta(seconds=1))
        return self

    def done_on(self, routine: str) -> Counter[date]:
        """In how many sessions each day a routine was done, by the date of the record."""
        return Counter(one.started_at.date() for one in self.sessions if one.routine == routine)

    def newly_due(self) -> Iterator[tuple[datetime, str]]:
        """When something became due that was not so before, by the clock on the wall."""
        before: Mapping[str, int] = {}
        for now, found in self.asked:
            for item in found.items:
                if item.due > before.get(item.routine, 0):
                    yield now.astimezone(self.zone(now)), item.routine
            before = {item.routine: item.due for item in found.items}


def test_morning_and_evening_through_both_changes_of_the_clock() -> None:
    person = Person({"hips": MORNING_AND_EVENING}).live()
    assert {day: person.done_on("hips")[day] for day in YEAR} == dict.fromkeys(YEAR, 2)
    assert {f"{when:%H:%M}" for when, _ in person.newly_due()} == {"07:00", "20:00"}
    assert len(person.asked) < 366 * 6, "the times, the beginning of a day, and once after each session"


def test_nothing_is_done_and_nothing_piles_up() -> None:
    person = Person({"hips": MORNING_AND_EVENING, "other": Schedule((Period(days=2),))}, lazy=True).live()
    assert max(item.due for _, found in person.asked for item in found.items if item.routine == "hips") == 2
    assert max(item.due for _, found in person.asked for item in found.items if item.routine == "other") == 1
    assert len(person.asked) < 366 * 4, "with one long timer from change to change"


def test_a_shift_worker_whose_day_begins_in_the_afternoon() -> None:
    person = Person(
        {
            "hips": Schedule((Period(days=3),)),
            "exercise:cobra": Schedule((Period(times=(time(2), time(22))),)),
        },
        after=timedelta(hours=1),
        day_begins=16,
        rest_days=(6, 7),
    ).live()
    days = Counter(
        (one.started_at - timedelta(hours=16)).date() for one in person.sessions if one.routine == "hips"
    )
    assert set(days.values()) == {1}
    weeks = Counter(day.isocalendar().week for day in days)
    assert {weeks[week] for week in range(2, 53)} == {3}
    nights = Counter(
        (one.started_at - timedelta(hours=16)).date()
        for one in person.sessions
        if one.routine == "exercise:cobra"
    )
    assert {nights[day] for day in YEAR[:-2]} == {0, 2}
    assert {day.isoweekday() for day in YEAR[:-2] if not nights[day]} == {6, 7}


def test_two_time_zones_a_week() -> None:
    """In New York from Monday to Wednesday: a flight west makes Sunday long, one east makes Wednesday short."""

    def zone(now: datetime) -> ZoneInfo:
        return NEW_YORK if now.astimezone(BERLIN).isoweekday() in (1, 2, 3) else BERLIN

    person = Person({"hips": Schedule((Period(times=(time(7),)),))}, zone).live()
    found = person.done_on("hips")
    assert {found[day] for day in YEAR[:-1]} == {1}
    hours = {when.hour for when, _ in person.newly_due()}
    assert hours == {7, 9, 10}, (
        "after a flight it is told when it would have been there, as nobody tells of the flight"
    )


def test_a_clock_that_was_a_year_ahead_for_three_days() -> None:
    def error(now: datetime) -> timedelta:
        wrong = datetime(2026, 3, 10, tzinfo=UTC) <= now < datetime(2026, 3, 13, tzinfo=UTC)
        return timedelta(days=365) if wrong else timedelta()

    person = Person({"hips": daily(1)}, clock_error=error).live()
    found = person.done_on("hips")
    without = {date(2026, 3, 10), date(2026, 3, 11), date(2026, 3, 12)}
    assert {day for day in YEAR if not found[day]} <= without
    assert {found[day] for day in YEAR} <= {0, 1, 2}
    assert sum(found[day] == 2 for day in YEAR) == 0
    later = due({"hips": daily(1)}, person.sessions, datetime(2027, 3, 9, 12, tzinfo=BERLIN))
    assert later.now, "what the wrong clock left counts on its own days alone"


def test_three_routines_at_once_with_a_holiday() -> None:
    first = date(2026, 2, 2)
    holiday = Pause(date(2026, 7, 6), date(2026, 7, 26))
    person = Person(
        {
            "hips": Schedule((Period(weeks=5), Period(days=3)), first, (holiday,)),
            "back": Schedule((Period(days=(2, 5), times=2, weeks=40),), first, (holiday,)),
            "exercise:cobra": Schedule((Period(times=3),), first),
        },
        does={"back": ("cobra", "bridge"), "exercise:cobra": ("cobra",)},
    ).live()
    hips, back, cobra = (person.done_on(name) for name in ("hips", "back", "exercise:cobra"))
    days = [day for day in YEAR if day >= first]
    assert not any(holiday.covers(day) for one in (hips, back) for day in one)
    assert {hips[day] for day in days[:35]} == {1}
    weeks = Counter(day.isocalendar().week for day in hips)
    assert {weeks[week] for week in range(11, 53)} == {0, 3}
    assert [week for week in range(11, 53) if not weeks[week]] == [28, 29, 30]
    assert {day for day in days if back[day]} == {
        day for day in days[:280] if day.isoweekday() in (2, 5) and not holiday.covers(day)
    }
    assert {cobra[day] + back[day] for day in days} == {3}, "what was part of another session counts"
    assert min(when for when, _ in person.newly_due()).date() == first


def test_a_computer_that_was_asleep_over_the_times_says_once_what_is_due() -> None:
    """It is asked twice a day only, at any hour."""
    sessions: list[SessionRecord] = []
    now = FIRST
    while now < LAST:
        found = due({"hips": MORNING_AND_EVENING}, sessions[-60:], now.astimezone(BERLIN))
        sessions += [done(now.astimezone(BERLIN), one.routine) for one in found.now]
        now += timedelta(hours=13)
    counted = Counter(one.started_at.date() for one in sessions)
    assert set(counted.values()) <= {1, 2}
    assert all((after - before) <= timedelta(days=2) for before, after in pairwise(sorted(counted)))
