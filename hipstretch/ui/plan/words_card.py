"""A part of the plan that has a page of its own: what it comes to, and the way to it."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout

from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.labels import label


class WordsCard(QFrame):
    """A title with the button that opens the page beside it, and words."""

    def __init__(self, title: str, open_it: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.open_button = button(tr("Change"), "", open_it)
        self.open_button.setAccessibleName(wording.titled(title, tr("Change")))
        self.words = label("", "soft", wrap=True)
        head = Flow(8)
        head.add(label(title, "heading"))
        head.add(self.open_button, right=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(6)
        column.addWidget(flow_row(head))
        column.addWidget(self.words)
        column.addStretch()
