"""The program is killed at any instant of a session: what ended a moment before is kept, once, and nothing else.

Beside the session things happen that write too: settings, edited, deleted, imported and exported sessions, and a
session of before that waits to be settled. kill_driver.py tells what it hands to the disk.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from hipstretch.core.outcome import Outcome, PhaseResult
from hipstretch.core.record import SessionRecord
from hipstretch.core.resume_point import ResumePoint
from hipstretch.core.settings import Settings
from hipstretch.core.snapshot import Snapshot
from hipstretch.core.timeline import build
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.clock import SYSTEM_CLOCK
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.journal import Journal
from hipstretch.data.paths import Paths, at, resolve
from tests import histories
from tests.e2e import tools
from tests.e2e.desktop import Desktop, wait_until
from tests.e2e.kill_driver import state_of

pytestmark = [
    tools.needs(*tools.DESKTOP),
    pytest.mark.listens,
]  # it listens to nothing, but needs the machine

LONG = bool(os.environ.get("HIPSTRETCH_LONG"))
ROUNDS, KILLS, SURE_S = (6, 50, 0.020) if LONG else (1, 8, 0.25)
"""How many in how many rounds, and how long before the kill something must have been handed to the disk to be there
for sure: a machine that starts other programs at the same time may need a moment."""
AT_ONCE = 2
"""How many programs run side by side."""
RUNS_S = (0.3, 6.0)
"""How long a session runs before it is killed."""
ROUTINE = """
[text.en]
name = "Short"
summary = "For a test."
[[entries]]
exercise = "frog"
dosage = { hold_s = 1.0, reps = 6, sets = 1, rest_s = 0.0, set_rest_s = 0.0 }
[[entries]]
exercise = "bridge"
dosage = { hold_s = 1.0, reps = 3, sets = 1, rest_s = 0.5, set_rest_s = 0.0 }
"""
SETTINGS = {
    "welcomed": True,
    "reading_time": False,
    "prepare_s": 3,
    "position_change_s": 3,
    "switch_s": 3,
    "sound": False,
    "motion": "reduced",
}
EARLIER = 8
"""Sessions that are in the history from the beginning."""


@dataclass(frozen=True)
class Note:
    """What the program handed to the disk, and when."""

    at: float
    what: str
    state: object


def prepare(folder: Path) -> Snapshot:
    """A data folder with a history and a session that was interrupted an hour ago; that session."""
    paths = resolve(folder)  # as earlier versions kept it
    paths.routines.mkdir(parents=True)
    paths.settings.write_text(json.dumps(SETTINGS), encoding="utf-8")
    (paths.routines / "short.toml").write_text(ROUTINE, encoding="utf-8")
    histories.write(paths.history, EARLIER)
    known = catalogue.load([assets_dir(), folder])
    plan = known.routines["six-minutes"]
    timeline = build(plan, known.exercises, Settings())
    results = {p.key: PhaseResult(Outcome.DONE, p.duration_s) for p in timeline[:4]}
    saved = SYSTEM_CLOCK.wall() - timedelta(hours=1)
    point = ResumePoint(timeline, results, timeline[4].key, 0.0)
    waiting = Snapshot("a" * 32, plan, saved - timedelta(minutes=2), saved, point, False, None, "0.1.0")
    Journal(paths.sessions, paths.old_journal).write(waiting)
    return waiting


def run(folder: Path, seed: int, display: str) -> tuple[float, Snapshot, Sequence[Note]]:
    """Start a session, kill the program some seconds later; when that was, what waited before, and the notes."""
    dice = random.Random(seed)
    waiting = prepare(folder / "data")
    notes = folder / "notes.jsonl"
    terminal = ["--terminal"] if seed % 2 else []
    command = [sys.executable, "-m", "tests.e2e.kill_driver", str(seed), str(notes)]
    arguments = ["--data-dir", str(folder / "data"), "start", "short", *terminal]
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "TMPDIR": str(folder)}
    with (folder / "said.txt").open("wb") as said:
        program = subprocess.Popen(
            [*command, *arguments], env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        began = '"session '
        wait_until(
            lambda: (
                (notes.exists() and began in notes.read_text(encoding="utf-8")) or program.poll() is not None
            ),
            60,
            "no session began",
        )
        time.sleep(dice.uniform(*RUNS_S))
        killed_at = time.monotonic()
        program.kill()
        program.wait()
    lines = notes.read_bytes().split(b"\n")[:-1]
    told = (folder / "said.txt").read_text(encoding="utf-8")
    assert "Traceback" not in told, told
    return killed_at, waiting, [Note(*json.loads(line)) for line in lines]


def states(notes: Sequence[Note], what: str, killed_at: float) -> list[object]:
    """The states that may be on disk: the last one that must be there, and all that came later."""
    mine = [note for note in notes if note.what == what]
    sure = [i for i, note in enumerate(mine) if note.at <= killed_at - SURE_S]
    return [note.state for note in mine[sure[-1] if sure else 0 :]] + ([] if sure else [{}])


def holds(record: SessionRecord, state: object) -> bool:
    """Whether a record holds the seconds of a state; each set of it is rounded to a tenth."""
    sets = [s.done_s for e in record.exercises for s in e.sets]
    return isinstance(state, dict) and abs(sum(sets) - sum(state.values())) <= 0.051 * len(sets)


def check(folder: Path, killed_at: float, waiting: Snapshot, notes: Sequence[Note]) -> None:
    """Compare what is on disk with what was told."""
    paths: Paths = at(folder / "data")
    records, problems = HistoryFile(paths.history).load()
    assert problems == ()
    snapshots, problems = Journal(paths.sessions, paths.old_journal).read()
    assert problems == ()
    by_id: Mapping[str, SessionRecord] = {r.id: r for r in records}
    assert len(by_id) == len(records)

    kept = by_id.get(waiting.id) or next((s.record() for s in snapshots if s.id == waiting.id), None)
    if kept is None:
        deleted = states(notes, f"record {waiting.id}", killed_at)
        assert None in deleted, "the session that waited is gone"
    else:
        assert replace(kept, note="") == waiting.record()

    sessions = {note.what.split()[1] for note in notes if note.what.startswith("session ")}
    assert {s.id for s in snapshots} - {waiting.id} <= sessions
    for session_id in sessions:
        allowed = states(notes, f"session {session_id}", killed_at)
        snapshot = next((s for s in snapshots if s.id == session_id), None)
        if record := by_id.get(session_id):
            assert any(holds(record, state) for state in allowed), (record, allowed)
        elif snapshot:
            assert state_of(snapshot) in allowed
        else:
            assert any(isinstance(s, dict) and not sum(s.values()) for s in allowed), allowed

    for what in {note.what for note in notes if note.what.startswith("record ")}:
        record_id = what.split()[1]
        found = by_id.get(record_id)
        allowed = [*states(notes, what, killed_at)]
        if found is None:
            assert None in allowed or {} in allowed or record_id in sessions | {waiting.id}, (what, allowed)
        elif {} not in allowed:
            assert found.note in allowed, (what, found.note, allowed)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_what_ended_a_moment_before_a_kill_is_kept_once(tmp_path: Path, number: int) -> None:
    with Desktop() as screen, ThreadPoolExecutor(AT_ONCE) as pool:

        def one(seed: int) -> str:
            folder = tmp_path / str(seed)
            folder.mkdir()
            killed_at, waiting, notes = run(folder, seed, screen.display)
            try:
                check(folder, killed_at, waiting, notes)
            except AssertionError as error:
                return f"kill {seed}: {error}"
            return ""

        wrong = [text for text in pool.map(one, range(number * KILLS, (number + 1) * KILLS)) if text]
    assert not wrong, "\n".join(wrong)
