"""The large picture with the words upon it."""

import math

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QStyle, QVBoxLayout, QWidget

from hipstretch.core.exercise import Side
from hipstretch.core.timeline import PhaseKind
from hipstretch.qt import language, wording
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import KeyButton
from hipstretch.ui.widgets.just_gone import JustGone
from hipstretch.ui.widgets.key_names import key_names
from hipstretch.ui.widgets.labels import broken, together, zoom
from hipstretch.ui.widgets.pictures import Picture, PictureCache

from .keys import KEYS, Act
from .session_view import PhaseView
from .side_arrow import arrow

WRAPPED = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextWordWrap.value


LARGE = 2.0
"""How much larger the words are in the large view, if the figure leaves them room."""
LEAST_LARGE = 4 / 3
"""And at least: what is to be felt is read from the floor in 20 pixels."""
GAP_PX, MAT_PX = 20, 8
"""From the words to the edge, and to the mat."""

CORNER, CORNER_TEXT = 0.28, 0.36
"""The most that a button in a corner takes of the width, and twice of the height, so that the figure stays seen; its
words' part of its height."""


class Ground(QFrame):
    """What a picture lies on, and words about it."""

    worded = sided = True
    """Whether there is room for words on it, and whether the side is one of them."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "stage")

    @property
    def large(self) -> bool:
        """Whether it is part of the large view, where the side stands elsewhere."""
        return self.worded and not self.sided

    def place(self) -> None:
        """Put the words in their places."""


class Pill(QWidget):
    """Words on a rounded card upon the stage, with an arrow or a dot; in several lines if need be.

    The dot has the colour of what is to be felt on the figure: it is for these words alone.
    """

    def __init__(self, stage: Ground, size: float, weight: QFont.Weight, *, dot: bool = False) -> None:
        super().__init__(stage)
        self._stage = stage
        self._text = ""
        self._size, self._weight = size, weight
        self._side: Side | None = None
        self._dot = dot
        self.left_out = False
        """Whether it is not shown now, though it keeps its room."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def say(self, text: str) -> None:
        """Show a sentence."""
        self._text = text
        self._refresh()

    def show_side(self, side: Side) -> None:
        """Show a side's word with its arrow."""
        self._text, self._side = wording.upper(wording.side(side)), side
        self._refresh()

    def _refresh(self) -> None:
        self.setAccessibleName(self._text)
        self.resize(self.sizeHint())
        self.show_on(shown=self._stage.worded and (self._side is None or self._stage.sided))
        self._stage.place()
        self.update()

    def show_on(self, *, shown: bool) -> None:
        """Show it, unless it is left out."""
        self.setVisible(shown and not self.left_out)

    def sizeHint(self) -> QSize:
        """The words in one line, or in as many as the stage's width asks for."""
        metrics = QFontMetricsF(self._font())
        extra = self._px(60) if self._dot or self._side in (Side.LEFT, Side.RIGHT) else self._px(40)
        room = max(120, self._stage.width() - 40)
        wide = metrics.horizontalAdvance(self._text) + extra
        if wide <= room:
            return QSize(math.ceil(wide), self._px(38))
        around = QRectF(0, 0, room - extra, 10_000)
        box = metrics.boundingRect(around, Qt.TextFlag.TextWordWrap, together(self._text))
        return QSize(room, math.ceil(box.height()) + self._px(18))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Card, mark, words."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QColor(tokens.line))
        painter.setBrush(QColor(tokens.card))
        radius = min(self._px(19), box.height() / 2)
        painter.drawRoundedRect(box, radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, edge, size = box.center().y(), self._px(22), self._px(7)
        words = box.adjusted(self._px(18), 0, -self._px(12), 0)
        if self._dot:
            painter.setBrush(QColor(tokens.feel))
            turned = self.isRightToLeft()
            painter.drawEllipse(QPointF(self.width() - edge if turned else edge, middle), size, size)
            before, after = self._px(38), self._px(12)
            words = box.adjusted(*((after, 0, -before, 0) if turned else (before, 0, -after, 0)))
        elif self._side in (Side.LEFT, Side.RIGHT):
            left = self._side is Side.LEFT
            painter.setBrush(QColor(tokens.ink))
            painter.drawPolygon(
                arrow(self._side, QPointF(edge if left else box.right() - edge, middle), size)
            )
            words = (
                box.adjusted(self._px(36), 0, -self._px(14), 0)
                if left
                else box.adjusted(self._px(16), 0, -self._px(36), 0)
            )
        painter.setPen(QColor(tokens.ink))
        painter.setFont(self._font())
        painter.drawText(words, WRAPPED, broken(together(self._text), painter.font(), words.width()))

    def _px(self, size: float) -> int:
        """A size that follows text size and window, but leaves the figure its room."""
        most = max(LEAST_LARGE if self._stage.large else 1.0, self._stage.height() / 400)
        wanted = theme.px(100) / 100 * zoom(self) * (LARGE if self._stage.large else 1)
        return round(size * min(wanted, most))

    def _font(self) -> QFont:
        font = QFont(language.families())
        font.setPixelSize(self._px(self._size))
        font.setWeight(self._weight)
        return font


class SidedPicture(Ground):
    """A picture with its side in the upper corner, as on the stage; no side where both do the same."""

    def __init__(self, cache: PictureCache) -> None:
        super().__init__()
        room = QVBoxLayout(self)
        room.setContentsMargins(4, 4, 4, 4)
        self.picture = Picture(cache)
        room.addWidget(self.picture)
        self.side = side_pill(self)

    def show_side(self, side: Side) -> None:
        """Say which side is shown."""
        self.side.show_side(side)
        self.side.setVisible(side in (Side.LEFT, Side.RIGHT))

    def place(self) -> None:
        """At the upper end."""
        where = QRect(QPoint(self.width() - self.side.width() - GAP_PX, GAP_PX), self.side.size())
        self.side.move(QStyle.visualRect(self.layoutDirection(), self.rect(), where).topLeft())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The side keeps to its corner."""
        super().resizeEvent(event)
        self.side.resize(self.side.sizeHint())
        self.place()


def side_pill(stage: Ground) -> Pill:
    """One that says the side."""
    return Pill(stage, 17, QFont.Weight.DemiBold)


STAGE_SIZE = (240, 160)
"""The least room for a figure and the words on it."""


class Stage(Ground):
    """Where the figure is shown, with the side and where to feel it."""

    clicked = Signal()
    double_clicked = Signal()

    def __init__(self, cache: PictureCache) -> None:
        super().__init__()
        self.setMinimumSize(*STAGE_SIZE)
        self._room = QVBoxLayout(self)
        self.picture = Picture(cache)
        self._room.addWidget(self.picture)
        self.side = side_pill(self)
        self.feel = Pill(self, 15, QFont.Weight.Medium, dot=True)
        self.noted = Pill(self, 15, QFont.Weight.Medium)
        self.noted.hide()
        self.turn = KeyButton(tr("Other view"), "O")
        self.turn.setParent(self)
        self.turn.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its key works everywhere
        self.undo = KeyButton(tr("Undo"), "U")
        self.undo.setParent(self)
        self.undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.undo.hide()
        self._gone = JustGone()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.usual = KeyButton(tr("Usual view"), "F")
        self.usual.setParent(self)
        self.usual.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.usual.hide()
        self.pause = KeyButton(tr("Pause"), tr("Space"), also=(tr("Go on"),))
        self.pause.setParent(self)
        self.pause.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pause.hide()
        self.can_turn = False
        """Whether there is another view."""
        self.turn.hide()

    def show_turn(self, place: str, *, possible: bool) -> None:
        """Offer to look from elsewhere, or not; `place` says which of several photos is shown."""
        self.can_turn = possible
        self.turn.setText(place or tr("Other view"))
        self.place()
        self.turn.setVisible(possible and self.worded)

    def show_controls(self, *, shown: bool) -> None:
        """Offer what the large view has no bar for: the way back, and to pause where there is room."""
        self.usual.setVisible(shown)
        self.place()

    def show_undo(self, exercise: str) -> None:
        """Offer to take back that this one was too much; "" for none."""
        if self.undo.isVisible() and not exercise:
            self._gone.leaves(self.undo)
        if exercise:
            self.undo.setText(wording.titled(tr("Undo"), exercise))
        self.place()
        self.undo.setVisible(bool(exercise) and self.worded)

    def show_phase(self, phase: PhaseView) -> None:
        """The words upon the picture."""
        self.pause.setText(phase.pause)
        self.setToolTip(key_names((phase.pause, KEYS[Act.TOGGLE_PAUSE][0])))
        self.side.show_side(phase.side)
        self.feel.left_out = phase.kind is PhaseKind.REST  # then there is nothing to feel
        self.feel.say(phase.feel)
        if phase.note:
            self.noted.say(phase.note)
        else:
            self.noted.hide()

    def show_words(self, *, shown: bool, side: bool) -> None:
        """Where to feel it, and the side unless it stands elsewhere; or the figure alone, however small."""
        self.worded, self.sided = shown, side
        self.side.setVisible(shown and side)
        self.feel.show_on(shown=shown)
        self.turn.setVisible(shown and self.can_turn)
        self.noted.hide()
        self.undo.hide()
        self.setMinimumSize(*(STAGE_SIZE if shown else (0, 0)))
        self._fit()

    def _make_room(self) -> None:
        """No foot behind the words."""
        below = self.feel.height() + GAP_PX + MAT_PX
        self._room.setContentsMargins(4, 4, 4, below if self.worded else 4)

    def place(self) -> None:
        """Side at the upper end, buttons at the beginning; below there feeling, and a note above it.

        To pause is offered where no head is.
        """
        gap = GAP_PX
        self.undo.resize(self.undo.sizeHint().boundedTo(self.size() - QSize(2 * gap, 0)))
        for one in (self.turn, self.usual, self.pause):
            most = QSize(round(self.width() * CORNER), round(self.height() * CORNER / 2))
            one.resize(one.sizeHint().boundedTo(most))
            one.set_form(round(one.height() * CORNER_TEXT), long=False)
        below = self.height() - self.feel.height() - gap
        beside = gap + (self.turn.width() + 8) * self.can_turn
        self.pause.setHidden(self.usual.isHidden() or beside + self.pause.width() > self.width() / 3)
        for part, x, y in (
            (self.turn, gap, gap),
            (self.side, self.width() - self.side.width() - gap, gap),
            (self.usual, self.width() - self.usual.width() - gap, gap),
            (self.feel, gap, below),
            (self.pause, beside, gap),
            (self.noted, gap, below - self.noted.height() - 8),
            (self.undo, gap, below - self.noted.height() - self.undo.height() - 16),
        ):
            where = QRect(QPoint(x, y), part.size())
            part.move(QStyle.visualRect(self.layoutDirection(), self.rect(), where).topLeft())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pills keep to their corners."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Words as large as the view asks for, in their places."""
        for pill in (self.side, self.feel, self.noted):
            pill.resize(pill.sizeHint())
        self._make_room()
        self.place()

    def event(self, event: QEvent) -> bool:
        """The words about the picture are not about the buttons on it."""
        if isinstance(event, QHelpEvent) and self.childAt(event.pos()):
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A large target for a foot or an elbow."""
        if not self._gone.is_meant(event):
            self.clicked.emit()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of a double click; the first one was told as a click."""
        if not self._gone.is_meant(event):
            self.double_clicked.emit()
        event.accept()
