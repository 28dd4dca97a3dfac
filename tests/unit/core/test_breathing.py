"""In and out, without a jump."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core.breathing import IN_S, OUT_S, breath


@pytest.mark.parametrize(
    ("held_s", "full", "inhaling"),
    [
        (0, 0, True),
        (2, 0.5, True),
        (3.999, 1, True),
        (4, 1, False),
        (7, 0.5, False),
        (9.999, 0, False),
        (10, 0, True),
    ],
)
def test_four_seconds_in_and_six_out(held_s: float, full: float, inhaling: bool) -> None:
    found, way = breath(held_s)
    assert found == pytest.approx(full, abs=0.001)
    assert way is inhaling


@given(st.floats(0, 3600))
def test_it_never_jumps(held_s: float) -> None:
    now, soon = breath(held_s)[0], breath(held_s + 0.05)[0]
    assert 0 <= now <= 1
    assert abs(soon - now) < 0.05


def test_out_is_longer_than_in() -> None:
    assert OUT_S > IN_S
