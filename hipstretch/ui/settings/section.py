"""What all sections of Settings are made of."""

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QEvent, QSignalBlocker
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QLayout, QStackedWidget, QVBoxLayout, QWidget

from hipstretch.core.settings import BOUNDS
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.ui.widgets.headed import below_head
from hipstretch.ui.widgets.inputs import ChoiceField, NumberField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.tick_line import TickLine

from .rows import SettingsRows, settings_row, show_number

SIDE_PX = 28
"""Room at the left and right of what stands on the page, in logical pixels."""
ABOVE_PX, BELOW_PX = 8, 24
"""The same above and below."""


class Section(QWidget):
    """A title and what can be set. A change counts at once; the fields show the settings, whoever changed them.

    `names` are the settings that it shows: only when one of them changes, it needs to be refreshed.
    """

    def __init__(self, settings: SettingsStore, stack: QStackedWidget) -> None:
        """Takes its place in `stack` before it is filled: parts that move with all they hold are styled anew."""
        super().__init__()
        self.area = below_head(self)
        stack.addWidget(self.area)
        self._settings = settings
        self.names: set[str] = set()
        self.numbers: dict[str, NumberField] = {}
        self.choices: dict[str, ChoiceField] = {}
        self.ticks: dict[str, QCheckBox] = {}
        self.column = QVBoxLayout(self)
        self._room = 0, 0
        """How much more room is above and below than usual."""
        self._set_room(0, 0)
        self.column.setSpacing(12)
        self.bar_row: QLayout | None = None
        """What stands in the bar below the section, if it has one."""

    def head(self, title: str, more: str) -> None:
        """Say at the top what this is, and when a change counts."""
        self._title = label(title, "heading", wrap=True)
        self.column.addWidget(self._title)
        self.column.addWidget(label(more, "soft", wrap=True))

    def move_in(self, start: int, aside: int) -> None:
        """Have a rail that takes `start` before it, and as much room after it as is `aside` of the page.

        Beside a rail the section has its title; below the tabs the open one says it.
        """
        whole = self.area.widget()
        if whole and (inner := whole.layout()):
            inner.setContentsMargins(*sided(0, 0, aside, 0))
        self._title.setVisible(bool(start))
        if self.bar_row:
            self.bar_row.setContentsMargins(*sided(SIDE_PX + start, 10, SIDE_PX, 10))

    def scroll_by(self, down: int) -> None:
        """Scroll, with more room above or below where there is not enough to scroll to."""
        above, below = self._room
        bar = self.area.verticalScrollBar()
        less = max(0, min(above, down))
        to = bar.value() + down - less
        if (lacks := to - bar.maximum()) > 0:
            last = max(
                one.geometry().bottom()
                for one in self.children()
                if isinstance(one, QWidget) and one.isVisible()
            )
            below += lacks + max(0, self.column.contentsRect().bottom() - last)
        self._set_room(above - less + max(0, -to), below)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        bar.setValue(to)

    def _set_room(self, above: int, below: int) -> None:
        self._room = above, below
        self.column.setContentsMargins(SIDE_PX, ABOVE_PX + above, SIDE_PX, BELOW_PX + below)

    def begin_anew(self) -> None:
        """Have the usual room above and below."""
        self._set_room(0, 0)

    def opened(self) -> None:
        """Somebody looks at it now."""

    def refresh(self) -> None:
        """Show the settings as they are."""
        settings = self._settings.current
        for name, number in self.numbers.items():
            show_number(number, getattr(settings, name))
        for name, choice in self.choices.items():
            with QSignalBlocker(choice):
                choice.set_value(getattr(settings, name).value)
        for name, tick in self.ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(getattr(settings, name))

    def number(
        self,
        name: str,
        words: str,
        *,
        unit: str = "{count}",
        step: float = 1,
        whole: bool = False,
        kind: type[NumberField] = NumberField,
    ) -> NumberField:
        """A field for a number."""
        made = kind(words, *BOUNDS[name], step=step, whole=whole, unit=unit)
        made.valueChanged.connect(lambda v: self._settings.change(**{name: int(v) if whole else v}))
        self.numbers[name] = made
        self.names.add(name)
        return made

    def choice(
        self, card: SettingsRows, name: str, words: str, more: str | QLabel, choices: Mapping[StrEnum, str]
    ) -> None:
        """A row with one of several words."""
        kinds = {k.value: k for k in choices}
        made = ChoiceField(words, {k.value: v for k, v in choices.items()})
        made.currentIndexChanged.connect(lambda: self._settings.change(**{name: kinds[made.value]}))
        self.choices[name] = made
        self.names.add(name)
        settings_row(card, words, more, made)

    def tick(self, name: str, words: str) -> TickLine:
        """A box for what is on or off."""
        made = TickLine(words)
        made.box.toggled.connect(lambda on: self._settings.change(**{name: on}))
        self.ticks[name] = made.box
        self.names.add(name)
        return made


def sided(start: int, above: int, end: int, below: int) -> tuple[int, int, int, int]:
    """Margins by the direction in which the language is read; Qt has them as left and right."""
    return (end, above, start, below) if QGuiApplication.isRightToLeft() else (start, above, end, below)
