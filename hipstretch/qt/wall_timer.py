"""A timer by the wall clock: it counts while the computer sleeps, and notices when the clock is set.

By timerfd on Linux, whose functions Python has from 3.13 on only. Elsewhere, or if that fails, a timer of Qt that
goes off every minute, since that of a system may stand still while the computer sleeps.
"""

import contextlib
import os
import sys
import time

from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

SHORT_S = 60.0
"""The longest time for a timer of Qt."""
CLOCK_REALTIME, ABSOLUTE, CANCEL_ON_SET = 0, 1, 2
"""As <time.h> and <sys/timerfd.h> number them."""


class WallTimer(QObject):
    """Goes off once, in time or early, also when the clock is set: whoever is told looks at the clock."""

    timeout = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = -1
        self._waits: QSocketNotifier | None = None
        self._usual = QTimer(self, singleShot=True)
        self._usual.timeout.connect(self.timeout)

    @property
    def active(self) -> bool:
        """Whether it will go off."""
        return self._waits is not None or self._usual.isActive()

    def start(self, seconds: float) -> None:
        """Go off after so many seconds, instead of when it would have."""
        self.stop()
        self._file = _timer(time.time() + seconds) if sys.platform == "linux" else -1
        if self._file < 0:
            self._usual.start(round(1000 * min(seconds, SHORT_S)))
            return
        self._waits = QSocketNotifier(self._file, QSocketNotifier.Type.Read, self)
        self._waits.activated.connect(self._go_off)

    def stop(self) -> None:
        """Do not go off."""
        self._usual.stop()
        if self._waits:
            self._waits.setEnabled(False)
            self._waits.deleteLater()
            self._waits = None
            os.close(self._file)

    def _go_off(self) -> None:
        with contextlib.suppress(OSError):  # ECANCELED: the clock was set
            os.read(self._file, 8)
        self.stop()
        self.timeout.emit()


def _timer(moment: float) -> int:
    """The file of a timer that can be read at a moment, in seconds since 1970; -1 if there is none to be had."""
    import ctypes

    try:
        libc = ctypes.CDLL(None)
        file = int(libc.timerfd_create(CLOCK_REALTIME, os.O_NONBLOCK | os.O_CLOEXEC))
    except (OSError, AttributeError):
        return -1
    whole, part = divmod(moment, 1)
    never_again_and_then = (ctypes.c_long * 4)(0, 0, int(whole), int(part * 1e9))
    if file >= 0 and libc.timerfd_settime(file, ABSOLUTE | CANCEL_ON_SET, never_again_and_then, None) != 0:
        os.close(file)
        return -1
    return file
