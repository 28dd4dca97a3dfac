"""Letters of other keyboards count by their place."""

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.ui.session.keys import KEYS, Act
from hipstretch.ui.session.shortcuts import Shortcuts

E_PLACE = 18 + (8 if sys.platform == "linux" else 0)


def pressed(text: str, place: int, modifiers: Qt.KeyboardModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, 0, modifiers, place, 0, 0, text)


@pytest.mark.parametrize(
    ("text", "place", "modifiers", "done"),
    [
        ("ث", E_PLACE, Qt.KeyboardModifier.NoModifier, [Act.EASE_OFF]),
        ("У", E_PLACE, Qt.KeyboardModifier.ShiftModifier, [Act.EASE_OFF]),
        ("у", E_PLACE, Qt.KeyboardModifier.ControlModifier, []),
        ("f", E_PLACE, Qt.KeyboardModifier.NoModifier, []),
        ("٣", E_PLACE, Qt.KeyboardModifier.NoModifier, []),
        ("у", 1000, Qt.KeyboardModifier.NoModifier, []),
    ],
)
def test_a_letter_counts_by_its_place(
    qtbot: QtBot, text: str, place: int, modifiers: Qt.KeyboardModifier, done: list[Act]
) -> None:
    page, found = QWidget(), list[Act]()
    qtbot.addWidget(page)
    keys = Shortcuts(page, KEYS, found.append)
    QApplication.sendEvent(page, pressed(text, place, modifiers))
    assert found == done
    keys.enable(on=False)
    QApplication.sendEvent(page, pressed(text, place, modifiers))
    assert found == done
