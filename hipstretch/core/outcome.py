"""How a phase or a set ended."""

from enum import StrEnum


class Outcome(StrEnum):
    """Done to its end, broken off because it was too much, or left out."""

    DONE = "done"
    EASED = "eased"
    SKIPPED = "skipped"
