"""history.jsonl: one session a line, appended and synced. What can't be read is kept, and said so.

The last line of an id counts, and a line that says an id was deleted takes the session away: so a change is a line
more, however long the file is. `compact` writes it anew now and then.
"""

import contextlib
import logging
import os
import stat
from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

from hipstretch.core.problem import Fault, Invalid, InvalidFile, Problem, problem_of
from hipstretch.core.record import Deleted, SessionRecord

from . import atomic, backups, reading
from .clock import SYSTEM_CLOCK, Clock, today
from .history_line import (
    BEGINNING,
    MAX_LINE,
    Quick,
    SessionSummary,
    as_line,
    deleted_line,
    read_entry,
)
from .history_pass import (
    TAIL_BYTES,
    TooDamagedError,
    Unreadable,
    _Decode,
    begin_of_end,
    copy_parts,
    in_order,
    lines_of,
    session_at,
    torn_end,
)

log = logging.getLogger("hipstretch.history")
MAX_BYTES = 500_000_000
"""A larger file is not read: ten years have ten million."""
MAX_WASTE = TAIL_BYTES // 3
"""Bytes of the end of the file that may belong to superseded lines and to old sessions before it is written anew."""
MAX_DAMAGED = 10_000_000
"""Bytes of the file with copies of damaged lines."""
REPLACED_MOST = 5
"""So often what was added is added once more."""
DELETED_FOR = timedelta(days=1)
"""After this time what was deleted is worth taking out of the file; that it was deleted stays there."""
_BINARY: int = getattr(os, "O_BINARY", 0)


class HistoryFile:
    """Reads and writes one history file.

    What writes (`append`, `replace`, `delete`, `merge`, `compact`, `keep_copy`, `keep_damaged`) belongs in one thread;
    what reads may run in another one meanwhile.
    """

    def __init__(self, path: Path, clock: Clock = SYSTEM_CLOCK, copies: Path | None = None) -> None:
        """`copies` is the folder for copies, if that is not the file's own: see `Paths.local`."""
        self.path = path
        self._copies = copies or path.parent
        self._clock = clock
        self._seen: atomic.Stamp = None
        """What the file was when `recent` read it, or when this program wrote to what it had read."""
        self._was_there = path.exists()
        """If it was, and is not any more, its folder was moved: then no new one is begun."""
        self._appending = False
        """Whether the last line may be half there at the moment."""

    @property
    def damaged_path(self) -> Path:
        """Where damaged lines are copied to."""
        return self._copies / f"{self.path.stem}.damaged{self.path.suffix}"

    @property
    def backup_path(self) -> Path:
        """The history as it was before it was last written anew."""
        return self._copies / f"{self.path.name}.bak"

    # --- reading ------------------------------------------------------------------------------------------

    def load(self) -> tuple[tuple[SessionRecord, ...], tuple[Problem, ...]]:
        """The records, oldest first, and everything that could not be read. Never raises."""
        return self._records(from_end=False)

    def recent(self) -> tuple[tuple[SessionRecord, ...], tuple[Problem, ...]]:
        """Likewise, of a long file only its end; there nothing is said of lines that can't be read."""
        self._seen = atomic.stamp(self.path)
        return self._records(from_end=True)

    def changed_elsewhere(self) -> bool:
        """Whether another program wrote to the file since `recent`."""
        return atomic.stamp(self.path) != self._seen

    def scan(self) -> tuple[tuple[SessionSummary, ...], tuple[Problem, ...]]:
        """Likewise, of every session only what lists and counts need: a tenth of the time and of the memory."""
        found: dict[str, SessionSummary] = {}
        said = self._said(lambda: self._pass(found, Quick()))
        return tuple(sorted(found.values(), key=lambda one: one.started_at)), said

    def is_long(self) -> bool:
        """Whether there is more than `recent` reads."""
        try:
            return self.path.stat().st_size > TAIL_BYTES
        except OSError:
            return False

    def read(self, one: SessionSummary) -> SessionRecord:
        """The whole record of a session, also if the file was compacted since it was listed.

        Raises Invalid if it is not there any more, and OSError.
        """
        with reading.opened(self.path, MAX_BYTES) as file:
            with contextlib.suppress(Invalid):
                return session_at(file, one)
            found: dict[str, SessionSummary] = {}
            self._take(file, found, Quick())
            if one.id not in found:
                raise Invalid(Problem(Fault.MOVED_LINE))
            return session_at(file, found[one.id])

    def _records(self, *, from_end: bool) -> tuple[tuple[SessionRecord, ...], tuple[Problem, ...]]:
        found: dict[str, SessionRecord] = {}
        said = self._said(lambda: self._pass(found, read_entry, from_end=from_end))
        return tuple(sorted(found.values(), key=lambda r: r.started_at)), said

    def _pass(
        self, found: dict[str, Any], decode_line: "_Decode", *, from_end: bool = False
    ) -> "Unreadable | None":
        """Put what the lines say into `found`, by id; what could not be read, None if only the end was read.

        Raises OSError, and Invalid if the file is too large.
        """
        with reading.opened(self.path, MAX_BYTES) as file:
            self._was_there = True
            start = begin_of_end(file) if from_end else 0
            unreadable = self._take(file, found, decode_line, start)
            return None if start else unreadable

    def _take(
        self, file: IO[bytes], found: dict[str, Any], decode_line: "_Decode", start: int = 0
    ) -> "Unreadable":
        """Put what the lines from a byte on say into `found`; what could not be read."""
        unreadable = Unreadable()
        for line in lines_of(file, decode_line, unreadable, start):
            if isinstance(line.found, Deleted):
                found.pop(line.found.id, None)
            elif line.found:
                found[line.found.id] = line.found
            elif line.torn:
                grown = os.fstat(file.fileno()).st_size > line.at + line.size
                if self._appending or grown:  # it was read while it was written
                    unreadable.take_back()
        return unreadable

    def _said(self, read: Callable[[], "Unreadable | None"]) -> tuple[Problem, ...]:
        """Read, and what there is to say of it."""
        path = str(self.path)
        try:
            unreadable = read()
        except FileNotFoundError:
            return (Problem(Fault.HISTORY_GONE, file=path),) if self._was_there else ()
        except (OSError, Invalid) as error:
            return (Problem(Fault.HISTORY_UNREADABLE, file=path, cause=problem_of(error)),)
        return unreadable.problems(self.path.name) if unreadable else ()

    # --- writing ------------------------------------------------------------------------------------------

    def append(self, *new: SessionRecord) -> None:
        """Add records at the end, on disk when this returns. Raises OSError and leaves no half line then.

        A history that was there, and is not any more, is not begun anew: that is an OSError too.
        """
        self.add(b"".join(map(as_line, new)))

    def replace(self, record: SessionRecord) -> None:
        """Put a record in place of the one with its id. Raises OSError: then everything is as it was."""
        self.add(as_line(record))

    def delete(self, record_id: str, life: int = 0) -> None:
        """Take out the record with this id; `append` brings it back. Raises OSError: then all is as it was."""
        self.add(deleted_line(Deleted(record_id, self._clock.wall(), life)))

    def merge(self, *new: SessionRecord) -> None:
        """Add records where they belong in time: the end of the file is what was done last. Raises OSError."""
        recent = self.recent()[0]
        if not recent or min(r.started_at for r in new) >= recent[-1].started_at or not self.rewrite(new):
            self.append(*new)

    def worth_compacting(self) -> bool:
        """Whether so much of the end of the file is no session of the last weeks that `compact` should be called.

        It reads no more than the end: cheap enough after each change, in the thread that writes. Raises nothing.
        """
        waste, latest, now = 0, BEGINNING, self._clock.wall()
        sizes: dict[str, int] = {}
        """Bytes of the line that counts, 0 if it is in `waste` already."""
        try:
            with reading.opened(self.path, MAX_BYTES) as file:
                for line in lines_of(file, Quick(), Unreadable(), begin_of_end(file)):
                    if line.found is None:
                        continue
                    waste += sizes.pop(line.found.id, 0)
                    if isinstance(line.found, Deleted):
                        if latest == BEGINNING:
                            continue  # `compact` put it there
                        waste += line.size
                        if abs(now - line.found.at) > DELETED_FOR:
                            return True
                    elif line.found.started_at < latest:
                        waste += line.size
                    else:
                        latest = line.found.started_at
                        sizes[line.found.id] = line.size
        except (OSError, Invalid):
            return False
        return waste > MAX_WASTE

    def compact(self) -> None:
        """Write the file anew with one line a session in order of time; what can't be read stays in between.

        What it was before stays as `backup_path`. A file too damaged to be read to its end, or with a line longer
        than MAX_LINE, stays as it is. Raises OSError, and Invalid if it is too large: then nothing is changed.
        """
        self.rewrite(())

    def copy_to(self, target: IO[bytes]) -> None:
        """Write to `target` what `compact` would make of the file, without what was deleted. Raises as it does."""
        with reading.opened(self.path, MAX_BYTES) as file:
            try:
                parts = in_order(file, deletions=False)
            except TooDamagedError:
                parts = [(0, file.seek(0, os.SEEK_END))]
            copy_parts(file, parts, target)

    def keep_copy(self) -> None:
        """A copy of what is on disk now, the first time on a day. Without one everything goes on all the same."""
        try:
            backups.keep(self.path, today(self._clock), self._copies / backups.FOLDER)
        except OSError as error:
            log.warning("no copy of %s: %s", self.path, error)

    def keep_damaged(self) -> None:
        """Copy every line that can't be read to `damaged_path`, once; they stay in the file anyhow. Raises nothing."""
        try:
            there: list[bytes] = []
            with contextlib.suppress(FileNotFoundError):
                there = reading.read(self.damaged_path, MAX_DAMAGED).split(b"\n")[:-1]
            with reading.opened(self.path, MAX_BYTES) as file:
                bad = [
                    line.raw.removesuffix(b"\n")
                    for line in lines_of(file, Quick(), Unreadable(), 0)
                    if line.why and line.size <= MAX_LINE
                ]
            lines = list(dict.fromkeys([*there, *bad]))
            if len(lines) > len(there) and sum(map(len, lines)) < MAX_DAMAGED:
                atomic.write(self.damaged_path, b"".join(line + b"\n" for line in lines))
        except (OSError, Invalid) as error:
            log.warning("no copy of damaged lines in %s: %s", self.damaged_path, error)

    def add(self, lines: bytes) -> None:
        """Add lines at the end, or nothing at all.

        Once more if a program that syncs folders put another file in the place of the one they were added to.
        """
        for _ in range(REPLACED_MOST):
            if self._add_once(lines):
                return
        raise atomic.ChangedError(Problem(Fault.CHANGED_MEANWHILE))

    def _add_once(self, lines: bytes) -> bool:
        """Add lines to the file; whether it is still the file of that name."""
        path = atomic.followed(self.path)
        fresh = not path.exists()
        if fresh and self._was_there:
            raise InvalidFile(Problem(Fault.GONE))
        if fresh:
            atomic.make_folder(path.parent)
        handle = os.open(path, os.O_RDWR | _BINARY | (os.O_CREAT | os.O_EXCL if fresh else 0), 0o600)
        try:
            self._was_there = True
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise InvalidFile(Problem(Fault.NO_FILE))
            atomic.narrow(path)
            read = fresh or atomic.stamp_of(os.fstat(handle)) == self._seen
            end = os.lseek(handle, 0, os.SEEK_END)
            torn = torn_end(handle, end)
            self._appending = True
            try:
                if torn and lines.startswith(torn):
                    lines = lines[len(torn) :]  # the same line, which a power failure cut: it is completed
                elif torn:
                    lines = b"\n" + lines
                rest = memoryview(lines)
                while rest:
                    rest = rest[os.write(handle, rest) :]
                os.fsync(handle)
                now = atomic.stamp_of(os.fstat(handle))
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(handle, end)
                raise
        finally:
            self._appending = False
            os.close(handle)
        if fresh:
            atomic.sync_folder(path.parent)
        if read:
            self._seen = now
        found = atomic.stamp(path)
        return found is None or found[0] == now[0]

    def rewrite(self, new: Iterable[SessionRecord | Deleted], unread: Iterable[bytes] = ()) -> bool:
        """Write the file anew with these as well; False if it is too damaged for that."""
        reading.opened(self.path, MAX_BYTES).close()  # if it is gone, no folder is made
        before = atomic.stamp(self.path)
        try:
            with (
                atomic.writing(self.path, read=before) as target,
                reading.opened(self.path, MAX_BYTES) as file,
            ):
                order = in_order(file, new, unread)
                self.keep_copy()
                atomic.copy(self.path, self.backup_path)
                copy_parts(file, order, target)
        except TooDamagedError:
            return False
        if before == self._seen:
            self._seen = atomic.stamp(self.path)
        return True
