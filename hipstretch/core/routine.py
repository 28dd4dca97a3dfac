"""A routine: exercises in the order they are done."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from .exercise import Dosage, Exercise, Sides
from .settings import SideOrder

MAX_ENTRIES = 60
"""Exercises in one routine."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One exercise of a routine.

    `dosage` replaces the exercise's own; the person's settings replace both, unless `once` is true: then the dosage is
    for this session alone (a bad day, numbers chosen in the session). `sides` are the sides that are done here; None
    for those of the exercise.
    """

    exercise: str
    dosage: Dosage | None = None
    sides: Sides | None = None
    once: bool = False

    def of(self, exercises: Mapping[str, Exercise]) -> Exercise:
        """The exercise as it is done here. Raises KeyError if it is not there."""
        found = exercises[self.exercise]
        return replace(found, sides=self.sides) if self.sides else found


ALONE = "exercise:"
"""Before the id of an exercise: the id of a routine of that exercise alone."""
ELSEWHERE = "elsewhere"
"""The routine of a session that was none of the program's."""


@dataclass(frozen=True, slots=True)
class Routine:
    """An ordered list of entries under a name. `summary` is one sentence for its card.

    `side_order` is how sides take turns in this routine; None for the person's setting. `times_a_day` is how often
    it is due, 1 to MOST_TIMES_A_DAY; None for whenever the person likes. `bad_day` marks the gentler form of a
    routine for one session.
    """

    id: str
    name: str
    summary: str
    entries: tuple[Entry, ...]
    side_order: SideOrder | None = None
    times_a_day: int | None = None
    bad_day: bool = False


def alone(exercise: Exercise) -> Routine:
    """A routine of one exercise."""
    return Routine(f"{ALONE}{exercise.id}", exercise.text.name, exercise.text.felt, (Entry(exercise.id),))
