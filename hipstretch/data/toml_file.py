"""A TOML file of an exercise, a check, a routine or a person -> a Table; what takes long to read is refused."""

import re
import tomllib
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from hipstretch.core.problem import Fault, Invalid, Problem, problem_of
from hipstretch.core.text_preview import truncate

from . import reading
from .toml_fields import Table

ENGLISH_TEXT = "text.en.toml"
PACKED = ".gz"
"""What the bundle adds to the name of a translation: a third of its size is left."""
MARKS = "english"
"""The table of a translation that tells what it translates."""
MAX_BYTES = 64_000
"""A larger file is refused: the longest built-in one has four thousand."""
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_NEXT = rf"\.[ \t]*+{_PART}[ \t]*+"
_LONG_KEY = re.compile(rf"{_NEXT}(?:{_NEXT}){{19}}")
"""A key of more than twenty parts, `a.b.c`: tomllib takes seconds over thousands of them."""


def words_in(folder: Path, language: str) -> Table:
    """A folder's text in `language`; in English what is not translated or was before it changed. Raises Invalid."""
    place = f"{folder.parent.name}/{folder.name}"
    english = read_raw(folder / ENGLISH_TEXT, f"{place}/{ENGLISH_TEXT}")
    path = translation_in(folder, language)
    if path is None:
        return Table(f"{place}/{ENGLISH_TEXT}", english)
    return Table(f"{place}/{path.name}", in_words_of(english, read_raw(path, f"{place}/{path.name}")))


def translation_in(folder: Path, language: str) -> Path | None:
    """The file with a folder's words in a language; None for English, and if there is none."""
    name = f"text.{language}.toml"
    paths = (folder / one for one in (name, name + PACKED) if name != ENGLISH_TEXT)
    return next((path for path in paths if path.exists()), None)


def in_words_of(english: Mapping[str, Any], translation: object) -> dict[str, Any]:
    """A text with those of its fields translated whose English is the one that was translated.

    The table `english` of a translation has for each field what `mark_of` gave for the English then. A field is
    translated as a whole or not at all: steps in two languages would be worse than English ones.
    """
    theirs = _table(translation)
    marks = _table(theirs.get(MARKS))
    found: dict[str, Any] = {}
    for name, value in english.items():
        mine = theirs.get(name)
        if isinstance(value, Mapping):
            found[name] = in_words_of(value, {**_table(mine), MARKS: marks.get(name)})
        else:
            found[name] = mine if mine is not None and marks.get(name) == mark_of(value) else value
    return found


def _table(value: object) -> Mapping[str, Any]:
    """A table of a translation; an empty one if something else stands in its place."""
    return value if isinstance(value, Mapping) else {}


def mark_of(english: object) -> str:
    """Eight characters that tell an English text, or a list of them, from what it was before a change."""
    return f"{zlib.crc32(repr(english).encode()):08x}"


def read(path: Path, file: str) -> Table:
    """The table in a file, which problems call `file`. Raises Invalid."""
    return Table(file, read_raw(path, file))


def read_raw(path: Path, file: str) -> Mapping[str, Any]:
    """What a file holds, which problems call `file`. Raises Invalid."""
    try:
        return _decoded(path)
    except (OSError, Invalid) as error:
        problem = problem_of(error)
    except UnicodeDecodeError:
        problem = Problem(Fault.NOT_UTF8)
    except tomllib.TOMLDecodeError as error:
        problem = Problem(Fault.NOT_TOML, reason=truncate(str(error)))
    except ValueError:
        problem = Problem(Fault.LONG_NUMBER)
    except zlib.error as error:
        problem = Problem(Fault.SYSTEM, reason=str(error))
    except RecursionError:
        problem = Problem(Fault.DEEP)
    raise Invalid(replace(problem, file=file))


def _decoded(path: Path) -> Mapping[str, Any]:
    """What a file holds, which is refused before it is read if it is none or too large."""
    if not path.exists():
        raise Invalid(Problem(Fault.MISSING))
    if strays(path):
        raise Invalid(Problem(Fault.LINK_OUT))
    text = read_text(path)
    if _LONG_KEY.search(text):
        raise Invalid(Problem(Fault.DEEP))
    return tomllib.loads(text)


def read_text(path: Path) -> str:
    """What a text file holds, unpacked if it is packed. Raises OSError, Invalid, UnicodeDecodeError or zlib.error."""
    data = reading.read(path, MAX_BYTES)
    if path.suffix == PACKED:
        data = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(data, MAX_BYTES)
    return data.decode("utf-8")


def strays(path: Path) -> bool:
    """Whether a file is a link to one elsewhere: that may be anything, and would be shared as ours."""
    return path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve())
