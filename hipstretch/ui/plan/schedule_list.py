"""The routines and exercises that may have a schedule, each with what is meant of it in words."""

from collections.abc import Iterator
from math import ceil

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QLinearGradient,
    QPainter,
    QPaintEvent,
    QPen,
    QStandardItemModel,
    QTextLayout,
)
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
FADE_PX = 40
"""So much of its end fades where it goes on, at 100 % text."""
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
        self.setResizeMode(QListView.ResizeMode.Adjust)  # lines wrap otherwise
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)  # what is painted over its end
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

    def add_heading(self, words: str) -> None:
        """A line that can't be chosen, above those that follow."""
        self._field.addItem(words)
        model = self._field.model()
        assert isinstance(model, QStandardItemModel)  # noqa: S101 - that of every QComboBox
        model.item(model.rowCount() - 1).setEnabled(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines fade where the list goes on below, so that its end is not taken for the end of all."""
        super().paintEvent(event)
        bar = self.verticalScrollBar()
        if bar.value() < bar.maximum():
            box = QRectF(self.viewport().rect())
            box.setTop(box.bottom() - theme.px(FADE_PX))
            card = QColor(theme.current().card)
            fade = QLinearGradient(box.topLeft(), box.bottomLeft())
            fade.setColorAt(1, card)
            card.setAlpha(0)
            fade.setColorAt(0, card)
            painter = QPainter(self.viewport())
            painter.fillRect(box, fade)
            painter.end()

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
    """Paints a name, and what is meant of it below in two lines at most; or a heading."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        parts = self._lines(index, self._view.viewport().width())
        high = sum(lines * QFontMetricsF(font).height() for _, font, _, lines in parts)
        return QSize(100, ceil(high + 2 * theme.px(ABOVE_PX)))

    def _lines(
        self, index: QModelIndex | QPersistentModelIndex, width: float
    ) -> Iterator[tuple[str, QFont, str, int]]:
        """The parts of an item that is so wide, with their fonts, their colours and how many lines they take."""
        tokens, wide = theme.current(), width - 2 * theme.px(SIDE_PX)
        if not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            font = theme.font(13, QFont.Weight.DemiBold)
            yield _cut(index.data(), font, wide), font, tokens.soft, 1
            return
        yield _cut(index.data(), _name_font(), wide), _name_font(), tokens.ink, 1
        if said := index.data(SAID):
            font = theme.font(13)
            layout = QTextLayout(said, font)
            layout.beginLayout()
            line = layout.createLine()
            line.setLineWidth(wide)
            layout.endLayout()
            first, rest = said[: line.textLength()].strip(), said[line.textLength() :].strip()
            yield f"{first} {_cut(rest, font, wide)}".strip(), font, tokens.soft, 2 if rest else 1

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
        place = box.adjusted(theme.px(SIDE_PX), theme.px(ABOVE_PX), -theme.px(SIDE_PX), 0)
        start = Qt.AlignmentFlag.AlignLeft  # which is the right where the language begins there
        for text, font, colour, lines in self._lines(index, box.width()):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            wrap = Qt.TextFlag.TextWordWrap if lines > 1 else 0
            painter.drawText(place, start | Qt.AlignmentFlag.AlignTop | wrap, text)
            place.setTop(place.top() + lines * QFontMetricsF(font).height())
        painter.restore()


def _cut(text: str, font: QFont, width: float) -> str:
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def _name_font() -> QFont:
    return theme.font(15, QFont.Weight.DemiBold)
