"""The bar of pages at the top of the window."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton

from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.labels import label


class PageBar(QFrame):
    """A tab for each page, in this order; `open_page` is called with the one that is wanted."""

    def __init__(self, pages: Sequence[str], open_page: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("surface", "top")
        words = {
            "today": tr("Today"),
            "plan": tr("Plan"),
            "library": tr("Library"),
            "history": tr("History"),
            "settings": tr("Settings"),
            "help": tr("Help"),
        }
        self._title = label("Hipstretch", "heading")
        self.tabs: dict[str, QPushButton] = {}
        row = Flow(6)
        row.add(self._title)
        group = QButtonGroup(self)
        for number, name in enumerate(pages, 1):
            tab = button(words[name], "nav", partial(open_page, name))
            tab.setCheckable(True)
            tab.setToolTip(f"Alt+{number}")
            group.addButton(tab)
            row.add(tab, right=True)
            self.tabs[name] = tab
        outer = QHBoxLayout(self)
        outer.setContentsMargins(28, 10, 20, 10)
        outer.addWidget(flow_row(row))

    def mark(self, name: str) -> None:
        """Show which page is open."""
        self.tabs[name].setChecked(True)

    def fit(self) -> None:
        """Leave the room of the title to the tabs where it gets narrow."""
        tabs = sum(tab.sizeHint().width() + 6 for tab in self.tabs.values())
        self._title.setVisible(tabs + self._title.sizeHint().width() + 48 <= self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        self.fit()
