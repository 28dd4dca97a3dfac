"""What has the focus stays where it is on the screen while the page around it is laid out anew."""

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from .section import Section

PASSES, MOST_PASSES = 3, 20
"""It is looked at until it has not moved so often in a row, and no more often than that in all: parts lay themselves
out one after the other."""


class InPlace:
    """Scrolls the open section, and adds room to it where that is not enough, so that a second press meets the same."""

    def __init__(self, page: QWidget, stack: QStackedWidget) -> None:
        self._page = page
        self._stack = stack
        self._kept: QWidget | None = None
        self._y = 0
        """Where it was in the window."""

    @property
    def keeps(self) -> bool:
        """Whether something in the open section is kept in its place now."""
        return self._kept is not None

    def note(self) -> None:
        """Remember where the part that has the focus is, before it moves."""
        focused = QApplication.focusWidget()
        if not self._kept and focused and self._stack.isAncestorOf(focused) and focused.isVisible():
            self._kept, self._y = focused, self._middle(focused)

    def restore(self, section: Section, left: int = PASSES, most: int = MOST_PASSES) -> None:
        """Bring it back to where it was."""
        if not self._kept:
            return
        _lay_out()
        moved = self._middle(self._kept) - self._y
        section.scroll_by(moved)
        if left and most:
            again = PASSES if moved else left - 1
            QTimer.singleShot(0, self._page, lambda: self.restore(section, again, most - 1))
        else:
            self._kept = None

    def _middle(self, one: QWidget) -> int:
        return one.mapTo(self._page.window(), QPoint(0, one.height() // 2)).y()


def _lay_out() -> None:
    """Now, and not with the next events: what is pressed meanwhile comes before these."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
