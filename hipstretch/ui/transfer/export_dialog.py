"""What to export, chosen in words before the file is."""

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from hipstretch.data.exchange import ACTIVITIES, BUNDLE, EVERYTHING, SESSIONS, TABLE
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.dialogs import fill, ways_out
from hipstretch.ui.widgets.flow_layout import tick_row
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.tick_line import RadioLine


def kinds() -> dict[str, str]:
    """What can be exported, by the ending of its file."""
    return {
        EVERYTHING: tr("Everything, to keep or to move"),
        TABLE: tr("A table of all sets, for a spreadsheet"),
        SESSIONS: tr("All sessions, for other programs"),
        ACTIVITIES: tr("All sessions, for training apps (Garmin, Strava)"),
        BUNDLE: tr("Own exercises and routines, to share"),
    }


class ExportDialog(QDialog):
    """Asks for a kind, and whether the settings go along; `ending` and `settings` are the answers."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(tr("Export"))
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(label(self.windowTitle(), "heading", wrap=True))
        self._settings = QCheckBox(tr("With my settings"))
        self._settings.setChecked(True)
        self.kinds = QButtonGroup(self)
        self._endings = list(kinds())
        for number, words in enumerate(kinds().values()):
            line = RadioLine(words)
            self.kinds.addButton(line.box, number)
            column.addLayout(tick_row(line))
            if self._endings[number] == EVERYTHING:
                line.box.setChecked(True)
                line.box.toggled.connect(self._settings.setEnabled)
                row = QHBoxLayout()
                row.addSpacing(28)
                row.addWidget(self._settings)
                column.addLayout(row)
        self.go_on = button(tr("Export…"), "primary", self.accept)
        self.go_on.setDefault(True)
        fill(self, column, ways_out(button(tr("Cancel"), "", self.reject), self.go_on), 460)

    @property
    def ending(self) -> str:
        """That of the kind that is chosen."""
        return self._endings[self.kinds.checkedId()]

    @property
    def settings(self) -> bool:
        """Whether they go along, where they can."""
        return self._settings.isChecked()
