"""A person's photo for an exercise: upright, no larger than needed, and without what a camera writes into it."""

import re
from pathlib import Path

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QImageWriter, QPainter

from . import picture_file

MAX_BYTES = 50_000_000
MAX_PIXELS = 100_000_000
"""Larger files and pictures are not read."""
FORMATS = {
    b"jpeg": rb"\xff\xd8\xff",
    b"png": rb"\x89PNG\r\n\x1a\n",
    b"webp": rb"RIFF....WEBP",
    b"bmp": rb"BM",
}
"""What Qt calls a format, and how a file of it begins."""
FITS = QSize(1280, 1280)
"""Kept photos are no larger than this."""
QUALITY = 85


def _tr(text: str) -> str:
    return QCoreApplication.translate("Photo", text)


def read(path: Path) -> QImage:
    """A photo, turned as it was taken. Raises ValueError saying in words for the person what is wrong."""
    begins = picture_file.beginning(path, MAX_BYTES)
    kind = next((kind for kind, start in FORMATS.items() if re.match(start, begins, re.DOTALL)), None)
    if kind is None:
        raise ValueError(_tr("it is not a JPEG, PNG, WebP or BMP picture"))
    reader = QImageReader(str(path), kind)
    reader.setAutoDetectImageFormat(False)  # the plug-ins for other formats are not for strangers' files
    size = reader.size()
    if size.width() * size.height() > MAX_PIXELS:
        raise ValueError(
            _tr("it has more than {count} million pixels").format(count=str(MAX_PIXELS // 1_000_000))
        )
    reader.setAutoTransform(True)
    if size.width() > FITS.width() or size.height() > FITS.height():
        reader.setScaledSize(size.scaled(FITS, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise ValueError(_tr("it is damaged"))
    return image


def as_webp(image: QImage) -> bytes:
    """The picture alone, as WebP: its pixels are painted anew, so no place, time or camera goes with it."""
    if image.width() > FITS.width() or image.height() > FITS.height():
        image = image.scaled(
            FITS, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    if image.colorSpace().isValid():
        image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    plain = QImage(image.size(), QImage.Format.Format_ARGB32)
    plain.fill(Qt.GlobalColor.transparent)
    painter = QPainter(plain)
    image.setDevicePixelRatio(1)
    painter.drawImage(0, 0, image)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"webp")
    writer.setQuality(QUALITY)
    if not writer.write(plain):
        raise ValueError(writer.errorString())
    return bytes(buffer.data().data())
