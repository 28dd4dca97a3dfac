"""Cards in two columns that are about as high as each other, or one below the other."""

from collections.abc import Sequence
from itertools import product

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from hipstretch.ui.style import theme
from hipstretch.ui.widgets.tab_order import tab_through

NARROW_PX = 850
"""Below this width at 100 % text the cards lie one below the other."""
SPACE = 16
"""Between cards."""
SHARES = (3, 2)
"""Of the width, for the two columns."""
HIGHER_PX = 24
"""So much higher a card may get, each by its own height, so that both columns end at the same place."""

ROUNDS = 3
"""So often cards are dealt again after a new width: how high a grid is shows only once all around it has its own."""


class TwoColumns(QWidget):
    """`first` and `second` begin the columns; each of `free` stands below the one where there is more room.

    A card changes its column with the width alone: what is looked for stands where it stood.
    """

    def __init__(self, first: QWidget, second: QWidget, free: Sequence[QWidget]) -> None:
        super().__init__()
        self._first, self._second, self._free = first, second, free
        self._columns: tuple[tuple[QWidget, ...], ...] = ()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE)
        self._parts = [QVBoxLayout() for _ in SHARES]
        for part, share in zip(self._parts, SHARES, strict=True):
            part.setSpacing(SPACE)
            part.addStretch()
            self._row.addLayout(part, share)
        self._place(((first,), (second, *free)))
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self._deal_again)
        self._rounds = 0
        self._dealt_for: tuple[bool, bool] | None = None
        """Whether all cards lie in one column, and whether there is the first card."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other as long as there is room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._rounds = ROUNDS
            self.deal()
            self._again.start()

    def _deal_again(self) -> None:
        self.deal()
        self._rounds -= 1
        if self._rounds > 0:
            self._again.start()

    def deal(self) -> None:
        """Choose the column of each card after a new width, and have both columns end at the same place if they may."""
        narrow = self.width() < theme.px(NARROW_PX)
        stack, row = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(stack if narrow else row)
        dealt_for = (narrow, self._first.isHidden())
        if not self._rounds and dealt_for == self._dealt_for:
            self._even(narrow=narrow)
            return
        self._dealt_for = dealt_for
        ways = [[1] * len(self._free)] if narrow else product((1, 0), repeat=len(self._free))
        best = min(map(self._dealt, ways), key=lambda columns: max(map(_whole, self._heights(columns))))
        if best != self._columns:
            self._place(best)
        self._even(narrow=narrow)

    def _even(self, *, narrow: bool) -> None:
        """Stretch the cards of both columns, each by its own height, to the same end if little is missing."""
        heights = self._heights(self._columns)
        for part, column, natural in zip(self._parts, self._columns, heights, strict=True):
            missing = max(map(_whole, heights)) - _whole(natural)
            even = not narrow and missing * max(natural) <= HIGHER_PX * sum(natural)
            for at in range(len(column)):
                part.setStretch(at, natural[at] if even else 0)
            part.setStretch(len(column), 0 if even or narrow else 1)

    def _dealt(self, way: Sequence[int]) -> tuple[tuple[QWidget, ...], ...]:
        """The columns, if each of the free cards stands in that of its number."""
        begins = enumerate((self._first, self._second))
        free = list(zip(self._free, way, strict=True))
        return tuple((begin, *(card for card, at in free if at == number)) for number, begin in begins)

    def _heights(self, columns: Sequence[Sequence[QWidget]]) -> list[list[int]]:
        """How high the cards of columns would be, 0 for what is hidden."""
        wide = [share * (self.width() - SPACE) // sum(SHARES) for share in SHARES]
        return [
            [0 if card.isHidden() else card.heightForWidth(width) for card in cards]
            for cards, width in zip(columns, wide, strict=True)
        ]

    def _place(self, columns: tuple[tuple[QWidget, ...], ...]) -> None:
        self._columns = columns
        for part, cards in zip(self._parts, columns, strict=True):
            for number, card in enumerate(cards):
                part.insertWidget(number, card)
        tab_through(*(card for cards in columns for card in cards))


def _whole(heights: Sequence[int]) -> int:
    """How high a column with these cards is."""
    return sum(height + SPACE for height in heights if height)
