"""The turn of the minute."""

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from hipstretch.data.clock import SYSTEM_CLOCK, Clock

MINUTE_MS, LATE_MS = 60_000, 50
"""A little after the turn, so that it is never just before."""


class Minute(QObject):
    """Tells, once started, when the minute has turned: whoever shows the time wakes the computer together."""

    turned = Signal()

    def __init__(self, parent: QObject | None = None, clock: Clock = SYSTEM_CLOCK) -> None:
        super().__init__(parent)
        self._clock = clock
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._turn)

    @property
    def started(self) -> bool:
        """Whether anybody is told."""
        return self._timer.isActive()

    def start(self) -> None:
        """Tell from now on."""
        now = self._clock.wall()
        self._timer.setTimerType(QtCore.Qt.TimerType.PreciseTimer)
        self._timer.start(MINUTE_MS - now.second * 1000 - now.microsecond // 1000 + LATE_MS)

    def stop(self) -> None:
        """Tell no longer."""
        self._timer.stop()

    def tell_while_shown(self, widget: QObject) -> None:
        """Tell when this widget is shown, and of every minute until it is hidden."""
        widget.installEventFilter(self)

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:
        """It is shown, or nobody reads the time any more."""
        if event.type() is QEvent.Type.Show:
            self._turn()
        elif event.type() is QEvent.Type.Hide:
            self.stop()
        return super().eventFilter(widget, event)

    def _turn(self) -> None:
        self.start()
        self.turned.emit()
