"""Sounds by simpleaudio, without Qt."""

import time
from collections import deque
from typing import Any

from .samples import RATE, VOICES

BYTES_A_SECOND = 2 * RATE
CLOSE_S = 0.5
"""How long closing waits for a sound to end."""


class Voices:
    """Hands each sound to simpleaudio, which opens the device anew for it: one that was away comes back by itself.

    What has ended is told by the clock. To ask simpleaudio is not safe: it begins to walk its list of sounds before it
    locks it, and a sound that ends in that moment is freed.
    """

    def __init__(self) -> None:
        """Raises ImportError where simpleaudio is not installed, or the library of the system that it needs."""
        import simpleaudio

        self._simpleaudio = simpleaudio
        self._playing: deque[tuple[float, Any]] = deque()
        """Each sound with the monotonic second at which it ends."""

    def play(self, pcm: bytes) -> None:
        """Begin a sound. Raises what simpleaudio raises: its class of errors is not public."""
        now = time.monotonic()
        self._playing = deque((end, sound) for end, sound in self._playing if end > now)
        while len(self._playing) >= VOICES:
            self._playing.popleft()[1].stop()
        self._playing.append((now + len(pcm) / BYTES_A_SECOND, self.play_beside(pcm)))

    def play_beside(self, pcm: bytes) -> Any:
        """Begin a sound that does not count as one of VOICES; what simpleaudio gives for it. Raises as `play` does."""
        return self._simpleaudio.play_buffer(pcm, 1, 2, RATE)

    def stop_last(self) -> None:
        """Silence the sound that was begun last: its beginning, a tenth of a second, may be heard."""
        if self._playing:
            self._playing.pop()[1].stop()

    def close(self) -> None:
        """Stop what sounds, and wait for it: simpleaudio's threads must not outlive the interpreter."""
        give_up = time.monotonic() + CLOSE_S
        sounds = [sound for _, sound in self._playing]
        for sound in sounds:
            sound.stop()
        while any(sound.is_playing() for sound in sounds) and time.monotonic() < give_up:
            time.sleep(0.005)
        self._playing.clear()
