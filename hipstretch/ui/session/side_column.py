"""The column with ring, side and dots."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from hipstretch.ui.widgets.labels import FittedText, zoom

from .dots import Dots
from .ring import Ring
from .steps import Steps


class SideColumn(QWidget):
    """Name, ring, repetition, dots and steps: each has its share of the height, so that nothing jumps."""

    GAPS = (8, 8, 10, 14)

    def __init__(self, name: FittedText, ring: Ring, rep: FittedText, dots: Dots, steps: "Steps") -> None:
        super().__init__()
        self._parts = (name, ring, rep, dots, steps)
        self._name, self._rep, self._dots = name, rep, dots
        for part in self._parts:
            part.setParent(self)

    def minimumSizeHint(self) -> QSize:
        """A ring that can still be read, with a line above and below."""
        return QSize(220, 220)

    def arrange(self) -> None:
        """Give every part its place; the ring gets what the words leave."""
        width, height, scale = self.width(), self.height(), zoom(self)
        name = min(self._name.height_for(width), round(height * 0.2))
        rep = min(self._rep.sizeHint().height(), round(height * 0.08))
        dots, steps = self._dots.sizeHint().height(), round(height * 0.25)
        gaps = [round(g * scale * min(1.0, height / 400)) for g in self.GAPS]
        ring = height - name - rep - dots - steps - sum(gaps)
        y = 0
        for part, high, gap in zip(self._parts, (name, ring, rep, dots, steps), (*gaps, 0), strict=True):
            part.setGeometry(0, y, width, high)
            y += high + gap

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As large as there is room."""
        super().resizeEvent(event)
        self.arrange()
