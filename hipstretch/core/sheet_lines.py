"""The lines of a sheet, and the columns of each, before what they say is read."""

import re
from collections.abc import Iterable

from .sheet_grammar import Grammar

_COLUMN = re.compile(r"(?<=\S)(?:\s*\t\s*| {4,})(?=\S)")
"""What parts the columns of a sheet that has some."""
_EMPTY = re.compile(r"[\W_]*(?:\d{1,2}[.)])?[\W_]*")
"""A line that says nothing: a rule, a mark of a list."""
_COUNTED = re.compile(r"(\s*\d{1,2})\s+(?=[\d/]*\s*[^\W\d_]{3})")
"""The number of a line, without the dot that it should have."""
_LEAST_COUNTED = 3
"""So many lines that are counted from 1, one below the other, are a list."""


def raw_lines(text: str) -> list[str]:
    """The lines that say something; columns are parted by a bar, the numbers of a list have a dot."""
    raws = (_COLUMN.sub(" | ", line.rstrip()) for line in text.splitlines())
    return _with_dots([raw for raw in raws if not _EMPTY.fullmatch(raw)])


def cells(raw: str) -> list[str]:
    """The columns of a line."""
    return [cell.strip() for cell in raw.strip(" |").split("|")]


def under(headings: Iterable[str], row: Iterable[str], grammar: Grammar) -> str:
    """A row of a table, in which a number says what the heading of its column does."""
    told = (
        f"{heading}: {cell}" if cell.isdecimal() and grammar.is_column(heading) else cell
        for heading, cell in zip(headings, row, strict=True)
    )
    return " | ".join(told)


def _with_dots(raws: list[str]) -> list[str]:
    """Lines of which "1 Bridge", "2 Clam", "3 Cobra" have become "1. Bridge" and so on."""
    found = [_COUNTED.match(raw) for raw in raws]
    made = list(raws)
    for first in range(len(raws)):
        length = 0
        while first + length < len(raws) and _is_number(found[first + length], length + 1):
            length += 1
        if length >= _LEAST_COUNTED:
            for at in range(first, first + length):
                made[at] = _COUNTED.sub(r"\1. ", raws[at], count=1)
    return made


def _is_number(match: re.Match[str] | None, number: int) -> bool:
    return match is not None and int(match[1]) == number
