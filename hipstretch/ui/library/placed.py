"""Parts in a grid whose shape follows its width."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from hipstretch.ui.style import theme
from hipstretch.ui.widgets.page import ENDLESS_PX
from hipstretch.ui.widgets.tab_order import tab_through

Cell = tuple[QWidget, ...]
"""What stands here: one at a time of these is visible. A part stands in all cells that have it."""
Shape = Sequence[Sequence[Cell]]
"""Rows of as many cells each."""


class Placed(QWidget):
    """Columns of the same width, as many as there is room for; if several, the first line takes the height left.

    With `in_lines` Tab goes line by line through each shape, else from part to part as they were made.
    """

    shaped = Signal(int)
    """Another shape is shown, the one from this width on."""

    def __init__(self, spacing: int, line_spacing: int, *, in_lines: bool = False) -> None:
        super().__init__()
        self._in_lines = in_lines
        self._shapes: dict[int, Shape] = {}
        self._highest: dict[int, int] = {}
        self._least = -1
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(spacing)
        self._grid.setVerticalSpacing(line_spacing)

    def show_parts(self, shapes: dict[int, Shape], highest: dict[int, int] | None = None) -> None:
        """Show parts in shapes by the least width of each, 0 among them, in logical pixels at 100 % text.

        `highest` is how high a shape gets at most, by its least width.
        """
        self._shapes = shapes
        self._highest = highest or {}
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another shape may fit."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        least = max(one for one in self._shapes if theme.px(one) <= self.width())
        self.setMaximumHeight(theme.px(self._highest[least]) if least in self._highest else ENDLESS_PX)
        if least == self._least:
            return
        self._least = least
        shape = self._shapes[least]
        self._grid.setRowStretch(
            0, int(len(shape[0]) > 1)
        )  # below each other nothing is left, and one may be hidden
        for column in range(max(len(rows[0]) for rows in self._shapes.values())):
            self._grid.setColumnStretch(column, int(column < len(shape[0])))
        at: dict[QWidget, list[tuple[int, int]]] = {}
        for row, cells in enumerate(shape):
            for column, cell in enumerate(cells):
                for part in cell:
                    at.setdefault(part, []).append((row, column))
        for part, places in at.items():
            (row, column), (last_row, last_column) = places[0], places[-1]
            self._grid.addWidget(part, row, column, last_row - row + 1, last_column - column + 1)
        if self._in_lines:
            tab_through(*at)
        self.shaped.emit(least)
