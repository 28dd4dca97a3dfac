"""How long a routine takes, and when it would be done."""

from datetime import timedelta

from hipstretch.data.clock import Clock
from hipstretch.qt import wording
from hipstretch.translation import tr


def length_line(length_s: float, clock: Clock) -> str:
    """A line for a routine of this length."""
    words = tr("{length} · done at {time} if you start now")
    end = clock.wall() + timedelta(seconds=length_s)
    return words.format(length=wording.minutes(length_s), time=wording.clock(end))
