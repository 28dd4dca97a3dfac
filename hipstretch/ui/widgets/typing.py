"""What is typed is kept while it is typed."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

KEPT_MS = 1000
"""So long after a change it is kept; what is typed meanwhile comes with it."""


class KeptSoon(QTimer):
    """Calls `keep` a moment after something was changed; `keep` may find that nothing is new."""

    def __init__(self, keep: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent, singleShot=True, interval=KEPT_MS)
        self.timeout.connect(keep)

    def touch(self) -> None:
        """Something was changed: whoever goes on typing does not put it off."""
        if not self.isActive():
            self.start()
