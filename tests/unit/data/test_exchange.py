"""What is exported can be imported, and what comes from elsewhere is looked at before anything is written."""

import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipstretch.core.events import Outcome
from hipstretch.core.exercise import Kind, Side
from hipstretch.core.record import ExerciseRecord, Feeling, SessionRecord, SetRecord
from hipstretch.data import catalogue, exchange
from hipstretch.data.archive import RefusedError
from hipstretch.data.assets import assets_dir
from hipstretch.data.exchange import Offer
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.paths import Paths, resolve
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
    for name in ("exercise.toml", "text.en.toml", "hold.webp"):
        shutil.copy(assets_dir() / "exercises" / "frog" / name, folder)
    (folder / "notes.txt").write_text("not ours")
    paths.routines.mkdir()
    (paths.routines / "mine.toml").write_text(ROUTINE)
    return paths


@pytest.fixture
def other(tmp_path: Path) -> Paths:
    """Someone with nothing yet."""
    return resolve(tmp_path / "other")


def look(path: Path, paths: Paths) -> Offer:
    known = {r.id for r in HistoryFile(paths.history).load()[0]}
    return exchange.offered(path, paths, known, assets_dir(), lambda _: None)


def exported(paths: Paths, ending: str) -> Path:
    path = paths.history.parent.parent / f"export{ending}"
    exchange.export(path, paths)
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_everything_survives_export_and_import(mine: Paths, other: Paths) -> None:
    offer = look(exported(mine, ".zip"), other)
    assert files(other.history.parent) == {}
    exchange.take(offer, other)
    before = files(mine.history.parent)
    del before["exercises/my-frog/notes.txt"]
    assert files(other.history.parent) == {n: d for n, d in before.items() if "backups" not in n}
    assert set(catalogue.load([assets_dir(), other.exercises.parent]).routines) >= {"mine"}


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
    exchange.take(offer, other)
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
    exchange.take(look(path, paths), paths)
    assert (paths.history.read_bytes() if some else before) == before
    paths.history.unlink(missing_ok=True)


def test_a_bundle_holds_what_is_the_persons_own_and_nothing_else(mine: Paths, other: Paths) -> None:
    offer = look(exported(mine, ".hipstretch"), other)
    assert (offer.exercises, offer.routines, offer.sessions, offer.settings) == (
        ("my-frog",),
        ("mine",),
        (),
        False,
    )
    exchange.take(offer, other)
    assert (other.exercises / "my-frog" / "hold.webp").read_bytes()
    assert not list(other.exercises.parent.glob(".*")), "nothing is left of the staging"


def test_what_is_there_is_never_replaced(mine: Paths, other: Paths) -> None:
    other.routines.mkdir(parents=True)
    (other.routines / "mine.toml").write_text("yours")
    offer = look(exported(mine, ".hipstretch"), other)
    assert offer.exercises == ("my-frog",)
    assert offer.remarks == ("routines/mine is left out: there is one of that name.",)
    exchange.take(offer, other)
    assert (other.routines / "mine.toml").read_text() == "yours"


def test_sessions_that_can_not_be_read_are_named_and_the_others_come(tmp_path: Path, other: Paths) -> None:
    path = tmp_path / "some.json"
    path.write_text(json.dumps({"sessions": [1, {"v": 9}, {"id": 5}, {}, {}]}))
    remarks = look(path, other).remarks
    assert remarks[0] == "Session 1 in it is left out: it is no JSON object."
    assert remarks[1] == "Session 2 in it is left out: it comes from a newer version of Hipstretch."
    assert remarks[2] == "Session 3 in it is left out: id: 5 (not a text)."
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
    exchange.export(path, mine)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["exercise"], r["side"], r["done_s"], r["set_outcome"]) for r in rows] == [
        ("frog", "left", "27.5", "skipped"),
        ("frog", "right", "30.0", "done"),
        ("", "", "", ""),
    ]
    assert rows[0]["note"].startswith("'=HYPERLINK")
    assert (rows[0]["hip_left_after"], rows[0]["back_after"], rows[0]["hip_left_before"]) == ("3", "", "")


def test_another_ending_is_refused(mine: Paths, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="ends neither in"):
        exchange.export(tmp_path / "a.docx", mine)
    with pytest.raises(RefusedError, match="ends neither in"):
        look(tmp_path / "a.docx", mine)
