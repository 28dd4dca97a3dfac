"""Rows of a form in Settings."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.ui.style import theme
from hipstretch.ui.widgets.inputs import NumberField
from hipstretch.ui.widgets.labels import label


def settings_grid(column: QVBoxLayout) -> QGridLayout:
    """A card with two columns, what is set and the field; it is added to the column."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(16)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    made = QFrame()
    made.setProperty("surface", "card")
    made.setLayout(grid)
    grid.setContentsMargins(20, 20, 20, 20)
    made.setMaximumWidth(theme.px(900))
    row = QHBoxLayout()  # by itself in a column its height would be that of the column's width
    row.addWidget(made, 1)
    row.addStretch()
    column.addLayout(row)
    return grid


def settings_row(grid: QGridLayout, words: str, more: str, field: QWidget, *, high: bool = False) -> None:
    """Add a line: what is set, more about it, and its field, which may be much higher than the words."""
    row = grid.rowCount()
    caption = QVBoxLayout()
    caption.setSpacing(0)
    caption.addWidget(label(words, "strong", wrap=True))
    caption.addWidget(label(more, "small", wrap=True))
    if high:  # or the two would be spread over it
        caption.insertStretch(0)
        caption.addStretch()
    grid.addLayout(caption, row, 0)
    grid.addWidget(field, row, 1)


def show_number(field: NumberField, value: float) -> None:
    """Show a value that was set elsewhere, but not over one that is being typed."""
    if not field.being_typed:  # what is typed there counts soon
        with QSignalBlocker(field):
            field.setValue(value)
