"""The output is told as a real sound server has it."""

import subprocess
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipstretch.qt.sound.output import Output, OutputLook, look
from tests.e2e import tools
from tests.e2e.sound_server import SoundServer

pytestmark = tools.needs(*tools.SOUND)


def test_name_volume_and_mute_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with SoundServer(tmp_path) as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)

        def told(*command: str) -> Output | None:
            subprocess.run(["pactl", *command], check=True)
            return look()

        usual = told("set-sink-volume", "@DEFAULT_SINK@", "40%")
        assert usual
        assert usual.name
        assert (usual.percent, usual.muted) == (40, False)
        assert told("set-sink-mute", "@DEFAULT_SINK@", "1") == Output(usual.name, 40, muted=True)
        told("set-sink-mute", "@DEFAULT_SINK@", "0")
        assert told("set-sink-volume", "@DEFAULT_SINK@", "0%") == Output(usual.name, 0, muted=True)
    assert look() is None, "nothing answers any more"


def test_a_look_does_not_hold_up_the_window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SoundServer(tmp_path) as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        found: list[Output | None] = []
        one = OutputLook()
        one.found.connect(found.append)
        one.look()
        one.look()
        assert not found
        qtbot.waitUntil(lambda: bool(found), timeout=5000)
        assert found[0]
        one.look()
        qtbot.waitUntil(lambda: len(found) == 2, timeout=5000)
