"""Text whose letters join is seen as it should be, and copied letter by letter."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, QSizeF, Qt
from PySide6.QtGui import QFont, QImage, QPageSize, QPainter, QPdfWriter, QTextDocument
from PySide6.QtPdf import QPdfDocument

from hipstretch import translation
from hipstretch.qt import joined_letters, language, paper

WORDS = "<p style='color: red'>Frog ‧ 2 × 30 s</p><p></p><p>\U0001f438 क्षमा प्रत्येक</p><p>Cobra</p>"


@pytest.fixture(params=["en", "hi"], autouse=True)
def spoken(request: pytest.FixtureRequest, qapp: object) -> Iterator[str]:
    language.add_fonts()
    language.choose(request.param)
    yield request.param
    language.choose(translation.ENGLISH)


def document() -> QTextDocument:
    made = QTextDocument()
    made.setDefaultFont(paper.to_copy(QFont(["Inter", "Noto Sans Devanagari"], 14)))
    made.setHtml(WORDS)
    made.setPageSize(QSizeF(400, 400))
    return made


def test_each_word_is_found_once_and_is_seen(spoken: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QSizeF(400, 400), QPageSize.Unit.Point))
    writer.setResolution(72)
    painter = QPainter(writer)
    joined_letters.draw(painter, document())
    painter.end()
    del writer
    found = QPdfDocument()
    found.load(str(path))
    text = " ".join(found.getAllText(0).text().split())
    page = found.render(0, QSize(400, 400))
    found.close()
    for word in ("Frog ‧ 2 × 30 s", "Cobra"):
        assert text.count(word) == 1
    assert any(page.pixelColor(x, y) == Qt.GlobalColor.red for x in range(400) for y in range(100))


def test_on_a_screen_it_is_painted_as_ever() -> None:
    usual, made = (QImage(400, 400, QImage.Format.Format_RGB32) for _ in range(2))
    for image in (usual, made):
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        if image is usual:
            document().drawContents(painter)
        else:
            joined_letters.draw(painter, document())
        painter.end()
    assert made == usual
