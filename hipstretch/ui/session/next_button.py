"""What comes next in a session, as one button that leads there: its words, its key and a picture."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBitmap, QFontMetricsF, QImage, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle

from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import KeyButton
from hipstretch.ui.widgets.key_names import key_name
from hipstretch.ui.widgets.labels import FittedText, shrunk
from hipstretch.ui.widgets.pictures import Picture, PictureCache

from .keys import KEYS, Act
from .session_view import Following

WIDE = 1.9
"""The picture's width, measured by the button's height."""
EDGE_PX, GAP_PX = 5, 12
"""Above and below the picture; beside it and the words, and before the key."""
WORDS_PX, TITLE_PART = 15, 0.52
"""The size of what comes next, below the title, which has this part of the height."""


class Trimmed(Picture):
    """A still without what is empty around it: as large as a small room lets it be."""

    def _target(self) -> QSize:
        """Twice as large as its room, of which the empty part would take some."""
        return super()._target() * 2

    def _show(self, image: QImage) -> None:
        seen = QRegion(QBitmap.fromImage(image.createAlphaMask())) if image.hasAlphaChannel() else QRegion()
        super()._show(image if seen.isEmpty() else image.copy(seen.boundingRect()))


class NextButton(KeyButton):
    """Leads to the next exercise, and says which one that is."""

    def __init__(self, cache: PictureCache) -> None:
        super().__init__(tr("Next exercise"), key_name(KEYS[Act.NEXT_EXERCISE][0]))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.thumb = Trimmed(cache, self)
        self.words = FittedText(WORDS_PX, lines=2)
        self.words.setParent(self)
        self.words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_following(self, following: Following) -> None:
        """Its name and amount."""
        self.words.setText(following.words)
        self.setAccessibleName(wording.titled(self.text(), following.words))

    @property
    def least_width(self) -> int:
        """In less there is no room for title and key at full size, beside the picture."""
        px = self.text_px
        words = self._width(self._text_font(px), self.text()) + self._width(self._key_font(px), self.key)
        return round(self._high() * WIDE) + words + 4 * GAP_PX

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Picture before, words below."""
        super().resizeEvent(event)
        high = self.height() - 2 * EDGE_PX
        self.thumb.setGeometry(self._placed(QRect(GAP_PX, EDGE_PX, self._picture_width(), high)))
        title = round(self.height() * TITLE_PART)
        self.words.setGeometry(self._placed(self._beside(title, self.height() - title - EDGE_PX)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The button's body by the style sheet, title and key in a line by hand."""
        painter, px = self.painter(), self.text_px
        line = self._beside(EDGE_PX, round(self.height() * TITLE_PART) - EDGE_PX)
        key_font = self._key_font(px)
        key = self._width(key_font, self.key)
        font = shrunk(self._text_font(px), self.text(), line.width() - key - GAP_PX)
        painter.setFont(font)
        title = self._width(font, self.text())
        below = round(QFontMetricsF(font).descent() - QFontMetricsF(key_font).descent())
        for text, one, place, wide, up in (
            (self.text(), font, line.x(), title, 0),
            (self.key, key_font, line.x() + title + GAP_PX, key, below),
        ):
            painter.setFont(one)
            where = QRect(place, line.y() - up, wide, line.height())
            painter.drawText(QRectF(self._placed(where)), Qt.AlignmentFlag.AlignBottom, text)

    def _picture_width(self) -> int:
        return round(self.height() * WIDE)

    def _beside(self, y: int, high: int) -> QRect:
        """Beside the picture, at the left of which it stands unless the language begins at the right."""
        x = GAP_PX + self._picture_width() + GAP_PX
        return QRect(x, y, self.width() - x - GAP_PX, high)

    def _placed(self, where: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), where)
