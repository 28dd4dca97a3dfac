"""Dialogs run no event loop of their own, give the keys back, and never lose what was typed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QStandardPaths, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.ui.widgets.dialogs import (
    Answer,
    FormDialog,
    Question,
    Role,
    ask,
    ask_before_closing,
    documents,
    name_to_open,
    name_to_save,
    question,
)
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
