"""Tab goes over a page as the eyes do: downwards, and up again only to what stands beside."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.ui.library.page import LibraryPage
from hipstretch.ui.library.sheet_page import SheetPage
from hipstretch.ui.library.sheet_row import SheetRow
from hipstretch.ui.shell.main_window import MainWindow
from hipstretch.ui.today.page import TodayPage
from tests.gui.accessibility.test_accessible import name_of, takes_tab
from tests.gui.screens import PLACES, library, opened


def stops(window: MainWindow) -> list[QWidget]:
    """What Tab comes to on the page that is shown, in its order."""
    page = window.page
    assert page
    found: list[QWidget] = []
    one = page.nextInFocusChain()
    while one and one is not page:
        if page.isAncestorOf(one) and one.isVisible() and one.isEnabled() and takes_tab(one):
            found.append(one)
        one = one.nextInFocusChain()
    return found


def place(one: QWidget, page: QWidget) -> QRect:
    return QRect(one.mapTo(page, QPoint()), one.size())


def goes_back(before: QRect, after: QRect) -> bool:
    return after.bottom() < before.top() and after.left() <= before.left()


def asked_before(window: MainWindow) -> None:
    """Today, once it asks how hips and back feel."""
    page = window.open_page("today")
    assert isinstance(page, TodayPage)
    page._pain.open(True)


def new_ones(page: LibraryPage) -> None:
    """A sheet with exercises that have to be made, of which each is being corrected."""
    page.open_sheet()
    (sheet,) = page.findChildren(SheetPage)
    sheet.text.setPlainText("Wall sit, 3 x 10\nStep ups, 2 x 8")
    sheet.read()
    for row in sheet.findChildren(SheetRow):
        row.toggle()
    sheet.text.setPlainText(f"Calf raises, 2 x 12\n{sheet.text.toPlainText()}")
    sheet.read()


ALSO: dict[str, Callable[[MainWindow], None]] = {
    "today, asked before": asked_before,
    "sheet with new ones": partial(library, open_it=new_ones),
}


@pytest.mark.parametrize("name", [*PLACES, *ALSO])
def test_tab_goes_on_as_one_reads(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    with opened(qtbot, tmp_path) as window:
        (PLACES | ALSO)[name](window)
        QApplication.processEvents()
        page = window.page
        assert page
        back = [
            (name_of(one), name_of(following))
            for one, following in pairwise(stops(window))
            if goes_back(place(one, page), place(following, page))
        ]
    assert not back
