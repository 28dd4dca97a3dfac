"""Making a routine: every step gives a new one, so that undo and redo are exact."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Generic, TypeVar

from .exercise import Dosage, Exercise, MuscleGroup, Position
from .routine import MAX_ENTRIES, Entry, Routine

T = TypeVar("T")

MOST_STEPS = 500
"""So many steps can be undone."""
UPRIGHT = (Position.CHAIR, Position.STANDING)
"""Positions off the floor."""


@dataclass(frozen=True, slots=True)
class UndoHistory(Generic[T]):
    """What is, what was before it, and what was undone, the nearest last."""

    now: T
    past: tuple[T, ...] = ()
    future: tuple[T, ...] = ()

    def do(self, after: T) -> "UndoHistory[T]":
        """Go on to `after`; what was undone can't be redone then. No step if nothing changes."""
        return self if after == self.now else UndoHistory(after, (*self.past, self.now)[-MOST_STEPS:])

    def undo(self) -> "UndoHistory[T]":
        """One step back, if there is one."""
        if not self.past:
            return self
        return UndoHistory(self.past[-1], self.past[:-1], (*self.future, self.now))

    def redo(self) -> "UndoHistory[T]":
        """One undone step forward, if there is one."""
        if not self.future:
            return self
        return UndoHistory(self.future[-1], (*self.past, self.now), self.future[:-1])


@dataclass(frozen=True, slots=True)
class PositionChanges:
    """What a routine costs besides its exercises: changes of position, and of those up from and down to the floor."""

    changes: int
    up: int
    down: int


def first_ones(exercises: Iterable[Exercise], most: int) -> tuple[Exercise, ...]:
    """As many to begin with, each in another position: one of each muscle group, as far as that goes, then others."""
    left, found = list(exercises), list[Exercise]()
    groups, worked = list(MuscleGroup), Counter[MuscleGroup]()
    while left and len(found) < most:
        one = min(left, key=lambda exercise: (worked[exercise.group], groups.index(exercise.group)))
        found.append(one)
        worked[one.group] += 1
        left = [exercise for exercise in left if exercise.position is not one.position]
    return tuple(found)


def added(routine: Routine, at: int, exercise: str) -> Routine:
    """With an exercise at a place; unchanged if there are MAX_ENTRIES already."""
    return _inserted(routine, at, Entry(exercise))


def duplicated(routine: Routine, at: int) -> Routine:
    """With an entry twice; unchanged if there are MAX_ENTRIES already."""
    return _inserted(routine, at + 1, routine.entries[at])


def removed(routine: Routine, at: int) -> Routine:
    """Without an entry; without any, it can't be kept."""
    return replace(routine, entries=(*routine.entries[:at], *routine.entries[at + 1 :]))


def moved(routine: Routine, at: int, to: int) -> Routine:
    """Move the entry `at` to the index `to`, counted after its removal; the others keep their order."""
    entries = list(routine.entries)
    entry = entries.pop(at)
    entries.insert(min(len(entries), max(0, to)), entry)
    return replace(routine, entries=tuple(entries))


def dosed(routine: Routine, at: int, dosage: Dosage | None) -> Routine:
    """With a dosage of its own for an entry; None for the exercise's."""
    entry = replace(routine.entries[at], dosage=dosage)
    return replace(routine, entries=(*routine.entries[:at], entry, *routine.entries[at + 1 :]))


def position_changes(entries: Sequence[Entry], exercises: Mapping[str, Exercise]) -> PositionChanges:
    """The changes of position between one entry and the next."""
    pairs = [
        (before, after)
        for before, after in pairwise(exercises[entry.exercise].position for entry in entries)
        if before is not after
    ]
    up = sum(before not in UPRIGHT and after in UPRIGHT for before, after in pairs)
    down = sum(before in UPRIGHT and after not in UPRIGHT for before, after in pairs)
    return PositionChanges(len(pairs), up, down)


def _inserted(routine: Routine, at: int, entry: Entry) -> Routine:
    if len(routine.entries) >= MAX_ENTRIES:
        return routine
    return replace(routine, entries=(*routine.entries[:at], entry, *routine.entries[at:]))
