"""What stands below each other begins at the same place, however wide the window is."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hipstretch.ui.library.page import LibraryPage
from tests.gui.screens import PLACES, opened

TITLES = {
    "plan": "Your plan",
    "library": "Library",
    "routines": "Library",
    "history": "History",
    "settings: Goal": "Settings",
    "help": "Help",
    "check before": "Where are you tight?",
    "check after": "Where are you tight?",
    "conditions": "My conditions",
    "schedules": "Schedules",
    "exercise": "Hip lift",
    "sheet": "From a therapist's sheet",
    "own exercise": "New exercise",
}


@pytest.mark.parametrize(
    ("width", "text_size"), [(1366, 100), (1920, 100), (3440, 100), (1920, 200), (3440, 200)]
)
def test_the_pages_begin_where_their_bar_begins(
    qtbot: QtBot, tmp_path: Path, width: int, text_size: int
) -> None:
    with opened(qtbot, tmp_path, (width, 768), text_size) as window:
        for place, title in TITLES.items():
            PLACES[place](window)
            QApplication.processEvents()
            name = window._bar._title
            assert window.page
            (found,) = [
                one for one in window.page.findChildren(QLabel) if one.text() == title and one.isVisible()
            ]
            assert found.mapTo(window, QPoint()).x() == name.mapTo(window, QPoint()).x(), place


def test_the_head_of_the_library_is_as_wide_as_its_cards(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (1920, 768)) as window:
        PLACES["library"](window)
        QApplication.processEvents()
        page = window.page
        assert isinstance(page, LibraryPage)
        cards = page.exercises.cards()
        last = page.filters.new
        ends = [one.mapTo(page, QPoint(one.width(), 0)).x() for one in (last, *cards)]
        assert max(ends[1:]) == ends[0]
