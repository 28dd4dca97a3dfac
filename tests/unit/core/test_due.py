"""What is due: by rules, and by what always holds."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.due import Due, Item, begun_today, counts_for, due, last_time, next_days
from hipstretch.core.exercise import Kind, Side
from hipstretch.core.outcome import Outcome
from hipstretch.core.record import ExerciseRecord, SessionOutcome, SessionRecord, SetRecord
from hipstretch.core.schedule import Pause, Period, Schedule, daily
from hipstretch.core.weeks import day_of
from tests.unit.core.schedule_cases import PAUSES, SCHEDULES

BERLIN = ZoneInfo("Europe/Berlin")
TWICE = Schedule((Period(times=(time(7), time(20))),))


def at(text: str, zone: ZoneInfo = BERLIN, fold: int = 0) -> datetime:
    """A moment such as "05-04 07:30" of 2026, a Monday."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=zone, fold=fold)


def done(when: datetime, routine: str = "hips", *exercises: str, work_s: float = 60) -> SessionRecord:
    """A session; its record keeps the offset alone."""
    one = SetRecord(Side.BOTH, Kind.HOLD, 60, work_s, 1, 1, Outcome.DONE)
    began = datetime.fromisoformat(when.isoformat())
    return SessionRecord(
        when.isoformat(),
        began,
        began,
        routine,
        SessionOutcome.PARTIAL,
        work_s,
        tuple(ExerciseRecord(exercise, (one,)) for exercise in exercises),
        "0",
    )


def item(schedule: Schedule, now: datetime, *sessions: SessionRecord, **habits: Any) -> Item:
    """What is meant of one schedule."""
    found = due({"hips": schedule}, sessions, now, **habits)
    return found.items[0]


def days_due(schedule: Schedule, first: str, count: int, **habits: Any) -> list[str]:
    """The days, from one at noon on, on which something is due if nothing is ever done."""
    days = [at(f"{first} 12:00") + timedelta(days=n) for n in range(count)]
    return [f"{day:%m-%d}" for day in days if item(schedule, day, **habits).due]


def test_times_of_day_come_one_after_the_other() -> None:
    before = item(TWICE, at("05-04 06:59"))
    assert (before.times, before.due, before.since, before.next) == (2, 0, None, at("05-04 07:00"))
    morning = item(TWICE, at("05-04 07:00"))
    assert (morning.due, morning.since, morning.next) == (1, at("05-04 07:00"), at("05-04 20:00"))
    evening = item(TWICE, at("05-04 21:00"))
    assert (evening.due, evening.since, evening.next) == (2, at("05-04 07:00"), at("05-05 07:00"))


def test_done_means_done_also_before_its_time() -> None:
    early = done(at("05-04 05:00"))
    assert (item(TWICE, at("05-04 07:30"), early).due, item(TWICE, at("05-04 20:00"), early).due) == (0, 1)
    both = early, done(at("05-04 07:30"))
    whole = item(TWICE, at("05-04 21:00"), *both)
    assert (whole.times, whole.done, whole.due, whole.next) == (2, 2, 0, at("05-05 07:00"))


def test_without_times_all_of_a_day_is_due_from_its_beginning() -> None:
    found = item(daily(3), at("05-04 04:00"), done(at("05-03 23:00")))
    assert (found.due, found.since, found.next) == (3, at("05-04 04:00"), at("05-05 04:00"))
    assert item(daily(3), at("05-04 12:00"), done(at("05-04 09:00"))).due == 2


def test_what_is_done_after_midnight_counts_for_the_evening() -> None:
    night = done(at("05-05 01:30"))
    assert item(daily(1), at("05-05 03:59"), night).due == 0
    assert item(daily(1), at("05-05 04:00"), night).due == 1
    assert item(daily(1), at("05-05 00:30"), night, day_begins=0).due == 0
    assert item(daily(1), at("05-05 00:30"), done(at("05-04 23:00")), day_begins=0).due == 1


def test_a_time_before_the_day_begins_is_of_the_night_after_it() -> None:
    late = Schedule((Period(times=(time(1), time(22))),))
    found = item(late, at("05-04 23:00"))
    assert (found.due, found.since, found.next) == (1, at("05-04 22:00"), at("05-05 01:00"))
    assert item(late, at("05-05 02:00")).due == 2


def test_a_session_counts_for_its_routine_and_the_exercises_in_it() -> None:
    schedules = {"hips": daily(1), "other": daily(1), "exercise:cobra": daily(2), "exercise:frog": daily(1)}
    sessions = (
        done(at("05-04 08:00"), "other", "cobra", "bridge"),
        done(at("05-04 09:00"), "exercise:cobra", "cobra"),
    )
    found = due(schedules, sessions, at("05-04 12:00"))
    assert {one.routine: one.due for one in found.items} == {
        "hips": 1,
        "other": 0,
        "exercise:cobra": 0,
        "exercise:frog": 1,
    }
    assert [one.routine for one in found.now] == ["hips", "exercise:frog"], "what is due comes first"
    assert len(found.today) == 4


def test_a_session_of_which_nothing_was_done_counts_for_nothing() -> None:
    nothing = done(at("05-04 08:00"), "hips", "cobra", work_s=0)
    assert counts_for(nothing) == frozenset()
    assert counts_for(replace(nothing, active_s=1.5, exercises=())) == {"hips"}
    assert counts_for(done(at("05-04 08:00"), "hips", "cobra", work_s=1)) == {"hips", "exercise:cobra"}
    twice = done(at("05-04 08:00"), "hips", "cobra", "cobra")
    assert item(daily(2), at("05-04 12:00"), twice).done == 1
    assert due({"exercise:cobra": daily(2)}, [twice], at("05-04 12:00")).items[0].done == 1


def broken_off(when: datetime, begun: int, planned: int, outcome: Outcome = Outcome.DONE) -> SessionRecord:
    """A session of the routine in which so many of its exercises were begun; the last one of these ended so."""
    whole = done(when, "hips", *map(str, range(planned)))
    (one,) = whole.exercises[0].sets
    nothing = replace(one, done_s=0.0, done_reps=0, outcome=Outcome.SKIPPED)
    sets = [*[one] * (begun - 1), replace(one, outcome=outcome), *[nothing] * (planned - begun)]
    return replace(whole, exercises=tuple(ExerciseRecord(str(n), (each,)) for n, each in enumerate(sets)))


def test_what_was_broken_off_early_is_not_done() -> None:
    morning, noon = at("05-04 08:00"), at("05-04 12:00")
    assert item(daily(1), noon, broken_off(morning, 3, 8)).due == 1
    assert item(daily(1), noon, broken_off(morning, 4, 8)).due == 1
    assert item(daily(1), noon, broken_off(morning, 5, 8)).due == 0
    assert "exercise:1" in counts_for(broken_off(morning, 3, 8)), "an exercise that was done is done"


def test_nobody_is_sent_back_to_what_was_too_much() -> None:
    assert item(daily(1), at("05-04 12:00"), broken_off(at("05-04 08:00"), 1, 8, Outcome.EASED)).due == 0


def test_the_last_time_of_a_routine_is_todays_or_one_that_counts() -> None:
    today = date(2026, 5, 4)
    before, early, late = (
        done(at("05-02 08:00")),
        broken_off(at("05-04 08:00"), 3, 8),
        broken_off(at("05-04 09:00"), 2, 8),
    )
    short = broken_off(at("05-03 08:00"), 1, 8)
    other = done(at("05-04 10:00"), "other")
    nothing = done(at("05-04 11:00"), work_s=0)
    sessions = (before, short, early, late, other, nothing)
    assert last_time(sessions, "hips", today, 4) is early
    assert last_time(sessions, "hips", date(2026, 5, 5), 4) is before
    assert last_time((short, late), "hips", today, 4) is late
    assert last_time((short,), "hips", today, 4) is None
    again = broken_off(at("05-04 12:00"), 3, 8)
    assert last_time((*sessions, again), "hips", today, 4) is again


def test_what_was_begun_today_is_the_last_session_if_that_does_not_count() -> None:
    today = date(2026, 5, 4)
    yesterday, part = broken_off(at("05-03 08:00"), 1, 8), broken_off(at("05-04 08:00"), 2, 8)
    other, nothing = done(at("05-04 10:00"), "other"), done(at("05-04 11:00"), work_s=0)
    whole = done(at("05-04 12:00"))
    assert begun_today((yesterday, part, other, nothing), "hips", today, 4) is part
    assert begun_today((part, whole), "hips", today, 4) is None
    assert begun_today((yesterday, other), "hips", today, 4) is None


def test_chosen_weekdays_and_rest_days() -> None:
    chosen = Schedule((Period(days=(1, 3, 7)),))
    assert days_due(chosen, "05-04", 8) == ["05-04", "05-06", "05-10", "05-11"]
    assert days_due(chosen, "05-04", 8, rest_days=(7,)) == ["05-04", "05-06", "05-11"]
    assert days_due(daily(1), "05-04", 7, rest_days=(6, 7)) == [f"05-0{n}" for n in range(4, 9)]
    assert item(chosen, at("05-04 12:00"), done(at("05-04 08:00"))).next == at("05-06 04:00")
    assert item(daily(1), at("05-08 12:00"), rest_days=(6, 7)).next == at("05-11 04:00")
    never = item(Schedule((Period(days=(7,)),)), at("05-04 12:00"), rest_days=(7,))
    assert (never.times, never.next) == (0, None)


def test_so_many_days_a_week_are_due_until_they_are_done() -> None:
    three = Schedule((Period(days=3),))
    sessions = [done(at(f"05-{day} 12:00")) for day in ("03", "04", "05")]
    wednesday = item(three, at("05-06 12:00"), *sessions)
    assert (wednesday.due, wednesday.days_a_week, wednesday.days_done, wednesday.can_wait) == (1, 3, 2, True)
    sessions.append(done(at("05-06 12:30")))
    assert item(three, at("05-06 13:00"), *sessions).due == 0
    thursday = item(three, at("05-07 12:00"), *sessions)
    assert (thursday.times, thursday.due, thursday.next) == (0, 0, at("05-11 04:00"))
    assert item(three, at("05-11 12:00"), *sessions).due == 1


def test_so_many_days_a_week_can_wait_while_the_others_would_do() -> None:
    three = Schedule((Period(days=3),))
    assert [item(three, at(f"05-{day} 12:00")).can_wait for day in ("04", "07", "08", "10")] == [
        True,
        True,
        False,
        False,
    ]
    assert not item(three, at("05-07 12:00"), rest_days=(6, 7)).can_wait
    assert item(three, at("05-08 12:00"), first_weekday=7).due == 1, "a week that ends on Saturday"
    assert not item(three, at("05-07 12:00"), first_weekday=7).can_wait
    assert item(three, at("05-10 12:00"), first_weekday=7).can_wait


def test_a_full_week_that_is_followed_by_rest_days_leads_to_the_week_after() -> None:
    one = Schedule((Period(days=1),))
    found = item(one, at("05-11 12:00"), done(at("05-11 09:00")), rest_days=(1, 2, 3, 4, 5, 6))
    assert found.next == at("05-24 04:00"), "done on a rest day, it counts all the same"


def test_before_its_first_day_in_a_pause_and_after_its_end() -> None:
    two_weeks = Schedule((Period(weeks=2),), date(2026, 5, 6), (Pause(date(2026, 5, 8), date(2026, 5, 17)),))
    assert days_due(two_weeks, "05-01", 31) == ["05-06", "05-07", "05-18", "05-19"]
    assert item(two_weeks, at("05-01 12:00")).next == at("05-06 04:00")
    assert item(two_weeks, at("05-08 12:00")).next == at("05-18 04:00")
    assert item(two_weeks, at("05-19 12:00")).next is None
    assert item(two_weeks, at("05-25 12:00")).next is None


def test_a_pause_of_a_year_is_looked_beyond() -> None:
    paused = replace(daily(1), pauses=(Pause(date(2026, 5, 5), date(2027, 5, 5)),))
    assert item(paused, at("05-04 12:00")).next == datetime(2027, 5, 6, 4, tzinfo=BERLIN)


def test_nothing_at_all() -> None:
    found = due({}, (), at("05-04 12:00"))
    assert found == Due(date(2026, 5, 4), (), at("05-05 04:00"))
    assert (found.now, found.today, found.next) == ((), (), None)
    assert due({"hips": TWICE}, (), at("05-04 12:00")).next == at("05-04 20:00")


def test_the_hour_that_a_clock_skips() -> None:
    """In Berlin 2:00 to 3:00 on 29 March."""
    night = Schedule((Period(times=(time(2, 30),)),))
    assert item(night, at("03-28 22:00"), day_begins=0).next == at("03-29 03:30")
    morning = item(TWICE, at("03-28 21:00"), *[done(at("03-28 20:30"))] * 2).next
    assert morning == at("03-29 07:00")
    assert morning.astimezone(UTC).hour == 5
    found = due({"hips": TWICE}, (), at("03-28 23:00"), day_begins=2)
    assert found.changes_at == at("03-29 03:00")


def test_the_hour_that_a_clock_shows_twice() -> None:
    """In Berlin 2:00 to 3:00 on 25 October; the first time counts."""
    night = Schedule((Period(times=(time(2, 30),)),))
    assert item(night, at("10-25 02:29"), day_begins=0).due == 0
    assert item(night, at("10-25 02:30"), day_begins=0).due == 1
    assert item(night, at("10-25 02:10", fold=1), day_begins=0).due == 1


@pytest.mark.parametrize(
    ("zone", "before", "day_begins"),
    [
        ("America/St_Johns", "2010-11-06T20:00", 0),  # a minute after midnight it was 23:01 again
        ("Pacific/Apia", "2011-12-29T12:00", 4),  # went over the date line: there was no 30 December
        ("Europe/Berlin", "2026-10-24T20:00", 2),
        ("Europe/Berlin", "2026-03-28T20:00", 2),
    ],
)
def test_no_day_begins_twice(zone: str, before: str, day_begins: int) -> None:
    here = ZoneInfo(zone)
    first = datetime.fromisoformat(before).replace(tzinfo=here).astimezone(UTC)
    moments = [first + timedelta(minutes=n) for n in range(0, 2 * 24 * 60, 5)]
    found = [due({}, (), moment.astimezone(here), day_begins=day_begins) for moment in moments]
    days = [one.day for one in found]
    assert days == sorted(days)
    for moment, one in zip(moments, found, strict=True):
        assert moment < one.changes_at.astimezone(UTC)


def test_travel_a_session_keeps_the_date_where_it_was_done() -> None:
    tokyo, la = ZoneInfo("Asia/Tokyo"), ZoneInfo("America/Los_Angeles")
    session = done(at("05-05 07:00", tokyo))
    assert item(daily(1), at("05-05 08:00", tokyo), session).due == 0
    assert item(daily(1), at("05-04 20:00", la), session).due == 1, (
        "the same day again, on which nothing was done"
    )
    assert item(daily(1), at("05-05 20:00", la), session).due == 0
    west = done(at("05-04 23:00", la))
    assert item(daily(1), at("05-06 08:00", tokyo), west).due == 1


def test_a_clock_that_was_wrong_counts_on_one_day_at_most() -> None:
    wrong = datetime(2031, 5, 4, 8, tzinfo=BERLIN)
    for day in range(4, 30):
        assert item(daily(1), at(f"05-{day:02} 12:00"), done(wrong)).due == 1
    assert item(daily(1), at("05-04 12:00"), done(at("05-04 19:00"))).due == 0, "a few hours fast"
    tomorrow = done(at("05-05 08:00"))
    assert [
        item(Schedule((Period(days=2),)), at(f"05-0{day} 12:00"), tomorrow).days_done for day in (4, 5, 6)
    ] == [
        0,
        1,
        1,
    ]


# What always holds

Case = tuple[dict[str, Schedule], list[SessionRecord], SessionRecord, datetime, dict[str, Any]]
"""Schedules, sessions, one more of these, now, and what `due` takes besides."""

ZONES = st.sampled_from(
    [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "Asia/Kolkata",
        "America/Havana",
        "Asia/Beirut",
    ]
).map(ZoneInfo)
MOMENTS = st.builds(
    lambda naive, zone: naive.replace(tzinfo=UTC).astimezone(zone),
    st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)),  # noqa: DTZ001
    ZONES,
)
HABITS = st.fixed_dictionaries(
    {
        "rest_days": st.sets(st.integers(1, 7), max_size=7),
        "day_begins": st.integers(0, 23),
        "first_weekday": st.integers(1, 7),
    }
)
MANY = st.dictionaries(st.sampled_from(["hips", "other", "exercise:cobra"]), SCHEDULES, max_size=3)


def near(now: datetime) -> st.SearchStrategy[SessionRecord]:
    """Sessions around a moment, some of them later."""
    return st.builds(
        lambda hours, routine, cobra, work_s: done(
            now + timedelta(hours=hours), routine, *(["cobra"] if cobra else []), work_s=work_s
        ),
        st.floats(-200, 60),
        st.sampled_from(["hips", "other", "exercise:cobra"]),
        st.booleans(),
        st.sampled_from([0, 60]),
    )


CASES = MOMENTS.flatmap(
    lambda now: st.tuples(MANY, st.lists(near(now), max_size=6), near(now), st.just(now), HABITS)
)


def by_routine(found: Due) -> dict[str, Item]:
    return {one.routine: one for one in found.items}


@given(CASES)
def test_what_is_done_never_makes_more_due(
    case: Case,
) -> None:
    schedules, sessions, one_more, now, habits = case
    before, after = (
        by_routine(due(schedules, some, now, **habits)) for some in (sessions, [*sessions, one_more])
    )
    for routine, item_ in after.items():
        assert item_.due <= before[routine].due
        assert item_.times <= before[routine].times


@given(CASES, PAUSES)
def test_a_pause_never_makes_anything_due(
    case: Case,
    pause: Pause,
) -> None:
    schedules, sessions, _, now, habits = case
    paused = {name: replace(one, pauses=(*one.pauses, pause)) for name, one in schedules.items()}
    before, after = (by_routine(due(some, sessions, now, **habits)) for some in (schedules, paused))
    for routine, item_ in after.items():
        assert item_.due <= before[routine].due
        assert item_.times in (0, before[routine].times)


@given(CASES, st.lists(st.floats(0, 1), max_size=4))
def test_the_answer_stays_until_it_says_that_it_changes(
    case: Case,
    parts: list[float],
) -> None:
    schedules, sessions, _, now, habits = case
    found = due(schedules, sessions, now, **habits)
    utc, until = now.astimezone(UTC), found.changes_at.astimezone(UTC)
    assert utc < until <= utc + timedelta(hours=26)
    last = until - timedelta(microseconds=1)
    for moment in (*(utc + part * (last - utc) for part in parts), last):
        assert due(schedules, sessions, moment.astimezone(now.tzinfo), **habits) == found
    assert due(schedules, sessions, found.changes_at, **habits) != found


@given(CASES)
def test_it_is_due_at_the_next_moment_that_was_said(
    case: Case,
) -> None:
    """Unless something is done meanwhile; sessions of days to come, which a wrong clock left, are."""
    schedules, sessions, _, now, habits = case
    past = [one for one in sessions if one.started_at <= now]
    for before in due(schedules, past, now, **habits).items:
        if before.next:
            assert before.next.astimezone(UTC) > now.astimezone(UTC)
            after = by_routine(due(schedules, past, before.next, **habits))[before.routine]
            assert after.due > 0


@given(CASES)
def test_figures_fit_together(
    case: Case,
) -> None:
    schedules, sessions, _, now, habits = case
    for one in due(schedules, sessions, now, **habits).items:
        assert 0 <= one.due <= max(0, one.times - one.done)
        assert (one.since is not None) == (one.due > 0)
        assert one.since is None or one.since.astimezone(UTC) <= now.astimezone(UTC)
        assert one.days_done >= (one.days_a_week > 0 and one.done > 0)


@pytest.mark.parametrize(
    ("schedule", "days"),
    [
        (daily(1), ["05-05", "05-06", "05-07"]),
        (Schedule((Period(days=(1, 3, 5)),)), ["05-06", "05-08", "05-11"]),
        (Schedule((Period(days=(1,)),)), ["05-11", "05-18", "05-25"]),
        (Schedule((Period(days=3),)), []),
        (Schedule((Period(weeks=1, days=(2,)), Period(days=3)), date(2026, 5, 4)), []),
        (Schedule((Period(weeks=1, days=(2,)),), date(2026, 5, 4)), ["05-05"]),
        (Schedule((Period(),), date(2026, 9, 1)), ["09-01", "09-02", "09-03"]),
        (
            Schedule((Period(days=(2,)),), None, (Pause(date(2026, 5, 6), date(2026, 7, 31)),)),
            ["05-05", "08-04", "08-11"],
        ),
    ],
)
def test_the_next_days_by_the_schedule_alone(schedule: Schedule, days: list[str]) -> None:
    assert [f"{day:%m-%d}" for day in next_days(schedule, date(2026, 5, 4), 3)] == days


def test_a_rest_day_is_none_of_the_next_days() -> None:
    found = next_days(daily(1), date(2026, 5, 4), 2, rest_days=(2, 3))
    assert found == (date(2026, 5, 7), date(2026, 5, 8))


@given(SCHEDULES)
def test_the_first_of_the_next_days_is_when_it_is_due_next(schedule: Schedule) -> None:
    now = at("05-04 23:00")
    found = next_days(schedule, now.date(), 1)
    after = item(schedule, now).next
    if found:
        assert after
        assert day_of(after, 4) in (found[0], now.date())
