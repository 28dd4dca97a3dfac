"""What a cue player is, and the best one for this computer."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import SignalInstance

from hipstretch.core.timeline import Cue

from .players import QtMultimediaPlayer, SilentPlayer, SimpleAudioPlayer

log = logging.getLogger("hipstretch.sound")


class CuePlayer(Protocol):
    """Plays cues at once, never raises and never waits."""

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

    def expect(self, seconds: float) -> None:
        """The next cue is due in so many seconds: take no processor until shortly before."""

    def rest(self) -> None:
        """Nobody knows when the next cue comes: take no processor until it does, perhaps a moment late."""

    def close(self) -> None:
        """Let go of the device; nothing sounds afterwards."""


Choice = Callable[[Path, str, int], CuePlayer]


def make_player(sounds: Path, theme: str, volume: int, prefer: str | None = None) -> CuePlayer:
    """The best player that works here.

    `sounds` holds a folder for each theme; `prefer` is "simpleaudio", "qt" or "silent" and comes first.
    """
    choices: dict[str, Choice] = {
        "simpleaudio": SimpleAudioPlayer,
        "qt": _qt_player,
        "silent": SilentPlayer,
    }
    for name in sorted(choices, key=lambda name: name != prefer):
        try:
            return choices[name](sounds, theme, volume)
        except ImportError as error:
            log.info("%s is not available: %s", name, error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next player may do better
            log.warning("%s does not work: %s", name, error)
    raise AssertionError("the silent player always works")


def _qt_player(sounds: Path, theme: str, volume: int) -> CuePlayer:
    if sys.platform == "linux":
        from .sound_process import SoundProcess

        return SoundProcess(sounds, theme, volume)
    return QtMultimediaPlayer(sounds, theme, volume)
