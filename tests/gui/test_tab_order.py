"""Tab goes over a page as the eyes do: downwards, and up again only to what stands beside."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractSpinBox, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.ui.shell.main_window import MainWindow
from tests.gui.accessibility.test_accessible import name_of, takes_tab
from tests.gui.screens import PLACES, opened, shown


def stops(window: MainWindow) -> list[QWidget]:
    """What Tab comes to on the page that is shown, in its order."""
    page = window.page
    found: list[QWidget] = []
    one = page.nextInFocusChain()
    while one is not page:
        if page.isAncestorOf(one) and one.isVisible() and one.isEnabled() and takes_tab(one):
            found.append(one)
        one = one.nextInFocusChain()
    return found


def place(one: QWidget, page: QWidget) -> QRect:
    return QRect(one.mapTo(page, QPoint()), one.size())


@pytest.mark.parametrize("name", PLACES)
def test_tab_goes_on_as_one_reads(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    with opened(qtbot, tmp_path) as window:
        shown(window, name)
        page = window.page
        order = stops(window)
        back = [
            (name_of(one), name_of(following))
            for one, following in zip(order, order[1:], strict=False)
            if (here := place(one, page)) and (there := place(following, page)).bottom() < here.top()
            and there.left() <= here.left()
        ]
    assert not back
