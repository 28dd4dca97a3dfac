"""The program starts where it has never been, shows Today with its pictures, then every page, and ends: many times.

HIPSTRETCH_LONG=1 does it a thousand times (half an hour on two cores).
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

ROUNDS, STARTS = (10, 100) if os.environ.get("HIPSTRETCH_LONG") else (1, 12)
AT_ONCE = 6
LONG_S = 120
SCREEN = """{"screens": [{"name": "screen", "x": 0, "y": 0, "width": 1366, "height": 768,
"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}"""
"""The offscreen platform's own screen is so small that Today shows no picture."""
IGNORED = "This plugin does not support"
"""Said by the offscreen platform, of any window."""
PROGRAM = """
import enum, sys, threading, time
from hipstretch import __main__ as program

def slowly(kind, *arguments, **more):
    made = make(kind, *arguments, **more)
    if (len(arguments) > 1 or more) and threading.current_thread() is not threading.main_thread():
        time.sleep(0.2)
    return made

make, enum.EnumType.__call__ = enum.EnumType.__call__, slowly

def watched(*arguments):
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from hipstretch.ui.shell.main_window import PAGES, MainWindow
    from hipstretch.ui.widgets.pictures import Picture

    def waits(picture):
        return picture._image.isNull() and not picture.visibleRegion().isEmpty()

    def filled(window):
        fill(window)
        pages = iter(PAGES)

        def show_next():
            if name := next(pages, None):
                window.open_page(name)
                QTimer.singleShot(0, show_next)
            else:
                window.close()
                QApplication.quit()

        def wait():
            pictures = window.findChildren(Picture)
            if window.stores.settings.current.welcomed and (not pictures or any(map(waits, pictures))):
                QTimer.singleShot(10, wait)
            else:
                show_next()

        QTimer.singleShot(0, wait)

    fill, MainWindow.fill = MainWindow.fill, filled
    return run_window(*arguments)

run_window, program._run_window = program._run_window, watched
sys.exit(program.main(["--data-dir", sys.argv[1]]))
"""
"""Where PySide makes a class in a thread, the others run for a while, as they do at times on a busy machine."""


def start(folder: Path, number: int) -> str:
    """How it ended, and what it said: nothing if all went well."""
    home = folder / str(number)
    home.mkdir(mode=0o700)
    if number % 3:
        (home / "settings.json").write_text('{"welcomed": true}', encoding="utf-8")
    (home / "screen.json").write_text(SCREEN, encoding="utf-8")
    environment = {
        **os.environ,
        **{f"XDG_{name}_HOME": str(home) for name in ("CONFIG", "DATA", "STATE", "CACHE")},
        "HOME": str(home),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PULSE_SERVER": "none",
        "PYTHONFAULTHANDLER": "1",
        "QT_QPA_PLATFORM": "offscreen:configfile=screen.json",
    }
    command = [sys.executable, "-c", PROGRAM, str(home)]
    said, code = home / "said", 0
    with said.open("w") as out:  # not a pipe: a voice's server may outlive the program and keep it open
        try:
            subprocess.run(
                command, env=environment, cwd=home, stdout=out, stderr=out, timeout=LONG_S, check=True
            )
        except subprocess.CalledProcessError as error:
            code = error.returncode
        except subprocess.TimeoutExpired:
            out.write(f"it hung for {LONG_S} s")
    lines = [line for line in said.read_text(encoding="utf-8").splitlines() if line and IGNORED not in line]
    return "\n".join([f"exit code {code}", *lines]) if lines or code else ""


@pytest.mark.parametrize("_number", range(ROUNDS))
def test_no_start_fails(tmp_path: Path, _number: int) -> None:
    with ThreadPoolExecutor(AT_ONCE) as many:
        ends = list(many.map(partial(start, tmp_path), range(STARTS)))
    failed = {number: end for number, end in enumerate(ends) if end}
    print(f"{STARTS} starts, {len(failed)} failed")
    assert failed == {}
