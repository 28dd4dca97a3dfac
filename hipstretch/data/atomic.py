"""Write a file whole or not at all, for this person only unless told otherwise.

What is unfinished has a name of its own, TEMPORARY, so that `clean` knows it after the program was killed.
"""

import contextlib
import errno
import itertools
import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO, TypeVar

from hipstretch.core.problem import Fault, InvalidFile, Problem

from .clock import SYSTEM_CLOCK, Clock

TEMPORARY = re.compile(r"\.hipstretch-(\d{1,10})-([0-9a-f]{8})-\d+\.tmp")
"""The name of an unfinished file or folder: the process that makes it, its run, and a number."""
ABANDONED_S = 600
"""An unfinished file that nobody wrote to for so many seconds is left over, even if its process seems to live."""


class ChangedError(InvalidFile):
    """Another program wrote to a file since it was read: it stays as that program left it."""


_BINARY: int = getattr(os, "O_BINARY", 0)
_PROC = "/proc/self/fd/{}"
_numbers = itertools.count()


T = TypeVar("T")
Stamp = tuple[int, int, int] | None
"""Tells a file from what it was before: its number, size and time; None for no file."""


def stamp(path: Path) -> Stamp:
    """What tells whether somebody else writes to a file."""
    try:
        return stamp_of(path.stat())
    except OSError:
        return None


def stamp_of(found: os.stat_result) -> tuple[int, int, int]:
    """The same of a file that is open."""
    return found.st_ino, found.st_size, found.st_mtime_ns


def write(path: Path, data: bytes, *, private: bool = True, read: "Stamp | bool" = False) -> None:
    """Replace `path` by a file with `data`, on disk when this returns; the old file stays if anything fails.

    See `writing`. Raises OSError.
    """
    with writing(path, private=private, read=read) as file:
        file.write(data)


@contextlib.contextmanager
def writing(path: Path, *, private: bool = True, read: "Stamp | bool" = False) -> Iterator[BinaryIO]:
    """A file that takes the place of `path`, on disk, when the context ends without an error.

    With `read`, the stamp of what the new file was made from, it does so only if `path` is still that: a program that
    syncs folders may have put another one there. Else it raises ChangedError.

    A link stays: the file it leads to is replaced. A private file, and every folder that is made for one, is
    for this person only. Any other has the rights that new files of this person have; since it may lie in a folder
    that `clean` never sees, it has no name before it is whole, where the system can do that. Raises OSError.
    """
    path = followed(path)
    if private:
        make_folder(path.parent)
    temporary = _temporary(path.parent)
    nameless = -1 if private else _nameless(path.parent)
    new = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY
    handle = nameless if nameless >= 0 else os.open(temporary, new, 0o600 if private else 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(handle)
            if handle == nameless:
                _give_name(handle, temporary)
        _check_unchanged(path, read)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def persistently(change: Callable[[], T]) -> T:
    """Do something that reads a file and writes it, once more if another program wrote to it meanwhile.

    Raises ChangedError if that happens time and again.
    """
    for _ in range(2):
        with contextlib.suppress(ChangedError):
            return change()
    return change()


def _check_unchanged(path: Path, read: "Stamp | bool") -> None:
    if read is not False and stamp(path) != read:
        raise ChangedError(Problem(Fault.CHANGED_MEANWHILE))


@contextlib.contextmanager
def staging(folder: Path) -> Iterator[Path]:
    """An empty folder in `folder`, which is made: what is put together in it is gone afterwards unless renamed.

    Raises OSError.
    """
    import shutil

    make_folder(folder)
    unfinished = _temporary(folder)
    unfinished.mkdir(0o700)
    try:
        yield unfinished
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def followed(path: Path) -> Path:
    """The file that a link leads to, or `path` itself. Raises OSError if the link leads to none."""
    if not path.is_symlink():
        return path
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError) as error:  # until Python 3.13 a RuntimeError for a link to itself
        if isinstance(error, OSError) and error.errno not in (errno.ENOENT, errno.ELOOP):
            raise
        raise InvalidFile(Problem(Fault.LINK_TO_NOTHING)) from None


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for this person only. Raises OSError."""
    try:
        folder.mkdir(0o700, exist_ok=True)
    except FileNotFoundError:
        if folder.parent == folder:
            raise
        make_folder(folder.parent)
        folder.mkdir(0o700, exist_ok=True)


def narrow(path: Path) -> None:
    """Take everyone else's rights on a file or folder away, where the system has such rights and allows it."""
    if os.name != "nt":  # pragma: no branch - Windows
        with contextlib.suppress(OSError):
            mode = path.stat().st_mode
            if mode & 0o077:
                path.chmod(mode & 0o700)


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names to disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def set_aside(path: Path, clock: Clock = SYSTEM_CLOCK) -> Path:
    """Rename a file that can't be used, with the time in its name; the new path. Raises OSError.

    Of a file that a link leads to, a copy is made instead, so that the link stays.
    """
    stamp = clock.wall().strftime("%Y-%m-%d-%H%M%S")
    for n in range(1, 1000):
        aside = path.with_name(f"{path.stem}.{stamp}{'' if n == 1 else f'-{n}'}.unreadable{path.suffix}")
        if os.path.lexists(aside):
            continue
        if path.is_symlink():
            copy(path, aside)
        else:
            path.rename(aside)
        return aside
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(aside))


def copy(source: Path, target: Path) -> None:
    """Write what is in `source` to `target`. Raises OSError."""
    import shutil

    with source.open("rb") as file, writing(target) as made:
        shutil.copyfileobj(file, made)


def clean(folder: Path, clock: Clock = SYSTEM_CLOCK) -> None:
    """Remove what a program that was killed left unfinished in `folder`, though not below it. Raises nothing.

    What this program is writing stays, and so does what another one that runs wrote to lately.
    """
    import shutil

    with contextlib.suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            match = TEMPORARY.fullmatch(entry.name)
            with contextlib.suppress(OSError):
                if match is None or match[2] == _run():
                    continue
                age_s = clock.wall().timestamp() - entry.stat(follow_symlinks=False).st_mtime
                if age_s < ABANDONED_S and _lives(int(match[1])):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    shutil.rmtree(entry)
                else:
                    Path(entry).unlink()


@cache
def _run() -> str:
    """Tells this run of the program from others that had the same process number."""
    return os.urandom(4).hex()


def _nameless(folder: Path) -> int:
    """A file that is gone when the process ends unless it gets a name; -1 where there is no such thing."""
    try:
        handle = os.open(folder, os.O_TMPFILE | os.O_WRONLY, 0o666)
    except (OSError, AttributeError):  # only Linux has it, and not on every kind of disk
        return -1
    if Path(_PROC.format(handle)).exists():
        return handle
    os.close(handle)
    return -1


def _give_name(nameless: int, path: Path) -> None:
    # only with a folder, which an absolute path makes no use of, does Python make the call that follows the link
    os.link(_PROC.format(nameless), path, src_dir_fd=nameless, follow_symlinks=True)


def _temporary(folder: Path) -> Path:
    return folder / f".hipstretch-{os.getpid()}-{_run()}-{next(_numbers)}.tmp"


def _lives(process: int) -> bool:
    """Whether another process of this number runs."""
    if os.name == "nt":  # pragma: no cover - Windows
        return False  # it does not remove a file that is open
    if process == os.getpid():
        return False  # an earlier one: its run is another
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True
