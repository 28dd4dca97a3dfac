"""Where the window was is kept for its owner alone, and nothing there can stop a start."""

import logging
import stat
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hipstretch.qt.worker import WorkHere
from hipstretch.ui.shell.geometry import MINI, USUAL, PlacesFile
from tests.fakes import LaterWork


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.setGeometry(20, 30, 310, 250)
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "window.json"


def test_each_place_is_kept_and_found_again(window: QWidget, path: Path) -> None:
    places = PlacesFile(path, WorkHere(), {})
    assert not places.restore(window, USUAL)
    places.keep(USUAL, window.saveGeometry())
    window.setGeometry(20, 30, 200, 100)
    places.keep(MINI, window.saveGeometry())
    again = PlacesFile(path, WorkHere(), {})
    assert again.restore(window, USUAL)
    assert (window.width(), window.height()) == (310, 250)
    assert again.restore(window, MINI)
    assert (window.width(), window.height()) == (200, 100)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_stays_is_not_written_again(window: QWidget, path: Path) -> None:
    disk = LaterWork()
    places = PlacesFile(path, disk, {})
    for _ in range(3):
        places.keep(USUAL, window.saveGeometry())
    assert len(disk.waiting) == 1


@pytest.mark.parametrize("content", ["", "{", "[]", '"', "\x00" * 100, "[" * 100_000, "{}" + " " * 20_000])
def test_a_broken_file_is_logged_and_ignored(
    window: QWidget, path: Path, caplog: pytest.LogCaptureFixture, content: str
) -> None:
    path.write_text(content, encoding="utf-8")
    with caplog.at_level(logging.WARNING, "hipstretch.geometry"):
        places = PlacesFile(path, WorkHere(), {USUAL: window.saveGeometry().toBase64().toStdString()})
    assert str(path) in caplog.text
    assert not places.restore(window, USUAL)
    places.keep(USUAL, window.saveGeometry())
    assert PlacesFile(path, WorkHere(), {}).restore(window, USUAL)


@pytest.mark.parametrize("value", [None, 3, ["a"], "ümlaut", "x" * 401, "AAAA"])
def test_a_place_that_makes_no_sense_is_none(window: QWidget, path: Path, value: object) -> None:
    assert not PlacesFile(path, WorkHere(), {USUAL: value}).restore(window, USUAL)


def test_a_disk_that_takes_nothing_is_logged(
    window: QWidget, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with caplog.at_level(logging.WARNING, "hipstretch.geometry"):
        PlacesFile(tmp_path / "file" / "window.json", WorkHere(), {}).keep(USUAL, window.saveGeometry())
    assert "is not " in caplog.text
