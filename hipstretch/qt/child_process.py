"""A child process that does what it is told, and that is followed by another when it ends. For Linux.

The parent writes lines of JSON, a name and its values. The child writes lines of JSON, whatever it has to tell, and a
blank line each time it has done what came in. It ends with its input, and with its parent. Its side of this is in
`child_side.py`.

A child that ended by itself, or does not answer, is replaced, with a longer pause after each such child in a row; while
it is needed the pause stays short, and after many in a row there is another one only when it is needed. What is wrong
with them is logged once, until one does its work again.
"""

import json
import logging
import math
import os
import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QSocketNotifier, QTimer

if TYPE_CHECKING:
    import subprocess

PAUSES_S = (1.0, 1.0, 1.0, 2.0, 5.0, 10.0, 10.0, 10.0, 30.0)
"""So long after a child began the next one does, after the first that ended, after the second, and so on."""
NEEDED_S = 10.0
"""The longest of these pauses while a child is needed."""
GIVE_UP = 40
"""After so many that ended in a row, another one begins only when it is needed."""
IDLE_MS = 15 * 60_000
"""A child that is not needed for so long is ended."""
START_MS, ANSWER_MS = 20_000, 5000
"""A child that says nothing for so long hangs: after its start, and after it was told something."""
END_S = 1.0
"""How long the end of a child that was killed is waited for."""

log = logging.getLogger("hipstretch.child")


def command(module: str, *values: object) -> list[str]:
    """What starts a module of this program as a child; packaging/bundle_main.py has it work in a bundle."""
    return [sys.executable, "-m", module, *map(str, values)]


class ChildProcess(QObject):
    """The parent's side: begins children one after the other, and talks to the one that runs.

    `began` is called when a child has begun, to tell it what it has to know, `told` with each value that it tells,
    and `ended` when it ended without being asked to, with its exit code (negative: the signal that ended it) and the
    seconds that it lived. `wait_ms` is how long `when_ready` waits at most.
    """

    def __init__(
        self,
        make_command: Callable[[], Sequence[str]],
        *,
        began: Callable[[], None],
        told: Callable[[Any], None],
        ended: Callable[[int, float], None],
        wait_ms: int,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_command = make_command
        self._began, self._told, self._ended = began, told, ended
        self._child: subprocess.Popen[bytes] | None = None
        self._reader: QSocketNotifier | None = None
        self._unread = b""
        self._began_at = -math.inf
        self._settled = self._closed = False
        self._failures = 0
        """Children in a row that ended by themselves."""
        self._logged: set[str] = set()
        """What was wrong with them."""
        self._waiting: list[Callable[[], None]] = []
        self._retry = self._timer(self._begin)
        self._overdue = self._timer(self._release, wait_ms)
        self._idle = self._timer(self._end, IDLE_MS)
        self._hung = self._timer(self._on_hung)

    @property
    def pid(self) -> int | None:
        """The process that runs now, if any."""
        return self._child.pid if self._child else None

    def need(self, longest_s: float = NEEDED_S) -> None:
        """Have a child from now on: one begins if none runs, at the latest so many seconds after the last one did."""
        self._idle.stop()
        if self._child is None and not self._closed:
            pause_ms = self._pause_ms(min(longest_s, self._pause_s()))
            self._retry.stop()
            if pause_ms:
                self._retry.start(pause_ms)
            else:
                self._begin()

    def spare(self) -> None:
        """There is no need of a child for now: after a quarter of an hour it is ended."""
        self._idle.start()

    def when_ready(self, then: Callable[[], None]) -> None:
        """Call `then` as soon as a child can do its work, or it is known that none can, or the wait is over.

        Somebody waits for it, so that the next child is begun soon, however many failed.
        """
        self.need(PAUSES_S[0])
        if self._settled or self._failures:
            then()
        elif not self._closed:
            self._waiting.append(then)
            self._overdue.start()

    def replace(self) -> None:
        """Begin another child at once in the place of the one that runs; those who wait do so anew."""
        self._end()
        self._begin()
        if self._waiting:
            self._overdue.start()

    def settle(self, *, well: bool) -> None:
        """Note that the child has told whether it can do its work: those who wait for it go on."""
        self._settled = True
        if well:
            if self._logged:
                log.info("a child works again; in a row failed: %d", self._failures)
            self._failures = 0
            self._logged.clear()
        self._release()

    def send(self, name: str, *values: object) -> None:
        """Tell the child something, if there is one. Never waits: one whose pipe is full hangs, and is replaced."""
        if self._child is None or self._child.stdin is None:
            return
        line = json.dumps([name, *values]).encode() + b"\n"
        try:
            written = os.write(self._child.stdin.fileno(), line)
        except OSError as error:
            self._log(f"a child does not read: {error}")
            written = 0
        if written < len(line):
            self._fail()
        elif not self._hung.isActive():
            self._hung.start(ANSWER_MS)

    def close(self) -> None:
        """End the child for good, and wait for its end."""
        self._closed = True
        self._waiting.clear()
        self._overdue.stop()
        self._end()

    def _timer(self, then: Callable[[], object], interval_ms: int = 0) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=interval_ms)
        timer.timeout.connect(then)
        return timer

    def _pause_ms(self, seconds: float) -> int:
        """How long to wait until the last child began so many seconds ago."""
        return math.ceil(1000 * max(0.0, self._began_at + seconds - time.monotonic()))

    def _pause_s(self) -> float:
        """From the start of the last child to that of the next."""
        return PAUSES_S[min(max(1, self._failures), len(PAUSES_S)) - 1]

    def _log(self, trouble: str) -> None:
        """Log what is wrong, once until a child does its work again."""
        if trouble not in self._logged:
            self._logged.add(trouble)
            log.warning("%s", trouble)

    def _begin(self) -> None:
        import subprocess

        self._began_at = time.monotonic()
        try:
            self._child = subprocess.Popen(
                self._make_command(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                start_new_session=True,  # Ctrl+C in a terminal is meant for the session, not for its sound
            )
        except OSError as error:
            self._log(f"a child can't be started: {error}")
            self._fail()
            return
        for pipe in filter(None, (self._child.stdin, self._child.stdout)):
            os.set_blocking(pipe.fileno(), False)
        if self._child.stdout:
            self._reader = QSocketNotifier(self._child.stdout.fileno(), QSocketNotifier.Type.Read, self)
            self._reader.activated.connect(self._read)
        self._hung.start(START_MS)
        self._began()

    def _drop(self) -> int:
        """Kill the child, if there is one; its exit code."""
        import subprocess

        child, self._child = self._child, None
        self._hung.stop()
        self._settled, self._unread = False, b""
        if self._reader:
            self._reader.setEnabled(False)
            self._reader.deleteLater()
            self._reader = None
        if child is None:
            return 0
        child.kill()
        try:
            code = child.wait(END_S)
        except subprocess.TimeoutExpired:  # it is somewhere in the kernel, and ends when that lets go of it
            log.warning("the child %s does not end", child.pid)
            code = 0
        for pipe in filter(None, (child.stdin, child.stdout)):
            pipe.close()
        return code

    def _end(self) -> None:
        """Let the child go, and begin no other before it is needed."""
        self._idle.stop()
        self._retry.stop()
        self._drop()
        self._failures = 0

    def _fail(self) -> None:
        """Replace the child: it has ended, or does not answer."""
        lived_s = time.monotonic() - self._began_at
        code = self._drop()
        self._log(f"a child ended with code {code}; others are tried")
        self._failures += 1
        if self._failures < GIVE_UP:
            self._retry.start(self._pause_ms(self._pause_s()))
        self._ended(code, lived_s)
        self._release()

    def _on_hung(self) -> None:
        if not self._read() and self._child:  # where this process stood still, the answer lies in the pipe
            self._log("a child does not answer")
            self._fail()

    def _read(self) -> bool:
        """Take what the child has said; whether it was anything, or its end."""
        child = self._child
        if child is None or child.stdout is None:
            return False
        try:
            data = os.read(child.stdout.fileno(), 65536)
        except BlockingIOError:
            return False
        self._hung.stop()
        if not data:
            self._fail()
            return True
        *lines, self._unread = (self._unread + data).split(b"\n")
        for line in lines:
            if line and self._child is child:
                self._told(json.loads(line))
        return True

    def _release(self) -> None:
        """Let those go on who waited."""
        self._overdue.stop()
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()
