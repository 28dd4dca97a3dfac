"""Buttons with keys in a row, with words of one size."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipstretch.ui.widgets.buttons import KeyButton
from hipstretch.ui.widgets.key_row import KeyRow, shared_out


@pytest.mark.parametrize(
    ("needs", "shares", "room", "widths"),
    [
        ([10, 10], [1, 1], 100, [50, 50]),
        ([10, 10], [3, 1], 100, [75, 25]),
        ([60, 10, 10], [1, 1, 1], 90, [60, 15, 15]),
        ([80, 30, 10], [1, 1, 1], 120, [80, 30, 10]),
        ([60, 40], [1, 1], 50, [30, 20]),
        ([], [], 50, []),
    ],
)
def test_every_button_has_what_it_needs_and_its_share(
    needs: list[int], shares: list[int], room: int, widths: list[int]
) -> None:
    assert shared_out(needs, shares, room) == widths


def test_all_words_have_the_largest_size_that_fits_and_follow_a_change(qtbot: QtBot) -> None:
    buttons = [KeyButton("Skip", "S"), KeyButton("Too much today", "E"), KeyButton("Stop", "Esc")]
    row = KeyRow(buttons)
    qtbot.addWidget(row)
    row.resize(260, 58)
    row.show()
    QApplication.processEvents()
    (narrow,) = {one._most_px for one in buttons}
    assert narrow
    assert all(one.width_for(narrow) <= one.width() for one in buttons)
    assert any(one.width_for(narrow + 1) > one.width() for one in buttons)
    row.resize(600, 58)
    (wide,) = {one._most_px for one in buttons}
    assert wide
    assert wide > narrow
    assert buttons[-1].geometry().right() < 600
    before = buttons[2].geometry()
    buttons[1].hide()
    qtbot.waitUntil(lambda: buttons[2].geometry() != before)


def inked(image: QImage, rows: range) -> list[int]:
    """The columns in which anything stands between the ends of a button."""
    ground = image.pixel(image.width() // 2, 4)
    middle = range(4, image.width() - 4)
    return [x for x in middle if any(image.pixel(x, y) != ground for y in rows)]


@pytest.mark.parametrize("width", range(96, 200, 8))
def test_words_keep_off_the_edge(qtbot: QtBot, width: int) -> None:
    made = KeyButton("Too much today", "E")
    row = KeyRow([made])
    qtbot.addWidget(row)
    row.resize(width, 58)
    row.show()
    QApplication.processEvents()
    columns = inked(made.grab().toImage(), range(14, 44))
    assert min(columns) >= 11
    assert max(columns) <= width - 12


def test_one_line_stands_in_the_middle_of_the_two_beside_it(qtbot: QtBot) -> None:
    buttons = [KeyButton("Too much today", "E"), KeyButton("Stop", "Esc")]
    row = KeyRow(buttons)
    qtbot.addWidget(row)
    row.resize(190, 58)
    row.show()
    QApplication.processEvents()

    def middle(made: KeyButton) -> float:
        image = made.grab().toImage()
        ground = image.pixel(image.width() // 2, 4)
        words = range(6, round(image.height() * 0.66))
        rows = [y for y in words if any(image.pixel(x, y) != ground for x in range(8, image.width() - 8))]
        return (min(rows) + max(rows)) / 2

    assert abs(middle(buttons[0]) - middle(buttons[1])) <= 3
