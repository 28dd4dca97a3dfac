"""Cards in a grid: how many stand beside each other."""

import pytest
from PySide6.QtWidgets import QApplication, QFrame
from pytestqt.qtbot import QtBot

from hipstretch.core.settings import Settings, Theme
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.cards import CardGrid


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


@pytest.mark.parametrize(
    ("cards", "columns"), [(1, 3), (2, 3), (3, 3), (4, 4), (5, 5), (6, 3), (7, 4), (11, 4)]
)
def test_a_few_take_the_whole_width_and_lines_have_as_many_each(
    qtbot: QtBot, cards: int, columns: int
) -> None:
    grid = CardGrid(236, spread=True)
    qtbot.addWidget(grid)
    grid.resize(1310, 400)
    grid.show_cards([QFrame() for _ in range(cards)])
    assert grid.columns == columns


def test_fewer_cards_than_before_leave_no_room_for_those_that_are_gone(qtbot: QtBot) -> None:
    grid = CardGrid(236, spread=True)
    qtbot.addWidget(grid)
    grid.resize(1310, 400)
    grid.show()
    for count in (5, 4):
        cards = [QFrame() for _ in range(count)]
        grid.show_cards(cards)
        QApplication.processEvents()
        assert cards[-1].geometry().right() == grid.width() - 1
