"""Pages on a very wide screen, dialogs on a very small one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core.settings import Settings, Theme
from hipstretch.ui.history.manual_entry import ManualEntryDialog
from hipstretch.ui.history.report_dialog import ReportDialog
from hipstretch.ui.session.gear import GearDialog
from hipstretch.ui.settings.about_dialog import AboutDialog
from hipstretch.ui.shell.error_dialog import ErrorDialog
from hipstretch.ui.shell.geometry import LEAST
from hipstretch.ui.shell.main_window import MainWindow
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.handout_dialog import HandoutDialog
from hipstretch.ui.widgets.page import WIDEST_PX
from tests.fakes import FakePlayer
from tests.gui.screens import PLACES, opened, shown

FULL = {"session", "how much", "a page while a session waits"}
"""What uses all of a screen: it is read from afar."""
SLACK = 30
"""A scroll bar moves the middle by half of its width."""


@pytest.fixture(scope="module", autouse=True)
def _usual_look_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


def extent(page: QWidget) -> tuple[int, int]:
    """From where to where something can be read or pressed."""
    parts = [
        one
        for one in page.findChildren(QWidget)
        if isinstance(one, QLabel | QAbstractButton | QLineEdit) and one.isVisible()
    ]
    lefts = [one.mapTo(page.window(), QPoint()).x() for one in parts]
    return min(lefts), max(left + one.width() for left, one in zip(lefts, parts, strict=True))


def test_no_page_is_wider_than_can_be_overlooked(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (3440, 1440)) as window:
        window.setUpdatesEnabled(False)  # to paint so much takes long
        wrong = {}
        for place in (one for one in PLACES if one not in FULL):
            shown(window, place)
            QApplication.processEvents()
            assert window.page
            left, right = extent(window.page)
            if right - left > WIDEST_PX or abs((left + right) / 2 - window.width() / 2) > SLACK:
                wrong[place] = left, right
        assert wrong == {}
        left, right = extent(window._bar)
        assert right - left <= WIDEST_PX


def handout(window: MainWindow) -> QDialog:
    stores = window._stores
    return HandoutDialog(stores.catalogue.current.routines["six-minutes"], stores, window)


DIALOGS: dict[str, Callable[[MainWindow], QDialog]] = {
    "report": lambda window: ReportDialog(window._stores, window),
    "manual entry": lambda window: ManualEntryDialog(window._stores, window),
    "error": lambda window: ErrorDialog("ValueError: no", Path("log"), window),
    "gear": lambda window: GearDialog(window._stores.settings, print, print, window),
    "handout": handout,
    "about": lambda window: AboutDialog(window, FakePlayer()),
}


def test_every_dialog_fits_where_the_window_does(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, LEAST, 200) as window:
        room = window.screen().availableGeometry()
        for name, make in DIALOGS.items():
            dialog = make(window)
            dialog.show()
            least = dialog.minimumSizeHint()
            assert (least.width() <= LEAST[0], least.height() <= LEAST[1]) == (True, True), (name, least)
            assert dialog.width() <= room.width(), name
            assert dialog.height() <= room.height(), name
            dialog.close()
