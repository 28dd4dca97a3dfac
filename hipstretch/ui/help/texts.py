"""What Help and the dialog of keys share, and the column that a page of words is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from hipstretch.translation import tr
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import WIDEST_PX, centred

from .key_list import KeyLine, elsewhere, in_a_session

CARD_WIDTH = 380
"""The least width of a card of words, in logical pixels at 100 % text size."""


def keys_cards() -> list[QFrame]:
    """Every key, in a session and elsewhere, a card for each."""
    return [frame("card", _grid_of(one)) for one in _key_lists()]


def keys_grid() -> QGridLayout:
    """The same, one below the other."""
    return _grid_of(*_key_lists())


_Keys = tuple[str, tuple[KeyLine, ...]]
"""Keys under a title."""


def _key_lists() -> tuple[_Keys, _Keys]:
    return (tr("Keys in a session"), in_a_session()), (tr("Keys elsewhere"), elsewhere())


def _grid_of(*lists: _Keys) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 2)
    for title, lines in lists:
        grid.addWidget(label(title, "heading", wrap=True), grid.rowCount(), 0, 1, 2)
        for line in lines:
            at = grid.rowCount()
            grid.addWidget(label(line.names(), "strong", wrap=True), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(line.words, wrap=True), at, 1, Qt.AlignmentFlag.AlignTop)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid


def page_of(words: QVBoxLayout, width: int = WIDEST_PX) -> QScrollArea:
    """A scrolled column of words, in the middle and at most so wide."""
    words.setContentsMargins(28, 20, 28, 20)
    column = QWidget()
    column.setLayout(words)
    return centred(column, width)
