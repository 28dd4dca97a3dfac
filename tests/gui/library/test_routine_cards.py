"""The cards of routines: what they show, and what can be done from them."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core.conditions import Condition
from hipstretch.ui.library.names_line import NamesLine
from hipstretch.ui.library.page import LibraryPage
from hipstretch.ui.library.picture_strip import PictureStrip
from hipstretch.ui.widgets.more_button import MoreButton
from hipstretch.ui.widgets.pictures import Key
from tests.gui.screens import opened, shown


def parts(card: QWidget) -> dict[str, QAbstractButton]:
    return {one.accessibleName(): one for one in card.findChildren(QAbstractButton)}


def test_an_own_routine_says_so_and_has_what_else_can_be_done_in_a_menu(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        shown(window, "routines")
        (page,) = window.findChildren(LibraryPage)
        own, usual, *_ = page._routines._grid._cards
        assert tuple(parts(own)) == ("Start Six minutes, 6 min", "Change: Six minutes", "More…: Six minutes")
        assert tuple(parts(usual))[1:] == ("Copy and change: At the desk", "Print…: At the desk")
        more = parts(own)["More…: Six minutes"]
        assert isinstance(more, MoreButton)
        assert [one.text() for one in more.acts().actions()] == ["Copy", "Share", "Print…", "Delete"]
        assert "Yours" in [one.text() for one in own.findChildren(QLabel)]
        assert "Yours" not in [one.text() for one in usual.findChildren(QLabel)]


def test_routines_beside_each_other_are_as_high_and_their_buttons_stand_in_a_line(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        shown(window, "routines")
        (page,) = window.findChildren(LibraryPage)
        beside = page._routines._grid._cards[:3]
        assert len({one.height() for one in beside}) == 1
        tops = [
            button.mapTo(card, QPoint()).y() + button.height() // 2
            for card in beside
            for button in parts(card).values()
        ]
        assert max(tops) - min(tops) <= 1
        for card in beside:
            (strip,) = card.findChildren(PictureStrip)
            assert 3 <= len(strip.paths) <= 5
            assert len(strip.paths) + strip.more == len(card.findChildren(NamesLine)[0]._names)
            (names,) = card.findChildren(NamesLine)
            assert names.height() >= names.heightForWidth(names.width())


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_the_menu_of_a_routine_is_used_by_keys(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as window:
        shown(window, "routines")
        (page,) = window.findChildren(LibraryPage)
        (more,) = (one for one in page.findChildren(MoreButton) if one.isVisible())
        more.setFocus()
        QTest.keyClick(more, Qt.Key.Key_Down)
        menu = more.acts()
        assert menu.isVisible()
        QTest.keyClick(menu, Qt.Key.Key_Escape)
        assert not menu.isVisible()
        QTest.keyClick(more, Qt.Key.Key_Space)
        for key in (Qt.Key.Key_Up, Qt.Key.Key_Return):
            QTest.keyClick(menu, key)
        assert "my-six" not in page._stores.catalogue.current.routines
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert "my-six" in page._stores.catalogue.current.routines


def test_names_in_two_lines_are_whole_and_the_others_are_counted() -> None:
    line = NamesLine(["Hip lift", "Frog stretch", "Cobra"])
    assert line.accessibleName() == "Hip lift · Frog stretch · Cobra"
    assert line.shown(1000) == "Hip lift · Frog stretch · Cobra"
    shown = {line.shown(width) for width in range(80, 1000)}
    assert {"Hip lift · Frog stretch\nCobra", "Hip lift\nFrog stretch · +1", "Hip lift · +2"} <= shown
    assert line.heightForWidth(120) > line.heightForWidth(1000)
    assert line.shown(30).endswith("…")


def test_a_strip_says_how_many_more_exercises_there_are(qtbot: QtBot, tmp_path: Path) -> None:
    """Four of eight were shown as if they were all."""
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        shown(window, "routines")
        (page,) = window.findChildren(LibraryPage)
        assert {strip.more for strip in page._routines.findChildren(PictureStrip)} == {0, 4}
        (strip,) = (one for one in page._routines.findChildren(PictureStrip) if one.more == 4)
        for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
            strip.setLayoutDirection(direction)
            whole, place = strip.grab().toImage(), strip._more_px()
            begin = whole.width() - place if strip.isLeftToRight() else 0
            assert len(colours(whole.copy(begin, 0, place, whole.height()))) > 1, "the words"
            begin = whole.width() - 5 if strip.isLeftToRight() else 0
            assert len(colours(whole.copy(begin, 0, 5, whole.height()))) == 1, (
                "no picture lies beside or below them"
            )


def test_two_routines_are_seen_in_the_smallest_window(qtbot: QtBot, tmp_path: Path) -> None:
    """One was, below its pictures."""
    with opened(qtbot, tmp_path, (720, 480)) as window:
        shown(window, "routines")
        (page,) = window.findChildren(LibraryPage)
        first, second, *_ = page._routines._grid._cards
        (strip,) = first.findChildren(PictureStrip)
        (start,) = (one for one in first.findChildren(QAbstractButton) if one.text() == "Start")
        qtbot.waitUntil(lambda: strip.mapTo(first, strip.rect().bottomLeft()).y() > start.y())
        assert first.visibleRegion().boundingRect().height() == first.height()
        assert second.visibleRegion().boundingRect().height() > 80
        window.resize(1366, 768)
        qtbot.waitUntil(lambda: strip.width() > first.width() - 40)


def test_only_pictures_in_view_are_decoded(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (1024, 600)) as window:
        page = window.open_page("library")
        assert isinstance(page, LibraryPage)
        arrived: list[Key] = []
        page._cache.arrived.connect(lambda key, _image: arrived.append(key))
        page.show_routines(routines=True)
        strips = page._routines.findChildren(PictureStrip)
        in_view = {one for strip in strips if strip.visibleRegion().rectCount() for one in strip.paths}
        size = strips[0]._size()

        def small() -> list[Path]:
            return [key[0] for key in arrived if key[1:] == (size.width(), size.height())]

        qtbot.waitUntil(lambda: set(small()) >= in_view)
        assert set(small()) < {one for strip in strips for one in strip.paths}


def colours(image: QImage) -> set[int]:
    """Those it has."""
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def test_the_pictures_of_a_routine_show_the_form_that_comes_first(qtbot: QtBot, tmp_path: Path) -> None:
    """As on Today; they stayed with the kneeling form for whom it is off."""
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        shown(window, "routines")
        (page,) = window.findChildren(LibraryPage)

        def pictures() -> set[str]:
            card = page._routines._cards[page._routines._shown.index("six-minutes")]
            return {path.stem for path in card.findChildren(PictureStrip)[0].paths}

        assert "easier" not in pictures()
        settings = page._stores.settings
        settings.save(replace(settings.current, conditions=(Condition.KNEE_PAIN,)))
        assert "easier" in pictures()
