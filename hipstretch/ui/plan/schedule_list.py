"""The routines and exercises that may have a schedule, each with what is meant of it in words."""

from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.inputs import ChoiceField

SAID = Qt.ItemDataRole.UserRole + 1
"""What is meant of a line: its schedule in words, or nothing."""
ROUND, EDGE = 10, 3
"""The corners of the chosen line, and how thick its edge is."""
SIDE_PX, ABOVE_PX = 12, 8
"""Room within a line, at 100 % text."""
LEAST_PX = 200
"""How high the list is at least, at 100 % text."""


class ScheduleList(QListView):
    """What the field beside it offers, as a list: both show the same choice, and share what they show."""

    def __init__(self, field: ChoiceField) -> None:
        super().__init__()
        self._field = field
        self.setModel(field.model())
        self.setItemDelegate(_Line(self))
        self.setAccessibleName(tr("Routine or exercise"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)
        field.currentIndexChanged.connect(self.follow)

    def follow(self) -> None:
        """Show the choice of the field."""
        self.setCurrentIndex(self._field.model().index(self._field.currentIndex(), 0))

    def say(self, at: int, said: str) -> None:
        """What is meant of a line, in words."""
        name = self._field.itemText(at)
        self._field.setItemData(at, said, SAID)
        self._field.setItemData(at, said, Qt.ItemDataRole.ToolTipRole)
        whole = wording.titled(name, said) if said else name
        self._field.setItemData(at, whole, Qt.ItemDataRole.AccessibleTextRole)

    def sizeHint(self) -> QSize:
        """Its least height: it takes what there is beside the schedule."""
        return QSize(super().sizeHint().width(), theme.px(LEAST_PX))

    def minimumSizeHint(self) -> QSize:
        """As its hint, however narrow."""
        return QSize(super().minimumSizeHint().width(), theme.px(LEAST_PX))

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid():
            self._field.setCurrentIndex(current.row())


class _Line(QStyledItemDelegate):
    """Paints a name, and what is meant of it below."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        lines = QFontMetricsF(_name_font()).height()
        if index.data(SAID):
            lines += QFontMetricsF(theme.font(13)).height()
        return QSize(100, ceil(lines + 2 * theme.px(ABOVE_PX)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens, box = theme.current(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            has_focus = option.state & QStyle.StateFlag.State_HasFocus
            painter.setPen(QPen(QColor(tokens.ink if has_focus else tokens.hold), EDGE))
            painter.setBrush(QColor(tokens.stage))
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), ROUND, ROUND)
        inner = box.adjusted(theme.px(SIDE_PX), theme.px(ABOVE_PX), -theme.px(SIDE_PX), -theme.px(ABOVE_PX))
        start = Qt.AlignmentFlag.AlignLeft  # which is the right where the language begins there
        for text, font, colour, place in (
            (index.data(), _name_font(), tokens.ink, Qt.AlignmentFlag.AlignTop),
            (index.data(SAID) or "", theme.font(13), tokens.soft, Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(inner.width()))
            painter.drawText(inner, start | place, shown)
        painter.restore()


def _name_font() -> QFont:
    return theme.font(15, QFont.Weight.DemiBold)
