"""A file that anybody may have written is read within bounds, and only if it is one."""

import os
import sys
from pathlib import Path

import pytest

from hipstretch.core.problem import InvalidFile
from hipstretch.data import reading
from tests.saying import refused


def test_a_file_is_read_up_to_its_bound(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"12345")
    assert reading.read(path, 5) == b"12345"
    with refused("it is larger than 4 bytes"):
        reading.read(path, 4)


@pytest.mark.skipif(sys.platform != "linux", reason="files whose size lies are in /proc")
def test_a_size_that_lies_is_found_out() -> None:
    with refused("it is larger than 10 bytes"):
        reading.read(Path("/proc/self/status"), 10)


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    with refused("it is not a file", InvalidFile):
        reading.read(Path(os.devnull), 10)
    with pytest.raises(FileNotFoundError):
        reading.read(tmp_path / "none", 10)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"9" * 5000, "a number of thousands of digits"),
        (b"[" * 100_000, "nested too deeply"),
        (b"\xff", "not text in UTF-8"),
        (b"{", "it is not JSON: "),
        (b"[]", "not a JSON object"),
    ],
)
def test_what_is_no_json_object_is_refused(data: bytes, why: str) -> None:
    with refused(why):
        reading.json_object(data)
