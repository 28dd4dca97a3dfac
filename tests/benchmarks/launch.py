"""How long the program takes to start: `python -m tests.benchmarks.launch`.

For 10 and 10,000 sessions in turn, on a virtual display: the median and the fastest time in milliseconds from the
start of the process until its window is on the screen, and how much longer the long history takes.
"""

import tempfile
import time
from datetime import datetime
from pathlib import Path
from statistics import median

from tests import histories
from tests.e2e.desktop import Desktop

COUNTS = (10, 10_000)
TURNS = 15


def main() -> None:
    """Start it again and again."""
    took: dict[int, list[float]] = {count: [] for count in COUNTS}
    with tempfile.TemporaryDirectory() as temporary, Desktop() as screen:
        for count in COUNTS:
            folder = Path(temporary, str(count))
            folder.mkdir()
            (folder / "settings.json").write_text('{"welcomed": true, "sound": false}', encoding="utf-8")
            now = datetime.now().astimezone().date()
            histories.write(folder / "history.jsonl", count, now, per_day=3.0)
        for turn in range(TURNS + 1):
            for count in COUNTS:
                start = time.perf_counter()
                program = screen.start_program(Path(temporary, str(count)))
                program.wait_for_window()
                if turn:  # the first one warms the disk
                    took[count].append((time.perf_counter() - start) * 1000)
                program.close()
    for count, times in took.items():
        print(f"{count:9,} sessions: median {median(times):6.0f} ms, fastest {min(times):6.0f} ms")
    few, many = (median(times) for times in took.values())
    print(f"the long history: {100 * (many / few - 1):+.1f} %")


if __name__ == "__main__":
    main()
