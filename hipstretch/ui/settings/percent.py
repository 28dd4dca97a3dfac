"""A setting that is a percentage, as a slider."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipstretch.qt import wording
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.inputs import PercentSlider
from hipstretch.ui.widgets.labels import label

LEAST_PX = 100
"""How long the slider is at least, in logical pixels at 100 % text size."""


class PercentField(QWidget):
    """The slider, and beside it how much it is; it sets what is called `name`."""

    def __init__(self, settings: SettingsStore, name: str, words: str) -> None:
        super().__init__()
        self._settings, self._name = settings, name
        self.slider = PercentSlider(words)
        self.slider.setMinimumWidth(theme.px(LEAST_PX))
        self._words = label("", "strong")
        self.slider.sliderMoved.connect(self._say)
        self.slider.valueChanged.connect(self._on_value)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.slider, 1)
        row.addWidget(self._words)

    def refresh(self) -> None:
        """Show the setting as it is."""
        value = getattr(self._settings.current, self._name)
        with QSignalBlocker(self.slider):
            self.slider.setValue(value)
        self._say(value)

    def _say(self, value: int) -> None:
        self._words.setText(wording.percent(value))

    def _on_value(self, value: int) -> None:
        self._say(value)
        self._settings.change(**{self._name: value})
