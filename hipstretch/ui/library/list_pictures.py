"""Small pictures of exercises before their names in a list."""

from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.pictures import PictureCache

SIZE = (64, 48)
"""Logical pixels of a picture, at 100 % text size."""
EXERCISE = Qt.ItemDataRole.UserRole
"""Where an item has the id of its exercise."""


class ListPictures(QObject):
    """The pictures of some lists, whose items have an EXERCISE; each comes when it is decoded."""

    def __init__(self, catalogue: CatalogueStore, cache: PictureCache, *lists: QListWidget) -> None:
        super().__init__(lists[0])
        self._catalogue = catalogue
        self._cache = cache
        self._lists = lists
        for one in lists:
            one.setIconSize(QSize(theme.px(SIZE[0]), theme.px(SIZE[1])))
        cache.arrived.connect(self._on_arrived)

    def show(self, item: QListWidgetItem, exercise: str) -> None:
        """Give an item its exercise and the picture of that, at once if it is there."""
        item.setData(EXERCISE, exercise)
        if path := self._catalogue.current.picture(exercise, "hold"):
            room = self._room()
            image = self._cache.get(path, room)
            item.setIcon(icon_of(image or QImage(), room))

    def _on_arrived(self, key: tuple[Path, int, int], image: QImage) -> None:
        room = self._room()
        if key[1:] != (room.width(), room.height()):
            return
        for one in self._lists:
            for item in map(one.item, range(one.count())):
                if self._catalogue.current.picture(item.data(EXERCISE), "hold") == key[0]:
                    item.setIcon(icon_of(image, room))

    def _room(self) -> QSize:
        """The pixels of a picture on the screen."""
        return self._lists[0].iconSize() * self._lists[0].devicePixelRatioF()


def icon_of(image: QImage, room: QSize) -> QIcon:
    """A picture in the middle of its room, or the empty room for it, so that no name moves when it comes."""
    pixmap = QPixmap(room)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.drawImage((room.width() - image.width()) // 2, (room.height() - image.height()) // 2, image)
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else it takes the colour of the row
    return icon
