"""The way through history.jsonl: line by line, past what can't be read."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Any, NamedTuple

from hipstretch.core.problem import Fault, Invalid, Problem
from hipstretch.core.record import Deleted, SessionRecord

from .history_line import BEGINNING, MAX_LINE, Quick, SessionSummary, line_of, read_entry

TAIL_BYTES = 150_000
"""What is read of a long file to know the last weeks: eighty sessions or more."""
MAX_BAD = 5000
"""Lines that can't be read, before reading stops; a long one counts as more (LINE_BYTES)."""
LINE_BYTES = 2048
"""To find out that so many bytes more are no session takes as long as to find out that a short line is none."""
TOLD = 3
"""So many lines that can't be read are named one by one."""
PIECE = 1_000_000
"""So much is read at once of what is copied, or passed over."""


class TooDamagedError(Exception):
    """A file is left as it is: it can't be read to its end, or most of it is nothing of ours."""


@dataclass(slots=True)
class Unreadable:
    """What could not be read on the way through a file."""

    count: int = 0
    newer: int = 0
    first: list[Problem] = field(default_factory=list)
    stopped: int = 0
    """The number of the last line that was looked at, if there were too many."""
    _effort: float = 0.0

    def add(self, number: int, size: int, why: Problem) -> None:
        """Note a line, and that it took time to find out."""
        if why.fault is Fault.NEWER:
            self.newer += 1
        else:
            self.count += 1
            if self.count <= TOLD:
                self.first.append(Problem(Fault.LINE, line=number, cause=why))
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

    def problems(self, name: str) -> tuple[Problem, ...]:
        """What there is to say, of a file of this name."""
        found = []
        if self.count:
            parts = list(self.first)
            if self.count > TOLD:
                parts.append(Problem(Fault.MORE, count=self.count - TOLD))
            fault = Fault.LINES_UNREADABLE_STOPPED if self.stopped else Fault.LINES_UNREADABLE
            found.append(Problem(fault, file=name, count=self.count, line=self.stopped, parts=tuple(parts)))
        elif self.stopped:
            found.append(Problem(Fault.NEXT_TO_NOTHING, file=name, line=self.stopped))
        if self.newer:
            found.append(Problem(Fault.SESSIONS_NEWER, file=name, count=self.newer))
        return tuple(found)


class _Line(NamedTuple):
    """A line: where it begins, its bytes, and what it says, or why that can't be told; neither if it is blank.

    Of a line of more than MAX_LINE bytes `raw` is only the beginning.
    """

    at: int
    size: int
    raw: bytes
    found: Any
    why: Problem | None

    @property
    def torn(self) -> bool:
        """Whether the file ends in the middle of it."""
        whole = self.raw.endswith(b"\n") or self.size > len(self.raw)
        return not whole and self.why is not None and self.why.fault is not Fault.NEWER


_Decode = Callable[[int, bytes], "SessionRecord | SessionSummary | Deleted"]
"""Reads a line that begins at a byte. Raises Invalid saying what is wrong with it."""
_BLANK_EFFORT = 0.05


def lines_of(file: IO[bytes], decode_line: _Decode, unreadable: Unreadable, start: int) -> Iterator[_Line]:
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
        found, why = None, None
        if raw.isspace():
            unreadable.spend(number, _BLANK_EFFORT)
        else:
            try:
                found = decode_line(at, raw)
            except Invalid as error:
                why = error.problem
                unreadable.add(number, size, why)
        yield _Line(at, size, raw, found, why)
        if unreadable.stopped or (size == len(raw) and not raw.endswith(b"\n")):
            return  # if the file has grown meanwhile, what follows is the rest of this line
        at += size


def begin_of_end(file: IO[bytes]) -> int:
    """Where the last TAIL_BYTES of a file begin; 0 if it is shorter."""
    return max(0, file.seek(0, os.SEEK_END) - TAIL_BYTES)


def session_at(file: IO[bytes], one: SessionSummary) -> SessionRecord:
    """The session that was listed, if it stands where it did. Raises Invalid."""
    file.seek(one.at)
    found = read_entry(one.at, file.read(one.size))
    if isinstance(found, Deleted) or found.id != one.id:
        raise Invalid(Problem(Fault.MOVED_LINE))
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


def in_order(
    file: IO[bytes],
    new: Iterable[SessionRecord | Deleted] = (),
    unread: Iterable[bytes] = (),
    *,
    deletions: bool = True,
) -> list[_Part]:
    """The lines that count, `new` among them, in order of time. Raises TooDamagedError.

    What was deleted is first, without a time: the lines say so for ever, to another computer that has it still, unless
    nobody wants to know (`deletions`). A line
    that can't be read has no time either: it stays behind what was latest when it was written, and those in `unread`,
    which come from another file, stand last.
    """
    unreadable = Unreadable()
    latest, number = BEGINNING, 0
    living: dict[str, tuple[datetime, int, _Part]] = {}
    gone: dict[str, tuple[datetime, int, _Part]] = {}
    others: list[tuple[datetime, int, _Part]] = []
    for number, line in enumerate(lines_of(file, Quick(), unreadable, 0)):
        if line.size > MAX_LINE:
            raise TooDamagedError
        part = (line.at, line.at + line.size)
        if line.found is None:
            others.append((latest, number, part))
        elif isinstance(line.found, Deleted):
            living.pop(line.found.id, None)
            gone[line.found.id] = (BEGINNING, -1, part)
        else:
            _, first, _ = living.get(line.found.id, (None, number, None))
            living[line.found.id] = (line.found.started_at, first, part)
            latest = max(latest, line.found.started_at)
    if unreadable.stopped:
        raise TooDamagedError
    for number_of_new, one in enumerate(new, number + 1):
        if isinstance(one, Deleted):
            living.pop(one.id, None)
            gone[one.id] = (BEGINNING, -1, line_of(one))
        else:
            living[one.id] = (one.started_at, number_of_new, line_of(one))
    ordered = sorted([*living.values(), *others], key=lambda one: one[:2])
    first_of_all = [gone[name] for name in sorted(gone)] if deletions else []
    return [*(part for _, _, part in (*first_of_all, *ordered)), *unread]


def copy_parts(source: IO[bytes], parts: Iterable[_Part], target: IO[bytes]) -> None:
    """Write these parts one after the other, each a line of its own."""
    ended = True
    for part in _joined(parts):
        if not ended:
            target.write(b"\n")
        if isinstance(part, bytes):
            target.write(part)
            ended = True
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


def torn_end(handle: int, end: int) -> bytes:
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
