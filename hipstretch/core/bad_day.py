"""A bad day: the same session, once, shorter and gentler."""

import math
from collections.abc import Mapping
from dataclasses import replace

from .exercise import Dosage, Exercise, Kind
from .routine import Routine
from .settings import Settings
from .timeline import dosage_for

BAD_DAY_FACTOR = 2 / 3
"""How much of a hold, and of the repetitions, is left: our own choice; section 1.2 of exercises.md asks for a smaller
range, a shorter hold and the easier form when pain reaches 3."""
LEAST_HOLD_S = 5.0


def gentler(routine: Routine, exercises: Mapping[str, Exercise], settings: Settings) -> Routine:
    """The routine for a bad day: holds and repetitions at BAD_DAY_FACTOR, one set of each, sides as ever."""
    entries = tuple(
        replace(entry, dosage=_less(exercise, dosage_for(entry, exercise, settings)), once=True)
        for entry in routine.entries
        for exercise in (entry.of(exercises),)
    )
    return replace(routine, entries=entries, bad_day=True)


def _less(exercise: Exercise, dosage: Dosage) -> Dosage:
    hold_s = dosage.hold_s
    if exercise.kind is Kind.HOLD:
        hold_s = min(hold_s, max(LEAST_HOLD_S, float(round(hold_s * BAD_DAY_FACTOR))))
    return replace(dosage, hold_s=hold_s, reps=math.ceil(dosage.reps * BAD_DAY_FACTOR), sets=1)
