"""What pages have in common."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.ui.widgets.page import scrolled, show_what_has_the_focus


@pytest.fixture
def below(qtbot: QtBot, qapp: QApplication) -> Iterator[tuple[QScrollArea, QPushButton]]:
    """A part that scrolls, and a button far down in it; the focus is outside."""
    window, inside = QWidget(), QWidget()
    column = QVBoxLayout(inside)
    first, last = QPushButton("1"), QPushButton("2")
    column.addWidget(first)
    column.addSpacing(2000)
    column.addWidget(last)
    area, outside = scrolled(inside), QPushButton("3")
    whole = QVBoxLayout(window)
    whole.addWidget(area)
    whole.addWidget(outside)
    qtbot.addWidget(window)
    window.resize(300, 300)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    outside.setFocus()
    qapp.focusChanged.connect(show_what_has_the_focus)
    yield area, last
    qapp.focusChanged.disconnect(show_what_has_the_focus)


def test_what_gets_the_focus_from_outside_a_part_that_scrolls_is_seen(
    below: tuple[QScrollArea, QPushButton],
) -> None:
    area, button = below
    assert button.visibleRegion().isEmpty()
    button.setFocus()
    assert not button.visibleRegion().isEmpty()
    assert area.verticalScrollBar().value() > 1000


def test_nothing_moves_under_the_mouse(
    below: tuple[QScrollArea, QPushButton], monkeypatch: pytest.MonkeyPatch
) -> None:
    area, button = below
    monkeypatch.setattr(QApplication, "mouseButtons", lambda: 1)
    button.setFocus()
    assert area.verticalScrollBar().value() == 0
