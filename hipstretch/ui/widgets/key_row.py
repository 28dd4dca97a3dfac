"""Buttons with keys side by side, their words in one size."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from .buttons import KeyButton

GAP_PX = 8
SMALLEST_PX = 9
WIDEST, LEAST_PX, SMALLER = 1.5, 13, 0.8
"""How much wider than any other one the main button is at least; for its sake words shrink to this size, and to this
part of what they could have."""


class KeyRow(QWidget):
    """All words as large as all of them have room for; what is left of the width is shared out by `shares`.

    `main` is clearly the widest, for the sake of which others take two lines.

    A hidden button keeps its place if its policy says so; while `lent` is hidden, the one before it has its place too,
    and no other one moves when it comes. It has no layout: one that asks for a size would
    have to know the size of the words, which the width decides.
    """

    def __init__(
        self,
        buttons: Sequence[KeyButton],
        shares: Sequence[int] = (),
        *,
        gap: int = GAP_PX,
        main: KeyButton | None = None,
        lent: KeyButton | None = None,
    ) -> None:
        super().__init__()
        self._buttons = tuple(buttons)
        self._shares = tuple(shares) or (1,) * len(self._buttons)
        self._gap = gap
        self._main, self._lent = main, lent
        for one in self._buttons:
            one.setParent(self)
            one.show()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def one_line_width(self) -> int:
        """The least width in which all words have their full size in one line."""
        shown = self._shown()
        return sum(one.one_line_width for one in shown) + self._gap * (len(shown) - 1)

    def sizeHint(self) -> QSize:
        """All words at full size, each in one line."""
        hints = [one.sizeHint() for one in self._shown()]
        wide = sum(hint.width() for hint in hints) + self._gap * (len(hints) - 1)
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def minimumSizeHint(self) -> QSize:
        """Narrower: words shrink and take two lines."""
        return QSize(48 * len(self._buttons), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place them anew."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Place them anew when one has other words, comes or goes, or the window's zoom changed."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._arrange()
        return super().event(event)

    def _shown(self) -> list[KeyButton]:
        return [one for one in self._buttons if not one.isHidden() or one.sizePolicy().retainSizeWhenHidden()]

    def _arrange(self) -> None:
        shown = self._shown()
        if not shown:
            return
        for one in shown:
            one.resize(one.width(), self.height())
        room = self.width() - self._gap * (len(shown) - 1)
        px, needs = self._size_and_needs(shown, room)
        shares = [share for one, share in zip(self._buttons, self._shares, strict=True) if one in shown]
        widths = shared_out(needs, shares, room)
        if self._lent:  # its row fills its width to the last pixel
            widths[0] += max(0, room - sum(widths))
        long = any(one.is_long(px, width) for one, width in zip(shown, widths, strict=True))
        x = 0
        for one, width in zip(shown, widths, strict=True):
            one.set_form(px, long=long)
            where = QRect(x, 0, width, self.height())
            one.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), where))
            if one is self._lent and one.isHidden():
                before = shown[shown.index(one) - 1]
                before.setGeometry(before.geometry().united(one.geometry()))
            x += width + self._gap

    def _size_and_needs(self, shown: Sequence[KeyButton], room: int) -> tuple[int, list[int]]:
        """How large the words are, and how wide each button is at least."""
        most = max(one.text_px for one in shown)
        hints = self._with_main(shown, [one.sizeHint().width() for one in shown])
        if sum(hints) <= room:
            return most, hints
        ways = ((px, [one.width_for(px) for one in shown]) for px in range(most, SMALLEST_PX - 1, -1))
        fits = [(px, needs) for px, needs in ways if sum(needs) <= room]
        if not fits:
            return SMALLEST_PX, [one.width_for(SMALLEST_PX) for one in shown]
        least = max(LEAST_PX, fits[0][0] * SMALLER) if self._main in shown else most
        readable = [way for way in fits if way[0] >= least]
        for px, needs in readable:
            if sum(wide := self._with_main(shown, needs)) <= room:
                return px, wide
        px, needs = (readable or fits[:1])[-1]  # it has at least what the others leave
        left = room - sum(needs)
        return px, [need + left * (one is self._main) for one, need in zip(shown, needs, strict=True)]

    def _with_main(self, shown: Sequence[KeyButton], needs: list[int]) -> list[int]:
        """The same, with the main one as wide as it should be."""
        others = [need for one, need in zip(shown, needs, strict=True) if one is not self._main]
        least = round(WIDEST * max(others, default=0))
        return [max(need, least * (one is self._main)) for one, need in zip(shown, needs, strict=True)]


def shared_out(needs: Sequence[int], shares: Sequence[int], room: int) -> list[int]:
    """Widths as the shares say, but no less than what each needs; where there is not room for that, in proportion."""
    if sum(needs) > room:
        return [need * room // sum(needs) for need in needs]
    fixed: dict[int, int] = {}
    while True:
        free = room - sum(fixed.values())
        parts = sum(share for n, share in enumerate(shares) if n not in fixed)
        short = {
            n: needs[n]
            for n, share in enumerate(shares)
            if n not in fixed and needs[n] > free * share // max(1, parts)
        }
        if not short:
            return [fixed.get(n, free * share // max(1, parts)) for n, share in enumerate(shares)]
        fixed |= short
