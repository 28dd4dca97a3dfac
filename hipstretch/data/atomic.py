"""Write a file whole or not at all."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


def write(path: Path, data: bytes) -> None:
    """Replace `path` by a file with `data`, on disk when this returns; the old file stays if anything fails.

    Raises OSError.
    """
    with writing(path) as file:
        file.write(data)


@contextlib.contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `path`, on disk, when the context ends without an error.

    Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names to disk, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def set_aside(path: Path) -> Path:
    """Rename a file that can't be used, with the time in its name; the new path. Raises OSError."""
    from datetime import datetime

    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    for n in range(1, 1000):
        aside = path.with_name(f"{path.stem}.{stamp}{'' if n == 1 else f'-{n}'}.unreadable{path.suffix}")
        if not aside.exists():
            path.rename(aside)
            return aside
    raise FileExistsError(f"too many files like {aside}")
