"""A whole session of the real program, driven by keys alone and listened to: every cue comes when planned.

In a few minutes here; with HIPSTRETCH_LONG=1 each session is `six-minutes` as it is shipped.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hipstretch.data.assets import assets_dir
from tests.e2e import desktop, sound_server
from tests.e2e.desktop import Desktop, Program, wait_until
from tests.e2e.sound_server import CLEAR_MATCH, Heard, SoundServer

_WHY_NOT = sound_server.why_not() or (f"not installed: {desktop.MISSING}" if desktop.MISSING else "")
pytestmark = pytest.mark.skipif(bool(_WHY_NOT), reason=_WHY_NOT)

LONG = bool(os.environ.get("HIPSTRETCH_LONG"))
IDLE_S, BUSY_S = 0.020, 0.050
"""How far a cue may be from its time, with the processor idle and with every core busy."""
KEY_S, START_S = 1.0, 1.5
"""How long a key press may take to be sent and have its effect, and the one that starts a session and its sound."""
STRAYS, STRAY_S, RING_S = 15, 0.3, 2.5
"""One cue in so many may be so late; a cue rings so long."""
TOO_MANY_STALLS = 3
"""Strays on a machine that stood still so often for longer than BUSY_S say nothing about the program."""
HOLDS = {
    "half-kneel-lunge": {"hold_s": 15},
    "bridge": {"hold_s": 3, "reps": 1},
    "supine-figure-four": {"hold_s": 8},
    "supine-hamstring-strap": {"hold_s": 4},
    "supine-leg-out": {"hold_s": 2},
}
BRISK = {"prepare_s": 3, "position_change_s": 6, "switch_s": 3, "exercises": HOLDS}
THREE_MINUTES = {
    "prepare_s": 4,
    "position_change_s": 8,
    "switch_s": 4,
    "exercises": {"bridge": {"hold_s": 3}},
}
BEFORE = {
    "v": 1,
    "id": "before",
    "started_at": "2026-01-01T18:00:00+01:00",
    "ended_at": "2026-01-01T18:05:00+01:00",
    "routine": "six-minutes",
    "outcome": "completed",
    "active_s": 200.0,
    "exercises": [],
    "feeling_before": None,
    "feeling_after": None,
    "note": "",
    "app": "0",
}
"""A session in the history, so that Today suggests its routine."""


@dataclass(frozen=True)
class Deed:
    """A key pressed `after_s` seconds into a phase: a pause that lasts `pause_s`, or a skip if that is 0."""

    phase: int
    after_s: float
    pause_s: float = 0.0


@dataclass(frozen=True)
class Expected:
    """A cue and its second. `anchor`: it follows a key press, whose exact moment only this cue tells."""

    cue: str
    at: float
    anchor: bool = False


@dataclass
class Pressed:
    """When a deed's keys were pressed, in monotonic seconds."""

    at: float
    resumed_at: float = 0.0


class Steadiness(threading.Thread):
    """Notes when this machine gave no time to a thread that only sleeps: nobody's fault but its own."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._late: list[tuple[float, float]] = []
        self._over = threading.Event()
        self.start()

    def run(self) -> None:
        """Sleep two milliseconds again and again."""
        before = time.monotonic()
        while not self._over.wait(0.002):
            now = time.monotonic()
            if now - before > 0.007:
                self._late.append((now, now - before - 0.002))
            before = now

    def stop(self) -> None:
        """No further notes."""
        self._over.set()

    def stalls(self) -> int:
        """How often it stood still for longer than any cue may be late."""
        return sum(lost > BUSY_S for _, lost in self._late)

    def lost_around(self, second: float) -> float:
        """Seconds the machine withheld around a monotonic second."""
        return sum(lost for end, lost in self._late if end - lost - 0.1 < second < end + 0.6)


def plan_of(data_dir: Path) -> list[Mapping[str, Any]]:
    command = [
        sys.executable,
        "-m",
        "hipstretch",
        "plan",
        "six-minutes",
        "--json",
        "--data-dir",
        str(data_dir),
    ]
    phases: list[Mapping[str, Any]] = json.loads(subprocess.check_output(command))["phases"]
    return phases


def expected(
    phases: Sequence[Mapping[str, Any]], start: float, deeds: Mapping[int, tuple[Deed, Pressed]]
) -> Iterator[Expected]:
    """Every cue of the session as planned, moved by what was pressed."""
    moved = start  # what planned seconds are counted from
    anchor = True  # the very first cue tells when the session began
    for phase in phases:
        begin, end = moved + phase["start_s"], moved + phase["start_s"] + phase["duration_s"]
        deed, pressed = deeds.get(phase["index"], (None, None))
        waiting = deed is not None
        for passed, cue in enumerate(phase["cues"]):
            at = moved + cue["at_s"]
            if pressed and waiting and at > pressed.at:
                waiting = False
                if not deed or not deed.pause_s:
                    break
                going_on = pressed.resumed_at + 3
                yield Expected("get_ready", pressed.resumed_at, anchor=True)
                if passed and phase["kind"] in ("hold", "repetition"):
                    yield Expected(phase["cues"][0]["cue"], going_on)
                moved += going_on - pressed.at
                at, anchor = moved + cue["at_s"], True
            yield Expected(cue["cue"], at, anchor)
            anchor = False
        if deed and pressed and not deed.pause_s:
            moved += pressed.at - end
            anchor = True
        assert begin < end


def compare(
    wanted: Sequence[Expected], heard: Sequence[Heard], allowed_s: float, steadiness: Steadiness
) -> tuple[list[str], list[str]]:
    """What is wrong, and the strays, in words: cues that are late, or broken by a gap.

    One cue in STRAYS may be one: a virtual machine stands still now and then for a tenth of a second, and the
    sound server with it.
    """
    rest = list(heard)
    wrong: list[str] = []
    strays: list[str] = []
    shift, worst = 0.0, 0.0
    for number, want in enumerate(wanted):
        reach = START_S if number == 0 else KEY_S if want.anchor else STRAY_S
        got = next((h for h in rest if h.cue == want.cue and abs(h.at - want.at - shift) <= reach), None)
        if got is None:
            torn = next(
                (h for h in rest if h.match < CLEAR_MATCH and abs(h.at - want.at - shift) <= reach), None
            )
            (strays if torn else wrong).append(
                f"{want.cue} at {want.at - wanted[0].at:.2f} s was not heard whole"
            )
            continue
        rest.remove(got)
        late = got.at - want.at - shift
        if want.anchor:
            shift += late
        elif abs(late) > allowed_s + steadiness.lost_around(got.at):
            strays.append(f"{want.cue} at {want.at - wanted[0].at:.2f} s was {late * 1000:+.0f} ms late")
        else:
            worst = max(worst, abs(late))
    for noise in rest:  # what a gap made of a cue, or a sound that nobody planned
        near = any(0 <= noise.at - want.at - shift <= RING_S for want in wanted)
        what = f"{noise.cue} was heard at {noise.at - wanted[0].at - shift:.2f} s"
        (strays if near and noise.match < CLEAR_MATCH else wrong).append(what)
    print(
        f"{len(wanted)} cues, {len(strays)} strays, the worst of the others {worst * 1000:.1f} ms from its time"
    )
    return wrong, strays


@contextmanager
def busy_cores() -> Iterator[None]:
    """A process for each core that never rests."""
    burners = [
        subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 2)
    ]
    try:
        yield
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()


def carry_out(
    program: Program, phases: Sequence[Mapping[str, Any]], deeds: Sequence[Deed], start: float
) -> dict[int, tuple[Deed, Pressed]]:
    """Press the keys of the deeds when their time has come."""
    done, moved = {}, start
    for deed in deeds:
        phase = phases[deed.phase]
        _sleep_until(moved + phase["start_s"] + deed.after_s)
        pressed = Pressed(time.monotonic())
        program.press("space" if deed.pause_s else "Right")
        if deed.pause_s:
            _sleep_until(pressed.at + deed.pause_s)
            pressed.resumed_at = time.monotonic()
            program.press("space")
            moved += pressed.resumed_at + 3 - pressed.at
        else:
            moved += pressed.at - (moved + phase["start_s"] + phase["duration_s"])
        done[deed.phase] = deed, pressed
    last = phases[-1]
    _sleep_until(moved + last["start_s"] + last["duration_s"])
    return done


def _sleep_until(second: float) -> None:
    time.sleep(max(0.0, second - time.monotonic()))


def find(phases: Sequence[Mapping[str, Any]], kind: str, exercise: str) -> int:
    found: int = next(p["index"] for p in phases if p["kind"] == kind and p["exercise"] == exercise)
    return found


@pytest.mark.parametrize(
    ("player", "busy", "settings"),
    [
        ("qt", False, THREE_MINUTES),
        ("simpleaudio", False, BRISK),
        ("qt", True, BRISK),
        pytest.param(
            "simpleaudio", True, BRISK, marks=pytest.mark.skipif(not LONG, reason="HIPSTRETCH_LONG=1")
        ),
    ],
    ids=["qt", "simpleaudio", "qt-busy", "simpleaudio-busy"],
)
def test_every_cue_is_heard_when_it_was_planned(
    tmp_path: Path, player: str, busy: bool, settings: Mapping[str, Any]
) -> None:
    data_dir = tmp_path / "data"
    data_dir.mkdir()
    chosen = {"welcomed": True, **({} if LONG else settings)}
    (data_dir / "settings.json").write_text(json.dumps(chosen), encoding="utf-8")
    history = data_dir / "history.jsonl"
    history.write_text(json.dumps(BEFORE) + "\n", encoding="utf-8")
    phases = plan_of(data_dir)
    lunge = find(phases, "hold", "half-kneel-lunge")
    strap = find(phases, "hold", "supine-hamstring-strap")
    deeds = [
        Deed(lunge, 2.4, pause_s=2.2),
        Deed(find(phases, "prepare", "supine-figure-four"), 1.5),  # skipped
        Deed(strap, 2.5),  # skipped
    ]

    with SoundServer(tmp_path) as server, Desktop() as screen, server.record() as recorder:
        without = () if player == "simpleaudio" else ("simpleaudio",)
        program = screen.start_program(data_dir, environment=server.environment, without=without)
        program.wait_for_window()
        time.sleep(1.0)  # the window is there before its focus is
        steadiness = Steadiness()
        with busy_cores() if busy else nullcontext():
            start = time.monotonic()
            program.press("Return")
            done = carry_out(program, phases, deeds, start)
            wait_until(lambda: len(history.read_text().splitlines()) == 2, 10, "the session was not kept")
            time.sleep(1.5)  # the last sound rings out
        steadiness.stop()
        assert program.close() == 0
    heard = recorder.heard(assets_dir() / "sounds" / "bowl")
    wanted = list(expected(phases, start, done))
    record = json.loads(history.read_text().splitlines()[1])
    sets = {(e["id"], s["side"]): s for e in record["exercises"] for s in e["sets"]}
    skipped = sets.pop(("supine-hamstring-strap", phases[strap]["side"]))
    assert record["routine"] == "six-minutes"
    assert record["outcome"] == "partial"
    assert skipped["outcome"] == "skipped"
    assert skipped["done_s"] == pytest.approx(2.5, abs=KEY_S)
    assert all((s["outcome"], s["done_s"]) == ("done", s["planned_s"]) for s in sets.values())

    wrong, strays = compare(wanted, heard, BUSY_S if busy else IDLE_S, steadiness)
    if wrong or len(strays) > max(2, len(wanted) // STRAYS):
        if steadiness.stalls() >= TOO_MANY_STALLS:
            pytest.skip(
                f"this machine stood still {steadiness.stalls()} times, too often to judge: {wrong + strays}"
            )
        assert (wrong, strays) == ([], [])
