"""How often something is to be done, one phase after the other: "3x/week for 5 weeks, then 2x/week".

What a line says of it is found by `core/sheet_grammar.py`, piece by piece; here the pieces come together.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import pairwise

from .schedule import MAX_PERIODS, WEEKS, Period

TIMES, DAYS, LASTS = "times", "days", "weeks"
"""What a piece may say: times a day, days a week, for how many weeks."""
MONTH_WEEKS = 4
"""So many whole weeks every month has."""


class Sure(IntEnum):
    """In which order pieces count: one that says something else than those before it gives way to them."""

    NUMBER = 0
    """ "2x/day" """
    DAYTIME = 1
    """ "morning and evening": it may also say when, beside how often."""
    EVERY_DAY = 2
    """ "daily": it may also say on which days, beside how often a day."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line that says how often or for how long, from `start` to `end` of the line's code.

    `said` has numbers by TIMES, DAYS and LASTS; `is_months` says that they were months of MONTH_WEEKS.
    """

    start: int
    end: int
    said: Mapping[str, float]
    sure: Sure = Sure.NUMBER
    is_months: bool = False


@dataclass(frozen=True, slots=True)
class Phase:
    """How often, and for how many weeks; None for what is not said."""

    times: int | None = None
    days: int | None = None
    weeks: int | None = None

    @property
    def period(self) -> Period:
        """The same as a part of a schedule: every day, once, for what is not said."""
        return Period(self.days or 7, self.times or 1, self.weeks)


def arranged(pieces: Iterable[Piece], thens: Sequence[int]) -> tuple[list[dict[str, float]], list[Piece]]:
    """The phases that pieces say, and the pieces that do not fit. `thens` are the places of words such as "then".

    Only a phase whose length is known can have one after it.
    """
    phases: list[dict[str, float]] = []
    left: list[Piece] = []
    for chunk in _chunks(sorted(pieces, key=lambda piece: piece.start), thens):
        phase, unfit = _together(chunk)
        if phases and (LASTS not in phases[-1] or phase.keys() == {LASTS}):
            left += chunk
        else:
            phases.append(phase)
            left += unfit
    return phases, left


def least(plans: Iterable[Sequence[Phase]]) -> tuple[Period, ...]:
    """One plan of several, none of them empty: what says least at a time, of those that are not over, until all are.

    One that only says for how long ends all the others.
    """
    given = tuple(plans)
    often = tuple(plan for plan in given if plan[0].times or plan[0].days)
    lengths = [plan[0].weeks for plan in given if plan not in often] if often else []
    end_of_all = min(filter(None, lengths), default=0)
    ends: dict[int, Phase] = {}
    at = 0
    while len(ends) < MAX_PERIODS and (here := [one for plan in often or given for one in _at(plan, at)]):
        end = min(filter(None, (*(end for _, end in here), end_of_all)), default=0)
        phase = Phase(
            min((phase.times for phase, _ in here if phase.times), default=None),
            min((phase.days for phase, _ in here if phase.days), default=None),
        )
        if ends.get(at) == phase:  # it goes on
            del ends[at]
        ends[end] = phase
        if end == end_of_all:  # or nothing ends
            break
        at = end
    lasts = (min(end - begin, WEEKS.most) if end else None for begin, end in pairwise([0, *ends]))
    return tuple(
        replace(phase, weeks=weeks).period for phase, weeks in zip(ends.values(), lasts, strict=True)
    )


def _chunks(pieces: Sequence[Piece], thens: Sequence[int]) -> Iterator[Sequence[Piece]]:
    """The pieces of each phase."""
    begins = [
        at
        for at, (before, piece) in enumerate(pairwise(pieces), 1)
        if any(before.end <= then <= piece.start for then in thens)
    ]
    for first, end in pairwise([0, *begins, len(pieces)]):
        group = pieces[first:end]
        for one, other in pairwise([0, *_cuts(group), len(group)]):
            if one < other:
                yield group[one:other]


def _cuts(pieces: Sequence[Piece]) -> list[int]:
    """Where the next phase begins without a word for it: "3x/week for 5 weeks, 2x/week for 4 weeks"."""
    lengths = [at for at, piece in enumerate(pieces) if LASTS in piece.said]
    if len(lengths) > 1:
        return lengths if lengths[0] == 0 else [at + 1 for at in lengths]
    if not lengths:
        return []
    before, _ = _together(pieces[: lengths[0]])
    after = range(lengths[0] + 1, len(pieces))
    return [at for at in after if _is_another(pieces[at], before)][:1]


def _is_another(piece: Piece, phase: Mapping[str, float]) -> bool:
    """Whether a piece that stands after the length of a phase is of the next one."""
    return DAYS in phase if piece.sure is Sure.EVERY_DAY else _differs(piece, phase)


def _together(pieces: Sequence[Piece]) -> tuple[dict[str, float], list[Piece]]:
    """What pieces of one phase say, and those that contradict the others."""
    phase: dict[str, float] = {}
    left = []
    length = min((piece.start for piece in pieces if LASTS in piece.said), default=math.inf)
    for piece in sorted(pieces, key=lambda piece: piece.sure):
        beside = piece.sure is Sure.EVERY_DAY and piece.start < length
        if beside or not _differs(piece, phase):
            phase = {**piece.said, **phase}
        else:
            left.append(piece)
    return phase, left


def _differs(piece: Piece, phase: Mapping[str, float]) -> bool:
    return any(phase.get(word, value) != value for word, value in piece.said.items())


def _at(plan: Sequence[Phase], week: int) -> Iterator[tuple[Phase, int]]:
    """The phase of a week, from 0, and the week after it, 0 if it does not end; nothing when all are over."""
    end = 0
    for phase in plan:
        if phase.weeks is None:
            yield phase, 0
            return
        end += phase.weeks
        if week < end:
            yield phase, end
            return
