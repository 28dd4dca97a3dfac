"""A small picture of an exercise on its stage."""

from pathlib import Path

from PySide6.QtWidgets import QFrame, QVBoxLayout

from .cards import frame
from .pictures import Picture, PictureCache


def thumbnail(cache: PictureCache, path: Path | None, height: int, width: int | None = None) -> QFrame:
    """The picture `height` high, in logical pixels, and `width` wide or as wide as there is room."""
    picture = Picture(cache)
    picture.setFixedHeight(height)
    if width is not None:
        picture.setFixedWidth(width)
    picture.show_picture(path)
    column = QVBoxLayout()
    column.addWidget(picture)
    return frame("stage", column, 6)
