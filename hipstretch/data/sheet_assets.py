"""What is read when the first line of a therapist's sheet is: the words of all languages, and the names in them."""

import tomllib
import zlib
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from hipstretch.core.problem import Invalid

from .toml_file import read_raw, read_text

_WORDS = "*.sheet.toml"
_AFTER_THE_NAMES = "\nsteps"
"""In a built-in text the name and the other names stand before the steps: the rest need not be read."""


def words(assets: Path) -> Mapping[str, list[str]]:
    """The words on a sheet by what they mean, of all languages together; a file that can't be used is passed over."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((assets / "languages").glob(_WORDS)):
        try:
            table = read_raw(path, path.name)
        except Invalid:
            continue
        for meaning, spellings in table.items():
            found[meaning] += spellings
    return dict(found)


def names(folders: Mapping[str, Path], language: str = "*") -> Mapping[str, tuple[str, ...]]:
    """The names of built-in exercises, whose folders are given by id, in one language or in all of them.

    A text that can't be read has none.
    """
    return {
        id_: tuple(name for path in sorted(folder.glob(f"text.{language}.toml*")) for name in _names_in(path))
        for id_, folder in folders.items()
    }


def _names_in(path: Path) -> tuple[str, ...]:
    try:
        table = tomllib.loads(read_text(path).partition(_AFTER_THE_NAMES)[0])
    except (OSError, ValueError, Invalid, zlib.error):
        return ()
    return table.get("name", ""), *table.get("also", ())
