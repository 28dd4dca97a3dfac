"""The sessions that have no record in the history yet: one file each, so that no session can overwrite another.

The file is written at every change of a session that runs, and removed when its record is on disk, or when the person
discards the session.
"""

import json
from pathlib import Path

from hipstretch.core.problem import Fault, Invalid, Problem, problem_of
from hipstretch.core.snapshot import Snapshot

from . import atomic, reading
from .clock import SYSTEM_CLOCK, Clock
from .snapshot_json import VERSION, from_json, from_version_1, to_json

MAX_BYTES = 4_000_000
"""A larger file is no journal: a session of an hour has twenty thousand bytes."""
MAX_FILES = 50
"""So many unfinished sessions are looked at, the newest first."""


class Journal:
    """Reads and writes the files of unfinished sessions.

    `folder` has a file for each session, named by the session's id. `old_file` is where earlier versions kept the only
    one.
    """

    def __init__(self, folder: Path, old_file: Path, clock: Clock = SYSTEM_CLOCK) -> None:
        self.folder = folder
        self._clock = clock
        self._old_file = old_file
        self._old_id = ""
        """The session in `old_file`."""

    def write(self, snapshot: Snapshot) -> None:
        """Put the session on disk. Raises OSError."""
        atomic.write(self._file(snapshot.id), json.dumps(to_json(snapshot), separators=(",", ":")).encode())

    def remove(self, session_id: str) -> None:
        """Forget the session. Raises OSError."""
        self._file(session_id).unlink(missing_ok=True)
        if session_id == self._old_id:
            self._old_file.unlink(missing_ok=True)

    def is_empty(self) -> bool:
        """Whether there is nothing to read, told without reading."""
        try:
            return not self._old_file.exists() and not any(self.folder.iterdir())
        except OSError:
            return not self._old_file.exists()

    def read(self) -> tuple[tuple[Snapshot, ...], tuple[Problem, ...]]:
        """The sessions, oldest first, and each file that can't be used. Never raises."""
        found: list[Snapshot] = []
        problems: list[Problem] = []
        for path in self._files():
            try:
                snapshot = _read(path)
            except FileNotFoundError:
                continue
            except OSError as error:
                problems.append(_problem(Fault.JOURNAL_UNREADABLE, path, error))
            except Invalid as error:
                problems.append(self._set_aside(path, error))
            else:
                found.append(snapshot)
                if path == self._old_file:
                    self._old_id = snapshot.id
        return tuple(sorted(found, key=lambda s: s.saved_at)), tuple(problems)

    def _set_aside(self, path: Path, error: Invalid) -> Problem:
        """Put a file out of the way unless a newer program wants it."""
        if error.problem.fault is Fault.NEWER:
            return _problem(Fault.JOURNAL_NEWER, path, error)
        try:
            aside = atomic.set_aside(path, self._clock)
        except OSError:
            return _problem(Fault.JOURNAL_STUCK, path, error)
        return _problem(Fault.JOURNAL_ASIDE, aside, error)

    def _file(self, session_id: str) -> Path:
        return self.folder / f"{session_id}.json"

    def _files(self) -> list[Path]:
        def changed(path: Path) -> float:
            try:
                return path.stat().st_mtime
            except OSError:
                return 0.0

        try:
            files = [p for p in self.folder.glob("*.json") if not p.name.startswith(".")]
        except OSError:
            files = []
        return [
            self._old_file,
            *sorted((p for p in files if ".unreadable" not in p.name), key=changed)[-MAX_FILES:],
        ]


def _problem(fault: Fault, path: Path, error: Exception) -> Problem:
    return Problem(fault, file=str(path), cause=problem_of(error))


def _read(path: Path) -> Snapshot:
    raw = reading.json_object(reading.read(path, MAX_BYTES))
    version = raw.get("v")
    if isinstance(version, int) and version > VERSION:
        raise Invalid(Problem(Fault.NEWER))
    if version == 1:
        return from_version_1(raw)
    snapshot = from_json(raw)
    if snapshot.id != path.stem:
        raise Invalid(Problem(Fault.NAME_OF_FILE).at("id", snapshot.id))
    return snapshot
