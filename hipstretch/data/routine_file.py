"""The person's own routines: `routines/<id>.toml`, in the form that `catalogue` reads."""

import re
import unicodedata
from collections.abc import Container
from dataclasses import asdict
from pathlib import Path
from typing import Any

import tomli_w

from hipstretch.core.routine import Routine

from . import atomic

LONGEST_ID = 40
NAMELESS = "routine"
"""The id of a routine whose name has no letter that an id may have."""


def path_of(folder: Path, routine_id: str) -> Path:
    """The file of a routine."""
    return folder / f"{routine_id}.toml"


def save(folder: Path, routine: Routine) -> None:
    """Write a routine whole or not at all. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    atomic.write(path_of(folder, routine.id), as_toml(routine).encode())


def as_toml(routine: Routine) -> str:
    """The text of a routine's file. Its words stand under "en", which every language falls back to."""
    table: dict[str, Any] = {}
    if routine.side_order:
        table["side_order"] = routine.side_order.value
    table["text"] = {"en": {"name": routine.name, "summary": routine.summary}}
    table["entries"] = [
        {"exercise": entry.exercise, **({"dosage": asdict(entry.dosage)} if entry.dosage else {})}
        for entry in routine.entries
    ]
    return tomli_w.dumps(table)


def free_id(name: str, taken: Container[str]) -> str:
    """An id that tells the name and that nothing has: "my-evening", "my-evening-2"."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    stem = re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_ID].strip("-") or NAMELESS
    stem = f"my-{stem}"  # also keeps clear of the names that Windows keeps for itself
    return next(
        free
        for number in range(1, 10_000)
        if (free := stem if number == 1 else f"{stem}-{number}") not in taken
    )
