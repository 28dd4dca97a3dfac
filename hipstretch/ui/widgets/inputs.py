"""Input fields that keep still while a page scrolls."""

from collections.abc import Callable
from datetime import date, datetime, time

from PySide6.QtCore import QDate, QDateTime, QEvent, QLocale, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QTextCharFormat, QValidator
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QDateTimeEdit,
    QDoubleSpinBox,
    QPushButton,
    QSlider,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QTimeEdit,
    QToolButton,
    QWidget,
)

from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.style import theme

from .buttons import button
from .labels import beyond_font

MARGIN_PX = 10
"""What the list of a choice has around its words."""


class _WheelGuard(QObject):
    """Leaves the wheel to the page around."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow nothing but the wheel; ignored, it goes on to the parent."""
        if event.type() is QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def keep_still(field: QWidget) -> None:
    """Make the wheel scroll the page and never change this field."""
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(_WheelGuard(field))


class NumberField(QDoubleSpinBox):
    """A number from `least` to `most`; takes effect on Enter, on leaving the field, or by a step.

    Its own buttons lie over those of the style, for which the style sheet keeps room.

    `unit` is what `set_unit` takes.
    """

    def __init__(
        self,
        name: str,
        least: float,
        most: float,
        *,
        step: float = 1.0,
        whole: bool = False,
        unit: str = "{count}",
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setDecimals(0 if whole else 1)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.set_unit(unit)
        self.setKeyboardTracking(False)
        if self.isRightToLeft():  # digits alone would begin at the left
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
            self.lineEdit().setTextMargins(0, 0, 10, 0)
        else:
            self.lineEdit().setTextMargins(10, 0, 0, 0)
        self._less = self._step_button("−", tr("{name}: less").format(name=name), self.stepDown)
        self._more = self._step_button("+", tr("{name}: more").format(name=name), self.stepUp)
        keep_still(self)

    def set_unit(self, unit: str) -> None:
        """Have this around the number: "{count} s"; words in which a language says no number stand before it."""
        before, _, after = unit.partition("{count}")
        self.setPrefix(before)
        self.setSuffix(after)

    @property
    def being_typed(self) -> bool:
        """Whether there is text in it that does not count yet."""
        if not self.hasFocus() or (self.value() == self.minimum() and self.text() == self.specialValueText()):
            return False
        return self.text() != f"{self.prefix()}{self.textFromValue(self.value())}{self.suffix()}"

    def textFromValue(self, value: float) -> str:
        """Without a digit after the point that says nothing."""
        return wording.number(value)

    def validate(self, text: str, place: int, /) -> tuple[QValidator.State, str, int]:
        """What is typed beside the words that stand for no number replaces them."""
        words = self.specialValueText()
        if words and words in text and text != words:
            place -= len(words) if place > text.index(words) else 0
            text = text.replace(words, "")
        return super().validate(text, place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Let the text stand as high as in fields beside it: Qt raises letters that another font has."""
        margins, raised = self.lineEdit().textMargins(), beyond_font(self.text(), self.font())[1]
        if margins.top() != raised:
            margins.setTop(raised)
            self.lineEdit().setTextMargins(margins)
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the two buttons at the end."""
        super().resizeEvent(event)
        side = min(theme.px(30), self.height() - 8)
        for place, one in ((2, self._less), (1, self._more)):
            where = QRect(self.width() - place * side - 4, 4, side, self.height() - 8)
            one.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), where))

    def _step_button(self, text: str, name: str, step: Callable[[], None]) -> QPushButton:
        made = button(text, "quiet", step)
        made.setParent(self)
        made.setAccessibleName(name)
        made.setAutoRepeat(True)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setStyleSheet("padding: 0;")
        return made


class HourField(NumberField):
    """A whole hour of the day, written as the language writes a time; its number alone can be typed, too."""

    def textFromValue(self, value: float) -> str:
        """As "20:00", or "8:00 PM"."""
        return wording.clock(datetime.combine(date.min, time(int(value))))

    def valueFromText(self, text: str) -> float:
        """The hour, or the one before where it is none."""
        found = self._hour(text)
        return self.value() if found is None else found

    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        """Anything may become an hour while it is typed."""
        is_hour = self._hour(text) is not None
        return (QValidator.State.Acceptable if is_hour else QValidator.State.Intermediate), text, place

    def _hour(self, text: str) -> int | None:
        read = QLocale().toTime(text.strip(), QLocale.FormatType.ShortFormat)
        number, is_number = QLocale().toInt(text)
        hour = read.hour() if read.isValid() else number if is_number else -1
        return hour if self.minimum() <= hour <= self.maximum() else None


ROUNDED_PX = 4
"""How much less room than its words need the hint of a choice may have."""
NARROW_PX = 240
"""A choice with long words may be as narrow as this, in logical pixels at 100 % text."""


class ChoiceField(QComboBox):
    """One of a few named values."""

    def __init__(self, name: str, choices: dict[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        for value, words in choices.items():
            self.addItem(words, value)
        keep_still(self)

    @property
    def value(self) -> str:
        """The name of the chosen value."""
        return str(self.currentData())

    def set_value(self, value: str) -> None:
        """Choose a value."""
        self.setCurrentIndex(self.findData(value))

    def minimumSizeHint(self) -> QSize:
        """No wider than a small window has room: longer words end in an ellipsis, and are whole in the list."""
        size = super().minimumSizeHint()
        return QSize(min(size.width(), theme.px(NARROW_PX)), size.height())

    def showPopup(self) -> None:
        """Open the list, as wide as its words."""
        room = (
            self.view().sizeHintForColumn(0) + self.view().verticalScrollBar().sizeHint().width() + MARGIN_PX
        )
        self.view().setMinimumWidth(min(room, self.window().width()))
        super().showPopup()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box by the style sheet, and the sign that it opens."""
        option = self._option()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()
        _paint_sign(self)

    def _option(self) -> QStyleOptionComboBox:
        """What is painted: the words with an ellipsis where there is no room for all of them."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        box, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(box, option, part, self).width() + ROUNDED_PX
        words, end = self.currentText(), Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(words, end, room)
        return option


class MomentField(QDateTimeEdit):
    """A day and a time; the day also from a calendar."""

    def __init__(self, value: QDateTime) -> None:
        super().__init__(value)
        time = QLocale().timeFormat(QLocale.FormatType.ShortFormat)
        _write_days(self, f"{wording.day_format()} {time}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box by the style sheet, and the sign that it opens."""
        super().paintEvent(event)
        _paint_sign(self)


class DateField(QDateEdit):
    """A day, also from a calendar."""

    def __init__(self, value: QDate) -> None:
        super().__init__(value)
        _write_days(self, wording.day_format())

    @property
    def value(self) -> date:
        """The day."""
        return date(self.date().year(), self.date().month(), self.date().day())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The box by the style sheet, and the sign that it opens."""
        super().paintEvent(event)
        _paint_sign(self)


class TimeField(QTimeEdit):
    """A time of day; takes effect on Enter, on leaving the field, or by a step."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.lineEdit().setTextMargins(10, 0, 10, 0)
        self.setKeyboardTracking(False)
        _write_parts(self, QLocale().timeFormat(QLocale.FormatType.ShortFormat))

    @property
    def value(self) -> time:
        """The time."""
        return time(self.time().hour(), self.time().minute())


def _write_days(field: QDateTimeEdit, how: str) -> None:
    """Write days this way, and offer a calendar."""
    field.setCalendarPopup(True)
    calendar = field.calendarWidget()
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, QTextCharFormat())  # in the ink of the others, not in Qt's red
    for name, sign, words in (("prev", "‹", tr("Earlier")), ("next", "›", tr("Later"))):
        turning = calendar.findChild(QToolButton, f"qt_calendar_{name}month")
        if isinstance(turning, QToolButton):  # its picture is dark in every theme
            turning.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            turning.setText(sign)
            turning.setAccessibleName(words)
    _write_parts(field, how)


def _write_parts(field: QDateTimeEdit, how: str) -> None:
    """Write a date or a time this way, from left to right in every language: Qt would turn the parts round itself."""
    if field.isRightToLeft():
        field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        field.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    field.setDisplayFormat(how.replace("\u200f", ""))
    keep_still(field)


def _paint_sign(field: QWidget) -> None:
    painter = QPainter(field)
    tokens = theme.current()
    painter.setPen(QColor(tokens.soft if field.isEnabled() else tokens.dimmed))
    painter.setFont(theme.font(14))
    sign = QRect(field.width() - field.height(), 0, field.height(), field.height())
    sign = QStyle.visualRect(field.layoutDirection(), field.rect(), sign)
    painter.drawText(sign, Qt.AlignmentFlag.AlignCenter, "▾")


class PercentSlider(QSlider):
    """A percentage in steps of five."""

    def __init__(self, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setAccessibleName(name)
        self.setRange(0, 100)
        self.setSingleStep(5)
        self.setPageStep(20)
        self.setTracking(False)
        keep_still(self)
