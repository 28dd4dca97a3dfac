"""What the settings of a section do to the routines, in words."""

from collections.abc import Sequence

from hipstretch.core.effect import LengthChange
from hipstretch.qt import wording
from hipstretch.translation import tr, tr_count
from hipstretch.ui.widgets.labels import onward

MOST_ROUTINES = 6
"""So many routines are named whose length is another one."""


def effect(changes: Sequence[LengthChange]) -> str:
    """How long routines take instead; of very many only some."""
    parts = [_of_one(change) for change in changes]
    if (more := len(parts) - MOST_ROUTINES) > 0:
        parts[MOST_ROUTINES:] = [
            tr_count("and {count} more", "and {count} more", more).format(count=wording.number(more))
        ]
    return "   ·   ".join(parts) or tr("The routines take as long as before.")


def _of_one(change: LengthChange) -> str:
    was, now = wording.minutes(change.was_s), wording.minutes(change.now_s)
    if was != now:
        return f"{change.routine.name} {was} {onward()} {now}"
    words = tr("{routine}: {length} longer") if change.more_s > 0 else tr("{routine}: {length} shorter")
    return words.format(routine=change.routine.name, length=wording.minutes(abs(change.more_s)))
