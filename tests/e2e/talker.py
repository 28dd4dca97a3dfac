"""A program that does what a test tells it, with a real player and a real voice: Python, a line at a time."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from queue import Queue
from threading import Thread
from types import TracebackType
from typing import Self

from hipstretch.data.assets import assets_dir

PROGRAM = """
import os
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QSocketNotifier
from hipstretch.core.settings import SoundPlayer
from hipstretch.core.timeline import Cue
from hipstretch.qt import child_process

def say(*words):
    print(*words, flush=True)

def read():
    lines = os.read(0, 4096).decode()
    exec(lines, globals()) if lines else app.quit()

app = QCoreApplication([])
reader = QSocketNotifier(0, QSocketNotifier.Type.Read)
reader.activated.connect(read)
app.exec()
"""


class Talker:
    """The program; `do` has it run a line, `says` waits for the next line that it prints."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lines: Queue[str] = Queue()
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        for pipe in filter(None, (self.process.stdin, self.process.stdout)):
            pipe.close()

    def do(self, line: str) -> None:
        """Run a line of Python; what one line has named, later ones know."""
        assert self.process.stdin
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def says(self, timeout_s: float = 30) -> str:
        """The next line that was printed."""
        return self._lines.get(timeout=timeout_s)

    def wait_for(self, beginning: str, timeout_s: float = 30) -> None:
        """Wait for a line that begins so, and leave out those before it."""
        end = time.monotonic() + timeout_s
        while not (said := self.says(timeout_s)).startswith(beginning):
            assert time.monotonic() < end, f"{said!r} was said last, not {beginning!r}"

    def make_player(self, kind: str = "qt") -> int:
        """Have a SoundProcess of this kind as `player` that is ready; the pid of its child."""
        self.do(
            "from hipstretch.qt.sound import sound_process; from hipstretch.qt.sound.sound_process import SoundProcess"
        )
        self.do("sound_process.START_MS = 30_000")  # as long as a busy machine needs
        self.do(
            f"player = SoundProcess([SoundPlayer({kind!r})], Path({str(assets_dir() / 'sounds')!r}), 'bowl', 60)"
        )
        self.do("player.problem_changed.connect(lambda: say('sound', player.problem))")
        self.do("player.when_ready(lambda: say('ready', player._child.pid))")
        return int(self.says().removeprefix("ready "))

    def make_voice(self, engine: str = "") -> int:
        """Have a VoiceProcess as `voice` that is ready; the pid of its child."""
        self.do("from hipstretch.qt.speech.voice import VoiceProcess")
        self.do(f"voice = VoiceProcess({engine!r})")
        self.do("voice.when_ready(lambda: say('ready', voice._child.pid))")
        return int(self.says().removeprefix("ready "))

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line.strip())


def lives(pid: int) -> bool:
    """Whether a process is there, and no zombie that nobody buries."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
