"""Nothing in history.jsonl is lost: not by a torn write, a damaged line, a newer program or a full disk."""

import json
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipstretch.core.record import SessionOutcome, SessionRecord, to_json
from hipstretch.data.history_file import HistoryFile, Listed, _listed_fast, as_line, listed
from tests import histories
from tests.unit.core.test_record import records

GENERATED = tuple(histories.sessions(3))


def session(n: int) -> SessionRecord:
    at = datetime(2026, 5, 4, 18, tzinfo=UTC) + timedelta(days=n)
    return SessionRecord(f"id{n}", at, at, "daily-hips", SessionOutcome.PARTIAL, 10.0 * n, (), "0.1.0")


@pytest.fixture
def history(tmp_path: Path) -> HistoryFile:
    return HistoryFile(tmp_path / "data" / "history.jsonl")


def test_nothing_yet(history: HistoryFile) -> None:
    assert history.load() == ((), ())


def test_one_line_a_session(history: HistoryFile) -> None:
    for n in (1, 2, 3):
        history.append(session(n))
    lines = history.path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["id1", "id2", "id3"]
    assert history.load() == ((session(1), session(2), session(3)), ())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.lists(records, max_size=4, unique_by=lambda r: r.id))
def test_whatever_is_appended_is_loaded(tmp_path: Path, some: list[SessionRecord]) -> None:
    history = HistoryFile(tmp_path / "h.jsonl")
    history.path.unlink(missing_ok=True)
    for record in some:
        history.append(record)
    assert history.load() == (tuple(sorted(some, key=lambda r: r.started_at)), ())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text().map(lambda t: t.encode("utf-8", "replace")))
def test_any_bytes_are_survived_and_kept(tmp_path: Path, junk: bytes) -> None:
    history = HistoryFile(tmp_path / "h.jsonl")
    history.path.write_bytes(junk)
    history.load()
    history.append(session(1))
    assert session(1) in history.load()[0]
    history.delete("id1")
    kept = history.path.read_bytes()
    assert kept in (junk, junk + b"\n")


def test_a_damaged_line_is_named_copied_and_left_where_it_is(history: HistoryFile) -> None:
    history.append(session(1))
    with history.path.open("ab") as file:
        file.write(b'{"half": \n')
    history.append(session(2))
    before = history.path.read_bytes()
    loaded, [notice] = history.load()
    assert loaded == (session(1), session(2))
    assert "line 2" in notice
    assert history.damaged_path.read_bytes() == b'{"half": \n'
    history.load()
    assert history.damaged_path.read_bytes() == b'{"half": \n', "copied once"
    assert history.path.read_bytes() == before


def test_a_torn_last_line_does_not_swallow_the_next_session(history: HistoryFile) -> None:
    history.append(session(1))
    with history.path.open("ab") as file:
        file.write(b'{"v": 1, "id": "to')
    history.append(session(2))
    assert history.load()[0] == (session(1), session(2))


def test_a_bad_field_is_named(history: HistoryFile) -> None:
    history.append(session(1))
    line = json.dumps({**to_json(session(2)), "active_s": "long"})
    with history.path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    assert 'line 2: active_s: "long"' in history.load()[1][0]


def test_lines_of_a_newer_version_stay_word_for_word(history: HistoryFile) -> None:
    history.path.parent.mkdir()
    newer = b'{"v": 99, "id": "x", "what": "ever"}\n'
    history.path.write_bytes(newer)
    history.append(session(1))
    loaded, [notice] = history.load()
    assert loaded == (session(1),)
    assert "newer version" in notice
    history.delete("id1")
    assert history.path.read_bytes() == newer


def test_replacing_and_deleting_keep_the_version_before(history: HistoryFile) -> None:
    for n in (1, 2):
        history.append(session(n))
    before = history.path.read_bytes()
    history.replace(replace(session(1), note="ün\nline"))
    assert history.backup_path.read_bytes() == before
    assert [r.note for r in history.load()[0]] == ["ün\nline", ""]
    history.delete("id2")
    assert [r.id for r in history.load()[0]] == ["id1"]


def test_a_full_disk_leaves_no_half_line(history: HistoryFile, monkeypatch: pytest.MonkeyPatch) -> None:
    history.append(session(1))
    before = history.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            history.append(session(2))
        with pytest.raises(OSError, match="No space"):
            history.delete("id1")
    assert history.path.read_bytes() == before
    assert list(history.path.parent.glob(".*")) == [], "no temporary file is left over"


def test_a_file_that_can_not_be_read_is_said_so(tmp_path: Path) -> None:
    folder = tmp_path / "history.jsonl"
    folder.mkdir()
    loaded, [notice] = HistoryFile(folder).load()
    assert loaded == ()
    assert str(folder) in notice


def as_listed(history: HistoryFile) -> list[Listed]:
    """What `scan` should find, by way of `load`."""
    return [listed(r) for r in history.load()[0]]


def without_places(found: tuple[Listed, ...]) -> list[Listed]:
    return [one._replace(at=0, size=0) for one in found]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.lists(records, max_size=4, unique_by=lambda r: r.id))
def test_a_scan_finds_what_is_loaded_and_where_it_stands(tmp_path: Path, some: list[SessionRecord]) -> None:
    history = HistoryFile(tmp_path / "h.jsonl")
    history.path.unlink(missing_ok=True)
    history.append(*some)
    found, notices = history.scan()
    assert notices == ()
    assert without_places(found) == as_listed(history)
    assert [history.read(one) for one in found] == list(history.load()[0])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(
    st.integers(0, 2),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(list('0123456789"{}[],:\\enul T-+')))),
)
def test_a_scan_takes_no_line_that_loading_would_not(
    tmp_path: Path, which: int, edits: list[tuple[float, str]]
) -> None:
    """The quick way of reading must never believe a damaged line."""
    line = as_line(GENERATED[which]).decode()
    for where, char in edits:
        at = round(where * (len(line) - 2))
        line = line[:at] + char + line[at + 1 :]
    history = HistoryFile(tmp_path / "h.jsonl")
    history.path.write_text(line, encoding="utf-8")
    found, notices = history.scan()
    assert without_places(found) == as_listed(history)
    assert notices == history.load()[1]


def test_lines_of_our_own_are_read_the_quick_way() -> None:
    assert all(_listed_fast(0, as_line(one), {}) for one in GENERATED)


def test_one_bad_line_among_ten_thousand_leaves_the_others(tmp_path: Path) -> None:
    history = HistoryFile(tmp_path / "h.jsonl")
    lines = [as_line(replace(session(1), id=f"id{n}")) for n in range(10_000)]
    lines[4321] = lines[4321][:40] + b"\0\0" + lines[4321][42:]
    history.path.write_bytes(b"".join(lines))
    for found, notices in (history.scan(), history.load()):
        assert len(found) == 9_999
        assert "line 4322" in notices[0]


def test_of_a_long_file_the_end_is_enough_for_today(tmp_path: Path) -> None:
    history = HistoryFile(tmp_path / "h.jsonl")
    some = [replace(session(n), note="x" * 500) for n in range(1000)]
    history.append(*some)
    recent, notices = history.recent()
    assert 100 < len(recent) < 1000
    assert recent == tuple(some[-len(recent) :])
    assert notices == ()


def test_what_was_changed_behind_our_back_is_not_taken_for_something_else(history: HistoryFile) -> None:
    history.append(session(1), session(2))
    first, second = history.scan()[0]
    history.delete("id1")
    with pytest.raises(ValueError, match=r"changed|JSON|larger"):
        history.read(second)
    with pytest.raises(ValueError, match="changed"):
        history.read(first)


def test_older_sessions_find_their_place(history: HistoryFile) -> None:
    history.append(session(3))
    history.merge(session(1), session(5))
    history.merge(session(6))
    lines = history.path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["id1", "id3", "id5", "id6"]
