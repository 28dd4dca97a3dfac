"""An own exercise is complete, whatever the person left open."""

from dataclasses import replace

import pytest

from hipstretch.core.exercise import Dosage, Kind, MuscleGroup, Position, Sides
from hipstretch.core.own_exercise import TEMPO_S, blank, of_line, recommended, with_dosage, with_kind
from hipstretch.core.sheet import Line
from hipstretch.core.sheet_phases import Phase
from tests.fakes import TEXT


def test_a_new_one_is_held_and_recommended_as_it_is() -> None:
    new = blank(TEXT)
    assert (new.id, new.kind, new.sides) == ("", Kind.HOLD, Sides.EACH)
    assert new.recommended == recommended(new.dosage)
    assert new.recommended.hold_s == (30, 30)


@pytest.mark.parametrize(
    ("line", "kind", "hold_s", "reps", "sets"),
    [
        (Line("", "x", hold_s=40), Kind.HOLD, 40, 1, 1),
        (Line("", "x", hold_s=5, reps=10), Kind.HOLD, 5, 10, 1),
        (Line("", "x", reps=15, sets=2), Kind.REPETITION, 1, 15, 2),
        (Line("", "x"), Kind.HOLD, 30, 1, 1),
    ],
)
def test_of_a_line_only_times_without_seconds_are_repeated(
    line: Line, kind: Kind, hold_s: float, reps: int, sets: int
) -> None:
    made = of_line(line, "my-x", MuscleGroup.OUTER, Position.SUPINE, TEXT)
    assert made.kind is kind
    assert (made.dosage.hold_s, made.dosage.reps, made.dosage.sets) == (hold_s, reps, sets)
    assert (made.lift_s, made.lower_s) == ((TEMPO_S, TEMPO_S) if kind is Kind.REPETITION else (0, 0))
    assert (made.group, made.position, made.sides) == (MuscleGroup.OUTER, Position.SUPINE, Sides.BOTH)


def test_how_often_a_day_is_recommended_as_the_sheet_says() -> None:
    line = Line("", "x", hold_s=30, sides=Sides.EACH, phases=(Phase(times=3),))
    made = of_line(line, "my-x", MuscleGroup.OUTER, Position.SUPINE, TEXT)
    assert made.sides is Sides.EACH
    assert made.recommended == recommended(made.dosage, 3)


def test_a_tempo_that_was_said_stays() -> None:
    own = replace(blank(TEXT), lift_s=3.0, lower_s=4.0)
    assert (with_kind(own, Kind.REPETITION).lift_s, with_kind(own, Kind.REPETITION).lower_s) == (3, 4)
    assert (with_kind(own, Kind.HOLD).lift_s, with_kind(own, Kind.HOLD).lower_s) == (0, 0)
    assert with_kind(blank(TEXT), Kind.REPETITION).lift_s == TEMPO_S


def test_another_dosage_is_what_is_recommended_then() -> None:
    line = Line("", "x", hold_s=30, phases=(Phase(times=3),))
    own = of_line(line, "my-x", MuscleGroup.OUTER, Position.SUPINE, TEXT)
    assert with_dosage(own, own.dosage) == own
    longer = with_dosage(own, Dosage(hold_s=45))
    assert longer.recommended == recommended(Dosage(hold_s=45))


def test_the_easier_form_has_the_usual_steps_unless_it_has_its_own() -> None:
    own = replace(TEXT, easier_steps=("Stand.",))
    assert (own.steps_of(easier=True), own.steps_of(easier=False)) == (("Stand.",), TEXT.steps)
    assert TEXT.steps_of(easier=True) == TEXT.steps
