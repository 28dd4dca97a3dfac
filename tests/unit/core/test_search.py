"""A search leaves what holds every word, and what every filter allows."""

from dataclasses import replace

import pytest

from hipstretch.core.exercise import Exercise, MuscleGroup, Position
from hipstretch.core.search import Search, find, matches, nearness, needs_only_a_mat, stands_in
from tests.fakes import exercise

LUNGE = exercise("lunge")
CHAIR = replace(exercise("chair", position=Position.CHAIR), group=MuscleGroup.OUTER)
STRAP = replace(exercise("Strap"), text=replace(LUNGE.text, name="A strap", equipment=("mat", "strap")))
ALL = (STRAP, LUNGE, CHAIR)


def found(search: Search, hidden: tuple[str, ...] = ()) -> list[str]:
    return [one.id for one in find(ALL, search, hidden, names_of)]


def names_of(one: Exercise) -> tuple[str, ...]:
    return ("Knien",) if one.position is Position.KNEELING else ("Stuhl",)


def test_without_a_filter_all_are_found_by_name() -> None:
    assert found(Search()) == ["Strap", "chair", "lunge"]


@pytest.mark.parametrize(
    ("search", "ids"),
    [
        (Search(group=MuscleGroup.OUTER), ["chair"]),
        (Search(position=Position.KNEELING), ["Strap", "lunge"]),
        (Search(mat_only=True), ["lunge"]),
        (Search("STRAP glide"), ["Strap"]),
        (Search("stuhl"), ["chair"]),
        (Search("lunge", group=MuscleGroup.OUTER), []),
    ],
)
def test_every_filter_counts(search: Search, ids: list[str]) -> None:
    assert found(search) == ids


def test_hidden_ones_are_found_only_among_the_hidden() -> None:
    assert found(Search(), ("lunge",)) == ["Strap", "chair"]
    assert found(Search(hidden=True), ("lunge", "gone")) == ["lunge"]


@pytest.mark.parametrize(
    ("words", "does"),
    [("", True), ("  lun  ", True), ("kneel", True), ("front mat", True), ("lunge chair", False)],
)
def test_every_word_stands_somewhere_in_what_it_says_of_itself(words: str, does: bool) -> None:
    assert matches(LUNGE, words) is does


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("cuadriceps", ("Estiramiento del cuádriceps",)),
        ("kalça ısı", ("KALCA", "ISI")),
        ("gesaess", ("Gesäß dehnen",)),
        ("lʼaine", ("Étirement de l'aine",)),
        ("الارداف", ("جسر الأَرداف",)),
        ("מתיחה", ("מְתִיחָה",)),
        ("ﾌﾞﾘｯｼﾞ", ("ブリッジ",)),
        ("half-kneel", ("Half kneel lunge",)),
    ],
)
def test_accents_apostrophes_hyphens_and_width_do_not_matter(words: str, texts: tuple[str, ...]) -> None:
    assert stands_in(words, texts)
    assert not stands_in(f"{words} xyz", texts)


@pytest.mark.parametrize(
    ("position", "equipment", "only"),
    [
        (Position.KNEELING, ("mat",), True),
        (Position.KNEELING, ("mat", "strap"), False),
        (Position.STANDING, (), True),
        (Position.STANDING, ("wall",), False),
        (Position.CHAIR, ("chair",), False),
    ],
)
def test_a_mat_is_for_the_floor(position: Position, equipment: tuple[str, ...], only: bool) -> None:
    text = replace(LUNGE.text, equipment=equipment)
    assert needs_only_a_mat(replace(LUNGE, position=position, text=text)) is only


@pytest.mark.parametrize(
    ("words", "rank"),
    [("", 0), (" Figure  fo", 0), ("four fig", 1), ("lying", 1), ("hip", 2), ("four hip", 2)],
)
def test_a_name_that_begins_with_the_words_is_nearest(words: str, rank: int) -> None:
    assert nearness(words, "Figure-four, lying") == rank


def test_what_is_called_so_comes_before_what_only_tells_of_it() -> None:
    def called(name: str, felt: str) -> Exercise:
        return replace(LUNGE, id=name, text=replace(LUNGE.text, name=name, felt=felt))

    some = [called("Across", "the knee"), called("To the knee", ""), called("Knee hug", "")]
    found = find(some, Search(words="knee"), (), lambda _: ())
    assert [one.text.name for one in found] == ["Knee hug", "To the knee", "Across"]
