"""A whole session of the real program without its window, as fast as it goes: for test_faults.

`python -m tests.e2e.fault_driver DATA_DIR`. Stores, journal, history, controller and event loop are the program's
own; only its clock is moved, so that a session takes a second. Says on stdout which phases ended, and when all of
that was handed to the disk.
"""

import contextlib
import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from hipstretch import app
from hipstretch.core.events import Event, PhaseEnded
from hipstretch.core.exercise import Dosage, Sides
from hipstretch.core.settings import Settings
from hipstretch.core.timeline import build
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.paths import resolve
from hipstretch.qt.stores import history_store
from tests.fakes import FakeClock, FakePlayer, exercise, routine

STEP_S = 1.0
SHORT = Dosage(hold_s=5, reps=4, rest_s=2)
ROUTINE, EXERCISES = routine(
    exercise("lunge", dosage=SHORT),
    exercise("cobra", sides=Sides.BOTH, dosage=SHORT),
    exercise("bridge", sides=Sides.BOTH, dosage=SHORT),
)
TIMELINE = build(ROUTINE, EXERCISES, Settings())
CATALOGUE = Catalogue(EXERCISES, {"test": ROUTINE}, (), {})
DISK_S = 15.0
"""How long the disk may take for the changes of one step."""


def say(*words: object) -> None:
    """Tell the test; what it can't hear makes no difference. Not by `write`, which the test counts."""
    with contextlib.suppress(OSError):
        os.writev(1, [f"{' '.join(map(str, words))}\n".encode()])


def main(folder: str) -> None:
    """Run the session to its end."""
    application = QCoreApplication([])
    history_store.RETRY_MS = 20
    clock = FakeClock()
    program = app.Program(resolve(Path(folder)), CATALOGUE, clock=clock, player=FakePlayer())
    controller = program.sessions.begin(ROUTINE)

    def on_event(event: Event) -> None:
        if isinstance(event, PhaseEnded):
            say("ended", event.phase.index, event.done_s)

    def turn() -> None:
        if not controller.is_over:
            clock.advance(STEP_S)
            controller.tick()
            if program.stores.disk.wait(DISK_S):
                say("written")
        elif program.stores.history.save_pending():
            say("done")
            application.quit()

    controller.happened.connect(on_event)
    timer = QTimer(interval=0)
    timer.timeout.connect(turn)
    controller.start()
    timer.start()
    QTimer.singleShot(20_000, lambda: application.exit(3))
    code = application.exec()
    program.close()
    sys.exit(code)


if __name__ == "__main__":
    main(sys.argv[1])
