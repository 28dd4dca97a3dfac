"""Today: what is suggested, when it would end, and Start."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hipstretch.core.record import Feeling, SessionOutcome, SessionRecord
from hipstretch.core.settings import DosageOverride
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.paths import resolve
from hipstretch.qt.store import Store
from hipstretch.ui.pictures import PictureCache
from hipstretch.ui.today_page import TodayPage
from tests.fakes import FakeClock, exercise, routine


def catalogue() -> Catalogue:
    usual, exercises = routine(exercise("lunge"), exercise("cobra"))
    routines = {i: replace(usual, id=i, name=n) for i, n in (("front", "Front"), ("daily-hips", "Daily"))}
    return Catalogue(exercises=exercises, routines=routines, problems=(), folders={})


def done(clock: FakeClock, days_ago: int, routine_id: str) -> SessionRecord:
    began = clock.wall() - timedelta(days=days_ago)
    return SessionRecord(f"r{days_ago}", began, began, routine_id, SessionOutcome.COMPLETED, 300.0, (), "0")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def store(tmp_path: Path, qapp: QApplication) -> Store:
    return Store(resolve(tmp_path), catalogue())


@pytest.fixture
def page(qtbot: QtBot, store: Store, clock: FakeClock) -> TodayPage:
    made = TodayPage(store, PictureCache(), clock.wall)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.setFocus()
    return made


def words(page: TodayPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel))


def test_a_first_start_suggests_the_usual_routine(page: TodayPage) -> None:
    assert page.routine_id == "daily-hips"
    assert "Each day you stretch fills a dot." in words(page)


def test_the_routine_done_last_is_suggested(page: TodayPage, store: Store, clock: FakeClock) -> None:
    store.add_record(done(clock, 3, "front"))
    assert page.routine_id == "front"
    assert "Last done 3 days ago" in words(page)
    assert "1 day, 5 min of work" in words(page)


def test_length_and_end_follow_the_persons_dosage(page: TodayPage, store: Store) -> None:
    assert "4 min · done at 18:33" in words(page).replace("6:33 PM", "18:33")
    store.set_settings(store.settings.with_override("lunge", DosageOverride(hold_s=80)))
    assert "8 min · done at" in words(page)
    assert "2 × 80 s each side" in words(page)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_one_key_starts_at_once(qtbot: QtBot, page: TodayPage, key: Qt.Key) -> None:
    with qtbot.waitSignal(page.start_requested) as started:
        QTest.keyClick(page.focusWidget() or page, key)
    assert started.args == ["daily-hips"]


def test_another_routine_can_be_chosen(qtbot: QtBot, page: TodayPage) -> None:
    page._choice.setCurrentIndex(page._choice.findData("front"))
    page._choice.activated.emit(page._choice.currentIndex())
    assert page.routine_id == "front"
    assert page._title.text() == "Front"


def test_feelings_are_none_until_given_and_gone_after_the_start(qtbot: QtBot, page: TodayPage) -> None:
    assert page.feeling() is None
    page._form.scales["back"].set_value(4)
    assert page.feeling() == Feeling(back=4)
    page.bad_day.setChecked(True)
    assert page.take_once() == (Feeling(back=4), True)
    assert page.take_once() == (None, False)


def test_what_was_interrupted_is_asked_and_answered_by_enter(qtbot: QtBot, page: TodayPage) -> None:
    page.show_interrupted("Rep 2 of the lunge.", (("continue", "Continue"), ("discard", "Discard")))
    assert "Rep 2 of the lunge." in words(page)
    with qtbot.waitSignal(page.interrupted_choice) as answered:
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert answered.args == ["continue"]
    assert not page._interrupted.isVisible()


def test_every_answer_has_its_name(qtbot: QtBot, page: TodayPage) -> None:
    page.show_interrupted("Rep 2.", (("continue", "Continue"), ("discard", "Discard")))
    answers: list[str] = []
    page.interrupted_choice.connect(answers.append)
    next(b for b in page.findChildren(QPushButton) if b.text() == "Discard").click()
    assert answers == ["discard"]


def test_what_is_due_so_often_a_day_says_what_is_done(
    qtbot: QtBot, page: TodayPage, store: Store, clock: FakeClock
) -> None:
    assert page._due.isHidden()
    front = store.catalogue.routines["front"]
    store.save_routine(replace(front, id="mine", name="Clinic", times_a_day=2))
    assert not page._due.isHidden()
    assert "Clinic\ntoday: 0 of 2" in words(page)
    store.add_record(done(clock, 1, "mine"))
    store.add_record(replace(done(clock, 0, "mine"), id="today"))
    assert "Clinic\ntoday: 1 of 2" in words(page)
    QApplication.processEvents()
    buttons = (b for b in page.findChildren(QPushButton) if b.isVisible())
    (start,) = (b for b in buttons if b.accessibleName() == "Start Clinic")
    with qtbot.waitSignal(page.start_requested) as started:
        start.click()
    assert started.args == ["mine"]
    store.add_record(replace(done(clock, 0, "mine"), id="again"))
    assert "Clinic\ndone for today" in words(page)


def test_the_dots_speak(page: TodayPage, store: Store, clock: FakeClock) -> None:
    store.add_record(done(clock, 0, "front"))
    assert page._days.accessibleDescription().endswith("Sunday: rest, Monday: 5 min")


def test_without_any_routine_start_is_off(qtbot: QtBot, tmp_path: Path) -> None:
    bare = Store(resolve(tmp_path), Catalogue(exercises={}, routines={}, problems=(), folders={}))
    page = TodayPage(bare, PictureCache())
    qtbot.addWidget(page)
    assert not page._start.isEnabled()
    assert page._title.text() == "No routine could be read"
