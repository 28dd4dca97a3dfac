"""What a calendar says of schedules and sessions, and the file that is kept current."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from PySide6.QtCore import QByteArray, QTimeZone
from pytestqt.qtbot import QtBot

from hipstretch.app import Program
from hipstretch.core.schedule import Pause, Period, Schedule, daily
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import resolve
from hipstretch.qt import calendar_export
from hipstretch.qt.stores import Stores
from tests.fakes import FakeClock
from tests.unit.data.test_history_file import session

HIPS = "daily-hips"


@pytest.fixture
def stores(qtbot: QtBot, tmp_path: Path) -> Stores:
    made = Stores.open(resolve(tmp_path / "data"), catalogue.load([assets_dir()]), clock=FakeClock())
    made.schedules.set(HIPS, daily(1))
    return made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "hips.ics"


def events(file: Path) -> list[Any]:
    return list(Calendar.from_ical(file.read_bytes()).events)


def titles(file: Path) -> list[str]:
    return [str(one["SUMMARY"]) for one in events(file)]


def nothing() -> None:
    """Nothing follows."""


def test_titles_say_what_the_days_do_not(stores: Stores, file: Path) -> None:
    first = date(2026, 5, 4)
    periods = (
        Period(weeks=1),
        Period(times=2, weeks=1),
        Period(days=3, weeks=1),
        Period(days=(1, 2), times=(time(7), time(8))),
    )
    stores.schedules.set(HIPS, Schedule(periods, first, (Pause(first, first),)))
    calendar_export.write(stores, file, nothing)
    name = stores.catalogue.current.routines[HIPS].name
    assert titles(file) == [name, f"{name}: 2 times a day", f"{name}: 3 days a week", name, name]
    one = events(file)[-1]
    assert one["DESCRIPTION"].startswith("Every day for 1 week, then 2 times a day for 1 week, then 3 days")
    assert timedelta(minutes=5) < one.duration < timedelta(minutes=40)
    assert [(one.text, one.level) for one in stores.notices.shown] == [(f"Exported to {file}.", "success")]


def test_sessions_are_in_it_if_wanted(stores: Stores, file: Path) -> None:
    stores.history.add(session(1))
    calendar_export.write(stores, file, nothing)
    assert len(events(file)) == 1
    stores.settings.change(calendar_sessions=True)
    calendar_export.write(stores, file, nothing)
    done = events(file)[1]
    assert done["UID"] == "id1@hipstretch"
    assert done["SUMMARY"] == stores.catalogue.current.routines[HIPS].name
    assert done.duration == timedelta(minutes=1), "the least that a calendar shows well"


def test_a_session_of_what_is_gone_has_its_id_as_a_name(stores: Stores, file: Path) -> None:
    stores.schedules.set(HIPS, None)
    stores.history.add(replace(session(1), routine="gone"))
    stores.settings.change(calendar_sessions=True)
    calendar_export.write(stores, file, nothing)
    assert titles(file) == ["gone"]


def test_what_can_not_be_written_is_said(stores: Stores, tmp_path: Path) -> None:
    called: list[bool] = []
    calendar_export.write(stores, tmp_path / "nowhere" / "a.ics", lambda: called.append(True))
    (notice,) = stores.notices.shown
    assert (notice.level, called) == ("error", [])
    assert notice.text.startswith("Nothing was exported: ")


@pytest.mark.parametrize("name", ["", "Nowhere/Land", "../etc"])
def test_without_a_known_name_there_is_no_zone(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QTimeZone, "systemTimeZoneId", lambda: QByteArray(name.encode()))
    assert calendar_export.zone_here(datetime(2026, 5, 4, tzinfo=UTC)) is None


def test_a_zone_that_shows_another_time_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QTimeZone, "systemTimeZoneId", lambda: QByteArray(b"Europe/Berlin"))
    summer = datetime(2026, 5, 4, tzinfo=timezone(timedelta(hours=2)))
    assert calendar_export.zone_here(summer) == ZoneInfo("Europe/Berlin")
    assert calendar_export.zone_here(datetime(2026, 5, 4, tzinfo=UTC)) is None


@pytest.fixture
def program(qtbot: QtBot, tmp_path: Path, file: Path) -> Program:
    """One that keeps a calendar."""
    made = Program(resolve(tmp_path / "data"), catalogue.load([assets_dir()]), clock=FakeClock())
    made.stores.settings.change(calendar_file=str(file))
    made.stores.schedules.set(HIPS, daily(1))
    return made


def settled(program: Program) -> None:
    """Wait until all is written."""
    for _ in range(2):
        assert program.stores.disk.wait(10)
        assert program.stores.reader.wait(10)


def test_the_file_follows_schedules_settings_and_sessions(program: Program, file: Path) -> None:
    settled(program)
    assert len(events(file)) == 1
    stores = program.stores
    stores.schedules.set(HIPS, Schedule((Period(times=(time(7), time(20))),)))
    settled(program)
    assert len(events(file)) == 2
    before = events(file)[0].duration
    stores.settings.change(prepare_s=100.0, rest_days=(1,))
    settled(program)
    assert events(file)[0].duration > before
    assert "BYDAY=TU" in str(events(file)[0]["RRULE"].to_ical())
    stores.settings.change(calendar_sessions=True)
    stores.history.add(session(1))
    settled(program)
    assert len(events(file)) == 3
    stores.history.delete("id1")
    settled(program)
    assert len(events(file)) == 2
    program.close()


def test_the_last_session_is_in_the_file_when_the_program_has_ended(program: Program, file: Path) -> None:
    settled(program)
    program.stores.settings.change(calendar_sessions=True)
    program.stores.history.add(session(1))
    program.close()
    assert len(events(file)) == 2


def test_nothing_is_written_any_more_once_it_is_off(program: Program, file: Path) -> None:
    settled(program)
    file.unlink()
    program.stores.settings.change(calendar_file="")
    program.stores.schedules.set(HIPS, None)
    settled(program)
    assert not file.exists()
    program.close()


def test_it_may_be_switched_off_while_sessions_are_read(program: Program, file: Path) -> None:
    settled(program)
    file.unlink()
    program.stores.settings.change(calendar_sessions=True)
    program.stores.settings.change(calendar_file="")
    settled(program)
    assert not file.exists()
    program.close()


def test_a_file_of_somebody_else_stays_and_what_was_said_of_it_goes_when_all_is_well(
    program: Program, file: Path
) -> None:
    settled(program)
    file.write_text("BEGIN:VCALENDAR", encoding="utf-8")
    for times in (2, 3):
        program.stores.schedules.set(HIPS, daily(times))
        settled(program)
    assert file.read_text(encoding="utf-8") == "BEGIN:VCALENDAR"
    (notice,) = program.stores.notices.shown
    assert notice.text.startswith(
        f"The calendar {file} is not up to date (a file is there that is no calendar of Hipstretch"
    )
    file.unlink()
    program.stores.schedules.set(HIPS, daily(1))
    settled(program)
    assert (len(events(file)), len(program.stores.notices.shown)) == (1, 0)
    program.close()


def test_what_was_said_of_a_file_goes_when_it_is_not_kept_any_more(program: Program, tmp_path: Path) -> None:
    program.stores.settings.change(calendar_file=str(tmp_path / "nowhere" / "a.ics"))
    settled(program)
    assert len(program.stores.notices.shown) == 1
    program.stores.settings.change(calendar_file="")
    assert len(program.stores.notices.shown) == 0
    program.close()
