"""A routine as a sheet for the wall: how it will look, and whether in large print and on which paper."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipstretch.core.handout import Paper, handout
from hipstretch.core.routine import ALONE, Routine
from hipstretch.core.schedule import Schedule
from hipstretch.qt import paper, wording
from hipstretch.qt.handout import Pages
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr

from .inputs import ChoiceField
from .labels import label
from .paper_dialog import Make, PaperDialog, PaperWords
from .paper_preview import Draw, Shown
from .tick_line import TickLine

WORDS_PX = 240
"""The width that is left to the words beside the pages, in logical pixels at 100 % text size."""
MOST_SHOWN = 12
"""Pages: as many as a sheet in large print has, unless the routine is a very long one."""


class HandoutDialog(PaperDialog):
    """One routine, as it is when the dialog opens."""

    def __init__(self, routine: Routine, stores: Stores, parent: QWidget | None = None) -> None:
        words = PaperWords(
            tr("The sheet is in {path}."),
            tr("The sheet is not saved ({reason}). Choose another folder."),
            tr("Save the sheet"),
        )
        super().__init__(tr("A sheet for the wall"), words, stores, parent)
        self._routine = routine
        self._schedule: Schedule | None = stores.schedules.all.get(routine.id)
        self._catalogue = stores.catalogue.current
        self._sheet = handout(routine, self._catalogue.exercises, stores.settings.current, self._schedule)
        large = TickLine(tr("Large print, on more pages"))
        self.large = large.box
        # Translators: a size of paper, 8.5 × 11 inches
        sizes: dict[str, str] = {Paper.A4: "A4", Paper.LETTER: tr("Letter")}
        self.size_choice = ChoiceField(tr("Paper"), sizes)
        self.size_choice.set_value(paper.usual())
        self.large.toggled.connect(self._change)
        self.size_choice.currentIndexChanged.connect(self._change)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(label(self._routine.name, "heading", wrap=True))
        left.addWidget(
            label(
                tr("Pictures, what to do, days to tick for four weeks. It can be read in black and white."),
                "soft",
                wrap=True,
            )
        )
        size = QVBoxLayout()
        size.setSpacing(2)
        size.addWidget(label(self.size_choice.accessibleName(), "small"))
        size.addWidget(self.size_choice)
        left.addLayout(size)
        left.addWidget(large)
        if out := wording.left_out(self._sheet.left_out, self._catalogue.exercises):
            left.addWidget(label(out, "small", wrap=True))
        left.addWidget(self._said)
        left.addWidget(self._waiting)
        left.addStretch()
        self._fill(left, WORDS_PX)

    @property
    def name(self) -> str:
        """The title of the PDF."""
        return self._routine.name

    @property
    def paper(self) -> Paper:
        """The size that was chosen."""
        return Paper(self.size_choice.value)

    @property
    def file_name(self) -> str:
        """By the routine."""
        return f"hipstretch-{self._routine.id.removeprefix(ALONE)}.pdf"

    @property
    def answers(self) -> tuple[QWidget, ...]:
        """All that is asked."""
        return self.large, self.size_choice

    def prepare(self, then: Callable[[Make], None]) -> None:
        """See PaperDialog."""
        self._begin()
        then(self._make())

    def _make(self) -> Callable[[], Pages]:
        today = self._stores.settings.today()
        return partial(
            Pages, self._sheet, self._catalogue.picture, self.paper, today, large=self.large.isChecked()
        )

    def look(self, _wanted: Callable[[], bool], then: Callable[[Draw], None]) -> None:
        """See PaperDialog."""
        make = self._make()

        def draw(width: int) -> Shown:
            pages = make()
            shown = range(min(pages.count, MOST_SHOWN))
            return [pages.image(number, width) for number in shown], pages.count

        then(draw)
