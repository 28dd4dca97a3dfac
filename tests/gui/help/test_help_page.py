"""Help: the warnings in short, what is long behind a title, and ways to each part."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hipstretch.core.settings import Settings, Theme
from hipstretch.ui.help.fold import Fold
from hipstretch.ui.help.help_page import HelpPage
from hipstretch.ui.shell.main_window import MainWindow
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.thumbnail import Thumbnail
from tests.gui.screens import opened


@pytest.fixture(scope="module", autouse=True)
def _usual_look_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


def shown(window: MainWindow) -> HelpPage:
    page = window.open_page("help")
    assert isinstance(page, HelpPage)
    QApplication.processEvents()
    return page


def said(page: HelpPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def test_the_warnings_are_there_in_short_and_every_sign_is_a_press_away(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as window:
        page = shown(window)
        for part in (
            "Call an emergency number (999, 911, 112) or go to hospital.",
            "numbness between the legs; new trouble with bladder, bowel or sex",
            "See a doctor first, within days",
            "if you have a hip replacement or osteoporosis",
            "Stop for the day at sharp or electric pain",
            "No doctor or physiotherapist has reviewed Hipstretch.",
        ):
            assert part in said(page)
        assert "loss of control of the bowel" not in said(page)
        (every,) = [one for one in page.findChildren(Fold) if one._title == "Every sign"]
        assert every.heading.accessibleName() == "Every sign, closed"
        every.heading.click()
        assert every.heading.accessibleName() == "Every sign, open"
        assert "loss of control of the bowel" in said(page)
        assert "no improvement after a few weeks of looking after yourself" in said(page)
        every.heading.click()
        assert "loss of control of the bowel" not in said(page)


def test_all_that_must_be_known_first_is_in_view_without_scrolling(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        page = shown(window)
        (lead,) = [
            one
            for one in page.findChildren(QLabel)
            if one.text().startswith("Don't start.") and one.isVisible()
        ]
        assert lead.mapTo(page, QPoint(0, lead.height())).y() < page.height()


def test_what_the_studies_say_is_behind_their_title(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as window:
        page = shown(window)
        for name, part in (
            ("The studies behind the articles", "Tohoku J Exp Med"),
            ("Pain in your back or knee: ask first", "ask a doctor or physiotherapist before you begin"),
        ):
            (fold,) = [one for one in page.findChildren(Fold) if one._title == name]
            assert part not in said(page)
            fold.heading.click()
            assert part in said(page)


@pytest.mark.parametrize(("width", "there"), [(1366, True), (720, False)])
def test_pictures_stand_beside_how_a_session_goes_where_there_is_room(
    qtbot: QtBot, tmp_path: Path, width: int, there: bool
) -> None:
    with opened(qtbot, tmp_path, (width, 600)) as window:
        page = shown(window)
        pictures = page._pictures
        assert all(isinstance(one, Thumbnail) and one.isVisible() is there for one in pictures)
        assert len(pictures) == 2


@pytest.mark.parametrize("width", [1366, 1920])
def test_the_cards_fill_the_width_of_the_page(qtbot: QtBot, tmp_path: Path, width: int) -> None:
    with opened(qtbot, tmp_path, (width, 768)) as window:
        page = shown(window)
        tab = window._bar.tabs["help"]
        end = tab.mapTo(window, QPoint(tab.width(), 0)).x()
        rights = [one.mapTo(window, QPoint(one.width(), 0)).x() for one in page.findChildren(Fold)]
        assert max(rights) == end


def test_the_index_has_every_part(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (1024, 600)) as window:
        page = shown(window)
        jumps = {one.accessibleName(): one for one in page.findChildren(QPushButton) if "↓" in one.text()}
        assert list(jumps) == [
            "How a session goes",
            "Get help now",
            "Your hips",
            "Keys",
            "Where things are kept",
            "Credits",
        ]
        bar = page._area.verticalScrollBar()
        jumps["Credits"].click()
        assert bar.value() > 0
        jumps["How a session goes"].click()
        focused = page.focusWidget()
        assert focused
        assert 0 <= focused.mapTo(page._area, QPoint()).y() < 10
