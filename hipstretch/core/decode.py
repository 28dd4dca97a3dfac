"""Reads decoded JSON and TOML field by field; what can't be used is named with its field, value and bounds.

A reader takes a value and gives what is wanted, or raises Invalid saying what the value must be. The limits of what
the program writes itself are what it writes at the very most: what lies beyond them is damaged, or meant to do harm.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar

from .problem import MISSING, Fault, Invalid, Problem

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Reader = Callable[[Any], T]

MAX_NAME = 200
"""Characters of an id or a version."""
YEARS = range(1970, 2201)
"""What a date may lie in: a time zone more or less never leaves what Python can count."""


def get(raw: Mapping[str, Any], field: str, read: Reader[T]) -> T:
    """The value of a field, None if it is missing, read. Raises Invalid naming the field and the value."""
    try:
        return read(raw.get(field))
    except Invalid as error:
        raise Invalid(error.problem.at(field, raw.get(field, MISSING))) from None


def refuse(fault: Fault, least: float = 0, most: float = 0, choices: tuple[str, ...] = ()) -> Invalid:
    """The error that says what a value must be."""
    return Invalid(Problem(fault, least=least, most=most, choices=choices))


@dataclass(frozen=True, slots=True)
class Number:
    """Reads a number within bounds, both allowed."""

    least: float
    most: float

    def __call__(self, value: object) -> float:
        """The number. Raises Invalid."""
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not self.least <= value <= self.most
        ):
            raise refuse(Fault.NUMBER if self.least < self.most else Fault.ONLY, self.least, self.most)
        return float(value)


@dataclass(frozen=True, slots=True)
class Whole:
    """Reads a whole number within bounds, both allowed."""

    least: int
    most: int

    def __call__(self, value: object) -> int:
        """The number. Raises Invalid."""
        if isinstance(value, bool) or not isinstance(value, int) or not self.least <= value <= self.most:
            raise refuse(Fault.WHOLE, self.least, self.most)
        return value


def number_range(one: Number) -> Reader[tuple[float, float]]:
    """[least, most] of numbers."""
    return _range(one, refuse(Fault.NUMBERS_RANGE, one.least, one.most))


def whole_range(one: Whole) -> Reader[tuple[int, int]]:
    """[least, most] of whole numbers."""
    return _range(one, refuse(Fault.WHOLE_RANGE, one.least, one.most))


def _range(read_one: Reader[T], wrong: Invalid) -> Reader[tuple[T, T]]:
    def read(value: object) -> tuple[T, T]:
        try:
            pair = tuple(map(read_one, value)) if isinstance(value, list) else ()
        except Invalid:
            pair = ()
        if len(pair) != 2 or pair[0] > pair[1]:  # type: ignore[operator]
            raise Invalid(wrong.problem)
        return pair[0], pair[1]

    return read


def text(most: int) -> Reader[str]:
    """Any text of up to `most` characters."""

    def read(value: object) -> str:
        if not isinstance(value, str) or len(value) > most:
            raise refuse(Fault.TEXT, most=most)
        return value

    return read


name = text(MAX_NAME)


def flag(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise refuse(Fault.FLAG)
    return value


def one_of(kind: type[E], *but: E) -> Reader[E]:
    """A member of an enumeration, by its value; some may be none that is allowed here."""
    known = {str(member): member for member in kind if member not in but}

    def read(value: object) -> E:
        if isinstance(value, str) and value in known:
            return known[value]
        raise refuse(Fault.ONE_OF, choices=tuple(known))

    return read


def optional(read: Reader[T]) -> Reader[T | None]:
    """None, or what `read` takes."""
    return lambda value: None if value is None else read(value)


def moment(value: object) -> datetime:
    """A wall-clock time with its offset, in ISO 8601."""
    try:
        found = datetime.fromisoformat(name(value))
    except ValueError:
        raise refuse(Fault.MOMENT) from None
    if found.tzinfo is None:
        raise refuse(Fault.OFFSET)
    if found.year not in YEARS:
        raise refuse(Fault.YEARS, YEARS[0], YEARS[-1])
    return found


def day(value: object) -> date:
    """A date, such as "2026-05-31"."""
    try:
        found = date.fromisoformat(name(value))
    except ValueError:
        raise refuse(Fault.DAY) from None
    if found.year not in YEARS:
        raise refuse(Fault.YEARS, YEARS[0], YEARS[-1])
    return found


def time_of_day(value: object) -> time:
    """A time of day by the minute, such as "07:00", in no time zone."""
    try:
        found = time.fromisoformat(name(value))
    except ValueError:
        raise refuse(Fault.TIME_OF_DAY) from None
    if found.tzinfo or found != found.replace(second=0, microsecond=0):
        raise refuse(Fault.TIME_OF_DAY)
    return found


def mapping(value: object) -> Mapping[str, Any]:
    """A JSON object."""
    if not isinstance(value, Mapping):
        raise refuse(Fault.OBJECT)
    return value


def table(value: object) -> Mapping[str, Any]:
    """A TOML table: the same, by the name that its authors know."""
    if not isinstance(value, Mapping):
        raise refuse(Fault.TABLE)
    return value


def several(read_one: Reader[T], least: int, most: int, fault: Fault = Fault.LIST) -> Reader[tuple[T, ...]]:
    """A list of `least` to `most` values, each read."""

    def read(value: object) -> tuple[T, ...]:
        if not isinstance(value, list) or not least <= len(value) <= most:
            raise refuse(fault, least, most)
        try:
            return tuple(map(read_one, value))
        except Invalid:
            return tuple(_item(number, one, read_one) for number, one in enumerate(value, 1))

    return read


def objects(read_one: Reader[T], most: int) -> Reader[tuple[T, ...]]:
    """Up to `most` objects, each read."""
    return several(lambda value: read_one(mapping(value)), 0, most)


def _item(number: int, value: object, read_one: Reader[T]) -> T:
    try:
        return read_one(value)
    except Invalid as error:
        raise Invalid(error.problem.at(f"[{number}]", value)) from None
