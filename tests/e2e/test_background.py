"""The real program in the background: it reminds without a window, gives way to one, and goes on when it is closed."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hipstretch.data.paths import at
from tests.e2e import tools
from tests.e2e.desktop import Desktop, Program, wait_until

pytestmark = tools.needs("dbus-daemon", *tools.DESKTOP)
SETTINGS = {
    "welcomed": True,
    "sound": False,
    "reading_time": False,
    "reminders": True,
    "when_closed": "stay",
    "quiet_from": 0,
    "quiet_until": 0,
}
DUE = {"schedules": {"six-minutes": {"periods": [{"days": 7, "times": 1}]}}}
MOST_MB = 45
"""What it may take, as its own share of memory."""


class Person:
    """A desktop session with a data folder, in which programs start each other."""

    def __init__(self, folder: Path, screen: Desktop) -> None:
        self.data = folder / "data"
        self.data.mkdir()
        self.write({})
        (folder / "runtime").mkdir()
        self.screen = screen
        self.environment = {
            "DBUS_SESSION_BUS_ADDRESS": os.environ["DBUS_SESSION_BUS_ADDRESS"],
            "XDG_RUNTIME_DIR": str(folder / "runtime"),
            "PULSE_SERVER": "none",
        }

    def write(self, settings: Mapping[str, object]) -> None:
        (self.data / "settings.json").write_text(json.dumps({**SETTINGS, **settings}), encoding="utf-8")

    def start(self, *arguments: str) -> Program:
        return self.screen.start_program(self.data, *arguments, environment=self.environment)

    def holder(self) -> int:
        """The process that has the data; 0 if none has."""
        with suppress(OSError, ValueError, IndexError):
            return int((at(self.data).local / "lock").read_text(encoding="utf-8").split("\n")[0])
        return 0

    def wait_for_another(self, before: int) -> int:
        wait_until(lambda: self.holder() not in (0, before), 20, "no other program took the data")
        return self.holder()


@pytest.fixture
def person(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    from tests.gui.qt.dbus.buses import a_bus

    with a_bus(monkeypatch), Desktop() as screen:
        made = Person(tmp_path, screen)
        yield made
        if pid := made.holder():
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def windows(program: Program) -> list[str]:
    return program._xdotool("search", "--onlyvisible", "--name", "Hipstretch").stdout.split()


def share_mb(pid: int) -> float:
    """Its proportional share of memory (PSS)."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    return int(next(line.split()[1] for line in rollup.splitlines() if line.startswith("Pss:"))) / 1024


def test_it_reminds_and_start_opens_the_session(person: Person, qtbot: QtBot) -> None:
    from tests.gui.qt.reminders.notifiers import Notifier

    person.write(DUE)
    notifier = Notifier("actions")
    background = person.start("--background")
    qtbot.waitUntil(lambda: len(notifier.shown) == 1, timeout=20_000)
    assert share_mb(background.process.pid) < MOST_MB
    assert not windows(background)
    notifier.press("start")
    wait_until(lambda: background.process.poll() == 0, 20, "it did not give way")
    window = person.wait_for_another(background.process.pid)
    wait_until(lambda: windows(background), 20, "no window came")
    wait_until(lambda: any(at(person.data).sessions.glob("*")), 20, "no session began")
    os.kill(window, signal.SIGTERM)
    wait_until(lambda: not person.holder(), 20, "the window did not close")
    notifier.die()


def test_where_nothing_shows_reminders_a_window_does(person: Person) -> None:
    person.write(DUE)
    background = person.start("--background")
    assert background.process.wait(20) == 0
    assert person.wait_for_another(background.process.pid)
    wait_until(lambda: windows(background), 20, "no window came")


def test_a_window_that_is_closed_leaves_reminders(person: Person) -> None:
    background = person.start("--background")
    wait_until(person.holder, 20, "it did not start")
    program = person.start()
    program.wait_for_window()
    assert background.process.wait(20) == 0
    assert person.holder() == program.process.pid
    program.close_window()
    assert program.process.wait(20) == 0
    assert person.wait_for_another(program.process.pid)
    assert not windows(program)
    later = person.start("--background")
    wait_until(lambda: person.holder() == later.process.pid, 20, "a later one does not take its place")
    again = person.start()
    again.wait_for_window()
    assert later.process.wait(20) == 0
    again.process.terminate()  # as at the end of the desktop session
    again.process.wait(20)
    with pytest.raises(TimeoutError):
        wait_until(lambda: person.holder() not in (0, again.process.pid), 2, "nothing goes on")


def test_a_command_has_it_wait(person: Person) -> None:
    background = person.start("--background")
    wait_until(person.holder, 20, "it did not start")
    backup = person.data / "backup.zip"
    assert person.start("export", str(backup)).process.wait(20) == 0
    importing = person.start("import", str(backup), "--yes")
    assert importing.process.wait(20) == 0, importing.output()
    assert background.process.wait(20) == 0
    pid = person.wait_for_another(background.process.pid)
    assert b"--background" in Path(f"/proc/{pid}/cmdline").read_bytes()


def test_it_ends_with_the_session_bus(tmp_path: Path, qtbot: QtBot) -> None:
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with (
        Desktop() as screen,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon,
    ):
        assert daemon.stdout
        (tmp_path / "settings.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
        address = {"DBUS_SESSION_BUS_ADDRESS": daemon.stdout.readline().strip(), "PULSE_SERVER": "none"}
        program = screen.start_program(tmp_path, "--background", environment=address)
        wait_until((at(tmp_path).local / "lock").exists, 20, "it did not start")
        with pytest.raises(subprocess.TimeoutExpired):
            program.process.wait(3)
        daemon.kill()
        assert program.process.wait(20) == 0
