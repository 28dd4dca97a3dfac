"""Asks what a report should hold, and saves or prints it."""

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QDate, QStandardPaths
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from hipstretch.qt.store import Store

from .dialogs import ask, name_to_save
from .fields import DateField
from .heat_map import first_of_week
from .report import Report, document, page_layout, write_pdf
from .widgets import button, label

USUAL_WEEKS = 12


class ReportDialog(QDialog):
    """From when to when, for whom, and whether with notes."""

    def __init__(self, store: Store, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Report for a physiotherapist"))
        self._store = store
        begin = first_of_week(today) - timedelta(weeks=USUAL_WEEKS - 1)
        self.first, self.last = DateField(_qdate(begin)), DateField(_qdate(today))
        for field, words in ((self.first, self.tr("From")), (self.last, self.tr("To"))):
            field.setAccessibleName(words)
        self.first.setMaximumDate(_qdate(today))
        self.last.setMaximumDate(_qdate(today))
        self.first.dateChanged.connect(self.last.setMinimumDate)
        self.last.setMinimumDate(self.first.date())
        self.person = QLineEdit()
        self.person.setMaxLength(80)
        self.person.setPlaceholderText(self.tr("may stay empty"))
        self.notes = QCheckBox(self.tr("With my notes"))
        self._said = label("", "warn", wrap=True)
        self._said.hide()
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        form.addRow(label(self.tr("From")), self.first)
        form.addRow(label(self.tr("To")), self.last)
        form.addRow(label(self.tr("Your name")), self.person)
        form.addRow("", self.notes)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(button(self.tr("Cancel"), "", self.reject))
        buttons.addWidget(button(self.tr("Print…"), "", self._print))
        save = button(self.tr("Save as PDF…"), "primary", self._save)
        save.setDefault(True)
        buttons.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Report for a physiotherapist"), "heading", wrap=True))
        column.addWidget(
            label(
                self.tr("What was planned and done, seconds by side, and how hips and back felt."),
                "soft",
                wrap=True,
            )
        )
        column.addLayout(form)
        column.addWidget(self._said)
        column.addLayout(buttons)

    def report(self) -> Report:
        """What the answers make."""
        first, last = (_date(field.date()) for field in (self.first, self.last))
        wanted = [one for one in self._store.sessions if first <= one.started_at.date() <= last]
        return Report(
            [record for one in wanted if (record := self._store.record(one))],
            first,
            last,
            self._store.catalogue.exercises,
            self._store.settings,
            self.person.text().strip(),
            self.notes.isChecked(),
        )

    def save(self, path: Path) -> None:
        """Write the PDF and close, or say why not."""
        path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        try:
            write_pdf(document(self.report()), path)
        except OSError as error:
            self._said.setText(
                self.tr("The report is not saved (%1). Choose another folder.").replace("%1", str(error))
            )
            self._said.show()
        else:
            self._store.notify(self.tr("The report is in %1.").replace("%1", str(path)), "info")
            self.accept()

    def _save(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = f"hipstretch-report-{_date(self.last.date()).isoformat()}.pdf"
        chosen, _ = name_to_save(
            self, self.tr("Save the report"), str(Path(folder or Path.home(), name)), "PDF (*.pdf)"
        )
        if chosen:
            self.save(Path(chosen))

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(page_layout().pageSize())
        printer.setDocName(self.windowTitle())
        if ask(QPrintDialog(printer, self)):
            document(self.report()).print_(printer)
            self.accept()


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
