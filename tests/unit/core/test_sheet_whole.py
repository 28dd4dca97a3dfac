"""What the lines of a sheet say together, and which of them are no exercise."""

from datetime import date

import pytest

from hipstretch.core import sheet
from hipstretch.core.exercise import Sides
from hipstretch.core.sheet import LONGEST, MOST_LINES, Line, Remark

from .sheet_lines import said_by
from .test_sheet import EXERCISES, GRAMMAR, NAMES


def read(*lines: str) -> tuple[Line, ...]:
    return sheet.read("\n".join(lines), EXERCISES, GRAMMAR, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "HOME EXERCISE PROGRAMME",
        "Patient: Maureen O'Donnell",
        "Stop if pain > 4/10",
        "Increase by 2 reps per week",
        "Name: Petra Schulz",
        "注意：痛み 4/10",
        "Every morning before getting up",
        "Affected side: LEFT",
        "Avoid the cobra",
        "Date: 4/10",
        "Pt: J Smith DOB 3/4/58 Tel: 0161 496 0000",
        "3 x 10",
        "HOME EXERCISE PROGRAM - L hip",
        "Exercises for the right side",
    ],
)
def test_what_names_no_exercise_and_no_amount_is_none(text: str) -> None:
    (line,) = read(text)
    assert (line.text, line.is_exercise) == (text, False)


@pytest.mark.parametrize(
    "text", ["1. Bird dog", "- Bird dog", "Couch stretch", "Clams daily", "Clam R", "Cobra"]
)
def test_an_exercise_may_say_no_amount(text: str) -> None:
    (line,) = read(text)
    assert (line.is_exercise, line.says_how_much) == (True, False)


def test_an_amount_below_a_name_belongs_to_it() -> None:
    bridge, dog, four = read(
        "Bridge", " 3 x 10", "Bird dog", "2 x 8", "Figure four", "hold 30 s", "  left side only"
    )
    assert said_by(bridge) == {"sets": 3, "reps": 10}
    assert (dog.name, said_by(dog)) == ("Bird dog", {"sets": 2, "reps": 8})
    assert said_by(four) == {"hold_s": 30, "sides": Sides.LEFT}
    assert all(line.is_exercise for line in (bridge, dog, four))


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("Bridge 3 x 10", "2 x 8"),
        ("Clamshell left 3 x 10", "right side"),
        ("Clamshell 3 x 10", "Repeat with the right leg."),
        ("Clamshell 3 x 10", "555 0142"),
        ("Kind regards", "555 0142"),
    ],
)
def test_what_does_not_fit_to_the_line_above_stays_alone(above: str, below: str) -> None:
    one, other = read(above, below)
    assert (one.text, other.text, other.is_exercise) == (above, below, False)


def test_the_side_of_a_heading_is_that_of_the_lines_below_it_until_the_next_heading() -> None:
    lines = read(
        "Right leg:", "Clamshell 3x12", "Hip hitch L 2x8", "Left leg:", "Bridge 2x10", "BOTH", "Squat 3x5"
    )
    assert [line.sides for line in lines if line.is_exercise] == [
        Sides.RIGHT,
        Sides.LEFT,
        Sides.LEFT,
        Sides.EACH,
    ]
    assert [line.remarks for line in lines if line.exercise == "bridge"] == [(Remark.SIDE,)]
    assert [line.text for line in lines if line.is_side_heading] == ["Right leg:", "Left leg:", "BOTH"]


def sides(*lines: str) -> list[tuple[str, Sides | None]]:
    return [(line.name, line.sides) for line in read(*lines) if line.is_exercise]


def test_a_side_in_a_line_of_its_own_is_a_heading_where_no_exercise_is_above_it() -> None:
    found = sides("Left hip", "Clam x10", "Right hip", "Clam x20", "Hip hitch x5")
    assert found == [("Clam", Sides.LEFT), ("Clam", Sides.RIGHT), ("Hip hitch", Sides.RIGHT)]


def test_a_side_below_an_exercise_that_has_none_is_of_those_below() -> None:
    assert sides("Bridge 3x10", "Left", "Clam x10") == [("Bridge", None), ("Clam", Sides.LEFT)]
    assert sides("Bridge", "3x10", "L", "Clam", "2x12", "R") == [
        ("Bridge", Sides.LEFT),
        ("Clam", Sides.RIGHT),
    ]


def test_an_amount_below_a_name_is_of_it_also_where_the_side_stands_above() -> None:
    heading, clam = read("Right leg:", "Clam", "2x12")
    assert heading.is_side_heading
    assert said_by(clam) == {"sets": 2, "reps": 12, "sides": Sides.RIGHT}


def test_numbers_of_a_list_need_no_dot() -> None:
    found = read("my plan", "1 bridges 3x10", "2 90/90 stretch 30s", "3 frog 1 min")
    assert [line.name for line in found] == ["My plan", "Bridges", "90/90 stretch", "Frog"]
    assert [line.unread for line in found] == [(), (), (), ()]


@pytest.mark.parametrize("lines", [("1 bridges 3x10", "2 clams 3x10"), ("2 clams", "3 clams", "4 clams")])
def test_a_number_that_begins_no_list_stays_in_the_name(lines: tuple[str, ...]) -> None:
    for line in read(*lines):
        assert any(map(str.isdigit, "".join((line.name, *line.unread)))), line


def test_a_number_in_a_column_says_what_its_heading_does() -> None:
    heading, bridge, cobra = read(
        "Exercise | Sets | Reps | Hold", "Bridge | 3 | 10 | 5", "Cobra | 2 | - | 20 s"
    )
    assert not heading.is_exercise
    assert (said_by(bridge), bridge.unread) == ({"sets": 3, "reps": 10, "hold_s": 5}, ())
    assert said_by(cobra) == {"sets": 2, "hold_s": 20}
    assert bridge.text == "Bridge | 3 | 10 | 5"


def test_columns_may_be_parted_by_tabs_or_many_spaces() -> None:
    for line in read("Clamshell\t3 x 15\tR", "Clamshell        3 x 15     R"):
        assert (line.name, said_by(line)) == ("Clamshell", {"sets": 3, "reps": 15, "sides": Sides.RIGHT})


def test_what_is_too_long_is_said() -> None:
    (line,) = read("Bridge 3 x 10 " + "slowly " * 60)
    assert line.unread[-1].endswith("…")
    assert len(line.unread[-1]) <= LONGEST + 1
    assert not sheet.is_too_long("Bridge\n" * MOST_LINES)
    assert sheet.is_too_long("Bridge\n" * (MOST_LINES + 1))


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("Bridge 3 x l0", ("3 x l0",)),
        ("Bridge 3O s", ("3O s",)),
        ("Weeks 1-2: clamshell 3x10", ("Weeks 1-2",)),
        ("Clamshell, reps as tolerated", ("reps as tolerated",)),
        ("Cobra 5 breaths x 3", ("5 breaths",)),
        ("Clamshell 3x10, pain up to 3/10", ("pain up to 3/10",)),
        ("Clamshell, alternating, 10", ("10",)),
        ("Walk 20 minutes", ("20 minutes",)),
        ("Pigeon, R side 2 min, L side 1 min", ("L side", "1 min")),
    ],
)
def test_a_number_that_is_not_sure_is_unread_and_no_part_of_the_name(
    text: str, unread: tuple[str, ...]
) -> None:
    (line,) = read(text)
    assert line.unread == unread
    assert not any(map(str.isdigit, line.name))


def test_sets_and_repetitions_may_be_parted_by_a_slash() -> None:
    (line,) = read("SLR 2/10 R")
    assert (said_by(line), line.remarks) == ({"sets": 2, "reps": 10, "sides": Sides.RIGHT}, (Remark.SLASH,))


@pytest.mark.parametrize("text", ["Bird dog 12/10", "Bird dog 2/10/26", "Bird dog 10:2/10", "90/90 stretch"])
def test_a_date_is_no_amount(text: str) -> None:
    (line,) = read(text)
    assert Remark.SLASH not in line.remarks


def test_of_two_sides_the_first_counts_and_the_other_is_unread() -> None:
    (line,) = read("Clamshell right 3x10, left")
    assert (line.sides, line.unread) == (Sides.RIGHT, ("left",))
    (both,) = read("Knee to opposite shoulder, right then left")
    assert both.sides is Sides.EACH


def test_a_side_that_an_exercise_does_not_have_is_said() -> None:
    (line,) = read("Bridge R only 3 x 10")
    assert (line.sides, line.remarks) == (Sides.RIGHT, (Remark.SIDE,))


def test_a_line_that_is_no_exercise_says_not_when() -> None:
    assert sheet.schedule(read("No jumping for 6 weeks", "Bridge 3x10"), date(2026, 5, 4)) is None
    (line,) = read("3x/week for 6 weeks")
    assert line.says_when


def test_the_person_says_otherwise() -> None:
    note, bridge = read("Patient: Mo", "Bridge R only 3 x 10")
    mo = sheet.corrected(note, {"is_exercise": True, "reps": 5}, EXERCISES)
    assert (mo.is_exercise, mo.name, said_by(mo)) == (True, "Patient: Mo", {"reps": 5})
    other = sheet.corrected(bridge, {"exercise": "standing-quad"}, EXERCISES)
    assert (other.exercise, other.sides, other.remarks) == ("standing-quad", Sides.RIGHT, ())
    (dosage,) = read("3 x 10")
    assert sheet.corrected(dosage, {"is_exercise": True}, EXERCISES).name == "3 x 10"
    assert sheet.corrected(note, {"sides": Sides.LEFT, "exercise": None}, EXERCISES).remarks == ()
