"""Media keys: what they do where the window gets them, and that a press which the bus told of as well counts once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipstretch.core.one_press import TWICE_S, Way
from hipstretch.core.timeline import PhaseKind
from hipstretch.core.transitions import Command, State
from hipstretch.ui.style import theme
from tests.gui.session.test_page import BASE, K, Stage


@pytest.fixture
def stage(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    theme.apply(qapp, BASE)
    made = Stage(qtbot, tmp_path)
    made.begin()
    made.run(12)
    yield made
    made.controller.shutdown()


def test_they_pause_and_go_on_skip_and_go_back(stage: Stage) -> None:
    stage.press(K.Key_MediaPlay)
    assert stage.state() is State.PAUSED
    stage.press(K.Key_MediaPlay)
    assert stage.state() is State.LEAD_IN
    hold = stage.controller.session.phase.key
    stage.press(K.Key_MediaNext)
    assert stage.controller.session.phase.kind is PhaseKind.REST
    stage.press(K.Key_MediaPrevious)
    stage.press(K.Key_MediaPrevious)
    assert stage.controller.session.phase.key == hold


def test_a_press_that_the_bus_told_of_is_not_heard_twice(stage: Stage) -> None:
    assert stage.controller.counts(Command.PAUSE, Way.BUS)
    stage.controller.pause()
    stage.press(K.Key_MediaPlay)
    assert stage.state() is State.PAUSED
    stage.press(K.Key_MediaPlay)
    assert stage.state() is State.LEAD_IN
    assert not stage.controller.counts(Command.PAUSE, Way.BUS), "now the window was first"


def test_other_keys_and_later_presses_are_no_echo(stage: Stage) -> None:
    assert stage.controller.counts(Command.PAUSE, Way.BUS)
    stage.controller.pause()
    stage.press(K.Key_Space)
    assert stage.state() is State.LEAD_IN
    stage.run(TWICE_S + 0.5)
    stage.press(K.Key_MediaPlay)
    assert stage.state() is State.PAUSED


def test_they_rest_while_numbers_are_typed(stage: Stage) -> None:
    stage.press(K.Key_H)
    assert stage.state() is State.PAUSED
    stage.press(K.Key_MediaNext)
    assert stage.controller.session.phase.kind is PhaseKind.HOLD
