"""What becomes of a session that the disk does not take."""

import tempfile
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipstretch.core.record import SessionOutcome, SessionRecord, retimed
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.paths import Paths, resolve
from hipstretch.qt.stores import Stores, history_store
from hipstretch.qt.worker import Worker
from tests import histories
from tests.fakes import FakeClock, LaterWork

NOBODY = Catalogue({}, {}, (), {})


def record(name: str, days: int = 0) -> SessionRecord:
    began = FakeClock().wall() + timedelta(days=days)
    return SessionRecord(name, began, began, "test", SessionOutcome.COMPLETED, 60.0, (), "0")


@pytest.fixture
def paths(tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Paths:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "elsewhere"))
    return resolve(tmp_path / "data")


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A history that takes nothing while the list is not empty."""
    full = [True]
    append = HistoryFile.append

    def refuse(self: HistoryFile, *new: SessionRecord) -> None:
        if full:
            raise OSError(28, "No space left on device")
        append(self, *new)

    monkeypatch.setattr(HistoryFile, "append", refuse)
    monkeypatch.setattr(history_store, "RETRY_MS", 20)
    return full


def on_disk(paths: Paths) -> list[str]:
    return [r.id for r in HistoryFile(paths.history).load()[0]]


def test_a_refused_session_is_told_kept_elsewhere_and_tried_again(
    qtbot: QtBot, paths: Paths, full_disk: list[bool]
) -> None:
    stores = Stores.open(paths, NOBODY)
    saved: list[str] = []
    stores.history.saved.connect(saved.append)
    stores.history.add(record("a"))
    stores.history.add(record("b", 1))
    assert saved == []
    assert [r.id for r in stores.history.recent] == ["a", "b"]
    (notice,) = stores.notices.shown
    assert notice.level == "error"
    for part in (str(paths.history), "the disk is full", str(paths.waiting), "at the next start"):
        assert part in notice.text
    assert len(paths.waiting.read_text(encoding="utf-8").splitlines()) == 2

    full_disk.clear()
    qtbot.waitUntil(lambda: not stores.notices.shown)
    assert on_disk(paths) == saved == ["a", "b"]
    assert not paths.waiting.exists()


def test_the_next_start_takes_in_what_waited_once(paths: Paths, full_disk: list[bool]) -> None:
    Stores.open(paths, NOBODY).history.add(record("a"))
    full_disk.clear()
    for _ in range(2):
        stores = Stores.open(paths, NOBODY)
        assert [r.id for r in stores.history.recent] == ["a"]
        assert stores.notices.shown == ()
    assert on_disk(paths) == ["a"]
    assert not paths.waiting.exists()


def test_what_is_in_the_history_already_is_not_doubled(paths: Paths, full_disk: list[bool]) -> None:
    Stores.open(paths, NOBODY).history.add(record("a"))
    full_disk.clear()
    HistoryFile(paths.history).append(record("a"))
    assert [r.id for r in Stores.open(paths, NOBODY).history.recent] == ["a"]
    assert on_disk(paths) == ["a"]


def test_where_nothing_can_be_written_at_all_the_program_must_stay_open(
    paths: Paths, full_disk: list[bool]
) -> None:
    paths.waiting.parent.write_text("a file where a folder should be", encoding="utf-8")
    stores = Stores.open(paths, NOBODY)
    stores.history.add(record("a"))
    assert "Leave the program open" in stores.notices.shown[0].text
    assert [r.id for r in stores.history.recent] == ["a"]


@pytest.mark.parametrize("content", ["", "{", '{"v": 1}', "\x00" * 100])
def test_a_waiting_file_that_makes_no_sense_is_left_alone(paths: Paths, content: str) -> None:
    paths.waiting.parent.mkdir()
    paths.waiting.write_text(content, encoding="utf-8")
    assert Stores.open(paths, NOBODY).history.recent == ()
    assert paths.waiting.read_text(encoding="utf-8") == content


def test_a_change_that_the_disk_refuses_is_told_and_tried_again(
    qtbot: QtBot, paths: Paths, full_disk: list[bool]
) -> None:
    full_disk.clear()
    stores = Stores.open(paths, NOBODY)
    for name in "abc":
        stores.history.add(record(name))
    full_disk.append(True)
    stores.history.replace(replace(record("a"), note="changed"))
    stores.history.replace(replace(record("a"), note="changed again"))
    assert "is not in" in stores.notices.shown[0].text
    again = Stores.open(paths, NOBODY)
    assert [r.note for r in again.history.recent if r.id == "a"] == [
        "changed again"
    ]  # it waited in the second place
    full_disk.clear()
    qtbot.waitUntil(lambda: not stores.notices.shown)
    assert [(r.id, r.note) for r in HistoryFile(paths.history).load()[0] if r.id == "a"] == [
        ("a", "changed again")
    ]
    assert len(on_disk(paths)) == 3


def test_changes_are_written_in_order_while_the_disk_is_busy(qtbot: QtBot, paths: Paths) -> None:
    """What was changed while it was being written is written once more; a deletion stays one."""
    busy, go = threading.Event(), threading.Event()
    stores = Stores.open(paths, NOBODY, disk=Worker("disk"))
    saved: list[str] = []
    stores.history.saved.connect(saved.append)

    def keep_busy() -> None:
        busy.set()
        assert go.wait(10)

    stores.disk.submit(keep_busy)
    assert busy.wait(10)
    stores.history.add(record("a"))
    stores.history.add(record("b"))
    stores.history.replace(replace(record("a"), note="changed"))
    stores.history.delete("b")
    assert not paths.history.exists()
    go.set()
    stores.close()
    assert [(r.id, r.note) for r in HistoryFile(paths.history).load()[0]] == [("a", "changed")]
    assert set(saved) == {"a", "b"}
    stores.history.delete("a")
    stores.history.add(record("b"))
    stores.close()
    assert on_disk(paths) == ["b"]


def test_the_day_keeps_a_copy_of_what_was_there_before(paths: Paths) -> None:
    stores = Stores.open(paths, NOBODY)
    stores.history.add(record("a"))
    stores.history.add(record("b"))
    stores.history.delete("a")
    stores.close()
    (copy,) = (paths.history.parent / "backups").iterdir()
    assert '"a"' in copy.read_text(encoding="utf-8")


def test_of_a_long_history_the_last_weeks_come_first_and_all_of_it_then(paths: Paths) -> None:
    paths.history.parent.mkdir()
    histories.write(paths.history, 300)
    stores = Stores.open(paths, NOBODY)
    soon = stores.history.sessions_soon
    assert stores.history.has_older
    assert 50 < len(soon) < 300
    assert not stores.history.sessions_known
    assert soon[-1]._replace(at=0, size=0) == stores.history.sessions[-1]._replace(at=0, size=0)
    assert len(stores.history.sessions) == len(stores.history.sessions_soon) == 300
    for one in (soon[0], stores.history.sessions[0], stores.history.sessions[-1]):
        found = stores.history.record(one)
        assert found
        assert found.id == one.id
    assert stores.notices.shown == ()


def test_a_session_that_was_taken_away_meanwhile_is_told(paths: Paths) -> None:
    paths.history.parent.mkdir()
    histories.write(paths.history, 300)
    stores = Stores.open(paths, NOBODY)
    first = stores.history.sessions[0]
    histories.write(paths.history, 200)
    assert stores.history.record(first) is None
    assert "can't be read" in stores.notices.shown[0].text
    assert len(stores.history.sessions) == 200


def test_a_change_in_a_long_history_is_seen_at_once(paths: Paths) -> None:
    paths.history.parent.mkdir()
    histories.write(paths.history, 300)
    stores = Stores.open(paths, NOBODY)
    old, new = stores.history.sessions[0], stores.history.sessions[-1]
    for one in (old, new):
        found = stores.history.record(one)
        assert found
        stores.history.replace(replace(found, note="changed"))
    assert [one.note for one in stores.history.sessions if one.id in (old.id, new.id)] == [
        "changed",
        "changed",
    ]
    stores.history.delete(old.id)
    assert old.id not in {one.id for one in stores.history.sessions}
    assert len(HistoryFile(paths.history).load()[0]) == 299


def test_an_old_session_whose_day_is_changed_to_lately_counts_as_of_lately(paths: Paths) -> None:
    paths.history.parent.mkdir(parents=True)
    histories.write(paths.history, 500)
    stores = Stores.open(paths, NOBODY)
    oldest = stores.history.sessions[0]
    assert not stores.history.knows(oldest.id)
    before = stores.history.record(oldest)
    assert before
    stores.history.replace(retimed(before, stores.history.recent[-3].started_at, timedelta(minutes=5)))
    assert stores.history.knows(oldest.id)
    assert stores.history.knows(oldest.id) == Stores.open(paths, NOBODY).history.knows(oldest.id)
    stores.history.replace(before)
    assert stores.history.sessions[0].id == oldest.id


def test_sessions_are_read_after_what_is_still_to_be_written(paths: Paths) -> None:
    HistoryFile(paths.history).append(record("a"))
    disk, reader = LaterWork(), LaterWork()
    stores = Stores.open(paths, NOBODY, disk=disk, reader=reader)
    read: list[list[str]] = []
    disk.submit(lambda: HistoryFile(paths.history).append(record("b", 1)))
    for _ in range(2):
        stores.history.read_sessions(lambda: read.append([one.id for one in stores.history.sessions]))
    assert not reader.waiting
    disk.do_all()
    assert len(reader.waiting) == 1, "once for all who ask"
    reader.do_all()
    assert read == [["a", "b"]] * 2
    stores.history.read_sessions(lambda: read.append([]))
    assert read[-1] == [], "now they are at hand"


def test_what_was_read_before_a_change_is_read_again(paths: Paths) -> None:
    HistoryFile(paths.history).append(record("a"))
    reader = LaterWork()
    stores = Stores.open(paths, NOBODY, reader=reader)
    read: list[list[str]] = []
    stores.history.read_sessions(lambda: read.append([one.id for one in stores.history.sessions]))
    job = reader.waiting.pop()
    scanned: list[object] = []
    reader.waiting.append(lambda: scanned.append(job()))
    stores.history.add(record("b", 1))
    reader.do_one()
    assert read == []
    reader.do_all()
    assert read == [["a", "b"]]


def test_records_are_read_in_order_without_those_that_are_gone(paths: Paths) -> None:
    HistoryFile(paths.history).append(record("a"), record("b", 1), record("c", 2))
    reader = LaterWork()
    stores = Stores.open(paths, NOBODY, reader=reader)
    wanted = stores.history.sessions
    stores.history._recent = (record("b", 1),)  # the others are not at hand
    found: list[list[str]] = []
    stores.history.read_records(wanted, lambda records: found.append([one.id for one in records]))
    HistoryFile(paths.history).delete("a")
    HistoryFile(paths.history).compact()
    assert found == []
    reader.do_all()
    assert found == [["b", "c"]], "not a, which is gone; c, which stands elsewhere now"
    (notice,) = stores.notices.shown
    assert notice.text.startswith(f"A session can't be read from {paths.history}")
    found.clear()
    stores.history.read_records(
        stores.history.sessions, lambda records: found.append([one.id for one in records])
    )
    reader.do_all()
    assert found == [["b", "c"]]
