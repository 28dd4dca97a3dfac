"""What a start of the program asks for, beside its window; a second start hands it to the first."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class StartRoutine:
    """Begin a session of the routine of this id."""

    routine: str


@dataclass(frozen=True, slots=True)
class OpenFile:
    """Show what a file would add; the path is absolute."""

    path: Path


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave the data to a command without a window, if no window is open."""


Wish = StartRoutine | OpenFile | Leave | None
"""None asks for the window alone."""


def to_bytes(wish: Wish) -> bytes:
    """A line, without its end: what `from_bytes` reads."""
    match wish:
        case StartRoutine(routine):
            text = f"start {routine}"
        case OpenFile(path):
            text = f"open {path}"
        case Leave():
            text = "leave"
        case None:
            text = ""
    return text.encode("utf-8", "surrogateescape")


def from_bytes(line: bytes) -> Wish:
    """The wish of a line. What is nothing of ours asks for the window alone, as a press on the icon does."""
    kind, _, what = line.decode("utf-8", "surrogateescape").strip("\n").partition(" ")
    if kind == "start" and what:
        return StartRoutine(what)
    if kind == "open" and Path(what).is_absolute():
        return OpenFile(Path(what))
    if (kind, what) == ("leave", ""):
        return Leave()
    return None
