"""What the charts of the history show: a description each, which the plot, the table and the report read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from enum import StrEnum

from hipstretch.core import figures, scores
from hipstretch.core.dose import ENOUGH_MIN, Dose
from hipstretch.core.exercise import MuscleGroup, Side
from hipstretch.core.progress import (
    Done,
    goal_weeks,
    mean_week,
    months,
    of_exercise,
    weekly_means,
    worked_s,
)
from hipstretch.core.record import Feeling, SessionRecord
from hipstretch.core.scores import Change
from hipstretch.core.weeks import day_of, first_of_week
from hipstretch.qt import dose_words, wording
from hipstretch.translation import tr
from hipstretch.ui.widgets.feeling_scale import place_name
from hipstretch.ui.widgets.labels import onward

BEFORE = timedelta(weeks=figures.SMOOTH_WEEKS - 1)
"""So much before the first week a mean of four weeks goes back."""


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
    days: tuple[date, ...] = ()
    """The days that the places are named by, if they are."""
    minutes: bool = False
    """Whether the values are minutes, which no axis says that the legend says."""
    running: bool = False
    """Whether the last place is the week of today, which is not over."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show; no pain, which is a dot at 0, is something."""
        return not any(
            value or (value == 0 and series.mark in (Mark.DOT, Mark.SQUARE))
            for series in self.series
            for value in series.values
        )


def minutes_a_week(sessions: Iterable[Done], first: date, today: date, begins: int, goal_days: int) -> Chart:
    """Minutes and days of every week; with the goal if there is one. A day begins at the hour `begins`.

    `sessions` are all there are: the mean of four weeks also knows those before the week that begins on `first`.
    """
    with_means = weekly_means(sessions, first, today, wording.first_weekday(), begins)
    found = [week for week, _ in with_means]
    any_done = any(week.sessions for week in found)
    words = tr("Nothing was done in this time.")
    if any_done:
        active_s, days = mean_week(found, first, today, today)
        words = tr("On average {length} a week, on {count} of 7 days.").format(
            length=wording.minutes(active_s), count=wording.number(figures.tenth(days))
        )
    reached, counted = goal_weeks(found, goal_days, today)
    if any_done and goal_days and counted:
        goal = tr("The goal, {goal}, was reached in {weeks} of {count}.")
        values = {"goal": goal_days, "weeks": reached, "count": counted}
        goal = goal.format(**{name: wording.number(value) for name, value in values.items()})
        words = wording.in_a_row(words, goal)
    return Chart(
        tr("Minutes a week"),
        tuple(wording.short_day(w.first) for w in found),
        tr("Week of"),
        tr("Minutes"),
        (
            Series(tr("Minutes"), tuple(figures.minutes(w.active_s) for w in found), Mark.BAR),
            Series(
                tr("Mean of four weeks"),
                tuple(None if mean is None else figures.minutes(mean) for _, mean in with_means),
                Mark.LINE,
            ),
        ),
        words,
        days=tuple(w.first for w in found),
        minutes=True,
        running=True,
    )


def feelings(
    records: Iterable[SessionRecord], place: str, first: date | None, last: date, begins: int
) -> Chart:
    """The pain in a hip or the back before and after sessions, in every week from that of `first` to that of `last`.

    Without `first`, and if nothing was said until then, it begins where something was said. `records` are also those of
    BEFORE it, which the mean of four weeks knows.
    """
    first_weekday = wording.first_weekday()
    said = scores.weekly_scores(records, place, first_weekday, begins)
    means = scores.smoothed(said)
    shown = [f for f in said if first is None or f.first >= first]
    found = scores.every_week(shown, shown[0].first, first_of_week(last, first_weekday)) if shown else ()
    whole = scores.whole_weeks(found, date.min, last)
    return Chart(
        tr("{place} before and after").format(place=place_name(place)),
        tuple(wording.short_day(f.first) for f in found),
        tr("Week of"),
        tr("Pain, 0 to 10"),
        (
            Series(tr("Before, mean of the week"), tuple(f.before for f in found), Mark.DOT),
            Series(tr("After, mean of the week"), tuple(f.after for f in found), Mark.SQUARE),
            Series(tr("Before, mean of four weeks"), tuple(means.get(f.first) for f in found), Mark.LINE),
        ),
        change_words(scores.change(whole)),
        top=10,
        days=tuple(f.first for f in found),
    )


def change_words(found: Change) -> str:
    """What the weekly means say, and how sure that is."""
    return {
        Change.UNKNOWN: tr(
            "Nothing can be said before there are four whole weeks with at least two scores before sessions."
        ),
        Change.IMPROVED: tr(
            "Improved: the weekly mean before sessions fell by at least two points and 30 %. "
            "That is what studies of back pain call a change that matters."
        ),
        Change.PERHAPS_IMPROVED: tr(
            "Perhaps improved: the weekly mean before sessions fell by at least one point and 30 %. "
            "From a start this low it is uncertain."
        ),
        Change.NO_CLEAR_CHANGE: tr("No clear change between the first week and the last."),
        Change.HIGHER: tr(
            "The pain is at least two points higher than in the first week. If that stays, ask a doctor or "
            "physiotherapist."
        ),
    }[found]


def from_to(before: float | None, after: float | None) -> str:
    """A score before and after; of only one of them, which it is; a dash if nothing was said."""
    if before is not None and after is not None:
        return f"{wording.number(before)} {onward()} {wording.number(after)}"
    if before is not None:
        return tr("{score} before").format(score=wording.number(before))
    return "–" if after is None else tr("{score} afterwards").format(score=wording.number(after))


def pain_words(felt: Mapping[str, tuple[float | None, float | None]]) -> str:
    """Fields of Feeling with the scores before and after: "Pain, 0 to 10: Left hip 3 → 2 · Back 4 → 3"."""
    said = (f"{place_name(place)} {from_to(*both)}" for place, both in felt.items() if both != (None, None))
    return wording.titled(tr("Pain, 0 to 10"), " · ".join(said) or "–")


def balance(records: Sequence[SessionRecord], groups: Mapping[str, MuscleGroup]) -> Chart:
    """Minutes of work by muscle group, left and right beside each other."""
    found = worked_s(records, groups)
    minutes = {
        side: tuple(figures.minutes(found.get((group, side), 0.0)) for group in MuscleGroup) for side in Side
    }
    left, right = (
        figures.minutes(sum(found.get((group, side), 0.0) for group in MuscleGroup))
        for side in (Side.LEFT, Side.RIGHT)
    )
    words = tr("Nothing was done in this time.")
    if records:  # done elsewhere, perhaps
        words = tr("Sessions: {count}.").format(count=wording.number(len(records)))
        words = wording.in_a_row(words, tr("Nothing to show for this time."))
    if any(found.values()):
        words = tr(
            "Left {left} min, right {right} min. Exercises for both sides at once stand apart."
        ).format(left=wording.number(left), right=wording.number(right))
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


def month(
    sessions: Iterable[Done],
    records: Sequence[SessionRecord],
    groups: Mapping[str, MuscleGroup],
    first: date,
    last: date,
    begins: int,
) -> Chart:
    """A month in a few words: days, work, how it felt; and minutes by muscle group and side. `records` are its own."""
    (found,) = months(sessions, first, last, begins)
    words = tr("Nothing was done in this time.")
    if found.sessions:
        words = wording.sentence(wording.days_and_work(found.days, found.active_s))
    means = {f.name: scores.means(records, f.name) for f in fields(Feeling)}
    if any(both != (None, None) for both in means.values()):
        words = wording.in_a_row(words, pain_words(means))
    return replace(balance(records, groups), title=wording.month(first), words=words)


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
    holds = tuple(figures.tenth(d.hold_s) if d.hold_s else None for d in found)
    reps = tuple(float(d.reps) for d in found)
    days = tuple(day_of(d.started_at, begins) for d in found)
    held = any(holds)
    words = tr("Not done in this time.")
    if found:
        words = tr("Sessions: {count}.").format(count=wording.number(len(found)))
    return Chart(
        name,
        tuple(map(wording.short_day, days)),
        tr("Session of"),
        tr("Seconds, and repetitions") if held else tr("Repetitions"),
        (
            *((Series(tr("Hold, mean in seconds"), holds, Mark.DOT),) if held else ()),
            Series(tr("Repetitions done"), reps, Mark.SQUARE),
        ),
        words,
        days=days,
    )
