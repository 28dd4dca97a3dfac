"""The screen stays on while it should, and whatever goes wrong with it stays there."""

import logging
import threading
import time
from types import TracebackType
from typing import Self

import pytest
from pytestqt.qtbot import QtBot

from hipstretch.qt import keep_awake
from hipstretch.qt.keep_awake import KeepAwake


class Mode:
    """A desktop's answer, and what was asked of it."""

    def __init__(self, active: bool = True, broken: bool = False) -> None:
        self.active = active
        self.broken = broken
        self.said: list[str] = []

    def __enter__(self) -> Self:
        self.said.append("on")
        if self.broken:
            raise RuntimeError("no bus")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.said.append("off")


def test_on_and_off_once_each(qtbot: QtBot) -> None:
    mode = Mode()
    awake = KeepAwake(lambda: mode)
    for on in (True, True, False, False, True):
        awake.set(on=on)
    awake.close()
    assert mode.said == ["on", "off", "on", "off"]


@pytest.mark.parametrize("mode", [Mode(active=False), Mode(broken=True)], ids=["refused", "broken"])
def test_a_screen_that_cant_be_kept_on_is_told_and_forgotten_afterwards(qtbot: QtBot, mode: Mode) -> None:
    awake = KeepAwake(lambda: mode)
    with qtbot.waitSignal(awake.changed):
        awake.set(on=True)
    assert awake.failed
    with qtbot.waitSignal(awake.changed):
        awake.set(on=False)
    assert not awake.failed
    awake.close()


def test_a_desktop_that_never_answers_does_not_hold_up_the_end(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(keep_awake, "CLOSE_S", 0.05)
    answer = threading.Event()

    def ask() -> Mode:
        answer.wait()
        return Mode()

    awake = KeepAwake(ask)
    awake.set(on=True)
    before = time.monotonic()
    awake.close()
    assert time.monotonic() - before < 2
    assert "does not answer" in caplog.text
    answer.set()
    assert awake._work.wait(10)


@pytest.mark.parametrize("method", ["__enter__", "__exit__"])
def test_an_error_that_nobody_expects_stands_in_the_log(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Mode, method, fail)
    awake = KeepAwake(Mode)
    with caplog.at_level(logging.ERROR):
        awake.set(on=True)
        awake.close()
    assert "ZeroDivisionError" in caplog.text
