"""A zip file is looked at before anything of it is taken."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from hipstretch.data import archive
from tests.saying import refused

Change = Callable[[zipfile.ZipFile], object]


def packed(change: Change, path: Path, kind: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", kind) as file:
        change(file)
    return path


def limit(name: str) -> int:
    return 10 if name.startswith("a") else 0


def named(name: str, mode: int = 0o100644) -> Change:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return lambda file: file.writestr(info, b"x")


def many(*names: str) -> Change:
    def write(file: zipfile.ZipFile) -> None:
        for name in names:
            file.writestr(name, b"x")

    return write


def test_only_what_is_wanted_is_taken(tmp_path: Path) -> None:
    path = packed(many("a1", "b2", "folder/"), tmp_path / "x.zip")
    assert archive.read(path, limit) == {"a1": b"x"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (named("a\\b"), "a name that can't be used"),
        (named("../a"), "would lie outside"),
        (named("/a"), "would lie outside"),
        (named("c:a"), "would lie outside"),
        (named("a", 0o120777), "a link or a device: a"),
        (many("a/b", "A/B"), "two files with one name: A/B"),
        (lambda file: file.writestr("a", b"x" * 11), "a in it is larger than 10 bytes"),
        (many(*(f"b{n}" for n in range(5001))), "it holds 5,001 files, and 5,000 are the most"),
    ],
)
def test_what_could_do_harm_is_refused(tmp_path: Path, change: Change, why: str) -> None:
    with refused(why):
        archive.read(packed(change, tmp_path / "x.zip"), limit)


def test_a_list_that_would_take_long_to_read_is_refused_unread(tmp_path: Path) -> None:
    path = packed(many("a"), tmp_path / "x.zip")
    data = bytearray(path.read_bytes())
    struct.pack_into("<L", data, len(data) - 22 + 12, archive.MAX_LIST + 1)
    path.write_bytes(data)
    with refused("more than 5,000 files"):
        archive.read(path, limit)
    path.write_bytes(bytes(data) + b"a remark\1")
    with refused("more than 5,000 files"):
        archive.read(path, limit)


def test_what_is_locked_is_refused(tmp_path: Path) -> None:
    path = packed(many("a"), tmp_path / "x.zip")
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1
    path.write_bytes(data)
    with refused("a in it is locked with a password"):
        archive.read(path, limit)


def test_a_size_that_lies_is_found_out(tmp_path: Path) -> None:
    path = packed(lambda file: file.writestr("a", b"x" * 5000), tmp_path / "x.zip", zipfile.ZIP_STORED)
    path.write_bytes(path.read_bytes().replace(struct.pack("<L", 5000), struct.pack("<L", 10)))
    with refused("it is damaged or no zip file"):
        archive.read(path, limit)
    with zipfile.ZipFile(io.BytesIO(packed(many("a"), path).read_bytes())) as opened:
        (info,) = opened.infolist()
        with refused("a in it is larger than 0 bytes"):
            archive._content(opened, info, 0)


def test_what_would_be_too_much_unpacked_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNPACKED", 1)
    with refused("unpacked it is larger than 1 bytes"):
        archive.read(packed(many("a1", "a2"), tmp_path / "x.zip"), limit)


@pytest.mark.parametrize("data", [b"", b"PK" + bytes(5000), b"PK\5\6" + bytes(5)])
def test_what_is_no_zip_file_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(data)
    with refused("it is damaged or no zip file"):
        archive.read(path, limit)
