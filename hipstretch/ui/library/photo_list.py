"""Photos side by side, each with what it is below it, to be chosen and put in order."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QListWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from hipstretch.translation import tr
from hipstretch.ui.style import theme

PICTURE_PX = (88, 66)
"""How large a photo is, in logical pixels at 100 % text."""
WIDTH_PX, LINES = 100, 2
"""How wide a photo is with its words, likewise, and in how many lines these may stand."""


class _WordsBelow(QStyledItemDelegate):
    """An icon above its words, as a list does not have it by itself."""

    def __init__(self, photos: QListWidget) -> None:
        super().__init__(photos)
        self._photos = photos

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.decorationPosition = QStyleOptionViewItem.Position.Top
        option.displayAlignment = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """No wider than its place: longer words take a second line instead of lying under the next photo."""
        return self._photos.gridSize()


class PhotoList(QListWidget):
    """As many in a line as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(tr("Photos and clips"))
        self.setIconSize(QSize(theme.px(PICTURE_PX[0]), theme.px(PICTURE_PX[1])))
        self.setItemDelegate(_WordsBelow(self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        words = LINES * self.fontMetrics().lineSpacing()
        self.setGridSize(QSize(theme.px(WIDTH_PX), self.iconSize().height() + words + theme.px(12)))
        self.setStyleSheet("QListWidget::item { padding: 4px; }")
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
