"""Who needs time to read before an exercise, and how much."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

import pytest

from hipstretch.core.conditions import Condition
from hipstretch.core.exercise import Exercise, Kind, Side
from hipstretch.core.outcome import Outcome
from hipstretch.core.reading_time import KNOWN_AFTER, known, reading_times, seconds_for
from hipstretch.core.record import ExerciseRecord, SessionOutcome, SessionRecord, SetRecord
from tests.fakes import exercise, routine

DONE, EASED = Outcome.DONE, Outcome.EASED


def did(*exercises: tuple[str, tuple[Outcome, ...]]) -> SessionRecord:
    at = datetime(2026, 5, 4, 18, tzinfo=UTC)
    records = tuple(
        ExerciseRecord(name, tuple(SetRecord(Side.BOTH, Kind.HOLD, 20, 20, 1, 1, o) for o in outcomes))
        for name, outcomes in exercises
    )
    return SessionRecord("s", at, at, "r", SessionOutcome.PARTIAL, 20, records, "0.1.0")


def worded(
    name: str, *steps: str, easier: str = "", adapted: Mapping[str, str] = MappingProxyType({})
) -> Exercise:
    one = exercise(name)
    return replace(one, text=replace(one.text, steps=steps, easier=easier, adapted=adapted))


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("", 0),
        ("Lie down", 1),
        ("one two – three four five", 2),
        ("a " * 74, 30),
        ("左ひざを、床につく。", 2),
        ("无需仰卧 30 秒。", 2),
    ],
)
def test_whole_seconds_rounded_up(words: str, seconds: float) -> None:
    assert seconds_for(words) == seconds


def test_known_is_what_was_finished_often_enough() -> None:
    often = [did(("bridge", (DONE, DONE)), ("frog", (DONE, EASED)), ("cobra", ()))] * KNOWN_AFTER
    assert known(often) == {"bridge"}
    assert known(often[1:]) == frozenset()


def test_an_exercise_that_stands_twice_in_a_session_was_finished_once_there() -> None:
    assert known([did(("bridge", (DONE,)), ("bridge", (DONE,)))] * (KNOWN_AFTER - 1)) == frozenset()


def test_steps_count_for_every_exercise_that_is_not_familiar() -> None:
    new, old = worded("new", "one two three", "four five"), worded("old", "a b c")
    plan, exercises = routine(new, old, new)
    assert reading_times(plan, exercises, {"old"}, (), frozenset()) == {"new": 2}
    assert reading_times(plan, exercises, {"new", "old"}, (), frozenset()) == {}


def test_the_easier_form_counts_where_it_comes_first() -> None:
    knee = Condition.KNEE_PAIN
    one = replace(
        worded("a", "one two three four five", easier="a b c d e", adapted={knee: "a b " * 5}),
        adapt=(knee, Condition.PREGNANCY),
    )
    plan, exercises = routine(one)
    assert reading_times(plan, exercises, (), (), frozenset()) == {"a": 2}
    assert reading_times(plan, exercises, (), (), frozenset({"a"})) == {"a": 4}
    assert reading_times(replace(plan, bad_day=True), exercises, (), (), frozenset()) == {"a": 4}
    assert reading_times(plan, exercises, (), (Condition.PREGNANCY,), frozenset()) == {"a": 4}
    assert reading_times(plan, exercises, (), (knee,), frozenset()) == {"a": 6}
