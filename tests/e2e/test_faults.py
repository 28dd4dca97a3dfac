"""The disk fails, or the machine dies, at every single call that writes: what was held stays.

strace hits the n-th `write`, `fsync`, `rename`, ... of a process that does a whole session (fault_driver.py).
Afterwards the data folder is opened as the next start would.
"""

import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

import pytest

from hipstretch import app
from hipstretch.core.record import SessionOutcome, SessionRecord
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.paths import resolve
from hipstretch.qt.sessions import Choice
from tests.e2e import tools
from tests.e2e.desktop import wait_until
from tests.e2e.forks import Forks

CALLS = "write,pwrite64,rename,renameat,renameat2,fsync,fdatasync,ftruncate,unlink,unlinkat,mkdir,openat"
"""Whatever changes a disk; of the many files that are opened, those that are made."""
SIGKILL = 9


pytestmark = tools.needs("strace")


@dataclass(frozen=True)
class Run:
    """A session that met a fault."""

    point: str
    folder: Path
    code: int
    said: tuple[str, ...]

    def ended(self) -> dict[int, float]:
        """Seconds of each phase that had ended when everything before was written."""
        told: dict[int, float] = {}
        sure: dict[int, float] = {}
        for line in self.said:
            word, *values = line.split()
            if word == "ended" and len(values) == 2:
                told[int(values[0])] = float(values[1])
            elif word == "written":
                sure = dict(told)
        return sure


def run(forks: SimpleQueue[Forks], folder: Path, fault: str = "", log: Path | None = None) -> Run:
    output = folder.parent / "said.txt"
    command = ["strace", "-f", "-qq", "-o", str(log or os.devnull), "-e", f"trace={CALLS}"]
    command += ["-e", f"inject={fault}"] if fault else []
    fork = forks.get()
    with fork.start(str(folder), environment={"TMPDIR": str(folder.parent)}, output=output) as process:
        tracer = subprocess.Popen([*command, "-p", str(process)])
        status = Path(f"/proc/{process}/status")
        wait_until(lambda: "TracerPid:\t0\n" not in status.read_text(), 10, "strace did not attach")
    code = fork.wait()
    forks.put(fork)
    tracer.wait(10)
    return Run(fault, folder, code, tuple(output.read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def forks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleQueue[Forks]]:
    """As many processes that fork as there are cores."""
    rehearsals = tmp_path_factory.mktemp("rehearsals")
    with ExitStack() as stack:
        free: SimpleQueue[Forks] = SimpleQueue()
        for number in range(os.cpu_count() or 2):
            rehearsal = rehearsals / str(number)
            free.put(stack.enter_context(Forks("tests.e2e.fault_driver", str(rehearsal))))
        yield free


@pytest.fixture(scope="module")
def points(forks: SimpleQueue[Forks], tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, int]]:
    """Every (call, n) of a session that concerns its data folder: strace counts the calls of each thread."""
    folder = tmp_path_factory.mktemp("plain") / "data"
    log = folder.parent / "trace.txt"
    assert run(forks, folder, log=log).said[-1] == "done"
    seen: Counter[tuple[str, str]] = Counter()
    found: dict[tuple[str, int], None] = {}
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        match = re.match(r"(\d+)\s+(\w+)\((.*)", line)
        if not match:
            continue
        thread, call, rest = match.groups()
        seen[thread, call] += 1
        if call != "openat" or ("O_CREAT" in rest and str(folder) in rest):
            found[call, seen[thread, call]] = None
    return [*found]


def runs(
    forks: SimpleQueue[Forks], tmp_path: Path, points: list[tuple[str, int]], what: str
) -> Iterator[Run]:
    """A run for each point, as many at a time as there are cores."""

    def one(number: int) -> Run:
        call, n = points[number]
        folder = tmp_path / str(number) / "data"
        folder.parent.mkdir()
        return run(forks, folder, f"{call}:{what}:when={n}")

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield from pool.map(one, range(len(points)))


def next_start(one: Run) -> tuple[SessionRecord, ...]:
    """What the history holds after the next start, which keeps an interrupted session."""
    from tests.e2e.fault_driver import CATALOGUE

    paths = resolve(one.folder)
    program = app.Program(paths, CATALOGUE)
    for snapshot in program.sessions.interrupted:
        program.sessions.settle(snapshot.id, Choice.KEEP)
    program.close()
    assert program.stores.notices.shown == (), one
    kept, notices = HistoryFile(paths.history).load()
    assert notices == (), one
    assert not list(one.folder.glob("*.unreadable*")), one
    return kept


@pytest.fixture
def second_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second place lies in this test's folder, and is each run's own by its name."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


@pytest.mark.usefixtures("qapp", "second_place")
def test_a_kill_at_any_call_loses_no_finished_hold(
    forks: SimpleQueue[Forks], tmp_path: Path, points: list[tuple[str, int]]
) -> None:
    killed = 0
    for one in runs(forks, tmp_path, points, f"signal={SIGKILL}"):
        killed += one.code != 0
        records = next_start(one)
        assert len(records) <= 1, one
        if sure := held(one.ended()):
            (record,) = records
            assert record.active_s >= sure - 1e-6, one
        if "done" in one.said:
            assert records[0].outcome is SessionOutcome.COMPLETED, one
    print(f"{len(points)} kill points, {killed} processes killed")
    assert killed >= 200


@pytest.mark.usefixtures("qapp", "second_place")
@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
def test_a_disk_that_refuses_any_one_call_loses_nothing(
    forks: SimpleQueue[Forks], tmp_path: Path, points: list[tuple[str, int]], error: str
) -> None:
    """Every fourth call for each error, all of them with HIPSTRETCH_LONG=1."""
    chosen = points if os.environ.get("HIPSTRETCH_LONG") else points[2 * (error == "EIO") :: 4]
    for one in runs(forks, tmp_path, chosen, f"error={error}"):
        assert one.code == 0, one
        (record,) = next_start(one)
        assert record.outcome is SessionOutcome.COMPLETED, one
        assert record.active_s == whole(), one


def held(ended: dict[int, float]) -> float:
    """Seconds of work among phases that ended."""
    from tests.e2e.fault_driver import TIMELINE

    return sum(seconds for index, seconds in ended.items() if TIMELINE[index].kind.is_work)


def whole() -> float:
    """Seconds of work in the whole session."""
    from tests.e2e.fault_driver import TIMELINE

    return sum(phase.duration_s for phase in TIMELINE if phase.kind.is_work)
