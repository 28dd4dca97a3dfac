"""Small parts that the pages share: labels, buttons with their key, the ring, the ribbon, the dots."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, cos, sin, tau

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCursor,
)
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from hipstretch.core.record import MAX_NOTE

from . import theme

A_LITTLE = 0.02
"""If the ring fills by no more than this part, only the end of its line is painted."""
PULSE_MS = 180
"""How long a cue lights up the ring."""
WRAP = Qt.TextFlag.TextWordWrap.value


def label(text: str = "", role: str = "body", *, wrap: bool = False) -> QLabel:
    """A label with a role of the theme; always plain text, whatever a name may hold."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def button(text: str, kind: str = "", on_click: Callable[[], object] | None = None) -> QPushButton:
    """A button with a kind of the theme."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if on_click:
        made.clicked.connect(lambda _=False: on_click())
    return made


def frame(surface: str, layout: QLayout, margins: int = 20) -> QFrame:
    """A frame with a surface of the theme around a layout."""
    made = QFrame()
    made.setProperty("surface", surface)
    layout.setContentsMargins(margins, margins, margins, margins)
    made.setLayout(layout)
    return made


def scrolled(content: QWidget) -> QScrollArea:
    """A page that scrolls when it is higher than the window."""
    content.setObjectName("content")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def centred(content: QWidget, width: int) -> QScrollArea:
    """A page that scrolls, in the middle and at most `width` logical pixels wide: longer lines are hard to read."""
    content.setMaximumWidth(width)
    outer = QWidget()
    row = QHBoxLayout(outer)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(0)
    row.addWidget(content, 1)
    row.addStretch(0)
    return scrolled(outer)


def choices(options: Iterable[tuple[str, str]]) -> tuple[QButtonGroup, QHBoxLayout]:
    """Buttons of (value, words) of which one is pressed, at first the first; each keeps its `value`."""
    row = QHBoxLayout()
    row.setSpacing(6)
    group = QButtonGroup()
    for number, (value, words) in enumerate(options):
        made = button(words, "chip")
        made.setCheckable(True)
        made.setProperty("value", value)
        group.addButton(made, number)
        row.addWidget(made)
    if group.buttons():
        group.buttons()[0].setChecked(True)
    return group, row


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Something typed that is kept nowhere yet and that only the person can finish."""

    words: str
    """What it is, to stand within a sentence."""
    show: Callable[[], object]
    """Leads to it."""


class Page(QWidget):
    """A page that hands the focus to its first part, and keeps what was typed on it when another one is shown.

    A focus proxy would do the same, but make the page itself a stop of Tab that leads to that part, so that what comes
    before it could not be reached.
    """

    first: QWidget | None = None

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to `first`."""
        if self.first:
            self.first.setFocus(reason)
        else:
            super().setFocus(reason)

    def keep_typed(self) -> None:
        """Let what was typed count, as far as it can be kept without asking: also a number that still has the focus."""
        field = self.focusWidget()
        if isinstance(field, QAbstractSpinBox):
            field.interpretText()

    def unfinished(self) -> tuple[Unfinished, ...]:
        """What would be lost if the program ended now, after `keep_typed`."""
        return ()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, a session or nothing at all takes its place."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.keep_typed()


class TickLine(QWidget):
    """A box to tick with words that wrap, which those of a QCheckBox do not; a click on the words ticks it too."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(words)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(words, wrap=True), 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tick the box, or no longer."""
        self.box.setFocus()
        self.box.click()
        event.accept()


class NoteEdit(QPlainTextEdit):
    """A few lines of the person's own, MAX_NOTE characters at most; Tab leaves it."""

    def __init__(self, placeholder: str, height: int) -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFixedHeight(height)
        self._given = self._shown = ""
        self.textChanged.connect(self._limit)

    def show_note(self, note: str) -> None:
        """Show a note, to be changed."""
        self.setPlainText(note)
        self._given, self._shown = note, self.toPlainText()

    def note(self) -> str:
        """What was written, without white space around it; what `show_note` was given if that was not changed.

        A note that came from elsewhere may hold what this field shows otherwise, and is not changed by being shown.
        """
        text = self.toPlainText()
        return self._given if text == self._shown else text.strip()

    def _limit(self) -> None:
        """Take out again what was put in beyond the limit; what was there before stays."""
        too_many = len(self.toPlainText()) - MAX_NOTE
        if too_many <= 0:
            return
        cursor = self.textCursor()
        at = cursor.position() if cursor.position() >= too_many else len(self.toPlainText())
        cursor.setPosition(at - too_many)
        cursor.setPosition(at, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()


def zoom(widget: QWidget) -> float:
    """How much larger than the mock a widget's window is, from 1: what is read from afar grows with it."""
    window = widget.window()
    return min(2.5, max(1.0, min(window.width() / 1366, window.height() / 768)))


class KeyButton(QPushButton):
    """A button that shows the key that presses it below its text."""

    def __init__(self, text: str, key: str, kind: str = "") -> None:
        super().__init__(text)
        self.key = key
        self.setProperty("kind", kind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for both lines."""
        wide = self._text_font()
        width = max(60, self._width(wide, self.text()), self._width(self._key_font(), self.key))
        return QSize(width + theme.px(36), round((58 + theme.px(58)) / 2 * zoom(self)))

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
        painter.setPen(QColor(tokens.on_accent if self.property("kind") == "primary" else tokens.ink))
        if not self.isEnabled():
            painter.setPen(QColor(tokens.soft))
        middle = self.height() * 0.57
        painter.setFont(_shrunk(self._text_font(), self.text(), self.width() - 12))
        upper = QRectF(0, 0, self.width(), middle)
        painter.drawText(upper, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, self.text())
        painter.setFont(_shrunk(self._key_font(), self.key, self.width() - 16))
        lower = QRectF(0, middle, self.width(), self.height() - middle)
        painter.drawText(lower, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, self.key)

    def _text_font(self) -> QFont:
        return theme.font(17 * zoom(self), QFont.Weight.DemiBold)

    def _key_font(self) -> QFont:
        return theme.font(12 * zoom(self))

    def _width(self, font: QFont, text: str) -> int:
        return ceil(QFontMetricsF(font).horizontalAdvance(text))


class FittedText(QWidget):
    """Text as large as fits in its room, up to its size; what is still too long ends in an ellipsis."""

    SMALLEST = 0.3
    """How far the text may shrink."""

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
        self._text = ""
        self._size, self._weight, self._soft, self._lines, self._flags = size, weight, soft, lines, flags
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def text(self) -> str:
        """What is shown."""
        return self._text

    def setText(self, text: str) -> None:
        """Show a text."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """All lines at full size."""
        metrics = QFontMetricsF(self._font(1.0))
        return QSize(ceil(metrics.horizontalAdvance(self._text)) + 2, ceil(metrics.height() * self._lines))

    def minimumSizeHint(self) -> QSize:
        """Enough for a few letters."""
        return QSize(40, ceil(QFontMetricsF(self._font(self.SMALLEST)).height()))

    def height_for(self, width: int) -> int:
        """The height of as many lines as there are, up to the limit."""
        metrics = QFontMetricsF(self._font(1.0))
        needed = metrics.boundingRect(QRectF(0, 0, width, 10_000), WRAP, self._text).height()
        return ceil(min(needed, metrics.lineSpacing() * self._lines) + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The largest form that fits."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setPen(QColor(tokens.soft if self._soft else tokens.ink))
        room = QRectF(self.rect())
        flags = self._flags.value
        for percent in range(100, round(self.SMALLEST * 100) - 1, -5):
            font = self._font(percent / 100)
            metrics = QFontMetricsF(font)
            if self._lines == 1:
                wide = metrics.horizontalAdvance(self._text)
                fits = wide <= room.width() and metrics.height() <= room.height() + 1
            else:
                box = metrics.boundingRect(QRectF(0, 0, room.width(), 10_000), WRAP, self._text)
                fits = box.width() <= room.width() and box.height() <= room.height() + 1
            if fits:
                painter.setFont(font)
                painter.drawText(room, flags | (WRAP if self._lines > 1 else 0), self._text)
                return
        painter.setFont(font)
        painter.drawText(
            room, flags, metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, room.width())
        )

    def _font(self, factor: float) -> QFont:
        return theme.font(self._size * factor * zoom(self), self._weight, tabular=True)


class Ring(QWidget):
    """The countdown: a ring that fills, the phase's word, the seconds, and what they are out of."""

    def __init__(self) -> None:
        super().__init__()
        self._fraction = 0.0
        self._breath: float | None = None
        self._word = self._digits = self._below = ""
        self._accent = self._accent_ink = "#000000"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(60, 60)
        # It paints its own ground, so that nothing below it is painted again with every step.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._pulse = QVariantAnimation(self, startValue=1.0, endValue=0.0, duration=PULSE_MS)
        self._pulse.valueChanged.connect(self.update)

    def show_breath(self, full: float | None) -> None:
        """A disc that grows and shrinks with the breath, from 0 to 1; None for none."""
        shown = None if full is None else round(full, 2)
        if shown != self._breath:
            self._breath = shown
            self.update()

    def show_state(
        self, *, fraction: float, word: str, digits: str, below: str, accent: str, accent_ink: str
    ) -> None:
        """Show a moment; repaints only if it looks different from the one before."""
        self.fill(fraction)
        state = (word, digits, below, accent, accent_ink)
        if state != (self._word, self._digits, self._below, self._accent, self._accent_ink):
            self._word, self._digits, self._below, self._accent, self._accent_ink = state
            self.setAccessibleName(f"{word}, {digits}")
            self.update()

    def fill(self, fraction: float) -> None:
        """Show how much of the phase is over, from 0 to 1."""
        before, self._fraction = self._fraction, round(fraction, 3)
        if self._fraction != before:
            self.update(self._between(before, self._fraction))

    def pulse(self) -> None:
        """Light up for a moment: what a cue looks like."""
        self._pulse.stop()
        self._pulse.start()

    def sizeHint(self) -> QSize:
        """As in the mock."""
        return QSize(272, 272)

    def _box(self) -> tuple[QRectF, float]:
        """What the middle of the ring's line encloses, and how wide the line is."""
        side = min(self.width(), self.height() * 0.94)
        width = side * 0.06
        box = QRectF(0, 0, side - width, side - width)
        box.moveCenter(QPointF(self.width() / 2, self.height() / 2))
        return box, width

    def _between(self, before: float, now: float) -> QRect:
        """Where the ring looks different if it was filled so far before; all of it if that is not only a little."""
        if abs(now - before) > A_LITTLE:
            return self.rect()
        box, width = self._box()
        ends = [
            box.center() + QPointF(sin(tau * part), -cos(tau * part)) * (box.width() / 2)
            for part in (before, now)
        ]
        return QRectF(*ends).normalized().adjusted(-width, -width, width, width).toAlignedRect()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Track, arc, words; of the words only what is asked for."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens.window))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, width = self._box()
        side = box.width() + width
        if self._pulse.state() is QVariantAnimation.State.Running:
            glow = QColor(self._accent)
            glow.setAlphaF(0.3 * float(self._pulse.currentValue()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(glow)
            painter.drawEllipse(box)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._breath is not None:
            soft = QColor(self._accent)
            soft.setAlphaF(0.12)
            radius = box.width() / 2 * (0.5 + 0.42 * self._breath)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(soft)
            painter.drawEllipse(box.center(), radius, radius)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.track), width))
        painter.drawEllipse(box)
        if self._fraction > 0:
            line, cap = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap
            painter.setPen(QPen(QColor(self._accent), width, line, cap))
            painter.drawArc(box, 90 * 16, -round(360 * 16 * min(1.0, self._fraction)))
        bold, usual = QFont.Weight.DemiBold, QFont.Weight.Normal
        for text, weight, ink, size, top, wide, high in (
            (self._word.upper(), bold, self._accent_ink, 0.075, -0.34, 0.62, 0.14),
            (self._digits, bold, tokens.ink, 0.4, -0.23, 0.72, 0.46),
            (self._below, usual, tokens.soft, 0.062, 0.2, 0.6, 0.12),
        ):
            room = QRectF(-wide / 2 * side, top * side, wide * side, high * side).translated(box.center())
            if room.intersects(QRectF(event.rect())):
                painter.setPen(QColor(ink))
                painter.setFont(_fitted(text, side * size, weight, room.width()))
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def _fitted(text: str, size: float, weight: QFont.Weight, width: float) -> QFont:
    """Inter at this height in pixels, or smaller so that the text is no wider than `width`."""
    font = QFont(theme.FAMILY)
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setPixelSize(max(8, round(size)))
    return _shrunk(font, text, width)


def _shrunk(font: QFont, text: str, width: float) -> QFont:
    """The font, or a smaller one in which the text is no wider than `width`."""
    wanted = QFontMetricsF(font).horizontalAdvance(text)
    if wanted > width:
        font.setPixelSize(max(8, int(font.pixelSize() * width / wanted)))
    return font


class Ribbon(QWidget):
    """The whole session as a line: a segment an exercise, as long as it takes, filled as it is done."""

    def __init__(self) -> None:
        super().__init__()
        self._segments: tuple[tuple[float, float], ...] = ()
        self.setFixedHeight(8)

    def show_segments(self, segments: Sequence[tuple[float, float]]) -> None:
        """(seconds, filled from 0 to 1) of each exercise."""
        rounded = tuple((length, round(filled, 3)) for length, filled in segments)
        if rounded != self._segments:
            self._segments = rounded
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Rounded segments with small gaps."""
        if not self._segments:
            return
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        gap, radius = 6.0, self.height() / 2
        room = self.width() - gap * (len(self._segments) - 1)
        whole = sum(length for length, _ in self._segments) or 1.0
        x = 0.0
        for length, filled in self._segments:
            width = max(4.0, room * length / whole)
            painter.setBrush(QColor(tokens.track))
            painter.drawRoundedRect(QRectF(x, 0, width, self.height()), radius, radius)
            if filled > 0:
                painter.setBrush(QColor(tokens.hold))
                painter.drawRoundedRect(
                    QRectF(x, 0, max(self.height(), width * filled), self.height()), radius, radius
                )
            x += width + gap


@dataclass(frozen=True, slots=True)
class Dot:
    """One repetition: how much of it is done, and whether it was left out."""

    filled: float
    left_out: bool = False


class Dots(QWidget):
    """Repetitions as dots, one group a side and set: empty, partly or wholly filled, crossed if left out."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: tuple[tuple[Dot, ...], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_groups(self, groups: Sequence[Sequence[Dot]]) -> None:
        """The dots of the current exercise."""
        made = tuple(tuple(g) for g in groups)
        if made != self._groups:
            self._groups = made
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(200, round(24 * zoom(self)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """As large as fits in one row."""
        count = sum(map(len, self._groups))
        if not count:
            return
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        units = count * 1.55 + (len(self._groups) - 1) * 0.9
        size = min(18 * zoom(self), self.width() / units, self.height() - 4)
        x = (self.width() - (units - 0.55) * size) / 2
        y = (self.height() - size) / 2
        accent = QColor(tokens.hold)
        for group in self._groups:
            for dot in group:
                box = QRectF(x, y, size, size)
                fill = QColor(accent)
                fill.setAlphaF(
                    0.0 if dot.left_out else 1.0 if dot.filled >= 1 else 0.4 if dot.filled > 0 else 0.0
                )
                painter.setPen(QPen(accent, max(1.5, size / 9)))
                painter.setBrush(fill)
                painter.drawEllipse(box)
                if dot.left_out:
                    painter.drawLine(
                        box.bottomLeft() + QPointF(size * 0.28, -size * 0.28),
                        box.topRight() + QPointF(-size * 0.28, size * 0.28),
                    )
                x += size * 1.55
            x += size * 0.9


class CardGrid(QWidget):
    """Cards in as many columns as there is room for, `most` at most."""

    def __init__(self, card_width: int, spacing: int = 16, most: int = 100) -> None:
        super().__init__()
        self._most = most
        self._card_width = card_width
        self._cards: list[QWidget] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(spacing)

    def show_cards(self, cards: Sequence[QWidget], *, keep: bool = False) -> None:
        """Replace all cards; with `keep` those before are only hidden, to be shown again."""
        for card in self._cards:
            self._grid.removeWidget(card)
            if card not in cards:
                card.hide()
                if not keep:
                    card.deleteLater()
        self._cards = list(cards)
        self._columns = 0
        self._arrange()

    def add_cards(self, cards: Sequence[QWidget]) -> None:
        """Show more cards after those that are there."""
        start = len(self._cards)
        self._cards += cards
        for i, card in enumerate(cards, start):
            self._place(i, card)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer columns."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        spacing = self._grid.spacing()
        room = (self.width() + spacing) // (theme.px(self._card_width) + spacing)
        columns = min(self._most, max(1, room))
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for i, card in enumerate(self._cards):
            self._place(i, card)

    def _place(self, i: int, card: QWidget) -> None:
        self._grid.addWidget(card, i // self._columns, i % self._columns)
        card.show()
