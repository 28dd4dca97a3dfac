"""The clock: what asks for the time is given one, so that a test can give it another."""

import time
from datetime import date, datetime
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
    """The local date."""
    return clock.wall().date()
