"""Every key, over a session that waits."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.dialogs import give_back
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import scroll_by_key, scrolled

from .texts import keys_card


class KeysDialog(QDialog):
    """Closed by any of the keys that close a dialog; the session waits until Space."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(tr("Keys"))
        self.resize(min(760, parent.width() - 40), min(720, parent.height() - 40))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        column.addWidget(scrolled(keys_card()), 1)
        row = QHBoxLayout()
        row.addWidget(label(tr("The session waits. Space goes on."), "strong", wrap=True), 1)
        close = button(tr("Close"), "primary", self.accept)
        close.setDefault(True)
        row.addWidget(close)
        column.addLayout(row)
        close.setFocus()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.finished.connect(lambda: give_back(parent))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the keys by those that scroll a page."""
        if not scroll_by_key(self, event):
            super().keyPressEvent(event)
