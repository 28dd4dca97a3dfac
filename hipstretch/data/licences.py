"""What the program is made of, and under which licences: packaging/licences.py gathers it."""

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Component:
    """Something with a licence of its own; `homepage` may be empty."""

    name: str
    licence: str
    homepage: str
    text: str


def load(assets: Path) -> tuple[Component, ...]:
    """All components, the program first. Raises OSError or ValueError if the file is not there or is damaged."""
    rows = json.loads((assets / "licences.json").read_text(encoding="utf-8"))
    return tuple(Component(row["name"], row["licence"], row["homepage"], row["text"]) for row in rows)
