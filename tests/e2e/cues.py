"""Which cues a session should be heard with, and how what was heard compares with it."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.e2e.sound_server import CLEAR_MATCH, Heard

IDLE_S, BUSY_S = 0.020, 0.050
"""How far a cue may be from its time, with the processor idle and with every core busy."""
KEY_S, START_S = 1.0, 1.5
"""How long a key press may take to be sent and have its effect, and the one that starts a session and its sound."""
STRAYS, STRAY_S, RING_S = 15, 0.3, 2.5
"""One cue in so many may be so late; a cue rings so long."""


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


def plan_of(data_dir: Path, routine: str) -> list[Mapping[str, Any]]:
    """The phases of a routine as `hipstretch plan --json` prints them."""
    command = [
        sys.executable,
        "-m",
        "hipstretch",
        "plan",
        routine,
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
