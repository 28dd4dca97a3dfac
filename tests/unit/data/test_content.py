"""The bundled exercises and routines: complete, readable for either side, dosed as the sources say."""

import re
from dataclasses import fields
from itertools import pairwise, permutations

import pytest

from hipstretch.core.exercise import Exercise, Kind, MuscleGroup, Position, Sides, Text
from hipstretch.core.routine import Routine
from hipstretch.core.settings import Settings
from hipstretch.core.timeline import build, total_s
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import load

CATALOGUE = load([assets_dir()])
DOSES = {  # seconds, repetitions, sets: what article 2 gives, else what article 1 gives for all its stretches
    "supine-figure-four": (30, 3, 1),
    "floor-seated-twist": (30, 1, 1),
    "adductor-squeeze": (5, 10, 1),
    "side-leg-lift": (2, 10, 1),
    "half-kneel-lunge": (20, 2, 1),
    "frog": (30, 1, 1),
    "bridge": (10, 3, 1),
    "cobra": (15, 2, 1),
    "standing-quad": (30, 2, 1),
    "side-lying-quad": (30, 2, 1),
    "prone-quad": (30, 2, 1),
    "kneeling-tuck": (30, 2, 1),
    "supine-hamstring-strap": (30, 2, 1),
    "seated-hamstring": (30, 2, 1),
    "standing-hamstring": (30, 2, 1),
    "knee-to-opposite-shoulder": (30, 2, 1),
    "seated-figure-four": (30, 2, 1),
    "chair-twist": (30, 1, 1),
    "butterfly": (30, 2, 1),
    "side-lunge": (30, 2, 1),
    "supine-leg-out": (30, 2, 1),
}
ARTICLE_2 = tuple(DOSES)[:8]

each_exercise = pytest.mark.parametrize("exercise", CATALOGUE.exercises.values(), ids=lambda e: e.id)
each_routine = pytest.mark.parametrize("routine", CATALOGUE.routines.values(), ids=lambda r: r.id)


def sentences(text: Text) -> list[str]:
    """Every line of a text."""
    values = [getattr(text, f.name) for f in fields(text)]
    return [line for value in values for line in ([value] if isinstance(value, str) else value)]


def positions(ids: tuple[str, ...] | Routine) -> list[Position]:
    """The position of each exercise, in order."""
    if isinstance(ids, Routine):
        ids = tuple(e.exercise for e in ids.entries)
    return [CATALOGUE.exercises[i].position for i in ids]


def changes(ids: tuple[str, ...] | Routine) -> int:
    """How often the position changes on the way."""
    return sum(a is not b for a, b in pairwise(positions(ids)))


def test_everything_loads() -> None:
    assert CATALOGUE.problems == ()
    doses = {i: (e.dosage.hold_s, e.dosage.reps, e.dosage.sets) for i, e in CATALOGUE.exercises.items()}
    assert doses == DOSES


@each_exercise
def test_an_exercise_is_complete_and_short_enough_to_follow_lying_down(exercise: Exercise) -> None:
    text = exercise.text
    assert 3 <= len(text.steps) <= 6
    assert max(map(len, text.steps)) <= 120
    assert len(text.name) <= 32
    assert text.mistakes
    assert text.cautions
    assert text.equipment
    assert "–" not in text.felt


@each_exercise
def test_words_are_true_for_either_side(exercise: Exercise) -> None:
    placeholders = {p for line in sentences(exercise.text) for p in re.findall(r"\{.*?\}", line)}
    if exercise.sides is Sides.EACH:
        assert "{side}" in placeholders
        assert placeholders <= {"{side}", "{other}"}
        assert not [s for s in sentences(exercise.text) if re.search(r"\b(left|right)\b", s, re.IGNORECASE)]
    else:
        assert not placeholders


@each_exercise
def test_the_dosage_lies_in_the_recommended_range(exercise: Exercise) -> None:
    dosage, recommended = exercise.dosage, exercise.recommended
    for value, (least, most) in (
        (dosage.hold_s, recommended.hold_s),
        (dosage.reps, recommended.reps),
        (dosage.sets, recommended.sets),
    ):
        assert least <= value <= most


@each_exercise
def test_no_promise_and_no_alarm(exercise: Exercise) -> None:
    words = " ".join(sentences(exercise.text)).lower()
    assert not re.search(r"\b(heals?|cures?|misalign\w*|out of place|guarantee\w*|overactive)\b", words)
    assert "stop for today" in exercise.text.stop


def test_the_oddities_of_the_articles() -> None:
    exercises = CATALOGUE.exercises
    assert exercises["cobra"].sides is Sides.BOTH
    assert exercises["cobra"].group is MuscleGroup.FRONT
    assert exercises["frog"].group is MuscleGroup.INNER
    assert exercises["frog"].recommended.hold_s[1] == 60
    assert exercises["half-kneel-lunge"].group is MuscleGroup.FRONT
    assert exercises["bridge"].kind is Kind.HOLD
    assert {i for i, e in exercises.items() if e.strength} == {"adductor-squeeze", "bridge", "side-leg-lift"}


def test_all_routines_are_there() -> None:
    assert set(CATALOGUE.routines) == {
        "daily-hips",
        "front",
        "back",
        "outer",
        "inner",
        "at-the-desk",
        "on-the-mat-gentle",
        "hip-strength",
        "six-minutes",
    }
    used = {e.exercise for r in CATALOGUE.routines.values() for e in r.entries}
    assert used == set(CATALOGUE.exercises)


@each_routine
def test_a_routine_gives_a_session_and_leaves_no_position_twice(routine: Routine) -> None:
    assert 300 <= total_s(build(routine, CATALOGUE.exercises, Settings())) <= 900
    assert changes(routine) == len(set(positions(routine))) - 1


@pytest.mark.parametrize("group", MuscleGroup)
def test_a_group_routine_stays_with_its_group(group: MuscleGroup) -> None:
    ids = [e.exercise for e in CATALOGUE.routines[group.value].entries]
    assert {CATALOGUE.exercises[i].group for i in ids} == {group}


def test_daily_hips_are_the_eight_with_the_fewest_changes_of_position() -> None:
    daily = CATALOGUE.routines["daily-hips"]
    ids = tuple(e.exercise for e in daily.entries)
    assert sorted(ids) == sorted(ARTICLE_2)
    assert ids[-1] == "cobra"
    assert changes(daily) == min(map(changes, permutations(ARTICLE_2)))
    strength = [CATALOGUE.exercises[i].strength for i in ids]
    assert strength[:2] == [True, True]


def test_at_the_desk_needs_no_floor() -> None:
    assert set(positions(CATALOGUE.routines["at-the-desk"])) == {Position.CHAIR, Position.STANDING}


def test_on_the_mat_one_stays_lying() -> None:
    assert set(positions(CATALOGUE.routines["on-the-mat-gentle"])) == {Position.SUPINE, Position.SIDE_LYING}


def test_hip_strength_is_strength() -> None:
    assert all(CATALOGUE.exercises[e.exercise].strength for e in CATALOGUE.routines["hip-strength"].entries)


def test_six_minutes_are_at_most_six_and_touch_every_group() -> None:
    routine = CATALOGUE.routines["six-minutes"]
    assert total_s(build(routine, CATALOGUE.exercises, Settings())) <= 360
    assert {CATALOGUE.exercises[e.exercise].group for e in routine.entries} == set(MuscleGroup)
