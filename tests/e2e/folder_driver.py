"""The real program without its window, which does what it is told: for test_two_computers.

`python -m tests.e2e.folder_driver DATA_DIR NAME`. A line "do SEED COUNT" on stdin has it do so many things by chance:
sessions, edits, deletions, checks, settings, own exercises and routines. It answers with a line of JSON that says what
it did. "look" has it look at the folder, as when somebody comes back to the window.
"""

import json
import random
import sys
import threading
import uuid
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from hipstretch import app
from hipstretch.core.check import CheckRecord
from hipstretch.core.record import SessionOutcome, SessionRecord
from hipstretch.core.routine import Entry, Routine
from hipstretch.data.paths import located
from tests.fakes import FakePlayer

OFTEN = ("session",) * 6 + ("edit",) * 4 + ("delete",) * 2 + ("setting",) * 2
ACTS = (*OFTEN, "back", "check", "routine", "exercise")
DISK_S = 20.0


class Driver(QObject):
    """Does what it is told."""

    told = Signal(str)

    def __init__(self, program: app.Program, name: str) -> None:
        super().__init__()
        self._program = program
        self._stores = program.stores
        self._name = name
        self._number = 0
        self._deleted: list[SessionRecord] = []
        self.told.connect(self._obey)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        for line in sys.stdin:
            self.told.emit(line.strip())
        self.told.emit("quit")

    def _obey(self, line: str) -> None:
        word, *values = line.split()
        if word == "quit":
            QGuiApplication.exit(0)
            return
        self._stores.look()  # who does something sees what came from the other computer before
        self._stores.disk.wait(DISK_S)
        done = []
        if word == "do":
            seed, count = map(int, values)
            dice = random.Random(seed)
            done = [self._act(dice) for _ in range(count)]
            self._stores.disk.wait(DISK_S)
        notices = [
            notice.text for notice in self._stores.notices.shown if notice.level not in ("info", "success")
        ]
        records = {one.id: one.note for one in self._stores.history.sessions}
        print(json.dumps({"done": done, "notices": notices, "records": records}), flush=True)

    def _act(self, dice: random.Random) -> dict[str, Any]:
        what = dice.choice(ACTS)
        stores, now = self._stores, self._stores.clock.wall()
        some = stores.history.recent
        self._number += 1
        mark = f"{self._name}{self._number}"
        if (
            what == "session"
            or (what in {"edit", "delete"} and not some)
            or (what == "back" and not self._deleted)
        ):
            at = now - timedelta(days=dice.randrange(10))
            record = SessionRecord(uuid.uuid4().hex, at, at, "back", SessionOutcome.PARTIAL, 9.0, (), "0")
            stores.history.add(record)
            return {"act": "session", "id": record.id}
        if what == "edit":
            record = dice.choice(some)
            stores.history.replace(replace(record, note=mark))
            kept = next(r for r in stores.history.recent if r.id == record.id)
            return {"act": what, "id": record.id, "note": mark, "at": f"{kept.changed_at}"}
        if what == "delete":
            self._deleted.append(stores.history.delete(dice.choice(some).id))
            return {"act": what, "id": self._deleted[-1].id}
        if what == "back":
            record = self._deleted.pop()
            stores.history.add(record)
            return {"act": what, "id": record.id}
        if what == "check":
            stores.checks.add(CheckRecord(uuid.uuid4().hex, now, ()))
            return {"act": what, "id": stores.checks.all[-1].id}
        if what == "setting":
            field = dice.choice(("minutes", "goal_days"))
            value = dice.randint(3, 7)
            stores.settings.change(**{field: value})
            stores.disk.wait(DISK_S)  # the time in the file is the one that counts
            times = json.loads(stores.paths.settings.read_bytes()).get("changed", {})
            return {"act": what, "field": field, "value": value, "at": times.get(field, "")}
        if what == "routine":
            known = sorted(stores.catalogue.current.exercises)
            name = "my-common" if dice.random() < 0.5 else f"my-{mark}"
            stores.catalogue.save_routine(
                Routine(name, f"Routine {mark}", "For a test.", (Entry(dice.choice(known)),))
            )
            return {"act": what, "id": name, "name": f"Routine {mark}"}
        frog = stores.catalogue.current.exercises["frog"]
        made = replace(
            frog, id=f"my-{mark}", text=replace(frog.text, name=f"Exercise {mark}", adapted={}), adapt=()
        )
        stores.catalogue.save_exercise(made)
        return {"act": what, "id": made.id, "name": made.text.name}


def main(folder: str, name: str) -> None:
    """Follow stdin to its end."""
    application = QGuiApplication([])
    program = app.Program(located(Path(folder)), player=FakePlayer())
    program.follow_folder()
    driver = Driver(program, name)
    code = application.exec()
    program.close()
    del driver
    sys.exit(code)


if __name__ == "__main__":
    main(*sys.argv[1:])
