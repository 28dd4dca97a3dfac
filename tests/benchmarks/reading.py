"""What it costs to read the exercises, in every language: milliseconds of processor time, and kilobytes in the bundle.

Also how long sixty exercises of one's own take whose texts are as long as they may be.
"""

import gzip
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from hipstretch import translation
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import MAX_LINES
from hipstretch.data.toml_fields import MAX_LINE
from tests.benchmarks.figures import Figure

TURNS, QUICK_TURNS = 20, 5
MOST_WORDS_MS, MOST_KB, MOST_LONG_MS = 10, 150, 1000


def took_ms(act: Callable[[], object], turns: int) -> float:
    """The median."""
    found = []
    for _ in range(turns):
        began = time.process_time()
        act()
        found.append((time.process_time() - began) * 1000)
    return median(found)


def use_anew(tag: str) -> None:
    """Read a language's sentences."""
    translation.use(translation.ENGLISH)
    translation.use(tag)


def bundled_kb(tag: str) -> float:
    """What a language takes in the bundle, where its texts are packed; without Qt's own words."""
    assets = assets_dir()
    texts = sum(len(gzip.compress(path.read_bytes())) for path in assets.glob(f"*/**/text.{tag}.toml"))
    rest = (assets / "languages" / f"{tag}{end}" for end in (".mo.gz", ".sheet.toml"))
    return (texts + sum(path.stat().st_size for path in rest)) / 1000


def write_long(folder: Path) -> None:
    """Sixty exercises whose texts are as long as they may be."""
    line = ("Glide forward until it pulls, then wait. " * 15)[:MAX_LINE].strip()
    lists = "".join(f"{n} = {[line] * MAX_LINES}\n" for n in ("steps", "mistakes", "cautions", "equipment"))
    lines = "".join(f'{n} = "{line}"\n' for n in ("felt", "breathing", "easier", "harder", "stop", "source"))
    facts = (assets_dir() / "exercises" / "frog" / "exercise.toml").read_bytes()
    for n in range(60):
        one = folder / "exercises" / f"long-{n}"
        one.mkdir(parents=True)
        (one / "exercise.toml").write_bytes(facts)
        (one / "text.en.toml").write_text(f'name = "Long {n}"\n{lists}{lines}', encoding="utf-8")


def figures(*, quick: bool) -> Iterator[Figure]:
    """Milliseconds and kilobytes."""
    turns = QUICK_TURNS if quick else TURNS
    english = took_ms(lambda: catalogue.load([assets_dir()]), turns)
    yield Figure("Reading the exercises", "in English", english, "ms")
    for tag in translation.available():
        if tag == translation.ENGLISH:
            continue
        part = f"Language {tag}"
        words = took_ms(lambda tag=tag: use_anew(tag), turns)  # type: ignore[misc]
        yield Figure(part, "the program's sentences", words, "ms", most=MOST_WORDS_MS)
        texts = took_ms(lambda tag=tag: catalogue.load([assets_dir()], tag), turns)  # type: ignore[misc]
        yield Figure(part, "the exercises, more than in English", texts - english, "ms")
        yield Figure(part, "in the bundle", bundled_kb(tag), "kB", most=MOST_KB)
    translation.use(translation.ENGLISH)
    with tempfile.TemporaryDirectory() as folder:
        write_long(Path(folder))
        long = took_ms(lambda: catalogue.load([Path(folder)]), 3)
        yield Figure("Reading the exercises", "sixty of the longest", long, "ms", most=MOST_LONG_MS)
