"""What pages have in common."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.flow_layout import QUIET_PX, Flow, quiet_row
from hipstretch.ui.widgets.inputs import NumberField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.note_edit import NoteEdit
from hipstretch.ui.widgets.page import Page, centred, scrolled, show_what_has_the_focus


@pytest.fixture
def below(qtbot: QtBot, qapp: QApplication) -> Iterator[tuple[QScrollArea, QPushButton]]:
    """A part that scrolls, and a button far down in it; the focus is outside."""
    window, inside = QWidget(), QWidget()
    column = QVBoxLayout(inside)
    first, last = QPushButton("1"), QPushButton("2")
    column.addWidget(first)
    column.addSpacing(2000)
    column.addWidget(last)
    area, outside = scrolled(inside), QPushButton("3")
    whole = QVBoxLayout(window)
    whole.addWidget(area)
    whole.addWidget(outside)
    qtbot.addWidget(window)
    window.resize(300, 300)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    outside.setFocus()
    qapp.focusChanged.connect(show_what_has_the_focus)
    yield area, last
    qapp.focusChanged.disconnect(show_what_has_the_focus)


def test_what_gets_the_focus_from_outside_a_part_that_scrolls_is_seen(
    below: tuple[QScrollArea, QPushButton],
) -> None:
    area, button = below
    assert button.visibleRegion().isEmpty()
    button.setFocus()
    assert not button.visibleRegion().isEmpty()
    assert area.verticalScrollBar().value() > 1000


def test_nothing_moves_under_the_mouse(
    below: tuple[QScrollArea, QPushButton], monkeypatch: pytest.MonkeyPatch
) -> None:
    area, button = below
    monkeypatch.setattr(QApplication, "mouseButtons", lambda: 1)
    button.setFocus()
    assert area.verticalScrollBar().value() == 0


WAYS = pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])


@WAYS
def test_a_page_that_scrolls_stands_where_one_that_does_not_scroll_stands(
    qtbot: QtBot, qapp: QApplication, way: Qt.LayoutDirection
) -> None:
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(way)
    try:
        places = []
        for height in (50, 2000):
            inside = QWidget()
            inside.setMinimumHeight(height)
            area = centred(inside)
            qtbot.addWidget(area)
            area.resize(600, 300)
            area.show()
            QApplication.processEvents()
            bar = area.verticalScrollBar()
            ink = bar.grab().toImage()
            assert (bar.maximum() > 0) is (height > 300)
            blank = all(ink.pixel(ink.width() // 2, y) == ink.pixel(0, 0) for y in range(ink.height()))
            assert blank is (height <= 300), "it is seen only where there is something to scroll to"
            places.append(
                QRect(inside.mapTo(area, QPoint()), inside.size()).adjusted(0, 0, 0, -inside.height())
            )
        assert places[0] == places[1]
        assert places[0].width() == 600
    finally:
        qapp.setLayoutDirection(before)


@WAYS
def test_the_words_of_a_quiet_button_begin_where_what_is_below_it_begins(
    qtbot: QtBot, qapp: QApplication, way: Qt.LayoutDirection
) -> None:
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(way)
    try:
        page, head, back, title = QWidget(), Flow(), button("Back", "quiet"), QPushButton("Title")
        head.add(back)
        column = QVBoxLayout(page)
        column.setContentsMargins(28, 12, 28, 12)
        column.addLayout(quiet_row(head))
        column.addWidget(title)
        qtbot.addWidget(page)
        page.resize(400, 200)
        page.show()
        QApplication.processEvents()
        place = QRect(back.mapTo(page, QPoint()), back.size())
        if way is Qt.LayoutDirection.LeftToRight:
            assert place.left() + QUIET_PX == title.geometry().left()
        else:
            assert place.right() - QUIET_PX == title.geometry().right()
    finally:
        qapp.setLayoutDirection(before)


def test_a_field_for_text_is_seen_whole(qtbot: QtBot, below: tuple[QScrollArea, QPushButton]) -> None:
    area, _last = below
    note = NoteEdit("", 150)
    inside = area.widget()
    assert inside
    around = inside.layout()
    assert isinstance(around, QVBoxLayout)
    around.insertWidget(2, note)
    QApplication.processEvents()
    note.setFocus()
    assert note.visibleRegion().boundingRect().height() == note.height()


@pytest.mark.parametrize("where", ["beside", "on words"])
def test_a_press_on_empty_room_ends_what_is_typed_and_it_counts(qtbot: QtBot, where: str) -> None:
    page, inside = Page(), QWidget()
    column = QVBoxLayout(inside)
    number, text, words, first = (
        NumberField("Text size", 80, 200, whole=True),
        QLineEdit(),
        label("Words"),
        QPushButton(),
    )
    for one in (number, text, words, first):
        column.addWidget(one)
    column.addSpacing(60)
    page.first = first
    QVBoxLayout(page).addWidget(scrolled(inside))
    qtbot.addWidget(page)
    page.resize(400, 400)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    counted: list[float] = []
    number.valueChanged.connect(counted.append)
    number.setFocus()
    number.selectAll()
    QTest.keyClicks(number, "150")
    assert counted == []
    spot = inside.rect().bottomRight() - QPoint(5, 5)
    if where == "beside":
        QTest.mouseClick(inside, Qt.MouseButton.LeftButton, pos=spot)
    else:
        QTest.mouseClick(words, Qt.MouseButton.LeftButton, pos=words.rect().center())
    assert counted == [150]
    assert QApplication.focusWidget() is page
    QTest.keyClick(page, Qt.Key.Key_Tab)
    assert number.hasFocus(), "Tab begins on the page"
    text.setFocus()
    QTest.mouseClick(inside, Qt.MouseButton.LeftButton, pos=spot)
    assert QApplication.focusWidget() is page
    first.setFocus()
    QTest.mouseClick(inside, Qt.MouseButton.LeftButton, pos=spot)
    assert QApplication.focusWidget() is first, "nothing is typed there"
