"""checks.jsonl: one tightness check a line. A few dozen in years, so it is read and written whole."""

import json
from pathlib import Path

from hipstretch.core import check as checks
from hipstretch.core.check import CheckRecord
from hipstretch.core.problem import Fault, Invalid, InvalidFile, Problem, problem_of

from . import atomic, reading

MAX_BYTES = 1_000_000
"""A larger file is none of ours."""
MAX_LINES = 10_000
"""A file with more is none of ours either."""
TOLD = 3
"""So many lines that can't be read are named one by one."""


class ChecksFile:
    """Reads and changes the file; lines that can't be read stay in it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._was_there = path.exists()
        """If it was, and is not any more, its folder was moved: then no new one is begun."""

    def load(self) -> tuple[tuple[CheckRecord, ...], tuple[Problem, ...]]:
        """The checks by time, and everything that could not be read. Never raises."""
        try:
            lines = self._lines()
        except (OSError, Invalid) as error:
            return (), (Problem(Fault.CHECKS_UNREADABLE, file=str(self._path), cause=problem_of(error)),)
        found: list[CheckRecord] = []
        bad: list[Problem] = []
        name = self._path.name
        for number, line in enumerate(lines, 1):
            try:
                found.append(parse(line))
            except Invalid as error:
                bad.append(Problem(Fault.CHECK_LINE, file=name, line=number, cause=error.problem))
        if len(bad) > TOLD:
            bad[TOLD:] = [Problem(Fault.MORE_CHECK_LINES, file=name, count=len(bad) - TOLD)]
        return tuple(sorted(found, key=lambda record: record.at)), tuple(bad)

    def add(self, *records: CheckRecord) -> None:
        """Keep checks; one with a known id takes its place.

        Raises OSError, and Invalid if the file is none of ours: then it stays as it is.
        """
        self._write([*self._lines_without(*(r.id for r in records)), *map(as_line, records)])

    def delete(self, check_id: str) -> None:
        """Take a check out. Raises as `add` does."""
        self._write(self._lines_without(check_id))

    def _lines_without(self, *ids: str) -> list[bytes]:
        """The lines but for those of checks with these ids; most need no decoding to be none of them."""
        marks = [json.dumps(one, ensure_ascii=False).encode("utf-8", "surrogatepass") for one in ids]
        return [
            line
            for line in self._lines()
            if not any(mark in line or b"\\" in line for mark in marks) or _id(line) not in ids
        ]

    def _lines(self) -> list[bytes]:
        try:
            data = reading.read(self._path, MAX_BYTES)
        except FileNotFoundError:
            if self._was_there:
                raise InvalidFile(Problem(Fault.GONE)) from None
            return []
        self._was_there = True
        lines = [line for line in data.split(b"\n") if line.strip()]
        if len(lines) > MAX_LINES:
            raise Invalid(Problem(Fault.MANY_LINES, most=MAX_LINES))
        return lines

    def _write(self, lines: list[bytes]) -> None:
        atomic.write(self._path, b"".join(line + b"\n" for line in lines))
        self._was_there = True


def as_line(record: CheckRecord) -> bytes:
    """A check as a line, without its end."""
    return json.dumps(checks.to_json(record), ensure_ascii=False).encode("utf-8", "surrogatepass")


def parse(line: bytes) -> CheckRecord:
    """The check of a line. Raises Invalid."""
    raw = reading.json_object(line)
    version = raw.get("v")
    if isinstance(version, int) and version > checks.VERSION:
        raise Invalid(Problem(Fault.NEWER))
    return checks.from_json(raw)


def _id(line: bytes) -> str | None:
    try:
        return parse(line).id
    except Invalid:
        return None
