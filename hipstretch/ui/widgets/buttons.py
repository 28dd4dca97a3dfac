"""Buttons: usual ones, ones that show their key, and rows of choices."""

from collections.abc import Callable, Iterable, Sequence
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from hipstretch.ui.style import theme

from .flow_layout import Flow, flow_row
from .labels import shrunk, together, zoom

LINE = 1.25
"""How high a line is, measured by its font."""
TEXT_PX, KEY_PX, SMALLEST_KEY_PX = 17, 12, 11
"""The sizes of a button's words and of its key at 100 % text, and the least of a key."""
TEXT_PART, LONG_TEXT_PART = 0.57, 0.66
"""The part of its height that is for the words, which stand at the lower end of it; in two lines, and beside such."""
LOW = 0.135
"""The most of a low window's height for a button that is read from afar, whatever the size of the text."""
MOST_TEXT = 0.4
"""The most of its height for a line of its words."""
ABOVE_PX, EDGE_PX, MARGIN_PX = 4, 6, 12
"""What is always free above the words and beside them; and beside them unless the button is narrow."""
FILLED = ("chip", "choice")
"""What is filled when it is chosen; the main button always is."""
RING_PX, LINE_PX = 2, 2
"""How wide the ring of the focus is, as the style sheet has it, and the line between it and a filled button."""
RADIUS_PX, RADII = 14, {"chip": 12, "choice": 10}
"""The corners of buttons, as the style sheet has them."""


def line_in_ring(made: QPushButton, painter: QPainter) -> None:
    """Between a filled button and the ring of the focus, which may be as light: so the button keeps its colour."""
    filled = made.property("kind") == "primary" or (made.isChecked() and made.property("kind") in FILLED)
    if filled and made.hasFocus() and made.isEnabled():
        half = LINE_PX / 2
        box = QRectF(made.rect()).adjusted(RING_PX + half, RING_PX + half, -RING_PX - half, -RING_PX - half)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.current().on_accent), LINE_PX))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = RADII.get(made.property("kind"), RADIUS_PX) - RING_PX - half
        painter.drawRoundedRect(box, radius, radius)


class Button(QPushButton):
    """A usual button, whose colour stays what it is when it has the focus."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """As the style sheet says; and the line beside the ring."""
        super().paintEvent(event)
        line_in_ring(self, QPainter(self))


def button(text: str, kind: str = "", on_click: Callable[[], object] | None = None) -> QPushButton:
    """A button with a kind of the theme."""
    made = Button(text)
    made.setProperty("kind", kind)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if on_click:
        made.clicked.connect(lambda _=False: on_click())
    return made


def choices(options: Iterable[tuple[str, str]]) -> tuple[QButtonGroup, QWidget]:
    """Buttons of (value, words) of which one is pressed, at first the first; each keeps its `value`."""
    flow = Flow(6)
    row = flow_row(flow)
    return choices_in(flow, row, options), row


def choices_in(flow: Flow, around: QWidget, options: Iterable[tuple[str, str]]) -> QButtonGroup:
    """The same among other things in a row; the group goes with what is `around` it."""
    group = QButtonGroup(around)  # alone it would keep what its signals call
    for number, (value, words) in enumerate(options):
        made = button(words, "chip")
        made.setCheckable(True)
        made.setProperty("value", value)
        group.addButton(made, number)
        flow.add(made)
    if group.buttons():
        group.buttons()[0].setChecked(True)
    return group


class TickButton(QPushButton):
    """One of several things of which any number may be chosen: a mark before its words says that it is.

    With `in_corner` the mark stands in the upper corner, and the words where they stand without it: a narrow button.
    """

    MARK_PX, BESIDE_PX = 14, 6
    """How wide the mark is, and how far its words are from it, at 100 % text."""
    CORNER_PX = 9
    """How wide the mark is in the corner."""

    def __init__(self, text: str, *, in_corner: bool = False) -> None:
        super().__init__(text)
        self._in_corner = in_corner
        self.setProperty("room", "least" if in_corner else "")
        self.setProperty("kind", "tick")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Room for the mark, whether it is there or not."""
        return super().sizeHint() + QSize(self._room(), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The button's body by the style sheet; mark and words by hand, together in the middle."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.setRenderHint(QStylePainter.RenderHint.Antialiasing)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        tokens, before = theme.current(), self._room() if self.isChecked() else 0
        painter.setPen(QColor(tokens.ink if self.isEnabled() else tokens.dimmed))
        font = shrunk(QFont(self.font()), self.text(), self.width() - 2 * EDGE_PX - before)
        painter.setFont(font)
        words = ceil(QFontMetricsF(font).horizontalAdvance(self.text()))
        box = QRectF((self.width() - before - words) / 2, 0, before + words, self.height())
        rtl = self.isRightToLeft()
        painter.drawText(
            box.adjusted(0, 0, -before, 0) if rtl else box.adjusted(before, 0, 0, 0),
            Qt.AlignmentFlag.AlignCenter,
            self.text(),
        )
        if before:
            size = theme.px(self.MARK_PX)
            self._mark(painter, QPointF(box.right() - size if rtl else box.left(), self.height() / 2), size)
        elif self._in_corner and self.isChecked():
            size, edge = theme.px(self.CORNER_PX), theme.px(EDGE_PX)
            self._mark(
                painter, QPointF(edge if rtl else self.width() - edge - size, edge + size * 0.34), size
            )

    def _mark(self, painter: QPainter, middle: QPointF, size: int) -> None:
        """The mark, from the middle of its left edge on."""
        points = [middle + QPointF(x, y) * size for x, y in ((0.0, 0.02), (0.34, 0.34), (1.0, -0.34))]
        painter.setPen(QPen(QColor(theme.current().hold_ink), max(1.8, size / 7), c=Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(points)

    def _room(self) -> int:
        """What the mark takes of the line of the words."""
        return 0 if self._in_corner else theme.px(self.MARK_PX) + theme.px(self.BESIDE_PX)


class KeyButton(QPushButton):
    """A button that shows the key that presses it, if there is one, below its text.

    `from_afar`: it grows with its window.

    `also` are other texts that it has at times: room is kept for them, so that nothing beside it moves.
    """

    def __init__(
        self, text: str, key: str, kind: str = "", *, from_afar: bool = True, also: Sequence[str] = ()
    ) -> None:
        super().__init__(text)
        self.key = key
        self._from_afar = from_afar
        self._also = tuple(also)
        self._most_px: int | None = None
        self._part = TEXT_PART
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_key(self, key: str) -> None:
        """Show another key, or none."""
        if key != self.key:
            self.key = key
            self.update()

    @property
    def text_px(self) -> int:
        """How large the text is where there is room."""
        return min(theme.px(TEXT_PX * self._zoom()), round(self._high() * MOST_TEXT))

    def set_form(self, px: int, *, long: bool) -> None:
        """Have no larger text than this, as the buttons beside it; `long` if one of them takes two lines."""
        form = px, LONG_TEXT_PART if long else TEXT_PART
        if form != (self._most_px, self._part):
            self._most_px, self._part = form
            self.update()

    def width_for(self, px: int) -> int:
        """The least width in which each of its texts has this size, in one line or in two where that is enough."""
        font = self._text_font(px)
        widths = [self._width(self._key_font(px), self.key)]
        for text in (self.text(), *self._also):
            forms = [
                (text,),
                *(_halves(text) if self._height_of_text(LONG_TEXT_PART) >= 2 * LINE * px else []),
            ]
            widths.append(min(max(self._width(font, line) for line in lines) for lines in forms))
        return max(widths) + 2 * max(MARGIN_PX, px // 2)

    @property
    def one_line_width(self) -> int:
        """The least width in which each of its texts has its full size in one line."""
        return self.words_width + 2 * max(MARGIN_PX, self.text_px // 2)

    @property
    def words_width(self) -> int:
        """That of its longest text at full size."""
        return max(self._width(self._text_font(self.text_px), text) for text in (self.text(), *self._also))

    def is_long(self, px: int, width: int) -> bool:
        """Whether its text needs a second line to have this size in a button of this width."""
        return self._width(self._text_font(px), self.text()) > width - 2 * _beside(width)

    def sizeHint(self) -> QSize:
        """Room for both lines."""
        width = max(60, self.words_width, self._width(self._key_font(self.text_px), self.key))
        return QSize(width + theme.px(36), round(self._high()))

    def minimumSizeHint(self) -> QSize:
        """Narrower than its words, which shrink before they are cut."""
        return QSize(48, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The button's body by the style sheet, the two lines by hand."""
        painter = self.painter()
        px = min(self.text_px, self._most_px or self.text_px)
        middle = self.height() * self._part
        room = self.width() - 2 * _beside(self.width())
        text, font = self._text_that_fits(px, room, self._height_of_text(self._part))
        painter.setFont(font)
        if not self.key:
            painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, text)
            return
        upper = QRectF(0, ABOVE_PX, self.width(), middle - ABOVE_PX)
        # beside two lines one stands in the middle of them
        low = Qt.AlignmentFlag.AlignVCenter if self._part == LONG_TEXT_PART else Qt.AlignmentFlag.AlignBottom
        painter.drawText(upper, Qt.AlignmentFlag.AlignHCenter | low, text)
        painter.setFont(shrunk(self._key_font(px), self.key, self.width() - 2 * EDGE_PX))
        lower = QRectF(0, middle, self.width(), self.height() - middle)
        painter.drawText(lower, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self.key)

    def _high(self) -> float:
        """Its height; in a low window larger words would have no room beside each other."""
        high, least = (58 + theme.px(58)) / 2 * self._zoom(), 58 * self._zoom()
        return min(high, max(least, self.window().height() * LOW)) if self._from_afar else high

    def painter(self) -> QStylePainter:
        """For its words, when its body is painted."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        line_in_ring(self, painter)
        painter.setPen(QColor(self._ink(theme.current())))
        return painter

    def _ink(self, tokens: theme.Tokens) -> str:
        """The colour of the words, as the style sheet has it."""
        if not self.isEnabled():
            return tokens.dimmed
        return tokens.on_accent if self.property("kind") == "primary" else tokens.ink

    def _text_that_fits(self, px: int, width: float, height: float) -> tuple[str, QFont]:
        """The text in one line or, where it is larger then, in two; and its font."""
        found = self.text(), shrunk(self._text_font(px), self.text(), width)
        for lines in _halves(self.text()):
            font = self._text_font(min(px, int(height / 2 / LINE)))
            for line in lines:
                font = shrunk(font, line, width)
            if font.pixelSize() > found[1].pixelSize():
                found = "\n".join(lines), font
        return found

    def _height_of_text(self, part: float) -> float:
        return self.height() * part - ABOVE_PX

    def _text_font(self, px: int) -> QFont:
        font = theme.font(TEXT_PX, QFont.Weight.DemiBold)
        font.setPixelSize(px)
        return font

    def _key_font(self, px: int) -> QFont:
        """Of the key, below words of this size."""
        font = theme.font(KEY_PX)
        font.setPixelSize(
            min(theme.px(KEY_PX * self._zoom()), max(SMALLEST_KEY_PX, round(px * KEY_PX / TEXT_PX)))
        )
        return font

    def _zoom(self) -> float:
        return zoom(self) if self._from_afar else 1.0

    def _width(self, font: QFont, text: str) -> int:
        return ceil(QFontMetricsF(font).horizontalAdvance(text))


def _beside(width: int) -> int:
    """What is free at each side of the words in a button of this width."""
    return max(EDGE_PX, min(MARGIN_PX, width // 8))


def _halves(text: str) -> list[tuple[str, str]]:
    """A text in two lines, in every way, the most even one first."""
    words = together(text).split(" ")
    ways = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    return sorted(ways, key=lambda lines: max(map(len, lines)))
