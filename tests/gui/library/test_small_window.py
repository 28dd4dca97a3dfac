"""The Library in a small window with large text: all of it can be reached, and what is looked for is seen."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from hipstretch.core.exercise import MuscleGroup
from hipstretch.core.settings import Settings
from hipstretch.ui.library.exercise_detail import ExerciseDetail
from hipstretch.ui.library.exercise_form import ExerciseForm
from hipstretch.ui.library.page import LibraryPage
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.page import show_what_has_the_focus
from tests.gui.screens import opened, shown


@pytest.fixture(scope="module", autouse=True)
def _usual_look_afterwards(qapp: QApplication) -> Iterator[None]:
    """Only once: to dress the program anew takes a second."""
    yield
    theme.apply(qapp, Settings())


@pytest.mark.parametrize("place", ["library", "routines", "settings: Hold lengths"])
def test_everything_can_be_come_to_in_the_smallest_window_with_the_largest_text(
    qtbot: QtBot, tmp_path: Path, place: str
) -> None:
    with opened(qtbot, tmp_path, (720, 480), 200) as window:
        for one in shown(window, place):
            if isinstance(one, QAbstractButton | QLineEdit | QComboBox) and one.isVisible():
                show_what_has_the_focus(None, one)
                QApplication.processEvents()
                seen = one.visibleRegion().boundingRect()
                assert seen.height() >= 0.6 * min(one.height(), 120), one.accessibleName()


def test_in_a_low_window_the_first_card_is_seen_and_filters_are_a_press_away(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path, (720, 480), 200) as window:
        shown(window, "library")
        (page,) = window.findChildren(LibraryPage)
        qtbot.waitUntil(lambda: page.exercises.cards()[0].visibleRegion().boundingRect().height() > 60)
        filters = page.filters
        assert not filters.position.isVisible()
        filters.more.click()
        assert filters.position.isVisible()
        filters.more.click()
        page.show_group(MuscleGroup.INNER)
        assert filters.group.buttons()[0].isVisible(), "what narrows the list is seen"
        filters.more.click()
        assert filters.group.buttons()[0].isVisible()
        window.resize(1366, 1100)
        qtbot.waitUntil(lambda: filters.position.isVisible() and not filters.more.isVisible())


def test_names_of_exercises_are_seen_in_the_smallest_window(qtbot: QtBot, tmp_path: Path) -> None:
    """Two pictures were seen there, and no name."""
    with opened(qtbot, tmp_path, (720, 480)) as window:
        shown(window, "library")
        (page,) = window.findChildren(LibraryPage)
        assert page.filters.more.isVisible()
        assert not page.filters.position.isVisible()
        first = page.exercises.cards()[:3]
        qtbot.waitUntil(lambda: len({one.y() for one in first}) == 1)
        for card in first:
            assert card.visibleRegion().boundingRect().height() == card.height()
        window.resize(720, 700)
        qtbot.waitUntil(page.filters.position.isVisible)
        assert first[0].picture.height() > 0.6 * first[0].width()


@pytest.mark.parametrize("width", [1024, 1366])
def test_what_makes_something_new_stands_at_the_same_place_on_both_tabs(
    qtbot: QtBot, tmp_path: Path, width: int
) -> None:
    with opened(qtbot, tmp_path, (width, 768)) as window:
        ends = []
        for place, words in (("library", "New exercise"), ("routines", "New routine")):
            shown(window, place)
            (page,) = window.findChildren(LibraryPage)
            (new,) = (
                one for one in page.findChildren(QAbstractButton) if one.text() == words and one.isVisible()
            )
            QApplication.processEvents()
            ends.append(new.mapTo(page, new.rect().topRight()))
            assert page._kinds.buttons()[1].mapTo(page, QPoint()).x() < new.mapTo(page, QPoint()).x() - 100
        assert ends[0] == ends[1]


def test_how_much_of_an_exercise_is_seen_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        shown(window, "exercise")
        (detail,) = window.findChildren(ExerciseDetail)
        qtbot.waitUntil(lambda: detail.times.visibleRegion().boundingRect().height() == detail.times.height())


def test_a_name_without_an_end_makes_the_page_no_wider(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (1024, 600)) as window:
        shown(window, "library")
        (page,) = window.findChildren(LibraryPage)
        usual = page._stores.catalogue.current.exercises["frog"]
        named = replace(usual, id="my-frog", text=replace(usual.text, name="Donaudampfschiff" * 7))
        page._stores.catalogue.save_exercise(named)
        page.open_exercise("my-frog")
        QApplication.processEvents()
        for area in page.findChildren(QScrollArea):
            content = area.widget()
            assert content
            assert not area.isVisible() or content.width() <= area.viewport().width()


def test_steps_have_room_in_the_smallest_window_with_the_largest_text(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (720, 480), 200) as window:
        shown(window, "own exercise")
        (form,) = window.findChildren(ExerciseForm)
        qtbot.waitUntil(lambda: form.steps.height() >= 3 * form.steps.fontMetrics().lineSpacing())
        below = form.group.mapTo(form, QPoint()).y()
        assert below > form.steps.mapTo(form, form.steps.rect().bottomLeft()).y()
        (area,) = form.findChildren(QScrollArea)
        content = area.widget()
        assert content
        assert content.width() <= area.viewport().width()


@pytest.mark.parametrize("size", [(1024, 600), (911, 512), (720, 480)])
def test_the_picture_of_an_exercise_and_its_choices_are_whole_with_the_largest_text(
    qtbot: QtBot, tmp_path: Path, size: tuple[int, int]
) -> None:
    """The picture counted for nothing in the height of the page: a strip with a knee was seen of it."""
    with opened(qtbot, tmp_path, size, 200) as window:
        shown(window, "exercise")
        (detail,) = window.findChildren(ExerciseDetail)
        least = detail._picture.minimumHeight()
        assert least >= 0.4 * detail.height()
        qtbot.waitUntil(lambda: detail._picture.height() >= least)
        for choice in detail.picture_choice.buttons():
            inside = choice.rect().translated(choice.mapTo(detail._stage, QPoint()))
            assert detail._stage.rect().contains(inside), choice.text()
            assert inside.top() > detail._picture.geometry().bottom()
