"""The voice by Qt's engine for tests, in this process and in one of its own."""

import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from hipstretch.core.settings import Settings
from hipstretch.qt.voice import MOCK, USUAL_CPS, QtVoice, VoiceProcess, spoken_locale, takes_s

TEXT = "Switch to the left."


@pytest.fixture
def voice(qtbot: QtBot) -> Iterator[QtVoice]:
    made = QtVoice(MOCK)
    yield made
    made.close()


@pytest.fixture
def child(qtbot: QtBot) -> Iterator[VoiceProcess]:
    if sys.platform != "linux":
        pytest.skip("the voice has a process of its own on Linux only")
    made = VoiceProcess(MOCK)
    yield made
    made.close()


def test_it_speaks_and_stops(qtbot: QtBot, voice: QtVoice) -> None:
    voice.say(TEXT)
    qtbot.waitUntil(lambda: voice.speaking)
    voice.stop()
    qtbot.waitUntil(lambda: not voice.speaking)
    assert voice.problem is None
    assert voice.cps == USUAL_CPS, "a sentence that was cut off says nothing of how fast it was"


def test_it_learns_how_fast_it_speaks(qtbot: QtBot, voice: QtVoice) -> None:
    voice.say(TEXT)
    qtbot.waitUntil(lambda: voice.speaking)
    qtbot.waitUntil(lambda: not voice.speaking, timeout=10_000)
    assert voice.cps != USUAL_CPS
    assert 5 <= voice.cps <= 30


def test_faster_takes_less(voice: QtVoice) -> None:
    usual = voice.takes_s(TEXT)
    voice.set_up(replace(Settings(), voice_speed=200))
    assert voice.takes_s(TEXT) < usual
    assert takes_s("", 12) > 0, "even nothing takes its time"


def test_a_voice_that_is_gone_leaves_the_usual_one(voice: QtVoice) -> None:
    voice.set_up(replace(Settings(), voice_name="Nobody"))
    assert voice.problem is None
    assert voice.names()


def test_it_is_ready_after_its_first_nothing(qtbot: QtBot, voice: QtVoice) -> None:
    ready: list[int] = []
    voice.when_ready(lambda: ready.append(1))
    assert not ready
    qtbot.waitUntil(lambda: bool(ready))
    voice.when_ready(lambda: ready.append(2))
    assert ready == [1, 2]


def test_the_texts_are_spoken_in_their_language() -> None:
    assert spoken_locale().name().startswith("en")


def test_a_child_speaks_for_it(qtbot: QtBot, child: VoiceProcess) -> None:
    ready: list[int] = []
    child.when_ready(lambda: ready.append(1))
    qtbot.waitUntil(lambda: bool(ready), timeout=10_000)
    assert child.names()
    child.set_up(replace(Settings(), voice_speed=120))
    with qtbot.waitSignal(child.changed, timeout=5000):
        child.say(TEXT)
    assert child.speaking
    qtbot.waitUntil(lambda: not child.speaking, timeout=10_000)
    child.say(TEXT)
    child.stop()
    assert not child.speaking


def test_what_is_said_before_the_child_is_ready_is_dropped(qtbot: QtBot, child: VoiceProcess) -> None:
    child.say(TEXT)
    assert not child.speaking
    ready: list[int] = []
    child.when_ready(lambda: ready.append(1))
    qtbot.waitUntil(lambda: bool(ready), timeout=10_000)
    assert not child.speaking
    child.say(TEXT)
    assert child.speaking


def test_a_child_is_stopped_whatever_it_said_of_itself_last(
    qtbot: QtBot, child: VoiceProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready: list[int] = []
    child.when_ready(lambda: ready.append(1))
    qtbot.waitUntil(lambda: bool(ready), timeout=10_000)
    sent: list[str] = []

    def send(name: str, *_values: object) -> None:
        sent.append(name)

    monkeypatch.setattr(child, "_send", send)
    child.say(TEXT)
    child.speaking = False  # as if its last word of the sentence before came only now
    child.stop()
    child.stop()
    assert sent == ["say", "stop"]


def test_a_child_that_dies_is_told_and_nobody_waits_for_it(qtbot: QtBot, child: VoiceProcess) -> None:
    ready: list[int] = []
    child.when_ready(lambda: ready.append(1))
    child._child.kill()
    qtbot.waitUntil(lambda: bool(ready), timeout=10_000)
    assert child.problem
    child.say(TEXT)
    child.stop()
    assert not child.speaking
    child.when_ready(lambda: ready.append(2))
    assert ready == [1, 2]
