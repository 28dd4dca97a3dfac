"""Files that a program that syncs folders put beside ours, because two computers had changed the same file.

They are known by their names, merged into ours and moved to `Paths.backups`. A file that is not whole yet is left for
the next time; so is everything if the program is killed: merging once more changes nothing.
"""

import contextlib
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hipstretch.core.problem import Fault, Invalid, Problem

from . import atomic, own_import, reading
from .checks_file import ChecksFile
from .clock import SYSTEM_CLOCK, Clock
from .conflict_names import found
from .history_file import HistoryFile
from .history_merge import Taken, take_in
from .own_import import EXERCISES, CheckPicture, ConflictChoice, ExistingItem, ImportItem
from .paths import Paths
from .settings_file import SHARED, SettingsFile

log = logging.getLogger("hipstretch.conflicts")
FETCHED_S = 600
"""A file that did not change for so many seconds gets no further: it is as whole as it will ever be."""


@dataclass(slots=True)
class Incoming:
    """What came in."""

    files: list[str] = field(default_factory=list)
    """The names of the files that were merged and moved."""
    left: int = 0
    """How many files wait for the next time."""
    sessions: Taken = field(default_factory=Taken)
    checks: int = 0
    settings: set[str] = field(default_factory=set)
    """The fields that have another value now."""
    own: list[str] = field(default_factory=list)
    """The names of exercises and routines."""
    problems: list[Problem] = field(default_factory=list)


def merge(paths: Paths, built_in: Path, check_picture: CheckPicture, clock: Clock = SYSTEM_CLOCK) -> Incoming:
    """Merge every such file, in the thread that writes. Raises nothing; what fails is tried the next time."""
    incoming = Incoming()
    for path, name in list(found(paths)):
        if "/" in name and (own_import.limit(_relative(path, paths)) or not own_import.limit(name)):
            continue
        try:
            whole = _take_in(path, name, paths, built_in, check_picture, clock, incoming)
        except FileNotFoundError:
            continue  # the other computer was quicker
        except (Invalid, OSError) as error:
            log.warning("%s is not merged: %s", path, error)
            if (
                isinstance(error, OSError)
                or error.problem.fault is Fault.NEWER
                or not _is_settled(path, clock)
            ):
                continue
            problem = Problem(
                Fault.CONFLICT_UNREADABLE, file=path.name, place=str(paths.backups), cause=error.problem
            )
            incoming.problems.append(problem)
            whole = True
        if whole or _is_settled(path, clock):
            with contextlib.suppress(OSError):
                _put_away(path, paths.backups)
                incoming.files.append(path.name)
    incoming.left = sum(1 for _ in found(paths))
    return incoming


def _take_in(
    path: Path,
    name: str,
    paths: Paths,
    built_in: Path,
    check_picture: CheckPicture,
    clock: Clock,
    incoming: Incoming,
) -> bool:
    """Merge one file; whether it is whole. Raises Invalid and OSError."""
    if name == paths.history.name:
        new = take_in(HistoryFile(paths.history, clock, paths.local), path)
        incoming.sessions = incoming.sessions.plus(new)
        return new.whole
    if name == paths.checks.name:
        count, whole = ChecksFile(paths.checks, clock).take_in(path)
        incoming.checks += count
        return whole
    if name == paths.settings.name:
        incoming.settings.update(SettingsFile(paths.settings, clock, SHARED).take_in(path))
        return True
    files = {name: reading.read(path, own_import.limit(name))}
    if name.startswith(f"{EXERCISES}/"):
        files = {**own_import.files_of(paths, name), **files}
    incoming.own += [one.name for one in take_in_own(files, paths, built_in, check_picture)]
    return True


def take_in_own(
    files: Mapping[str, bytes], paths: Paths, built_in: Path, check_picture: CheckPicture
) -> list[ImportItem]:
    """Add own exercises and routines beside those that are there in another form; those that came in.

    Each gets a name by what it holds, so that two computers which do the same end with the same. Raises Invalid and
    OSError.
    """
    found = own_import.look(files, paths, built_in, check_picture)
    new = [one for one in found if one.there is not ExistingItem.THE_SAME]
    own_import.add(files, dict.fromkeys(new, ConflictChoice.BOTH), paths, built_in, by_content=True)
    return new


def _relative(path: Path, paths: Paths) -> str:
    return path.relative_to(paths.exercises.parent).as_posix()


def _is_settled(path: Path, clock: Clock) -> bool:
    try:
        found = path.stat()
    except OSError:
        return False
    return clock.wall().timestamp() - max(found.st_mtime, found.st_ctime) > FETCHED_S


def _put_away(path: Path, folder: Path) -> None:
    """Move a file there, under its name if that is free. Raises OSError."""
    atomic.make_folder(folder)
    names = (f"{path.stem}{f'-{number}' if number else ''}{path.suffix}" for number in range(10_000))
    path.rename(next(free for name in names if not os.path.lexists(free := folder / name)))
    atomic.sync_folder(folder)
