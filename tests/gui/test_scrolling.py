"""Home, End, Page Up and Page Down scroll every page that is longer than the window."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core.settings import Settings, Theme
from hipstretch.ui.help.keys_dialog import KeysDialog
from hipstretch.ui.history.manual_entry import ManualEntryDialog
from hipstretch.ui.shell.main_window import MainWindow
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.exercise_card import ExerciseCard
from hipstretch.ui.widgets.page import scrolled
from tests.gui.accessibility.test_accessible import takes_tab
from tests.gui.screens import PLACES, opened, shown

K = Qt.Key
LONG = (
    "today",
    "plan",
    "library",
    "settings: Hold lengths",
    "settings: Sound",
    "help",
    "first start",
    "check",
    "conditions",
    "schedules",
    "exercise",
)


@pytest.fixture(scope="module", autouse=True)
def _usual_look_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


def longest(page: QWidget) -> QScrollArea:
    areas = [one for one in page.findChildren(QScrollArea) if one.isVisible()]
    return max(areas, key=lambda one: one.width() * one.height())


def goes_through(area: QScrollArea, target: QWidget) -> None:
    bar = area.verticalScrollBar()
    for key, reached in (
        (K.Key_End, bar.maximum()),
        (K.Key_Home, 0),
        (K.Key_PageDown, min(bar.pageStep(), bar.maximum())),
        (K.Key_PageUp, 0),
    ):
        QTest.keyClick(target, key)
        assert bar.value() == reached


@pytest.mark.parametrize("place", LONG)
def test_every_long_page_scrolls_from_the_bar_of_pages_and_from_a_button(
    qtbot: QtBot, tmp_path: Path, place: str
) -> None:
    with opened(qtbot, tmp_path, (720, 480), 150) as window:
        shown(window, place)
        assert window.page
        area = longest(window.page)
        qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
        buttons = (
            one
            for one in area.findChildren(QPushButton)
            if one.isVisible() and takes_tab(one) and not isinstance(one, ExerciseCard)  # they lead to others
        )
        outside = window._bar.tabs["help"] if window.bar_shown else window.page
        for target in (outside, *list(buttons)[:1]):
            target.setFocus()
            area.verticalScrollBar().setValue(0)
            goes_through(area, target)


def test_a_field_that_uses_them_keeps_them(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (720, 480), 150) as window:
        shown(window, "library")
        assert window.page
        bar = longest(window.page).verticalScrollBar()
        field = next(one for one in window.page.findChildren(QLineEdit) if one.isVisible())
        field.setFocus()
        field.setText("hip")
        field.setText("")
        QTest.keyClick(field, K.Key_End)
        assert bar.value() == 0
        QTest.keyClick(window._bar.tabs["help"], K.Key_End, Qt.KeyboardModifier.ControlModifier)
        assert bar.value() == 0, "with another key it is another key"
        unknown = QKeyEvent(QEvent.Type.KeyPress, 0x1FF_FFF0, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(window._bar.tabs["help"], unknown)
        assert bar.value() == 0


def test_what_is_around_the_focus_comes_first(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as window:
        page = QWidget()
        column = QVBoxLayout(page)
        areas = []
        for height in (300, 100):
            inside = QPushButton("x")
            inside.setMinimumHeight(2000)
            areas.append(scrolled(inside))
            areas[-1].setFixedHeight(height)
            column.addWidget(areas[-1])
        window._stack.addWidget(page)
        window._stack.setCurrentWidget(page)
        QApplication.processEvents()
        large, small = areas
        inside.setFocus()
        QTest.keyClick(inside, K.Key_End)
        assert small.verticalScrollBar().value() > 0
        assert large.verticalScrollBar().value() == 0
        window._bar.tabs["help"].setFocus()
        QTest.keyClick(window._bar.tabs["help"], K.Key_End)
        assert large.verticalScrollBar().value() > 0


DIALOGS: dict[str, Callable[[MainWindow], QDialog]] = {
    "keys": KeysDialog,
    "a session": lambda window: ManualEntryDialog(window.stores, window),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_scrolls_as_well(qtbot: QtBot, tmp_path: Path, name: str) -> None:
    with opened(qtbot, tmp_path, (720, 480), 200) as window:
        dialog = DIALOGS[name](window)
        dialog.resize(dialog.width(), 300)
        dialog.show()
        QApplication.processEvents()
        *_, last = (one for one in dialog.findChildren(QPushButton) if one.isVisible())
        last.setFocus()
        goes_through(longest(dialog), last)
        dialog.close()


def test_every_place_that_is_named_is_there() -> None:
    assert set(LONG) <= set(PLACES)
