"""What is exported can be imported, and what comes from elsewhere is looked at before anything is written."""

import csv
import json
import os
import shutil
import time
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipstretch.core.check import CheckRecord, CheckResult, Grade
from hipstretch.core.exercise import Kind, MuscleGroup, Side
from hipstretch.core.figures import minutes
from hipstretch.core.outcome import Outcome
from hipstretch.core.photos import Photo, Photos
from hipstretch.core.record import ExerciseRecord, Feeling, SessionRecord, SetRecord, to_json
from hipstretch.data import catalogue, exchange, own_files, own_import
from hipstretch.data.assets import assets_dir
from hipstretch.data.checks_file import ChecksFile
from hipstretch.data.exchange import ImportPreview
from hipstretch.data.fit import Names
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.history_line import as_line
from hipstretch.data.own_import import ConflictChoice, ExistingItem, ImportItem
from hipstretch.data.paths import Paths, resolve
from tests.saying import refused, said
from tests.unit.core.test_record import records
from tests.unit.data.test_history_file import session

ROUTINE = '[text.en]\nname = "Mine"\nsummary = "One."\n[[entries]]\nexercise = "my-frog"\n'


@pytest.fixture
def mine(tmp_path: Path) -> Paths:
    """Someone with three sessions, settings, an own exercise with a picture, and a routine with it."""
    paths = resolve(tmp_path / "mine")
    HistoryFile(paths.history).append(*map(session, (1, 2, 3)))
    paths.settings.write_text('{"v": 1, "volume": 30}', encoding="utf-8")
    folder = paths.exercises / "my-frog"
    folder.mkdir(parents=True)
    for name in ("exercise.toml", "text.en.toml", "woman/hold.webp"):
        shutil.copy(assets_dir() / "exercises" / "frog" / name, folder)
    (folder / "notes.txt").write_text("not ours")
    paths.routines.mkdir()
    (paths.routines / "mine.toml").write_text(ROUTINE)
    return paths


@pytest.fixture
def other(tmp_path: Path) -> Paths:
    """Someone with nothing yet."""
    return resolve(tmp_path / "other")


def look(path: Path, paths: Paths) -> ImportPreview:
    known = {r.id for r in HistoryFile(paths.history).load()[0]}
    return exchange.preview_import(path, paths, known, assets_dir(), lambda _: None)


def exported(paths: Paths, ending: str) -> Path:
    path = paths.history.parent.parent / f"export{ending}"
    exchange.export(path, paths)
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_everything_survives_export_and_import(mine: Paths, other: Paths) -> None:
    offer = look(exported(mine, ".zip"), other)
    assert files(other.history.parent) == {}
    exchange.apply_import(offer, other, assets_dir())
    before = files(mine.history.parent)
    del before["exercises/my-frog/notes.txt"]
    assert files(other.history.parent) == {n: d for n, d in before.items() if "backups" not in n}
    assert set(catalogue.load([assets_dir(), other.exercises.parent]).routines) >= {"mine"}


def test_sessions_as_fit_activities(mine: Paths) -> None:
    with zipfile.ZipFile(exported(mine, ".fit.zip")) as packed:
        assert [name.endswith(".fit") for name in packed.namelist()] == [True] * 3
    with refused("there is nothing of Hipstretch in it"):
        look(mine.history.parent.parent / "export.fit.zip", mine)


def test_a_second_import_adds_nothing(mine: Paths) -> None:
    offer = look(exported(mine, ".zip"), mine)
    assert offer.empty
    assert offer.known_sessions == 3
    assert len(offer.remarks) == 3, offer.remarks


def test_an_import_adds_only_what_is_not_there(mine: Paths, other: Paths) -> None:
    changed = replace(session(2), note="mine, later")
    HistoryFile(other.history).append(changed)
    offer = look(exported(mine, ".json"), other)
    assert [r.id for r in offer.sessions] == ["id1", "id3"]
    exchange.apply_import(offer, other, assets_dir())
    assert HistoryFile(other.history).load()[0] == (session(1), changed, session(3))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.lists(records, max_size=4, unique_by=lambda r: r.id), st.sampled_from([".json", ".zip"]))
def test_any_sessions_come_back_byte_for_byte(tmp_path: Path, some: list[SessionRecord], ending: str) -> None:
    paths = resolve(tmp_path / "data")
    history = HistoryFile(paths.history)
    history.append(*sorted(some, key=lambda r: r.started_at))
    before = paths.history.read_bytes()
    path = exported(paths, ending)
    paths.history.unlink()
    exchange.apply_import(look(path, paths), paths, assets_dir())
    assert (paths.history.read_bytes() if some else before) == before
    paths.history.unlink(missing_ok=True)


def test_a_bundle_holds_what_is_the_persons_own_and_nothing_else(mine: Paths, other: Paths) -> None:
    offer = look(exported(mine, ".hipstretch"), other)
    assert offer.own == (
        ImportItem("exercises", "my-frog", "Frog stretch", ExistingItem.NOTHING),
        ImportItem("routines", "mine", "Mine", ExistingItem.NOTHING),
    )
    assert (offer.sessions, offer.settings) == ((), False)
    exchange.apply_import(offer, other, assets_dir())
    assert (other.exercises / "my-frog" / "hold.webp").read_bytes()
    assert not list(other.exercises.parent.glob(".*")), "nothing is left of the staging"


def test_photos_and_clip_of_an_exercise_come_with_it_in_their_order(mine: Paths, other: Paths) -> None:
    folder = mine.exercises / "my-frog"
    frog = catalogue.load([mine.exercises.parent]).exercises["my-frog"]
    photos = tuple(Photo(name, name.encode()) for name in "abcdef")
    made = own_files.change_exercise(folder, frog, Photos(photos, "e", Photo("clip", b"clip")))
    (folder / "photo-1-0.webp").write_bytes(b"no name of ours")
    offer = look(exported(mine, ".hipstretch"), other)
    exchange.apply_import(offer, other, assets_dir())
    found = catalogue.load([other.exercises.parent])
    assert found.exercises["my-frog"] == made
    assert [path.read_text() for path in found.photos("my-frog")] == list("abcdef")
    pictures = [found.picture("my-frog", name) for name in ("start", "hold", "motion")]
    assert [path.read_text() for path in pictures if path] == ["a", "e", "clip"]
    assert not (other.exercises / "my-frog" / "photo-1-0.webp").exists()
    assert look(exported(mine, ".zip"), other).own == (), "it is the same"
    (other.exercises / "my-frog" / made.photos[2]).unlink()
    (again, *_) = look(exported(mine, ".hipstretch"), other).own
    assert again.there is ExistingItem.OWN


@pytest.fixture
def clashing(mine: Paths, other: Paths) -> tuple[ImportPreview, Paths]:
    """What `mine` has, offered to someone with another exercise and another routine of the same ids."""
    exchange.apply_import(look(exported(mine, ".hipstretch"), other), other, assets_dir())
    for path, old, new in (
        (other.routines / "mine.toml", "Mine", "Yours"),
        (other.exercises / "my-frog" / "text.en.toml", 'name = "Frog stretch"', 'name = "Your frog"'),
    ):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return look(exported(mine, ".hipstretch"), other), other


def names(paths: Paths) -> tuple[dict[str, str], dict[str, str]]:
    """The person's own exercises and routines as they would be listed."""
    found = catalogue.load([assets_dir(), paths.exercises.parent])
    assert found.problems == ()
    built_in = catalogue.load([assets_dir()])
    return (
        {k: e.text.name for k, e in found.exercises.items() if k not in built_in.exercises},
        {k: r.name for k, r in found.routines.items() if k not in built_in.routines},
    )


def test_what_has_the_same_id_is_asked_about(clashing: tuple[ImportPreview, Paths]) -> None:
    offer, _ = clashing
    assert [o.beside for o in offer.own] == ["Frog stretch (2)", "Mine (2)"], "as it will be called"
    assert [(o.id, o.there, o.choices) for o in offer.own] == [
        ("my-frog", ExistingItem.OWN, (ConflictChoice.BOTH, ConflictChoice.REPLACE, ConflictChoice.SKIP)),
        ("mine", ExistingItem.OWN, (ConflictChoice.BOTH, ConflictChoice.REPLACE, ConflictChoice.SKIP)),
    ]
    assert not offer.empty


def test_keeping_both_renames_what_comes_and_its_routine_follows(
    clashing: tuple[ImportPreview, Paths],
) -> None:
    offer, paths = clashing
    exchange.apply_import(offer, paths, assets_dir())
    assert names(paths) == (
        {"my-frog": "Your frog", "my-frog-2": "Frog stretch (2)"},
        {"mine": "Yours", "mine-2": "Mine (2)"},
    )
    found = catalogue.load([assets_dir(), paths.exercises.parent])
    assert [e.exercise for e in found.routines["mine-2"].entries] == ["my-frog-2"]
    assert [e.exercise for e in found.routines["mine"].entries] == ["my-frog"]
    assert (paths.exercises / "my-frog-2" / "hold.webp").is_file()


def test_replacing_keeps_the_old_one_on_disk(clashing: tuple[ImportPreview, Paths]) -> None:
    offer, paths = clashing
    exchange.apply_import(offer, paths, assets_dir(), dict.fromkeys(offer.own, ConflictChoice.REPLACE))
    assert names(paths) == ({"my-frog": "Frog stretch"}, {"mine": "Mine"})
    assert "Your frog" in (paths.exercises / ".my-frog.deleted" / "text.en.toml").read_text(encoding="utf-8")
    assert "Yours" in (paths.routines / ".mine.toml.deleted").read_text()


def test_skipping_leaves_everything_as_it_is(clashing: tuple[ImportPreview, Paths]) -> None:
    offer, paths = clashing
    before = files(paths.history.parent)
    exchange.apply_import(offer, paths, assets_dir(), dict.fromkeys(offer.own, ConflictChoice.SKIP))
    assert files(paths.history.parent) == before


def test_what_is_just_the_same_is_not_asked_about(mine: Paths) -> None:
    offer = look(exported(mine, ".hipstretch"), mine)
    assert offer.empty
    assert said(offer.remarks) == (
        "“Frog stretch” is there already, just the same.",
        "“Mine” is there already, just the same.",
    )


def test_the_id_of_a_built_in_one_is_never_taken(mine: Paths, other: Paths) -> None:
    (mine.exercises / "my-frog").rename(mine.exercises / "frog")
    (mine.routines / "mine.toml").unlink()
    offer = look(exported(mine, ".hipstretch"), other)
    assert [(o.there, o.choices) for o in offer.own] == [
        (ExistingItem.BUILT_IN, (ConflictChoice.BOTH, ConflictChoice.SKIP))
    ]
    exchange.apply_import(offer, other, assets_dir())
    assert names(other) == ({"frog-2": "Frog stretch (2)"}, {})


def test_a_disk_that_refuses_the_new_one_leaves_the_old_one_in_place(
    clashing: tuple[ImportPreview, Paths], monkeypatch: pytest.MonkeyPatch
) -> None:
    offer, paths = clashing
    before = files(paths.history.parent)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(own_import, "_staged", full)
    with pytest.raises(OSError, match="No space"):
        exchange.apply_import(offer, paths, assets_dir(), dict.fromkeys(offer.own, ConflictChoice.REPLACE))
    assert files(paths.history.parent) == before


def test_a_shared_routine_brings_what_it_needs_and_nothing_else(mine: Paths, other: Paths) -> None:
    shutil.copytree(mine.exercises / "my-frog", mine.exercises / "my-other-frog")
    (mine.routines / "another.toml").write_text(ROUTINE.replace("my-frog", "my-other-frog"))
    path = mine.history.parent.parent / "one.hipstretch"
    exchange.export(path, mine, catalogue.load([assets_dir(), mine.exercises.parent]).routines["mine"])
    assert [(o.kind, o.id) for o in look(path, other).own] == [("exercises", "my-frog"), ("routines", "mine")]


def test_tightness_checks_move_with_everything_and_are_added_once(mine: Paths, other: Paths) -> None:
    found = CheckResult("thomas", MuscleGroup.FRONT, Side.LEFT, Grade.TIGHT)
    checks = [CheckRecord(f"c{n}", datetime(2026, 11, n, tzinfo=UTC), (found,)) for n in (1, 2)]
    ChecksFile(mine.checks).add(*checks)
    ChecksFile(other.checks).add(checks[0])
    path = exported(mine, ".zip")
    assert look(path, other).checks == (checks[1],)
    exchange.apply_import(look(path, other), other, assets_dir())
    assert ChecksFile(other.checks).load() == (tuple(checks), ())
    assert look(path, other).checks == ()


def test_sessions_that_can_not_be_read_are_named_and_the_others_come(tmp_path: Path, other: Paths) -> None:
    path = tmp_path / "some.json"
    path.write_text(json.dumps({"sessions": [1, {"v": 9}, {"id": 5}, {}, {}]}))
    remarks = said(look(path, other).remarks)
    assert remarks[0] == "Session 1 in it is left out: it is not a JSON object."
    assert remarks[1] == "Session 2 in it is left out: it comes from a newer version of Hipstretch."
    assert remarks[2] == "Session 3 in it is left out: id is 5; it must be a text of up to 200 characters."
    assert remarks[3] == "2 more are left out likewise."


def test_the_table_has_a_row_a_set_and_no_formula(tmp_path: Path, mine: Paths) -> None:
    left = SetRecord(Side.LEFT, Kind.HOLD, 30, 27.5, 1, 0, Outcome.SKIPPED)
    right = replace(left, side=Side.RIGHT, done_s=30, done_reps=1, outcome=Outcome.DONE)
    record = replace(
        session(1),
        exercises=(ExerciseRecord("frog", (left, right)),),
        feeling_after=Feeling(hip_left=3),
        note='=HYPERLINK("http://evil")\nzweite Zeile; ü',
    )
    path = tmp_path / "table.csv"
    mine.history.unlink()
    HistoryFile(mine.history).append(record, session(2))
    exchange.export(path, mine, called=lambda record: Names("Daily", ["Frog"] * len(record.exercises)))
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["exercise"], r["side"], r["done_s"], r["set_outcome"]) for r in rows] == [
        ("Frog", "left", "27.5", "skipped"),
        ("Frog", "right", "30.0", "done"),
        ("", "", "", ""),
    ]
    assert rows[0]["routine"] == "Daily"
    assert rows[0]["started_at"] == f"{record.started_at:%Y-%m-%d %H:%M:%S}"
    assert rows[0]["active_min"] == str(minutes(record.active_s))
    assert rows[0]["note"].startswith("'=HYPERLINK")
    assert (rows[0]["hip_left_after"], rows[0]["back_after"], rows[0]["hip_left_before"]) == ("3", "", "")


def test_another_ending_is_refused(mine: Paths, tmp_path: Path) -> None:
    with refused("ends in none of these"):
        exchange.export(tmp_path / "a.docx", mine)
    with refused("ends in none of these"):
        look(tmp_path / "a.docx", mine)


@pytest.mark.parametrize("year", [1970, 1979, 2108, 2200])
def test_a_file_of_any_date_can_be_exported(mine: Paths, other: Paths, year: int) -> None:
    """A dead clock, or a stick from a camera: a zip only holds dates from 1980 to 2107."""
    at = datetime(year, 6, 1, tzinfo=UTC).timestamp()
    for path in (mine.history, mine.settings, mine.routines / "mine.toml"):
        os.utime(path, (at, at))
    exchange.apply_import(look(exported(mine, ".zip"), other), other, assets_dir())
    assert other.history.read_bytes() == mine.history.read_bytes()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_exports_have_the_rights_of_the_persons_files_and_imports_are_private(
    mine: Paths, other: Paths
) -> None:
    mask = os.umask(0o022)
    try:
        for ending in (".zip", ".json", ".csv", ".hipstretch"):
            path = exported(mine, ending)
            assert path.stat().st_mode & 0o777 == 0o644
        other.exercises.mkdir(parents=True)
        other.routines.mkdir()
        exchange.apply_import(look(exported(mine, ".zip"), other), other, assets_dir())
    finally:
        os.umask(mask)
    for path in other.exercises.parent.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_what_was_changed_or_deleted_moves_as_it_is_now(mine: Paths, other: Paths) -> None:
    history = HistoryFile(mine.history)
    history.replace(replace(session(1), note="changed"))
    history.delete("id2")
    for ending in (".zip", ".json"):
        offer = look(exported(mine, ending), other)
        assert offer.sessions == (replace(session(1), note="changed"), session(3))
        assert offer.remarks == ()
    with zipfile.ZipFile(exported(mine, ".zip")) as packed:
        assert packed.read("history.jsonl") == b"".join(as_line(r) for r in offer.sessions)


def test_a_history_that_a_sync_program_put_aside_can_be_imported(mine: Paths, other: Paths) -> None:
    """Two computers, three sessions on each, of which one is the same."""
    HistoryFile(other.history).append(session(3), session(4), session(5))
    HistoryFile(other.history).delete("id5")
    conflict = mine.history.with_name("history.sync-conflict-20260504-183000-ABCDEFG.jsonl")
    shutil.copy(other.history, conflict)
    offer = look(conflict, mine)
    assert offer.sessions == (session(4),)
    assert offer.known_sessions == 1
    exchange.apply_import(offer, mine, assets_dir())
    assert [r.id for r in HistoryFile(mine.history).load()[0]] == ["id1", "id2", "id3", "id4"]


@pytest.mark.parametrize(
    "data", [b"", b'{"v": 1, "id": "c", "at": "2026-11-21T18:00:00+01:00", "found": []}\n']
)
def test_lines_that_are_no_sessions_are_refused(tmp_path: Path, other: Paths, data: bytes) -> None:
    path = tmp_path / "checks (1).jsonl"
    path.write_bytes(data)
    with refused("it holds no sessions"):
        look(path, other)


def test_a_flood_of_bad_sessions_is_refused_soon(tmp_path: Path, other: Paths) -> None:
    path = tmp_path / "history.jsonl"
    path.write_bytes(b"?\n" * 200_000)
    began = time.process_time()
    with refused("more than 5,000 of its sessions can't be read"):
        look(path, other)
    assert time.process_time() - began < 1


def packed(path: Path, **contents: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, data in contents.items():
            file.writestr(name.replace("__", "/").replace("_", "."), data)
    return path


@pytest.mark.parametrize(
    ("data", "why"),
    [(b'{"v": 9, "sessions": []}', "a newer version"), (b'{"a": 1}', "it holds no sessions")],
)
def test_a_file_that_holds_no_sessions_of_ours_is_refused(
    tmp_path: Path, other: Paths, data: bytes, why: str
) -> None:
    path = tmp_path / "some.json"
    path.write_bytes(data)
    with refused(why):
        look(path, other)


def test_a_zip_of_something_else_is_refused(tmp_path: Path, other: Paths) -> None:
    with refused("nothing of Hipstretch"):
        look(packed(tmp_path / "x.zip", readme_txt=b"hello"), other)


def test_checks_that_can_not_be_read_are_told(tmp_path: Path, other: Paths) -> None:
    offer = look(packed(tmp_path / "x.zip", checks_jsonl=b"?\n"), other)
    assert offer.checks == ()
    assert said(offer.remarks)[0].startswith("Check 1 in it is left out: it is not JSON")


def test_a_session_that_a_history_would_not_read_again_is_left_out(
    tmp_path: Path, other: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange, "MAX_LINE", 10)
    path = tmp_path / "some.json"
    path.write_text(json.dumps({"v": 1, "sessions": [to_json(session(1))]}))
    offer = look(path, other)
    assert offer.sessions == ()
    assert said(offer.remarks) == ("Session 1 in it is left out: it is longer than 10 bytes.",)


def test_a_bad_exercise_or_picture_is_refused(mine: Paths, other: Paths) -> None:
    bundle = exported(mine, ".hipstretch")

    def refuse(_: Path) -> None:
        raise ValueError("no picture")

    with refused("exercises/my-frog/hold.webp in it: no picture"):
        exchange.preview_import(bundle, other, (), assets_dir(), refuse)
    (mine.exercises / "my-frog" / "exercise.toml").write_text("kind = 3")
    with refused("exercises/my-frog/exercise.toml: kind is 3; it must be hold or repetition"):
        look(exported(mine, ".hipstretch"), other)


def test_an_own_file_beyond_any_bound_is_another_one(mine: Paths) -> None:
    bundle = exported(mine, ".hipstretch")
    (mine.routines / "mine.toml").write_bytes(b"#" * 64_001)
    there = {one.id: one.there for one in look(bundle, mine).own}
    assert there == {"mine": ExistingItem.OWN}


def test_what_is_replaced_comes_back_if_the_new_one_can_not_be_put_in_place(
    clashing: tuple[ImportPreview, Paths], monkeypatch: pytest.MonkeyPatch
) -> None:
    offer, paths = clashing
    before = files(paths.exercises)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if ".hipstretch-" in str(self):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="No space"):
        exchange.apply_import(offer, paths, assets_dir(), dict.fromkeys(offer.own, ConflictChoice.REPLACE))
    assert files(paths.exercises) == before


def test_what_is_wrong_here_already_is_not_held_against_a_file(mine: Paths, other: Paths) -> None:
    bundle = exported(mine, ".hipstretch")
    other.routines.mkdir(parents=True)
    (other.routines / "broken.toml").write_text("?")
    assert {one.id for one in look(bundle, other).own} == {"my-frog", "mine"}


def test_a_new_exercise_that_can_not_be_put_in_place_leaves_nothing(
    mine: Paths, other: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path, __: Path) -> Path:
        raise OSError(28, "No space left on device")

    offer = look(exported(mine, ".hipstretch"), other)
    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="No space"):
        exchange.apply_import(offer, other, assets_dir())
    assert list(other.exercises.iterdir()) == []
