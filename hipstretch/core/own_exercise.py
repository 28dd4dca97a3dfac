"""What an exercise of the person's own begins with, where they say nothing else."""

from dataclasses import replace

from .exercise import Dosage, Exercise, Kind, MuscleGroup, Position, Recommended, Sides, Text
from .sheet import Line

UNSAID = "–"
"""In the place of a text that nobody has written."""
TEMPO_S = 2.0
"""Up, and down, of a repetition whose tempo nobody said."""
USUAL = Dosage(hold_s=30, rest_s=8)
USUAL_REPEATED = replace(USUAL, hold_s=1.0, rest_s=0.0)


def blank(text: Text) -> Exercise:
    """A new exercise, without an id, to be changed."""
    return Exercise(
        "", Kind.HOLD, MuscleGroup.FRONT, Sides.EACH, Position.SUPINE, USUAL, recommended(USUAL), text
    )


def of_line(line: Line, exercise_id: str, group: MuscleGroup, position: Position, text: Text) -> Exercise:
    """The exercise of a line of a therapist's sheet: repeated by a tempo if only a number of times is said."""
    kind = Kind.REPETITION if line.hold_s is None and line.reps is not None else Kind.HOLD
    dosage = line.dosage(USUAL_REPEATED if kind is Kind.REPETITION else USUAL)
    made = replace(
        blank(text),
        id=exercise_id,
        group=group,
        position=position,
        sides=line.sides or Sides.BOTH,
        dosage=dosage,
        recommended=recommended(dosage, line.times_a_day or 1),
    )
    return with_kind(made, kind)


def with_kind(exercise: Exercise, kind: Kind) -> Exercise:
    """Held, or repeated by its tempo, by the usual one if it has none."""
    if kind is not Kind.REPETITION:
        return replace(exercise, kind=kind, lift_s=0.0, lower_s=0.0)
    return replace(
        exercise, kind=kind, lift_s=exercise.lift_s or TEMPO_S, lower_s=exercise.lower_s or TEMPO_S
    )


def with_dosage(exercise: Exercise, dosage: Dosage) -> Exercise:
    """With another dosage, which is then what is recommended."""
    if dosage == exercise.dosage:
        return exercise
    return replace(exercise, dosage=dosage, recommended=recommended(dosage))


def recommended(dosage: Dosage, times_a_day: int = 1) -> Recommended:
    """Of an own exercise nobody recommends another dosage than the person's."""
    return Recommended(
        (dosage.hold_s,) * 2, (dosage.reps,) * 2, (dosage.sets,) * 2, (times_a_day, times_a_day)
    )
