"""What every player knows of sounds, without Qt and most of core: one plays in a process that is to be small."""

import wave
from array import array
from collections.abc import Iterable, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from hipstretch.translation import marked, tr

STALE_S = 0.25
"""A cue later than this is dropped: a late sound misleads more than none."""
VOICES = 4
"""Cues that can sound at once; one more silences the oldest."""
RATE = 48_000
"""Every sound file has this many samples a second, 16 bit, mono."""


class Trouble(NamedTuple):
    """Why nothing is heard: an English sentence that is put into words where it is shown, and a file it may name."""

    text: str
    path: str = ""

    def words(self) -> str:
        """In the language that counts now."""
        from hipstretch.qt.language import path_words  # the child has no Qt

        return tr(self.text).format(path=path_words(self.path))


NO_DEVICE = Trouble(
    marked("No sound device answers. Every change is shown on the screen; sound comes back by itself.")
)
"""The trouble of a player that nothing answers."""


def gain(percent: int) -> float:
    """The factor for samples: halving the percentage sounds about half as loud."""
    return (min(100, max(0, percent)) / 100) ** 2


def load(folder: Path, cues: Iterable[str]) -> tuple[dict[str, bytes], Trouble | None]:
    """The samples of every cue of a theme that can be read, and what is wrong with the last that can't."""
    pcm: dict[str, bytes] = {}
    trouble = None
    for cue in cues:
        path = folder / f"{cue}.wav"
        try:
            pcm[cue] = _read(path)
        except (OSError, EOFError, ValueError, wave.Error):
            trouble = Trouble(marked("A sound is missing: {path}. Follow the screen there."), str(path))
    return pcm, trouble


def scaled(pcm: Mapping[str, bytes], factor: float) -> dict[str, bytes]:
    """Samples, 16 bit in the machine's order, times a factor up to 1."""
    levels = chain(range(32768), range(-32768, 0))  # an index may be negative
    table = array("h", (round(level * factor) for level in levels))
    return {cue: array("h", map(table.__getitem__, array("h", one))).tobytes() for cue, one in pcm.items()}


def _read(path: Path) -> bytes:
    """The samples of a sound file. Raises OSError, EOFError, ValueError or wave.Error."""
    with wave.open(str(path), "rb") as file:
        if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != (1, 2, RATE):
            raise ValueError("it is not 48 kHz, 16 bit, mono")
        return file.readframes(file.getnframes())
