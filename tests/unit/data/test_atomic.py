"""A file is written whole or not at all."""

import os
from pathlib import Path

import pytest

from hipstretch.data import atomic


def test_a_file_is_replaced_and_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.json"
    atomic.write(path, b"one")
    atomic.write(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("call", ["fsync", "fdopen"])
def test_a_failure_leaves_the_old_file_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    path = tmp_path / "b.json"
    atomic.write(path, b"one")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, call, fail)
    with pytest.raises(OSError, match="No space"):
        atomic.write(path, b"two")
    monkeypatch.undo()
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_two_files_set_aside_in_one_second_have_two_names(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    asides = set()
    for text in ("one", "two"):
        path.write_text(text, encoding="utf-8")
        asides.add(atomic.set_aside(path))
    assert {p.read_text(encoding="utf-8") for p in asides} == {"one", "two"}
