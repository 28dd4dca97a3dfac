"""The bundled exercises and routines: complete, readable for either side, dosed as the sources say."""

import re
from collections.abc import Mapping
from dataclasses import fields
from itertools import pairwise, permutations

import pytest

from hipstretch import translation
from hipstretch.core.conditions import Condition
from hipstretch.core.exercise import Exercise, Kind, MuscleGroup, Position, Sides, StepPart, Text
from hipstretch.core.reading_time import reading_times
from hipstretch.core.routine import Routine
from hipstretch.core.settings import Settings
from hipstretch.core.timeline import build, total_s
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import load
from hipstretch.qt import wording

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
LEAST = {  # seconds and repetitions of article 2, seconds of the squeeze and the lift from other sources
    "supine-figure-four": (30, 3),
    "floor-seated-twist": (30, 1),
    "chair-twist": (30, 1),
    "adductor-squeeze": (3, 10),
    "side-leg-lift": (1, 10),
    "half-kneel-lunge": (15, 1),
    "frog": (30, 1),
    "bridge": (10, 3),
    "cobra": (15, 1),
}
LESS = {"at-the-desk": "once", "on-the-mat-gentle": "less", "six-minutes": "once"}
"""Routines that give less than is recommended, with a word by which their summary says so."""
VERBS = {
    Position.SUPINE: "Lie on your back",
    Position.PRONE: "Lie face down",
    Position.SIDE_LYING: "Lie on the {other} side",
    Position.FLOOR_SITTING: "Sit ",
    Position.KNEELING: "Kneel ",
    Position.CHAIR: "Sit ",
    Position.STANDING: "Stand ",
}

each_exercise = pytest.mark.parametrize("exercise", CATALOGUE.exercises.values(), ids=lambda e: e.id)
each_adapted = pytest.mark.parametrize(
    ("exercise", "condition"), [(e, c) for e in CATALOGUE.exercises.values() for c in e.adapt], ids=str
)
each_routine = pytest.mark.parametrize("routine", CATALOGUE.routines.values(), ids=lambda r: r.id)


def sentences(text: Text) -> list[str]:
    """Every line of a text."""
    lines: list[str] = []
    for value in (getattr(text, f.name) for f in fields(text)):
        lines += (
            [value] if isinstance(value, str) else value.values() if isinstance(value, Mapping) else value
        )
    return lines


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
    for steps in filter(None, (text.steps, text.easier_steps)):
        assert 3 <= len(steps) <= 6
        assert max(map(len, (*steps, text.leave))) <= 120
    assert len(exercise.step_parts) == len(text.steps)
    assert len(exercise.easier_step_parts) == len(text.easier_steps)
    for easier in (False, True):
        assert exercise.steps_of(easier=easier)[0][1] is StepPart.SET_UP
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
        named = re.compile(r"\b(left|right)\b(?! angle)", re.IGNORECASE)
        assert not [s for s in sentences(exercise.text) if named.search(s)]
    else:
        assert not placeholders


@each_exercise
def test_the_first_step_says_how_the_body_rests(exercise: Exercise) -> None:
    assert exercise.text.steps[0].startswith(VERBS[exercise.position])
    assert wording.says_position(exercise.text.steps_of(easier=True)[0])


@each_exercise
def test_every_exercise_says_how_to_get_out_of_it(exercise: Exercise) -> None:
    assert exercise.text.leave.endswith(".")
    assert exercise.text.leave not in exercise.text.steps


@each_exercise
def test_a_repetition_has_three_words_of_its_own(exercise: Exercise) -> None:
    repeated = exercise.kind is Kind.REPETITION
    assert len(exercise.text.tempo) == (3 if repeated else 0)


@each_adapted
def test_every_condition_that_adapts_an_exercise_has_words_of_its_own(
    exercise: Exercise, condition: Condition
) -> None:
    said = exercise.text.adapted[condition]
    assert said.endswith(".")
    assert said != exercise.text.easier
    assert said in wording.caution(exercise, [condition])
    assert exercise.text.easier not in wording.caution(exercise, [condition])


@each_exercise
def test_no_words_are_there_for_a_condition_that_does_not_adapt_it(exercise: Exercise) -> None:
    assert set(exercise.text.adapted) <= {c.value for c in exercise.adapt}


@pytest.mark.parametrize(
    ("name", "condition", "not_said"),
    [
        ("bridge", Condition.PREGNANCY, "lift half"),
        ("frog", Condition.PREGNANCY, "put a pillow"),
        ("half-kneel-lunge", Condition.KNEE_PAIN, "kneel on"),
        ("kneeling-tuck", Condition.KNEE_PAIN, "leave the arm down"),
        ("knee-to-opposite-shoulder", Condition.PREGNANCY, "cross only"),
        ("standing-quad", Condition.KNEE_PAIN, "rest the foot"),
    ],
)
def test_what_is_said_of_a_condition_replaces_what_would_speak_against_it(
    name: str, condition: Condition, not_said: str
) -> None:
    assert not_said not in CATALOGUE.exercises[name].text.adapted[condition].casefold()


@pytest.mark.parametrize("name", LEAST)
def test_the_range_does_not_begin_below_the_article(name: str) -> None:
    good = CATALOGUE.exercises[name].recommended
    assert (good.hold_s[0], good.reps[0]) == LEAST[name]


def test_what_the_article_wants_once_a_day_at_least_may_be_done_more_often() -> None:
    for name in ("floor-seated-twist", "side-leg-lift", "half-kneel-lunge", "frog", "chair-twist"):
        assert CATALOGUE.exercises[name].recommended.times_a_day == (1, 2), name


@each_routine
def test_a_routine_that_gives_less_than_is_recommended_says_so(routine: Routine) -> None:
    less = False
    for entry in routine.entries:
        exercise = CATALOGUE.exercises[entry.exercise]
        dosage, good = entry.dosage or exercise.dosage, exercise.recommended
        less |= dosage.hold_s < good.hold_s[0] or dosage.reps < good.reps[0] or dosage.sets < good.sets[0]
    assert less == (routine.id in LESS)
    assert LESS.get(routine.id, "") in routine.summary


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


def test_six_minutes_touch_every_group_once() -> None:
    groups = [CATALOGUE.exercises[e.exercise].group for e in CATALOGUE.routines["six-minutes"].entries]
    assert sorted(groups) == sorted(MuscleGroup)


@pytest.mark.parametrize("tag", translation.available())
def test_six_minutes_take_six_with_and_without_time_to_read(tag: str) -> None:
    known = load([assets_dir()], tag)
    routine = known.routines["six-minutes"]
    reading = reading_times(routine, known.exercises, (), (), frozenset())
    for times in ({}, reading):
        assert wording.minutes(total_s(build(routine, known.exercises, Settings(), times))) == "6 min"


@pytest.mark.parametrize("tag", translation.available())
def test_every_text_can_be_used_in_every_language(tag: str) -> None:
    assert load([assets_dir()], tag).problems == ()
