"""What a person says of the lines of a sheet is in its draft."""

import json
from typing import Any

import pytest

from hipstretch.core.exercise import Sides
from hipstretch.data import sheet_said


def test_what_was_said_is_read_back() -> None:
    said: dict[sheet_said.Key, dict[str, Any]] = {
        ("Butterfly, 3 x 10", 0): {"reps": 3, "sets": 1, "hold_s": 10.0},
        ("Bridge\ud800", 1): {"exercise": None, "sides": Sides.LEFT},
        ("Arrive", 0): {"is_exercise": True, "exercise": "bridge"},
    }
    again = sheet_said.read(sheet_said.written(said))
    assert again == said
    assert isinstance(again["Bridge\ud800", 1]["sides"], Sides)


def test_nothing_is_written_of_nothing() -> None:
    assert sheet_said.written({}) == ""
    assert sheet_said.read("") == {}


@pytest.mark.parametrize(
    "lines",
    [
        None,
        [1],
        [{"line": "x", "above": 0}],
        [{"line": "x", "above": -1, "said": {}}],
        [{"line": "x", "above": 0, "said": {"sets": 10_000}}],
        [{"line": "x", "above": 0, "said": {"sides": "up"}}],
    ],
)
def test_what_is_not_understood_says_nothing(lines: object) -> None:
    assert sheet_said.read(json.dumps({"lines": lines})) == {}


def test_a_field_of_another_version_is_left_out() -> None:
    lines = [{"line": "x", "above": 0, "said": {"sets": 2, "colour": "red"}}]
    assert sheet_said.read(json.dumps({"lines": lines})) == {("x", 0): {"sets": 2}}
