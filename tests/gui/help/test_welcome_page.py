from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hipstretch import __version__
from hipstretch.core.exercise import MuscleGroup
from hipstretch.core.person import Person
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import load
from hipstretch.data.paths import resolve
from hipstretch.data.settings_file import SettingsFile
from hipstretch.qt.stores import Stores
from hipstretch.ui.help import hips
from hipstretch.ui.help.help_page import HelpPage
from hipstretch.ui.help.welcome_page import WelcomePage
from hipstretch.ui.session.keys import KEYS
from hipstretch.ui.widgets.pictures import Picture, PictureCache


@pytest.fixture
def stores(qtbot: QtBot, tmp_path: Path) -> Stores:
    return Stores.open(resolve(tmp_path), load([assets_dir()]))


def words(page: QWidget) -> str:
    """Everything a page says."""
    return "\n".join(found.text() for found in page.findChildren(QLabel))


def test_it_asks_who_shall_show_the_exercises_where_there_is_a_choice(stores: Stores, qtbot: QtBot) -> None:
    question = "Who shall show you the exercises?"
    people = (Person("woman", "A woman", 1), Person("man", "A man", 2))
    for there in (people, people[:1]):
        stores.catalogue.current = replace(stores.catalogue.current, people=there).shown_by("")
        page = WelcomePage(stores, PictureCache())
        qtbot.addWidget(page)
        assert (question in words(page)) is (len(there) > 1)
        page.people.buttons[-1].click()
        assert stores.settings.current.person == there[-1].id


def test_it_says_when_not_to_start_whom_to_see_and_that_nobody_reviewed_it(
    stores: Stores, qtbot: QtBot
) -> None:
    page = WelcomePage(stores, PictureCache())
    qtbot.addWidget(page)
    said = words(page)
    for part in (
        "Get help now",
        "both legs",
        "bowel",
        "chest pain",
        "tearing",
        "See a doctor first",
        "osteoporosis",
    ):
        assert part in said
    assert "No doctor or physiotherapist has reviewed it" in said


def test_one_press_starts_the_first_session_and_it_is_not_shown_again(stores: Stores, qtbot: QtBot) -> None:
    page = WelcomePage(stores, PictureCache())
    qtbot.addWidget(page)
    page.show()
    page.setFocus()
    assert page.focusWidget() is page.start
    assert page.start.text() == "Start Daily hips, 16 min"
    with qtbot.waitSignal(page.accepted) as accepted:
        QTest.keyClick(page.start, Qt.Key.Key_Space)
    assert accepted.args == ["daily-hips"]
    assert SettingsFile(stores.paths.settings).load()[0].welcomed


def test_one_can_look_around_first(stores: Stores, qtbot: QtBot) -> None:
    page = WelcomePage(stores, PictureCache())
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.accepted) as accepted:
        page.look.click()
    assert accepted.args == [""]
    assert stores.settings.current.welcomed


def test_without_routines_one_can_still_go_on(qtbot: QtBot, tmp_path: Path) -> None:
    stores = Stores.open(resolve(tmp_path), load([]))
    page = WelcomePage(stores, PictureCache())
    qtbot.addWidget(page)
    page.show()
    assert not page.start.isVisible()
    page.setFocus()
    assert page.focusWidget() is page.look


def test_help_says_the_same_with_every_key_the_places_and_the_licences(stores: Stores, qtbot: QtBot) -> None:
    page = HelpPage(stores.paths, "woman", PictureCache())
    qtbot.addWidget(page)
    said = words(page)
    first = WelcomePage(stores, PictureCache())
    qtbot.addWidget(first)
    lists = [line for line in words(first).split("\n") if "pain" in line]
    assert lists
    assert all(line in said for line in lists)
    shown = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Enter", "Shift+Right": "Shift+→"}
    for keys in KEYS.values():
        assert shown.get(keys[0], keys[0]) in said
    assert str(stores.paths.history) in said.replace("\u200b", "")
    for part in (__version__, "MIT", "LGPL", "SIL Open Font License"):
        assert part in said


def test_the_warnings_begin_right_behind_their_bullets(stores: Stores, qtbot: QtBot) -> None:
    page = WelcomePage(stores, PictureCache())
    qtbot.addWidget(page)
    page.resize(1366, 768)
    page.show()
    bullets = [one for one in page.findChildren(QLabel) if one.text() == "•"]
    assert len(bullets) > 10
    assert all(one.width() < 30 for one in bullets)


@pytest.mark.parametrize("person", ["woman", ""], ids=["with pictures", "without"])
def test_help_explains_the_four_groups_and_leads_to_their_exercises(
    stores: Stores, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, person: str
) -> None:
    def picture(_person: str, name: str) -> Path:
        return tmp_path / f"{name}.webp"

    monkeypatch.setattr(hips, "picture_of", picture)
    if person:
        image = QImage(70, 105, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.red)
        assert all(image.save(str(picture(person, group))) for group in MuscleGroup)
    page = HelpPage(stores.paths, "woman", PictureCache())
    qtbot.addWidget(page)
    assert len(page.findChildren(Picture)) == (4 if person else 0)
    said = words(page)
    for part in (
        "rectus femoris",
        "Some stiffness is normal",
        "ask a doctor",
        "Tohoku J Exp Med",
        "weak evidence",
        *(f"{who} and others" for who in ("Ingram", "Konrad", "Owen", "Warneke")),
        "more is not better",
    ):
        assert part in said
    see = [b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("See the exercises: ")]
    wanted: list[MuscleGroup] = []
    page.group_requested.connect(wanted.append)
    for one in see:
        one.click()
    assert wanted == list(MuscleGroup)


def test_buttons_at_the_top_of_help_lead_to_its_parts(stores: Stores, qtbot: QtBot) -> None:
    page = HelpPage(stores.paths, "woman", PictureCache())
    qtbot.addWidget(page)
    page.resize(1024, 540)
    with qtbot.waitExposed(page):
        page.show()
    (jump,) = (b for b in page.findChildren(QPushButton) if b.text() == "Your hips")
    (part,) = page.findChildren(hips.YourHips)
    jump.click()
    assert page.first
    assert part.mapTo(page.first, QPoint()).y() == 0
