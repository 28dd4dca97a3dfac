"""The bar of pages at the top of the window, and the keys that do the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Page, in_the_middle

if TYPE_CHECKING:
    from .main_window import MainWindow


ROOMS = {"": (6, 28, 10), "less": (4, 14, 6), "least": (2, 8, 6)}
"""What there is between tabs, at the ends of their line, and above and below it, in pixels, by the tabs' `room`."""


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
        self._room = ""
        self._row = row = Flow()
        row.add(self._title)
        group = QButtonGroup(self)
        for number, name in enumerate(pages, 1):
            tab = button(words[name], "nav", partial(open_page, name))
            tab.setCheckable(True)
            tab.setToolTip(f"Alt+{number}")
            group.addButton(tab)
            row.add(tab, right=True)
            self.tabs[name] = tab
        tabs = QWidget()
        self._inner = QHBoxLayout(tabs)
        self._inner.addWidget(flow_row(row))
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(in_the_middle(tabs))
        self._give("")

    def mark(self, name: str) -> None:
        """Show which page is open: Tab leads to its tab, and arrows go on from there."""
        self.tabs[name].setChecked(True)
        for one, tab in self.tabs.items():
            tab.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one == name else Qt.FocusPolicy.ClickFocus)

    @property
    def marked(self) -> str:
        """Which page is open."""
        return next((name for name, tab in self.tabs.items() if tab.isChecked()), "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses a tab as Space does; Esc leads back as on the page itself."""
        focused = self.focusWidget()
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        if event.key() in keys and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def fit(self) -> None:
        """Leave the room of the title to the tabs where it gets narrow, then that between them.

        Words that would be too close together even so take two lines.
        """
        widths = {room: self._width(room) for room in ROOMS}
        self._title.setVisible(widths[""] + ROOMS[""][0] + self._title.sizeHint().width() <= self.width())
        room = next((room for room, width in widths.items() if width <= self.width()), "less")
        if room != self._room:
            self._give(room)

    def _width(self, room: str) -> int:
        """How wide all tabs are with so much room."""
        between, end, _ = ROOMS[room]
        closer = 2 * (theme.TAB_PX[self._room] - theme.TAB_PX[room])
        tabs = [tab.sizeHint().width() - closer for tab in self.tabs.values()]
        return sum(tabs) + between * (len(tabs) - 1) + 2 * end

    def _give(self, room: str) -> None:
        between, end, above = ROOMS[room]
        self._room = room
        self._row.setSpacing(between)
        self._inner.setContentsMargins(end, above, end, above)
        for tab in self.tabs.values():
            theme.role(tab, "room", room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        self.fit()


class WindowKeys(QObject):
    """Alt and a number opens a page, F1 helps, Ctrl+Q ends the program."""

    def __init__(self, window: MainWindow, pages: Sequence[str]) -> None:
        super().__init__(window)
        self._window = window
        for number, name in enumerate(pages, 1):
            self._listen(f"Alt+{number}", partial(self._open, name))
        for key in ("F1", "?"):
            self._listen(key, self._help)
        self._listen("Ctrl+Q", window.quit)

    def _listen(self, key: str, act: Callable[[], object]) -> None:
        QShortcut(QKeySequence(key), self._window).activated.connect(act)

    def _open(self, name: str) -> None:
        page = self._window.page
        if isinstance(page, Page) and page.holds:
            return
        if name == "help":
            self._open_help()
        else:
            self._window.press_page(name)

    def _help(self) -> None:
        """Help; over a session, which waits meanwhile, the keys alone."""
        if page := self._window.session_shown:
            from hipstretch.ui.help.keys_dialog import KeysDialog

            page.wait()
            self._keys = KeysDialog(self._window)
            self._keys.open()
        elif self._window.bar_shown:
            self._open_help()

    def _open_help(self) -> None:
        """Esc leads back from there to the page that is shown now."""
        from hipstretch.ui.help.help_page import HelpPage

        marked = [bar.marked for bar in self._window.findChildren(PageBar) if bar.isVisible()]
        page = self._window.open_page("help")
        if isinstance(page, HelpPage) and marked and marked[0] != "help":
            page.back = partial(self._window.open_page, marked[0])
