"""The choice of a routine on Today."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from hipstretch.ui.widgets.inputs import ChoiceField


class RoutineChoice(ChoiceField):
    """The routines. `opening` comes before the list does: how long each takes is not worked out before.

    No arrow chooses another one unseen: Up and Down open the list.
    """

    opening = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list, or leave it to the page to scroll."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.showPopup()
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def showPopup(self) -> None:
        """Open the list."""
        self.opening.emit()
        super().showPopup()
