"""Scripts that another font than the program's own has: its lines are higher, or its signs reach out of theirs."""

from collections.abc import Iterator
from math import ceil

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QImage
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core.settings import Settings, Theme
from hipstretch.qt import language
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.inputs import NumberField
from hipstretch.ui.widgets.labels import FittedText, beyond_font, label
from hipstretch.ui.widgets.numbered import NumberedLines


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, Settings(theme=Theme.LIGHT))
    yield
    language.choose("en")
    QLocale.setDefault(QLocale.c())
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


def needs_font(tag: str) -> None:
    if not language.can_be_shown(tag):
        pytest.skip(f"no font here for {tag}")


def bottom(image: QImage, left: int, right: int) -> int:
    """The last line in which something dark is drawn between two columns."""
    return max(
        y
        for y in range(6, image.height() - 6)
        for x in range(left, right)
        if image.pixelColor(x, y).lightness() < 120
    )


def test_a_number_with_a_japanese_unit_stands_as_high_as_one_without(qtbot: QtBot) -> None:
    needs_font("ja")
    bottoms = []
    for unit in ("{count}", "{count}秒"):
        field = NumberField("x", 1, 10, whole=True, unit=unit)
        qtbot.addWidget(field)
        field.resize(200, field.sizeHint().height())
        field.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its cursor would be taken for a letter
        field.lineEdit().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        field.show()
        field.grab()
        QApplication.processEvents()
        bottoms.append(bottom(field.grab().toImage(), 10, 21))
    assert abs(bottoms[0] - bottoms[1]) <= 1, "but for what is rounded"


def test_the_number_of_a_step_stands_on_the_line_of_its_words(qtbot: QtBot) -> None:
    needs_font("ja")
    lines = NumberedLines()
    qtbot.addWidget(lines)
    lines.show_lines(["1 床に立つ", "1 floor"])
    lines.resize(300, lines.sizeHint().height())
    lines.show()
    for number, words in lines._rows:
        image = lines.grab().toImage()
        first = QFontMetrics(words.font()).horizontalAdvance("1")
        rows = range(words.y(), words.y() + words.height())
        feet = [
            max(
                y for y in rows for x in range(left, left + first) if image.pixelColor(x, y).lightness() < 150
            )
            for left in (number.x(), words.x())
        ]
        assert feet[0] == feet[1]


def test_a_font_that_has_all_letters_adds_nothing() -> None:
    assert beyond_font("30 s", theme.font(16)) == (0, 0)


def test_arabic_marks_have_room(qtbot: QtBot, qapp: QApplication) -> None:
    needs_font("ar")
    language.choose("ar")
    theme.apply(qapp, Settings(theme=Theme.LIGHT))
    outer = QWidget()
    qtbot.addWidget(outer)
    row = QHBoxLayout(outer)
    plain, wrapped, fitted = label("يُنشأ ينهي"), label("يُنشأ ينهي", wrap=True), FittedText(16)
    fitted.setText("يُنشأ ينهي")
    for one in (plain, wrapped, fitted):
        row.addWidget(one)
    outer.show()
    inked = QFontMetricsF(theme.font(16)).tightBoundingRect("يُنشأ ينهي")
    for one in (plain, wrapped, fitted):
        assert one.sizeHint().height() >= ceil(inked.height()), type(one)
    line = QFontMetricsF(theme.font(16)).height()
    assert plain.sizeHint().height() >= ceil(line) + 2
