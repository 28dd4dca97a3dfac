"""A small picture of an exercise on its stage."""

from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout

from .pictures import Picture, PictureCache


class Thumbnail(QFrame):
    """The picture `height` high, in logical pixels, and `width` wide or as wide as there is room."""

    def __init__(self, cache: PictureCache, path: Path | None, height: int, width: int | None = None) -> None:
        super().__init__()
        self.setProperty("surface", "stage")
        self.picture = Picture(cache)
        self.picture.setFixedHeight(height)
        if width is not None:
            self.picture.setFixedWidth(width)
        self.picture.show_picture(path)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.picture)
