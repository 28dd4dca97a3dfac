"""simpleaudio in a process of its own, for Linux; `sound_process.SoundProcess` is its parent.

simpleaudio opens the device for every cue, and meanwhile its whole process stands still: for half a minute where the
sound server hangs. So it must not be the process with the window. Without Qt this child takes half of what the one
with Qt Multimedia takes.

It ends when the device can't be opened; the next child tries again. A moment before a cue is due it plays silence: a
device that sleeps would cut off the beginning, and one that is gone is noticed in time.
"""

import math
import os
import select
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from hipstretch.qt.child_side import Input, end_with_parent, tell

from .samples import NO_DEVICE, RATE, STALE_S, Trouble, gain, load, scaled
from .simpleaudio_voices import Voices

AHEAD_S = 2.0
"""So long before a cue the device is woken: time enough for another child to begin."""
SILENCE = bytes(round((AHEAD_S + STALE_S) * RATE) * 2)
PLUG_IN = "libasound_module_pcm_"
"""What the libraries are called by which ALSA hands sound on to PulseAudio or PipeWire."""


class Child:
    """Does what its parent says; the methods are the commands."""

    def __init__(self, sounds: Path, theme: str, volume: int, cues: Sequence[str]) -> None:
        """Raises ImportError or what simpleaudio raises if nothing can be played."""
        self._sounds, self._theme, self._gain, self._cues = sounds, theme, gain(volume), cues
        self._loud: dict[str, bytes] = {}
        """Each cue at the volume of the moment; empty when they are to be read again."""
        self._trouble: Trouble | None = None
        self._voices = Voices()
        self._wake_at = math.inf
        self._awake_until = 0.0
        """In monotonic seconds."""
        self._wake()
        if _passes_the_server_by():
            raise OSError("ALSA does not lead to the sound server")
        self._prepare()
        if not self._trouble:  # else that is told
            tell(None)

    def play(self, cue: str, asked_at: float) -> None:
        """Begin a cue, unless it would be late."""
        if time.monotonic() - asked_at > STALE_S:
            return
        self._prepare()
        if cue in self._loud:
            self._voices.play(self._loud[cue])
        if time.monotonic() - asked_at > STALE_S:  # opening the device took too long
            self._voices.stop_last()

    def prepare_in(self, seconds: float) -> None:
        """Have the device awake for the next cue."""
        due = time.monotonic() + seconds
        self._wake_at = max(due - AHEAD_S, self._awake_until if self._awake_until < due else math.inf)

    def release(self) -> None:
        """Let the device sleep."""
        self._wake_at = math.inf

    def theme(self, name: str) -> None:
        """Take the sounds from another folder."""
        self._theme, self._loud = name, {}

    def volume(self, percent: int) -> None:
        """From 0 to 100."""
        self._gain, self._loud = gain(percent), {}

    def serve(self) -> None:
        """Do what comes in until nothing more does."""
        names = ("play", "prepare_in", "release", "theme", "volume")
        coming, here = Input({name: getattr(self, name) for name in names}), True
        while here:
            wait_s = None if self._wake_at == math.inf else max(0.0, self._wake_at - time.monotonic())
            if select.select([0], [], [], wait_s)[0]:
                here = coming.take()
                self._prepare()
            else:
                self._wake()

    def _prepare(self) -> None:
        """Have every cue at hand, which takes some hundredths of a second."""
        if not self._loud:
            before = self._trouble
            pcm, self._trouble = load(self._sounds / self._theme, self._cues)
            self._loud = scaled(pcm, self._gain)
            if self._trouble != before:
                tell(self._trouble)

    def _wake(self) -> None:
        self._wake_at = math.inf
        self._awake_until = time.monotonic() + AHEAD_S
        self._voices.play_beside(SILENCE)


def _passes_the_server_by() -> bool:
    """Whether a sound server runs, but ALSA plays without it: on a device that need not be the person's.

    To be asked while something plays, when the library that leads to the server is loaded.
    """
    runtime = Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
    runs = "PULSE_SERVER" in os.environ or (runtime / "pulse" / "native").exists()
    return runs and PLUG_IN not in Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")


def main(sounds: str, theme: str, volume: str, _check_ms: str, *cues: str) -> None:
    """The child: play what comes in until nothing more does."""
    end_with_parent()
    try:
        Child(Path(sounds), theme, int(volume), cues).serve()
    except Exception as error:  # noqa: BLE001 - simpleaudio's own error class is not public
        print(f"{type(error).__name__}: {error}", file=sys.stderr)
        tell(NO_DEVICE)
        code = 1
    else:
        code = 0
    sys.stdout.flush()
    os._exit(code)  # simpleaudio's threads must not meet an interpreter that ends


if __name__ == "__main__":
    main(*sys.argv[1:])
