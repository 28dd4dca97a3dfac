"""A TOML table that is read field by field, and what only exercises and routines have in their fields."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from hipstretch.core import decode
from hipstretch.core.decode import Reader, refuse
from hipstretch.core.exercise import Exercise
from hipstretch.core.problem import Fault, Invalid, Problem
from hipstretch.core.text_preview import is_shown

T = TypeVar("T")
MAX_LINE = 600
"""Characters in a sentence."""
MAX_NAME = 120
"""Characters in a name or a summary."""
PHOTO = r"(start|hold|photo-[1-9]-[0-9a-f]{8})\.webp"
"""The file of a photo of an own exercise; of one of several it tells the place it had, and a sum of what it holds."""
_PLACEHOLDERS = ("{side}", "{other}")
FORMS = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")
"""What is said if the left side works, and what if the right one does."""


class Table:
    """One TOML table; `path` leads the names in problems. Every error is an Invalid that names the file."""

    def __init__(self, file: str, raw: Mapping[str, Any], path: str = "") -> None:
        self._file = file
        self._raw = raw
        self._path = path
        self._asked: set[str] = set()

    def get(self, name: str, read: Reader[T], default: T | None = None) -> T:
        """The field's value; without the field `default`, or an error if that is None."""
        self._asked.add(name)
        if name not in self._raw and default is not None:
            return default
        try:
            return decode.get(self._raw, name, read)
        except Invalid as error:
            raise self._bad(error.problem) from None

    def table(self, name: str) -> "Table":
        """The table in a field."""
        return Table(self._file, self.get(name, decode.table), f"{self._path}{name}.")

    def tables(self, name: str, most: int) -> "list[Table]":
        """The tables in a field that holds 1 to `most` of them."""
        raws = self.get(name, decode.several(decode.table, 1, most, Fault.TABLES))
        return [Table(self._file, raw, f"{self._path}{name}[{i}].") for i, raw in enumerate(raws, 1)]

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return name in self._raw

    def done(self) -> None:
        """Raise an error for the first field that nobody asked for: most likely a slip of the pen."""
        for name, value in self._raw.items():
            if name not in self._asked:
                raise self._bad(Problem(Fault.FIELD_UNKNOWN).at(name, value))

    def _bad(self, problem: Problem) -> Invalid:
        return Invalid(replace(problem, file=self._file, field=f"{self._path}{problem.field}"))


def known(exercises: Mapping[str, Exercise]) -> Reader[str]:
    """The id of one of these."""

    def read(value: object) -> str:
        if isinstance(value, str) and value in exercises:
            return value
        raise refuse(Fault.KNOWN_EXERCISE)

    return read


def members(kind: type[decode.E]) -> Reader[tuple[decode.E, ...]]:
    """Some members of an enumeration, or none."""
    return decode.several(decode.one_of(kind), 0, len(kind))


def _is_shown(text: str) -> bool:
    return text.isprintable() or all(map(is_shown, text))  # the first alone is quick


def line(most: int) -> Reader[str]:
    """One line of text that says something."""

    def read(value: object) -> str:
        if isinstance(value, str) and value.strip() and len(value) <= most and _is_shown(value):
            return value.strip()
        raise refuse(Fault.LINE_OF_TEXT, 1, most)

    return read


name, _line = line(MAX_NAME), line(MAX_LINE)


def sentence(value: object) -> str:
    """A line in which {side} and {other} stand for the sides, or {left form|right form} for a word that bends."""
    found = _line(value)
    rest = FORMS.sub("", found)
    for one in _PLACEHOLDERS:
        rest = rest.replace(one, "")
    if "{" in rest or "}" in rest:
        raise refuse(Fault.SENTENCE)
    return found


def photo_file(value: object) -> str:
    """The name of a photo's file."""
    if isinstance(value, str) and re.fullmatch(PHOTO, value):
        return value
    raise refuse(Fault.NAME_OF_FILE)
