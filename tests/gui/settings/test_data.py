"""The data goes to another folder when it is asked for, and nothing that is open is lost by it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.data import moving
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.paths import Paths, at, resolve
from hipstretch.qt import launch, restart, wording
from hipstretch.qt.stores import Stores
from hipstretch.ui.settings.data import DataSection
from hipstretch.ui.transfer.export_dialog import ExportDialog
from hipstretch.ui.widgets.dialogs import Question
from hipstretch.ui.widgets.page import Page, Unfinished
from tests.gui.asking import press, the_open
from tests.unit.data.test_history_file import session


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    made = resolve(tmp_path / "old", tmp_path / "local")
    HistoryFile(made.history).append(session(1))
    return made


class House:
    def __init__(self, qtbot: QtBot, paths: Paths) -> None:
        self.stores = Stores.open(paths, Catalogue({}, {}, (), {}))
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.begun: list[Paths] = []
        stack = QStackedWidget(self.window)
        self.section = DataSection(self.stores, stack, self.begun.append)
        self.window.show()

    @property
    def said(self) -> str:
        return " ".join(notice.text for notice in self.stores.notices.shown)


@pytest.fixture
def house(qtbot: QtBot, paths: Paths) -> House:
    return House(qtbot, paths)


def test_it_says_where_the_data_lies(house: House, paths: Paths) -> None:
    words = [label.text().replace("\u200b", "") for label in house.section.findChildren(QLabel)]
    assert str(paths.history.parent) in words


@pytest.mark.parametrize("there_is_a_program", [True, False])
def test_the_folder_is_opened(
    house: House, paths: Paths, monkeypatch: pytest.MonkeyPatch, there_is_a_program: bool
) -> None:
    asked: list[str] = []

    def open_url(url: QUrl) -> bool:
        asked.append(url.toLocalFile())
        return there_is_a_program

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    house.section.show_folder.click()
    assert [Path(one) for one in asked] == [paths.history.parent]
    assert ("It is there all the same." in house.said) is not there_is_a_program


def test_a_copy_is_written_and_read_from_here(house: House) -> None:
    house.window.activateWindow()
    named = {one.text(): one for one in house.section.findChildren(QPushButton)}
    named["Export…"].click()
    the_open(ExportDialog).reject()
    named["Import…"].click()
    the_open(QFileDialog).reject()


def test_a_folder_is_chosen_and_all_of_it_moves(house: House, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    house.section.change.click()
    dialog = the_open(QFileDialog)
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(tmp_path / "new"))
    dialog.accept()
    assert "Move all of your data to" in house.section.asked.text()
    press(house.section.asked, "Move it")
    assert house.begun == [at(tmp_path / "new")]
    assert not house.window.isEnabled(), "nothing is written to the old place any more"
    assert HistoryFile(at(tmp_path / "new").history).load()[0] == (session(1),)


def test_what_is_there_is_shown_before_both_become_one(house: House, tmp_path: Path) -> None:
    HistoryFile(resolve(tmp_path / "new").history).append(session(1), session(2))
    house.section.offer(tmp_path / "new")
    text = house.section.asked.text()
    assert "both become one" in text
    assert "New to you there:" in text
    day = wording.short_day(date(2026, 5, 6))
    assert f"sessions: 1, from {day} to {day}" in text
    assert "Sessions in it that are there already: 1" in text
    press(house.section.asked, "Cancel")
    assert house.begun == []
    house.section.offer(tmp_path / "new")
    press(house.section.asked, "Merge and use it")
    assert house.begun == [at(tmp_path / "new")]
    assert len(HistoryFile(at(tmp_path / "new").history).load()[0]) == 2


def test_nothing_new_there_is_said(house: House, tmp_path: Path) -> None:
    HistoryFile(resolve(tmp_path / "new").history).append(session(1))
    house.section.offer(tmp_path / "new")
    assert "It holds nothing that you do not have." in house.section.asked.text()


def test_why_it_did_not_move_is_said(house: House, paths: Paths, tmp_path: Path) -> None:
    house.section.offer(tmp_path / "nowhere")
    assert "was not moved to" in house.said
    (paths.history.parent / "deeper").mkdir()
    house.section.offer(paths.history.parent / "deeper")
    assert "it lies within the folder of your data" in house.said
    assert not house.section.findChildren(Question), "nothing is asked that can't be"


def test_a_disk_that_does_not_take_it_leaves_the_window_as_it_was(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(moving, "move", full)
    house.window.activateWindow()
    (tmp_path / "new").mkdir()
    house.section.offer(tmp_path / "new")
    press(house.section.asked, "Move it")
    assert "the disk is full" in house.said
    assert house.window.isEnabled()
    assert house.window.focusWidget() is house.section.change
    assert house.begun == []


class Typed(Page):
    def unfinished(self) -> tuple[Unfinished, ...]:
        return (Unfinished("a routine", lambda: None),)


@pytest.mark.parametrize(
    ("before", "said"),
    [
        (lambda house: Typed(house.window), "Not kept yet: a routine. Finish this, then choose"),
        (
            lambda house: (
                house.stores.paths.sessions.mkdir(parents=True),
                (house.stores.paths.sessions / "a.json").touch(),
            ),
            "A session runs or waits.",
        ),
        (
            lambda house: (
                house.stores.history._unsaved.update(a=session(9)),
                house.stores.history.__dict__.update(_disk=Never()),
            ),
            "Something is not on the disk yet.",
        ),
    ],
)  # fmt: skip
def test_what_has_to_be_finished_comes_first(
    house: House, tmp_path: Path, before: Callable[[House], object], said: str
) -> None:
    kept = before(house)
    (tmp_path / "new").mkdir()
    house.section.offer(tmp_path / "new")
    assert said in house.said
    assert kept is not house


class Never:
    def submit(self, *_: object, **__: object) -> None:
        """Never does it."""


def test_the_program_begins_anew_there(qapp: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    started: list[Paths] = []
    codes: list[int] = []
    monkeypatch.setattr(launch, "start", started.append)
    monkeypatch.setattr(QCoreApplication, "exit", codes.append)
    restart.with_data_at(at(tmp_path))
    assert started == [at(tmp_path)]
    assert codes == [0]
