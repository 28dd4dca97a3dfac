"""Closing the window: what was typed and can't be kept is asked about, and whether reminders go on."""

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipstretch.core.check import Grade
from hipstretch.core.photos import Photos
from hipstretch.core.settings import WhenClosed
from hipstretch.data import own_pictures
from hipstretch.data.drafts_file import DraftsFile
from hipstretch.ui.library.page import LibraryPage
from hipstretch.ui.plan.page import PlanPage
from hipstretch.ui.session.view_mode import View
from hipstretch.ui.shell.closing import Closing
from hipstretch.ui.shell.main_window import MainWindow
from hipstretch.ui.widgets.dialogs import Question
from tests.fakes import FakeVoice
from tests.gui.asking import press
from tests.gui.qt.test_photo import picture
from tests.gui.shell.test_main_window import House


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> House:
    """A window with an exercise that is not saved, with a photo that is kept nowhere, on a page that is not shown."""
    house = House(qtbot, tmp_path)
    library = library_of(house)
    library.edit_exercise()
    assert library._form
    library._form.name.setText("Clam")
    library._form.photos.add_image(picture())
    house.window.open_page("today")
    return house


def library_of(house: House) -> LibraryPage:
    library = house.window.open_page("library")
    assert isinstance(library, LibraryPage)
    return library


def test_what_is_typed_is_there_again_without_a_question(qtbot: QtBot, tmp_path: Path) -> None:
    house = House(qtbot, tmp_path)
    library = library_of(house)
    library.open_sheet()
    assert library._sheet
    library._sheet.text.setPlainText("Lunge 3 x 30 s")
    library.edit_exercise()
    assert library._form
    library._form.name.setText("Clam")
    library._form.numbers["hold_s"].setValue(33)
    assert house.window.close()
    assert not questions(house)
    next_start = library_of(House(qtbot, tmp_path))
    next_start.open_sheet()
    assert next_start._sheet
    assert next_start._sheet.text.toPlainText() == "Lunge 3 x 30 s"
    assert next_start._sheet.lines
    next_start.edit_exercise()
    assert next_start._form
    assert (next_start._form.name.text(), next_start._form.numbers["hold_s"].value()) == ("Clam", 33)
    assert next_start._form.changed


def questions(house: House) -> list[Question]:
    return [box for box in house.window.findChildren(Question) if box.isVisible()]


def answer(house: House, words: str) -> None:
    """Press a button of the question."""
    (box,) = questions(house)
    press(box, words)
    QApplication.processEvents()


def test_closing_leads_to_what_is_not_kept(house: House) -> None:
    form = library_of(house)._form
    assert form
    form.name.clear()
    house.window.open_page("today")
    assert not house.window.close()
    assert house.window.isVisible()
    answer(house, "Go there")
    assert house.page == "LibraryPage"
    assert form.isVisible()


def test_what_can_be_kept_is_kept_and_the_window_closes(house: House) -> None:
    house.window.close()
    answer(house, "Keep and close")
    assert not house.window.isVisible()
    (mine,) = [one for one in house.stores.catalogue.current.exercises.values() if one.text.name == "Clam"]
    folder = house.stores.catalogue.current.folders[mine.id]
    assert own_pictures.of(folder, mine) != Photos()


def test_what_can_not_be_kept_after_all_leaves_the_window_open(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.stores.catalogue, "save_exercise", lambda *_: False)
    house.window.close()
    answer(house, "Keep and close")
    assert house.window.isVisible()
    assert house.page == "LibraryPage"


def test_a_disk_that_refused_is_named_and_tries_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(qtbot, tmp_path)
    library = library_of(house)
    library.open_sheet()
    assert library._sheet
    sheet = library._sheet
    code = errno.EACCES

    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(DraftsFile, "save", refuse)
        sheet.text.setPlainText("Lunge 3 x 30 s")
        sheet.keep_typed()
        qtbot.waitUntil(lambda: house.stores.drafts().refused is not None)
        house.window.close()
        assert [box.text() for box in questions(house)] == [
            "Not kept yet (access is not allowed): a therapist's sheet. This is lost if you close Hipstretch now."
        ]
        code = errno.ENOSPC
        answer(house, "Keep and close")
        qtbot.waitUntil(lambda: "the disk is full" in "".join(box.text() for box in questions(house)))
        assert len(questions(house)) == 1
        assert house.window.isVisible()
    answer(house, "Keep and close")
    qtbot.waitUntil(lambda: not house.window.isVisible())
    assert DraftsFile(house.stores.paths.drafts).load()["sheet"]["text"] == "Lunge 3 x 30 s"


def test_the_answers_of_a_check_that_the_disk_refuses_are_there_again(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = House(qtbot, tmp_path)
    plan = house.window.open_page("plan")
    assert isinstance(plan, PlanPage)
    plan.open_check()
    assert plan.check_page
    plan.check_page.begin()
    plan.check_page.answer(Grade.TIGHT)
    answers = dict(plan.check_page._answers)
    monkeypatch.setattr(house.stores.checks._file, "add", refuse)
    plan.check_page.keep()
    assert house.window.close()
    again = House(qtbot, tmp_path).window.open_page("plan")
    assert isinstance(again, PlanPage)
    again.open_check()
    assert again.check_page
    assert again.check_page._answers == answers


def refuse(_: object) -> None:
    """A disk without room."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_the_answers_of_a_check_are_there_again_without_a_question(qtbot: QtBot, tmp_path: Path) -> None:
    house = House(qtbot, tmp_path)
    plan = house.window.open_page("plan")
    assert isinstance(plan, PlanPage)
    plan.open_check()
    assert plan.check_page
    plan.check_page.begin()
    plan.check_page.answer(Grade.TIGHT)
    plan.check_page.skip()
    plan.check_page.other_check()
    plan.check_page.answer(Grade.EASY)
    before = dict(plan.check_page._answers)
    assert house.window.close()
    assert not questions(house)
    again = House(qtbot, tmp_path).window.open_page("plan")
    assert isinstance(again, PlanPage)
    assert again.tightness.check_button.text() == "Go on"
    again.open_check()
    assert again.check_page
    assert again.check_page._answers == before
    assert again.check_page.place == again.check_page.places[1], "the first that has no answer"
    again.check_page.keep()
    third = House(qtbot, tmp_path).window.open_page("plan")
    assert isinstance(third, PlanPage)
    assert third.check_page is None, "nothing is begun"


def test_closing_can_be_called_off(house: House) -> None:
    house.window.close()
    answer(house, "Cancel")
    assert house.window.isVisible()
    assert house.page == "TodayPage"


@pytest.mark.parametrize("how", ["answered", "by the system"])
def test_the_window_closes_all_the_same(house: House, how: str) -> None:
    if how == "answered":
        house.window.close()
        answer(house, "Close without keeping")
    else:
        house.window.closing.close_anyway()
    assert not house.window.isVisible()


@pytest.fixture
def reminded(qtbot: QtBot, tmp_path: Path) -> House:
    """A window of somebody who is reminded."""
    house = House(qtbot, tmp_path)
    house.stores.settings.change(reminders=True)
    return house


def test_a_window_that_is_closed_before_it_is_filled_leaves_reminders(qtbot: QtBot, reminded: House) -> None:
    reminded.stores.settings.change(when_closed=WhenClosed.STAY)
    empty = MainWindow(reminded.stores, reminded.sessions, lambda: reminded.player, FakeVoice)
    qtbot.addWidget(empty)
    empty.appear()
    assert empty.close()
    assert empty.closing.stays


@pytest.mark.parametrize(("words", "stays"), [("Keep reminding me", True), ("Quit", False)])
def test_whether_reminders_go_on_is_asked_once(reminded: House, words: str, stays: bool) -> None:
    assert not reminded.window.close()
    answer(reminded, "Cancel")
    assert reminded.window.isVisible()
    reminded.window.close()
    answer(reminded, words)
    assert not reminded.window.isVisible()
    assert reminded.window.closing.stays is stays
    again = Closing(reminded.window, reminded.stores.settings, list)
    assert again.may_close()
    assert again.stays is stays


@pytest.mark.parametrize("how", ["by the key", "by the system", "without reminders"])
def test_the_program_ends_without_a_question(reminded: House, how: str) -> None:
    if how == "by the key":
        QTest.keyClick(reminded.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    elif how == "by the system":
        reminded.window.closing.close_anyway()
    else:
        reminded.stores.settings.change(reminders=False)
        reminded.window.close()
    assert not questions(reminded)
    assert not reminded.window.isVisible()
    assert not reminded.window.closing.stays


@pytest.mark.parametrize("quits", [True, False])
def test_first_what_is_lost_is_asked_and_then_whether_reminders_go_on(house: House, quits: bool) -> None:
    house.stores.settings.change(reminders=True)
    (house.window.closing.quit if quits else house.window.close)()
    answer(house, "Close without keeping")
    assert bool(questions(house)) is not quits
    if not quits:
        answer(house, "Keep reminding me")
    assert not house.window.isVisible()
    assert house.window.closing.stays is not quits


@pytest.mark.parametrize("waits", [False, True])
def test_the_cross_of_the_small_window_leaves_it_and_the_session_goes_on(
    qtbot: QtBot, tmp_path: Path, waits: bool
) -> None:
    house = House(qtbot, tmp_path)
    house.window.start("test")
    (session,) = house.controllers
    house.window.toggle_mini()
    if waits:
        session.pause()
    assert not house.window.close()
    page = house.window.session_shown
    assert page
    qtbot.waitUntil(lambda: page.view is View.USUAL)
    assert house.window.isVisible()
    assert house.window.session is session
    assert session.waits is waits
    house.window.toggle_mini()
    house.window.quit()
    assert not house.window.isVisible(), "what ends the program ends it from there as well"
    house.sessions.close()
