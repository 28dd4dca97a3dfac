"""Reminders, the hours without them, and what there is beside the window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget

from hipstretch.core.settings import WhenClosed
from hipstretch.qt.autostart.autostart import Autostart
from hipstretch.qt.autostart.state import State
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr
from hipstretch.ui.accessibility.announce import announce
from hipstretch.ui.widgets.inputs import HourField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.tick_line import TickLine

from .rows import settings_row, settings_rows
from .section import Section


class RemindersSection(Section):
    """Reminders, the hours without them, and what there is beside the window."""

    def __init__(self, settings: SettingsStore, stack: QStackedWidget, autostart: Autostart) -> None:
        super().__init__(settings, stack)
        self._autostart = autostart
        self.head(
            tr("Reminders"),
            tr("Hipstretch can tell you when a planned session is due. A change counts at once."),
        )
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
        card = settings_rows(self.column)
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
        for name in ("quiet_from", "quiet_until"):
            self.numbers[name].setEnabled(self._settings.current.reminders)

    def _show_autostart(self, state: State, words: str) -> None:
        shown = {State.ON: Qt.CheckState.Checked, State.UNKNOWN: Qt.CheckState.PartiallyChecked}
        self.starts.setTristate(state is State.UNKNOWN)  # else a press may lead there
        self.starts.setCheckState(shown.get(state, Qt.CheckState.Unchecked))
        if words != self.starts_words.text():
            announce(self.starts, words)
        self.starts_words.setText(words)
        self.starts_words.setVisible(bool(words))
