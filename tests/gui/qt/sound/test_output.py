"""Looking at the output: beside the event loop, and an error is never lost."""

import threading

import pytest
from pytestqt.qtbot import QtBot

from hipstretch.qt.sound import output
from hipstretch.qt.sound.output import Output, OutputLook


def test_one_look_at_a_time_is_handed_to_the_event_loop(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()
    looks: list[str] = []

    def look() -> Output:
        looks.append(threading.current_thread().name)
        go.wait(10)
        return Output("speakers", 50, muted=False)

    monkeypatch.setattr(output, "look", look)
    found: list[Output | None] = []
    one = OutputLook()
    one.found.connect(found.append)
    one.look()
    one.look()
    go.set()
    qtbot.waitUntil(lambda: bool(found))
    one.look()
    qtbot.waitUntil(lambda: len(found) == 2)
    assert found == [Output("speakers", 50, muted=False)] * 2
    assert looks == ["output"] * 2


def test_an_error_that_nobody_expects_stands_in_the_log(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def look() -> Output:
        raise ZeroDivisionError

    monkeypatch.setattr(output, "look", look)
    one = OutputLook()
    with qtbot.waitSignal(one.found) as told:
        one.look()
    assert told.args == [None]
    assert "ZeroDivisionError" in caplog.text
