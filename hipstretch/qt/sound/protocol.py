"""What a cue player is."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import SignalInstance

from hipstretch.core.settings import SoundPlayer
from hipstretch.core.timeline import Cue


class CuePlayer(Protocol):
    """Plays cues at once, never raises and never waits."""

    @property
    def kind(self) -> SoundPlayer | None:
        """What plays; None if nothing can."""

    @property
    def problem(self) -> str | None:
        """Why nothing is heard, in words for the person; None while all is well."""

    @property
    def problem_changed(self) -> SignalInstance:
        """Emitted without arguments when `problem` has another value."""

    def play(self, cue: Cue) -> None:
        """Begin a cue now, over what still sounds."""

    def set_theme(self, theme: str) -> None:
        """Take the sounds from another folder."""

    def set_volume(self, percent: int) -> None:
        """From 0, silence, to 100; steps sound alike."""

    def when_ready(self, then: Callable[[], None]) -> None:
        """Call `then` as soon as a cue can be heard, or is known not to be; seconds from now at most."""

    def prepare_in(self, seconds: float) -> None:
        """The next cue is due in so many seconds: take no processor until shortly before."""

    def release(self) -> None:
        """Nobody knows when the next cue comes: take no processor until it does, perhaps a moment late."""

    def close(self) -> None:
        """Let go of the device; nothing sounds afterwards."""
