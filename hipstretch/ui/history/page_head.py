"""The first line of History: its title, its tabs, and what else can be done, as far as there is room."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QVBoxLayout, QWidget

from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.labels import label

SPACING = 8


class PageHead(QWidget):
    """`chosen` tells the number of the tab that was pressed. Actions that have no room are in a menu."""

    chosen = Signal(int)

    def __init__(
        self, title: str, tabs: Sequence[str], actions: Sequence[tuple[str, Callable[[], object]]]
    ) -> None:
        super().__init__()
        flow = Flow(SPACING)
        titled = label(title, "title")
        titled.setContentsMargins(0, 0, SPACING, 0)
        self._always: list[QWidget] = [titled]
        self.tabs = QButtonGroup(self)
        for number, name in enumerate(tabs):
            tab = button(name, "nav")
            tab.setCheckable(True)
            tab.setChecked(number == 0)
            self.tabs.addButton(tab, number)
            self._always.append(tab)
        self.tabs.idClicked.connect(self.chosen)
        self.menu = QMenu(self)
        self._actions = [
            (button(name, "quiet", act), self.menu.addAction(name, act)) for name, act in actions
        ]
        self.more = button(tr("More…"), "quiet", self._open)
        for one in self._always:
            flow.add(one)
        for one in (*(beside for beside, _ in self._actions), self.more):
            flow.add(one, right=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(flow_row(flow))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many actions as fit beside the tabs, from the first on."""
        super().resizeEvent(event)
        beside = [one for one, _ in self._actions]
        room = self.width() + SPACING - sum(map(_taken, self._always))
        count = len(beside)
        if sum(map(_taken, beside)) > room:
            room -= _taken(self.more)
            count = max(n for n in range(len(beside)) if n == 0 or sum(map(_taken, beside[:n])) <= room)
        had_focus = any(one.hasFocus() for one in beside[count:])
        for number, (one, entry) in enumerate(self._actions):
            one.setVisible(number < count)
            entry.setVisible(number >= count)
        self.more.setVisible(count < len(beside))
        if had_focus:
            self.more.setFocus()

    def _open(self) -> None:
        self.menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))


def _taken(widget: QWidget) -> int:
    """The width that a widget takes of a line; one that was never shown has no style yet."""
    widget.ensurePolished()
    return widget.sizeHint().width() + SPACING
