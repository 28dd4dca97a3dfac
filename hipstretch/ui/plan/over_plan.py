"""What the pages over the plan have in common: the way back, their title, and parts beside each other."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.flow_layout import Flow

STACK = QBoxLayout.Direction.TopToBottom
LOW_PX = 560
"""On a page lower than this, at 100 % text, the title is smaller."""
LEAST_PX = 840
"""So wide is what holds two columns of words, at 100 % text."""


class Beside(QWidget):
    """Parts beside each other, as wide as their `shares`, or one below the other where it is not `least` pixels wide.

    `least` is at 100 % text.
    """

    turned = Signal()
    """The parts lie otherwise than before, as `stacked` says."""

    def __init__(
        self,
        *parts: QWidget,
        shares: Sequence[int] = (),
        spacing: int = 16,
        least: int = LEAST_PX,
    ) -> None:
        super().__init__()
        self._box = QBoxLayout(STACK, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(spacing)
        self._least = least
        self._shares = tuple(shares) or (1,) * len(parts)
        for part in parts:
            policy = part.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)
            part.setSizePolicy(policy)
            self._box.addWidget(part)

    @property
    def stacked(self) -> bool:
        """Whether the parts lie one below the other."""
        return self._box.direction() is STACK

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        before = self.stacked
        row = QBoxLayout.Direction.LeftToRight
        self._box.setDirection(STACK if self.width() < theme.px(self._least) else row)
        if self.stacked is not before:
            self.turned.emit()
        for at, share in enumerate(self._shares):
            self._box.setStretch(at, 0 if self.stacked else share)


def fit_title(title: QLabel, page_height: int) -> None:
    """A smaller title on a low page: what follows it is to be in view."""
    role = "heading" if page_height < theme.px(LOW_PX) else "title"
    if title.property("role") != role:
        title.setProperty("role", role)
        title.style().polish(title)


def place_ways(ways: Sequence[QWidget], above: Flow, below: Flow, room: int) -> None:
    """Have buttons at the end of the line above where they fit into it, else in the one below, with the focus."""
    line = {*above.widgets, *ways}
    needed = sum(one.sizeHint().width() + above.spacing() for one in line if not one.isHidden())
    home, other = (above, below) if needed - above.spacing() <= room else (below, above)
    if home.indexOf(ways[0]) >= 0:
        return
    focused = QApplication.focusWidget()
    for one in ways:
        shown = not one.isHidden()
        other.removeWidget(one)
        home.add(one, right=home is above)
        one.setVisible(shown)
    if focused and focused in ways:
        focused.setFocus()


def way_back(go_back: Callable[[], object]) -> QPushButton:
    """The button to the overview."""
    made = button(tr("← Your plan"), "quiet", go_back)
    made.setToolTip(tr("Esc"))
    return made
