"""How a sheet is written, and what becomes of it: some lines beside what the program reads in them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import PictureCache

from .sheet_understood import Shown, Understood

BESIDE_PX = 540
"""In an example this wide what is understood stands beside the line, in logical pixels at 100 % text."""
BESIDE_GAP_PX, BELOW_GAP_PX = 14, 6
"""Between the line and what is understood of it, beside it and below it."""


class SheetExample(QWidget):
    """Stands where the lines of the sheet will be; it is read once somebody looks at it."""

    def __init__(self, cache: PictureCache, read: Callable[[str], Sequence[Shown]]) -> None:
        super().__init__()
        self._read = read
        self._text = tr(
            "Figure four 3 x 30 s each side 2x/day\nBridge 3 sets of 10, hold 5 s\nClamshells 2 x 15 L/R"
        )
        self._rows: list[QBoxLayout] = []
        self._understood: list[Understood] = []
        self._waits = True
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(tr("Example"), "heading", wrap=True))
        column.addWidget(
            label(
                tr("Type or paste what your therapist wrote, a line for each exercise, for example:"),
                wrap=True,
            )
        )
        for line in self._text.splitlines():
            row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
            row.addWidget(label(line, "soft", wrap=True), 1)
            self._understood.append(Understood(cache, aligned=True))
            row.addWidget(self._understood[-1], 2)
            self._rows.append(row)
            column.addWidget(frame("line", QVBoxLayout(), 0))
            column.addLayout(row)
        column.addWidget(frame("line", QVBoxLayout(), 0))
        column.addWidget(
            label(tr("What is understood is shown here. Nothing is kept before you say so."), wrap=True)
        )

    def showEvent(self, event: QShowEvent) -> None:
        """The words of all languages are read for it, which nobody waits for."""
        super().showEvent(event)
        if self._waits:
            self._waits = False
            QTimer.singleShot(0, self, self._fill)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow one what is understood stands below the line."""
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        beside = self.width() >= theme.px(BESIDE_PX)
        for row in self._rows:
            row.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
            row.setSpacing(BESIDE_GAP_PX if beside else BELOW_GAP_PX)

    def _fill(self) -> None:
        for understood, shown in zip(self._understood, self._read(self._text), strict=False):
            understood.show_line(shown)
