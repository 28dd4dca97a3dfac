"""What stands around the sections of Settings: a rail of tabs at their left, or lines of tabs above them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.headed import Headed
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import ENDLESS_PX, WIDEST_PX, in_the_middle

from .section import SIDE_PX, Section, sided

RAIL_PX = 200
"""How wide the rail is at least, in logical pixels at 100 % text."""
WIDE_PX = 960
"""From this width on, in logical pixels at 100 % text, the tabs stand in a rail."""
STAY_PX = 720
"""From this width on, likewise, those in a rail may remain there."""
BAR_PX, BAR_MARGIN_PX = 40, 10
"""The height, in logical pixels at 100 % text, that is left below the rail for what the bar of a section says or has as
buttons; and what is above and below that."""
RAIL_TOP_PX = 4
"""The room above the first tab, whose words then stand beside the heading of the section."""
BORDER_PX = 2
"""The border of a tab, by the style sheet: above a section the words of the first begin where the page does."""


ROOMS = ("", "less")
"""How much room tabs in one line may have around their words: with less the border of one would touch the next."""


class _Tabs(Flow):
    """Tabs in lines, or each in a line of its own and as wide as the rail."""

    in_rail = False

    def setGeometry(self, rect: QRect, /) -> None:
        """Place every tab."""
        super().setGeometry(rect)
        if self.in_rail:
            for one in self.widgets:
                at = one.geometry()
                one.setGeometry(QRect(rect.left(), at.top(), rect.width(), at.height()))

    def _lines(self, width: int) -> list[list[QWidget]]:
        return [[one] for one in self.widgets] if self.in_rail else super()._lines(width)


class SettingsFrame(QWidget):
    """The title of the page and the tabs around the stack of sections."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        title = QHBoxLayout()
        title.setContentsMargins(SIDE_PX, 20, SIDE_PX, 8)
        title.addWidget(label(tr("Settings"), "title", wrap=True))
        self._title = QWidget()
        self._title.setLayout(title)
        top = QWidget()
        self._above = QVBoxLayout(top)
        headed = Headed(in_the_middle(top))
        self.stack = headed.stack
        self._room = ""
        """How much room tabs above a section have around their words."""
        self._flow = _Tabs(3, balanced=True)
        self._tabs = flow_row(self._flow)
        self.group = QButtonGroup(self)
        for number, name in enumerate(names):
            tab = button(name, "nav", partial(headed.open, number))
            tab.setCheckable(True)
            tab.setChecked(number == 0)
            self.group.addButton(tab, number)
            self._flow.add(tab)
        self._rail = QWidget()
        self._beside = QVBoxLayout(self._rail)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addWidget(headed, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(in_the_middle(self._title))
        column.addLayout(row, 1)
        self._place(in_rail=False)

    def fit(self, page: QSize, sections: Sequence[Section], *, stay: bool = False) -> None:
        """Put the tabs where a page of this size has the room, and each section with its bar beside or below them.

        With `stay` they remain where they are, if they can.
        """
        in_rail = self._flow.in_rail
        least = (STAY_PX if in_rail else ENDLESS_PX) if stay else WIDE_PX
        wide_enough = page.width() >= theme.px(least)
        if not self._flow.in_rail:
            self._give("" if wide_enough else self._room_in(page.width()))
        sizes = [tab.sizeHint() for tab in self.group.buttons()]
        wide = max(theme.px(RAIL_PX), *(size.width() for size in sizes))
        high = RAIL_TOP_PX + sum(size.height() for size in sizes) + self._flow.spacing() * (len(sizes) - 1)
        high += self._title.sizeHint().height() + theme.px(BAR_PX) + 2 * BAR_MARGIN_PX
        in_rail = wide_enough and page.height() >= high
        if in_rail != self._flow.in_rail:
            self._place(in_rail=in_rail)
            if not in_rail:
                self.fit(page, sections, stay=stay)
                return
        aside = max(0, page.width() - theme.px(WIDEST_PX)) // 2
        self._rail.setFixedWidth(aside + SIDE_PX + wide)
        self._beside.setContentsMargins(*sided(aside + SIDE_PX, RAIL_TOP_PX, 0, 0))
        for section in sections:
            section.move_in(SIDE_PX + wide if in_rail else 0, aside if in_rail else 0)

    def _room_in(self, width: int) -> str:
        """With how much room all tabs fit in a line of a page so wide; with the usual if they don't even with less."""
        tabs = self.group.buttons()
        texts = sum(tab.sizeHint().width() for tab in tabs) + self._flow.spacing() * (len(tabs) - 1)

        def needed(room: str) -> int:
            closer = 2 * (theme.TAB_PX[self._room] - theme.TAB_PX[room])
            return texts - closer * len(tabs) + 2 * SIDE_PX - theme.TAB_PX[room] - BORDER_PX

        return next((room for room in ROOMS if needed(room) <= width), "")

    def _give(self, room: str) -> None:
        """Have so much room around the words of tabs that stand above the section."""
        self._above.setContentsMargins(*sided(SIDE_PX - theme.TAB_PX[room] - BORDER_PX, 14, SIDE_PX, 6))
        if room != self._room:
            self._room = room
            for tab in self.group.buttons():
                theme.role(tab, "room", room)

    def _place(self, *, in_rail: bool) -> None:
        """Move the tabs, with the focus that is on them."""
        focused = QApplication.focusWidget()
        if focused and self._tabs.isAncestorOf(focused):
            focused.clearFocus()  # else it would go to a section, which would be scrolled to where it is
        self._flow.in_rail = in_rail
        self._room = ""
        for tab in self.group.buttons():
            theme.role(tab, "room", "rail" if in_rail else "")
        self._title.setVisible(in_rail)
        self._rail.setVisible(in_rail)
        self._above.setContentsMargins(0, 0, 0, 0)
        home = self._beside if in_rail else self._above
        home.addWidget(self._tabs)
        self._tabs.show()
        if focused and self._tabs.isAncestorOf(focused):
            focused.setFocus()
