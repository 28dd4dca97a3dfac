"""The window: pages by click and key, the way through a session, notices, an interrupted session."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core.record import Feeling
from hipstretch.core.settings import Settings
from hipstretch.core.transitions import State
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.paths import resolve
from hipstretch.qt.session_controller import SessionController
from hipstretch.qt.sessions import Sessions
from hipstretch.qt.stores import Stores
from hipstretch.qt.stores.notices import SUCCESS
from hipstretch.qt.wish import OpenFile, StartRoutine
from hipstretch.ui.help.keys_dialog import KeysDialog
from hipstretch.ui.help.welcome_page import WelcomePage
from hipstretch.ui.library.page import LibraryPage
from hipstretch.ui.plan.page import PlanPage
from hipstretch.ui.session.after_page import AfterPage
from hipstretch.ui.session.controls import StopBar
from hipstretch.ui.session.page import SessionPage
from hipstretch.ui.settings.page import SettingsPage
from hipstretch.ui.shell.main_window import PAGES, MainWindow
from hipstretch.ui.today.page import TodayPage
from hipstretch.ui.transfer.transfer_dialog import PreviewDialog
from hipstretch.ui.widgets import page as pages
from hipstretch.ui.widgets.exercise_card import ExerciseCard
from tests.fakes import FakeClock, FakePlayer, FakeVoice, exercise, routine

ROUTINE, EXERCISES = routine(exercise("lunge"), exercise("cobra"))
SETTINGS = Settings(welcomed=True, prepare_s=5, position_change_s=5)


class House:
    """A window and what app.py would wire it to."""

    def __init__(self, qtbot: QtBot, folder: Path, settings: Settings = SETTINGS) -> None:
        self.clock = FakeClock()
        self.player = FakePlayer()
        self.stores = Stores.open(
            resolve(folder), Catalogue(EXERCISES, {"test": ROUTINE}, (), {}), clock=self.clock
        )
        self.stores.settings.save(settings)
        self.controllers: list[SessionController] = []
        self.sessions = Sessions(self.stores, lambda: self.player, lambda: None)
        self.sessions.current_changed.connect(self._note)
        self.window = MainWindow(self.stores, self.sessions, lambda: self.player, FakeVoice)
        self.window.fill()
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.appear()

    def _note(self) -> None:
        if self.sessions.current:
            self.controllers.append(self.sessions.current)

    @property
    def feelings(self) -> list[Feeling | None]:
        return [controller.snapshot().feeling_before for controller in self.controllers]

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * 2)):
            self.clock.seconds += 0.5
            self.controllers[-1].tick()

    @property
    def page(self) -> str:
        return type(self.window.page).__name__

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> House:
    return House(qtbot, tmp_path)


@pytest.mark.parametrize("listened", [True, False])
def test_the_first_start_welcomes_and_the_second_does_not(
    qtbot: QtBot, tmp_path: Path, listened: bool
) -> None:
    first = House(qtbot, tmp_path, Settings())
    assert first.page == "WelcomePage"
    (read,) = first.window.findChildren(WelcomePage)
    qtbot.waitUntil(lambda: read._seen and read.read.hasFocus())
    if listened:
        read.sound.listen.click()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Return):
        assert first.page == "WelcomePage", "Enter before it is read does nothing"
        first.press(key)
    assert first.page == "TodayPage", "nothing starts"
    today = first.window.page
    assert isinstance(today, TodayPage)
    assert today._sound_check.isVisible() is not listened, "it was made a moment ago"
    assert House(qtbot, tmp_path, first.stores.settings.current).page == "TodayPage"


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_every_page_opens_by_its_key(house: House, number: int) -> None:
    house.press(Qt.Key(Qt.Key.Key_1 + number), Qt.KeyboardModifier.AltModifier)
    assert house.page == PAGES[number].capitalize() + "Page"
    assert house.window._bar.tabs[PAGES[number]].isChecked()


def test_a_whole_session_leads_from_today_to_after_and_back(house: House) -> None:
    house.press(Qt.Key.Key_Return)
    assert house.page == "SessionPage"
    assert not house.window._bar.isVisible()
    house.run(300)
    assert house.page == "AfterPage"
    assert [r.outcome for r in house.stores.history.recent] == ["completed"]
    house.press(Qt.Key.Key_Escape)
    assert house.page == "TodayPage"
    assert house.window._bar.isVisible()


def test_more_is_done_from_the_list_of_routines(house: House) -> None:
    house.press(Qt.Key.Key_Return)
    house.run(300)
    after = house.window.page
    assert isinstance(after, AfterPage)
    next(one for one in after.findChildren(QPushButton) if one.text() == "Do more").click()
    assert house.page == "LibraryPage"
    library = house.window.page
    assert isinstance(library, LibraryPage)
    assert not library.filters.isVisible()
    assert [one.isVisible() for one in library.findChildren(QPushButton) if one.text() == "Start"] == [True]


def test_the_same_page_takes_one_session_after_the_other(house: House) -> None:
    for expected in (1, 2):
        house.window.start("test")
        house.run(300)
        assert len(house.stores.history.recent) == expected
        house.press(Qt.Key.Key_Escape)
    assert house.window._stack.count() == 3  # Today, the session, After: no second of any


def test_a_discarded_session_leads_to_today(house: House) -> None:
    house.window.start("test")
    house.run(8)
    house.controllers[-1].stop(keep=False)
    assert house.page == "TodayPage"
    assert house.stores.history.recent == ()


def skip_to_the_end(house: House, after_s: float) -> None:
    house.window.start("test")
    house.run(after_s)
    while house.sessions.current:
        house.controllers[-1].skip()
    assert house.page == "AfterPage"


@pytest.mark.parametrize(
    ("key", "kept"), [(Qt.Key.Key_K, 1), (Qt.Key.Key_X, 0), (Qt.Key.Key_Escape, 1), (None, 1)]
)
def test_a_session_with_hardly_any_work_is_asked_about(
    qtbot: QtBot, house: House, key: Qt.Key | None, kept: int
) -> None:
    skip_to_the_end(house, 15)
    page = house.window.page
    assert isinstance(page, AfterPage)
    assert page._question.isVisible()
    assert page._question_text.text() == "Only 10 s of work. Keep this session in the history?"
    if key:
        house.press(key)
        assert not page._question.isVisible()
    house.sessions.close()  # or it is killed while it is asked
    assert len(again(qtbot, house).stores.history.recent) == kept


def test_what_was_discarded_after_the_session_can_be_brought_back(house: House) -> None:
    skip_to_the_end(house, 15)
    house.press(Qt.Key.Key_X)
    assert (house.page, house.stores.history.recent) == ("TodayPage", ())
    (notice,) = house.stores.notices.shown
    house.stores.notices.undo(notice)
    assert [one.active_s for one in house.stores.history.recent] == [10.0]


def test_who_stops_a_short_session_is_asked_once(house: House) -> None:
    house.window.start("test")
    house.run(15)
    house.press(Qt.Key.Key_Escape)
    (asked,) = house.window.findChildren(StopBar)
    assert asked._words.text() == "Only 10 s of work. Keep this session in the history?"
    house.press(Qt.Key.Key_Return)
    page = house.window.page
    assert isinstance(page, AfterPage)
    assert not page._question.isVisible()
    house.press(Qt.Key.Key_Escape)
    house.window.start("test")
    house.run(150)
    house.press(Qt.Key.Key_Escape)
    assert asked._words.text() == "Paused. Stop here and keep what was done?"
    house.press(Qt.Key.Key_Return)
    house.press(Qt.Key.Key_Escape)
    skip_to_the_end(house, 150)
    assert not page._question.isVisible()


def test_notices_are_shown_until_they_are_closed(house: House) -> None:
    house.stores.notices.add("The disk is full.")
    house.stores.notices.add("The disk is full.")
    close = [b for b in house.window.findChildren(QPushButton) if "The disk is full" in b.accessibleName()]
    assert len(close) == 1
    close[0].click()
    assert house.stores.notices.shown == ()


def test_a_success_passes_by_itself_unless_somebody_is_about_to_press_there(house: House) -> None:
    bar, notices = house.window._notices, house.stores.notices
    done: list[bool] = []
    notices.add("The disk is full.", "error")
    notices.add("Exported.", SUCCESS)
    notices.add("Imported.", SUCCESS, undo=lambda: done.append(True))
    assert bar._passes.isActive()
    (undo,) = [b for b in bar.findChildren(QPushButton) if b.accessibleName() == "Undo (Ctrl+Z): Imported."]
    undo.setFocus()
    bar._on_passed()
    assert len(notices.shown) == 3, "the focus is there"
    undo.click()
    assert done == [True]
    assert [one.text for one in notices.shown] == ["The disk is full.", "Exported."]
    house.window.open_page("today").setFocus()
    bar._on_passed()
    assert [one.text for one in notices.shown] == ["The disk is full."]


def test_a_session_takes_away_what_passes_and_has_no_notice_over_it(house: House) -> None:
    bar, notices = house.window._notices, house.stores.notices
    notices.add("Exported.", SUCCESS)
    notices.add("Settings are not saved.")
    house.window.start("test")
    assert [one.text for one in notices.shown] == ["Settings are not saved."]
    assert not bar.isVisible()
    notices.add("The disk is full.", "error")
    assert not bar.isVisible()
    page = house.window.page
    assert isinstance(page, SessionPage)
    assert page._presenter
    phase = page._presenter.view().phase
    assert (phase.warning, phase.warnings) == ("A message: pause to read it", ("The disk is full.",))
    notices.add("Exported.", SUCCESS)
    bar._on_passed()
    assert bar._passes.isActive(), "nobody could read it"
    house.controllers[0].pause()
    assert bar.isVisible()
    assert not page._presenter.view().phase.warning, "it can be read"
    house.controllers[0].stop(keep=False)
    assert bar.isVisible()


def test_a_flood_of_notices_leaves_room_for_the_page(house: House) -> None:
    for n in range(9):
        house.stores.notices.add(f"Notice {n}.")
    house.stores.notices.add("Not saved.", "error")
    notices = house.window._notices
    rows = [w for w in notices.findChildren(QWidget) if notices._lines.indexOf(w) >= 0]
    shown = [label.text() for row in rows for label in row.findChildren(QLabel)]
    more = "More messages come up as you close these: 7"
    assert shown == ["Not saved.", "Notice 0.", "Notice 1.", more]
    rows[-1].findChildren(QPushButton)[0].click()
    assert house.stores.notices.shown == ()


def crash(house: House) -> None:
    """Hold for ten seconds and be gone, as after a power failure."""
    house.press(Qt.Key.Key_Return)
    house.run(15)
    house.sessions.current.pause()  # type: ignore[union-attr]
    assert house.page == "SessionPage"


def again(qtbot: QtBot, house: House) -> House:
    """The next start on the same data."""
    return House(qtbot, house.stores.paths.history.parent, house.stores.settings.current)


def test_an_interrupted_session_is_asked_about_and_goes_on(qtbot: QtBot, house: House) -> None:
    crash(house)
    next_start = again(qtbot, house)
    next_start.window.offer_interrupted()
    next_start.press(Qt.Key.Key_Return)
    assert next_start.page == "SessionPage"
    assert next_start.sessions.interrupted == ()
    session = next_start.controllers[0].session
    assert (session.phase.index, session.elapsed_s(next_start.clock.now())) == (1, 10)


def test_two_interrupted_sessions_are_asked_about_one_after_the_other(qtbot: QtBot, house: House) -> None:
    crash(house)
    first = again(qtbot, house)
    first.window.start("test")  # which keeps what was done of the first one
    first.run(30)
    assert [r.active_s for r in first.stores.history.recent] == [10]
    assert (
        "was interrupted. What was done of it is kept in the history: 10 s"
        in first.stores.notices.shown[0].text
    )
    crash_again = again(qtbot, first)
    journal = crash_again.sessions._journal
    (snapshot,) = crash_again.sessions.interrupted
    journal.write(replace(snapshot, id="older", saved_at=snapshot.saved_at - timedelta(hours=1)))
    last = again(qtbot, first)
    last.window.offer_interrupted()
    today = last.window.page
    assert isinstance(today, TodayPage)
    assert today._interrupted
    assert "a moment ago" in today._interrupted._text.text()
    today._answer("discard")
    assert today._interrupted.isVisible()
    assert "1 hour ago" in today._interrupted._text.text()
    today._answer("keep")
    assert not today._interrupted.isVisible()
    assert len(last.stores.history.recent) == 2
    assert again(qtbot, last).sessions.interrupted == ()


@pytest.mark.parametrize("key", [Qt.Key.Key_X, Qt.Key.Key_Return], ids=["discarded", "kept"])
def test_what_was_decided_stays_decided_when_the_window_is_closed(
    qtbot: QtBot, house: House, key: Qt.Key
) -> None:
    house.press(Qt.Key.Key_Return)
    house.run(15)
    house.press(Qt.Key.Key_Escape)
    house.press(key)
    house.stores.settings.change(volume=10)
    house.window.close()
    house.sessions.close()
    assert again(qtbot, house).sessions.interrupted == ()
    assert len(again(qtbot, house).stores.history.recent) == (key == Qt.Key.Key_Return)


def test_a_second_start_brings_it_forward_and_begins_its_routine(house: House) -> None:
    house.window.showMinimized()
    house.window.come_forward(StartRoutine("test"))
    assert not house.window.isMinimized()
    assert house.page == "SessionPage"
    house.window.come_forward(StartRoutine("test"))
    assert len(house.controllers) == 1  # the session that runs goes on


def test_full_screen_and_back(house: House) -> None:
    house.window.start("test")
    house.press(Qt.Key.Key_F)
    assert house.window.isFullScreen()
    house.press(Qt.Key.Key_F)
    assert not house.window.isFullScreen()


def test_small_above_all_windows_and_back(house: House) -> None:
    house.window.setWindowState(Qt.WindowState.WindowNoState)
    house.window.setGeometry(20, 30, 760, 520)
    house.window.start("test")
    house.press(Qt.Key.Key_I)
    on_top = Qt.WindowType.WindowStaysOnTopHint
    assert house.window.isVisible()
    assert house.window.windowFlags() & on_top
    assert house.window.width() < 500
    house.stores.notices.add("Something to say")
    assert not house.window._notices.isVisible(), "there is no room for it"
    house.window.setGeometry(100, 120, 380, 220)
    house.window.toggle_mini()
    assert not house.window.windowFlags() & on_top
    assert house.window.isVisible()
    assert house.window.size() == QSize(760, 520)
    assert not house.window._notices.isVisible(), "the session runs"
    house.controllers[0].pause()
    assert house.window._notices.isVisible()
    house.window.toggle_mini()
    assert house.window.size() == QSize(380, 220), "it comes back where it was"
    house.window.quit()
    assert house.window._geometry._file.restore(house.window, "window")
    assert house.window.width() > 700, "the usual place is what is kept"


def test_the_end_of_a_session_brings_the_usual_window_back(house: House) -> None:
    house.window.start("test")
    house.press(Qt.Key.Key_I)
    house.controllers[0].stop(keep=False)
    assert house.window.width() >= 720
    house.window.toggle_mini()
    assert house.window.width() >= 720, "only a session is small"


def test_ctrl_q_leaves(house: House) -> None:
    house.press(Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not house.window.isVisible()


def test_a_bad_day_counts_for_one_session(house: House) -> None:
    today = house.window.open_page("today")
    assert isinstance(today, TodayPage)
    today.bad_day.setChecked(True)
    house.window.start("test")
    assert [p.planned_s for p in house.controllers[-1].session.timeline if p.kind.is_work][:1] == [13.0]
    house.controllers[-1].stop(keep=False)
    house.window.start("test")
    assert [p.planned_s for p in house.controllers[-1].session.timeline if p.kind.is_work][:1] == [20.0]


def test_a_routine_that_is_not_kept_is_started_and_stays_so(house: House) -> None:
    before = dict(house.stores.catalogue.current.routines)
    plan = replace(before["test"], id="my-plan", name="Plan of today")
    house.window.start(plan)
    assert house.controllers[-1].routine == plan
    assert dict(house.stores.catalogue.current.routines) == before


def test_one_exercise_alone_can_be_started(house: House) -> None:
    house.window.start("exercise:cobra")
    assert {p.exercise for p in house.controllers[-1].session.timeline} == {"cobra"}
    house.controllers[-1].stop(keep=False)
    house.window.start("exercise:gone")
    assert len(house.controllers) == 1


def test_a_file_that_is_dropped_or_opened_is_shown_before_it_is_taken(house: House, tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_text('{"sessions": []}')
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    middle, copy = QPointF(50, 50), Qt.DropAction.CopyAction
    drag = QDragEnterEvent(
        middle.toPoint(), copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    house.window.dragEnterEvent(drag)
    assert drag.isAccepted()
    drop = QDropEvent(middle, copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    house.window.dropEvent(drop)
    QApplication.processEvents()
    (preview,) = house.window.findChildren(PreviewDialog)
    assert preview.isVisible()
    preview.reject()


def test_what_is_none_of_ours_can_not_be_dropped(house: House, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "cat.png"))])
    drag = QDragEnterEvent(
        QPointF().toPoint(),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    drag.ignore()
    house.window.dragEnterEvent(drag)
    assert not drag.isAccepted()


def test_a_file_waits_for_the_end_of_a_session(house: House, tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_text('{"sessions": []}')
    house.window.start("test")
    house.window.come_forward(OpenFile(path))
    QApplication.processEvents()
    assert house.window.findChildren(PreviewDialog) == []
    house.controllers[-1].stop(keep=False)
    QApplication.processEvents()
    (preview,) = house.window.findChildren(PreviewDialog)
    preview.reject()


@pytest.mark.parametrize("key", ["F1", "?"])
def test_the_keys_are_shown_over_a_session_that_waits(house: House, key: str) -> None:
    house.window.start("test")
    QTest.keyClick(house.window, Qt.Key.Key_F1 if key == "F1" else Qt.Key.Key_Question)
    (dialog,) = house.window.findChildren(KeysDialog)
    assert house.controllers[-1].session.state is State.PAUSED
    assert "Ten seconds more" in "\n".join(w.text() for w in dialog.findChildren(QLabel))
    dialog.accept()
    QApplication.processEvents()
    assert house.window.page is house.window._pages["session"]


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Question])
def test_elsewhere_they_open_help(house: House, key: Qt.Key) -> None:
    QTest.keyClick(house.window, key)
    assert house.window.page is house.window._pages["help"]


def test_the_window_comes_back_where_it_was(house: House, qtbot: QtBot, tmp_path: Path) -> None:
    house.window.setWindowState(Qt.WindowState.WindowNoState)
    house.window.setGeometry(20, 30, 760, 520)
    house.window.close()
    again = House(qtbot, house.stores.paths.settings.parent)
    assert again.window.size() == house.window.size()


def test_a_place_that_can_not_be_read_is_as_if_there_were_none(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "window.json").write_text('{"v": 1, "window": "ümlaut"}', encoding="utf-8")
    house = House(qtbot, tmp_path)
    assert house.window.isMaximized()


def test_where_an_earlier_version_left_the_window_is_taken_over_once(
    house: House, qtbot: QtBot, tmp_path: Path
) -> None:
    house.window.setWindowState(Qt.WindowState.WindowNoState)
    house.window.setGeometry(20, 30, 760, 520)
    place = house.window.saveGeometry().toBase64().toStdString()
    paths = resolve(tmp_path / "earlier")
    paths.settings.parent.mkdir()
    paths.settings.write_text(json.dumps({"v": 1, "minutes": 25, "window": place}), encoding="utf-8")
    earlier = House(qtbot, tmp_path / "earlier")
    assert earlier.window.size() == QSize(760, 520)
    assert json.loads(paths.window.read_bytes()) == {"v": 1, "window": place}
    earlier.stores.settings.change(goal_days=3)
    kept = json.loads(paths.settings.read_bytes())
    assert "window" not in kept
    assert kept["goal_days"] == 3


def test_a_session_that_was_stopped_goes_on_from_the_page_after_it(house: House) -> None:
    house.window.start("test")
    house.run(15)
    left_s = house.controllers[-1].session.remaining_s(house.clock.seconds)
    house.press(Qt.Key.Key_Escape)
    house.press(Qt.Key.Key_Return)
    after = house.window.page
    assert isinstance(after, AfterPage)
    assert after.back_button.isVisible()
    after._note.setFocus()
    after._note.insertPlainText("a bit")
    house.press(Qt.Key.Key_F5)
    assert house.page == "SessionPage"
    assert not house.stores.history.recent
    again = house.controllers[-1]
    assert again.session.state is State.LEAD_IN
    assert again.session.remaining_s(house.clock.seconds) == left_s
    house.press(Qt.Key.Key_Escape)
    house.press(Qt.Key.Key_Return)
    assert after._note.note() == "a bit"
    after._save.click()
    assert [(r.id, r.note) for r in house.stores.history.recent] == [(again.id, "a bit")]


def test_a_session_that_ended_by_itself_does_not_go_on(house: House) -> None:
    house.window.start("test")
    house.run(400)
    assert isinstance(after := house.window.page, AfterPage)
    assert not after.back_button.isVisible()
    house.press(Qt.Key.Key_F5)
    assert house.page == "AfterPage"


def test_what_was_discarded_comes_back_for_a_minute(house: House, qtbot: QtBot) -> None:
    house.window.start("test")
    house.run(15)
    house.press(Qt.Key.Key_Escape)
    house.press(Qt.Key.Key_X)
    assert house.page == "TodayPage"
    bar = house.window._waiting_bar
    assert bar
    assert bar.text == "Nothing of the session was kept."
    assert bar._passes.interval() == 60_000
    house.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert bar.isVisible()
    house.press(Qt.Key.Key_F5)
    assert house.page == "SessionPage"
    house.press(Qt.Key.Key_Escape)
    house.press(Qt.Key.Key_X)
    bar._passes.start(0)
    qtbot.waitUntil(lambda: not bar.isVisible())
    house.press(Qt.Key.Key_F5)
    assert house.page == "TodayPage"
    assert not house.stores.history.recent


@pytest.mark.parametrize("typing", [False, True])
def test_ctrl_z_brings_back_what_was_discarded_before_what_a_message_tells_of(
    house: House, typing: bool
) -> None:
    house.window.start("test")
    house.run(15)
    house.press(Qt.Key.Key_Escape)
    house.press(Qt.Key.Key_X)
    done: list[str] = []
    house.stores.notices.add("One.", SUCCESS, undo=lambda: done.append("one"))
    if typing:
        house.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
        library = house.window.page
        assert isinstance(library, LibraryPage)
        library.filters.search.setFocus()
    house.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (house.page, done) == ("SessionPage", [])
    assert house.controllers[-1].session.state is State.LEAD_IN


def test_the_offer_of_a_discarded_session_ends_where_the_next_one_begins(house: House) -> None:
    for key in (Qt.Key.Key_X, Qt.Key.Key_Return):
        house.window.start("test")
        house.run(15)
        house.press(Qt.Key.Key_Escape)
        house.press(key)
    after = house.window.page
    assert isinstance(after, AfterPage)
    after._save.click()
    assert house.page == "TodayPage"
    bar = house.window._waiting_bar
    assert bar
    assert not bar.isVisible()
    house.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert house.page == "TodayPage"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape], ids=["the button", "Esc"])
def test_an_exercise_of_today_opens_in_full_with_the_way_back(house: House, key: Qt.Key) -> None:
    today = house.window.page
    assert today
    card = today.findChildren(ExerciseCard)[1]
    card.setFocus()
    house.press(Qt.Key.Key_Return)
    library = house.window.page
    assert isinstance(library, LibraryPage)
    assert library._detail
    assert library._detail.exercise.id == card.exercise.id
    assert library._detail.back.text() == "Back to Today"
    house.press(key)
    assert house.page == "TodayPage"
    assert card.hasFocus(), "Enter starts no session"
    house.window.open_page("library")
    assert library._stack.currentWidget() is library._list
    library.open_exercise(card.exercise.id)
    assert library._detail.back.text() == "← All exercises"
    house.press(key)
    assert house.page == "LibraryPage", "one came from the list"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape], ids=["the button", "Esc"])
def test_a_suggested_exercise_opens_in_full_with_the_way_back(house: House, key: Qt.Key) -> None:
    plan = house.window.open_page("plan")
    assert isinstance(plan, PlanPage)
    QApplication.processEvents()
    row = plan.suggested.rows[1]
    row.click()
    library = house.window.page
    assert isinstance(library, LibraryPage)
    assert library._detail
    assert library._detail.exercise.id == row.exercise
    assert library._detail.back.text() == "Back to your plan"
    house.press(key)
    assert house.page == "PlanPage"
    assert row.hasFocus(), "Enter starts no session"


def test_today_begins_at_its_top_after_a_session_and_shows_the_card_one_came_from(house: House) -> None:
    house.window.resize(800, 600)
    QApplication.processEvents()
    today = house.window.page
    assert isinstance(today, TodayPage)
    bar = today._area.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    house.window.start("test")
    house.run(300)
    house.press(Qt.Key.Key_Escape)
    assert house.window.page is today
    assert (today._start.hasFocus(), bar.value()) == (True, 0)
    today.exercise_requested.emit("cobra")
    house.press(Qt.Key.Key_Escape)
    assert house.window.page is today
    (card,) = (one for one in today.findChildren(ExerciseCard) if one.exercise.id == "cobra")
    assert card.hasFocus()
    assert not card.visibleRegion().isEmpty()


def test_an_exercise_of_today_that_is_gone_leaves_the_focus_on_start(house: House) -> None:
    today = house.window.page
    assert isinstance(today, TodayPage)
    today.setFocus()
    today.focus_exercise("gone")
    assert today._start.hasFocus()


def test_an_exercise_of_today_that_is_hidden_leaves_one_where_that_can_be_undone(house: House) -> None:
    today = house.window.page
    assert isinstance(today, TodayPage)
    today.exercise_requested.emit("lunge")
    library = house.window.page
    assert isinstance(library, LibraryPage)
    library._hide("lunge", hide=True)
    assert house.page == "LibraryPage"
    assert library.undo_bar.isVisible()


def test_the_own_numbers_of_an_exercise_are_one_press_away(house: House) -> None:
    library = house.window.open_page("library")
    assert isinstance(library, LibraryPage)
    library.open_exercise("lunge")
    assert library._detail
    library._detail.to_settings.click()
    settings = house.window.page
    assert isinstance(settings, SettingsPage)
    QApplication.processEvents()
    row = next(r for g in settings.hold_lengths.groups for r in g.rows if r.exercise_id == "lunge")
    assert row.isAncestorOf(QApplication.focusWidget() or settings) or row.hasFocus()
    assert not row.visibleRegion().isEmpty()


def test_enter_starts_after_a_rating_by_mouse_and_takes_nothing_back(house: House) -> None:
    today = house.window.page
    assert isinstance(today, TodayPage)
    left = Qt.MouseButton.LeftButton
    today._pain.open(True)
    assert today._pain.form
    assert today._pain.form.isVisible()
    QApplication.processEvents()
    for scale in today._pain.form.scales.values():
        QTest.mouseClick(scale._buttons[3], left)
    house.press(Qt.Key.Key_Return)
    assert house.page == "SessionPage"
    assert house.feelings == [Feeling(3, 3, 3)]


def test_enter_presses_the_button_that_has_the_focus_on_every_page(house: House) -> None:
    plan = house.window.open_page("plan")
    pressed: list[str] = []
    button = QPushButton("Start", plan)
    button.clicked.connect(lambda: pressed.append("start"))
    button.show()
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert pressed == ["start"]


def test_a_second_enter_does_not_start_a_session(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "SETTLE_MS", 60_000)
    house.window.start("test")
    house.run(15)
    house.press(Qt.Key.Key_Escape)
    for _ in range(3):
        house.press(Qt.Key.Key_Return)
    assert house.page == "AfterPage"
    house.window.page.finished.emit()  # type: ignore[union-attr]
    for _ in range(3):
        house.press(Qt.Key.Key_Return)
    assert house.page == "TodayPage"
    assert len(house.controllers) == 1


def test_what_was_written_can_be_opened_or_shown_in_its_folder(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def open_url(url: QUrl) -> bool:
        opened.append(url.toLocalFile())
        return len(opened) < 3

    monkeypatch.setattr(QDesktopServices, "openUrl", open_url)
    report, everything = str(tmp_path / "my report.pdf"), str(tmp_path / "all.zip")
    house.stores.notices.add("The report is there.", "info", report)
    house.stores.notices.add("Everything is there.", "info", everything)

    def press(name: str) -> None:
        *_, one = [b for b in house.window.findChildren(QPushButton) if b.accessibleName() == name]
        one.click()

    press(f"Open: {report}")
    press(f"Show in folder: {report}")
    assert opened == [report, str(tmp_path)]
    assert not [
        b for b in house.window.findChildren(QPushButton) if b.accessibleName() == f"Open: {everything}"
    ]
    press(f"Show in folder: {everything}")
    assert house.stores.notices.shown[-1].text.startswith(f"No program was found that opens {tmp_path}.")


@pytest.mark.parametrize(
    ("key", "modifier"),
    [(Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_6, Qt.KeyboardModifier.AltModifier)],
)
def test_esc_leads_back_from_help_to_the_page_before(
    house: House, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    house.window.open_page("plan")
    for _ in range(2):
        house.press(key, modifier)
        assert house.page == "HelpPage"
    house.press(Qt.Key.Key_Escape)
    assert house.page == "PlanPage"
    house.window.open_page("help")
    house.press(Qt.Key.Key_Escape)
    assert house.page == "HelpPage", "nobody asked for it on another page"
