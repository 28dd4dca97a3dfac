"""The pictures of what a tightness check asks for, beside its words before and after the questions."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from hipstretch.core.check import Check
from hipstretch.core.exercise import Side
from hipstretch.data.assets import assets_dir
from hipstretch.data.pictures import picture_in
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import Picture, PictureCache

OF_HEIGHT = 0.235
"""So much of the page's height a picture takes."""
LEAST_PX, MOST_PX = 90, 260
"""How high a picture is at least, and at most at 100 % text."""


def check_picture(stores: Stores, check: Check, name: str) -> Path | None:
    """The file of a check's picture with the person that is chosen."""
    return picture_in(assets_dir() / "checks" / check.id, name, stores.catalogue.current.person)


class CheckPictures(QFrame):
    """One for each group, two in a row, on a stage."""

    def __init__(self, stores: Stores, cache: PictureCache) -> None:
        super().__init__()
        self.setProperty("surface", "stage")
        self._stores = stores
        self._cache = cache
        self._shown: tuple[tuple[str, Path | None], ...] = ()
        self.pictures: list[Picture] = []
        self._height = LEAST_PX
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 16, 16, 16)
        self._grid.setSpacing(16)

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show these; nothing at all if there is none."""
        self.setVisible(bool(checks))
        shown = tuple((one.id, check_picture(self._stores, one, "hold")) for one in checks)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.pictures = []
        for at, (one, (_, path)) in enumerate(zip(checks, shown, strict=True)):
            self._grid.addWidget(self._cell(one, path), at // 2, at % 2)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < len(checks)))

    def fit(self, page_height: int) -> None:
        """Give the pictures their height on a page of this one."""
        self._height = int(max(LEAST_PX, min(OF_HEIGHT * page_height, theme.px(MOST_PX))))
        for one in self.pictures:
            one.setFixedHeight(self._height)

    def _cell(self, check: Check, path: Path | None) -> QWidget:
        picture = Picture(self._cache)
        picture.setFixedHeight(self._height)
        picture.show_picture(path, mirrored=self._stores.settings.current.first_side is Side.LEFT)
        picture.setAccessibleName(check.text.name)
        self.pictures.append(picture)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(picture)
        for words, role in ((wording.group(check.group), "strong"), (check.text.name, "small")):
            line = label(words, role, wrap=True)
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(line)
        column.addStretch()
        return frame("plain", column, 0)
