"""Settings count at once, are saved, and say which of them changed."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hipstretch.data.paths import resolve
from hipstretch.qt.stores.notices import Notices
from hipstretch.qt.stores.settings_store import SettingsStore
from tests.fakes import FakeClock, LaterWork


@pytest.fixture
def disk() -> LaterWork:
    return LaterWork()


@pytest.fixture
def settings(tmp_path: Path, qapp: QApplication, disk: LaterWork) -> SettingsStore:
    return SettingsStore(resolve(tmp_path), FakeClock(), disk, Notices())


def test_the_fields_that_changed_are_named(settings: SettingsStore) -> None:
    told: list[frozenset[str]] = []
    settings.changed.connect(told.append)
    settings.change(volume=70, goal_days=3, sound=True)
    settings.change(volume=70)
    assert told == [{"volume", "goal_days"}]
    assert (settings.current.volume, settings.current.goal_days) == (70, 3)


def test_of_changes_that_wait_for_the_disk_all_are_saved(
    settings: SettingsStore, disk: LaterWork, tmp_path: Path
) -> None:
    settings.change(volume=70)
    settings.change(goal_days=3)
    disk.do_all()
    kept, local = (json.loads((tmp_path / name).read_bytes()) for name in ("settings.json", "computer.json"))
    assert (local["volume"], kept["goal_days"]) == (70, 3)


def test_what_another_program_changed_counts_and_is_told(
    settings: SettingsStore, disk: LaterWork, tmp_path: Path
) -> None:
    (tmp_path / "settings.json").write_text('{"v": 1, "minutes": 25}', encoding="utf-8")
    settings.change(volume=70)
    told: list[frozenset[str]] = []
    settings.changed.connect(told.append)
    disk.do_all()
    assert told == [{"minutes"}]
    assert (settings.current.volume, settings.current.minutes) == (70, 25)


def test_what_the_disk_refuses_counts_and_is_told(tmp_path: Path, qapp: QApplication) -> None:
    folder, notices, disk = tmp_path / "file", Notices(), LaterWork()
    folder.write_text("no folder", encoding="utf-8")
    settings = SettingsStore(resolve(folder), FakeClock(), disk, notices)
    settings.change(volume=70)
    disk.do_all()
    assert settings.current.volume == 70
    assert notices.shown[-1].text.startswith("Your settings are not saved (")


def test_what_belongs_to_this_computer_is_taken_out_of_what_others_share(
    tmp_path: Path, qapp: QApplication, disk: LaterWork
) -> None:
    local = tmp_path / "computer.json"
    (tmp_path / "settings.json").write_text('{"v": 1, "minutes": 25}', encoding="utf-8")
    SettingsStore(resolve(tmp_path), FakeClock(), disk, Notices()).take_local()
    disk.do_all()
    assert not local.exists()
    (tmp_path / "settings.json").write_text('{"v": 1, "volume": 30}', encoding="utf-8")
    settings = SettingsStore(resolve(tmp_path), FakeClock(), disk, Notices())
    settings.take_local()
    (tmp_path / "settings.json").write_text('{"v": 1, "volume": 90, "minutes": 25}', encoding="utf-8")
    settings.look()
    disk.do_all()
    assert json.loads(local.read_bytes()) == {"v": 1, "volume": 30}
    assert (settings.current.volume, settings.current.minutes) == (30, 25)
