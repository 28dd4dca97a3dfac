"""What is said of a session that waits while something is asked or set."""

from hipstretch.core.timeline import LEAD_IN_S
from hipstretch.qt import wording
from hipstretch.translation import tr, tr_count


def afterwards(*, goes_on: bool) -> str:
    """What comes of it when that is over."""
    if not goes_on:
        return tr("The session waits afterwards; Space goes on.")
    return tr_count(
        "Then the session goes on, after {seconds} second.",
        "Then the session goes on, after {seconds} seconds.",
        int(LEAD_IN_S),
    ).format(seconds=wording.number(LEAD_IN_S))
