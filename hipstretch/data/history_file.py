"""history.jsonl: one session a line, appended and synced. What can't be read is kept, and said so.

The last line of an id counts, and a line that says an id was deleted takes the session away: so a change is a line
more, however long the file is. `compact` writes it anew now and then.
"""

import contextlib
import errno
import json
import logging
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import IO, Any, NamedTuple

from hipstretch.core import decode
from hipstretch.core import record as records
from hipstretch.core.record import MAX_SETS, SessionOutcome, SessionRecord
from hipstretch.core.routine import MAX_ENTRIES

from . import atomic, backups, reading
from .clock import SYSTEM_CLOCK, Clock, today

log = logging.getLogger("hipstretch.history")

MAX_BYTES = 500_000_000
"""A larger file is not read: ten years have ten million."""
TAIL_BYTES = 150_000
"""What is read of a long file to know the last weeks: eighty sessions or more."""
MAX_WASTE = TAIL_BYTES // 3
"""Bytes of the end of the file that may belong to superseded lines and to old sessions before it is written anew."""
MAX_LINE = 1_000_000
"""Bytes of one session; a long one has five thousand."""
MAX_BAD = 5000
"""Lines that can't be read, before reading stops; a long one counts as more (LINE_BYTES)."""
LINE_BYTES = 2048
"""To find out that so many bytes more are no session takes as long as to find out that a short line is none."""
TOLD = 3
"""So many lines that can't be read are named one by one."""
MAX_DAMAGED = 10_000_000
"""Bytes of the file with copies of damaged lines."""
DELETED_FOR = timedelta(days=1)
"""After this time what was deleted is worth taking out of the file."""
PIECE = 1_000_000
"""So much is read at once of what is copied, or passed over."""

_BINARY: int = getattr(os, "O_BINARY", 0)


class Listed(NamedTuple):
    """A session as lists and counts need it, and where its line begins and how long it is, in bytes."""

    id: str
    started_at: datetime
    routine: str
    outcome: SessionOutcome
    active_s: float
    exercises: tuple[str, ...]
    note: str
    at: int
    size: int


class Deleted(NamedTuple):
    """Says that a session was deleted, and when."""

    id: str
    at: datetime


class HistoryFile:
    """Reads and writes one history file.

    What writes (`append`, `replace`, `delete`, `merge`, `compact`, `keep_copy`, `keep_damaged`) belongs in one thread;
    what reads may run in another one meanwhile.
    """

    def __init__(self, path: Path, clock: Clock = SYSTEM_CLOCK) -> None:
        self.path = path
        self._clock = clock
        self._was_there = path.exists()
        """If it was, and is not any more, its folder was moved: then no new one is begun."""
        self._appending = False
        """Whether the last line may be half there at the moment."""

    @property
    def damaged_path(self) -> Path:
        """Where damaged lines are copied to."""
        return self.path.with_name(f"{self.path.stem}.damaged{self.path.suffix}")

    @property
    def backup_path(self) -> Path:
        """The history as it was before it was last written anew."""
        return self.path.with_name(f"{self.path.name}.bak")

    # --- reading ------------------------------------------------------------------------------------------

    def load(self) -> tuple[tuple[SessionRecord, ...], tuple[str, ...]]:
        """The records, oldest first, and a sentence for everything that could not be read. Never raises."""
        return self._records(from_end=False)

    def recent(self) -> tuple[tuple[SessionRecord, ...], tuple[str, ...]]:
        """Likewise, of a long file only its end; there nothing is said of lines that can't be read."""
        return self._records(from_end=True)

    def scan(self) -> tuple[tuple[Listed, ...], tuple[str, ...]]:
        """Likewise, of every session only what lists and counts need: a tenth of the time and of the memory."""
        found: dict[str, Listed] = {}
        said = self._said(lambda: self._pass(found, _Quick()))
        return tuple(sorted(found.values(), key=lambda one: one.started_at)), said

    def is_long(self) -> bool:
        """Whether there is more than `recent` reads."""
        try:
            return self.path.stat().st_size > TAIL_BYTES
        except OSError:
            return False

    def read(self, one: Listed) -> SessionRecord:
        """The whole record of a session, also if the file was compacted since it was listed.

        Raises ValueError if it is not there any more, and OSError.
        """
        with reading.opened(self.path, MAX_BYTES) as file:
            with contextlib.suppress(ValueError):
                return _session_at(file, one)
            found: dict[str, Listed] = {}
            self._take(file, found, _Quick())
            if one.id not in found:
                raise ValueError(f"{self.path} was changed")
            return _session_at(file, found[one.id])

    def _records(self, *, from_end: bool) -> tuple[tuple[SessionRecord, ...], tuple[str, ...]]:
        found: dict[str, SessionRecord] = {}
        said = self._said(lambda: self._pass(found, _entry, from_end=from_end))
        return tuple(sorted(found.values(), key=lambda r: r.started_at)), (*said, *self._conflicts())

    def _pass(
        self, found: dict[str, Any], decode_line: "_Decode", *, from_end: bool = False
    ) -> "_Unreadable | None":
        """Put what the lines say into `found`, by id; what could not be read, None if only the end was read.

        Raises OSError, and ValueError if the file is too large.
        """
        with reading.opened(self.path, MAX_BYTES) as file:
            self._was_there = True
            start = _begin_of_end(file) if from_end else 0
            unreadable = self._take(file, found, decode_line, start)
            return None if start else unreadable

    def _take(
        self, file: IO[bytes], found: dict[str, Any], decode_line: "_Decode", start: int = 0
    ) -> "_Unreadable":
        """Put what the lines from a byte on say into `found`; what could not be read."""
        unreadable = _Unreadable()
        for line in _lines(file, decode_line, unreadable, start):
            if isinstance(line.found, Deleted):
                found.pop(line.found.id, None)
            elif line.found:
                found[line.found.id] = line.found
            elif line.torn:
                grown = os.fstat(file.fileno()).st_size > line.at + line.size
                if self._appending or grown:  # it was read while it was written
                    unreadable.take_back()
        return unreadable

    def _said(self, read: Callable[[], "_Unreadable | None"]) -> tuple[str, ...]:
        """Read, and what there is to say of it."""
        try:
            unreadable = read()
        except FileNotFoundError:
            gone = (
                f"{self.path} was moved or deleted while Hipstretch was open, so your history is not shown."
            )
            return (f"{gone} Put it back, or start again to begin a new one.",) if self._was_there else ()
        except (OSError, ValueError) as error:
            why = f"{self.path} can't be read ({getattr(error, 'strerror', None) or error})."
            return (f"{why} Your history is not shown; it is not changed.",)
        return unreadable.sentences(self.path.name) if unreadable else ()

    def _conflicts(self) -> tuple[str, ...]:
        """A sentence if a program that syncs folders put sessions beside this file."""
        name = re.compile(
            rf"{re.escape(self.path.stem)}(.*conflict.*| \(.*\)){re.escape(self.path.suffix)}", re.IGNORECASE
        )
        try:
            found = sorted(p.name for p in self.path.parent.iterdir() if name.fullmatch(p.name))
        except OSError:
            return ()
        if not found:
            return ()
        more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
        said = (
            f"In {self.path.parent}, {found[0]}{more} is another form of your history: most likely sessions were "
            "kept on two computers at once. What only that file holds is not shown. Import it, then move it elsewhere."
        )
        return (said,)

    # --- writing ------------------------------------------------------------------------------------------

    def append(self, *new: SessionRecord) -> None:
        """Add records at the end, on disk when this returns. Raises OSError and leaves no half line then.

        A history that was there, and is not any more, is not begun anew: that is an OSError too.
        """
        self._add(b"".join(map(as_line, new)))

    def replace(self, record: SessionRecord) -> None:
        """Put a record in place of the one with its id. Raises OSError: then everything is as it was."""
        self._add(as_line(record))

    def delete(self, record_id: str) -> None:
        """Take out the record with this id; `append` brings it back. Raises OSError: then all is as it was."""
        self._add(deleted_line(record_id, self._clock.wall()))

    def merge(self, *new: SessionRecord) -> None:
        """Add records where they belong in time: the end of the file is what was done last. Raises OSError."""
        recent = self.recent()[0]
        if not recent or min(r.started_at for r in new) >= recent[-1].started_at or not self._rewrite(new):
            self.append(*new)

    def worth_compacting(self) -> bool:
        """Whether so much of the end of the file is no session of the last weeks that `compact` should be called.

        It reads no more than the end: cheap enough after each change, in the thread that writes. Raises nothing.
        """
        waste, latest, now = 0, _BEGINNING, self._clock.wall()
        sizes: dict[str, int] = {}
        """Bytes of the line that counts, 0 if it is in `waste` already."""
        try:
            with reading.opened(self.path, MAX_BYTES) as file:
                for line in _lines(file, _Quick(), _Unreadable(), _begin_of_end(file)):
                    if line.found is None:
                        continue
                    waste += sizes.pop(line.found.id, 0)
                    if isinstance(line.found, Deleted):
                        waste += line.size
                        if abs(now - line.found.at) > DELETED_FOR:
                            return True
                    elif line.found.started_at < latest:
                        waste += line.size
                    else:
                        latest = line.found.started_at
                        sizes[line.found.id] = line.size
        except (OSError, ValueError):
            return False
        return waste > MAX_WASTE

    def compact(self) -> None:
        """Write the file anew with one line a session in order of time; what can't be read stays in between.

        What it was before stays as `backup_path`. A file too damaged to be read to its end, or with a line longer
        than MAX_LINE, stays as it is. Raises OSError, and ValueError if it is too large: then nothing is changed.
        """
        self._rewrite(())

    def copy_to(self, target: IO[bytes]) -> None:
        """Write to `target` what `compact` would make of the file. Raises as `compact` does."""
        with reading.opened(self.path, MAX_BYTES) as file:
            try:
                parts = _in_order(file, ())
            except _TooDamagedError:
                parts = [(0, file.seek(0, os.SEEK_END))]
            _copy(file, parts, target)

    def keep_copy(self) -> None:
        """A copy of what is on disk now, the first time on a day. Without one everything goes on all the same."""
        try:
            backups.keep(self.path, today(self._clock))
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
                    for line in _lines(file, _Quick(), _Unreadable(), 0)
                    if line.why and line.size <= MAX_LINE
                ]
            lines = list(dict.fromkeys([*there, *bad]))
            if len(lines) > len(there) and sum(map(len, lines)) < MAX_DAMAGED:
                atomic.write(self.damaged_path, b"".join(line + b"\n" for line in lines))
        except (OSError, ValueError) as error:
            log.warning("no copy of damaged lines in %s: %s", self.damaged_path, error)

    def _add(self, lines: bytes) -> None:
        """Add lines at the end, or nothing at all."""
        path = atomic.followed(self.path)
        fresh = not path.exists()
        if fresh and self._was_there:
            raise FileNotFoundError(
                errno.ENOENT, "it was moved or deleted while Hipstretch was open", str(self.path)
            )
        if fresh:
            atomic.make_folder(path.parent)
        handle = os.open(path, os.O_RDWR | _BINARY | (os.O_CREAT | os.O_EXCL if fresh else 0), 0o600)
        try:
            self._was_there = True
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise OSError(errno.EINVAL, "it is not a file", str(self.path))
            atomic.narrow(path)
            end = os.lseek(handle, 0, os.SEEK_END)
            torn = _torn_end(handle, end)
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
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(handle, end)
                raise
        finally:
            self._appending = False
            os.close(handle)
        if fresh:
            atomic.sync_folder(path.parent)

    def _rewrite(self, new: Iterable[SessionRecord]) -> bool:
        """Write the file anew with these records as well; False if it is too damaged for that."""
        reading.opened(self.path, MAX_BYTES).close()  # if it is gone, no folder is made
        try:
            with atomic.writing(self.path) as target, reading.opened(self.path, MAX_BYTES) as file:
                order = _in_order(file, new)
                self.keep_copy()
                atomic.copy(self.path, self.backup_path)
                _copy(file, order, target)
        except _TooDamagedError:
            return False
        return True


class _TooDamagedError(Exception):
    """A file is left as it is: it can't be read to its end, or most of it is nothing of ours."""


# --- lines ------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Unreadable:
    """What could not be read on the way through a file."""

    count: int = 0
    newer: int = 0
    first: list[str] = field(default_factory=list)
    stopped: int = 0
    """The number of the last line that was looked at, if there were too many."""
    _effort: float = 0.0

    def add(self, number: int, size: int, why: str) -> None:
        """Note a line, and that it took time to find out."""
        if why == _NEWER:
            self.newer += 1
        else:
            self.count += 1
            if self.count <= TOLD:
                self.first.append(f"line {number}: {why}")
        self.spend(number, 1 + min(size, MAX_LINE) / LINE_BYTES)

    def spend(self, number: int, effort: float) -> None:
        """Note an effort that led to nothing; 1 for a short line that can't be read."""
        self._effort += effort
        if self._effort > MAX_BAD:
            self.stopped = number

    def take_back(self) -> None:
        """The line that was added last is none after all."""
        self.count -= 1
        del self.first[self.count :]

    def sentences(self, name: str) -> tuple[str, ...]:
        """What there is to say, of a file of this name."""
        said = []
        rest = "all other sessions are shown."
        if self.stopped:
            rest = f"what comes after line {self.stopped:,} was not looked at and is not shown."
        if self.count:
            more = f", and {self.count - TOLD} more" if self.count > TOLD else ""
            said.append(
                f"{self.count} line(s) of {name} can't be read ({', '.join(self.first)}{more}). "
                f"They stay in the file; {rest}"
            )
        elif self.stopped:
            said.append(f"{name} holds next to nothing; {rest}")
        if self.newer:
            said.append(
                f"{self.newer} session(s) in {name} come from a newer version of Hipstretch. "
                "They are kept as they are and not shown."
            )
        return tuple(said)


class _Line(NamedTuple):
    """A line: where it begins, its bytes, and what it says, or why that can't be told; neither if it is blank.

    Of a line of more than MAX_LINE bytes `raw` is only the beginning.
    """

    at: int
    size: int
    raw: bytes
    found: Any
    why: str

    @property
    def torn(self) -> bool:
        """Whether the file ends in the middle of it."""
        whole = self.raw.endswith(b"\n") or self.size > len(self.raw)
        return not whole and self.why not in ("", _NEWER)


_Decode = Callable[[int, bytes], "SessionRecord | Listed | Deleted"]
"""Reads a line that begins at a byte. Raises ValueError saying what is wrong with it."""
_NEWER = "it comes from a newer version of Hipstretch"
_BLANK_EFFORT = 0.05


def _lines(file: IO[bytes], decode_line: _Decode, unreadable: _Unreadable, start: int) -> Iterator[_Line]:
    """The lines of a file from the first that begins at byte `start` or later, until there are too many bad ones."""
    at = file.seek(start)
    if start:
        file.seek(start - 1)
        at = start - 1 + _pass_over(file)
    number = 0
    while raw := file.readline(MAX_LINE + 1):
        number += 1
        size = len(raw)
        if size > MAX_LINE and not raw.endswith(b"\n"):
            size += _pass_over(file)
        found, why = None, ""
        if raw.isspace():
            unreadable.spend(number, _BLANK_EFFORT)
        else:
            try:
                found = decode_line(at, raw)
            except ValueError as error:
                why = str(error)
                unreadable.add(number, size, why)
        yield _Line(at, size, raw, found, why)
        if unreadable.stopped or (size == len(raw) and not raw.endswith(b"\n")):
            return  # if the file has grown meanwhile, what follows is the rest of this line
        at += size


def _begin_of_end(file: IO[bytes]) -> int:
    """Where the last TAIL_BYTES of a file begin; 0 if it is shorter."""
    return max(0, file.seek(0, os.SEEK_END) - TAIL_BYTES)


def _session_at(file: IO[bytes], one: Listed) -> SessionRecord:
    """The session that was listed, if it stands where it did. Raises ValueError."""
    file.seek(one.at)
    found = _entry(one.at, file.read(one.size))
    if isinstance(found, Deleted) or found.id != one.id:
        raise ValueError("it stands elsewhere now")
    return found


def _pass_over(file: IO[bytes]) -> int:
    """Go to the beginning of the next line; the bytes until there."""
    begin = file.tell()
    while piece := file.read(PIECE):
        end = piece.find(b"\n") + 1
        if end:
            return file.seek(end - len(piece), os.SEEK_CUR) - begin
        _pass_over_hole(file)
    return file.tell() - begin


def _pass_over_hole(file: IO[bytes]) -> None:
    """Go on to what was ever written, where the system tells: a crash can leave a file with much of nothing in it."""
    seek_data: int | None = getattr(os, "SEEK_DATA", None)
    if seek_data is None:
        return
    here, handle = file.tell(), file.fileno()
    before = os.lseek(handle, 0, os.SEEK_CUR)  # further on than `here`: `file` has read ahead
    try:
        there = os.lseek(handle, here, seek_data)
    except OSError as error:
        there = os.fstat(handle).st_size if error.errno == errno.ENXIO else here
    os.lseek(handle, before, os.SEEK_SET)
    file.seek(max(here, there))


_Part = tuple[int, int] | bytes
"""Where a part of a file begins and ends, or a line that is not in it."""


def _in_order(file: IO[bytes], new: Iterable[SessionRecord]) -> list[_Part]:
    """The lines that count, `new` among them, in order of time. Raises _TooDamagedError.

    A line that can't be read has no time: it stays behind what was latest when it was written.
    """
    unreadable = _Unreadable()
    latest, number = _BEGINNING, 0
    living: dict[str, tuple[datetime, int, _Part]] = {}
    others: list[tuple[datetime, int, _Part]] = []
    for number, line in enumerate(_lines(file, _Quick(), unreadable, 0)):
        if line.size > MAX_LINE:
            raise _TooDamagedError
        part = (line.at, line.at + line.size)
        if line.found is None:
            others.append((latest, number, part))
        elif isinstance(line.found, Deleted):
            living.pop(line.found.id, None)
        else:
            _, first, _ = living.get(line.found.id, (None, number, None))
            living[line.found.id] = (line.found.started_at, first, part)
            latest = max(latest, line.found.started_at)
    if unreadable.stopped:
        raise _TooDamagedError
    for number_of_new, record in enumerate(new, number + 1):
        living[record.id] = (record.started_at, number_of_new, as_line(record))
    return [part for _, _, part in sorted([*living.values(), *others], key=lambda one: one[:2])]


def _copy(source: IO[bytes], parts: Iterable[_Part], target: IO[bytes]) -> None:
    """Write these parts one after the other, each a line of its own."""
    ended = True
    for part in _joined(parts):
        if not ended:
            target.write(b"\n")
        if isinstance(part, bytes):
            target.write(part)
            continue
        at, end = part
        source.seek(at)
        while at < end and (piece := source.read(min(PIECE, end - at))):
            target.write(piece)
            at += len(piece)
            ended = piece.endswith(b"\n")
    if not ended:
        target.write(b"\n")


def _joined(parts: Iterable[_Part]) -> Iterator[_Part]:
    """The same with fewer parts: those that touch are one."""
    before: tuple[int, int] | None = None
    for part in parts:
        if isinstance(part, bytes):
            if before:
                yield before
            before = None
            yield part
        elif before and before[1] == part[0]:
            before = before[0], part[1]
        else:
            if before:
                yield before
            before = part
    if before:
        yield before


def _torn_end(handle: int, end: int) -> bytes:
    """What a file of `end` bytes has after its last newline, as far as a line may be long; leaves it at its end."""
    start = max(0, end - MAX_LINE)
    os.lseek(handle, max(0, end - 1), os.SEEK_SET)
    if os.read(handle, 1) in (b"", b"\n"):
        return b""
    os.lseek(handle, start, os.SEEK_SET)
    tail = b""
    while piece := os.read(handle, PIECE):
        tail += piece
    return tail.rpartition(b"\n")[2]


def as_line(record: SessionRecord) -> bytes:
    """A record as a line of the file."""
    return _line(records.to_json(record))


def deleted_line(record_id: str, at: datetime) -> bytes:
    """That a session was deleted, as a line of the file."""
    return _line({"v": records.VERSION, "id": record_id, "deleted_at": at.isoformat()})


def _line(plain: Mapping[str, Any]) -> bytes:
    return json.dumps(plain, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def parse(raw: Mapping[str, Any]) -> SessionRecord | Deleted:
    """What a decoded line says. Raises ValueError saying what is wrong with it."""
    version = raw.get("v")
    if isinstance(version, int) and version > records.VERSION:
        raise ValueError(_NEWER)
    if "deleted_at" in raw:
        return Deleted(decode.get(raw, "id", decode.name), decode.get(raw, "deleted_at", decode.moment))
    return records.from_json(raw)


_BEGINNING = datetime.min.replace(tzinfo=UTC)
"""Earlier than every session."""


def _entry(_: int, line: bytes) -> SessionRecord | Deleted:
    """What a line says. Raises ValueError saying what is wrong with it."""
    if len(line) > MAX_LINE:
        raise ValueError(f"it is longer than {MAX_LINE:,} bytes")
    return parse(reading.json_object(line))


class _Quick:
    """Reads of a line what lists need. Equal tuples of exercises are one tuple: there are few, and many sessions."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}

    def __call__(self, at: int, line: bytes) -> Listed | Deleted:
        """What a line says. Raises ValueError saying what is wrong with it."""
        if one := _listed_fast(at, line, self._known):
            return one
        found = _entry(at, line)
        return found if isinstance(found, Deleted) else listed(found, at, len(line))


def listed(record: SessionRecord, at: int = 0, size: int = 0) -> Listed:
    """A record as lists need it."""
    return Listed(
        record.id,
        record.started_at,
        record.routine,
        record.outcome,
        record.active_s,
        tuple(exercise.id for exercise in record.exercises),
        record.note,
        at,
        size,
    )


def _listed_fast(at: int, line: bytes, known: dict[tuple[str, ...], tuple[str, ...]]) -> Listed | None:
    """The same from a line as this program writes it, without decoding all of it; None for any other line."""
    try:
        match = _ours().fullmatch(line.decode()) if len(line) <= MAX_LINE else None
        if match is None:
            return None
        id_, started, ended, routine, outcome, active_s, inner, note = match.groups()
        datetime.fromisoformat(ended)
        exercises = tuple(_EXERCISE_ID.findall(inner))
        if len(exercises) > MAX_ENTRIES:
            return None
        return Listed(
            id_,
            datetime.fromisoformat(started),
            routine,
            _OUTCOMES[outcome],
            float(active_s),
            known.setdefault(exercises, exercises),
            json.loads(note) if len(note) > 2 else "",
            at,
            len(line),
        )
    except ValueError:
        return None


_NAME = r'"([^"\\\x00-\x1f]{0,200})"'
_MOMENT = r'"((?:19[789]|20\d|21\d)\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?[+-]\d\d:\d\d)"'
_OUTCOMES = {str(outcome): outcome for outcome in SessionOutcome}
_NUMBER = r"(?:0|[1-9]\d{0,5})(?:\.\d{1,15})?"
_SCORE = r"(?:null|10|\d)"
_FEELING = rf'(?:null|\{{"hip_left": {_SCORE}, "hip_right": {_SCORE}, "back": {_SCORE}\}})'
_SET = (
    r'\{"side": "(?:left|right|both)", "kind": "(?:hold|repetition)", '
    rf'"planned_s": {_NUMBER}, "done_s": {_NUMBER}, '
    r'"planned_reps": (?:0|[1-9]\d{0,5}), "done_reps": (?:0|[1-9]\d{0,5}), "outcome": "(?:done|skipped|eased)"\}'
)
_SETS = rf"\[(?:{_SET}(?:, {_SET}){{0,{MAX_SETS - 1}}})?\]"
_EXERCISE = rf'\{{"id": {_NAME.replace("(", "(?:")}, "sets": {_SETS}\}}'


@cache
def _ours() -> re.Pattern[str]:
    """A line as `as_line` writes it. What it matches is valid but for its dates, which are read anyway.

    Made when it is first needed: Today does without.
    """
    unnamed = _NAME.replace("(", "(?:")
    return re.compile(
        rf'\{{"v": 1, "id": {_NAME}, "started_at": {_MOMENT}, "ended_at": {_MOMENT}, "routine": {_NAME}, '
        rf'"outcome": "(completed|partial)", "active_s": ({_NUMBER}), '
        rf'"exercises": \[((?:{_EXERCISE}(?:, {_EXERCISE})*)?)\], "app": {unnamed}, '
        rf'"feeling_before": {_FEELING}, "feeling_after": {_FEELING}, '
        r'"note": ("(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4}){0,100000}")\}\n?',
        re.ASCII,
    )


_EXERCISE_ID = re.compile(r'\{"id": "([^"]*)", "sets"')
