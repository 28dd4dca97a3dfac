"""What an import added, so that it can be taken back; and the settings that a file holds."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hipstretch.core.problem import Invalid
from hipstretch.core.record import Deleted
from hipstretch.core.settings import LOCAL, Settings

from . import own_files, own_import, settings_file
from .checks_file import ChecksFile
from .clock import Clock
from .history_file import HistoryFile
from .history_line import deleted_line
from .own_import import EXERCISES, ROUTINES, Placed
from .paths import Paths

OF_THE_COMPUTER = (*sorted(LOCAL), "welcomed")
"""The settings that another computer's say nothing about."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in: sessions by their ids with the `life` they had, tightness checks by their ids, own things."""

    sessions: Mapping[str, int]
    checks: tuple[str, ...]
    own: tuple[Placed, ...]

    def count(self, kind: str) -> int:
        """How many EXERCISES or ROUTINES are new."""
        return sum(1 for one in self.own if one.kind == kind and one.aside is None)

    @property
    def replaced(self) -> int:
        """How many exercises and routines took the place of others."""
        return len(self.own) - self.count(EXERCISES) - self.count(ROUTINES)


def take_back(done: Imported, paths: Paths, clock: Clock) -> None:
    """Have everything as it was before an import: nothing is erased, what was added stays hidden or as a deletion.

    Raises OSError, and Invalid for a file that is none of ours; a second try takes back the rest.
    """
    for one in reversed(done.own):  # routines before the exercises in them
        place = own_import.path_of(paths.exercises.parent, one.kind, one.id)
        if one.aside and not one.aside.exists():
            continue  # it was taken back before
        if place.exists():
            own_files.put_away(place)
        if one.aside:
            one.aside.rename(place)
    for check in done.checks:
        ChecksFile(paths.checks, clock).delete(check)
    if done.sessions:
        gone = (deleted_line(Deleted(one, clock.wall(), life)) for one, life in done.sessions.items())
        HistoryFile(paths.history, clock, paths.local).add(b"".join(gone))


def settings_in(data: bytes | None, mine: Settings) -> Settings | None:
    """The settings in a file, but for OF_THE_COMPUTER; None if there are none that can be read, or just `mine`."""
    if data is None:
        return None
    try:
        found = settings_file.in_bytes(data)
    except Invalid:
        return None
    theirs = replace(found, **{name: getattr(mine, name) for name in OF_THE_COMPUTER})
    return None if theirs == mine else theirs
