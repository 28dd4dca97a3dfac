"""How the pages of a dialog for paper will look: beside its words, or below them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QLabel,
    QScrollArea,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from hipstretch.core.handout import Paper
from hipstretch.qt import paper, wording
from hipstretch.translation import tr
from hipstretch.ui.style import theme

from .dialogs import fill, room
from .labels import label

Shown = tuple[Sequence[QImage], int]
"""Pictures of the first pages, and how many pages there are; 0 for more than these."""
Draw = Callable[[int], Shown]
"""Makes pictures so many pixels wide, in any thread."""
PAGE_PX = 520
"""How wide a page is shown at most, at 100 % text size."""
LEAST_PAGE_PX = 300
"""A page that would be less wide beside the words stands below them, or is not shown, likewise."""
LEAST_PX = 300
"""How much of a page can be seen at least, likewise."""
WIDE_PX, HIGH_PX, MARGIN = 900, 720, 20
"""How wide and high the dialog is at first, at 100 % text size; and what lies between its parts."""
GAP = 10
SOON_MS = 400
"""Pages that are not there after this time are waited for with a word."""


class PaperPreview(QFrame):
    """Pages below each other, or a word on an empty page in their place."""

    def __init__(self, page_px: int, least_px: int) -> None:
        super().__init__()
        self.setProperty("surface", "stage")
        self._page_px = page_px
        self._pages = QVBoxLayout()
        self._pages.setContentsMargins(GAP, GAP, GAP, GAP)
        self._pages.setSpacing(GAP)
        inside = QWidget()
        inside.setObjectName("content")  # which lets the stage be seen
        inside.setLayout(self._pages)
        self._area = area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(tr("How it will look"))
        area.setWidget(inside)
        area.setFixedWidth(page_px + 2 * GAP + area.verticalScrollBar().sizeHint().width())
        area.setMinimumHeight(least_px)
        self.words = label("", "soft", wrap=True)
        self.words.setStyleSheet(f"background: {theme.LIGHT.card}; color: {theme.LIGHT.soft};")  # as paper is
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        self._late = QTimer(self, singleShot=True, interval=SOON_MS)
        self._late.timeout.connect(lambda: self.say(tr("Reading…")))

    @property
    def pixels(self) -> int:
        """How wide the pictures of pages are to be."""
        return round(self._page_px * self.devicePixelRatioF())

    def wait(self, size: Paper) -> None:
        """Other pages come, of this paper: say so unless they are here soon, and at once where none are."""
        page = paper.page_size(size).rectPoints()
        self.words.setFixedSize(self._page_px, round(self._page_px * page.height() / page.width()))
        if self._pages.isEmpty():
            self.say(tr("Reading…"))
        else:
            self._late.start()

    def say(self, words: str) -> None:
        """Words in place of pages, in the middle of what is seen of an empty one."""
        self._clear()
        self.words.setText(words)
        below = self.words.height() + GAP - self._area.viewport().height()
        self.words.setContentsMargins(GAP, GAP, GAP, max(GAP, below))
        self._pages.addWidget(self.words, 0, Qt.AlignmentFlag.AlignHCenter)
        self._pages.addStretch()
        self.words.show()

    def show_pages(self, shown: Shown) -> None:
        """Have these in place of what was there."""
        images, total = shown
        self._clear()
        for number, image in enumerate(images, 1):
            page = QLabel()
            image.setDevicePixelRatio(self.devicePixelRatioF())
            page.setPixmap(QPixmap.fromImage(image))
            page.setFixedSize(image.deviceIndependentSize().toSize())
            words = tr("{count} of {total}") if total else "{count}"
            page.setAccessibleName(words.format(count=wording.number(number), total=wording.number(total)))
            self._pages.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        if total != len(images):
            self._pages.addWidget(label("…", "soft"), 0, Qt.AlignmentFlag.AlignHCenter)
        self._pages.addStretch()

    def _clear(self) -> None:
        self._late.stop()
        while item := self._pages.takeAt(0):
            if widget := item.widget():
                widget.hide()
                if widget is not self.words:
                    widget.deleteLater()


def fill_beside(
    dialog: QDialog, words: QVBoxLayout, below: QBoxLayout, words_px: int, alone_px: int = 0
) -> PaperPreview | None:
    """Fill a dialog with words and pages beside them, for which these are to leave room, and with buttons below.

    Where there is no room the pages stand below the words; or, with `alone_px`, are not there, and the dialog is
    so wide. Both are logical pixels at 100 % text.
    """
    most = room(dialog)
    around = 4 * MARGIN + 2 * GAP + dialog.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
    left_over = min(most.width(), theme.px(WIDE_PX)) - theme.px(words_px) - around
    beside = left_over >= theme.px(LEAST_PAGE_PX)
    if not beside and alone_px:
        fill(dialog, words, below, alone_px)
        return None
    page_px = min(theme.px(PAGE_PX), left_over if beside else most.width() - around)
    preview = PaperPreview(page_px, min(theme.px(LEAST_PX), most.height() // 2))
    columns = QBoxLayout(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
    columns.setSpacing(MARGIN)
    columns.addLayout(words, 1)
    columns.addWidget(preview)
    fill(dialog, columns, below, WIDE_PX)
    dialog.resize(QSize(dialog.width(), min(theme.px(HIGH_PX), most.height())))
    return preview
