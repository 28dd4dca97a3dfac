"""Sessions that the history's disk refused wait for the next start."""

import os
from pathlib import Path

import pytest

from hipstretch.data.pending_sessions import PendingSessions
from tests.unit.data.test_history_file import session


def test_what_is_saved_waits_until_it_is_cleared(tmp_path: Path) -> None:
    room = PendingSessions(tmp_path / "place" / "waiting.jsonl")
    assert room.load() == ()
    assert room.save([session(1), session(2)])
    assert PendingSessions(room.path).load() == (session(1), session(2))
    assert room.save([session(3)])
    assert room.load() == (session(3),)
    room.clear()
    room.clear()
    assert room.load() == ()


def test_a_place_that_takes_nothing_says_so(tmp_path: Path) -> None:
    (tmp_path / "waiting.jsonl").mkdir()
    room = PendingSessions(tmp_path / "waiting.jsonl")
    assert not room.save([session(1)])
    assert room.load() == ()


def test_what_is_not_ours_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    room = PendingSessions(tmp_path / "waiting.jsonl")
    room.path.write_bytes(b"{}\n")
    assert room.load() == ()
    room.save([session(1)])
    link = PendingSessions(tmp_path / "link.jsonl")
    link.path.symlink_to(room.path)
    assert link.load() == ()
    if hasattr(os, "getuid"):
        monkeypatch.setattr(os, "getuid", lambda: 12345)
        assert room.load() == ()
