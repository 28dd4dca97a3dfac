"""Fields of a TOML file: read, checked against their bounds, and named with file, field and value if they are wrong."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from hipstretch.core.exercise import Exercise
from hipstretch.core.text_preview import preview, truncate

if TYPE_CHECKING:
    pass


T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Reader = Callable[[object], T]
"""Turns a decoded value into what core wants. Raises ValueError saying what is allowed."""
MAX_LINE = 600
"""Characters in a sentence."""
MAX_NAME = 120
"""Characters in a name or a summary."""
_PLACEHOLDERS = ("{side}", "{other}")


class BadFieldError(Exception):
    """A field that can't be used; the message names it and its value."""


class Table:
    """One TOML table that is read field by field; `path` leads the names in messages."""

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
            return read(self._raw.get(name))
        except ValueError as error:
            said = f"is {preview(self._raw[name])}" if name in self._raw else "is missing"
            raise self.bad(name, f"{said}; it must be {error}") from None

    def table(self, name: str) -> "Table":
        """The table in a field."""
        return Table(self._file, self.get(name, read_mapping), f"{self._path}{name}.")

    def tables(self, name: str, most: int) -> "list[Table]":
        """The tables in a field that holds 1 to `most` of them."""
        raws = self.get(name, read_several(read_mapping, most, "tables"))
        return [Table(self._file, raw, f"{self._path}{name}[{i}].") for i, raw in enumerate(raws, 1)]

    def has(self, name: str) -> bool:
        """Whether the field is there."""
        return name in self._raw

    def done(self) -> None:
        """Raise an error for the first field that nobody asked for: most likely a slip of the pen."""
        for name in self._raw:
            if name not in self._asked:
                raise self.bad(name, f"is {preview(self._raw[name])}, but there is no such field")

    def bad(self, name: str, said: str) -> BadFieldError:
        """The error that says something about a field."""
        return BadFieldError(f"{self._file}: {self._path}{truncate(name)} {said}")


def read_number(least: float, most: float) -> Reader[float]:
    def read(value: object) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most:
            return float(value)
        raise ValueError(
            f"a number from {least:g} to {most:g}" if least < most else f"{least:g}, or left out"
        )

    return read


def read_whole(least: float, most: float) -> Reader[int]:
    def read(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        raise ValueError(f"a whole number from {least:g} to {most:g}")

    return read


def read_range(read_one: Reader[T]) -> Reader[tuple[T, T]]:
    def read(value: object) -> tuple[T, T]:
        try:
            pair = tuple(map(read_one, value)) if isinstance(value, list) else ()
        except ValueError:
            pair = ()
        if len(pair) != 2 or pair[0] > pair[1]:  # type: ignore[operator]
            raise ValueError(f"[least, most], each {_allowed(read_one)}")
        return pair[0], pair[1]

    return read


def _allowed(read: Reader[T]) -> str:
    try:
        read(None)
    except ValueError as error:
        return str(error)
    raise AssertionError("a reader took None")


def read_choice(kind: type[E]) -> Reader[E]:
    known = {str(member): member for member in kind}

    def read(value: object) -> E:
        if isinstance(value, str) and value in known:
            return known[value]
        raise ValueError(" or ".join(known))

    return read


def read_known(exercises: Mapping[str, Exercise]) -> Reader[str]:
    def read(value: object) -> str:
        if isinstance(value, str) and value in exercises:
            return value
        raise ValueError("the id of an exercise that is there and could be read")

    return read


def read_several(read_one: Reader[T], most: int, what: str, least: int = 1) -> Reader[tuple[T, ...]]:
    def read(value: object) -> tuple[T, ...]:
        if isinstance(value, list) and least <= len(value) <= most:
            return tuple(map(read_one, value))
        raise ValueError(f"a list of {least} to {most} {what}")

    return read


def read_members(kind: type[E]) -> Reader[tuple[E, ...]]:
    return read_several(read_choice(kind), len(kind), "words of the list", least=0)


def read_flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError("true or false")


def read_mapping(value: object) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    raise ValueError("a table")


def read_line(value: object, most: int) -> str:
    if isinstance(value, str) and value.strip() and len(value) <= most and value.isprintable():
        return value.strip()
    raise ValueError(f"a line of text of 1 to {most} characters")


def read_name(value: object) -> str:
    return read_line(value, MAX_NAME)


def read_sentence(value: object) -> str:
    line = read_line(value, MAX_LINE)
    rest = line
    for known in _PLACEHOLDERS:
        rest = rest.replace(known, "")
    if "{" in rest or "}" in rest:
        raise ValueError("text with no braces but {side} and {other}")
    return line
