"""How hips and back felt before and after sessions, by weeks, and what may be said of that.

Means are rounded as they are shown, so that what is said fits the numbers beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum

from .figures import SMOOTH_WEEKS, mean
from .record import Feeling, SessionRecord
from .weeks import day_of, first_of_week

MEANINGFUL_POINTS, MEANINGFUL_PART = 2.0, 0.3
"""A fall of a weekly mean by both, points of the numeric rating scale and part of the start, is an improvement that
matters (Ostelo 2008, expert consensus for low-back pain, as exercises.md section 5 applies it)."""
LOW_START, LOW_START_POINTS = 4.0, 1.0
"""From a start below the first, a fall by the second and MEANINGFUL_PART may be one: that is uncertain."""
SAID_A_WEEK = 2
"""A weekly mean of fewer scores is not compared: single sessions say nothing."""
COMPARED_WEEKS = 4
"""Of fewer whole weeks nothing is said."""
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class WeeklyScore:
    """The mean scores of the seven days from `first` on, 0 to 10; None if nothing was said then."""

    first: date
    before: float | None = None
    after: float | None = None
    said: int = 0
    """How many sessions have a score before them."""


class Change(StrEnum):
    """What a series of weekly means says of the scores before sessions, last week against first."""

    UNKNOWN = "unknown"
    IMPROVED = "improved"
    PERHAPS_IMPROVED = "perhaps improved"
    NO_CLEAR_CHANGE = "no clear change"
    HIGHER = "higher"


def means(records: Iterable[SessionRecord], place: str) -> tuple[float | None, float | None]:
    """The mean scores of a field of Feeling before and after sessions; None if nothing was said."""
    said = [(_score(one.feeling_before, place), _score(one.feeling_after, place)) for one in records]
    return _mean([before for before, _ in said]), _mean([after for _, after in said])


def weekly_scores(
    records: Iterable[SessionRecord], place: str, first_weekday: int, begins: int
) -> tuple[WeeklyScore, ...]:
    """The weeks in which something was said of a field of Feeling, oldest first."""
    found: dict[date, list[SessionRecord]] = {}
    for record in records:
        if (_score(record.feeling_before, place), _score(record.feeling_after, place)) != (None, None):
            week = first_of_week(day_of(record.started_at, begins), first_weekday)
            found.setdefault(week, []).append(record)
    return tuple(
        WeeklyScore(
            week,
            *means(some, place),
            said=sum(_score(one.feeling_before, place) is not None for one in some),
        )
        for week, some in sorted(found.items())
    )


def every_week(felt: Sequence[WeeklyScore], first: date, last: date) -> tuple[WeeklyScore, ...]:
    """Of each week from that of `first`, which begins it, to that of `last`, its scores, or that nothing was said."""
    known = {one.first: one for one in felt}
    weeks = (first + _WEEK * number for number in range((last - first).days // 7 + 1))
    return tuple(known.get(week, WeeklyScore(week)) for week in weeks)


def smoothed(felt: Sequence[WeeklyScore]) -> dict[date, float]:
    """The mean of the weekly means before sessions over SMOOTH_WEEKS, for each week that has one, by its first day."""
    before = {one.first: one.before for one in felt if one.before is not None}
    return {
        week: mean([before[past] for n in range(SMOOTH_WEEKS) if (past := week - n * _WEEK) in before])
        for week in before
    }


def whole_weeks(felt: Iterable[WeeklyScore], first: date, until: date) -> tuple[WeeklyScore, ...]:
    """Those that do not begin before the day `first` and are over on the day `until`."""
    return tuple(one for one in felt if first <= one.first <= until - _WEEK)


def compared(whole: Iterable[WeeklyScore]) -> tuple[WeeklyScore, ...]:
    """Those of some whole weeks that can be compared by their scores before sessions; none if they are too few."""
    found = tuple(one for one in whole if one.said >= SAID_A_WEEK)
    return found if len(found) >= COMPARED_WEEKS else ()


def change(whole: Iterable[WeeklyScore]) -> Change:
    """What may be said of some whole weeks, by MEANINGFUL_POINTS. Compares scores before sessions."""
    before = [one.before for one in compared(whole) if one.before is not None]
    if not before:
        return Change.UNKNOWN
    start, last = before[0], before[-1]
    if start - last <= -MEANINGFUL_POINTS:
        return Change.HIGHER
    if start >= LOW_START:
        return Change.IMPROVED if meaningful(start, last) else Change.NO_CLEAR_CHANGE
    perhaps = meaningful(start, last, LOW_START_POINTS)
    return Change.PERHAPS_IMPROVED if perhaps else Change.NO_CLEAR_CHANGE


def meaningful(start: float, last: float, points: float = MEANINGFUL_POINTS) -> bool:
    """Whether a score fell by so many points, and by MEANINGFUL_PART of what it was."""
    return start - last >= max(points, MEANINGFUL_PART * start)


def improved(before: Feeling | None, after: Feeling) -> tuple[str, ...]:
    """The fields of Feeling with a score that fell by a meaningful part, or to 0."""
    pairs = ((one.name, _score(before, one.name), _score(after, one.name)) for one in fields(Feeling))
    return tuple(
        name for name, was, now in pairs if was and now is not None and (now == 0 or meaningful(was, now))
    )


def _score(feeling: Feeling | None, place: str) -> int | None:
    score: int | None = getattr(feeling, place, None)
    return score


def _mean(scores: Iterable[int | None]) -> float | None:
    known = [score for score in scores if score is not None]
    return mean(known) if known else None
