"""The sessions that were done, for `hipstretch history`."""

import json
from collections.abc import Sequence
from datetime import date

from hipstretch.core.problem import Problem
from hipstretch.core.record import SessionOutcome
from hipstretch.core.text_preview import truncate
from hipstretch.core.weeks import day_of
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.history_line import SessionSummary, listed
from hipstretch.data.paths import Paths
from hipstretch.data.pending_sessions import PendingSessions
from hipstretch.qt import names, wording
from hipstretch.translation import tr

from . import table


def sessions(paths: Paths) -> tuple[Sequence[SessionSummary], tuple[Problem, ...]]:
    """Every session, newest first, also those that the disk has not taken yet; and what could not be read."""
    found, said = HistoryFile(paths.history).scan()
    known = {one.id: one for one in (*found, *map(listed, PendingSessions(paths.waiting).load()))}
    return sorted(known.values(), key=lambda one: one.started_at, reverse=True), said


def since(some: Sequence[SessionSummary], day: date, begins: int) -> Sequence[SessionSummary]:
    """Those of a day or later; a day begins at the hour `begins`, 0 to 23."""
    return [one for one in some if day_of(one.started_at, begins) >= day]


def as_json(some: Sequence[SessionSummary], catalogue: Catalogue) -> str:
    """The sessions as JSON, newest first: an object with `sessions`.

    Each has its `id`, `started_at` (ISO 8601 with its offset), the id of its `routine` and the `name` of that,
    `outcome` ("completed" or "partial"), `active_s`, which are seconds of work, the ids of its `exercises` and the
    person's `note`. All that is known of a session is in `hipstretch export FILE.json`.
    """
    found = [
        {
            "id": one.id,
            "started_at": one.started_at.isoformat(),
            "routine": one.routine,
            "name": names.routine(catalogue, one.routine),
            "outcome": one.outcome,
            "active_s": one.active_s,
            "exercises": one.exercises,
            "note": one.note,
        }
        for one in some
    ]
    return json.dumps({"sessions": found}, indent=1)


def as_text(some: Sequence[SessionSummary], catalogue: Catalogue) -> str:
    """A line for each session, newest first: when, what, how much, and whether something was left out."""
    if not some:
        return tr("There is no session to show.")
    rows = [
        (
            wording.short_day(one.started_at),
            wording.clock(one.started_at),
            truncate(names.routine(catalogue, one.routine)),
            wording.minutes(one.active_s),
            tr("in part") if one.outcome is SessionOutcome.PARTIAL else "",
        )
        for one in some
    ]
    return "\n".join(table.lines(rows))
