"""The schedules as a file for calendars: once, or kept up to date for calendars that subscribe to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QVBoxLayout, QWidget

from hipstretch.qt import calendar_export
from hipstretch.translation import tr
from hipstretch.ui.accessibility.announce import announce
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.dialogs import documents, name_to_save, nothing
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.labels import label, path_in_parts
from hipstretch.ui.widgets.page import scrolled

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipstretch.qt.stores import Stores

NAME = "hipstretch.ics"


class CalendarDialog(QDialog):
    """What is ticked or stopped counts at once."""

    def __init__(self, stores: Stores, parent: QWidget) -> None:
        super().__init__(parent)
        self._stores = stores
        self.setObjectName("page")
        self.setWindowTitle(tr("Calendar"))
        self.sessions = QCheckBox(tr("With the sessions that were done"))
        self.sessions.setChecked(stores.settings.current.calendar_sessions)
        self.sessions.toggled.connect(lambda on: stores.settings.change(calendar_sessions=on))
        self.save_button = button(tr("Save a file…"), "", self.save)
        self.keep_button = button(tr("Keep a file up to date…"), "", self.keep)
        self.stop_button = button(tr("Stop keeping it up to date"), "", self.stop)
        self.kept = label("", "soft", wrap=True)
        close = button(tr("Close"), "primary", self.accept)
        close.setDefault(True)
        buttons = Flow(8)
        for one in (self.save_button, self.keep_button, self.stop_button, close):
            buttons.add(one)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(28, 24, 28, 24)
        self._column.setSpacing(14)
        self._column.addWidget(label(tr("Calendar"), "heading"))
        for words in (
            tr(
                "Your schedules as events, with a reminder at each time of day, also if it was done already: a "
                "calendar does not know that. Where you choose the days, every day on which it may be done is there, "
                "without a reminder."
            ),
            tr(
                "A calendar that reads the file again replaces what it read before, but keeps what you have taken out "
                "since. If it can subscribe to a file, let Hipstretch keep one up to date: it follows every change."
            ),
        ):
            self._column.addWidget(label(words, wrap=True))
        self._column.addWidget(self.sessions)
        self._column.addWidget(self.kept)
        self._column.addWidget(flow_row(buttons))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))
        stores.settings.changed.connect(self._show)
        self._show()

    def save(self) -> None:
        """Ask for a file and write it once."""
        self._choose(lambda path: calendar_export.write(self._stores, path, nothing))

    def keep(self) -> None:
        """Ask for a file, write it, and keep it up to date once that went well."""
        stores = self._stores

        def write(path: Path) -> None:
            calendar_export.write(stores, path, lambda: stores.settings.change(calendar_file=str(path)))

        self._choose(write)

    def stop(self) -> None:
        """Leave the file as it is from now on."""
        self._stores.settings.change(calendar_file="")
        self.keep_button.setFocus()
        announce(self, self.kept.text())

    def _choose(self, then: Callable[[Path], object]) -> None:
        kept = self._stores.settings.current.calendar_file
        kinds = tr("A calendar ({kinds})").format(kinds="*.ics")
        name_to_save(
            self,
            tr("Calendar"),
            kept or str(documents() / NAME),
            kinds,
            lambda path, _: then(Path(path)),
            "ics",
        )

    def _show(self) -> None:
        kept = self._stores.settings.current.calendar_file
        self.stop_button.setVisible(bool(kept))
        words = tr("Kept up to date: {path}") if kept else tr("No file is kept up to date.")
        self.kept.setText(words.format(path=path_in_parts(kept)))
        window = (self.parentWidget() or self).window()
        wide = min(theme.px(560), window.width())
        self.resize(wide, min(self._column.totalHeightForWidth(wide), window.height()))
