"""What was typed is there at the next start, and a file that is none of ours is lost by nobody."""

from pathlib import Path

import pytest

from hipstretch.data.drafts_file import DraftsFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "drafts.json"


def test_drafts_are_read_back(path: Path) -> None:
    assert DraftsFile(path).load() == {}
    drafts = {"sheet": {"text": "Lunge\n3 x 30 s \ud800 é"}, "exercise ": {"name": "Clam"}}
    DraftsFile(path).save(drafts)
    assert DraftsFile(path).load() == drafts


@pytest.mark.parametrize(
    "data", [b"{", b"[]", b"{}", b'{"v": 1}', b'{"v": 2, "drafts": {}}', b'{"v": 1, "drafts": {"a": 1}}']
)
def test_what_is_not_understood_stays_beside_it(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    file = DraftsFile(path)
    assert file.load() == {}
    assert path.read_bytes() == data
    file.save({"sheet": {"text": "1"}})
    file.save({"sheet": {"text": "2"}})
    assert path.with_suffix(".unread.json").read_bytes() == data
    assert DraftsFile(path).load() == {"sheet": {"text": "2"}}


def test_a_part_that_is_no_text_is_left_out(path: Path) -> None:
    path.write_bytes(b'{"v": 1, "drafts": {"sheet": {"text": "1", "more": 2}}}')
    assert DraftsFile(path).load() == {"sheet": {"text": "1"}}


def test_a_file_that_can_not_be_read_is_no_draft(path: Path) -> None:
    path.mkdir()
    assert DraftsFile(path).load() == {}
