"""The upper edge of a session: which routine, how far it is, what is wrong, when it is done."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.labels import FittedText, label

from .gear import GearButton
from .ribbon import LINE_PX, RIBBON_PX, Ribbon
from .session_view import PhaseView, SecondView

WIDE_PX = 640
"""Where it is narrower at 100 % text, a warning takes the place of the number of the exercise."""


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
        self.warnings = label(role="warn")
        self.to_pages = button(tr("Pages"), "quiet", self.pages_wanted.emit)
        self.to_pages.setAccessibleName(tr("To the other pages; the session waits"))
        self.to_pages.setToolTip(tr("Today, Plan, Library, History, Settings, Help: Alt+1 to Alt+6"))
        self.to_pages.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.to_pages.setStyleSheet("padding: 1px 8px 1px 0;")
        self.gear = GearButton()
        self.ribbon = Ribbon()
        top = QHBoxLayout()
        top.setSpacing(22)
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
        self.count.setVisible(not phase.warning or self.width() >= theme.px(WIDE_PX))
        self.warnings.setText(phase.warning)
        self.warnings.setToolTip("\n".join(phase.warnings))

    def show_second(self, second: SecondView) -> None:
        """What changes with the seconds."""
        self.ribbon.show_segments(second.segments)
        self.finish.setText(second.finish)
