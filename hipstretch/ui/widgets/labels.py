"""Text that is shown: usual labels, and text that is as large as its room lets it be."""

import re
from html import escape
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from hipstretch.qt import language
from hipstretch.qt.language import path_words
from hipstretch.ui.style import theme

WRAP = Qt.TextFlag.TextWordWrap.value


ROUNDED_PX = 2
"""How much higher than their font says lines may be, since the place of each is rounded."""
PARTS = re.compile(r"[-_]|[^-_\s]{16}")
"""A part of a file's name: up to a sign that joins words, or sixteen letters."""
TOGETHER = re.compile(r"(?<=\d) (?=\w{1,4}\b|[×%→←])|(?<=[×→←]) (?=\d)")
"""Spaces at which no line ends: before a unit, and around the sign of a product or of a change."""
ASIDE = re.compile(r"\([^()]{1,20}\)")
"""A few words in brackets, which stay in a line."""
SHORT, FEW = 9, 4
"""A last word of no more letters is not left alone in its line, unless the text has no more words than `FEW`."""


ENDLESS = re.compile(r"[A-Za-z\u00c0-\u04ff]{24,}")
"""Longer than any word of the texts: somebody typed a name like this."""
PART = re.compile(r"(.{12})(?=.{6})")


def breakable(text: str) -> str:
    """A text in which words without an end may wrap: else they make their page wider than the window."""
    return ENDLESS.sub(lambda word: PART.sub("\\1\u200b", word[0]), text)


def together(text: str) -> str:
    """A text as it is shown where it may wrap: "30 s" and "3 × 10 s" stay in a line, and so do its last two words."""
    shown = ASIDE.sub(lambda aside: aside[0].replace(" ", "\u00a0"), TOGETHER.sub("\u00a0", text))
    before, _, last = shown.rpartition(" ")
    if (
        len(last) <= SHORT
        and "\n" not in last
        and before.count(" ") >= FEW - 1
        and len(before) - before.rfind(" ") <= SHORT + 1
    ):
        return f"{before}\u00a0{last}"
    return shown


def broken(text: str, font: QFont, width: float) -> str:
    """A text with its lines as they are painted in so many pixels.

    Where the language is read from the right Qt keeps the space at the end of each line that it wraps, and moves the
    line by it.
    """
    if not QGuiApplication.isRightToLeft():
        return text
    layout = QTextLayout(text, font)
    layout.beginLayout()
    lines = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].strip(" "))
    layout.endLayout()
    return "\n".join(lines)


class _Wrapped(QLabel):
    """Plain text that wraps; `text` is what was given.

    Where the language is read from the right it begins there whatever its first letter: as plain text Qt takes the
    direction from that, and cuts off the ends of lines that it wraps, since it keeps the space there, which moves the
    line.
    """

    def __init__(self, *, from_the_right: bool) -> None:
        super().__init__()
        self._plain = ""
        self._from_the_right = from_the_right
        self.setTextFormat(Qt.TextFormat.RichText if from_the_right else Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def text(self) -> str:
        return self._plain

    def setText(self, text: str) -> None:
        self._plain = text
        shown = breakable(together(text))
        if self._from_the_right and text:
            lines = escape(shown).replace("\n", "<br>")
            shown = f'<div dir="rtl">{lines}</div>'
        super().setText(shown)


def label(text: str = "", role: str = "body", *, wrap: bool = False) -> QLabel:
    """A label with a role of the theme; always plain text, whatever a name may hold."""
    from_the_right = QGuiApplication.isRightToLeft()
    made = _Wrapped(from_the_right=from_the_right) if wrap else QLabel()
    if not wrap:
        made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setIndent(0)  # which would be some pixels beside the room of a language that reaches out
    made.setProperty("role", role)
    if from_the_right:  # a Latin name would stand at the left
        right, middle = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignVCenter
        made.setAlignment(right | Qt.AlignmentFlag.AlignAbsolute | middle)
    return made


def path_in_parts(path: str) -> str:
    """A path in a label: it may wrap at each of its parts, and runs from the left in every language."""
    return path_words(path.replace("/", "/\u200b").replace("\\", "\\\u200b"))


def name_in_parts(name: str) -> str:
    """The name of a file in a label: it may wrap, though it has no spaces."""
    return PARTS.sub("\\g<0>\u200b", name)


def onward() -> str:
    """An arrow as the language is read: from what was to what is now."""
    return "←" if QGuiApplication.isRightToLeft() else "→"


def fold_sign(*, opened: bool) -> str:
    """What stands before the name of a part that can be opened."""
    if opened:
        return "▾"
    return "◂" if QGuiApplication.isRightToLeft() else "▸"


def beyond_font(text: str, font: QFont) -> tuple[int, int]:
    """How much higher a line of a text is than its font says, above the letters and in all, in logical pixels.

    A font that comes to its help, as for Chinese, may have higher lines.
    """
    (above, high), (usual_above, usual_high) = _line(text, font), _line("x", font)
    return max(0, round(above - usual_above)), max(0, round(high - usual_high))


def _line(text: str, font: QFont) -> tuple[float, float]:
    """How much the first line of a text takes above its letters' feet, and in all."""
    layout = QTextLayout(text, font)
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    return line.ascent(), line.height()


def zoom(widget: QWidget) -> float:
    """How much larger than the mock a widget's window is, from 1: what is read from afar grows with it."""
    window = widget.window()
    return min(2.5, max(1.0, min(window.width() / 1366, window.height() / 768)))


class FittedText(QWidget):
    """Text as large as fits in its room, up to its size; what is still too long ends in an ellipsis."""

    SMALLEST = 0.3
    """How far the text may shrink."""
    scale = 1.0
    """How large it is at most, as a part of its size; `set_scale` gives several the same."""

    def __init__(
        self,
        size: float,
        weight: QFont.Weight = QFont.Weight.Normal,
        *,
        soft: bool = False,
        lines: int = 1,
        flags: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    ) -> None:
        super().__init__()
        self._text = self._shown = ""
        self._size, self._weight, self._lines, self._flags = size, weight, lines, flags
        self._ink = "soft" if soft else "ink"
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def text(self) -> str:
        """What is shown."""
        return self._text

    def setText(self, text: str) -> None:
        """Show a text."""
        if text != self._text:
            self._text = text
            self._shown = together(text)
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def set_scale(self, scale: float) -> None:
        """Be no larger than this part of its size."""
        if scale != self.scale:
            self.scale = scale
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """All lines at full size."""
        metrics = QFontMetricsF(self._font(1.0))
        beyond = 0.0
        if language.reaches_out():  # to look takes milliseconds
            inked = metrics.tightBoundingRect(self._shown)
            beyond = max(0.0, -inked.top() - metrics.ascent(), inked.bottom() - metrics.descent())
        wide = ceil(metrics.horizontalAdvance(self._shown)) + 2
        return QSize(wide, ceil(metrics.height() * self._lines + 2 * beyond))

    def minimumSizeHint(self) -> QSize:
        """Enough for a few letters."""
        return QSize(40, ceil(QFontMetricsF(self._font(self.SMALLEST)).height()))

    def height_for(self, width: int) -> int:
        """The height of as many lines as there are, up to the limit."""
        metrics = QFontMetricsF(self._font(1.0))
        needed = metrics.boundingRect(QRectF(0, 0, width, 10_000), WRAP, self._shown).height()
        return ceil(min(needed, metrics.lineSpacing() * self._lines) + ROUNDED_PX)

    def room(self) -> QRectF:
        """Where the text may be."""
        return QRectF(self.rect())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The largest form that fits."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setPen(QColor(getattr(tokens, self._ink)))
        room = self.room()
        flags = self._flags.value
        for percent in range(100, round(self.SMALLEST * 100) - 1, -5):
            font = self._font(percent / 100)
            metrics = QFontMetricsF(font)
            if self._lines == 1:
                wide = metrics.horizontalAdvance(self._shown)
                fits = wide <= room.width() and metrics.height() <= room.height() + 1
            else:
                box = metrics.boundingRect(QRectF(0, 0, room.width(), 10_000), WRAP, self._shown)
                fits = box.width() <= room.width() and box.height() + ROUNDED_PX <= room.height()
            if fits:
                painter.setFont(font)
                painter.drawText(room, flags | (WRAP if self._lines > 1 else 0), self._shown)
                return
        painter.setFont(font)
        painter.drawText(
            room, flags, metrics.elidedText(self._shown, Qt.TextElideMode.ElideRight, room.width())
        )

    def _font(self, factor: float) -> QFont:
        return theme.font(self._size * self.scale * factor * zoom(self), self._weight, tabular=True)


def fitted(text: str, size: float, weight: QFont.Weight, width: float) -> QFont:
    """Inter at this height in pixels, or smaller so that the text is no wider than `width`."""
    font = QFont(language.families())
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setPixelSize(max(8, round(size)))
    return shrunk(font, text, width)


def shrunk(font: QFont, text: str, width: float) -> QFont:
    """The font, or a smaller one in which the text is no wider than `width`."""
    wanted = QFontMetricsF(font).horizontalAdvance(text)
    if wanted > width:
        font.setPixelSize(max(8, int(font.pixelSize() * width / wanted)))
    return font
