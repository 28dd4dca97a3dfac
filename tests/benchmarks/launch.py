"""How long the program takes to start, beside a bare PySide6 window: with no session and with 10,000.

Measured are the milliseconds from the start of the process until its window is on the screen (X tells), and until
Today can be used: its Start button is painted and the event loop has come round again. All are started in turn.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from statistics import median

from tests import histories
from tests.benchmarks import bare
from tests.benchmarks.display import Windows
from tests.benchmarks.figures import Figure
from tests.e2e.desktop import Desktop

SESSIONS = (0, 10_000)
TURNS, QUICK_TURNS = 10, 4
MOST = 1.5
"""How many times as long as a bare window."""
BUDGET = 0.75
"""What our imports before the window may take, as a part of what PySide6's own take."""
OURS = """
import sys, time
from hipstretch import __main__ as program

def watched(*arguments):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    def run(*_):
        button = sys.modules["hipstretch.ui.widgets.buttons"].KeyButton
        paint = button.paintEvent

        def painted(self, event):
            paint(self, event)
            button.paintEvent = paint
            QTimer.singleShot(0, lambda: print(time.monotonic(), flush=True))

        button.paintEvent = painted
        return execute()

    execute, QApplication.exec = QApplication.exec, run
    return run_window(*arguments)

run_window, program._run_window = program._run_window, watched
program.main([])
"""


IMPORTS = """
from time import perf_counter
began = perf_counter()
from PySide6.QtWidgets import QApplication, QMainWindow
theirs = perf_counter()
import hipstretch.__main__, hipstretch.app, hipstretch.ui.style.theme, hipstretch.ui.shell.main_window
print((perf_counter() - theirs) * 1000, (theirs - began) * 1000)
"""


def home(folder: Path, sessions: int) -> dict[str, str]:
    """A person's folders with so many sessions in the history, and the environment that leads there.

    Modules are compiled there, as they are where the program is installed.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {f"XDG_{name}_HOME": str(folder) for name in ("CONFIG", "DATA", "STATE", "CACHE")}
    mine = folder / "hipstretch"
    mine.mkdir(parents=True)
    (mine / "settings.json").write_text('{"welcomed": true}', encoding="utf-8")
    if sessions:
        today = datetime.now().astimezone().date()
        histories.write(mine / "history.jsonl", sessions, today, per_day=3.0)
    return {**environment, "HOME": str(folder), "PYTHONPYCACHEPREFIX": str(folder.parent / "compiled")}


def start(command: list[str], environment: Mapping[str, str], windows: Windows) -> tuple[float, float]:
    """Milliseconds until the window is there, and until it can be used."""
    windows.forget()
    began = time.monotonic()
    with subprocess.Popen(
        [sys.executable, *command], env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        mapped = windows.wait()
        assert process.stdout
        usable = float(process.stdout.readline())
        process.terminate()
    return (mapped - began) * 1000, (usable - began) * 1000


def figures(*, quick: bool) -> Iterator[Figure]:
    """Medians, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder, Desktop() as screen, Windows(screen.display) as windows:
        display = {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
        homes = {count: {**home(Path(folder, str(count)), count), **display} for count in SESSIONS}
        kinds = {-1: ([bare.__file__], homes[0]), **{n: (["-c", OURS], homes[n]) for n in SESSIONS}}
        took: dict[int, list[tuple[float, float]]] = {kind: [] for kind in kinds}
        for turn in range((QUICK_TURNS if quick else TURNS) + 1):
            for kind, (command, environment) in kinds.items():
                once = start(command, environment, windows)
                if turn:  # the first one warms the disk, and compiles
                    took[kind].append(once)
        imports = [
            subprocess.check_output([sys.executable, "-c", IMPORTS], env=homes[0], text=True).split()
            for _ in range(TURNS)
        ]
    medians = {kind: [median(times) for times in zip(*some, strict=True)] for kind, some in took.items()}
    yardstick = medians.pop(-1)
    for count, times in medians.items():
        for what, value, least in zip(("window", "Today usable"), times, yardstick, strict=True):
            most = MOST * least if what == "window" else None
            yield Figure("Start", f"{what}, {count:,} sessions", value, "ms", least, most)
    ours, theirs = (median(map(float, times)) for times in zip(*imports, strict=True))
    yield Figure("Start", "imports before the window, beside PySide6's", ours, "ms", theirs, BUDGET * theirs)
