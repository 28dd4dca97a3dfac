"""The photos and the clip of an own exercise in its folder.

`exercise.toml` lists the photos. A photo keeps its file for as long as it is listed, wherever it is moved, and a new
one gets a name that tells its place and what it holds. So no file is written over: until the new list is there, the
old one and all that it names stay as they are, and of two lists from two computers both can be followed. A first
photo that is alone is `hold.webp` and listed nowhere, as earlier versions have it. A clip is `motion.webp`, as the
movements of the program's own exercises are.
"""

import contextlib
import zlib
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from hipstretch.core.exercise import Exercise, hold_of
from hipstretch.core.photos import Photo, Photos

from . import atomic
from .pictures import is_there

ALONE = "hold.webp"
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

    Raises OSError.
    """
    names = {photo.id: photo.id for photo in pictures.photos if photo.data is None}
    alone = not exercise.photos and len(pictures.photos) == 1
    for number, photo in enumerate(pictures.photos, 1):
        if photo.data is not None:
            names[photo.id] = ALONE if alone else _free(number, photo.data, names.values())
            atomic.write(folder / names[photo.id], photo.data)
    if pictures.clip and pictures.clip.data is not None:
        atomic.write(folder / CLIP, pictures.clip.data)
    listed = tuple(names[one] for one in pictures.ids)
    marked = names.get(pictures.marked, "")
    gone = {*(exercise.photos or _UNLISTED)} - {*listed} | ({CLIP} if not pictures.clip else set())
    as_before = not exercise.photos and listed == tuple(n for n in _UNLISTED if is_there(folder / n))
    if not listed or (as_before and hold_of(listed, marked) == ALONE):
        return replace(exercise, photos=(), hold_photo=""), gone
    return replace(exercise, photos=listed, hold_photo=marked), gone


def take_away(folder: Path, names: Collection[str]) -> None:
    """Remove what no list names any more. Raises nothing: what can't be removed is never shown."""
    for name in sorted(names):
        with contextlib.suppress(OSError):
            (folder / name).unlink(missing_ok=True)


def _free(number: int, data: bytes, taken: Collection[str]) -> str:
    """A name for a photo at this place, or nearly, if the same photo stands there already."""
    numbers = (number, *range(1, 10))
    return next(n for one in numbers if (n := f"photo-{one}-{zlib.crc32(data):08x}.webp") not in taken)
