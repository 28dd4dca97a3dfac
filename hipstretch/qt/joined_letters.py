"""Text whose letters join to signs of their own, painted so that it can be copied out of a PDF."""

from itertools import groupby

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QGlyphRun,
    QPaintEngine,
    QPainter,
    QPainterPath,
    QRawFont,
    QTextDocument,
    QTextLine,
)

from hipstretch import translation

LANGUAGES = ("hi",)
"""Those that are written so. In Arabic, a reader of PDF knows the letter of each form."""


def draw(painter: QPainter, text: QTextDocument) -> None:
    """Paint a document, each block of it in one colour.

    In a PDF Qt notes of each sign which letter it stands for, if it is one letter. Where others are among them, the
    text is painted as outlines, and unseen above it letter by letter.
    """
    if translation.language() not in LANGUAGES or painter.paintEngine().type() != QPaintEngine.Type.Pdf:
        text.drawContents(painter)
        return
    block = text.begin()
    while block.isValid():
        layout, words = block.layout(), block.text().encode("utf-16-le")
        painter.save()
        painter.translate(text.documentLayout().blockBoundingRect(block).topLeft())
        for line in map(layout.lineAt, range(layout.lineCount())):
            begin, end = 2 * line.textStart(), 2 * (line.textStart() + line.textLength())
            painter.setOpacity(1)
            painter.fillPath(_outlines(line), block.begin().fragment().charFormat().foreground())
            painter.setOpacity(0)
            _draw_letters(painter, line, words[begin:end].decode("utf-16-le"))
        painter.restore()
        block = block.next()


def _outlines(line: QTextLine) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for run in line.glyphRuns():
        for sign, place in zip(run.glyphIndexes(), run.positions(), strict=True):
            path.addPath(run.rawFont().pathForGlyph(sign).translated(place))
    return path


def _draw_letters(painter: QPainter, line: QTextLine, words: str) -> None:
    """Each where it would stand by itself, but all in the width of the line: beside it the page may end."""
    fonts = [run.rawFont() for run in line.glyphRuns()]

    def font_of(letter: str) -> QRawFont:
        return next((font for font in fonts if font.supportsCharacter(ord(letter))), fonts[0])

    parts = [
        (font, font.glyphIndexesForString("".join(letters)))
        for font, letters in (groupby(words, font_of) if fonts else ())
    ]
    advances = [[one.x() for one in font.advancesForGlyphIndexes(signs)] for font, signs in parts]
    scale = line.naturalTextWidth() / (sum(map(sum, advances)) or 1.0)
    x, y = line.x(), line.y() + line.ascent()
    for (font, signs), widths in zip(parts, advances, strict=True):
        places = []
        for width in widths:
            places.append(QPointF(x, y))
            x += scale * width
        run = QGlyphRun()
        run.setRawFont(font)
        run.setGlyphIndexes(signs)
        run.setPositions(places)
        painter.drawGlyphRun(QPointF(), run)
