"""What the players in this process share: the sounds of a theme, and a problem that comes and goes."""

import logging
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from hipstretch.core.settings import SoundPlayer
from hipstretch.core.timeline import Cue

from .samples import Trouble, gain, load

RETRY_MS = 1000
"""How long after a failure the sound device is tried again."""
log = logging.getLogger("hipstretch.sound")


class Player(QObject):
    """What all players share: the sounds of a theme, and a problem that comes and goes."""

    problem_changed = Signal()
    kind: SoundPlayer | None = None

    def __init__(self, sounds: Path, theme: str, volume: int) -> None:
        super().__init__()
        self._sounds = sounds
        self._gain = gain(volume)
        self._trouble: Trouble | None = None
        self._unreadable: Trouble | None = None
        self._pcm: Mapping[str, bytes] = {}
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
        before = self.trouble
        self._pcm, self._unreadable = load(self._sounds / theme, Cue)
        self._tell(before)

    def _set_trouble(self, trouble: Trouble | None) -> None:
        before = self.trouble
        self._trouble = trouble
        self._tell(before)

    def _tell(self, before: Trouble | None) -> None:
        if self.trouble != before:
            log.info("sound: %s", " ".join(self.trouble) if self.trouble else "ready")
            self.problem_changed.emit()
