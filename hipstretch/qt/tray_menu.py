"""What the menu of the icon in the tray offers, whoever shows it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from hipstretch.translation import tr

from .wish import StartRoutine, Wish

if TYPE_CHECKING:
    from collections.abc import Callable

    from .stores import Stores


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu, and what a press on it does; None if it only tells. One without words is a line drawn."""

    words: str = ""
    act: Callable[[], object] | None = None


def due(stores: Stores, come_forward: Callable[[Wish], object]) -> tuple[Entry, ...]:
    """What is due now, and the way to it."""
    known = stores.catalogue.current
    routines = [routine for item in stores.schedules.due().now if (routine := known.routine(item.routine))]
    return (
        Entry(tr("Due now:") if routines else tr("Nothing is due now.")),
        *(start(routine.name, partial(come_forward, StartRoutine(routine.id))) for routine in routines),
    )


def start(name: str, act: Callable[[], object]) -> Entry:
    """The way to a session of a routine."""
    return Entry(tr("Start {routine}").format(routine=name), act)


def program(come_forward: Callable[[Wish], object], leave: Callable[[], object]) -> tuple[Entry, ...]:
    """The window and the end, under a line."""
    return Entry(), Entry(tr("Show Hipstretch"), partial(come_forward, None)), Entry(tr("Quit"), leave)
