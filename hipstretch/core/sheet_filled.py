"""Which numbers of an exercise a line of a sheet does not say, though they count."""

from .exercise import Dosage, Kind
from .sheet import Line


def filled_in(line: Line, kind: Kind, dosage: Dosage) -> tuple[str, ...]:
    """The fields of `dosage`, what became of a line, that are the usual ones: of sets and times, more than one.

    A hold counts only of an exercise that is held. Of a line that says nothing of how much, all of them are usual.
    """
    held = kind is Kind.HOLD
    matters = {"sets": dosage.sets > 1, "reps": not held or dosage.reps > 1, "hold_s": held}
    return tuple(name for name, counts in matters.items() if counts and getattr(line, name) is None)
