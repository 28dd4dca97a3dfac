"""Photos side by side, each with what it is below it, to be chosen and put in order, and room to drop more."""

from collections.abc import Callable
from math import ceil

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QListWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from hipstretch.translation import tr
from hipstretch.ui.style import theme

PICTURE_PX = (72, 54)
"""How large a photo is, in logical pixels at 100 % text."""
WIDTH_PX, AROUND_PX = 122, 12
"""How wide a photo is with its words, likewise, and what is free around these."""
WORDS_PX = 13
"""The letters below a photo, likewise."""
HINT_PX = 110
"""The least width of the place where more are dropped, likewise."""


class _WordsBelow(QStyledItemDelegate):
    """An icon above its words, as a list does not have it by itself."""

    def __init__(self, photos: QListWidget) -> None:
        super().__init__(photos)
        self._photos = photos

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.font = theme.font(WORDS_PX)
        option.fontMetrics = QFontMetrics(option.font)
        option.decorationPosition = QStyleOptionViewItem.Position.Top
        option.displayAlignment = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """No wider than its place: longer words take a second line instead of lying under the next photo."""
        return self._photos.gridSize()


class PhotoList(QListWidget):
    """As many in a line as there is room for; it is as high as its lines."""

    def __init__(self, take: Callable[[QMimeData], object]) -> None:
        """`take` uses what is dropped from elsewhere."""
        super().__init__()
        self._take = take
        self._has_room = True
        self.setAccessibleName(tr("Photos and clips"))
        self.setIconSize(QSize(theme.px(PICTURE_PX[0]), theme.px(PICTURE_PX[1])))
        self.setItemDelegate(_WordsBelow(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setStyleSheet("QListWidget::item { padding: 4px; }")
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)

    def fit(self, *, has_room: bool) -> None:
        """Take the height of what is in it now; with `has_room` more may be dropped."""
        self._has_room = has_room
        metrics, words = QFontMetrics(theme.font(WORDS_PX)), QRect(0, 0, theme.px(WIDTH_PX - AROUND_PX), 1000)
        texts = [self.item(row).text() for row in range(self.count())]
        high = max(
            (metrics.boundingRect(words, Qt.TextFlag.TextWordWrap, one).height() for one in texts), default=0
        )
        self.setGridSize(QSize(theme.px(WIDTH_PX), self.iconSize().height() + high + theme.px(AROUND_PX)))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer stand in a line."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The photos, and behind the last one that more may be dropped, where there is room to say so."""
        super().paintEvent(event)
        free = self.free()
        if self._has_room and free.width() >= theme.px(HINT_PX):
            tokens, painter = theme.current(), QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.edge), 1.5, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(free, 8, 8)
            painter.setPen(QColor(tokens.soft))
            painter.setFont(theme.font(WORDS_PX))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(free.adjusted(6, 0, -6, 0), flags, tr("Drop photos or a clip here"))

    def free(self) -> QRect:
        """What is left of the line after the last one."""
        last, whole = self.visualItemRect(self.item(self.count() - 1)), self.viewport().rect()
        left, right = (whole.left(), last.left()) if self.isRightToLeft() else (last.right(), whole.right())
        return QRect(left + 6, last.top() + 4, right - left - 12, last.height() - 8)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files or a picture from elsewhere as well."""
        if event.source() is self:
            super().dragEnterEvent(event)
        elif event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """They may be dropped anywhere."""
        if event.source() is self:
            super().dragMoveEvent(event)
        else:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Use them."""
        if event.source() is self:
            super().dropEvent(event)
        else:
            self._take(event.mimeData())
            event.acceptProposedAction()

    def _fit(self) -> None:
        around = self.height() - self.viewport().height()
        if self.count() and not self.gridSize().isEmpty():
            columns = max(1, (self.viewport().width() - 1) // self.gridSize().width())
            self.setFixedHeight(ceil(self.count() / columns) * self.gridSize().height() + around)
