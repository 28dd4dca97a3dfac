"""The schedules as a file for calendars: once, or kept up to date for calendars that subscribe to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from hipstretch.qt import calendar_export
from hipstretch.translation import tr
from hipstretch.ui.accessibility.announce import announce
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.dialogs import documents, fill, name_to_save, nothing, room, ways_out
from hipstretch.ui.widgets.flow_layout import Flow, quiet_row, tick_row
from hipstretch.ui.widgets.labels import fold_sign, label, path_in_parts
from hipstretch.ui.widgets.tick_line import TickLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hipstretch.qt.stores import Stores

NAME = "hipstretch.ics"
WIDTH_PX = 700
"""How wide it is, at 100 % text; a smaller screen has each button below what it is for."""


class CalendarDialog(QDialog):
    """What is ticked or stopped counts at once."""

    def __init__(self, stores: Stores, parent: QWidget) -> None:
        super().__init__(parent)
        self._stores = stores
        self.setObjectName("page")
        self.setWindowTitle(tr("Calendar"))
        sessions = TickLine(tr("With the sessions that were done"))
        self.sessions = sessions.box
        self.sessions.setChecked(stores.settings.current.calendar_sessions)
        self.sessions.toggled.connect(lambda on: stores.settings.change(calendar_sessions=on))
        self.save_button = button(tr("Save a file…"), "", self.save)
        self.keep_button = button(tr("Keep a file up to date…"), "", self.keep)
        self.stop_button = button(tr("Stop keeping it up to date"), "", self.stop)
        self.kept = label("", "soft", wrap=True)
        self.more = button("", "quiet", self._turn)
        self.details = QWidget()
        details = QVBoxLayout(self.details)
        details.setContentsMargins(0, 0, 0, 0)
        details.setSpacing(14)
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
            details.addWidget(label(words, wrap=True))
        self.details.hide()
        self._fit: Callable[[], None] = nothing
        self._show()  # what is hidden before it has a place takes none at first
        column = QVBoxLayout()
        column.setSpacing(14)
        column.addWidget(label(tr("Calendar"), "heading", wrap=True))
        column.addWidget(
            label(tr("Your schedules in your own calendar, as a file that it reads."), wrap=True)
        )
        column.addLayout(tick_row(sessions))
        once = tr("For any calendar: open the file with it once, and again when your schedules change.")
        always = tr("For a calendar that can subscribe to a file: it follows every change.")
        ways = (
            (_below(label(always, wrap=True), self.kept), _below(self.keep_button, self.stop_button)),
            (label(once, wrap=True), self.save_button),
        )
        column.addWidget(_card(ways, beside=room(self).width() >= theme.px(WIDTH_PX)))
        more = Flow()
        more.add(self.more)
        column.addLayout(quiet_row(more))
        column.addWidget(self.details)
        column.addStretch()
        close = button(tr("Close"), "primary", self.accept)
        close.setDefault(True)
        self._fit = fill(self, column, ways_out(close), WIDTH_PX)
        scrolls = any(area.isAncestorOf(close) for area in self.findChildren(QScrollArea))
        (self.sessions if scrolls else close).setFocus()  # a small dialog is not scrolled down at once
        stores.settings.changed.connect(self._show)

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
        announce(self, tr("No file is kept up to date."))

    def _turn(self) -> None:
        self.details.setVisible(self.details.isHidden())
        self._show()

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
        self.kept.setText(tr("Kept up to date: {path}").format(path=path_in_parts(kept)))
        self.kept.setVisible(bool(kept))
        more = tr("More")
        self.more.setText(f"{fold_sign(opened=not self.details.isHidden())}  {more}")
        self.more.setAccessibleName(more)
        self._fit()


def _card(ways: Sequence[tuple[QWidget, QWidget]], *, beside: bool) -> QFrame:
    """What each way is for, with its button beside it and a line between two ways; or, where room is dear, below it."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(24 if beside else 0)
    grid.setVerticalSpacing(12 if beside else 8)
    grid.setColumnStretch(0, 1)
    for at, (words, buttons) in enumerate(ways):
        if at and beside:
            grid.addWidget(frame("line", QVBoxLayout(), 0), 3 * at - 1, 0, 1, 2)
        grid.addWidget(words, 3 * at, 0)
        grid.addWidget(buttons, *((3 * at, 1) if beside else (3 * at + 1, 0)))
    return frame("card", grid) if beside else frame("plain", grid, 0)


def _below(*parts: QWidget) -> QWidget:
    """Parts of a row, one below the other."""
    column = QVBoxLayout()
    column.setSpacing(6)
    for one in parts:
        column.addWidget(one)
    return frame("plain", column, 0)
