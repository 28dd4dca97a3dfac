"""Content that scrolls above a row which stays in view."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from .cards import frame
from .fitting import Fitting
from .page import WIDEST_PX, in_the_middle, scrolled

MOST_OF_HEIGHT = 0.3
"""A row that would take more than this share of the height scrolls with the content: what it asks of is seen first."""
SIDE_PX = 28
"""Room at the left and right, in logical pixels."""


class _Content(QWidget):
    """Tells when it may have got higher: a scroll area keeps that from what is around it."""

    def __init__(self, changed: Callable[[], None]) -> None:
        super().__init__()
        self._changed = changed

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._changed()
        return done


class AboveRow(Fitting):
    """The row lies right below the content, or as a bar at the lower edge where the content has to scroll.

    The content has `own` pixels of the room at its sides itself, for what begins farther out than the rest of it.
    """

    def __init__(self, content: QWidget, row: QWidget, width: int = WIDEST_PX, *, own: int = 0) -> None:
        super().__init__()
        around = QVBoxLayout()
        around.addWidget(_with_room(row, width, SIDE_PX, (10, 10)))
        self._row = frame("plain", around, 0)
        self._whole = _Content(self._place_if_shown)
        self._inner = _without_room(self._whole)
        self._inner.addWidget(_with_room(content, width, SIDE_PX - own, (16, 8)))
        self._area = scrolled(self._whole, in_margin=True)
        self._column = _without_room(self)
        self._column.addWidget(self._area, 1)
        self._column.addWidget(self._row)
        self._column.addStretch()

    def scroll_up(self) -> None:
        """Show where the content begins."""
        self._area.verticalScrollBar().setValue(0)

    def show_row(self, *, shown: bool) -> None:
        """Have the row, or the content alone."""
        self._row.setVisible(shown)
        self._place_if_shown()

    def minimumSizeHint(self) -> QSize:
        """As high as the content may be: in a lower window the row scrolls with it."""
        size = super().minimumSizeHint()
        return QSize(size.width(), min(size.height(), self._area.minimumSizeHint().height()))

    def _place(self) -> None:
        """Put the row where it belongs, with the focus that is in it."""
        row, content = (_high(part, self.width()) for part in (self._row, self._whole))
        low = row > MOST_OF_HEIGHT * self.height()
        home = self._inner if low else self._column
        if home.indexOf(self._row) < 0:
            focused = QApplication.focusWidget()
            (self._column if low else self._inner).removeWidget(self._row)
            shown = not self._row.isHidden()
            home.insertWidget(1, self._row)
            self._row.setVisible(shown)
            if focused and self._row.isAncestorOf(focused):
                focused.setFocus()
            self.scroll_up()
            content = _high(self._whole, self.width())
        self._area.setMaximumHeight(content)
        self._row.setMaximumHeight(row)
        surface = "bar" if not low and content + row > self.height() else "plain"
        if self._row.property("surface") != surface:
            self._row.setProperty("surface", surface)
            self._row.style().polish(self._row)


def _high(widget: QWidget, width: int) -> int:
    """How high it is at a width."""
    return widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()


def _without_room(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _with_room(content: QWidget, width: int, beside: int, ends: tuple[int, int]) -> QWidget:
    inner = QWidget()
    column = QVBoxLayout(inner)
    column.setContentsMargins(beside, ends[0], beside, ends[1])
    column.addWidget(content)
    return in_the_middle(inner, width)
