"""Dialogs run no event loop of their own, give the keys back, and never lose what was typed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hipstretch.qt.stores.drafts import Refused
from hipstretch.ui.widgets import dialogs
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.dialogs import (
    Answer,
    FormDialog,
    Question,
    Role,
    ask,
    ask_before_closing,
    documents,
    fill,
    name_to_open,
    name_to_save,
    question,
    ways_out,
)
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Unfinished
from tests.gui.asking import answer, nothing_is_open, the_open


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.mark.parametrize(("accepted", "told"), [(True, ["yes"]), (False, [])])
def test_what_follows_a_dialog_is_done_if_it_is_accepted(
    qtbot: QtBot, window: QWidget, accepted: bool, told: list[str]
) -> None:
    done: list[str] = []
    ask(QDialog(window), lambda: done.append("yes"))
    assert done == []
    dialog = the_open(QDialog)
    (dialog.accept if accepted else dialog.reject)()
    assert done == told
    assert nothing_is_open()
    assert not window.findChildren(QDialog)
    qtbot.waitUntil(window.isActiveWindow)


def test_a_dialog_whose_page_is_gone_does_nothing(qtbot: QtBot, window: QWidget) -> None:
    page = QWidget()
    QVBoxLayout(window).addWidget(page)
    question(page, "?", [Answer("Yes", lambda: pytest.fail("the page is gone"))])
    page.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert nothing_is_open()


@pytest.mark.parametrize(
    ("key", "done"), [(Qt.Key.Key_Return, ["keep"]), (Qt.Key.Key_Escape, ["stay"])], ids=["enter", "escape"]
)
def test_enter_gives_the_first_answer_and_escape_the_one_that_changes_nothing(
    window: QWidget, key: Qt.Key, done: list[str]
) -> None:
    given: list[str] = []
    answers = (
        Answer("Keep", lambda: given.append("keep")),
        Answer("Throw away", lambda: given.append("throw"), Role.DestructiveRole),
        Answer("Go on here", lambda: given.append("stay"), Role.RejectRole),
    )
    box = question(window, "<b>Keep it?</b>", answers)
    assert box.findChildren(QLabel)[0].textFormat() is Qt.TextFormat.PlainText
    QTest.keyClick(box, key)
    assert given == done
    assert nothing_is_open()


def test_what_would_be_lost_is_named_before_the_window_closes(window: QWidget) -> None:
    done: list[str] = []
    found = [Unfinished("an exercise", lambda: done.append("shown")), Unfinished("a sheet", lambda: None)]
    for word, expected in (
        ("Cancel", []),
        ("Go there", ["shown"]),
        ("Close without keeping", ["shown", "closed"]),
    ):
        ask_before_closing(window, found, lambda: done.append("closed"))
        said = "Not kept yet: an exercise, a sheet. This is lost if you close Hipstretch now."
        assert the_open(Question).text() == said
        answer(word)
        assert nothing_is_open()
        assert done == expected


def test_the_answer_that_keeps_what_was_typed_stands_out(window: QWidget) -> None:
    box = ask_before_closing(window, [Unfinished("an exercise", list)], list)
    kinds = {one.text(): one.property("kind") for one in box.findChildren(QPushButton)}
    assert kinds == {"Go there": "primary", "Close without keeping": "danger", "Cancel": ""}
    words, main = box.findChildren(QLabel)[0], box.findChildren(QPushButton)[-1]
    ends = [one.mapTo(box, one.rect().topRight()).x() for one in (words, main)]
    assert ends[0] == ends[1], "the main answer ends the row, as in every dialog"
    assert box.focusWidget() is main
    box.reject()


@pytest.mark.parametrize(("kept", "done"), [(True, ["kept", "closed"]), (False, ["kept", "shown"])])
def test_what_can_be_kept_is_kept_before_the_window_closes(
    window: QWidget, kept: bool, done: list[str]
) -> None:
    told: list[str] = []

    def keep() -> bool:
        told.append("kept")
        return kept

    one = Unfinished("an exercise", lambda: told.append("shown"), keep=keep)
    ask_before_closing(window, [one], lambda: told.append("closed"))
    answer("Keep and close")
    assert told == done


def test_what_was_called_off_is_not_closed_by_a_disk_that_takes_it_later(window: QWidget) -> None:
    tries: list[Callable[[], object]] = []
    sheet = Unfinished("a sheet", list, refused=Refused("the disk is full", tries.append))
    looked: list[str] = []
    for word, expected in (("Cancel", []), ("", ["again"])):
        box = ask_before_closing(window, [sheet], list, lambda: looked.append("again"))
        answer("Keep and close")
        assert box.isVisible(), "it stays until the disk has answered"
        if word:
            answer(word)
        tries.pop()()
        assert nothing_is_open()
        assert looked == expected


class Form(FormDialog):
    typing = False

    @property
    def typed(self) -> bool:
        return self.typing


def test_a_form_dialog_asks_before_what_was_typed_is_lost(window: QWidget) -> None:
    form = Form(window)
    ask(form, lambda: pytest.fail("it was not accepted"))
    form.typing = True
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()
    answer("Go on here")
    assert form.isVisible()
    form.close()
    assert form.isVisible()
    answer("Throw away")
    assert nothing_is_open()
    ask(Form(window), lambda: None)
    QTest.keyClick(the_open(Form), Qt.Key.Key_Escape)
    assert nothing_is_open()


def test_files_go_to_the_documents_or_home_where_there_are_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path / "Documents"))
    assert documents() == Path.home()
    (tmp_path / "Documents").mkdir()
    assert documents() == tmp_path / "Documents"


def test_files_are_asked_for_without_a_loop(window: QWidget, tmp_path: Path) -> None:
    chosen: list[tuple[str, ...]] = []
    name_to_save(window, "Save", str(tmp_path / "a.txt"), "Text (*.txt)", lambda *found: chosen.append(found))
    assert the_open(QFileDialog).selectedFiles() == [str(tmp_path / "a.txt")]
    the_open(QFileDialog).accept()
    assert chosen == [(str(tmp_path / "a.txt"), "Text (*.txt)")]
    (tmp_path / "b.txt").touch()
    name_to_open(window, "Open", str(tmp_path), "Text (*.txt)", lambda found: chosen.append((found,)))
    the_open(QFileDialog).selectFile("b.txt")
    the_open(QFileDialog).accept()
    assert chosen[1:] == [(str(tmp_path / "b.txt"),)]
    name_to_open(window, "Open", str(tmp_path), "Text (*.txt)", lambda _: pytest.fail("none was chosen"))
    the_open(QFileDialog).reject()
    assert nothing_is_open()


@pytest.mark.parametrize(("high", "scrolls"), [(900, False), (400, False), (230, True)])
def test_title_and_buttons_scroll_where_they_would_leave_too_little_room(
    window: QWidget, monkeypatch: pytest.MonkeyPatch, high: int, scrolls: bool
) -> None:
    rooms = [QSize(340, high)]
    monkeypatch.setattr(dialogs, "room", lambda _: rooms[-1])
    dialog, column = QDialog(window), QVBoxLayout()
    column.addWidget(label("A title", "heading", wrap=True))
    fields = [QLineEdit() for _ in range(10)]
    for field in fields:
        column.addWidget(field)
    ways = [button(words, "") for words in ("Cancel and leave", "Print it", "Save it as a PDF")]
    fit = fill(dialog, column, ways_out(*ways), 300)
    dialog.open()
    QApplication.processEvents()
    (area,) = dialog.findChildren(QScrollArea)
    assert area.isAncestorOf(ways[0]) is scrolls
    assert dialog.height() <= high
    ways[0].setFocus()
    ends = [one.mapTo(dialog, QPoint(0, one.height())).y() for one in ways]
    assert scrolls or max(ends) <= dialog.height(), "the buttons are in view"
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    assert max(one.mapTo(dialog, QPoint(0, one.height())).y() for one in ways) <= dialog.height()
    rooms.append(QSize(340, 900))
    fit()
    QApplication.processEvents()
    assert not area.isAncestorOf(ways[0]), "there is room now"
    assert dialog.focusWidget() is ways[0]
    assert ways[-1].isVisible()
    dialog.reject()


def test_a_question_with_little_room_begins_in_view_and_enter_gives_the_first_answer(
    window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialogs, "room", lambda _: QSize(300, 150))
    given: list[str] = []
    answers = (Answer("Keep it as it is", lambda: given.append("keep")), Answer("Throw all of it away"))
    box = question(window, "Keep what was done? " * 20, answers)
    QApplication.processEvents()
    (area,) = box.findChildren(QScrollArea)
    assert area.verticalScrollBar().maximum() > 0
    assert area.verticalScrollBar().value() == 0
    QTest.keyClick(box.focusWidget() or box, Qt.Key.Key_Return)
    assert given == ["keep"]
    assert nothing_is_open()
