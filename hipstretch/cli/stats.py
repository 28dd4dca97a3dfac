"""What was done lately in numbers, for `hipstretch stats`: those that Today, History and Progress show."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from hipstretch.core.dose import DAYS, ENOUGH_DAYS, ENOUGH_MIN, SIDES, Dose
from hipstretch.core.exercise import MuscleGroup
from hipstretch.core.progress import Done
from hipstretch.qt import dose_words, progress_words


@dataclass(frozen=True, slots=True)
class Stats:
    """What is told: every session, what was stretched in the last days, the date, at which hour a day
    begins, and the goal in days a week.
    """

    sessions: Sequence[Done]
    dose: Dose
    day: date
    begins: int
    goal_days: int


def as_json(found: Stats) -> str:
    """The numbers as JSON: an object.

    It has `day`, the date that counts, `goal_days`, on how many days of a week the person wants to do something, 0 for
    no goal, `week` for this week so far and `four_weeks` for the last 28 days up to today. These two have their
    `first` day, on how many `days` something was done, in how many `sessions`, and `active_s`, seconds of work.
    `dose` is of the last `days` up to today: `stretched_min` are the minutes of stretch of each muscle group, left and
    right, of which `enough_min` are enough; `strength_days` is on how many days something was done for strength, of
    which `enough_days` are enough.
    """
    answer = {
        "day": found.day,
        "goal_days": found.goal_days,
        "week": asdict(progress_words.this_week(found.sessions, found.day, found.begins)),
        "four_weeks": asdict(progress_words.four_weeks(found.sessions, found.day, found.begins)),
        "dose": {
            "days": DAYS,
            "enough_min": ENOUGH_MIN,
            "stretched_min": {
                group: {side: found.dose.minutes(group, side) for side in SIDES} for group in MuscleGroup
            },
            "enough_days": ENOUGH_DAYS,
            "strength_days": found.dose.strength_days,
        },
    }
    return json.dumps(answer, indent=1, default=lambda value: value.isoformat())


def as_text(found: Stats) -> str:
    """The same in words: the last weeks, then the minutes of each muscle group."""
    return "\n".join(
        (
            progress_words.summary(found.sessions, found.day, found.begins, found.goal_days),
            dose_words.title(),
            *(f"  {line}" for line in dose_words.groups(found.dose).splitlines()),
            dose_words.enough(found.dose),
        )
    )
