"""Rows of widgets that go on in the next line where the window is narrow or the text large."""

from itertools import chain, pairwise
from math import ceil

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLayoutItem, QSizePolicy, QStyle, QWidget

from .page import ENDLESS_PX


class Flow(QBoxLayout):
    """Lays widgets out as the language is read; those added with `right` stand at the end of their line.

    One added with `grow` takes the room that its line has left. With `even` all are as wide as the widest, and the
    lines have as many of them, or one less: none is left alone in the last. With `balanced` they have as many too,
    where these fit, but each keeps its own width. With `turning` one that begins a line stands at its beginning,
    also if it was added with `right`.

    The items are kept by Qt and asked for each time: what Python keeps of one is gone with the layout of another one
    that had the same address before.
    """

    def __init__(
        self, spacing: int = 6, *, even: bool = False, balanced: bool = False, turning: bool = False
    ) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self._even = even
        self._balanced = even or balanced
        self._turning = turning
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._right: set[int] = set()
        """Numbers of the items at the right."""
        self._growing: set[int] = set()
        """Numbers of the items that take the room that is left."""

    def add(self, widget: QWidget, *, right: bool = False, grow: bool = False) -> None:
        """Add a widget after the others."""
        if right:
            self._right.add(self.count())
        if grow:
            self._growing.add(self.count())
        self.addWidget(widget)

    def expandingDirections(self) -> Qt.Orientation:
        """Takes the height it needs and no more."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """A narrow one is higher."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """The height of all lines."""
        lines = self._lines(width)
        return sum(max(_height(i) for i in line) for line in lines) + self.spacing() * max(0, len(lines) - 1)

    def minimumHeightForWidth(self, width: int, /) -> int:
        """No less."""
        return self.heightForWidth(width)

    def maximumSize(self) -> QSize:
        """Any."""
        return QSize(ENDLESS_PX, ENDLESS_PX)

    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = [self._hint(item) for item in self._shown()]
        width = sum(size.width() + self.spacing() for size in shown) - self.spacing()
        return QSize(max(0, width), max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        """Room for the widest; one that grows may shrink as well."""
        shown = [
            item.minimumSize() if number in self._growing else item.sizeHint()
            for number, item in enumerate(self._items())
            if not item.isEmpty()
        ]
        width = max((size.width() for size in shown), default=0)
        return QSize(width, max((size.height() for size in shown), default=0))

    def setGeometry(self, rect: QRect, /) -> None:
        """Place every item, in the middle of its line's height."""
        QLayout.setGeometry(self, rect)
        around = self.parentWidget()
        way = around.layoutDirection() if around else Qt.LayoutDirection.LeftToRight
        top, items = rect.top(), self._items()
        for line in self._lines(rect.width()):
            height = max(_height(item) for item in line)
            x, placed = rect.left(), 0
            free = max(0, rect.width() - self._width(line))
            for item in line:
                number, size = items.index(item), self._hint(item).boundedTo(rect.size())
                if number in self._growing:
                    size.setWidth(size.width() + free)
                    free = 0
                begins = self._turning and item is line[0]
                if number in self._right and not placed and not begins:
                    placed, x = 1, x + free
                place = QRect(QPoint(x, top + (height - size.height()) // 2), size)
                item.setGeometry(QStyle.visualRect(way, rect, place))
                x += size.width() + self.spacing()
            top += height + self.spacing()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        for item in self._shown():
            if lines and self._width([*lines[-1], item]) <= width:
                lines[-1].append(item)
            else:
                lines.append([item])
        if self._balanced and lines:
            items = list(chain(*lines))
            ends = [ceil(number * len(items) / len(lines)) for number in range(len(lines) + 1)]
            split = [items[start:end] for start, end in pairwise(ends)]
            if all(self._width(line) <= width for line in split):
                return split
        return lines

    def _width(self, line: list[QLayoutItem]) -> int:
        return sum(self._hint(item).width() for item in line) + self.spacing() * (len(line) - 1)

    def _items(self) -> list[QLayoutItem]:
        return [item for at in range(self.count()) if (item := self.itemAt(at))]

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items() if not item.isEmpty()]

    def _hint(self, item: QLayoutItem) -> QSize:
        size = item.sizeHint()
        if self._even:
            size.setWidth(max(one.sizeHint().width() for one in self._shown()))
        return size


class Columns(Flow):
    """Lays widgets out in columns of the same width: all beside each other, or in half as many, or below each other.

    One that would be wider than `most` does not count, so that a long name in it widens nothing.
    """

    def __init__(self, spacing: int, most: int) -> None:
        super().__init__(spacing)
        self._most = most

    def minimumSize(self) -> QSize:
        """Room for one column."""
        return QSize(self._needed(), super().minimumSize().height())

    def heightForWidth(self, width: int, /) -> int:
        """The height of all lines, each with the words that wrap in its columns."""
        lines, each = self._lines(width), self._column_width(width)
        heights = (max(_height(item, each) for item in line) for line in lines)
        return sum(heights) + self.spacing() * max(0, len(lines) - 1)

    def setGeometry(self, rect: QRect, /) -> None:
        """Place every item, each as wide as the others."""
        QLayout.setGeometry(self, rect)
        around = self.parentWidget()
        way = around.layoutDirection() if around else Qt.LayoutDirection.LeftToRight
        top, width = rect.top(), self._column_width(rect.width())
        for line in self._lines(rect.width()):
            height = max(_height(item, width) for item in line)
            for number, item in enumerate(line):
                left = rect.left() + number * (width + self.spacing())
                item.setGeometry(QStyle.visualRect(way, rect, QRect(left, top, width, height)))
            top += height + self.spacing()

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        shown, count = self._shown(), self._columns(width)
        return [shown[at : at + count] for at in range(0, len(shown), count)]

    def _columns(self, width: int) -> int:
        count = len(self._shown())
        found = (
            n
            for n in (count, ceil(count / 2))
            if n and n * (self._needed() + self.spacing()) <= width + self.spacing()
        )
        return next(found, 1)

    def _column_width(self, width: int) -> int:
        count = self._columns(width)
        return (width - self.spacing() * (count - 1)) // count

    def _needed(self) -> int:
        return max((min(self._most, item.sizeHint().width()) for item in self._shown()), default=0)


def _height(item: QLayoutItem, width: int | None = None) -> int:
    """How high an item is, at a width if it is given one."""
    return (
        item.sizeHint().height()
        if width is None
        else max(item.heightForWidth(width), item.sizeHint().height())
    )


def together(*widgets: QWidget) -> QWidget:
    """Widgets that stay beside each other, such as a field and its name before it."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for one in widgets:
        row.addWidget(one)
    return made


def flow_row(flow: Flow) -> QWidget:
    """The widget that a flow's lines need: its height follows from its width."""
    row = QWidget()
    row.setLayout(flow)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    row.setSizePolicy(policy)
    return row


QUIET_PX, TICK_PX = 12, 6
"""The room before the words of a quiet button and before the box of a tick, by the style sheet."""


class _Outward(QHBoxLayout):
    """Begins in the margin of what is around it; a layout takes no margins below nothing."""

    def __init__(self, widget: QWidget, px: int) -> None:
        super().__init__()
        self._px = px
        self.addWidget(widget)

    def minimumSize(self) -> QSize:
        """No higher than its words are in one line: rounded, Qt's own is a pixel more than what they get."""
        least = super().minimumSize()
        one_line = self.heightForWidth(ENDLESS_PX) if self.hasHeightForWidth() else least.height()
        return QSize(least.width(), min(least.height(), one_line))

    def heightForWidth(self, width: int, /) -> int:
        """As high as at the width that is the widget's with the margin."""
        return super().heightForWidth(width + self._px)

    def setGeometry(self, rect: QRect, /) -> None:
        """Begin farther out."""
        rtl = QGuiApplication.isRightToLeft()
        super().setGeometry(rect.adjusted(0, 0, self._px, 0) if rtl else rect.adjusted(-self._px, 0, 0, 0))


def quiet_row(flow: Flow) -> QHBoxLayout:
    """A flow that begins with a quiet button: its words stand above the beginning of what is below."""
    return quiet_line(flow_row(flow))


def quiet_line(line: QWidget) -> QHBoxLayout:
    """As `quiet_row`, for a row that may be hidden."""
    return _Outward(line, QUIET_PX)


def tick_row(line: QWidget) -> QHBoxLayout:
    """A line with a box to tick, or one to choose: the box stands where what is around it begins."""
    return _Outward(line, TICK_PX)
