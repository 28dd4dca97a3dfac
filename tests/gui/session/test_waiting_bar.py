"""A session waits while the person is on another page: how one gets there and back, and what may happen meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from pytestqt.qtbot import QtBot

from hipstretch.core.outcome import Outcome
from hipstretch.core.routine import Entry, Routine
from hipstretch.core.settings import RepMode, Theme
from hipstretch.core.timeline import PhaseKind
from hipstretch.core.transitions import State
from hipstretch.qt.session_controller import SessionController
from hipstretch.qt.wish import OpenFile, StartRoutine
from hipstretch.ui.session.keys import Act
from hipstretch.ui.settings.page import SettingsPage
from hipstretch.ui.shell.main_window import PAGES
from hipstretch.ui.shell.session_tray import SessionTray, told
from hipstretch.ui.style import theme
from hipstretch.ui.today.page import TodayPage
from hipstretch.ui.transfer.transfer_dialog import PreviewDialog
from hipstretch.ui.widgets.page import WIDEST_PX
from tests.fakes import exercise
from tests.gui.shell.test_main_window import House, again
from tests.gui.shell.test_session_tray import press

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)  # offscreen has no tray
K, ALT = Qt.Key, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> House:
    """Someone in the first hold, ten seconds of which are over."""
    made = House(qtbot, tmp_path)
    made.window.start("test")
    made.run(15)
    return made


def session(house: House) -> SessionController:
    assert house.sessions.current
    return house.sessions.current


def said(house: House) -> str:
    """What the line says that other pages have, if it is there."""
    bar = house.window._waiting_bar
    return bar.text if bar and bar.isVisible() else ""


def type_(house: House, keys: str) -> None:
    for key in keys:
        QTest.keyClicks(QApplication.focusWidget() or house.window, key)


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_every_page_is_one_key_away_and_so_is_the_session(house: House, number: int) -> None:
    house.press(K(K.Key_1 + number), ALT)
    assert house.page == PAGES[number].capitalize() + "Page"
    assert session(house).session.state is State.PAUSED
    assert house.window._bar.isVisible()
    assert house.window._bar.tabs[PAGES[number]].isChecked()
    assert said(house) == "“Test” waits: Lunge, left side, 10 s left"
    house.press(K.Key_F5)
    assert house.page == "SessionPage"
    assert not house.window._bar.isVisible()
    assert not said(house)
    assert session(house).session.state is State.PAUSED
    house.press(K.Key_Space)
    assert session(house).session.state is State.LEAD_IN
    house.run(3 + 10)
    assert session(house).session.phase.kind is PhaseKind.REST, "not a second was lost"


def test_pages_lead_to_each_other_and_the_other_key_back(house: House) -> None:
    for number in (2, 4, 0):
        house.press(K(K.Key_1 + number), ALT)
        assert said(house)
    house.press(K.Key_0, ALT)
    assert house.page == "SessionPage"


@pytest.mark.parametrize("view", [K.Key_F, K.Key_I])
def test_from_a_large_or_small_view_too(house: House, view: Qt.Key) -> None:
    house.press(view)
    house.press(K.Key_3, ALT)
    assert house.page == "LibraryPage"
    assert not house.window.isFullScreen()
    assert house.window.width() >= 720
    house.press(K.Key_F5)
    assert house.window._session_page
    assert house.window._session_page._commands.buttons[Act.SKIP].isVisible()


def test_by_mouse_there_and_back(house: House) -> None:
    left, page = Qt.MouseButton.LeftButton, house.window._session_page
    assert page
    QTest.mouseClick(page._header.to_pages, left)
    assert house.page == "TodayPage"
    QTest.mouseClick(house.window._bar.tabs["history"], left)
    assert house.page == "HistoryPage"
    assert house.window._waiting_bar
    QTest.mouseClick(house.window._waiting_bar.back, left)
    assert house.page == "SessionPage"
    assert session(house).session.state is State.PAUSED


def test_the_button_of_the_pages_is_pressed_by_enter(house: House) -> None:
    page = house.window._session_page
    assert page
    while QApplication.focusWidget() is not page._header.to_pages:
        house.press(K.Key_Tab)
    house.press(K.Key_Return)
    assert house.page == "TodayPage"
    assert session(house).session.state is State.PAUSED


def test_the_figure_stays_where_it_is_when_the_session_waits(house: House) -> None:
    page = house.window._session_page
    assert page
    parts = (page._stage, page._ring, page._header, page._bottom)
    places = [(part.mapTo(house.window, part.rect().topLeft()), part.size()) for part in parts]
    house.press(K.Key_Space)
    QApplication.processEvents()
    assert [(part.mapTo(house.window, part.rect().topLeft()), part.size()) for part in parts] == places
    house.press(K.Key_3, ALT)
    house.press(K.Key_F5)
    QApplication.processEvents()
    assert [(part.mapTo(house.window, part.rect().topLeft()), part.size()) for part in parts] == places


def test_what_is_typed_elsewhere_is_no_command(house: House) -> None:
    house.press(K.Key_3, ALT)
    phase, results = session(house).session.phase, session(house).session.results.copy()
    type_(house, "hefivmx b?+")
    for key in (K.Key_Right, K.Key_Left, K.Key_Up, K.Key_Down, K.Key_PageDown, K.Key_MediaPlay, K.Key_Escape):
        house.press(key)
    for number in (1, 4, 5, 6):
        house.press(K(K.Key_0 + number), ALT)
        for key in (K.Key_E, K.Key_H, K.Key_Right, K.Key_M, K.Key_V, K.Key_F):
            house.press(key)
    now = session(house).session
    assert (now.phase, now.results, now.state) == (phase, results, State.PAUSED)
    assert house.stores.settings.current.voice is False
    assert house.stores.settings.current.sound
    assert not house.window.isFullScreen()


def test_another_hold_in_settings_is_what_the_session_does(house: House) -> None:
    house.press(K.Key_5, ALT)
    page = house.window.page
    assert isinstance(page, SettingsPage)
    house.stores.settings.save(
        replace(
            house.stores.settings.current, switch_s=30.0, theme=Theme.DARK, rep_mode=RepMode.BY_HAND
        ).with_override("lunge", replace(house.stores.settings.current.override("lunge"), hold_s=40))
    )
    house.press(K.Key_F5)
    phases = [p for p in session(house).session.timeline if p.entry == 0]
    assert [p.planned_s for p in phases if p.kind is PhaseKind.HOLD] == [20, 40, 40, 40]
    assert [p.planned_s for p in phases if p.kind is PhaseKind.SWITCH] == [30]
    assert theme.current() is theme.DARK
    assert house.window._session_page
    assert house.window._session_page._header.finish.text() == "paused since 18:30  ·  5 min left"


def own(house: House) -> SessionController:
    """A session of an exercise of one's own."""
    mine = exercise("mine")
    assert house.stores.catalogue.save_exercise(mine)
    plan = Routine("own", "My own", "", (Entry("mine"), Entry("lunge")))
    assert house.stores.catalogue.save_routine(plan)
    house.window.start("own")
    house.run(15)
    return session(house)


@pytest.mark.parametrize("deleted", [False, True])
def test_an_exercise_that_is_changed_or_deleted_meanwhile_is_done_as_it_was(
    house: House, deleted: bool
) -> None:
    controller = own(house)
    house.press(K.Key_3, ALT)
    if deleted:
        assert house.stores.catalogue.delete_routine("own")
        assert house.stores.catalogue.delete_exercise("mine")
    else:
        mine = house.stores.catalogue.current.exercises["mine"]
        other = replace(
            mine, text=replace(mine.text, name="Other", steps=()), dosage=replace(mine.dosage, reps=9)
        )
        assert house.stores.catalogue.save_exercise(other)
    assert "Mine, left side" in said(house)
    house.stores.settings.change(switch_s=9.0)
    house.press(K.Key_F5)
    house.press(K.Key_H)
    house.press(K.Key_Up)
    type_(house, "n")
    assert house.stores.settings.current.override("mine").hold_s == 25
    house.press(K.Key_F)
    house.press(K.Key_I)
    house.press(K.Key_Escape)
    house.press(K.Key_Space)
    assert "Mine" in told(controller)
    house.run(400)
    assert house.page == "AfterPage"
    assert [e.id for e in house.stores.history.recent[-1].exercises] == ["mine", "lunge"]


def test_another_session_begins_and_what_was_done_of_this_one_is_kept(house: House) -> None:
    house.press(K.Key_1, ALT)
    today = house.window.page
    assert isinstance(today, TodayPage)
    today._start.click()
    assert house.page == "SessionPage"
    assert "after" not in house.window._pages, "how the first one was is not asked between the two"
    assert len(house.controllers) == 2
    assert [r.active_s for r in house.stores.history.recent] == [10]
    assert (
        "“Test” was interrupted. What was done of it is kept in the history: 10 s"
        in house.stores.notices.shown[0].text
    )
    house.run(15)
    house.press(K.Key_Escape)
    house.press(K.Key_Return)
    assert house.page == "AfterPage", "that is asked of the one that ends here"
    assert len(house.stores.history.recent) == 2


@pytest.mark.parametrize("key", [K.Key_Return, K.Key_Space])
def test_enter_on_today_goes_back_rather_than_ending_the_session(house: House, key: Qt.Key) -> None:
    house.press(K.Key_1, ALT)
    house.press(key)
    assert house.page == "SessionPage"
    assert len(house.controllers) == 1


def test_what_is_typed_of_how_much_is_still_there(house: House) -> None:
    page = house.window._session_page
    assert page
    house.press(K.Key_H)
    type_(house, "45")
    house.press(K.Key_4, ALT)
    assert said(house)
    house.press(K.Key_F5)
    assert page._dosage.panel.isVisible()
    assert page._dosage.panel.fields["hold_s"].value() == 45
    house.press(K.Key_Return)
    assert session(house).session.phase.duration_s == 45
    assert session(house).session.state is State.LEAD_IN


def test_what_was_asked_is_withdrawn_when_the_session_moves_on_meanwhile(house: House) -> None:
    tray = SessionTray(house.window)
    house.press(K.Key_H)
    house.press(K.Key_3, ALT)
    focused = QApplication.focusWidget()
    press(tray, "Skip")
    assert QApplication.focusWidget() is focused
    house.press(K.Key_F5)
    assert house.window._session_page
    assert not house.window._session_page._dosage.panel.isVisible()
    house.press(K.Key_Space)
    assert session(house).session.state is State.LEAD_IN


def test_the_question_whether_to_stop_is_withdrawn(house: House) -> None:
    house.press(K.Key_Escape)
    house.press(K.Key_4, ALT)
    house.press(K.Key_F5)
    house.press(K.Key_Space)
    assert session(house).session.state is State.LEAD_IN


def test_a_session_that_is_about_to_begin_waits_as_well(house: House) -> None:
    waiting: list[Callable[[], None]] = []
    house.player.when_ready = waiting.append  # type: ignore[method-assign,assignment]
    house.window.start("test")
    house.press(K.Key_3, ALT)
    waiting.pop()()
    assert house.page == "LibraryPage"
    assert said(house) == "“Test” waits: Lunge, left side, not begun yet"
    house.press(K.Key_F5)
    assert house.window._session_page
    assert house.window._session_page._commands.buttons[Act.TOGGLE_PAUSE].text() == "Go on"
    house.press(K.Key_Space)
    waiting.pop()()
    assert session(house).session.state is State.RUNNING


def test_a_repetition_by_hand_is_counted_in_the_line(house: House) -> None:
    moves = exercise("moves", kind=exercise("lunge").kind.REPETITION)
    assert house.stores.catalogue.save_exercise(moves)
    house.stores.settings.change(rep_mode=RepMode.BY_HAND)
    house.window.start("exercise:moves")
    house.run(10)
    house.press(K.Key_3, ALT)
    assert said(house).endswith("Moves, left side, repetition 1")


def test_a_name_with_a_percent_sign_is_said_as_it_is(house: House) -> None:
    plan = replace(house.stores.catalogue.current.routines["test"], id="odd", name="50 %2 more")
    assert house.stores.catalogue.save_routine(plan)
    house.window.start("odd")
    house.press(K.Key_3, ALT)
    assert said(house).startswith("“50 %2 more” waits: Lunge")


def test_a_second_start_with_a_routine_shows_the_session_and_says_why(house: House) -> None:
    house.press(K.Key_3, ALT)
    house.window.come_forward()
    assert house.page == "LibraryPage"
    house.window.come_forward(StartRoutine("test"))
    assert house.page == "SessionPage"
    assert len(house.controllers) == 1
    assert "“Test” was not started: “Test” is not over" in house.stores.notices.shown[0].text


def test_a_second_start_begins_nothing_below_a_question(house: House, tmp_path: Path) -> None:
    session(house).stop(keep=False)
    question = QDialog(house.window)
    question.open()
    house.window.come_forward(StartRoutine("test"))
    house.window.come_forward(OpenFile(tmp_path / "all.json"))
    assert house.sessions.current is None
    assert len(house.stores.notices.shown) == 2
    question.reject()
    house.window.come_forward(StartRoutine("test"))
    assert house.sessions.current


def test_a_file_waits_for_the_session_on_other_pages_too_and_that_is_said(
    house: House, tmp_path: Path
) -> None:
    path = tmp_path / "all.json"
    path.write_text('{"sessions": []}')
    house.press(K.Key_4, ALT)
    for _ in range(2):
        house.window.open_file(path)
    QApplication.processEvents()
    assert house.window.findChildren(PreviewDialog) == []
    assert [n.text for n in house.stores.notices.shown] == [f"{path} is opened when the session is over."]
    house.window.start("test")
    QApplication.processEvents()
    assert house.window.findChildren(PreviewDialog) == [], "nor does it come between two sessions"
    session(house).stop(keep=False)
    QApplication.processEvents()
    (preview,) = house.window.findChildren(PreviewDialog)
    assert not [n for n in house.stores.notices.shown if "is opened" in n.text]
    preview.reject()


def test_no_interrupted_session_is_offered_while_another_one_waits(qtbot: QtBot, house: House) -> None:
    house.press(K.Key_1, ALT)
    snapshot = session(house).snapshot()
    older = replace(snapshot, id="older", saved_at=snapshot.saved_at - timedelta(hours=1))
    house.sessions._interrupted = (older,)
    house.window.offer_interrupted()
    today = house.window.page
    assert isinstance(today, TodayPage)
    assert not (today._interrupted and today._interrupted.isVisible())


def test_a_file_at_the_start_does_not_hide_what_was_interrupted(
    qtbot: QtBot, house: House, tmp_path: Path
) -> None:
    house.window.close()
    house.sessions.close()
    path = tmp_path / "all.json"
    path.write_text('{"sessions": []}')
    next_start = again(qtbot, house)
    next_start.window.come_forward(OpenFile(path))
    QApplication.processEvents()
    (preview,) = next_start.window.findChildren(PreviewDialog)
    preview.reject()
    today = next_start.window.page
    assert isinstance(today, TodayPage)
    assert today._interrupted
    assert today._interrupted.isVisible()


def test_closing_the_window_elsewhere_leaves_the_session_for_the_next_start(
    qtbot: QtBot, house: House
) -> None:
    house.press(K.Key_5, ALT)
    house.press(K.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not house.window.isVisible()
    house.sessions.close()
    next_start = again(qtbot, house)
    (snapshot,) = next_start.sessions.interrupted
    assert snapshot.point.elapsed_s == 10
    next_start.window.offer_interrupted()
    next_start.press(K.Key_Return)
    assert next_start.page == "SessionPage"
    next_start.press(K.Key_2, ALT)
    assert "10 s left" in said(next_start)


@pytest.mark.parametrize("way", ["go on", "small"])
def test_the_tray_shows_the_session_before_it_goes_on_or_gets_small(house: House, way: str) -> None:
    tray = SessionTray(house.window)
    house.press(K.Key_5, ALT)
    press(tray, "Go on" if way == "go on" else "Small, above all windows")
    assert house.page == "SessionPage"
    assert session(house).session.state is (State.LEAD_IN if way == "go on" else State.PAUSED)
    assert (house.window.width() < 720) == (way == "small")


def test_a_session_that_is_ended_from_the_tray_leads_to_after_from_any_page(house: House) -> None:
    tray = SessionTray(house.window)
    house.press(K.Key_5, ALT)
    while house.sessions.current:
        assert house.page == "SettingsPage"
        before = said(house)
        press(tray, "Skip")
        assert said(house) != before
    assert house.page == "AfterPage"
    assert not said(house)
    assert house.stores.history.recent[-1].exercises[0].sets[0].outcome is Outcome.SKIPPED
    house.press(K.Key_Escape)
    assert house.page == "TodayPage"
    assert not said(house)
    house.press(K.Key_F5)
    assert house.page == "TodayPage", "there is nothing to go back to"


def test_discarding_ends_it(house: House) -> None:
    house.press(K.Key_4, ALT)
    house.press(K.Key_F5)
    house.press(K.Key_Escape)
    house.press(K.Key_X)
    assert house.page == "TodayPage"
    assert said(house) == "Nothing of the session was kept."


def test_help_is_a_page_elsewhere_and_the_keys_alone_over_the_session(house: House) -> None:
    house.press(K.Key_4, ALT)
    house.press(K.Key_F1)
    assert house.page == "HelpPage"
    assert said(house)
    assert house.window.page
    assert "F5, Alt+0" in [one.text() for one in house.window.page.findChildren(QLabel)]


def test_after_a_session_no_page_key_leads_away_from_the_question_how_it_was(house: House) -> None:
    session(house).stop(keep=True)
    house.press(K.Key_3, ALT)
    assert house.page == "AfterPage"


def test_where_there_is_little_room_the_line_stays_one_line_and_says_only_where_the_session_stands(
    house: House,
) -> None:
    house.press(K.Key_6, ALT)
    bar = house.window._waiting_bar
    assert bar
    bar.resize(1024, bar.height())
    assert bar._words.text() == bar.text == "“Test” waits: Lunge, left side, 10 s left"
    bar.resize(400, bar.height())
    assert bar._words.text() == "Test: 10 s left", "the routine stays as long as it can"
    bar.resize(300, bar.height())
    assert bar._words.text() == "10 s left"
    assert bar._words.accessibleName() == bar._words.toolTip() == bar.text
    assert bar.heightForWidth(360) < 2 * bar.back.sizeHint().height()


def test_start_does_not_say_enter_while_enter_goes_back_to_what_waits(house: House) -> None:
    house.press(K.Key_1, ALT)
    today = house.window.page
    assert isinstance(today, TodayPage)
    assert house.window._waiting_bar
    assert house.window._waiting_bar.back.hasFocus()
    assert today._start.key == ""


def test_in_a_wide_window_the_line_is_no_wider_than_a_page(house: House) -> None:
    house.press(K.Key_6, ALT)
    bar = house.window._waiting_bar
    assert bar
    house.window.resize(3440, 1440)
    QApplication.processEvents()
    words, button = bar._words.mapTo(bar, QPoint()).x(), bar.back.mapTo(bar, QPoint()).x() + bar.back.width()
    assert button - words <= WIDEST_PX
    assert abs(words + button - bar.width()) <= 2, "in the middle"
