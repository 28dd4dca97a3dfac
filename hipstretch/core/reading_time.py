"""How long somebody reads who gets ready for an exercise that is new to them."""

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping

from .conditions import Condition, variant
from .exercise import Exercise
from .fitting import easier_first
from .outcome import Outcome
from .record import ExerciseRecord, SessionRecord
from .routine import Routine

S_PER_WORD = 0.4
"""Seconds for one word. Slower than one reads a page: the eyes go between words, picture and one's own body."""
KNOWN_AFTER = 3
"""An exercise that was finished in so many sessions needs no time to read any more."""


UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
"""A letter of Japanese or Chinese, which are written without spaces."""
UNSPACED_IN_A_WORD = 2


def seconds_for(words: str) -> float:
    """Whole seconds that it takes to read these words, rounded up."""
    others, unspaced = UNSPACED.subn(" ", words)
    spaced = sum(any(map(str.isalnum, word)) for word in others.split())
    return float(math.ceil(S_PER_WORD * (spaced + unspaced / UNSPACED_IN_A_WORD)))


def known(records: Iterable[SessionRecord]) -> frozenset[str]:
    """The ids of the exercises of which every planned set was done, in KNOWN_AFTER of these sessions or more."""
    times = Counter(
        name for record in records for name in {one.id for one in record.exercises if _finished(one)}
    )
    return frozenset(name for name, count in times.items() if count >= KNOWN_AFTER)


def _finished(one: ExerciseRecord) -> bool:
    return bool(one.sets) and all(s.outcome is Outcome.DONE for s in one.sets)


def reading_times(
    routine: Routine,
    exercises: Mapping[str, Exercise],
    familiar: Collection[str],
    conditions: Collection[Condition],
    eased: frozenset[str],
) -> dict[str, float]:
    """Seconds to read what is shown before each exercise of a routine that is not `familiar`, by its id.

    That is its steps, and first its easier form where that comes first: for these conditions, on a bad day, or because
    the exercise is among the `eased`. Raises KeyError if the routine names an exercise that `exercises` lacks.
    """
    easier = easier_first(routine, exercises, conditions, eased)
    times = {}
    for name in {entry.exercise for entry in routine.entries}.difference(familiar):
        text, (_, because) = exercises[name].text, variant(exercises[name], conditions)
        mind = (text.easier_for(because),) if name in easier else ()
        times[name] = seconds_for(" ".join((*mind, *text.steps_of(easier=name in easier))))
    return times
