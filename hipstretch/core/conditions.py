"""What a person has to mind, and what that means for each exercise.

The conditions and what follows from them are those of the grid in exercises.md, section 1.3: derived from published
precautions, not reviewed by a clinician. Nothing is locked: what is to be left out is not suggested, and says why.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol


class Condition(StrEnum):
    """What may make an exercise one to adapt or to leave out."""

    HIP_REPLACEMENT_POSTERIOR = "hip-replacement-posterior"
    HIP_REPLACEMENT_LATERAL = "hip-replacement-lateral"
    HIP_REPLACEMENT_ANTERIOR = "hip-replacement-anterior"
    KNEE_PAIN = "knee-pain"
    OSTEOPOROSIS = "osteoporosis"
    PREGNANCY = "pregnancy"
    PELVIC_PAIN = "pelvic-pain"
    ARCHING_HURTS = "arching-hurts"
    BENDING_HURTS = "bending-hurts"
    HIP_PINCH = "hip-pinch"
    OUTER_HIP_TENDON = "outer-hip-tendon"
    RECENT_SURGERY = "recent-surgery"
    """On hip, knee, spine or abdomen, about twelve weeks ago at most: suggestions wait for clearance."""


class Equipment(StrEnum):
    """What not everybody has at hand. A mat, or a carpet, a wall and a chair's back to hold on to are."""

    CHAIR = "chair"
    CUSHION = "cushion"
    STRAP = "strap"
    STEP = "step"


class Variant(StrEnum):
    """How someone does an exercise: as it is described, in the easier form first, or not at all."""

    USUAL = "usual"
    EASIER = "easier"
    LEFT_OUT = "left out"


class HasContraindications(Protocol):
    """What a condition may speak against: an exercise or a check."""

    @property
    def leave_out(self) -> tuple[Condition, ...]:
        """The conditions that leave it out."""

    @property
    def adapt(self) -> tuple[Condition, ...]:
        """The conditions that want the easier form."""


def variant(
    one: HasContraindications, conditions: Iterable[Condition]
) -> tuple[Variant, tuple[Condition, ...]]:
    """The form for someone with these conditions, and which of them decide it."""
    here = tuple(conditions)
    for found, decide in ((Variant.LEFT_OUT, one.leave_out), (Variant.EASIER, one.adapt)):
        if because := tuple(c for c in here if c in decide):
            return found, because
    return Variant.USUAL, ()


def left_out(some: Iterable[HasContraindications], conditions: Iterable[Condition]) -> bool:
    """Whether these conditions leave one of them out."""
    here = set(conditions)
    return any(not here.isdisjoint(one.leave_out) for one in some)


def must_wait(conditions: Iterable[Condition], *, cleared: bool) -> bool:
    """Whether suggestions wait until the person confirms that a clinician has no objection."""
    return Condition.RECENT_SURGERY in conditions and not cleared
