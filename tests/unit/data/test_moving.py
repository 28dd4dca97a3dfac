"""Data lies where it went, and what belongs to this computer does not."""

import json
import os
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hipstretch.core.problem import InvalidFile
from hipstretch.core.settings import Settings
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.checks_file import ChecksFile
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.moving import has_data, leave, look, move, take_local, target_in
from hipstretch.data.paths import MOVED, Paths, at, local_of, located, resolve
from hipstretch.data.settings_file import BothFiles, SettingsFile
from tests.killing import KilledError, killed
from tests.saying import refused
from tests.unit.data.test_checks_file import check
from tests.unit.data.test_exchange import ROUTINE, files
from tests.unit.data.test_history_file import session


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


def person(folder: Path, number: int) -> Paths:
    """Somebody with two sessions, one of which all have, a check, settings, an own exercise and a routine with it."""
    paths = resolve(folder, folder.with_name(f"{folder.name}-local"))
    HistoryFile(paths.history).append(session(0), session(number))
    ChecksFile(paths.checks).add(check(number))
    changed = Settings(minutes=10 + number) if number % 2 else Settings(volume=10 + number)
    SettingsFile(paths.settings).save(changed)
    frog = paths.exercises / "my-frog"
    shutil.copytree(assets_dir() / "exercises" / "frog", frog, ignore=lambda *_: ["woman", "man"])
    text = (frog / "text.en.toml").read_text(encoding="utf-8")
    (frog / "text.en.toml").write_text(text.replace("Frog", f"Frog {number}", 1), encoding="utf-8")
    paths.routines.mkdir()
    (paths.routines / "mine.toml").write_text(ROUTINE.replace("One.", f"Number {number}."), encoding="utf-8")
    (paths.routines / f"r{number}.toml").write_text(ROUTINE, encoding="utf-8")
    paths.backups.mkdir()
    (paths.backups / f"{number}.jsonl").write_text(f"{number}", encoding="utf-8")
    paths.local.mkdir()
    for path in (paths.window, paths.drafts):
        path.write_text(f"{number}", encoding="utf-8")
    return paths


def go(paths: Paths, target: Path) -> Paths:
    return move(paths, target, assets_dir(), lambda _: None)


def what(folder: Path) -> tuple[Any, ...]:
    """What somebody whose data lies there has."""
    paths = resolve(folder)
    found = catalogue.load([assets_dir(), folder])
    routines = sorted(r.summary for k, r in found.routines.items() if (paths.routines / f"{k}.toml").exists())
    own = sorted(e.text.name for k, e in found.exercises.items() if (paths.exercises / k).exists())
    history, unread = HistoryFile(paths.history).load()
    assert unread == found.problems == ()
    return history, ChecksFile(paths.checks).load()[0], SettingsFile(paths.settings).load()[0], routines, own


def test_all_of_it_moves_and_the_old_place_says_where_it_went(tmp_path: Path) -> None:
    paths = person(tmp_path / "old", 1)
    before, had = what(tmp_path / "old"), files(tmp_path / "old")
    (paths.exercises / "empty").mkdir()
    there = go(paths, tmp_path / "new")
    assert there == at(tmp_path / "new") == located(tmp_path / "old")
    assert files(tmp_path / "new") == had
    assert what(tmp_path / "new") == before
    assert files(tmp_path / "old").keys() == {MOVED}
    assert there.window.read_text(encoding="utf-8") == there.drafts.read_text(encoding="utf-8") == "1"
    back = go(there, tmp_path / "old")
    assert back == located(tmp_path / "old") == at(tmp_path / "old")
    assert what(tmp_path / "old") == before


@pytest.mark.parametrize("others", [False, True], ids=["empty", "with data"])
def test_data_that_comes_back_to_the_systems_folders_is_found_there(tmp_path: Path, *, others: bool) -> None:
    usual = resolve(None)
    usual.history.parent.mkdir(parents=True)
    before = what(person(tmp_path / "new", 1).history.parent)
    leave(usual.history.parent, tmp_path / "new")
    if others:
        HistoryFile(usual.history).append(session(0))
    paths = located(None)
    paths.local.mkdir(parents=True)
    paths.computer.write_text('{"volume": 35}', encoding="utf-8")
    assert go(paths, usual.history.parent) == located(None) == usual
    assert what(usual.history.parent)[:2] == before[:2]
    assert what(usual.history.parent)[3:] == before[3:]
    assert BothFiles(usual).load()[0] == Settings(minutes=11, volume=35)
    assert usual.computer.parent == usual.settings.parent


def test_somebody_with_next_to_nothing_takes_along_what_waits(tmp_path: Path) -> None:
    paths = at(tmp_path / "old")
    HistoryFile(paths.history).append(session(1))
    paths.sessions.mkdir(parents=True)
    (paths.sessions / "a.json").write_text("waits", encoding="utf-8")
    HistoryFile(resolve(tmp_path / "new").history).append(session(2))
    (resolve(tmp_path / "new").routines).mkdir()
    assert look(paths, tmp_path / "new", assets_dir(), lambda _: None).own == ()
    there = go(paths, tmp_path / "new")
    assert (there.sessions / "a.json").read_text(encoding="utf-8") == "waits"
    assert not list(paths.sessions.iterdir())
    assert HistoryFile(there.history).load()[0] == (session(1), session(2))


def test_two_that_have_data_become_one(tmp_path: Path) -> None:
    paths, other = person(tmp_path / "old", 1), person(tmp_path / "new", 2)
    preview = look(paths, tmp_path / "new", assets_dir(), lambda _: None)
    assert preview.sessions == (session(2),)
    assert preview.known_sessions == 1
    assert preview.checks == (check(2),)
    assert preview.settings
    assert [one.id for one in preview.own] == ["my-frog", "mine", "r2"]
    go(paths, tmp_path / "new")
    history, checks, settings, routines, own = what(tmp_path / "new")
    assert history == (session(0), session(1), session(2))
    assert checks == (check(1), check(2))
    assert settings == Settings(volume=12, minutes=11)
    assert routines == ["Number 1.", "Number 2.", "One.", "One."]
    found = catalogue.load([assets_dir(), tmp_path / "new"])
    names = {r.summary: found.exercises[r.entries[0].exercise].text.name for r in found.routines.values()}
    assert names["Number 1."] == "Frog 1 stretch (2)", "a routine goes with its exercise"
    assert own == ["Frog 1 stretch (2)", "Frog 2 stretch"]
    assert {"1.jsonl", "2.jsonl", "history.jsonl", "settings.json"} <= {
        p.name for p in other.backups.iterdir()
    }


def test_an_own_exercise_that_can_not_be_read_is_kept_beside(tmp_path: Path) -> None:
    paths, other = person(tmp_path / "old", 1), person(tmp_path / "new", 2)
    (paths.exercises / "my-frog" / "exercise.toml").write_text("?", encoding="utf-8")
    (paths.exercises / "empty").mkdir()
    go(paths, tmp_path / "new")
    kept = {p.name for p in other.backups.iterdir()}
    assert {"my-frog-exercise.toml", "my-frog-text.en.toml", "mine-mine.toml"} <= kept
    (other.routines / "r2.toml").write_text("?", encoding="utf-8")
    preview = look(paths, tmp_path / "new", assets_dir(), lambda _: None)
    assert preview.own == ()
    assert len(preview.remarks) == 1


def test_a_place_for_data_is_empty_or_of_its_own(tmp_path: Path) -> None:
    assert target_in(tmp_path) == tmp_path
    (tmp_path / ".stfolder").mkdir()
    assert target_in(tmp_path) == tmp_path / "hipstretch"
    person(tmp_path / "hipstretch", 1)
    assert target_in(tmp_path / "hipstretch") == tmp_path / "hipstretch"
    assert has_data(tmp_path / "hipstretch")
    assert not has_data(tmp_path)


@pytest.mark.parametrize("target", ["old", "old/deeper", ".", "link", "link/deeper", "linked", "config"])
def test_data_does_not_move_into_itself(tmp_path: Path, target: str) -> None:
    """Not by a link either, nor to where the settings lie if that is another folder."""
    paths = person(tmp_path / "old", 1)
    (tmp_path / "config").mkdir()
    paths = replace(paths, settings=paths.settings.rename(tmp_path / "config" / "settings.json"))
    (tmp_path / "link").symlink_to(tmp_path / "old")
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "history.jsonl").symlink_to(paths.history)
    before = files(tmp_path)
    with refused("lies within the folder of your data", InvalidFile):
        go(paths, tmp_path / target)
    assert files(tmp_path) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_disk_that_does_not_take_it_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = person(tmp_path / "old", 1)
    before = files(tmp_path / "old")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(OSError, match="No space"):
        go(paths, tmp_path / "new")
    assert files(tmp_path / "old") == before
    assert files(tmp_path / "new") == {}
    assert located(tmp_path / "old") == at(tmp_path / "old")


@pytest.mark.parametrize("first", range(1, 9) if os.environ.get("HIPSTRETCH_LONG") else [1])
@pytest.mark.parametrize("where", ["to an empty folder", "to one with data", "back to where it came from"])
def test_a_kill_at_any_call_of_a_move_loses_nothing(tmp_path: Path, where: str, first: int) -> None:
    """The next start finds all of it at one place, and a second try leads to the same. Each call is killed in turn."""

    def begin(name: str) -> Path:
        base = tmp_path / name
        person(base / "old", 1)
        if where == "to one with data":
            person(base / "new", 2)
        elif where == "back to where it came from":
            (base / "new").mkdir()
            leave(base / "new", base / "old")
        return base

    plain = begin("plain")
    before = what(plain / "old")
    go(resolve(plain / "old", plain / "old-local"), plain / "new")
    wanted = what(plain / "new")
    asked = "new" if where == "back to where it came from" else "old"
    step = 8 if os.environ.get("HIPSTRETCH_LONG") else 17
    for call in range(first, 2000, step):
        base = begin(str(call))
        with killed(call, call % 2) as kill, suppress(KilledError):
            go(resolve(base / "old", base / "old-local"), base / "new")
        if kill.left > 0:
            break
        lies = located(base / asked).history.parent
        assert what(lies) == (before if lies == base / "old" else wanted), call
        if lies == base / "old":
            go(resolve(base / "old", base / "old-local"), base / "new")
        assert what(base / "new") == wanted, call
        shutil.rmtree(base)
    assert 30 < call < 1000
