"""What the program takes while it waits in the background for the next reminder. Linux only.

On a bus of its own, with a service for notifications and a tray; nothing is due while it is looked at.
"""

import json
import subprocess
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.launch import home
from tests.benchmarks.processes import cpu_percent, family, pss_mb
from tests.e2e.desktop import Desktop

SESSIONS = 10_000
LOOK_S, QUICK_LOOK_S = 600.0, 60.0
SETTLE_S = 10.0
MEMORY, WAKE_UPS = 45, 1
"""Megabytes, and times a minute, at most."""


def figures(*, quick: bool) -> Iterator[Figure]:
    """Megabytes of proportional set size, times a minute that any thread went on, and percent of one core."""
    look_s = QUICK_LOOK_S if quick else LOOK_S
    bus = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with (
        tempfile.TemporaryDirectory() as folder,
        Desktop() as screen,
        subprocess.Popen(bus, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon,
    ):
        assert daemon.stdout
        place = Path(folder, "home")
        environment = {**home(place, SESSIONS), "DBUS_SESSION_BUS_ADDRESS": daemon.stdout.readline().strip()}
        later = (datetime.now().astimezone() + timedelta(hours=3)).strftime("%H:%M")
        settings = {
            "welcomed": True,
            "reminders": True,
            "schedules": {"six-minutes": {"periods": [{"days": 7, "times": [later]}]}},
        }
        data = place / "hipstretch"
        (data / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        pid = screen.start_program(data, "--background", environment=environment).process.pid
        time.sleep(SETTLE_S)
        before = _wake_ups(pid)
        cpu = cpu_percent(pid, look_s)
        wake_ups = (_wake_ups(pid) - before) * 60 / look_s
        yield Figure("Background", "memory", pss_mb(pid), "MB", most=MEMORY)
        yield Figure("Background", "wake-ups a minute", wake_ups, "", most=WAKE_UPS)
        yield Figure("Background", "processor", cpu, "%")
        daemon.terminate()


def _wake_ups(pid: int) -> int:
    """How often the threads of a program went to sleep again."""
    found = 0
    for one in family(pid):
        for task in Path(f"/proc/{one}/task").glob("*/status"):
            lines = task.read_text(encoding="utf-8").splitlines()
            found += next(int(line.split()[1]) for line in lines if line.startswith("voluntary_ctxt"))
    return found
