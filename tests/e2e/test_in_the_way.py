"""What is in the way of a reminder: a call as a real sound server has it, full screen as a real X server has it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hipstretch.qt.reminders.in_the_way import found, full_screen, in_a_call
from hipstretch.qt.reminders.x11 import active_window_states
from tests.e2e import tools
from tests.e2e.sound_server import SoundServer


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """With a microphone, which is silent."""
    tools.check(tools.SOUND)
    with SoundServer(tmp_path) as made:
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        made.control("load-module", "module-null-source", "source_name=microphone")
        yield made


@contextmanager
def recording(server: SoundServer, *options: str) -> Iterator[None]:
    """Another program records until the end."""
    before = server.control("list", "short", "source-outputs")
    with subprocess.Popen(["parec", *options], stdout=subprocess.DEVNULL) as program:
        try:
            while server.control("list", "short", "source-outputs") == before:
                assert program.poll() is None
            yield
        finally:
            program.kill()


def test_a_recording_from_a_microphone_is_a_call(server: SoundServer, qtbot: QtBot) -> None:
    assert not in_a_call()
    assert not found()
    with recording(server, "--device=microphone"):
        assert in_a_call()
        assert found(), "by a process of its own"
    qtbot.waitUntil(lambda: not in_a_call())


@pytest.mark.parametrize(
    "options",
    [
        ("--device=test.monitor",),
        ("--device=microphone", "--property=media.name=Peak detect"),
        ("--device=microphone", "--property=application.id=org.PulseAudio.pavucontrol"),
    ],
    ids=["a loudspeaker", "a level", "a level meter"],
)
def test_what_is_no_call(server: SoundServer, options: tuple[str, ...]) -> None:
    with recording(server, *options):
        assert not in_a_call()


def test_no_sound_server_is_no_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path / 'nothing'}")
    assert not in_a_call()


def test_what_can_not_be_told_is_not_in_the_way(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere")
    assert not found()
    assert "can't be told" in caplog.text


@tools.needs("Xvfb", "xprop", "xwininfo")
def test_a_window_that_fills_the_screen_is_told_by_x11(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "640x480x24", "-noreset"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    ) as screen:
        os.close(writing)
        with os.fdopen(reading) as number:
            display = f":{number.readline().strip()}"
        monkeypatch.setenv("DISPLAY", display)
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

        def set_(name: str, kind: str, value: str) -> None:
            subprocess.run(["xprop", "-root", "-f", name, kind, "-set", name, value], check=True)

        def root() -> str:
            told = subprocess.run(["xwininfo", "-root"], capture_output=True, text=True, check=True).stdout
            return told.split("Window id: ")[1].split()[0]

        try:
            assert not full_screen()
            set_("_NET_ACTIVE_WINDOW", "32x", root())  # the root window stands for one
            assert active_window_states() == frozenset()
            set_("_NET_WM_STATE", "32a", "_NET_WM_STATE_FULLSCREEN")
            assert full_screen()
            assert active_window_states() == {"_NET_WM_STATE_FULLSCREEN"}
            set_("_NET_WM_STATE", "32a", "_NET_WM_STATE_ABOVE")
            assert not full_screen()
            set_("_NET_ACTIVE_WINDOW", "32x", "0x1234567")
            assert not full_screen(), "a window that is gone"
            monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
            assert not full_screen()
        finally:
            screen.kill()
    monkeypatch.delenv("WAYLAND_DISPLAY")
    assert not full_screen(), "no screen"
