"""Data moves to another folder: whole, or not at all."""

import contextlib
import json
from pathlib import Path

from . import atomic
from .paths import MOVED, Paths


def leave(place: Path, target: Path) -> None:
    """Say in a place where its data went. Raises OSError."""
    atomic.write(place / MOVED, json.dumps({"to": str(target.absolute())}).encode("utf-8", "surrogatepass"))


def take_local(paths: Paths) -> None:
    """Take out of a folder that may be shared what earlier versions kept there of this computer. Raises nothing."""
    if not paths.shared:
        return
    folder = paths.history.parent
    for source in (folder / "window.json", folder / "reminders.json", *(folder / "sessions").glob("*.json")):
        target = paths.local / source.relative_to(folder)
        with contextlib.suppress(OSError):
            if source.is_file() and not target.exists():
                atomic.copy(source, target)
                source.unlink()
    with contextlib.suppress(OSError):
        (folder / "sessions").rmdir()
