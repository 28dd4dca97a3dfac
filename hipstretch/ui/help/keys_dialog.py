"""Every key, over a session that waits."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.dialogs import fill, give_back
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import scroll_by_key

from .texts import keys_grid


class KeysDialog(QDialog):
    """Closed by any of the keys that close a dialog; the session waits until Space."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(tr("Keys"))
        column = QVBoxLayout()
        keys = QWidget()
        grid = keys_grid()
        grid.setContentsMargins(0, 0, 0, 0)
        keys.setLayout(grid)
        *_, elsewhere = (one for one in keys.findChildren(QLabel) if one.property("role") == "heading")
        elsewhere.setContentsMargins(0, 16, 0, 0)
        column.addWidget(keys)
        below = QHBoxLayout()
        below.addWidget(label(tr("The session waits. Space goes on."), "strong", wrap=True), 1)
        close = button(tr("Close"), "primary", self.accept)
        close.setDefault(True)
        below.addWidget(close)
        fill(self, column, below, 760)
        close.setFocus()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.finished.connect(lambda: give_back(parent))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the keys by those that scroll a page."""
        if not scroll_by_key(self, event):
            super().keyPressEvent(event)
