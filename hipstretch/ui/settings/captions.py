"""What the columns of the hold lengths are called, at the upper edge while the rows scroll below it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from hipstretch.qt import wording
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.labels import fitted

from .hold_rows import GroupSection

WORDS_PX, AROUND_PX = 13, 6
"""The size of the words, at 100 % text, and the room above and below them."""


class CaptionBar(QWidget):
    """The captions of the columns, as soon as those in the first row are scrolled away."""

    def __init__(self, area: QScrollArea, groups: Sequence[GroupSection]) -> None:
        super().__init__(area.viewport())
        self._area, self._groups = area, groups
        self.captions: list[tuple[str, QRect]] = []
        """What is said, and where on the bar."""
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self.place)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self.place)
        bar.rangeChanged.connect(self.place_soon)
        self.hide()

    def place_soon(self) -> None:
        """Stand where the rows are once they have their places."""
        self._soon.start()

    def place(self) -> None:
        """Stand where the rows are, or be hidden."""
        view = self._area.viewport()
        high = theme.px(WORDS_PX) * 4 // 3 + 2 * AROUND_PX
        for group in self._groups:
            at = group.mapTo(view, QPoint())
            row = group.row_at(-at.y()) if group.isVisible() else None
            if row is None:
                continue
            end = at.y() + group.last_alike(row).geometry().bottom()
            self.captions = [(words, _on(group, one)) for words, one in row.captions_away(view)]
            if not self.captions:
                break
            self.setAccessibleName(wording.listed(words for words, _ in self.captions))
            above = min(0, end - 2 * high)  # it goes with the last row, and not after it
            self.setGeometry(at.x() + 1, above, group.width() - 2, high)
            self.show()
            self.raise_()
            self.update()
            return
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.card))
        painter.setPen(QColor(tokens.line))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        painter.setPen(QColor(tokens.soft))
        where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter  # Qt mirrors it itself
        for words, at in self.captions:
            painter.setFont(fitted(words, theme.px(WORDS_PX), theme.font(WORDS_PX).weight(), at.width()))
            painter.drawText(QRect(at.x(), 0, at.width(), self.height()), where, words)


def _on(group: GroupSection, field: QWidget) -> QRect:
    """Where a field is, from the left edge of the bar."""
    return QRect(field.mapTo(group, QPoint()) - QPoint(1, 0), field.size())
