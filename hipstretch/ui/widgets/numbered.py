"""Steps in their order, each with its number before it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLayout, QWidget

from hipstretch.qt import wording

from .labels import beyond_font, label


class NumberedLines(QWidget):
    """Sentences whose lines all begin behind their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[QLabel, QLabel]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these instead of those before."""
        while len(self._rows) < len(lines):
            at = len(self._rows)
            row = label(wording.number(at + 1), "soft"), label("", wrap=True)
            self._grid.addWidget(row[0], 2 * at, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(row[1], 2 * at, 1)
            self._rows.append(row)
        for at, row in enumerate(self._rows):
            row[1].setText(lines[at] if at < len(lines) else "")
            row[0].setContentsMargins(0, beyond_font(row[1].text(), row[1].font())[0], 0, 0)
            for one in row:
                one.setVisible(at < len(lines))

    def put_below(self, at: int, more: QLayout) -> None:
        """Have something below a sentence, before the next one."""
        self._grid.addLayout(more, 2 * at + 1, 1)
