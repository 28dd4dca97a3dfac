"""The last days as dots."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from hipstretch.core.progress import Day
from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.style import theme

if TYPE_CHECKING:
    pass


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
