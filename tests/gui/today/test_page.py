"""Today: what is suggested, when it would end, and Start."""

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hipstretch.core.conditions import Condition
from hipstretch.core.dose import ENOUGH_MIN, Dose
from hipstretch.core.exercise import Kind, MuscleGroup, Side
from hipstretch.core.outcome import Outcome
from hipstretch.core.progress import Day
from hipstretch.core.record import ExerciseRecord, Feeling, SessionOutcome, SessionRecord, SetRecord
from hipstretch.core.routine import Entry
from hipstretch.core.schedule import Period, Schedule
from hipstretch.core.settings import DosageOverride, Settings, Theme
from hipstretch.core.timeline import Cue
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import Catalogue, load
from hipstretch.data.paths import resolve
from hipstretch.qt import dose_words
from hipstretch.qt.sound.output import Output
from hipstretch.qt.sound.protocol import CuePlayer
from hipstretch.qt.stores import Stores
from hipstretch.ui.style import theme
from hipstretch.ui.today.page import Once, TodayPage
from hipstretch.ui.widgets.day_dots import DayDots, DaysCard
from hipstretch.ui.widgets.dose_bars import DoseBars
from hipstretch.ui.widgets.exercise_card import ExerciseCard
from hipstretch.ui.widgets.inputs import ChoiceField
from hipstretch.ui.widgets.pictures import PictureCache
from tests.fakes import FakeClock, FakeOutput, FakePlayer, exercise, routine


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
def stores(tmp_path: Path, qapp: QApplication, clock: FakeClock) -> Stores:
    return Stores.open(resolve(tmp_path), catalogue(), clock=clock)


@pytest.fixture
def player() -> FakePlayer:
    return FakePlayer()


@pytest.fixture
def output() -> FakeOutput:
    return FakeOutput(Output("Speakers", 40, muted=False))


@pytest.fixture
def page(qtbot: QtBot, stores: Stores, player: FakePlayer, output: FakeOutput) -> TodayPage:
    made = TodayPage(stores, PictureCache(), lambda: cast("CuePlayer", player), output)
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


def test_the_routine_done_last_is_suggested(page: TodayPage, stores: Stores, clock: FakeClock) -> None:
    stores.history.add(done(clock, 3, "front"))
    assert page.routine_id == "front"
    assert "Last done 3 days ago" in words(page)
    assert "1 day, 5 min of work" in words(page)


def test_a_session_of_today_that_was_broken_off_is_not_called_done(
    page: TodayPage, stores: Stores, clock: FakeClock
) -> None:
    whole = done(clock, 0, "front")
    one = SetRecord(Side.BOTH, Kind.HOLD, 20, 20, 1, 1, Outcome.DONE)
    exercises = (
        ExerciseRecord("lunge", (one,)),
        *[ExerciseRecord("cobra", (replace(one, done_s=0, outcome=Outcome.SKIPPED),))] * 2,
    )
    stores.history.add(replace(whole, exercises=exercises))
    assert ": 1 of 3 exercises" in words(page)
    assert "Done today" not in words(page)
    stores.history.replace(replace(whole, exercises=exercises[:1]))
    assert "Done today at" in words(page)
    stores.history.replace(
        replace(whole, exercises=exercises, started_at=whole.started_at - timedelta(days=2))
    )
    assert "Not done lately" in words(page)


def test_length_and_end_follow_the_persons_dosage(page: TodayPage, stores: Stores) -> None:
    assert "4 min · done at 18:33" in words(page).replace("6:33 PM", "18:33")
    stores.settings.save(stores.settings.current.with_override("lunge", DosageOverride(hold_s=80)))
    assert "8 min · done at" in words(page)
    assert "2 × 80 s each side" in words(page)


def test_start_is_seen_at_once_in_a_small_window_with_large_text(qapp: QApplication, page: TodayPage) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT, text_size=200))
    try:
        page.resize(720, 400)
        qapp.processEvents()
        assert page._start.mapTo(page, page._start.rect().bottomLeft()).y() < page.height()
        page.resize(1366, 700)
        assert page._why.isVisible()
        assert page._summary.isVisible()
    finally:
        theme.apply(qapp, Settings(theme=Theme.LIGHT))


def test_start_is_as_high_after_the_window_was_large_for_a_while(qapp: QApplication, page: TodayPage) -> None:
    before = page._start.height()
    page.resize(3440, 1440)
    theme.apply(qapp, Settings(theme=Theme.LIGHT))  # which asks each part for its size again
    qapp.processEvents()
    page.resize(1000, 700)
    qapp.processEvents()
    assert page._start.height() == before


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
    page._pain.open(True)
    assert page._pain.form
    page._pain.form.scales["back"].set_value(4)
    assert page.feeling() == Feeling(back=4)
    page.bad_day.setChecked(True)
    assert page.take_once(page.routine_id) == Once(Feeling(back=4), bad_day=True)
    assert page.take_once(page.routine_id) == Once()


def test_beside_the_days_the_scales_are_open_and_below_them_they_fold(qtbot: QtBot, page: TodayPage) -> None:
    qtbot.waitUntil(lambda: page._pain.form is not None)
    assert page._pain.form
    assert page._pain.form.isVisible()
    assert not page._pain.toggle.isVisible()
    page.resize(700, 700)
    assert not page._pain.form.isVisible()
    page._pain.toggle.click()
    assert page._pain.form.isVisible()
    page.take_once(page.routine_id)
    assert not page._pain.form.isVisible()
    page.resize(1000, 700)
    assert page._pain.form.isVisible()


def test_enter_on_a_number_for_the_pain_chooses_it_and_does_not_start(page: TodayPage) -> None:
    started: list[str] = []
    page.start_requested.connect(started.append)
    page._pain.toggle.click()
    assert page._pain.form
    scale = page._pain.form.scales["back"]
    scale.stop.setFocus()
    QTest.keyClick(scale.stop, Qt.Key.Key_Return)
    assert scale.value == 0
    assert not started
    QTest.keyClick(scale.stop, Qt.Key.Key_Return)
    assert scale.value == 0
    assert started, "it is chosen already"


def test_what_was_interrupted_is_asked_and_answered_by_enter(qtbot: QtBot, page: TodayPage) -> None:
    page.show_interrupted("Rep 2 of the lunge.", (("continue", "Continue"), ("discard", "Discard")))
    assert "Rep 2 of the lunge." in words(page)
    with qtbot.waitSignal(page.interrupted_choice) as answered:
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert answered.args == ["continue"]
    assert page._interrupted
    assert not page._interrupted.isVisible()


def test_every_answer_has_its_name(qtbot: QtBot, page: TodayPage) -> None:
    page.show_interrupted("Rep 2.", (("continue", "Continue"), ("discard", "Discard")))
    answers: list[str] = []
    page.interrupted_choice.connect(answers.append)
    next(b for b in page.findChildren(QPushButton) if b.text() == "Discard").click()
    assert answers == ["discard"]


def test_what_is_due_so_often_a_day_says_what_is_done(
    qtbot: QtBot, page: TodayPage, stores: Stores, clock: FakeClock
) -> None:
    assert page._due.isHidden()
    choose(page, "daily-hips")
    front = stores.catalogue.current.routines["front"]
    stores.catalogue.save_routine(replace(front, id="mine", name="Clinic", times_a_day=2))
    assert not page._due.isHidden()
    assert "Clinic\nDone today: 0 of 2" in words(page)
    stores.history.add(done(clock, 1, "mine"))
    stores.history.add(replace(done(clock, 0, "mine"), id="today"))
    assert "Clinic\nDone today: 1 of 2" in words(page)
    QApplication.processEvents()
    buttons = (b for b in page.findChildren(QPushButton) if b.isVisible())
    (start,) = (b for b in buttons if b.accessibleName() == "Start Clinic")
    with qtbot.waitSignal(page.start_requested) as started:
        start.click()
    assert started.args == ["mine"]
    stores.history.add(replace(done(clock, 0, "mine"), id="again"))
    assert "Clinic\nDone for today" in words(page)


def choose(page: TodayPage, routine_id: str) -> None:
    page._choice.set_value(routine_id)
    page._choose()


def test_what_is_offered_and_due_has_one_start_and_says_above_it_what_is_done(
    page: TodayPage, stores: Stores, clock: FakeClock
) -> None:
    def starts() -> list[str]:
        QApplication.processEvents()
        found = (b for b in page.findChildren(QPushButton) if b.isVisible())
        return [b.accessibleName() or b.text() for b in found if "Start" in b.accessibleName() + b.text()]

    choose(page, "front")
    for routine_id in ("front", "daily-hips"):
        stores.schedules.set(routine_id, Schedule((Period(times=(time(18), time(19))),)))
    assert starts() == ["Start", "Start Daily"]
    assert page._why.text() == "Done today: 0 of 2"
    choose(page, "daily-hips")
    assert starts() == ["Start", "Start Front"]
    stores.history.add(done(clock, 0, "daily-hips"))
    assert page._why.text() == "Done today: 1 of 2 · next at 19:00"
    clock.advance(1800)
    page._minute.turned.emit()
    assert page._why.text() == "Done today: 1 of 2"
    stores.schedules.set("front", Schedule(()))
    assert page._due.isHidden(), "all that is due is offered"
    page.resize(1024, 200)
    assert page._why.isVisible(), "how often it is meant is said in a low window, too"
    stores.schedules.set("daily-hips", Schedule(()))
    assert not page._why.isVisible()


def test_what_is_due_and_was_begun_today_says_how_much_of_it_was_done(
    page: TodayPage, stores: Stores, clock: FakeClock
) -> None:
    one = SetRecord(Side.BOTH, Kind.HOLD, 20, 20, 1, 1, Outcome.DONE)
    left_out = ExerciseRecord("cobra", (replace(one, done_s=0, outcome=Outcome.SKIPPED),))
    part = replace(done(clock, 0, "front"), exercises=(ExerciseRecord("lunge", (one,)), left_out, left_out))
    stores.history.add(part)
    stores.schedules.set("front", Schedule((Period(times=2),)))
    choose(page, "front")
    assert page._why.text().startswith("Done today: 0 of 2 · Today at ")
    assert page._why.text().endswith(": 1 of 3 exercises")
    choose(page, "daily-hips")
    assert ": 1 of 3 exercises" in words(page), "also where something else is offered"
    for number in (1, 2):
        stores.history.add(replace(part, id=str(number), exercises=part.exercises[:1]))
    choose(page, "front")
    assert page._why.text() == "Done for today · next on Tuesday"


def test_what_is_due_is_offered_first_and_stays_while_the_page_is_read(
    page: TodayPage, stores: Stores, clock: FakeClock
) -> None:
    assert page.routine_id == "daily-hips"
    stores.schedules.set("front", Schedule((Period(times=(time(18),)),)))
    assert page.routine_id == "front"
    assert page._due.isHidden()
    stores.history.add(done(clock, 0, "front"))
    stores.history.add(replace(done(clock, 0, "daily-hips"), id="another"))
    assert page.routine_id == "daily-hips", "what is done for today is not due"
    stores.schedules.set("front", Schedule((Period(times=(time(18), time(19))),)))
    clock.advance(1800)
    page._minute.turned.emit()
    assert page.routine_id == page._choice.value == "daily-hips", "nothing changes below somebody's hand"
    page.hide()
    page.show()
    assert page.routine_id == page._choice.value == "front"


def test_cards_are_no_higher_than_what_they_hold_and_a_wide_window_has_a_larger_picture(
    page: TodayPage,
) -> None:
    page.resize(1024, 600)
    QApplication.processEvents()
    usual = page._days.height(), page._picture.height()
    page.resize(1900, 1400)
    QApplication.processEvents()
    assert page._days.height() <= usual[0]
    assert page._picture.height() > usual[1]
    page.resize(500, 600)
    QApplication.processEvents()
    assert page._choice.width() == page._start.width()


def test_a_narrow_window_has_one_picture_and_large_text_none(
    qtbot: QtBot, tmp_path: Path, player: FakePlayer, output: FakeOutput, qapp: QApplication
) -> None:
    stores = Stores.open(resolve(tmp_path), load([assets_dir()]), clock=FakeClock())
    page = TodayPage(stores, PictureCache(), lambda: cast("CuePlayer", player), output)
    qtbot.addWidget(page)
    page.show()

    def pictures(width: int) -> int:
        page.resize(width, 700)
        qapp.processEvents()
        return sum(one.isVisible() for one in page._picture.pictures)

    assert [pictures(width) for width in (3440, 1366, 1024, 720)] == [3, 2, 2, 1]
    theme.apply(qapp, Settings(theme=Theme.LIGHT, text_size=200))
    try:
        assert pictures(721) == 0
    finally:
        theme.apply(qapp, Settings(theme=Theme.LIGHT))


def test_start_begins_and_ends_with_what_is_beside_it(page: TodayPage, qapp: QApplication) -> None:
    page.resize(1366, 700)
    qapp.processEvents()
    tops = {one.mapTo(page, one.rect().topLeft()).y() for one in (page._start, page._choice)}
    ends = {one.mapTo(page, one.rect().bottomLeft()).y() for one in (page._start, page.bad_day)}
    assert (len(tops), len(ends)) == (1, 1)


def test_a_time_of_day_comes_while_the_page_is_open(
    page: TodayPage, stores: Stores, clock: FakeClock
) -> None:
    def states() -> list[str]:
        QApplication.processEvents()
        labels = page._due.findChildren(QLabel)
        return [one.text() for one in labels if one.isVisibleTo(page._due) and one.text() != "Front"]

    choose(page, "daily-hips")
    stores.schedules.set("front", Schedule((Period(times=(time(18), time(19))),)))
    assert states() == ["Done today: 0 of 2"]
    stores.history.add(done(clock, 0, "front"))
    assert states() == ["Done today: 1 of 2 · next at 19:00"]
    clock.advance(1800)
    page._minute.turned.emit()
    assert states() == ["Done today: 1 of 2"]
    clock.wall_offset -= timedelta(hours=1)
    page._minute.turned.emit()
    assert states() == ["Done today: 1 of 2 · next at 19:00"], "the clock was set back"


def test_the_dots_speak(page: TodayPage, stores: Stores, clock: FakeClock) -> None:
    stores.history.add(done(clock, 0, "front"))
    assert page._days.dots.accessibleDescription().endswith("Sunday: rest, Monday: 5 min")


def stretched(
    clock: FakeClock, days_ago: int, exercise_id: str, left_s: float, right_s: float
) -> SessionRecord:
    sets = tuple(
        SetRecord(side, Kind.HOLD, s, s, 1, 1, Outcome.DONE)
        for side, s in ((Side.LEFT, left_s), (Side.RIGHT, right_s))
    )
    return replace(done(clock, days_ago, "front"), exercises=(ExerciseRecord(exercise_id, sets),))


def test_without_a_session_nothing_is_said_of_a_dose(page: TodayPage) -> None:
    assert page._days.dose is None


def test_the_dose_of_the_week_is_told_in_numbers(page: TodayPage, stores: Stores, clock: FakeClock) -> None:
    stores.history.add(stretched(clock, 1, "lunge", 610, 200))
    assert page._days.dose
    bars = page._days.dose.bars
    assert bars.isVisible()
    assert bars.accessibleName().splitlines() == [
        "Minutes of stretch in the last seven days: Front of the hip: left 10, right 3",
        "Back of the hip: left 0, right 0",
        "Outer hip: left 0, right 0",
        "Inner hip: left 0, right 0",
    ]
    assert bars.focusPolicy() & Qt.FocusPolicy.TabFocus
    seen = ("Minutes of stretch: about 10 a week for each is enough.", "No strength work in these days.")
    assert all(one in words(page).splitlines() for one in seen)
    lacks = "Less than enough so far: front, back, outer, inner."
    assert bars.accessibleDescription() == f"{seen[0]} {lacks} {seen[1]}", "which the bars show"
    stores.history.add(replace(stretched(clock, 1, "lunge", 0, 400), id="more"))
    assert "Less than enough so far: back, outer, inner." in bars.accessibleDescription()


def test_how_often_it_was_done_stands_below_the_name_of_what_it_counts(
    page: TodayPage, stores: Stores
) -> None:
    stores.schedules.set("front", Schedule((Period(times=2),)))
    choose(page, "front")
    QApplication.processEvents()
    assert page._why.text() == "Done today: 0 of 2"
    assert page._title.geometry().bottom() < page._why.y() < page._summary.y()


def test_short_bars_give_way_to_numbers(qtbot: QtBot) -> None:
    bars = DoseBars()
    qtbot.addWidget(bars)
    done = Dose({(MuscleGroup.FRONT, Side.LEFT): 120.0})
    bars.show_dose(done)
    assert dose_words.of_enough(done, MuscleGroup.FRONT, Side.LEFT) == "2 of 10"
    assert f" {ENOUGH_MIN} " in dose_words.enough_is()
    for width, shown in ((280, False), (476, False), (800, True)):
        bars.resize(width, bars.height())
        assert bool(bars.bar_px) is shown


def test_what_was_done_in_all_stands_at_the_end_of_the_line_or_begins_the_next(
    qtbot: QtBot, stores: Stores, clock: FakeClock
) -> None:
    stores.history.add(done(clock, 0, "front"))
    card = DaysCard(stores)
    qtbot.addWidget(card)
    card.show_until(clock.wall().date())
    card.show()
    (heading,) = (one for one in card.findChildren(QLabel) if one.text() == "Last seven days")
    card.resize(600, 300)
    qtbot.waitUntil(lambda: card._in_short.mapTo(card, QPoint()).x() > 300)
    card.resize(220, 300)
    qtbot.waitUntil(lambda: card._in_short.mapTo(card, QPoint()).x() == heading.mapTo(card, QPoint()).x())


def test_the_dots_reach_over_the_whole_width(qtbot: QtBot) -> None:
    dots = DayDots()
    qtbot.addWidget(dots)
    dots.resize(600, 54)
    dots.show_days(tuple(Day(date(2026, 11, 23) + timedelta(days=n), 1, 60.0) for n in range(7)))
    image = dots.grab().toImage()
    hold = QColor(theme.current().hold)
    filled = [x for x in range(600) if image.pixelColor(x, 14) == hold]
    assert filled[0] < 12
    assert filled[-1] > 588


def test_nothing_lacks_when_all_have_enough() -> None:
    whole = {(group, side): 600.0 for group in MuscleGroup for side in (Side.LEFT, Side.RIGHT)}
    assert "Less" not in dose_words.enough(Dose(whole))


def test_goal_and_rest_days_are_seen_if_there_are_any(
    page: TodayPage, stores: Stores, clock: FakeClock
) -> None:
    assert not page._days.week.isVisible()
    today = clock.wall().isoweekday()
    yesterday = (today - 2) % 7 + 1
    stores.settings.change(goal_days=4, rest_days=(yesterday,))
    assert page._days.week.text() == "This week: 0 of 4 days."
    stores.history.add(done(clock, 0, "front"))
    assert page._days.week.text() == "This week: 1 of 4 days."
    assert page._days.dots.accessibleDescription().endswith("Sunday: rest day, Monday: 5 min")
    stores.settings.change(goal_days=0, rest_days=(today,))
    assert page._days.week.text() == "Today is a rest day: nothing is expected."


def test_a_rest_day_on_which_nothing_was_done_is_a_small_dot(qtbot: QtBot) -> None:
    dots = DayDots()
    qtbot.addWidget(dots)
    dots.resize(336, 54)
    days = tuple(Day(date(2026, 11, 23) + timedelta(days=n), 0, 0.0) for n in range(7))

    def drawn(rest_days: tuple[int, ...]) -> int:
        dots.show_days(days, rest_days)
        image = dots.grab().toImage()
        edge = QColor(theme.current().edge)
        return sum(image.pixelColor(x, y) == edge for x in range(48) for y in range(28))

    assert 0 < drawn((1,)) < drawn(())


def test_the_list_of_routines_says_how_long_each_takes_as_it_would_be_done(page: TodayPage) -> None:
    assert page._choice.currentText() == "Daily · 4 min"
    page._choice.opening.emit()  # as when the list opens
    shown = [page._choice.itemText(at) for at in range(page._choice.count())]
    assert shown == ["Front · 4 min", "Daily · 4 min"]
    page.bad_day.setChecked(True)
    assert page._choice.currentText() == "Daily · 3 min"
    page._choice.opening.emit()
    assert page._choice.itemText(0) == "Front · 3 min"


def test_an_exercise_can_be_asked_for(qtbot: QtBot, page: TodayPage) -> None:
    cards = page.findChildren(ExerciseCard)
    assert [card.exercise.id for card in cards] == ["lunge", "cobra"]
    with qtbot.waitSignal(page.exercise_requested) as asked:
        QTest.mouseClick(cards[1], Qt.MouseButton.LeftButton)
    assert asked.args == ["cobra"]


def test_a_quiet_week_shows_no_empty_bars(page: TodayPage, stores: Stores, clock: FakeClock) -> None:
    stores.history.add(stretched(clock, 8, "lunge", 610, 200))
    assert page._days.dose
    assert not page._days.dose.isVisible()
    assert "A quiet week." in words(page)


def test_strength_alone_is_a_line(page: TodayPage, stores: Stores, clock: FakeClock) -> None:
    strong = {"cobra": replace(exercise("cobra"), strength=True)}
    stores.catalogue.current = replace(
        stores.catalogue.current, exercises={**stores.catalogue.current.exercises, **strong}
    )
    stores.history.add(stretched(clock, 1, "cobra", 30, 30))
    assert page._days.dose
    assert page._days.dose.isVisible()
    assert not page._days.dose.bars.isVisible()
    assert page._days.dose.words.text() == "Strength work on 1 day."


def test_the_bars_of_a_language_from_the_right_are_mirrored(qtbot: QtBot) -> None:
    bars = DoseBars()
    qtbot.addWidget(bars)
    bars.resize(800, bars.sizeHint().height())
    bars.show_dose(Dose({(MuscleGroup.FRONT, Side.LEFT): 600.0}))
    row = 3 * theme.px(20) // 2

    def filled() -> list[int]:
        image = bars.grab().toImage()
        wanted = QColor(theme.current().hold)
        return [x for x in range(image.width()) if image.pixelColor(x, row) == wanted]

    from_left = filled()
    bars.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    from_right = filled()
    assert from_left
    assert from_right
    assert max(from_left) < 400 < min(from_right)


def test_a_bar_is_full_when_it_is_enough(qtbot: QtBot) -> None:
    bars = DoseBars()
    qtbot.addWidget(bars)
    bars.resize(800, bars.sizeHint().height())

    def filled(minutes: int) -> int:
        """How many pixels of the first bar are filled."""
        bars.show_dose(Dose({(MuscleGroup.FRONT, Side.LEFT): minutes * 60.0}))
        image, tokens = bars.grab().toImage(), theme.current()
        row = 3 * bars.height() // 6
        line = [image.pixelColor(x, row) for x in range(image.width() // 3)]
        return line.count(QColor(tokens.hold))

    assert 0 < filled(5) < filled(10)
    assert filled(10) == filled(12) == pytest.approx(bars.bar_px, abs=4), "and not more"


def test_the_bars_show_that_the_keys_are_there(qtbot: QtBot) -> None:
    bars = DoseBars()
    qtbot.addWidget(bars)
    with qtbot.waitActive(bars):
        bars.show()
        bars.activateWindow()
    bars.setFocus()
    image = bars.grab().toImage()
    assert image.pixelColor(image.width() // 2, image.height() - 1) == QColor(theme.current().ink)


def test_without_any_routine_start_is_off(qtbot: QtBot, tmp_path: Path) -> None:
    bare = Stores.open(resolve(tmp_path), Catalogue(exercises={}, routines={}, problems=(), folders={}))
    page = TodayPage(bare, PictureCache(), lambda: cast("CuePlayer", FakePlayer()), FakeOutput())
    qtbot.addWidget(page)
    assert not page._start.isEnabled()
    assert page._title.text() == "No routine could be read"


def test_a_bad_day_is_shorter_in_every_line(page: TodayPage) -> None:
    usual = page.plan()
    page.bad_day.setChecked(True)
    less = page.plan()
    assert usual
    assert less
    assert [e.dosage.hold_s for e in less.routine.entries if e.dosage and e.once] == [13.0, 13.0]
    assert "13 s" in words(page)
    page.bad_day.setChecked(False)
    assert page.plan() == usual


def test_a_bad_day_shows_the_form_that_comes_first(
    qtbot: QtBot, tmp_path: Path, player: FakePlayer, output: FakeOutput, clock: FakeClock
) -> None:
    stores = Stores.open(resolve(tmp_path), load([assets_dir()]), clock=clock)
    page = TodayPage(stores, PictureCache(), lambda: cast("CuePlayer", player), output)
    qtbot.addWidget(page)
    known = stores.catalogue.current
    usual = known.routines[page.routine_id]
    squeeze = replace(usual, entries=(Entry("adductor-squeeze"), Entry("bridge")))
    stores.catalogue.current = replace(known, routines={usual.id: squeeze})
    stores.catalogue.changed.emit()

    def card(name: str) -> tuple[str, str]:
        """Which picture it shows, and its words."""
        found = next(
            one
            for one in page._cards.findChildren(ExerciseCard)
            if one.exercise.id == name and one.isVisibleTo(page)
        )
        path = found.picture._path
        assert path
        return path.name, "\n".join(one.text() for one in found.findChildren(QLabel))

    for bad, picture in ((False, "hold.webp"), (True, "easier.webp")):
        page.bad_day.setChecked(bad)
        pictures, texts = zip(card("adductor-squeeze"), card("bridge"), strict=True)
        assert pictures == (picture, picture)
        beside = [one._path for one in page._picture.pictures]
        names = [path and (path.parts[-3], path.name) for path in beside]
        assert names == [("adductor-squeeze", picture), ("bridge", picture), None], (
            "what is done, beside Start"
        )
        assert ("Lying on the back" in texts[0]) is not bad, "its easier form is on a chair"
        assert "Lying on the back" in texts[1]
    history = done(clock, 1, usual.id)
    page.bad_day.setChecked(False)
    eased = SetRecord(Side.BOTH, Kind.HOLD, 20, 5, 1, 1, Outcome.EASED)
    stores.history.add(replace(history, exercises=(ExerciseRecord("adductor-squeeze", (eased,)),)))
    assert (card("adductor-squeeze")[0], card("bridge")[0]) == ("easier.webp", "hold.webp")


def test_what_to_leave_out_is_said_and_not_suggested(page: TodayPage, stores: Stores) -> None:
    exercises = dict(stores.catalogue.current.exercises)
    exercises["cobra"] = replace(exercises["cobra"], leave_out=(Condition.PREGNANCY,))
    alone_ = replace(stores.catalogue.current.routines["front"], entries=(Entry("lunge"),))
    routines = {**stores.catalogue.current.routines, "front": alone_}
    stores.catalogue.current = Catalogue(exercises, routines, (), {})
    stores.settings.change(conditions=(Condition.PREGNANCY,))
    assert page.routine_id == "front"
    assert "eft out" not in words(page)
    page._choice.set_value("daily-hips")
    page._choose()
    assert "Left out because of pregnancy: Cobra." in words(page)
    assert exercises_of(page) == ["lunge"]
    page.whole.setChecked(True)
    assert exercises_of(page) == ["lunge", "cobra"], "nothing is locked"
    assert "to be left out" in words(page)
    assert page.take_once("front") == Once(), "it was said of the routine that is shown"
    page._choice.set_value("daily-hips")
    page._choose()
    page.whole.setChecked(True)
    assert page.take_once("daily-hips") == Once(whole=True)
    page._choice.set_value("daily-hips")
    page._choose()
    assert exercises_of(page) == ["lunge"]
    stores.settings.change(conditions=())
    assert exercises_of(page) == ["lunge", "cobra"]
    assert not page.whole.isVisibleTo(page)


def exercises_of(page: TodayPage) -> list[str]:
    plan = page.plan()
    assert plan
    return [e.exercise for e in plan.routine.entries]


def test_a_routine_of_which_nothing_would_be_left_says_so(page: TodayPage, stores: Stores) -> None:
    exercises = {
        k: replace(e, leave_out=(Condition.PREGNANCY,)) for k, e in stores.catalogue.current.exercises.items()
    }
    stores.catalogue.current = Catalogue(exercises, stores.catalogue.current.routines, (), {})
    stores.settings.change(conditions=(Condition.PREGNANCY,))
    assert "Your conditions leave out all of it. Plan suggests another routine." in words(page)
    assert page._start.isEnabled(), "nothing is locked"


def test_surgery_is_mentioned_before_a_start(page: TodayPage, stores: Stores) -> None:
    stores.settings.change(conditions=(Condition.RECENT_SURGERY,))
    assert "ask your surgeon" in words(page)
    stores.settings.change(cleared=True)
    assert "ask your surgeon" not in words(page)


def test_an_exercise_that_is_due_by_itself_counts_wherever_it_was_done(
    qtbot: QtBot, page: TodayPage, stores: Stores, clock: FakeClock
) -> None:
    stores.settings.change(times_a_day={"cobra": 2, "gone": 3})
    assert "Done today: 0 of 2" in words(page)
    (start,) = [b for b in page.findChildren(QPushButton) if b.accessibleName() == "Start Cobra"]
    with qtbot.waitSignal(page.start_requested) as asked:
        start.click()
    assert asked.args == ["exercise:cobra"]
    one = SetRecord(Side.BOTH, Kind.HOLD, 30, 30, 1, 1, Outcome.DONE)
    for number, routine_id in enumerate(("daily-hips", "exercise:cobra")):
        record = replace(
            done(clock, 0, routine_id), id=str(number), exercises=(ExerciseRecord("cobra", (one,)),)
        )
        stores.history.add(record)
    assert "Done for today" in words(page)


def sound_check(page: TodayPage, name: str) -> QPushButton:
    (one,) = [b for b in page._sound_check.findChildren(QPushButton) if b.text() == name]
    return one


def test_the_first_session_of_a_day_comes_with_a_sound_check(
    qtbot: QtBot, page: TodayPage, stores: Stores, clock: FakeClock, player: FakePlayer
) -> None:
    assert page._sound_check.isVisible()
    qtbot.waitUntil(lambda: "Speakers · computer at 40 %" in words(page), timeout=3000)
    sound_check(page, "Listen").click()
    assert player.played == [Cue.GET_READY]
    assert "Did you hear it?" in words(page)
    stores.history.add(done(clock, 0, "front"))
    assert not page._sound_check.isVisible()
    clock.wall_offset = timedelta(days=1)
    page._refresh()
    assert page._sound_check.isVisible()


def test_a_muted_computer_is_told_before_the_session(page: TodayPage, output: FakeOutput) -> None:
    output.output = Output("Speakers", 40, muted=True)
    sound_check(page, "Listen").click()
    assert page._sound_check._bad.text() == "Speakers is muted: no sound will be heard."
    assert not page._sound_check._words.isVisible()
    output.output = Output("Speakers", 40, muted=False)
    output.look()
    assert not page._sound_check._bad.isVisible()


def test_a_sound_that_can_not_be_played_is_told(page: TodayPage, player: FakePlayer) -> None:
    player.problem = "No sound: there is no device."
    sound_check(page, "Listen").click()
    assert page._sound_check._bad.text() == "No sound: there is no device."


def test_the_sound_check_can_be_left_out(page: TodayPage, stores: Stores, clock: FakeClock) -> None:
    started: list[str] = []
    page.start_requested.connect(started.append)
    QTest.keyClick(page, Qt.Key.Key_Return)
    assert started, "Enter starts without an answer"
    sound_check(page, "Not today").click()
    assert not page._sound_check.isVisible()
    clock.wall_offset = timedelta(days=1)
    page._refresh()
    assert page._sound_check.isVisible()
    stores.settings.change(sound_check=False)
    assert not page._sound_check.isVisible()
    stores.settings.change(sound_check=True, sound=False)
    assert not page._sound_check.isVisible()


def test_the_clock_is_read_once_a_minute_and_only_while_it_is_seen(page: TodayPage, clock: FakeClock) -> None:
    before = page._time.text()
    clock.seconds += 60
    page._minute.turned.emit()
    assert page._time.text() != before
    assert page._minute.started
    page.hide()
    assert not page._minute.started
    page.show()
    assert page._minute.started


def test_arrows_on_start_scroll_and_never_choose_another_routine(
    qtbot: QtBot, page: TodayPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.resize(720, 480)
    with qtbot.waitActive(page):
        page.activateWindow()
    QApplication.processEvents()
    page.setFocus()
    bar = page._area.verticalScrollBar()
    QTest.keyClick(page._start, Qt.Key.Key_Down)
    assert bar.value() > 0
    QTest.keyClick(page._start, Qt.Key.Key_Up)
    assert bar.value() == 0
    assert page._start.hasFocus()
    before = page.routine_id
    page._choice.setFocus()
    QTest.keyClick(page._choice, Qt.Key.Key_PageDown)
    assert page.routine_id == before
    opened: list[bool] = []
    monkeypatch.setattr(ChoiceField, "showPopup", lambda _: opened.append(True))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(page._choice, key)
    assert opened == [True, True]
    assert page.routine_id == before


def test_start_says_enter_only_while_enter_presses_it(qtbot: QtBot, page: TodayPage) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    assert page._start.key == "Enter"
    page.show_interrupted("Rep 2.", (("continue", "Continue"), ("discard", "Discard")))
    assert page._start.key == ""
    page._choice.setFocus()
    assert page._start.key == "Enter", "it does there"
    page.hide_interrupted()
    page.setFocus()
    assert page._start.key == "Enter"
