"""The best cue player for this computer."""

import logging
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from hipstretch.core.settings import SoundPlayer

from .protocol import CuePlayer
from .silent_player import SilentPlayer

log = logging.getLogger("hipstretch.sound")
NEEDS = {SoundPlayer.SIMPLEAUDIO: "simpleaudio", SoundPlayer.QT: "PySide6.QtMultimedia"}
"""The module that each player needs; the better one first."""


def installed() -> tuple[SoundPlayer, ...]:
    """The players whose modules are there, the better one first; nothing is imported."""
    return tuple(kind for kind, module in NEEDS.items() if find_spec(module))


def make_player(
    sounds: Path, theme: str, volume: int, prefer: SoundPlayer = SoundPlayer.AUTOMATIC
) -> CuePlayer:
    """The best player that works here, or the one that is preferred.

    `sounds` holds a folder for each theme.
    """
    kinds = sorted(installed(), key=lambda kind: kind != prefer)
    if SoundPlayer.SIMPLEAUDIO not in kinds:
        log.info("simpleaudio is not installed: Qt Multimedia plays the sounds")
    if kinds and sys.platform == "linux":
        from .sound_process import SoundProcess

        return SoundProcess(kinds, sounds, theme, volume)
    for kind in kinds:
        try:
            return MAKERS[kind](sounds, theme, volume)
        except ImportError as error:
            log.info("%s is not available: %s", kind, error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the next player may do better
            log.warning("%s does not work: %s", kind, error)
    return SilentPlayer(sounds, theme, volume)


def _simpleaudio(sounds: Path, theme: str, volume: int) -> CuePlayer:
    from .simpleaudio_player import SimpleAudioPlayer

    return SimpleAudioPlayer(sounds, theme, volume)


def _qt(sounds: Path, theme: str, volume: int) -> CuePlayer:
    from .qt_player import QtMultimediaPlayer

    return QtMultimediaPlayer(sounds, theme, volume)


MAKERS: dict[SoundPlayer, Callable[[Path, str, int], CuePlayer]] = {
    SoundPlayer.SIMPLEAUDIO: _simpleaudio,
    SoundPlayer.QT: _qt,
}
"""What makes a player in this process."""
