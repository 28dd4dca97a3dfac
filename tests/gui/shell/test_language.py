"""The language changes at once, everywhere, and leaves nothing of the one before."""

import gc
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import SIGNAL, QEvent, QLocale, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hipstretch import translation
from hipstretch.app import Program
from hipstretch.core.problem import Fault, Problem
from hipstretch.core.transitions import State
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import load_checks
from hipstretch.data.paths import resolve
from hipstretch.qt import language
from hipstretch.ui.library.page import LibraryPage
from hipstretch.ui.plan.page import PlanPage
from hipstretch.ui.settings.language import LanguageField
from hipstretch.ui.settings.page import SettingsPage
from hipstretch.ui.shell.main_window import MainWindow
from hipstretch.ui.shell.session_tray import SessionTray
from tests.fakes import FakeClock, FakePlayer, FakeVoice
from tests.gui.shell.test_session_tray import shown

LOOK = 5


class House:
    """The program with a window, in English."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.clock = FakeClock()
        self.program = Program(resolve(folder), clock=self.clock, player=FakePlayer(), in_language="en")
        self.stores = self.program.stores
        self.stores.settings.change(welcomed=True, language="en", reading_time=False)
        self.window = MainWindow(self.stores, self.program.sessions, lambda: self.program.player, FakeVoice)
        qtbot.addWidget(self.window)
        self.window.fill()
        with qtbot.waitActive(self.window):
            self.window.appear()
            self.window.activateWindow()

    def settings(self) -> SettingsPage:
        return cast("SettingsPage", self.window.open_page("settings"))

    def speak(self, tag: str) -> None:
        """Choose a language where a person does."""
        page = self.settings()
        page.go_to((LOOK, True))
        self.choose(page.look.language, tag)
        self.settle()

    def choose(self, field: LanguageField, tag: str) -> None:
        """Choose in the list, and wait until it is applied."""
        field.setCurrentIndex(field.findData(tag))
        field.activated.emit(field.currentIndex())
        self.qtbot.waitUntil(lambda: QGuiApplication.overrideCursor() is None, timeout=30_000)

    def settle(self) -> None:
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.qtbot.waitUntil(lambda: self.window.page is not None)

    def tabs(self) -> list[str]:
        return [tab.text() for tab in self.window._bar.tabs.values()]


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[House]:
    made = House(qtbot, tmp_path)
    yield made
    if made.program.sessions.current:
        made.program.sessions.current.stop(keep=False)
    made.program.close()
    language.choose("en")
    QLocale.setDefault(QLocale.c())
    QGuiApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_all_words_change_and_the_person_stays_where_they_chose(house: House) -> None:
    assert house.tabs()[0] == "Today"
    house.speak("de")
    assert house.tabs()[0] == "Heute"
    page = house.window.page
    assert isinstance(page, SettingsPage)
    assert page.open_at == (LOOK, True)
    assert house.window.focusWidget() is page.look.language
    names = {label.text() for label in page.findChildren(QLabel)}
    assert "Sprache" in names or "Language" in names
    assert house.stores.catalogue.current.exercises["bridge"].text.name != "Hip lift"
    assert QLocale().language() is QLocale.Language.German
    house.speak("en")
    assert house.tabs()[0] == "Today"
    assert house.stores.catalogue.current.exercises["bridge"].text.name == "Hip lift"


def test_the_pages_before_are_gone_and_nothing_calls_them(house: House) -> None:
    def signals() -> list[int]:
        stores = house.stores
        counts = [
            stores.settings.receivers(SIGNAL("changed(PyObject)")),
            stores.catalogue.receivers(SIGNAL("changed()")),
            stores.history.receivers(SIGNAL("changed()")),
            stores.language.receivers(SIGNAL("changed()")),
        ]
        assert counts[0] > 0
        return counts

    for name in ("plan", "library", "history"):
        house.window.open_page(name)
    pages = [weakref.ref(page) for page in house.window._pages.values()]
    house.speak("de")
    gc.collect()
    assert [page() for page in pages] == [None] * len(pages)
    after = signals()
    house.speak("en")
    house.speak("de")
    assert signals() == after


def test_words_change_in_a_session_and_the_clock_does_not(house: House) -> None:
    house.window.start("six-minutes")
    controller = house.program.sessions.current
    assert controller
    house.clock.advance(2)
    controller.tick()
    house.settings()
    assert controller.session.state is State.PAUSED
    before = controller.session.remaining_s(house.clock.now()), controller.session.phase
    house.speak("de")
    assert (controller.session.remaining_s(house.clock.now()), controller.session.phase) == before
    shown = house.window.page
    assert isinstance(shown, SettingsPage)
    assert controller.routine.name == "Sechs Minuten"
    assert house.window._waiting_bar
    assert "Sechs Minuten" in house.window._waiting_bar.text
    house.window.show_session()
    page = house.window._session_page
    assert house.window.page is page
    assert page
    assert page._name.text() == controller.exercise.text.name
    assert controller.waits


def test_what_is_being_typed_stays_until_it_is_finished(house: House) -> None:
    library = house.window.open_page("library")
    assert isinstance(library, LibraryPage)
    library.open_sheet()
    assert library._sheet
    library._sheet.text.setPlainText("bridge 3 x 10")
    house.speak("de")
    assert house.window.open_page("library") is library
    library._sheet.text.setPlainText("")
    assert house.window.open_page("library") is not library


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)  # offscreen has no tray
def test_tray_and_problems_follow(house: House) -> None:
    tray = SessionTray(house.window)
    house.stores.notices.add(Problem(Fault.GONE))
    english = shown(tray)[-1], house.stores.notices.shown[-1].text
    house.speak("de")
    assert shown(tray)[-1] != english[0]
    assert house.stores.notices.shown[-1].text != english[1]
    assert len(house.stores.notices.shown) == 1


def test_arabic_turns_the_window_and_english_turns_it_back(house: House) -> None:
    house.speak("ar")
    assert house.window.isRightToLeft()
    assert house.window._bar.tabs["today"].x() > house.window._bar.tabs["help"].x()
    house.speak("en")
    assert not house.window.isRightToLeft()


def test_the_system_decides_at_first_and_an_unknown_language_is_english(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    request.addfinalizer(lambda: (language.choose("en"), QLocale.setDefault(QLocale.c())))
    for system, chosen in (
        (["de-Latn-DE", "de-DE"], "de"),
        (["pt-PT"], "pt-BR"),
        (["xx-YY", "C"], "en"),
        ([], "en"),
    ):
        monkeypatch.setattr(language, "system_languages", lambda system=system: system)
        assert language.choose("") == chosen
        assert translation.language() == chosen
    assert language.choose("nonsense") == "en"


def test_a_script_without_a_font_is_said_and_english_stays(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "can_be_shown", lambda tag: tag != "ja")
    house.window.open_page("today")
    page = house.settings()
    house.choose(page.look.language, "ja")
    assert translation.language() == "en"
    assert "no font for Japanese" in page.look.language.no_font.text()
    assert not page.look.language.no_font.isHidden()
    assert page.look.language.not_reviewed.isHidden()


def test_the_translation_says_that_it_was_not_reviewed(house: House) -> None:
    house.speak("de")
    page = house.settings()
    assert not page.look.language.not_reviewed.isHidden()
    assert page.look.language.no_font.isHidden()
    assert {"English", "Deutsch", "日本語"} <= {
        page.look.language.itemText(n) for n in range(page.look.language.count())
    }


def test_the_tightness_check_asks_in_the_language_of_now(house: House) -> None:
    def question() -> str:
        page = house.window.open_page("plan")
        assert isinstance(page, PlanPage)
        page.open_check()
        assert page.check_page
        page.check_page.begin()
        return page.check_page._stop.text()

    english = question()
    house.speak("de")
    german = question()
    assert german != english
    found, _ = load_checks(assets_dir(), "de")
    assert any(check.text.stop in german for check in found.values())


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # the offscreen screen can't
@pytest.mark.parametrize("key", [Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_End, Qt.Key.Key_D])
def test_a_key_opens_the_list_and_what_is_gone_over_there_is_not_applied(house: House, key: Qt.Key) -> None:
    page = house.settings()
    page.go_to((LOOK, True))
    field, before = page.look.language, page.look.language.currentIndex()
    QTest.keyClick(field, key)
    assert field.view().isVisible()
    QTest.keyClick(field.view(), Qt.Key.Key_Down)
    assert (translation.language(), field.currentIndex()) == ("en", before)
    QTest.keyClick(field.view(), Qt.Key.Key_Escape)
    assert not field.view().isVisible()
    assert (translation.language(), field.currentIndex()) == ("en", before)


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)  # the offscreen screen can't
def test_enter_in_the_list_applies_a_language_and_the_cursor_shows_it(house: House) -> None:
    page = house.settings()
    page.go_to((LOOK, True))
    field = page.look.language
    QTest.keyClick(field, Qt.Key.Key_Down)
    field.view().setCurrentIndex(field.model().index(field.findData("de"), 0))
    QTest.keyClick(field.view(), Qt.Key.Key_Return)
    cursor = QGuiApplication.overrideCursor()
    assert cursor
    assert cursor.shape() is Qt.CursorShape.WaitCursor
    house.qtbot.waitUntil(lambda: QGuiApplication.overrideCursor() is None, timeout=30_000)
    assert translation.language() == "de"
    assert house.tabs()[0] == "Heute"


def test_the_language_that_is_there_is_not_applied_again(house: House) -> None:
    page = house.settings()
    field = page.look.language
    field.activated.emit(field.currentIndex())
    assert QGuiApplication.overrideCursor() is None
    assert house.window.page is page


def test_what_is_wrong_with_the_texts_of_a_language_that_was_left_is_not_said(house: House) -> None:
    store = house.stores.catalogue
    problem = Problem(Fault.SENTENCE, file="routines/text.en.toml", field="summary", value="1", most=120)
    store.current = replace(store.current, problems=(problem,))
    house.stores.notices.add(problem)
    house.stores.notices.add("Not saved.", "error")
    house.speak("de")
    assert [one.text for one in house.stores.notices.shown] == ["Not saved."]
