"""What a long history costs, with 10, 10,000 and 100,000 sessions.

For each, in a process of its own, with files read and written by threads as the program does: milliseconds until
Today knows the last weeks, until the History page is painted after the click and until it lists every session, the
longest that the event loop was busy meanwhile, of the slowest of 200 frames while scrolling, of appending one session,
and until the chart of balance over all years is there; and the memory before that.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from hipstretch.core.exercise import MuscleGroup
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import resolve
from hipstretch.qt.stores import Stores
from hipstretch.qt.worker import Worker
from hipstretch.ui.history.page import HistoryPage
from hipstretch.ui.widgets.pictures import PictureCache
from tests import histories
from tests.benchmarks.event_loop import busy_for, until
from tests.benchmarks.figures import Figure

COUNTS, QUICK_COUNTS = (10, 10_000, 100_000), (10, 10_000)
FRAMES = 200


def measure(folder: Path) -> None:
    """Print the milliseconds, and megabytes, as JSON."""
    application = QApplication([])
    known = catalogue.load([assets_dir()])
    start = time.perf_counter()
    disk, reader = Worker("disk"), Worker("reader")
    stores = Stores.open(resolve(folder), known, disk=disk, reader=reader)
    last = stores.history.recent[-1]
    today_ms = (time.perf_counter() - start) * 1000

    pages: list[HistoryPage] = []

    def open_page() -> None:
        page = HistoryPage(stores, PictureCache())
        pages.append(page)
        page.resize(1300, 700)
        page.show()
        if page.model.rowCount():
            page.list.viewport().repaint()

    def lists_all() -> bool:
        return stores.history.sessions_known and pages[0].model.rowCount() == len(stores.history.sessions)

    first = until(lambda: bool(pages) and pages[0].model.rowCount() > 0, open_page)
    rest = until(lists_all)
    page = pages[0]
    busy_for(1000)
    bar, slowest = page.list.verticalScrollBar(), 0.0
    for frame in range(FRAMES):
        start = time.perf_counter()
        bar.setValue(bar.maximum() * frame // FRAMES)
        page.list.viewport().repaint()
        application.processEvents()
        slowest = max(slowest, time.perf_counter() - start)

    start = time.perf_counter()
    stores.history._file.append(replace(last, id="one-more", started_at=datetime.now().astimezone()))
    append_ms = (time.perf_counter() - start) * 1000
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start = time.perf_counter()
    page.show_tab(1)
    page.progress.span.set_value("all")
    page.progress.choose("balance")
    chart = until(lambda: not page.progress.busy)
    chart_ms = (time.perf_counter() - start) * 1000
    assert page.progress.chart
    assert len(page.progress.chart.places) == len(MuscleGroup)
    took = {
        "Today knows the last weeks": today_ms,
        "History open": first.took_ms,
        "every session listed": first.took_ms + rest.took_ms,
        "event loop busy meanwhile, worst": max(first.worst_ms, rest.worst_ms),
        "slowest frame of scrolling": slowest * 1000,
        "one session appended": append_ms,
        "chart over all years": chart_ms,
        "event loop busy until the chart, worst": chart.worst_ms,
    }
    stores.close()
    page.deleteLater()  # before the application goes
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    print(json.dumps([took, megabytes]))


def figures(*, quick: bool) -> Iterator[Figure]:
    """Milliseconds, and megabytes."""
    with tempfile.TemporaryDirectory() as temporary:
        for count in QUICK_COUNTS if quick else COUNTS:
            folder = Path(temporary, str(count))
            folder.mkdir()
            now = datetime.now().astimezone().date()
            histories.write(folder / "history.jsonl", count, now, per_day=max(1.0, count / 5000))
            os.sync()  # else the one session appended waits for all the others to reach the disk
            command = [sys.executable, "-m", "tests.benchmarks.history", str(folder)]
            environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
            took, megabytes = json.loads(subprocess.check_output(command, env=environment))
            part = f"History of {count:,} sessions"
            for what, milliseconds in took.items():
                yield Figure(part, what, milliseconds, "ms")
            yield Figure(part, "memory with History open", megabytes, "MB")


if __name__ == "__main__":
    measure(Path(sys.argv[1]))
