"""Everything that can be done on a page is done, by keys alone: Tab to get there, then the key that does it."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QMenu,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hipstretch.core.settings import Settings
from hipstretch.ui.session.page import SessionPage
from hipstretch.ui.shell.main_window import MainWindow
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.page import show_what_has_the_focus
from tests.gui.accessibility.test_accessible import name_of, takes_tab
from tests.gui.screens import PLACES, opened, shown

K = Qt.Key
TRIED = (K.Key_Down, K.Key_Up, K.Key_Right, K.Key_Left, K.Key_A)
"""What does something in a field, a list, a calendar or a chart."""
MOST_TABS = 400
"""More than all pages take together."""
Name = tuple[str, str, int]
"""A widget's class, what a screen reader calls it, numbers aside, and which of several such it is."""


class House:
    """The window, and a new one whenever that is no longer as it was."""

    def __init__(self, qtbot: QtBot, folder: Path, place: str, stack: ExitStack) -> None:
        self._qtbot, self._folder, self._place, self._stack = qtbot, folder, place, stack
        self._windows = 0
        self.build()
        self.whole = actors(self.window).keys()

    def build(self) -> None:
        self._stack.close()
        self._windows += 1
        self.window = self._stack.enter_context(opened(self._qtbot, self._folder / str(self._windows)))
        shown(self.window, self._place)

    def restore(self, wanted: set[Name]) -> None:
        """Come to the place again, with everything there that is wanted."""
        self.window.activateWindow()
        for _ in range(2):
            QTest.keyClick(self.window.focusWidget() or self.window, K.Key_Escape)
            put_away(self.window)  # it may have asked whether to keep what was typed
        shown(self.window, self._place)
        if wanted - actors(self.window).keys():
            self.build()


@pytest.fixture
def stack(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[ExitStack]:
    monkeypatch.setattr(QMenu, "exec", lambda _one, *_args: 0)  # they have tests of their own
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    with ExitStack() as made:
        yield made
    theme.apply(qapp, Settings())


def actors(window: MainWindow) -> dict[Name, QWidget]:
    """Everything on the page that can be acted on."""
    seen: Counter[tuple[str, str]] = Counter()
    found: dict[Name, QWidget] = {}
    for one in window.findChildren(QWidget):
        chosen = isinstance(one, QAbstractButton) and one.group()  # Tab leads to the pressed one of them
        acts = (takes_tab(one) and not isinstance(one, QScrollArea)) or chosen
        if acts and one.isVisible() and one.isEnabled():
            name = (type(one).__name__, re.sub(r"\d+", "…", name_of(one)))
            found[*name, seen[name]] = one
            seen[name] += 1
    return found


def focused(window: MainWindow) -> QWidget | None:
    """What has the focus; of a field made of parts, the field."""
    one = window.focusWidget()
    above = one.parentWidget() if one else None
    return above if isinstance(above, QAbstractSpinBox) else one


def reach(window: MainWindow, wanted: set[QWidget]) -> tuple[QWidget | None, bool]:
    """Press Tab until something wanted has the focus, and whether getting there has already done it.

    Of choices of which one is pressed, Tab leads to that one, and the arrows press the others.
    """
    for _ in range(MOST_TABS):
        one = focused(window)
        if one in wanted:
            return one, False
        if isinstance(one, QAbstractButton) and (group := one.group()) and wanted & set(group.buttons()):
            pressed: list[QWidget] = []
            group.buttonClicked.connect(pressed.append)
            order = group.buttons()
            at = order.index(one)
            ahead = not wanted.isdisjoint(order[at:])
            below = len({one.x() for one in order}) == 1
            onward, back = (K.Key_Down, K.Key_Up) if below else (K.Key_Right, K.Key_Left)
            QTest.keyClick(one, onward if ahead else back)
            if pressed and pressed[-1] in wanted:
                return pressed[-1], True
            if focused(window) is not one:
                continue
        QTest.keyClick(one or window, K.Key_Tab)
    return None, False


def act(window: MainWindow, one: QWidget) -> bool:
    """Do by a key what the widget is for; whether that did anything."""
    if isinstance(one, QAbstractButton):
        pressed: list[bool] = []
        one.clicked.connect(lambda *_: pressed.append(True))
        # in a session Space always pauses or goes on
        QTest.keyClick(one, K.Key_Return if isinstance(window.page, SessionPage) else K.Key_Space)
        return bool(pressed)
    show_what_has_the_focus(None, one)  # which `app` does whenever the focus moves
    for key in TRIED:
        before = window.grab().toImage()
        QTest.keyClick(one, key)
        if window.grab().toImage() != before:
            return True
    return False


def put_away(window: MainWindow) -> bool:
    """End the session, dialogs and menus that an action began; whether there were any."""
    if isinstance(window.page, SessionPage):
        window.page._stop(keep=False)
    others = [
        one
        for one in QApplication.topLevelWidgets()
        if one is not window and one.isVisible() and isinstance(one, QDialog | QMenu)
    ]
    for one in others:
        one.close()
    return bool(others)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # by a menu
def test_every_action_of_a_page_is_done_by_keys(
    qtbot: QtBot, tmp_path: Path, stack: ExitStack, place: str
) -> None:
    house = House(qtbot, tmp_path, place, stack)
    rest = set(house.whole)
    while rest:
        window, there = house.window, actors(house.window)
        page = window.page
        one, done = reach(window, {there[name] for name in rest if name in there})
        assert one, f"Tab does not lead to {sorted(rest)}"
        name = next(name for name, widget in there.items() if widget is one)
        assert done or act(window, one), f"{name} does nothing"
        rest.remove(name)
        if put_away(window) or window.page is not page or rest - actors(window).keys():
            house.restore(rest)
