"""Asks what a report should hold, and saves or prints it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QDate, QSignalBlocker
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFormLayout, QLineEdit, QVBoxLayout, QWidget

from hipstretch.core.record import SessionRecord
from hipstretch.core.weeks import first_of_weeks
from hipstretch.qt import names, paper, wording
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.widgets.flow_layout import tick_row
from hipstretch.ui.widgets.inputs import ChoiceField, DateField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.paper_dialog import Make, PaperDialog, PaperWords
from hipstretch.ui.widgets.paper_preview import Draw, Shown
from hipstretch.ui.widgets.tick_line import TickLine

from .report import Report, document

USUAL_WEEKS, YEAR_WEEKS = 12, 52
WORDS_PX, ALONE_PX = 320, 460
"""How wide the fields are beside the pages, and the dialog without these, in logical pixels at 100 % text size."""
MOST_PAGES, MOST_ROWS = 2, 120
"""So many pages are shown, and more rows of a list than have room on them."""


class ReportDialog(PaperDialog):
    """From when to when, for whom, and whether with notes. What was answered stands there when it is opened again."""

    def __init__(self, stores: Stores, parent: QWidget | None = None) -> None:
        words = PaperWords(
            tr("The report is in {path}."),
            tr("The report is not saved ({reason}). Choose another folder."),
            tr("Save the report"),
        )
        super().__init__(tr("Report for a physiotherapist"), words, stores, parent)
        self.span = ChoiceField(
            tr("Time"),
            {str(USUAL_WEEKS): tr("12 weeks"), str(YEAR_WEEKS): tr("A year"), "": tr("From day to day")},
        )
        self.span.currentIndexChanged.connect(self._on_span)
        today = stores.settings.today()
        self.first, self.last = DateField(_qdate(self._begin_of(USUAL_WEEKS))), DateField(_qdate(today))
        for field, name in ((self.first, tr("From")), (self.last, tr("To"))):
            field.setAccessibleName(name)
        self.first.dateChanged.connect(self.last.setMinimumDate)
        self.last.setMinimumDate(self.first.date())
        for field in (self.first, self.last):
            field.dateChanged.connect(self._on_dates)
        self.person = QLineEdit()
        self.person.setMaxLength(80)
        self.person.setPlaceholderText(tr("may stay empty"))
        days, notes = TickLine(tr("With every session, day by day")), TickLine(tr("With my notes"))
        self.days, self.notes = days.box, notes.box
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow(label(tr("Time")), self.span)
        form.addRow(label(tr("From")), self.first)
        form.addRow(label(tr("To")), self.last)
        form.addRow(label(tr("Your name")), self.person)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(label(self.windowTitle(), "heading", wrap=True))
        column.addWidget(
            label(
                tr("What was planned and done, seconds by side, and how hips and back felt."),
                "soft",
                wrap=True,
            )
        )
        column.addLayout(form)
        for line in (days, notes):
            column.addLayout(tick_row(line))
        column.addWidget(self._said)
        column.addWidget(self._waiting)
        column.addStretch()
        for changed in (
            self.first.dateChanged,
            self.last.dateChanged,
            self.person.textChanged,
            self.days.toggled,
            self.notes.toggled,
        ):
            changed.connect(self._change)
        self._fill(column, WORDS_PX, ALONE_PX)

    @property
    def name(self) -> str:
        """The title of the PDF."""
        return tr("Stretching report")

    @property
    def file_name(self) -> str:
        """By its last day."""
        return f"hipstretch-report-{self.last.value.isoformat()}.pdf"

    @property
    def answers(self) -> tuple[QWidget, ...]:
        """All that is asked."""
        return self.span, self.first, self.last, self.person, self.days, self.notes

    def showEvent(self, event: QShowEvent) -> None:
        """Another day may have begun since it was made."""
        super().showEvent(event)
        today = _qdate(self._stores.settings.today())
        for field in (self.first, self.last):
            field.setMaximumDate(today)
        self._say("")

    def _begin_of(self, weeks: int) -> date:
        """The first of the days of so many weeks up to today."""
        return first_of_weeks(self._stores.settings.today(), weeks, wording.first_weekday())

    def _on_span(self) -> None:
        """Have its days in the fields."""
        if weeks := self.span.value:
            self.first.setDate(_qdate(self._begin_of(int(weeks))))
            self.last.setDate(_qdate(self._stores.settings.today()))

    def _on_dates(self) -> None:
        """Name the span that the days are."""
        weeks = ""
        if self.last.value == self._stores.settings.today():
            spans = (USUAL_WEEKS, YEAR_WEEKS)
            weeks = next((str(one) for one in spans if self.first.value == self._begin_of(one)), "")
        with QSignalBlocker(self.span):
            self.span.set_value(weeks)

    def prepare(self, then: Callable[[Make], None]) -> None:
        """See PaperDialog."""
        self.read(lambda report: then(partial(document, report)))

    def look(self, wanted: Callable[[], bool], then: Callable[[Draw], None]) -> None:
        """See PaperDialog."""
        size = self.paper

        def on_report(report: Report) -> None:
            few = replace(report, most_rows=MOST_ROWS)

            def draw(width: int) -> Shown:
                images, total = paper.images(document(few), size, width, MOST_PAGES)
                return images, total if total <= MOST_PAGES else 0

            then(draw)

        self._read(wanted, on_report)

    def read(self, then: Callable[[Report], None]) -> None:
        """Read what the answers ask for, and call `then` with it unless the dialog was left meanwhile."""
        self._read(partial(self._wants, self._begin()), then)

    def _read(self, wanted: Callable[[], bool], then: Callable[[Report], None]) -> None:
        first, last = self.first.value, self.last.value

        def on_sessions() -> None:
            if wanted():
                sessions = self._stores.history.sessions
                day_of = self._stores.settings.day_of
                within = [one for one in sessions if first <= day_of(one.started_at) <= last]
                self._stores.history.read_records(within, on_records)

        def on_records(records: Sequence[SessionRecord]) -> None:
            if not wanted():
                return
            stores = self._stores
            ever, schedules = stores.history.sessions, stores.schedules.all
            ids = {*schedules, *(one.routine for one in records)}
            then(
                Report(
                    records,
                    first,
                    last,
                    stores.catalogue.current.exercises,
                    stores.settings.current,
                    stores.settings.today(),
                    self.person.text().strip(),
                    notes=self.notes.isChecked(),
                    days=self.days.isChecked(),
                    began=stores.settings.day_of(ever[0].started_at) if ever else None,
                    schedules=schedules,
                    names={one: names.routine(stores.catalogue.current, one) for one in ids},
                )
            )

        self._stores.history.read_sessions(on_sessions)


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)
