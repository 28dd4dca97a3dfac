"""The real program in a session to which anything happens, for test_kills. It notes what it hands to the disk.

`python -m tests.e2e.kill_driver SEED NOTES ARGUMENTS OF hipstretch`. NOTES is a file to which one line of JSON is
written, unbuffered, for each change: the time in seconds of `time.monotonic`, what it is about, and its new state.
"""

import json
import os
import random
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer

from hipstretch import __main__ as program
from hipstretch import app
from hipstretch.core.snapshot import Snapshot
from hipstretch.core.transitions import Command, State
from hipstretch.data import exchange
from hipstretch.data.assets import assets_dir
from hipstretch.qt.session_controller import SessionController

COMMANDS = (Command.SKIP, Command.BACK, Command.EXTEND, Command.EASE_OFF, Command.PAUSE)
EVERY_MS = 60
"""How often something happens."""


def state_of(snapshot: Snapshot) -> dict[str, float]:
    """Seconds of each hold and repetition that are over."""
    return {
        " ".join(map(str, key)): round(result.done_s, 3)
        for key, result in snapshot.point.results.items()
        if key.kind.is_work
    }


class Hand(app.Program):
    """The program with a hand on it, and with notes of what it does."""

    def __init__(self, *arguments: object, **more: object) -> None:
        super().__init__(*arguments, **more)  # type: ignore[arg-type]
        self._dice = random.Random(sys.argv[1])
        self._notes = os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        save, change = self.sessions._save, self.stores.history._change

        def noted_save(snapshot: Snapshot) -> None:
            self.note(f"session {snapshot.id}", state_of(snapshot))
            save(snapshot)

        def noted_change(record_id: str, record: object) -> None:
            self.note(f"record {record_id}", None if record is None else getattr(record, "note", ""))
            change(record_id, record)  # type: ignore[arg-type]

        self.sessions._save = noted_save  # type: ignore[method-assign]
        self.stores.history._change = noted_change  # type: ignore[method-assign]
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._act)
        self._timer.start()

    def note(self, what: str, state: object) -> None:
        os.write(self._notes, json.dumps([time.monotonic(), what, state]).encode() + b"\n")

    def _act(self) -> None:
        controller = self.sessions.current
        if controller is None or controller.session.state is State.READY:
            return
        self._dice.choices((self._nothing, self._press, self._change, self._share), (6, 2, 3, 1))[0](
            controller
        )

    def _nothing(self, _: SessionController) -> None:
        """Let it run."""

    def _press(self, controller: SessionController) -> None:
        if controller.session.can(Command.RESUME):
            controller.resume()
        else:
            controller.do(self._dice.choice(COMMANDS))

    def _change(self, _: SessionController) -> None:
        stores = self.stores
        if stores.history.recent and self._dice.random() < 0.5:
            record = self._dice.choice(stores.history.recent)
            stores.history.replace(replace(record, note=str(self._dice.random())))
        elif len(stores.history.recent) > 3 and self._dice.random() < 0.3:
            gone = self._dice.choice(stores.history.recent)
            stores.history.delete(gone.id)
        else:
            stores.settings.change(volume=self._dice.randrange(1, 100))

    def _share(self, controller: SessionController) -> None:
        """Export everything, or import an earlier session."""
        stores = self.stores
        if self._dice.random() < 0.5 or not stores.history.recent:
            exchange.export(Path(sys.argv[2]).with_suffix(".zip"), stores.paths)
            return
        controller.pause()
        new = replace(self._dice.choice(stores.history.recent), id=f"{self._dice.getrandbits(128):032x}")
        self.note(f"record {new.id}", new.note)
        offer = exchange.ImportPreview(sessions=(new,))
        stores.disk.submit(
            partial(exchange.apply_import, offer, stores.paths, assets_dir()), lambda _: stores.reload()
        )


if __name__ == "__main__":
    app.Program = Hand  # type: ignore[misc]
    sys.exit(program.main(sys.argv[3:]))
