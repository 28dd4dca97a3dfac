"""A player in a process of its own, for Linux: simpleaudio (`simpleaudio_process.py`), or Qt's, whose child is here.

When its sound server goes away, Qt 6 keeps a broken connection: the next stream that is opened on it aborts the
whole process, and nothing ever mends it (qtmultimedia's qpulseaudio_contextmanager.cpp: `prepare` gives up after
one failed attempt). Here only a child dies of it, and the next child has a connection of its own.

The child tells its trouble, or null, first when it is ready and then at every change. It ends when it finds
no device.
"""

import logging
import math
import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from hipstretch.core.settings import SoundPlayer
from hipstretch.core.timeline import Cue
from hipstretch.qt import child_process, child_side
from hipstretch.qt.child_process import ChildProcess

from .samples import NO_DEVICE, STALE_S, Trouble

START_MS = 2000
"""How long a session waits at most for a child to be ready."""
CHECK_MS = 400
"""How often a child makes sure that its sound server still plays."""
SERVER_GONE = 3
"""The exit code of a child whose sound server no longer plays."""
SOON_S, CHECKS_FAILED = 60.0, 3
"""If so many children in a row found the server gone, each within so many seconds of its start, the server is only too
slow for the check: the next child does without it."""
MODULES = {
    SoundPlayer.SIMPLEAUDIO: "hipstretch.qt.sound.simpleaudio_process",
    SoundPlayer.QT: "hipstretch.qt.sound.sound_process",
}

log = logging.getLogger("hipstretch.sound")


class SoundProcess(QObject):
    """A CuePlayer that hands everything on to a child, and starts one whenever it is asked to play and has none.

    Of the kinds that it may be, the first that finds a device counts, until the program ends.
    """

    problem_changed = Signal()

    def __init__(self, kinds: Sequence[SoundPlayer], sounds: Path, theme: str, volume: int) -> None:
        super().__init__()
        self.kind, *self._others = kinds
        self._sounds, self._theme, self._volume = sounds, theme, volume
        self._trouble: Trouble | None = None
        self._gone = 0
        """Children in a row that soon found the server gone."""
        self._due = 0.0
        """The monotonic second for which the next cue is expected; infinite if nobody knows."""
        self._child = ChildProcess(
            self._command,
            began=self._on_begin,
            told=self._on_told,
            ended=self._on_end,
            wait_ms=START_MS,
            parent=self,
        )
        self._child.need()
        self._child.spare()

    @property
    def problem(self) -> str | None:
        """Why nothing is heard, in the language that counts now; None while all is well."""
        return self._trouble.words() if self._trouble else None

    def when_ready(self, then: Callable[[], None]) -> None:
        """Call `then` once the child can play or has said that it can't: so the first cue is heard in time."""
        self._due = 0.0
        self._child.when_ready(then)

    def play(self, cue: Cue) -> None:
        """Begin a cue now. A child that can't do so within STALE_S, as it only starts, leaves it out."""
        now = self._due = time.monotonic()
        self._child.need()
        self._child.send("play", cue.value, now)

    def set_theme(self, theme: str) -> None:
        """Take the sounds from another folder."""
        self._theme = theme
        self._child.send("theme", theme)

    def set_volume(self, percent: int) -> None:
        """From 0 to 100."""
        self._volume = percent
        self._child.send("volume", percent)

    def prepare_in(self, seconds: float) -> None:
        """Take no processor until shortly before the next cue."""
        self._due = time.monotonic() + seconds
        self._child.need()
        self._child.send("prepare_in", seconds)

    def release(self) -> None:
        """Take no processor until the next cue; after a long rest the child ends."""
        self._due = math.inf
        self._child.send("release")
        self._child.spare()

    def close(self) -> None:
        """End the child and wait for it."""
        self._child.close()

    def _command(self) -> list[str]:
        check_ms = CHECK_MS if self._gone < CHECKS_FAILED else 0
        return child_process.command(
            MODULES[self.kind], self._sounds, self._theme, self._volume, check_ms, *Cue
        )

    def _on_begin(self) -> None:
        ahead_s = self._due - time.monotonic()
        if ahead_s == math.inf:
            self._child.send("release")
        elif ahead_s > 0:
            self._child.send("prepare_in", ahead_s)

    def _on_told(self, told: list[str] | None) -> None:
        trouble = Trouble(*told) if told else None
        if trouble == NO_DEVICE and self._take_another():
            self._child.replace()
            return
        if trouble != NO_DEVICE:
            self._others.clear()
        self._set_trouble(trouble)
        self._child.settle(well=trouble != NO_DEVICE)

    def _take_another(self) -> bool:
        """Go on with the next kind, if the present one never found a device; whether there is one."""
        if not self._others:
            return False
        log.info("%s does not play here; the next is %s", self.kind, self._others[0])
        self.kind = self._others.pop(0)
        return True

    def _on_end(self, code: int, lived_s: float) -> None:
        if self._take_another():
            return
        self._gone = self._gone + 1 if code == SERVER_GONE and lived_s < SOON_S else 0
        self._set_trouble(NO_DEVICE)

    def _set_trouble(self, trouble: Trouble | None) -> None:
        if trouble != self._trouble:
            self._trouble = trouble
            self.problem_changed.emit()


def main(sounds: str, theme: str, volume: str, check_ms: str, *_: str) -> None:
    """The child: play what comes in until nothing more does."""
    child_side.end_with_parent()
    from .qt_player import QtMultimediaPlayer

    application = QCoreApplication([])
    application.setLibraryPaths([])  # a plug-in for films and music would come with FFmpeg: eleven megabytes
    player = QtMultimediaPlayer(Path(sounds), theme, int(volume))
    check = QTimer(interval=int(check_ms))
    check.timeout.connect(lambda: player.still_plays() or os._exit(SERVER_GONE))

    def watch() -> None:
        if check.interval() and not check.isActive():
            check.start()

    def play(cue: str, asked_at: float) -> None:
        watch()
        if time.monotonic() - asked_at <= STALE_S:
            player.play(Cue(cue))
        else:
            player.prepare_in(0.0)

    def prepare_in(seconds: float) -> None:
        watch()
        player.prepare_in(seconds)

    def release() -> None:
        player.release()
        check.stop()

    def tell() -> None:
        child_side.tell(player.trouble)
        if player.trouble == NO_DEVICE:
            os._exit(1)  # what Qt holds of the device can't be let go of in any other way

    player.problem_changed.connect(tell)
    tell()
    watch()
    child_side.serve(
        application,
        {
            "play": play,
            "prepare_in": prepare_in,
            "release": release,
            "theme": player.set_theme,
            "volume": player.set_volume,
        },
    )
    player.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
