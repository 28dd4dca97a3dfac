"""The bar of pages where there is little room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipstretch import translation
from hipstretch.core.settings import Settings, Theme
from hipstretch.qt import language
from hipstretch.ui.plan.page import PlanPage
from hipstretch.ui.shell.page_bar import PageBar
from hipstretch.ui.style import theme
from tests.gui.screens import opened


@pytest.fixture(autouse=True)
def _english_again(qapp: QApplication) -> Iterator[None]:
    yield
    language.choose("en")
    QLocale.setDefault(QLocale.c())
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


def lines(bar: PageBar) -> int:
    return len({tab.y() for tab in bar.tabs.values()})


def test_the_title_gives_way_first_then_the_room_between(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, text_size=125) as window:
        bar = window._bar
        before = bar.tabs["today"].width()
        assert bar._title.isVisible()
        window.resize(720, 480)
        assert not bar._title.isVisible()
        assert bar.tabs["today"].width() == before
        window.resize(1366, 768)
        assert bar._title.isVisible()


@pytest.mark.parametrize("text_size", [150, 200])
def test_it_takes_one_line_at_the_largest_text_in_the_smallest_window(
    qtbot: QtBot, tmp_path: Path, text_size: int
) -> None:
    with opened(qtbot, tmp_path, (720, 480), text_size) as window:
        assert lines(window._bar) == 1
        theme.apply(QApplication.instance(), Settings(theme=Theme.LIGHT))  # type: ignore[arg-type]
        window._bar.fit()
        assert window._bar._room == ""


@pytest.mark.parametrize("tag", [one for one in translation.available() if language.can_be_shown(one)])
def test_no_word_is_cut_in_any_language(qtbot: QtBot, tmp_path: Path, tag: str) -> None:
    language.choose(tag)
    with opened(qtbot, tmp_path, (720, 480), 200, tag) as window:
        bar = window._bar
        assert lines(bar) <= 2
        for tab in bar.tabs.values():
            assert tab.width() >= QFontMetrics(tab.font()).horizontalAdvance(tab.text()) + 4
            assert bar.rect().contains(QRect(tab.mapTo(bar, QPoint()), tab.size()))


def test_tab_leads_to_the_tab_of_the_open_page_and_enter_presses_it(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as window:
        plan = window.open_page("plan")
        tabs = window._bar.tabs
        stops = [name for name, tab in tabs.items() if tab.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert stops == ["plan"]
        assert isinstance(plan, PlanPage)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
            plan.open_schedules()
            tabs["plan"].setFocus()
            QTest.keyClick(tabs["plan"], key)
            assert plan._stack.currentIndex() == 0


def test_no_key_of_a_page_leads_away_from_the_first_start(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as window:
        window._welcome()
        first = window.page
        QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
        assert window.page is first
