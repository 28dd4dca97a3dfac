"""How much of an exercise: which of its numbers make a difference."""

import pytest

from hipstretch.core.exercise import Dosage


@pytest.mark.parametrize(
    ("dosage", "rests"),
    [
        (Dosage(30), ()),
        (Dosage(30, reps=2), ("rest_s",)),
        (Dosage(30, sets=2), ("set_rest_s",)),
        (Dosage(30, reps=2, sets=2), ("rest_s", "set_rest_s")),
    ],
)
def test_a_rest_counts_where_there_is_something_to_rest_between(
    dosage: Dosage, rests: tuple[str, ...]
) -> None:
    names = ("hold_s", "reps", "sets", "rest_s", "set_rest_s")
    assert tuple(filter(dosage.counts, names)) == ("hold_s", "reps", "sets", *rests)
