"""Rows of widgets that go on in the next line where the window is narrow or the text large."""

from itertools import chain, pairwise
from math import ceil

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QSizePolicy, QStyle, QWidget, QWidgetItem
from shiboken6 import isValid

from .page import ENDLESS_PX


class Flow(QBoxLayout):
    """Lays widgets out as the language is read; those added with `right` stand at the end of their line.

    One added with `grow` takes the room that its line has left. With `even` all are as wide as the widest, and the
    lines have as many of them, or one less: none is left alone in the last. With `balanced` they have as many too,
    where these fit, but each keeps its own width. With `turning` one that begins a line stands at its beginning,
    also if it was added with `right`.

    It knows its widgets, and never asks for the items that Qt has made for them: see `_item`.
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
        self._added: list[QWidget] = []
        self._right: set[QWidget] = set()
        self._growing: set[QWidget] = set()

    def add(self, widget: QWidget, *, right: bool = False, grow: bool = False) -> None:
        """Add a widget after the others."""
        self._forget(widget)
        self._added.append(widget)
        if right:
            self._right.add(widget)
        if grow:
            self._growing.add(widget)
        self.addWidget(widget)

    @property
    def widgets(self) -> list[QWidget]:
        """All that are in it, in their order, also those that are hidden."""
        for one in self._added[:]:
            if not isValid(one) or self.indexOf(one) < 0:
                self._forget(one)
        return self._added[:]

    def _forget(self, widget: QWidget) -> None:
        if widget in self._added:
            self._added.remove(widget)
        self._right.discard(widget)
        self._growing.discard(widget)

    def expandingDirections(self) -> Qt.Orientation:
        """Takes the height it needs and no more."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """A narrow one is higher."""
        return True

    def heightForWidth(self, width: int, /) -> int:
        """The height of all lines."""
        lines = self._lines(width)
        heights = sum(max(_height(one) for one in line) for line in lines)
        return heights + self.spacing() * max(0, len(lines) - 1)

    def minimumHeightForWidth(self, width: int, /) -> int:
        """No less."""
        return self.heightForWidth(width)

    def maximumSize(self) -> QSize:
        """Any."""
        return QSize(ENDLESS_PX, ENDLESS_PX)

    def sizeHint(self) -> QSize:
        """All in one line."""
        shown = [self._hint(one) for one in self._shown()]
        width = sum(size.width() + self.spacing() for size in shown) - self.spacing()
        return QSize(max(0, width), max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        """Room for the widest; one that grows may shrink as well."""
        shown = [
            _item(one).minimumSize() if one in self._growing else _item(one).sizeHint()
            for one in self._shown()
        ]
        width = max((size.width() for size in shown), default=0)
        return QSize(width, max((size.height() for size in shown), default=0))

    def setGeometry(self, rect: QRect, /) -> None:
        """Place every widget, in the middle of its line's height."""
        QLayout.setGeometry(self, rect)
        around = self.parentWidget()
        way = around.layoutDirection() if around else Qt.LayoutDirection.LeftToRight
        top = rect.top()
        for line in self._lines(rect.width()):
            height = max(_height(one) for one in line)
            x, placed = rect.left(), 0
            free = max(0, rect.width() - self._width(line))
            for one in line:
                size = self._hint(one).boundedTo(rect.size())
                if one in self._growing:
                    size.setWidth(size.width() + free)
                    free = 0
                begins = self._turning and one is line[0]
                if one in self._right and not placed and not begins:
                    placed, x = 1, x + free
                place = QRect(QPoint(x, top + (height - size.height()) // 2), size)
                _item(one).setGeometry(QStyle.visualRect(way, rect, place))
                x += size.width() + self.spacing()
            top += height + self.spacing()

    def _lines(self, width: int) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = []
        for one in self._shown():
            if lines and self._width([*lines[-1], one]) <= width:
                lines[-1].append(one)
            else:
                lines.append([one])
        if self._balanced and lines:
            shown = list(chain(*lines))
            ends = [ceil(number * len(shown) / len(lines)) for number in range(len(lines) + 1)]
            split = [shown[start:end] for start, end in pairwise(ends)]
            if all(self._width(line) <= width for line in split):
                return split
        return lines

    def _width(self, line: list[QWidget]) -> int:
        return sum(self._hint(one).width() for one in line) + self.spacing() * (len(line) - 1)

    def _shown(self) -> list[QWidget]:
        return [one for one in self.widgets if not _item(one).isEmpty()]

    def _hint(self, widget: QWidget) -> QSize:
        size = _item(widget).sizeHint()
        if self._even:
            size.setWidth(max(_item(one).sizeHint().width() for one in self._shown()))
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
        heights = (max(_height(one, each) for one in line) for line in lines)
        return sum(heights) + self.spacing() * max(0, len(lines) - 1)

    def setGeometry(self, rect: QRect, /) -> None:
        """Place every widget, each as wide as the others."""
        QLayout.setGeometry(self, rect)
        around = self.parentWidget()
        way = around.layoutDirection() if around else Qt.LayoutDirection.LeftToRight
        top, width = rect.top(), self._column_width(rect.width())
        for line in self._lines(rect.width()):
            height = max(_height(one, width) for one in line)
            for number, one in enumerate(line):
                left = rect.left() + number * (width + self.spacing())
                _item(one).setGeometry(QStyle.visualRect(way, rect, QRect(left, top, width, height)))
            top += height + self.spacing()

    def _lines(self, width: int) -> list[list[QWidget]]:
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
        return max((min(self._most, _item(one).sizeHint().width()) for one in self._shown()), default=0)


def _item(widget: QWidget) -> QWidgetItem:
    """What a layout knows of a widget, made for a moment.

    Qt deletes the items of a layout without telling PySide. What Python got of one by `itemAt` would then stand for
    whatever Qt puts at its address next, such as a style, and that ends the program.
    """
    return QWidgetItem(widget)


def _height(widget: QWidget, width: int | None = None) -> int:
    """How high a widget is, at a width if it is given one."""
    item = _item(widget)
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
