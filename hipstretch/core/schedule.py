"""When something is meant to be done: periods one after the other, times of day, pauses.

A schedule belongs to a routine, or to a single exercise by the id of its routine ALONE. What of it is due is said by
`core/due.py`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from . import decode
from .decode import Whole, get, refuse
from .problem import Fault, Invalid, Problem
from .routine import ALONE, Routine
from .settings import TIMES_A_DAY, Settings, weekdays

DAYS_A_WEEK = Whole(1, 7)
WEEKS = Whole(1, 520)
"""How long a period may be."""
USUAL_WEEKS = 4
"""How long a period is if nothing was said and another one follows."""
MAX_PERIODS, MAX_PAUSES = 20, 200


@dataclass(frozen=True, slots=True)
class Period:
    """So many weeks of the same.

    `days` are either WEEKDAYS that were chosen, or on how many days of a week, whichever these are; 7 is every day.
    `times` are either times of day by the local clock, or how often on such a day, whenever that is. `weeks` are
    counted from the day the period begins; None for until further notice.
    """

    days: int | tuple[int, ...] = 7
    times: int | tuple[time, ...] = 1
    weeks: int | None = None

    @property
    def a_day(self) -> int:
        """How often on a day."""
        return self.times if isinstance(self.times, int) else len(self.times)

    @property
    def any_days(self) -> int:
        """On how many days of a week if the person chooses which; 0 if the days are given."""
        return self.days if isinstance(self.days, int) and self.days < DAYS_A_WEEK.most else 0

    def allows(self, day: date) -> bool:
        """Whether it may be done on a day by its weekday."""
        return isinstance(self.days, int) or day.isoweekday() in self.days


@dataclass(frozen=True, slots=True)
class Pause:
    """The days from `first` to `last`, both among them: a holiday, an illness. Nothing is due then."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Span:
    """A period by the calendar; `first` is None for since ever, `last`, which is one of its days, for no end."""

    first: date | None
    last: date | None
    period: Period

    def covers(self, day: date) -> bool:
        """Whether a day is one of them."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Schedule:
    """One period at least, one after the other from the day `first` on; None, if there is but one, for since ever.

    Only the last period may be without an end. A pause does not move the periods: what would have been due then is
    left out, and nothing is made up for.
    """

    periods: tuple[Period, ...]
    first: date | None = None
    pauses: tuple[Pause, ...] = ()

    def spans(self) -> Iterator[Span]:
        """The periods with their days."""
        first = self.first
        for period in self.periods:
            if first is None or period.weeks is None:
                yield Span(first, None, period)
                return
            after = first + timedelta(weeks=period.weeks)
            yield Span(first, after - timedelta(days=1), period)
            first = after

    def period_on(self, day: date) -> Period | None:
        """The period that a day belongs to, None before the first, after the last and in a pause."""
        if any(pause.covers(day) for pause in self.pauses):
            return None
        return next((span.period for span in self.spans() if span.covers(day)), None)

    @property
    def plain_times(self) -> int | None:
        """How often a day, if that is all it says: every day, since ever, until further notice."""
        times = self.periods[0].times
        return times if isinstance(times, int) and self == daily(times) else None

    def to_json(self) -> dict[str, Any]:
        """The object that `from_json` reads."""
        pauses = [{"first": p.first.isoformat(), "last": p.last.isoformat()} for p in self.pauses]
        return {
            "first": self.first.isoformat() if self.first else None,
            "periods": [_period_json(period) for period in self.periods],
            "pauses": pauses,
        }


def daily(times: int) -> Schedule:
    """So many times every day, since ever."""
    return Schedule((Period(times=times),))


def with_periods(schedule: Schedule, periods: tuple[Period, ...], today: date) -> Schedule:
    """With other periods, one at least. What they need is filled in: USUAL_WEEKS for all but the last, a first day."""
    *before, last = periods
    ended = (one if one.weeks else replace(one, weeks=USUAL_WEEKS) for one in before)
    first = schedule.first or (today if len(periods) > 1 or last.weeks else None)
    return replace(schedule, periods=(*ended, last), first=first)


def with_pause(schedule: Schedule, one: date, other: date) -> Schedule:
    """With a pause between two days, whichever comes first; of too many pauses the earliest goes."""
    pauses = {*schedule.pauses, Pause(min(one, other), max(one, other))}
    ordered = sorted(pauses, key=lambda pause: (pause.first, pause.last))
    return replace(schedule, pauses=tuple(ordered[-MAX_PAUSES:]))


def schedules_of(settings: Settings, routines: Mapping[str, Routine]) -> dict[str, Schedule]:
    """Every schedule there is, by the id of its routine: the one answer to what is meant to be done.

    Where there is none, the times a day that a routine brings along count, and those of an exercise that an earlier
    version kept.
    """
    return {
        **{one.id: daily(one.times_a_day) for one in routines.values() if one.times_a_day},
        **{f"{ALONE}{exercise}": daily(times) for exercise, times in settings.times_a_day.items()},
        **settings.schedules,
    }


def scheduled(settings: Settings, routine: str, schedule: Schedule | None) -> Settings:
    """Settings with another schedule for a routine, or with none.

    What an earlier version kept of it goes; what the routine itself says (`Routine.times_a_day`) counts again if there
    is none.
    """
    others = {k: s for k, s in settings.schedules.items() if k != routine}
    times = {k: n for k, n in settings.times_a_day.items() if f"{ALONE}{k}" != routine}
    return replace(
        settings, schedules={**others, routine: schedule} if schedule else others, times_a_day=times
    )


def from_json(raw: Mapping[str, Any]) -> Schedule:
    """The schedule of a decoded object: `first`, `periods` of `weeks`, `days` and `times`, `pauses`.

    Raises Invalid naming the first field that can't be used, and its value.
    """
    periods = get(raw, "periods", _PERIODS)
    for number, period in enumerate(periods[:-1], 1):
        if period.weeks is None:
            raise Invalid(Problem(Fault.ONLY_LAST_OPEN, field=f"periods[{number}].weeks"))
    return Schedule(
        periods=periods,
        first=get(raw, "first", decode.optional(decode.day) if periods[0].weeks is None else decode.day),
        pauses=get(raw, "pauses", _PAUSES) if "pauses" in raw else (),
    )


def _period_json(period: Period) -> dict[str, Any]:
    days, times = period.days, period.times
    return {
        "weeks": period.weeks,
        "days": days if isinstance(days, int) else list(days),
        "times": times if isinstance(times, int) else [one.isoformat("minutes") for one in times],
    }


def _days(value: object) -> int | tuple[int, ...]:
    if not isinstance(value, list):
        return DAYS_A_WEEK(value)
    if not value:
        raise refuse(Fault.WEEKDAYS, 1, 7)
    return weekdays(value)


def _times(value: object) -> int | tuple[time, ...]:
    if not isinstance(value, list):
        return TIMES_A_DAY(value)
    return tuple(sorted(set(decode.several(decode.time_of_day, 1, TIMES_A_DAY.most)(value))))


def _period(raw: Mapping[str, Any]) -> Period:
    return Period(
        days=get(raw, "days", _days),
        times=get(raw, "times", _times),
        weeks=get(raw, "weeks", decode.optional(WEEKS)),
    )


def _pause(raw: Mapping[str, Any]) -> Pause:
    pause = Pause(get(raw, "first", decode.day), get(raw, "last", decode.day))
    if pause.last < pause.first:
        raise Invalid(Problem(Fault.LAST_BEFORE_FIRST).at("last", raw["last"]))
    return pause


_PERIODS = decode.several(lambda value: _period(decode.mapping(value)), 1, MAX_PERIODS)
_PAUSES = decode.objects(_pause, MAX_PAUSES)
