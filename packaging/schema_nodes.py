"""JSON Schema of what a reader takes, and of what is printed.

A reader says itself what it takes: each value of a good example is replaced by others that can't be right, and the
Problem with which the reader refuses them names what the value must be, with its bounds. So a bound or a word that is
new in the code comes into the schema by itself. What is printed follows from the types of the values.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_type_hints

from hipstretch.core.exercise import Dosage, Recommended
from hipstretch.core.problem import Fault, Problem
from hipstretch.core.record import ExerciseRecord, Feeling, SetRecord
from hipstretch.core.routine import Entry
from hipstretch.core.schedule import Pause, Period, Schedule
from hipstretch.core.settings import MAX_ID, DosageOverride
from hipstretch.data.toml_fields import PHOTO

Node = dict[str, Any]
"""A schema, or a part of one."""
Refused = Callable[[Any], Problem | None]
"""Gives the problem with a value in some place; None if the value is taken."""

WRONG = (date(1, 1, 1), "", "{")
"""No reader takes the first; the others are texts that some readers of texts refuse."""
MANY = 301
"""Entries that are too many for any list whose readers look at its entries one by one."""


class Either(tuple[Any, ...]):
    """Examples of different kinds for the same place."""

    __slots__ = ()


# --- what a reader takes ----------------------------------------------------------------------------------


def described(example: Any, refused: Refused) -> Node:
    """What may stand in a place where `example` may. Raises LookupError or KeyError if that can't be told."""
    if isinstance(example, Either):
        return {"anyOf": [described(one, refused) for one in example]}
    if isinstance(example, Mapping):
        made = _object(example, refused)
    elif isinstance(example, list):
        made = _list(example, refused)
    else:
        made = {}
        for problem in filter(None, map(refused, WRONG)):
            made |= _LEAVES[problem.fault](problem)
    return made if refused(None) else _or_null(made)


def _object(example: Mapping[str, Any], refused: Refused) -> Node:
    problem = refused(WRONG[0])
    if problem and problem.fault is Fault.OBJECT_OF_IDS:
        [(key, one)] = example.items()
        return {"type": "object", "additionalProperties": described(one, lambda value: refused({key: value}))}
    good = _good(example)

    def of(name: str) -> Node:
        return described(example[name], lambda value: refused({**good, name: value}))

    def without(name: str) -> Mapping[str, Any]:
        return {key: value for key, value in good.items() if key != name}

    doc = _DOCS.get(frozenset(example))
    return {
        **({"description": doc} if doc else {}),
        "type": "object",
        "properties": {name: of(name) for name in example},
        "required": [name for name in example if refused(without(name))],
        **({"additionalProperties": False} if refused({**good, "no such field": 1}) else {}),
    }


def _list(example: list[Any], refused: Refused) -> Node:
    inner = refused([WRONG[0]] * max(1, len(example)))
    if inner and not inner.field.endswith("]"):  # it says what the whole list must be
        return {**_LEAVES[inner.fault](inner), **({"minItems": 1} if refused([]) else {})}
    good = _good(example)
    whole = refused(good[:1] * MANY)
    if whole is None or whole.fault not in (Fault.LIST, Fault.TABLES, Fault.ROW):
        raise LookupError(f"The bounds of the list {example} are not known: {whole}")
    items = described(example[0], lambda value: refused([value, *good[1:]]))
    least = whole.most if whole.fault is Fault.ROW else whole.least
    return array(items, minItems=_plain(least), maxItems=_plain(whole.most))


def _good(example: Any) -> Any:
    """A value for a place of which examples are known."""
    if isinstance(example, Either):
        return example[0]
    if isinstance(example, Mapping):
        return {name: _good(one) for name, one in example.items()}
    return [_good(one) for one in example] if isinstance(example, list) else example


def _or_null(node: Node) -> Node:
    return {"anyOf": [node, {"type": "null"}]}


def array(items: Node, **limits: object) -> Node:
    """A list of such entries."""
    return {"type": "array", "items": items, **limits}


def _plain(value: float) -> float:
    """A number without a point where it needs none."""
    return int(value) if float(value).is_integer() else value


def _number(kind: str) -> Callable[[Problem], Node]:
    return lambda p: {"type": kind, "minimum": _plain(p.least), "maximum": _plain(p.most)}


def _range(kind: str) -> Callable[[Problem], Node]:
    return lambda p: array(_number(kind)(p), minItems=2, maxItems=2, description="[least, most]")


def _text(p: Problem, **more: object) -> Node:
    return {"type": "string", "maxLength": _plain(p.most), **more}


MOMENT: Node = {
    "type": "string",
    "format": "date-time",
    "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d(:\d\d(\.\d+)?)?$",
}
DAY: Node = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d\d-\d\d$"}
TIME: Node = {"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"}
_LEAVES: Mapping[Fault, Callable[[Problem], Node]] = {
    Fault.TEXT: _text,
    Fault.LINE_OF_TEXT: lambda p: _text(p, pattern=r"\S"),
    Fault.SENTENCE: lambda _: {
        "pattern": r"^(?=.*\S)([^{}]|\{side\}|\{other\}|\{[^{}|]*\|[^{}|]*\})*$",
    },
    Fault.NUMBER: _number("number"),
    Fault.WHOLE: _number("integer"),
    Fault.ONLY: lambda p: {"const": _plain(p.most)},
    Fault.FLAG: lambda _: {"type": "boolean"},
    Fault.ONE_OF: lambda p: {"enum": list(p.choices)},
    Fault.SOME_OF: lambda p: array({"enum": list(p.choices)}),
    Fault.WEEKDAYS: lambda p: array(_number("integer")(p)),
    Fault.IDS: lambda p: array({"type": "string", "maxLength": MAX_ID}, maxItems=_plain(p.most)),
    Fault.NUMBERS_RANGE: _range("number"),
    Fault.WHOLE_RANGE: _range("integer"),
    Fault.KNOWN_EXERCISE: lambda _: {"type": "string"},
    Fault.MOMENT: lambda _: MOMENT,
    Fault.DAY: lambda _: DAY,
    Fault.TIME_OF_DAY: lambda _: TIME,
    Fault.NAME_OF_FILE: lambda _: {"type": "string", "pattern": f"^{PHOTO}$"},
}
"""What a value must be, by the problem with one that is something else; what a later problem says is added."""


def said(doc: object) -> str:
    """The docstring of a class or a function, a paragraph a line."""
    paragraphs = re.sub(r"\bNone\b", "null", inspect.getdoc(doc) or "").split("\n\n")
    return "\n".join(" ".join(one.split()) for one in paragraphs)


_DOCS = {
    frozenset(f.name for f in fields(kind)): said(kind)
    for kind in (
        Dosage,
        DosageOverride,
        ExerciseRecord,
        Feeling,
        Pause,
        Period,
        Recommended,
        Schedule,
        SetRecord,
    )
} | {frozenset(("exercise", "sides", "dosage")): said(Entry)}
"""Descriptions of objects by the names of their fields."""

# --- what is printed --------------------------------------------------------------------------------------

_TYPES: Mapping[object, Node] = {
    str: {"type": "string"},
    int: {"type": "integer", "minimum": 0},
    float: {"type": "number", "minimum": 0},
    bool: {"type": "boolean"},
    date: DAY,
    datetime: MOMENT,
}


def typed(hint: Any) -> Node:
    """What is printed of a value of this type; of a dataclass all fields. Numbers are counts, seconds or minutes."""
    if NoneType in get_args(hint):
        [other] = set(get_args(hint)) - {NoneType}
        return _or_null(typed(other))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": list(hint)}
    return _TYPES[hint] if hint in _TYPES else printed(hint, **get_type_hints(hint))


def printed(doc: object, /, **values: Any) -> Node:
    """An object that is printed, with all of these values: each a type, or a schema."""
    return {
        "description": said(doc),
        "type": "object",
        "properties": {name: one if isinstance(one, dict) else typed(one) for name, one in values.items()},
        "required": list(values),
    }
