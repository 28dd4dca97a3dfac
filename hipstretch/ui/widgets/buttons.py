"""Buttons: usual ones, ones that show their key, and rows of choices."""

from collections.abc import Callable, Iterable
from math import ceil

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPaintEvent
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


def button(text: str, kind: str = "", on_click: Callable[[], object] | None = None) -> QPushButton:
    """A button with a kind of the theme."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if on_click:
        made.clicked.connect(lambda _=False: on_click())
    return made


def choices(options: Iterable[tuple[str, str]]) -> tuple[QButtonGroup, QWidget]:
    """Buttons of (value, words) of which one is pressed, at first the first; each keeps its `value`."""
    flow = Flow(6)
    row = flow_row(flow)
    group = QButtonGroup(row)  # which goes with the page; alone it would keep what its signals call
    for number, (value, words) in enumerate(options):
        made = button(words, "chip")
        made.setCheckable(True)
        made.setProperty("value", value)
        group.addButton(made, number)
        flow.add(made)
    if group.buttons():
        group.buttons()[0].setChecked(True)
    return group, row


class KeyButton(QPushButton):
    """A button that shows the key that presses it below its text; `from_afar`: it grows with its window."""

    def __init__(self, text: str, key: str, kind: str = "", *, from_afar: bool = True) -> None:
        super().__init__(text)
        self.key = key
        self._from_afar = from_afar
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for both lines."""
        wide = self._text_font()
        width = max(60, self._width(wide, self.text()), self._width(self._key_font(), self.key))
        return QSize(width + theme.px(36), round((58 + theme.px(58)) / 2 * self._zoom()))

    def minimumSizeHint(self) -> QSize:
        """Narrower than its words, which shrink before they are cut."""
        return QSize(48, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The button's body by the style sheet, the two lines by hand."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        tokens = theme.current()
        painter.setPen(QColor(self._ink(tokens)))
        middle = self.height() * 0.57
        text, font = self._text_that_fits(self.width() - 12, middle - 6)
        painter.setFont(font)
        upper = QRectF(0, 0, self.width(), middle)
        painter.drawText(upper, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, text)
        painter.setFont(shrunk(self._key_font(), self.key, self.width() - 16))
        lower = QRectF(0, middle, self.width(), self.height() - middle)
        painter.drawText(lower, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self.key)

    def _ink(self, tokens: theme.Tokens) -> str:
        """The colour of the words, as the style sheet has it."""
        if not self.isEnabled():
            return tokens.dimmed
        if self.property("kind") != "primary":
            return tokens.ink
        return theme.ON_FOCUSED if self.hasFocus() else tokens.on_accent

    def _text_that_fits(self, width: float, height: float) -> tuple[str, QFont]:
        """The text in one line or, where it is larger then, in two; and its font."""
        one = shrunk(self._text_font(), self.text(), width)
        found = self.text(), one
        words = together(self.text()).split(" ")
        for at in range(1, len(words)):
            lines = " ".join(words[:at]), " ".join(words[at:])
            font = self._text_font()
            font.setPixelSize(min(font.pixelSize(), int(height / 2 / LINE)))
            for line in lines:
                font = shrunk(font, line, width)
            if font.pixelSize() > found[1].pixelSize():
                found = "\n".join(lines), font
        return found

    def _text_font(self) -> QFont:
        return theme.font(17 * self._zoom(), QFont.Weight.DemiBold)

    def _key_font(self) -> QFont:
        return theme.font(12 * self._zoom())

    def _zoom(self) -> float:
        return zoom(self) if self._from_afar else 1.0

    def _width(self, font: QFont, text: str) -> int:
        return ceil(QFontMetricsF(font).horizontalAdvance(text))
