"""A suggested routine fits the person and the time, and can be defended."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.check import Grade
from hipstretch.core.conditions import Condition, Equipment, Variant, variant
from hipstretch.core.dose import Dose
from hipstretch.core.exercise import Exercise, MuscleGroup, Position, Side, Sides
from hipstretch.core.routine import Routine
from hipstretch.core.settings import DosageOverride, Settings
from hipstretch.core.strategy import BOTH_FROM, ENOUGH_PART, MINUTES, MOST_S, WEIGHTS, suggest
from hipstretch.core.suggestion import REASONS, Because, Suggestion, Wishes, tightest_first
from hipstretch.core.timeline import build, total_s
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from tests.unit.core.strategy_cases import CASES, EXPECTED, Case

EXERCISES: Mapping[str, Exercise] = catalogue.load([assets_dir()]).exercises
SIDES = (Side.LEFT, Side.RIGHT)
cases = pytest.mark.parametrize("case", CASES, ids=lambda case: case.who)


def made(case: Case) -> Suggestion:
    return suggest(case.wishes, EXERCISES, Settings())


def holds(suggestion: Suggestion, group: MuscleGroup, side: Side) -> int:
    """Holds of stretches that a side gets."""
    return sum(
        entry.dosage.reps
        for entry in suggestion.entries
        for exercise in (entry.of(EXERCISES),)
        if exercise.group is group and not exercise.strength and entry.dosage
        if exercise.sides in (Sides.EACH, Sides.BOTH) or exercise.sides.value == side.value
    )


def test_there_are_thirty_people() -> None:
    assert len(CASES) == len(EXPECTED) == 30


@cases
def test_what_is_suggested(case: Case) -> None:
    lines = tuple(
        f"{i.entry.exercise} {i.entry.dosage.reps} x {i.entry.dosage.hold_s:g}"
        + (f" {i.entry.sides}" if i.entry.sides else "")
        + (", easier" if i.easier else "")
        for i in made(case).items
        if i.entry.dosage
    )
    assert lines == EXPECTED[case.who]


@cases
def test_the_minutes_are_kept_within_a_tenth(case: Case) -> None:
    suggestion = made(case)
    routine = Routine("", "", "", suggestion.entries)
    assert suggestion.length_s == pytest.approx(total_s(build(routine, EXERCISES, Settings())))
    assert suggestion.length_s == pytest.approx(60 * case.minutes, rel=0.1)


@cases
def test_a_tighter_side_never_gets_less(case: Case) -> None:
    suggestion = made(case)
    for group in MuscleGroup:
        left, right = (case.grades.get((group, side)) for side in SIDES)
        if left and right and left.rank != right.rank:
            tighter, other = SIDES if left.rank > right.rank else SIDES[::-1]
            assert holds(suggestion, group, tighter) >= holds(suggestion, group, other)


@cases
def test_a_tight_group_gets_more_than_an_easy_one_unless_nothing_fits(case: Case) -> None:
    suggestion = made(case)
    total = {g: sum(holds(suggestion, g, side) for side in SIDES) for g in MuscleGroup}
    rank = {g: [case.grades[g, side].rank for side in SIDES if (g, side) in case.grades] for g in MuscleGroup}
    for tight in MuscleGroup:
        for easy in MuscleGroup:
            if (
                rank[tight]
                and rank[easy]
                and min(rank[tight]) > max(rank[easy])
                and tight not in suggestion.missing
            ):
                assert total[tight] >= total[easy], (tight, easy)


doses = st.builds(
    Dose,
    st.dictionaries(
        st.tuples(st.sampled_from(MuscleGroup), st.sampled_from(SIDES)), st.sampled_from((300.0, 600.0))
    ),
    st.integers(0, 7),
)
any_wishes = st.builds(
    Wishes,
    minutes=st.integers(*MINUTES),
    grades=st.dictionaries(
        st.tuples(st.sampled_from(MuscleGroup), st.sampled_from(SIDES)), st.sampled_from(Grade)
    ),
    conditions=st.lists(st.sampled_from(Condition), unique=True, max_size=4).map(tuple),
    lacks=st.lists(st.sampled_from(Equipment), unique=True).map(tuple),
    avoids=st.lists(st.sampled_from(Position), unique=True, max_size=5).map(tuple),
    hidden=st.lists(st.sampled_from(sorted(EXERCISES)), unique=True, max_size=4).map(tuple),
    dose=doses,
)


@given(any_wishes)
def test_what_must_always_hold(wishes: Wishes) -> None:
    suggestion = suggest(wishes, EXERCISES, Settings())
    assert suggestion.length_s <= 66 * wishes.minutes
    for item in suggestion.items:
        exercise = EXERCISES[item.entry.exercise]
        found, because = variant(exercise, wishes.conditions)
        assert found is not Variant.LEFT_OUT
        assert item.easier == (because if found is Variant.EASIER else ())
        assert exercise.id not in wishes.hidden
        assert exercise.position not in wishes.avoids
        assert not set(exercise.needs) & set(wishes.lacks)
        dosage, good = item.entry.dosage, exercise.recommended
        assert dosage
        assert good.hold_s[0] <= dosage.hold_s <= good.hold_s[1]
        assert 1 <= dosage.reps <= good.reps[1]
        assert exercise.strength or dosage.hold_s * dosage.reps <= MOST_S
    known = {e for e, _ in suggestion.left_out}
    assert known == {e.id for e in EXERCISES.values() if variant(e, wishes.conditions)[0] is Variant.LEFT_OUT}
    assert suggestion == suggest(wishes, EXERCISES, Settings())


@given(st.integers(5, 40), st.permutations(list(Condition)).map(lambda some: some[:2]))
def test_two_conditions_leave_enough_for_any_time(minutes: int, conditions: list[Condition]) -> None:
    suggestion = suggest(Wishes(minutes, conditions=tuple(conditions)), EXERCISES, Settings())
    rest = len(EXERCISES) - len(suggestion.left_out)
    assert suggestion.length_s == pytest.approx(60 * minutes, rel=0.1) or minutes > 2 * rest


def test_the_order_is_strength_upright_floor_twist_cobra() -> None:
    suggestion = suggest(Wishes(40, grades={}, hidden=("prone-quad",)), EXERCISES, Settings())
    stages = [
        0
        if e.strength
        else 1
        if e.position in (Position.STANDING, Position.CHAIR, Position.KNEELING)
        else 2 + e.closes
        for e in (EXERCISES[entry.exercise] for entry in suggestion.entries)
        if not (e.closes and e.position is Position.CHAIR)
    ]
    assert stages == sorted(stages)
    assert {0, 1, 2} <= set(stages)


def test_more_for_one_side_follows_its_exercise() -> None:
    found = suggest(Wishes(6, {(MuscleGroup.FRONT, Side.LEFT): Grade.TIGHT}), EXERCISES, Settings())
    pairs = [(a, b) for a, b in pairwise(found.items) if b.because is Because.TIGHTER_SIDE]
    assert pairs
    for first, more in pairs:
        assert first.entry.exercise == more.entry.exercise
        assert (first.because, first.sides, more.sides) == (Because.TIGHT, (Side.LEFT,), (Side.LEFT,))


def test_the_persons_own_dosage_counts() -> None:
    mine = Settings().with_override("half-kneel-lunge", DosageOverride(hold_s=60, reps=2))
    found = suggest(Wishes(10), EXERCISES, mine)
    assert "half-kneel-lunge" in [e.exercise for e in found.entries]
    assert found.length_s == pytest.approx(
        total_s(build(Routine("", "", "", found.entries), EXERCISES, mine))
    )
    assert found.length_s == pytest.approx(600, rel=0.1)


def test_nothing_fits() -> None:
    found = suggest(Wishes(10, avoids=tuple(Position)), EXERCISES, Settings())
    assert (found.items, found.length_s, found.missing) == ((), 0, tuple(MuscleGroup))


def test_where_no_stretch_fits_there_is_strength_if_there_can_be() -> None:
    found = suggest(Wishes(10, conditions=(Condition.HIP_REPLACEMENT_POSTERIOR,)), EXERCISES, Settings())
    assert found.missing == (MuscleGroup.OUTER,)
    assert found.items[0].entry.exercise == "side-leg-lift"
    assert found.items[0].because is Because.STRENGTH


def test_an_exercise_without_rank_comes_last() -> None:
    mine = replace(EXERCISES["butterfly"], id="my-butterfly", rank=99)
    known = {**EXERCISES, mine.id: mine}
    entries = [e.exercise for e in suggest(Wishes(10), known, Settings()).entries]
    assert mine.id not in entries


def had(*places: tuple[MuscleGroup, Side], strength_days: int = 0) -> Dose:
    """Enough in these places."""
    return Dose(dict.fromkeys(places, 600.0), strength_days)


def test_what_had_enough_never_falls_behind_what_is_less_tight() -> None:
    weights = sorted(WEIGHTS.values())
    assert all(less < more * ENOUGH_PART for less, more in pairwise(weights))
    assert ENOUGH_PART < BOTH_FROM


def test_the_group_that_lacks_gets_more_than_those_that_had_enough() -> None:
    enough = [(group, side) for group in MuscleGroup for side in SIDES if group is not MuscleGroup.INNER]
    wishes = Wishes(8, dose=had(*enough, strength_days=2))
    before, after = (suggest(one, EXERCISES, Settings()) for one in (Wishes(8), wishes))
    inner, front = MuscleGroup.INNER, MuscleGroup.FRONT
    assert holds(before, inner, Side.LEFT) < holds(before, front, Side.LEFT)
    assert holds(after, inner, Side.LEFT) > holds(before, inner, Side.LEFT)


def test_strength_that_lacks_gets_more() -> None:
    everything = [(group, side) for group in MuscleGroup for side in SIDES]
    lacking, done = (
        sum(
            item.because is Because.STRENGTH
            for item in suggest(
                Wishes(10, dose=had(*everything, strength_days=days)), EXERCISES, Settings()
            ).items
        )
        for days in (0, 2)
    )
    assert lacking > done


def test_of_two_sides_alike_the_one_that_lacks_gets_more_and_says_why() -> None:
    wishes = Wishes(20, dose=had((MuscleGroup.FRONT, Side.RIGHT)))
    suggestion = suggest(wishes, EXERCISES, Settings())
    left, right = (holds(suggestion, MuscleGroup.FRONT, side) for side in SIDES)
    assert left > right
    more = [item for item in suggestion.items if item.because is Because.LESS_DONE]
    assert more
    assert {item.sides for item in more} == {(Side.LEFT,)}


@given(doses)
def test_a_tighter_side_never_gets_less_for_what_was_done(done: Dose) -> None:
    tight, easy = (
        {(MuscleGroup.OUTER, Side.LEFT): Grade.A_BIT_TIGHT},
        {(MuscleGroup.OUTER, Side.RIGHT): Grade.EASY},
    )
    suggestion = suggest(Wishes(15, grades=tight | easy, dose=done), EXERCISES, Settings())
    left, right = (holds(suggestion, MuscleGroup.OUTER, side) for side in SIDES)
    assert left >= right


@cases
def test_what_is_tightest_is_told_first_and_each_exercise_once(case: Case) -> None:
    items = made(case).items
    told = tightest_first(items, EXERCISES)
    groups = list(MuscleGroup)
    turns = [(REASONS.index(one.because), groups.index(one.entry.of(EXERCISES).group)) for one in told]
    assert turns == sorted(turns)
    assert [one.entry.exercise for one in told] == sorted(
        {one.entry.exercise for one in items}, key=[one.entry.exercise for one in told].index
    )
