"""The place of a button that was there until just now."""

from PySide6.QtCore import QDeadlineTimer, QPoint, QRect
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from .page import SETTLE_MS


class JustGone:
    """For a while a press on its place was meant for it: what is there now does nothing then."""

    def __init__(self) -> None:
        self._until = QDeadlineTimer()
        self._place = QRect()

    def leaves(self, button: QWidget) -> None:
        """It goes now, by itself or because it was pressed."""
        self._until = QDeadlineTimer(SETTLE_MS)
        self._place = QRect(button.mapToGlobal(QPoint()), button.size())

    def is_meant(self, event: QMouseEvent) -> bool:
        """Whether this press was for what is gone."""
        return not self._until.hasExpired() and self._place.contains(event.globalPosition().toPoint())
