"""Two forms of a history become one: see `core/merge.py`."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, NamedTuple

from hipstretch.core.merge import in_turn, rank
from hipstretch.core.problem import Fault, Invalid, Problem
from hipstretch.core.record import Deleted, SessionRecord

from . import reading
from .history_file import MAX_BYTES, HistoryFile
from .history_line import MAX_LINE, line_of, read_entry
from .history_pass import Unreadable, lines_of


class Taken(NamedTuple):
    """How many sessions came in by merging, and whether the other file is whole: its last line may be cut."""

    added: int = 0
    changed: int = 0
    deleted: int = 0
    whole: bool = True

    def plus(self, other: "Taken") -> "Taken":
        """Both together."""
        added, changed = self.added + other.added, self.changed + other.changed
        return Taken(added, changed, self.deleted + other.deleted, self.whole and other.whole)


def take_in(history: HistoryFile, other: Path) -> Taken:
    """Merge another form of a history into it; `other` stays as it is.

    Its lines that can't be read, a newer program's perhaps, are added as well. Raises OSError, and Invalid if one of
    the two can't be read to its end: then nothing is changed.
    """
    theirs, unread, whole = _states(other)
    fresh = not history.path.exists()
    mine, known, _ = ({}, [], True) if fresh else _states(history.path)
    better = {k: one for k, one in theirs.items() if k not in mine or rank(one) > rank(mine[k])}
    foreign = [line for line in unread if line not in set(known)]
    if better or foreign:
        new = sorted(better.values(), key=_by_time)
        if fresh or not history.rewrite(new, foreign):
            history.add(b"".join([*map(line_of, new), *foreign]))
    deleted = [k for k, one in better.items() if isinstance(one, Deleted)]
    added = [k for k in better if isinstance(mine.get(k), Deleted | None) and k not in deleted]
    gone = sum(isinstance(mine.get(k), SessionRecord) for k in deleted)
    return Taken(len(added), len(better) - len(added) - len(deleted), gone, whole)


def restore(history: HistoryFile, ours: Iterable[SessionRecord | Deleted]) -> None:
    """Add what this program wrote and is not there any more: a program that syncs put an older file in its place.

    Raises OSError, and Invalid if the file can't be read to its end.
    """
    wanted = list(ours)
    there = _states(history.path)[0] if wanted else {}
    lost = [one for one in wanted if one.id not in there or rank(one) > rank(there[one.id])]
    if lost:
        history.add(b"".join(map(line_of, lost)))


def _by_time(one: SessionRecord | Deleted) -> tuple[bool, float, str]:
    """What was deleted first, as `history_pass.in_order` has it."""
    alive = isinstance(one, SessionRecord)
    return alive, one.started_at.timestamp() if isinstance(one, SessionRecord) else 0.0, one.id


def _states(path: Path) -> tuple[dict[str, SessionRecord | Deleted], list[bytes], bool]:
    """What a history says of each id, its lines that can't be read, and whether it does not end within a line.

    Raises OSError, and Invalid if it can't be read to its end.
    """
    unreadable, unread, whole = Unreadable(), [], True

    def entries(file: IO[bytes]) -> Iterator[SessionRecord | Deleted]:
        nonlocal whole
        for line in lines_of(file, read_entry, unreadable, 0):
            if line.found:
                yield line.found
            elif line.torn:
                whole = False
            elif line.why:
                if line.size > MAX_LINE:
                    raise Invalid(Problem(Fault.LONG_LINE, most=MAX_LINE))
                unread.append(line.raw if line.raw.endswith(b"\n") else line.raw + b"\n")

    with reading.opened(path, MAX_BYTES) as file:
        found = in_turn(entries(file))
    if unreadable.stopped:
        raise Invalid(Problem(Fault.NEXT_TO_NOTHING, file=path.name, line=unreadable.stopped))
    return found, unread, whole
