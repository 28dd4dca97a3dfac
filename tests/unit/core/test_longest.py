"""The longest hold of each exercise."""

from datetime import UTC, datetime

from hipstretch.core.exercise import Kind, Side
from hipstretch.core.longest import longest_holds
from hipstretch.core.outcome import Outcome
from hipstretch.core.record import ExerciseRecord, SessionOutcome, SessionRecord, SetRecord

NOW = datetime(2026, 5, 4, 18, tzinfo=UTC)


def session(*exercises: tuple[str, SetRecord]) -> SessionRecord:
    found = tuple(ExerciseRecord(name, (one,)) for name, one in exercises)
    return SessionRecord("a", NOW, NOW, "test", SessionOutcome.PARTIAL, 60, found, "0")


def held(done_s: float, done_reps: int, outcome: Outcome = Outcome.DONE, kind: Kind = Kind.HOLD) -> SetRecord:
    return SetRecord(Side.LEFT, kind, 60, done_s, 3, done_reps, outcome)


def test_the_longest_hold_is_that_of_one_repetition() -> None:
    records = [
        session(("lunge", held(60, 3)), ("squeeze", held(30, 3, kind=Kind.REPETITION))),
        session(("lunge", held(50, 1, Outcome.EASED)), ("frog", held(0, 0, Outcome.SKIPPED))),
        session(("lunge", held(30, 3))),
    ]
    assert longest_holds(records) == {"lunge": 25}


def test_a_repetition_that_was_not_begun_does_not_count() -> None:
    in_the_rest, in_the_next = held(20, 1, Outcome.SKIPPED), held(24, 1, Outcome.SKIPPED)
    in_the_last, at_once = held(59, 2, Outcome.EASED), held(4, 0, Outcome.EASED)
    means = [
        longest_holds([session(("lunge", one))])["lunge"]
        for one in (in_the_rest, in_the_next, in_the_last, at_once)
    ]
    assert means == [20, 12, 19.7, 4]


def test_seconds_that_were_rounded_begin_no_repetition() -> None:
    one = SetRecord(Side.LEFT, Kind.HOLD, 29.8, 10, 3, 1, Outcome.SKIPPED)
    assert longest_holds([session(("lunge", one))]) == {"lunge": 10}


def test_what_other_programs_wrote_without_repetitions_is_one() -> None:
    one = SetRecord(Side.LEFT, Kind.HOLD, 60, 40, 0, 0, Outcome.DONE)
    assert longest_holds([session(("lunge", one))]) == {"lunge": 40}
    assert longest_holds([]) == {}
