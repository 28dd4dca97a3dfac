"""The Qt player in a process of its own, for Linux.

When its sound server goes away, Qt 6 keeps a broken connection: the next stream that is opened on it aborts the
whole process, and nothing ever mends it (qtmultimedia's qpulseaudio_contextmanager.cpp: `prepare` gives up after
one failed attempt). Here only a child dies of it, and the next child has a connection of its own.

The child reads lines, `play hold_start`, `theme wood`, `volume 60`, and writes lines of JSON: its problem in
words, or null, first when it is ready and then at every change. It ends with its input, and without a device.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, QTimer, Signal

from hipstretch.core.timeline import Cue

from .cue_player import QtMultimediaPlayer, no_device

START_MS = 2000
"""How long a session waits at most for a child to be ready."""
IDLE_MS = 15 * 60_000
"""A child that had nothing to play for so long, more than any hold, lets the sound device sleep."""
RETRY_MS, PATIENT_RETRY_MS, EAGER = 1000, 10_000, 60
"""A child that ended is followed by another at once, the next ones after a second, after so many after ten."""
PULSE_MS = 400
"""How often a child makes sure that its sound server is there."""
NO_PULSE, SOON_S, DISTRUST = 3, 60.0, 3
"""A child that ends with this code found its server gone. If so many in a row did, each so soon after it began,
the server is only slow with silence: the next child does not feel its pulse."""


class SoundProcess(QObject):
    """A CuePlayer that hands everything on to a child, and starts another when that one is gone."""

    problem_changed = Signal()

    def __init__(self, sounds: Path, theme: str, volume: int) -> None:
        super().__init__()
        self._sounds, self._theme, self._volume = sounds, theme, volume
        self.problem: str | None = None
        self._ready = False
        self._ended = 0
        """Children in a row that ended by themselves."""
        self._no_pulses = 0
        self._began_at = 0.0
        self._out = -1
        self._unread = b""
        self._child: subprocess.Popen[bytes] | None = None
        self._reader: QSocketNotifier | None = None
        self._waiting: list[Callable[[], None]] = []
        self._retry = QTimer(self, singleShot=True)
        self._retry.timeout.connect(self._begin)
        self._overdue = QTimer(self, singleShot=True, interval=START_MS)
        self._overdue.timeout.connect(self._release)
        self._idle = QTimer(self, singleShot=True, interval=IDLE_MS)
        self._idle.timeout.connect(self._drop)
        self._begin()

    def when_ready(self, then: Callable[[], None]) -> None:
        """Call `then` once the child can play or has said that it can't: so the first cue is heard in time."""
        if self._child is None and not self._retry.isActive():
            self._begin()
        if self._ready or self._ended:
            then()
        else:
            self._waiting.append(then)
            self._overdue.start()

    def play(self, cue: Cue) -> None:
        """Begin a cue now."""
        self._idle.start()
        self._send("play", cue.value)

    def set_theme(self, theme: str) -> None:
        """Take the sounds from another folder."""
        self._theme = theme
        self._send("theme", theme)

    def set_volume(self, percent: int) -> None:
        """From 0 to 100."""
        self._volume = percent
        self._send("volume", str(percent))

    def expect(self, seconds: float) -> None:
        """Take no processor until shortly before the next cue."""
        self._send("expect", f"{seconds:.3f}")

    def rest(self) -> None:
        """Take no processor until the next cue."""
        self._send("rest")

    def close(self) -> None:
        """End the child and wait for it."""
        for timer in (self._retry, self._overdue, self._idle):
            timer.stop()
        self._waiting.clear()
        self._drop()

    def _begin(self) -> None:
        pulse_ms = PULSE_MS if self._no_pulses < DISTRUST else 0
        values = (self._sounds, self._theme, self._volume, pulse_ms)
        command = [sys.executable, "-m", __name__, *map(str, values)]
        self._began_at = time.monotonic()
        out, child_out = os.pipe()
        self._child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=child_out,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            start_new_session=True,  # Ctrl+C in a terminal is meant for the session, not for its sound
        )
        os.close(child_out)
        self._out = out
        self._reader = QSocketNotifier(out, QSocketNotifier.Type.Read, self)
        self._reader.activated.connect(self._read)
        self._idle.start()

    def _drop(self) -> None:
        child, self._child = self._child, None
        self._ready = False
        self._unread = b""
        if self._reader:
            self._reader.setEnabled(False)
            self._reader.deleteLater()
            self._reader = None
            os.close(self._out)
        if child and child.stdin:
            child.kill()
            soon = time.monotonic() - self._began_at < SOON_S
            self._no_pulses = self._no_pulses + 1 if child.wait() == NO_PULSE and soon else 0
            child.stdin.close()

    def _send(self, *words: str) -> None:
        if self._child and self._child.stdin:
            try:
                self._child.stdin.write(f"{' '.join(words)}\n".encode())
            except OSError:
                self._fail()

    def _read(self) -> None:
        data = os.read(self._out, 65536)
        if not data:
            self._fail()
            return
        *lines, self._unread = (self._unread + data).split(b"\n")
        for line in lines:
            problem: str | None = json.loads(line)
            self._ready = True
            self._ended = self._ended if problem else 0
            self._set_problem(problem)
            self._release()

    def _release(self) -> None:
        """Let those go on who waited."""
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def _fail(self) -> None:
        self._drop()
        self._ended += 1
        self._set_problem(no_device())
        wait_ms = 0 if self._ended == 1 else RETRY_MS if self._ended < EAGER else PATIENT_RETRY_MS
        self._retry.start(wait_ms)
        self._release()

    def _set_problem(self, problem: str | None) -> None:
        if problem != self.problem:
            self.problem = problem
            self.problem_changed.emit()


def main(sounds: str, theme: str, volume: str, pulse_ms: str) -> None:
    """The child: play what comes in until nothing more does."""
    application = QCoreApplication([])
    application.setLibraryPaths([])  # a plug-in for films and music would come with FFmpeg: eleven megabytes
    player = QtMultimediaPlayer(Path(sounds), theme, int(volume))
    pulse = QTimer(interval=int(pulse_ms))
    pulse.timeout.connect(lambda: player.pulse() or os._exit(NO_PULSE))

    def play(cue: str) -> None:
        player.play(Cue(cue))
        if pulse.interval() and not pulse.isActive():
            pulse.start()

    def rest(_: str) -> None:
        player.rest()
        pulse.stop()

    commands: dict[str, Callable[[str], None]] = {
        "play": play,
        "theme": player.set_theme,
        "volume": lambda percent: player.set_volume(int(percent)),
        "expect": lambda seconds: player.expect(float(seconds)),
        "rest": rest,
    }
    unread = b""

    def tell() -> None:
        print(json.dumps(player.problem), flush=True)
        if player.problem == no_device():
            os._exit(1)  # what Qt holds of the device can't be let go of in any other way

    def read() -> None:
        nonlocal unread
        data = os.read(0, 65536)
        if not data:
            application.quit()
            return
        *lines, unread = (unread + data).split(b"\n")
        for line in lines:
            name, _, value = line.decode().partition(" ")
            commands[name](value)

    player.problem_changed.connect(tell)
    tell()
    reader = QSocketNotifier(0, QSocketNotifier.Type.Read)
    reader.activated.connect(read)
    if pulse.interval():
        pulse.start()
    application.exec()
    player.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
