"""What a system tells of starting with the computer."""

from enum import Enum, auto
from typing import Protocol


class State(Enum):
    """What the system starts when the person logs in."""

    OFF = auto()
    ON = auto()
    OTHER = auto()
    """Hipstretch, but another copy of it, or on other data."""
    UNKNOWN = auto()
    """The system does not tell."""


class System(Protocol):
    """One way of starting with the computer. Each call reads or writes, and may wait for the person's answer.

    All raise OSError or ValueError if the system refuses.
    """

    def state(self) -> State:
        """What is there now."""

    def put_in(self) -> None:
        """Have this program started from the next login on, whatever was there."""

    def take_out(self) -> None:
        """Have nothing of ours started."""
