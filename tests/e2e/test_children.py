"""The real children of sound and voice: they end with their parent, and nothing that hangs stays silent for good."""

import contextlib
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hipstretch.qt.sound.samples import STALE_S
from hipstretch.qt.speech.voice import MOCK
from tests.e2e import tools
from tests.e2e.desktop import wait_until
from tests.e2e.sound_server import RATE, SoundServer
from tests.e2e.talker import Talker, lives
from tests.e2e.test_voice import speech_server

pytestmark = tools.needs(*tools.SOUND)
LONG_S = 30
"""A limit for what takes a moment, on a machine that is busy."""
kinds = pytest.mark.parametrize("kind", ["simpleaudio", "qt"])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SoundServer]:
    with SoundServer(tmp_path) as made:
        yield made


@kinds
@pytest.mark.parametrize("frozen", [False, True], ids=["running", "frozen"])
def test_they_end_when_their_parent_is_killed(server: SoundServer, kind: str, *, frozen: bool) -> None:
    with Talker(server.environment) as parent:
        children = parent.make_player(kind), parent.make_voice(MOCK)
        assert all(map(lives, children))
        for child in children if frozen else ():
            os.kill(child, signal.SIGSTOP)
        parent.process.kill()
        wait_until(lambda: not any(map(lives, children)), LONG_S, "a child outlived its parent")


def test_ctrl_c_in_a_terminal_reaches_none_of_them(server: SoundServer) -> None:
    with Talker(server.environment) as parent:
        children = parent.make_player(), parent.make_voice(MOCK)
        groups = {os.getpgid(child) for child in children}
        assert groups == set(children)


@kinds
def test_a_frozen_child_of_sound_does_not_play_late(server: SoundServer, kind: str) -> None:
    with Talker(server.environment) as parent, server.record() as recorder:
        child = parent.make_player(kind)
        os.kill(child, signal.SIGSTOP)
        parent.do("child_process.ANSWER_MS = 60_000; player.play(Cue.SESSION_DONE); say('asked')")
        assert parent.says() == "asked"
        time.sleep(2 * STALE_S)  # nothing happens meanwhile
        os.kill(child, signal.SIGCONT)
        answered = "True"
        while answered == "True":
            parent.do("say(player._child._hung.isActive())")
            answered = parent.says()
        now = len(recorder.samples())
        wait_until(lambda: len(recorder.samples()) > now + RATE // 2, LONG_S, "the recording stands still")
        assert not recorder.sounds()
        parent.do("player.play(Cue.HALFWAY)")
        wait_until(recorder.sounds, LONG_S, "no cue was heard")


@kinds
def test_a_frozen_child_of_sound_is_replaced(server: SoundServer, kind: str) -> None:
    with Talker(server.environment) as parent:
        child = parent.make_player(kind)
        os.kill(child, signal.SIGSTOP)
        parent.do("child_process.ANSWER_MS = 300; player.play(Cue.HALFWAY)")
        assert parent.says().startswith("sound No sound device answers.")
        parent.do("child_process.ANSWER_MS = 60_000")
        assert parent.says() == "sound None"
        assert not lives(child)


@kinds
def test_the_first_cue_after_a_long_rest_is_heard(server: SoundServer, kind: str) -> None:
    with Talker(server.environment) as parent:
        parent.do("child_process.IDLE_MS = 500")
        child = parent.make_player(kind)
        parent.do("player.release()")
        wait_until(lambda: not lives(child), LONG_S, "the child was not ended")
        with server.record() as recorder:
            parent.do("player.when_ready(lambda: player.play(Cue.GET_READY))")
            wait_until(recorder.sounds, LONG_S, "nothing was heard")


@kinds
def test_a_server_that_hangs_stops_neither_the_parent_nor_what_comes_after(
    server: SoundServer, kind: str
) -> None:
    with Talker(server.environment) as parent:
        parent.make_player(kind)
        with server.frozen():
            parent.do("child_process.ANSWER_MS = 1000; player.play(Cue.HALFWAY); say('asked')")
            assert parent.says(1) == "asked"
            parent.do("from PySide6.QtCore import QTimer; again = QTimer(interval=500)")
            parent.do("again.timeout.connect(lambda: player.play(Cue.HALFWAY)); again.start()")
            assert parent.says().startswith("sound No sound device answers.")
            parent.do("say('still here')")
            assert parent.says(1) == "still here"
        parent.do("child_process.ANSWER_MS = 60_000")
        assert parent.says(LONG_S) == "sound None"
        with server.record() as recorder:
            wait_until(recorder.sounds, LONG_S, "no cue was heard")


@tools.needs(*tools.VOICE)
@pytest.mark.parametrize("speaking", [False, True], ids=["silent", "speaking"])
def test_a_voice_whose_server_was_restarted_speaks_again(
    tmp_path: Path, server: SoundServer, *, speaking: bool
) -> None:
    server.control("load-module", "module-null-sink", "sink_name=voice", "rate=48000", "channels=2")
    environment = {**server.environment, "PULSE_SINK": "voice", "XDG_RUNTIME_DIR": str(tmp_path)}
    with contextlib.ExitStack() as stack:
        with speech_server(tmp_path, environment) as address:
            parent = stack.enter_context(Talker({**environment, **address}))
            child = parent.make_voice()
            parent.do("from PySide6.QtCore import QTimer; teller = QTimer(interval=100)")
            parent.do("teller.timeout.connect(lambda: say(voice._ready, voice.speaking, voice.problem))")
            parent.do("teller.start()")
            parent.wait_for("True False None")
            if speaking:
                parent.do(f"voice.say({'This is a long sentence. ' * 20!r})")
                parent.wait_for("True True None")
        (tmp_path / "speechd.sock").unlink(missing_ok=True)
        stack.enter_context(speech_server(tmp_path, environment))
        parent.do("voice.say('Not heard.')")
        parent.wait_for("False False The voice does not answer")
        parent.wait_for("True False None")
        assert not lives(child)
        with server.record("voice") as recorder:
            parent.do("voice.say('This is heard.')")
            wait_until(recorder.sounds, LONG_S, "no word was heard")
