"""How far cues are from their time in a whole session, by ear: with the processor idle, and with every core busy.

The player that is taken by itself plays half an hour, the other one six minutes.
The middle one of all delays is that of the way to the ear; of every cue the distance from that is taken.
"""

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import nullcontext
from itertools import product
from pathlib import Path
from statistics import median, quantiles

from hipstretch.core.settings import Settings, SoundPlayer
from hipstretch.core.timeline import build, total_s
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.qt.sound_words import PLAYERS
from tests.benchmarks.figures import Figure
from tests.e2e.cues import STRAY_S, expected, plan_of
from tests.e2e.desktop import Desktop, wait_until
from tests.e2e.sound_server import SoundServer
from tests.e2e.test_guided_session import BRISK, busy_cores

LONG, SHORT = "daily-hips", "six-minutes"
FIRST = SoundPlayer.SIMPLEAUDIO
BEGUN_S = 2.0
"""After so long the session has begun, and the cores get busy."""
MOST_IDLE_MS, MOST_BUSY_MS = 15, 40
"""What we allow 99 of 100 cues."""
RING_S = 2.0
"""How long the last cue rings out."""


def half_an_hour() -> dict[str, object]:
    """Settings with which LONG takes about thirty minutes: each exercise twice."""
    known = catalogue.load([assets_dir()])
    routine = known.routines[LONG]
    once_s = total_s(build(routine, known.exercises, Settings()))
    sets = {
        e.exercise: round(1800 / once_s) * known.exercises[e.exercise].dosage.sets for e in routine.entries
    }
    return {"exercises": {exercise: {"sets": count} for exercise, count in sets.items()}}


def errors_s(
    folder: Path, routine: str, settings: dict[str, object], *, busy: bool
) -> tuple[list[float], int]:
    """How much later than the first each cue was heard, in seconds and in order, and how many were planned."""
    data = folder / "data"
    data.mkdir(parents=True)
    chosen = {"welcomed": True, "reading_time": False, **settings}
    (data / "settings.json").write_text(json.dumps(chosen), encoding="utf-8")
    phases = plan_of(data, routine)
    history = data / "history.jsonl"
    with SoundServer(folder) as server, Desktop() as screen, server.record() as recorder:
        program = screen.start_program(data, "start", routine, environment=server.environment)
        program.wait_for_window()
        time.sleep(BEGUN_S)
        with busy_cores() if busy else nullcontext():
            last = phases[-1]
            time.sleep(last["start_s"] + last["duration_s"])
            wait_until(history.exists, 30, "the session was not kept")
            time.sleep(RING_S)
        program.close()
    heard = recorder.heard(assets_dir() / "sounds" / "bowl")
    wanted = list(expected(phases, 0.0, {}))
    began = next(h.at for h in heard if h.cue == wanted[0].cue)
    late = []
    for want in wanted:
        near = [h.at - began - want.at for h in heard if h.cue == want.cue]
        if near and abs(closest := min(near, key=abs)) <= STRAY_S:
            late.append(closest)
    return late, len(wanted)


def figures(*, quick: bool) -> Iterator[Figure]:
    """Milliseconds."""
    most_ms = {False: MOST_IDLE_MS, True: MOST_BUSY_MS}
    for player, busy in product(PLAYERS, most_ms):
        routine, settings = (LONG, half_an_hour()) if player is FIRST else (SHORT, {})
        if quick:
            routine, settings = SHORT, BRISK
        with tempfile.TemporaryDirectory() as folder:
            late, planned = errors_s(Path(folder), routine, {**settings, "sound_player": player}, busy=busy)
        part = f"Cues, {PLAYERS[player]}, {'every core busy' if busy else 'idle'}"
        off_ms = sorted(abs(one - median(late)) * 1000 for one in late)
        percentiles = quantiles(off_ms, n=100, method="inclusive")
        yield Figure(part, f"heard, of {planned}", len(late), "")
        yield Figure(part, "from their time, half of them within", percentiles[49], "ms")
        yield Figure(part, "from their time, 99 of 100 within", percentiles[98], "ms", most=most_ms[busy])
        yield Figure(part, "from their time, all within", off_ms[-1], "ms")
        yield Figure(part, "the last cue later than the first", late[-1] * 1000, "ms")
