"""A media key that is heard by two ways is one press.

Most desktops keep the media keys for themselves and tell the player on the bus. One that hands them on to the window as
well would pause and go on at once.
"""

from enum import StrEnum
from typing import NamedTuple

from .transitions import Command

TWICE_S = 0.5
"""So many seconds apart, the same key by the other way is the same press."""


class Way(StrEnum):
    """How the press of a media key comes."""

    WINDOW = "window"
    BUS = "bus"


class _Press(NamedTuple):
    key: Command
    way: Way
    at: float


class OnePress:
    """The presses of the last moment that have come by one way so far. `now` is monotonic seconds."""

    def __init__(self) -> None:
        self._alone: list[_Press] = []

    def counts(self, key: Command, way: Way, now: float) -> bool:
        """Whether a press is a new one; Play, Pause and Play/Pause are one key, PAUSE."""
        recent = [press for press in self._alone if now - press.at <= TWICE_S]
        same = next((press for press in recent if press.key is key and press.way is not way), None)
        if same:
            recent.remove(same)
        else:
            recent.append(_Press(key, way, now))
        self._alone = recent
        return same is None
