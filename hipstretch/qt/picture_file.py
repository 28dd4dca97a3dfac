"""Opens a picture that anybody may have made: WebP within limits, and nothing else that Qt could read."""

import contextlib
import functools
import stat
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from hipstretch.translation import tr

MAX_BYTES = 20_000_000
"""A larger file is not read: the largest built-in one has seven hundred thousand."""
MAX_SIDE = 4096
"""Pixels of width and of height."""
MAX_FRAMES = 600
"""Frames of a movement: ten seconds at sixty a second."""
FORMAT = b"webp"
M_MMAP_THRESHOLD, LARGE_BYTES = -3, 1_000_000
"""What glibc calls the size from which it asks the system for memory and gives it back; see malloc.h."""

# PySide makes the Python class of a Qt class when it is first used, and lets other threads run while it makes the enums
# of that class. If one of them uses the same class meanwhile, the class is made twice: the process crashes, or hangs.
# The first QImageReader makes QIODevice, QIODeviceBase and QByteArray. So the first one is made here, by the thread
# that imports this module, before another thread can use it.
QImageReader("", FORMAT)


@functools.cache
def _give_back() -> None:
    """Have memory given back once a picture is decoded: glibc would keep thirty megabytes for the next one."""
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(AttributeError, OSError):  # another C library
            ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE_BYTES)


def beginning(path: Path, most: int) -> bytes:
    """The first bytes of a file that may be a picture: they tell its format.

    Raises ValueError saying in words for the person what is wrong: no regular file (a pipe or a device is not even
    opened), more than `most` bytes, or not to be read.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise ValueError(tr("it is not a file"))
        if found.st_size > most:
            raise ValueError(tr("it is larger than {count} MB").format(count=str(most // 1_000_000)))
        with path.open("rb") as file:
            return file.read(16)
    except FileNotFoundError:
        raise ValueError(tr("there is no such file")) from None
    except OSError as error:
        from .problem_words import why  # not on the way to the first window

        raise ValueError(why(error)) from None


def opened(path: Path) -> QImageReader:
    """A reader at the first frame. Raises ValueError saying in words for the person what is wrong."""
    beginning(path, MAX_BYTES)
    _give_back()
    reader = QImageReader(str(path), FORMAT)
    reader.setAutoDetectImageFormat(False)  # the plug-ins for other formats are not for strangers' files
    if not reader.canRead():
        raise ValueError(tr("it is not a picture in WebP form"))
    size = reader.size()
    if max(size.width(), size.height()) > MAX_SIDE:
        raise ValueError(
            tr("it has {width} × {height} pixels, and {most} × {most} are the most").format(
                width=str(size.width()), height=str(size.height()), most=str(MAX_SIDE)
            )
        )
    if reader.imageCount() > MAX_FRAMES:
        raise ValueError(
            tr("it has {count} frames, and {most} are the most").format(
                count=str(reader.imageCount()), most=str(MAX_FRAMES)
            )
        )
    return reader


def size_of(data: bytes) -> QSize:
    """The pixels of a picture that was just made; an invalid size if it is none."""
    buffer = QBuffer()
    buffer.setData(data)
    return QImageReader(buffer, FORMAT).size()


def frame(reader: QImageReader, size: QSize) -> QImage:
    """The next frame, to fit `size` in pixels, in the form that is painted at once.

    Raises ValueError saying in words for the person what is wrong. Other threads run while it decodes and scales.
    """
    reader.setScaledSize(reader.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise ValueError(tr("it is damaged"))
    image.convertTo(QImage.Format.Format_ARGB32_Premultiplied)
    return image
