"""Which numbers of an exercise a line of a sheet does not say, though they count, and when they come to much."""

from collections.abc import Mapping
from typing import Any

from .exercise import Dosage, Exercise, Kind
from .settings import BOUNDS
from .sheet import Line, Remark


def filled_in(line: Line, kind: Kind, dosage: Dosage) -> tuple[str, ...]:
    """The fields of `dosage`, what became of a line, that are the usual ones: of sets and times, more than one.

    A hold counts only of an exercise that is held. Of a line that says nothing of how much, all of them are usual.
    """
    held = kind is Kind.HOLD
    matters = {"sets": dosage.sets > 1, "reps": not held or dosage.reps > 1, "hold_s": held}
    return tuple(name for name, counts in matters.items() if counts and getattr(line, name) is None)


def is_much(line: Line, exercise: Exercise, dosage: Dosage) -> bool:
    """Whether a line comes to more of a held exercise than is recommended, and does not say how long to hold."""
    if exercise.kind is not Kind.HOLD or (line.hold_s is not None and Remark.SECONDS not in line.remarks):
        return False
    names = (name for name in ("hold_s", "reps", "sets") if getattr(line, name) is not None)
    return any(getattr(dosage, name) > getattr(exercise.recommended, name)[1] for name in names)


def is_open(line: Line, exercise: Exercise, dosage: Dosage) -> bool:
    """Whether only the person knows how "3 x 10" is meant: as repetitions it is held for longer than is recommended.

    An exercise that is recommended in several sets is done so: there nothing is open.
    """
    best = exercise.recommended
    most = best.hold_s[1] * best.reps[1] * best.sets[1]
    much = is_much(line, exercise, dosage) and dosage.hold_s * dosage.reps * dosage.sets > most
    return bool(much and best.sets[1] == 1 and as_seconds(line))


def as_repetitions(line: Line) -> Mapping[str, Any]:
    """What "3 x 10" says as it stands, to be said by the person."""
    return {"reps": line.reps, "sets": line.sets}


def as_seconds(line: Line) -> Mapping[str, Any]:
    """What "3 x 10" says if the second number are seconds; nothing if it can't be read so."""
    least, most = BOUNDS["hold_s"]
    if not line.is_pair or line.sets is None or line.reps is None or not least <= line.reps <= most:
        return {}
    return {"reps": line.sets, "sets": 1, "hold_s": float(line.reps)}
