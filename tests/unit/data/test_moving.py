"""Data lies where it went, and what belongs to this computer does not."""

import json
from pathlib import Path

import pytest

from hipstretch.core.problem import InvalidFile
from hipstretch.data.moving import leave, take_local
from hipstretch.data.paths import MOVED, at, local_of, located, resolve
from tests.saying import refused


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's folders of this test."""
    for name in ("CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / "home" / name.lower()))


def test_without_a_word_the_systems_folders_are_used() -> None:
    assert located(None) == resolve(None)


def test_what_belongs_to_this_computer_lies_in_no_folder_that_may_be_shared(tmp_path: Path) -> None:
    paths = located(tmp_path / "shared")
    assert paths == at(tmp_path / "shared") == resolve(tmp_path / "shared", local_of(tmp_path / "shared"))
    assert paths.shared
    assert not paths.local.is_relative_to(tmp_path / "shared")
    assert paths.local != located(tmp_path / "other").local
    assert paths.local.name == resolve(tmp_path / "shared").waiting.stem.removeprefix("hipstretch-")


@pytest.mark.parametrize("first", [None, "first"])
def test_data_is_where_it_went(tmp_path: Path, first: str | None) -> None:
    start = tmp_path / first if first else None
    second, third = tmp_path / "second", tmp_path / "third"
    for folder in (second, third):
        folder.mkdir()
    leave(located(start).history.parent, second)
    assert located(start) == at(second)
    leave(second, third)
    assert located(start) == located(second) == at(third)
    third.rmdir()
    with refused("that folder is not there now", InvalidFile):
        located(start)


def test_places_that_lead_to_each_other_end_somewhere(tmp_path: Path) -> None:
    for one, other in (("a", "b"), ("b", "a")):
        (tmp_path / one).mkdir(exist_ok=True)
        leave(tmp_path / one, tmp_path / other)
        (tmp_path / other).mkdir(exist_ok=True)
    assert located(tmp_path / "a").history.parent in {tmp_path / "a", tmp_path / "b"}


@pytest.mark.parametrize("text", ["?", "{}", '{"to": 5}', '{"to": "not/absolute"}'])
def test_where_it_went_must_be_told(tmp_path: Path, text: str) -> None:
    (tmp_path / MOVED).write_text(text, encoding="utf-8")
    with refused("says where your data lies, and can't be understood", InvalidFile):
        located(tmp_path)


def test_what_earlier_versions_kept_of_this_computer_is_taken_out(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    (shared / "sessions").mkdir(parents=True)
    for name in ("window.json", "reminders.json", "sessions/a.json", "sessions/b.json"):
        (shared / name).write_text(json.dumps(name), encoding="utf-8")
    paths = at(shared)
    (paths.local / "sessions").mkdir(parents=True)
    (paths.local / "sessions" / "b.json").write_text("mine", encoding="utf-8")
    assert paths.unsorted
    take_local(paths)
    take_local(paths)
    assert json.loads(paths.window.read_bytes()) == "window.json"
    assert json.loads(paths.reminders.read_bytes()) == "reminders.json"
    assert (paths.sessions / "a.json").exists()
    assert (paths.sessions / "b.json").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in shared.rglob("*") if path.is_file()] == ["b.json"]
    take_local(resolve(shared))
    assert (shared / "sessions" / "b.json").exists()
    (shared / "sessions" / "b.json").unlink()
    take_local(paths)
    assert not paths.unsorted
