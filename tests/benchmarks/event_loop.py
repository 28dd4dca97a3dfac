"""Runs the event loop as the program does, and says how long it was busy at a stretch.

It sleeps in between: a loop that asks without end whether something is there would keep the interpreter from the
threads that read.
"""

import time
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, QTimer

BEAT_MS = 1


class Waited(NamedTuple):
    """How long something took until it was there, and the longest that the event loop was busy meanwhile."""

    took_ms: float
    worst_ms: float


def until(is_there: Callable[[], bool], act: Callable[[], object] | None = None) -> Waited:
    """Do something in the event loop, and run that until `is_there`."""
    loop, beat = QEventLoop(), QTimer(interval=BEAT_MS)
    began = before = time.perf_counter()
    worst = 0.0

    def on_beat() -> None:
        nonlocal worst, before
        now = time.perf_counter()
        worst, before = max(worst, (now - before) * 1000), now
        if is_there():
            loop.quit()

    beat.timeout.connect(on_beat)
    beat.start()
    if act:
        QTimer.singleShot(0, act)
    loop.exec()
    return Waited((time.perf_counter() - began) * 1000, worst)


def busy_for(milliseconds: int) -> float:
    """Run the event loop for so long; the longest it was busy at a stretch, in milliseconds."""
    end = time.perf_counter() + milliseconds / 1000
    return until(lambda: time.perf_counter() >= end).worst_ms
