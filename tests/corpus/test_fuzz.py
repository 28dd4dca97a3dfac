"""Good files, damaged in every way Hypothesis thinks of: every reader answers in words, soon, and harms nothing.

HIPSTRETCH_FUZZ is how many examples each reader gets: a few here; for a long run
`HIPSTRETCH_FUZZ=50000 python3 packaging/bootstrap.py test -- tests/corpus/test_fuzz.py`.
"""

import contextlib
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSize
from pytestqt.qtbot import QtBot

from hipstretch.core.check import CheckRecord
from hipstretch.core.problem import Invalid, InvalidFile, Problem
from hipstretch.core.settings import Settings
from hipstretch.core.text_preview import is_shown
from hipstretch.core.timeline import build
from hipstretch.data import catalogue, exchange
from hipstretch.data.assets import assets_dir
from hipstretch.data.checks_file import ChecksFile
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.history_line import as_line
from hipstretch.data.journal import Journal
from hipstretch.data.paths import resolve
from hipstretch.data.pending_sessions import PendingSessions
from hipstretch.data.settings_file import SettingsFile
from hipstretch.qt import picture_file, wording
from hipstretch.qt.problem_words import words
from tests.corpus import bad_files
from tests.unit.data.test_history_file import session

fuzzed = settings(
    max_examples=int(os.environ.get("HIPSTRETCH_FUZZ", "120")),
    deadline=None,  # MOST_S below: seconds of this process, whatever else the machine does
    suppress_health_check=list(HealthCheck),
)
MOST_S = 2.0
BUILT_IN = catalogue.load([assets_dir()])
SETTINGS = {
    "v": 1,
    "volume": 30,
    "prepare_s": 10.5,
    "sound": False,
    "theme": "dark",
    "first_side": "right",
    "exercises": {"frog": {"hold_s": 45.0, "reps": 2, "sets": 1, "rest_s": 5.0}},
}

# --- damage -------------------------------------------------------------------------------------------------

TOKENS = [
    b"",
    b"\0",
    b"\xff\xfe",
    b"\n",
    b'"',
    b"{",
    b"[" * 50,
    b"]",
    b"}",
    b"=",
    b".",
    b"nan",
    b"1e999",
    b"-1",
]
TOKENS += [
    b"9" * 5000,
    b"\\ud800",
    b"\xe2\x80\xae",
    b"PK\5\6",
    b"PK\1\2",
    b"PK\3\4",
    b"\xff\xff\xff\xff",
    b"../",
]
TOKENS += [b"null", b"true", b"[[", b"'''", b'"""', b"#"]
edits = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.sampled_from([0, 1, 4, 40, 10_000]),
        st.sampled_from(TOKENS) | st.binary(max_size=8),
    ),
    min_size=1,
    max_size=5,
)
"""(where, from the start to the end; how many bytes go; what comes instead)."""
odd_values: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.sampled_from(
        [10**400, -(10**400), 2**63, 1e308, "left", "both", "done", "hold", "2026-01-01T00:00:00Z"]
    )
    | st.floats()
    | st.text(st.characters(), max_size=300)
    | st.sampled_from(["\ud800", "0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "x" * 5000]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=6,
)


def damaged(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for where, gone, come in changes:
        at = round(where * len(data))
        data = data[:at] + come + data[at + gone :]
    return data


@st.composite
def changed_json(draw: st.DrawFn, good: Mapping[str, Any]) -> bytes:
    """A good object of which a few values, anywhere in it, are other ones; or its bytes are damaged."""
    if draw(st.booleans()):
        return damaged(json.dumps(good).encode(), draw(edits))
    raw = json.loads(json.dumps(good))
    for _ in range(draw(st.integers(1, 3))):
        place: Any = raw
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(place[key], dict | list) and draw(st.booleans()):
                place = place[key]
                continue
            place[key] = draw(odd_values)
            break
    return json.dumps(raw).encode("utf-8", "surrogatepass")


def damaged_texts(**good: str) -> st.SearchStrategy[dict[str, bytes]]:
    """Some of these files, each damaged or not."""
    return st.fixed_dictionaries(
        {
            name: st.just(text.encode()) | edits.map(partial(damaged, text.encode()))
            for name, text in good.items()
        }
    )


# --- the same for all -----------------------------------------------------------------------------------------


@contextlib.contextmanager
def folder(base: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """A fresh data folder with these files; afterwards none is changed, or gone but for a rename."""
    place = base / "data"
    shutil.rmtree(place, ignore_errors=True)
    for name, data in files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(data)
    start = time.process_time()
    yield place
    assert time.process_time() - start < MOST_S
    assert [p.name for p in base.iterdir()] == ["data"]
    kept = [p.read_bytes() for p in place.rglob("*") if p.is_file()]
    assert all(data in kept for data in files.values())


def in_words(*problems: Problem | str) -> None:
    said = [words(one) if isinstance(one, Problem) else one for one in problems]
    assert all(all(map(is_shown, s)) and len(s) < 1000 for s in said), said


# --- reader by reader -----------------------------------------------------------------------------------------


@fuzzed
@given(changed_json(SETTINGS))
def test_settings(tmp_path: Path, data: bytes) -> None:
    with folder(tmp_path, {"settings.json": data}) as place:
        file = SettingsFile(place / "settings.json")
        loaded, said = file.load()
        in_words(*said)
        Settings(**{name: getattr(loaded, name) for name in ("volume", "prepare_s", "exercises")})
    volume = 7 if loaded.volume != 7 else 8
    with contextlib.suppress(InvalidFile):
        file.save(replace(loaded, volume=volume))
        assert SettingsFile(file.path).load()[0] == replace(loaded, volume=volume)


@fuzzed
@given(st.lists(changed_json(bad_files.SESSION), min_size=1, max_size=3))
def test_history(tmp_path: Path, lines: list[bytes]) -> None:
    good = session(1)
    with folder(tmp_path, {"history.jsonl": as_line(good) + b"\n".join(lines)}) as place:
        file = HistoryFile(place / "history.jsonl")
        records, said = file.load()
        in_words(*said)
        assert good in records or any(r.id == good.id for r in records)
    file.append(session(2))
    again, _ = file.load()
    assert {r.id for r in again} == {*(r.id for r in records), "id2"}
    for record in records:
        as_line(record)
        record.started_at.astimezone()


@fuzzed
@given(changed_json(bad_files.SESSION))
def test_the_waiting_room(tmp_path: Path, data: bytes) -> None:
    with folder(tmp_path, {"waiting.jsonl": data + b"\n"}) as place:
        for record in PendingSessions(place / "waiting.jsonl").load():
            as_line(record)


@fuzzed
@given(st.lists(changed_json(bad_files.CHECK), min_size=1, max_size=3))
def test_checks(tmp_path: Path, lines: list[bytes]) -> None:
    with folder(tmp_path, {"checks.jsonl": b"\n".join(lines)}) as place:
        file = ChecksFile(place / "checks.jsonl")
        found, said = file.load()
        in_words(*said)
    fresh = CheckRecord("fresh", datetime(2026, 11, 21, tzinfo=UTC), ())
    file.add(fresh)
    again, still = file.load()
    assert {c.id for c in again} == {*(c.id for c in found), "fresh"}
    assert len(still) == len(said)


@fuzzed
@given(changed_json(bad_files.JOURNAL))
def test_journal(tmp_path: Path, data: bytes) -> None:
    with folder(tmp_path, {"session.json": data}) as place:
        found, said = Journal(place / "sessions", place / "session.json").read()
        in_words(*said)
        for snapshot in found:
            record = snapshot.record()
            wording.interrupted(snapshot, BUILT_IN.exercises, 60)
            HistoryFile(place / "other.jsonl").append(record)
            assert HistoryFile(place / "other.jsonl").load() == ((record,), ())


own_files = damaged_texts(
    **{
        "exercises/mine/exercise.toml": bad_files.EXERCISE,
        "exercises/mine/text.en.toml": bad_files.TEXT,
        "exercises/mine/text.de.toml": bad_files.GERMAN,
        "routines/mine.toml": bad_files.ROUTINE,
        "routines/text.de.toml": '[mine]\nname = "Meins"\n[mine.english]\nname = "00000000"\n',
    }
)


@fuzzed
@given(own_files)
def test_exercises_and_routines(tmp_path: Path, files: dict[str, bytes]) -> None:
    with folder(tmp_path, files) as place:
        found = catalogue.load([assets_dir(), place], "de")
        in_words(*found.problems)
        for routine in found.routines.values():
            assert build(routine, found.exercises, Settings())


def look(path: Path) -> None:
    """Look into a file that is to be imported; a good one is imported too."""
    paths = resolve(path.parent)
    try:
        offer = exchange.preview_import(path, paths, (), assets_dir(), picture_file.opened)
    except Invalid as error:
        in_words(error.problem)
        return
    in_words(*offer.remarks)
    exchange.apply_import(offer, paths, assets_dir())
    known = len(HistoryFile(paths.history).load()[0])
    assert known == len(offer.sessions)


packed_files = own_files.map(bad_files.packed)
good_pack = bad_files.packed({"exercises/mine/hold.webp": bad_files.GOOD_PICTURE[:3000]})


@fuzzed
@given(packed_files | edits.map(lambda e: damaged(good_pack, e)), st.sampled_from([".hipstretch", ".zip"]))
def test_bundles(tmp_path: Path, data: bytes, ending: str) -> None:
    with folder(tmp_path, {f"import{ending}": data}) as place:
        look(place / f"import{ending}")


@fuzzed
@given(changed_json({"v": 1, "sessions": [bad_files.SESSION, {**bad_files.SESSION, "id": "b"}]}))
def test_sessions(tmp_path: Path, data: bytes) -> None:
    with folder(tmp_path, {"import.json": data}) as place:
        look(place / "import.json")


MOTION = (assets_dir() / "exercises" / "frog" / "woman" / "motion.webp").read_bytes()


@fuzzed
@given(edits, st.sampled_from([bad_files.GOOD_PICTURE, MOTION]))
@pytest.mark.qt_log_ignore(".*")
def test_pictures(tmp_path: Path, qtbot: QtBot, changes: list[tuple[float, int, bytes]], good: bytes) -> None:
    with folder(tmp_path, {"hold.webp": damaged(good, changes)}) as place:
        try:
            reader = picture_file.opened(place / "hold.webp")
        except ValueError as error:
            in_words(str(error))
            return
        reader.setScaledSize(QSize(200, 150))
        for _ in range(3):
            reader.read()
