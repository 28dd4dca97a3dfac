"""Copies of a file, one for each day on which it was changed, as it was on disk when the copy was made."""

import contextlib
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from . import atomic

DAYS = 7
"""So many days on which something changed keep their copy; of the months before, one each stays."""


FOLDER = "backups"


def keep(path: Path, today: date, folder: Path | None = None) -> None:
    """Copy `path` into a folder, `backups/` beside it, unless there is a copy of today, and thin the older ones.

    What the copy holds is what is on disk now: call it before a file is written anew, and after a line was added
    and is on disk, in the thread that writes. Raises OSError.
    """
    folder = folder or path.parent / FOLDER
    copy = folder / f"{path.stem}-{today.isoformat()}{path.suffix}"
    if copy.exists() or not path.is_file():
        return
    atomic.make_folder(folder)
    atomic.narrow(folder)
    atomic.copy(path, copy)
    pattern = re.compile(rf"{re.escape(path.stem)}-(\d{{4}}-\d\d-\d\d){re.escape(path.suffix)}")
    days = {}
    for found in folder.iterdir():
        if match := pattern.fullmatch(found.name):
            with contextlib.suppress(ValueError):  # no day of any calendar: not ours
                days[date.fromisoformat(match[1])] = found
    for day in superfluous(days):
        days[day].unlink()


def superfluous(days: Iterable[date]) -> set[date]:
    """The days whose copy is no longer kept: not among the last DAYS, nor the last one of an earlier month."""
    ordered = sorted(days, reverse=True)
    recent, older = ordered[:DAYS], ordered[DAYS:]
    months: dict[tuple[int, int], date] = {}
    for day in older:
        months.setdefault((day.year, day.month), day)
    return set(older) - set(months.values()) - set(recent)
