"""Which sessions the list shows: by words, how they ended, routine and days."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QDate, QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hipstretch.core.record import SessionOutcome
from hipstretch.core.weeks import first_of_weeks
from hipstretch.qt import names, wording
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.flow_layout import Columns, Flow, flow_row
from hipstretch.ui.widgets.inputs import ChoiceField, DateField
from hipstretch.ui.widgets.key_names import key_name
from hipstretch.ui.widgets.labels import label

DAYS = "days"
"""The span of which the person says both days."""
WEEKS = {"": 0, "12": 12, "52": 52, DAYS: 12}
"""The weeks of each span, 0 for all; the days begin with those of 12."""
MOST_PX = 140
"""The most of a choice's width at 100 % text: a routine's name may be long."""


class Wanted(NamedTuple):
    """What is looked for; what is empty or None leaves everything."""

    text: str = ""
    outcome: str = ""
    routine: str = ""
    first: date | None = None
    last: date | None = None


class SessionFilters(QWidget):
    """The fields that say what is wanted: a search, and others that are folded away until they are asked for."""

    changed = Signal()

    def __init__(self, catalogue: CatalogueStore) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._today = date.min
        self._routines: list[str] = []
        self.search = QLineEdit()
        what = tr("Search routine, exercise or note")
        self.search.setPlaceholderText(tr("Search"))
        self.search.setAccessibleName(tr("Search the history"))
        self.search.setAccessibleDescription(what)
        self.search.setToolTip(f"{what}\n{key_name('Ctrl+F')}")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.changed)
        self.outcome = ChoiceField(
            tr("Completed or in part"),
            {
                "": tr("All sessions"),
                SessionOutcome.COMPLETED: tr("Completed"),
                SessionOutcome.PARTIAL: tr("In part"),
            },
        )
        self.routine = ChoiceField(tr("Routine"), {"": tr("All routines")})
        self.routine.setSizeAdjustPolicy(
            ChoiceField.SizeAdjustPolicy.AdjustToContents
        )  # filled after it is shown
        self.span = ChoiceField(
            tr("Time"),
            {"": tr("All years"), "12": tr("12 weeks"), "52": tr("A year"), DAYS: tr("From day to day")},
        )
        self.first, self.last = DateField(QDate(2000, 1, 1)), DateField(QDate(2000, 1, 1))
        self.more = button(tr("Filters"), "chip", self._fold)
        self.more.setCheckable(True)  # it is as long as any of them is set
        self.none = button(tr("Clear"), "quiet", self._clear)
        self.none.setAccessibleName(wording.titled(tr("Filters"), tr("Clear")))
        self.none.hide()
        first_row, fields, days = Flow(12), Columns(12, theme.px(MOST_PX)), Flow(12)
        first_row.add(self.search, grow=True)
        first_row.add(self.more)
        first_row.add(self.none)
        for choice in (self.outcome, self.routine, self.span):
            choice.currentIndexChanged.connect(self._on_choice)
            fields.add(choice)
        for words, field in ((tr("From"), self.first), (tr("To"), self.last)):
            field.setAccessibleName(words)
            field.dateChanged.connect(self.changed)
            days.add(label(words))
            days.add(field)
        self.first.dateChanged.connect(self.last.setMinimumDate)
        self._between = flow_row(days)
        self._between.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(flow_row(first_row))
        self._fields = flow_row(fields)
        self._fields.hide()
        column.addWidget(self._fields)
        column.addWidget(self._between)

    def wanted(self) -> Wanted:
        """What is looked for now."""
        first = last = None
        if self.span.value == DAYS:
            first, last = self.first.value, self.last.value
        elif weeks := WEEKS[self.span.value]:
            first = first_of_weeks(self._today, weeks, wording.first_weekday())
        return Wanted(self.search.text(), self.outcome.value, self.routine.value, first, last)

    @property
    def are_set(self) -> bool:
        """Whether anything is left out by them."""
        return self.wanted() != Wanted()

    def clear(self) -> None:
        """Leave everything."""
        with QSignalBlocker(self):
            self.search.clear()
            for choice in (self.outcome, self.routine, self.span):
                choice.setCurrentIndex(0)
        self._on_choice()

    def _clear(self) -> None:
        self.more.setFocus()  # the button goes
        self.clear()

    def show_routines(self, ids: Iterable[str], today: date) -> None:
        """Offer these routines, by their names; the one that is chosen stays."""
        self._today = today
        if self.span.value != DAYS:
            self._fill_days()
        known = {one: names.routine(self._catalogue.current, one) for one in ids}
        routines = sorted(known, key=lambda one: known[one].casefold())
        if routines == self._routines:
            return
        self._routines = routines
        chosen = self.routine.value
        with QSignalBlocker(self.routine):
            self.routine.clear()
            self.routine.addItem(tr("All routines"), "")
            for one in routines:
                self.routine.addItem(known[one], one)
            self.routine.setCurrentIndex(max(0, self.routine.findData(chosen)))

    def _fill_days(self) -> None:
        begin = first_of_weeks(self._today, WEEKS[DAYS], wording.first_weekday())
        with QSignalBlocker(self):
            self.first.setDate(QDate(begin.year, begin.month, begin.day))
            self.last.setDate(QDate(self._today.year, self._today.month, self._today.day))

    def _fold(self) -> None:
        """Unfold the fields, or fold them again."""
        self._fields.setVisible(self._fields.isHidden())
        self._show_set()

    def _show_set(self) -> None:
        """The button tells how many of the fields leave something out, also while they are folded."""
        chosen = [one.currentText() for one in (self.outcome, self.routine, self.span) if one.value]
        words = tr("Filters")
        self.more.setChecked(bool(chosen))
        self.more.setText(wording.titled(words, wording.number(len(chosen))) if chosen else words)
        self.none.setVisible(bool(chosen))
        self.more.setToolTip("\n".join(chosen))
        self.more.setAccessibleDescription(wording.listed(chosen))
        self._between.setVisible(self.span.value == DAYS and not self._fields.isHidden())

    def _on_choice(self) -> None:
        self._show_set()
        self.changed.emit()
