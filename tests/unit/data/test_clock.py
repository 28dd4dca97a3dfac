"""The system's clocks, and that the stand-in of the tests behaves like them."""

import pytest

from hipstretch.data.clock import SYSTEM_CLOCK, Clock, today
from tests.fakes import FakeClock


@pytest.mark.parametrize("clock", [SYSTEM_CLOCK, FakeClock()], ids=["system", "fake"])
def test_every_clock_goes_on_and_knows_its_offset(clock: Clock) -> None:
    before = (clock.now(), clock.with_sleep())
    after = (clock.now(), clock.with_sleep())
    assert after >= before
    assert clock.wall().utcoffset() is not None
    assert today(clock) == clock.wall().date()


def test_sleep_is_seen_by_the_clock_that_counts_it_and_by_the_wall_clock() -> None:
    clock = FakeClock()
    now, with_sleep, wall = clock.now(), clock.with_sleep(), clock.wall()
    clock.sleep(600)
    assert (clock.now() - now, clock.with_sleep() - with_sleep) == (0, 600)
    assert (clock.wall() - wall).total_seconds() == 600
