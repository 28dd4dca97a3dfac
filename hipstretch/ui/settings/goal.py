"""Days a week, the days on which nothing is expected, and when a day begins; and what was done beside that."""

from PySide6.QtCore import QLocale
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from hipstretch.core.settings import WEEKDAYS
from hipstretch.qt import wording
from hipstretch.qt.clock import Minute
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import TickButton
from hipstretch.ui.widgets.day_dots import DaysCard
from hipstretch.ui.widgets.flow_layout import Columns, flow_row
from hipstretch.ui.widgets.inputs import HourField

from .rows import FIELD_PX, settings_row, settings_rows
from .section import Section


class GoalSection(Section):
    """Days a week, the days on which nothing is expected, and when a day begins."""

    def __init__(self, stores: Stores, stack: QStackedWidget) -> None:
        super().__init__(stores.settings, stack)
        self.head(
            tr("Goal"),
            tr("History compares your weeks with this goal. Nothing is lost when a week goes otherwise."),
        )
        self.names.add("rest_days")
        self._day = stores.settings.today()
        self.rest_days: dict[int, TickButton] = {}
        card = settings_rows(self.column)
        days = tr("Days a week")
        field = self.number("goal_days", days, whole=True)
        field.setSpecialValueText(tr("No goal"))
        settings_row(card, days, tr("On how many you want to do something; 0 for no goal"), field)
        first = wording.first_weekday()
        for day in sorted(WEEKDAYS, key=lambda day: (day - first) % 7):
            chip = TickButton(
                QLocale().standaloneDayName(day, QLocale.FormatType.ShortFormat), in_corner=True
            )
            chip.setAccessibleName(tr("Rest on {day}").format(day=QLocale().standaloneDayName(day)))
            chip.clicked.connect(self._on_rest_days)
            self.rest_days[day] = chip
        chips = Columns(6, theme.px(FIELD_PX))
        for chip in self.rest_days.values():
            chips.add(chip)
        settings_row(card, tr("Rest days"), tr("Nothing is expected then"), flow_row(chips))
        begins = tr("A day begins at")
        hour = self.number("day_begins", begins, whole=True, kind=HourField)
        settings_row(card, begins, tr("What is done before counts for the day before"), hour)
        self.days = DaysCard(stores)
        self.column.addWidget(self.days)
        self.column.addStretch()
        stores.history.changed.connect(self._show_days)
        self._minute = Minute(self, stores.clock)
        self._minute.turned.connect(self._on_minute)
        self._minute.tell_while_shown(self)

    def showEvent(self, event: QShowEvent) -> None:
        """Another day may have begun."""
        super().showEvent(event)
        self._show_days()

    def refresh(self) -> None:
        """Show the settings as they are."""
        super().refresh()
        for day, chip in self.rest_days.items():
            chip.setChecked(day in self._settings.current.rest_days)
        self._show_days()

    def _on_minute(self) -> None:
        if self._settings.today() != self._day:
            self._show_days()

    def _show_days(self) -> None:
        """What was done lately beside the goal, while it is seen."""
        if self.isVisible():
            self._day = self._settings.today()
            self.days.show_until(self._day)

    def _on_rest_days(self) -> None:
        self._settings.change(rest_days=tuple(day for day in WEEKDAYS if self.rest_days[day].isChecked()))
