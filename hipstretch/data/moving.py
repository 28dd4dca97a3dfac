"""Data moves to another folder: whole, or not at all. Where there is some already, both become one.

Until the old place says where its data went, which is one call of the disk, nothing there is changed: what was done of
a move that was ended before is found again by the next one, and merged.
"""

import contextlib
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from hipstretch.core.problem import Fault, Invalid, InvalidFile, Problem

from . import atomic, own_import
from .checks_file import ChecksFile
from .clock import SYSTEM_CLOCK, Clock
from .conflicts import take_in_own
from .exchange import ImportPreview
from .history_file import HistoryFile
from .history_merge import take_in
from .own_import import EXERCISES, ROUTINES, CheckPicture, ExistingItem, ImportItem
from .paths import MOVED, Paths, at, moved_to, resolve
from .settings_file import SettingsFile

SUBFOLDER = "hipstretch"
"""The folder that is made in one where other things lie."""


def target_in(folder: Path) -> Path:
    """Where data would lie if a person chooses this folder: in it, or in one of its own if other things lie there."""
    if has_data(folder) or not any(folder.iterdir()):
        return folder
    return folder / SUBFOLDER


def has_data(folder: Path) -> bool:
    """Whether there is data of this program."""
    paths = resolve(folder)
    return any(os.path.lexists(path) for path in (*_files(paths), paths.exercises, paths.routines))


def check(paths: Paths, target: Path) -> None:
    """Raises InvalidFile if a folder and those of the data are not apart: what is moved would be removed there."""
    there = resolve(target)
    for home in {paths.history.parent, paths.settings.parent}:
        places = (target, *_files(there), there.exercises, there.routines)
        if _is_in(home, target) or any(_is_in(place, home) for place in places):
            raise InvalidFile(Problem(Fault.MOVE_WITHIN))


def _is_in(place: Path, folder: Path) -> bool:
    """Whether a place is a folder or below it, whatever links lead to either; both need not be there."""
    real = place.resolve()
    return any(_is_same(one, folder) for one in (real, *real.parents))


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of the two is not there
        return one == other.resolve()


def look(paths: Paths, target: Path, built_in: Path, check_picture: CheckPicture) -> ImportPreview:
    """What the data in another folder would add to this. Raises OSError and Invalid."""
    there = resolve(target)
    known = {record.id for record in HistoryFile(paths.history).scan()[0]}
    found, unread = HistoryFile(there.history).load()
    checks = {one.id for one in ChecksFile(paths.checks).load()[0]}
    own: tuple[ImportItem, ...] = ()
    try:
        if files := _all_files(there, _own(there)):
            own = own_import.look(files, paths, built_in, check_picture)
    except Invalid as error:  # it stays as it is
        unread = (*unread, error.problem)
    return ImportPreview(
        sessions=tuple(one for one in found if one.id not in known),
        known_sessions=sum(one.id in known for one in found),
        own=tuple(one for one in own if one.there is not ExistingItem.THE_SAME),
        checks=tuple(one for one in ChecksFile(there.checks).load()[0] if one.id not in checks),
        settings=there.settings.exists(),
        remarks=unread,
    )


def move(
    paths: Paths, target: Path, built_in: Path, check_picture: CheckPicture, clock: Clock = SYSTEM_CLOCK
) -> Paths:
    """Move all data to a folder, merged with what is there, in the thread that writes; where it lies from now on.

    Raises OSError and Invalid: then it lies where it did. Who calls it writes nothing to the old place any more.
    """
    check(paths, target)
    home, there, comes_back = paths.history.parent, _paths_at(target), moved_to(target)
    atomic.make_folder(target)
    if has_data(target) or not there.shared:
        _combine(paths, there, built_in, check_picture, clock)
    else:
        with atomic.staging(target) as folder:
            _combine(paths, resolve(folder, there.local), built_in, check_picture, clock)
            for made in sorted(folder.iterdir(), key=lambda path: path.name == paths.backups.name):
                made.rename(target / made.name)
        atomic.sync_folder(target)
    for mine, theirs in zip(_local(paths), _local(there), strict=True):
        _copy(mine, theirs)
    for session in paths.sessions.glob("*.json"):
        _copy(session, there.sessions / session.name)
    if comes_back:  # only now all of it is there
        (target / MOVED).unlink()
    leave(home, target)
    _remove(paths)
    return there


def _paths_at(target: Path) -> Paths:
    """Where all of it lies then: in the system's folder for data, settings have a folder of their own."""
    usual = resolve(None)
    return usual if _is_same(target, usual.history.parent) else at(target)


def leave(place: Path, target: Path) -> None:
    """Say in a place where its data went. Raises OSError."""
    atomic.write(place / MOVED, json.dumps({"to": str(target.absolute())}).encode("utf-8", "surrogatepass"))


def _files(paths: Paths) -> tuple[Path, ...]:
    return paths.history, paths.checks, paths.settings


def _local(paths: Paths) -> tuple[Path, ...]:
    """What belongs to this computer, but for its sessions."""
    return paths.window, paths.computer, paths.reminders, paths.drafts


def _own(paths: Paths) -> Iterator[str]:
    """The own exercises and routines, exercises first, relative to the folder of the data."""
    for folder, kind in ((paths.exercises, EXERCISES), (paths.routines, ROUTINES)):
        with contextlib.suppress(OSError):
            yield from (f"{kind}/{p.name}" for p in sorted(folder.iterdir()) if not p.name.startswith("."))


def _combine(paths: Paths, there: Paths, built_in: Path, check_picture: CheckPicture, clock: Clock) -> None:
    """Put all data of one place into another, beside what is there. Raises OSError and Invalid."""
    for mine, theirs in zip(_files(paths), _files(there), strict=True):
        if mine.exists():
            if not theirs.exists():
                atomic.copy(mine, theirs)
                continue
            _copy(mine, _free(there.backups / mine.name, mine))
            if mine == paths.history:
                take_in(HistoryFile(theirs, clock, there.local), mine)
            elif mine == paths.checks:
                ChecksFile(theirs, clock).take_in(mine)
            else:
                SettingsFile(theirs, clock).take_in(mine)
    _combine_own(paths, there, built_in, check_picture)
    if paths.backups.is_dir():
        for kept in sorted(path for path in paths.backups.iterdir() if path.is_file()):
            _copy(kept, _free(there.backups / kept.name, kept))


def _combine_own(paths: Paths, there: Paths, built_in: Path, check_picture: CheckPicture) -> None:
    base, other = paths.exercises.parent, there.exercises.parent
    names = list(_own(paths))
    both = any((other / name).exists() for name in names)
    if both:  # as in an import: what is there stays, and a routine goes with the exercises it came with
        with contextlib.suppress(Invalid):
            take_in_own(_all_files(paths, names), there, built_in, check_picture)
    for name in names:
        mine, theirs = base / name, other / name
        files = _within(mine)
        if files and not theirs.exists():
            atomic.make_folder(theirs.parent)
            with atomic.staging(theirs.parent) as folder:
                for file in files:
                    atomic.copy(file, folder / file.relative_to(mine.parent))
                (folder / mine.name).rename(theirs)
            atomic.sync_folder(theirs.parent)
        elif both:
            for file in files:
                _copy(file, _free(there.backups / f"{mine.stem}-{file.name}", file))


def _within(mine: Path) -> list[Path]:
    return [mine] if mine.is_file() else sorted(path for path in mine.rglob("*") if path.is_file())


def _all_files(paths: Paths, names: Iterable[str]) -> dict[str, bytes]:
    return {k: data for name in names for k, data in own_import.files_of(paths, name).items()}


def _free(wanted: Path, source: Path) -> Path:
    """A name like this that nothing has, or that a file has which holds the very same."""
    names = (
        wanted.with_stem(f"{wanted.stem}-{number}" if number else wanted.stem) for number in range(10_000)
    )
    return next(p for p in names if not p.exists() or p.read_bytes() == source.read_bytes())


def _copy(source: Path, target: Path) -> None:
    if source.is_file() and not target.exists():
        atomic.copy(source, target)


def _remove(paths: Paths) -> None:
    """Take away what lies elsewhere now. Raises nothing: what stays is no longer read."""
    for path in (*_files(paths), *paths.sessions.glob("*.json"), *_local(paths)):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
    for folder in (paths.exercises, paths.routines, paths.backups):
        shutil.rmtree(folder, ignore_errors=True)


def take_local(paths: Paths) -> None:
    """Take out of a folder that may be shared what earlier versions kept there of this computer. Raises nothing."""
    if not paths.shared:
        return
    folder = paths.history.parent
    for source in (folder / "window.json", folder / "reminders.json", *(folder / "sessions").glob("*.json")):
        target = paths.local / source.relative_to(folder)
        with contextlib.suppress(OSError):
            if source.is_file() and not target.exists():
                atomic.copy(source, target)
                source.unlink()
    with contextlib.suppress(OSError):
        (folder / "sessions").rmdir()
