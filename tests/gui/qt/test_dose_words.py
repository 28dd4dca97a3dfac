"""What a muscle group lacks is said of the sides that lack it."""

import pytest

from hipstretch.core.dose import Dose
from hipstretch.core.exercise import MuscleGroup, Side
from hipstretch.qt import dose_words

OUTER = MuscleGroup.OUTER


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        (180, 180, "Outer hip: only 3 of 10 min in 7 days"),
        (300, 240, "Outer hip: only 4–5 of 10 min in 7 days"),
        (240, 600, "Outer hip, left: only 4 of 10 min in 7 days"),
        (600, 0, "Outer hip, right: only 0 of 10 min in 7 days"),
        (600, 900, "Outer hip"),
    ],
)
def test_of_a_group_that_lacks_some_the_minutes_are_said(left: float, right: float, words: str) -> None:
    assert dose_words.lack(Dose({(OUTER, Side.LEFT): left, (OUTER, Side.RIGHT): right}), OUTER) == words


def test_before_anything_was_stretched_the_group_is_named_alone() -> None:
    assert dose_words.lack(Dose(), OUTER) == "Outer hip"
