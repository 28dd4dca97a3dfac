"""Drafts are written as they change, and what the disk refuses is said until it takes it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hipstretch.data.drafts_file import DraftsFile
from hipstretch.qt.stores.drafts import Drafts
from hipstretch.qt.stores.notices import Notices
from tests.fakes import LaterWork


def test_the_last_of_each_is_kept(tmp_path: Path, qapp: QApplication) -> None:
    disk, path = LaterWork(), tmp_path / "drafts.json"
    drafts = Drafts(path, disk, Notices())
    drafts.keep("sheet", {})
    assert not disk.waiting, "there is nothing to forget"
    drafts.keep("sheet", {"text": "1"})
    drafts.keep("sheet", {"text": "1"})
    assert len(disk.waiting) == 1
    drafts.keep("note", {"text": "2"})
    disk.do_all()
    assert DraftsFile(path).load() == {"sheet": {"text": "1"}, "note": {"text": "2"}}
    drafts.keep("note", {})
    disk.do_all()
    assert (DraftsFile(path).load(), drafts.get("note")) == ({"sheet": {"text": "1"}}, {})


def test_a_disk_that_refuses_is_said_until_it_takes_it(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    notices, disk = Notices(), LaterWork()
    drafts = Drafts(tmp_path / "drafts.json", disk, notices)

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(DraftsFile, "save", refuse)
        for text in ("1", "2"):
            drafts.keep("sheet", {"text": text})
            disk.do_all()
            assert drafts.refused
            (notice,) = notices.shown
            assert notice.text.startswith("What you are typing is not kept yet (")
        refused = drafts.refused
        assert refused
        assert refused.reason == "the disk is full"
        tried: list[bool] = []
        refused.try_again(lambda: tried.append(not drafts.refused))
        disk.do_all()
        assert tried == [False]
    refused.try_again(lambda: tried.append(not drafts.refused))
    disk.do_all()
    assert tried == [False, True]
    assert notices.shown == ()
    assert DraftsFile(tmp_path / "drafts.json").load() == {"sheet": {"text": "2"}}
