"""The best cue player for this computer."""

import logging
import sys
from collections.abc import Callable
from pathlib import Path

from .protocol import CuePlayer
from .qt_player import QtMultimediaPlayer
from .silent_player import SilentPlayer
from .simpleaudio_player import SimpleAudioPlayer

log = logging.getLogger("hipstretch.sound")
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
