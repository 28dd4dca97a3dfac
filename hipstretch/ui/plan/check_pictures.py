"""The pictures of what a tightness check asks for, beside its words before and after the questions."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBitmap, QImage, QRegion
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QSizePolicy, QVBoxLayout

from hipstretch.core.check import Check
from hipstretch.core.exercise import MuscleGroup, Side
from hipstretch.data.assets import assets_dir
from hipstretch.data.pictures import picture_in
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import Picture, PictureCache

OF_HEIGHT = 0.34
"""So much of the page's height a picture takes."""
LEAST_PX, MOST_PX = 90, 320
"""How high a picture is at least, and at most at 100 % text."""
MORE = 1.6
"""So much larger a picture is decoded of which the empty edges are left out."""


def check_picture(stores: Stores, check: Check, name: str) -> Path | None:
    """The file of a check's picture with the person that is chosen."""
    return picture_in(assets_dir() / "checks" / check.id, name, stores.catalogue.current.person)


class _Close(Picture):
    """A picture without its empty edges: else what is seen of some is small, and far from the words below."""

    def _target(self) -> QSize:
        return super()._target() * MORE

    def _show(self, image: QImage) -> None:
        if not image.isNull():
            edge = image.height() // 50
            drawn = QRegion(QBitmap.fromImage(image.createAlphaMask())).boundingRect()
            image = image.copy(drawn.adjusted(-edge, -edge, edge, edge))
        super()._show(image)


class CheckCard(QPushButton):
    """A picture with its words, which begins with what it shows."""

    def __init__(self, check: Check, picture: Picture) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 8, 8, 14)
        self._column.setSpacing(2)
        self._column.addWidget(picture)
        said = (wording.group(check.group), check.text.name)
        self.setAccessibleName(wording.titled(*said))
        for words, role in zip(said, ("strong", "small"), strict=True):
            line = label(words, role, wrap=True)
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._column.addWidget(line)
        self._column.addStretch()

    def sizeHint(self) -> QSize:
        """As its content: a button by itself thinks of its text alone."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As its content."""
        return self._column.minimumSize()


class CheckPictures(QFrame):
    """One for each group, two in a row, or all of them with `in_a_row`; a press on one begins with it."""

    def __init__(
        self, stores: Stores, cache: PictureCache, begin_with: Callable[[MuscleGroup], object]
    ) -> None:
        super().__init__()
        self._begin_with = begin_with
        self.setProperty("surface", "plain")
        self._stores = stores
        self._cache = cache
        self._shown: tuple[tuple[str, Path | None], ...] = ()
        self.pictures: list[Picture] = []
        self._height = LEAST_PX
        self.cards: list[CheckCard] = []
        self._columns = 2
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show these; nothing at all if there is none."""
        self.setVisible(bool(checks))
        shown = tuple((one.id, check_picture(self._stores, one, "hold")) for one in checks)
        if shown == self._shown:
            return
        self._shown = shown
        for card in self.cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.pictures = []
        self.cards = [self._card(one, path) for one, (_, path) in zip(checks, shown, strict=True)]
        self._place()

    def fit(self, page_height: int, *, in_a_row: bool) -> None:
        """Give the pictures their height on a page of this one, and their places."""
        columns = 4 if in_a_row else 2
        if columns != self._columns:
            self._columns = columns
            self._place()
        self._height = int(max(LEAST_PX, min(OF_HEIGHT * page_height, theme.px(MOST_PX))))
        for one in self.pictures:
            one.setFixedHeight(self._height)

    def _place(self) -> None:
        for at, card in enumerate(self.cards):
            self._grid.addWidget(card, at // self._columns, at % self._columns)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, int(column < min(self._columns, len(self.cards))))

    def _card(self, check: Check, path: Path | None) -> CheckCard:
        picture = _Close(self._cache)
        picture.setFixedHeight(self._height)
        picture.show_picture(path, mirrored=self._stores.settings.current.first_side is Side.LEFT)
        self.pictures.append(picture)
        card = CheckCard(check, picture)
        card.clicked.connect(partial(self._on_pressed, check.group))
        return card

    def _on_pressed(self, group: MuscleGroup, _checked: bool = False) -> None:
        self._begin_with(group)
