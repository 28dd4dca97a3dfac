"""Rows that go on in the next line."""

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.ui.widgets.flow_layout import QUIET_PX, Columns, Flow, flow_row, quiet_row


@pytest.fixture
def row(qtbot: QtBot) -> QWidget:
    flow = Flow(10)
    for number in range(4):
        one = QPushButton(str(number))
        one.setFixedSize(100, 20 + 10 * number)
        flow.add(one, right=number >= 2)
    made = flow_row(flow)
    qtbot.addWidget(made)
    return made


def places(row: QWidget, width: int) -> list[tuple[int, int]]:
    """Where the buttons that are shown stand, in a row as wide as that."""
    layout = row.layout()
    assert layout
    row.resize(width, layout.heightForWidth(width))
    row.show()
    layout.activate()
    return [(b.x(), b.y()) for b in row.findChildren(QPushButton) if not b.isHidden()]


def test_with_room_it_is_one_line_with_the_last_at_the_right(row: QWidget) -> None:
    assert places(row, 600) == [(0, 15), (110, 10), (390, 5), (500, 0)]
    assert row.height() == 50


def test_without_room_it_goes_on_below(row: QWidget) -> None:
    assert places(row, 330) == [(0, 10), (110, 5), (230, 0), (230, 50)]
    assert row.height() == 40 + 10 + 50
    assert len({y for _, y in places(row, 90)}) == 4, "narrower than one: one a line"


def test_one_that_grows_takes_the_room_that_its_line_has_left(qtbot: QtBot) -> None:
    flow = Flow(10)
    for name in ("long", "short"):
        one = QPushButton(name)
        one.setMinimumSize(100, 20)
        flow.add(one, grow=name == "long")
    made = flow_row(flow)
    qtbot.addWidget(made)
    long, short = made.findChildren(QPushButton)
    assert [x for x, _ in places(made, 400)] == [0, 400 - short.width()]
    assert long.width() == 400 - 10 - short.width()
    assert len({y for _, y in places(made, 120)}) == 2
    assert long.width() == 120


def test_what_is_hidden_takes_no_room(row: QWidget) -> None:
    row.findChildren(QPushButton)[3].hide()
    assert places(row, 330) == [(0, 10), (110, 5), (230, 0)]
    assert row.height() == 40


@pytest.mark.parametrize(
    ("width", "lines"), [(500, [7]), (400, [4, 3]), (250, [3, 2, 2]), (130, [2, 2, 2, 1])]
)
def test_even_lines_have_as_many_as_wide_and_none_alone(qtbot: QtBot, width: int, lines: list[int]) -> None:
    flow = Flow(10, even=True)
    for number in range(7):
        one = QPushButton()
        one.setStyleSheet(
            f"padding: 0; border: none; margin: 0; min-width: {40 + number % 3 * 10}px; max-width: 900px;"
        )
        one.setFixedHeight(20)
        flow.add(one)
    row = flow_row(flow)
    qtbot.addWidget(row)
    found = places(row, width)
    assert [sum(y == at for _, y in found) for at in sorted({y for _, y in found})] == lines
    assert {one.width() for one in row.findChildren(QPushButton)} == {60}


def test_even_lines_of_nothing_take_no_room(qtbot: QtBot) -> None:
    row = flow_row(Flow(10, even=True))
    qtbot.addWidget(row)
    assert places(row, 100) == []
    assert row.sizeHint().height() == 0


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (430, [(0, 0), (110, 0), (220, 0), (330, 0)]),
        (420, [(0, 0), (215, 0), (0, 30), (215, 30)]),
        (200, [(0, 0), (0, 30), (0, 60), (0, 90)]),
        (50, [(0, 0), (0, 30), (0, 60), (0, 90)]),
    ],
)
def test_columns_are_as_wide_as_each_other(qtbot: QtBot, width: int, expected: list[tuple[int, int]]) -> None:
    columns = Columns(10, most=100)
    for hint in (60, 100, 90, 300):
        one = Hinted(hint)
        columns.add(one)
    made = flow_row(columns)
    qtbot.addWidget(made)
    assert places(made, width) == expected
    assert len({one.width() for one in made.findChildren(Hinted)}) == 1
    assert columns.minimumSize().width() == 100


def test_a_column_is_as_high_as_words_that_wrap_in_it(qtbot: QtBot) -> None:
    columns = Columns(10, most=60)
    words = [QLabel("one"), QLabel("words that take several lines")]
    for one in words:
        one.setWordWrap(True)
        columns.add(one)
    made = flow_row(columns)
    qtbot.addWidget(made)
    width = 130
    made.resize(width, columns.heightForWidth(width))
    made.show()
    columns.activate()
    assert words[0].y() == words[1].y()
    assert words[1].height() >= words[1].heightForWidth(words[1].width()) > words[0].sizeHint().height()


class Hinted(QPushButton):
    """A button that would like to be so wide."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._width = width

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(self._width, 20)


def test_a_balanced_flow_leaves_none_alone_in_its_last_line_where_that_fits(qtbot: QtBot) -> None:
    flow = Flow(10, balanced=True)
    for width in (100, 60, 60, 60):
        one = QWidget()
        one.setFixedSize(width, 20)
        flow.add(one)
    row = flow_row(flow)
    qtbot.addWidget(row)

    for width, expected in ((310, [4]), (300, [2, 2]), (160, [1, 2, 1])):
        flow.setGeometry(QRect(0, 0, width, 100))
        heights = [one.y() for one in row.findChildren(QWidget)]
        assert [heights.count(y) for y in sorted(set(heights))] == expected


def test_a_row_that_begins_in_the_margin_has_no_line_more_than_it_fills(qtbot: QtBot) -> None:
    flow = Flow(0)
    for _ in range(2):
        one = QPushButton()
        one.setFixedSize(100, 30)
        flow.add(one)
    row = quiet_row(flow)
    around = QWidget()
    qtbot.addWidget(around)
    QVBoxLayout(around).addLayout(row)
    assert row.heightForWidth(200 - QUIET_PX) == 30
    assert row.heightForWidth(199 - QUIET_PX) == 60
