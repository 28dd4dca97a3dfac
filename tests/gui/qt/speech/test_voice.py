"""The voice by Qt's engine for tests, in this process and in one of its own."""

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtTextToSpeech import QTextToSpeech
from pytestqt.qtbot import QtBot

from hipstretch import translation
from hipstretch.core.settings import Settings
from hipstretch.qt import child_process
from hipstretch.qt.speech.voice import MOCK, USUAL_CPS, QtVoice, VoiceProcess, spoken_locale, takes_s
from tests.gui.children import Children

on_linux = pytest.mark.skipif(
    sys.platform != "linux", reason="the voice has a process of its own on Linux only"
)
LONG_MS = 10_000
TEXT = "Switch to the left."


@pytest.fixture
def voice(qtbot: QtBot) -> Iterator[QtVoice]:
    made = QtVoice(MOCK)
    yield made
    made.close()


@pytest.fixture
def child(qtbot: QtBot) -> Iterator[VoiceProcess]:
    made = VoiceProcess(MOCK)
    yield made
    made.close()


@pytest.fixture
def children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Children:
    made = Children(tmp_path)
    made.do("tell(state); serve()")
    monkeypatch.setattr(child_process, "command", made.command)
    monkeypatch.setattr(child_process, "PAUSES_S", (0.02,))
    return made


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
    qtbot.waitUntil(lambda: not voice.speaking, timeout=LONG_MS)
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


def test_a_voice_is_from_where_the_system_is_or_from_the_main_country() -> None:
    known = [QLocale(name) for name in ("pt_PT", "pt_BR", "de_AT", "en_ZA")]

    def name(tag: str) -> str | None:
        found = spoken_locale(tag, known)
        return found.name() if found else None

    assert [name(tag) for tag in ("pt-BR", "de", "en", "ja")] == ["pt_BR", "de_AT", "en_ZA", None]


def test_without_a_voice_for_the_language_it_says_so_or_speaks_english(
    qtbot: QtBot, voice: QtVoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translation, "language", lambda: "ja")
    voice.set_up(Settings())
    assert voice.spoken == ""
    assert voice.problem == "This computer has no voice for this language."
    voice.say(TEXT)
    assert not voice.speaking
    voice.set_up(Settings(voice_english=True))
    assert voice.spoken == "en"
    voice.say(TEXT)
    qtbot.waitUntil(lambda: voice.speaking)


@on_linux
@pytest.mark.parametrize(
    ("reason", "locales", "failed"),
    [
        (QTextToSpeech.ErrorReason.Configuration, [QLocale("zh")], False),
        (QTextToSpeech.ErrorReason.Configuration, [], True),
        (QTextToSpeech.ErrorReason.Initialization, [QLocale("zh")], True),
    ],
)
def test_an_engine_without_the_language_of_the_system_can_speak_others(
    voice: QtVoice,
    monkeypatch: pytest.MonkeyPatch,
    reason: QTextToSpeech.ErrorReason,
    locales: list[QLocale],
    failed: bool,
) -> None:
    engine = SimpleNamespace(
        state=lambda: QTextToSpeech.State.Error, errorReason=lambda: reason, availableLocales=lambda: locales
    )
    with monkeypatch.context() as patch:
        patch.setattr(voice, "_engine", engine)
        assert voice.failed is failed


def test_a_child_tells_that_it_has_no_voice(
    qtbot: QtBot, child: VoiceProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(translation, "language", lambda: "ja")
    child.set_up(Settings())
    qtbot.waitUntil(lambda: child.spoken == "", timeout=LONG_MS)
    assert child.problem == "This computer has no voice for this language."
    child.set_up(Settings(voice_english=True))
    qtbot.waitUntil(lambda: child.spoken == "en", timeout=LONG_MS)
    assert child.problem is None


@on_linux
def test_a_child_speaks_for_it(qtbot: QtBot, child: VoiceProcess) -> None:
    ready: list[int] = []
    child.when_ready(lambda: ready.append(1))
    qtbot.waitUntil(lambda: bool(ready), timeout=LONG_MS)
    assert child.names()
    child.set_up(replace(Settings(), voice_speed=120))
    with qtbot.waitSignal(child.changed, timeout=5000):
        child.say(TEXT)
    assert child.speaking
    qtbot.waitUntil(lambda: not child.speaking, timeout=LONG_MS)
    child.say(TEXT)
    child.stop()
    assert not child.speaking


@on_linux
def test_what_is_said_before_the_child_is_ready_is_dropped(qtbot: QtBot, child: VoiceProcess) -> None:
    child.say(TEXT)
    assert not child.speaking
    ready: list[int] = []
    child.when_ready(lambda: ready.append(1))
    qtbot.waitUntil(lambda: bool(ready), timeout=LONG_MS)
    assert not child.speaking
    child.say(TEXT)
    assert child.speaking


@on_linux
def test_a_child_is_stopped_whatever_it_said_of_itself_last(
    qtbot: QtBot, child: VoiceProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready: list[int] = []
    child.when_ready(lambda: ready.append(1))
    qtbot.waitUntil(lambda: bool(ready), timeout=LONG_MS)
    sent: list[str] = []

    def send(name: str, *_values: object) -> None:
        sent.append(name)

    monkeypatch.setattr(child._child, "send", send)
    child.say(TEXT)
    child.speaking = False  # as if its last word of the sentence before came only now
    child.stop()
    child.stop()
    assert sent == ["say", "stop"]


@on_linux
def test_a_child_that_dies_is_told_replaced_and_set_up_again(qtbot: QtBot, children: Children) -> None:
    voice = VoiceProcess()
    qtbot.waitUntil(lambda: voice._ready, timeout=LONG_MS)
    voice.set_up(replace(Settings(), voice_name="Someone", voice_speed=120, voice_volume=70))
    qtbot.waitUntil(lambda: bool(children.heard("set_to")), timeout=LONG_MS)
    voice.say(TEXT)
    children.do("note('starts'); serve()")
    problems: list[str | None] = []
    voice.changed.connect(lambda: problems.append(voice.problem))
    os.kill(voice._child.pid or 0, 9)
    qtbot.waitUntil(lambda: bool(problems), timeout=LONG_MS)
    assert voice.problem
    assert "comes back by itself" in voice.problem
    assert not voice.speaking
    assert voice.names() == ("Someone",), "the choice on the page stays"
    done: list[int] = []
    voice.when_ready(lambda: done.append(1))
    assert done, "nobody waits for a voice that was gone a moment ago"
    qtbot.waitUntil(lambda: len(children.heard("set_to")) == 2, timeout=LONG_MS)
    assert children.heard("set_to")[1] == ["en", False, "Someone", 120, 70]
    assert voice.problem, "a child that only starts is no voice yet"
    voice.say(TEXT)
    voice.stop()
    children.do("tell(state); serve()")
    os.kill(voice._child.pid or 0, 9)
    qtbot.waitUntil(lambda: voice.problem is None, timeout=LONG_MS)
    voice.say("And on.")
    qtbot.waitUntil(lambda: ["And on."] in children.heard("say"), timeout=LONG_MS)
    assert children.heard("stop") == [], "what was said before died with its child"
    voice.close()


@on_linux
def test_a_voice_that_never_works_is_told_and_tried_less_and_less(
    qtbot: QtBot, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child_process, "GIVE_UP", 4)
    children.do("tell(bad); sys.exit(1)")
    voice = VoiceProcess()
    qtbot.waitUntil(lambda: voice._child._failures == 4, timeout=LONG_MS)
    assert voice.problem == "The voice does not answer (No engine.)."
    assert not voice._child._retry.isActive()
    children.do("tell(state); serve()")
    voice.say(TEXT)
    qtbot.waitUntil(lambda: voice.problem is None, timeout=LONG_MS)
    voice.close()


@on_linux
def test_a_voice_that_hangs_is_replaced(
    qtbot: QtBot, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    children.do("tell(state); time.sleep(1000)")
    voice = VoiceProcess()
    qtbot.waitUntil(lambda: voice._ready, timeout=LONG_MS)
    hung = voice._child.pid
    children.do("tell(state); serve()")
    monkeypatch.setattr(child_process, "ANSWER_MS", 50)
    voice.say(TEXT)
    qtbot.waitUntil(lambda: voice.problem is not None, timeout=LONG_MS)
    qtbot.waitUntil(lambda: voice.problem is None, timeout=LONG_MS)
    assert voice._child.pid != hung
    voice.close()


@on_linux
def test_a_real_child_that_dies_speaks_again(qtbot: QtBot, child: VoiceProcess) -> None:
    qtbot.waitUntil(lambda: child._ready, timeout=LONG_MS)
    os.kill(child._child.pid or 0, 9)
    qtbot.waitUntil(lambda: child.problem is not None, timeout=LONG_MS)
    qtbot.waitUntil(lambda: child._ready and child.problem is None, timeout=LONG_MS)
    child.say(TEXT)
    assert child.speaking


@on_linux
def test_ctrl_c_in_a_terminal_does_not_reach_the_child(qtbot: QtBot, child: VoiceProcess) -> None:
    pid = child._child.pid
    assert pid
    assert os.getpgid(pid) == os.getsid(pid) == pid


@on_linux
def test_after_closing_nothing_is_begun(qtbot: QtBot, children: Children) -> None:
    voice = VoiceProcess()
    pid = voice._child.pid
    voice.close()
    assert not Path(f"/proc/{pid}").exists()
    voice.say(TEXT)
    voice.stop()
    voice.when_ready(lambda: None)
    assert voice._child.pid is None
