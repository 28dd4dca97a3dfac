"""The upper edge of a session: which routine, how far it is, what is wrong, when it is done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.labels import FittedText

from .gear import GearButton
from .ribbon import LINE_PX, RIBBON_PX, Ribbon
from .session_view import PhaseView, SecondView

GAP_PX = 22
SMALLEST = 0.6
"""How far its words may shrink; where there is less room, what matters least is left out."""


class Header(QFrame):
    """Words in a row, the whole session as a line below them, and the way to the other pages."""

    pages_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "plain")
        self._routine = FittedText(16, QFont.Weight.DemiBold)
        self.count = FittedText(16, soft=True)
        self.finish = FittedText(
            16, soft=True, flags=Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        )
        self.warnings = FittedText(16, warns=True)
        self.to_pages = button(tr("Pages"), "quiet", self.pages_wanted.emit)
        self.to_pages.setAccessibleName(tr("To the other pages; the session waits"))
        self.to_pages.setToolTip(tr("Today, Plan, Library, History, Settings, Help: Alt+1 to Alt+6"))
        self.to_pages.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.to_pages.setStyleSheet("padding: 1px 8px 1px 0;")
        self.gear = GearButton()
        self.ribbon = Ribbon()
        top = QHBoxLayout()
        top.setSpacing(GAP_PX)
        for part in (self.to_pages, self._routine, self.count, self.warnings):
            top.addWidget(part)
        top.addStretch()
        top.addWidget(self.finish)
        top.addWidget(self.gear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12 - (RIBBON_PX - LINE_PX) // 2)
        column.addLayout(top)
        column.addWidget(self.ribbon)

    def show_phase(self, phase: PhaseView) -> None:
        """What changes with the phase."""
        self._routine.setText(phase.routine)
        self.ribbon.names = phase.exercises
        self.count.setText(phase.count)
        self.warnings.setText(phase.warning)
        self.warnings.setToolTip("\n".join(phase.warnings))
        self._choose()

    def show_second(self, second: SecondView) -> None:
        """What changes with the seconds."""
        self.ribbon.show_segments(second.segments)
        if second.finish != self.finish.text():
            self.finish.setText(second.finish)
            self._choose()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer words."""
        super().resizeEvent(event)
        self._choose()

    def _choose(self) -> None:
        """Show as many words as there is room for, a warning first."""
        room = self.width() - self.to_pages.sizeHint().width() - self.gear.sizeHint().width() - GAP_PX
        for part in (self.warnings, self.finish, self.count, self._routine):
            least = round(SMALLEST * part.sizeHint().width()) + GAP_PX
            shown = bool(part.text()) and (least <= room or part is self.warnings)
            part.setVisible(shown)
            part.setMinimumWidth(min(least, room) - GAP_PX if shown else 0)
            room -= least * shown
