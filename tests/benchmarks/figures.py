"""A measured figure, and how many of them look as a table."""

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple


class Figure(NamedTuple):
    """One number. `yardstick` is the same of a bare PySide6 window, in the same run; `most` is what we allow."""

    part: str
    what: str
    value: float
    unit: str
    yardstick: float | None = None
    most: float | None = None


def table(figures: Iterable[Figure]) -> str:
    """The figures in Markdown, a part after the other."""
    lines = ["| | measured | bare window | at most |", "|---|---:|---:|---:|"]
    for part, some in groupby(figures, key=lambda one: one.part):
        lines.append(f"| **{part}** | | | |")
        for one in some:
            cells = (_number(value, one.unit) for value in (one.value, one.yardstick, one.most))
            lines.append(f"| {one.what} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    size = abs(round(value, 2))
    digits = 0 if size >= 100 or value == int(value) else 1 if size >= 10 else 2
    return f"{value:,.{digits}f} {unit}".strip()
