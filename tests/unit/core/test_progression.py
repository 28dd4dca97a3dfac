"""A little more after it was comfortable for a while."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hipstretch.core import timeline as timelines
from hipstretch.core.exercise import Dosage, Kind, Recommended
from hipstretch.core.outcome import Outcome, PhaseResult
from hipstretch.core.progression import comfortable, more, next_step
from hipstretch.core.record import Feeling, SessionOutcome, SessionRecord, exercise_records
from hipstretch.core.routine import Entry
from hipstretch.core.settings import DosageOverride, Settings
from tests.fakes import exercise, routine

LUNGE = replace(exercise("lunge"), recommended=Recommended((15, 30), (1, 3), (1, 1), (1, 1)))
COBRA = exercise("cobra")
ROUTINE, EXERCISES = routine(LUNGE, COBRA)


def session(
    number: int,
    *,
    settings: Settings | None = None,
    eased: bool = False,
    after: Feeling | None = None,
    dosage: Dosage | None = None,
) -> SessionRecord:
    entries = (Entry("lunge", dosage), Entry("cobra"))
    plan = timelines.build(replace(ROUTINE, entries=entries), EXERCISES, settings or Settings())
    outcome = Outcome.EASED if eased else Outcome.DONE
    results = {p.key: PhaseResult(outcome if p.entry == 0 else Outcome.EASED, p.planned_s) for p in plan}
    began = datetime(2026, 5, 1, tzinfo=UTC) + timedelta(days=number)
    exercises = exercise_records(plan, results)
    outcome_of_all = SessionOutcome.PARTIAL
    return SessionRecord(
        f"s{number}", began, began, "test", outcome_of_all, 60, exercises, "0", Feeling(back=1), after
    )


def test_after_three_comfortable_sessions_five_seconds_more_are_offered() -> None:
    done = [session(n) for n in range(3)]
    step = next_step(done, EXERCISES, Settings())
    assert step
    assert (step.exercise, step.now.hold_s, step.then.hold_s) == ("lunge", 20, 25)
    assert step.override == DosageOverride(hold_s=25)
    assert Settings().with_override("lunge", step.override).override("lunge").apply(LUNGE.dosage) == step.then


@pytest.mark.parametrize(("count", "offered"), [(0, 0), (1, 0), (2, 0), (3, 1), (4, 0), (5, 0), (6, 1)])
def test_it_is_not_offered_every_time(count: int, offered: int) -> None:
    found = next_step([session(n) for n in range(count)], EXERCISES, Settings())
    assert (found is not None) == bool(offered)


@pytest.mark.parametrize(
    "broken",
    [
        session(2, eased=True),
        session(2, after=Feeling(back=3)),
        session(2, after=Feeling(hip_left=6)),
    ],
)
def test_one_that_was_not_comfortable_begins_the_count_anew(broken: SessionRecord) -> None:
    assert not comfortable(broken, "lunge")
    done = [session(0), session(1), broken]
    assert next_step(done, EXERCISES, Settings()) is None
    assert next_step([*done, session(3), session(4)], EXERCISES, Settings()) is None
    assert next_step([*done, session(3), session(4), session(5)], EXERCISES, Settings())


def test_what_is_said_kindly_counts_as_comfortable() -> None:
    assert comfortable(session(0, after=Feeling(back=1)), "lunge")
    assert not comfortable(session(0), "not done")


def test_the_longest_hold_is_followed_by_a_repetition_more_and_then_by_nothing() -> None:
    dosage = LUNGE.dosage
    assert more(LUNGE, replace(dosage, hold_s=28)).hold_s == 30
    assert more(LUNGE, replace(dosage, hold_s=30)) == replace(dosage, hold_s=30, reps=3)
    full = replace(dosage, hold_s=30, reps=3)
    assert more(LUNGE, full) == full
    beyond = replace(dosage, hold_s=60, reps=5)
    assert more(LUNGE, beyond) == beyond, "the person's own"


def test_a_repeated_exercise_gets_a_repetition_more() -> None:
    lift = replace(LUNGE, kind=Kind.REPETITION, lift_s=2.0, lower_s=2.0, dosage=Dosage(1, 2))
    assert more(lift, lift.dosage) == Dosage(1, 3)


def test_a_routine_with_a_dosage_of_its_own_offers_nothing() -> None:
    done = [session(n, dosage=Dosage(10, 1)) for n in range(3)]
    assert next_step(done, EXERCISES, Settings()) is None


def test_the_persons_own_numbers_are_the_start() -> None:
    mine = Settings().with_override("lunge", DosageOverride(hold_s=22, sets=2))
    step = next_step([session(n, settings=mine) for n in range(3)], EXERCISES, mine)
    assert step
    assert step.override == DosageOverride(hold_s=27, sets=2)


def test_an_exercise_that_is_gone_offers_nothing() -> None:
    assert next_step([session(n) for n in range(3)], {}, Settings()) is None
