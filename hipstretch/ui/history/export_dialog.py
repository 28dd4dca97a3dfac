"""What to export, chosen in words before the file is."""

from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from hipstretch.data.exchange import ACTIVITIES, BUNDLE, EVERYTHING, SESSIONS, TABLE
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.labels import label


def kinds() -> dict[str, str]:
    """What can be exported, by the ending of its file, as a dialog for files has it, too."""
    return {
        EVERYTHING: tr("Everything, to keep or to move (*.zip)"),
        TABLE: tr("A table of all sets, for a spreadsheet (*.csv)"),
        SESSIONS: tr("All sessions, for other programs (*.json)"),
        ACTIVITIES: tr("All sessions as FIT activities, for training programs (*.fit.zip)"),
        BUNDLE: tr("Own exercises and routines, to share (*.hipstretch)"),
    }


class ExportDialog(QDialog):
    """Asks for a kind, and whether the settings go along; `ending` and `settings` are the answers."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(tr("Export"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(label(self.windowTitle(), "heading"))
        self._settings = QCheckBox(tr("With my settings"))
        self._settings.setChecked(True)
        self.kinds = QButtonGroup(self)
        self._endings = list(kinds())
        for number, words in enumerate(kinds().values()):
            one = QRadioButton(words)
            self.kinds.addButton(one, number)
            column.addWidget(one)
            if self._endings[number] == EVERYTHING:
                one.setChecked(True)
                one.toggled.connect(self._settings.setEnabled)
                row = QHBoxLayout()
                row.addSpacing(28)
                row.addWidget(self._settings)
                column.addLayout(row)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(button(tr("Cancel"), "", self.reject))
        self.go_on = button(tr("Export…"), "primary", self.accept)
        self.go_on.setDefault(True)
        buttons.addWidget(self.go_on)
        column.addSpacing(8)
        column.addLayout(buttons)

    @property
    def ending(self) -> str:
        """That of the kind that is chosen."""
        return self._endings[self.kinds.checkedId()]

    @property
    def settings(self) -> bool:
        """Whether they go along, where they can."""
        return self._settings.isChecked()
