"""Routine and settings -> the phases of a session, with every cue at its second.

The timeline is built once. Countdown, dosage text, sounds, ribbon, finish time and the history record all
read the same phases.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from .exercise import Dosage, Exercise, Kind, Position, Side
from .routine import Entry, Routine
from .settings import RepMode, Settings, SideOrder


class PhaseKind(StrEnum):
    """What the person does during a phase."""

    PREPARE = "prepare"
    HOLD = "hold"
    REPETITION = "repetition"
    REST = "rest"
    SWITCH = "switch"

    @property
    def is_work(self) -> bool:
        """Whether seconds of this phase count as exercise."""
        return self in (PhaseKind.HOLD, PhaseKind.REPETITION)


class Cue(StrEnum):
    """A sound; the name of its file in every sound theme."""

    GET_READY = "get_ready"
    HOLD_START = "hold_start"
    HALFWAY = "halfway"
    COUNTDOWN = "countdown"
    HOLD_END = "hold_end"
    SWITCH_SIDES = "switch_sides"
    REP = "rep"
    EXERCISE_DONE = "exercise_done"
    SESSION_DONE = "session_done"


class Anchor(StrEnum):
    """From where a mark counts its seconds."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Mark:
    """A cue inside a phase, `offset_s` seconds after the start or middle, or before the end."""

    cue: Cue
    anchor: Anchor = Anchor.START
    offset_s: float = 0.0

    def at_s(self, duration_s: float) -> float:
        """Seconds after the phase's start, for a phase of this length."""
        base = {Anchor.START: 0.0, Anchor.MIDDLE: duration_s / 2, Anchor.END: duration_s}[self.anchor]
        return base - self.offset_s if self.anchor is Anchor.END else base + self.offset_s


class PhaseKey(NamedTuple):
    """What a phase is, wherever it stands in a timeline: no two phases of a session have the same key.

    `entry` is the place of the exercise in its routine, from 0; `set` and `rep` count from 1.
    """

    entry: int
    kind: PhaseKind
    side: Side
    set: int
    rep: int


@dataclass(frozen=True, slots=True)
class Phase:
    """One stretch of time in a session. Seconds; `set` and `rep` count from 1.

    `index` is its place in the timeline, which changes when the timeline does; `key` stays. `start_s` counts from the
    session's start. `extra_s` is what the person added to the plan. In a phase by hand (`manual`) `duration_s` is the
    tempo's length: an estimate for the clock, not a deadline. `lower_s` are the last seconds of a repetition, on the
    way back. PREPARE, SWITCH and REST name the side, set and rep that come next.
    """

    index: int
    kind: PhaseKind
    entry: int
    exercise: str
    side: Side
    set: int
    rep: int
    start_s: float
    planned_s: float
    manual: bool = False
    lower_s: float = 0.0
    extra_s: float = 0.0
    marks: tuple[Mark, ...] = ()

    @property
    def key(self) -> PhaseKey:
        """What the phase is: the name of its result."""
        return PhaseKey(self.entry, self.kind, self.side, self.set, self.rep)

    @property
    def duration_s(self) -> float:
        """Seconds from start to end, with what the person added."""
        return self.planned_s + self.extra_s

    @property
    def end_s(self) -> float:
        """Seconds from the session's start to this phase's planned end."""
        return self.start_s + self.duration_s


Timeline = tuple[Phase, ...]

HALFWAY_FROM_S = 15.0
"""Shorter holds have no half-way cue: it would crowd the countdown."""
COUNTDOWN_FROM_S, COUNTDOWN_S = 8.0, (3.0, 2.0, 1.0)
"""Shorter holds are not counted down, for the same reason; the others so many seconds before they end."""
WARNING_FROM_S, WARNING_S = 6.0, 3.0
"""From this length on, what lies before work warns so many seconds before its end."""
LEAD_IN_S = 3.0
"""Seconds between the key that ends a pause and the moment at which the phase goes on."""
ALL_KNOWN: Mapping[str, float] = MappingProxyType({})
"""The time to read of somebody who knows every exercise."""


def dosage_for(entry: Entry, exercise: Exercise, settings: Settings) -> Dosage:
    """The dosage in force: one for this once, or the person's values, over the routine's, over the exercise's."""
    if entry.once and entry.dosage:
        return entry.dosage
    return settings.override(exercise.id).apply(entry.dosage or exercise.dosage)


def build(
    routine: Routine,
    exercises: Mapping[str, Exercise],
    settings: Settings,
    reading: Mapping[str, float] = ALL_KNOWN,
) -> Timeline:
    """The phases of a session.

    `reading` are the seconds that the person needs to read an exercise that is new, by its id: the first time that it
    comes, preparing lasts at least as long, if the settings want that. Raises KeyError if the routine names an exercise
    that `exercises` lacks.
    """
    phases: list[Phase] = []
    position: Position | None = None
    unread = dict(reading) if settings.reading_time else {}
    settings = replace(settings, side_order=routine.side_order or settings.side_order)
    for number, entry in enumerate(routine.entries):
        exercise = entry.of(exercises)
        usual_s = settings.prepare_s if exercise.position is position else settings.position_change_s
        prepare_s = max(usual_s, unread.pop(exercise.id, 0.0))
        phases += _entry_phases(number, entry, exercise, settings, prepare_s)
        position = exercise.position
    return chained(phases)


def total_s(timeline: Sequence[Phase]) -> float:
    """Seconds from start to end of a whole session."""
    return timeline[-1].end_s if timeline else 0.0


def _entry_phases(
    number: int, entry: Entry, exercise: Exercise, settings: Settings, prepare_s: float
) -> Iterator[Phase]:
    dosage = dosage_for(entry, exercise, settings)
    manual = exercise.kind is Kind.REPETITION and settings.rep_mode is RepMode.BY_HAND
    work_kind = PhaseKind.HOLD if exercise.kind is Kind.HOLD else PhaseKind.REPETITION
    work_s = exercise.lift_s + dosage.hold_s + exercise.lower_s

    def phase(kind: PhaseKind, side: Side, set_: int, rep: int, planned_s: float) -> Phase:
        return Phase(0, kind, number, exercise.id, side, set_, rep, 0.0, planned_s)

    def work(side: Side, set_: int, rep: int) -> Phase:
        return replace(phase(work_kind, side, set_, rep, work_s), manual=manual, lower_s=exercise.lower_s)

    slots = list(_slots(exercise.sides.order(settings.first_side), dosage, settings.side_order))
    yield phase(PhaseKind.PREPARE, *slots[0], prepare_s)
    yield work(*slots[0])
    for (side, set_, _), after in pairwise(slots):
        if after[0] is not side:
            yield phase(PhaseKind.SWITCH, *after, settings.switch_s)
        elif gap := dosage.set_rest_s if after[1] != set_ else dosage.rest_s:
            yield phase(PhaseKind.REST, *after, gap)
        yield work(*after)


def _slots(sides: tuple[Side, ...], dosage: Dosage, order: SideOrder) -> Iterator[tuple[Side, int, int]]:
    """(side, set, rep) of every repetition in the order it is done."""
    sets, reps = range(1, dosage.sets + 1), range(1, dosage.reps + 1)
    if order is SideOrder.THROUGH:
        return ((side, s, r) for side in sides for s in sets for r in reps)
    return ((side, s, r) for s in sets for r in reps for side in sides)


def chained(phases: Sequence[Phase]) -> Timeline:
    """The phases numbered, one after the other in time, with their marks."""
    out: list[Phase] = []
    start = 0.0
    last = len(phases) - 1
    for i, phase in enumerate(phases):
        out.append(replace(phase, index=i, start_s=start, marks=_marks(phase, first=i == 0, last=i == last)))
        start += phase.duration_s
    return tuple(out)


OPENING = {
    PhaseKind.PREPARE: Cue.EXERCISE_DONE,
    PhaseKind.HOLD: Cue.HOLD_START,
    PhaseKind.REPETITION: Cue.REP,
    PhaseKind.REST: Cue.HOLD_END,
    PhaseKind.SWITCH: Cue.SWITCH_SIDES,
}
"""One cue at each boundary: it ends one phase and names the next."""


def _marks(phase: Phase, *, first: bool, last: bool) -> tuple[Mark, ...]:
    """Every cue of a phase in order of time; never two at once."""
    marks = [Mark(Cue.GET_READY if first else OPENING[phase.kind])]
    if phase.kind is PhaseKind.HOLD:
        if phase.duration_s >= HALFWAY_FROM_S:
            marks.append(Mark(Cue.HALFWAY, Anchor.MIDDLE))
        if phase.duration_s >= COUNTDOWN_FROM_S:
            marks += [Mark(Cue.COUNTDOWN, Anchor.END, s) for s in COUNTDOWN_S]
    elif phase.kind is PhaseKind.REPETITION:
        if phase.lower_s and not phase.manual:
            marks.append(Mark(Cue.HOLD_END, Anchor.END, phase.lower_s))
    elif phase.duration_s >= WARNING_FROM_S:
        marks.append(Mark(Cue.GET_READY, Anchor.END, WARNING_S))
    if last:
        marks.append(Mark(Cue.SESSION_DONE, Anchor.END))
    return tuple(marks)
