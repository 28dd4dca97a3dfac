"""A data folder belongs to one program; the next one is heard."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from hipstretch.qt import single_instance
from hipstretch.qt.single_instance import Reply, SingleInstance
from hipstretch.qt.wish import StartRoutine

OTHER = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from hipstretch.qt.single_instance import SingleInstance
from hipstretch.qt.wish import Leave, StartRoutine
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
        second = other(tmp_path, "print(one.claim(), one.hand_over(StartRoutine('daily-hips')).name)")
    assert heard.args == [StartRoutine("daily-hips")]
    assert say(second) == "False TAKEN"
    first.release()


def test_a_program_that_has_only_just_begun_is_waited_for(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim()
    second = other(tmp_path, "print(flush=True); print(one.hand_over(StartRoutine('daily-hips')).name)")
    assert second.stdout
    second.stdout.readline()
    QTimer.singleShot(300, first, first.listen)
    with qtbot.waitSignal(first.asked, timeout=20_000):
        pass
    assert say(second) == "TAKEN"
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
    assert SingleInstance(tmp_path).hand_over(None) is Reply.NONE
    assert time.monotonic() - began < 1


def test_a_folder_that_cant_be_written_needs_no_claim(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert SingleInstance(tmp_path / "file" / "data").claim()


def test_what_is_too_long_to_be_a_routine_is_dropped(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim()
    first.listen()
    with qtbot.assertNotEmitted(first.asked, wait=200):
        noise = other(tmp_path, "print(one.hand_over(StartRoutine('x' * 6000)).name)")
        qtbot.waitUntil(lambda: noise.poll() is not None, timeout=20_000)
    assert say(noise) == "NONE"
    first.release()


def test_a_second_start_by_way_of_a_link_is_heard(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    first = SingleInstance(tmp_path / "real")
    assert first.claim()
    assert first.listen()
    with qtbot.waitSignal(first.asked, timeout=20_000) as heard:
        second = other(
            tmp_path / "link", "print(one.claim(), one.hand_over(StartRoutine('daily-hips')).name)"
        )
    assert heard.args == [StartRoutine("daily-hips")]
    assert say(second) == "False TAKEN"
    first.release()


def an_hour_old(path: Path) -> None:
    at = time.time() - 3600
    os.utime(path, (at, at), follow_symlinks=False)


IN_THE_WAY: Mapping[str, Callable[[Path], object]] = {
    "a folder": lambda path: path.mkdir(),
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a link to a file": lambda path: path.symlink_to(__file__),
}
if sys.platform != "win32":
    IN_THE_WAY = {**IN_THE_WAY, "a pipe": os.mkfifo}


@pytest.mark.parametrize("what", IN_THE_WAY)
def test_what_has_the_name_of_the_lock_is_told_at_once(qtbot: QtBot, tmp_path: Path, what: str) -> None:
    lock = tmp_path / "lock"
    IN_THE_WAY[what](lock)
    an_hour_old(lock)
    started = other(tmp_path, "print(one.claim(), one.in_the_way())")
    claimed, _, said = say(started).partition(" ")
    assert claimed == "False"
    assert said.startswith(f"{lock} is not the file by which Hipstretch sees that it is open already")
    assert "Rename it" in said
    lock.rename(tmp_path / "mine")
    assert SingleInstance(tmp_path).claim()


@pytest.mark.parametrize("data", [b"", b"hello", b"\0" * 100])
def test_a_lock_that_says_nothing_is_told_and_gives_way_when_it_is_old(
    qtbot: QtBot, tmp_path: Path, data: bytes
) -> None:
    """What a crash, or a full disk, leaves."""
    lock = tmp_path / "lock"
    lock.write_bytes(data)
    instance = SingleInstance(tmp_path)
    assert not instance.claim()
    assert f"{lock} does not say which program uses this data" in instance.in_the_way()
    an_hour_old(lock)
    assert instance.claim()
    assert SingleInstance(tmp_path).in_the_way() == ""
    instance.release()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_lock_and_socket_are_for_their_person_only(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    mask = os.umask(0)
    try:
        first = SingleInstance(folder)
        assert first.claim()
        assert first.listen()
        assert os.umask(0) == 0, "the mask is as it was"
    finally:
        os.umask(mask)
    socket = Path(first._server.fullServerName())
    rights = [path.stat().st_mode & 0o077 for path in (folder, folder / "lock", socket)]
    assert rights == [0, 0, 0]
    first.release()
    assert not socket.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no socket files")
def test_a_name_that_somebody_else_has_is_noticed(
    qtbot: QtBot, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim()
    taken = Path(tempfile.gettempdir()) / first._name()
    taken.mkdir()
    try:
        assert not first.listen()
    finally:
        taken.rmdir()
    assert "later starts can't be heard" in caplog.text
    first.release()


def test_connections_do_not_stay(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither one that was answered nor one that never says anything."""
    first = SingleInstance(tmp_path)
    assert first.claim()
    first.listen()

    def connections() -> int:
        return len(first._server.findChildren(QLocalSocket))

    with qtbot.waitSignal(first.asked, timeout=20_000):
        second = other(tmp_path, "print(one.hand_over(None).name)")
    assert say(second) == "TAKEN"
    qtbot.waitUntil(lambda: connections() == 0)
    monkeypatch.setattr(single_instance, "SILENCE_MS", 50)
    silent = QLocalSocket()
    silent.connectToServer(first._name())
    qtbot.waitUntil(lambda: connections() == 1)
    qtbot.waitUntil(lambda: connections() == 0)
    assert silent.state() is QLocalSocket.LocalSocketState.UnconnectedState
    first.release()


@pytest.mark.parametrize("wish", ["Leave()", "None", "StartRoutine('daily-hips')"])
def test_a_program_in_the_background_leaves_the_folder(qtbot: QtBot, tmp_path: Path, wish: str) -> None:
    first = SingleInstance(tmp_path, yields=True)
    assert first.claim()
    first.listen()
    first.yielded.connect(first.release)
    with qtbot.waitSignal(first.yielded, timeout=20_000), qtbot.assertNotEmitted(first.asked):
        second = other(tmp_path, f"print(one.hand_over({wish}).name, one.took_over)")
    assert say(second) == "MINE True"


def test_a_program_with_a_window_stays_and_is_not_disturbed(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path)
    assert first.claim()
    first.listen()
    with qtbot.assertNotEmitted(first.asked):
        second = other(tmp_path, "print(one.hand_over(Leave()).name, one.took_over)")
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert say(second) == "NONE False"
    first.release()


def test_one_that_does_not_end_keeps_the_folder(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(tmp_path, yields=True)
    assert first.claim()
    first.listen()
    with qtbot.waitSignal(first.yielded, timeout=20_000):
        second = other(
            tmp_path,
            "from hipstretch.qt import single_instance; single_instance.END_MS = 200;"
            "print(one.hand_over(Leave()).name, one.took_over)",
        )
    assert say(second) == "NONE False"
    first.release()
