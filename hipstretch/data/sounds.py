"""How long the cues sound."""

import wave
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from hipstretch.core.timeline import Cue


@cache
def lengths(folder: Path) -> Mapping[Cue, float]:
    """Seconds of each cue in a theme's folder; one that can't be read makes no sound, so it is left out."""
    found: dict[Cue, float] = {}
    for cue in Cue:
        try:
            with wave.open(str(folder / f"{cue}.wav")) as file:
                found[cue] = file.getnframes() / file.getframerate()
        except (OSError, EOFError, wave.Error):
            continue
    return found
