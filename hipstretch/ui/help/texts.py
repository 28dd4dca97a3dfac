"""Cards of text that Help and the dialog of keys share, and the column that a page of words is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import centred

from .key_list import elsewhere, in_a_session

PAGE_WIDTH = 1080
"""The widest a page of words gets, in logical pixels."""
CARD_WIDTH = 380
"""The least width of a card of words, in logical pixels at 100 % text size."""


def keys_card() -> QFrame:
    """Every key, on a card."""
    return frame("card", keys_grid())


def keys_grid() -> QGridLayout:
    """Every key, in a session and elsewhere."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 2)
    for title, lines in ((tr("Keys in a session"), in_a_session()), (tr("Keys elsewhere"), elsewhere())):
        grid.addWidget(label(title, "heading", wrap=True), grid.rowCount(), 0, 1, 2)
        for line in lines:
            at = grid.rowCount()
            grid.addWidget(label(line.names(), "strong", wrap=True), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(line.words, wrap=True), at, 1, Qt.AlignmentFlag.AlignTop)
    grid.setRowStretch(grid.rowCount(), 1)
    return grid


def page_of(words: QVBoxLayout, width: int = PAGE_WIDTH, *, below_bar: bool = False) -> QScrollArea:
    """A scrolled column of words, no wider than is good to read: in the middle, or where the bar of pages begins."""
    words.setContentsMargins(28, 20, 28, 20)
    column = QWidget()
    column.setLayout(words)
    if not below_bar:
        return centred(column, width)
    column.setMaximumWidth(theme.px(width))
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(column, 1)
    row.addStretch(0)
    return centred(whole)
