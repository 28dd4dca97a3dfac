"""What the pictures cost a session.

A whole session of the longest routine runs through the real window in a fraction of its time: its clock is turned,
the event loop is not. Measured are the milliseconds from Start to the first painted picture, how long the event loop
was busy at each change of exercise, and how much memory the process needs more (MB of proportional set size).
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from hipstretch.core.settings import Motion
from hipstretch.core.timeline import PhaseKind
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import resolve
from hipstretch.qt.sessions import Sessions
from hipstretch.qt.stores import Stores
from hipstretch.qt.worker import Worker
from hipstretch.ui.shell.main_window import MainWindow
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.pictures import Picture
from tests.benchmarks import launch
from tests.benchmarks.event_loop import busy_for, until
from tests.benchmarks.figures import Figure
from tests.benchmarks.processes import pss_mb
from tests.fakes import FakeClock, FakePlayer, FakeVoice

ROUTINE = "daily-hips"
LOOK_MS = 150
"""How long the event loop runs in each phase."""


def first_picture_ms(window: MainWindow, start: Callable[[], None]) -> float:
    """Milliseconds until the large picture of the session page is there and painted."""

    def is_there() -> bool:
        large = [p for p in window.findChildren(Picture) if p.isVisible() and p.width() > 300]
        return any(not p._image.isNull() or (p._animation and not p._animation.frame.isNull()) for p in large)

    took_ms = until(is_there, start).took_ms
    began = time.perf_counter()
    QApplication.processEvents()
    return took_ms + (time.perf_counter() - began) * 1000


def measure() -> None:
    """Print the figures as JSON: what was measured, how much, in what."""
    app = QApplication([])
    clock = FakeClock()
    with tempfile.TemporaryDirectory() as folder:
        known, disk, reader = catalogue.load([assets_dir()]), Worker("disk"), Worker("reader")
        stores = Stores.open(resolve(Path(folder)), known, clock=clock, disk=disk, reader=reader)
        stores.settings.change(welcomed=True, motion=Motion.FULL)
        theme.apply(app, stores.settings.current)
        sessions = Sessions(stores, FakePlayer, lambda: None)
        window = MainWindow(stores, sessions, FakePlayer, FakeVoice)
        window.fill()
        window.offer_interrupted()
        window.setWindowState(Qt.WindowState.WindowNoState)  # the offscreen screen is a small one
        window.show()
        window.resize(1366, 768)
        window.session_page()  # as the program does when it has settled
        busy_for(1000)
        quiet = busy_for(1000)
        before = pss_mb(os.getpid())
        first = first_picture_ms(window, lambda: window.start(ROUTINE))
        controller = sessions.current
        assert controller
        busy_for(500)
        changes: list[float] = []
        others: list[float] = []
        most = pss_mb(os.getpid())
        for phase in controller.session.timeline[1:]:
            clock.advance(controller.session.remaining_s(clock.seconds) + 0.001)
            controller._seen = (clock.now(), clock.with_sleep())
            began = time.perf_counter()
            controller.tick()
            busy = max((time.perf_counter() - began) * 1000, busy_for(LOOK_MS))
            (changes if phase.kind is PhaseKind.PREPARE else others).append(busy)
            most = max(most, pss_mb(os.getpid()))
        stores.close()
        window.deleteLater()  # before the application goes
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    found = [
        ("Start to the first picture", first, "ms"),
        ("event loop busy, nothing happening", quiet, "ms"),
        ("event loop busy, change of exercise, worst", max(changes), "ms"),
        ("event loop busy, change of exercise, middle", sorted(changes)[len(changes) // 2], "ms"),
        ("event loop busy, other changes, worst", max(others), "ms"),
        ("memory more", most - before, "MB"),
    ]
    json.dump(found, sys.stdout)


def figures(*, quick: bool) -> Iterator[Figure]:
    """Milliseconds, and megabytes, with compiled modules. Takes the same time if `quick`."""
    del quick
    with tempfile.TemporaryDirectory() as folder:
        command, environment = (
            [sys.executable, "-m", "tests.benchmarks.pictures"],
            launch.home(Path(folder), 0),
        )
        subprocess.check_output(command, env=environment)  # compiles them
        answer = subprocess.check_output(command, env=environment)
    for what, value, unit in json.loads(answer):
        yield Figure(f"Pictures and event loop in {ROUTINE}", what, value, unit)


if __name__ == "__main__":
    measure()
