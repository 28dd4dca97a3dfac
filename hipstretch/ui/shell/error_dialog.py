"""What a person sees of an error nobody expected: what it means, and what they can do."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from hipstretch.translation import tr, tr_in
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.dialogs import fill, ways_out
from hipstretch.ui.widgets.labels import label


class ErrorDialog(QDialog):
    """Stands beside the window and blocks nothing."""

    def __init__(self, report: str, log: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self._log = log
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Something went wrong"))
        column = QVBoxLayout()
        column.setSpacing(14)
        column.addWidget(label(tr("Something went wrong"), "heading", wrap=True))
        said = tr(
            "A mistake in the program, not yours. A running session waits where it was, and what you did is on "
            "disk. You can go on. If it happens again, close the program and start it anew: it offers to continue."
        )
        column.addWidget(label(said, wrap=True))
        last = report.strip().splitlines()[-1] if report.strip() else ""
        if last:
            quoted = QVBoxLayout()
            quoted.addWidget(label(last, "soft", wrap=True))
            column.addWidget(frame("stage", quoted, 12))
        self.go_on = button(tr_in("after an error", "Go on"), "primary", self.accept)
        self.go_on.setDefault(True)
        self.copy = button(tr("Copy the report"), "", self._copy)
        self.folder = button(tr("Open the log's folder"), "", self._open_folder)
        fill(self, column, ways_out(self.folder, self.copy, self.go_on), 560)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.copy.setText(tr("Copied"))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log.parent)))
