"""The clock: what asks for the time is given one, so that a test can give it another."""

import time
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Protocol

_WITH_SLEEP: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
"""The system's clock that goes on while the computer sleeps. On Windows `time.monotonic` does so itself."""


class Clock(Protocol):
    """Three clocks: one for durations, one that also counts sleep, and one for dates."""

    def now(self) -> float:
        """Monotonic seconds. On Linux and macOS this clock stands still while the computer sleeps."""

    def with_sleep(self) -> float:
        """Monotonic seconds that go on while the computer sleeps. Setting the wall clock changes neither."""

    def wall(self) -> datetime:
        """The local date and time, with its offset from UTC."""


class SystemClock:
    """The clocks of this computer."""

    def now(self) -> float:
        """Seconds of `time.monotonic`."""
        return time.monotonic()

    def with_sleep(self) -> float:
        """Seconds since the computer was started."""
        return time.monotonic() if _WITH_SLEEP is None else time.clock_gettime(_WITH_SLEEP)

    def wall(self) -> datetime:
        """The local time."""
        return datetime.now().astimezone()


SYSTEM_CLOCK: Clock = SystemClock()
"""For whoever is given no other clock."""


def today(clock: Clock) -> date:
    """The local date by the clock, for the names of files; which day it is for the person says `core/weeks.py`."""
    return clock.wall().date()


class _SystemZone(tzinfo):
    """The time zone of the system, which knows when clocks are changed. `datetime.astimezone` has a fixed offset."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """The offset from UTC at a moment."""
        return moment.replace(tzinfo=None).astimezone().utcoffset() if moment else None

    def dst(self, _moment: datetime | None) -> None:
        """Not known."""

    def tzname(self, _moment: datetime | None) -> None:
        """Not known."""

    def fromutc(self, moment: datetime) -> datetime:
        """A moment whose fields are UTC, by the clock here."""
        here = moment.replace(tzinfo=UTC).astimezone()
        clock = here.replace(tzinfo=None)
        second = (
            clock.astimezone().utcoffset() != here.utcoffset()
        )  # the clock shows this for the second time
        return clock.replace(tzinfo=self, fold=second)


def in_zone(now: datetime) -> datetime:
    """A moment of the system's clock in a time zone that knows when clocks are changed.

    One with another offset than the system has then, as a test may give, keeps its own. Between two moments of one such
    zone Python counts what the clock shows: convert them to UTC before you subtract or compare.
    """
    here = now.astimezone(_SystemZone())
    return here if here.utcoffset() == now.utcoffset() else now
