"""How long it takes to import a bundle: as many own exercises with pictures as the program brings along."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from hipstretch.data import exchange
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import resolve
from hipstretch.qt import transfer
from tests.benchmarks.figures import Figure

TURNS = 3


def figures(*, quick: bool) -> Iterator[Figure]:
    """Milliseconds to look into it and to add it, and how large it is."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        here, bundle = resolve(folder / "here"), folder / "all.hipstretch"
        built_in = sorted((assets_dir() / "exercises").iterdir())
        for exercise in built_in:
            shutil.copytree(exercise, here.exercises / f"own-{exercise.name}")
        exchange.export(bundle, here)
        looks, adds = [], []
        for turn in range(1 if quick else TURNS):
            there = resolve(folder / str(turn))
            began = time.perf_counter()
            offer = transfer.look_into(bundle, there)
            looked = time.perf_counter()
            transfer.add(offer, there)
            adds.append((time.perf_counter() - looked) * 1000)
            looks.append((looked - began) * 1000)
        size = bundle.stat().st_size / 1e6
    part = f"Bundle of {len(built_in)} exercises, {size:.1f} MB"
    yield Figure(part, "looked into", median(looks), "ms")
    yield Figure(part, "added", median(adds), "ms")
