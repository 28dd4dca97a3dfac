"""What two computers wrote apart comes together, whatever the program that syncs their folder calls it."""

import json
import os
import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipstretch.core.photos import Photo, Photos
from hipstretch.core.problem import Fault, Invalid, Problem
from hipstretch.core.record import Deleted
from hipstretch.core.settings import DosageOverride, Settings
from hipstretch.data import catalogue, conflicts, own_files
from hipstretch.data.assets import assets_dir
from hipstretch.data.checks_file import ChecksFile
from hipstretch.data.clock import SYSTEM_CLOCK
from hipstretch.data.conflict_names import found, original
from hipstretch.data.conflicts import Incoming
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.history_line import as_line, deleted_line
from hipstretch.data.history_merge import Taken, restore
from hipstretch.data.paths import Paths, resolve
from hipstretch.data.settings_file import SettingsFile
from hipstretch.qt.problem_words import words
from tests.fakes import FakeClock
from tests.killing import KilledError, killed
from tests.unit.data.test_checks_file import check
from tests.unit.data.test_exchange import ROUTINE
from tests.unit.data.test_history_file import session

SYNCTHING = ".sync-conflict-20261120-101010-ABCDEFG"
NEXTCLOUD = " (conflicted copy 2026-11-20 101010)"
NAMES = (
    SYNCTHING,
    NEXTCLOUD,
    " (Anna's conflicted copy 2026-11-20)",
    " (Anna (laptop)'s conflicted copy 2026-11-20 (1))",
    " (In Konflikt stehende Kopie von Anna 2026-11-20)",
    " (SFConflict anna@example.org 2026-11-20-10-10-10)",
    "_conflict-20261120-101010",
    " (Case Conflict)",
    " (1)",
    ".Conflict",
    " [conflicted]",
    " 2",
    "-DESKTOP-4F2A",
    "-Annas-MacBook",
)
OTHERS = (
    "history.jsonl",
    "history.jsonl.bak",
    "history.damaged.jsonl",
    "history-2026-11-20.jsonl",
    "history-old.jsonl",
    "settings.2026-11-20-101010.unreadable.json",
    "text.pt-BR.toml",
    "text.zh-Hant.toml",
    "my-evening-2.toml",
    ".syncthing.history.jsonl.tmp",
    ".history.jsonl.~3f2a",
)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    made = resolve(tmp_path / "data")
    made.history.parent.mkdir()
    return made


class Later(FakeClock):
    """Long after every file was written."""

    def wall(self):  # type: ignore[no-untyped-def]
        return SYSTEM_CLOCK.wall() + timedelta(hours=1)


def merge(paths: Paths, clock: object = SYSTEM_CLOCK) -> Incoming:
    return conflicts.merge(paths, assets_dir(), lambda _: None, clock)  # type: ignore[arg-type]


def waiting(paths: Paths) -> bool:
    return any(True for _ in found(paths))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


@pytest.mark.parametrize("name", NAMES)
def test_another_form_is_known_by_its_name(name: str) -> None:
    for file in ("history.jsonl", "settings.json", "my-evening.toml"):
        stem, ending = file.split(".")
        assert original(f"{stem}{name}.{ending}") == file
    assert original(f"History{name}.jsonl") == "history.jsonl", "where big letters are small ones, too"


@pytest.mark.parametrize("name", OTHERS)
def test_other_files_are_none(name: str) -> None:
    assert original(name) is None


@pytest.mark.parametrize("name", NAMES)
def test_sessions_of_both_are_there_and_the_other_file_is_kept(paths: Paths, name: str) -> None:
    HistoryFile(paths.history).append(session(1), session(2))
    other = paths.history.with_name(f"history{name}.jsonl")
    edited = replace(session(1), note="edited", changed_at=session(9).started_at)
    gone = Deleted("id2", session(9).started_at)
    written = as_line(edited) + b"\n" + deleted_line(gone) + as_line(session(3)) + b'{"v": 9}\n'
    other.write_bytes(written)
    assert waiting(paths)
    incoming = merge(paths)
    assert incoming.sessions == Taken(1, 1, 1)
    assert incoming.files == [other.name]
    assert not waiting(paths)
    assert HistoryFile(paths.history).load()[0] == (edited, session(3))
    assert b'{"v": 9}\n' in paths.history.read_bytes(), "a newer program knows what to do with it"
    assert (paths.backups / other.name).read_bytes() == written
    other.write_bytes(written)
    again = paths.history.read_bytes()
    assert merge(paths).sessions == Taken()
    assert paths.history.read_bytes() == again
    assert names(paths.backups) >= {other.name, f"history{name}-1.jsonl"}


def test_a_history_that_is_not_there_yet_begins_with_what_came(paths: Paths) -> None:
    paths.history.with_name(f"history{SYNCTHING}.jsonl").write_bytes(
        as_line(session(3)) + as_line(session(1))
    )
    assert merge(paths).sessions == Taken(2)
    assert HistoryFile(paths.history).load()[0] == (session(1), session(3))


def test_a_file_that_is_not_whole_yet_is_left_until_it_is(paths: Paths) -> None:
    HistoryFile(paths.history).append(session(1))
    ChecksFile(paths.checks).add(check(1))
    line = as_line(session(3))
    other = paths.history.with_name(f"history{NEXTCLOUD}.jsonl")
    other.write_bytes(as_line(session(2)) + line[:50])
    others = [
        paths.checks.with_name(f"checks{NEXTCLOUD}.jsonl"),
        paths.settings.with_name("settings (1).json"),
    ]
    others[0].write_bytes(b'{"v": 1, "id"')
    others[1].write_bytes(b'{"v": 1, "vol')
    empty = paths.history.with_name("history (1).jsonl")
    empty.touch()
    incoming = merge(paths)
    assert incoming.files == []
    assert incoming.sessions.added == 1, "what is there is taken"
    assert all(path.exists() for path in (other, empty, *others))
    other.write_bytes(as_line(session(2)) + line)
    incoming = merge(paths)
    assert incoming.files == [other.name]
    assert HistoryFile(paths.history).load()[0] == (session(1), session(2), session(3))
    later = merge(paths, Later())
    assert sorted(later.files) == sorted(path.name for path in others), "they get no further"
    [problem] = later.problems
    assert "can't be understood" in words(problem)
    assert "your data is as it was" in words(problem)
    assert ChecksFile(paths.checks).load()[0] == (check(1),)


def test_a_file_of_a_newer_program_waits_for_it(paths: Paths) -> None:
    other = paths.settings.with_name(f"settings{SYNCTHING}.json")
    other.write_text('{"v": 9, "volume": 5}', encoding="utf-8")
    assert merge(paths, Later()) == Incoming(left=1)
    assert other.exists()


def test_checks_of_both_are_there_and_a_deleted_one_stays_away(paths: Paths) -> None:
    file = ChecksFile(paths.checks)
    file.add(check(1), check(2))
    other = paths.checks.with_name(f"checks{SYNCTHING}.jsonl")
    shutil.copy(paths.checks, other)
    there = ChecksFile(other)
    there.delete("c1")
    there.add(check(3))
    other.write_bytes(other.read_bytes() + b'{"v": 9}\n')
    incoming = merge(paths)
    assert incoming.checks == 2
    assert ChecksFile(paths.checks).load()[0] == (check(2), check(3))
    assert b'{"v": 9}' in paths.checks.read_bytes()
    assert file.changed_elsewhere()


def test_each_setting_is_as_it_was_changed_last(paths: Paths) -> None:
    mine = SettingsFile(paths.settings, FakeClock())
    mine.save(Settings(volume=30, exercises={"frog": DosageOverride(sets=2)}))
    other = paths.settings.with_name(f"settings{NEXTCLOUD}.json")
    shutil.copy(paths.settings, other)
    theirs, clock = SettingsFile(other), FakeClock()
    base, _ = theirs.load()
    theirs = SettingsFile(other, clock)
    theirs.load()
    clock.advance(60)
    theirs.save(replace(base, minutes=20, exercises={}))
    mine.save(Settings(volume=40, exercises={"frog": DosageOverride(sets=2)}))
    assert mine.look() is None
    assert merge(paths).settings == {"minutes", "exercises"}
    before, now = mine.look() or (None, None)
    assert before == Settings(volume=40, exercises={"frog": DosageOverride(sets=2)})
    assert now == Settings(volume=40, minutes=20)
    assert mine.load()[0] == now


def test_settings_that_are_not_there_yet_are_those_that_came(paths: Paths) -> None:
    paths.settings.with_name(f"settings{NEXTCLOUD}.json").write_text('{"minutes": 5}', encoding="utf-8")
    assert merge(paths).settings == {"minutes"}
    assert SettingsFile(paths.settings).load()[0] == Settings(minutes=5)


@pytest.fixture
def own(paths: Paths) -> Paths:
    """With an own exercise and a routine of it, each in a second form."""
    folder = paths.exercises / "my-frog"
    folder.mkdir(parents=True)
    for name in ("exercise.toml", "text.en.toml", "woman/hold.webp"):
        shutil.copy(assets_dir() / "exercises" / "frog" / name, folder)
    text = (folder / "text.en.toml").read_text(encoding="utf-8")
    (folder / f"text.en{SYNCTHING}.toml").write_text(text.replace("Frog", "Toad", 1), encoding="utf-8")
    paths.routines.mkdir()
    (paths.routines / "mine.toml").write_text(ROUTINE, encoding="utf-8")
    (paths.routines / f"mine{SYNCTHING}.toml").write_text(ROUTINE.replace("One.", "Two."), encoding="utf-8")
    return paths


def test_own_exercises_and_routines_stand_beside_each_other(own: Paths) -> None:
    incoming = merge(own)
    assert sorted(incoming.own) == ["Mine", "Toad stretch"]
    found = catalogue.load([assets_dir(), own.exercises.parent])
    assert found.problems == ()
    mine = {r.summary: r for r in found.routines.values() if r.name.startswith("Mine")}
    assert {r.name for r in mine.values()} == {"Mine", "Mine (2)"}
    assert mine["One."].id == "mine", "it stays what it is"
    toads = [e.text.name for e in found.exercises.values() if "Toad" in e.text.name]
    assert toads == ["Toad stretch (2)"]
    once = sorted(path.name for path in own.routines.iterdir())
    (own.routines / f"mine{SYNCTHING}.toml").write_text(ROUTINE.replace("One.", "Two."), encoding="utf-8")
    merge(own)
    assert sorted(path.name for path in own.routines.iterdir()) == once, "not twice"
    (own.routines / f"mine{NEXTCLOUD}.toml").write_text(ROUTINE, encoding="utf-8")
    assert merge(own).own == [], "it is just the same"


def test_photos_that_two_computers_changed_apart_are_all_there(own: Paths) -> None:
    """One moved and added, the other marked and took away; each has the files of the other by then."""
    folder = own.exercises / "my-frog"
    (folder / f"text.en{SYNCTHING}.toml").unlink()
    frog = catalogue.load([own.exercises.parent]).exercises["my-frog"]
    photos = tuple(Photo(name, name.encode()) for name in "abc")
    before = own_files.change_exercise(folder, frog, Photos(photos))
    a, b, c = map(Photo, before.photos)
    own_files.change_exercise(folder, before, Photos((c, a, b, Photo("d", b"d"))))
    theirs = (folder / "exercise.toml").read_bytes()
    own_files.change_exercise(folder, before, Photos((a, b, c), c.id))
    (folder / f"exercise{SYNCTHING}.toml").write_bytes(theirs)
    assert "Frog stretch" in merge(own).own
    found = catalogue.load([own.exercises.parent])
    assert found.problems == ()
    seen = {
        "".join(path.read_text() for path in found.photos(one))
        for one in found.exercises
        if one.startswith("my-frog")
    }
    assert seen == {"abc", "cabd"}


def test_what_waits_to_be_merged_is_no_routine_of_a_wrong_name(own: Paths) -> None:
    assert catalogue.load([assets_dir(), own.exercises.parent]).problems == ()


def test_an_exercise_that_can_not_be_read_is_kept_and_said(own: Paths) -> None:
    for path in [*own.exercises.rglob(f"*{SYNCTHING}*"), *own.routines.glob(f"*{SYNCTHING}*")]:
        path.write_text("?", encoding="utf-8")
    incoming = merge(own, Later())
    assert [p.fault for p in incoming.problems] == [Fault.CONFLICT_UNREADABLE] * 2
    assert len(names(own.backups)) == 2


def test_what_can_not_be_moved_is_merged_all_the_same(paths: Paths) -> None:
    paths.backups.write_bytes(b"")
    paths.history.with_name(f"history{SYNCTHING}.jsonl").write_bytes(as_line(session(1)))
    incoming = merge(paths)
    assert incoming.sessions.added == 1
    assert incoming.files == []


def test_what_is_too_damaged_is_left_as_it_is(paths: Paths) -> None:
    paths.history.write_bytes(b"?\n" * 6000 + as_line(session(2)))
    before = paths.history.read_bytes()
    other = paths.history.with_name(f"history{SYNCTHING}.jsonl")
    other.write_bytes(as_line(session(1)))
    assert merge(paths).files == []
    assert paths.history.read_bytes() == before
    assert other.exists()
    paths.history.write_bytes(as_line(session(2)))
    other.write_bytes(b"?" * 1_000_002 + b"\n")
    assert merge(paths).files == []


# --- whatever happens -------------------------------------------------------------------------------------


def _all(paths: Paths) -> tuple[object, ...]:
    return (
        HistoryFile(paths.history).load()[0],
        ChecksFile(paths.checks).load()[0],
        SettingsFile(paths.settings).load()[0],
    )


def _at_every_kill(base: Paths, folder: Path, step: int = 1) -> int:
    """Merge what is in `base`, ended at every call and then begun once more: it always ends the same."""

    def result(paths: Paths) -> object:
        shown = (f for f in (paths.routines, paths.exercises, paths.backups))
        return _all(paths), [{name for name in names(f) if not name.startswith(".")} for f in shown]

    plain = resolve(folder / "plain")
    shutil.copytree(base.history.parent, plain.history.parent)
    merge(plain)
    wanted = result(plain)
    for call in range(1, 1000, step):
        here = resolve(folder / f"killed-{call}")
        shutil.copytree(base.history.parent, here.history.parent)
        with killed(call, call % 3 / 2) as kill, suppress(KilledError):
            merge(here)
        merge(here)
        assert result(here) == wanted, call
        shutil.rmtree(here.history.parent)
        if kill.left > 0:
            return call
    raise AssertionError


def test_a_kill_at_any_call_loses_nothing(tmp_path: Path, paths: Paths) -> None:
    HistoryFile(paths.history).append(session(1), session(2))
    paths.history.with_name(f"history{SYNCTHING}.jsonl").write_bytes(as_line(session(3)))
    ChecksFile(paths.checks).add(check(1))
    ChecksFile(paths.checks.with_name(f"checks{SYNCTHING}.jsonl")).add(check(2))
    SettingsFile(paths.settings).save(Settings(volume=30))
    SettingsFile(paths.settings.with_name(f"settings{SYNCTHING}.json")).save(Settings(minutes=20))
    assert 20 < _at_every_kill(paths, tmp_path) < 200


def test_a_kill_while_own_exercises_come_in_loses_none(tmp_path: Path, own: Paths) -> None:
    """Each call with HIPSTRETCH_LONG=1."""
    assert 20 < _at_every_kill(own, tmp_path, 1 if os.environ.get("HIPSTRETCH_LONG") else 7) < 400


class Folder:
    """Two computers and the program that keeps their folders the same, or can't: then it puts files beside ours."""

    def __init__(self, base: Path, mark: str) -> None:
        self.paths = [resolve(base / name) for name in "ab"]
        self.clocks = [FakeClock(), FakeClock()]
        self.mark = mark
        self.last: dict[str, bytes] = {}
        """What both had when they last were the same."""
        self.number = 0
        for one in self.paths:
            one.history.parent.mkdir(parents=True)

    def files(self, who: int) -> dict[str, bytes]:
        folder = self.paths[who].history.parent
        return {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix.startswith(".json")}

    def sync(self) -> None:
        """As they do: who changed a file alone has it; if both did, one form becomes a file of another name."""
        mine, theirs = self.files(0), self.files(1)
        for name in sorted(mine.keys() | theirs.keys()):
            a, b, last = mine.get(name), theirs.get(name), self.last.get(name)
            if a == b:
                continue
            if b == last:
                self._put(1, name, a)
            elif a == last:
                self._put(0, name, b)
            elif a is None or b is None:
                self._put(0, name, b or a)
                self._put(1, name, b or a)
            else:
                self.number += 1
                stem, _, ending = name.partition(".")
                mark = self.mark.replace("101010", f"{self.number:06}")
                for who in (0, 1):
                    self._put(who, f"{stem}{mark}.{ending}", b)
                    self._put(who, name, a)
        self.last = self.files(0)
        assert self.last == self.files(1)

    def _put(self, who: int, name: str, data: bytes | None) -> None:
        path = self.paths[who].history.parent / name
        if data is None:
            path.unlink()
        else:
            path.write_bytes(data)

    def do(self, who: int, what: str, number: int) -> None:
        paths, clock = self.paths[who], self.clocks[who]
        clock.advance(60)
        history = HistoryFile(paths.history, clock)
        there = {r.id: r for r in history.load()[0]}
        one = there.get(f"id{number}")
        if what == "session":
            self.number += 1
            history.append(replace(session(number), id=f"id{self.number}-{who}"))
        elif what == "edit" and there:
            first = there[sorted(there)[number % len(there)]]
            history.replace(replace(first, note=f"{number} {who}", changed_at=clock.wall()))
        elif what == "delete" and there:
            first = there[sorted(there)[number % len(there)]]
            history.delete(first.id, first.life)
        elif what == "compact" and one:
            history.compact()
        elif what == "check":
            ChecksFile(paths.checks, clock).add(replace(check(number + 1), id=f"c{number}-{who}"))
        elif what == "uncheck":
            for found in ChecksFile(paths.checks).load()[0][:1]:
                ChecksFile(paths.checks, clock).delete(found.id)
        elif what == "setting":
            file = SettingsFile(paths.settings, clock)
            before, new = file.load()[0], 3 + number % 4
            file.save(replace(before, goal_days=new) if number % 2 else replace(before, minutes=new))
        elif what == "merge":
            merge(paths)


DOINGS = st.tuples(
    st.integers(0, 1),
    st.sampled_from(["session", "edit", "delete", "compact", "check", "uncheck", "setting", "merge", "sync"]),
    st.integers(0, 9),
)
MANY = 5000 if os.environ.get("HIPSTRETCH_LONG") else 120


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits for the disk."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=MANY, deadline=None)
@given(st.sampled_from([SYNCTHING, NEXTCLOUD]), st.lists(DOINGS, max_size=25))
@pytest.mark.usefixtures("at_once")
def test_two_folders_end_the_same_and_nothing_is_lost(
    tmp_path: Path, mark: str, doings: list[tuple[int, str, int]]
) -> None:
    shutil.rmtree(tmp_path / "two", ignore_errors=True)
    both = Folder(tmp_path / "two", mark)
    added: set[str] = set()
    deleted: set[str] = set()
    for who, what, number in doings:
        if what == "sync":
            both.sync()
            continue
        before = {r.id for r in HistoryFile(both.paths[who].history).load()[0]}
        both.do(who, what, number)
        after = {r.id for r in HistoryFile(both.paths[who].history).load()[0]}
        if what != "merge":
            added |= after - before
            deleted |= before - after
    for _ in range(6):
        both.sync()
        for paths in both.paths:
            merge(paths)
    assert both.files(0) == both.files(1)
    assert not any(waiting(paths) for paths in both.paths)
    assert _all(both.paths[0]) == _all(both.paths[1])
    assert {r.id for r in HistoryFile(both.paths[0].history).load()[0]} == added - deleted
    lines = [json.loads(line)["id"] for line in both.files(0).get("history.jsonl", b"").splitlines()]
    if not any(what == "edit" for _, what, _ in doings):
        assert len(set(lines) - deleted) == len([one for one in lines if one not in deleted]), (
            "nothing doubled"
        )


def test_a_file_that_the_other_computer_merged_first_is_no_matter(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = paths.history.with_name(f"history{SYNCTHING}.jsonl")
    other.write_bytes(as_line(session(1)))

    def gone(*_: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(conflicts, "take_in", gone)
    assert merge(paths) == Incoming(left=1)


def test_what_lies_beside_own_ones_and_is_none_of_them_is_left(own: Paths) -> None:
    merge(own)
    others = (own.routines / "notes (1).txt", own.exercises / "my-frog" / "notes (1).txt")
    for path in others:
        path.write_text("mine", encoding="utf-8")
    (own.exercises / ".my-toad.deleted").mkdir()
    incoming = merge(own, Later())
    assert incoming.files == []
    assert all(path.exists() for path in others)


def test_only_files_beside_those_that_they_are_forms_of_count(tmp_path: Path) -> None:
    """On Linux the settings lie in another folder than the history."""
    paths = replace(resolve(tmp_path / "data"), settings=tmp_path / "config" / "settings.json")
    for folder in ("data", "config"):
        (tmp_path / folder).mkdir()
        for name in ("history (1).jsonl", "settings (1).json", "notes (1).txt"):
            (tmp_path / folder / name).write_text("{}", encoding="utf-8")
    (tmp_path / "data" / "checks (1).jsonl").mkdir()
    assert sorted(path.relative_to(tmp_path).as_posix() for path, _ in found(paths)) == [
        "config/settings (1).json",
        "data/history (1).jsonl",
    ]


def test_a_name_that_is_gone_at_once_is_none(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    paths.history.with_name("history (1).jsonl").write_bytes(as_line(session(1)))

    def gone(_: Path) -> None:
        raise FileNotFoundError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "lstat", gone)
        assert not waiting(paths)
    assert waiting(paths)


def test_a_file_that_goes_while_it_is_read_is_no_matter(
    paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = paths.history.with_name(f"history{SYNCTHING}.jsonl")
    other.write_bytes(as_line(session(1)))

    def half(*_: object) -> None:
        other.unlink()
        raise Invalid(Problem(Fault.NOT_UTF8))

    monkeypatch.setattr(conflicts, "take_in", half)
    assert merge(paths, Later()) == Incoming()


def test_a_history_with_a_line_that_is_too_long_is_left_as_it_is(paths: Paths) -> None:
    history = HistoryFile(paths.history)
    history.append(session(1))
    with paths.history.open("ab") as file:
        file.write(b"?" * 1_000_002 + b"\n")
    other = paths.history.with_name(f"history{SYNCTHING}.jsonl")
    other.write_bytes(as_line(session(2)))
    assert merge(paths).files == [], "what is too long for a line could hold anything"


def test_what_was_written_here_is_looked_for(paths: Paths) -> None:
    history = HistoryFile(paths.history)
    history.append(session(1), session(2))
    before = paths.history.read_bytes()
    restore(history, ())
    restore(history, [session(1), replace(session(2), changed_at=session(0).started_at)])
    assert paths.history.read_bytes() == before, "it is there, or a later form of it"
    restore(history, [session(3), Deleted("id1", session(9).started_at)])
    assert history.load()[0] == (session(2), session(3))


def test_one_that_is_deleted_on_both_is_deleted_once(paths: Paths) -> None:
    history = HistoryFile(paths.history, FakeClock())
    history.append(session(1), session(2))
    history.delete("id1")
    later = deleted_line(Deleted("id1", session(30).started_at)) + deleted_line(
        Deleted("id9", session(30).started_at)
    )
    paths.history.with_name(f"history{SYNCTHING}.jsonl").write_bytes(later + as_line(session(2)))
    assert merge(paths).sessions == Taken()
    assert history.load()[0] == (session(2),)
    assert paths.history.read_bytes() == later + as_line(session(2))
