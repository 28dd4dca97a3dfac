"""Two computers, each with its program, and Syncthing between them, which is cut and joined again.

What both did meanwhile, by chance, is there on both in the end: nothing lost, nothing doubled, and no file left that
two had changed. Some minutes of it with HIPSTRETCH_LONG=1.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, Self

import pytest

from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.checks_file import ChecksFile
from hipstretch.data.conflict_names import found, original
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.paths import resolve
from hipstretch.data.settings_file import SettingsFile
from tests.e2e import tools
from tests.e2e.desktop import wait_until
from tests.e2e.syncthing import Pair

pytestmark = tools.needs("syncthing")
ROUNDS, EACH = (30, 40) if os.environ.get("HIPSTRETCH_LONG") else (4, 25)
"""How often they are cut off, and how much each does meanwhile."""
TOGETHER_S = 120


class Computer:
    """A program, its data, and a home of its own."""

    def __init__(self, base: Path, name: str) -> None:
        self.folder = base / name
        home = base / f"home-{name}"
        homes = {f"XDG_{one}_HOME": str(home / one.lower()) for one in ("CONFIG", "DATA", "STATE", "CACHE")}
        self._program = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.folder_driver", str(self.folder), name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=os.environ | homes | {"QT_QPA_PLATFORM": "offscreen", "HOME": str(home)},
        )
        self.done: list[dict[str, Any]] = []
        self.records: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._program.stdin
        self._program.stdin.close()
        assert self._program.stdout
        self._program.stdout.close()
        try:
            self._program.wait(30)
        except subprocess.TimeoutExpired:
            self._program.kill()

    def say(self, line: str) -> None:
        """Tell the program to do something."""
        assert self._program.stdin
        self._program.stdin.write(f"{line}\n")
        self._program.stdin.flush()

    def hear(self) -> None:
        """Wait until it is done."""
        assert self._program.stdout
        said = json.loads(self._program.stdout.readline())
        assert said["notices"] == []
        self.done += said["done"]
        self.records = said["records"]

    def files(self) -> dict[str, bytes]:
        """All that is shared, but for what was put away, and what Syncthing was writing."""
        base = self.folder
        paths = [path for path in base.rglob("[!.]*") if path.is_file()]
        names = {path.relative_to(base).as_posix(): path for path in paths}
        ours = {n: p for n, p in names.items() if n[0] != "." and not n.startswith("backups/")}
        return {n: p.read_bytes() for n, p in ours.items() if p.exists()}


@pytest.fixture
def computers(tmp_path: Path) -> Iterator[tuple[Computer, Computer, Pair]]:
    with ExitStack() as stack:
        folders = (tmp_path / "a", tmp_path / "b")
        pair = stack.enter_context(Pair(tmp_path, folders))
        a, b = (stack.enter_context(Computer(tmp_path, name)) for name in "ab")
        yield a, b, pair


def _agree(a: Computer, b: Computer, pair: Pair) -> bool:
    with suppress(FileNotFoundError):  # one was just replaced
        conflict = any(True for one in (a, b) for _ in found(resolve(one.folder)))
        return not conflict and a.files() == b.files() and pair.same and a.files() == b.files()
    return False


def test_whatever_two_do_apart_is_there_on_both(computers: tuple[Computer, Computer, Pair]) -> None:
    a, b, pair = computers
    wait_until(lambda: pair.same, TOGETHER_S, "they did not find each other")
    for number in range(ROUNDS):
        pair.cut()
        for who, one in enumerate((a, b)):
            one.say(f"do {2 * number + who} {EACH}")
        for one in (a, b):
            one.hear()
        pair.join()
        try:
            wait_until(lambda: _agree(a, b, pair), TOGETHER_S, "they do not agree")
        except TimeoutError:
            mine, theirs = a.files(), b.files()
            others = sorted(n for n in mine.keys() | theirs.keys() if mine.get(n) != theirs.get(n))
            pytest.fail(f"round {number}: {others} are not the same; {sorted(mine)}")
    time.sleep(2)  # nobody has anything to add
    assert _agree(a, b, pair)
    for one in (a, b):
        one.say("look")
        one.hear()
    _check(a, b)


def _check(a: Computer, b: Computer) -> None:
    done = [*a.done, *b.done]
    paths = resolve(a.folder)
    assert not [name for name in a.files() if original(Path(name).name)], "no file of both is left"
    records, problems = HistoryFile(paths.history).load()
    assert problems == ()
    kept = {r.id: r for r in records}
    assert a.records == b.records == {r.id: r.note for r in records}, "the programs show it"
    ever = {one["id"] for one in done if one["act"] == "session"}
    deleted = {one["id"] for one in done if one["act"] == "delete"}
    brought_back = {one["id"] for one in done if one["act"] == "back"}
    assert kept.keys() <= ever
    assert kept.keys() >= ever - deleted, "nothing is lost"
    assert not kept.keys() & (deleted - brought_back), "deleted stays deleted"
    for name in kept.keys() - deleted:
        edits = [one for one in done if one["act"] == "edit" and one["id"] == name]
        last = max(edits, key=lambda one: one["at"])["note"] if edits else ""
        assert kept[name].note == last, "the last edit counts"
    lines = [json.loads(line) for line in paths.history.read_bytes().splitlines()]
    assert len({line["id"] for line in lines}) == len({*ever}), "each is there once, or that it was deleted"

    checks, problems = ChecksFile(paths.checks).load()
    assert problems == ()
    assert sorted(one.id for one in checks) == sorted(one["id"] for one in done if one["act"] == "check")

    settings, problems = SettingsFile(paths.settings).load()
    assert problems == ()
    for field in ("minutes", "goal_days"):
        changes = [one for one in done if one["act"] == "setting" and one["field"] == field]
        if changes:
            assert getattr(settings, field) == max(changes, key=lambda one: one["at"])["value"], field

    known = catalogue.load([assets_dir(), a.folder])
    assert known.problems == ()
    exercises = {e.text.name for e in known.exercises.values()}
    assert {one["name"] for one in done if one["act"] == "exercise"} <= exercises
    routines = {r.name for r in known.routines.values()}
    assert {one["name"] for one in done if one["act"] == "routine" and one["id"] != "my-common"} <= routines
    names = [r.name for k, r in known.routines.items() if (paths.routines / f"{k}.toml").exists()]
    assert len(names) == len(set(names)), "nothing is there twice"
    print(
        f"{len(done)} things done, {len(kept)} sessions, {len(list((a.folder / 'backups').iterdir()))} merged files"
    )
