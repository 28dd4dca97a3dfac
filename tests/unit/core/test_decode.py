"""Readers take what is within bounds, and say of the rest where it stands and what it must be."""

import re

import pytest

from hipstretch.core import decode
from hipstretch.core.decode import Number, Whole
from hipstretch.core.exercise import Side
from hipstretch.core.problem import Fault, Invalid, Problem
from hipstretch.core.text_preview import preview
from tests.saying import refused

RAW = {"pair": [1, 2], "items": [{"side": "left"}, {"side": "up"}], "name": "x" * 300}


def test_what_is_within_bounds_is_taken() -> None:
    assert decode.get(RAW, "pair", decode.number_range(Number(0, 5))) == (1.0, 2.0)
    assert decode.get(RAW, "pair", decode.whole_range(Whole(1, 2))) == (1, 2)
    assert decode.get({}, "side", decode.optional(decode.one_of(Side))) is None
    assert decode.get({"a": "right"}, "a", decode.one_of(Side, Side.BOTH)) is Side.RIGHT
    assert decode.get({"a": [True, False]}, "a", decode.several(decode.flag, 1, 2)) == (True, False)


def test_a_problem_names_the_whole_path() -> None:
    read = decode.objects(lambda raw: decode.get(raw, "side", decode.one_of(Side)), 5)
    with pytest.raises(Invalid) as caught:
        decode.get(RAW, "items", read)
    problem = caught.value.problem
    assert (problem.fault, problem.field, problem.value) == (Fault.ONE_OF, "items[2].side", '"up"')
    assert (
        repr(problem) == """one_of(field='items[2].side', value='"up"', choices=('left', 'right', 'both'))"""
    )


@pytest.mark.parametrize("pair", [[2, 1], [1], 3, [1, "2"], [0, 9], None])
def test_a_range_has_two_numbers_in_order(pair: object) -> None:
    raw = {} if pair is None else {"a": pair}
    with refused(re.escape("it must be [least, most], each a whole number from 1 to 5")):
        decode.get(raw, "a", decode.whole_range(Whole(1, 5)))
    with refused(re.escape("it must be [least, most], each a number from 0.5 to 5")):
        decode.get(raw, "a", decode.number_range(Number(0.5, 5)))


@pytest.mark.parametrize("value", ["2026-05-04T18:00:00", "1969-01-01T00:00:00+00:00", "soon", 7])
def test_a_moment_has_an_offset_and_a_year_that_can_be(value: object) -> None:
    with pytest.raises(Invalid):
        decode.moment(value)


def test_what_is_too_deep_or_too_long_to_show_is_not_shown() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert preview(deep) == preview(10**5000) == "…"
    shown = Problem(Fault.TEXT).at("name", "x" * 300).value
    assert (shown[-1], len(shown)) == ("…", 81)
