"""Days a week, the days on which nothing is expected, reminders, and what there is beside the window."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from hipstretch.core.settings import WEEKDAYS, WhenClosed
from hipstretch.qt import wording
from hipstretch.qt.autostart.autostart import Autostart
from hipstretch.qt.autostart.state import State
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr
from hipstretch.ui.accessibility.announce import announce
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import TickButton
from hipstretch.ui.widgets.flow_layout import Columns, flow_row
from hipstretch.ui.widgets.inputs import HourField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.tick_line import TickLine

from .rows import FIELD_PX, settings_row, settings_rows
from .section import Section


class GoalSection(Section):
    """Days a week, the days on which nothing is expected, reminders, and what there is beside the window."""

    def __init__(self, settings: SettingsStore, stack: QStackedWidget, autostart: Autostart) -> None:
        super().__init__(settings, stack)
        self._autostart = autostart
        self.head(
            tr("Goal"),
            tr("History compares your weeks with this goal. Nothing is lost when a week goes otherwise."),
        )
        self.names.add("rest_days")
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
        card = settings_rows(self.column)
        settings_row(
            card,
            tr("Reminders"),
            tr("One for each planned time, none during calls"),
            self.tick("reminders", tr("Tell me when something is due")),
        )
        for name, words, more in (
            ("quiet_from", tr("Quiet from"), tr("No reminder from this hour on")),
            (
                "quiet_until",
                tr("Quiet until"),
                tr("What had to wait comes then"),
            ),
        ):
            settings_row(card, words, more, self.number(name, words, whole=True, kind=HourField))
        self.choice(
            card,
            "when_closed",
            tr("When the window is closed"),
            tr("Reminders come only while Hipstretch runs, in the background at least"),
            {
                WhenClosed.ASK: tr("Ask"),
                WhenClosed.STAY: tr("Keep reminding me"),
                WhenClosed.QUIT: tr("Quit"),
            },
        )
        line = TickLine(tr("Start when I log in"))
        self.starts = line.box
        self.starts.clicked.connect(lambda on: autostart.switch(on=on))
        self.starts_words = label("", "warn", wrap=True)
        self.starts_words.hide()
        words, more = tr("Start with the computer"), tr("In the background, without a window")
        settings_row(card, words, more, line, self.starts_words)
        tray = self.tick("tray", tr("Show the time left there"))
        settings_row(card, tr("Tray"), tr("Where the desktop has one"), tray)
        self.column.addStretch()
        autostart.told.connect(self._show_autostart)

    def showEvent(self, event: QShowEvent) -> None:
        """Look what the system does now: it may have been changed elsewhere."""
        super().showEvent(event)
        self._autostart.look()

    def refresh(self) -> None:
        """Show the settings as they are."""
        super().refresh()
        for day, chip in self.rest_days.items():
            chip.setChecked(day in self._settings.current.rest_days)
        for name in ("quiet_from", "quiet_until"):
            self.numbers[name].setEnabled(self._settings.current.reminders)

    def _on_rest_days(self) -> None:
        self._settings.change(rest_days=tuple(day for day in WEEKDAYS if self.rest_days[day].isChecked()))

    def _show_autostart(self, state: State, words: str) -> None:
        shown = {State.ON: Qt.CheckState.Checked, State.UNKNOWN: Qt.CheckState.PartiallyChecked}
        self.starts.setTristate(state is State.UNKNOWN)  # else a press may lead there
        self.starts.setCheckState(shown.get(state, Qt.CheckState.Unchecked))
        if words != self.starts_words.text():
            announce(self.starts, words)
        self.starts_words.setText(words)
        self.starts_words.setVisible(bool(words))
