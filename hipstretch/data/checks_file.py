"""checks.jsonl: one tightness check a line. A few dozen in years, so it is read and written whole."""

import json
import threading
from collections.abc import Callable, Container
from dataclasses import replace
from functools import partial
from pathlib import Path

from hipstretch.core import check as checks
from hipstretch.core.check import CheckRecord
from hipstretch.core.problem import Fault, Invalid, InvalidFile, Problem, problem_of
from hipstretch.core.record import Deleted

from . import atomic, reading
from .clock import SYSTEM_CLOCK, Clock
from .history_line import deleted_line, deletion

MAX_BYTES = 1_000_000
"""A larger file is none of ours."""
MAX_LINES = 10_000
"""A file with more is none of ours either."""
_ONE_AT_A_TIME = threading.Lock()
"""Pages change the file in their thread, and what another computer wrote is merged in that of the disk."""
TOLD = 3
"""So many lines that can't be read are named one by one."""


class ChecksFile:
    """Reads and changes the file; lines that can't be read stay in it."""

    def __init__(self, path: Path, clock: Clock = SYSTEM_CLOCK) -> None:
        self._path = path
        self._clock = clock
        self._seen: atomic.Stamp = None
        """What the file was when it was read, or when this program wrote to what it had read."""
        self._was_there = path.exists()
        """If it was, and is not any more, its folder was moved: then no new one is begun."""

    def load(self) -> tuple[tuple[CheckRecord, ...], tuple[Problem, ...]]:
        """The checks by time, and everything that could not be read. Never raises."""
        self._seen = atomic.stamp(self._path)
        try:
            lines = self._lines()
        except (OSError, Invalid) as error:
            return (), (Problem(Fault.CHECKS_UNREADABLE, file=str(self._path), cause=problem_of(error)),)
        found: list[CheckRecord] = []
        bad: list[Problem] = []
        name = self._path.name
        for number, line in enumerate(lines, 1):
            try:
                one = parse(line)
                if isinstance(one, CheckRecord):
                    found.append(one)
            except Invalid as error:
                bad.append(Problem(Fault.CHECK_LINE, file=name, line=number, cause=error.problem))
        if len(bad) > TOLD:
            bad[TOLD:] = [Problem(Fault.MORE_CHECK_LINES, file=name, count=len(bad) - TOLD)]
        return tuple(sorted(found, key=lambda record: record.at)), tuple(bad)

    def add(self, *records: CheckRecord) -> None:
        """Keep checks; one with a known id takes its place, one that was deleted is brought back.

        Raises OSError, and Invalid if the file is none of ours: then it stays as it is.
        """

        def change(lines: list[bytes]) -> list[bytes]:
            gone = {one.id: one.life + 1 for one in _known(lines).values() if isinstance(one, Deleted)}
            back = (replace(r, life=max(r.life, gone.get(r.id, 0))) for r in records)
            return [*_without(lines, {r.id for r in records}), *map(as_line, back)]

        self._change(change)

    def delete(self, check_id: str) -> None:
        """Take a check out; a line keeps that it was deleted, for another computer. Raises as `add` does."""

        def change(lines: list[bytes]) -> list[bytes]:
            found = _known(lines).get(check_id)
            gone = [Deleted(check_id, self._clock.wall(), found.life)] if found else []
            return [*_without(lines, {check_id}), *map(as_line, gone)]

        self._change(change)

    def take_in(self, other: Path) -> tuple[int, bool]:
        """Merge another form of this file into it, as `core/merge.py` says; `other` stays as it is.

        Gives how many checks came in or went, and whether `other` is whole: its last line may be cut. Its lines that
        can't be read are added as well. Raises as `add` does.
        """
        from hipstretch.core.merge import joined, rank

        data = reading.read(other, MAX_BYTES)
        theirs = _lines_of(data)
        whole = data.endswith(b"\n") or not theirs or isinstance(_parsed(theirs[-1]), CheckRecord | Deleted)
        if not whole:
            del theirs[-1]
        count = 0

        def change(lines: list[bytes]) -> list[bytes]:
            nonlocal count
            mine = _known(lines)
            together = joined(mine, _known(theirs))
            better = {k for k, one in together.items() if k not in mine or rank(one) > rank(mine[k])}
            count = len({k for k in better if isinstance(together[k], CheckRecord) or k in mine})
            foreign = [line for line in theirs if _parsed(line) is None and line not in lines]
            new = [as_line(together[name]) for name in sorted(better)]
            return [*_without(lines, better), *new, *foreign]

        self._change(change)
        return count, whole

    def changed_elsewhere(self) -> bool:
        """Whether another program wrote to the file since it was read or written here."""
        return atomic.stamp(self._path) != self._seen

    def _change(self, change: Callable[[list[bytes]], list[bytes]]) -> None:
        """Write the file anew with other lines; also with those another program wrote just now."""
        with _ONE_AT_A_TIME:
            atomic.persistently(partial(self._change_once, change))

    def _change_once(self, change: Callable[[list[bytes]], list[bytes]]) -> None:
        stamp = atomic.stamp(self._path)
        lines = self._lines()
        if (changed := change(lines)) == lines:
            return
        atomic.write(self._path, b"".join(line + b"\n" for line in changed), read=stamp)
        self._was_there = True
        if stamp == self._seen:
            self._seen = atomic.stamp(self._path)

    def _lines(self) -> list[bytes]:
        try:
            data = reading.read(self._path, MAX_BYTES)
        except FileNotFoundError:
            if self._was_there:
                raise InvalidFile(Problem(Fault.GONE)) from None
            return []
        self._was_there = True
        return _lines_of(data)


def as_line(one: CheckRecord | Deleted) -> bytes:
    """A check, or that one was deleted, as a line, without its end."""
    if isinstance(one, Deleted):
        return deleted_line(one).rstrip(b"\n")
    return json.dumps(checks.to_json(one), ensure_ascii=False).encode("utf-8", "surrogatepass")


def parse(line: bytes) -> CheckRecord | Deleted:
    """What a line says. Raises Invalid."""
    raw = reading.json_object(line)
    version = raw.get("v")
    if isinstance(version, int) and version > checks.VERSION:
        raise Invalid(Problem(Fault.NEWER))
    return deletion(raw) or checks.from_json(raw)


def _lines_of(data: bytes) -> list[bytes]:
    lines = [line for line in data.split(b"\n") if line.strip()]
    if len(lines) > MAX_LINES:
        raise Invalid(Problem(Fault.MANY_LINES, most=MAX_LINES))
    return lines


def _parsed(line: bytes) -> CheckRecord | Deleted | None:
    try:
        return parse(line)
    except Invalid:
        return None


def _known(lines: list[bytes]) -> dict[str, CheckRecord | Deleted]:
    """What lines that can be read say, by id; the last of an id counts."""
    return {one.id: one for line in lines if (one := _parsed(line))}


def _without(lines: list[bytes], ids: Container[str]) -> list[bytes]:
    return [line for line in lines if (one := _parsed(line)) is None or one.id not in ids]
