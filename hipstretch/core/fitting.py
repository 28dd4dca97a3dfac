"""A routine for someone with conditions: what these leave out of it, and what is done in its easier form first."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from .conditions import Condition, Variant, variant
from .exercise import Exercise, Position
from .routine import Routine


@dataclass(frozen=True, slots=True)
class Fitting:
    """A routine as it is to be done, and the exercises that are left out of it with the conditions that decide it."""

    routine: Routine
    left_out: Mapping[str, tuple[Condition, ...]]


def fitting(
    routine: Routine, exercises: Mapping[str, Exercise], conditions: Collection[Condition]
) -> Fitting:
    """The routine without what these conditions leave out; unchanged if nothing would be left of it.

    Raises KeyError if the routine names an exercise that `exercises` lacks.
    """
    forms = {e.exercise: variant(exercises[e.exercise], conditions) for e in routine.entries}
    left_out = {name: because for name, (form, because) in forms.items() if form is Variant.LEFT_OUT}
    entries = tuple(e for e in routine.entries if e.exercise not in left_out)
    return Fitting(replace(routine, entries=entries), left_out) if entries else Fitting(routine, {})


def easier_first(
    routine: Routine,
    exercises: Mapping[str, Exercise],
    conditions: Collection[Condition],
    eased: frozenset[str],
) -> frozenset[str]:
    """The exercises of a routine whose easier form comes first: on a bad day, for these conditions, or once eased off.

    `eased` is what `progress.eased_last_time` gives. Raises KeyError like `fitting`.
    """
    return frozenset(
        entry.exercise
        for entry in routine.entries
        if routine.bad_day
        or entry.exercise in eased
        or variant(exercises[entry.exercise], conditions)[0] is Variant.EASIER
    )


def minded_positions(
    exercises: Iterable[Exercise], conditions: Collection[Condition]
) -> dict[Position, Variant]:
    """The positions in which these conditions leave no exercise as it is described.

    Such a position is to be left out if all of its exercises are; else their easier forms come first.
    """
    forms: dict[Position, set[Variant]] = {}
    for exercise in exercises:
        forms.setdefault(exercise.position, set()).add(variant(exercise, conditions)[0])
    return {
        position: Variant.EASIER if Variant.EASIER in found else Variant.LEFT_OUT
        for position, found in forms.items()
        if Variant.USUAL not in found
    }
