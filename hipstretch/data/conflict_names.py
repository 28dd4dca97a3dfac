"""What programs that sync folders call a file that two computers changed, so that both forms are kept."""

import contextlib
import re
import stat
from collections.abc import Iterator
from pathlib import Path

from .paths import Paths

_MARKS = (
    r"\.sync-conflict-\d{8}-\d{6}(?:-\w+)?",  # Syncthing
    r" \(.*\)",  # Nextcloud, Dropbox: (Anna's conflicted copy 2026-11-20), Seafile; Google Drive: (1)
    r"[ ._-]\[?(?i:conflict).*",  # ownCloud, Resilio, pCloud
    r" \d{1,2}",  # iCloud Drive
)
_NAMES = (
    *(re.compile(rf"(?P<stem>[^.].*?){mark}(?P<ending>\.[a-z]+)") for mark in _MARKS),
    re.compile(
        r"(?P<stem>[A-Z]?[^.A-Z][^A-Z]*)-[A-Z][\w-]*(?P<ending>\.[a-z]+)"
    ),  # OneDrive: a computer's name
)
_LANGUAGE = re.compile(r"text\.[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\.toml")


def original(name: str) -> str | None:
    """The name of the file that a file with this name is another form of, in small letters; None if it is none."""
    if _LANGUAGE.fullmatch(name):
        return None
    match = next(filter(None, (one.fullmatch(name) for one in _NAMES)), None)
    return f"{match['stem']}{match['ending']}".lower() if match else None


def found(paths: Paths) -> Iterator[tuple[Path, str]]:
    """Every such file, and what it is another form of, relative to the folder of the data. Reads folders only."""
    ours = {path.name: path for path in (paths.settings, paths.history, paths.checks)}
    for folder in dict.fromkeys(path.parent for path in ours.values()):
        for path, of in _in_folder(folder):
            if of in ours and ours[of].parent == folder:
                yield path, of
    for path, of in _in_folder(paths.routines):
        yield path, f"{paths.routines.name}/{of}"
    with contextlib.suppress(OSError):
        for exercise in sorted(one for one in paths.exercises.iterdir() if not one.name.startswith(".")):
            for path, of in _in_folder(exercise):
                yield path, f"{paths.exercises.name}/{exercise.name}/{of}"


def _in_folder(folder: Path) -> list[tuple[Path, str]]:
    try:
        files = sorted(folder.iterdir())
    except OSError:
        return []
    return [(path, of) for path in files if (of := original(path.name)) and _is_file(path)]


def _is_file(path: Path) -> bool:
    """Whether it is a file with something in it: one that is still to be fetched may be empty."""
    with contextlib.suppress(OSError):
        status = path.lstat()
        return stat.S_ISREG(status.st_mode) and status.st_size > 0
    return False
