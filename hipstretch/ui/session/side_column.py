"""The column with ring, side and dots."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from hipstretch.ui.widgets.labels import FittedText, zoom

from .dots import Dots
from .ring import Ring
from .steps import Steps

RING, LESS_PX = 0.436, 30
"""The ring's part of the window's height, and what is taken off it, which counts in a low window: if the column is wide
enough, whatever the size of the text."""
LEAST = 0.1
"""What the words keep of it at least."""
SHARES = (0.3, 0.16, 0.14)
"""What name, repetition and dots have at most of the room that the ring leaves; the steps have the rest."""
STEPS, LOW_STEPS, LOW_LESS_PX = 0.146, 0.25, 62
"""The steps' least part of the window's height, whatever the size of the text; more where one is long. In a low window
so much less, for the sake of name and repetition."""
NAME_PX, REP_PX, GAP_PX = 18, 13, 4
"""What is then left at least for the name; for the repetition, or it is left out; and below that."""
DOTS_FROM = 0.22
"""Where the words have less than this part of the window's height there are no dots: the line above says the same."""


class SideColumn(QWidget):
    """Name, ring, repetition, dots and steps. The ring comes first; each has its place, so that nothing jumps."""

    GAPS = (8, 8, 10, 14)

    def __init__(self, name: FittedText, ring: Ring, rep: FittedText, dots: Dots, steps: Steps) -> None:
        super().__init__()
        self._parts = (name, ring, rep, dots, steps)
        self._name, self._rep, self._dots, self._steps = name, rep, dots, steps
        self._lines: tuple[str, ...] = ()
        for part in self._parts:
            part.setParent(self)

    def minimumSizeHint(self) -> QSize:
        """A ring that can be read, with a line above and below."""
        return QSize(220, 220)

    def fit(self, lines: tuple[str, ...]) -> None:
        """Give every part its place, for an exercise of these steps."""
        self._lines = lines
        self.arrange()

    def arrange(self) -> None:
        """Give every part its place: the words have what the ring leaves."""
        width, height, whole = self.width(), self.height(), self.window().height()
        ring = round(max(0, min(width, whole * RING - LESS_PX, height - whole * LEAST)))
        words = height - ring
        gaps = [round(min(gap * zoom(self), words * gap / 300)) for gap in self.GAPS]
        reps = self._rep.sizeHint().height() * bool(self._rep.text())
        wanted = (self._name.height_for(width), reps, self._dots.sizeHint().height())
        name, rep, dots = (
            min(want, round(words * share)) for want, share in zip(wanted, SHARES, strict=True)
        )
        dots *= words >= whole * DOTS_FROM
        steps = words - name - rep - dots - sum(gaps)
        least = round(min(whole * STEPS, whole * LOW_STEPS - LOW_LESS_PX))
        needed = max(least, self._steps.least_height(self._lines, width))
        if steps < needed and dots:
            steps, dots = steps + dots, 0
        if steps < needed:
            left = max(min(words, NAME_PX), words - needed)
            rep = max(0, min(rep, left - NAME_PX - GAP_PX))
            rep *= rep >= REP_PX
            gaps = [0, 0, 0, GAP_PX * (rep > 0)]  # the ring has some room around itself
            name = min(wanted[0], left - rep - gaps[-1])
            steps = words - name - rep - gaps[-1]
        y = 0
        for part, high, gap in zip(self._parts, (name, ring, rep, dots, steps), (*gaps, 0), strict=True):
            part.setGeometry(0, y, width, high)
            y += high + gap

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As large as there is room."""
        super().resizeEvent(event)
        self.arrange()
