"""A dosage that was chosen in a session, as the settings have to keep it."""

from dataclasses import replace
from typing import Any

from .exercise import Dosage
from .settings import BOUNDS, DosageOverride

NAMES = ("hold_s", "reps", "sets")
"""What of a dosage can be changed in a session."""


def lasting(
    chosen: Dosage,
    planned: Dosage,
    at_first: DosageOverride,
    now: DosageOverride,
    recommended: Dosage | None,
) -> DosageOverride:
    """The override that makes `chosen` last; what is not one of NAMES stays as it is `now`.

    A value as it was `planned` when the session began leaves the settings as they were `at_first`: so a change is
    undone, and a bad day's smaller numbers do not stay. What is as `recommended` is not kept as the person's own;
    None if other sessions would then do something else, because their routine asks for it.
    """
    values: dict[str, Any] = {}
    for name in NAMES:
        value = getattr(chosen, name)
        if value == getattr(planned, name):
            values[name] = getattr(at_first, name)
        elif recommended and value == getattr(recommended, name):
            values[name] = None
        else:
            least, most = BOUNDS[name]
            values[name] = type(value)(min(most, max(least, value)))
    return replace(now, **values)
