"""Rows of a form in Settings."""

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget, QWidgetItem

from hipstretch.ui.style import theme
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.inputs import NumberField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import ENDLESS_PX

WORDS_PX = 170
"""Where less than this is left beside the fields, in logical pixels at 100 % text, they stand below their words."""
FIELD_PX = 400
"""How wide the column of the fields is, in logical pixels at 100 % text."""
MOST_WORDS_PX = 400
"""How wide the column of the words is at most, likewise: on a wide page a field would stand far from what it is."""
NUMBER_PX = 190
"""How wide the field of a number is, likewise: its buttons stand beside the number."""
MARGIN, GAP = 20, 24
"""At the sides of a card, and between the two columns."""
ABOVE, BETWEEN = 14, 18
"""Above the first row and below the last, and between two rows."""


class SettingsRows(QFrame):
    """A card with two columns, what is set and the field; one below the other where there is no room beside.

    A line is between each row and the next one. The words of a field that is dimmed are dimmed with it.
    """

    def __init__(self, *, short: bool = False) -> None:
        """`short` are fields that need no more room than their words: those that say what they are get the rest."""
        super().__init__()
        self._short = short
        self.setProperty("surface", "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(MARGIN, ABOVE, MARGIN, ABOVE)
        self._grid.setHorizontalSpacing(GAP)
        self._rows: list[tuple[QWidget, QWidget | None]] = []
        """The words and the field of each row; only the one if it takes the whole width."""
        self._narrow = self._wide = False
        """Whether there is too little room for two columns, or more than they need."""
        self._fields = 0
        """How wide the column of the fields is."""
        self._arrange()

    def add(self, words: QWidget, field: QWidget | None = None) -> None:
        """Add a row."""
        self._rows.append((words, field))
        if field:
            field.installEventFilter(self)
        self._place(len(self._rows) - 1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The words go with their field."""
        if event.type() is QEvent.Type.EnabledChange:
            for words, field in self._rows:
                if field is watched:
                    words.setEnabled(field.isEnabled())
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:
        """Of the narrow form; no higher than all is in the width that there is, where what wraps has fewer lines."""
        width = max(
            (QWidgetItem(one).minimumSize().width() for row in self._rows for one in row if one), default=0
        )
        high = super().minimumSizeHint().height(), self.heightForWidth(self.width())
        return QSize(width + 2 * MARGIN, min(one for one in high if one >= 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fields beside their words, or below."""
        super().resizeEvent(event)
        now = self._has_little_room(), self._has_much_room(), self._field_px()
        if now != (self._narrow, self._wide, self._fields):
            self._arrange()
        if event.oldSize().width() != self.width():
            self.updateGeometry()  # with another width, what wraps has other lines

    def changeEvent(self, event: QEvent) -> None:
        """With another text size the fields have another width, once all parts have taken on their look."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            QTimer.singleShot(0, self, self._arrange)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, and a line between each two rows that are shown."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QColor(theme.current().line))
        shown = [[one.geometry() for one in row if one and not one.isHidden()] for row in self._rows]
        for above, below in pairwise(row for row in shown if row):
            middle = (max(one.bottom() for one in above) + min(one.top() for one in below)) // 2
            painter.drawLine(MARGIN, middle, self.width() - MARGIN, middle)

    def _has_little_room(self) -> bool:
        return self.width() < 2 * MARGIN + GAP + theme.px(WORDS_PX) + self._field_px()

    def _has_much_room(self) -> bool:
        return self.width() > 2 * (MARGIN + GAP) + theme.px(MOST_WORDS_PX + FIELD_PX)

    def _field_px(self) -> int:
        """How wide the column of the fields is to be."""
        most = theme.px(FIELD_PX)
        if not self._short:
            return most
        return min(most, max((field.sizeHint().width() for _, field in self._rows if field), default=0))

    def _arrange(self) -> None:
        self._narrow, self._wide = self._has_little_room(), self._has_much_room()
        self._fields = self._field_px()
        self._grid.setVerticalSpacing(6 if self._narrow else BETWEEN)
        self._grid.setColumnStretch(0, not self._wide)
        self._grid.setColumnMinimumWidth(0, theme.px(MOST_WORDS_PX) if self._wide else 0)
        self._grid.setColumnStretch(2, self._wide)
        self._grid.setColumnMinimumWidth(1, 0 if self._narrow else self._fields)
        for number in range(len(self._rows)):
            self._place(number)

    def _place(self, number: int) -> None:
        words, field = self._rows[number]
        top = 3 * number  # below gap, words and field
        if number:
            self._grid.setRowMinimumHeight(top, GAP // 2 if self._narrow else 0)
        if field is None:
            self._grid.addWidget(words, top + 1, 0, 1, 3)
            return
        words.setMaximumWidth(theme.px(MOST_WORDS_PX) if self._wide else ENDLESS_PX)
        at = Qt.AlignmentFlag.AlignVCenter
        if isinstance(field, NumberField):
            field.setFixedWidth(max(theme.px(NUMBER_PX), field.sizeHint().width()))
            of_field = at | Qt.AlignmentFlag.AlignLeft
        else:
            field.setMaximumWidth(theme.px(FIELD_PX))
            of_field = at
        if self._narrow:
            self._grid.addWidget(words, top + 1, 0, 1, 3)
            self._grid.addWidget(field, top + 2, 0, 1, 3, of_field)
        else:
            self._grid.addWidget(words, top + 1, 0, at)
            self._grid.addWidget(field, top + 1, 1, of_field)


def settings_rows(column: QVBoxLayout, *, short: bool = False) -> SettingsRows:
    """A card for rows, with `short` fields or not; it is added to the column."""
    made = SettingsRows(short=short)
    column.addWidget(made)
    return made


def settings_row(
    card: SettingsRows, words: str, more: str | QLabel, field: QWidget | None = None, *notes: QWidget
) -> None:
    """Add a row: what is set, more about it, its field, and what there is to say or to set below its words."""
    caption = QWidget()
    column = QVBoxLayout(caption)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(words, "strong", wrap=True))
    column.addWidget(label(more, "small", wrap=True) if isinstance(more, str) else more)
    for note in notes:
        column.addWidget(note)
    card.add(caption, field)


def beside(*buttons: QPushButton) -> QWidget:
    """Buttons no wider than their words."""
    row = Flow(8)
    for one in buttons:
        row.add(one)
    return flow_row(row)


def show_number(field: NumberField, value: float) -> None:
    """Show a value that was set elsewhere, but not over one that is being typed."""
    if not field.being_typed:  # what is typed there counts soon
        with QSignalBlocker(field):
            field.setValue(value)
