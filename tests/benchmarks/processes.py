"""What a program and its children take of memory and processor. Linux only."""

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


def cpu_percent(pid: int, seconds: float) -> float:
    """What a program takes of one core while `seconds` pass, in percent."""
    before, began = _cpu_ns(pid), time.monotonic()
    time.sleep(seconds)
    return (_cpu_ns(pid) - before) / 1e7 / (time.monotonic() - began)


def _pss_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


def _cpu_ns(pid: int) -> int:
    """Nanoseconds on a processor, of all threads that live; the ticks of /proc/PID/stat are too coarse for idleness."""
    tasks = (task for one in family(pid) for task in Path(f"/proc/{one}/task").glob("*/schedstat"))
    return sum(int(task.read_text(encoding="ascii").split()[0]) for task in tasks)
