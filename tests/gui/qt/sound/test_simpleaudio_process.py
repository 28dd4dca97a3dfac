"""What the child with simpleaudio does with what it is told; heard for real in tests/e2e."""

import json
import os
import sys
from pathlib import Path

import pytest

from hipstretch.core.timeline import Cue
from hipstretch.data.assets import assets_dir
from hipstretch.qt.sound import simpleaudio_process
from hipstretch.qt.sound.samples import NO_DEVICE, STALE_S
from hipstretch.qt.sound.simpleaudio_process import AHEAD_S, SILENCE, Child, main
from tests.gui.qt.sound.fake_simpleaudio import FakeSimpleAudio

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux has the sound its own process")
SOUNDS = assets_dir() / "sounds"


class Time:
    """In the place of the module `time`."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def simpleaudio(monkeypatch: pytest.MonkeyPatch) -> FakeSimpleAudio:
    fake = FakeSimpleAudio()
    monkeypatch.setitem(sys.modules, "simpleaudio", fake)
    monkeypatch.setattr(simpleaudio_process, "_passes_the_server_by", lambda: False)
    return fake


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Time:
    made = Time()
    monkeypatch.setattr(simpleaudio_process, "time", made)
    return made


@pytest.fixture
def child(simpleaudio: FakeSimpleAudio, clock: Time) -> Child:
    assert simpleaudio
    assert clock
    return Child(SOUNDS, "bowl", 60, [*Cue])


def cues(simpleaudio: FakeSimpleAudio) -> list[bytes]:
    return [pcm for pcm in simpleaudio.heard if pcm != SILENCE]


def test_a_cue_is_played_unless_it_is_late(child: Child, simpleaudio: FakeSimpleAudio, clock: Time) -> None:
    child.play("halfway", clock.now)
    child.play("halfway", clock.now - STALE_S - 0.01)
    assert len(cues(simpleaudio)) == 1


def test_a_cue_for_which_the_device_opens_too_late_is_stopped(
    child: Child, simpleaudio: FakeSimpleAudio, clock: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_at_once = simpleaudio.play_buffer

    def slowly(pcm: bytes, channels: int, width: int, rate: int) -> object:
        clock.now += STALE_S + 0.01
        return open_at_once(pcm, channels, width, rate)

    monkeypatch.setattr(simpleaudio, "play_buffer", slowly)
    child.play("halfway", clock.now)
    assert not simpleaudio.sounds[-1].playing


def test_the_device_is_woken_before_a_cue_and_not_twice(child: Child, clock: Time) -> None:
    assert child._wake_at == float("inf"), "it was opened just now"
    child.prepare_in(AHEAD_S / 2)
    assert child._wake_at == float("inf")
    child.prepare_in(10)
    assert child._wake_at == clock.now + 10 - AHEAD_S
    child.release()
    assert child._wake_at == float("inf")
    child.prepare_in(AHEAD_S + 1)
    assert child._wake_at == clock.now + AHEAD_S, "when the silence that sounds now ends"


def test_a_sound_that_is_missing_is_told_when_the_theme_is_taken(
    child: Child, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    child._sounds = tmp_path
    child.theme("wood")
    child._prepare()
    assert json.loads(capsys.readouterr().out)[0].startswith("A sound is missing")


def test_a_volume_counts_with_the_next_cue(child: Child, simpleaudio: FakeSimpleAudio, clock: Time) -> None:
    child.volume(0)
    child.play("halfway", clock.now)
    assert not any(cues(simpleaudio)[-1])


@pytest.mark.parametrize("fault", ["no device", "past the server"])
def test_without_a_device_it_says_so_and_ends(
    simpleaudio: FakeSimpleAudio,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: str,
) -> None:
    simpleaudio.broken = fault == "no device"
    monkeypatch.setattr(simpleaudio_process, "_passes_the_server_by", lambda: fault == "past the server")
    monkeypatch.setattr(simpleaudio_process, "end_with_parent", lambda: None)
    codes: list[int] = []
    monkeypatch.setattr(os, "_exit", codes.append)
    main(str(SOUNDS), "bowl", "60", "0", *Cue)
    assert codes == [1]
    assert json.loads(capsys.readouterr().out) == [*NO_DEVICE]


def test_whether_alsa_leads_to_the_server_is_seen_by_its_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert not simpleaudio_process._passes_the_server_by(), "no server runs"
    (tmp_path / "pulse").mkdir()
    (tmp_path / "pulse" / "native").touch()
    assert simpleaudio_process._passes_the_server_by()
    monkeypatch.setattr(simpleaudio_process, "PLUG_IN", "python")
    assert not simpleaudio_process._passes_the_server_by()
