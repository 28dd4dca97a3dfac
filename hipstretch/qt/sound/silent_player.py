"""The player that plays nothing and says why."""

from pathlib import Path

from hipstretch.core.timeline import Cue
from hipstretch.translation import marked

from .player import Player
from .samples import Trouble


class SilentPlayer(Player):
    """Plays nothing and says why."""

    def __init__(self, sounds: Path, theme: str, volume: int) -> None:
        super().__init__(sounds, theme, volume)
        text = marked("There is no sound: no way to play it was found. Every change is shown on the screen.")
        self._set_trouble(Trouble(text))

    def play(self, cue: Cue) -> None:
        """Do nothing."""

    def set_volume(self, percent: int) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing."""
