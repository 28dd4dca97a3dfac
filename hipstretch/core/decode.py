"""Reads a decoded JSON object field by field; what can't be used is named with its value.

A reader takes a value and gives what is wanted, or raises ValueError or TypeError saying what is wrong. The limits
are what this program writes at the very most: what lies beyond them is damaged, or meant to do harm.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from .text_preview import preview

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Reader = Callable[[Any], T]

MAX_NAME = 200
"""Characters of an id or a version."""
YEARS = range(1970, 2201)
"""What a date may lie in: a time zone more or less never leaves what Python can count."""


def get(raw: Mapping[str, Any], field: str, read: Reader[T]) -> T:
    """The value of a field, None if it is missing, read. Raises ValueError naming the field and the value."""
    try:
        return read(raw.get(field))
    except (TypeError, ValueError) as error:
        said = preview(raw[field]) if field in raw else "missing"
        raise ValueError(f"{field}: {said} ({error})") from None


def text(most: int) -> Reader[str]:
    """Any text of up to `most` characters."""

    def read(value: object) -> str:
        if not isinstance(value, str):
            raise TypeError("not a text")
        if len(value) > most:
            raise ValueError(f"longer than {most:,} characters")
        return value

    return read


name = text(MAX_NAME)


def number(most: float) -> Reader[float]:
    """A number from 0 to `most`."""

    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
            raise ValueError(f"not a number from 0 to {most:,.10g}")
        return float(value)

    return read


def whole(most: int) -> Reader[int]:
    """A whole number from 0 to `most`."""

    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
            raise ValueError(f"not a whole number from 0 to {most:,}")
        return value

    return read


def flag(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise TypeError("not true or false")
    return value


def one_of(kind: type[E]) -> Reader[E]:
    """A member of an enumeration, by its value."""
    known = {str(member): member for member in kind}

    def read(value: object) -> E:
        if isinstance(value, str) and value in known:
            return known[value]
        raise ValueError(f"not {' or '.join(known)}")

    return read


def moment(value: object) -> datetime:
    """A wall-clock time with its offset, in ISO 8601."""
    try:
        found = datetime.fromisoformat(name(value))
    except (TypeError, ValueError):
        raise ValueError("not a date and time") from None
    if found.tzinfo is None:
        raise ValueError("has no offset from UTC")
    if found.year not in YEARS:
        raise ValueError(f"not from {YEARS[0]} to {YEARS[-1]}")
    return found


def mapping(value: object) -> Mapping[str, Any]:
    """An object."""
    if not isinstance(value, Mapping):
        raise TypeError("not an object")
    return value


def objects(read_one: Reader[T], most: int) -> Reader[tuple[T, ...]]:
    """Up to `most` objects, each read."""

    def read(value: object) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise TypeError("not an array")
        if len(value) > most:
            raise ValueError(f"more than {most:,}")
        return tuple(read_one(mapping(one)) for one in value)

    return read
