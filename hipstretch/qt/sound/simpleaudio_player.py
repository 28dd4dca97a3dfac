"""The player by simpleaudio."""

import time
from array import array
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer

from hipstretch.core.timeline import Cue

from .player import NO_DEVICE, RATE, RETRY_MS, VOICES, Player, gain, log

CLOSE_S = 0.5
"""How long closing waits for a sound to end."""


class SimpleAudioPlayer(Player):
    """Hands each cue to simpleaudio, which opens the device anew each time: it comes back by itself."""

    def __init__(self, sounds: Path, theme: str, volume: int) -> None:
        import simpleaudio

        self._simpleaudio = simpleaudio
        self._playing: deque[Any] = deque()
        super().__init__(sounds, theme, volume)
        self._silence = bytes(RATE // 10 * 2)
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(self._probe)
        self._start(self._silence)  # raises: then another player may know a device
        self._loud: dict[Cue, bytes] = {}

    def when_ready(self, then: Callable[[], None]) -> None:
        """Make every cue as loud as it is to be, which takes a quarter of a second: no cue has to wait for it later."""
        for cue in self._pcm:
            self._samples(cue)
        then()

    def play(self, cue: Cue) -> None:
        if self._pcm.get(cue):
            self._attempt(self._samples(cue))

    def _samples(self, cue: Cue) -> bytes:
        """The samples of a cue at the volume of the moment."""
        if cue not in self._loud:
            self._loud[cue] = _scaled(self._pcm[cue], self._gain)
        return self._loud[cue]

    def set_theme(self, theme: str) -> None:
        super().set_theme(theme)
        self._loud = {}

    def set_volume(self, percent: int) -> None:
        self._gain = gain(percent)
        self._loud = {}

    def close(self) -> None:
        """Stop what sounds, and wait for it: simpleaudio's threads must not outlive the interpreter."""
        self._retry.stop()
        give_up = time.monotonic() + CLOSE_S
        for sound in self._playing:
            sound.stop()
        while any(sound.is_playing() for sound in self._playing) and time.monotonic() < give_up:
            time.sleep(0.005)
        self._playing.clear()

    def _probe(self) -> None:
        self._attempt(self._silence)

    def _attempt(self, pcm: bytes) -> None:
        try:
            self._start(pcm)
        except Exception as error:  # noqa: BLE001 - simpleaudio's own error class is not public
            log.info("simpleaudio: %s", error)
            self._set_trouble(NO_DEVICE)
            self._retry.start()
        else:
            self._retry.stop()
            self._set_trouble(None)

    def _start(self, pcm: bytes) -> None:
        self._playing = deque(sound for sound in self._playing if sound.is_playing())
        while len(self._playing) >= VOICES:
            self._playing.popleft().stop()
        self._playing.append(self._simpleaudio.play_buffer(pcm, 1, 2, RATE))


def _scaled(pcm: bytes, factor: float) -> bytes:
    """Samples, 16 bit in the machine's order, times a factor up to 1."""
    return array("h", (round(sample * factor) for sample in array("h", pcm))).tobytes()
