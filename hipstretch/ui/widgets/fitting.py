"""Widgets that place what is in them by the room there is."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget


class Fitting(QWidget):
    """Calls `_place`, while it is shown, when its size or what is in it may have changed, as with larger text."""

    def showEvent(self, event: QShowEvent) -> None:
        """Its size is known now."""
        super().showEvent(event)
        self._place_if_shown()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        self._place_if_shown()

    def event(self, event: QEvent) -> bool:
        """What is in it may have got higher."""
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._place_if_shown()
        return done

    def _place_if_shown(self) -> None:
        if self.isVisible():
            self._place()

    def _place(self) -> None:
        raise NotImplementedError
