"""Everything the program writes lies where the person said."""

import getpass
from dataclasses import astuple
from pathlib import Path

import pytest

from hipstretch.data.paths import name_of, resolve


def test_everything_is_below_the_data_dir(tmp_path: Path) -> None:
    paths = resolve(tmp_path)
    names = {p.relative_to(tmp_path).as_posix() for p in astuple(paths)}
    assert names == {
        ".",
        "settings.json",
        "history.jsonl",
        "checks.jsonl",
        "sessions",
        "exercises",
        "routines",
        "log.txt",
    }


def test_what_stays_on_this_computer_lies_elsewhere_if_that_is_said(tmp_path: Path) -> None:
    paths = resolve(tmp_path / "shared", tmp_path / "local")
    assert paths.shared
    assert not resolve(tmp_path).shared
    assert not resolve(None).shared
    local = (paths.sessions, paths.log, paths.window, paths.computer, paths.reminders)
    assert {path.parent for path in local} == {tmp_path / "local"}
    data = (paths.settings, paths.history, paths.checks, paths.exercises, paths.routines, paths.backups)
    assert {path.parent for path in data} == {tmp_path / "shared"}


def test_without_one_the_systems_folders_are_used() -> None:
    *places, data_dir = astuple(resolve(None))
    assert data_dir is None
    paths = (*places, resolve(None).waiting, resolve(None).reminders)
    assert all(p.is_absolute() and "hipstretch" in str(p) for p in paths)
    assert len(set(paths)) == len(paths)


def test_the_data_dir_is_known_by_a_name_that_holds_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert resolve(Path("mine")).data_dir == tmp_path / "mine"


def test_a_folder_has_one_name_by_whatever_path(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert resolve(tmp_path / "link").waiting == resolve(tmp_path / "real").waiting


def test_every_folder_in_which_something_is_written_is_known(tmp_path: Path) -> None:
    paths = resolve(tmp_path / "data")
    (paths.exercises / "mine").mkdir(parents=True)
    (tmp_path / "dotfiles").mkdir()
    paths.settings.symlink_to(tmp_path / "dotfiles" / "settings.json")
    folders = set(paths.folders())
    assert folders == {
        paths.history.parent,
        paths.history.parent / "backups",
        paths.exercises,
        paths.exercises / "mine",
        paths.sessions,
        paths.routines,
        paths.waiting.parent,
        tmp_path / "dotfiles",
    }


def test_what_waits_has_another_place_and_each_data_dir_its_own(tmp_path: Path) -> None:
    here, there = resolve(tmp_path / "a").waiting, resolve(tmp_path / "b").waiting
    assert here != there
    assert not here.is_relative_to(tmp_path / "a")
    assert here == resolve(tmp_path / "a").waiting


def test_where_earlier_versions_kept_a_session(tmp_path: Path) -> None:
    assert resolve(tmp_path).old_journal == tmp_path / "session.json"


def test_a_person_without_a_name_has_a_place_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid")

    monkeypatch.setattr(getpass, "getuser", nobody)
    assert len(name_of(tmp_path)) == 16
    assert name_of(tmp_path) != name_of(tmp_path / "other")


def test_where_the_window_was_lies_beside_the_settings(tmp_path: Path) -> None:
    assert resolve(tmp_path).window == tmp_path / "window.json"
