from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from hipstretch import __version__
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import load
from hipstretch.data.paths import resolve
from hipstretch.data.settings_file import SettingsFile
from hipstretch.qt.stores import Stores
from hipstretch.ui.help.help_page import HelpPage
from hipstretch.ui.help.welcome_page import WelcomePage
from hipstretch.ui.session.keys import KEYS


@pytest.fixture
def stores(qtbot: QtBot, tmp_path: Path) -> Stores:
    return Stores.open(resolve(tmp_path), load([assets_dir()]))


def words(page: QWidget) -> str:
    """Everything a page says."""
    return "\n".join(found.text() for found in page.findChildren(QLabel))


def test_it_says_when_not_to_start_whom_to_see_and_that_nobody_reviewed_it(
    stores: Stores, qtbot: QtBot
) -> None:
    page = WelcomePage(stores.catalogue, stores.settings)
    qtbot.addWidget(page)
    said = words(page)
    for part in ("Get help now", "both legs", "bowel", "chest pain", "See a doctor first", "osteoporosis"):
        assert part in said
    assert "No doctor or physiotherapist has reviewed it" in said


def test_one_press_starts_the_first_session_and_it_is_not_shown_again(stores: Stores, qtbot: QtBot) -> None:
    page = WelcomePage(stores.catalogue, stores.settings)
    qtbot.addWidget(page)
    page.show()
    page.setFocus()
    assert page.focusWidget() is page.start
    assert page.start.text() == "Start Daily hips, 14 min"
    with qtbot.waitSignal(page.accepted) as accepted:
        QTest.keyClick(page.start, Qt.Key.Key_Space)
    assert accepted.args == ["daily-hips"]
    assert SettingsFile(stores.paths.settings).load()[0].welcomed


def test_one_can_look_around_first(stores: Stores, qtbot: QtBot) -> None:
    page = WelcomePage(stores.catalogue, stores.settings)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.accepted) as accepted:
        page.look.click()
    assert accepted.args == [""]
    assert stores.settings.current.welcomed


def test_without_routines_one_can_still_go_on(qtbot: QtBot, tmp_path: Path) -> None:
    stores = Stores.open(resolve(tmp_path), load([]))
    page = WelcomePage(stores.catalogue, stores.settings)
    qtbot.addWidget(page)
    page.show()
    assert not page.start.isVisible()
    page.setFocus()
    assert page.focusWidget() is page.look


def test_help_says_the_same_with_every_key_the_places_and_the_licences(stores: Stores, qtbot: QtBot) -> None:
    page = HelpPage(stores.paths)
    qtbot.addWidget(page)
    said = words(page)
    first = WelcomePage(stores.catalogue, stores.settings)
    qtbot.addWidget(first)
    lists = [line for line in words(first).split("\n") if "pain" in line]
    assert lists
    assert all(line in said for line in lists)
    for keys in KEYS.values():
        assert keys[0] in said
    assert str(stores.paths.history) in said.replace("\u200b", "")
    for part in (__version__, "MIT", "LGPL", "SIL Open Font License"):
        assert part in said
