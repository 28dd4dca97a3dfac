"""The history: by week, searched, one session in full, changed, deleted and brought back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import QDate, QDateTime, QEvent, QPoint, Qt, QTime
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core import timeline as timelines
from hipstretch.core.exercise import Kind, Side
from hipstretch.core.outcome import Outcome, PhaseResult
from hipstretch.core.record import Feeling, SessionRecord, exercise_records, session_outcome
from hipstretch.core.settings import Settings, Theme
from hipstretch.data import history_file, history_pass
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.paths import resolve
from hipstretch.qt.progress_words import summary
from hipstretch.qt.stores import Stores
from hipstretch.ui.history import heat_map
from hipstretch.ui.history.manual_entry import ManualEntryDialog
from hipstretch.ui.history.page import GAP, HistoryPage
from hipstretch.ui.history.report import Report
from hipstretch.ui.history.report_dialog import ReportDialog
from hipstretch.ui.history.session_list import HEADING
from hipstretch.ui.history.session_times import SessionTimesDialog
from hipstretch.ui.style import theme
from hipstretch.ui.transfer import transfer_dialog
from hipstretch.ui.widgets.pictures import Picture, PictureCache
from tests.fakes import FakeClock, LaterWork, exercise, routine
from tests.gui.asking import nothing_is_open, the_open
from tests.gui.style.test_theme import contrast
from tests.gui.test_clipping import is_cut
from tests.unit.core.test_record import records

ROUTINE, EXERCISES = routine(exercise("lunge"), exercise("cobra"))
PLAN = timelines.build(ROUTINE, EXERCISES, Settings())
NOW = datetime.fromisoformat("2026-05-06T18:30:00+02:00")


def record(name: str, days_ago: int, note: str = "", *, eased: int | None = None) -> SessionRecord:
    def done(entry: int, planned_s: float) -> PhaseResult:
        return PhaseResult(Outcome.EASED, 4) if entry == eased else PhaseResult(Outcome.DONE, planned_s)

    results = {p.key: done(p.entry, p.planned_s) for p in PLAN}
    exercises = exercise_records(PLAN, results)
    began = NOW - timedelta(days=days_ago)
    return SessionRecord(
        name,
        began,
        began + timedelta(minutes=9),
        "test",
        session_outcome(exercises),
        240.0,
        exercises,
        "0",
        Feeling(back=4),
        Feeling(hip_left=1, hip_right=2, back=3),
        note,
    )


@pytest.fixture(scope="module", autouse=True)
def _usual_look(qapp: QApplication) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


@pytest.fixture
def stores(tmp_path: Path, qapp: QApplication) -> Stores:
    clock = FakeClock()
    clock.wall_offset = NOW - clock.wall()
    made = Stores.open(resolve(tmp_path), Catalogue(EXERCISES, {"test": ROUTINE}, (), {}), clock=clock)
    for one in (record("old", 11), record("eased", 1, "stiff today", eased=1), record("new", 0)):
        made.history.add(one)
    return made


@pytest.fixture
def page(qtbot: QtBot, stores: Stores) -> HistoryPage:
    made = HistoryPage(stores, PictureCache())
    qtbot.addWidget(made)
    made.resize(1300, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def saved(stores: Stores, monkeypatch: pytest.MonkeyPatch) -> list[SessionRecord]:
    """What the store is asked to put in place of what it has."""
    asked: list[SessionRecord] = []
    replace_record = stores.history.replace

    def note(one: SessionRecord) -> None:
        asked.append(one)
        replace_record(one)

    monkeypatch.setattr(stores.history, "replace", note)
    return asked


def words(page: QWidget) -> str:
    QApplication.processEvents()  # what was added a moment ago is shown by then
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def press(page: HistoryPage, name: str) -> None:
    buttons = (b for b in page.findChildren(QPushButton) if b.isVisible())
    (found,) = (b for b in buttons if b.text().startswith(name))
    found.click()


def shown(page: HistoryPage) -> list[str]:
    rows = (page.model.index(row, 0) for row in range(page.model.rowCount()))
    return [index.data(Qt.ItemDataRole.UserRole).id for index in rows]


def test_an_empty_history_says_what_will_be_here(qtbot: QtBot, tmp_path: Path) -> None:
    empty = HistoryPage(Stores.open(resolve(tmp_path), Catalogue(EXERCISES, {}, (), {})), PictureCache())
    qtbot.addWidget(empty)
    empty.show()
    assert "Nothing here yet" in words(empty)
    assert not empty.list.isVisible()


def test_sessions_stand_newest_first_under_the_heading_of_their_week(page: HistoryPage) -> None:
    assert shown(page) == ["new", "eased", "old"]
    headings = [page.model.index(row, 0).data(HEADING) for row in range(3)]
    assert headings[:2] == ["This week", ""]
    assert headings[2] == "Week of Monday, 20 April 2026"
    assert words(page).startswith("History\nThe last four weeks: 3 days")


def test_the_newest_session_is_shown_in_full(page: HistoryPage) -> None:
    said = words(page.detail)
    assert "Wednesday, 6 May 2026 · 4 min of work · 18:30 to 18:39" in said
    assert "Lunge" in said
    assert "left side\n2 × 20 s\ndone\nright side\n2 × 20 s\ndone" in said
    assert not page.detail._save.isEnabled()


@pytest.mark.parametrize(("work_s", "said"), [(10.04, "10 s of work"), (59.4, "59 s of work")])
def test_a_short_session_is_told_in_whole_seconds(
    page: HistoryPage, stores: Stores, work_s: float, said: str
) -> None:
    stores.history.replace(replace(record("new", 0), active_s=work_s))
    assert said in words(page.detail)


def test_what_was_felt_stands_in_a_line_that_unfolds_to_be_changed(page: HistoryPage, stores: Stores) -> None:
    detail = page.detail
    assert detail._said.text() == "Pain, 0 to 10: Left hip 1 afterwards · Right hip 2 afterwards · Back 4 → 3"
    assert not detail._before.isVisible()
    press(page, "Change")
    assert detail._before.isVisible()
    assert detail._after.isVisible()
    QTest.keyClick(detail._before.scales["hip_left"].stop, Qt.Key.Key_6)
    assert "Left hip 6 → 1 · " in detail._said.text()
    press(page, "Change")
    assert not detail._before.isVisible()
    press(page, "Change")
    page.list.setCurrentIndex(page.model.index(1, 0))
    assert not detail._before.isVisible(), "another one is shown in short first"
    stores.history.add(replace(record("said nothing", -1), feeling_before=None, feeling_after=None))
    choose(page, "said nothing")
    assert detail._said.text() == "Pain, 0 to 10: –"


def test_a_session_of_four_exercises_is_seen_whole_in_a_usual_window(
    page: HistoryPage, stores: Stores
) -> None:
    whole = record("four", -1, "a note")
    stores.history.add(replace(whole, exercises=whole.exercises * 2))
    choose(page, "four")
    page.resize(1366, 768 - 58)  # the bar of the window is above
    QApplication.processEvents()
    assert page.detail._area.verticalScrollBar().maximum() == 0
    actions = page.detail._actions
    assert actions.mapTo(page, actions.rect().bottomLeft()).y() < page.height()
    cards = [one for one in page.detail._exercises.children() if isinstance(one, QFrame) and one.isVisible()]
    assert len(cards) == 4
    assert len({one.height() for one in cards}) == 1
    assert page.detail._exercises.columns == 2


def test_deleting_stands_apart_at_the_end_and_out_no_more_than_its_neighbours(page: HistoryPage) -> None:
    page.detail._note.setPlainText("better")
    QApplication.processEvents()
    others = [
        one
        for one in page.detail._actions.findChildren(QPushButton)
        if one.isVisible() and one is not page.detail._delete
    ]
    assert [one.text() for one in others] == ["Date and length…", "Export as FIT…", "Save changes"]
    last = max(one.geometry().right() for one in others)
    assert page.detail._delete.x() - last > 40
    image = page.detail._delete.grab().toImage()
    middle = image.height() // 2
    assert image.pixelColor(1, middle) == image.pixelColor(6, middle), "no frame"


def test_what_can_be_saved_is_offered_while_there_is_something(page: HistoryPage) -> None:
    assert not page.detail._save.isVisible()
    page.detail._note.setPlainText("typed")
    assert page.detail._save.isVisible()


def test_a_session_that_is_shown_can_be_exported(page: HistoryPage, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(transfer_dialog, "choose_activity", lambda _parent, one, _then: asked.append(one.id))
    press(page, "Export as FIT")
    page.list.setCurrentIndex(page.model.index(1, 0))
    press(page, "Export as FIT")
    assert asked == ["new", "eased"]


def test_what_was_eased_is_told_set_by_set(page: HistoryPage) -> None:
    page.list.setCurrentIndex(page.model.index(1, 0))
    said = words(page.detail)
    assert "Cobra\nleft side\n8 s of 40 s\neased off\nright side\n8 s of 40 s\neased off" in said


def test_a_set_that_was_broken_off_is_in_part_and_one_never_begun_is_left_out(
    page: HistoryPage, stores: Stores
) -> None:
    whole = record("broken", 0)
    first, *others = whole.exercises[0].sets
    broken = replace(first, outcome=Outcome.SKIPPED, done_s=4.0, done_reps=0)
    never = [replace(one, outcome=Outcome.SKIPPED, done_s=0.0, done_reps=0) for one in others]
    stores.history.add(replace(whole, exercises=(replace(whole.exercises[0], sets=(broken, *never)),)))
    choose(page, "broken")
    outcomes = [line for line in words(page.detail).splitlines() if line in ("in part", "left out", "done")]
    assert outcomes == ["in part", *["left out"] * len(never)]


def test_lines_of_an_exercise_are_as_close_together_on_every_card(page: HistoryPage, stores: Stores) -> None:
    whole = record("sides", 0)
    lunge, cobra = whole.exercises
    one_line = replace(cobra, id="Unknown", sets=(replace(cobra.sets[0], side=Side.BOTH, done_s=0.0),))
    stores.history.add(replace(whole, exercises=(lunge, one_line)))
    choose(page, "sides")
    page.resize(1100, 700)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    gaps = []
    for name in ("Lunge", "Unknown"):
        (title,) = (one for one in page.detail.findChildren(QLabel) if one.text() == name)
        card = title.parentWidget()
        assert card
        places = {one: one.mapTo(card, one.rect().center()).y() for one in card.findChildren(QLabel)}
        begins = places.pop(title)
        gaps.append(min(places.values()) - begins)
    assert gaps[0] == gaps[1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["new", "eased", "old"]),
        ("STIFF", ["eased"]),
        ("cobra test", ["new", "eased", "old"]),
        ("no such word", []),
    ],
)
def test_search_looks_into_routine_exercises_and_note(page: HistoryPage, text: str, found: list[str]) -> None:
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filters.search.hasFocus()
    page.filters.search.setText(text)
    assert shown(page) == found
    assert page.detail._area.isVisible() is bool(found)


def test_only_those_done_in_part_can_be_shown(page: HistoryPage) -> None:
    page.filters.outcome.setCurrentText("In part")
    assert shown(page) == ["eased"]
    page.filters.outcome.setCurrentText("Completed")
    assert shown(page) == ["new", "old"]
    page.filters.search.setText("stiff")
    assert shown(page) == []


def test_a_note_and_feelings_can_be_changed_later(page: HistoryPage, stores: Stores) -> None:
    page.detail._note.setPlainText("  better than I thought ")
    page.detail._after.show_feeling(Feeling(back=0), None)
    page.detail._show_save()
    press(page, "Save changes")
    kept = HistoryFile(stores.paths.history).load()[0]
    assert kept[-1].changed_at is not None
    assert kept[-1] == replace(record("new", 0, "better than I thought"), feeling_after=Feeling(back=0))
    assert not page.detail._save.isEnabled()
    assert shown(page) == ["new", "eased", "old"]


def test_feelings_before_can_be_changed_and_none_is_not_the_same_as_not_said(
    page: HistoryPage, stores: Stores
) -> None:
    page.detail._before.scales["back"].set_value(2)
    page.detail._show_save()
    press(page, "Save changes")
    assert HistoryFile(stores.paths.history).load()[0][-1].feeling_before == Feeling(back=2)
    stores.history.add(replace(record("skipped", -1), feeling_before=Feeling(), feeling_after=Feeling()))
    page.list.setCurrentIndex(page.model.index(0, 0))
    assert page.detail._record
    assert page.detail._record.id == "skipped"
    assert not page.detail._save.isEnabled()


def test_a_session_done_elsewhere_is_added(page: HistoryPage, stores: Stores) -> None:
    press(page, "Add a session")
    dialog = the_open(ManualEntryDialog)
    dialog.minutes.setValue(25)
    dialog.accept()
    assert nothing_is_open()
    assert len(shown(page)) == 4
    (added,) = (one for one in HistoryFile(stores.paths.history).load()[0] if one.routine == "elsewhere")
    assert added.active_s == 1500
    press(page, "Add a session")
    the_open(ManualEntryDialog).reject()
    assert nothing_is_open()
    assert len(shown(page)) == 4


def test_the_goal_and_rest_days_show_at_once(
    page: HistoryPage, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "This week" not in page._summary.text()
    stores.settings.change(goal_days=3, rest_days=(1,))
    assert page._summary.text().endswith("This week: 2 of 3 days.")
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _on: said.append(text))
    squares = page.heat.squares
    at = squares.square((NOW - timedelta(days=2)).date()).center().toPoint()
    squares.event(QHelpEvent(QHelpEvent.Type.ToolTip, at, QPoint(0, 0)))
    assert said == ["Monday, 4 May 2026: rest day"]


def test_the_tabs_change_by_key_and_search_goes_back(page: HistoryPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert page.progress.isVisible()
    assert not page.list.isVisible()
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.list.isVisible()


def test_a_report_is_offered_and_what_was_answered_stands_there_the_next_time(page: HistoryPage) -> None:
    press(page, "Report")
    found: list[Report] = []
    the_open(ReportDialog).read(found.append)
    assert len(found[0].records) == 3
    the_open(ReportDialog).person.setText("Ada")
    the_open(ReportDialog).reject()
    assert nothing_is_open()
    press(page, "Report")
    assert the_open(ReportDialog).person.text() == "Ada"
    the_open(ReportDialog).reject()


def test_a_deleted_session_comes_back_with_ctrl_z(page: HistoryPage, stores: Stores) -> None:
    page.list.setCurrentIndex(page.model.index(1, 0))
    press(page, "Delete session")
    assert shown(page) == ["new", "old"]
    assert "The session was deleted." in words(page)
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown(page) == ["new", "eased", "old"]
    assert "The session was deleted." not in words(page)
    assert {r.id for r in HistoryFile(stores.paths.history).load()[0]} == {"new", "eased", "old"}


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_the_chosen_session_is_deleted_by_key_and_comes_back(
    qtbot: QtBot, page: HistoryPage, key: Qt.Key
) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    page.list.setFocus()
    page.list.setCurrentIndex(page.model.index(1, 0))
    QTest.keyClick(page.list, key)
    assert shown(page) == ["new", "old"]
    assert "The session was deleted." in words(page)
    assert page.list.hasFocus()
    assert page.list.currentIndex().row() == 1
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown(page) == ["new", "eased", "old"]
    page.filters.search.setText("x")
    page.filters.search.setFocus()
    QTest.keyClick(page.filters.search, key)
    page.filters.clear()
    assert shown(page) == ["new", "eased", "old"], "elsewhere the key deletes letters"


def test_the_focus_stays_by_the_list_when_no_session_is_left_in_it(qtbot: QtBot, page: HistoryPage) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    page.filters.search.setText("stiff")
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert shown(page) == []
    assert page.show_all.hasFocus()
    QTest.keyClick(page.show_all, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown(page) == ["eased"]
    assert page.list.hasFocus()
    QTest.keyClick(button_with_focus(page, "Delete session"), Qt.Key.Key_Space)
    assert page.show_all.hasFocus()


def test_in_a_small_window_no_room_is_kept_for_a_session_that_is_not_shown(page: HistoryPage) -> None:
    page.resize(500, 480)
    QApplication.processEvents()
    assert page.detail.isVisible()
    page.filters.search.setText("xyzzy")
    assert not page.detail.isVisible()
    page.resize(1300, 700)
    assert page.detail.isVisible(), "beside the list its place stays, so that nothing jumps"
    page.filters.clear()
    page.resize(500, 480)
    assert page.detail.isVisible()


def test_a_choice_is_as_wide_as_what_it_is_filled_with(page: HistoryPage, stores: Stores) -> None:
    before = page.filters.routine.sizeHint().width()
    stores.catalogue.save_routine(replace(ROUTINE, id="own", name="A routine with a longer name"))
    stores.history.add(replace(record("own", 0), routine="own"))
    assert page.filters.routine.sizeHint().width() > before


def test_esc_empties_the_search_and_then_leaves_it(qtbot: QtBot, page: HistoryPage) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(page.filters.search, "stiff")
    assert shown(page) == ["eased"]
    QTest.keyClick(page.filters.search, Qt.Key.Key_Escape)
    assert shown(page) == ["new", "eased", "old"]
    assert page.filters.search.hasFocus()
    QTest.keyClick(page.filters.search, Qt.Key.Key_Escape)
    assert page.list.hasFocus()
    page.filters.span.set_value("days")
    page.filters.last.setDate(page.filters.first.date())
    assert shown(page) == []
    page.filters.search.setFocus()
    QTest.keyClick(page.filters.search, Qt.Key.Key_Escape)
    assert page.show_all.hasFocus(), "there is no list to go to"


def test_the_list_shows_that_it_has_the_focus(qtbot: QtBot, page: HistoryPage) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    page.list.setFocus()
    with_focus = page.list.grab().toImage()
    page.filters.search.setFocus()
    assert page.list.grab().toImage() != with_focus


def test_a_deletion_can_be_taken_back_for_a_minute(page: HistoryPage) -> None:
    press(page, "Delete session")
    assert page.undo_bar._passes.remainingTime() > 55_000


def button_with_focus(page: HistoryPage, name: str) -> QPushButton:
    (found,) = (b for b in page.findChildren(QPushButton) if b.isVisible() and b.text().startswith(name))
    found.setFocus()
    return found


@pytest.mark.parametrize("undone", [False, True])
def test_the_focus_does_not_go_on_to_the_button_that_deletes_the_first_session(
    qtbot: QtBot, tmp_path: Path, undone: bool
) -> None:
    kept = Stores.open(resolve(tmp_path), Catalogue(EXERCISES, {}, (), {}))
    if undone:
        kept.history.add(record("only", 0))
    page = HistoryPage(kept, PictureCache())
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    if undone:
        QTest.keyClick(button_with_focus(page, "Delete session"), Qt.Key.Key_Space)
        QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    else:
        QTest.keyClick(button_with_focus(page, "Add a session"), Qt.Key.Key_Space)
        QTest.keyClick(the_open(ManualEntryDialog), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert nothing_is_open()
    assert len(shown(page)) == 1
    assert page.list.hasFocus()


def test_a_session_that_is_added_for_an_earlier_day_is_shown(page: HistoryPage) -> None:
    press(page, "Add a session")
    dialog = the_open(ManualEntryDialog)
    dialog.when.setDateTime(QDateTime(QDate(2026, 4, 28), QTime(7, 15)))
    dialog.accept()
    assert "28 April 2026 · 10 min of work · 07:15 to 07:25" in words(page.detail)
    assert page.list.currentIndex().row() == 2


def test_what_is_kept_by_itself_leaves_the_focus_on_its_button(page: HistoryPage, stores: Stores) -> None:
    save = page.detail._save
    QTest.keyClicks(page.detail._note, "typed")
    save.setFocus()
    page.detail._soon.timeout.emit()
    assert note_of(stores, "new") == "typed"
    assert (save.hasFocus(), save.isEnabled()) == (True, True)
    QTest.keyClick(save, Qt.Key.Key_Space)
    assert (page.detail._note.hasFocus(), save.isEnabled()) == (True, False), "it says that all is kept"
    QTest.keyClicks(page.detail._note, " on")
    save.setFocus()
    page.detail._soon.timeout.emit()
    page.list.setFocus()
    assert not save.isEnabled()


def test_another_session_is_shown_from_its_top_and_the_same_one_stays(
    page: HistoryPage, stores: Stores, qtbot: QtBot
) -> None:
    page.resize(1000, 480)
    page.detail._unfold()
    bar = page.detail._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 100)
    bar.setValue(100)
    stores.history.add(record("later", -1))
    QApplication.processEvents()
    assert (chosen(page), bar.value()) == ("new", 100)
    page.list.setCurrentIndex(page.model.index(2, 0))
    QApplication.processEvents()
    assert bar.value() == 0


def test_deleting_the_last_one_leaves_the_empty_page_and_undo(page: HistoryPage, stores: Stores) -> None:
    for _ in range(3):
        press(page, "Delete session")
    assert "Nothing here yet" in words(page)
    page.undo_bar.undo()
    assert shown(page) == ["old"]


def test_every_square_of_the_map_says_its_day(page: HistoryPage, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, text, _on: said.append(text))
    squares = page.heat.squares
    for days_ago in (0, 2):
        at = squares.square((NOW - timedelta(days=days_ago)).date()).center().toPoint()
        squares.event(QHelpEvent(QHelpEvent.Type.ToolTip, at, QPoint(0, 0)))
    assert said == ["Wednesday, 6 May 2026: 4 min", "Monday, 4 May 2026: no session"]
    assert squares.accessibleName() == "The last year: days with a session: 3"


def test_a_day_of_the_map_opens_its_session(page: HistoryPage) -> None:
    page.filters.search.setText("stiff")
    squares = page.heat.squares
    where = squares.square((NOW - timedelta(days=11)).date()).center().toPoint()
    QTest.mouseClick(squares, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where)
    assert page.filters.search.text() == ""
    assert page.list.currentIndex().data(Qt.ItemDataRole.UserRole).id == "old"
    QTest.keyClick(squares, Qt.Key.Key_End)
    QTest.keyClick(squares, Qt.Key.Key_Up)
    assert squares.accessibleDescription() == "Tuesday, 5 May 2026: 4 min"
    QTest.keyClick(squares, Qt.Key.Key_Return)
    assert page.list.currentIndex().data(Qt.ItemDataRole.UserRole).id == "eased"


@pytest.mark.parametrize("size", [(720, 480), (1024, 540), (1366, 700), (1920, 1000)])
def test_the_map_shows_as_many_weeks_as_fit_and_all_there_are_by_scrolling(
    page: HistoryPage, stores: Stores, size: tuple[int, int]
) -> None:
    page.resize(*size)
    QApplication.processEvents()
    squares, bar = page.heat.squares, page.heat.horizontalScrollBar()
    assert squares.square(NOW.date()).width() >= 14
    room = page.heat.viewport().width() - squares.width()
    assert 0 <= room < 2, "they fill the width"
    stores.history.add(record("long ago", 3 * 365))
    assert squares.width() == pytest.approx(3 * 365 / 7 * squares.pitch, rel=0.05)
    assert bar.value() == bar.maximum() > 0
    squares.setFocus()
    QTest.keyClick(squares, Qt.Key.Key_Home)
    assert bar.value() == 0
    assert squares.accessibleDescription().startswith("Monday, 1 May 2023")


def test_a_session_done_meanwhile_appears(page: HistoryPage, stores: Stores) -> None:
    stores.history.add(record("later", -1))
    assert shown(page)[0] == "later"


def choose(page: HistoryPage, name: str) -> None:
    row = page.model.row_of(name)
    assert row is not None
    page.list.setCurrentIndex(page.model.index(row, 0))
    assert chosen(page) == name


def chosen(page: HistoryPage) -> str:
    found = page.list.currentIndex().data(Qt.ItemDataRole.UserRole)
    assert page.detail._record is None or page.detail._record.id == found.id
    return str(found.id) if found else ""


@pytest.mark.parametrize(
    ("gone", "next_one"), [("new", "eased"), ("eased", "between"), ("old", "between"), ("between", "old")]
)
def test_deleting_keeps_the_place_and_undo_comes_back_to_it(
    page: HistoryPage, stores: Stores, gone: str, next_one: str
) -> None:
    stores.history.add(record("between", 5))
    row = page.model.row_of(gone)
    assert row is not None
    page.list.setCurrentIndex(page.model.index(row, 0))
    press(page, "Delete session")
    assert chosen(page) == next_one
    assert page.list.hasFocus(), "a second press of the key deletes no second session"
    QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert chosen(page) == gone


def test_sessions_of_a_routine_or_of_some_days_alone(page: HistoryPage, stores: Stores) -> None:
    stores.history.add(replace(record("other", 40), routine="elsewhere"))
    filters = page.filters
    assert filters.routine.itemText(0) == "All routines"
    filters.routine.set_value("elsewhere")
    assert shown(page) == ["other"]
    stores.history.add(record("newest", 0))
    assert (filters.routine.value, shown(page)) == ("elsewhere", ["other"])
    filters.routine.set_value("")
    filters.span.set_value("days")
    assert shown(page) == ["newest", "new", "eased", "old", "other"]
    filters.first.setDate(QDate(2026, 4, 1))
    filters.last.setDate(QDate(2026, 5, 5))
    assert shown(page) == ["eased", "old"]
    filters.span.set_value("12")
    assert shown(page) == ["newest", "new", "eased", "old", "other"]
    filters.span.set_value("52")
    filters.outcome.set_value("partial")
    filters.search.setText("nothing has this word")
    assert shown(page) == []
    assert "No session fits all of this." in words(page)
    page.show_all.click()
    assert len(shown(page)) == 5
    assert page.list.isVisible()
    assert page.list.hasFocus()
    assert not filters.are_set


def test_a_session_with_a_note_says_so_in_the_list(page: HistoryPage) -> None:
    said = [page.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert [text.endswith("with a note") for text in said] == [False, True, False]
    with_it = page.list.grab().toImage()
    assert page.detail._history.recent[1].note
    page.detail._history.replace(replace(record("eased", 1, eased=1), note=""))
    assert page.list.grab().toImage() != with_it


def times(page: HistoryPage) -> SessionTimesDialog:
    press(page, "Date and length")
    return the_open(SessionTimesDialog)


def test_date_and_length_of_a_session_can_be_changed_and_taken_back(
    page: HistoryPage, stores: Stores
) -> None:
    page.detail._note.setPlainText("typed just before")
    dialog = times(page)
    said = [one.text() for one in dialog.findChildren(QLabel)]
    assert "Test" in said, "what was done"
    assert "The minutes are from beginning to end, pauses included." in said
    dialog.when.setDateTime(QDateTime(QDate(2026, 4, 28), QTime(7, 15)))
    dialog.minutes.setValue(30)
    dialog.save.click()
    assert nothing_is_open()
    kept = next(one for one in HistoryFile(stores.paths.history).load()[0] if one.id == "new")
    assert kept.started_at == datetime.fromisoformat("2026-04-28T07:15:00+02:00")
    assert (kept.ended_at - kept.started_at, kept.active_s) == (timedelta(minutes=30), 240)
    assert (kept.note, kept.changed_at is not None) == ("typed just before", True)
    assert shown(page) == ["eased", "new", "old"]
    assert chosen(page) == "new"
    assert "28 April 2026 · 4 min of work · 07:15 to 07:45" in words(page.detail)
    page.undo_bar.undo()
    assert (chosen(page), shown(page)) == ("new", ["new", "eased", "old"])
    assert stores.history.recent[-1] == replace(record("new", 0), note="typed just before")


def test_a_session_does_not_end_in_the_future_or_before_its_work(page: HistoryPage, stores: Stores) -> None:
    dialog = times(page)
    assert dialog.minutes.minimum() == 4, "as much as was held"
    assert dialog.save.isEnabled(), "as it was"
    assert dialog.minutes.text() == "9", "its unit stands before it"
    high = dialog.height()
    dialog.when.setDateTime(QDateTime(QDate(2026, 5, 6), QTime(18, 22)))
    assert not dialog.save.isEnabled()
    assert dialog._problem.isVisible()
    assert dialog.height() > high, "no room is kept for a sentence that is not there"
    dialog.accept()
    assert the_open(SessionTimesDialog) is dialog
    dialog.minutes.setValue(8)
    assert dialog.height() == high
    assert dialog.save.isEnabled()
    dialog.minutes.setValue(4)
    dialog.accept()
    assert stores.history.recent[-1].ended_at - stores.history.recent[-1].started_at == timedelta(minutes=4)
    assert times(page).save.isEnabled()
    the_open(SessionTimesDialog).accept()
    assert nothing_is_open()


def test_a_session_entered_by_hand_is_as_long_as_is_said(page: HistoryPage, stores: Stores) -> None:
    stores.history.add(replace(record("elsewhere", 2), exercises=(), active_s=540))
    page.list.setCurrentIndex(page.model.index(page.model.row_of("elsewhere") or 0, 0))
    dialog = times(page)
    assert dialog.minutes.minimum() == 1
    dialog.minutes.setValue(20)
    dialog.accept()
    assert next(one for one in stores.history.recent if one.id == "elsewhere").active_s == 1200


def test_what_is_typed_is_kept_while_it_is_typed_and_can_be_taken_back(
    page: HistoryPage, stores: Stores, saved: list[SessionRecord]
) -> None:
    QTest.keyClicks(page.detail._note, "First")
    page.detail._soon.timeout.emit()
    QTest.keyClicks(page.detail._note, ", second")
    page.detail._soon.timeout.emit()
    assert [one.note for one in saved] == ["First", "First, second"]
    assert page.detail._note.toPlainText() == "First, second"
    assert page.undo_bar.isHidden()
    page.list.setCurrentIndex(page.model.index(2, 0))
    assert note_of(stores, "new") == "First, second"
    page.undo_bar.undo()
    assert note_of(stores, "new") == ""


def test_the_longest_hold_of_an_exercise_is_said_where_it_is_news(page: HistoryPage, stores: Stores) -> None:
    page.list.setCurrentIndex(page.model.index(1, 0))
    assert words(page.detail).count("Longest hold of the last sessions: 20 s") == 1, "where it was eased"
    page.list.setCurrentIndex(page.model.index(0, 0))
    assert "Longest hold" not in words(page.detail), "it was held as long here"


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(one=records)
def test_any_session_that_can_be_read_can_be_shown(page: HistoryPage, one: SessionRecord) -> None:
    page.detail.show_record(one)
    words(page.detail)
    assert page.list.model().rowCount() == 3
    assert page.detail._changed() == one, "looking at it changes nothing"


def note_of(stores: Stores, name: str) -> str:
    return next(one.note for one in HistoryFile(stores.paths.history).load()[0] if one.id == name)


@pytest.mark.parametrize(
    "how", ["search", "nothing found", "outcome", "another", "day", "page", "done meanwhile"]
)
def test_a_note_is_kept_whatever_takes_its_place(
    page: HistoryPage, stores: Stores, saved: list[SessionRecord], how: str
) -> None:
    page.detail._note.setPlainText("typed")
    page.detail._after.scales["back"].set_value(7)
    if how in ("search", "nothing found"):
        page.filters.search.setText("stiff" if how == "search" else "zzz")
    elif how == "outcome":
        page.filters.outcome.setCurrentText("In part")
    elif how == "another":
        page.list.setCurrentIndex(page.model.index(2, 0))
    elif how == "day":
        page.heat.chosen.emit((NOW - timedelta(days=11)).date())
    elif how == "page":
        page.hide()
    else:
        stores.history.add(record("later", -1))
        assert page.detail._note.note() == "typed", "it stays where it is typed"
        assert saved == []
        page.hide()
    assert [one.id for one in saved] == ["new"]
    assert note_of(stores, "new") == "typed"
    assert saved[0].feeling_after == Feeling(hip_left=1, hip_right=2, back=7)
    page.show()
    page.hide()
    assert len(saved) == 1


def test_the_session_that_was_wanted_is_shown_when_a_note_was_kept_on_the_way(page: HistoryPage) -> None:
    page.detail._note.setPlainText("typed")
    page.list.setCurrentIndex(page.model.index(1, 0))
    assert page.detail._record
    assert page.detail._record.id == "eased"
    assert page.detail._note.note() == "stiff today"
    assert page.list.currentIndex().row() == 1


def test_a_search_that_leaves_the_session_in_place_leaves_the_note_as_well(
    page: HistoryPage, saved: list[SessionRecord]
) -> None:
    page.detail._note.setPlainText("typed")
    page.filters.search.setText("cobra")
    assert page.detail._note.note() == "typed"
    assert page.detail._save.isEnabled()
    assert saved == []


def test_what_was_kept_without_a_word_can_be_taken_back(page: HistoryPage, stores: Stores) -> None:
    page.detail._note.setPlainText("typed")
    page.list.setCurrentIndex(page.model.index(1, 0))
    assert "Your changes to the session of 6 05 2026 were kept." in words(page)
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert note_of(stores, "new") == ""
    assert page.detail._record
    assert page.detail._record.id == "eased"
    page.undo_bar.undo()
    assert note_of(stores, "new") == ""


def test_what_is_typed_stays_when_the_session_is_changed_meanwhile(page: HistoryPage, stores: Stores) -> None:
    page.detail._note.setPlainText("typed")
    stores.history.replace(replace(record("new", 0), feeling_before=Feeling(back=9)))
    assert page.detail._note.note() == "typed"
    page.hide()
    assert note_of(stores, "new") == "typed"


def test_a_session_that_is_deleted_comes_back_with_what_was_typed(page: HistoryPage, stores: Stores) -> None:
    page.detail._note.setPlainText("typed")
    press(page, "Delete session")
    assert shown(page) == ["eased", "old"]
    page.undo_bar.undo()
    assert shown(page) == ["new", "eased", "old"]
    assert note_of(stores, "new") == "typed"


@pytest.mark.parametrize("typed", [False, True])
def test_what_is_typed_while_a_deletion_comes_in_from_elsewhere_is_not_lost(
    page: HistoryPage, stores: Stores, typed: bool
) -> None:
    if typed:
        page.detail._note.setPlainText("typed")
    HistoryFile(stores.paths.history).delete("new", 0)  # another computer's, in a folder that both share
    stores.history.look()
    assert shown(page) == (["new", "eased", "old"] if typed else ["eased", "old"])
    found = {one.id: one.note for one in HistoryFile(stores.paths.history).load()[0]}
    assert found.get("new") == ("typed" if typed else None)
    if typed:
        page.list.setCurrentIndex(page.model.index(0, 0))
        press(page, "Delete session")  # who meant it deletes it again
        assert "new" not in {one.id for one in HistoryFile(stores.paths.history).load()[0]}


@pytest.fixture
def reader() -> LaterWork:
    return LaterWork()


@pytest.fixture
def long(
    qtbot: QtBot, tmp_path: Path, reader: LaterWork, monkeypatch: pytest.MonkeyPatch
) -> Iterator[HistoryPage]:
    """The page of someone with more sessions than can be had at once."""
    folder = tmp_path / "long"
    old = [record(f"old {n}", 100 + n) for n in reversed(range(4))]
    HistoryFile(resolve(folder).history).append(*old, record("new", 0))
    for module in (history_file, history_pass):
        monkeypatch.setattr(module, "TAIL_BYTES", 1600)
    clock = FakeClock()
    clock.wall_offset = NOW - clock.wall()
    kept = Stores.open(
        resolve(folder), Catalogue(EXERCISES, {"test": ROUTINE}, (), {}), clock=clock, reader=reader
    )
    window = QWidget()
    qtbot.addWidget(window)
    made = HistoryPage(kept, PictureCache())
    QVBoxLayout(window).addWidget(made)
    window.resize(1300, 700)
    with qtbot.waitExposed(window):
        window.show()
    yield made
    window.close()


def test_a_long_history_is_read_while_the_page_answers(long: HistoryPage, reader: LaterWork) -> None:
    assert shown(long) == ["new"]
    assert "Reading older sessions…" in long._summary.text()
    long.detail._note.setPlainText("typed")
    reader.do_all()
    assert len(shown(long)) == 5
    assert "Reading" not in long._summary.text()
    assert long.detail._note.note() == "typed"


def test_a_page_that_was_left_meanwhile_is_filled_when_it_is_shown_again(
    long: HistoryPage, reader: LaterWork
) -> None:
    long.hide()
    reader.do_all()
    assert shown(long) == ["new"]
    long.show()
    assert len(shown(long)) == 5
    assert not reader.waiting


def test_a_page_that_is_gone_is_not_called(long: HistoryPage, reader: LaterWork) -> None:
    long.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    reader.do_all()


def test_the_list_stays_whole_while_it_is_read_again(long: HistoryPage, reader: LaterWork) -> None:
    reader.do_all()
    long.list.setCurrentIndex(long.model.index(4, 0))
    long.detail._note.setPlainText("typed")
    press(long, "Save changes")
    assert len(shown(long)) == 5
    long.list.setCurrentIndex(long.model.index(3, 0))
    assert not [n.text for n in long._stores.notices.shown], "where it stands is not known at this moment"
    reader.do_all()
    assert len(shown(long)) == 5
    assert long.detail._record
    assert long.detail._record.id == "old 2"
    assert long.list.currentIndex().row() == 3


def test_no_other_session_than_the_chosen_one_is_deleted_by_key(
    qtbot: QtBot, long: HistoryPage, reader: LaterWork
) -> None:
    reader.do_all()
    with qtbot.waitActive(long.window()):
        long.window().activateWindow()
    long.list.setFocus()
    long._stores.history.reload()
    long.list.setCurrentIndex(long.model.index(2, 0))
    QTest.keyClick(long.list, Qt.Key.Key_Delete)  # it is read again, and the one before is still shown
    reader.do_all()
    assert len(shown(long)) == 5
    QTest.keyClick(long.list, Qt.Key.Key_Delete)
    reader.do_all()
    assert shown(long) == ["new", "old 0", "old 2", "old 3"]


@pytest.mark.parametrize("text_size", [100, 200])
def test_the_map_names_months_apart_and_weekdays_and_colours(
    qtbot: QtBot, qapp: QApplication, page: HistoryPage, stores: Stores, text_size: int
) -> None:
    stores.history.add(record("long ago", 2 * 365))
    theme.apply(qapp, Settings(theme=Theme.LIGHT, text_size=text_size))
    page.resize(1100, 700)
    page.heat._fit()
    months = page.heat.squares.months()
    assert {words for _, words in months} >= {"2025", "2026"}
    assert len(months) > 8
    for number, (place, _) in enumerate(months):
        assert not any(place.intersects(other) for other, _ in months[:number])
    assert len(inked_rows(page.heat.weekdays)) > 10
    legend = [one.text() for one in page.heat.legend.findChildren(QLabel) if one.isVisible()]
    assert legend == ["no session", "1", "20 min"], "from the lightest shade to the strongest"
    stores.settings.change(rest_days=(7,))
    assert [one.text() for one in page.heat.legend.findChildren(QLabel) if one.isVisible()][1] == "rest day"
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


def inked_rows(widget: QWidget) -> set[int]:
    image = widget.grab().toImage()
    ground = image.pixelColor(0, 0)
    return {
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y) != ground for x in range(image.width()))
    }


@pytest.fixture
def large(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, Settings(theme=Theme.LIGHT, text_size=200))
    yield
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


@pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)
def test_what_has_no_room_beside_the_tabs_is_in_a_menu(qtbot: QtBot, page: HistoryPage) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    assert page.head.more.isHidden()
    export = page.head._actions[-1][0]
    export.setFocus()
    everything = page.head.sizeHint().width()
    page.resize(everything - 20, 480)
    qtbot.waitUntil(lambda: not export.isVisible())
    assert page.head.more.hasFocus(), "it has what had the focus"
    assert page.head.height() < 2 * page.head.more.height(), "all in one line"
    QTest.keyClick(page.head.more, Qt.Key.Key_Return)
    offered = [one for one in page.head.menu.actions() if one.isVisible()]
    assert page.head.menu.isVisible()
    assert offered[-1].text() == "Export…"
    assert all(one.text() not in words_of_buttons(page) for one in offered)
    page.head.menu.close()
    page.resize(300, 480)
    qtbot.waitUntil(lambda: all(one.isVisible() for one in page.head.menu.actions()))
    page.head.menu.actions()[1].trigger()
    the_open(ReportDialog).reject()


def words_of_buttons(page: HistoryPage) -> set[str]:
    return {one.text() for one in page.findChildren(QPushButton) if one.isVisible()}


def test_the_tabs_take_the_focus_along(qtbot: QtBot, page: HistoryPage) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    page.list.setFocus()
    page.show_tab(1)
    assert page.progress.first
    assert page.progress.first.hasFocus()
    page.show_tab(0)
    assert page.list.hasFocus()


@pytest.mark.parametrize("size", [(720, 480), (1024, 540), (1366, 700)])
def test_the_filters_unfold_below_the_search_as_wide_as_each_other(
    page: HistoryPage, size: tuple[int, int]
) -> None:
    page.resize(*size)
    QApplication.processEvents()
    filters = page.filters
    fields = (filters.outcome, filters.routine, filters.span)
    assert filters.search.isVisible()
    assert abs(filters.search.geometry().center().y() - filters.more.geometry().center().y()) <= 1
    assert not any(one.isVisible() for one in fields)
    filters.more.click()
    QApplication.processEvents()
    assert all(one.isVisible() for one in fields)
    assert len({one.width() for one in fields}) == 1
    assert len({one.y() for one in fields}) in (1, 2)


def test_all_filters_are_cleared_at_once(page: HistoryPage) -> None:
    filters = page.filters
    assert filters.none.isHidden(), "nothing is set"
    filters.more.click()
    filters.outcome.set_value("partial")
    filters.span.set_value("12")
    filters.search.setText("no such words")
    filters.more.click()
    assert filters.none.isVisible(), "also while they are folded"
    filters.none.setFocus()
    filters.none.click()
    assert not filters.are_set
    assert filters.none.isHidden()
    assert filters.more.hasFocus(), "the focus stays with the filters"


@pytest.mark.parametrize("count", [0, 40])
def test_search_and_squares_end_where_the_sessions_do(page: HistoryPage, stores: Stores, count: int) -> None:
    for number in range(count):
        stores.history.add(record(f"more {number}", 20 + number))
    page.resize(1366, 768)
    QApplication.processEvents()
    assert (page.list.verticalScrollBar().maximum() > 0) is (count > 0)
    edge = page.list.viewport().mapTo(page, QPoint(page.list.viewport().width(), 0)).x()
    for one in (page.filters.more, page.heat):
        assert abs(one.mapTo(page, QPoint(one.width(), 0)).x() - edge) <= 2


def test_what_the_folded_filters_leave_out_is_seen(page: HistoryPage) -> None:
    filters = page.filters
    assert (filters.more.text(), filters.more.isChecked()) == ("Filters", False)
    filters.more.click()
    assert not filters.more.isChecked(), "none is set"
    filters.outcome.set_value("partial")
    filters.span.set_value("days")
    assert filters.first.isVisible()
    filters.more.click()
    assert not filters.first.isVisible()
    assert (filters.more.text(), filters.more.isChecked()) == ("Filters: 2", True)
    assert filters.more.accessibleDescription() == "In part, From day to day"
    filters.clear()
    assert (filters.more.text(), filters.more.isChecked()) == ("Filters", False)


def test_the_search_says_in_full_what_it_looks_into(page: HistoryPage) -> None:
    search = page.filters.search
    assert QFontMetricsF(search.font()).horizontalAdvance(search.placeholderText()) < 100
    assert "Search routine, exercise or note" in search.toolTip()
    assert search.accessibleDescription() == "Search routine, exercise or note"


def test_the_keys_go_on_as_the_parts_stand(page: HistoryPage) -> None:
    assert before(page, page.heat.squares, page.filters.search)
    page.resize(720, 480)
    QApplication.processEvents()
    tops = [one.mapTo(page, QPoint()).y() for one in (page.list, page.heat.squares, page.detail)]
    assert tops == sorted(tops)
    assert before(page, page.list, page.heat.squares)
    assert before(page, page.heat.squares, page.detail._note)
    page.resize(1300, 700)
    QApplication.processEvents()
    assert before(page, page.heat.squares, page.filters.search)


def test_below_the_list_a_session_is_as_high_as_it_needs_and_enter_leads_to_it(
    qtbot: QtBot, page: HistoryPage
) -> None:
    page.resize(720, 480)
    with qtbot.waitActive(page):
        page.activateWindow()
    page.detail._unfold()
    area, page_bar = page.detail._area, page._whole.verticalScrollBar()
    qtbot.waitUntil(lambda: page_bar.maximum() > 480 and area.height() == page.detail._content.height())
    assert area.height() > 480
    page.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page.detail.mapTo(page._whole.viewport(), QPoint()).y() == GAP
    page.resize(1300, 700)
    qtbot.waitUntil(lambda: page_bar.maximum() == 0)
    assert area.height() < 700
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    assert page_bar.value() == 0


def test_in_a_small_window_the_list_goes_to_its_end_and_nothing_is_cut_above_that(
    qtbot: QtBot, page: HistoryPage, stores: Stores
) -> None:
    page.resize(720, 421)
    QApplication.processEvents()
    assert page.list.verticalScrollBar().maximum() == 0, "three sessions have their height"
    for number in range(20):
        stores.history.add(record(f"more {number}", 20 + number))
    QApplication.processEvents()
    assert page._whole.viewport().height() == page.height()
    bottom = page.list.mapTo(page, page.list.rect().bottomLeft()).y()
    assert abs(bottom - page.height()) <= 1
    page._delete_chosen()
    QApplication.processEvents()
    below = page.undo_bar.mapTo(page, page.undo_bar.rect().bottomLeft()).y()
    assert 10 < page.height() - below < 30
    page.undo_bar.undo()
    QApplication.processEvents()
    assert page._whole.viewport().height() == page.height()
    page.resize(1300, 700)
    QApplication.processEvents()
    assert page.list.height() > 300


def test_a_click_on_a_session_leads_to_it_where_it_stands_below_the_list(
    qtbot: QtBot, page: HistoryPage
) -> None:
    page.resize(720, 480)
    page.detail._unfold()
    bar = page._whole.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 480)
    place = page.list.visualRect(page.model.index(0, 0)).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.detail.mapTo(page._whole.viewport(), QPoint()).y() == GAP


def before(page: HistoryPage, first: QWidget, second: QWidget) -> bool:
    """Whether Tab comes to one part before another."""
    chain: list[QWidget] = []
    at = page.head.more.nextInFocusChain()
    while at and at is not page.head.more:
        chain.append(at)
        at = at.nextInFocusChain()
    return chain.index(first) < chain.index(second)


def test_the_session_that_the_keys_choose_is_seen_in_a_small_window(
    qtbot: QtBot, page: HistoryPage, stores: Stores, large: None
) -> None:
    for number in range(9):
        stores.history.add(record(f"more {number}", 20 + number))
    page.resize(720, 480)
    with qtbot.waitActive(page):
        page.activateWindow()
    QApplication.processEvents()
    page.list.setFocus()
    page._whole.verticalScrollBar().setValue(0)
    for _ in range(5):
        QTest.keyClick(page.list, Qt.Key.Key_Down)
        row = page.list.visualRect(page.list.currentIndex())
        top = page.list.viewport().mapTo(page._whole.viewport(), row.topLeft()).y()
        assert 0 <= top <= page._whole.viewport().height() - row.height()


def test_the_line_of_a_session_has_no_hole_in_large_text(page: HistoryPage, large: None) -> None:
    page.resize(1300, 1300)
    QApplication.processEvents()
    page.list.doItemsLayout()
    row = page.list.visualRect(page.model.index(1, 0))
    image = page.list.viewport().grab(row.adjusted(40, 14, -row.width() + 90, -14)).toImage()
    ground = image.pixelColor(0, 0)
    inked = [
        any(image.pixelColor(x, y) != ground for x in range(image.width())) for y in range(image.height())
    ]
    first, last = inked.index(True), len(inked) - inked[::-1].index(True)
    gaps = "".join(".#"[one] for one in inked[first:last]).split("#")
    assert max(map(len, gaps)) < 26, "less than the height of a line"


def test_the_chosen_session_has_a_thick_edge(page: HistoryPage) -> None:
    row = page.list.visualRect(page.list.currentIndex())
    y = row.bottom() - 25
    image = page.list.viewport().grab().toImage()
    hold = QColor(theme.current().hold)
    assert sum(image.pixelColor(x, y) == hold for x in range(12)) >= 2


def test_a_note_is_said_where_the_mouse_is(page: HistoryPage) -> None:
    said = [page.model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole) for row in range(3)]
    assert said == [None, "with a note", None]


def test_pictures_and_words_of_a_session_grow_with_the_text(page: HistoryPage, large: None) -> None:
    page.list.setCurrentIndex(page.model.index(1, 0))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    sizes = {(one.width(), one.height()) for one in page.detail.findChildren(Picture)}
    assert sizes == {(104, 78)}
    page.resize(720, 480)
    QApplication.processEvents()
    assert page.detail._content.width() <= page.detail._area.viewport().width()


def test_lines_of_a_set_that_wrap_are_whole(
    qtbot: QtBot, page: HistoryPage, stores: Stores, large: None
) -> None:
    whole = record("repeated", 0)
    moved = [
        replace(one, kind=Kind.REPETITION, planned_reps=10, done_reps=10, outcome=Outcome.SKIPPED)
        for one in whole.exercises[0].sets
    ]
    stores.history.add(replace(whole, exercises=(replace(whole.exercises[0], sets=tuple(moved)),)))
    choose(page, "repeated")
    page.resize(720, 480)
    qtbot.waitUntil(lambda: page._whole.verticalScrollBar().maximum() > 480)
    QApplication.processEvents()
    labels = [one for one in page.detail.findChildren(QLabel) if one.isVisible()]
    assert "10 repetitions" in [one.text() for one in labels]
    assert [one.text() for one in labels if is_cut(one)] == []


def test_four_weeks_without_a_session_are_said_in_words(tmp_path: Path, stores: Stores) -> None:
    assert summary([], NOW.date(), 0) == "No session in the last four weeks."
    assert summary([], NOW.date(), 0, 3) == "No session in the last four weeks. This week: 0 of 3 days."


def test_no_name_of_a_month_is_cut(page: HistoryPage, stores: Stores) -> None:
    page.resize(1024, 540)
    QApplication.processEvents()
    assert not page.heat.horizontalScrollBar().isVisible()
    stores.history.add(record("long ago", 3 * 365))
    QApplication.processEvents()
    place = next(place for place, words in page.heat.squares.months() if words == "2025")
    page.heat.horizontalScrollBar().setValue(round(place.left()) + 6)
    QApplication.processEvents()
    image = page.heat.viewport().grab().toImage()
    rest = range(round(place.width()) - 12)
    assert len({image.pixel(x, y) for x in rest for y in range(2, 14)}) == 1, "the rest of 2025 would be a 5"


@pytest.mark.parametrize("kind", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def test_a_day_without_a_session_is_nearly_the_ground_and_shades_of_work_stand_apart(
    qapp: QApplication, kind: Theme
) -> None:
    theme.apply(qapp, Settings(theme=kind))
    window = theme.current().window

    def seen(seconds: float) -> str:
        """The colour of a day, upon the window."""
        painted = QImage(1, 1, QImage.Format.Format_RGB32)
        painted.fill(QColor(window))
        painter = QPainter(painted)
        painter.fillRect(painted.rect(), heat_map._colour(seconds))
        painter.end()
        return painted.pixelColor(0, 0).name()

    assert 1.1 < contrast(seen(0), window) < 1.3
    assert contrast(seen(60), window) > 3
    assert contrast(seen(60), seen(0)) > 2.5
    assert contrast(seen(20 * 60), seen(60)) > 3, "a little and much are told apart at a glance"
    shades = [seen(60 * minutes) for minutes in (1, 7, 13, 20)]
    assert all(contrast(one, next_) > 1.4 for one, next_ in pairwise(shades))
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


def test_today_has_a_ring_in_the_map_and_the_day_of_the_chosen_session_a_dot(page: HistoryPage) -> None:
    squares = page.heat.squares

    def seen(day: datetime, *, around: bool = False) -> QColor:
        square = squares.square(day.date())
        x = int(square.left() - squares.pitch / 10) if around else round(square.center().x())
        place = squares.mapTo(page, QPoint(x, round(square.center().y())))
        return page.grab().toImage().pixelColor(place)

    earlier = NOW - timedelta(days=1)
    plain = seen(earlier)
    page.list.setCurrentIndex(page.model.index(0, 0))
    assert shown(page)[0] == "new"
    assert contrast(seen(NOW).name(), plain.name()) > 3, "a dot"
    page.list.setCurrentIndex(page.model.index(1, 0))
    assert contrast(seen(earlier).name(), plain.name()) > 3
    assert seen(NOW) == plain, "as much was done"
    assert contrast(seen(NOW, around=True).name(), seen(earlier - timedelta(days=7), around=True).name()) > 3


def test_a_session_after_midnight_says_for_which_day_it_counts(page: HistoryPage, stores: Stores) -> None:
    late = datetime.fromisoformat("2026-05-06T01:30:00+02:00")
    stores.history.add(replace(record("late", 0), started_at=late, ended_at=late + timedelta(minutes=9)))
    page._open_day(late.date() - timedelta(days=1))
    page.list.setCurrentIndex(page.model.index(page.model.row_of("late") or 0, 0))
    said = page.detail._when.text()
    assert "Wednesday, 6 May 2026" in said
    assert said.endswith("counts for Tuesday, 5 May 2026")
    stores.settings.change(day_begins=1)
    assert "counts for" not in page.detail._when.text()


def test_when_nothing_is_left_the_focus_is_on_what_adds_a_session(
    qtbot: QtBot, page: HistoryPage, stores: Stores
) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    page.list.setFocus()
    for left in (2, 1, 0):
        QTest.keyClick(page.list, Qt.Key.Key_Delete)
        assert page.model.rowCount() == left
        assert (page.list if left else page._add_first).hasFocus()
    page.setFocus()
    assert page._add_first.hasFocus()
    QTest.keyClick(page._add_first, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.list.hasFocus()


def test_ctrl_tab_takes_the_focus_along_from_anywhere(qtbot: QtBot, page: HistoryPage) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    page.head.tabs.button(0).setFocus()
    QTest.keyClick(page, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert page.progress.first
    assert page.progress.first.hasFocus()
    page.head.tabs.button(1).setFocus()
    QTest.keyClick(page, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert page.list.hasFocus()


def test_how_a_set_ended_stands_at_the_end_of_its_card(page: HistoryPage) -> None:
    page.resize(720, 480)
    for _ in range(5):
        QApplication.processEvents()
    ended = [one for one in page.detail.findChildren(QLabel) if one.text() == "done"]
    assert ended
    for one in ended:
        card = one.parentWidget()
        assert card
        assert card.width() - one.geometry().right() < 20
        assert one.alignment() & Qt.AlignmentFlag.AlignRight
