"""Which file in the folder of an exercise is which picture."""

from pathlib import Path

from hipstretch.core.exercise import Exercise, hold_of

from .toml_file import strays

PICTURES = ("start", "hold", "motion", "easier", "second")
"""The names a picture of an exercise may have, without `.webp`; the second shows the hold from elsewhere."""


def picture_in(folder: Path, name: str, person: str = "") -> Path | None:
    """The file of a picture, one of PICTURES: of that person, else of nobody, as own exercises have; or None."""
    paths = (folder / place / f"{name}.webp" for place in dict.fromkeys((person, "")))
    return next((path for path in paths if name in PICTURES and is_there(path)), None)


def of(folder: Path, exercise: Exercise | None, name: str, person: str) -> Path | None:
    """The same of an exercise, which may list its photos. A hold that nothing else shows, its clip begins with."""
    there = photos(folder, exercise) if exercise and name in ("start", "hold") else ()
    if exercise and there:
        names = [path.name for path in there]
        return there[0] if name == "start" else folder / hold_of(names, exercise.hold_photo)
    return picture_in(folder, name, person) or (
        picture_in(folder, "motion", person) if name == "hold" else None
    )


def photos(folder: Path, exercise: Exercise) -> tuple[Path, ...]:
    """The photos that an exercise lists, in order, without those that are gone."""
    return tuple(path for file in exercise.photos if is_there(path := folder / file))


def is_there(path: Path) -> bool:
    """Whether there is a file, and no link to one elsewhere."""
    return path.is_file() and not strays(path)
