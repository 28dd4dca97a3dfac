"""Asks what a report should hold, and saves or prints it."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QStandardPaths, QThread
from PySide6.QtGui import QShowEvent, QTextDocument
from PySide6.QtWidgets import QCheckBox, QDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from hipstretch.core.record import SessionRecord
from hipstretch.core.weeks import first_of_weeks
from hipstretch.qt import wording
from hipstretch.qt.problem_words import why
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.dialogs import ask, name_to_save
from hipstretch.ui.widgets.inputs import DateField
from hipstretch.ui.widgets.labels import label

from .report import Report, document, page_layout, write_pdf

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

USUAL_WEEKS = 12


class ReportDialog(QDialog):
    """From when to when, for whom, and whether with notes. What was answered stands there when it is opened again."""

    def __init__(self, stores: Stores, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Report for a physiotherapist"))
        self._stores = stores
        self._asked = 0
        """The number of the report that is wanted; what is read for an earlier one, or one given up, is dropped."""
        today = stores.settings.today()
        begin = first_of_weeks(today, USUAL_WEEKS, wording.first_weekday())
        self.first, self.last = DateField(_qdate(begin)), DateField(_qdate(today))
        for field, words in ((self.first, tr("From")), (self.last, tr("To"))):
            field.setAccessibleName(words)
        self.first.dateChanged.connect(self.last.setMinimumDate)
        self.last.setMinimumDate(self.first.date())
        self.person = QLineEdit()
        self.person.setMaxLength(80)
        self.person.setPlaceholderText(tr("may stay empty"))
        self.notes = QCheckBox(tr("With my notes"))
        self._said = label("", "warn", wrap=True)
        self._said.hide()
        self._waiting = label(tr("Reading…"), "soft")
        self._waiting.hide()
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow(label(tr("From")), self.first)
        form.addRow(label(tr("To")), self.last)
        form.addRow(label(tr("Your name")), self.person)
        form.addRow("", self.notes)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(button(tr("Cancel"), "", self.reject))
        self._ways = (
            button(tr("Print…"), "", self._print),
            button(tr("Save as PDF…"), "primary", self._save),
        )
        self._ways[1].setDefault(True)
        for way in self._ways:
            buttons.addWidget(way)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(tr("Report for a physiotherapist"), "heading", wrap=True))
        column.addWidget(
            label(
                tr("What was planned and done, seconds by side, and how hips and back felt."),
                "soft",
                wrap=True,
            )
        )
        column.addLayout(form)
        column.addWidget(self._said)
        column.addWidget(self._waiting)
        column.addLayout(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """Another day may have begun since it was made."""
        super().showEvent(event)
        today = _qdate(self._stores.settings.today())
        for field in (self.first, self.last):
            field.setMaximumDate(today)
        self._say("")

    def done(self, result: int) -> None:
        """Close; what is being read for it is not waited for."""
        self._asked += 1
        self._set_busy(False)
        super().done(result)

    def read(self, then: Callable[[Report], None]) -> None:
        """Read what the answers ask for, and call `then` with it unless the dialog was left meanwhile."""
        self._say("")
        self._set_busy(True)
        self._asked += 1
        number = self._asked
        first, last = (_date(field.date()) for field in (self.first, self.last))

        def on_sessions() -> None:
            if self._wants(number):
                sessions = self._stores.history.sessions
                day_of = self._stores.settings.day_of
                wanted = [one for one in sessions if first <= day_of(one.started_at) <= last]
                self._stores.history.read_records(wanted, on_records)

        def on_records(records: Sequence[SessionRecord]) -> None:
            if self._wants(number):
                then(
                    Report(
                        records,
                        first,
                        last,
                        self._stores.catalogue.current.exercises,
                        self._stores.settings.current,
                        self._stores.settings.today(),
                        self.person.text().strip(),
                        self.notes.isChecked(),
                    )
                )

        self._stores.history.read_sessions(on_sessions)

    def save(self, path: Path) -> None:
        """Write the PDF and close, or say why not."""
        path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        self.read(partial(self._write, path))

    def _write(self, path: Path, report: Report) -> None:
        number = self._asked

        def on_written(_: None) -> None:
            self._stores.notices.add(tr("The report is in {path}.").format(path=str(path)), "info")
            if self._wants(number):
                self.accept()

        def on_failed(error: Exception) -> None:
            words = tr("The report is not saved ({reason}). Choose another folder.")
            words = words.format(reason=why(error))
            if self._wants(number):
                self._set_busy(False)
                self._say(words)
            else:
                self._stores.notices.add(words, "error")

        self._stores.reader.submit(lambda: write_pdf(document(report), path), on_written, on_failed)

    def _wants(self, number: int) -> bool:
        return isValid(self) and number == self._asked

    def _set_busy(self, busy: bool) -> None:
        for one in (*self._ways, self.first, self.last, self.person, self.notes):
            one.setEnabled(not busy)
        self._waiting.setVisible(busy)

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _save(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"hipstretch-report-{_date(self.last.date()).isoformat()}.pdf"
        proposed = str(Path(folder or Path.home(), name))
        name_to_save(
            self,
            tr("Save the report"),
            proposed,
            "PDF (*.pdf)",
            lambda chosen, _: self.save(Path(chosen)),
        )

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(page_layout().pageSize())
        printer.setDocName(self.windowTitle())
        ask(QPrintDialog(printer, self), lambda: self.read(partial(self._print_on, printer)))

    def _print_on(self, printer: "QPrinter", report: Report) -> None:
        number = self._asked

        def on_made(made: QTextDocument) -> None:
            if self._wants(number):
                made.print_(printer)
                self.accept()

        self._stores.reader.submit(lambda: _document_for(self.thread(), report), on_made)


def _document_for(thread: QThread, report: Report) -> QTextDocument:
    """The report, made in this thread to be used in another one."""
    made = document(report)
    made.moveToThread(thread)
    return made


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
