"""Clinic sheets: real-looking lines and what they mean."""

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core import sheet
from hipstretch.core.exercise import Dosage, Exercise, MuscleGroup, Position, Sides
from hipstretch.core.settings import BOUNDS
from hipstretch.core.sheet import LONGEST_NAME, MOST_LINES, Line, Remark, names_of
from hipstretch.core.sheet_grammar import Grammar
from hipstretch.data import catalogue, sheet_assets
from hipstretch.data.assets import assets_dir

from .sheet_lines import said_by

EXERCISES = catalogue.load([assets_dir()]).exercises
GRAMMAR = Grammar(sheet_assets.words(assets_dir()))
NAMES = names_of(EXERCISES, {}, GRAMMAR)
LINES: list[tuple[str, str, dict[str, Any]]] = [
    (
        "Figure four 3 x 30 s each side 2x/day",
        "supine-figure-four",
        {"hold_s": 30, "reps": 3, "sides": Sides.EACH, "times_a_day": 2},
    ),
    (
        "1. Bridge: 3 sets of 10, hold 5 sec, rest 30 sec",
        "bridge",
        {"hold_s": 5, "reps": 10, "sets": 3, "rest_s": 30},
    ),
    (
        'Hamstring stretch w/ strap – 2×30" each leg',
        "supine-hamstring-strap",
        {"hold_s": 30, "reps": 2, "sides": Sides.EACH},
    ),
    (
        "Clamshells 3x15 R/L daily",
        "Clamshells",
        {"reps": 15, "sets": 3, "sides": Sides.EACH, "times_a_day": 1},
    ),
    (
        "Half kneeling hip flexor stretch hold 30 seconds, 3 reps, both sides",
        "half-kneel-lunge",
        {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
    ),
    ("Cobra 10 reps x 5s hold", "cobra", {"hold_s": 5, "reps": 10}),
    (
        "piriformis stretch left only 4 x 20s",
        "knee-to-opposite-shoulder",
        {"hold_s": 20, "reps": 4, "sides": Sides.LEFT},
    ),
    ("- Hip lifts 10x 3-5 times a day", "bridge", {"reps": 10, "times_a_day": 3, "remarks": (Remark.LEAST,)}),
    ("Butterfly 1 min", "butterfly", {"hold_s": 60}),
    ("Child's pose 2 mins x 3/day", "Child's pose", {"hold_s": 120, "times_a_day": 3}),
    ("R SLR 3x10", "SLR", {"reps": 10, "sets": 3, "sides": Sides.RIGHT}),
    ("L bird dog 2 x 8", "Bird dog", {"reps": 8, "sets": 2, "sides": Sides.LEFT}),
    ("Rt. hip flexor stretch 30s", "half-kneel-lunge", {"hold_s": 30, "sides": Sides.RIGHT}),
    ("Left hip hitch x 10", "Hip hitch", {"reps": 10, "sides": Sides.LEFT}),
    ("Left leg cobra x 10", "cobra", {"reps": 10, "sides": Sides.LEFT, "remarks": (Remark.SIDE,)}),
    ("Dead bug x 10 B/L", "Dead bug", {"reps": 10, "sides": Sides.EACH}),
    ("Child's pose 2 minutes", "Child's pose", {"hold_s": 120}),
    ("3x30s Couch stretch (each side)", "Couch stretch", {"hold_s": 30, "reps": 3, "sides": Sides.EACH}),
    (
        "Seated hamstring stretch: 30 sec x 3, twice daily",
        "seated-hamstring",
        {"hold_s": 30, "reps": 3, "times_a_day": 2},
    ),
    (
        "Hip abduction (side lying) 2 x 12 each side, 3x/week",
        "side-leg-lift",
        {"reps": 12, "sets": 2, "sides": Sides.EACH, "days_a_week": 3},
    ),
    ("Bridge 3-4 x 20", "bridge", {"hold_s": 20, "reps": 3, "remarks": (Remark.LEAST, Remark.SECONDS)}),
    ("Glute brigde 15-20 reps x 3 sets", "bridge", {"reps": 15, "sets": 3, "remarks": (Remark.LEAST,)}),
    (
        "Standing quad stretch 2x30 each",
        "standing-quad",
        {"hold_s": 30, "reps": 2, "sides": Sides.EACH, "remarks": (Remark.SECONDS,)},
    ),
    (
        "Adductor squeeze with pillow - hold 5s x 10, 1-2x a day",
        "adductor-squeeze",
        {"hold_s": 5, "reps": 10, "times_a_day": 1, "remarks": (Remark.LEAST,)},
    ),
    ("Frog strech half a minute", "frog", {"hold_s": 30}),
    ("Plank 3 x 45", "Plank", {"hold_s": 45, "reps": 3, "remarks": (Remark.SECONDS,)}),
    ("Hip flexor stretch 30s L/R", "half-kneel-lunge", {"hold_s": 30, "sides": Sides.EACH}),
    (
        "Seated figure 4 three times 20 seconds each leg",
        "seated-figure-four",
        {"hold_s": 20, "reps": 3, "sides": Sides.EACH},
    ),
    ("Dead bug 8 reps", "Dead bug", {"reps": 8}),
    ("Brücke 3 x 10 Wdh", "Brücke", {"reps": 10, "sets": 3}),
    (
        "• Supine hamstring stretch with towel, 1,5 min per side",
        "supine-hamstring-strap",
        {"hold_s": 90, "sides": Sides.EACH},
    ),
    ("Bridges 3x10", "bridge", {"reps": 10, "sets": 3}),
    ("2) Bridge with 5 second hold, 10 reps, 2 sets", "bridge", {"hold_s": 5, "reps": 10, "sets": 2}),
    ("Glute bridge - 2 sets of 12, rest 45s", "bridge", {"reps": 12, "sets": 2, "rest_s": 45}),
    ("Hip raise 15 times", "bridge", {"reps": 15}),
    (
        "FIGURE FOUR STRETCH 30 SEC HOLD X3 EACH LEG",
        "supine-figure-four",
        {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
    ),
    ("Fig. 4 stretch 2 x 1 min", "supine-figure-four", {"hold_s": 60, "reps": 2}),
    (
        "Piriformis stretch 3x20s right side",
        "knee-to-opposite-shoulder",
        {"hold_s": 20, "reps": 3, "sides": Sides.RIGHT},
    ),
    (
        "Lying piriformis stretch, hold 20-30 sec, 3 reps, 2-3 times per day",
        "knee-to-opposite-shoulder",
        {"hold_s": 20, "reps": 3, "times_a_day": 2, "remarks": (Remark.LEAST,)},
    ),
    (
        "Seated piriformis stretch 2 x 30 seconds each side",
        "seated-figure-four",
        {"hold_s": 30, "reps": 2, "sides": Sides.EACH},
    ),
    (
        "Knee to opposite shoulder 20 s x 4 L+R",
        "knee-to-opposite-shoulder",
        {"hold_s": 20, "reps": 4, "sides": Sides.EACH},
    ),
    (
        "Hamstring stretch 3 × 30″ R & L",
        "supine-hamstring-strap",
        {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
    ),
    (
        "Hamstring stretch on step 30s each leg, twice a day",
        "standing-hamstring",
        {"hold_s": 30, "sides": Sides.EACH, "times_a_day": 2},
    ),
    (
        "Standing hamstring stretch (heel on step): 2 reps of 20 seconds",
        "standing-hamstring",
        {"hold_s": 20, "reps": 2},
    ),
    ("Quad stretch 30 secs x 2 bilateral", "standing-quad", {"hold_s": 30, "reps": 2, "sides": Sides.EACH}),
    ("Prone quad stretch with strap 2x20 sec", "prone-quad", {"hold_s": 20, "reps": 2}),
    (
        "Side-lying quad stretch 1 x 45s per side",
        "side-lying-quad",
        {"hold_s": 45, "reps": 1, "sides": Sides.EACH},
    ),
    (
        "Half-kneeling lunge 3 reps, 30 s hold, 10 s rest",
        "half-kneel-lunge",
        {"hold_s": 30, "reps": 3, "rest_s": 10},
    ),
    (
        "Psoas stretch 1 min. each side daily",
        "half-kneel-lunge",
        {"hold_s": 60, "sides": Sides.EACH, "times_a_day": 1},
    ),
    ("Cobra, 5 x 10 s, 3 times/day", "cobra", {"hold_s": 10, "reps": 5, "times_a_day": 3}),
    ("Prone press-up 10x", "cobra", {"reps": 10}),
    ("Butterfly stretch 2 minutes", "butterfly", {"hold_s": 120}),
    ("Groin stretch (butterfly) 3 x 20 s", "Groin stretch (butterfly)", {"hold_s": 20, "reps": 3}),
    ("Side lunge 2x30s B/L", "side-lunge", {"hold_s": 30, "reps": 2, "sides": Sides.EACH}),
    ("Side lunge 2x30s e/s", "side-lunge", {"hold_s": 30, "reps": 2, "sides": Sides.EACH}),
    ("Adductor squeeze 10 x 5 sec", "adductor-squeeze", {"hold_s": 5, "reps": 10}),
    ("Ball squeeze: hold for 5 seconds, repeat 10 times", "adductor-squeeze", {"hold_s": 5, "reps": 10}),
    (
        "Side lying leg raise 3 sets x 12 reps each leg",
        "side-leg-lift",
        {"reps": 12, "sets": 3, "sides": Sides.EACH},
    ),
    ("Clam shells 3 x 15, every day", "Clam shells", {"reps": 15, "sets": 3, "times_a_day": 1}),
    ("Hip abduction 2x10 left", "side-leg-lift", {"reps": 10, "sets": 2, "sides": Sides.LEFT}),
    ("Seated spinal twist 30 seconds each way", "floor-seated-twist", {"hold_s": 30, "sides": Sides.EACH}),
    (
        "Chair twist 20s x 3 each side morning and evening",
        "chair-twist",
        {"hold_s": 20, "reps": 3, "sides": Sides.EACH, "times_a_day": 2},
    ),
    ("Frog pose 1-2 min", "frog", {"hold_s": 60, "remarks": (Remark.LEAST,)}),
    ("Hip flexor strech 2x30sec/side", "half-kneel-lunge", {"hold_s": 30, "reps": 2, "sides": Sides.EACH}),
    ("Hamsting stretch 3x30 s", "supine-hamstring-strap", {"hold_s": 30, "reps": 3}),
    ("Figur four 3x30s", "supine-figure-four", {"hold_s": 30, "reps": 3}),
    ("[ ] Wall sit 3 x 30s", "Wall sit", {"hold_s": 30, "reps": 3}),
    ("Bird dog 2 sets of 8 each side", "Bird dog", {"reps": 8, "sets": 2, "sides": Sides.EACH}),
    ("Cat-cow 10 reps", "Cat-cow", {"reps": 10}),
    ("Sit to stand 3 x 8", "Sit to stand", {"reps": 8, "sets": 3}),
    (
        "Single leg balance 30s x 3 each leg",
        "Single leg balance",
        {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
    ),
    ("Foam roll IT band 1 minute per side", "Foam roll IT band", {"hold_s": 60, "sides": Sides.EACH}),
    ("Pigeon pose 60s each", "Pigeon pose", {"hold_s": 60, "sides": Sides.EACH}),
    ("Lateral band walk 10 steps x 2", "Lateral band walk 10 steps", {"reps": 2}),
    ("Deadlift 3x8 @ 20 kg", "Deadlift", {"reps": 8, "sets": 3}),
    ("Walking 20 min daily", "Walking", {"times_a_day": 1, "remarks": (Remark.BOUNDS,)}),
    ("Calf stretch 2x30s", "Calf stretch", {"hold_s": 30, "reps": 2}),
    ("90/90 stretch 5 x 10s", "90/90 stretch", {"hold_s": 10, "reps": 5}),
    ("3 sets 10 reps heel slides", "Heel slides", {"reps": 10, "sets": 3}),
    ("Two sets of ten heel slides", "Heel slides", {"reps": 10, "sets": 2}),
    (
        "Dehnung Hüftbeuger 3 x 30 Sek. pro Seite, 2x täglich",
        "Dehnung Hüftbeuger",
        {"hold_s": 30, "reps": 3, "sides": Sides.EACH, "times_a_day": 2},
    ),
    ("Nackendehnung 2 mal 20 Sekunden", "Nackendehnung", {"hold_s": 20, "reps": 2}),
    (
        "Leg press 3 sets of 8-12 reps, 90s rest between sets",
        "Leg press",
        {"reps": 8, "sets": 3, "rest_s": 90, "remarks": (Remark.LEAST,)},
    ),
    ("Reverse lunge x 8 each", "Reverse lunge", {"reps": 8, "sides": Sides.EACH}),
    ("Step ups 12/leg", "Step ups", {"reps": 12, "sides": Sides.EACH}),
    ("Stretch hamstrings 3 x 30 sec hold", "supine-hamstring-strap", {"hold_s": 30, "reps": 3}),
    ("Hip lifts 3-5x/day, 10 reps", "bridge", {"reps": 10, "times_a_day": 3, "remarks": (Remark.LEAST,)}),
    (
        "Squeeze pillow 5s hold 10 reps 1-2x per day",
        "adductor-squeeze",
        {"hold_s": 5, "reps": 10, "times_a_day": 1, "remarks": (Remark.LEAST,)},
    ),
    ("Bridge 500 x 3", "bridge", {"reps": 3, "remarks": (Remark.BOUNDS,)}),
    ("Bridge 3 x 10 x 5s", "bridge", {"hold_s": 5, "reps": 10, "sets": 3}),
]
"""A line, the exercise's id or the name of one that has to be made, and what is said; the rest is left open."""


def read(text: str) -> tuple[Line, ...]:
    return sheet.read(text, EXERCISES, GRAMMAR, NAMES)


def read_line(text: str) -> Line:
    return sheet.read_line(text, EXERCISES, GRAMMAR, NAMES)


def recognised(name: str, exercises: Mapping[str, Exercise] = EXERCISES) -> str | None:
    return (
        names_of(exercises, {}, GRAMMAR).recognised(name)
        if exercises is not EXERCISES
        else NAMES.recognised(name)
    )


@pytest.mark.parametrize(("line", "expected", "said"), LINES)
def test_a_line_of_a_sheet(line: str, expected: str, said: dict[str, Any]) -> None:
    found = read_line(line)
    assert (found.exercise or found.name) == expected
    assert said_by(found) == {name: value for name, value in said.items() if name != "remarks"}
    assert found.remarks == said.get("remarks", ())


def test_there_are_sixty_lines_at_least() -> None:
    assert len(LINES) >= 60


@pytest.mark.parametrize("name", sorted(EXERCISES))
def test_every_exercise_is_recognised_by_each_of_its_names_and_with_a_slip(name: str) -> None:
    text = EXERCISES[name].text
    for known in (text.name, text.name.upper(), *text.also):
        assert recognised(known) == name, known
    longest = max(text.name.split(), key=len)
    if len(longest) > 6:
        slip = text.name.replace(longest, longest[:3] + longest[4] + longest[3] + longest[5:])
        assert recognised(slip) == name, slip


@pytest.mark.parametrize("name", ["", "!", "Plank", "Calf raise", "Neck rotation", "Squat", "Walk"])
def test_other_exercises_are_not_taken_for_known_ones(name: str) -> None:
    assert recognised(name) is None


def test_what_a_line_does_not_say_is_as_usual() -> None:
    usual = Dosage(hold_s=30, reps=3, sets=2, rest_s=8)
    assert read_line("Cobra").dosage(usual) == usual
    assert read_line("Cobra 1 min").dosage(usual) == Dosage(60, 1, 1, 8)
    assert read_line("Cobra 3 sets").dosage(usual) == Dosage(30, 3, 3, 8)
    assert read_line("Cobra rest 20 s").dosage(usual) == Dosage(30, 3, 2, 20)


def test_a_sheet_is_its_lines_without_those_that_say_nothing() -> None:
    found = read("\n\n Bridge 3x10 \n---\n2.\n  Clam   shells 2x15\n")
    assert [line.name for line in found] == ["Bridge", "Clam shells"]
    assert len(read("Bridge\n" * 200)) == MOST_LINES


@pytest.mark.parametrize(
    ("name", "group", "position"),
    [
        ("Couch stretch", MuscleGroup.FRONT, Position.KNEELING),
        ("Clamshells", MuscleGroup.OUTER, Position.SIDE_LYING),
        ("Standing adductor stretch", MuscleGroup.INNER, Position.STANDING),
        ("Glute max set", MuscleGroup.BACK, Position.SUPINE),
    ],
)
def test_a_new_exercise_is_put_where_its_name_says(name: str, group: MuscleGroup, position: Position) -> None:
    assert (sheet.likely_group(name, GRAMMAR), sheet.likely_position(name, GRAMMAR)) == (group, position)


@given(st.text(max_size=300))
def test_any_text_is_read_within_bounds(text: str) -> None:
    for line in read(text):
        assert bool(line.is_exercise) <= len(line.name) <= LONGEST_NAME
        assert line.name.isprintable()
        for name in ("hold_s", "reps", "sets", "rest_s"):
            value = getattr(line, name)
            assert value is None or BOUNDS[name][0] <= value <= BOUNDS[name][1]
        assert all(phase.period for phase in line.phases)


WORDS = st.sampled_from('3 x 30 s sets of reps hold / - each side day 2 , ( ) min week " left twice'.split())  # noqa: SIM905


@given(st.lists(WORDS, max_size=40))
def test_any_order_of_its_words_is_read_at_once(words: list[str]) -> None:
    start = time.process_time()
    read_line(" ".join(words))
    assert time.process_time() - start < 1.0


def test_a_name_of_nothing_but_common_words_is_like_no_other() -> None:
    stretch = replace(EXERCISES["frog"], text=replace(EXERCISES["frog"].text, name="Stretch", also=()))
    assert recognised("Pigeon", {"the-stretch": stretch}) is None


def test_a_week_has_seven_days() -> None:
    line = read_line("Bridge 3 x 10, 9x/week")
    assert (line.phases, line.remarks) == ((), (Remark.BOUNDS,))
