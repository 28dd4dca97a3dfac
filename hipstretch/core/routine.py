"""A routine: exercises in the order they are done."""

from dataclasses import dataclass

from .exercise import Dosage
from .settings import SideOrder

MAX_ENTRIES = 60
"""Exercises in one routine."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One exercise of a routine.

    A dosage here wins over the exercise's own, not over the person's settings.
    """

    exercise: str
    dosage: Dosage | None = None


@dataclass(frozen=True, slots=True)
class Routine:
    """An ordered list of entries under a name. `summary` is one sentence for its card.

    `side_order` is how sides take turns in this routine; None for the person's setting.
    """

    id: str
    name: str
    summary: str
    entries: tuple[Entry, ...]
    side_order: SideOrder | None = None
