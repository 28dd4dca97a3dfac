"""Numbers that a sheet does not say, though they count."""

import pytest

from hipstretch.core import sheet
from hipstretch.core.exercise import Dosage, Kind
from hipstretch.core.sheet import Line
from hipstretch.core.sheet_filled import filled_in

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
