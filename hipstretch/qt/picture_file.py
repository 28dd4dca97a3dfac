"""Opens a picture that anybody may have made: WebP within limits, and nothing else that Qt could read."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImageReader

MAX_BYTES = 20_000_000
"""A larger file is not read: the largest built-in one has seven hundred thousand."""
MAX_SIDE = 4096
"""Pixels of width and of height."""
MAX_FRAMES = 600
"""Frames of a movement: ten seconds at sixty a second."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("PictureFile", text)


def opened(path: Path) -> QImageReader:
    """A reader at the first frame. Raises ValueError saying in words for the person what is wrong."""
    if not path.is_file():
        raise ValueError(_tr("there is no such file"))
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(_tr("it is larger than %1 MB").replace("%1", str(MAX_BYTES // 1_000_000)))
    reader = QImageReader(str(path), b"webp")
    reader.setAutoDetectImageFormat(False)  # the plug-ins for other formats are not for strangers' files
    if not reader.canRead():
        raise ValueError(_tr("it is not a picture in WebP form"))
    size = reader.size()
    if max(size.width(), size.height()) > MAX_SIDE:
        raise ValueError(
            _tr("it has %1 × %2 pixels, and %3 × %3 are the most")
            .replace("%1", str(size.width()))
            .replace("%2", str(size.height()))
            .replace("%3", str(MAX_SIDE))
        )
    if reader.imageCount() > MAX_FRAMES:
        raise ValueError(
            _tr("it has %1 frames, and %2 are the most")
            .replace("%1", str(reader.imageCount()))
            .replace("%2", str(MAX_FRAMES))
        )
    return reader


def damaged() -> str:
    """What is wrong with a picture whose frame can't be decoded."""
    return _tr("it is damaged")
