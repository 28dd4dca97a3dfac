"""The player by simpleaudio in this process: for Windows and macOS, whose sound servers are part of the system."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

from hipstretch.core.settings import SoundPlayer
from hipstretch.core.timeline import Cue

from .player import RETRY_MS, Player, log
from .samples import NO_DEVICE, RATE, gain, scaled
from .simpleaudio_voices import Voices

SILENCE = bytes(RATE // 10 * 2)


class SimpleAudioPlayer(Player):
    """Plays by simpleaudio, and after a failure tries the device again until it is back."""

    kind = SoundPlayer.SIMPLEAUDIO

    def __init__(self, sounds: Path, theme: str, volume: int) -> None:
        """Raises ImportError, or what simpleaudio raises: then another player may know a device."""
        self._voices = Voices()
        self._loud: dict[str, bytes] = {}
        """Each cue at the volume of the moment; empty until they are needed."""
        super().__init__(sounds, theme, volume)
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(lambda: self._attempt(SILENCE))
        self._voices.play_beside(SILENCE)

    def when_ready(self, then: Callable[[], None]) -> None:
        """Make every cue as loud as it is to be, some hundredths of a second: no cue has to wait for it later."""
        self._prepare()
        then()

    def play(self, cue: Cue) -> None:
        self._prepare()
        if cue in self._loud:
            self._attempt(self._loud[cue])

    def set_theme(self, theme: str) -> None:
        super().set_theme(theme)
        self._loud = {}

    def set_volume(self, percent: int) -> None:
        self._gain = gain(percent)
        self._loud = {}

    def close(self) -> None:
        self._retry.stop()
        self._voices.close()

    def _prepare(self) -> None:
        self._loud = self._loud or scaled(self._pcm, self._gain)

    def _attempt(self, pcm: bytes) -> None:
        try:
            self._voices.play(pcm)
        except Exception as error:  # noqa: BLE001 - simpleaudio's own error class is not public
            if not self._trouble:  # else it was said already
                log.info("simpleaudio: %s", error)
            self._set_trouble(NO_DEVICE)
            self._retry.start()
        else:
            self._retry.stop()
            self._set_trouble(None)
