"""A screen reader is told what a painted widget is."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import hipstretch.ui
from hipstretch.ui.accessibility import roles
from hipstretch.ui.accessibility.roles import ROLES, Role
from hipstretch.ui.session.ring import Ring
from hipstretch.ui.widgets.buttons import button


def painted() -> Iterator[type[QWidget]]:
    """Every class of ours that paints itself whole."""
    for module in pkgutil.walk_packages(hipstretch.ui.__path__, "hipstretch.ui."):
        for thing in vars(importlib.import_module(module.name)).values():
            ours = isinstance(thing, type) and thing.__module__.startswith("hipstretch")
            if ours and QWidget in thing.__bases__ and "paintEvent" in vars(thing):
                yield thing


def test_everything_that_is_painted_has_a_role() -> None:
    assert {one.__name__ for one in painted()} - ROLES.keys() == set()


@pytest.fixture(scope="module", autouse=True)
def _installed() -> None:
    roles.install()


def test_it_is_told_with_its_name_as_long_as_the_widget_lives(qtbot: QtBot) -> None:
    ring = Ring()
    qtbot.addWidget(ring)
    ring.setAccessibleName("Hold, 18")
    for _ in range(2):
        found = QAccessible.queryAccessibleInterface(ring)
        assert found
        assert (found.role(), found.text(QAccessible.Text.Name)) == (Role.ProgressBar, "Hold, 18")


def test_what_qt_knows_stays_as_it_is(qtbot: QtBot) -> None:
    one = button("Start")
    qtbot.addWidget(one)
    found = QAccessible.queryAccessibleInterface(one)
    assert found
    assert found.role() == Role.Button
