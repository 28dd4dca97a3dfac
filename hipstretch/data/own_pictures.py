"""The photos and the clip of an own exercise in its folder.

`exercise.toml` lists the photos. Each lies in a file whose name tells its place and what it holds, so that no file is
ever written over: until the new list is there, the old one and all that it names stay as they are. A single photo is
`hold.webp` and listed nowhere, as earlier versions have it. A clip is `motion.webp`, as the movements of the
program's own exercises are.
"""

import contextlib
import zlib
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from hipstretch.core.exercise import Exercise
from hipstretch.core.photos import Photo, Photos

from . import atomic
from .pictures import is_there

ALONE = "hold.webp"
"""The only photo of an exercise."""
CLIP = "motion.webp"
_UNLISTED = ("start.webp", ALONE)
"""The photos of an exercise that lists none, in order."""


def of(folder: Path, exercise: Exercise) -> Photos:
    """What is there of the photos and the clip of an exercise."""
    there = [name for name in exercise.photos or _UNLISTED if is_there(folder / name)]
    clip = Photo(CLIP) if is_there(folder / CLIP) else None
    return Photos(tuple(map(Photo, there)), exercise.hold_photo if exercise.photos else ALONE, clip)


def write(folder: Path, exercise: Exercise, pictures: Photos) -> tuple[Exercise, Collection[str]]:
    """Write the files that are new; the exercise with its new list, and the files that `take_away` is for then.

    Raises OSError, also for a photo that is gone meanwhile.
    """
    names: dict[str, str] = {}
    for number, photo in enumerate(pictures.photos, 1):
        data = _data(folder, photo)
        only = len(pictures.photos) == 1
        names[photo.id] = ALONE if only else f"photo-{number}-{zlib.crc32(data):08x}.webp"
        _put(folder / names[photo.id], data)
    if pictures.clip:
        _put(folder / CLIP, _data(folder, pictures.clip))
    listed = tuple(names.values()) if len(names) > 1 else ()
    marked = names.get(pictures.marked, "") if listed else ""
    gone = {*(exercise.photos or _UNLISTED)} - {*names.values()} | ({CLIP} if not pictures.clip else set())
    return replace(exercise, photos=listed, hold_photo=marked), gone


def take_away(folder: Path, names: Collection[str]) -> None:
    """Remove what no list names any more. Raises nothing: what can't be removed is never shown."""
    for name in sorted(names):
        with contextlib.suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def _data(folder: Path, photo: Photo) -> bytes:
    return photo.data if photo.data is not None else (folder / photo.id).read_bytes()


def _put(path: Path, data: bytes) -> None:
    if not (path.is_file() and path.read_bytes() == data):
        atomic.write(path, data)
