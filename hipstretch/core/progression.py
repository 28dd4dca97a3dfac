"""A little more, after it was comfortable for a while: offered, never imposed.

The ranges are those of each exercise (articles and AAOS, exercises.md section 1.4): 5 s or a repetition at a time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from .exercise import Dosage, Exercise, Kind
from .outcome import Outcome
from .progress import to_ease, too_much
from .record import ExerciseRecord, SessionRecord
from .settings import DosageOverride, Settings

COMFORTABLE = 3
"""After so many comfortable sessions in a row something more is offered, and again after as many more."""
HOLD_STEP_S = 5.0


@dataclass(frozen=True, slots=True)
class Step:
    """What is offered for an exercise: its dosage now and then, and what settings would keep."""

    exercise: str
    now: Dosage
    then: Dosage
    override: DosageOverride


def next_step(
    records: Sequence[SessionRecord], exercises: Mapping[str, Exercise], settings: Settings
) -> Step | None:
    """The first exercise of the last session that may become a little more, if any; `records` oldest first."""
    for done in records[-1].exercises if records else ():
        exercise = exercises.get(done.id)
        if exercise is None:
            continue
        override = settings.override(done.id)
        now = override.apply(exercise.dosage)
        if not _as_planned(done, exercise, now):
            continue  # the routine sets its own dosage: a greater one in the settings would not be more there
        times = [r for r in reversed(records) if any(e.id == done.id for e in r.exercises)]
        count = sum(1 for _ in takewhile(bool, [comfortable(r, done.id) for r in times]))
        then = more(exercise, now)
        if count and count % COMFORTABLE == 0 and then != now:
            changed = {n: getattr(then, n) for n in ("hold_s", "reps") if getattr(then, n) != getattr(now, n)}
            return Step(done.id, now, then, replace(override, **changed))
    return None


def comfortable(record: SessionRecord, exercise: str) -> bool:
    """Whether every set was done, and nothing was said afterwards that asks to ease off."""
    sets = [s for e in record.exercises if e.id == exercise for s in e.sets]
    after = record.feeling_after
    eased = after is not None and bool(too_much(record.feeling_before, after) or to_ease(after))
    return bool(sets) and all(s.outcome is Outcome.DONE for s in sets) and not eased


def more(exercise: Exercise, now: Dosage) -> Dosage:
    """The next dosage within what is recommended; the same if there is none."""
    longest, most = exercise.recommended.hold_s[1], exercise.recommended.reps[1]
    if exercise.kind is Kind.HOLD and now.hold_s < longest:
        return replace(now, hold_s=min(longest, now.hold_s + HOLD_STEP_S))
    return replace(now, reps=now.reps + 1) if now.reps < most else now


def _as_planned(done: ExerciseRecord, exercise: Exercise, dosage: Dosage) -> bool:
    work_s = exercise.lift_s + dosage.hold_s + exercise.lower_s
    return all(
        s.planned_reps == dosage.reps and abs(s.planned_s - work_s * dosage.reps) < 0.5 for s in done.sets
    )
