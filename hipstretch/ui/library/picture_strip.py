"""A few small pictures side by side, or in two rows, as those of a routine on its card."""

from collections.abc import Sequence
from math import ceil
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from hipstretch.ui.style import theme
from hipstretch.ui.widgets.page import ENDLESS_PX
from hipstretch.ui.widgets.pictures import Key, PictureCache

from .names_line import plus

LEAST_PX, MOST_PX, SHARE = 84, 92, 0.2
"""How high a strip is at least, and at most at 100 % text; between these as a share of its width."""
LEAST_ROW_PX = 56
"""How high each of two rows is at least, at 100 % text."""
MORE_PX, BESIDE_MORE_PX = 14, 10
"""The letters of how many more there are, at 100 % text, and what is free at each side of them."""
WIDER = 4 / 3
"""Width to height of a picture."""


class PictureStrip(QWidget):
    """Decodes what is in view, in the same size in every strip: routines have many an exercise in common.

    After the last picture stands how many `more` exercises there are than pictures.
    """

    def __init__(self, cache: PictureCache, paths: Sequence[Path], more: int = 0) -> None:
        super().__init__()
        self._cache = cache
        self.paths = tuple(paths)
        self.more = more
        self._images: dict[Key, QImage] = {}
        """What was decoded, and an empty picture for what was asked for."""
        self._in_rows = False
        cache.arrived.connect(self._on_arrived)

    def set_in_rows(self, in_rows: bool) -> None:
        """In two rows it takes the height that there is."""
        self._in_rows = in_rows
        if in_rows:
            self.setMinimumHeight(2 * theme.px(LEAST_ROW_PX))
            self.setMaximumHeight(ENDLESS_PX)
        else:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Higher where it is wide."""
        super().resizeEvent(event)
        if not self._in_rows:
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(max(LEAST_PX, min(round(self.width() * SHARE), theme.px(MOST_PX))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Each in the middle of its part, as the language is read."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        columns = ceil(len(self.paths) / 2) if self._in_rows else len(self.paths)
        rows = ceil(len(self.paths) / columns)
        more = self._more_px()
        width, height = (self.width() - more) / columns, self.height() / rows
        begin = more if self.isRightToLeft() else 0
        for place, path in reversed([*enumerate(self.paths)]):  # what is asked for last comes first
            image = self._image(path)
            row, column = divmod(place, columns)
            if self.isRightToLeft():
                column = columns - 1 - column
            room = QSize(round(width), round(height))
            size = image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            x = begin + (column + 0.5) * width - size.width() / 2
            y = (row + 0.5) * height - size.height() / 2
            painter.drawImage(QRectF(x, y, size.width(), size.height()), image)
        if self.more:
            painter.setPen(QColor(theme.current().ink))
            painter.setFont(_more_font())
            free = QRectF(0 if begin else self.width() - more, 0, more, self.height())
            painter.drawText(free, Qt.AlignmentFlag.AlignCenter, plus(self.more))

    def _more_px(self) -> int:
        """How wide the place is that says how many more there are."""
        if not self.more:
            return 0
        return QFontMetrics(_more_font()).horizontalAdvance(plus(self.more)) + 2 * BESIDE_MORE_PX

    def _image(self, path: Path) -> QImage:
        size = self._size()
        key = (path, size.width(), size.height())
        if key not in self._images:
            self._images[key] = self._cache.get(path, size) or QImage()
        return self._images[key]

    def _size(self) -> QSize:
        """In pixels of the screen."""
        height = theme.px(MOST_PX) * self.devicePixelRatioF()
        return QSize(round(height * WIDER), round(height))

    def _on_arrived(self, key: Key, image: QImage) -> None:
        if key in self._images:
            self._images[key] = image
            self.update()


def _more_font() -> QFont:
    return theme.font(MORE_PX, QFont.Weight.DemiBold)
