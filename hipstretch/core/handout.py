"""What stands on the printed sheet of a routine, and which exercise on which page; no words of the program's own."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .conditions import Condition, Variant, variant
from .exercise import Dosage, Exercise, Kind, Side
from .fitting import fitting
from .routine import Routine
from .schedule import Schedule
from .settings import Settings
from .timeline import dosage_for

WEEKS = 4
"""How long a sheet can be ticked."""
MOST_ON_A_PAGE = 8
"""Exercises."""
MOST_TICKS = 3
"""Boxes for one day; of more times a day the others are not ticked."""
_ENDS = re.compile(r"(?<=[.!?])\s+|(?<=[。！？।])\s*")
"""Between two sentences."""


class Paper(StrEnum):
    """The sizes that there are."""

    A4 = "a4"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Part:
    """One exercise on a sheet, as it is done in the routine.

    Its words speak of `side`. With conditions in `because`, its easier form comes first. `stop` are the sentences on
    when to stop that do not hold for the whole sheet; "" if there are none.
    """

    exercise: Exercise
    dosage: Dosage
    side: Side
    because: tuple[Condition, ...] = ()
    stop: str = ""

    @property
    def steps(self) -> tuple[str, ...]:
        """What to do, in the form that comes first."""
        return self.exercise.text.steps_of(easier=bool(self.because))

    @property
    def pause_s(self) -> float | None:
        """The pause at the top of each repetition, in seconds; None for a hold, which is one itself."""
        return self.dosage.hold_s if self.exercise.kind is Kind.REPETITION else None

    @property
    def rest_s(self) -> float | None:
        """Seconds between repetitions; None where there is no such rest, nor would usually be one."""
        return self._said("rest_s")

    @property
    def set_rest_s(self) -> float | None:
        """Seconds between sets, likewise."""
        return self._said("set_rest_s")

    def _said(self, name: str) -> float | None:
        found: float = getattr(self.dosage, name)
        usual = found or getattr(self.exercise.dosage, name)
        return found if usual and self.dosage.counts(name) else None


@dataclass(frozen=True, slots=True)
class Handout:
    """A routine as a sheet. `stop` holds for all of its exercises, `ticks` are boxes for each day.

    `schedule` is when it is due; None for whenever the person likes. `left_out` are the exercises that the person's
    conditions take out, with those that decide it.
    """

    name: str
    summary: str
    parts: tuple[Part, ...]
    stop: str
    ticks: int
    schedule: Schedule | None
    left_out: Mapping[str, tuple[Condition, ...]]


def handout(
    routine: Routine, exercises: Mapping[str, Exercise], settings: Settings, schedule: Schedule | None
) -> Handout:
    """The sheet of a routine with the person's dosage, for their conditions.

    Raises KeyError if the routine names an exercise that `exercises` lacks.
    """
    fit = fitting(routine, exercises, settings.conditions)
    done = [(entry, entry.of(exercises)) for entry in fit.routine.entries]
    own, common = without_common([exercise.text.stop for _, exercise in done])
    parts = []
    for (entry, exercise), stop in zip(done, own, strict=True):
        form, because = variant(exercise, settings.conditions)
        parts.append(
            Part(
                exercise,
                dosage_for(entry, exercise, settings),
                exercise.sides.order(settings.first_side)[0],
                because if form is Variant.EASIER else (),
                stop,
            )
        )
    a_day = max((period.a_day for period in schedule.periods), default=1) if schedule else 1
    ticks = min(a_day, MOST_TICKS)
    return Handout(routine.name, routine.summary, tuple(parts), common, ticks, schedule, fit.left_out)


def without_common(texts: Sequence[str]) -> tuple[list[str], str]:
    """The texts without the sentences at their ends that are the same in all of them, and these.

    One text alone is left as it is.
    """
    ends = [[0, *(match.end() for match in _ENDS.finditer(text)), len(text)] for text in texts]
    most = min((len(found) - 1 for found in ends), default=0) if len(texts) > 1 else 0
    for count in range(most, 0, -1):
        tails = {text[found[-1 - count] :] for text, found in zip(texts, ends, strict=True)}
        if len(tails) == 1 and (common := tails.pop()):
            return [text.removesuffix(common).rstrip() for text in texts], common
    return list(texts), ""


def pages(heights: Sequence[float], room: float, head: float, foot: float) -> tuple[int, ...]:
    """How many exercises of these heights each page takes; () if one of them fits on no page.

    No more pages than need be, and on none much more than on the others. Each has `room`, of which the first gives
    `head` away and the last `foot`: if that leaves too little, the last takes no exercise. Lengths in any unit.
    """
    if any(height > room for height in heights) or heights[0] + head > room:
        return ()
    fewest = len(_filled(heights, room, head, foot, MOST_ON_A_PAGE))
    made = (_filled(heights, room, head, foot, most) for most in range(1, MOST_ON_A_PAGE + 1))
    return next(counts for counts in made if len(counts) == fewest)


def _filled(heights: Sequence[float], room: float, head: float, foot: float, most: int) -> tuple[int, ...]:
    """The pages, each with as many exercises as fit, `most` at most."""
    counts, used = [0], head
    for height in heights:
        if used + height > room or counts[-1] == most:
            counts.append(0)
            used = 0.0
        counts[-1] += 1
        used += height
    return (*counts, 0) if used + foot > room else tuple(counts)


def numbered(counts: Iterable[int]) -> Iterator[range]:
    """The places of the exercises on each page, from 0, where the pages take so many."""
    start = 0
    for count in counts:
        yield range(start, start + count)
        start += count
