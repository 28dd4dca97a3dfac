"""What happens in a session.

Every event carries `at`: the monotonic second it was due, not when it was noticed.
"""

from dataclasses import dataclass
from enum import StrEnum

from .outcome import Outcome
from .timeline import Cue, Phase


class PauseReason(StrEnum):
    """Why a session waits."""

    PERSON = "person"
    STALL = "stall"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Event:
    """Anything that happens, at a monotonic second."""

    at: float


@dataclass(frozen=True, slots=True)
class PhaseStarted(Event):
    """A phase begins, or begins anew after `back`."""

    phase: Phase


@dataclass(frozen=True, slots=True)
class PhaseEnded(Event):
    """A phase is over. `done_s` are the seconds it counts with: those of the longest attempt."""

    phase: Phase
    outcome: Outcome
    done_s: float


@dataclass(frozen=True, slots=True)
class PhaseReopened(Event):
    """`back` went to a phase that had ended; it will end once more."""

    phase: Phase


@dataclass(frozen=True, slots=True)
class PhaseExtended(Event):
    """The running phase got longer; `phase` has its new length."""

    phase: Phase


@dataclass(frozen=True, slots=True)
class CueDue(Event):
    """A sound, and what goes with it on the screen, is due."""

    cue: Cue


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """The session waits."""

    reason: PauseReason


@dataclass(frozen=True, slots=True)
class Resuming(Event):
    """The lead-in runs; at `until` the phase goes on where it stopped."""

    until: float


@dataclass(frozen=True, slots=True)
class Resumed(Event):
    """The phase goes on."""


@dataclass(frozen=True, slots=True)
class Replanned(Event):
    """The phases to come have changed."""


@dataclass(frozen=True, slots=True)
class SessionFinished(Event):
    """Nothing follows. `stopped` says that the person ended it early, `discarded` that nothing is to be kept."""

    stopped: bool
    discarded: bool = False
