"""A head stands above what scrolls, and scrolls with it where the window is low."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.headed import Headed, below_head

HIGH, LOW = 900, 150


class Tall(QWidget):
    """A part of a page, with a button at its end."""

    def __init__(self) -> None:
        super().__init__()
        self.last = QPushButton("last")
        column = QVBoxLayout(self)
        column.addSpacing(2000)
        column.addWidget(self.last)


@pytest.fixture
def tabs() -> list[QPushButton]:
    return [QPushButton(f"tab {number}") for number in range(2)]


@pytest.fixture
def headed(qtbot: QtBot, tabs: list[QPushButton]) -> Headed:
    flow = Flow()
    for tab in tabs:
        tab.setFixedSize(200, 60)
        flow.add(tab)
    made = Headed(flow_row(flow))
    for _ in tabs:
        made.stack.addWidget(below_head(Tall()))
    qtbot.addWidget(made)
    made.resize(500, HIGH)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def area(headed: Headed) -> QScrollArea:
    shown = headed.stack.currentWidget()
    assert isinstance(shown, QScrollArea)
    return shown


def test_it_stays_in_view_in_a_high_window_and_scrolls_in_a_low_one(
    headed: Headed, tabs: list[QPushButton]
) -> None:
    area(headed).verticalScrollBar().setValue(500)
    assert tabs[0].mapTo(headed, QPoint()).y() == 0
    tabs[0].setFocus()
    headed.resize(500, LOW)
    assert area(headed).isAncestorOf(tabs[0])
    assert area(headed).verticalScrollBar().value() == 0, "the head is in view at first"
    assert tabs[0].hasFocus()
    area(headed).verticalScrollBar().setValue(500)
    headed.resize(500, LOW + 1)
    assert area(headed).verticalScrollBar().value() == 500, "nothing moves as long as the window is low"
    headed.resize(500, HIGH)
    assert tabs[0].mapTo(headed, QPoint()).y() == 0
    assert tabs[0].isVisible()
    assert tabs[0].hasFocus()


def test_it_comes_along_to_another_part_with_the_focus(headed: Headed, tabs: list[QPushButton]) -> None:
    tabs[1].clicked.connect(lambda: headed.open(1))
    headed.resize(500, LOW)
    tabs[1].setFocus()
    QTest.keyClick(tabs[1], Qt.Key.Key_Space)
    assert headed.stack.currentIndex() == 1
    assert area(headed).isAncestorOf(tabs[1])
    assert tabs[1].hasFocus()
    assert not tabs[1].visibleRegion().isEmpty()


def test_it_scrolls_once_it_needs_more_lines(headed: Headed, tabs: list[QPushButton], qtbot: QtBot) -> None:
    headed.resize(500, 250)
    assert not area(headed).isAncestorOf(tabs[0])
    for tab in tabs:
        tab.setFixedSize(300, 60)
    qtbot.waitUntil(lambda: area(headed).isAncestorOf(tabs[0]), timeout=1000)


def test_the_focus_beside_it_is_left_where_it_is(headed: Headed) -> None:
    (part,) = area(headed).findChildren(Tall)
    part.last.setFocus()
    headed.resize(500, LOW)
    assert part.last.hasFocus()
