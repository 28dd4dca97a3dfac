"""The tightness check in the window: the ways out of it, and how its answers look."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core.check import CheckRecord, CheckResult, Grade
from hipstretch.core.conditions import Condition
from hipstretch.core.exercise import MuscleGroup, Side
from hipstretch.core.settings import Settings, Theme
from hipstretch.core.suggestion import Item
from hipstretch.ui.plan.check_page import CheckPage
from hipstretch.ui.plan.grade_button import CIRCLE_PX, MARGIN, GradeButton
from hipstretch.ui.plan.page import PlanPage
from hipstretch.ui.plan.suggesting import suggested_for
from hipstretch.ui.shell.main_window import MainWindow
from hipstretch.ui.style import theme
from tests.gui.screens import check, opened

SECOND = (MuscleGroup.FRONT, Side.RIGHT)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    with opened(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def looked(window: MainWindow, qapp: QApplication) -> MainWindow:
    """The window with the look, on which sizes depend."""
    theme.apply(qapp, Settings(theme=Theme.LIGHT))
    return window


@pytest.fixture
def large(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """The window with text twice as large."""
    with opened(qtbot, tmp_path, text_size=200) as made:
        yield made


def begun(window: MainWindow) -> tuple[PlanPage, CheckPage]:
    """A check with one answer."""
    check(window, "asking")
    page = window.page
    assert isinstance(page, PlanPage)
    assert page.check_page
    page.check_page.answer(Grade.TIGHT)
    return page, page.check_page


def press(window: MainWindow, name: str) -> None:
    QTest.mouseClick(window._bar.tabs[name], Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def seen(page: QWidget, words: str) -> QPushButton | None:
    found = (one for one in page.findChildren(QPushButton) if one.text() == words and one.isVisible())
    return next(found, None)


def suggestion_of(asked: CheckPage) -> tuple[Item, ...]:
    made = suggested_for(asked._stores, asked._stores.checks.all[-1].grades())
    assert made
    return made.items


def said(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


@pytest.mark.parametrize("how", ["mouse", "key"])
def test_its_own_tab_leads_to_the_plan_which_offers_to_go_on(window: MainWindow, how: str) -> None:
    page, asked = begun(window)
    if how == "mouse":
        press(window, "plan")
    else:
        QTest.keyClick(asked, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert page.suggested.start.isVisible()
    assert not asked.isVisible()
    assert "A check is begun, 1 of 8 answered." in said(page)
    go_on = seen(page, "Go on")
    assert go_on
    go_on.click()
    assert asked.place == SECOND


def test_the_tab_of_another_page_leaves_it_and_it_goes_on_by_keys_afterwards(window: MainWindow) -> None:
    page, asked = begun(window)
    press(window, "library")
    assert window.page is not page
    press(window, "plan")
    assert asked.place == SECOND
    focused = QApplication.focusWidget()
    assert focused
    assert asked.isAncestorOf(focused)
    QTest.keyClick(focused, Qt.Key.Key_1)
    assert dict(asked.grades) == {(MuscleGroup.FRONT, Side.LEFT): Grade.TIGHT, SECOND: Grade.EASY}


def test_the_tab_of_the_overview_leaves_it_as_it_is(window: MainWindow) -> None:
    page = window.open_page("plan")
    assert isinstance(page, PlanPage)
    press(window, "plan")
    assert page.suggested.start.isVisible()


def test_no_answer_has_the_focus_before_one_was_given(window: MainWindow) -> None:
    _, asked = begun(window)
    focused = QApplication.focusWidget()
    assert focused
    assert not isinstance(focused, GradeButton)
    assert focused.accessibleName() == "Front of the hip: Thigh over the edge of the bed, Right side"
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert asked.place == SECOND, "Enter twice on Begin answers nothing"
    QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert asked._grade_buttons[Grade.EASY].hasFocus()


def test_the_focus_is_on_what_was_answered(window: MainWindow) -> None:
    _, asked = begun(window)
    asked.back()
    assert asked._grade_buttons[Grade.TIGHT].hasFocus()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_key_chooses_the_answer_that_has_the_focus(window: MainWindow, key: Qt.Key) -> None:
    _, asked = begun(window)
    answer = asked._grade_buttons[Grade.A_BIT_TIGHT]
    answer.setFocus()
    QTest.keyClick(answer, key)
    assert asked.grades[SECOND] is Grade.A_BIT_TIGHT


def test_a_key_that_is_held_down_answers_nothing(window: MainWindow) -> None:
    _, asked = begun(window)
    answer = asked._grade_buttons[Grade.EASY]
    none = Qt.KeyboardModifier.NoModifier
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, none, "\r", autorep=True)
    QApplication.sendEvent(answer, held)
    assert asked.place == SECOND


@pytest.mark.parametrize("step", ["asking", "after"])
def test_a_button_leaves_it(window: MainWindow, step: str) -> None:
    page, asked = begun(window)
    while step == "after" and asked.place:
        asked.skip()
    way_out = seen(asked, "← Your plan")
    assert way_out
    QTest.mouseClick(way_out, Qt.MouseButton.LeftButton)
    assert page.suggested.start.isVisible()
    assert len(asked.grades) == 1, "what was answered is kept"


LOOKS = (Theme.LIGHT, Theme.DARK, Theme.CONTRAST)


@pytest.fixture(params=LOOKS)
def answer(request: pytest.FixtureRequest, qtbot: QtBot, qapp: QApplication) -> Iterator[GradeButton]:
    """An answer in one of the looks, with another widget that can have the focus."""
    theme.apply(qapp, Settings(theme=request.param))
    outer = QWidget()
    qtbot.addWidget(outer)
    other = QPushButton("x", outer)
    made = GradeButton(Grade.EASY, "1")
    made.setParent(outer)
    made.say("Level.")
    made.setGeometry(0, 50, 400, 70)
    outer.resize(400, 120)
    with qtbot.waitActive(outer):
        outer.show()
        outer.activateWindow()
    other.setFocus()
    yield made
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


def look(one: GradeButton) -> tuple[str, str, str]:
    """The colours of its border, of the middle of its circle, and within it."""
    image: QImage = one.grab().toImage()
    top = one._name.y() + one._name.fontMetrics().height() // 2
    at = QPoint(1, image.height() // 2), QPoint(MARGIN + theme.px(CIRCLE_PX) // 2, top), QPoint(200, 6)
    border, circle, within = (image.pixelColor(one).name().upper() for one in at)
    return border, circle, within


def test_the_focus_is_the_ring_of_all_buttons_and_what_is_chosen_is_seen_with_it_and_without(
    answer: GradeButton,
) -> None:
    tokens = theme.current()
    chosen = theme.mixed(tokens.hold, tokens.card, theme.TINT).upper()
    assert look(answer) == (tokens.edge, tokens.card, tokens.card)
    answer.setFocus()
    assert look(answer) == (tokens.ink, tokens.card, tokens.card)
    answer.setChecked(True)
    assert look(answer) == (tokens.ink, tokens.hold, chosen)
    answer.clearFocus()
    assert look(answer) == (tokens.hold, tokens.hold, chosen)


SIZES = ((720, 480), (1024, 600), (1366, 768))


@pytest.mark.parametrize("text_size", [100, 200])
def test_the_answers_say_what_they_mean_in_a_low_bar_or_after_the_words(
    qtbot: QtBot, tmp_path: Path, text_size: int
) -> None:
    with opened(qtbot, tmp_path, text_size=text_size) as window:
        check(window, "asking")
        page = window.page
        assert isinstance(page, PlanPage)
        assert page.check_page
        for size in SIZES:
            window.resize(*size)
            qtbot.waitUntil(lambda: window._bar.height() < 100)
            asked = page.check_page
            asked.begin()
            QApplication.processEvents()
            row = asked._asking._row
            stays = asked._asking._column.indexOf(row) >= 0
            assert stays == (text_size == 100 and size != SIZES[0])
            for one in page.findChildren(GradeButton):
                assert one._words.isVisible()
                assert whole(one) == stays, size
            assert not stays or row.height() <= 0.3 * page.height()
            assert asked._picture.height() <= 0.5 * page.height()
            answer = asked._grade_buttons[Grade.EASY]
            if not stays:
                answer.setFocus()
                asked._asking.scroll_up()
                QTest.keyClick(answer, Qt.Key.Key_Return)
                assert not asked.grades, "it was not seen"
                assert whole(answer), "it is shown instead"


@pytest.mark.parametrize("step", ["before", "after"])
def test_what_one_presses_next_is_in_view(qtbot: QtBot, tmp_path: Path, step: str) -> None:
    with opened(qtbot, tmp_path, (720, 480), 200) as window:
        check(window, step)
        page = window.page
        assert isinstance(page, PlanPage)
        assert page.check_page
        qtbot.waitUntil(lambda: window._bar.height() < 100)
        pressed = page.check_page.begin_button if step == "before" else page.check_page.leave_button
        qtbot.waitUntil(lambda: pressed.visibleRegion().boundingRect().size() == pressed.size())


def test_nothing_was_found_where_all_was_skipped(window: MainWindow) -> None:
    check(window, "after")
    page = window.page
    assert isinstance(page, PlanPage)
    assert page.check_page
    assert not page.check_page.map.isVisible(), "two empty circles"
    assert "This is what you found" not in said(page)


def test_where_a_check_comes_from_is_shown_when_asked_for(window: MainWindow) -> None:
    page, asked = begun(window)
    assert "PeerJ" not in said(page)
    button = seen(page, asked.sources.text())
    assert button
    button.click()
    assert "PeerJ" in said(page)
    asked.answer(Grade.EASY)
    assert asked._known.isHidden(), "the next question begins without"


def pictures(page: CheckPage) -> int:
    QApplication.processEvents()
    return sum(one.isVisible() for one in page._overview.pictures.pictures)


def test_what_is_asked_is_seen_before_it_is_begun(window: MainWindow) -> None:
    check(window, "before")
    page = window.page
    assert isinstance(page, PlanPage)
    asked = page.check_page
    assert asked
    assert pictures(asked) == 4
    assert "It takes about 8 minutes." in said(asked)
    assert "Figure four, how deep the knee falls" in said(asked)
    window._stores.settings.change(conditions=(Condition.PREGNANCY,))
    asked.open()
    QApplication.processEvents()
    assert pictures(asked) == 3
    assert "It takes about 6 minutes." in said(asked)


def test_without_anything_to_ask_there_is_no_picture_and_no_length(window: MainWindow) -> None:
    every = tuple(one for one in Condition if one is not Condition.RECENT_SURGERY)
    window._stores.settings.change(conditions=every)
    check(window, "before")
    page = window.page
    assert isinstance(page, PlanPage)
    assert page.check_page
    assert not page.check_page._overview.pictures.isVisible()
    assert "It takes about" not in said(page.check_page)
    assert not page.check_page.begin_button.isEnabled()


def test_where_all_was_skipped_one_goes_on_as_from_what_was_found(window: MainWindow) -> None:
    check(window, "after")
    page = window.page
    assert isinstance(page, PlanPage)
    asked = page.check_page
    assert asked
    assert pictures(asked) == 4
    assert [one.text() for one in asked.findChildren(QPushButton) if one.isVisible() and one.text()] == [
        "← Your plan",
        "Back to your plan",
        "← The last question",
        "Go through it again",
    ]
    assert "Warm up" not in said(asked), "nothing of how one begins"
    last = seen(asked, "← The last question")
    assert last
    last.click()
    assert asked.place == (MuscleGroup.INNER, Side.RIGHT)


@pytest.mark.parametrize("step", ["before", "after"])
def test_enter_does_what_the_button_says_wherever_the_focus_is(window: MainWindow, step: str) -> None:
    check(window, step)
    page = window.page
    assert isinstance(page, PlanPage)
    asked = page.check_page
    assert asked
    focused = QApplication.focusWidget()
    assert focused
    focused.clearFocus()
    QTest.keyClick(asked, Qt.Key.Key_Return)
    if step == "before":
        assert asked.place == (MuscleGroup.FRONT, Side.LEFT)
    else:
        assert page.suggested.start.isVisible()


def test_enter_answers_nothing_that_has_no_focus(window: MainWindow) -> None:
    _, asked = begun(window)
    focused = QApplication.focusWidget()
    assert focused
    focused.clearFocus()
    QTest.keyClick(asked, Qt.Key.Key_Return)
    assert asked.place == SECOND


def test_what_was_found_says_what_follows_and_how_it_went_since(window: MainWindow) -> None:
    before = CheckResult("thomas", MuscleGroup.FRONT, Side.LEFT, Grade.EASY)
    window._stores.checks.add(CheckRecord("c", datetime(2026, 1, 5, 9, tzinfo=UTC), (before,)))
    page, asked = begun(window)
    while asked.place:
        asked.skip()
    assert "Front of the hip, left: tight, tighter" in asked.map.words()
    assert "Suggested routine" in said(asked)
    assert "Front of the hip: tight on the left" in said(asked).splitlines()
    assert "Compared with" in said(asked)
    asked.keep_button.click()
    assert page.suggestion
    assert page.suggestion.items == suggestion_of(asked), "the one that was shown"


def test_what_is_suggested_is_told_from_tight_to_easy(window: MainWindow) -> None:
    _, asked = begun(window)
    for grade in (Grade.EASY, Grade.EASY, Grade.A_BIT_TIGHT, Grade.A_BIT_TIGHT, Grade.TIGHT):
        asked.answer(grade)
    while asked.place:
        asked.answer(Grade.EASY)
    reasons = [line for line in said(asked).splitlines() if ": " in line]
    words = ("tight on", "a bit tight on", "goes easily", "for strength")
    turns = [next(at for at, one in enumerate(words) if f": {one}" in line) for line in reasons]
    assert turns == sorted(turns)
    assert len(set(turns)) > 2
    tight = [line.split(":")[0] for line in reasons if ": tight on" in line]
    assert list(dict.fromkeys(tight)) == ["Front of the hip", "Outer hip"]


def test_nothing_is_suggested_while_that_has_to_wait(window: MainWindow) -> None:
    _, asked = begun(window)
    window._stores.settings.change(conditions=(Condition.RECENT_SURGERY,))
    while asked.place:
        asked.skip()
    assert "Suggested routine" not in said(asked)
    assert "Compared with" not in said(asked)


@pytest.mark.parametrize("step", ["before", "asking", "after"])
def test_every_step_begins_at_the_same_place(window: MainWindow, step: str) -> None:
    check(window, step)
    page = window.page
    assert isinstance(page, PlanPage)
    assert page.check_page
    QApplication.processEvents()
    (title,) = [
        one
        for one in page.check_page.findChildren(QLabel)
        if one.isVisible() and one.property("role") == "title"
    ]
    assert title.mapTo(window, QPoint()).x() == window._bar._title.mapTo(window, QPoint()).x()


def shown(window: MainWindow, step: str, size: tuple[int, int]) -> CheckPage:
    """A step of the check in a window of this size, with the look."""
    window.resize(*size)
    check(window, step)
    QApplication.processEvents()
    page = window.page
    assert isinstance(page, PlanPage)
    assert page.check_page
    return page.check_page


def whole(widget: QWidget) -> bool:
    return bool(widget.visibleRegion().boundingRect().size() == widget.size())


LARGE, SMALL = (1366, 768), (720, 480)


def test_the_ways_on_stand_in_the_card_or_as_a_bar_in_view(qtbot: QtBot, looked: MainWindow) -> None:
    asked = shown(looked, "before", LARGE)
    row = asked._overview._above._row
    assert not row.isVisible()
    qtbot.waitUntil(lambda: whole(asked.begin_button), timeout=2000)
    looked.resize(*SMALL)
    QApplication.processEvents()
    assert row.isAncestorOf(asked.begin_button)
    assert row.property("surface") == "bar"
    assert whole(asked.begin_button)
    assert asked.begin_button.hasFocus()
    assert "Never push. Anything that hurts, tingles or pinches: stop and skip it." in [
        one.text() for one in asked.findChildren(QLabel) if one.isVisible() and whole(one)
    ]
    tops = {one.mapTo(asked, QPoint()).y() for one in asked._overview.pictures.pictures}
    assert len(tops) == 1, "all in a row"


@pytest.mark.parametrize("step", ["before", "after"])
def test_the_pictures_fill_the_page_below_the_words(qtbot: QtBot, looked: MainWindow, step: str) -> None:
    asked = shown(looked, step, LARGE)
    cards = asked._overview.pictures.cards
    assert len({one.mapTo(asked, QPoint()).y() for one in cards}) == 1, "all in a row"
    assert all(map(whole, cards))
    (head,) = [one for one in asked.findChildren(QPushButton) if one.text() == "← Your plan" and whole(one)]

    def filled() -> bool:
        end = cards[-1].mapTo(asked, QPoint(cards[-1].width(), cards[-1].height()))
        return end.x() > 0.9 * asked.width() and 0.75 * asked.height() < end.y() < asked.height()

    qtbot.waitUntil(filled, timeout=2000)
    looked.resize(*SMALL)
    QApplication.processEvents()
    assert whole(head)
    assert asked._overview._above._row.isVisible() == (step == "before")
    assert whole(asked.begin_button if step == "before" else asked.leave_button)


def test_both_columns_of_words_are_about_as_high(qtbot: QtBot, looked: MainWindow) -> None:
    asked = shown(looked, "before", LARGE)
    words = {one.text(): one for one in asked._overview._beside.findChildren(QLabel)}
    (last,) = [one for said, one in words.items() if said.startswith("The three grades")]

    def ends() -> list[int]:
        return [one.mapTo(asked, QPoint(0, one.height())).y() for one in (asked.begin_button, last)]

    qtbot.waitUntil(lambda: abs(ends()[0] - ends()[1]) < 40, timeout=2000)


def test_a_picture_begins_with_what_it_shows(window: MainWindow) -> None:
    check(window, "before")
    page = window.page
    assert isinstance(page, PlanPage)
    asked = page.check_page
    assert asked
    inner = asked._overview.pictures.cards[-1]
    assert inner.accessibleName() == "Inner hip: Knees fall out, soles together"
    inner.click()
    assert asked.place == (MuscleGroup.INNER, Side.LEFT)
    assert len(asked.places) == 8, "the others come after it"
    for _ in range(2):
        asked.skip()
    assert asked.place == (MuscleGroup.FRONT, Side.LEFT)
    asked.begin()
    assert asked.places[0] == asked.place == (MuscleGroup.FRONT, Side.LEFT)


def test_where_all_was_skipped_a_picture_asks_for_what_it_shows_alone(window: MainWindow) -> None:
    check(window, "after")
    page = window.page
    assert isinstance(page, PlanPage)
    asked = page.check_page
    assert asked
    asked._overview.pictures.cards[2].click()
    assert asked.places == [(MuscleGroup.OUTER, Side.LEFT), (MuscleGroup.OUTER, Side.RIGHT)]
    asked.answer(Grade.TIGHT)
    asked.answer(Grade.EASY)
    assert asked.map.isVisible()
    asked.keep()
    asked.open()
    assert len(asked.places) == 8


def test_in_a_low_window_all_steps_are_in_view_and_when_to_skip_them(
    qtbot: QtBot, looked: MainWindow
) -> None:
    asked = shown(looked, "asking", SMALL)
    assert all(whole(line) for line in asked._steps.findChildren(QLabel))
    assert whole(asked._picture)
    mind = asked._mind
    assert mind.text().startswith("Skip it without a firm bed")
    two_lines = 2 * mind.fontMetrics().height()
    qtbot.waitUntil(lambda: mind.visibleRegion().boundingRect().height() >= two_lines)


def test_ways_that_fit_into_no_line_stand_below_the_words(qtbot: QtBot, large: MainWindow) -> None:
    asked = shown(large, "asking", (1366, 900))

    def top(one: QWidget) -> int:
        return one.mapTo(asked, QPoint()).y()

    assert all(top(one) < top(asked._title) for one in asked._ways)
    asked._back.setEnabled(True)
    asked._back.setFocus()
    large.resize(*SMALL)
    qtbot.waitUntil(lambda: top(asked.sources) < top(asked._back) < top(asked._grade_buttons[Grade.EASY]))
    assert asked._back.hasFocus()
    large.resize(1366, 900)
    qtbot.waitUntil(lambda: all(top(one) < top(asked._title) for one in asked._ways))


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_the_warning_stands_just_before_one_begins_and_first_where_begin_is_always_in_view(
    looked: MainWindow, size: tuple[int, int]
) -> None:
    asked = shown(looked, "before", size)
    card = asked._overview._beside.parentWidget()
    assert card
    shown_there = [one for one in card.findChildren(QLabel) if one.isVisible()]
    parts = ["One simple look", "You need a firm bed", "Warm up first", "Never push."]
    begins = parts if size == LARGE else [parts[-1], *parts[:-1]]  # Begin is in view at once there
    said_there = [one for begin in begins for one in shown_there if one.text().startswith(begin)]
    places = [one.mapTo(asked, QPoint()) for one in said_there]
    assert len(places) == len(begins)
    assert places == sorted(places, key=lambda at: (at.x() if size == LARGE else 0, at.y())), "as one reads"
    assert [one for one in shown_there if one in said_there] == said_there, "and as it is read aloud"
    warning, at = said_there[begins.index(parts[-1])], asked.begin_button.mapTo(asked, QPoint())
    end = warning.mapTo(asked, QPoint(0, warning.height()))
    assert at.y() > end.y()
    if size == LARGE:
        assert at.y() < end.y() + 40
        assert abs(at.x() - end.x()) < 4
    else:
        (grades,) = (one for one in shown_there if one.text().startswith("The three grades"))
        assert grades.mapTo(asked, QPoint()).y() > end.y(), "the warning is in view before it"


def test_answers_are_as_high_as_their_words_in_a_large_window(qtbot: QtBot, looked: MainWindow) -> None:
    asked = shown(looked, "asking", (1920, 1080))
    answers = asked._grade_buttons.values()

    def fits() -> bool:
        highest = max(one.heightForWidth(one.width()) for one in answers)
        return {one.height() for one in answers} == {highest}

    qtbot.waitUntil(fits)


def test_in_a_low_window_the_suggestion_begins_in_view(looked: MainWindow) -> None:
    looked.resize(*SMALL)
    _, asked = begun(looked)
    while asked.place:
        asked.skip()
    QApplication.processEvents()
    (heading,) = [one for one in asked.findChildren(QLabel) if one.text() == "Suggested routine"]
    assert whole(heading)
