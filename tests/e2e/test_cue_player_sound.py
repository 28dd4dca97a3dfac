"""Both players through a real sound server: what they play, how loud, and what happens when the server goes."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from hipstretch.core.timeline import Cue
from hipstretch.data.assets import assets_dir
from tests.e2e import tools
from tests.e2e.cues import IDLE_S, Expected, Steadiness, compare
from tests.e2e.desktop import wait_until
from tests.e2e.sound_server import Recorder, SoundServer

pytestmark = [tools.needs(*tools.SOUND), pytest.mark.listens]
LONG = bool(os.environ.get("HIPSTRETCH_LONG"))
SOUNDS = assets_dir() / "sounds"
BACK_S = 2.0
"""How long sound may be away."""
EVERY_S = 1.5
"""So far apart that a cue whose sound has a gap is not taken for two."""
PROGRAM = f"""
import sys, time
from pathlib import Path
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from hipstretch.core.timeline import Cue
from hipstretch.qt.sound.factory import make_player

app = QCoreApplication([])
player = make_player(Path(sys.argv[1]), "bowl", int(sys.argv[3]), prefer=sys.argv[2])
player.problem_changed.connect(lambda: print("problem", player.problem, flush=True))
cues = iter(list(Cue) * 50)
timer = QTimer(interval={round(EVERY_S * 1000)}, timerType=Qt.TimerType.PreciseTimer)

def play():
    cue = next(cues)
    print("cue", cue, time.monotonic(), flush=True)
    player.play(cue)

timer.timeout.connect(play)
player.when_ready(timer.start)
player.when_ready(lambda: print(player.kind, player.problem, flush=True))
import threading
threading.Thread(target=lambda: (sys.stdin.read(), QTimer.singleShot(0, app, app.quit)), daemon=True).start()
app.exec()
player.close()
"""


class Player:
    """A process that plays one cue after the other, EVERY_S apart, and says when it has a problem."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.played: list[Expected] = []
        self._lines: Queue[str] = Queue()
        self._process = process
        Thread(target=self._read, daemon=True).start()

    def says(self, timeout_s: float) -> str:
        return self._lines.get(timeout=timeout_s)

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            kind, *values = line.split()
            if kind == "cue":
                self.played.append(Expected(values[0], float(values[1]), anchor=not self.played))
            else:
                self._lines.put(line.strip())


@contextmanager
def playing(server: SoundServer, kind: str, volume: int = 60) -> Iterator[Player]:
    command = [sys.executable, "-c", PROGRAM, str(SOUNDS), kind, str(volume)]
    environment = {**os.environ, **server.environment}
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Player(process)
        assert process.stdin
        process.stdin.close()
        assert process.wait(10) == 0


def wait_for_cues(count: int) -> None:
    """Wait for so many cues and the end of the last; listening meanwhile would make the recording lose some."""
    time.sleep(EVERY_S * count + 2.5)


def hears_a_cue(recorder: Recorder) -> bool:
    """Whether one is heard in the time of two."""
    wait_for_cues(2)
    return any(heard.cue for heard in recorder.heard(SOUNDS / "bowl"))


KINDS = ("qt", "simpleaudio")
both = pytest.mark.parametrize("kind", KINDS)
other_seldom = pytest.mark.parametrize(
    "kind",
    ["simpleaudio", pytest.param("qt", marks=pytest.mark.skipif(not LONG, reason="HIPSTRETCH_LONG=1"))],
)
Recorded = tuple[Recorder, list[Expected], Steadiness]


def record(folder: Path, kind: str) -> Recorded:
    """A player's cues on a sound server of its own."""
    folder.mkdir()
    steadiness = Steadiness()
    with SoundServer(folder) as server, server.record() as recorder:
        with playing(server, kind) as player:
            assert player.says(10) == f"{kind} None"
            wait_until(lambda: len(player.played) >= len(Cue), EVERY_S * len(Cue) + 30, "cues are missing")
            time.sleep(EVERY_S * 0.9)
        played = player.played[: len(Cue)]
        time.sleep(0.5)
    steadiness.stop()
    return recorder, played, steadiness


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Recorded]:
    """Each player's cues, recorded at the same time."""
    folder = tmp_path_factory.mktemp("players")
    with ThreadPoolExecutor() as pool:
        return dict(zip(KINDS, pool.map(lambda kind: record(folder / kind, kind), KINDS), strict=True))


@both
def test_every_cue_is_heard_once_and_whole(recorded: dict[str, Recorded], kind: str) -> None:
    recorder, played, steadiness = recorded[kind]
    assert [one.cue for one in played] == list(Cue)
    last = played[-1].at + EVERY_S - 0.2  # a sound that begins later is the next cue's
    heard = [one for one in recorder.heard(SOUNDS / "bowl") if one.at < last]
    verdict = compare(played, heard, IDLE_S, steadiness)
    assert verdict.good(), (verdict, heard)


@other_seldom
def test_half_the_volume_is_a_quarter_of_the_amplitude(tmp_path: Path, kind: str) -> None:
    def loudest(volume: int) -> int:
        folder = tmp_path / str(volume)
        folder.mkdir()
        with SoundServer(folder) as server, server.record() as recorder:
            with playing(server, kind, volume) as player:
                player.says(10)
                wait_for_cues(1)
            return int(max(recorder.samples()))

    with ThreadPoolExecutor() as pool:
        whole, half = pool.map(loudest, (100, 50))
    assert half / whole == pytest.approx(0.25, rel=0.1)


@both
def test_a_server_that_goes_is_noticed_and_one_that_comes_back_is_used(tmp_path: Path, kind: str) -> None:
    with SoundServer(tmp_path) as server, playing(server, kind) as player:
        assert player.says(10).endswith("None")
        server.stop()
        assert player.says(15).startswith("problem No sound device answers.")
        server.start()
        assert player.says(15) == "problem None"
        with server.record() as recorder:
            assert hears_a_cue(recorder)


@both
def test_it_follows_the_default_device_and_survives_one_that_is_pulled_out(tmp_path: Path, kind: str) -> None:
    with SoundServer(tmp_path) as server, playing(server, kind) as player:
        headphones = server.control("load-module", "module-null-sink", "sink_name=headphones", "rate=48000")
        player.says(10)
        server.control("set-default-sink", "headphones")
        time.sleep(BACK_S)
        with server.record("headphones") as recorder:
            assert hears_a_cue(recorder)
        server.control("unload-module", headphones)
        time.sleep(BACK_S)
        with server.record("test") as recorder:
            assert hears_a_cue(recorder)


@other_seldom
def test_one_that_finds_no_device_leaves_it_to_the_other_which_says_so(tmp_path: Path, kind: str) -> None:
    """And plays as soon as there is one."""
    server = SoundServer(tmp_path)
    server.stop()
    other = next(one for one in KINDS if one != kind)
    with playing(server, kind) as player:
        assert player.says(20).startswith("problem No sound device answers")
        assert player.says(10).startswith(f"{other} No sound device answers.")
        server.start()
        assert player.says(10) == "problem None"
        with server.record() as recorder:
            assert hears_a_cue(recorder)
    server.stop()
