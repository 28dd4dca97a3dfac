"""Changed settings in a session that has begun: which phases change, and which stay.

What was done stays in the timeline, and an exercise that was begun keeps its sets and repetitions, so that both
sides get the same; only lengths to come change there. With `counts_here` the person changes the running exercise
itself: then its sets and repetitions change too, from the present repetition on.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from .exercise import Side
from .outcome import PhaseResult
from .resume_point import ResumePoint, place_of
from .timeline import Phase, PhaseKey, PhaseKind, Timeline, chained


def replanned(point: ResumePoint, new: Timeline, *, counts_here: bool = False) -> Timeline:
    """The timeline of a session that stands at `point`, once `new` is its plan.

    Every phase that has a result, and the one at `point.here`, is in it. Raises ValueError if `point.here` is not in
    its own timeline.
    """
    here = place_of(point.here, point.timeline)
    now = point.timeline[here]
    begun = {key.entry for key in point.results if key.kind.is_work}
    past = point.timeline[: here + 1]
    phases = [*past[:-1], _lengthened(past[-1], new, point.elapsed_s) if counts_here else now]
    rest = [p for p in point.timeline[here + 1 :] if p.entry == now.entry]
    phases += _to_come(past, new) if counts_here else _relengthened(rest, new, point.results)
    for entry in dict.fromkeys(p.entry for p in new if p.entry > now.entry):
        planned = [p for p in new if p.entry == entry]
        old = [p for p in point.timeline[here + 1 :] if p.entry == entry]
        phases += _relengthened(old, new, point.results) if entry in begun else planned
    return chained(phases)


def _relengthened(
    phases: Iterable[Phase], new: Timeline, results: Mapping[PhaseKey, PhaseResult]
) -> Iterator[Phase]:
    """The phases with the lengths of a new plan, where nothing was done yet."""
    planned = {p.key: p.planned_s for p in new}
    for phase in phases:
        changes = phase.key not in results and phase.key in planned
        yield replace(phase, planned_s=planned[phase.key]) if changes else phase


def _lengthened(phase: Phase, new: Timeline, elapsed_s: float) -> Phase:
    """The running phase with the length that its like has in a new plan; what was held beyond it counts as extra."""
    same = {p.key: p.planned_s for p in new}
    alike = (p.planned_s for p in new if p.entry == phase.entry and _alike(p, phase))
    planned_s = same.get(phase.key, next(alike, phase.planned_s))
    extra_s = phase.extra_s if phase.manual else max(phase.extra_s, elapsed_s - planned_s)
    return replace(phase, planned_s=planned_s, extra_s=extra_s)


def _alike(one: Phase, other: Phase) -> bool:
    """Whether two phases of an exercise are as long in any plan; a rest between sets is not one between repetitions."""
    if one.kind is PhaseKind.REST:
        return other.kind is PhaseKind.REST and (one.rep == 1) == (other.rep == 1)
    return one.kind is other.kind


def _to_come(past: Timeline, new: Timeline) -> Iterator[Phase]:
    """What a new plan has of the running exercise after the phases of `past`. Its last phase is the running one.

    A side that is over, because the plan does all of one side before the other, gets nothing more.
    """
    now = past[-1]
    planned = [p for p in new if p.entry == now.entry]
    gone = {p.key for p in past}
    last: dict[Side, tuple[int, int]] = {}
    for phase in past:
        if phase.entry == now.entry and phase.kind.is_work:
            last[phase.side] = max(last.get(phase.side, (0, 0)), (phase.set, phase.rep))
    first_here = next((i for i, p in enumerate(planned) if p.side is now.side), 0)
    over = {p.side for p in planned} - {p.side for p in planned[first_here:]}
    for phase in planned:
        reached = (phase.set, phase.rep) > last.get(phase.side, (0, 0))
        if reached and phase.side not in over and phase.key not in gone:
            yield phase
