"""What is imported on the way to the first window, and with Today: more would make the start slower."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

MOST_BEFORE_THE_WINDOW, MOST_WITH_TODAY = 43, 94
"""Modules of ours that are imported by then."""
NOT_BEFORE_THE_WINDOW = """
cli core.record core.routine core.session core.timeline data.catalogue data.history_file data.journal
qt.session_controller qt.sound qt.speech qt.wording ui.accessibility ui.help ui.history ui.library ui.plan
ui.session.page ui.settings ui.today ui.widgets
"""
NOT_WITH_TODAY = """
cli core.recurrence core.session core.sheet core.speech core.strategy data.archive data.calendar_file data.exchange
data.journal data.own_import data.own_pictures qt.calendar_export qt.clip qt.dbus qt.handout qt.paper qt.remote
qt.session_controller qt.sound.factory qt.sound.player qt.speech ui.help ui.history ui.library ui.plan
ui.session.page ui.settings
"""
"""What waits for its use; of a folder, all that lies in it."""
CAN_WAIT = """
asyncio dateutil email http icalendar jeepney logging.handlers multiprocessing numpy platform pulsectl pyqtgraph
simpleaudio socket sqlite3 ssl statistics subprocess tomli_w uuid wakepy wave xml
PySide6.QtDBus PySide6.QtMultimedia PySide6.QtNetwork PySide6.QtPrintSupport PySide6.QtSvg PySide6.QtTextToSpeech
"""
"""Charts, voice, sound, network, keeping the screen on, printing, and what only these need."""
PROGRAM = """
import json, sys
from hipstretch import __main__ as program

def watched(*arguments):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from hipstretch.ui.shell.main_window import MainWindow

    def appeared(window):
        enums = ["Qt"] if "Qt" in vars(sys.modules["PySide6.QtCore"]) else []
        seen.append(sorted(sys.modules) + enums)
        appear(window)

    def filled(window):
        fill(window)
        print(json.dumps([*seen, sorted(sys.modules)]))
        QTimer.singleShot(0, QApplication.quit)

    seen, appear, fill = [], MainWindow.appear, MainWindow.fill
    MainWindow.appear, MainWindow.fill = appeared, filled
    return run_window(*arguments)

run_window, program._run_window = program._run_window, watched
sys.exit(program.main(["--data-dir", sys.argv[1]]))
"""


def run(code: str, folder: Path) -> str:
    """What it prints, with modules compiled as they are where the program is installed."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(folder / "compiled")}
    command = [sys.executable, "-c", code, str(folder)]
    return subprocess.check_output(command, env=environment, text=True)


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], set[str]]:
    """What is imported when the window comes up, and when Today is there."""
    folder = tmp_path_factory.mktemp("start")
    (folder / "settings.json").write_text('{"welcomed": true}', encoding="utf-8")
    window, today = json.loads(run(PROGRAM, folder))
    return set(window), set(today)


def ours(names: set[str]) -> set[str]:
    return {name.removeprefix("hipstretch.") for name in names if name.startswith("hipstretch.")}


def too_early(names: set[str], banned: str) -> set[str]:
    return {name for name in ours(names) for one in banned.split() if f"{name}.".startswith(f"{one}.")}


def test_the_window_waits_for_nothing_that_it_does_not_need(modules: tuple[set[str], set[str]]) -> None:
    assert too_early(modules[0], NOT_BEFORE_THE_WINDOW) == set()
    assert len(ours(modules[0])) <= MOST_BEFORE_THE_WINDOW, sorted(ours(modules[0]))


def test_the_window_does_not_wait_for_the_enums_of_qt(modules: tuple[set[str], set[str]]) -> None:
    """PySide makes them all when the first one is used, which takes a tenth of the start."""
    assert "Qt" not in modules[0]


def test_today_waits_for_nothing_that_it_does_not_need(modules: tuple[set[str], set[str]]) -> None:
    assert too_early(modules[1], NOT_WITH_TODAY) == set()
    assert len(ours(modules[1])) <= MOST_WITH_TODAY, sorted(ours(modules[1]))


def test_what_can_wait_is_not_there_yet(modules: tuple[set[str], set[str]]) -> None:
    assert not modules[1] & set(CAN_WAIT.split())


def test_no_source_is_read(tmp_path: Path) -> None:
    """PySide6 would read that of every module, and keep it: see qt/unread_sources.py."""
    code = "import linecache, hipstretch.background; print(len(linecache.cache))"
    assert int(run(code, tmp_path)) < 5
