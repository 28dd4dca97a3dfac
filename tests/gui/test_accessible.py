"""Everything that can have the focus has a name, and every button can be reached without a mouse."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QApplication, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.app import Program
from hipstretch.core.settings import Motion
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import resolve
from hipstretch.ui.feeling_scale import FeelingScale
from hipstretch.ui.history_page import HistoryPage
from hipstretch.ui.library_page import LibraryPage
from hipstretch.ui.main_window import MainWindow
from hipstretch.ui.plan_page import PlanPage
from tests.fakes import FakeVoice
from tests.unit.data.test_history_file import session


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    program = Program(resolve(tmp_path), catalogue.load([assets_dir()]))
    store = program.store
    store.set_settings(replace(store.settings, welcomed=True, motion=Motion.REDUCED, sound=False))
    store.add_record(session(1))
    store.save_routine(replace(store.catalogue.routines["six-minutes"], id="my-six", times_a_day=2))
    made = MainWindow(store, program.make_controller, lambda: program.player, FakeVoice)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    if program.controller:
        program.controller.stop(keep=False)
    program.close()


def page_of(window: MainWindow, name: str) -> None:
    window.open_page(name)


def check(window: MainWindow, step: str) -> None:
    page = window.open_page("plan")
    assert isinstance(page, PlanPage)
    page.open_check()
    assert page.check_page
    if step != "before":
        page.check_page.begin()
    while step == "after" and page.check_page.place:
        page.check_page.skip()


def situation(window: MainWindow) -> None:
    page = window.open_page("plan")
    assert isinstance(page, PlanPage)
    page.open_situation()


def library(window: MainWindow, open_it: Callable[[LibraryPage], None]) -> None:
    page = window.open_page("library")
    assert isinstance(page, LibraryPage)
    open_it(page)


def one_session(window: MainWindow) -> None:
    page = window.open_page("history")
    assert isinstance(page, HistoryPage)
    QTest.keyClick(page, Qt.Key.Key_Return)


PLACES: dict[str, Callable[[MainWindow], None]] = {
    **{name: partial(page_of, name=name) for name in ("today", "plan", "library", "history")},
    "settings": lambda window: page_of(window, "settings"),
    "help": lambda window: page_of(window, "help"),
    "check before": lambda window: check(window, "before"),
    "check": lambda window: check(window, "asking"),
    "check after": lambda window: check(window, "after"),
    "situation": situation,
    "exercise": lambda window: library(window, lambda page: page.open_exercise("bridge")),
    "routines": lambda window: library(window, lambda page: page.show_routines(routines=True)),
    "builder": lambda window: library(window, lambda page: page.edit_routine("my-six")),
    "sheet": lambda window: library(window, lambda page: page.open_sheet()),
    "own exercise": lambda window: library(window, lambda page: page.edit_exercise()),
    "one session": one_session,
    "session": lambda window: window.start("six-minutes"),
}


def name_of(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return str(found.text(QAccessible.Text.Name)).strip() if found else ""


def shown(window: MainWindow, place: str) -> list[QWidget]:
    PLACES[place](window)
    QApplication.processEvents()
    return [one for one in window.findChildren(QWidget) if one.isVisible() and one.isEnabled()]


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{name_of(widget)}” in {type(widget.parentWidget()).__name__}"


@pytest.mark.parametrize("place", PLACES)
def test_everything_has_a_name_and_is_reached_by_keys(window: MainWindow, place: str) -> None:
    widgets = shown(window, place)
    assert [told(one) for one in widgets if takes_tab(one) and not name_of(one)] == []
    assert [told(one) for one in widgets if isinstance(one, QAbstractButton) and out_of_reach(one)] == []
    assert [told(one) for one in missed_by_tab(window, widgets)] == []


def takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.focusProxy() is None


def out_of_reach(one: QAbstractButton) -> bool:
    """Whether neither Tab nor, among buttons of which one is pressed, the arrows lead to a button."""
    group = one.group()
    if isinstance(one.parentWidget(), QAbstractSpinBox | FeelingScale):
        return False  # arrow keys do the same
    return not any(map(takes_tab, group.buttons() if group else [one]))


def missed_by_tab(window: MainWindow, widgets: list[QWidget]) -> set[QWidget]:
    """What Tab should come by, and does not."""
    wanted = {
        one
        for one in widgets
        if takes_tab(one) and not (isinstance(one, QAbstractButton) and one.isCheckable() and one.group())
    }
    seen: set[QWidget] = set()
    for _ in range(2 * len(wanted) + 40):
        window.focusNextChild()
        if focused := window.focusWidget():
            seen.add(focused)
        if wanted <= seen:
            break
    return wanted - seen
