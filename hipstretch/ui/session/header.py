"""The upper edge of a session: which routine, how far it is, what is wrong, when it is done."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import LINE, button
from hipstretch.ui.widgets.labels import FittedText, zoom

from .gear import GearButton
from .ribbon import LINE_PX, RIBBON_PX, Ribbon
from .session_view import PhaseView, SecondView

GAP_PX, PADDING_PX, BORDER_PX = 22, 8, 2
"""Between the parts, and around the words of the button."""
WORDS_PX = 16
LOW = 0.042
"""The most of a low window's height for words, whatever the size of the text: the exercise's name is no smaller."""
SCALES, LEAST_PX = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5), 13
"""How large the words are, all of them the same, but no smaller than so; where there is less room, what matters least
is left out."""
BACK = "‹"
"""Turns by itself where a language is read from the right."""
SIGN_GAP_PX = 6
"""Between the sign of a warning and its words."""
READ_MS = 15_000
"""So long a warning is there in words, then as a sign: it must not take the place of the others all session long."""


class Warnings(FittedText):
    """What is wrong: a sign, and words beside it for a while, or again after a click; the tool tip has it all."""

    folded = Signal()

    def __init__(self) -> None:
        super().__init__(WORDS_PX)
        self._read = QTimer(self, singleShot=True, interval=READ_MS)
        self._read.timeout.connect(self._fold)
        self._is_sign = False

    def warn(self, short: str, long: str) -> None:
        """Show it in words if it is new."""
        self.setToolTip(long)
        if short != self.text():
            self.setText(short)
            self._unfold()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """In words again."""
        self._unfold()
        event.accept()

    def sizeHint(self) -> QSize:
        """Of the sign, and of the words if they are shown."""
        hint = super().sizeHint()
        return QSize(hint.height() + (0 if self._is_sign else SIGN_GAP_PX + hint.width()), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Of the sign, and of a few letters."""
        return self.sizeHint() if self._is_sign else super().minimumSizeHint()

    def room(self) -> QRectF:
        """What the sign leaves."""
        beside = self._sign_px() + SIGN_GAP_PX
        return QRectF(self.rect()).adjusted(
            *((0, 0, -beside, 0) if self.isRightToLeft() else (beside, 0, 0, 0))
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The sign, and the words beside it."""
        if not self._is_sign:
            super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = self._sign_px()
        x = self.width() - side / 2 if self.isRightToLeft() else side / 2
        painter.translate(QPointF(x, self.height() / 2))
        painter.scale(side * 0.9 / 20, side * 0.9 / 20)
        ink = QColor(theme.current().prepare_ink)
        line, cap, join = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(ink, 2, line, cap, join))
        painter.drawPolygon(QPolygonF([QPointF(0, -8), QPointF(9, 8), QPointF(-9, 8)]))
        painter.drawLine(QPointF(0, -2), QPointF(0, 2))
        painter.drawPoint(QPointF(0, 5.3))

    def _sign_px(self) -> int:
        return min(self.height(), self.width(), super().sizeHint().height())

    def _unfold(self) -> None:
        self._show_as(sign=False)
        self._read.start()

    def _fold(self) -> None:
        self._show_as(sign=True)

    def _show_as(self, *, sign: bool) -> None:
        self._is_sign = sign
        self.updateGeometry()
        self.update()
        self.folded.emit()


class Header(QFrame):
    """Words in a row, the whole session as a line below them, and the way to the other pages."""

    pages_wanted, said = Signal(), Signal(str)
    """And where the session stands from now on, in one line, for what lies over the page."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "plain")
        self._routine = FittedText(WORDS_PX, QFont.Weight.DemiBold)
        self.count = FittedText(WORDS_PX, soft=True)
        self.finish = FittedText(
            WORDS_PX, soft=True, flags=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        self.warnings = Warnings()
        self.warnings.folded.connect(self._choose)
        self.to_pages = button(" ".join((BACK, tr("Other pages"))), "quiet", self.pages_wanted.emit)
        self.to_pages.setAccessibleName(tr("To the other pages; the session waits"))
        self.to_pages.setToolTip(tr("Today, Plan, Library, History, Settings, Help: Alt+1 to Alt+6"))
        self.to_pages.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.gear = GearButton()
        self.ribbon = Ribbon()
        top = QHBoxLayout()
        top.setSpacing(GAP_PX)
        for part in (self.to_pages, self._routine, self.count, self.warnings):
            top.addWidget(part)
        top.addStretch()
        top.addWidget(self.finish)
        top.addWidget(self.gear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12 - (RIBBON_PX - LINE_PX) // 2)
        column.addLayout(top)
        column.addWidget(self.ribbon)

    def show_phase(self, phase: PhaseView) -> None:
        """What changes with the phase."""
        self._routine.setText(phase.routine)
        self.ribbon.names = phase.exercises
        self.count.setText(phase.count)
        self.warnings.warn(phase.warning, "\n".join(phase.warnings))
        self._choose()

    def show_second(self, second: SecondView) -> None:
        """What changes with the seconds."""
        self.ribbon.show_segments(second.segments)
        self.said.emit(second.moment)
        if second.finish != self.finish.text():
            self.finish.setText(second.finish)
            self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer words."""
        super().resizeEvent(event)
        self._choose()

    def _choose(self) -> None:
        """Show as many words as there is room for in one size, a warning first."""
        words = (self.warnings, self.finish, self.count, self._routine)
        wanted = [part for part in words if part.text()]
        most = max(WORDS_PX * zoom(self), self.window().height() * LOW)
        scales = [scale for scale in SCALES if LEAST_PX <= self._px(scale) <= most] or SCALES[:1]
        ways = ((wanted[:count], scale) for count in range(len(wanted), 0, -1) for scale in scales)
        shown, scale = next((way for way in ways if self._fits(*way)), (wanted[:1], scales[-1]))
        for part in words:
            part.set_scale(scale)
            part.setVisible(part in shown)
        px, high = self._px(scale), round(self._px(scales[0]) * LINE)  # of one height whatever is shown
        style = f"padding: 1px {PADDING_PX}px 1px 0; font-size: {px}px; min-height: {high}px;"
        if style != self.to_pages.styleSheet():
            self.to_pages.setStyleSheet(style)

    def _fits(self, shown: list[FittedText], scale: float) -> bool:
        """Whether these words have room in this size, with the way to the pages and the gear."""
        font = theme.font(WORDS_PX, QFont.Weight.DemiBold)
        font.setPixelSize(self._px(scale))
        wide = QFontMetricsF(font).horizontalAdvance(self.to_pages.text()) + PADDING_PX + 2 * BORDER_PX
        for part in shown:
            part.set_scale(scale)
            wide += part.sizeHint().width()
        return wide + self.gear.sizeHint().width() + GAP_PX * (len(shown) + 2) <= self.width()

    def _px(self, scale: float) -> int:
        return theme.px(WORDS_PX * zoom(self) * scale)
