"""The last days as dots, and what was done in them."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from hipstretch.core.progress import Day, in_all, last_days
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.labels import label

if TYPE_CHECKING:
    from .dose_bars import DosePart


class DaysCard(QFrame):
    """The last seven days: dots, work in all, and the dose of the week once there was a session."""

    def __init__(self, stores: Stores) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._stores = stores
        self.dots = DayDots()
        self._words = label("", "soft", wrap=True)
        self.dose: DosePart | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 20, 20, 20)
        self._column.setSpacing(8)
        self._column.addWidget(label(tr("Last seven days"), "strong"))
        self._column.addWidget(self.dots)
        self._column.addWidget(self._words)
        self._column.addStretch()

    def show_until(self, day: date) -> None:
        """Show the days up to and with this one."""
        days = last_days(self._stores.history.recent, day, self._stores.settings.current.day_begins)
        self.dots.show_days(days)
        self._words.setText(self._line(days))
        if self._stores.history.recent or self.dose:
            self._show_dose()

    def _show_dose(self) -> None:
        from .dose_bars import DosePart

        if self.dose is None:
            self.dose = DosePart()
            self._column.insertWidget(self._column.count() - 1, self.dose)
        self.dose.show_dose(self._stores.dose())

    def _line(self, days: tuple[Day, ...]) -> str:
        if not self._stores.history.recent:
            return tr("Each day you stretch fills a dot.")
        done = in_all(days)
        if not done.days:
            return tr("A quiet week. Every day is a good one to begin again.")
        return wording.days_and_work(done.days, done.active_s)


class DayDots(QWidget):
    """One dot a day, filled when something was done; the letter of the day below, today's in ink."""

    def __init__(self) -> None:
        super().__init__()
        self._days: tuple[Day, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(self, days: tuple[Day, ...]) -> None:
        """Show these days, the last one being today."""
        self._days = days
        self.setAccessibleName(tr("Last seven days"))
        self.setAccessibleDescription(wording.listed(map(self._words, days)))
        self.setToolTip("\n".join(map(self._words, days)))
        self.update()

    def sizeHint(self) -> QSize:
        """Dot and letter."""
        return QSize(theme.px(7 * 36), theme.px(54))

    def minimumSizeHint(self) -> QSize:
        """Smaller dots where there is less room."""
        return QSize(theme.px(7 * 22), theme.px(54))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dots in a row, as time goes in every language: from left to right."""
        tokens = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = min(self.width() / 7, theme.px(48))
        size = min(theme.px(24), step - 6)
        first = self.width() - 7 * step if self.isRightToLeft() else 0
        form = self._form(step - 4)
        painter.setFont(theme.font(13))
        for number, day in enumerate(self._days):
            box = QRectF(0, 0, size, size)
            box.moveCenter(QPointF(first + step * (number + 0.5), size / 2 + 2))
            last = number == len(self._days) - 1
            painter.setPen(QPen(QColor(tokens.hold if last or day.sessions else tokens.track), 2))
            painter.setBrush(QColor(tokens.hold) if day.sessions else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box)
            painter.setPen(QColor(tokens.ink if last else tokens.soft))
            below = QRectF(first + step * number, size + 6, step, self.height() - size - 6)
            name = QLocale().standaloneDayName(day.date.isoweekday(), form)
            painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, name)

    def _form(self, room: float) -> QLocale.FormatType:
        """Short names of days if each has room, else their first letters."""
        metrics, short = QFontMetricsF(theme.font(13)), QLocale.FormatType.ShortFormat
        names = (QLocale().standaloneDayName(day.date.isoweekday(), short) for day in self._days)
        fit = all(metrics.horizontalAdvance(name) <= room for name in names)
        return short if fit else QLocale.FormatType.NarrowFormat

    def _words(self, day: Day) -> str:
        name = QLocale().standaloneDayName(day.date.isoweekday(), QLocale.FormatType.LongFormat)
        words = wording.minutes(day.active_s) if day.sessions else tr("rest")
        return wording.titled(name, words)
