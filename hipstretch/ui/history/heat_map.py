"""The calendar of the history: a square a day, as many of the last weeks as fit, those before by scrolling."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date, timedelta
from math import ceil

from PySide6.QtCore import QEvent, QLocale, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QToolTip, QWidget

from hipstretch.core.progress import Done, last_days
from hipstretch.core.settings import WEEKDAYS
from hipstretch.core.weeks import day_of, first_of_week, first_of_weeks
from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.labels import label

WEEKS = 53
"""A year: of so many weeks a screen reader says on how many days there was a session."""
FULL_S = 20 * 60
"""Seconds of work that give a day its strongest colour."""
SMALL_PX, SWATCH_PX = 12, 14
"""The size of the names, and of a square that explains itself, in logical pixels at 100 % text."""
MONTH_GAP_PX = 9
"""Between the names of two months, at 100 % text: closer, "Dec 2026" would be read as one."""
LEAST_PX = 18
"""How wide a week is at least, at 100 % text: a square of 14 pixels, and the room beside it."""
EMPTY, HOLLOW = 0.12, 0.4
"""How strong a day without a session is, which is nearly the ground, and the edge of a rest day."""
SHADES = {theme.LIGHT: (0.68, 0.7), theme.DARK: (0.5, 0.4), theme.CONTRAST: (0.42, 0.0)}
"""How far from the ground to the colour of work a day with hardly any work is, which stands out from both; and how far
from that colour to the ink the strongest is, so that a little and much are told apart at a glance."""
DOT, TODAY, KEYS = 0.4, 1.2, 2.0
"""How large the dot on the day of the chosen session is, as a part of the square; how thick the ring around today is,
and the one where the keys are."""
STEPS = {
    Qt.Key.Key_Left: -7,
    Qt.Key.Key_Right: 7,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -28,
    Qt.Key.Key_PageDown: 28,
}
"""By how many days a key goes on."""


class HeatMap(QScrollArea):
    """Scrolls the squares sideways; `chosen` tells the day that was clicked, or Enter pressed on."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as time goes, in every language
        self.squares = Squares()
        self.squares.setObjectName("content")
        self.squares.chosen.connect(self.chosen)
        self.squares.moved.connect(self._on_moved)
        self.setWidget(self.squares)
        self.weekdays = Weekdays(self, self.squares)
        self.legend, self._rest_day = _legend()
        """What the squares mean, to stand below them."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalScrollBar().valueChanged.connect(self.squares.update)  # other months are whole now
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_sessions(
        self, sessions: Sequence[Done], today: date, begins: int, rest_days: Container[int] = ()
    ) -> None:
        """Show these sessions, oldest first, with today in view at the right.

        A day begins at the hour `begins`. `rest_days` are weekdays, 1 for Monday: empty squares on them are hollow.
        """
        self.squares.show_sessions(sessions, today, begins, rest_days)
        self._rest_day.setVisible(any(day in rest_days for day in WEEKDAYS))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many whole weeks as fit fill the width."""
        super().resizeEvent(event)
        self._fit()

    def heightForWidth(self, width: int, /) -> int:
        """The squares as high as they are then, and the bar if there are earlier weeks."""
        room = width - self.weekdays.sizeHint().width()
        squares = self.squares.size_in(room)
        below = self.horizontalScrollBar().sizeHint().height() if squares.width() > room else 0
        return squares.height() + below

    def sizeHint(self) -> QSize:
        """As high as its width asks for."""
        return QSize(super().sizeHint().width(), self.heightForWidth(self.width()))

    def _fit(self) -> None:
        names = self.weekdays.sizeHint().width()
        self.setViewportMargins(names, 0, 0, 0)
        self.squares.fit(self.viewport().width())
        self.weekdays.setGeometry(0, 0, names, self.squares.height())
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum())
        self.updateGeometry()

    def _on_moved(self, where: QRect) -> None:
        self.ensureVisible(where.center().x(), where.center().y(), 40, 0)


class Weekdays(QWidget):
    """The names of as many rows of the squares as have room."""

    def __init__(self, parent: QWidget, squares: Squares) -> None:
        super().__init__(parent)
        self._squares = squares

    def sizeHint(self) -> QSize:
        """As wide as the longest."""
        metrics = QFontMetricsF(theme.font(SMALL_PX))
        return QSize(ceil(max(map(metrics.horizontalAdvance, map(_weekday, range(7))))) + 8, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Each beside its row."""
        painter = QPainter(self)
        painter.setPen(QColor(theme.current().soft))
        painter.setFont(theme.font(SMALL_PX))
        high = painter.fontMetrics().height()
        first = self._squares.first
        step = ceil(high / self._squares.pitch)
        for row in range(0, 7, step):
            middle = self._squares.square(first + timedelta(days=row)).center().y()
            room = QRectF(0, middle - high / 2, self.width(), high)
            if room.bottom() <= self.height():
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, _weekday(row))


class Squares(QWidget):
    """The squares, under the names of their months; the more was done, the stronger the colour."""

    chosen = Signal(object)
    moved = Signal(QRect)

    def __init__(self) -> None:
        super().__init__()
        self._days: dict[date, float] = {}
        self.first = self._began = self._today = self._current = date(2000, 1, 1)
        """The first day that is shown, and that of the week of the first session."""
        self._marked: date | None = None
        """The day of the session that is shown beside the map."""
        self.pitch = float(LEAST_PX)
        self._rest_days: Container[int] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_sessions(
        self, sessions: Sequence[Done], today: date, begins: int, rest_days: Container[int]
    ) -> None:
        """Show these sessions, oldest first."""
        self._rest_days = rest_days
        first_weekday = wording.first_weekday()
        began = day_of(sessions[0].started_at, begins) if sessions else today
        self._today, self._began = today, first_of_week(min(began, today), first_weekday)
        found = last_days(sessions, today, begins, (today - self._began).days + 1)
        self._days = {d.date: d.active_s for d in found}
        self._current = today
        self._describe()
        self.update()

    def mark(self, day: date | None) -> None:
        """Mark the day of the session that is shown, if one is."""
        self._marked = day
        self.update()

    def fit(self, width: int) -> None:
        """Have so many whole weeks in this width, and earlier ones if there was a session then."""
        self.first = self._first_in(width)
        self.pitch = self._pitch_in(width)
        self.resize(self.size_in(width))
        self.update()

    def size_in(self, width: int) -> QSize:
        """How large they are where so many weeks have this width: seven rows below the months."""
        pitch = self._pitch_in(width)
        weeks = (self._today - self._first_in(width)).days // 7 + 1
        return QSize(round(weeks * pitch), round(self._top() + 7 * pitch))

    def _weeks_in(self, width: int) -> int:
        return max(1, width // theme.px(LEAST_PX))

    def _pitch_in(self, width: int) -> float:
        return max(theme.px(LEAST_PX), width / self._weeks_in(width))

    def _first_in(self, width: int) -> date:
        return min(self._began, first_of_weeks(self._today, self._weeks_in(width), wording.first_weekday()))

    def square(self, day: date) -> QRectF:
        """Where a day is."""
        week, row = divmod((day - self.first).days, 7)
        gap = self._gap()
        left, top = week * self.pitch + gap / 2, self._top() + row * self.pitch
        return QRectF(left, top, self.pitch - gap, self.pitch - gap)

    def day_at(self, where: QPointF) -> date | None:
        """The day of a square; None between squares, and for what is to come."""
        week, row = int(where.x() // self.pitch), int((where.y() - self._top()) // self.pitch)
        day = self.first + timedelta(days=7 * week + row)
        return day if 0 <= row < 7 and self.first <= day <= self._today else None

    def event(self, event: QEvent) -> bool:
        """Say what a square stands for."""
        if isinstance(event, QHelpEvent):
            if day := self.day_at(QPointF(event.pos())):
                QToolTip.showText(event.globalPos(), self._words(day), self)
                return True
            QToolTip.hideText()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a day."""
        if day := self.day_at(event.position()):
            self._go(day)
            self.chosen.emit(day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from day to day; Enter chooses."""
        key = Qt.Key(event.key())
        if key in STEPS:
            wanted = self._current + timedelta(days=STEPS[key])
            self._go(min(self._today, max(self.first, wanted)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._current)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(self.first if key == Qt.Key.Key_Home else self._today)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys are."""
        super().focusInEvent(event)
        self.moved.emit(self.square(self._current).toRect())
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Square by square, what is in view."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first = self.first + timedelta(weeks=int(event.rect().left() // self.pitch) - 4)
        last = self.first + timedelta(weeks=int(event.rect().right() // self.pitch) + 1)
        day = max(first, self.first)
        painter.setFont(theme.font(SMALL_PX))
        painter.setPen(QColor(tokens.soft))
        seen = self.visibleRegion().boundingRect()
        for where, words in self.months():
            if where.left() < seen.left():
                continue  # cut off, the rest of "2026" would be a 6
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, words)
        corner = self.pitch / 5
        while day <= min(last, self._today):
            seconds, square = self._days.get(day, 0.0), self.square(day)
            hollow = not seconds and day.isoweekday() in self._rest_days
            painter.setPen(_hollow() if hollow else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if hollow else _colour(seconds))
            painter.drawRoundedRect(square, corner, corner)
            has_keys = self.hasFocus() and day == self._current
            if has_keys or day == self._today:
                painter.setPen(QPen(QColor(tokens.ink), KEYS if has_keys else TODAY))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                off = self._gap() / 2
                painter.drawRoundedRect(square.adjusted(-off, -off, off, off), corner + off, corner + off)
            if day == self._marked:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(tokens.window if seconds else tokens.ink))
                dot = square.width() * DOT / 2
                painter.drawEllipse(square.center(), dot, dot)
            day += timedelta(days=1)

    def months(self) -> list[tuple[QRectF, str]]:
        """Where the names of months stand above the squares: years first, then those that have room."""
        metrics = QFontMetricsF(theme.font(SMALL_PX))
        shown = (self.first + timedelta(days=n) for n in range((self._today - self.first).days + 1))
        begun = [day for day in shown if day.day == 1]
        placed: list[tuple[QRectF, str]] = []
        for day in sorted(begun, key=lambda one: (one.month != 1, one)):
            left = self.square(first_of_week(day, wording.first_weekday())).left()
            words = self._month(day)
            room = QRectF(left, 0, metrics.horizontalAdvance(words) + theme.px(MONTH_GAP_PX), self._top())
            if room.right() <= self.width() + theme.px(MONTH_GAP_PX) and not any(
                room.intersects(other) for other, _ in placed
            ):
                placed.append((room, words))
        return placed

    def _go(self, day: date) -> None:
        self._current = day
        self._describe()
        self.moved.emit(self.square(day).toRect())
        self.update()

    def _describe(self) -> None:
        """What a screen reader says: the day the keys are on, and the last year in a number."""
        year = sum(1 for day, s in self._days.items() if s and (self._today - day).days < 7 * WEEKS)
        self.setAccessibleName(
            tr("The last year: days with a session: {count}").format(count=wording.number(year))
        )
        self.setAccessibleDescription(self._words(self._current))

    def _words(self, day: date) -> str:
        seconds = self._days.get(day)
        nothing = tr("rest day") if day.isoweekday() in self._rest_days else tr("no session")
        return wording.titled(wording.long_day(day), wording.minutes(seconds) if seconds else nothing)

    def _month(self, day: date) -> str:
        if day.month == 1:
            # Translators: a year that stands by itself among months
            return tr("{year}").format(year=str(day.year))
        return QLocale().standaloneMonthName(day.month, QLocale.FormatType.ShortFormat)

    def _gap(self) -> float:
        """Between two squares; the ring around one lies there."""
        return max(1.0, self.pitch / 5)

    def _top(self) -> int:
        return theme.px(18)


def _weekday(row: int) -> str:
    day = (wording.first_weekday() - 1 + row) % 7 + 1
    return QLocale().standaloneDayName(day, QLocale.FormatType.ShortFormat)


def _colour(seconds: float) -> QColor:
    """Of a day with so many seconds of work."""
    tokens = theme.current()
    if not seconds:
        return QColor(theme.mixed(tokens.soft, tokens.window, EMPTY))
    little, much = SHADES[tokens]
    weakest = theme.mixed(tokens.hold_ink, tokens.window, little)
    strongest = theme.mixed(tokens.ink, tokens.hold_ink, much)
    return QColor(theme.mixed(strongest, weakest, min(1.0, seconds / FULL_S)))


def _hollow() -> QColor:
    """Of the edge of a rest day without a session."""
    colour = QColor(theme.current().soft)
    colour.setAlphaF(HOLLOW)
    return colour


class Swatch(QWidget):
    """Squares as they are in the map."""

    def __init__(self, *seconds: float, hollow: bool = False) -> None:
        super().__init__()
        self._seconds, self._hollow = seconds, hollow
        self.setFixedSize(theme.px(SWATCH_PX) * len(seconds), theme.px(SWATCH_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One beside the other."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self.height()
        for number, seconds in enumerate(self._seconds):
            painter.setPen(_hollow() if self._hollow else Qt.PenStyle.NoPen)
            painter.setBrush(Qt.BrushStyle.NoBrush if self._hollow else _colour(seconds))
            square = QRectF(number * size, 1, size - 3, size - 3)
            painter.drawRoundedRect(square, size / 5, size / 5)


def _legend() -> tuple[QWidget, QWidget]:
    """What the squares mean; and the part of it that is about rest days."""
    parts = []
    for before, swatch, words in (
        ("", Swatch(0), tr("no session")),
        ("", Swatch(0, hollow=True), tr("rest day")),
        (
            wording.number(1),
            Swatch(*(FULL_S * part for part in (0.05, 0.35, 0.65, 1))),
            wording.minutes(FULL_S),
        ),
    ):
        row = QHBoxLayout()
        row.setSpacing(6)
        if before:
            row.addWidget(label(before, "small"))
        row.addWidget(swatch)
        row.addWidget(label(words, "small"))
        parts.append(frame("plain", row, 0))
    flow = Flow(16)
    for part in parts:
        flow.add(part)
    return flow_row(flow), parts[1]
