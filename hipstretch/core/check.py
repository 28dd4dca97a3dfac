"""The tightness check: what is looked at, what was found, and how it compares with the last time.

Three grades and no diagnosis; one compares left with right and with oneself, two weeks apart at the least, and only
what was found with the same check (exercises.md, section 6).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from . import decode
from .conditions import Condition, Variant, variant
from .decode import get
from .exercise import MuscleGroup, Position, Side
from .record import life_of
from .weeks import day_of

VERSION = 1
"""The form of the objects; a greater number comes from a newer program."""
AGAIN_AFTER = timedelta(days=14)
"""Sooner than this a check says more about the day than about the hip."""
MAX_FOUND = 50
"""Grades in one result."""
MINUTES_A_SIDE = 1
"""About how long it takes to get into position for one side, and to look."""


class Grade(StrEnum):
    """How far a side goes, from free to limited."""

    EASY = "easy"
    A_BIT_TIGHT = "a-bit-tight"
    TIGHT = "tight"

    @property
    def rank(self) -> int:
        """0 for EASY to 2 for TIGHT."""
        return list(Grade).index(self)


@dataclass(frozen=True, slots=True)
class CheckText:
    """A check in words. "{side}" and "{other}" stand for the side that is looked at and the other one.

    `easy`, `a_bit_tight` and `tight` say what one sees for each grade; `known` what is known of the check.
    """

    name: str
    steps: tuple[str, ...]
    easy: str
    a_bit_tight: str
    tight: str
    mind: tuple[str, ...]
    stop: str
    known: str

    def of(self, grade: Grade) -> str:
        """What one sees for a grade."""
        return {Grade.EASY: self.easy, Grade.A_BIT_TIGHT: self.a_bit_tight, Grade.TIGHT: self.tight}[grade]


@dataclass(frozen=True, slots=True)
class Check:
    """A self-check of one muscle group that may be done alone; `rank` is its turn within the group."""

    id: str
    group: MuscleGroup
    position: Position
    rank: int
    text: CheckText
    leave_out: tuple[Condition, ...] = ()
    adapt: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check said of one side."""

    check: str
    group: MuscleGroup
    side: Side
    grade: Grade


@dataclass(frozen=True, slots=True)
class CheckRecord:
    """What was found on one day; `at` is wall-clock time with its offset.

    `life` is how often it was brought back after it was deleted.
    """

    id: str
    at: datetime
    found: tuple[CheckResult, ...]
    life: int = field(default=0, compare=False)

    def grades(self) -> Mapping[tuple[MuscleGroup, Side], Grade]:
        """The grade of each group and side that was looked at."""
        return {(f.group, f.side): f.grade for f in self.found}


class Trend(StrEnum):
    """A grade beside the one before; UNKNOWN if there is none of the same check."""

    UNKNOWN = "unknown"
    FREER = "freer"
    SAME = "same"
    TIGHTER = "tighter"


def checks_for(
    group: MuscleGroup,
    checks: Iterable[Check],
    conditions: Sequence[Condition],
    before: CheckRecord | None,
) -> tuple[Check, ...]:
    """The checks of a group for someone with these conditions: the one used before first, then by rank."""
    used = {f.check for f in before.found} if before else set()
    fit = (c for c in checks if c.group is group and variant(c, conditions)[0] is not Variant.LEFT_OUT)
    return tuple(sorted(fit, key=lambda c: (c.id not in used, c.rank)))


def groups_to_check(checks: Iterable[Check], conditions: Sequence[Condition]) -> tuple[MuscleGroup, ...]:
    """The groups that someone with these conditions is asked for, in order; those without a check are passed over."""
    all_of_them = tuple(checks)
    return tuple(g for g in MuscleGroup if checks_for(g, all_of_them, conditions, None))


def minutes_to_check(checks: Iterable[Check], conditions: Sequence[Condition]) -> int:
    """About how long the whole check takes someone with these conditions: left and right of each group."""
    return 2 * MINUTES_A_SIDE * len(groups_to_check(checks, conditions))


def again_on(last: CheckRecord | None, begins: int) -> date | None:
    """The first day on which checking again says something; None if that is any day.

    `begins` is the hour at which a day begins.
    """
    return day_of(last.at, begins) + AGAIN_AFTER if last else None


def trend(now: CheckRecord, before: CheckRecord | None, group: MuscleGroup, side: Side) -> Trend:
    """How a side went since the record before, as far as the same check was used."""
    new = next((f for f in now.found if (f.group, f.side) == (group, side)), None)
    if new is None or before is None:
        return Trend.UNKNOWN
    old = next((f for f in before.found if (f.check, f.side) == (new.check, side)), None)
    if old is None:
        return Trend.UNKNOWN
    step = new.grade.rank - old.grade.rank
    return Trend.SAME if step == 0 else Trend.FREER if step < 0 else Trend.TIGHTER


def to_json(record: CheckRecord) -> dict[str, Any]:
    """The object of one line of checks.jsonl."""
    found = [{"check": f.check, "group": f.group, "side": f.side, "grade": f.grade} for f in record.found]
    plain = {"v": VERSION, "id": record.id, "at": record.at.isoformat(), "found": found}
    return {**plain, "life": record.life} if record.life else plain


def from_json(raw: Mapping[str, Any]) -> CheckRecord:
    """The record that `to_json` wrote.

    Raises Invalid naming the first field that can't be used, and its value.
    """
    return CheckRecord(
        id=get(raw, "id", decode.name),
        at=get(raw, "at", decode.moment),
        found=get(raw, "found", decode.objects(_found, MAX_FOUND)),
        life=life_of(raw),
    )


def _found(raw: Mapping[str, Any]) -> CheckResult:
    return CheckResult(
        check=get(raw, "check", decode.name),
        group=get(raw, "group", decode.one_of(MuscleGroup)),
        side=get(raw, "side", decode.one_of(Side)),
        grade=get(raw, "grade", decode.one_of(Grade)),
    )
