"""Histories as people make them: someone who stretches most evenings for years, with holidays, bad days and notes.

`python -m tests.histories 10000 history.jsonl` writes one; the same numbers always give the same sessions.
"""

import random
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from hipstretch.core.outcome import Outcome, PhaseResult
from hipstretch.core.record import Feeling, SessionRecord, active_s, exercise_records, session_outcome
from hipstretch.core.settings import Settings
from hipstretch.core.timeline import Timeline, build, total_s
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.history_line import as_line

LAST_DAY = date(2026, 5, 6)
NOTES = (
    "Left side still tighter.",
    "After a long drive; the back was stiff.",
    "Slept badly, did less.",
    "Felt good. Lunge deeper than last week.",
    "Zu müde für die zweite Runde.",
    "New mat!",
)
ROUTINES = ("daily-hips",) * 5 + ("six-minutes",) * 4 + ("at-the-desk", "at-the-desk", "back", "hip-strength")


def sessions(
    count: int, last_day: date = LAST_DAY, per_day: float = 1.0, seed: int = 1
) -> Iterator[SessionRecord]:
    """`count` sessions up to and with `last_day`, oldest first; so many a day, none in some weeks."""
    dice = random.Random(seed)
    known = catalogue.load([assets_dir()])
    plans = {
        name: build(known.routines[name], known.exercises, Settings())
        for name in sorted(known.routines)
        if name in ROUTINES
    }
    starts: list[datetime] = []
    day, away = last_day, 0
    while len(starts) < count:
        away = dice.randint(5, 16) if not away and dice.random() < 0.01 else max(0, away - 1)
        times = 0 if away else sum(dice.random() < per_day / 16 for _ in range(16))
        zone = timezone(timedelta(hours=2 if 4 <= day.month <= 10 else 1))
        hours = sorted(dice.sample(range(7, 23), times), reverse=True)
        starts += [datetime(day.year, day.month, day.day, h, dice.randrange(60), tzinfo=zone) for h in hours]
        day -= timedelta(days=1)
    for number, start in enumerate(reversed(starts[:count])):
        yield _session(dice, plans, start, better=number / count)


def _session(
    dice: random.Random, plans: dict[str, Timeline], start: datetime, better: float
) -> SessionRecord:
    """One session; hips and back get better from 0 to 1."""
    routine = dice.choice([r for r in ROUTINES if r in plans])
    plan = plans[routine]
    last = len(plan) if dice.random() < 0.88 else dice.randrange(1, len(plan))
    results = {}
    for phase in plan[:last]:
        outcome = dice.choices((Outcome.DONE, Outcome.SKIPPED, Outcome.EASED), (95, 3, 2))[0]
        part = 1.0 if outcome is Outcome.DONE else dice.random()
        results[phase.key] = PhaseResult(outcome, round(phase.planned_s * part, 1))
    exercises = exercise_records(plan, results)
    before = [min(10, max(0, round(dice.gauss(4.5 - 2.5 * better, 1.2)))) for _ in range(3)]
    after = [max(0, min(10, score + dice.choices((-2, -1, 0, 1), (25, 45, 25, 5))[0])) for score in before]
    said = dice.random() < 0.7
    took_s = total_s(plan[:last]) * dice.uniform(1.0, 1.3)
    return SessionRecord(
        id=f"{dice.getrandbits(128):032x}",
        started_at=start,
        ended_at=start + timedelta(seconds=round(took_s)),
        routine=routine,
        outcome=session_outcome(exercises),
        active_s=round(active_s(results), 2),
        exercises=exercises,
        app="0.1.0",
        feeling_before=Feeling(*before) if said else None,
        feeling_after=Feeling(*after) if said else None,
        note=dice.choice(NOTES) if dice.random() < 0.15 else "",
    )


def write(path: Path, count: int, last_day: date = LAST_DAY, per_day: float = 1.0) -> None:
    """Make a history file with `count` sessions."""
    with path.open("wb") as file:
        file.writelines(as_line(one) for one in sessions(count, last_day, per_day))


if __name__ == "__main__":
    many = int(sys.argv[1])
    write(Path(sys.argv[2]), many, datetime.now().astimezone().date(), per_day=max(3.0, many / 7000))
