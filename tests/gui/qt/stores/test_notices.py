"""What there is to say stays until it is dismissed."""

from PySide6.QtWidgets import QApplication

from hipstretch.qt.stores.notices import LONGEST, SUCCESS, Notice, Notices


def test_the_same_sentence_is_shown_once_until_it_is_dismissed(qapp: QApplication) -> None:
    notices = Notices()
    told: list[int] = []
    notices.changed.connect(lambda: told.append(len(notices.shown)))
    first = notices.add("One.")
    assert notices.add("One.") == first
    notices.add("Two.", "error")
    assert notices.shown == (first, Notice("Two.", "error"))
    notices.dismiss(first)
    assert told == [1, 2, 1]


def test_an_endless_sentence_is_cut(qapp: QApplication) -> None:
    assert Notices().add("x" * 1000).text == "x" * LONGEST + "…"


def test_what_speaks_of_a_view_ends_with_the_next_one(qapp: QApplication) -> None:
    notices = Notices()
    stays = notices.add("One.", SUCCESS)
    notices.add("Two.", SUCCESS, until_next_view=True)
    notices.open_next_view()
    assert notices.shown == (stays,)
