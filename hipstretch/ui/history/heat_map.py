"""The calendar of the history: a square a day, the last year at a glance, the years before by scrolling."""

from collections.abc import Container, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QLocale, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QToolTip, QWidget

from hipstretch.core.progress import Done, last_days
from hipstretch.core.weeks import day_of, first_of_week, first_of_weeks
from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.style import theme

WEEKS = 53
"""A year: so many columns at least, and so many in view."""
FULL_S = 20 * 60
"""Seconds of work that give a day its strongest colour."""
LEAST_PX, MOST_PX = 7.0, 16.0
"""How wide a column may be."""
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
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_sessions(
        self, sessions: Sequence[Done], today: date, begins: int, rest_days: Container[int] = ()
    ) -> None:
        """Show these sessions, oldest first, with today in view at the right.

        A day begins at the hour `begins`. `rest_days` are weekdays, 1 for Monday: empty squares on them are hollow.
        """
        self.squares.show_sessions(sessions, today, begins, rest_days)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A year fills the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.squares.fit(self.viewport().width())
        longer = self.squares.width() > self.viewport().width()
        self.setFixedHeight(
            self.squares.height() + (self.horizontalScrollBar().sizeHint().height() if longer else 0)
        )
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().maximum())

    def _on_moved(self, where: QRect) -> None:
        self.ensureVisible(where.center().x(), where.center().y(), 40, 0)


class Squares(QWidget):
    """The squares, under the names of their months; the more was done, the stronger the colour."""

    chosen = Signal(object)
    moved = Signal(QRect)

    def __init__(self) -> None:
        super().__init__()
        self._days: dict[date, float] = {}
        self._first = self._today = self._current = date.min
        self._pitch = LEAST_PX
        self._rest_days: Container[int] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_sessions(
        self, sessions: Sequence[Done], today: date, begins: int, rest_days: Container[int]
    ) -> None:
        """Show these sessions, oldest first."""
        self._rest_days = rest_days
        first_weekday = wording.first_weekday()
        year = first_of_weeks(today, WEEKS, first_weekday)
        began = first_of_week(day_of(sessions[0].started_at, begins), first_weekday) if sessions else year
        self._today, self._first = today, min(year, began)
        found = last_days(sessions, today, begins, (today - self._first).days + 1)
        self._days = {d.date: d.active_s for d in found}
        self._current = today
        self._describe()
        self.update()

    def fit(self, width: int) -> None:
        """Take such a width that a year has this one."""
        self._pitch = min(MOST_PX, max(LEAST_PX, width / WEEKS))
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Seven rows below the months."""
        weeks = (self._today - self._first).days // 7 + 1
        return QSize(round(weeks * self._pitch), round(self._top() + 7 * self._pitch))

    def square(self, day: date) -> QRectF:
        """Where a day is."""
        week, row = divmod((day - self._first).days, 7)
        gap = max(1.0, self._pitch / 5)
        return QRectF(
            week * self._pitch, self._top() + row * self._pitch, self._pitch - gap, self._pitch - gap
        )

    def day_at(self, where: QPointF) -> date | None:
        """The day of a square; None between squares, and for what is to come."""
        week, row = int(where.x() // self._pitch), int((where.y() - self._top()) // self._pitch)
        day = self._first + timedelta(days=7 * week + row)
        return day if 0 <= row < 7 and day in self._days else None

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
            self._go(min(self._today, max(self._first, wanted)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._current)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(self._first if key == Qt.Key.Key_Home else self._today)
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
        first = self._first + timedelta(weeks=int(event.rect().left() // self._pitch) - 4)
        last = self._first + timedelta(weeks=int(event.rect().right() // self._pitch) + 1)
        day = max(first, self._first)
        painter.setFont(theme.font(11))
        corner = self._pitch / 5
        while day <= min(last, self._today):
            if day.day == 1:
                painter.setPen(QColor(tokens.soft))
                where = QPointF(
                    self.square(first_of_week(day, wording.first_weekday())).left(), self._top() - 5
                )
                painter.drawText(where, self._month(day))
            seconds = self._days[day]
            colour = QColor(tokens.hold if seconds else tokens.track)
            colour.setAlphaF(0.35 + 0.65 * min(1.0, seconds / FULL_S) if seconds else 0.55)
            current = self.hasFocus() and day == self._current
            painter.setPen(QColor(tokens.ink) if current or day == self._today else Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            if not seconds and day.isoweekday() in self._rest_days:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QColor(tokens.ink if current else tokens.track))
            painter.drawRoundedRect(self.square(day), corner, corner)
            day += timedelta(days=1)

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

    def _top(self) -> int:
        return theme.px(18)
