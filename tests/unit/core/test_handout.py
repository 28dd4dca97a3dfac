"""What a printed sheet says, which exercise stands on which page, and that its text is understood again."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.conditions import Condition
from hipstretch.core.exercise import Dosage, Exercise, Kind, Side, Sides
from hipstretch.core.handout import (
    MOST_ON_A_PAGE,
    MOST_TICKS,
    Handout,
    handout,
    numbered,
    pages,
    without_common,
)
from hipstretch.core.routine import Entry, Routine
from hipstretch.core.schedule import Period, Schedule
from hipstretch.core.settings import DosageOverride, Settings
from tests.fakes import exercise

ALL = "Pain: stop for today."


def made(*exercises: Exercise, settings: Settings | None = None, schedule: Schedule | None = None) -> Handout:
    """The sheet of a routine of these."""
    known = {one.id: one for one in exercises}
    routine = Routine("r", "Mine", "All of it.", tuple(Entry(one) for one in known))
    return handout(routine, known, settings or Settings(), schedule)


def stopping(id_: str, stop: str) -> Exercise:
    found = exercise(id_)
    return replace(found, text=replace(found.text, stop=stop))


def test_it_has_the_dosage_of_the_person() -> None:
    settings = Settings(exercises={"lunge": DosageOverride(hold_s=45)})
    sheet = made(exercise("lunge"), settings=settings)
    assert (sheet.name, sheet.summary) == ("Mine", "All of it.")
    assert sheet.parts[0].dosage == Dosage(hold_s=45, reps=2, rest_s=5)


def test_its_words_speak_of_the_side_that_comes_first() -> None:
    lunge, left = exercise("lunge"), exercise("bridge", sides=Sides.LEFT)
    sheet = made(lunge, left, settings=Settings(first_side=Side.RIGHT))
    assert [part.side for part in sheet.parts] == [Side.RIGHT, Side.LEFT]


def test_sides_are_those_of_the_routine() -> None:
    lunge = exercise("lunge")
    routine = Routine("r", "Mine", "", (Entry("lunge", sides=Sides.RIGHT),))
    (part,) = handout(routine, {"lunge": lunge}, Settings(), None).parts
    assert part.exercise.sides is Sides.RIGHT


@pytest.mark.parametrize(
    ("kind", "dosage", "said"),
    [
        (Kind.HOLD, Dosage(20, reps=2, rest_s=5), (None, 5, None)),
        (Kind.HOLD, Dosage(20, reps=1, sets=2, set_rest_s=45), (None, None, 45)),
        (Kind.REPETITION, Dosage(5, reps=10), (5, None, None)),
        (Kind.REPETITION, Dosage(0, reps=10, rest_s=1), (0, 1, None)),
    ],
)
def test_rests_are_said_where_there_are_some(
    kind: Kind, dosage: Dosage, said: tuple[float | None, ...]
) -> None:
    (part,) = made(exercise("lunge", kind=kind, dosage=dosage)).parts
    assert (part.pause_s, part.rest_s, part.set_rest_s) == said


def test_that_there_is_no_rest_is_said_where_one_would_be_usual() -> None:
    lunge = exercise("lunge")
    routine = Routine("r", "Mine", "", (Entry("lunge", Dosage(20, reps=2)),))
    assert handout(routine, {"lunge": lunge}, Settings(), None).parts[0].rest_s == 0


def test_conditions_take_out_and_make_easier() -> None:
    out = replace(exercise("frog"), leave_out=(Condition.PREGNANCY,))
    eased = replace(exercise("lunge"), adapt=(Condition.PREGNANCY,))
    eased = replace(eased, text=replace(eased.text, steps=("All the way.",), easier_steps=("Half.",)))
    sheet = made(out, eased, settings=Settings(conditions=(Condition.PREGNANCY,)))
    assert dict(sheet.left_out) == {"frog": (Condition.PREGNANCY,)}
    (part,) = sheet.parts
    assert part.because == (Condition.PREGNANCY,)
    assert part.steps == ("Half.",)
    assert made(eased).parts[0].steps == ("All the way.",)


def test_when_to_stop_is_said_once_where_it_is_the_same_for_all() -> None:
    sheet = made(stopping("a", f"The knee hurts. {ALL}"), stopping("b", f"A cramp. {ALL}"))
    assert sheet.stop == ALL
    assert [part.stop for part in sheet.parts] == ["The knee hurts.", "A cramp."]


@pytest.mark.parametrize(
    ("texts", "own", "common"),
    [
        ([f"A. {ALL}"], [f"A. {ALL}"], ""),
        ([ALL, ALL], ["", ""], ALL),
        ([f"A. B. {ALL}", f"C. B. {ALL}"], ["A.", "C."], f"B. {ALL}"),
        (
            ["膝が痛む。今日はやめる。", "腰が痛む。今日はやめる。"],
            ["膝が痛む。", "腰が痛む。"],
            "今日はやめる。",
        ),
        (["A. B.", "C."], ["A. B.", "C."], ""),
        (["", "C."], ["", "C."], ""),
        ([], [], ""),
    ],
)
def test_common_sentences(texts: list[str], own: list[str], common: str) -> None:
    assert without_common(texts) == (own, common)


@given(st.lists(st.text("AB. 。", max_size=12), max_size=4))
def test_no_sentence_is_lost(texts: list[str]) -> None:
    own, common = without_common(texts)
    for text, left in zip(texts, own, strict=True):
        assert text.startswith(left)
        assert text.endswith(common)
        assert not text[len(left) : len(text) - len(common)].strip()


@pytest.mark.parametrize(
    ("schedule", "ticks"),
    [
        (None, 1),
        (Schedule((Period(times=2),)), 2),
        (Schedule((Period(weeks=4), Period(times=3))), 3),
        (Schedule((Period(times=10),)), MOST_TICKS),
    ],
)
def test_a_day_has_a_box_for_each_time(schedule: Schedule | None, ticks: int) -> None:
    assert made(exercise("lunge"), schedule=schedule).ticks == ticks


@pytest.mark.parametrize(
    ("heights", "expected"),
    [
        ([10] * 8, (8,)),
        ([10] * 9, (5, 4)),
        ([10] * 17, (6, 6, 5)),
        ([40, 40, 40], (2, 1)),
        ([70, 20], (1, 1)),
        ([85], (1, 0)),
        ([91], ()),
        ([10, 101], ()),
    ],
)
def test_pages_of_a_hundred_with_a_head_of_ten_and_a_foot_of_ten(
    heights: list[float], expected: tuple[int, ...]
) -> None:
    assert pages(heights, 100, 10, 10) == expected


@given(st.lists(st.integers(1, 60), min_size=1, max_size=60), st.integers(0, 40), st.integers(0, 100))
def test_every_exercise_has_its_place_on_a_page_with_room_for_it(
    heights: list[int], head: int, foot: int
) -> None:
    counts = pages(heights, 100, head, foot)
    places = list(numbered(counts))
    assert [place for page in places for place in page] == list(range(len(heights)))
    for number, page in enumerate(places):
        needs = sum(heights[place] for place in page)
        needs += head * (number == 0) + foot * (number == len(places) - 1)
        assert needs <= 100
        assert len(page) <= MOST_ON_A_PAGE
        assert len(page) or number == len(places) - 1
