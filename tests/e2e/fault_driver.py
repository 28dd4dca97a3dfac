"""A whole session of the real program without its window, as fast as it goes: for test_faults.

`python -m tests.e2e.fault_driver DATA_DIR`. Store, journal, history, controller and event loop are the program's
own; only its clock is turned, so that a session takes a second. Says on stdout what a person would have seen.
"""

import contextlib
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer

from hipstretch import app
from hipstretch.core.events import Event, PhaseEnded, PhaseStarted
from hipstretch.core.exercise import Dosage, Sides
from hipstretch.core.settings import Settings
from hipstretch.core.timeline import build
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.paths import resolve
from hipstretch.qt import store
from hipstretch.qt.session_controller import SessionController
from tests.fakes import FakePlayer, exercise, routine

STEP_S = 1.0
SHORT = Dosage(hold_s=5, reps=4, rest_s=2)
ROUTINE, EXERCISES = routine(
    exercise("lunge", dosage=SHORT),
    exercise("cobra", sides=Sides.BOTH, dosage=SHORT),
    exercise("bridge", sides=Sides.BOTH, dosage=SHORT),
)
TIMELINE = build(ROUTINE, EXERCISES, Settings())
CATALOGUE = Catalogue(EXERCISES, {"test": ROUTINE}, (), {})
BEGAN = datetime(2026, 5, 4, 18, 30, tzinfo=UTC)


class FastClock:
    """Monotonic and wall time that only `turn` moves."""

    seconds = 1000.0

    def now(self) -> float:
        return self.seconds

    def wall(self) -> datetime:
        return BEGAN + timedelta(seconds=self.seconds - 1000)


def say(*words: object) -> None:
    """Tell the test; what it can't hear makes no difference."""
    with contextlib.suppress(OSError):
        sys.stdout.write(" ".join(map(str, words)) + "\n")
        sys.stdout.flush()


def main(folder: str) -> None:
    """Run the session to its end."""
    application = QCoreApplication([])
    store.RETRY_MS = 20
    clock = FastClock()
    (SessionController.__init__.__kwdefaults__ or {}).update(clock=clock.now, wall=clock.wall)
    program = app.Program(resolve(Path(folder)), CATALOGUE)
    program._player = FakePlayer()
    controller = program.make_controller(ROUTINE)

    def on_event(event: Event) -> None:
        if isinstance(event, PhaseEnded):
            say("ended", event.phase.index, event.done_s)
        elif isinstance(event, PhaseStarted):
            say("started", event.phase.index)

    def turn() -> None:
        if controller.session.state != "finished":
            clock.seconds += STEP_S
            controller._tick()
        elif program.store.save_pending():
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
