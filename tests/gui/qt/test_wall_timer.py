"""The timer by the wall clock goes off in time, once, and by Qt's where the system has none."""

import sys
import time
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hipstretch.qt import wall_timer
from hipstretch.qt.wall_timer import WallTimer


@pytest.fixture(params=["of the system", "of Qt"])
def timer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> WallTimer:
    if request.param == "of Qt":
        monkeypatch.setattr(wall_timer, "_timer", lambda _: -1)
    return WallTimer()


def test_it_goes_off_once_in_time(timer: WallTimer, qtbot: QtBot) -> None:
    told: list[float] = []
    timer.timeout.connect(lambda: told.append(time.monotonic()))
    assert not timer.active
    began = time.monotonic()
    timer.start(0.05)
    assert timer.active
    qtbot.waitUntil(lambda: bool(told))
    assert told[0] - began >= 0.04
    assert not timer.active
    assert len(told) == 1


def test_what_is_started_anew_or_stopped_goes_off_later_or_never(timer: WallTimer, qtbot: QtBot) -> None:
    told: list[str] = []
    other = WallTimer()
    other.timeout.connect(lambda: told.append("other"))
    timer.timeout.connect(lambda: told.append("timer"))
    timer.start(0.01)
    timer.start(3600)
    other.start(0.05)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["other"]
    assert timer.active
    timer.stop()
    timer.stop()
    assert not timer.active


@pytest.mark.skipif(sys.platform != "linux", reason="timerfd is of Linux")
def test_on_linux_the_kernel_has_the_timer_and_nothing_is_left_open() -> None:
    def open_files() -> list[str]:
        return [str(one.readlink()) for one in Path("/proc/self/fd").iterdir() if one.is_symlink()]

    timer = WallTimer()
    before = open_files().count("anon_inode:[timerfd]")
    timer.start(3600)
    assert open_files().count("anon_inode:[timerfd]") == before + 1
    timer.start(7200)
    assert open_files().count("anon_inode:[timerfd]") == before + 1
    timer.stop()
    assert open_files().count("anon_inode:[timerfd]") == before
