"""A translated text beside the English one; what a file may hold at all is told by test_catalogue.py."""

from typing import Any

import pytest

from hipstretch.data.toml_file import MARKS, in_words_of, mark_of

ENGLISH: dict[str, Any] = {
    "name": "Frog stretch",
    "steps": ["Kneel.", "Move your hips back."],
    "adapted": {"knee-pain": "Put a cushion under your knees.", "pregnancy": "Stay high."},
}
GERMAN: dict[str, Any] = {
    "name": "Frosch",
    "steps": ["Knie dich hin.", "Schiebe die Hüfte zurück."],
    "adapted": {"knee-pain": "Lege ein Kissen unter die Knie.", "pregnancy": "Bleib oben."},
}


def marks_of(english: dict[str, Any]) -> dict[str, Any]:
    """The marks of a translation of all of this text."""
    return {
        name: marks_of(value) if isinstance(value, dict) else mark_of(value)
        for name, value in english.items()
    }


def translated(english: dict[str, Any]) -> dict[str, Any]:
    """How this text reads with the translation that was made of ENGLISH."""
    return in_words_of(english, {**GERMAN, MARKS: marks_of(ENGLISH)})


def test_what_is_translated_is_shown() -> None:
    assert translated(ENGLISH) == GERMAN


@pytest.mark.parametrize("name", ["name", "steps"])
def test_a_field_whose_english_changed_is_english_and_the_others_stay(name: str) -> None:
    now = {**ENGLISH, name: ["Stand.", "Wait."] if name == "steps" else "Frog"}
    assert translated(now) == {**GERMAN, name: now[name]}


def test_each_field_of_a_table_counts_alone() -> None:
    adapted = {"knee-pain": "Leave it out.", "pregnancy": "Stay high.", "osteoporosis": "Move slowly."}
    assert translated({**ENGLISH, "adapted": adapted})["adapted"] == {
        "knee-pain": "Leave it out.",
        "pregnancy": "Bleib oben.",
        "osteoporosis": "Move slowly.",
    }


def test_a_step_more_or_in_another_order_makes_all_of_them_english() -> None:
    for steps in ([*ENGLISH["steps"], "Rest."], ENGLISH["steps"][::-1]):
        assert translated({**ENGLISH, "steps": steps})["steps"] == steps


def test_what_english_does_not_have_is_not_shown() -> None:
    found = in_words_of({"name": "Frog stretch"}, {**GERMAN, MARKS: marks_of(ENGLISH)})
    assert found == {"name": "Frosch"}


def test_without_marks_or_words_it_is_english() -> None:
    assert in_words_of(ENGLISH, GERMAN) == ENGLISH
    assert in_words_of(ENGLISH, {MARKS: marks_of(ENGLISH)}) == ENGLISH


@pytest.mark.parametrize(
    "odd",
    [
        None,
        5,
        ["Frosch"],
        {"name": "Frosch", MARKS: "all"},
        {"adapted": "none", MARKS: marks_of(ENGLISH)},
        {"adapted": GERMAN["adapted"], MARKS: {"adapted": 5}},
    ],
)
def test_what_is_no_translation_changes_nothing(odd: object) -> None:
    assert in_words_of(ENGLISH, odd) == ENGLISH


def test_a_mark_tells_texts_apart_and_is_the_same_tomorrow() -> None:
    assert mark_of("Frog stretch") == "55cf255c"
    assert mark_of(["Kneel.", "Move."]) != mark_of("Kneel.Move.") != mark_of("Kneel. Move.")
