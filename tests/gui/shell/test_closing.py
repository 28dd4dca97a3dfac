"""Closing the window: what was typed and can't be kept is asked about, and led to."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from hipstretch.ui.library.page import LibraryPage
from tests.gui.shell.test_main_window import House


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> House:
    """A window with a therapist's sheet half typed, on a page that is not shown."""
    house = House(qtbot, tmp_path)
    library = house.window.open_page("library")
    assert isinstance(library, LibraryPage)
    library.open_sheet()
    assert library._sheet
    library._sheet.text.setPlainText("Lunge 3 x 30 s")
    house.window.open_page("today")
    return house


def answer(house: House, number: int) -> None:
    """Press a button of the question, by its place."""
    (box,) = [b for b in house.window.findChildren(QMessageBox) if b.isVisible()]
    buttons: list[QAbstractButton] = box.buttons()
    names = ["Go there", "Close and lose it", "Cancel"]
    next(b for b in buttons if b.text().replace("&", "") == names[number]).click()
    QApplication.processEvents()


def test_closing_leads_to_what_is_not_kept(house: House) -> None:
    assert not house.window.close()
    assert house.window.isVisible()
    answer(house, 0)
    library = house.window.page
    assert isinstance(library, LibraryPage)
    assert library._sheet
    assert library._sheet.isVisible()
    assert library._sheet.text.toPlainText() == "Lunge 3 x 30 s"


def test_closing_can_be_called_off(house: House) -> None:
    house.window.close()
    answer(house, 2)
    assert house.window.isVisible()
    assert house.page == "TodayPage"


@pytest.mark.parametrize("how", ["answered", "by the system"])
def test_the_window_closes_all_the_same(house: House, how: str) -> None:
    if how == "answered":
        house.window.close()
        answer(house, 1)
    else:
        house.window.close_anyway()
    assert not house.window.isVisible()
