"""What goes on paper: documents that are printed, or written as PDF whose text can be copied out again."""

import errno
import os
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QLocale, QMarginsF, Qt, QThread
from PySide6.QtGui import QFont, QPagedPaintDevice, QPageLayout, QPageSize, QPdfWriter, QTextDocument

from hipstretch.core.handout import Paper

INCH = QPageSize.Unit.Inch
INCHES = (QLocale.MeasurementSystem.ImperialUSSystem,)


class Printable(Protocol):
    """What can be printed."""

    def print_(self, device: QPagedPaintDevice, /) -> None:
        """Paint every page."""

    def moveToThread(self, thread: QThread, /) -> object:
        """Let another thread use it from now on."""


def document(html: str, style: str, font: QFont) -> QTextDocument:
    """A document of this HTML. Any thread may call it."""
    made = QTextDocument()
    made.setDefaultFont(to_copy(font))
    made.setDefaultStyleSheet(style)
    made.setHtml(html)
    return made


def to_copy(font: QFont) -> QFont:
    """A font whose text can be copied out of a PDF."""
    found = QFont(font)
    found.setFeature(QFont.Tag("calt"), 0)  # the signs it exchanges, such as ×, could not be
    return found


def usual() -> Paper:
    """A4, or Letter where inches are used."""
    return Paper.LETTER if QLocale().measurementSystem() in INCHES else Paper.A4


def page_size(paper: Paper) -> QPageSize:
    """The size as Qt has it."""
    sizes = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}
    return QPageSize(sizes[paper])


def page_layout(paper: Paper) -> QPageLayout:
    """Upright, to the edges: what is printed leaves its margins itself."""
    return QPageLayout(page_size(paper), QPageLayout.Orientation.Portrait, QMarginsF())


def write_pdf(made: Printable, title: str, paper: Paper, path: Path) -> None:
    """Write something as PDF; any thread may call it. Raises OSError."""
    with path.open("wb"):  # says what is wrong; the writer only fails
        pass
    writer = QPdfWriter(str(path))
    writer.setPageLayout(page_layout(paper))
    writer.setTitle(title)
    writer.setCreator("Hipstretch")
    made.print_(writer)
    del writer
    if not path.stat().st_size:
        raise OSError(errno.EIO, os.strerror(errno.EIO), str(path))


def from_the_right() -> bool:
    """Whether the language is read from the right."""
    return QLocale().textDirection() is Qt.LayoutDirection.RightToLeft
