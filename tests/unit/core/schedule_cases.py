"""Schedules of every kind, for Hypothesis."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from hipstretch.core.schedule import Pause, Period, Schedule

TIMES = st.times().map(lambda t: t.replace(second=0, microsecond=0))
PERIODS = st.builds(
    Period,
    days=st.integers(1, 7) | st.sets(st.integers(1, 7), min_size=1).map(lambda days: tuple(sorted(days))),
    times=st.integers(1, 10) | st.sets(TIMES, min_size=1, max_size=4).map(lambda times: tuple(sorted(times))),
    weeks=st.integers(1, 10),
)
DAYS = st.dates(date(2025, 12, 1), date(2027, 2, 1))
PAUSES = st.builds(lambda first, days: Pause(first, first + timedelta(days=days)), DAYS, st.integers(0, 40))
SCHEDULES = st.builds(
    lambda periods, first, pauses, ends: Schedule(
        tuple(periods if ends else [*periods[:-1], replace(periods[-1], weeks=None)]), first, tuple(pauses)
    ),
    st.lists(PERIODS, min_size=1, max_size=3),
    DAYS,
    st.lists(PAUSES, max_size=3),
    st.booleans(),
)
