"""What the page after a session says of pain."""

from hipstretch.core.record import Feeling
from hipstretch.ui.session.advice import advice

MORE = "Right hip: that is more than a stretch should leave behind."
SAME = "Right hip: still high."
BETTER = "Right hip: better than before."


def said(before: int | None, after: int) -> str:
    return advice(
        None if before is None else Feeling(None, before, None), Feeling(None, after, None), again=False
    )


def test_pain_that_rose_is_more_than_a_stretch_should_leave_behind() -> None:
    assert said(3, 6).startswith(MORE)
    assert said(None, 6).startswith(MORE), "nobody knows that it was there before"


def test_pain_that_was_as_high_before_is_not_laid_to_the_session() -> None:
    words = said(6, 6)
    assert words.startswith(SAME)
    assert "ask a doctor" in words
    assert MORE not in words
    assert said(7, 6).startswith(f"{BETTER} {SAME}")
    assert MORE not in said(7, 6), "the session made it better"


def test_one_place_that_rose_makes_it_too_much() -> None:
    both = advice(Feeling(6, 2, None), Feeling(6, 6, None), again=False)
    assert "more than a stretch should leave behind" in both
