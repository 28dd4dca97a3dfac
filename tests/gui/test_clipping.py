"""No words are cut off, on any page, in small and in large windows, at usual and at the largest text."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core.settings import Settings
from hipstretch.ui.history.heat_map import HeatMap
from hipstretch.ui.history.page import HistoryPage
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import KeyButton
from hipstretch.ui.widgets.labels import WRAP
from tests.gui.screens import PLACES, opened, shown

SLACK = 3
"""Pixels that fonts are rounded by."""


@pytest.fixture(scope="module", autouse=True)
def _usual_look_afterwards(qapp: QApplication) -> Iterator[None]:
    """Only once: to dress the program anew takes a second."""
    yield
    theme.apply(qapp, Settings())


def is_cut(widget: QWidget) -> bool:
    """Whether a widget shows less than all of its words."""
    if isinstance(widget, QLabel) and widget.text():
        metrics, room = QFontMetricsF(widget.font()), widget.contentsRect()
        if not widget.wordWrap():
            return max(map(metrics.horizontalAdvance, widget.text().split("\n"))) > room.width() + SLACK
        needed = metrics.boundingRect(QRect(0, 0, room.width(), 100_000), WRAP, widget.text())
        return needed.height() > room.height() + SLACK
    if isinstance(widget, QPushButton | QCheckBox) and not isinstance(widget, KeyButton) and widget.text():
        return widget.sizeHint().width() > widget.width() + SLACK
    if isinstance(widget, QScrollArea) and not isinstance(widget, HeatMap) and (content := widget.widget()):
        return content.width() > widget.viewport().width()
    return False


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("size", "text_size"), [((1024, 600), 200), ((720, 480), 200), ((3840, 2160), 200)])
def test_no_words_are_cut_off(
    qtbot: QtBot, tmp_path: Path, place: str, size: tuple[int, int], text_size: int
) -> None:
    with opened(qtbot, tmp_path, size, text_size) as window:
        shown(window, place)
        QApplication.processEvents()

        def all_have_room() -> None:  # a word that comes only now gets it a moment later
            cut = [one for one in window.findChildren(QWidget) if one.isVisible() and is_cut(one)]
            assert [
                f"{type(one).__name__} {getattr(one, 'text', str)()[:60]!r} {one.width()}x{one.height()}"
                for one in cut
            ] == []

        qtbot.waitUntil(all_have_room, timeout=1000)


SIZES = [(720, 480), (1024, 600), (1366, 768), (1920, 1080), (3440, 1440)]
ALL_SIZES = sorted({*SIZES, *((max(720, round(w / 1.5)), max(480, round(h / 1.5))) for w, h in SIZES)})
"""Also as they are on a screen that is scaled by 1.5."""


def is_seen(widget: QWidget, page: HistoryPage, part: QRect | None = None) -> bool:
    """Whether a widget, or a part of it, lies within what the page shows."""
    part = part or widget.rect()
    place = QRect(widget.mapTo(page._whole.viewport(), part.topLeft()), part.size())
    return widget.isVisible() and page._whole.viewport().rect().contains(place)


@pytest.mark.parametrize("text_size", [100, 200])
def test_all_of_the_history_can_be_reached_and_begins_with_its_title(
    qtbot: QtBot, tmp_path: Path, text_size: int
) -> None:
    with opened(qtbot, tmp_path, (1366, 768), text_size) as window:
        page = window.open_page("history")
        assert isinstance(page, HistoryPage)
        wrong = []
        for size, tab in product(ALL_SIZES, (0, 1)):
            window.resize(*size)
            QApplication.processEvents()
            page.show_tab(tab)
            page.setFocus()
            QApplication.processEvents()
            area = page._whole
            hidden = page._content.height() - area.viewport().height()
            bar = area.verticalScrollBar()
            reached = hidden <= 0 or (bar.isVisible() and bar.maximum() >= hidden)
            row = page.list.visualRect(page.model.index(0, 0))
            listed = tab or text_size > 100 or size < (1024, 600) or is_seen(page.list.viewport(), page, row)
            if not (reached and is_seen(page.head, page) and listed):
                wrong.append((size, tab, reached, is_seen(page.head, page), listed))
        assert wrong == []
