"""One program at a time on one data folder; a second start hands its wish to the first."""

import contextlib
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, QTimer, Signal

from hipstretch.data.paths import name_of

from .clock import Minute

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

STALE_MS = 200_000
"""A lock is touched every minute; if it was not for so long, its program is gone, here or on another computer."""
ANSWER_MS = 2000
"""How long a second start waits for the first program to answer."""
RETRY_MS = 50
ANSWER = b"ok"
MAX_BYTES = 5000
"""More is neither a routine's name nor a path, and not from us."""


class SingleInstance(QObject):
    """The claim on a data folder. `asked` brings the wish of a second start, empty if it had none."""

    asked = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lock = QLockFile(str(folder / "lock"))
        self._lock.setStaleLockTime(STALE_MS)
        self._minute = Minute(self)
        self._minute.turned.connect(self._show_life)

    def claim(self) -> bool:
        """Take the folder; False if another program has it. A folder that can't be written needs no claim."""
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
        if self._lock.tryLock(0):
            QTimer.singleShot(0, self, self._minute.start)  # not before the window
            return True
        return self._lock.error() is not QLockFile.LockError.LockFailedError

    def listen(self) -> None:
        """Be there for later starts."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(self._name())  # what a crash left; the lock says that nobody listens
        self._server.listen(self._name())

    def hand_over(self, wish: str) -> bool:
        """Ask the program that has the folder to come to the front, and to start a routine or open a file."""
        from PySide6.QtNetwork import QLocalSocket

        socket, patience = QLocalSocket(), QDeadlineTimer(ANSWER_MS)
        socket.connectToServer(self._name())
        while not socket.waitForConnected(patience.remainingTime()):
            if patience.hasExpired():
                return False
            QThread.msleep(RETRY_MS)  # a program that has only just begun does not listen yet
            socket.connectToServer(self._name())
        socket.write(wish.encode("utf-8", "surrogateescape") + b"\n")
        socket.waitForBytesWritten(ANSWER_MS)
        answered = socket.waitForReadyRead(ANSWER_MS) and socket.readAll().data() == ANSWER
        socket.close()
        return answered

    def holder(self) -> tuple[int, str]:
        """Process and computer that have the folder."""
        pid, computer, _ = self._lock.getLockInfo()
        return pid, computer

    def release(self) -> None:
        """Leave the folder to others."""
        self._minute.stop()
        self._lock.unlock()

    def _name(self) -> str:
        return f"hipstretch-{name_of(self._folder.absolute())}"

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()  # the server's child: it lives as long
        socket.readyRead.connect(partial(self._answer, socket))
        self._answer(socket)

    def _answer(self, socket: "QLocalSocket") -> None:
        if socket.bytesAvailable() > MAX_BYTES:
            socket.abort()
        elif socket.canReadLine():
            wish = bytes(socket.readLine().data()).decode("utf-8", "surrogateescape").strip("\n")
            socket.write(ANSWER)
            socket.flush()
            self.asked.emit(wish)

    def _show_life(self) -> None:
        with contextlib.suppress(OSError):
            os.utime(self._folder / "lock")
