"""What messages look like by their level, and the key that takes back what one tells of."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from hipstretch.core.transitions import Command
from hipstretch.qt.stores.notices import SUCCESS
from hipstretch.ui.library.page import LibraryPage
from hipstretch.ui.shell.main_window import PAGES, MainWindow
from hipstretch.ui.shell.notice_bar import TroubleMark
from tests.gui.screens import opened

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with opened(qtbot, tmp_path) as made:
        yield made


def lines(window: MainWindow) -> list[QFrame]:
    box = window._notices._lines
    return [one for one in window._notices.findChildren(QFrame) if box.indexOf(one) >= 0]


def buttons(window: MainWindow) -> list[str]:
    """What the buttons say that take something back, in their order."""
    texts = [one.text() for line in lines(window) for one in line.findChildren(QPushButton)]
    return [text for text in texts if text.startswith("Undo")]


def press(window: MainWindow) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Z, CONTROL)


@pytest.mark.parametrize(
    ("level", "trouble"), [(SUCCESS, False), ("info", False), ("warning", True), ("error", True)]
)
def test_trouble_alone_looks_like_trouble_and_not_by_its_colour_only(
    window: MainWindow, level: str, trouble: bool
) -> None:
    window.stores.notices.add("Something is so.", level)
    (line,) = lines(window)
    assert line.property("surface") == ("notice" if trouble else "news")
    assert len(line.findChildren(TroubleMark)) == trouble
    line.grab()


@pytest.mark.parametrize(("hidden", "trouble"), [("info", False), ("warning", True)])
def test_the_line_that_counts_the_others_looks_like_the_worst_of_them(
    window: MainWindow, hidden: str, trouble: bool
) -> None:
    for number in range(3):
        window.stores.notices.add(f"Notice {number}.", "info")
    window.stores.notices.add("One more.", hidden)
    assert len(lines(window)[-1].findChildren(TroubleMark)) == trouble


def test_the_key_takes_back_the_last_thing_and_its_button_says_so(window: MainWindow) -> None:
    done: list[str] = []
    notices = window.stores.notices
    notices.add("One.", SUCCESS, undo=lambda: done.append("one"))
    notices.add("Two.", SUCCESS, undo=lambda: done.append("two"))
    notices.add("Three.", SUCCESS)
    assert buttons(window) == ["Undo", "Undo (Ctrl+Z)"]
    for expected in (["two"], ["two", "one"], ["two", "one"]):
        press(window)
        assert done == expected
    assert buttons(window) == []


@pytest.mark.parametrize("name", PAGES)
def test_the_key_works_on_every_page_of_the_bar(window: MainWindow, name: str) -> None:
    window.open_page(name)
    done: list[str] = []
    window.stores.notices.add("One.", SUCCESS, undo=lambda: done.append("one"))
    press(window)
    assert done == ["one"]


def test_the_key_is_that_of_the_text_while_one_is_typed(window: MainWindow) -> None:
    page = window.open_page("library")
    assert isinstance(page, LibraryPage)
    search = page.filters.search
    assert isinstance(search, QLineEdit)
    search.setFocus()
    QTest.keyClicks(search, "hip")
    done: list[str] = []
    window.stores.notices.add("One.", SUCCESS, undo=lambda: done.append("one"))
    press(window)
    assert (search.text(), done) == ("", [])
    press(window)
    assert done == ["one"], "the field has nothing more to take back"


def test_the_key_takes_nothing_back_that_is_not_seen(window: MainWindow) -> None:
    done: list[str] = []
    window.start("six-minutes")
    window.stores.notices.add("One.", SUCCESS, undo=lambda: done.append("one"))
    assert not window._notices.undo()
    press(window)
    assert done == []


def test_the_key_is_that_of_a_session_that_waits_as_long_as_it_has_something_to_take_back(
    window: MainWindow,
) -> None:
    window.start("six-minutes")
    session = window.session
    assert session
    session.do(Command.START)
    session.ease_off()
    session.pause()
    done: list[str] = []
    window.stores.notices.add("One.", SUCCESS, undo=lambda: done.append("one"))
    assert window._notices.isVisible()
    press(window)
    assert (done, session.can_undo) == ([], False)
    session.pause()
    press(window)
    assert done == ["one"]


def test_a_page_that_offers_to_take_something_back_comes_first(window: MainWindow) -> None:
    page = window.open_page("library")
    assert isinstance(page, LibraryPage)
    done: list[str] = []
    window.stores.notices.add("One.", SUCCESS, undo=lambda: done.append("message"))
    page.show_routines(routines=True)
    page.undo_bar.offer("Deleted.", lambda: done.append("page"))
    page.undo_bar.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert done == ["page", "message"]


def places(window: MainWindow) -> dict[str, QPoint]:
    """Where buttons that can be seen begin on the page and above it, by their words."""
    around = window.page
    assert around
    seen = [one for one in window.findChildren(QPushButton) if one.isVisible() and one.text()]
    ours = [one for one in seen if not window._notices.isAncestorOf(one)]
    within = [one for one in ours if one.mapTo(window, one.rect().bottomLeft()).y() < window.height() - 140]
    return {f"{one.text()} {number}": one.mapTo(window, QPoint()) for number, one in enumerate(within)}


@pytest.mark.parametrize(("size", "messages"), [((1366, 768), 2), ((1024, 600), 1)], ids=["usual", "low"])
@pytest.mark.parametrize("name", PAGES)
def test_messages_move_nothing_on_a_page(
    qtbot: QtBot, tmp_path: Path, name: str, size: tuple[int, int], messages: int
) -> None:
    with opened(qtbot, tmp_path, size) as window:
        window.open_page(name)
        for _ in range(5):  # History shows a session when it is read
            QApplication.processEvents()
        before = places(window)
        assert before
        for number in range(messages):
            window.stores.notices.add(f"Routine {number} is saved.", SUCCESS, undo=list)
        QApplication.processEvents()
        assert window._notices.isVisible()
        assert places(window) == before
        assert window._notices.geometry().bottom() == window.height() - 1, "at the foot"


def test_messages_stand_above_a_session_that_waits_whose_foot_has_what_is_pressed(window: MainWindow) -> None:
    window.start("six-minutes")
    assert window.session
    window.session.pause()
    QApplication.processEvents()
    (go_on,) = [one for one in window.findChildren(QPushButton) if one.isVisible() and one.text() == "Go on"]
    before = go_on.mapTo(window, QPoint())
    window.stores.notices.add("Something is so.")
    QApplication.processEvents()
    assert window._notices.isVisible()
    assert go_on.mapTo(window, QPoint()) == before
    window.open_page("today")
    QApplication.processEvents()
    assert window.page
    assert window._notices.y() > window.page.mapTo(window, window.page.rect().bottomLeft()).y()
