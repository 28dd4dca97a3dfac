"""The dose of the week: what counts as stretch and as strength work, and for which side."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.dose import DAYS, ENOUGH_DAYS, SIDES, Dose, dose
from hipstretch.core.exercise import Exercise, Kind, MuscleGroup, Side
from hipstretch.core.outcome import Outcome
from hipstretch.core.record import ExerciseRecord, SessionRecord, SetRecord
from tests.fakes import exercise
from tests.unit.core.test_progress import did, held, on, record

TODAY = date(2026, 5, 10)
LAST = 10
"""Its day of the month."""
EXERCISES: Mapping[str, Exercise] = {
    "lunge": exercise("lunge"),
    "butterfly": replace(exercise("butterfly"), group=MuscleGroup.INNER),
    "bridge": replace(exercise("bridge"), group=MuscleGroup.BACK, strength=True),
    "squeeze": replace(exercise("squeeze", kind=Kind.REPETITION), group=MuscleGroup.INNER, strength=True),
    "swing": exercise("swing", kind=Kind.REPETITION),
}
FRONT, INNER = MuscleGroup.FRONT, MuscleGroup.INNER


def of(*records: SessionRecord) -> Dose:
    return dose(records, TODAY, 4, EXERCISES)


def test_seconds_really_held_count_for_their_side() -> None:
    found = of(did(LAST, held(Side.LEFT, 90, 90), held(Side.LEFT, 90, 40), held(Side.RIGHT, 90, 0)))
    assert found.stretched_s[FRONT, Side.LEFT] == 130
    assert found.minutes(FRONT, Side.LEFT) == 2
    assert found.minutes(FRONT, Side.RIGHT) == 0
    assert found.stretched
    assert found.strength_days == 0


def test_a_hold_of_both_sides_counts_for_each() -> None:
    found = of(did(LAST, held(Side.BOTH, 600, 600), id_="butterfly"))
    assert [found.minutes(INNER, side) for side in SIDES] == [10, 10]
    assert all(found.enough(INNER, side) for side in SIDES)
    assert not found.enough(FRONT, Side.LEFT)


def test_strength_is_no_stretch_and_a_repetition_is_none() -> None:
    moved = SetRecord(Side.BOTH, Kind.REPETITION, 90, 90, 10, 10, Outcome.DONE)
    found = of(
        did(LAST, held(Side.BOTH, 60, 60), id_="bridge"),
        did(LAST, moved, id_="squeeze"),
        did(LAST, moved, id_="swing"),
    )
    assert not found.stretched
    assert found.strength_days == 1


def test_strength_that_was_left_out_is_none() -> None:
    assert of(did(LAST, held(Side.BOTH, 60, 0), id_="bridge")).strength_days == 0


def test_days_with_strength_are_counted_once() -> None:
    one = held(Side.BOTH, 60, 5)
    found = of(*(did(day, one, id_="bridge") for day in (8, 8, LAST)))
    assert found.strength_days == ENOUGH_DAYS
    assert found.enough_strength
    assert not of(did(LAST, one, id_="bridge")).enough_strength


def test_an_exercise_that_is_gone_is_not_counted() -> None:
    assert of(did(LAST, held(Side.LEFT, 90, 90), id_="deleted")) == Dose()


@pytest.mark.parametrize(("day", "counts"), [(3, False), (4, True), (LAST, True), (LAST + 1, False)])
def test_seven_days_count_with_today(day: int, counts: bool) -> None:
    assert of(did(day, held(Side.LEFT, 90, 90))).stretched is counts


def test_a_session_belongs_to_the_day_it_began_on_the_persons_own_clock() -> None:
    late = datetime(2026, 5, LAST, 23, 50, tzinfo=timezone(timedelta(hours=-8)))
    one = replace(record(late), exercises=(ExerciseRecord("lunge", (held(Side.LEFT, 90, 90),)),))
    assert of(one).stretched


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 0), (29, 0), (30, 1), (89, 1), (569, 9), (570, 10)])
def test_what_is_shown_decides_what_is_enough(seconds: float, minutes: int) -> None:
    found = Dose({(FRONT, Side.LEFT): seconds})
    assert found.minutes(FRONT, Side.LEFT) == minutes
    assert found.enough(FRONT, Side.LEFT) is (minutes >= 10)


sets = st.builds(
    SetRecord,
    st.sampled_from(Side),
    st.sampled_from(Kind),
    st.just(60.0),
    st.integers(0, 600).map(float),
    st.just(1),
    st.just(1),
    st.sampled_from(Outcome),
)
sessions = st.builds(
    lambda days, exercises: replace(
        on(1), started_at=datetime(2026, 4, 25, 12, tzinfo=UTC) + timedelta(days=days), exercises=exercises
    ),
    st.integers(0, 25),
    st.lists(
        st.builds(ExerciseRecord, st.sampled_from(sorted(EXERCISES)), st.lists(sets).map(tuple)), max_size=4
    ).map(tuple),
)


@given(st.lists(sessions), sessions)
def test_one_session_more_never_lowers_anything(some: list[SessionRecord], more: SessionRecord) -> None:
    before, after = of(*some), of(*some, more)
    assert after.strength_days >= before.strength_days
    for group in MuscleGroup:
        for side in SIDES:
            assert after.minutes(group, side) >= before.minutes(group, side)


@given(st.lists(sessions))
def test_other_days_do_not_count(some: list[SessionRecord]) -> None:
    inside = [s for s in some if 0 <= (TODAY - s.started_at.date()).days < DAYS]
    assert of(*some) == of(*inside)


@given(st.lists(sessions))
def test_sides_mirror(some: list[SessionRecord]) -> None:
    mirrored = [
        replace(
            one,
            exercises=tuple(
                replace(e, sets=tuple(replace(s, side=s.side.other) for s in e.sets)) for e in one.exercises
            ),
        )
        for one in some
    ]
    found, other = of(*some), of(*mirrored)
    assert found.strength_days == other.strength_days
    for group in MuscleGroup:
        for side in SIDES:
            assert found.minutes(group, side) == other.minutes(group, side.other)
