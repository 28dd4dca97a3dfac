"""One program at a time on one data folder; a second start hands its wish to the first."""

import contextlib
import logging
import os
import stat
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QLockFile, QObject, QThread, QTimer, Signal

from hipstretch.data import atomic
from hipstretch.data.paths import name_of
from hipstretch.qt.language import path_words
from hipstretch.translation import tr

from .clock import Minute
from .wish import Leave, Wish, from_bytes, to_bytes

log = logging.getLogger("hipstretch.instance")

STALE_MS = 200_000
"""A lock is touched every minute; if it was not for so long, its program is gone, here or on another computer."""
ANSWER_MS = 2000
"""How long a second start waits for the first program to answer."""
END_MS = 20_000
"""How long a second start waits for a program in the background to end: it may have something to write yet."""
SILENCE_MS = 5000
"""After this time a connection is ended, whatever it wanted."""
RETRY_MS = 50
TAKEN, YIELDED, REFUSED = b"ok", b"yours", b"no"
MAX_BYTES = 5000
"""More is neither a routine's name nor a path, and not from us."""


class Reply(Enum):
    """What a second start hears."""

    NONE = auto()
    """Nobody answered in time, or the first program stays where it is."""
    TAKEN = auto()
    """The first program fulfils the wish."""
    MINE = auto()
    """The first program was in the background and ended: the folder is claimed now."""


class SingleInstance(QObject):
    """The claim on a data folder. `asked` brings the Wish of a second start.

    One that `yields` leaves the folder to any other start instead: it gives `yielded`, upon which its program ends.
    """

    asked = Signal(object)
    yielded = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None, *, yields: bool = False) -> None:
        super().__init__(parent)
        self._yields = yields
        self.took_over = False
        """Whether a program in the background left the folder to this one."""
        self._folder = folder
        self._path = folder / "lock"
        self._lock = QLockFile(str(self._path))
        self._lock.setStaleLockTime(STALE_MS)
        self._minute = Minute(self)
        self._minute.turned.connect(self._show_life)

    def claim(self) -> bool:
        """Take the folder; False if another program has it, or if it can't be told: see `in_the_way`.

        A folder that can't be written needs no claim.
        """
        with contextlib.suppress(OSError):
            atomic.make_folder(self._folder)
        if self._is_something_else():
            return False
        if self._lock.tryLock(0):
            atomic.narrow(self._path)
            QTimer.singleShot(0, self, self._minute.start)  # not before the window
            return True
        return self._lock.error() is not QLockFile.LockError.LockFailedError

    def in_the_way(self) -> str:
        """After `claim` said no: what else than another program is the reason, and what to do; empty if it is one."""
        if self._is_something_else():
            text = tr(
                "{path} is not the file by which Hipstretch sees that it is open already, but something else of that "
                "name. Rename it or move it elsewhere, then start again; nothing was changed."
            )
        elif self.holder()[0] <= 0:
            text = tr(
                "{path} does not say which program uses this data. If no other Hipstretch is open, start again in "
                "a few minutes, or delete that file; nothing was changed."
            )
        else:
            return ""
        return text.format(path=path_words(self._path))

    def listen(self) -> bool:
        """Be there for later starts; False if that can't be: they are told that the data is in use."""
        from PySide6.QtNetwork import QLocalServer

        self._server = QLocalServer(self)
        self._server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(self._name())  # what a crash left; the lock says that nobody listens
        if os.name == "nt":
            self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
            listens = self._server.listen(self._name())
        else:  # there that option hides that another user's socket has the name (QTBUG-48635)
            mask = os.umask(0o077)
            listens = self._server.listen(self._name())
            os.umask(mask)
        if not listens:
            log.warning("later starts can't be heard: %s", self._server.errorString())
        return listens

    def hand_over(self, wish: Wish) -> Reply:
        """Ask the program that has the folder to come to the front and to fulfil a wish, or to leave the folder."""
        from PySide6.QtNetwork import QLocalSocket

        socket, patience = QLocalSocket(), QDeadlineTimer(ANSWER_MS)
        socket.connectToServer(self._name())
        while not socket.waitForConnected(patience.remainingTime()):
            if patience.hasExpired():
                return Reply.NONE
            QThread.msleep(RETRY_MS)  # a program that has only just begun does not listen yet
            socket.connectToServer(self._name())
        socket.write(to_bytes(wish) + b"\n")
        socket.waitForBytesWritten(ANSWER_MS)
        answer = socket.readAll().data() if socket.waitForReadyRead(ANSWER_MS) else REFUSED
        socket.close()
        if answer != YIELDED:
            return Reply.TAKEN if answer == TAKEN else Reply.NONE
        patience.setRemainingTime(END_MS)
        while not self.claim():
            if patience.hasExpired():
                return Reply.NONE
            QThread.msleep(RETRY_MS)
        self.took_over = True
        return Reply.MINE

    def holder(self) -> tuple[int, str]:
        """Process and computer that have the folder."""
        pid, computer, _ = self._lock.getLockInfo()
        return pid, computer

    def release(self) -> None:
        """Leave the folder to others."""
        self._minute.stop()
        if "_server" in vars(self):
            self._server.close()
        self._lock.unlock()

    def _name(self) -> str:
        return f"hipstretch-{name_of(self._folder)}"

    def _is_something_else(self) -> bool:
        """Whether the lock is no file: Qt would wait for a pipe without end, and refuse for a folder or a link."""
        try:
            return not stat.S_ISREG(self._path.lstat().st_mode)
        except OSError:
            return False

    def _on_connection(self) -> None:
        while socket := self._server.nextPendingConnection():  # a child of the server
            socket.setReadBufferSize(MAX_BYTES + 1)
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(self._answer)  # a partial would hold this object, the server's owner
            QTimer.singleShot(SILENCE_MS, socket, socket.abort)
        self._answer()

    def _answer(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        wishes = []
        for socket in self._server.findChildren(QLocalSocket):
            if socket.bytesAvailable() > MAX_BYTES:
                socket.abort()
            elif socket.canReadLine():
                wishes.append(wish := from_bytes(bytes(socket.readLine().data())))
                socket.write(self._reply(wish))
                socket.flush()
        if wishes and self._yields:
            self.yielded.emit()
            return
        for wish in wishes:
            if wish != Leave():
                self.asked.emit(wish)  # which may show a dialog: by the end of it the sockets are gone

    def _reply(self, wish: Wish) -> bytes:
        if self._yields:
            return YIELDED
        return REFUSED if wish == Leave() else TAKEN

    def _show_life(self) -> None:
        with contextlib.suppress(OSError):
            os.utime(self._path)
