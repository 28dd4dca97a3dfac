"""What a second start asks of the first one goes through a line of bytes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.qt.wish import OpenFile, StartRoutine, Wish, from_bytes, to_bytes

names = st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=1)


@given(st.one_of(st.none(), names.map(StartRoutine), names.map(lambda name: OpenFile(Path.cwd() / name))))
def test_a_wish_arrives_as_it_was_sent(wish: Wish) -> None:
    assert from_bytes(to_bytes(wish) + b"\n") == wish


def test_a_path_of_any_bytes_arrives() -> None:
    wish = OpenFile(Path.cwd() / "a\udcff.zip")
    assert from_bytes(to_bytes(wish)) == wish


@pytest.mark.parametrize("line", [b"", b"\n", b"start ", b"open here.zip", b"daily-hips", b"\xff\xfe"])
def test_what_is_no_wish_asks_for_the_window_alone(line: bytes) -> None:
    assert from_bytes(line) is None
