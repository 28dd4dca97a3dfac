"""Everything that can have the focus has a name, and every button can be reached without a mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.ui.shell.main_window import MainWindow
from hipstretch.ui.widgets.feeling_scale import FeelingScale
from tests.gui.screens import PLACES, opened, shown


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with opened(qtbot, tmp_path) as made:
        yield made


def name_of(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return str(found.text(QAccessible.Text.Name)).strip() if found else ""


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
    above = one.parentWidget()
    scale = above.parentWidget() if above else None
    if isinstance(above, QAbstractSpinBox) or isinstance(scale, FeelingScale):
        return False  # arrow keys do the same
    return not any(map(takes_tab, group.buttons() if group else [one]))


def missed_by_tab(window: QWidget, widgets: list[QWidget]) -> set[QWidget]:
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
