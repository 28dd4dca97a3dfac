"""A pace to breathe by while a stretch is held: gentle, off by default, and never a command."""

import math

IN_S, OUT_S = 4.0, 6.0
"""Our own choice of an easy pace, out longer than in; exercises.md only says to breathe slowly and never to hold it."""


def breath(held_s: float) -> tuple[float, bool]:
    """How full the lungs are after so many seconds of a hold, from 0 to 1, and whether one breathes in."""
    second = held_s % (IN_S + OUT_S)
    inhaling = second < IN_S
    part = second / IN_S if inhaling else 1 - (second - IN_S) / OUT_S
    return (1 - math.cos(math.pi * part)) / 2, inhaling
