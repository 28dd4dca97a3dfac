"""The ring that fills while a phase lasts, with the seconds in it."""

from math import cos, sin, tau

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipstretch.core.timeline import PhaseKind
from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.key_names import key_names
from hipstretch.ui.widgets.labels import fitted

from .keys import KEYS, Act
from .session_view import SecondView

A_LITTLE = 0.02
"""If the ring fills by no more than this part, only the end of its line is painted."""
DIGITS_PERCENT = 95
"""How far digits stand from each other: all are equally wide, and beside a 1 there would be a gap."""
PULSE_MS = 180
"""How long a cue lights up the ring."""


class Ring(QWidget):
    """The countdown: a ring that fills, the phase's word, the seconds, and what they are out of, or a press does."""

    pressed = Signal(object)
    """The act that it offers."""

    def __init__(self) -> None:
        super().__init__()
        self._fraction = 0.0
        self._breath: float | None = None
        self._press: Act | None = None
        self._waiting = self._word = self._digits = self._below = ""
        self._kind = PhaseKind.PREPARE
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

    def show_state(self, kind: PhaseKind, second: SecondView) -> None:
        """Show a moment of such a phase, which keeps its name above a larger word while it waits."""
        if second.press is not self._press:
            self._offer(second.press)
        state = (kind, second.waiting, second.word, second.digits, second.below)
        if state != (self._kind, self._waiting, self._word, self._digits, self._below):
            self._kind, self._waiting, self._word, self._digits, self._below = state
            self.setAccessibleName(", ".join(filter(None, (second.word, second.waiting, second.digits))))
            self.update()

    def _offer(self, act: Act | None) -> None:
        names = {Act.SKIP: tr("Begin"), Act.TOGGLE_PAUSE: tr("Go on"), Act.DONE: tr("Done")}
        self._press = act
        self.setToolTip(key_names((names[act], KEYS[act][0])) if act else "")
        self.setCursor(Qt.CursorShape.PointingHandCursor if act else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Do what it says, if it says something."""
        if self._press:
            self.pressed.emit(self._press)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press was meant for what the first one did."""
        event.accept()

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
        accent = tokens.of(self._kind)
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens.window))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, width = self._box()
        side = box.width() + width
        if self._pulse.state() is QVariantAnimation.State.Running:
            glow = QColor(accent)
            glow.setAlphaF(0.3 * float(self._pulse.currentValue()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(glow)
            painter.drawEllipse(box)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._breath is not None:
            soft = QColor(accent)
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
            painter.setPen(QPen(QColor(accent), width, line, cap))
            painter.drawArc(box, 90 * 16, -round(360 * 16 * min(1.0, self._fraction)))
        bold, usual = QFont.Weight.DemiBold, QFont.Weight.Normal
        accent_ink = tokens.ink_of(self._kind)
        word_size, word_top = (0.1, -0.325) if self._waiting else (0.075, -0.34)
        for text, weight, ink, size, top, wide, high in (
            (wording.upper(self._waiting), bold, accent_ink, 0.065, -0.405, 0.44, 0.1),
            (wording.upper(self._word), bold, accent_ink, word_size, word_top, 0.62, 0.14),
            (self._digits, bold, tokens.ink, 0.4, -0.23, 0.72, 0.46),
            (self._below, usual, tokens.soft, 0.085, 0.19, 0.6, 0.14),
        ):
            room = QRectF(-wide / 2 * side, top * side, wide * side, high * side).translated(box.center())
            if room.intersects(QRectF(event.rect())):
                painter.setPen(QColor(ink))
                font = fitted(text, side * size, weight, room.width())
                if text is self._digits:
                    font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, DIGITS_PERCENT)
                    room.translate(to_the_middle(text, font), 0)
                painter.setFont(font)
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, text)


def to_the_middle(digits: str, font: QFont) -> float:
    """How far a number moves to stand in the middle: the first of several digits may have more room before it.

    The first one alone decides, so that the number stays where it is from one second to the next.
    """
    if len(digits) < 2:
        return 0.0
    metrics = QFontMetricsF(font)
    usual, first = (metrics.tightBoundingRect(one).left() for one in ("0", digits[0]))
    closer = metrics.horizontalAdvance("0") * (1 - 100 / DIGITS_PERCENT)  # behind the last one as well
    return (usual - first + closer) / 2
