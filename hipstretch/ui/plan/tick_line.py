"""A line that is ticked, with as many words as it needs."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from hipstretch.ui.widgets.labels import label


class TickLine(QWidget):
    """A box to tick with words that wrap, which those of a QCheckBox do not; a click on the words ticks it too."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(words, wrap=True), 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick the box, or no longer."""
        self.box.setFocus()
        self.box.click()
        event.accept()
