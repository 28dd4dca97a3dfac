"""What is said of a routine as a whole in the builder: its words, when it is meant, and how long it takes."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from hipstretch.core.routine import Routine
from hipstretch.core.settings import MOST_TIMES_A_DAY, SideOrder
from hipstretch.data.toml_fields import MAX_NAME
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.inputs import ChoiceField, NumberField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.note_edit import SentenceEdit

from .dosage_fields import captioned
from .placed import Placed

THREE_PX, TWO_PX, BESIDE_PX = 1100, 740, 560
"""From these widths on there are three columns, all short fields in a line, two fields beside each other."""
GAP_PX = 20
"""Between the columns, of the fields as of the cards below them."""
AS_IN_SETTINGS = ""


def nothing_said() -> str:
    """What a routine is for as long as the person says nothing of that: a routine has to have a sentence."""
    return tr("Made by me.")


class BuilderHead(Placed):
    """The fields of a routine, and a line of its length."""

    worded = Signal()
    """Name or sentence are whole; `typed` while they are not."""
    typed = Signal()
    sides_chosen = Signal()
    times_chosen = Signal()

    def __init__(self) -> None:
        super().__init__(GAP_PX, 12, in_lines=True)
        self.name = QLineEdit()
        self.name.setMaxLength(MAX_NAME)
        self.name.setAccessibleName(tr("Name of the routine"))
        self.summary = SentenceEdit(MAX_NAME)
        self.summary.setAccessibleName(tr("What it is for, in a sentence"))
        self.summary.setPlaceholderText(nothing_said())
        for words in (self.name, self.summary):
            words.editingFinished.connect(self.worded)
            words.textEdited.connect(self.typed)
        self.side_order = ChoiceField(
            tr("Order of sides"),
            {
                AS_IN_SETTINGS: tr("Sides as in Settings"),
                SideOrder.THROUGH: tr("All of one side, then the other"),
                SideOrder.ALTERNATING: tr("Sides in turn"),
            },
        )
        self.side_order.currentIndexChanged.connect(self.sides_chosen)
        self.times = NumberField(tr("Times a day"), 0, MOST_TIMES_A_DAY, whole=True)
        self.times.setSpecialValueText(tr("as I like"))
        self.times.valueChanged.connect(self.times_chosen)
        self.length = label("", "strong", wrap=True)
        self.moves = label("", "small", wrap=True)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addStretch()
        lines.addWidget(self.length)
        lines.addWidget(self.moves)
        lines.addStretch()
        name, summary, times, sides = map(captioned, (self.name, self.summary, self.times, self.side_order))
        cost = frame("plain", lines, 0)
        self._later, self._cost = (times, sides), cost
        """What can wait until there is an exercise, and what there is none of before."""
        self._empty = False
        self.show_parts(
            {
                THREE_PX: (((name,), (summary,), (summary,)), ((times,), (sides,), (cost,))),
                TWO_PX: (((name,), (times,), (sides,)), ((summary,),) * 3, ((cost,),) * 3),
                BESIDE_PX: (((name,),) * 2, ((summary,),) * 2, ((times,), (sides,)), ((cost,),) * 2),
                0: (((name,),), ((summary,),), ((times,),), ((sides,),), ((cost,),)),
            }
        )

    def show_routine(self, routine: Routine, *, scheduled: bool) -> None:
        """Show what a routine has; nothing is said to have changed."""
        name, summary = self.words_of(routine)
        if self.name.text() != name:
            self.name.setText(name)
            if not self.name.hasFocus():
                self.name.setCursorPosition(0)  # a long name is read from its beginning
        if self.summary.text() != summary:
            self.summary.setText(summary)
        with QSignalBlocker(self.side_order):
            self.side_order.set_value(routine.side_order or AS_IN_SETTINGS)
        with QSignalBlocker(self.times):
            self.times.setValue(routine.times_a_day or 0)
        self.times.setEnabled(not scheduled)
        self.times.setToolTip(tr("It has a schedule in Plan, which counts instead.") if scheduled else "")

        self._empty = not routine.entries
        self._show_later()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the exercises to add are seen first while there is none."""
        super().resizeEvent(event)
        self._show_later()

    def _show_later(self) -> None:
        for part in self._later:
            part.setVisible(not self._empty or self.width() >= theme.px(TWO_PX))
        self._cost.setVisible(not self._empty)

    def words_of(self, routine: Routine) -> tuple[str, str]:
        """What stands in the two fields for a routine."""
        return routine.name, "" if routine.summary == nothing_said() else routine.summary

    def show_cost(self, length: str, moves: str) -> None:
        """Say how long it takes, and how often one moves for it."""
        self.length.setText(length)
        self.moves.setText(moves)
        self.moves.setVisible(bool(moves))
