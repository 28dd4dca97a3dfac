"""What the program takes while it runs: memory and processor on Today and in a session, with all its processes.

The session has picture and sound, once by each player: a movement is shown while the person gets ready, then a hold
begins. How often the program is woken counts for the battery.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from hipstretch.core.timeline import LEAD_IN_S
from hipstretch.qt.sound_words import PLAYERS
from tests.benchmarks import bare
from tests.benchmarks.figures import Figure
from tests.benchmarks.launch import home
from tests.benchmarks.processes import cpu_percent, pss_mb, wakeups
from tests.e2e.desktop import Desktop
from tests.e2e.sound_server import SoundServer

SESSIONS = 10_000
LOOK_S, QUICK_LOOK_S = 40.0, 20.0
"""How long the processor is looked at."""
SETTLE_S = 5.0
ROUTINE, FIRST = "six-minutes", "half-kneel-lunge"
MEMORY, SESSION_MEMORY, HOLD_CPU, REST_CPU = 85, 120, 3, 0.1
"""Megabytes, and percent of one core, at most."""


def figures(*, quick: bool) -> Iterator[Figure]:
    """Megabytes of proportional set size, and percent of one core."""
    look_s = QUICK_LOOK_S if quick else LOOK_S
    with tempfile.TemporaryDirectory() as folder, Desktop() as screen, SoundServer(Path(folder)) as server:
        place = Path(folder, "home")
        environment = {**home(place, SESSIONS), **server.environment}
        data = place / "hipstretch"
        long = {
            "position_change_s": SETTLE_S * 2 + look_s,
            "exercises": {FIRST: {"hold_s": SETTLE_S * 2 + look_s}},
        }
        display = {"DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"}
        with subprocess.Popen(
            [sys.executable, bare.__file__], env={**environment, **display}, stdout=subprocess.PIPE
        ) as window:
            time.sleep(SETTLE_S)
            bare_cpu, bare_mb = cpu_percent(window.pid, look_s), pss_mb(window.pid)
            window.terminate()

        program = screen.start_program(data, environment=environment)
        program.wait_for_window()
        time.sleep(SETTLE_S)
        cpu, memory = cpu_percent(program.process.pid, look_s), pss_mb(program.process.pid)
        yield Figure("Today", "memory", memory, "MB", bare_mb, MEMORY)
        yield Figure("Today", "processor", cpu, "%", bare_cpu, REST_CPU)
        program.close()

        for player, name in PLAYERS.items():
            part = f"Session, {name}"
            chosen = {"welcomed": True, "reading_time": False, "sound_player": player, **long}
            (data / "settings.json").write_text(json.dumps(chosen), encoding="utf-8")
            shutil.rmtree(data / "sessions", ignore_errors=True)  # or the one before is asked about
            program = screen.start_program(data, "start", ROUTINE, environment=environment)
            program.wait_for_window()
            pid, began = program.process.pid, time.monotonic()
            time.sleep(SETTLE_S)
            cpu, memory = cpu_percent(pid, look_s), pss_mb(pid)
            yield Figure(part, "memory, a movement shown", memory, "MB", bare_mb, SESSION_MEMORY)
            yield Figure(part, "processor, a movement shown", cpu, "%")
            stopped = time.monotonic()
            program.press("space")
            time.sleep(SETTLE_S)
            woken, cpu = wakeups(pid, look_s)
            yield Figure(part, "processor, paused in a movement", cpu, "%", bare_cpu, REST_CPU)
            yield Figure(part, "woken, paused in a movement", woken, "/ s")
            program.press("space")
            began += time.monotonic() - stopped + LEAD_IN_S
            time.sleep(max(0.0, began + SETTLE_S * 3 + look_s - time.monotonic()))
            (woken, cpu), memory = wakeups(pid, look_s), pss_mb(pid)
            yield Figure(part, "memory in a hold", memory, "MB", bare_mb, SESSION_MEMORY)
            yield Figure(part, "processor in a hold", cpu, "%", most=HOLD_CPU)
            yield Figure(part, "woken in a hold", woken, "/ s")
            program.press("space")
            time.sleep(SETTLE_S)
            woken, cpu = wakeups(pid, look_s)
            yield Figure(part, "processor, paused in a hold", cpu, "%", bare_cpu, REST_CPU)
            yield Figure(part, "woken, paused in a hold", woken, "/ s")
            program.process.terminate()
            program.process.wait(SETTLE_S)
