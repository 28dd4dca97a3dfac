"""When a routine was last done, in words."""

from datetime import date

from hipstretch.core.due import last_time
from hipstretch.core.record import SessionRecord
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr, tr_count


def last_words(stores: Stores, routine_id: str, day: date) -> str:
    """When a routine was last done, seen from a day."""
    recent = stores.history.recent
    last = last_time(recent, routine_id, day, stores.settings.current.day_begins)
    if last is None:
        if not recent:
            return tr("A good place to begin")
        tried = any(one.routine == routine_id for one in recent)
        return tr("Not done lately") if tried or stores.history.has_older else tr("Not tried yet")
    ago = (day - stores.settings.day_of(last.started_at)).days
    if ago <= 0:
        if last.begun == len(last.exercises):
            return tr("Done today at {time}").format(time=wording.clock(last.started_at))
        return part_words(last)
    if ago == 1:
        return tr("Last done yesterday")
    return tr("Last done {ago}").format(ago=wording.days_ago(ago))


def part_words(session: SessionRecord) -> str:
    """Of a session of today how many of its exercises were begun."""
    total = len(session.exercises)
    words = tr_count(
        "Today at {time}: {done} of {total} exercise", "Today at {time}: {done} of {total} exercises", total
    )
    return words.format(
        time=wording.clock(session.started_at),
        done=wording.number(session.begun),
        total=wording.number(total),
    )
