"""What a routine costs: how long it takes, when it would be done, and how often one moves for it."""

from collections.abc import Mapping
from datetime import timedelta

from hipstretch.core import builder
from hipstretch.core.exercise import Exercise
from hipstretch.core.routine import MAX_ENTRIES, Routine
from hipstretch.data.clock import Clock
from hipstretch.qt import wording
from hipstretch.translation import tr, tr_count


def length_line(length_s: float, clock: Clock) -> str:
    """A line for a routine of this length."""
    words = tr("{length} · done at {time} if you start now")
    end = clock.wall() + timedelta(seconds=length_s)
    return words.format(length=wording.minutes(length_s), time=wording.clock(end))


def moves_line(routine: Routine, exercises: Mapping[str, Exercise]) -> str:
    """A line for how often one changes position and gets up, and whether the routine is full."""
    words = []
    cost = builder.position_changes(routine.entries, exercises)
    if cost.changes:
        changes = tr_count("you change position once", "you change position {count} times", cost.changes)
        words.append(changes.format(count=wording.number(cost.changes)))
    if cost.up:
        up = tr_count("you get up from the floor once", "you get up from the floor {count} times", cost.up)
        words.append(up.format(count=wording.number(cost.up)))
    if len(routine.entries) >= MAX_ENTRIES:
        words.append(tr("More than {count} exercises do not fit.").format(count=wording.number(MAX_ENTRIES)))
    return wording.capital(" · ".join(words))
