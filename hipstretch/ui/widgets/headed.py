"""Parts that scroll below a head that they share: in a low window the head scrolls with them."""

from PySide6.QtWidgets import QApplication, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from .fitting import Fitting
from .page import WIDEST_PX, in_the_middle, scrolled

MOST_OF_HEIGHT = 0.38
"""A head that would take more than this share of the height scrolls: too little of the parts would be seen."""


def below_head(content: QWidget, width: int = WIDEST_PX) -> QScrollArea:
    """A part for the stack of `Headed`, as `centred`, with room for the head above it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(in_the_middle(content, width), 1)
    return scrolled(whole, in_margin=True)


class Headed(Fitting):
    """A head above a stack of parts made by `below_head`."""

    def __init__(self, head: QWidget) -> None:
        super().__init__()
        self._head = head
        self.stack = QStackedWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(head)
        self._column.addWidget(self.stack, 1)
        self.stack.currentChanged.connect(self._place_if_shown)

    def open(self, number: int) -> None:
        """Show one of the parts; the focus stays in the head if it is there."""
        focused = self._focused()
        self.stack.setCurrentIndex(number)
        if focused:
            focused.setFocus()

    def _focused(self) -> QWidget | None:
        """What in the head has the focus."""
        focused = QApplication.focusWidget()
        return focused if focused and self._head.isAncestorOf(focused) else None

    def _place(self) -> None:
        """Put the head where it belongs, with the focus that is in it."""
        part, home = self.stack.currentWidget(), self._column
        low = self._head.heightForWidth(self.width()) > MOST_OF_HEIGHT * self.height()
        content = part.widget() if low and isinstance(part, QScrollArea) else None
        if content and isinstance(inner := content.layout(), QVBoxLayout):
            home = inner
        if home.indexOf(self._head) >= 0:
            return
        if focused := self._focused():
            focused.clearFocus()  # else it would go to a part, which would be scrolled to where it is
        home.insertWidget(0, self._head)
        self._head.show()
        if low and isinstance(part, QScrollArea):
            part.verticalScrollBar().setValue(0)  # where it was scrolled to, the head would not be seen
        if focused:
            focused.setFocus()
