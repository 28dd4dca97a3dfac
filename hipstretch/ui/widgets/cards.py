"""Framed surfaces, and a grid of them."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QWidget

from hipstretch.ui.style import theme


def frame(surface: str, layout: QLayout, margins: int = 20) -> QFrame:
    """A frame with a surface of the theme around a layout."""
    made = QFrame()
    made.setProperty("surface", surface)
    layout.setContentsMargins(margins, margins, margins, margins)
    made.setLayout(layout)
    return made


class CardGrid(QWidget):
    """Cards in as many columns as there is room for, `most` at most.

    With `spread` a few take the whole width, and lines have as many each, as long as no card gets twice as wide.
    `shares` are those of columns that are not as wide as each other, for as many as `most`.
    """

    arranged = Signal()
    """There are more or fewer columns."""

    def __init__(
        self,
        card_width: int,
        spacing: int = 16,
        most: int = 100,
        *,
        spread: bool = False,
        shares: Sequence[int] = (),
    ) -> None:
        super().__init__()
        self._shares = shares or (1,) * most
        self._most = most
        self._spread = spread
        self._card_width = card_width
        self._cards: list[QWidget] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(spacing)

    @property
    def columns(self) -> int:
        """How many cards stand beside each other."""
        return self._columns

    @property
    def card_px(self) -> int:
        """The width that all cards have at least: some are wider by a pixel that is left over."""
        columns = max(1, self._columns)
        return (self.width() - self._grid.spacing() * (columns - 1)) // columns

    def show_cards(self, cards: Sequence[QWidget], *, keep: bool = False) -> None:
        """Replace all cards; with `keep` those before are only hidden, to be shown again."""
        for card in self._cards:
            self._grid.removeWidget(card)
            if card not in cards:
                card.hide()
                if not keep:
                    card.deleteLater()
        self._cards = list(cards)
        self._columns = 0
        self._arrange()

    def add_cards(self, cards: Sequence[QWidget]) -> None:
        """Show more cards after those that are there."""
        start = len(self._cards)
        self._cards += cards
        for i, card in enumerate(cards, start):
            self._place(i, card)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer columns."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        spacing = self._grid.spacing()
        room = (self.width() + spacing) // (theme.px(self._card_width) + spacing)
        columns = min(self._most, max(1, room))
        if self._spread and self._cards:
            lines = ceil(len(self._cards) / columns)
            columns = max(ceil(len(self._cards) / lines), columns // 2 + 1)
        if columns == self._columns:
            return
        for column in range(max(columns, self._grid.columnCount())):
            self._grid.setColumnStretch(column, self._shares[column] if column < columns else 0)
        self._columns = columns
        for i, card in enumerate(self._cards):
            self._place(i, card)
        self.arranged.emit()

    def _place(self, i: int, card: QWidget) -> None:
        self._grid.addWidget(card, i // self._columns, i % self._columns)
        card.show()
