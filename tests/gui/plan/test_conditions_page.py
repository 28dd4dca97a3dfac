"""My conditions: in view at once, and read as Tab goes."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from hipstretch.core.conditions import Condition
from hipstretch.ui.plan.conditions_page import ConditionsPage, groups
from hipstretch.ui.plan.page import PlanPage
from tests.gui.screens import conditions, opened


@pytest.fixture(params=[(720, 480), (1024, 600), (1366, 768)])
def page(request: pytest.FixtureRequest, qtbot: QtBot, tmp_path: Path) -> Iterator[ConditionsPage]:
    with opened(qtbot, tmp_path, request.param) as window:
        conditions(window)
        QApplication.processEvents()
        assert isinstance(window.page, PlanPage)
        assert window.page.conditions_page
        yield window.page.conditions_page


def card(box: QCheckBox) -> QFrame:
    around = box.parentWidget()
    while not (isinstance(around, QFrame) and around.property("surface") == "card"):
        assert around
        around = around.parentWidget()
    return around


def test_tab_goes_through_the_boxes_as_they_are_read(page: ConditionsPage) -> None:
    first = page.boxes[Condition.HIP_REPLACEMENT_POSTERIOR]
    assert first.hasFocus()
    seen: list[QCheckBox] = []
    for _ in page.boxes:
        focused = QApplication.focusWidget()
        assert isinstance(focused, QCheckBox)
        seen.append(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert seen == list(page.boxes.values())
    cards = list(dict.fromkeys(map(card, seen)))
    places = [(one.mapTo(page, QPoint()).y(), one.mapTo(page, QPoint()).x()) for one in cards]
    assert places == sorted(places), "row by row, each from its beginning"
    assert len(cards) == len(groups())


def test_all_boxes_begin_as_far_in_as_their_headings(page: ConditionsPage) -> None:
    assert len({box.mapTo(card(box), QPoint()).x() for box in page.boxes.values()}) == 1


def test_what_follows_is_said_beside_the_boxes_and_moves_nothing(page: ConditionsPage) -> None:
    before = {box: box.mapTo(page, QPoint()) for box in page.boxes.values()}
    assert page._effect.text() == "No exercise is left out or changed.", "also of nothing"
    page.boxes[Condition.KNEE_PAIN].click()
    QApplication.processEvents()
    said = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert "Left out: Frog stretch.\n11 exercises begin with their easier form." in said
    assert not any(text.startswith("Nothing is ticked.") for text in said)
    assert {box: box.mapTo(page, QPoint()) for box in page.boxes.values()} == before


def test_all_of_it_is_in_view_in_a_usual_window(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as window:
        conditions(window)
        QApplication.processEvents()
        assert isinstance(window.page, PlanPage)
        assert window.page.conditions_page
        (area,) = window.page.conditions_page.findChildren(QScrollArea)
        assert area.verticalScrollBar().maximum() == 0


def test_no_card_is_stretched_in_a_large_window(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (1920, 1400)) as window:
        conditions(window)
        QApplication.processEvents()
        assert isinstance(window.page, PlanPage)
        page = window.page.conditions_page
        assert page
        cards = [one for one in page.findChildren(QFrame) if one.property("surface") == "notice"]
        assert [one.height() - one.heightForWidth(one.width()) for one in cards] == [0]
        boxes = [one.mapTo(page, QPoint()).y() for one in page.boxes.values()]
        assert max(boxes) < 700


def test_a_box_is_in_view_in_a_low_window_with_large_text(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (720, 480), 200) as window:
        conditions(window)
        assert isinstance(window.page, PlanPage)
        page = window.page.conditions_page
        assert page
        (area,) = page.findChildren(QScrollArea)
        area.verticalScrollBar().setValue(0)
        first = next(iter(page.boxes.values()))
        qtbot.waitUntil(lambda: first.visibleRegion().boundingRect().size() == first.size())
        window.resize(1366, 1300)
        qtbot.waitUntil(lambda: page._about.y() < first.mapTo(page, QPoint()).y())
