"""Rows of a form in Settings."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from hipstretch.ui.style import theme
from hipstretch.ui.widgets.inputs import NumberField
from hipstretch.ui.widgets.labels import label

WORDS_PX = 170
"""Where less than this is left beside the fields, in logical pixels at 100 % text, they stand below their words."""
MARGIN, GAP = 20, 24


class SettingsRows(QFrame):
    """A card with two columns, what is set and the field; one below the other where there is no room beside."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._grid.setHorizontalSpacing(GAP)
        self._rows: list[tuple[QWidget, QWidget | None]] = []
        """The words and the field of each row; only the one if it takes the whole width."""
        self._at_top: set[QWidget] = set()
        """Fields that are much higher than their words."""
        self._narrow = False
        self._arrange()

    def add(self, words: QWidget, field: QWidget | None = None, *, top: bool = False) -> None:
        """Add a row; with `top` the words stand at the top of their field, else in the middle of its height."""
        if field and top:
            self._at_top.add(field)
        self._rows.append((words, field))
        self._place(len(self._rows) - 1)

    def minimumSizeHint(self) -> QSize:
        """Of the narrow form."""
        width = max((self._width(one) for row in self._rows for one in row if one), default=0)
        return QSize(width + 2 * MARGIN, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fields beside their words, or below."""
        super().resizeEvent(event)
        fields = max((self._width(field) for _, field in self._rows if field), default=0)
        narrow = self.width() < 2 * MARGIN + GAP + theme.px(WORDS_PX) + fields
        if narrow != self._narrow:
            self._narrow = narrow
            self._arrange()

    def _arrange(self) -> None:
        self._grid.setVerticalSpacing(6 if self._narrow else 16)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 0 if self._narrow and column else 1)
        for number in range(len(self._rows)):
            self._place(number)

    def _place(self, number: int) -> None:
        words, field = self._rows[number]
        top = 3 * number  # below gap, words and field
        if number:
            self._grid.setRowMinimumHeight(top, GAP // 2 if self._narrow else 0)
        if field is None:
            self._grid.addWidget(words, top + 1, 0, 1, 2)
        elif self._narrow:
            self._grid.addWidget(words, top + 1, 0, 1, 2)
            self._grid.addWidget(field, top + 2, 0, 1, 2)
        else:
            at = Qt.AlignmentFlag.AlignTop if field in self._at_top else Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(words, top + 1, 0, at)
            self._grid.addWidget(field, top + 1, 1, at)

    def _width(self, one: QWidget) -> int:
        """The least that a part needs."""
        at = self._grid.itemAt(self._grid.indexOf(one))
        return at.minimumSize().width() if at else 0


def settings_rows(column: QVBoxLayout) -> SettingsRows:
    """A card for rows; it is added to the column."""
    made = SettingsRows()
    column.addWidget(made)
    return made


def settings_row(card: SettingsRows, words: str, more: str, field: QWidget, *, top: bool = False) -> None:
    """Add a line: what is set, more about it, and its field."""
    caption = QWidget()
    column = QVBoxLayout(caption)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(words, "strong", wrap=True))
    column.addWidget(label(more, "small", wrap=True))
    card.add(caption, field, top=top)


def show_number(field: NumberField, value: float) -> None:
    """Show a value that was set elsewhere, but not over one that is being typed."""
    if not field.being_typed:  # what is typed there counts soon
        with QSignalBlocker(field):
            field.setValue(value)
