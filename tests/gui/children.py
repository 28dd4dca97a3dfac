"""A stand-in for the children of sound and voice: it does as it is told by the test, and makes no sound."""

import json
import sys
import time
from pathlib import Path

SCRIPT = """
import json, os, signal, sys, time

folder, *arguments = sys.argv[1:]
state = {"problem": None, "speaking": False, "ready": True, "cps": 12.0, "names": ["Someone"]}
state |= {"fault": None, "spoken": "en"}
bad = {**state, "problem": "No engine.", "fault": ["silent", "No engine."], "ready": False}

def note(*words):
    with open(os.path.join(folder, "notes"), "a") as notes:
        notes.write(json.dumps(words) + chr(10))

def tell(value=None):
    print(json.dumps(value), flush=True)

def serve(answer=True):
    for line in sys.stdin:
        note(*json.loads(line))
        if answer:
            print(flush=True)

note("began", os.getpid(), *arguments)
exec(open(os.path.join(folder, "behaviour")).read())
"""


class Children:
    """What the children do when they have begun, and what they were told."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.times: list[float] = []
        """When each was begun, in monotonic seconds."""
        self.do("tell(); serve()")

    def do(self, behaviour: str) -> None:
        """The next children run this Python; see SCRIPT for what it may use."""
        new = self._folder / "new"
        new.write_text(behaviour, encoding="utf-8")
        new.replace(self._folder / "behaviour")

    def command(self, module: str, *values: object) -> list[str]:
        """In the place of `child_process.command`."""
        assert module.startswith("hipstretch.qt.")
        self.times.append(time.monotonic())
        return [sys.executable, "-I", "-S", "-c", SCRIPT, str(self._folder), *map(str, values)]

    def notes(self) -> list[list[object]]:
        """What they noted: ["began", its pid, its arguments] of each, and every line that one read."""
        notes = self._folder / "notes"
        return [json.loads(line) for line in notes.read_text("utf-8").splitlines()] if notes.exists() else []

    def began(self) -> list[list[object]]:
        """The pid and arguments of each so far."""
        return [rest for name, *rest in self.notes() if name == "began"]

    def heard(self, name: str) -> list[list[object]]:
        """The values of each line of this name that one of them read."""
        return [rest for what, *rest in self.notes() if what == name]
