"""The system's clocks, and that the stand-in of the tests behaves like them."""

import os
import subprocess
import sys
from datetime import datetime, timedelta, timezone

import pytest

from hipstretch.data.clock import SYSTEM_CLOCK, Clock, in_zone, today
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


def test_a_moment_of_the_system_knows_when_clocks_are_changed() -> None:
    now = in_zone(SYSTEM_CLOCK.wall())
    assert now.utcoffset() == SYSTEM_CLOCK.wall().utcoffset()
    later = now.replace(tzinfo=None) + timedelta(days=180)
    assert later.replace(tzinfo=now.tzinfo).utcoffset() == later.astimezone().utcoffset()
    assert (now.dst(), now.tzname()) == (None, None)
    assert now.tzinfo
    assert now.tzinfo.utcoffset(None) is None


def test_a_moment_with_another_offset_keeps_its_own() -> None:
    elsewhere = datetime.now(timezone(timedelta(hours=5, minutes=45)))
    assert in_zone(elsewhere).tzinfo is elsewhere.tzinfo


@pytest.mark.skipif(not hasattr(__import__("time"), "tzset"), reason="no other time zone can be had there")
def test_both_changes_of_the_clock() -> None:
    """In another process, whose time zone may be chosen."""
    program = """
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo
from hipstretch.data.clock import in_zone

berlin = ZoneInfo("Europe/Berlin")
for first in (datetime(2026, 3, 28, 22, tzinfo=UTC), datetime(2026, 10, 24, 22, tzinfo=UTC)):
    for quarter in range(24):
        moment = first + timedelta(minutes=15 * quarter)
        mine, right = in_zone(moment.astimezone()), moment.astimezone(berlin)
        assert mine.replace(tzinfo=None) == right.replace(tzinfo=None)
        assert (mine.utcoffset(), mine.fold) == (right.utcoffset(), right.fold)
        assert mine.astimezone(UTC) == moment
"""
    environment = {**os.environ, "TZ": "Europe/Berlin", "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
