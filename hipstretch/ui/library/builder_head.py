"""What is said of a routine as a whole in the builder: its words, when it is meant, and how long it takes."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QVBoxLayout

from hipstretch.core.routine import Routine
from hipstretch.core.settings import MOST_TIMES_A_DAY, SideOrder
from hipstretch.data.toml_fields import MAX_NAME
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.inputs import ChoiceField, NumberField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.note_edit import SentenceEdit
from hipstretch.ui.widgets.page import ENDLESS_PX

from .dosage_fields import captioned
from .placed import Placed

THREE_PX, TWO_PX, BESIDE_PX, LATER_PX = 1100, 740, 560, 400
"""From these widths on there are three columns of cards, two, name and sentence beside each other, the others so."""
GAP_PX = 20
"""Between the columns, of the fields as of the cards below them."""
AS_IN_SETTINGS = ""


def nothing_said() -> str:
    """What a routine is for as long as the person says nothing of that: a routine has to have a sentence."""
    return tr("Made by me.")


def kept_label(*, wrap: bool = False) -> QLabel:
    """Says that the routine is kept, and that nothing has to be done for it."""
    return label(tr("Changes are saved at once."), "small", wrap=wrap)


class BuilderHead(Placed):
    """The fields of a routine; in `later` those that can wait, and lines of what it costs and whether it is kept."""

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
        for field in (self.side_order, self.times):  # more lines beside them make them no higher
            policy = field.sizePolicy()
            policy.setVerticalPolicy(QSizePolicy.Policy.Fixed)
            field.setSizePolicy(policy)
        self.length = label("", "strong", wrap=True)
        self.moves = label("", "small", wrap=True)
        self.kept = kept_label(wrap=True)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addStretch()
        lines.addWidget(self.length)
        lines.addWidget(self.moves)
        lines.addWidget(self.kept)
        lines.addStretch()
        name, summary, times, sides = map(captioned, (self.name, self.summary, self.times, self.side_order))
        cost = frame("plain", lines, 0)
        self._name_cell = name
        self.show_parts(
            {BESIDE_PX: (((name,), (summary,), (summary,)),), 0: (((name,),), ((summary,),))},
        )
        self.later = Placed(GAP_PX, 12, in_lines=True)
        self.later.show_parts(
            {
                THREE_PX: (((times,), (sides,), (cost,)),),
                LATER_PX: (((cost,), (cost,)), ((times,), (sides,))),
                0: (((cost,),), ((times,),), ((sides,),)),
            }
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name is as wide as one of three columns, as the fields in `later` are."""
        super().resizeEvent(event)
        third = (self.width() - 2 * GAP_PX) // 3
        self._name_cell.setMaximumWidth(third if self.width() >= theme.px(BESIDE_PX) else ENDLESS_PX)

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

    def words_of(self, routine: Routine) -> tuple[str, str]:
        """What stands in the two fields for a routine."""
        return routine.name, "" if routine.summary == nothing_said() else routine.summary

    def show_cost(self, length: str, moves: str) -> None:
        """Say how long it takes, and how often one moves for it."""
        self.length.setText(length)
        self.moves.setText(moves)
        self.moves.setVisible(bool(moves))
