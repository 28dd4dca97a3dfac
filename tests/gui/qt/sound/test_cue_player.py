"""Which player is chosen, what it does with sounds and volumes; heard for real in tests/e2e."""

import shutil
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from pytestqt.qtbot import QtBot

from hipstretch.core.timeline import Cue
from hipstretch.data.assets import assets_dir
from hipstretch.qt.sound import factory
from hipstretch.qt.sound.factory import make_player
from hipstretch.qt.sound.player import RATE, VOICES, gain
from hipstretch.qt.sound.silent_player import SilentPlayer
from hipstretch.qt.sound.simpleaudio_player import SimpleAudioPlayer

SOUNDS = assets_dir() / "sounds"


class Sound:
    """What simpleaudio returns for a sound: it plays until it is stopped."""

    def __init__(self) -> None:
        self.playing = True

    def stop(self) -> None:
        self.playing = False

    def is_playing(self) -> bool:
        return self.playing


class FakeSimpleAudio(ModuleType):
    """simpleaudio without a device behind it."""

    def __init__(self) -> None:
        super().__init__("simpleaudio")
        self.heard: list[bytes] = []
        self.sounds: list[Sound] = []
        self.broken = False

    def play_buffer(self, pcm: bytes, channels: int, width: int, rate: int) -> Sound:
        assert (channels, width, rate) == (1, 2, RATE)
        if self.broken:
            raise RuntimeError("no such device")
        self.heard.append(pcm)
        self.sounds.append(Sound())
        return self.sounds[-1]


@pytest.fixture
def simpleaudio(monkeypatch: pytest.MonkeyPatch) -> FakeSimpleAudio:
    fake = FakeSimpleAudio()
    monkeypatch.setitem(sys.modules, "simpleaudio", fake)
    return fake


@pytest.fixture
def player(qtbot: QtBot, simpleaudio: FakeSimpleAudio) -> Iterator[SimpleAudioPlayer]:
    made = SimpleAudioPlayer(SOUNDS, "bowl", 100)
    yield made
    made.close()


def test_volume_halves_loudness_not_amplitude() -> None:
    assert [gain(v) for v in (0, 50, 100, 150)] == [0, 0.25, 1, 1]


@pytest.mark.usefixtures("qtbot", "simpleaudio")
def test_simpleaudio_comes_first_where_it_is_installed() -> None:
    assert isinstance(make_player(SOUNDS, "bowl", 60), SimpleAudioPlayer)


@pytest.mark.usefixtures("qtbot")
def test_qt_comes_next_and_silence_last(
    monkeypatch: pytest.MonkeyPatch, simpleaudio: FakeSimpleAudio
) -> None:
    simpleaudio.broken = True
    qt = SilentPlayer(SOUNDS, "bowl", 60)
    monkeypatch.setattr(factory, "_qt_player", lambda *_: qt)
    assert make_player(SOUNDS, "bowl", 60) is qt

    def missing(*_: object) -> None:
        raise ImportError("no QtMultimedia")

    monkeypatch.setattr(factory, "_qt_player", missing)
    last = make_player(SOUNDS, "bowl", 60)
    assert isinstance(last, SilentPlayer)
    assert last.problem
    assert "shown on the screen" in last.problem


def test_every_theme_has_every_cue_and_volume_scales_it(
    player: SimpleAudioPlayer, simpleaudio: FakeSimpleAudio
) -> None:
    for theme in ("bowl", "wood"):
        player.set_theme(theme)
        for cue in Cue:
            player.set_volume(100)
            player.play(cue)
            player.set_volume(50)
            player.play(cue)
            loud, quiet = (max(array("h", pcm)) for pcm in simpleaudio.heard[-2:])
            assert quiet == pytest.approx(loud / 4, abs=1)
    assert player.problem is None


def test_no_more_than_a_few_sound_at_once(player: SimpleAudioPlayer, simpleaudio: FakeSimpleAudio) -> None:
    for _ in range(VOICES + 2):
        player.play(Cue.COUNTDOWN)
    assert sum(s.playing for s in simpleaudio.sounds) == VOICES
    assert not simpleaudio.sounds[0].playing


def test_a_device_that_goes_is_told_once_and_taken_again_when_it_is_back(
    qtbot: QtBot, player: SimpleAudioPlayer, simpleaudio: FakeSimpleAudio
) -> None:
    told: list[str | None] = []
    player.problem_changed.connect(lambda: told.append(player.problem))
    simpleaudio.broken = True
    player.play(Cue.HALFWAY)
    player.play(Cue.HOLD_END)
    simpleaudio.broken = False
    with qtbot.waitSignal(player.problem_changed, timeout=3000):
        pass
    assert [bool(t) for t in told] == [True, False]


@pytest.mark.usefixtures("qtbot", "simpleaudio")
def test_a_sound_that_is_missing_is_named_and_the_others_play(tmp_path: Path) -> None:
    shutil.copytree(SOUNDS / "bowl", tmp_path / "bowl")
    (tmp_path / "bowl" / "rep.wav").unlink()
    made = SimpleAudioPlayer(tmp_path, "bowl", 60)
    assert made.problem
    assert str(tmp_path / "bowl" / "rep.wav") in made.problem
    made.play(Cue.REP)
    made.play(Cue.HALFWAY)
    made.close()
