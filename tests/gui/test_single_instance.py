"""A data folder belongs to one program; the next one is heard."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from hipstretch.qt import single_instance
from hipstretch.qt.single_instance import SingleInstance

OTHER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from hipstretch.qt.single_instance import SingleInstance
app = QCoreApplication([])
one = SingleInstance(Path(sys.argv[1]))
"""


def other(folder: Path, program: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", OTHER + program, str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True)


def say(process: "subprocess.Popen[str]") -> str:
    out, _ = process.communicate(timeout=20)
    return out.strip()


def test_a_second_start_is_refused_and_heard(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim()
    first.listen()
    with qtbot.waitSignal(first.asked, timeout=20_000) as heard:
        second = other(tmp_path, "print(one.claim(), one.hand_over('daily-hips'))")
    assert heard.args == ["daily-hips"]
    assert say(second) == "False True"
    first.release()


def test_a_program_that_has_only_just_begun_is_waited_for(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim()
    second = other(tmp_path, "print(flush=True); print(one.hand_over('daily-hips'))")
    assert second.stdout
    second.stdout.readline()
    QTimer.singleShot(300, first, first.listen)
    with qtbot.waitSignal(first.asked, timeout=20_000):
        pass
    assert say(second) == "True"
    first.release()


def test_a_crash_leaves_no_lock_behind(qtbot: QtBot, tmp_path: Path) -> None:
    crashed = other(tmp_path, "print(one.claim(), flush=True); sys.stdin.read()")
    assert crashed.stdout
    assert crashed.stdout.readline() == "True\n"
    mine = SingleInstance(tmp_path)
    assert not mine.claim()
    assert mine.holder()[0] == crashed.pid
    crashed.kill()
    crashed.communicate()
    assert mine.claim()
    mine.release()


def test_a_program_that_does_not_answer_is_not_waited_for(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(single_instance, "ANSWER_MS", 100)
    began = time.monotonic()
    assert not SingleInstance(tmp_path).hand_over("")
    assert time.monotonic() - began < 1


def test_a_folder_that_cant_be_written_needs_no_claim(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert SingleInstance(tmp_path / "file" / "data").claim()


def test_what_is_too_long_to_be_a_routine_is_dropped(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim()
    first.listen()
    with qtbot.assertNotEmitted(first.asked, wait=200):
        noise = other(tmp_path, "print(one.hand_over('x' * 6000))")
        qtbot.waitUntil(lambda: noise.poll() is not None, timeout=20_000)
    assert say(noise) == "False"
    first.release()
