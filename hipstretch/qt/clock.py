"""The one place that asks what time it is."""

from datetime import datetime


def wall_clock() -> datetime:
    """The local time with its offset."""
    return datetime.now().astimezone()
