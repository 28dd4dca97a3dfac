"""Which player is chosen, what simpleaudio does in this process; heard for real in tests/e2e."""

import shutil
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hipstretch.core.settings import SoundPlayer
from hipstretch.core.timeline import Cue
from hipstretch.data.assets import assets_dir
from hipstretch.qt.sound import factory, sound_process
from hipstretch.qt.sound.factory import installed, make_player
from hipstretch.qt.sound.protocol import CuePlayer
from hipstretch.qt.sound.samples import VOICES, gain
from hipstretch.qt.sound.silent_player import SilentPlayer
from hipstretch.qt.sound.simpleaudio_player import SimpleAudioPlayer
from tests.gui.qt.sound.fake_simpleaudio import FakeSimpleAudio

SOUNDS = assets_dir() / "sounds"


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


@pytest.mark.usefixtures("simpleaudio")
def test_what_is_installed_is_known_without_importing_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert installed() == (SoundPlayer.SIMPLEAUDIO, SoundPlayer.QT)
    monkeypatch.setitem(sys.modules, "simpleaudio", None)
    assert installed() == (SoundPlayer.QT,)


@pytest.mark.usefixtures("qtbot", "simpleaudio")
def test_elsewhere_simpleaudio_comes_first_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    qt = SilentPlayer(SOUNDS, "bowl", 60)
    monkeypatch.setitem(factory.MAKERS, SoundPlayer.QT, lambda *_: qt)
    made = make_player(SOUNDS, "bowl", 60)
    assert made.kind is SoundPlayer.SIMPLEAUDIO
    made.close()
    assert make_player(SOUNDS, "bowl", 60, SoundPlayer.QT) is qt


@pytest.mark.usefixtures("qtbot")
def test_elsewhere_qt_comes_next_and_silence_last(
    monkeypatch: pytest.MonkeyPatch, simpleaudio: FakeSimpleAudio
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    simpleaudio.broken = True
    qt = SilentPlayer(SOUNDS, "bowl", 60)
    monkeypatch.setitem(factory.MAKERS, SoundPlayer.QT, lambda *_: qt)
    assert make_player(SOUNDS, "bowl", 60) is qt

    def missing(*_: object) -> CuePlayer:
        raise ImportError("no QtMultimedia")

    monkeypatch.setitem(factory.MAKERS, SoundPlayer.QT, missing)
    last = make_player(SOUNDS, "bowl", 60)
    assert isinstance(last, SilentPlayer)
    assert last.problem
    assert "shown on the screen" in last.problem


@pytest.mark.skipif(sys.platform != "linux", reason="only on Linux has the sound its own process")
@pytest.mark.parametrize(
    ("prefer", "order"),
    [
        (SoundPlayer.AUTOMATIC, [SoundPlayer.SIMPLEAUDIO, SoundPlayer.QT]),
        (SoundPlayer.SIMPLEAUDIO, [SoundPlayer.SIMPLEAUDIO, SoundPlayer.QT]),
        (SoundPlayer.QT, [SoundPlayer.QT, SoundPlayer.SIMPLEAUDIO]),
    ],
)
@pytest.mark.usefixtures("simpleaudio")
def test_on_linux_a_child_plays_and_the_preferred_kind_comes_first(
    monkeypatch: pytest.MonkeyPatch, prefer: SoundPlayer, order: list[SoundPlayer]
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(sound_process, "SoundProcess", lambda *values: asked.append(values))
    make_player(SOUNDS, "bowl", 60, prefer)
    assert asked == [(order, SOUNDS, "bowl", 60)]


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
    _silence, *cues = simpleaudio.sounds
    assert [s.playing for s in cues] == [False, False, *[True] * VOICES]


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
