"""Tightness checks are kept in order; what the disk refuses is told."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hipstretch.core.check import CheckRecord
from hipstretch.qt.stores.checks_store import ChecksStore
from hipstretch.qt.stores.notices import Notices


def check(day: int) -> CheckRecord:
    return CheckRecord(f"c{day}", datetime(2026, 5, day, tzinfo=UTC), ())


@pytest.fixture
def path(tmp_path: Path, qapp: QApplication) -> Path:
    return tmp_path / "data" / "checks.jsonl"


def test_they_are_kept_by_day_and_found_again(path: Path) -> None:
    store = ChecksStore(path, Notices())
    told: list[int] = []
    store.changed.connect(lambda: told.append(len(store.all)))
    assert store.add(check(9))
    assert store.add(check(2))
    assert store.all == ChecksStore(path, Notices()).all == (check(2), check(9))
    assert store.delete("c9") == check(9)
    assert store.delete("c9") is None
    assert told == [1, 2, 1]


def test_what_another_program_added_is_there_after_a_reload(path: Path) -> None:
    store, other = ChecksStore(path, Notices()), ChecksStore(path, Notices())
    assert not store.all
    other.add(check(2))
    store.reload()
    assert store.all == (check(2),)


def test_what_the_disk_refuses_counts_until_the_end_and_is_told(path: Path) -> None:
    path.parent.write_text("a file where a folder should be", encoding="utf-8")
    notices = Notices()
    store = ChecksStore(path, notices)
    assert not store.all
    assert not store.add(check(2))
    assert store.all == (check(2),)
    assert any(f"{path} can't be changed (" in notice.text for notice in notices.shown)
