"""The numbers that a person sees of sessions, each rounded here and nowhere else: pages, charts, report and exports
show the same ones. Kept are seconds to the tenth of a set and to the hundredth of a session.
"""

import math
from collections.abc import Sequence
from datetime import datetime, timedelta

WEEK = 7
SMOOTH_WEEKS = 4
"""A smoothed value is the mean of so many weeks, up to its own."""


def _half_up(value: float) -> int:
    """The next whole number. Sums of seconds may be off in their last digits, depending on what was added first."""
    return math.floor(round(value, 6) + 0.5)


def seconds(value_s: float) -> int:
    """Seconds of a session, a day or a set as whole ones; those of several sets are a sum of these."""
    return _half_up(value_s)


def minutes(value_s: float) -> int:
    """Seconds as whole minutes."""
    return _half_up(value_s / 60)


def tenth(value: float) -> float:
    """A length that is set, seconds of a set in a table, a mean, days a week: with one digit after the point."""
    return _half_up(value * 10) / 10


def percent(part: float, whole: float) -> int:
    """Whole hundredths of something, which is more than nothing."""
    return _half_up(100 * part / whole)


def mean(values: Sequence[float]) -> float:
    """The mean of scores, or of means of scores."""
    return tenth(math.fsum(values) / len(values))


def smoothed(values: Sequence[float]) -> tuple[float, ...]:
    """The mean of each week's value and those of the weeks just before it, SMOOTH_WEEKS at most; not rounded."""
    parts = (values[max(0, i - SMOOTH_WEEKS + 1) : i + 1] for i in range(len(values)))
    return tuple(math.fsum(part) / len(part) for part in parts)


def a_week(amount: float, days: int) -> float:
    """How much a week an amount in so many days is; fewer days than a week count as one."""
    return WEEK * amount / max(WEEK, days)


def lasted_s(started_at: datetime, ended_at: datetime, active_s: float) -> float:
    """How long a session lasted.

    From a minute on it is the time between what the clock showed at its beginning and at its end, in whole minutes,
    since these stand beside it; but no less than the minutes of work.
    """
    seconds = (ended_at - started_at).total_seconds()
    if seconds < 60:
        return seconds
    began, ended = (moment.replace(second=0, microsecond=0) for moment in (started_at, ended_at))
    return max((ended - began) / timedelta(seconds=1), 60.0 * minutes(active_s))
