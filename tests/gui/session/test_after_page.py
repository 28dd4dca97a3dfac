"""After a session: feelings, a note, what was done."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core import timeline as timelines
from hipstretch.core.exercise import Side
from hipstretch.core.outcome import Outcome, PhaseResult
from hipstretch.core.record import (
    MAX_NOTE,
    ExerciseRecord,
    Feeling,
    SessionRecord,
    exercise_records,
    session_outcome,
)
from hipstretch.core.settings import Settings, Theme
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.paths import resolve
from hipstretch.qt.stores import Stores
from hipstretch.ui.session.after_page import AfterPage
from hipstretch.ui.session.done_card import done_lines
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.day_dots import DaysCard
from hipstretch.ui.widgets.pictures import Picture, PictureCache
from tests.fakes import FakeClock, exercise, routine
from tests.gui.asking import answer, nothing_is_open

ROUTINE, EXERCISES = routine(exercise("lunge"), exercise("cobra"))


def record(eased: bool = False) -> SessionRecord:
    plan = timelines.build(ROUTINE, EXERCISES, Settings())
    results = {p.key: PhaseResult(Outcome.DONE, p.planned_s) for p in plan}
    if eased:
        results = {k: r if k.entry == 0 else PhaseResult(Outcome.EASED, 0.0) for k, r in results.items()}
    exercises = exercise_records(plan, results)
    now = FakeClock().wall()
    return SessionRecord(
        "a", now, now, "test", session_outcome(exercises), 120.0, exercises, "0", Feeling(hip_left=1, back=2)
    )


@pytest.fixture(scope="module", autouse=True)
def _usual_look(qapp: QApplication) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


@pytest.fixture
def stores(tmp_path: Path, qapp: QApplication) -> Stores:
    made = Stores.open(resolve(tmp_path), Catalogue(EXERCISES, {"test": ROUTINE}, (), {}))
    made.history.add(record())
    return made


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, stores: Stores) -> AfterPage:
    theme.apply(qapp, Settings(theme=Theme.LIGHT))
    made = AfterPage(stores, PictureCache())
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    made.show_record(record())
    made.setFocus()
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


def words(page: AfterPage) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel))


def test_what_was_done_is_said_side_by_side(page: AfterPage) -> None:
    assert "Well done." in words(page)
    assert "Lunge\nleft side\n2 × 20 s\ndone\nright side\n2 × 20 s\ndone" in words(page)
    assert "before: 1" in words(page)


def test_the_week_is_seen_with_this_session_in_it(
    page: AfterPage, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(stores.settings), "today", lambda _: record().started_at.date())
    page.show_record(record())
    (week,) = page.findChildren(DaysCard)
    assert "1 day, 2 min of work" in [one.text() for one in week.findChildren(QLabel)]
    assert week.dots.accessibleDescription().endswith("2 min")


def test_who_wants_to_do_more_keeps_what_was_said(
    page: AfterPage, saved: list[SessionRecord], qtbot: QtBot
) -> None:
    page._note.setPlainText("good")
    more = next(one for one in page.findChildren(QPushButton) if one.text() == "Do more")
    with qtbot.waitSignal(page.more):
        more.click()
    assert [one.note for one in saved] == ["good"]
    assert nothing_is_open()


def test_a_short_hold_is_said_as_in_history(page: AfterPage) -> None:
    short = replace(record().exercises[0].sets[0], done_s=3.1, done_reps=0)
    page.show_record(replace(record(), exercises=(ExerciseRecord("lunge", (short,)),)))
    assert "left side\n3 s of 40 s\n" in words(page)


def test_easing_off_is_said_kindly(page: AfterPage) -> None:
    page.show_record(record(eased=True))
    assert "That counts too." in words(page)
    assert "eased off, and that was right" in words(page)
    lines, _ = done_lines(record(eased=True).exercises[1])
    assert {how for _, _, how in lines} == {"in part"}, "each line says how it ended"


def test_enter_saves_feelings_and_note(qtbot: QtBot, page: AfterPage, stores: Stores) -> None:
    page._form.scales["back"].set_value(1)
    page._note.setPlainText("  Better than Monday. ")
    with qtbot.waitSignal(page.finished):
        QTest.keyClick(page, Qt.Key.Key_Return)
    (kept,) = stores.history.recent
    assert (kept.feeling_after, kept.note) == (Feeling(back=1), "Better than Monday.")


def test_enter_in_the_note_is_a_new_line_and_ctrl_enter_saves(
    qtbot: QtBot, page: AfterPage, stores: Stores
) -> None:
    QTest.keyClicks(page._note, "One")
    QTest.keyClick(page._note, Qt.Key.Key_Return)
    QTest.keyClicks(page._note, "two")
    with qtbot.waitSignal(page.finished):
        QTest.keyClick(page._note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stores.history.recent[0].note == "One\ntwo"


def test_escape_leaves_the_record_as_it_is(qtbot: QtBot, page: AfterPage, saved: list[SessionRecord]) -> None:
    with qtbot.waitSignal(page.finished):
        QTest.keyClick(page, Qt.Key.Key_Escape)
    page.hide()
    assert saved == []


@pytest.mark.parametrize(
    ("word", "note", "leaves"),
    [("Keep", "Better.", True), ("Throw away", "", True), ("Go on here", "", False)],
)
def test_leaving_asks_if_something_would_be_lost(
    qtbot: QtBot, page: AfterPage, stores: Stores, word: str, note: str, leaves: bool
) -> None:
    finished: list[bool] = []
    page.finished.connect(lambda: finished.append(True))
    page._note.setPlainText("Better.")
    page._form.scales["back"].set_value(9)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not finished
    answer(word)
    assert nothing_is_open()
    assert stores.history.recent[0].note == note
    assert bool(finished) is leaves
    if leaves:
        page.hide()
        assert stores.history.recent[0].note == note
    else:
        assert page._note.note() == "Better."


def test_what_is_said_is_kept_while_it_is_said(page: AfterPage, stores: Stores) -> None:
    QTest.keyClicks(page._note, "Better")
    QTest.keyClick(page._form.scales["back"].stop, Qt.Key.Key_2)
    assert page._soon.isActive()
    page._soon.timeout.emit()
    (kept,) = stores.history.recent
    assert (kept.note, kept.feeling_after) == ("Better", Feeling(back=2))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    answer("Throw away")
    (kept,) = stores.history.recent
    assert (kept.note, kept.feeling_after) == ("", None)


def test_a_letter_of_the_note_answers_no_question(page: AfterPage, stores: Stores) -> None:
    page.show_record(record(), in_question=True)
    page._note.setFocus()
    QTest.keyClicks(page._note, "xk")
    assert page._question.isVisible()
    assert page._note.note() == "xk"
    assert len(stores.history.recent) == 1


def test_the_warning_moves_nothing_that_somebody_is_about_to_press(page: AfterPage) -> None:
    page.resize(1024, 700)

    def places() -> list[QPoint]:
        for _ in range(5):  # layouts of wrapped text settle one after the other
            QApplication.processEvents()
        return [one.mapTo(page, QPoint()) for one in (page._note, *page._form.scales.values())]

    before = places()
    QTest.keyClick(page._form.scales["hip_left"].stop, Qt.Key.Key_9)
    assert places() == before
    assert page._advice.isVisible()
    assert page._advice.mapTo(page, QPoint()).y() + page._advice.height() <= page._area.height(), (
        "seen at once"
    )


@pytest.mark.parametrize("how", ["hidden", "next"])
def test_what_was_said_is_kept_when_anything_takes_the_place_of_the_page(
    page: AfterPage, stores: Stores, saved: list[SessionRecord], how: str
) -> None:
    page._note.setPlainText("Better.")
    page._form.scales["back"].set_value(2)
    if how == "hidden":  # by another session, which another start began, or with the window
        page.hide()
        page.show()
        page.hide()
    else:
        page.show_record(replace(record(), id="next"))
    assert [(one.id, one.note, one.feeling_after) for one in saved] == [("a", "Better.", Feeling(back=2))]


def test_a_note_that_is_shown_otherwise_than_it_is_kept_is_not_changed_by_looking(
    page: AfterPage, saved: list[SessionRecord]
) -> None:
    for note in (" spaces ", "line\r\nline", "\u2029", "x" * (MAX_NOTE + 1)):
        page.show_record(replace(record(), note=note))
    page.hide()
    assert saved == []


def test_a_space_too_many_at_the_end_of_a_session_does_nothing(
    page: AfterPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hipstretch.ui.widgets.page.SETTLE_MS", 60_000)
    page.settle()
    assert page._form.scales["hip_left"].stop.hasFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_5):
        QTest.keyClick(page._form.scales["hip_left"].stop, key)
    assert page._form.feeling() is None
    assert page.isVisible()


def test_two_points_more_or_five_bring_advice_that_does_not_diagnose(qtbot: QtBot, page: AfterPage) -> None:
    assert not page._advice.isVisible()
    QTest.keyClick(page._form.scales["hip_left"].stop, Qt.Key.Key_3)
    assert page._advice.isVisible()
    assert page._advice.words.text().startswith("Left hip: ")
    assert "physiotherapist" in page._advice.words.text()
    QTest.keyClick(page._form.scales["hip_left"].stop, Qt.Key.Key_2)
    assert not page._advice.isVisible()


def test_a_note_has_an_end(page: AfterPage) -> None:
    page._note.setPlainText("x" * (MAX_NOTE + 5))
    assert len(page._note.toPlainText()) == MAX_NOTE


def test_what_is_not_in_the_catalogue_any_more_is_shown_by_its_id(page: AfterPage) -> None:
    old = replace(record(), routine="gone", exercises=(replace(record().exercises[0], id="old-one"),))
    page.show_record(old)
    assert "old-one" in words(page)
    assert "gone · 2 min of work" in words(page)


def test_three_or_four_say_to_ease_off(page: AfterPage) -> None:
    QTest.keyClick(page._form.scales["back"].stop, Qt.Key.Key_3)
    assert page._advice.words.text().startswith("Back: at 3 or more, ease off next time: go less far")


def test_the_third_time_in_a_row_a_clinician_is_suggested(page: AfterPage, stores: Stores) -> None:
    for n in (1, 2):
        stores.history.add(replace(record(), id=f"before{n}", feeling_after=Feeling(back=6)))
        QTest.keyClick(page._form.scales["back"].stop, Qt.Key(Qt.Key.Key_5 + n))
        first = page._advice.words.text().split(".")[0]
        assert first.startswith("It was too much after the sessions before") is (n == 2)


@pytest.fixture
def third(page: AfterPage, stores: Stores) -> AfterPage:
    """The page after the third comfortable session in a row."""
    for number in (1, 2):
        stores.history.add(replace(record(), id=str(number)))
    page.show_record(record())
    return page


def test_after_a_while_a_little_more_is_offered_and_can_be_undone(third: AfterPage, stores: Stores) -> None:
    assert third._offer.isVisible()
    assert "Lunge has gone well for a while." in third._offer_text.text()
    third._accept.setFocus()
    QTest.keyClick(third._accept, Qt.Key.Key_Return)
    assert stores.settings.current.override("lunge").hold_s == 25
    assert "from the next session on" in third._offer_text.text()
    third._refuse.click()
    assert stores.settings.current.override("lunge").empty
    assert not third._offer.isVisible()


def test_an_offer_can_be_refused_and_is_not_made_again_for_that_session(
    third: AfterPage, stores: Stores
) -> None:
    third._refuse.click()
    assert not third._offer.isVisible()
    third._form.scales["back"].set_value(1)
    third._form.changed.emit()
    assert not third._offer.isVisible()
    assert stores.settings.current.override("lunge").empty


def test_nothing_more_is_offered_when_it_was_too_much(third: AfterPage, page: AfterPage) -> None:
    third._form.scales["back"].set_value(6)
    third._form.changed.emit()
    assert not third._offer.isVisible()
    assert third._advice.isVisible()


def test_the_first_session_offers_nothing(page: AfterPage) -> None:
    assert not page._offer.isVisible()


def test_the_whole_warning_is_seen_at_once(qtbot: QtBot, page: AfterPage) -> None:
    page.resize(1366, 768)
    QApplication.processEvents()
    page._form.show_feeling(Feeling(0, 0, 6), before=Feeling(0, 0, 0))
    page._form.changed.emit()

    def is_seen() -> bool:
        text = page._advice.words
        end = page._advice.mapTo(page, QPoint()).y() + page._advice.height()
        return text.heightForWidth(text.width()) <= text.height() and end <= page._area.height()

    qtbot.waitUntil(is_seen)


def test_in_a_low_window_advice_stands_below_the_numbers_and_covers_nothing(
    qtbot: QtBot, page: AfterPage, qapp: QApplication
) -> None:
    theme.apply(qapp, replace(Settings(), text_size=200))
    page.resize(720, 480)
    page._form.show_feeling(Feeling(0, 0, 6), before=Feeling(0, 0, 0))
    page._form.changed.emit()
    assert page._feeling.indexOf(page._advice) == page._feeling.indexOf(page._form) + 1
    qtbot.waitUntil(lambda: page._form.mapTo(page, QPoint()).y() < page._area.height() - 20)
    theme.apply(qapp, Settings())


@pytest.mark.parametrize(("width", "columns"), [(720, 1), (1024, 2), (1366, 2), (1920, 2), (3440, 2)])
def test_the_cards_lie_beside_each_other_and_begin_where_the_buttons_begin(
    page: AfterPage, width: int, columns: int
) -> None:
    page.resize(1366, 768)
    size = page._save.sizeHint()
    page.resize(width, 768)
    for _ in range(5):  # layouts of wrapped text settle one after the other
        QApplication.processEvents()
    cards = (page._feeling_card, page._week, page._done_card)
    left = [one.mapTo(page, QPoint()).x() for one in cards]
    right = max(one.mapTo(page, QPoint(one.width(), 0)).x() for one in cards)
    assert len(set(left)) == columns
    assert page._title.mapTo(page, QPoint()).x() == page._save.mapTo(page, QPoint()).x() == min(left)
    assert abs(min(left) - (page.width() - right)) <= 1, "as wide as every page"
    assert page._save.sizeHint() == size, "nothing of it grows, so that no word outgrows its button"
    numbers = page._form.scales["back"]
    assert numbers.width() <= 620, "a number stays near its words"


@pytest.mark.parametrize(
    ("size", "beside"),
    [
        ((1366, 560), True),
        ((1024, 600), True),
        ((1366, 900), False),
        ((720, 480), False),
        ((720, 700), False),
    ],
)
def test_advice_moves_nothing_of_the_form_in_a_window_of_any_size(
    qtbot: QtBot, page: AfterPage, size: tuple[int, int], beside: bool
) -> None:
    page.resize(*size)

    def places() -> list[QPoint]:
        for _ in range(8):  # layouts of wrapped text settle one after the other
            QApplication.processEvents()
        return [one.mapTo(page, QPoint()) for one in (page._note, *page._form.scales.values(), page._save)]

    before = places()
    page._form.scales["back"].set_value(6)
    page._form.changed.emit()
    assert places() == before
    assert (page._advice.parentWidget() is page._beside) is beside
    page.resize(1366, 900)
    qtbot.waitUntil(lambda: page._advice.parentWidget() is page._feeling_card)
    assert page._advice.isVisible()


def test_nobody_leaves_a_small_window_without_having_seen_the_advice(qtbot: QtBot, page: AfterPage) -> None:
    page.resize(720, 480)
    for _ in range(8):
        QApplication.processEvents()
    page._form.scales["back"].set_value(6)
    page._form.changed.emit()
    for _ in range(8):
        QApplication.processEvents()
    with qtbot.assertNotEmitted(page.finished):
        page._save.click()
    assert page._advice.mapTo(page, QPoint(0, page._advice.height())).y() <= page._area.height()
    with qtbot.waitSignal(page.finished):
        page._save.click()


def test_letters_answer_whether_to_keep_only_from_the_buttons_of_that_question(
    page: AfterPage, stores: Stores
) -> None:
    page.show_record(record(), in_question=True)
    page.setFocus()
    assert page._keep_button.hasFocus(), "it is asked first"
    QTest.mouseClick(page._feeling_card, Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.focusWidget() or page, "kx")
    assert page._question.isVisible()
    assert len(stores.history.recent) == 1
    page._keep_button.setFocus()
    QTest.keyClick(page._keep_button, Qt.Key.Key_K)
    assert not page._question.isVisible()
    assert page._form.scales["hip_left"].stop.hasFocus(), "it is asked next"


def test_what_is_not_decided_is_not_called_kept(page: AfterPage) -> None:
    page.show_record(record(), in_question=True)
    assert not page._kept.isVisible()
    assert (page._save.text(), page._save.key) == ("Close", ""), "Enter is the answer to the question"
    page._keep_button.click()
    assert page._kept.isVisible()
    assert page._save.key == "Enter"
    page._note.setPlainText("Better.")
    assert not page._kept.isVisible()


def test_tab_goes_from_the_question_over_the_form_to_the_bar(page: AfterPage) -> None:
    page.show_record(record(), in_question=True, can_go_on=True)
    page.setFocus()
    order: list[QWidget] = []
    one = page._keep_button.nextInFocusChain()
    while one and one is not page._keep_button:
        order.append(one)
        one = one.nextInFocusChain()
    wanted = (page._form.scales["back"].stop, page._note, page._more, page._save, page.back_button)
    places = [order.index(one) for one in wanted]
    assert places == sorted(places)


def test_a_card_ends_with_what_is_in_it(page: AfterPage) -> None:
    page.resize(1366, 768)
    page.show_record(replace(record(), exercises=record().exercises[:1]))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for _ in range(5):
        QApplication.processEvents()
    (last,) = (one for one in page._done_card.findChildren(Picture) if one.isVisible())
    below = page._done_card.height() - last.mapTo(page._done_card, QPoint(0, last.height())).y()
    assert below < 40


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            Feeling(6, 2, 4),
            Feeling(4, 0, 3),
            "Left hip: better than before.\nRight hip: better than before.\nLeft hip, Back: at 3 or more, ease off",
        ),
        (Feeling(1, 3, 4), Feeling(1, 3, 4), "Right hip, Back: at 3 or more, ease off next time:"),
        (Feeling(4, 0, 0), Feeling(3, 0, 0), "Left hip: at 3 or more, ease off next time:"),
        (
            Feeling(1, 1, 6),
            Feeling(1, 1, 3),
            "Back: better than before.\nBack: at 3 or more, ease off next time:",
        ),
        (
            Feeling(8, 1, 5),
            Feeling(5, 0, 5),
            "Left hip: better than before.\nRight hip: better than before.\nLeft hip, Back: still high.",
        ),
        (
            Feeling(8, 1, 3),
            Feeling(5, 0, 5),
            "Left hip: better than before.\nRight hip: better than before.\nLeft hip, Back: that is more",
        ),
    ],
)
def test_every_place_that_is_better_is_named_first_and_what_to_do_is_said_once(
    page: AfterPage, before: Feeling, after: Feeling, said: str
) -> None:
    page._record = replace(record(), feeling_before=before)
    page._form.show_feeling(after, before=before)
    page._form.changed.emit()
    said_of_better = [page._advice.better.text()] if page._advice.better.isVisible() else []
    text = "\n".join((*said_of_better, page._advice.words.text()))
    assert text.startswith(said)
    assert text.count("next time") == 1
    framed = page._advice.words.parentWidget()
    assert framed
    assert framed.property("surface") == "notice"
    if said_of_better:
        end = page._advice.better.mapTo(page, QPoint(0, page._advice.better.height())).y()
        assert end <= framed.mapTo(page, QPoint()).y(), "good news is no warning"
        assert page._advice.better.property("role") == "body"


def test_who_should_ease_off_or_leave_it_at_this_is_not_asked_to_do_more(page: AfterPage) -> None:
    assert page._more.isVisible()
    QTest.keyClick(page._form.scales["back"].stop, Qt.Key.Key_9)
    assert "Leave it at this for today" in page._advice.words.text()
    assert not page._more.isVisible()
    QTest.keyClick(page._form.scales["back"].stop, Qt.Key.Key_3)
    assert "ease off" in page._advice.words.text()
    assert not page._more.isVisible()
    QTest.keyClick(page._form.scales["back"].stop, Qt.Key.Key_2)
    assert page._more.isVisible()


def test_there_is_one_button_until_there_is_something_to_save(qtbot: QtBot, page: AfterPage) -> None:
    def shown() -> list[tuple[str, str]]:
        return [(one.text(), one.key) for one in (page._save, page._leave) if one.isVisible()]

    assert shown() == [("Close", "Enter")]
    page._note.setPlainText("Better.")
    said = [("Save", "Enter, in the note Ctrl+Enter"), ("Close without these answers", "Esc")]
    assert shown() == said
    page._soon.timeout.emit()
    assert shown() == said, "what is kept meanwhile can still be thrown away"
    page._note.setPlainText("")
    assert shown() == [("Close", "Enter")]
    with qtbot.waitSignal(page.finished):
        page._save.click()
    assert nothing_is_open()


def test_a_key_that_is_longer_than_the_words_has_room_beside_it(qtbot: QtBot, page: AfterPage) -> None:
    page.resize(1366, 768)
    page._note.setPlainText("Better.")
    wide = QFontMetricsF(page._save._key_font(page._save.text_px)).horizontalAdvance(page._save.key)
    qtbot.waitUntil(lambda: page._save.width() - wide >= 32)


def test_the_whole_warning_is_seen_in_a_small_window(qtbot: QtBot, page: AfterPage) -> None:
    page.resize(720, 480)
    page._form.show_feeling(Feeling(0, 0, 6), before=Feeling(0, 0, 0))
    page._form.changed.emit()
    qtbot.waitUntil(
        lambda: page._advice.mapTo(page, QPoint(0, page._advice.height())).y() < page._area.height()
    )


def test_how_each_set_ended_begins_at_the_same_place_in_every_exercise(page: AfterPage) -> None:
    page.resize(1200, 768)
    first = record().exercises[0]
    short = replace(first.sets[0], done_s=8.0, done_reps=0, outcome=Outcome.SKIPPED)
    whole = replace(first.sets[0], planned_reps=1, planned_s=30.0, done_s=30.0, done_reps=1, side=Side.BOTH)
    page.show_record(
        replace(
            record(), exercises=(first, ExerciseRecord("lunge", (short,)), ExerciseRecord("cobra", (whole,)))
        )
    )
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for _ in range(5):
        QApplication.processEvents()
    labels = page._done_card.findChildren(QLabel)
    ends = [one for one in labels if one.text() in ("done", "in part")]
    assert {one.text() for one in ends} == {"done", "in part"}
    assert len({one.mapTo(page, QPoint()).x() for one in ends}) == 1
    said = [one.text() for one in labels]
    assert "8 s of 40 s" in said
    assert "30 s" in said, "what is whole is said once"


def test_eight_exercises_are_seen_as_a_whole_in_a_usual_window(page: AfterPage) -> None:
    page.resize(1366, 768)
    base = record(eased=True)
    lunge, cobra = base.exercises
    page.show_record(replace(base, exercises=(lunge, cobra) * 2 + (lunge,) * 4))
    QApplication.processEvents()
    QApplication.processEvents()
    assert page._area.verticalScrollBar().maximum() == 0


def test_many_exercises_stand_in_two_columns_with_the_week_below_them_in_a_wide_window(
    page: AfterPage, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(stores.settings), "today", lambda _: record().started_at.date())
    base = record()
    page.show_record(replace(base, exercises=base.exercises * 4))
    for width, beside in ((1366, True), (1200, False)):
        page.resize(width, 768)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        for _ in range(8):  # layouts of wrapped text settle one after the other
            QApplication.processEvents()
        places = [
            one.mapTo(page, QPoint()) for one in page._done_card.findChildren(Picture) if one.isVisible()
        ]
        assert len(places) == 8
        assert len({at.x() for at in places}) == (2 if beside else 1)
        assert (places[4].y() == places[0].y()) is beside, "the first half is read before the second"
        assert page._week.dose
        dots, dose = (one.mapTo(page._week, QPoint()) for one in (page._week.dots, page._week.dose))
        assert (dose.x() > dots.x()) is beside
        week, done = (one.mapTo(page, QPoint()) for one in (page._week, page._done_card))
        assert (week.x() == done.x()) is beside
        if beside:
            assert week.y() - done.y() - page._done_card.height() == 20, "nothing is empty between them"
            ends = [one.mapTo(page, QPoint(0, one.height())).y() for one in (page._week, page._feeling_card)]
            assert abs(ends[0] - ends[1]) < 200
