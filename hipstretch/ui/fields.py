"""Input fields that keep still while a page scrolls."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSlider, QWidget

from hipstretch.qt import wording


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
    """A number from `least` to `most`; takes effect on Enter, on leaving the field, or by a step."""

    def __init__(
        self, name: str, least: float, most: float, *, step: float = 1.0, whole: bool = False, unit: str = ""
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setDecimals(0 if whole else 1)
        self.setRange(least, most)
        self.setSingleStep(step)
        self.setSuffix(f" {unit}" if unit else "")
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        keep_still(self)

    def textFromValue(self, value: float) -> str:
        """Without a digit after the point that says nothing."""
        return wording.number(value)


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
