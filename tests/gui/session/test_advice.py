"""What the page after a session says of pain."""

from hipstretch.core.record import Feeling
from hipstretch.ui.session.advice import advice

MORE = "Right hip: that is more than a stretch should leave behind."
SAME = "Right hip: still high."
BETTER = "Right hip: better than before."


def said(before: int | None, after: int) -> str:
    return "\n".join(
        advice(
            None if before is None else Feeling(None, before, None), Feeling(None, after, None), again=False
        )
    ).strip()


def test_pain_that_rose_is_more_than_a_stretch_should_leave_behind() -> None:
    assert said(3, 6).startswith(MORE)
    assert said(None, 6).startswith(MORE), "nobody knows that it was there before"


def test_pain_that_was_as_high_before_is_not_laid_to_the_session() -> None:
    words = said(6, 6)
    assert words.startswith(SAME)
    assert "ask a doctor" in words
    assert MORE not in words
    assert said(8, 5).startswith(f"{BETTER}\n{SAME}")
    assert MORE not in said(8, 5), "the session made it better"
    assert said(7, 6).startswith(SAME), "a point is noise"


def test_one_place_that_rose_makes_it_too_much() -> None:
    better, asked = advice(Feeling(6, 2, None), Feeling(6, 6, None), again=False)
    assert not better
    assert "more than a stretch should leave behind" in asked


def test_what_is_better_is_a_line_for_each_place_and_what_to_do_is_said_once() -> None:
    better, asked = advice(Feeling(6, 2, 4), Feeling(4, 0, 3), again=False)
    assert better.splitlines() == ["Left hip: better than before.", BETTER]
    assert asked.startswith("Left hip, Back: at 3 or more, ease off next time:")
    assert advice(Feeling(4, 2, 2), Feeling(2, 0, 2), again=False) == ("", "")
