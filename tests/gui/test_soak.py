"""Many evenings in one process leave nothing behind: fifty with HIPSTRETCH_LONG=1."""

import gc
import os
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipstretch import app
from hipstretch.core.transitions import State
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import resolve
from hipstretch.qt.session_controller import SessionController
from hipstretch.ui.session.after_page import AfterPage
from hipstretch.ui.shell.main_window import MainWindow
from tests.fakes import FakeClock, FakePlayer

SESSIONS, WARM_UP = 50 if os.environ.get("HIPSTRETCH_LONG") else 20, 5
MORE_MB = 5.0


def resident_mb() -> float:
    return (
        int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        * os.sysconf("SC_PAGE_SIZE")
        / 1e6
    )


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_many_sessions_leave_nothing_behind(qtbot: QtBot, tmp_path: Path) -> None:
    clock = FakeClock()
    program = app.Program(resolve(tmp_path), catalogue.load([assets_dir()]), clock=clock, player=FakePlayer())
    program.stores.settings.change(welcomed=True, reading_time=False)
    window = MainWindow(program.stores, program.sessions, lambda: program.player, lambda: program.voice)
    window.fill()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()

    def session() -> None:
        window.start("six-minutes")
        controller = program.sessions.current
        assert controller
        while controller.session.state is not State.FINISHED:
            clock.advance(min(2.0, controller.session.remaining_s(clock.seconds) + 0.001))
            controller.tick()
            QApplication.processEvents()
        page = window.page
        assert isinstance(page, AfterPage)
        page.finished.emit()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()

    def left() -> tuple[int, int, int, int]:
        controllers = [o for o in gc.get_objects() if isinstance(o, SessionController)]
        handles = len(list(Path("/proc/self/fd").iterdir()))
        timers = len(window.findChildren(QTimer)) + len(program.findChildren(QObject))
        return len(controllers), threading.active_count(), handles, timers

    for _ in range(WARM_UP):
        session()
    before, mb = left(), resident_mb()
    for _ in range(SESSIONS - WARM_UP):
        session()
    assert all(now <= then for now, then in zip(left(), before, strict=True)), (left(), before)
    assert resident_mb() - mb < MORE_MB
    assert len(program.stores.history.recent) == SESSIONS
    program.close()
