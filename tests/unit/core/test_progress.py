"""Summaries of the history."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.exercise import Kind, MuscleGroup, Side
from hipstretch.core.outcome import Outcome
from hipstretch.core.progress import (
    Week,
    adherence,
    done_on,
    eased_last_time,
    goal_weeks,
    last_days,
    last_exercise,
    mean_week,
    months,
    of_exercise,
    risen,
    suggested,
    to_ease,
    too_much,
    too_much_in_a_row,
    weekly_means,
    weeks,
    worked_s,
)
from hipstretch.core.record import ExerciseRecord, Feeling, SessionOutcome, SessionRecord, SetRecord
from hipstretch.core.scores import weekly_scores
from hipstretch.core.weeks import first_of_week
from tests.unit.core.test_record import records

TODAY = date(2026, 5, 4)


def record(started_at: datetime, routine: str = "daily-hips", active_s: float = 600) -> SessionRecord:
    return SessionRecord(
        id=started_at.isoformat(),
        started_at=started_at,
        ended_at=started_at + timedelta(minutes=15),
        routine=routine,
        outcome=SessionOutcome.COMPLETED,
        active_s=active_s,
        exercises=(),
        app="0",
    )


def on(day: int, hour: int = 18, routine: str = "daily-hips") -> SessionRecord:
    return record(datetime(2026, 5, day, hour, tzinfo=UTC), routine)


def after_weeks(*numbers: int, active_s: float = 600) -> list[SessionRecord]:
    """A session in each of these weeks, counted from that of Monday, 2 March."""
    began = datetime(2026, 3, 4, 18, tzinfo=UTC)
    return [record(began + timedelta(weeks=number), active_s=active_s) for number in numbers]


@pytest.mark.parametrize(
    ("done", "first", "means"),
    [
        (
            (0, 1, 2, 3, 4),
            date(2026, 3, 23),
            [600, None],
        ),  # all four weeks were used, but not the one that runs
        (
            (0, 1),
            date(2026, 3, 2),
            [600, 600, 400, 300, None],
        ),  # nothing counts before the first, all does after it
        ((2, 3), date(2026, 3, 16), [600, 600, None]),
        ((4,), date(2026, 3, 2), [None]),  # no flat line of nothing before it
        ((), date(2026, 3, 30), [None]),
    ],
)
def test_a_mean_of_weeks_knows_none_before_the_first_session_and_not_the_week_that_runs(
    done: tuple[int, ...], first: date, means: list[float | None]
) -> None:
    found = weekly_means(after_weeks(*done), first, date(2026, 4, 5), 1, 4)
    assert [mean for _, mean in found] == means
    assert found[-1][0].first == date(2026, 3, 30)


def test_the_last_days_end_today_and_add_up_what_was_done() -> None:
    days = last_days([record(datetime(2026, 4, 27, 9, tzinfo=UTC)), on(3, 8), on(3), on(4)], TODAY, 4)
    assert [d.date.day for d in days] == [28, 29, 30, 1, 2, 3, 4]
    assert [d.sessions for d in days] == [0, 0, 0, 0, 0, 2, 1]
    assert days[-2].active_s == 1200


def test_without_history_there_are_seven_empty_days() -> None:
    days = last_days([], TODAY, 4)
    assert len(days) == 7
    assert not any(d.sessions for d in days)


def test_a_session_belongs_to_the_day_it_began_on_the_persons_own_clock() -> None:
    late = record(datetime(2026, 5, 4, 23, 50, tzinfo=timezone(timedelta(hours=-8))))
    assert last_days([late], TODAY, 4)[-1].sessions == 1


def test_what_is_done_before_a_day_begins_is_of_the_day_before() -> None:
    night = replace(
        record(datetime(2026, 5, 4, 1, 10, tzinfo=UTC)),  # a Monday
        feeling_before=Feeling(back=3),
    )
    assert [day.sessions for day in last_days([night], TODAY, 4, 2)] == [1, 0]
    assert [day.sessions for day in last_days([night], TODAY, 1, 2)] == [0, 1]
    sunday, monday = date(2026, 5, 3), TODAY
    assert [week.sessions for week in weeks([night], sunday, monday, 1, 4)] == [1, 0]
    assert [month.sessions for month in months([night], sunday, monday, 4)] == [1]
    assert weekly_scores([night], "back", 1, 4)[0].first == date(2026, 4, 27)
    assert weekly_scores([night], "back", 1, 0)[0].first == TODAY
    assert done_on([night], sunday, 4) == {"daily-hips": 1}
    assert done_on([night], monday, 4) == {}


def test_the_exercise_done_last_is_one_that_is_known_and_was_not_left_out() -> None:
    held = SetRecord(Side.BOTH, Kind.HOLD, 20, 20, 1, 1, Outcome.DONE)
    skipped = replace(held, done_s=0, outcome=Outcome.SKIPPED)
    done = [
        ExerciseRecord("lunge", (held,)),
        ExerciseRecord("gone", (held,)),
        ExerciseRecord("cobra", (skipped,)),
    ]
    history = [replace(on(1), exercises=tuple(done)), replace(on(2), exercises=())]
    assert last_exercise(history, {"lunge", "cobra"}) == "lunge"
    assert last_exercise(history, {"cobra"}) == ""


def test_the_routine_done_last_is_suggested_if_it_still_exists() -> None:
    history = [on(1, routine="front"), on(2, routine="deleted")]
    assert suggested(history, ["front", "daily-hips"]) == "front"
    assert suggested([], ["front", "daily-hips"]) == "daily-hips"
    assert suggested(history, ["back", "outer"]) == "back"
    assert suggested(history, []) == ""


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (None, Feeling(), ()),
        (None, Feeling(back=4), ()),
        (None, Feeling(back=5), ("back",)),
        (Feeling(hip_left=7), Feeling(hip_left=5), ("hip_left",)),
        (Feeling(hip_left=1, hip_right=1), Feeling(hip_left=2, hip_right=3), ("hip_right",)),
        (Feeling(back=0), Feeling(hip_left=2), ()),
    ],
)
def test_too_much_is_high_or_two_points_above_before(
    before: Feeling | None, after: Feeling, found: tuple[str, ...]
) -> None:
    assert too_much(before, after) == found


def test_three_and_four_are_for_easing_off() -> None:
    assert to_ease(Feeling(hip_left=2, hip_right=3, back=4)) == ("hip_right", "back")
    assert to_ease(Feeling(hip_left=5, back=None)) == ()


def test_risen_is_what_is_higher_than_before_or_was_not_said_before() -> None:
    before = Feeling(hip_left=4, hip_right=2, back=None)
    assert risen(before, Feeling(hip_left=4, hip_right=3, back=1)) == ("hip_right", "back")
    assert risen(before, Feeling(hip_left=3)) == ()
    assert risen(None, Feeling(hip_left=3)) == ("hip_left",)


@pytest.mark.parametrize(
    ("after", "count"),
    [
        ((), 0),
        ((2, 5, 6), 2),
        ((5, 6, 7), 3),
        ((5, 6, 2), 0),
        ((5, None, 6), 2),
        ((None, None), 0),
    ],
)
def test_sessions_in_a_row_that_were_too_much(after: tuple[int | None, ...], count: int) -> None:
    history = [replace(on(day), feeling_after=Feeling(back=score)) for day, score in enumerate(after, 1)]
    assert too_much_in_a_row(history) == count


def held(side: Side, planned_s: float, done_s: float, reps: int = 1) -> SetRecord:
    done = done_s == planned_s
    outcome = Outcome.DONE if done else Outcome.EASED if done_s else Outcome.SKIPPED
    return SetRecord(side, Kind.HOLD, planned_s, done_s, reps, reps if done else 0, outcome)


def did(day: int, *sets: SetRecord, id_: str = "lunge") -> SessionRecord:
    return replace(on(day), exercises=(ExerciseRecord(id_, sets),))


def test_weeks_begin_where_the_locale_says_and_the_first_and_last_may_be_cut() -> None:
    done = [on(1), on(3), on(3, 20), on(4)]  # Friday, Sunday, Sunday, Monday
    by_monday = weeks(done, date(2026, 5, 1), TODAY, first_weekday=1, begins=4)
    assert by_monday == (Week(date(2026, 4, 27), 2, 3, 1800), Week(TODAY, 1, 1, 600))
    by_sunday = weeks(done, date(2026, 5, 1), TODAY, first_weekday=7, begins=4)
    assert by_sunday == (Week(date(2026, 4, 26), 1, 1, 600), Week(date(2026, 5, 3), 2, 3, 1800))
    assert weeks(done, date(2026, 5, 4), date(2026, 5, 3), first_weekday=1, begins=4) == ()


@pytest.mark.parametrize(
    ("days", "today", "expected"),
    [
        ((3, 2, 4, 0), date(2026, 4, 27), (2, 3)),
        ((3, 2, 4, 2), date(2026, 5, 3), (2, 3)),
        ((3, 2, 4, 3), date(2026, 4, 30), (3, 4)),
        ((3, 2, 4, 2), date(2026, 5, 4), (2, 4)),
        ((2,), date(2026, 4, 7), (0, 0)),
        ((), date(2026, 4, 7), (0, 0)),
    ],
    ids=["begun", "last day", "reached", "over", "first week", "none"],
)
def test_the_week_that_runs_counts_for_the_goal_once_it_reached_it(
    days: tuple[int, ...], today: date, expected: tuple[int, int]
) -> None:
    first = date(2026, 4, 6)
    found = [Week(first + timedelta(weeks=n), count, count, 60.0 * count) for n, count in enumerate(days)]
    assert goal_weeks(found, 3, today) == expected


@pytest.mark.parametrize(
    ("days", "first", "last", "today", "expected"),
    [
        ((3, 5, 1), 0, 16, 16, (240, 4)),
        ((3, 5, 1), 0, 20, 20, (240, 4)),
        ((3, 5, 1), 0, 20, 21, (180, 3)),
        ((3, 5, 1), 2, 20, 40, (180, 3)),
        ((2,), 0, 2, 2, (120, 2)),
        ((0, 3), 0, 13, 13, (90, 1.5)),
        ((4, 3), 3, 8, 40, (420, 7)),
    ],
    ids=["runs", "last day", "over", "first is cut", "only that runs", "none in a whole one", "no whole one"],
)
def test_a_mean_week_is_of_whole_weeks_that_are_over(
    days: tuple[int, ...], first: int, last: int, today: int, expected: tuple[float, float]
) -> None:
    monday = date(2026, 4, 6)
    found = [Week(monday + timedelta(weeks=n), count, count, 60.0 * count) for n, count in enumerate(days)]
    assert mean_week(found, *(monday + timedelta(days=n) for n in (first, last, today))) == expected


def test_work_is_added_up_by_group_and_side() -> None:
    done = [
        did(1, held(Side.LEFT, 30, 30), held(Side.RIGHT, 30, 12)),
        did(2, held(Side.LEFT, 30, 30)),
        did(2, held(Side.BOTH, 20, 20), id_="bridge"),
        did(3, held(Side.BOTH, 20, 20), id_="gone"),
    ]
    groups = {"lunge": MuscleGroup.FRONT, "bridge": MuscleGroup.BACK}
    assert worked_s(done, groups) == {
        (MuscleGroup.FRONT, Side.LEFT): 60,
        (MuscleGroup.FRONT, Side.RIGHT): 12,
        (MuscleGroup.BACK, Side.BOTH): 20,
    }


def test_an_exercise_over_time_is_the_mean_hold_and_the_repetitions_done() -> None:
    moved = SetRecord(Side.BOTH, Kind.REPETITION, 60, 48, 10, 8, Outcome.EASED)
    done = [
        did(1, held(Side.LEFT, 60, 60, reps=2), held(Side.RIGHT, 60, 60, reps=2)),
        did(2, held(Side.LEFT, 60, 0, reps=2), held(Side.RIGHT, 30, 20)),
        did(3, held(Side.LEFT, 60, 0)),
        did(4, moved),
        did(4, moved, id_="bridge"),
    ]
    found = [(d.started_at.day, d.hold_s, d.reps) for d in of_exercise(done, "lunge")]
    assert found == [(1, 30, 4), (2, 20, 0), (4, 0, 8)]


def test_adherence_counts_sets_as_they_ended() -> None:
    left, right = held(Side.LEFT, 30, 30), held(Side.RIGHT, 30, 12)
    done = [did(1, left, right), did(2, left, held(Side.RIGHT, 30, 0)), did(2, left, id_="cobra")]
    found = adherence(done)
    assert list(found) == ["lunge", "cobra"]
    lunge = found["lunge"]
    assert (lunge.sessions, lunge.planned_sets, lunge.planned_s, lunge.done_s) == (2, 4, 120, 72)
    assert lunge.sets == {Outcome.DONE: 2, Outcome.EASED: 1, Outcome.SKIPPED: 1}
    assert lunge.done_by_side_s == {Side.LEFT: 60, Side.RIGHT: 12, Side.BOTH: 0}


def test_what_was_planned_of_an_exercise_is_what_the_last_session_planned() -> None:
    first, last = held(Side.LEFT, 60, 60, reps=2), held(Side.LEFT, 40, 40, reps=2)
    other = held(Side.RIGHT, 40, 0, reps=2)
    found = adherence([did(1, first), did(2, last, last, other, other), did(3, id_="cobra")])
    planned = found["lunge"].planned
    assert planned
    assert (planned.sets, planned.reps, planned.hold_s) == (2, 2, 20)
    assert found["cobra"].planned is None


WHEN = st.datetimes(datetime(2025, 1, 1), datetime(2026, 5, 4), timezones=st.just(UTC))  # noqa: DTZ001
DONE = st.lists(st.builds(record, WHEN, active_s=st.integers(0, 3600).map(float)), max_size=30)


@given(DONE, st.dates(date(2025, 1, 1), TODAY), st.integers(1, 7), st.integers(0, 23))
def test_weeks_add_up_to_days(
    done: list[SessionRecord], first: date, first_weekday: int, begins: int
) -> None:
    days = last_days(done, TODAY, begins, (TODAY - first).days + 1)
    found = weeks(done, first, TODAY, first_weekday, begins)
    assert sum(w.active_s for w in found) == sum(d.active_s for d in days)
    assert sum(w.sessions for w in found) == sum(d.sessions for d in days)
    assert sum(w.days for w in found) == sum(1 for d in days if d.sessions)
    assert all(w.first == first_of_week(w.first, first_weekday) and w.days <= 7 for w in found)


@given(st.lists(records, max_size=6), st.data())
def test_fewer_sessions_never_make_more(done: list[SessionRecord], data: st.DataObject) -> None:
    kept = [one for one in done if data.draw(st.booleans())]
    groups = {e.id: e.id for r in done for e in r.exercises}
    more, less = worked_s(done, groups), worked_s(kept, groups)
    assert all(less[key] <= more[key] + 1e-6 for key in less)
    all_of_it = adherence(done)
    for name, part in adherence(kept).items():
        assert part.sessions <= all_of_it[name].sessions
        assert all(part.sets[o] <= all_of_it[name].sets[o] for o in Outcome)
        assert len(of_exercise(kept, name)) <= len(of_exercise(done, name))
    for place in ("back", "hip_left"):
        assert len(weekly_scores(kept, place, 1, 4)) <= len(weekly_scores(done, place, 1, 4))


def test_only_the_last_time_of_an_exercise_says_whether_it_was_eased() -> None:
    def done(day: int, outcome: Outcome) -> SessionRecord:
        one_set = SetRecord(Side.BOTH, Kind.HOLD, 30, 10, 1, 0, outcome)
        return replace(on(day), exercises=(ExerciseRecord("frog", (one_set,)),))

    assert eased_last_time([done(1, Outcome.EASED)]) == {"frog"}
    assert eased_last_time([done(1, Outcome.EASED), done(2, Outcome.DONE)]) == set()
    assert eased_last_time([done(1, Outcome.EASED), on(2)]) == {"frog"}, "that session held other exercises"


def test_months_and_the_routines_of_a_day() -> None:
    done = [on(1), on(3), on(3, 20)]
    first, last = done[0].started_at.date(), done[-1].started_at.date()
    assert [month.first.day for month in months(done, first, last, 4)] == [1]
    assert done_on(done, last, 4) == {"daily-hips": 2}
