"""What other settings do to the lengths of routines."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from . import figures
from .routine import Routine
from .settings import Settings


@dataclass(frozen=True, slots=True)
class LengthChange:
    """How long a session of a routine takes, and how long it would with other settings."""

    routine: Routine
    was_s: float
    now_s: float

    @property
    def more_s(self) -> int:
        """By how many whole seconds it gets longer, or shorter, below 0."""
        return figures.seconds(self.now_s) - figures.seconds(self.was_s)


def with_usual(settings: Settings, names: Iterable[str]) -> Settings:
    """The settings with some fields as they are for somebody who never changed them."""
    usual = Settings()
    return replace(settings, **{name: getattr(usual, name) for name in names})


def changed_lengths(
    routines: Iterable[Routine],
    length_s: Callable[[Routine, Settings], float],
    before: Settings,
    after: Settings,
) -> tuple[LengthChange, ...]:
    """The routines that take longer or shorter with `after`; `length_s` is how long one takes with some settings."""
    found = (LengthChange(one, length_s(one, before), length_s(one, after)) for one in routines)
    return tuple(one for one in found if one.more_s)
