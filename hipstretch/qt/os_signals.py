"""Signals of the operating system (Ctrl+C, the end of the desktop session) as calls in Qt's event loop.

Python runs a signal's handler only once the interpreter comes back from Qt, which may take a minute while nothing
happens. A pipe wakes the event loop at once.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator

from PySide6.QtCore import QSocketNotifier

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


@contextlib.contextmanager
def os_signals(then: Callable[[int], None]) -> Iterator[None]:
    """Call `then` with the number of each signal that asks the program to end, while the context lasts."""
    numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    if (
        sys.platform == "win32"
    ):  # no pipe can wake the event loop there; whoever guides in a terminal polls for keys
        before = {number: signal.signal(number, lambda n, _: then(n)) for number in numbers}
        yield
    else:
        out, into = os.pipe()
        for end in (out, into):
            os.set_blocking(end, False)
        notifier = QSocketNotifier(out, QSocketNotifier.Type.Read)

        def read() -> None:
            for number in os.read(out, 64):
                then(number)

        notifier.activated.connect(read)
        woken_before = signal.set_wakeup_fd(into, warn_on_full_buffer=False)
        before = {number: signal.signal(number, _do_nothing) for number in numbers}
        try:
            yield
        finally:
            notifier.setEnabled(False)
            signal.set_wakeup_fd(woken_before)
            os.close(out)
            os.close(into)
    for number, handler in before.items():
        signal.signal(number, handler)


def _do_nothing(*_: object) -> None:
    """The pipe tells."""
