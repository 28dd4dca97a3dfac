"""How a phase or a set ended, and how much of it was done."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """Done to its end, ended early because it was too much, or left out."""

    DONE = "done"
    EASED = "eased"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class PhaseResult:
    """What was done of a phase, in seconds. Of several attempts the longest counts."""

    outcome: Outcome
    done_s: float
