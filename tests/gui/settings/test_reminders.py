"""Starting with the computer, in Settings: the box shows what the system really does."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from hipstretch.data.paths import resolve
from hipstretch.qt.autostart import autostart
from hipstretch.qt.autostart.autostart import Autostart
from hipstretch.qt.autostart.state import State
from hipstretch.qt.stores import Stores
from hipstretch.qt.worker import WorkHere
from hipstretch.ui.settings.reminders import RemindersSection
from tests.gui.screens import opened, shown
from tests.gui.test_clipping import is_cut
from tests.pseudo import TAG


class FakeSystem:
    """Does what it is asked to, unless it refuses."""

    def __init__(self) -> None:
        self.now = State.OFF
        self.refuses = False

    def state(self) -> State:
        return self.now

    def put_in(self) -> None:
        self._change(State.ON)

    def take_out(self) -> None:
        self._change(State.OFF)

    def _change(self, state: State) -> None:
        if self.refuses:
            raise PermissionError(13, "no")
        self.now = state


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch) -> FakeSystem:
    made = FakeSystem()
    monkeypatch.setattr(autostart, "_of_this_computer", lambda *_: made)
    return made


@pytest.fixture
def stack(qtbot: QtBot) -> QStackedWidget:
    made = QStackedWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def section(qtbot: QtBot, tmp_path: Path, system: FakeSystem, stack: QStackedWidget) -> RemindersSection:
    paths = resolve(tmp_path)
    stores = Stores.open(paths)
    made = RemindersSection(stores.settings, stack, Autostart(paths, work=WorkHere()))
    made.refresh()
    with qtbot.waitExposed(stack):
        stack.show()
    return made


def press(section: RemindersSection) -> None:
    QTest.keyClick(section.starts, Qt.Key.Key_Space)


def test_the_box_does_what_it_says(section: RemindersSection, system: FakeSystem) -> None:
    assert not section.starts.isChecked()
    press(section)
    assert (system.now, section.starts.isChecked()) == (State.ON, True)
    press(section)
    assert (system.now, section.starts.isChecked()) == (State.OFF, False)
    assert section.starts_words.isHidden()


def test_what_was_changed_elsewhere_is_seen_when_one_looks_again(
    section: RemindersSection, system: FakeSystem
) -> None:
    system.now = State.ON
    section.window().hide()
    section.window().show()
    assert section.starts.isChecked()


def test_a_refusal_is_said_and_the_box_shows_what_is_there(
    section: RemindersSection, system: FakeSystem
) -> None:
    system.refuses = True
    press(section)
    assert not section.starts.isChecked()
    assert section.starts_words.text().startswith("Your system did not switch it on")
    assert section.starts_words.isVisible()
    system.refuses = False
    press(section)
    assert section.starts.isChecked()
    assert section.starts_words.isHidden()


def test_another_copy_is_no_tick_and_a_press_replaces_it(
    section: RemindersSection, system: FakeSystem
) -> None:
    system.now = State.OTHER
    section.window().hide()
    section.window().show()
    assert section.starts.checkState() is Qt.CheckState.Unchecked
    assert section.starts_words.text().startswith("Another copy of Hipstretch")
    press(section)
    assert system.now is State.ON


def test_what_the_system_does_not_tell_is_neither_ticked_nor_not(
    section: RemindersSection, system: FakeSystem
) -> None:
    system.now = State.UNKNOWN
    section.window().hide()
    section.window().show()
    assert section.starts.checkState() is Qt.CheckState.PartiallyChecked
    press(section)
    assert section.starts.checkState() is Qt.CheckState.Checked
    press(section)
    assert section.starts.checkState() is Qt.CheckState.Unchecked
    press(section)
    assert section.starts.checkState() is Qt.CheckState.Checked


def test_what_is_said_has_room_in_a_small_window(
    qtbot: QtBot, tmp_path: Path, system: FakeSystem, pseudo_language: None
) -> None:
    system.now = State.UNKNOWN
    with opened(qtbot, tmp_path, (1024, 600), 150, TAG) as window:
        shown(window, "settings: Reminders")
        (said,) = window.findChildren(RemindersSection)
        qtbot.waitUntil(said.starts_words.isVisible)
        qtbot.waitUntil(lambda: not is_cut(said.starts_words) and not is_cut(said.starts))
