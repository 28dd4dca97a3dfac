"""The screen stays on while it should, and whatever goes wrong with it stays there."""

from types import TracebackType
from typing import Self

import pytest
from pytestqt.qtbot import QtBot

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
