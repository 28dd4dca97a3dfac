"""Every benchmark: `python -m tests.benchmarks` prints one table, `--json FILE` keeps the figures. Linux only.

It takes almost two hours, most of it sessions that are listened to; with `--quick` a quarter of one. Names, as in
`python -m tests.benchmarks launch running`, are those of the modules here.
"""

import argparse
import json
import os
import platform
import sys
from datetime import datetime
from importlib import import_module
from pathlib import Path

import PySide6

import hipstretch
from tests.benchmarks.figures import Figure, table

ALL = ("launch", "running", "background", "pictures", "history", "reading", "bundle", "size", "cues")


def machine() -> dict[str, str]:
    """What it was measured on."""
    processors = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next((line.split(":")[1].strip() for line in processors if line.startswith("model name")), "?")
    memory = int(Path("/proc/meminfo").read_text(encoding="ascii").split()[1]) / 1e6
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    return {
        "hipstretch": hipstretch.__version__,
        "date": datetime.now().astimezone().date().isoformat(),
        "processor": f"{os.cpu_count()} cores, {model}, {memory:.0f} GB",
        "system": f"{system}, Python {platform.python_version()}, PySide6 {PySide6.__version__}, Xvfb, PulseAudio",
    }


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"{', '.join(ALL)}; all without one")
    parser.add_argument("--quick", action="store_true", help="fewer turns and a short session")
    parser.add_argument("--json", type=Path, metavar="FILE", help="where the figures are written")
    options = parser.parse_args()
    found: list[Figure] = []
    for name in options.names or ALL:
        for figure in import_module(f"tests.benchmarks.{name}").figures(quick=options.quick):
            print(
                f"{figure.part}: {figure.what}: {figure.value:.2f} {figure.unit}", file=sys.stderr, flush=True
            )
            found.append(figure)
    told = machine()
    print(f"{told['date']}, Hipstretch {told['hipstretch']}, {told['processor']}; {told['system']}.\n")
    print(table(found))
    if options.json:
        everything = {"machine": told, "figures": [figure._asdict() for figure in found]}
        options.json.write_text(json.dumps(everything, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
