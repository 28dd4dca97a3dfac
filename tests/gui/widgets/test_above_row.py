"""Content that scrolls above a row which stays in view."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.ui.widgets.above_row import AboveRow
from hipstretch.ui.widgets.flow_layout import Flow, flow_row


@pytest.fixture
def made(qtbot: QtBot) -> Iterator[tuple[AboveRow, QWidget, QPushButton]]:
    """Content that is 400 px high, above a button."""
    content, button, row = QWidget(), QPushButton("x"), Flow()
    content.setFixedHeight(400)
    button.setFixedHeight(40)
    row.add(button)
    around = QWidget()  # alone it would be no lower than it likes
    qtbot.addWidget(around)
    around.resize(600, 700)
    whole = AboveRow(content, flow_row(row), 900)
    whole.setParent(around)
    whole.resize(600, 700)
    with qtbot.waitActive(around):
        around.show()
        around.activateWindow()
    button.setFocus()
    yield whole, content, button
    around.close()


def in_view(one: QWidget) -> bool:
    return one.visibleRegion().boundingRect().size() == one.size()


def test_it_lies_below_the_content_and_stays_in_view(made: tuple[AboveRow, QWidget, QPushButton]) -> None:
    whole, content, button = made
    edge = content.mapTo(whole, content.rect().bottomLeft())
    place = button.mapTo(whole, button.rect().topLeft())
    assert 0 < place.y() - edge.y() < 40
    assert place.x() == edge.x()
    whole.resize(600, 200)
    QApplication.processEvents()
    assert not in_view(content)
    assert in_view(button)
    assert button.hasFocus()


def test_in_a_very_low_window_it_scrolls_with_the_content(
    made: tuple[AboveRow, QWidget, QPushButton],
) -> None:
    whole, content, button = made
    whole.resize(600, 80)
    QApplication.processEvents()
    assert whole._area.isAncestorOf(button)
    assert button.hasFocus(), "it has the focus still"
    whole.resize(600, 700)
    QApplication.processEvents()
    assert in_view(button)
    assert in_view(content)


def test_it_goes_down_as_the_content_grows(qtbot: QtBot, made: tuple[AboveRow, QWidget, QPushButton]) -> None:
    _, content, button = made
    content.setFixedHeight(500)
    qtbot.waitUntil(lambda: in_view(content))
    assert in_view(button)
