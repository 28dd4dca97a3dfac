"""Which cues a session should be heard with, and how what was heard compares with it."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.sound_server import CLEAR_MATCH, Heard

IDLE_S, BUSY_S = 0.020, 0.050
"""How far a cue may be from its time, with the processor idle and with every core busy."""
KEY_S = 1.0
"""How long a key press may take to be sent and have its effect."""
STRAYS, STRAYS_ANYWAY, STRAY_S, RING_S = 15, 2, 0.5, 2.5
"""One cue in so many, or so many of a few, may be torn or so late for no known reason; a cue rings so long."""
SHAKEN_S, COMPARED_S = 0.010, 0.6
"""If the machine stood still for so long in all, within so long around a cue's beginning, the cue is not judged."""

told: list[str] = []
"""Every verdict of the running test, in words: conftest.py keeps them, also those of a test that is passed."""


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

    def rings_at(self, second: float) -> bool:
        """Whether it may still be heard then, or just begins."""
        return -BUSY_S <= second - self.at <= RING_S


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

    def lost_around(self, second: float) -> float:
        """Seconds the machine withheld around a monotonic second."""
        return sum(lost for end, lost in self._late if end - lost - COMPARED_S < second < end + COMPARED_S)


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


@dataclass
class Verdict:
    """What a comparison found, in words."""

    wrong: list[str] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    """Cues that are late, or broken by a gap, for no reason that was seen."""
    shaken: list[str] = field(default_factory=list)
    """The same while the machine stood still: a cue that sounds then is torn."""
    cues: int = 0
    worst_s: float = 0.0
    """How far the others were from their time at most."""

    def good(self) -> bool:
        """Whether nothing is wrong and few strayed, which is also told at the end of the run.

        Skips the test where the machine spoiled more than half of the cues.
        """
        too_shaken = len(self.shaken) > self.cues / 2
        good = not self.wrong and len(self.strays) <= max(STRAYS_ANYWAY, self.cues // STRAYS)
        told.append(
            f"{'not judged' if too_shaken else 'good' if good else 'NOT GOOD'}: {self.cues} cues, "
            f"{len(self.wrong)} wrong, {len(self.strays)} strays, {len(self.shaken)} spoiled by the machine, "
            f"the worst of the others {self.worst_s * 1000:.1f} ms from its time"
            + ("" if good else ": " + "; ".join(self.wrong + self.strays))
        )
        if too_shaken:
            pytest.skip(f"this machine stands still too often to judge: {self}")
        return good


def compare(
    wanted: Sequence[Expected], heard: Sequence[Heard], allowed_s: float, steadiness: Steadiness
) -> Verdict:
    """Compare what was heard with what should have been: each cue whole and at its time, and nothing else."""
    rest = list(heard)
    verdict = Verdict(cues=len(wanted))
    spoiled: list[Expected] = []
    whole: list[Expected] = []
    shift, anchoring = 0.0, True
    for want in wanted:
        anchoring = anchoring or want.anchor
        at = want.at if anchoring else want.at + shift
        reach = KEY_S if anchoring else STRAY_S
        near = [h for h in rest if h.cue == want.cue and abs(h.at - at) <= reach]
        got = min(near, key=lambda h: (h.match < CLEAR_MATCH, h.at), default=None)
        if got:
            rest.remove(got)
            if anchoring and got.match >= CLEAR_MATCH:
                shift, anchoring = got.at - at, False
                whole.append(replace(want, at=got.at))
                continue
        late = got.at - at if got else 0.0
        lost = steadiness.lost_around(at)
        if got and not anchoring and abs(late) <= allowed_s + lost:
            verdict.worst_s = max(verdict.worst_s, abs(late))
            whole.append(replace(want, at=at))
            continue
        what = f"{want.cue} at {want.at - wanted[0].at:.2f} s " + (
            f"was {late * 1000:+.0f} ms late" if got and not anchoring else "was not heard whole"
        )
        torn = got or any(abs(h.at - at) <= reach for h in rest if h.match < CLEAR_MATCH)
        where = verdict.shaken if lost >= SHAKEN_S else verdict.strays if torn else verdict.wrong
        where.append(what)
        spoiled.append(replace(want, at=at))
    for noise in rest:  # what a gap made of a cue, even notes like those of another; or what nobody planned
        if any(want.rings_at(noise.at) for want in spoiled) or (
            noise.match < CLEAR_MATCH and steadiness.lost_around(noise.at) >= SHAKEN_S
        ):
            continue
        what = f"{noise.cue} was heard at {noise.at - wanted[0].at - shift:.2f} s"
        torn_cue = next((want for want in reversed(whole) if want.rings_at(noise.at)), None)
        (verdict.strays if torn_cue else verdict.wrong).append(what)
        spoiled += [torn_cue] if torn_cue else []
    return verdict
