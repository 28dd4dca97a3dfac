"""The plan: the tightness check by key, what to mind, and the routine that follows."""

from dataclasses import replace
from datetime import datetime, timedelta
from operator import attrgetter
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core.check import CheckRecord, CheckResult, Grade
from hipstretch.core.conditions import Condition, Equipment
from hipstretch.core.exercise import MuscleGroup, Position, Side
from hipstretch.core.settings import Motion, Settings, Theme
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.checks_file import ChecksFile
from hipstretch.data.paths import resolve
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.ui.plan.check_page import CheckPage
from hipstretch.ui.plan.conditions_page import ConditionsPage, condition_lines
from hipstretch.ui.plan.page import PlanPage
from hipstretch.ui.plan.suggested_row import SuggestedRow
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.handout_dialog import HandoutDialog
from hipstretch.ui.widgets.pictures import Picture, PictureCache
from hipstretch.ui.widgets.thumbnail import Thumbnail
from tests.fakes import FakeClock
from tests.gui.asking import the_open
from tests.unit.core.test_progress import did, held

K = Qt.Key


@pytest.fixture(scope="module", autouse=True)
def _usual_look(qapp: QApplication) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def stores(qtbot: QtBot, tmp_path: Path, clock: FakeClock) -> Stores:
    made = Stores.open(resolve(tmp_path), catalogue.load([assets_dir()]), clock=clock)
    made.settings.change(motion=Motion.REDUCED)
    return made


@pytest.fixture
def page(qtbot: QtBot, stores: Stores) -> PlanPage:
    made = PlanPage(stores, PictureCache())
    qtbot.addWidget(made)
    made.resize(1024, 544)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def words(page: PlanPage | CheckPage | ConditionsPage) -> str:
    QApplication.processEvents()  # what was made just now is shown only then
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def check(at: datetime, grade: Grade = Grade.TIGHT, side: Side = Side.LEFT) -> CheckRecord:
    return CheckRecord(at.isoformat(), at, (CheckResult("thomas", MuscleGroup.FRONT, side, grade),))


def opened(page: PlanPage) -> CheckPage:
    page.tightness.check_button.click()
    assert page.check_page
    return page.check_page


# --- the tightness check ------------------------------------------------------------------------------------


def test_the_check_is_done_by_keys_alone_and_kept(page: PlanPage, stores: Stores, clock: FakeClock) -> None:
    assert "Not checked yet" in words(page)
    asked = opened(page)
    assert asked.begin_button.hasFocus()
    QTest.keyClick(asked.begin_button, K.Key_Space)
    seen = []
    for key in (K.Key_1, K.Key_2, K.Key_3, K.Key_1, K.Key_S, K.Key_2, K.Key_3, K.Key_3):
        seen.append(asked.place)
        QTest.keyClick(asked, key)
    assert seen == [(g, side) for g in MuscleGroup for side in (Side.LEFT, Side.RIGHT)]
    assert "This is what you found" in words(asked)
    bar = page._area.verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    QTest.keyClick(asked.keep_button, K.Key_Space)
    assert page.suggested.start.hasFocus()
    assert bar.value() == 0, "what has the focus is seen"
    (kept,) = stores.checks.all
    grades = [f.grade.rank for f in kept.found]
    assert grades == [0, 1, 2, 0, 1, 2, 2]
    assert kept.at == clock.wall()
    assert ChecksFile(stores.paths.checks).load() == ((kept,), ())
    assert "Checked on" in words(page)
    assert "Outer hip, left: not checked" in page.tightness.map.words()
    assert "Inner hip, right: tight" in page.tightness.map.words()


def test_each_side_is_told_in_words_and_shown_mirrored(page: PlanPage) -> None:
    asked = opened(page)
    asked.begin()
    assert "Left side" in words(asked)
    assert "Let the left leg lower" in words(asked)
    assert "Keep hugging the right knee" in words(asked)
    asked.answer(Grade.EASY)
    assert "Right side" in words(asked)
    assert "Let the right leg lower" in words(asked)
    assert asked._picture._mirrored is False


def test_one_can_go_back_and_answer_again(page: PlanPage, stores: Stores) -> None:
    asked = opened(page)
    asked.begin()
    asked.answer(Grade.TIGHT)
    QTest.keyClick(asked, K.Key_Backspace)
    assert asked.place == (MuscleGroup.FRONT, Side.LEFT)
    assert asked._grade_buttons[Grade.TIGHT].isChecked()
    asked.answer(Grade.EASY)
    assert asked.grades == {(MuscleGroup.FRONT, Side.LEFT): Grade.EASY}


def test_another_check_of_a_group_begins_with_its_first_side(page: PlanPage) -> None:
    asked = opened(page)
    asked.begin()
    asked.answer(Grade.TIGHT)
    assert asked.check(MuscleGroup.FRONT).id == "thomas"
    asked.other_check()
    assert asked.check(MuscleGroup.FRONT).id == "heel-to-buttock"
    assert (asked.place, dict(asked.grades)) == ((MuscleGroup.FRONT, Side.LEFT), {})
    asked.other_check()
    assert asked.check(MuscleGroup.FRONT).id == "thomas"


def test_what_was_answered_is_still_there_after_a_look_elsewhere(page: PlanPage) -> None:
    asked = opened(page)
    asked.begin()
    asked.answer(Grade.TIGHT)
    QTest.keyClick(asked, K.Key_Escape)
    assert page.tightness.check_button.isVisible()
    opened(page)
    assert asked.place == (MuscleGroup.FRONT, Side.RIGHT)
    assert [one.words for one in page.unfinished()] == ["the answers of your tightness check"]
    asked.begin()
    assert asked.place == (MuscleGroup.FRONT, Side.LEFT)
    assert asked._grade_buttons[Grade.TIGHT].isChecked(), "what was answered is not thrown away unasked"
    asked.answer(Grade.EASY)
    assert dict(asked.grades) == {(MuscleGroup.FRONT, Side.LEFT): Grade.EASY}


def test_everything_skipped_is_nothing_to_keep(page: PlanPage, stores: Stores) -> None:
    asked = opened(page)
    asked.begin()
    for _ in asked.places:
        asked.skip()
    assert "nothing to keep" in words(asked)
    asked.leave_button.click()
    assert stores.checks.all == ()


def test_a_group_without_a_check_for_someone_is_passed_over_in_words(page: PlanPage, stores: Stores) -> None:
    stores.settings.change(conditions=(Condition.PREGNANCY,))
    asked = opened(page)
    assert "Front of the hip is passed over because of pregnancy." in words(asked)
    assert MuscleGroup.FRONT not in {group for group, _ in asked.places}
    every = tuple(c for c in Condition if c is not Condition.RECENT_SURGERY)
    stores.settings.change(conditions=every)
    asked.open()
    assert asked.places == [(MuscleGroup.BACK, Side.LEFT), (MuscleGroup.BACK, Side.RIGHT)] or not asked.places
    assert asked.begin_button.isEnabled() == bool(asked.places)


def test_it_is_not_asked_again_for_two_weeks(page: PlanPage, stores: Stores, clock: FakeClock) -> None:
    now = clock.wall()
    stores.checks.add(check(now - timedelta(days=13)))
    assert not page.tightness.check_button.isEnabled()
    assert "Looking again makes sense from" in words(page)
    stores.checks.delete(stores.checks.all[0].id)
    stores.checks.add(check(now - timedelta(days=14)))
    assert page.tightness.check_button.isEnabled()


def test_a_check_is_compared_with_the_one_before(page: PlanPage, stores: Stores, clock: FakeClock) -> None:
    now = clock.wall()
    stores.checks.add(check(now - timedelta(days=30), Grade.TIGHT))
    stores.checks.add(check(now - timedelta(days=1), Grade.A_BIT_TIGHT))
    assert "Compared with" in words(page)
    assert "Front of the hip, left: a bit tight, freer" in page.tightness.map.words()


def test_a_check_can_be_deleted_and_brought_back(page: PlanPage, stores: Stores, clock: FakeClock) -> None:
    one = check(clock.wall())
    stores.checks.add(one)
    page.tightness.delete_button.click()
    assert (stores.checks.all, ChecksFile(stores.paths.checks).load()[0]) == ((), ())
    assert page.tightness.undo.hasFocus()
    page.tightness.undo.click()
    assert stores.checks.all == (one,)
    assert ChecksFile(stores.paths.checks).load()[0] == (one,)


def test_what_the_disk_refuses_is_told_and_counts_until_the_end(
    page: PlanPage, stores: Stores, clock: FakeClock
) -> None:
    stores.paths.checks.mkdir()
    assert not stores.checks.add(check(clock.wall()))
    assert len(stores.checks.all) == 1
    assert "can't be changed" in stores.notices.shown[-1].text
    assert stores.checks.delete(stores.checks.all[0].id) is None
    assert len(stores.checks.all) == 1


# --- the conditions -----------------------------------------------------------------------------------------


def test_the_suggested_exercises_have_their_numbers(page: PlanPage) -> None:
    assert page.suggestion
    QApplication.processEvents()
    shown = [one.text() for one in page.suggested._rows.findChildren(QLabel) if one.text().isdigit()]
    assert shown == [str(number) for number, _ in enumerate(page.suggestion.items, 1)]


def test_suggested_exercises_stand_apart_with_their_numbers_off_the_pictures(page: PlanPage) -> None:
    page.resize(1366, 709)
    QApplication.processEvents()
    first, second, third, *_ = page.suggested.rows
    assert second.x() - first.geometry().right() - 1 == third.y() - first.geometry().bottom() - 1 == 12
    for row in page.suggested.rows:
        (picture,) = row.findChildren(Thumbnail)
        seen = picture.geometry()
        boxes = [one.rect().translated(one.mapTo(row, QPoint())) for one in row.findChildren(QLabel)]
        assert not any(seen.intersects(box) for box in boxes)
        assert min(min(box.top(), row.height() - 1 - box.bottom()) for box in (seen, *boxes)) >= 8


def test_what_to_mind_is_ticked_and_counts_at_once(page: PlanPage, stores: Stores) -> None:
    page.open_conditions()
    assert page.conditions_page
    assert page.conditions_page.boxes[Condition.HIP_REPLACEMENT_POSTERIOR].hasFocus()
    assert "No exercise is left out or changed." in words(page.conditions_page)
    assert "No clinician has reviewed this program." in words(page.conditions_page)
    page.conditions_page.boxes[Condition.KNEE_PAIN].click()
    assert stores.settings.current.conditions == (Condition.KNEE_PAIN,)
    assert "Left out: Frog stretch.\n11 exercises begin with their easier form." in words(
        page.conditions_page
    )
    QTest.keyClick(page.conditions_page, K.Key_Escape)
    assert "Knee pain." in words(page)
    assert "Left out: Frog stretch (knee pain)." in words(page)
    assert page.suggestion
    assert "frog" not in {e.exercise for e in page.suggestion.entries}


@pytest.mark.parametrize("way", ["tightness.check_button", "conditions.open_button", "schedules.open_button"])
def test_esc_leads_back_to_the_button_by_which_one_came(page: PlanPage, way: str) -> None:
    came_by: QPushButton = attrgetter(way)(page)
    came_by.setFocus()
    came_by.click()
    QTest.keyClick(page.focusWidget() or page, K.Key_Escape)
    assert page._stack.currentIndex() == 0
    assert came_by.hasFocus()
    top = came_by.mapTo(page, QPoint()).y()
    assert 0 <= top <= page.height() - came_by.height()


def test_every_condition_is_named_and_explained(page: PlanPage) -> None:
    page.open_conditions()
    assert page.conditions_page
    for condition in Condition:
        name, more = condition_lines(condition)
        box = page.conditions_page.boxes[condition]
        assert (box.accessibleName(), box.accessibleDescription()) == (name, more)
        assert words(page.conditions_page).count(name) == 1
        assert not more or words(page.conditions_page).count(more) == 1, "what holds for several is said once"


def test_surgery_waits_for_a_word_from_a_clinician(page: PlanPage, stores: Stores) -> None:
    page.open_conditions()
    assert page.conditions_page
    page.conditions_page.boxes[Condition.RECENT_SURGERY].click()
    assert page.conditions_page.cleared.isVisibleTo(page.conditions_page)
    page.leave()
    assert page.suggestion is None
    assert not page.suggested.start.isEnabled()
    assert not page.tightness.check_button.isEnabled()
    assert page.tightness.check_button.hasFocus() is False
    (yes,) = [b for b in page.findChildren(QPushButton) if b.text() == "They have no objection"]
    yes.click()
    assert stores.settings.current.cleared
    assert page.suggestion
    assert page.suggested.start.isEnabled()
    page.open_conditions()
    page.conditions_page.boxes[Condition.RECENT_SURGERY].click()
    assert not stores.settings.current.cleared, "the next surgery has to be cleared again"


# --- the suggestion -----------------------------------------------------------------------------------------


def test_minutes_things_and_positions_count_at_once(page: PlanPage, stores: Stores) -> None:
    page.suggested.minutes.setValue(6)
    assert stores.settings.current.minutes == 6
    assert "7 min · done at" in words(page)
    assert "At first there is time to read what is new to you. Later it takes 6 min." in words(page)
    stores.settings.change(reading_time=False)
    assert "6 min · done at" in words(page), "it is what was asked for"
    assert "At first there is time" not in words(page)
    page.things.buttons[Equipment.STRAP].click()
    page.positions.buttons[Position.KNEELING].click()
    assert (stores.settings.current.lacks, stores.settings.current.avoids) == (
        (Equipment.STRAP,),
        (Position.KNEELING,),
    )
    assert page.suggestion
    assert not {"half-kneel-lunge", "supine-hamstring-strap"} & {e.exercise for e in page.suggestion.entries}
    for chip in page.positions.buttons.values():
        if chip.isChecked():
            chip.click()
    assert "Nothing fits all of this." in words(page)
    assert not page.suggested.start.isEnabled()
    assert page.keep() == ""


def test_things_and_positions_begin_with_a_capital_as_the_language_has_it(page: PlanPage) -> None:
    chips = (*page.things.buttons.values(), *page.positions.buttons.values())
    assert [chip.text() for chip in chips if not chip.text()[0].isupper()] == []
    assert "Firm chair" in [chip.text() for chip in chips]


def test_a_routine_is_for_what_was_found_only_after_a_check(
    page: PlanPage, stores: Stores, clock: FakeClock
) -> None:
    before = page.routine()
    assert before
    assert before.summary == "Suggested routine"
    stores.checks.add(check(clock.wall()))
    after = page.routine()
    assert after
    assert after.summary == "Suggested for what you found."


def test_reasons_are_said(page: PlanPage, stores: Stores, clock: FakeClock) -> None:
    stores.checks.add(check(clock.wall()))
    stores.settings.change(conditions=(Condition.OSTEOPOROSIS,))
    found = words(page)
    assert "Front of the hip: tight on the left" in found
    assert "Front of the hip: more for the left, which is tighter" in found
    assert "Back of the hip: not checked" in found
    assert "for strength" in found
    assert "Easier form first, because of osteoporosis: Hold on to a chair and only tuck" in found


def test_what_lacked_lately_is_preferred_and_said(page: PlanPage, stores: Stores, clock: FakeClock) -> None:
    assert "in 7 days" not in words(page), "nothing was done at all"
    one = did(1, held(Side.RIGHT, 600, 600), id_="half-kneel-lunge")
    stores.settings.change(minutes=20)
    stores.history.add(replace(one, started_at=clock.wall(), ended_at=clock.wall()))
    assert "Front of the hip, left: only 0 of 10 min in 7 days" in words(page)
    assert "Inner hip: only 0 of 10 min in 7 days" in words(page)
    assert "Front of the hip: more for the left, which had less in the last seven days" in words(page)
    stores.checks.add(check(clock.wall()))
    assert "in 7 days" not in words(page), "what is tight comes before that, as each line says"


def test_the_end_is_told_beside_start_and_goes_with_the_time(
    page: PlanPage, stores: Stores, clock: FakeClock
) -> None:
    def told() -> str:
        (said,) = [line for line in words(page).splitlines() if "done at" in line]
        return said

    assert page.suggestion
    before = told()
    assert before == wording.done_at(page.suggested._length_s, clock.wall())
    clock.seconds += 60
    page.suggested._minute.turned.emit()
    assert told() != before
    page.open_schedules()
    assert not page.suggested._minute.started, "nobody reads the clock"


def test_enter_starts_but_presses_what_has_the_focus(qtbot: QtBot, page: PlanPage, stores: Stores) -> None:
    started: list[object] = []
    page.start_requested.connect(started.append)
    page.suggested.minutes.setFocus()
    QTest.keyClick(page.suggested.minutes, K.Key_Return)
    kneeling = page.positions.buttons[Position.KNEELING]
    kneeling.setFocus()
    QTest.keyClick(kneeling, K.Key_Return)
    assert Position.KNEELING in stores.settings.current.avoids
    assert not started
    kneeling.clearFocus()
    QTest.mouseClick(kneeling, Qt.MouseButton.LeftButton)
    assert Position.KNEELING not in stores.settings.current.avoids
    assert not kneeling.hasFocus()
    QTest.keyClick(page, K.Key_Return)
    assert len(started) == 1


def test_a_position_that_a_condition_speaks_against_says_so(page: PlanPage, stores: Stores) -> None:
    stores.settings.change(conditions=(Condition.KNEE_PAIN,))
    assert "Easier form first: Sitting on the floor, Kneeling" in words(page)
    stores.settings.change(conditions=(Condition.PREGNANCY,))
    assert "Left out: Lying face down." in words(page)
    stores.settings.change(conditions=())
    assert "Easier form first" not in words(page)


def lowest(page: PlanPage) -> list[int]:
    """How far down the lowest card of each column ends."""
    QApplication.processEvents()
    cards = (page.suggested, page.tightness, page.conditions, page.things, page.positions, page.schedules)
    ends: dict[int, int] = {}
    for card in cards:
        place = card.mapTo(page, QPoint())
        ends[place.x()] = max(ends.get(place.x(), 0), place.y() + card.height())
    return [ends[x] for x in sorted(ends)]


def test_the_plan_is_seen_whole_in_a_usual_window(qtbot: QtBot, page: PlanPage) -> None:
    page.resize(1366, 709)
    qtbot.waitUntil(lambda: max(lowest(page)) < 709)
    left, right = lowest(page)
    assert left == right


def test_titles_beside_each_other_stand_at_the_same_height(page: PlanPage) -> None:
    page.resize(1366, 709)
    QApplication.processEvents()
    titles = [
        next(one for one in card.findChildren(QLabel) if one.property("role") == "heading")
        for card in (page.suggested, page.tightness)
    ]
    middles = [one.mapTo(page, one.rect().center()).y() for one in titles]
    assert abs(middles[0] - middles[1]) <= 1


def test_the_lines_of_what_is_suggested_are_alike(page: PlanPage, stores: Stores, clock: FakeClock) -> None:
    def lines() -> list[str]:
        shown = page.suggested._rows.findChildren(QLabel)
        return [one.text() for one in shown if one.property("role") == "small"]

    assert "Back of the hip: for strength" in lines()
    assert "Front of the hip" in lines()
    stores.checks.add(check(clock.wall()))
    assert "Front of the hip: tight on the left" in lines()
    assert not any(line.endswith(".") for line in lines())


def test_no_card_is_half_empty_whatever_width_was_before(page: PlanPage) -> None:
    cards = (page.things, page.positions, page.schedules, page.conditions, page.tightness, page.suggested)

    def blank() -> int:
        return max(card.height() - card.heightForWidth(card.width()) for card in cards)

    for width in (1366, 1024, 1366, 1920, 720, 1366):
        page.resize(width, 709)
        for _ in range(9):  # cards are dealt again once all of them have their width
            QApplication.processEvents()
        assert blank() <= 24, width


def test_what_to_do_first_stands_in_ink_above_the_reasons(page: PlanPage, stores: Stores) -> None:
    card = page.suggested
    assert card._first.text() == (
        "Walk on the spot for three to five minutes before you press Start: these minutes are extra."
    )
    assert (card._first.property("role"), card._remarks.property("role")) == ("body", "small")
    assert "Walk" not in card._remarks.text()
    assert card._remarks.isVisible() is bool(card._remarks.text())
    stores.settings.change(avoids=tuple(Position))
    assert card._first.text().startswith("Nothing fits all of this.")
    assert not card._remarks.isVisible()


def test_the_buttons_of_cards_say_what_they_do_and_for_what(page: PlanPage) -> None:
    for card, name in ((page.conditions, "My conditions"), (page.schedules, "Schedules")):
        assert card.open_button.text() == "Change"
        assert card.open_button.accessibleName() == f"{name}: Change"


@pytest.mark.parametrize("width", [1024, 1366, 1600])
@pytest.mark.parametrize("minutes", [6, 10])
@pytest.mark.parametrize("checked", [False, True])
def test_the_columns_are_about_as_high(
    page: PlanPage, stores: Stores, clock: FakeClock, width: int, minutes: int, checked: bool
) -> None:
    stores.settings.change(minutes=minutes)
    if checked:
        stores.checks.add(check(clock.wall()))
    page.resize(width, 709)
    page.leave()
    left, right = lowest(page)
    assert abs(left - right) < 200, "a card fewer would be no better"


def test_a_card_changes_its_column_with_the_width_alone(qtbot: QtBot, page: PlanPage, stores: Stores) -> None:
    page.resize(1366, 709)
    qtbot.waitUntil(lambda: max(lowest(page)) < 709)
    cards = (page.things, page.positions, page.schedules, page.conditions)
    before = [card.x() for card in cards]
    for one in page.positions.buttons.values():
        one.click()
    page.open_conditions()
    stores.settings.change(conditions=(Condition.KNEE_PAIN, Condition.PREGNANCY), minutes=20)
    page.leave()
    for _ in range(9):
        QApplication.processEvents()
    assert [card.x() for card in cards] == before


@pytest.mark.parametrize("how", ["mouse", "key"])
def test_a_suggested_exercise_opens_in_full(qtbot: QtBot, page: PlanPage, how: str) -> None:
    assert page.suggestion
    assert [row.exercise for row in page.suggested.rows] == [e.exercise for e in page.suggestion.entries]
    row = page.suggested.rows[1]
    with qtbot.waitSignal(page.exercise_requested) as asked:
        if how == "mouse":
            QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        else:
            row.setFocus()
            QTest.keyClick(row, K.Key_Return)
    assert asked.args == [row.exercise]
    page.focus_exercise(page.suggested.rows[2].exercise)
    assert page.suggested.rows[2].hasFocus()


@pytest.mark.parametrize("size", [(1366, 709), (380, 709)])
def test_tab_goes_down_the_left_column_and_then_the_right_one(
    qtbot: QtBot, page: PlanPage, stores: Stores, size: tuple[int, int]
) -> None:
    page.resize(*size)
    stores.settings.change(minutes=12)  # rows are made anew, after all else
    QApplication.processEvents()
    card = page.suggested
    ways = [card.keep_button, card.print_button]
    above = size[0] > 1000
    card.start.setFocus()
    seen = [page.focusWidget()]
    while len(seen) < 60:
        QTest.keyClick(page.focusWidget(), K.Key_Tab)
        seen.append(page.focusWidget())
    first = [card.start, card.minutes, *card.rows]
    wanted = [*ways, *first] if above else [*first, *ways]
    at = seen.index(wanted[0], 1)
    around = seen[at : seen.index(wanted[0], at + 1)]
    assert around[: len(wanted)] == wanted
    right = page.tightness.mapTo(page, QPoint()).x() if above else page.width()
    sides = [one.mapTo(page, QPoint()).x() >= right for one in around]
    assert sides == sorted(sides)
    assert any(sides) == above


def test_what_else_can_become_of_it_stands_below_the_list_where_it_does_not_fit_beside_the_title(
    page: PlanPage,
) -> None:
    def top(one: QWidget) -> int:
        QApplication.processEvents()
        return one.mapTo(page, QPoint()).y()

    page.resize(1366, 709)
    assert top(page.suggested.keep_button) < top(page.suggested.start)
    page.resize(380, 709)
    assert top(page.suggested.keep_button) > top(page.suggested.rows[-1])
    assert page.suggested.keep_button.isVisible()


def test_what_was_too_much_comes_with_its_easier_form_and_says_so(page: PlanPage, stores: Stores) -> None:
    row = page.suggested.rows[1]
    assert "Easier form first" not in row.accessibleName()
    eased = did(1, held(Side.LEFT, 30, 5), id_=row.exercise)
    now = stores.clock.wall()
    stores.history.add(replace(eased, started_at=now, ended_at=now))
    QApplication.processEvents()
    (again,) = [one for one in page.suggested.rows if one.exercise == row.exercise]
    assert again.accessibleName().endswith("Easier form first")


def test_cards_lie_below_each_other_where_there_is_no_room_beside(page: PlanPage) -> None:
    page.resize(720, 432)
    assert len(lowest(page)) == 1


def test_a_suggestion_can_be_printed_without_being_kept(page: PlanPage, stores: Stores) -> None:
    before = dict(stores.catalogue.current.routines)
    page.suggested.print_button.click()
    asked = the_open(HandoutDialog)
    assert asked.name.startswith("Plan of ")
    asked.reject()
    assert dict(stores.catalogue.current.routines) == before
    stores.settings.change(avoids=tuple(Position))
    assert not page.suggested.print_button.isEnabled()


def test_enter_presses_what_has_the_focus(qtbot: QtBot, page: PlanPage) -> None:
    asked = opened(page)
    assert asked.begin_button.hasFocus()
    QTest.keyClick(asked.begin_button, K.Key_Return)
    assert asked.place == (MuscleGroup.FRONT, Side.LEFT)
    for _ in range(8):
        asked.answer(Grade.EASY)
    asked.keep_button.setFocus()
    QTest.keyClick(asked.keep_button, K.Key_Return)
    assert page.suggested.start.hasFocus()
    with qtbot.waitSignal(page.start_requested):
        QTest.keyClick(page.suggested.start, K.Key_Return)


def test_a_start_keeps_no_routine(qtbot: QtBot, page: PlanPage, stores: Stores) -> None:
    with qtbot.waitSignal(page.start_requested) as asked:
        QTest.keyClick(page.suggested.start, K.Key_Space)
    assert asked.args
    assert page.suggestion
    assert asked.args[0].entries == page.suggestion.entries
    assert asked.args[0].id not in stores.catalogue.current.routines
    assert not stores.paths.routines.exists()


def test_a_routine_is_kept_once_and_started_as_that(qtbot: QtBot, page: PlanPage, stores: Stores) -> None:
    for _ in range(2):
        page.suggested.keep_button.click()
    (routine,) = (
        r for r in stores.catalogue.current.routines.values() if stores.catalogue.is_own_routine(r.id)
    )
    assert page.suggestion
    assert routine.entries == page.suggestion.entries
    assert routine.name.endswith("10 min")
    assert "among your routines in the Library" in stores.notices.shown[-1].text
    again = catalogue.load([assets_dir(), stores.paths.routines.parent])
    assert again.routines[routine.id] == routine
    with qtbot.waitSignal(page.start_requested) as asked:
        page.suggested.start.click()
    assert asked.args == [routine]


def test_what_does_not_fill_the_time_says_so(page: PlanPage, stores: Stores) -> None:
    every = tuple(c for c in Condition if c is not Condition.RECENT_SURGERY)
    stores.settings.change(conditions=every, minutes=40)
    assert "within the recommended amounts" in words(page)
    assert "No stretch fits for: Front of the hip." in words(page)


def test_hidden_exercises_are_not_suggested(page: PlanPage, stores: Stores) -> None:
    stores.settings.change(hidden=("bridge",))
    assert page.suggestion
    assert "bridge" not in {e.exercise for e in page.suggestion.entries}


def test_a_check_that_is_kept_before_any_was_read_counts_once(stores: Stores, clock: FakeClock) -> None:
    one, two = check(clock.wall() - timedelta(days=30)), check(clock.wall())
    ChecksFile(stores.paths.checks).add(one)
    stores.checks.add(two)
    assert stores.checks.all == (one, two)


def test_minutes_that_are_still_being_typed_count_before_the_window_closes(
    page: PlanPage, stores: Stores
) -> None:
    page.suggested.minutes.setFocus()
    page.suggested.minutes.selectAll()
    QTest.keyClicks(page.suggested.minutes, "25")
    assert stores.settings.current.minutes != 25
    page.keep_typed()
    assert stores.settings.current.minutes == 25


def bottom(page: PlanPage, words: str) -> int:
    (one,) = [one for one in page.findChildren(QLabel) if one.text() == words and one.isVisibleTo(page)]
    return one.mapTo(page, one.rect().bottomLeft()).y()


@pytest.mark.parametrize("size", [(720, 432), (1024, 544), (1366, 712)])
def test_what_is_suggested_is_seen_first(page: PlanPage, stores: Stores, size: tuple[int, int]) -> None:
    page.resize(*size)
    QApplication.processEvents()
    assert page.suggestion
    second = page.suggestion.items[1].entry.of(stores.catalogue.current.exercises)
    assert bottom(page, second.text.name) < size[1]


def test_the_circles_are_there_as_soon_as_something_was_checked(
    page: PlanPage, stores: Stores, clock: FakeClock
) -> None:
    assert not page.tightness.map.isVisible()
    assert "Outer hip" in words(page)
    assert "Outer hip: not checked" not in words(page), "the card says it once"
    stores.checks.add(check(clock.wall()))
    assert page.tightness.map.isVisible()


def test_a_name_stays_beside_its_field(page: PlanPage) -> None:
    (name,) = [one for one in page.findChildren(QLabel) if one.text() == "I have"]
    for width in range(400, 1400, 100):
        page.resize(width, 544)
        QApplication.processEvents()
        middles = [one.mapTo(page, one.rect().center()).y() for one in (name, page.suggested.minutes)]
        assert abs(middles[0] - middles[1]) < 3, width


def test_pictures_of_what_is_suggested_grow_with_the_text(
    page: PlanPage, stores: Stores, qapp: QApplication
) -> None:
    assert page.suggestion
    heights = []
    for text_size in (100, 200):
        theme.apply(qapp, Settings(text_size=text_size))
        row = SuggestedRow(1, page.suggestion.items[0], stores, PictureCache())
        heights += [one.minimumHeight() for one in row.findChildren(Picture)]
    theme.apply(qapp, Settings())
    assert heights[1:] == [2 * heights[0]]
