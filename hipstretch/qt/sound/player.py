"""What the players share: the sounds of a theme, and a problem that comes and goes."""

import logging
import wave
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from hipstretch.core.timeline import Cue
from hipstretch.translation import marked, tr

STALE_S = 0.25
"""A cue later than this is dropped: a late sound misleads more than none."""
RETRY_MS = 1000
"""How long after a failure the sound device is tried again."""
VOICES = 4
"""Cues that can sound at once; one more silences the oldest."""
RATE = 48_000
"""Every sound file has this many samples a second, 16 bit, mono."""
log = logging.getLogger("hipstretch.sound")


class Trouble(NamedTuple):
    """Why nothing is heard: an English sentence that is put into words where it is shown, and a file it may name."""

    text: str
    path: str = ""

    def words(self) -> str:
        """In the language that counts now."""
        return tr(self.text).format(path=self.path)


NO_DEVICE = Trouble(
    marked("No sound device answers. Every change is shown on the screen; sound comes back by itself.")
)
"""The trouble of a player that nothing answers."""


def gain(percent: int) -> float:
    """The factor for samples: halving the percentage sounds about half as loud."""
    return (min(100, max(0, percent)) / 100) ** 2


class Player(QObject):
    """What all players share: the sounds of a theme, and a problem that comes and goes."""

    problem_changed = Signal()

    def __init__(self, sounds: Path, theme: str, volume: int) -> None:
        super().__init__()
        self._sounds = sounds
        self._gain = gain(volume)
        self._trouble: Trouble | None = None
        self._unreadable: Trouble | None = None
        self._pcm: Mapping[Cue, bytes] = {}
        self.set_theme(theme)

    @property
    def problem(self) -> str | None:
        return self.trouble.words() if self.trouble else None

    @property
    def trouble(self) -> Trouble | None:
        """The same before it is put into words."""
        return self._trouble or self._unreadable

    def when_ready(self, then: Callable[[], None]) -> None:
        """At once: a player in this process is ready when it is made."""
        then()

    def prepare_in(self, seconds: float) -> None:
        """Nothing to do where nothing runs between cues."""

    def release(self) -> None:
        """Nothing to do either."""

    def set_theme(self, theme: str) -> None:
        pcm: dict[Cue, bytes] = {}
        unreadable = None
        for cue in Cue:
            path = self._sounds / theme / f"{cue}.wav"
            try:
                pcm[cue] = _read(path)
            except (OSError, EOFError, ValueError, wave.Error) as error:
                log.warning("%s can't be played: %s", path, error)
                text = marked("A sound is missing: {path}. Follow the screen there.")
                unreadable = Trouble(text, str(path))
        before = self.trouble
        self._pcm, self._unreadable = pcm, unreadable
        self._tell(before)

    def _set_trouble(self, trouble: Trouble | None) -> None:
        before = self.trouble
        self._trouble = trouble
        self._tell(before)

    def _tell(self, before: Trouble | None) -> None:
        if self.trouble != before:
            log.info("sound: %s", self.trouble.text if self.trouble else "ready")
            self.problem_changed.emit()


def _read(path: Path) -> bytes:
    """The samples of a sound file. Raises OSError, EOFError, ValueError or wave.Error."""
    with wave.open(str(path), "rb") as file:
        if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != (1, 2, RATE):
            raise ValueError("it is not 48 kHz, 16 bit, mono")
        return file.readframes(file.getnframes())
