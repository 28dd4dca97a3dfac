"""The sessions as CSV, for a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from hipstretch.core import figures
from hipstretch.core.record import SessionRecord

from .fit import Names, by_id

COLUMNS = (
    "session",
    "started_at",
    "ended_at",
    "routine",
    "outcome",
    "active_min",
    "exercise",
    "side",
    "kind",
    "planned_s",
    "done_s",
    "planned_reps",
    "done_reps",
    "set_outcome",
    "hip_left_before",
    "hip_right_before",
    "back_before",
    "hip_left_after",
    "hip_right_after",
    "back_after",
    "note",
)
"""The columns of the table: one row a set, and one for a session without any.

Times are by the clock where it was done, `active_min` are minutes of work of the whole session; both, and the other
numbers, as pages show them.
"""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def table(sessions: Iterable[SessionRecord], called: Callable[[SessionRecord], Names] = by_id) -> str:
    """The sessions as CSV, with these names. Decimals have a point; a text never is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(row for record in sessions for row in _rows(record, called(record)))
    return out.getvalue()


def _rows(record: SessionRecord, called: Names) -> Iterator[list[object]]:
    scores = [
        getattr(feeling, name, None)
        for feeling in (record.feeling_before, record.feeling_after)
        for name in ("hip_left", "hip_right", "back")
    ]
    head = [
        _text(record.id),
        _moment(record.started_at),
        _moment(record.ended_at),
        _text(called.routine),
        record.outcome,
        figures.minutes(record.active_s),
    ]
    tail = [*scores, _text(record.note)]
    named = zip(called.exercises, record.exercises, strict=True)
    sets = [(name, one) for name, exercise in named for one in exercise.sets]
    for exercise, s in sets:
        amounts = (figures.tenth(s.planned_s), figures.tenth(s.done_s), s.planned_reps, s.done_reps)
        yield [*head, _text(exercise), s.side, s.kind, *amounts, s.outcome, *tail]
    if not sets:
        yield [*head, *[None] * 8, *tail]


def _moment(moment: datetime) -> str:
    """As spreadsheets read it."""
    return moment.replace(tzinfo=None).isoformat(" ", "seconds")


def _text(text: str) -> str:
    clean = text.encode("utf-8", "replace").decode()
    return f"'{clean}" if clean.startswith(_FORMULA) else clean
