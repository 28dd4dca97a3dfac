"""What is asked of a suggested routine, and what it answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .check import Grade
from .conditions import Condition, Equipment
from .dose import Dose
from .exercise import Exercise, MuscleGroup, Position, Side
from .routine import Entry


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a routine is made for.

    `minutes` lies within MINUTES; what is not in `grades` was not checked. `dose` is what was done lately.
    """

    minutes: float
    grades: Mapping[tuple[MuscleGroup, Side], Grade] = field(default_factory=dict)
    conditions: tuple[Condition, ...] = ()
    lacks: tuple[Equipment, ...] = ()
    avoids: tuple[Position, ...] = ()
    hidden: tuple[str, ...] = ()
    dose: Dose = field(default_factory=Dose)


class Because(StrEnum):
    """Why something is in the routine."""

    TIGHT = "tight"
    A_BIT_TIGHT = "a bit tight"
    EASY = "easy"
    NOT_CHECKED = "not checked"
    STRENGTH = "strength"
    TIGHTER_SIDE = "tighter side"
    LESS_DONE = "less done"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry and why it is there.

    `sides` are those that `because` is true of; `easier` the conditions for which the easier form comes first.
    """

    entry: Entry
    because: Because
    sides: tuple[Side, ...]
    easier: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A routine's entries with their reasons; `left_out` are exercises with the conditions that rule them out."""

    items: tuple[Item, ...]
    length_s: float
    left_out: tuple[tuple[str, tuple[Condition, ...]], ...]
    missing: tuple[MuscleGroup, ...]
    """Groups for which no exercise fits."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What a routine of it holds."""
        return tuple(item.entry for item in self.items)


REASONS = (Because.TIGHT, Because.A_BIT_TIGHT, Because.NOT_CHECKED, Because.EASY, Because.STRENGTH)
"""Why an exercise is there at all, what needs it most first."""


def tightest_first(items: Iterable[Item], exercises: Mapping[str, Exercise]) -> list[Item]:
    """Each exercise once, what is tightest first and what is as tight in the order of the check."""
    groups = list(MuscleGroup)
    once: dict[str, Item] = {}
    for one in items:
        once.setdefault(one.entry.exercise, one)
    return sorted(
        once.values(),
        key=lambda one: (REASONS.index(one.because), groups.index(one.entry.of(exercises).group)),
    )
