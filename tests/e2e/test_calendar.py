"""The calendar of the real command, as khal shows it, and libical, which GNOME's calendars read with."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hipstretch.core.schedule import Pause, Period, Schedule
from hipstretch.core.settings import Settings
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.paths import resolve
from hipstretch.data.settings_file import SettingsFile
from tests.unit.core.test_recurrence import by_due
from tests.unit.data.test_history_file import session

from . import tools

pytestmark = tools.needs("khal", "gi.repository.ICalGLib")

ZONES = ("Europe/Berlin", "Australia/Sydney")
FIRST, LAST = date(2025, 12, 31), date(2027, 1, 1)
HOLIDAY = Pause(date(2026, 7, 6), date(2026, 7, 26))
SCHEDULES = {
    "daily-hips": Schedule(
        (
            Period(times=(time(2, 30), time(7), time(20)), weeks=20),
            Period(days=(1, 3, 5), times=2, weeks=8),
            Period(days=(2, 6, 7), times=(time(0, 15), time(3, 59), time(4))),
        ),
        date(2026, 1, 5),
        (Pause(date(2026, 3, 31), date(2026, 3, 31)), HOLIDAY),
    ),
    "six-minutes": Schedule((Period(days=3, weeks=30),), date(2026, 2, 2), (HOLIDAY,)),
    "exercise:cobra": Schedule((Period(days=(6, 7)),), date(2025, 1, 1)),
}
"""Phases, pauses and times by night, over both changes of the clock."""
REST_DAYS = (7,)
CONFIG = """
[calendars]
[[it]]
path = {folder}/calendar
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = {zone}
default_timezone = {zone}
[sqlite]
path = {folder}/khal.db
"""


class Khal:
    """khal, with a calendar of its own."""

    def __init__(self, folder: Path, zone: str) -> None:
        self._config = folder / "khal.conf"
        (folder / "calendar").mkdir()
        self._config.write_text(CONFIG.format(folder=folder, zone=zone), encoding="utf-8")

    def __call__(self, *arguments: str) -> list[str]:
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}  # it has its own icalendar
        found = subprocess.check_output(
            ["khal", "-c", str(self._config), *arguments], env=environment, text=True
        )
        return found.splitlines()

    def shown(self) -> set[tuple[str, str]]:
        """The events of the year, by their UID, with when they begin; of whole days that is the date alone."""
        form = "{uid} {start-date}T{start-time}"
        days = str((LAST - FIRST).days - 1)
        lines = self("list", "--day-format", "", "--format", form, str(FIRST + timedelta(days=1)), f"{days}d")
        return {(uid, when) for uid, when in (line.split() for line in lines if line)}


def libical_days(file: Path) -> set[tuple[str, str]]:
    """The events of the year as libical finds them, by their UID, with the day."""
    reader = Path(__file__).with_name("libical_reader.py")
    span = (f"{day:%Y%m%d}T000000Z" for day in (FIRST, LAST + timedelta(days=1)))
    lines = subprocess.check_output(
        [tools.SYSTEM_PYTHON, str(reader), str(file), *span], text=True
    ).splitlines()
    found = ((uid, date.fromisoformat(day)) for uid, day in (line.split() for line in lines))
    return {(uid, day.isoformat()) for uid, day in found if FIRST < day < LAST}


def hipstretch(folder: Path, zone: str, *arguments: str) -> str:
    """What the command prints in a time zone."""
    command = [sys.executable, "-m", "hipstretch", "--data-dir", str(folder), *arguments]
    return subprocess.check_output(command, env={**os.environ, "TZ": zone}, text=True)


def days(shown: set[tuple[str, str]], name: str) -> set[str]:
    """When the events of one schedule begin."""
    return {when for uid, when in shown if uid.startswith(f"{name}-")}


def expected(schedule: Schedule, zone: str) -> Iterator[str]:
    """When it is due; a time that the clocks skip comes as much later."""
    here = ZoneInfo(zone)
    for day, clock in by_due(schedule, FIRST, LAST, REST_DAYS, 4):
        if clock is None:
            yield f"{day}T"
        else:
            moment = datetime.combine(day, clock, here).astimezone(UTC).astimezone(here)
            yield f"{moment:%Y-%m-%dT%H:%M}"


@pytest.mark.parametrize("zone", ZONES)
def test_calendars_show_the_days_that_are_due_and_what_was_done(tmp_path: Path, zone: str) -> None:
    khal = Khal(tmp_path, zone)
    folder, file = tmp_path / "data", tmp_path / "hips.ics"
    paths = resolve(folder)
    settings = Settings(schedules=SCHEDULES, rest_days=REST_DAYS)
    SettingsFile(paths.settings).save(settings)
    HistoryFile(paths.history).append(session(1), session(2))

    assert hipstretch(folder, zone, "calendar", str(file), "--with-sessions") == f"Exported to {file}.\n"
    khal("import", "--batch", str(file))
    shown = khal.shown()
    by_libical = libical_days(file)
    for name, schedule in SCHEDULES.items():
        due = set(expected(schedule, zone))
        assert days(shown, name) == due, name
        assert days(by_libical, name) == {when[:10] for when in due}, name
    done = {(uid, when) for uid, when in shown if uid.startswith("id")}
    begun = [session(number).started_at.astimezone(ZoneInfo(zone)) for number in (1, 2)]
    assert done == {(f"id{n}@hipstretch", f"{when:%Y-%m-%dT%H:%M}") for n, when in enumerate(begun, 1)}

    later = replace(SCHEDULES["daily-hips"], pauses=())
    SettingsFile(paths.settings).save(replace(settings, schedules={**SCHEDULES, "daily-hips": later}))
    hipstretch(folder, zone, "calendar", str(file), "--with-sessions")
    khal("import", "--batch", str(file))
    again = khal.shown()
    assert {uid for uid, _ in again} == {uid for uid, _ in shown}, "what was read before is replaced"
    assert days(again, "daily-hips") == set(expected(later, zone))
    assert len(again) > len(shown)
