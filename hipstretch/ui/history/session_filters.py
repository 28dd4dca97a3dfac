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
from hipstretch.ui.widgets.flow_layout import Columns, Flow, flow_row
from hipstretch.ui.widgets.inputs import ChoiceField, DateField
from hipstretch.ui.widgets.key_names import key_name
from hipstretch.ui.widgets.labels import label

DAYS = "days"
"""The span of which the person says both days."""
WEEKS = {"": 0, "12": 12, "52": 52, DAYS: 12}
"""The weeks of each span, 0 for all; the days begin with those of 12."""
MOST_PX = 200
"""The most of a choice's width at 100 % text: a routine's name may be long."""


class Wanted(NamedTuple):
    """What is looked for; what is empty or None leaves everything."""

    text: str = ""
    outcome: str = ""
    routine: str = ""
    first: date | None = None
    last: date | None = None


class SessionFilters(QWidget):
    """The fields that say what is wanted."""

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
        fields, days = Columns(12, theme.px(MOST_PX)), Flow(12)
        fields.add(self.search)
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
        column.addWidget(flow_row(fields))
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

    def show_routines(self, ids: Iterable[str], today: date) -> None:
        """Offer these routines, by their names; the one that is chosen stays."""
        self._today = today
        if self._between.isHidden():
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

    def _on_choice(self) -> None:
        self._between.setVisible(self.span.value == DAYS)
        self.changed.emit()
