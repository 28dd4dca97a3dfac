"""Every line of the sheets is understood or marked, and none loses a side or a number."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core import sheet
from hipstretch.core.exercise import Sides
from hipstretch.core.sheet import Line, Remark
from hipstretch.core.sheet_grammar import Grammar
from hipstretch.data import catalogue, sheet_assets
from hipstretch.data.assets import assets_dir
from tests.corpus.sheet_corpus import in_short, sheets

ASSETS = assets_dir()
EXERCISES = catalogue.load([ASSETS]).exercises
GRAMMAR = Grammar(sheet_assets.words(ASSETS))
NAMES = sheet.names_of(
    EXERCISES, sheet_assets.names({id_: ASSETS / "exercises" / id_ for id_ in EXERCISES}), GRAMMAR
)
SHEETS = {name: (text, said) for name, text, said in sheets()}
NUMBER = re.compile(r"\d+")
SIDE = re.compile(
    r"\b(?:left|right|both|each(?= side| leg| *$)|lt|rt|[LR]|links|rechts|gauche|droite|lado)\b(?!/|')",
    re.IGNORECASE,
)


def read(text: str) -> tuple[Line, ...]:
    return sheet.read(text, EXERCISES, GRAMMAR, NAMES)


def lost(line: Line) -> set[str]:
    """The numbers of a line that stand neither in what was understood nor in what is marked."""
    text = re.sub(r"^\W*\d{1,2}[.)}]", "", line.text)
    said = [line.name if line.exercise is None else " ".join(names_with_digits(line.exercise)), *line.unread]
    values = [
        line.sets,
        line.reps,
        line.hold_s,
        line.rest_s,
        (line.hold_s or 0) / 60,
        (line.rest_s or 0) / 60,
    ]
    values += [value for one in line.phases for value in (one.times, one.days, one.weeks)]
    kept = {f"{value:g}" for value in values if value} | {n for one in said for n in NUMBER.findall(one)}
    return set(NUMBER.findall(text)) - kept


def names_with_digits(exercise: str) -> tuple[str, ...]:
    """The names of an exercise, of which a number may be a part."""
    text = EXERCISES[exercise].text
    return tuple(name.replace("four", "4") for name in (text.name, *text.also))


@pytest.mark.parametrize("name", SHEETS)
def test_each_line_of_a_sheet_is_understood_as_it_was(name: str) -> None:
    text, said = SHEETS[name]
    assert [in_short(line) for line in read(text)] == [
        one for one in said.splitlines() if one not in ("+", "(nothing)")
    ]


@pytest.mark.parametrize("name", SHEETS)
def test_no_number_and_no_side_is_lost_in_silence(name: str) -> None:
    for line in read(SHEETS[name][0]):
        if line.is_exercise:
            assert not lost(line) or Remark.LEAST in line.remarks, line
            told = line.sides or SIDE.search(" ".join((line.name, *line.unread)))
            assert told or not SIDE.search(line.text), line


def test_there_are_thirty_sheets_and_more() -> None:
    assert len(SHEETS) >= 30


PLACES = ("Bridge", "Clamshell", "Figure four", "Hamstring stretch on a chair", "Cobra", "Heel slides")
AMOUNTS = (
    "3 x 10",
    "2x30s",
    "3 sets of 12",
    "10 reps",
    "hold 20 sec",
    "2/10",
    "x8",
    "1 min",
    "rest 45 s",
    "5 x 6 s",
)
SIDED = ("", "R only", "Lt only", "(L)", "each side", "both", "left", "R/L", "rt", "affected side", "B/L")
OFTEN = (
    "",
    "daily",
    "2x/day",
    "3x/week",
    "as tolerated",
    "for 6 weeks",
    "7",
    "with 4 kg",
    "every 2 days",
    "wk 9",
)


@given(
    st.sampled_from(PLACES),
    st.lists(st.sampled_from(AMOUNTS), min_size=1, max_size=2, unique=True),
    st.sampled_from(SIDED),
    st.sampled_from(OFTEN),
    st.sampled_from((" ", ", ", " - ", " | ", "\t")),
    st.booleans(),
)
def test_whatever_a_therapist_puts_together_loses_no_number(
    name: str, amounts: list[str], side: str, often: str, between: str, side_first: bool
) -> None:
    parts = [side, *amounts] if side_first else [*amounts, side]
    (line,) = read(between.join(filter(None, (name, *parts, often))))
    assert not lost(line), line
    seen = " ".join((line.name, *line.unread) if line.exercise is None else line.unread)
    if side and "affected" not in side:
        assert line.sides or SIDE.search(seen) or "B/L" in f"{line.name} {seen}", line


@pytest.mark.parametrize(
    ("text", "side"), [("Bridge 3 x 10 R only", Sides.RIGHT), ("Frog 1 min, left", Sides.LEFT)]
)
def test_a_side_of_an_exercise_for_both_at_once_is_said_to_be_left_out(text: str, side: Sides) -> None:
    (line,) = read(text)
    assert (line.sides, Remark.SIDE in line.remarks) == (side, True)
