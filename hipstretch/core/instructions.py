"""Which of the lines that lead through an exercise is the one to follow now."""

from collections.abc import Sequence

from .exercise import StepPart
from .timeline import Phase, PhaseKind

HOLD_LINES_UNTIL = 0.3
"""By this part of a hold every line but its last one, how to breathe, had its turn."""
RELEASE_S = 5.0
"""In the last seconds of a hold that lasts at least twice as long it is how to get out."""
LOOK = 30
"""What it takes to find the next line and to do it, in letters that could be read meanwhile."""


Line = tuple[str, StepPart]
"""What it says, and what for."""


def current(lines: Sequence[Line], phase: Phase, lift_s: float, elapsed_s: float) -> int:
    """The place of the line to follow `elapsed_s` seconds after the phase began; `lift_s` is that of the exercise.

    Where there is no line for what is done now it is the first one in a rest and the last one that sets up elsewhere,
    or the first if none does.
    """
    places = {part: [n for n, (_, said_for) in enumerate(lines) if said_for is part] for part in StepPart}
    set_up, hold, release = places[StepPart.SET_UP] or [0], places[StepPart.HOLD], places[StepPart.RELEASE]
    done = elapsed_s / phase.duration_s if phase.duration_s else 1.0
    match phase.kind:
        case PhaseKind.PREPARE | PhaseKind.SWITCH:
            return _read_by(lines, set_up, done)
        case PhaseKind.REST:
            return (release or [0])[-1]
        case PhaseKind.REPETITION if phase.manual or elapsed_s < lift_s:
            return set_up[-1]
        case PhaseKind.REPETITION if release and elapsed_s >= phase.duration_s - phase.lower_s:
            return release[0]
        case PhaseKind.HOLD if release and phase.duration_s - elapsed_s <= RELEASE_S <= phase.duration_s / 2:
            return release[0]
    if not hold:
        return set_up[-1]
    return hold[min(len(hold) - 1, int(done / HOLD_LINES_UNTIL * (len(hold) - 1)))]


def _read_by(lines: Sequence[Line], places: Sequence[int], done: float) -> int:
    """Which of these lines is read when this part of the time is over, from 0 to 1: a long one takes longer."""
    weights = [LOOK + len(lines[n][0]) for n in places]
    reached = done * sum(weights)
    for place, weight in zip(places, weights, strict=True):
        if reached < weight:
            return place
        reached -= weight
    return places[-1]
