"""What is due, for `hipstretch due`."""

import json
from dataclasses import asdict
from datetime import datetime

from hipstretch.core.due import Due
from hipstretch.data.catalogue import Catalogue
from hipstretch.qt import names, schedule_words
from hipstretch.translation import tr

NOTHING, SOMETHING = 0, 10
"""The exit codes: whether anything is due now."""


def exit_code(found: Due) -> int:
    """SOMETHING if anything is due now, else NOTHING."""
    return SOMETHING if found.now else NOTHING


def as_json(found: Due, catalogue: Catalogue) -> str:
    """The answer as JSON.

    An object with `day`, the date that counts, `due`, the ids of what is due now, `changes_at`, until when this holds
    if nothing is done, `next`, when more will be due, and `items`: for each schedule, what is due first, the id of its
    `routine` ("exercise:ID" for a single exercise), its `name`, and the fields of `core.due.Item`: `times` a day and
    how many of them are `done` and `due` by now, `since` when, `next`, `days_a_week` and `days_done` of this week, and
    whether it `can_wait`. Moments are ISO 8601 with their offset; null stands for none.
    """
    items = [{**asdict(one), "name": names.routine(catalogue, one.routine)} for one in found.items]
    answer = {
        "day": found.day,
        "due": [one.routine for one in found.now],
        "changes_at": found.changes_at,
        "next": found.next,
        "items": items,
    }
    return json.dumps(answer, indent=1, ensure_ascii=False, default=lambda value: value.isoformat())


def as_text(found: Due, catalogue: Catalogue, now: datetime, day_begins: int) -> str:
    """A line for each schedule; what is due now comes first, under a heading."""
    lines = [
        f"{names.routine(catalogue, one.routine)} · {schedule_words.state(one, now, day_begins)}"
        for one in found.items
    ]
    if not lines:
        return tr("Nothing has a schedule. Plan is where one is made.")
    due = len(found.now)
    heading = tr("Due now:") if due else tr("Nothing is due now.")
    return "\n".join((heading, *(f"  {line}" for line in lines[:due]), *lines[due:]))
