"""Numbers that a sheet does not say, though they count."""

import pytest

from hipstretch.core import sheet
from hipstretch.core.exercise import Dosage, Kind
from hipstretch.core.sheet import Line
from hipstretch.core.sheet_filled import as_repetitions, as_seconds, filled_in, is_much, is_open

from .test_sheet import EXERCISES, GRAMMAR, NAMES


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("Butterfly, 3 x 10", ("hold_s",)),
        ("Butterfly 2 x 30 s", ()),
        ("Butterfly 1 min", ()),
        ("Butterfly, hold 20 s", ()),
        ("Bridge 3 sets", ("reps", "hold_s")),
        ("Bridge 3 sets of 10, hold 5 s", ()),
    ],
)
def test_a_line_of_a_sheet(typed: str, names: tuple[str, ...]) -> None:
    (line,) = sheet.read(typed, EXERCISES, GRAMMAR, NAMES)
    exercise = EXERCISES[line.exercise or ""]
    assert filled_in(line, exercise.kind, line.dosage(exercise.dosage)) == names


def test_what_is_repeated_has_no_hold_but_a_number_of_times() -> None:
    line = Line("x", "x", sets=2)
    assert filled_in(line, Kind.REPETITION, Dosage(2, 1, 2, 0)) == ("reps",)
    assert filled_in(line, Kind.HOLD, Dosage(2, 1, 2, 0)) == ("hold_s",)


def test_usual_sets_count_where_there_are_several() -> None:
    line = Line("x", "x")
    assert filled_in(line, Kind.REPETITION, Dosage(2, 1, 3, 0)) == ("sets", "reps")
    assert filled_in(line, Kind.REPETITION, Dosage(2, 1, 1, 0)) == ("reps",)


@pytest.mark.parametrize(
    ("typed", "much", "other"),
    [
        ("Butterfly, 3 x 10", True, (3, 1, 10)),
        ("Butterfly, 3 x 3", True, (3, 1, 3)),
        ("Butterfly 3 x 45", False, None),
        ("Butterfly 3 x 90", True, None),
        ("Butterfly 3 x 10, 90 s", False, None),
        ("Butterfly 10 times", True, None),
        ("Butterfly 3 times", False, None),
        ("Butterfly", False, None),
        ("Side leg lift 3 x 60", False, None),
        ("Bridge 3 sets of 10", True, None),
    ],
)
def test_a_line_without_a_hold_may_come_to_much(
    typed: str, much: bool, other: tuple[int, int, float] | None
) -> None:
    (line,) = sheet.read(typed, EXERCISES, GRAMMAR, NAMES)
    exercise = EXERCISES[line.exercise or ""]
    assert is_much(line, exercise, line.dosage(exercise.dosage)) == much
    said = as_seconds(line)
    if exercise.kind is Kind.HOLD:
        assert said == ({} if other is None else dict(zip(("reps", "sets", "hold_s"), other, strict=True)))


def test_numbers_that_the_person_gives_are_not_read_otherwise() -> None:
    (line,) = sheet.read("Butterfly, 3 x 10", EXERCISES, GRAMMAR, NAMES)
    assert as_seconds(sheet.corrected(line, {"sides": None}, EXERCISES))
    assert not as_seconds(sheet.corrected(line, {"reps": 4}, EXERCISES))


@pytest.mark.parametrize(
    ("typed", "is_asked"),
    [
        ("Butterfly, 3 x 10", True),
        ("Figure four 2 x 10", True),
        ("Butterfly 2 x 2", False),
        ("Butterfly 3 x 45", False),
        ("Butterfly 3 x 10, 20 s", False),
        ("Butterfly 10 times", False),
        ("Bridge 3 x 10", False),
        ("Side leg lift 3 x 10", False),
    ],
)
def test_a_pair_that_comes_to_far_more_as_repetitions_is_open(typed: str, is_asked: bool) -> None:
    (line,) = sheet.read(typed, EXERCISES, GRAMMAR, NAMES)
    exercise = EXERCISES[line.exercise or ""]
    assert is_open(line, exercise, line.dosage(exercise.dosage)) == is_asked
    said = sheet.corrected(line, as_repetitions(line), EXERCISES)
    assert (said.sets, said.reps) == (line.sets, line.reps)
    assert not is_open(said, exercise, said.dosage(exercise.dosage))


def test_an_exercise_that_is_gone_is_not_said() -> None:
    (line,) = sheet.read("Butterfly, 3 x 10", EXERCISES, GRAMMAR, NAMES)
    said = sheet.corrected(line, {"exercise": "my-gone", "sets": 2}, EXERCISES)
    assert (said.exercise, said.sets) == ("butterfly", 2)
    assert sheet.corrected(line, {"exercise": None}, EXERCISES).exercise is None
