"""Photos are added, moved, taken away and marked; which one shows the hold."""

import pytest

from hipstretch.core.exercise import MOST_PHOTOS, hold_of
from hipstretch.core.photos import Photo, Photos

A, B, C = (Photo(name) for name in "abc")
CLIP = Photo("motion.webp")


@pytest.mark.parametrize(
    ("ids", "marked", "hold"),
    [
        ("", "a", ""),
        ("a", "", "a"),
        ("ab", "", "b"),
        ("abc", "", "b"),
        ("abc", "c", "c"),
        ("abc", "a", "a"),
        ("abc", "gone", "b"),
    ],
)
def test_the_hold_is_the_marked_photo_else_the_second_else_the_only_one(
    ids: str, marked: str, hold: str
) -> None:
    assert hold_of(tuple(ids), marked) == hold
    assert Photos(tuple(map(Photo, ids)), marked).hold == hold


def test_more_than_six_are_not_added() -> None:
    many = Photos().added(*(Photo(str(number)) for number in range(9)))
    assert many.ids == tuple("012345")
    assert many.room == 0
    assert many.added(A) == many
    assert Photos((A,)).room == MOST_PHOTOS - 1


@pytest.mark.parametrize(
    ("one", "to", "after"),
    [("a", 1, "bac"), ("a", 9, "bca"), ("c", 0, "cab"), ("b", -1, "bac"), ("motion.webp", 0, "abc")],
)
def test_a_photo_is_moved_and_the_others_keep_their_order(one: str, to: int, after: str) -> None:
    moved = Photos((A, B, C), "b", CLIP).moved(one, to)
    assert moved.ids == tuple(after)
    assert (moved.hold, moved.clip) == ("b", CLIP)


def test_photos_and_clip_are_taken_away_by_their_ids() -> None:
    all_ = Photos((A, B, C), "c", CLIP)
    assert all_.without("c") == Photos((A, B), "c", CLIP)
    assert all_.without("c").hold == "b"
    assert all_.without("motion.webp") == Photos((A, B, C), "c")
    assert all_.without("unknown") == all_
    assert all_.all == (A, B, C, CLIP)
    assert all_.without("motion.webp").all == (A, B, C)
