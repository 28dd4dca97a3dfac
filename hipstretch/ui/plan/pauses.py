"""The pauses of a schedule: those there are, and two days for one more."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QDate, QSignalBlocker
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipstretch.core.schedule import Pause
from hipstretch.qt import schedule_words, wording
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.flow_layout import Flow, flow_row, together
from hipstretch.ui.widgets.inputs import DateField
from hipstretch.ui.widgets.labels import label

HOLIDAY = timedelta(days=13)
"""From the first to the last day of a pause, if nothing else is said."""


class Pauses(QWidget):
    """The lines of those there are. `add` gets the first and the last day of a new one, `take_out` one that goes."""

    def __init__(self, add: Callable[[date, date], object], take_out: Callable[[Pause], object]) -> None:
        super().__init__()
        self._take_out = take_out
        self.first, self.last = DateField(QDate()), DateField(QDate())
        self.first.setAccessibleName(tr("Pause: first day"))
        self.last.setAccessibleName(tr("Pause: last day"))
        self.add_button = button(tr("Add this pause"), "", lambda: add(self.first.value, self.last.value))
        row = Flow(8)
        for one in (self.first, together(label(tr("to")), self.last), self.add_button):
            row.add(one)
        self.fields = flow_row(row)
        """The two days; they stand beside their name."""
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self.rows: list[QWidget] = []
        """The lines of the pauses there are."""

    def show_pauses(self, pauses: Sequence[Pause], today: date) -> None:
        """Show these, and days from today on for the next one."""
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.setVisible(bool(pauses))
        self.rows = [self._row(pause, over=pause.last < today) for pause in pauses]
        for row in self.rows:
            self._rows.addWidget(row)
        for field, shown in ((self.first, today), (self.last, today + HOLIDAY)):
            if not field.date().isValid() or field.value < today:
                with QSignalBlocker(field):
                    field.setDate(QDate(shown.year, shown.month, shown.day))

    def _row(self, pause: Pause, *, over: bool) -> QWidget:
        words = schedule_words.pause(pause, over=over)
        take_out = button(tr("Delete"), "quiet", partial(self._take_out, pause))
        take_out.setAccessibleName(wording.titled(tr("Delete this pause"), words))
        row = Flow(8)
        row.add(label(words, "soft" if over else "body"))
        row.add(take_out, right=True)
        return flow_row(row)
