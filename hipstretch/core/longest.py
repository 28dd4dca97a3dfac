"""How long each exercise was held at the longest."""

from collections.abc import Iterable, Mapping

from .exercise import Kind
from .figures import tenth
from .record import SessionRecord


def longest_holds(records: Iterable[SessionRecord]) -> Mapping[str, float]:
    """Of each exercise that was held, the most seconds of a repetition, as the mean of its set, in tenths."""
    found: dict[str, float] = {}
    for record in records:
        for exercise in record.exercises:
            held = max(
                (one.done_s / one.begun_reps for one in exercise.sets if one.kind is Kind.HOLD), default=0.0
            )
            if held > found.get(exercise.id, 0.0):
                found[exercise.id] = held
    return {name: tenth(held) for name, held in found.items()}
