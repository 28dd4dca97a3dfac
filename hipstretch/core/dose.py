"""Minutes of stretch by muscle group and side over the last days, beside what is enough; and days of strength work.

What counts: seconds of holds really done, in the usual or the easier form. A hold of both sides at once counts for
each of them. A repetition is no held stretch, and neither is what `Exercise.strength` marks, held or repeated.

How much is enough:

- ENOUGH_MIN: Ingram and others, Sports Medicine 2025, doi 10.1007/s40279-024-02143-9, “Optimising the Dose of Static
  Stretching to Improve Flexibility”: 189 studies, 6,654 adults (mean age 27, 61 % men) against no stretching. Over
  weeks flexibility gained much (Hedges' g 0.96, 95 % CI 0.84 to 1.09), most at 10 minutes a week; beyond it no further
  gain was seen. The authors say so of one muscle; for each side is our reading.
- Konrad and others, J Sport Health Sci 2024;13:186-194, doi 10.1016/j.jshs.2023.06.002: 77 studies, 186 effects,
  healthy people. Stretching gained range of motion, but no relation to duration, frequency or volume was found. So
  ENOUGH_MIN is enough, and more is not better.
- ENOUGH_DAYS: the hip programme of the AAOS, strength on two or three days a week (exercises.md, section 1.4, S20).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from . import figures
from .exercise import Exercise, Kind, MuscleGroup, Side
from .record import SessionRecord
from .weeks import day_of

DAYS = 7
"""So many days up to and with today are looked at."""
ENOUGH_MIN = 10
"""Minutes of stretch in DAYS that are enough for the range of motion."""
ENOUGH_DAYS = 2
"""Days with strength work in DAYS that are enough."""
SIDES = (Side.LEFT, Side.RIGHT)
_SIDES_OF = {Side.LEFT: (Side.LEFT,), Side.RIGHT: (Side.RIGHT,), Side.BOTH: SIDES}

Place = tuple[MuscleGroup, Side]


@dataclass(frozen=True, slots=True)
class Dose:
    """What was done in DAYS: seconds of stretch of each group, left and right, and days with strength work."""

    stretched_s: Mapping[Place, float] = field(default_factory=dict)
    strength_days: int = 0

    def minutes(self, group: MuscleGroup, side: Side) -> int:
        """Whole minutes of stretch, rounded; every surface shows these. `side` is LEFT or RIGHT."""
        return figures.minutes(self.stretched_s.get((group, side), 0.0))

    def enough(self, group: MuscleGroup, side: Side) -> bool:
        """Whether the minutes that are shown are ENOUGH_MIN or more."""
        return self.minutes(group, side) >= ENOUGH_MIN

    @property
    def enough_strength(self) -> bool:
        """Whether strength work was done on ENOUGH_DAYS or more."""
        return self.strength_days >= ENOUGH_DAYS

    @property
    def stretched(self) -> bool:
        """Whether anything was stretched."""
        return any(self.stretched_s.values())


def dose(
    records: Iterable[SessionRecord], today: date, begins: int, exercises: Mapping[str, Exercise]
) -> Dose:
    """What was done in the DAYS up to and with `today`.

    A session belongs to the day it began on the person's own clock, where a day begins at the hour `begins`.
    `exercises` are known by their ids; what is not among them is not counted, for its group is not known.
    """
    first = today - timedelta(days=DAYS - 1)
    stretched: dict[Place, float] = defaultdict(float)
    strength_days = set()
    for record in records:
        day = day_of(record.started_at, begins)
        for done in record.exercises if first <= day <= today else ():
            exercise = exercises.get(done.id)
            if exercise and exercise.strength:
                if any(one.done_s > 0 for one in done.sets):
                    strength_days.add(day)
            elif exercise:
                for one in done.sets:
                    for side in _SIDES_OF[one.side] if one.kind is Kind.HOLD else ():
                        stretched[exercise.group, side] += one.done_s
    return Dose(dict(stretched), len(strength_days))
