"""What goes on paper: documents that are printed, or written as PDF whose text can be copied out again."""

import errno
import os
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QLocale, QMarginsF, QPointF, QRectF, QSizeF, Qt, QThread
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)

from hipstretch.core.handout import Paper

INCH, INCH_POINTS = QPageSize.Unit.Inch, 72
SHORT = 0.5
"""A table that is less high than this part of a page, with the margins where it is broken, is not broken."""
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


def keep_headings(made: QTextDocument) -> None:
    """Begin another page with a heading below which no row of its table would fit, or not all of a SHORT one.

    Headings are those of HTML (`h3`). Any thread may call it.
    """
    copy, writer = _laid_out(made, usual())

    def page(block: QTextBlock) -> int:
        return int(copy.documentLayout().blockBoundingRect(block).top() // writer.height())

    def last_to_keep(heading: QTextBlock) -> QTextBlock:
        table = _table_below(heading)
        short = table and copy.documentLayout().frameBoundingRect(table).height() < SHORT * writer.height()
        return table.lastCursorPosition().block() if table and short else _first_row_below(heading)

    block = copy.begin()
    while block.isValid():
        if block.blockFormat().headingLevel() and page(block) != page(last_to_keep(block)):
            for each in (copy, made):
                cursor = QTextCursor(each.findBlockByNumber(block.blockNumber()))
                broken = QTextBlockFormat()
                broken.setPageBreakPolicy(QTextBlockFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                cursor.mergeBlockFormat(broken)
        block = block.next()


def _laid_out(made: QTextDocument, size: Paper) -> tuple[QTextDocument, QPdfWriter]:
    """A copy, laid out as `QTextDocument.print_` does it on this paper, and what that is for: keep both."""
    writer = QPdfWriter("")  # which writes nothing until something is painted on it
    writer.setPageSize(page_size(size))
    writer.setPageMargins(QMarginsF(2, 2, 2, 2), QPageLayout.Unit.Millimeter)
    copy = made.clone()
    copy.documentLayout().setPaintDevice(writer)
    form = copy.rootFrame().frameFormat()
    form.setMargin(_margin())
    copy.rootFrame().setFrameFormat(form)
    copy.setPageSize(QSizeF(writer.width(), writer.height()))
    return copy, writer


def _margin() -> int:
    """Two centimetres, in pixels of the screen."""
    return int(2 / 2.54 * QGuiApplication.primaryScreen().logicalDotsPerInch())


def images(made: QTextDocument, size: Paper, width: int, most: int) -> tuple[list[QImage], int]:
    """The first pages as `QTextDocument.print_` paints them, so many pixels wide, and how many pages there are.

    Any thread may call it.
    """
    copy, writer = _laid_out(made, size)
    whole, body = writer.pageLayout().fullRectPixels(writer.resolution()), copy.pageSize()
    scale, sharpness = width / whole.width(), writer.resolution() / INCH_POINTS
    font = QFont(made.defaultFont())
    font.setPixelSize(round(font.pointSizeF() * sharpness))
    dots = QGuiApplication.primaryScreen().logicalDotsPerInch()
    margin = _margin() / dots * writer.resolution()
    below = body.height() - margin + QFontMetricsF(font).ascent() + 5 * sharpness
    context = QAbstractTextDocumentLayout.PaintContext()
    context.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    found = []
    for number in range(min(copy.pageCount(), most)):
        image = QImage(width, round(whole.height() * scale), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(scale, scale)
        painter.translate((whole.width() - body.width()) / 2, (whole.height() - body.height()) / 2)
        painter.setFont(font)
        words = str(number + 1)
        painter.drawText(
            QPointF(body.width() - margin - QFontMetricsF(font).horizontalAdvance(words), below), words
        )
        painter.translate(0, -number * body.height())
        context.clip = QRectF(QPointF(0, number * body.height()), body)
        painter.setClipRect(context.clip)
        copy.documentLayout().draw(painter, context)
        painter.end()
        found.append(image)
    return found, copy.pageCount()


def _first_row_below(heading: QTextBlock) -> QTextBlock:
    """The first row of the table under a heading, below the names of its columns; without a table, what ends it."""
    if table := _table_below(heading):
        return table.cellAt(min(1, table.rows() - 1), 0).firstCursorPosition().block()
    return _below(heading)[-1]


def _table_below(heading: QTextBlock) -> QTextTable | None:
    return next((table for block in _below(heading) if (table := QTextCursor(block).currentTable())), None)


def _below(heading: QTextBlock) -> list[QTextBlock]:
    """A heading and what stands below it, up to the next one."""
    found = [heading]
    while (after := found[-1].next()).isValid() and not after.blockFormat().headingLevel():
        found.append(after)
    return found


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
