"""Sheets as therapists write them, in `sheets/`, and what is understood of each line.

A line of a file is a line of the sheet, then " => " and what `in_short` says of it; " + " after the bar says that it
belongs to the line above.
"""

from collections.abc import Iterator
from pathlib import Path

from hipstretch.core.sheet import Line

FOLDER = Path(__file__).parent / "sheets"
_SHORT = (("sets", "s"), ("reps", "r"), ("hold_s", "h"), ("rest_s", "rest"))
_OFTEN = (("times", "/day"), ("days", "/week"), ("weeks", " weeks"))


def sheets() -> Iterator[tuple[str, str, str]]:
    """Of each sheet its name, its text, and what is said of its lines, a line for each."""
    for path in sorted(FOLDER.glob("*.txt")):
        pairs = [line.rpartition(" => ")[::2] for line in path.read_text(encoding="utf-8").splitlines()]
        yield path.stem, "\n".join(text for text, _ in pairs), "\n".join(said for _, said in pairs)


def in_short(line: Line) -> str:
    """What was understood of a line, ? before what was not, ! before a remark; "-" if it is no exercise."""
    if line.is_side_heading and line.sides:
        return f"below: {line.sides.value}"
    if not line.is_exercise and not (line.phases and not line.name):
        return "-"
    said = [line.exercise or (f"new {line.name}" if line.name else "all")]
    said += [f"{short}{value:g}" for name, short in _SHORT if (value := getattr(line, name)) is not None]
    said += [line.sides.value] if line.sides else []
    for phase in line.phases:
        said += [f"{value}{unit}" for name, unit in _OFTEN if (value := getattr(phase, name)) is not None]
    return " ; ".join(
        [*said, *(f"!{one.value}" for one in line.remarks), *(f"?{one}" for one in line.unread)]
    )
