"""What the charts of the history show: a description each, which the plot, the table and the report read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hipstretch.core.dose import ENOUGH_MIN, Dose
from hipstretch.core.exercise import MuscleGroup, Side
from hipstretch.core.progress import (
    Change,
    Done,
    change,
    of_exercise,
    smoothed,
    weekly_scores,
    weeks,
    worked_s,
)
from hipstretch.core.record import SessionRecord
from hipstretch.core.weeks import day_of
from hipstretch.qt import dose_words, wording
from hipstretch.translation import tr
from hipstretch.ui.widgets.feeling_scale import place_name


class Mark(StrEnum):
    """How a series is drawn."""

    BAR = "bar"
    DOT = "dot"
    SQUARE = "square"
    LINE = "line"


@dataclass(frozen=True, slots=True)
class Series:
    """Values, one for each place of its chart; None where there is none."""

    name: str
    values: tuple[float | None, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: series over the same places, what the axes are, and what it says in a sentence."""

    title: str
    places: tuple[str, ...]
    """What each place on the horizontal axis is called."""
    axis: str
    """What the places are."""
    unit: str
    """What the values are, and in what unit."""
    series: tuple[Series, ...]
    words: str
    top: float | None = None
    """Where the vertical axis ends; None for as high as the values."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not any(value for series in self.series for value in series.values)


def minutes_a_week(sessions: Iterable[Done], first: date, last: date, begins: int, goal_days: int) -> Chart:
    """Minutes and days of every week; with the goal if there is one. A day begins at the hour `begins`."""
    found = weeks(sessions, first, last, wording.first_weekday(), begins)
    minutes = tuple(round(w.active_s / 60, 1) for w in found)
    done = [w for w in found if w.sessions]
    words = tr("Nothing was done in this time.")
    if done:
        words = tr("On average {length} a week. Days a week: {count}.").format(
            length=wording.minutes(sum(w.active_s for w in found) / len(found)),
            count=wording.number(round(sum(w.days for w in found) / len(found), 1)),
        )
    if done and goal_days:
        reached = sum(w.days >= goal_days for w in found)
        goal = tr("The goal, {goal}, was reached in {weeks} of {count}.")
        values = {"goal": goal_days, "weeks": reached, "count": len(found)}
        goal = goal.format(**{name: wording.number(value) for name, value in values.items()})
        words = wording.in_a_row(words, goal)
    return Chart(
        tr("Minutes a week"),
        tuple(wording.short_day(w.first) for w in found),
        tr("Week of"),
        tr("Minutes"),
        (
            Series(tr("Minutes"), minutes, Mark.BAR),
            Series(tr("Mean of four weeks"), smoothed(minutes), Mark.LINE),
        ),
        words,
    )


def feelings(records: Iterable[SessionRecord], place: str, begins: int) -> Chart:
    """The pain in a hip or the back before and after sessions, week by week."""
    found = weekly_scores(records, place, wording.first_weekday(), begins)
    before = [f.before for f in found]
    means = iter(smoothed([b for b in before if b is not None]))
    return Chart(
        tr("{place} before and after").format(place=place_name(place)),
        tuple(wording.short_day(f.first) for f in found),
        tr("Week of"),
        tr("Pain, 0 to 10"),
        (
            Series(tr("Before, mean of the week"), tuple(before), Mark.DOT),
            Series(tr("After, mean of the week"), tuple(f.after for f in found), Mark.SQUARE),
            Series(
                tr("Before, mean of four weeks"),
                tuple(None if b is None else next(means) for b in before),
                Mark.LINE,
            ),
        ),
        change_words(change(found)),
        top=10,
    )


def change_words(found: Change) -> str:
    """What the weekly means say, and how sure that is."""
    return {
        Change.UNKNOWN: tr(
            "Two weeks with at least two scores before sessions are needed before anything can be said."
        ),
        Change.IMPROVED: tr(
            "Improved: the weekly mean before sessions fell by at least two points and 30 %. "
            "That is what studies of back pain call a change that matters."
        ),
        Change.PERHAPS_IMPROVED: tr(
            "Perhaps improved: the weekly mean before sessions fell by 30 %. From a start this low it is uncertain."
        ),
        Change.NO_CLEAR_CHANGE: tr("No clear change between the first week and the last."),
        Change.HIGHER: tr(
            "The pain is at least two points higher than in the first week. If that stays, ask a doctor or "
            "physiotherapist."
        ),
    }[found]


def balance(records: Iterable[SessionRecord], groups: Mapping[str, MuscleGroup]) -> Chart:
    """Minutes of work by muscle group, left and right beside each other."""
    found = worked_s(records, groups)
    minutes = {
        side: tuple(round(found.get((group, side), 0.0) / 60, 1) for group in MuscleGroup) for side in Side
    }
    left, right = (sum(minutes[side]) for side in (Side.LEFT, Side.RIGHT))
    words = tr("Nothing was done in this time.")
    if any(found.values()):
        words = tr(
            "Left {left} min, right {right} min. Exercises for both sides at once stand apart."
        ).format(left=wording.number(round(left)), right=wording.number(round(right)))
        least = min(MuscleGroup, key=lambda group: sum(found.get((group, side), 0.0) for side in Side))
        words = wording.in_a_row(words, tr("Least was done for: {group}.").format(group=wording.group(least)))
    names = {Side.LEFT: tr("Left"), Side.RIGHT: tr("Right"), Side.BOTH: tr("Both at once")}
    return Chart(
        tr("Balance of muscle groups and sides"),
        tuple(wording.group(group) for group in MuscleGroup),
        tr("Muscle group"),
        tr("Minutes held or moved"),
        tuple(Series(names[side], minutes[side], Mark.BAR) for side in Side),
        words,
    )


def dose_of_week(done: Dose) -> Chart:
    """Minutes of stretch by muscle group and side in the last seven days, beside what is enough."""
    sides = {Side.LEFT: tr("Left"), Side.RIGHT: tr("Right")}
    bars = tuple(
        Series(name, tuple(float(done.minutes(group, side)) for group in MuscleGroup), Mark.BAR)
        for side, name in sides.items()
    )
    line = Series(tr("Enough"), (float(ENOUGH_MIN),) * len(MuscleGroup), Mark.LINE)
    return Chart(
        dose_words.title(),
        tuple(wording.group(group) for group in MuscleGroup),
        tr("Muscle group"),
        tr("Minutes held"),
        (*bars, line) if done.stretched else bars,
        dose_words.enough(done),
    )


def one_exercise(records: Sequence[SessionRecord], exercise: str, name: str, begins: int) -> Chart:
    """How long an exercise was held and how often it was repeated, session by session."""
    found = of_exercise(records, exercise)
    holds = tuple(round(d.hold_s, 1) if d.hold_s else None for d in found)
    reps = tuple(float(d.reps) for d in found)
    held = any(holds)
    words = tr("Not done in this time.")
    if found:
        words = tr("Sessions: {count}.").format(count=wording.number(len(found)))
    return Chart(
        name,
        tuple(wording.short_day(day_of(d.started_at, begins)) for d in found),
        tr("Session of"),
        tr("Seconds, and repetitions") if held else tr("Repetitions"),
        (
            *((Series(tr("Hold, mean in seconds"), holds, Mark.DOT),) if held else ()),
            Series(tr("Repetitions done"), reps, Mark.SQUARE),
        ),
        words,
    )
