"""What is to be done today as long as nothing else is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipstretch.core.conditions import left_out
from hipstretch.core.progress import suggested

if TYPE_CHECKING:
    from .stores import Stores


def suggestion(stores: Stores) -> str:
    """The id of the routine that is due first, else of the one done last; empty if there is none at all.

    One that holds nothing the person should leave out, unless there is none such.
    """
    catalogue, having = stores.catalogue.current, stores.settings.current.conditions
    fit = [
        routine.id
        for routine in catalogue.routines.values()
        if not left_out((catalogue.exercises[e.exercise] for e in routine.entries), having)
    ] or list(catalogue.routines)
    due = (one.routine for one in stores.schedules.due().now if one.routine in fit)
    return next(due, "") or suggested(stores.history.recent, fit)
