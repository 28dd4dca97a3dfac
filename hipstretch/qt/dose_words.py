"""The dose of the week in words: Today, Progress and the report say the same of it."""

from hipstretch.core.dose import ENOUGH_MIN, SIDES, Dose
from hipstretch.core.exercise import MuscleGroup, Side
from hipstretch.translation import tr, tr_count

from . import wording


def title() -> str:
    """What it is."""
    return tr("Minutes of stretch in the last seven days")


def enough_is() -> str:
    """What the minutes are, and how many are enough."""
    return tr(
        "Minutes of stretch: about 10 a week for each is enough."
    )  # of ENOUGH_MIN: a test holds them together


def enough(done: Dose) -> str:
    """What the minutes are, how many are enough, what has less, and the days of strength work."""
    said = enough_is()
    short = [g for g in MuscleGroup if not all(done.enough(g, side) for side in SIDES)]
    if short:
        lacks = tr("Less than enough so far: {groups}.")
        groups = wording.listed(map(wording.group_in_short, short))
        said = wording.in_a_row(said, lacks.format(groups=groups))
    return wording.in_a_row(said, strength(done))


def strength(done: Dose) -> str:
    """On how many days something was done for strength, in a sentence."""
    count = done.strength_days
    if not count:
        return tr("No strength work in these days.")
    words = tr_count("Strength work on {count} day.", "Strength work on {count} days.", count)
    return words.format(count=wording.number(count))


def of_group(done: Dose, group: MuscleGroup) -> str:
    """The minutes of a group: "Outer hip: left 8, right 10"."""
    left, right = (wording.number(done.minutes(group, side)) for side in SIDES)
    return wording.titled(
        wording.group(group), tr("left {left}, right {right}").format(left=left, right=right)
    )


def of_enough(done: Dose, group: MuscleGroup, side: Side) -> str:
    """The minutes of a side of a group and how many are enough: "2 of 10"."""
    words = tr("{done} of {planned}")
    return words.format(done=wording.number(done.minutes(group, side)), planned=wording.number(ENOUGH_MIN))


def lack(done: Dose, group: MuscleGroup) -> str:
    """What a group still lacks: "Outer hip: only 4–5 of 10 min in 7 days"; the group alone while nothing was stretched.

    The side is named if the other one had enough; if both had, this is the group alone, too.
    """
    short = [side for side in SIDES if not done.enough(group, side)]
    if not done.stretched or not short:
        return wording.group(group)
    minutes = [done.minutes(group, side) for side in short]
    words = tr("only {done} of {planned} min in 7 days").format(
        done=wording.span((min(minutes), max(minutes))), planned=wording.number(ENOUGH_MIN)
    )
    place = (wording.group(group), *map(wording.side, short if len(short) == 1 else ()))
    return wording.titled(wording.listed(place), words)


def groups(done: Dose) -> str:
    """The minutes of every group, a line each."""
    return "\n".join(of_group(done, group) for group in MuscleGroup)
