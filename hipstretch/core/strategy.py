"""From what is tight, what to mind, what is at hand and the time there is: a routine, and why it looks so.

The rules, in short:

- Holds are dealt out one after the other. Each goes to the side of a group with the most weight for the holds it has
  already: WEIGHTS says that a tight side gets three where an easy one gets one. Every group begins with both sides.
- A group's first exercise is the one with the lowest rank, to which every condition that asks for the easier form adds
  ADAPTED. What is to be left out never comes. Two repetitions of an exercise, three for a tighter side, and then the
  next one.
- Strengthening is one more group.
- What had enough in the last days counts a little less (ENOUGH_PART), so that what lacks comes before it. It never
  comes before what is tighter. If nothing had enough, or no session is known, this changes nothing.
- What fits into the time is taken, and then holds grow or shrink within what is recommended until it fits well.
- The order is that of exercises.md, section 1.5: strength, upright and kneeling, floor, twist, cobra.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from .check import Grade
from .conditions import Condition, Variant, variant
from .exercise import Exercise, Kind, MuscleGroup, Position, Side, Sides
from .routine import MAX_ENTRIES, Entry, Routine
from .settings import Settings
from .suggestion import Because, Item, Suggestion, Wishes
from .timeline import build, total_s

MINUTES = (3, 40)
"""Least and most that can be asked for."""
WEIGHTS: Mapping[Grade | None, float] = {Grade.TIGHT: 3.0, Grade.A_BIT_TIGHT: 2.0, None: 1.4, Grade.EASY: 1.0}
"""How much a side counts; None for one that was not checked."""
STRENGTH_WEIGHT = 1.3
"""Strength comes after everything that is tight or unknown, and before what is easy."""
ENOUGH_PART = 0.74
"""What had enough counts for so much of its weight: more than the ratio of any two neighbours of WEIGHTS, so that their
order stays, and less than BOTH_FROM, so that of two sides alike the one that lacks gets more."""
ADAPTED = 2
BOTH_FROM = 0.75
"""A hold is for both sides if the other one counts at least so much of the side it is for."""
USUAL_REPS = 2
"""Repetitions of an exercise before the next one is taken: with holds of 30 s the 60 s in all that ACSM names."""
MOST_REPS = 3
"""Repetitions of one side before the next exercise is taken, with those that only the tighter side gets."""
MOST_S = 120.0
"""Seconds that one side is held in one exercise at the most, however much time there is."""
OVER = 1.04
"""How far the time may be exceeded before holds are fitted."""
HOLD_STEP_S = 5.0
LEAST_HOLD_S = 20.0
"""Fitting makes no stretch shorter than this, if it was longer before."""
ORDER = (
    Position.STANDING,
    Position.CHAIR,
    Position.KNEELING,
    Position.FLOOR_SITTING,
    Position.SIDE_LYING,
    Position.SUPINE,
    Position.PRONE,
)
"""From upright to lying."""
OFF_THE_FLOOR = ORDER[:3]
"""Upright or on the knees."""
SIDES = (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True)
class _Part:
    """One exercise in the making: repetitions of both sides, and more of one."""

    exercise: Exercise
    hold_s: float
    reps: int
    more: tuple[Side, ...] = ()

    @property
    def most_reps(self) -> int:
        """Repetitions of the side that has more."""
        return self.reps + max(self.more.count(side) for side in SIDES)

    @property
    def sensible(self) -> bool:
        """Whether one side is held no longer than MOST_S."""
        return self.hold_s * self.most_reps <= MOST_S

    def entries(self) -> list[Entry]:
        """The exercise, and once more for the tighter side."""
        dosage = replace(self.exercise.dosage, hold_s=self.hold_s, reps=self.reps)
        return [
            Entry(self.exercise.id, dosage),
            *(
                Entry(self.exercise.id, replace(dosage, reps=self.more.count(side)), Sides(side.value))
                for side in SIDES
                if side in self.more
            ),
        ]


_Plan = tuple[_Part, ...]
_Step = Callable[[_Plan], _Plan | None]
"""Adds to a plan; None if there is nothing to add."""


class _Offer(NamedTuple):
    """What could come next: how much it counts, for which side of which group, none for strength, and how."""

    value: float
    group: MuscleGroup | None
    side: Side
    step: _Step


def suggest(wishes: Wishes, exercises: Mapping[str, Exercise], settings: Settings) -> Suggestion:
    """The routine for these wishes out of `exercises`, with the person's own dosages from `settings`.

    It is shorter than asked for if what fits can't fill the time within the recommended amounts.
    """
    maker = _Planner(wishes, exercises, settings)
    plan = maker.fitted(maker.allocate())
    return Suggestion(
        items=tuple(item for part in plan for item in maker.items(part)),
        length_s=maker.length_s(plan),
        left_out=tuple((e.id, why) for e in exercises.values() if (why := maker.ruled_out(e))),
        missing=tuple(g for g in MuscleGroup if not maker.pools[g]),
    )


class _Planner:
    def __init__(self, wishes: Wishes, exercises: Mapping[str, Exercise], settings: Settings) -> None:
        self.wishes = wishes
        self.exercises = exercises
        self.settings = settings
        self.target_s = wishes.minutes * 60
        self._parts_s: dict[tuple[object, ...], float] = {}
        fit = sorted((e for e in exercises.values() if self._fits(e)), key=self._turn)
        self.pools: dict[MuscleGroup, list[Exercise]] = {
            group: [e for e in fit if e.group is group and not e.strength] for group in MuscleGroup
        }
        self.strength = [e for e in fit if e.strength]
        self.strength.sort(key=lambda e: bool(self.pools[e.group]))  # first where no stretch fits

    def ruled_out(self, exercise: Exercise) -> tuple[Condition, ...]:
        """The conditions that leave an exercise out."""
        found, because = variant(exercise, self.wishes.conditions)
        return because if found is Variant.LEFT_OUT else ()

    def _fits(self, exercise: Exercise) -> bool:
        wishes = self.wishes
        return not (
            self.ruled_out(exercise)
            or exercise.id in wishes.hidden
            or exercise.position in wishes.avoids
            or any(thing in wishes.lacks for thing in exercise.needs)
        )

    def _turn(self, exercise: Exercise) -> tuple[int, int, str]:
        adapted = len(variant(exercise, self.wishes.conditions)[1])
        return exercise.rank + ADAPTED * adapted, adapted, exercise.id

    def weight(self, group: MuscleGroup, side: Side) -> float:
        """How much a side of a group counts."""
        enough = self.wishes.dose.enough(group, side)
        return self._grade_weight(group, side) * (ENOUGH_PART if enough else 1.0)

    def _grade_weight(self, group: MuscleGroup, side: Side) -> float:
        return WEIGHTS[self.wishes.grades.get((group, side))]

    def length_s(self, plan: Sequence[_Part]) -> float:
        """Seconds of a session of this plan, in its order."""
        spared = self.settings.position_change_s - self.settings.prepare_s
        pairs = pairwise(part.exercise.position for part in plan)
        return sum(map(self._part_s, plan)) - spared * sum(a is b for a, b in pairs)

    def _part_s(self, part: _Part) -> float:
        """Seconds of a part after one in another position; built once, for this is asked a thousand times."""
        key = part.exercise.id, part.hold_s, part.reps, part.more
        if key not in self._parts_s:
            routine = Routine("", "", "", tuple(part.entries()))
            self._parts_s[key] = total_s(build(routine, self.exercises, self.settings))
        return self._parts_s[key]

    # dealing out

    def allocate(self) -> _Plan:
        """Holds for the sides that count most, as many as there is time for."""
        plan: _Plan = ()
        shut: set[tuple[MuscleGroup | None, Side]] = set()
        while True:
            offers = [o for o in self._offers(plan) if (o.group, o.side) not in shut]
            if not offers:
                return plan
            best = max(offers, key=lambda offer: offer.value)
            after = best.step(plan)
            fresh = best.group is not None and not any(self._holds(plan, best.group, s) for s in SIDES)
            if after is not None and self._has_room(after, shortened=fresh):
                plan = after
            else:
                shut.add((best.group, best.side))

    def _has_room(self, plan: _Plan, *, shortened: bool) -> bool:
        """Whether the time is kept; with `shortened`, if every hold is as short as it may be: no group goes empty."""
        entries = sum(len(part.entries()) for part in plan)
        if shortened:
            plan = tuple(self._stretched(part, -MOST_S) for part in plan)
        return entries <= MAX_ENTRIES and self.length_s(self.ordered(plan)) <= self.target_s * OVER

    def _offers(self, plan: _Plan) -> "list[_Offer]":
        """What could come next."""
        offers = []
        for group in MuscleGroup:
            holds = {side: self._holds(plan, group, side) for side in SIDES}
            value = {side: self.weight(group, side) / (holds[side] + 1) for side in SIDES}
            # equal weights go to the group that needs more on both sides, and then to the first
            both = sum(value.values()) / 1000
            for side in SIDES:
                alone = holds[side.other] and value[side.other] < BOTH_FROM * value[side]
                step = self._one_sided(group, side) if alone else self._both_sided(group)
                offers.append(_Offer(value[side] + both, group, side, step))
        done = sum(part.exercise.strength for part in plan)
        strength = STRENGTH_WEIGHT * (ENOUGH_PART if self.wishes.dose.enough_strength else 1.0)
        offers.append(_Offer(strength / (done + 1), None, Side.BOTH, self._stronger))
        return offers

    def _holds(self, plan: _Plan, group: MuscleGroup, side: Side) -> int:
        parts = (p for p in plan if p.exercise.group is group and not p.exercise.strength)
        return sum(part.reps + part.more.count(side) for part in parts)

    def _both_sided(self, group: MuscleGroup) -> _Step:
        def step(plan: _Plan) -> _Plan | None:
            return (
                _repeated(plan, group, USUAL_REPS)
                or self._next(plan, self.pools[group])
                or _repeated(plan, group, None)
            )

        return step

    def _one_sided(self, group: MuscleGroup, side: Side) -> _Step:
        def step(plan: _Plan) -> _Plan | None:
            for at, part in enumerate(plan):
                exercise, after = part.exercise, replace(part, more=(*part.more, side))
                alone = exercise.sides is Sides.EACH and not self.settings.override(exercise.id).reps
                room = after.most_reps <= min(MOST_REPS, exercise.recommended.reps[1])
                if exercise.group is group and not exercise.strength and alone and room:
                    return _with(plan, at, after)
            return self._next(plan, self.pools[group])

        return step

    def _stronger(self, plan: _Plan) -> _Plan | None:
        return self._next(plan, self.strength)

    def _next(self, plan: _Plan, pool: Sequence[Exercise]) -> _Plan | None:
        used = {part.exercise.id for part in plan}
        fresh = next((e for e in pool if e.id not in used), None)
        if fresh is None:
            return None
        reps = fresh.dosage.reps if fresh.strength else 1
        return (*plan, _Part(fresh, fresh.dosage.hold_s, reps))

    # fitting

    def fitted(self, plan: _Plan) -> _Plan:
        """In order, with holds a little longer or shorter so that the time is kept."""
        plan = self.ordered(plan)
        longer = self.length_s(plan) < self.target_s
        step = HOLD_STEP_S if longer else -HOLD_STEP_S
        moved = True
        while moved and plan:
            moved = False
            for at in sorted(range(len(plan)), key=lambda at: self._need(plan[at]), reverse=longer):
                after = _with(plan, at, self._stretched(plan[at], step))
                if abs(self.length_s(after) - self.target_s) < abs(self.length_s(plan) - self.target_s):
                    plan, moved = after, True
        return plan

    def _stretched(self, part: _Part, step: float) -> _Part:
        if part.exercise.strength or part.exercise.kind is not Kind.HOLD:
            return part
        least, most = part.exercise.recommended.hold_s
        least = min(part.exercise.dosage.hold_s, max(least, LEAST_HOLD_S))
        after = replace(part, hold_s=min(most, max(least, part.hold_s + step)))
        return after if step < 0 or after.sensible else part

    def _need(self, part: _Part) -> float:
        return sum(self.weight(part.exercise.group, side) for side in SIDES)

    def ordered(self, plan: _Plan) -> _Plan:
        """In the order of a session."""

        def place(part: _Part) -> tuple[int, int, int, int]:
            exercise = part.exercise
            stage = 0 if exercise.strength else 1 if exercise.position in OFF_THE_FLOOR else 2
            if exercise.closes and not exercise.strength:
                stage = 2 + exercise.closes
            return (
                stage,
                ORDER.index(exercise.position),
                list(MuscleGroup).index(exercise.group),
                exercise.rank,
            )

        return tuple(sorted(plan, key=place))

    # reasons

    def items(self, part: _Part) -> list[Item]:
        """The entries of a part with their reasons."""
        exercise = part.exercise
        found, conditions = variant(exercise, self.wishes.conditions)
        easier = conditions if found is Variant.EASIER else ()
        because, sides = self._because(exercise)
        first, *more = part.entries()
        return [
            Item(first, because, sides, easier),
            *(self._more(e, exercise.group, Side(str(e.sides)), easier) for e in more),
        ]

    def _more(self, entry: Entry, group: MuscleGroup, side: Side, easier: tuple[Condition, ...]) -> Item:
        """More for one side, which is tighter than the other or, if both are alike, had less lately."""
        tighter = self._grade_weight(group, side) > self._grade_weight(group, side.other)
        return Item(entry, Because.TIGHTER_SIDE if tighter else Because.LESS_DONE, (side,), easier)

    def _because(self, exercise: Exercise) -> tuple[Because, tuple[Side, ...]]:
        if exercise.strength:
            return Because.STRENGTH, ()
        grades = {side: self.wishes.grades.get((exercise.group, side)) for side in SIDES}
        for grade in (Grade.TIGHT, Grade.A_BIT_TIGHT, Grade.EASY):
            if sides := tuple(side for side in SIDES if grades[side] is grade):
                return Because[grade.name], sides
        return Because.NOT_CHECKED, ()


def _repeated(plan: _Plan, group: MuscleGroup, most: int | None) -> _Plan | None:
    """With a repetition more of a group's first exercise that has fewer than `most`, or than is recommended."""
    for at, part in enumerate(plan):
        exercise, after = part.exercise, replace(part, reps=part.reps + 1)
        limit = exercise.recommended.reps[1] if most is None else min(most, exercise.recommended.reps[1])
        if exercise.group is group and not exercise.strength and after.most_reps <= limit and after.sensible:
            return _with(plan, at, after)
    return None


def _with(plan: _Plan, at: int, part: _Part) -> _Plan:
    return (*plan[:at], part, *plan[at + 1 :])
