"""The keys of a session, over one that waits; Help has those of every other page as well."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.dialogs import fill, give_back, room
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import scroll_by_key

from .texts import GROUP_GAP_PX, TITLE_GAP_PX, session_columns

ONE_COLUMN_PX, TWO_COLUMNS_PX, WIDEST_PX = 560, 760, 1000
"""How wide it is with the keys below each other, or beside each other at least and at most, at 100 % text."""
GAP_PX, AROUND_PX = 32, 80
"""Between the columns, and what is seen of the window beside the dialog."""


class KeysDialog(QDialog):
    """Closed by any of the keys that close a dialog; the session waits until Space."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(tr("Keys"))
        row, stack = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        most = min(parent.window().width(), room(self).width()) * 100 // theme.px(100)
        beside = most >= TWO_COLUMNS_PX
        width = max(TWO_COLUMNS_PX, min(WIDEST_PX, most - AROUND_PX)) if beside else ONE_COLUMN_PX
        columns = QBoxLayout(row if beside else stack)
        columns.setSpacing(GAP_PX if beside else GROUP_GAP_PX)
        for one in session_columns():
            columns.addLayout(one, 1)
        column = QVBoxLayout()
        column.addWidget(label(tr("Keys in a session"), "heading", wrap=True))
        column.addSpacing(TITLE_GAP_PX + 4)
        column.addLayout(columns, 1)
        below = QHBoxLayout()
        below.addWidget(label(tr("The session waits. Space goes on."), "strong", wrap=True), 1)
        close = button(tr("Close"), "primary", self.accept)
        close.setDefault(True)
        below.addWidget(close)
        fill(self, column, below, width)
        close.setFocus()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.finished.connect(lambda: give_back(parent))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the keys by those that scroll a page."""
        if not scroll_by_key(self, event):
            super().keyPressEvent(event)
