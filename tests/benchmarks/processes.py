"""What a program and its children take of memory and processor. Linux only."""

import os
import time
from pathlib import Path


def family(pid: int) -> list[int]:
    """A process and all that came from it."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            found += map(int, task.read_text(encoding="ascii").split())
    return found


def pss_mb(pid: int) -> float:
    """Memory of a program, in MB: what it shares with others counts in part (proportional set size)."""
    return sum(_pss_kb(one) for one in family(pid)) / 1024


def wakeups(pid: int, seconds: float) -> tuple[float, float]:
    """How often in a second a program was woken while `seconds` pass, and what it took of one core, in percent.

    Threads count that live all the time.
    """
    before = _sleeps(pid)
    percent = cpu_percent(pid, seconds)
    after = _sleeps(pid)
    return sum(count - before[task] for task, count in after.items() if task in before) / seconds, percent


def cpu_percent(pid: int, seconds: float) -> float:
    """What a program takes of one core while `seconds` pass, in percent."""
    before, began = _cpu_s(pid), time.monotonic()
    time.sleep(seconds)
    return 100 * (_cpu_s(pid) - before) / (time.monotonic() - began)


def _pss_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _sleeps(pid: int) -> dict[str, int]:
    """How often each thread of a program and its children has begun to wait, by the thread's path."""
    found = {}
    for one in family(pid):
        for status in Path(f"/proc/{one}/task").glob("*/status"):
            words = status.read_text(encoding="utf-8").partition("\nvoluntary_ctxt_switches:")[2].split()
            found[str(status)] = int(words[0])
    return found


def _cpu_s(pid: int) -> float:
    """Seconds on a processor of a process and its children, also in threads that have ended."""
    ticks = 0
    for one in family(pid):
        after_name = Path(f"/proc/{one}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks += int(after_name[11]) + int(after_name[12])
    return ticks / os.sysconf("SC_CLK_TCK")
