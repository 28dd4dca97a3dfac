"""Where finished sessions wait that the history's disk refused: a file in another place, for the next start."""

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from hipstretch.core import record as records
from hipstretch.core.problem import Invalid
from hipstretch.core.record import SessionRecord

from . import atomic, history_line, reading

MAX_BYTES = 10_000_000
"""A larger file is none of ours."""


class PendingSessions:
    """A few sessions in a file that exists only while they wait."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def save(self, waiting: Sequence[SessionRecord]) -> bool:
        """Keep these and no others; False if this place takes nothing either."""
        try:
            atomic.write(self.path, b"".join(history_line.as_line(r) for r in waiting))
        except OSError:
            return False
        return True

    def load(self) -> tuple[SessionRecord, ...]:
        """The sessions that wait. A file that is not ours, or can't be understood, is left alone."""
        try:
            if self.path.is_symlink() or (hasattr(os, "getuid") and self.path.stat().st_uid != os.getuid()):
                return ()
            lines = reading.read(self.path, MAX_BYTES).split(b"\n")[:-1]
            return tuple(records.from_json(reading.json_object(line)) for line in lines)
        except (OSError, Invalid):
            return ()

    def clear(self) -> None:
        """Nobody waits any more."""
        with contextlib.suppress(OSError):
            self.path.unlink()
