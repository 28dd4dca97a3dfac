"""A routine as a sheet for the wall: how it will look, and whether in large print and on which paper."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QScrollArea, QStyle, QVBoxLayout, QWidget
from shiboken6 import isValid

from hipstretch.core.handout import Paper, handout
from hipstretch.core.routine import ALONE, Routine
from hipstretch.core.schedule import Schedule
from hipstretch.qt import paper, wording
from hipstretch.qt.handout import Pages
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.style import theme

from .cards import frame
from .dialogs import fill, room
from .inputs import ChoiceField
from .labels import label
from .paper_dialog import Make, PaperDialog, PaperWords
from .tick_line import TickLine

PAGE_PX = 520
"""How wide a page is shown at most, at 100 % text size."""
WORDS_PX = 240
"""The width that is left to the words beside it, likewise."""
LEAST_PAGE_PX = 300
"""A page that would be less wide beside the words stands below them, likewise."""
LEAST_PX = 300
"""How much of a page can be seen at least, likewise."""
WIDE_PX, HIGH_PX, MARGIN = 900, 720, 20
"""How wide and high the dialog is at first, at 100 % text size; and what lies between its parts."""
GAP = 10
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
        self.large.toggled.connect(self._show_pages)
        self.size_choice.currentIndexChanged.connect(self._show_pages)
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
        most = room(self)
        around = 4 * MARGIN + 2 * GAP + self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        left_over = min(most.width(), theme.px(WIDE_PX)) - theme.px(WORDS_PX) - around
        beside = left_over >= theme.px(LEAST_PAGE_PX)
        self._page_px = min(theme.px(PAGE_PX), left_over if beside else most.width() - around)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        preview = self._build_preview(min(theme.px(LEAST_PX), most.height() // 2))
        columns = QBoxLayout(way)
        columns.setSpacing(MARGIN)
        columns.addLayout(left, 1)
        stage = QVBoxLayout()
        stage.addWidget(preview)
        columns.addWidget(frame("stage", stage, 0))
        fill(self, columns, self._buttons(), WIDE_PX)
        self.resize(self.width(), min(theme.px(HIGH_PX), most.height()))

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

    def showEvent(self, event: QShowEvent) -> None:
        """Show the pages, now that somebody looks."""
        super().showEvent(event)
        self._show_pages()

    def prepare(self, then: Callable[[Make], None]) -> None:
        """See PaperDialog."""
        self._begin()
        then(self._make())

    def _make(self) -> Callable[[], Pages]:
        today = self._stores.settings.today()
        return partial(
            Pages, self._sheet, self._catalogue.picture, self.paper, today, large=self.large.isChecked()
        )

    # What it will look like

    def _build_preview(self, least: int) -> QScrollArea:
        self._pages = QVBoxLayout()
        self._pages.setContentsMargins(GAP, GAP, GAP, GAP)
        self._pages.setSpacing(GAP)
        inside = QWidget()
        inside.setObjectName("content")  # which lets the stage be seen
        inside.setLayout(self._pages)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(tr("How it will look"))
        area.setWidget(inside)
        width = self._page_px
        area.setFixedWidth(width + 2 * GAP + area.verticalScrollBar().sizeHint().width())
        area.setMinimumHeight(least)
        return area

    def _show_pages(self) -> None:
        """Have the pages drawn as they would be now, in the reader's thread."""
        make, width = self._make(), round(self._page_px * self.devicePixelRatioF())

        def draw() -> list[QImage]:
            pages = make()
            return [pages.image(number, width) for number in range(min(pages.count, MOST_SHOWN))]

        self._stores.reader.submit(draw, self._take_pages, replaces="pages of a sheet")

    def _take_pages(self, images: list[QImage]) -> None:
        if not isValid(self):
            return
        while item := self._pages.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._pages.addStretch()
        for number, image in enumerate(images, 1):
            page = QLabel()
            image.setDevicePixelRatio(self.devicePixelRatioF())
            page.setPixmap(QPixmap.fromImage(image))
            page.setFixedSize(image.deviceIndependentSize().toSize())
            words = tr("{count} of {total}")
            page.setAccessibleName(
                words.format(count=wording.number(number), total=wording.number(len(images)))
            )
            self._pages.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        self._pages.addStretch()
