"""Settings apply at once, and say what they change."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt, QTime
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from hipstretch import translation
from hipstretch.core.exercise import MuscleGroup, Side
from hipstretch.core.person import Person
from hipstretch.core.settings import (
    BOUNDS,
    DosageOverride,
    RepMode,
    Settings,
    SideOrder,
    SoundPlayer,
    SoundTheme,
    Theme,
    VoiceAmount,
)
from hipstretch.core.timeline import Cue
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.paths import resolve
from hipstretch.qt import wording
from hipstretch.qt.sound.output import Output
from hipstretch.qt.sound.protocol import CuePlayer
from hipstretch.qt.speech.voice import Voice
from hipstretch.qt.stores import Stores
from hipstretch.ui.settings.hold_rows import AT_ONCE, ExerciseRow, GroupSection
from hipstretch.ui.settings.page import SettingsPage
from hipstretch.ui.settings.rows import SettingsRows
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.inputs import HourField
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.thumbnail import Thumbnail
from tests.fakes import FakeOutput, FakePlayer, FakeVoice, exercise, routine
from tests.unit.core.test_progress import did, held

ROUTINE, EXERCISES = routine(exercise("lunge"), replace(exercise("cobra"), group=MuscleGroup.BACK))


@pytest.fixture
def stores(tmp_path: Path, qapp: QApplication) -> Stores:
    return Stores.open(resolve(tmp_path), Catalogue(EXERCISES, {"test": ROUTINE}, (), {}))


@pytest.fixture
def player() -> FakePlayer:
    return FakePlayer()


@pytest.fixture
def voice() -> FakeVoice:
    return FakeVoice()


@pytest.fixture
def output() -> FakeOutput:
    return FakeOutput(Output("Speakers", 40, muted=False))


@pytest.fixture
def page(
    qtbot: QtBot, stores: Stores, player: FakePlayer, voice: FakeVoice, output: FakeOutput
) -> SettingsPage:
    made = SettingsPage(
        stores,
        lambda: cast("CuePlayer", player),
        lambda: cast("Voice", voice),
        PictureCache(),
        output,
    )
    qtbot.addWidget(made)
    made.resize(1024, 540)
    made.show()
    return made


def test_who_shows_the_exercises_is_chosen_by_a_picture(
    qtbot: QtBot, stores: Stores, player: FakePlayer, voice: FakeVoice, output: FakeOutput
) -> None:
    people = (Person("woman", "A woman", 1), Person("man", "A man", 2))
    stores.catalogue.current = replace(stores.catalogue.current, people=people).shown_by("")
    made = SettingsPage(
        stores,
        lambda: cast("CuePlayer", player),
        lambda: cast("Voice", voice),
        PictureCache(),
        output,
    )
    qtbot.addWidget(made)
    woman, man = made.look.people.buttons
    assert [one.accessibleName() for one in (woman, man)] == ["A woman", "A man"]
    assert (woman.isChecked(), man.isChecked()) == (True, False)
    man.click()
    assert stores.settings.current.person == "man"
    assert stores.catalogue.current.person == "man"
    stores.settings.change(person="woman")
    assert (woman.isChecked(), man.isChecked()) == (True, False)
    made.resize(1366, 709)
    made.show()
    made.go_to((6, False))
    (name,) = woman.findChildren(QLabel, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert not woman._mark.geometry().intersects(name.geometry())


@pytest.fixture
def lunge(page: SettingsPage) -> ExerciseRow:
    return page.hold_lengths.groups[0].rows[0]


def wheel(field: QWidget) -> None:
    middle = QPointF(field.rect().center())
    up, none = QPoint(0, 120), Qt.MouseButton.NoButton
    scroll = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(
        middle, field.mapToGlobal(middle), QPoint(), up, none, Qt.KeyboardModifier.NoModifier, scroll, False
    )
    QApplication.sendEvent(field, event)


def test_a_hold_length_applies_at_once_and_says_what_it_changes(
    page: SettingsPage, lunge: ExerciseRow, stores: Stores
) -> None:
    assert page.hold_lengths.effect.text() == "All hold lengths are as recommended."
    lunge.fields["hold_s"].setValue(60)
    assert stores.settings.current.override("lunge") == DosageOverride(hold_s=60)
    assert page.hold_lengths.effect.text() == "Test 4 min → 6 min"
    assert "yours is more" in lunge.hints["hold_s"].text()


def test_of_many_routines_that_change_only_some_are_named(
    page: SettingsPage, lunge: ExerciseRow, stores: Stores
) -> None:
    for number in range(9):
        stores.catalogue.save_routine(replace(ROUTINE, id=f"r{number}", name=f"Evening {number}"))
    lunge.fields["hold_s"].setValue(60)
    assert page.hold_lengths.effect.text().endswith("Evening 4 4 min → 6 min   ·   and 4 more")


def test_the_recommended_number_is_no_override(lunge: ExerciseRow, stores: Stores) -> None:
    lunge.fields["reps"].setValue(3)
    assert stores.settings.current.override("lunge") == DosageOverride(reps=3)
    lunge.fields["reps"].setValue(2)
    assert stores.settings.current.exercises == {}
    assert not lunge.back.isVisible()


def test_less_than_recommended_is_marked_kindly(lunge: ExerciseRow) -> None:
    lunge.fields["hold_s"].setValue(5)
    assert lunge.hints["hold_s"].text() == "15–30 s · yours is less: fine to begin with"


def test_back_to_recommended_for_one_exercise_can_be_undone(
    qtbot: QtBot, page: SettingsPage, lunge: ExerciseRow, stores: Stores
) -> None:
    mine = {"lunge": DosageOverride(hold_s=40), "cobra": DosageOverride(hold_s=30)}
    stores.settings.change(exercises=mine)
    with qtbot.waitActive(page):
        page.activateWindow()
    lunge.back.click()
    assert stores.settings.current.exercises == {"cobra": DosageOverride(hold_s=30)}
    QTest.keyClick(page.hold_lengths.undo, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: stores.settings.current.exercises == mine)  # a key presses a button for a while
    assert lunge.fields["hold_s"].value() == 40
    assert not page.hold_lengths.undo.isVisible()


def test_all_back_to_recommended_can_be_undone(page: SettingsPage, stores: Stores) -> None:
    mine = {"lunge": DosageOverride(hold_s=40), "cobra": DosageOverride(hold_s=30)}
    stores.settings.change(exercises=mine)
    page.hold_lengths.reset_all.click()
    assert stores.settings.current.exercises == {}
    page.hold_lengths.undo.click()
    assert stores.settings.current.exercises == mine


def test_fields_keep_to_the_bounds_and_say_whose_they_are(lunge: ExerciseRow) -> None:
    field = lunge.fields["hold_s"]
    assert (field.minimum(), field.maximum()) == BOUNDS["hold_s"]
    assert field.accessibleName() == "Lunge: hold seconds"


def test_the_wheel_changes_nothing(page: SettingsPage, lunge: ExerciseRow, stores: Stores) -> None:
    before = stores.settings.current
    for field in (
        lunge.fields["hold_s"],
        page.look.choices["theme"],
        page.sound.volume,
        page.timing.numbers["prepare_s"],
    ):
        wheel(field)
    assert stores.settings.current == before


def test_the_buttons_in_a_field_step(lunge: ExerciseRow, stores: Stores) -> None:
    lunge.fields["hold_s"]._more.click()
    assert stores.settings.current.override("lunge").hold_s == 25
    lunge.fields["hold_s"]._less.click()
    lunge.fields["hold_s"]._less.click()
    assert stores.settings.current.override("lunge").hold_s == 15


def test_typing_counts_when_it_is_finished(qtbot: QtBot, lunge: ExerciseRow, stores: Stores) -> None:
    field = lunge.fields["hold_s"]
    field.selectAll()
    QTest.keyClicks(field, "45")
    assert stores.settings.current.exercises == {}
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert stores.settings.current.override("lunge").hold_s == 45


def test_every_other_setting_applies_at_once(page: SettingsPage, stores: Stores) -> None:
    page.timing.numbers["switch_s"].setValue(12)
    page.look.numbers["text_size"].setValue(150)
    page.timing.choices["side_order"].set_value("alternating")
    page.timing.choices["first_side"].set_value("right")
    page.timing.choices["rep_mode"].set_value("by_hand")
    page.timing.ticks["reading_time"].click()
    page.sound.choices["sound_theme"].set_value("wood")
    page.look.choices["theme"].set_value("dark")
    page.sound.volume.setValue(35)
    page.sound.ticks["sound"].setChecked(False)
    now = stores.settings.current
    assert (now.switch_s, now.text_size, now.volume, now.sound) == (12, 150, 35, False)
    assert (now.side_order, now.first_side) == (SideOrder.ALTERNATING, Side.RIGHT)
    assert not now.reading_time
    assert (now.rep_mode, now.sound_theme, now.theme) == (RepMode.BY_HAND, SoundTheme.WOOD, Theme.DARK)
    assert isinstance(now.text_size, int)
    assert page.sound.test.isEnabled(), "one listens before sounds are switched on"
    assert page.sound.volume.isEnabled(), "and sets how loud and of what kind they are"
    assert all(one.isEnabled() for one in page.sound.choices.values())
    assert not page.sound._check.isEnabled(), "what has no effect is dimmed"


def test_how_loud_sounds_are_has_the_width_of_every_other_field_and_listening_a_row(
    page: SettingsPage,
) -> None:
    page.resize(1366, 768)
    (tab,) = (one for one in page.findChildren(QPushButton) if one.text() == "Sound")
    tab.click()
    QApplication.processEvents()
    sound = page.sound
    loud, kind = sound._loud, sound.choices["sound_theme"]
    assert (loud.x(), loud.width()) == (kind.x(), kind.width())
    assert sound.test.mapTo(sound, QPoint()).y() > kind.mapTo(sound, QPoint(0, kind.height())).y()
    assert "The start of a hold, also while sounds are off" in [
        one.text() for one in sound.findChildren(QLabel)
    ]


def test_reminders_and_quiet_hours(page: SettingsPage, stores: Stores) -> None:
    section = page.reminders
    written = [wording.clock(datetime(2026, 1, 1, hour, tzinfo=UTC)) for hour in (21, 8)]
    assert [section.numbers[name].text() for name in ("quiet_from", "quiet_until")] == written
    assert not any(section.numbers[name].isEnabled() for name in ("quiet_from", "quiet_until"))
    section.ticks["reminders"].click()
    assert all(section.numbers[name].isEnabled() for name in ("quiet_from", "quiet_until"))
    section.numbers["quiet_until"].setValue(7)
    settings = stores.settings.current
    assert (settings.reminders, settings.quiet_from, settings.quiet_until) == (True, 21, 7)


@pytest.mark.parametrize("country", ["en_US", "de_DE", "ko_KR", "ar_EG"])
@pytest.mark.parametrize(("typed", "hour"), [("7", 7), ("19", 19), ("the time", 8), ("25", 8), ("night", 8)])
def test_an_hour_is_written_and_read_as_the_language_does(
    qtbot: QtBot, country: str, typed: str, hour: int
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(country))
    try:
        field = HourField("Quiet from", 0, 23, whole=True)
        qtbot.addWidget(field)
        field.setValue(8)
        shown = field.text()
        assert shown == QLocale().toString(QTime(8, 0), QLocale.FormatType.ShortFormat)
        field.lineEdit().setText(shown if typed == "the time" else typed)
        field.interpretText()
        assert field.value() == hour
        assert not field.being_typed
    finally:
        QLocale.setDefault(before)


def test_a_goal_and_rest_days_are_kept(page: SettingsPage, stores: Stores) -> None:
    field = page.goal.numbers["goal_days"]
    assert field.text() == "No goal"
    field.stepUp()
    field.stepUp()
    page.goal.rest_days[7].click()
    page.goal.rest_days[3].click()
    assert (stores.settings.current.goal_days, stores.settings.current.rest_days) == (2, (3, 7))
    assert page.goal.rest_days[3].accessibleName() == "Rest on Wednesday"
    page.goal.rest_days[3].click()
    assert stores.settings.current.rest_days == (7,)


def test_what_was_done_lately_stands_below_the_goal(page: SettingsPage, stores: Stores) -> None:
    page.go_to((2, False))
    assert page.goal.days.isVisible()
    stores.settings.change(goal_days=3)
    assert page.goal.days.week.text() == "This week: 0 of 3 days."
    now = stores.clock.wall()
    stores.history.add(replace(did(1, held(Side.LEFT, 60, 60)), started_at=now, ended_at=now))
    assert page.goal.days.week.text() == "This week: 1 of 3 days."
    page.go_to((0, False))
    stores.settings.change(goal_days=4)
    page.go_to((2, False))
    assert page.goal.days.week.text() == "This week: 1 of 4 days."


def test_changes_from_elsewhere_are_shown(page: SettingsPage, stores: Stores) -> None:
    stores.settings.change(prepare_s=20.0, volume=10, theme=Theme.LIGHT)
    assert page.timing.numbers["prepare_s"].value() == 20
    assert page.sound.volume.value() == 10
    assert page.look.choices["theme"].value == "light"


def test_what_plays_is_said_below_the_name_of_its_row(page: SettingsPage) -> None:
    words = page.sound.player_words
    page._tabs.button(4).click()
    QApplication.processEvents()
    (name,) = [one for one in page.sound.findChildren(QLabel) if one.text() == "Player"]
    assert words.isVisible()
    assert words.mapTo(page, QPoint()).x() == name.mapTo(page, QPoint()).x()
    assert words.mapTo(page, QPoint()).y() >= name.mapTo(page, QPoint(0, name.height())).y()


def test_the_bar_below_the_hold_lengths_is_there_before_anything_is_changed(
    page: SettingsPage, lunge: ExerciseRow
) -> None:
    held = page.hold_lengths
    assert not held.bar.isHidden()
    assert held.reset_all.isHidden()
    lunge.fields["hold_s"].setValue(45)
    assert not held.bar.isHidden()
    page._tabs.button(1).click()
    assert held.bar.isHidden()
    page._tabs.button(0).click()
    assert not held.bar.isHidden()
    held.reset_all.click()
    assert not held.bar.isHidden(), "it can be taken back"
    assert held.effect.text() == "All hold lengths are as recommended."


def test_the_title_is_left_out_below_the_tabs(page: SettingsPage, qapp: QApplication) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT, text_size=200))
    try:
        for width, shown in ((1950, True), (1024, False), (720, False), (1950, True)):
            page.resize(width, 1100)
            QApplication.processEvents()
            assert page.hold_lengths._title.isHidden() is not shown
    finally:
        theme.apply(qapp, Settings(theme=Theme.LIGHT))


def test_of_a_wide_window_the_four_numbers_of_an_exercise_take_all_the_room(
    page: SettingsPage, lunge: ExerciseRow
) -> None:
    page.resize(3440, 900)
    QApplication.processEvents()
    cell = lunge.fields["rest_s"].parentWidget()
    assert cell
    grid = cell.parentWidget()
    assert grid
    assert cell.geometry().right() == grid.width() - 1


def test_the_text_size_comes_before_the_portraits(page: SettingsPage) -> None:
    page._tabs.button(6).click()
    QApplication.processEvents()
    tops = [page.look.numbers["text_size"], page.look.choices["theme"], page.look.choices["motion"]]
    places = [one.mapTo(page.look, QPoint()).y() for one in tops]
    assert places == sorted(places)


def test_listening_plays_a_cue_and_shows_what_is_wrong(page: SettingsPage, player: FakePlayer) -> None:
    page.sound.test.click()
    assert player.played == [Cue.HOLD_START]
    assert page.sound.problem.isHidden()
    player.problem = "No sound device answers."
    page.sound._show_problem()
    assert page.sound.problem.text() == "No sound device answers."
    assert not page.sound.problem.isHidden()


def test_tab_goes_from_the_sections_into_the_one_that_is_shown(
    page: SettingsPage, lunge: ExerciseRow
) -> None:
    page.activateWindow()
    page.setFocus()
    assert page.focusWidget() is page.first
    for expected in (page.hold_lengths.groups[0].heading, lunge.fields["hold_s"], lunge.fields["reps"]):
        QTest.keyClick(page.focusWidget() or page, Qt.Key.Key_Tab)
        assert page.focusWidget() is expected


def test_a_group_is_built_when_it_is_opened(page: SettingsPage) -> None:
    closed = page.hold_lengths.groups[1]
    assert closed.rows == []
    closed.heading.click()
    assert [r.fields["hold_s"].value() for r in closed.rows] == [20]
    closed.heading.click()
    assert not closed.rows[0].isVisible()
    assert closed.heading.accessibleName() == "Back of the hip  ·  1, closed"


def test_the_columns_say_what_they_are_while_the_rows_scroll(qtbot: QtBot, many: GroupSection) -> None:
    page = many.window()
    assert isinstance(page, SettingsPage)
    page.resize(1366, 540)
    section = page.hold_lengths
    bar, scroll = section.captions, section.area.verticalScrollBar()
    row = many.rows[1]
    qtbot.waitUntil(lambda: len(row.captions_away(section.area.viewport())) == 4)
    assert bar.isHidden(), "the first row says it"
    scroll.setValue(row.mapTo(section, QPoint()).y() + row.height() // 2)
    qtbot.waitUntil(bar.isVisible)
    assert bar.mapTo(page, QPoint()) == section.area.mapTo(page, QPoint()) + QPoint(many.x() + 1, 0)
    assert [words for words, _ in bar.captions] == ["Hold", "Repetitions", "Sets", "Rest between"]
    for (_, place), field in zip(bar.captions, row.fields.values(), strict=True):
        assert bar.mapTo(page, place.topLeft()).x() == field.mapTo(page, QPoint()).x()
    assert bar.accessibleName() == "Hold, Repetitions, Sets, Rest between"
    image = bar.grab().toImage()
    middle = image.height() // 2
    drawn = {
        image.pixelColor(x, y).name() for x in range(image.width()) for y in range(middle - 5, middle + 5)
    }
    assert len(drawn) > 2, "the words are written"
    many.open(False)
    qtbot.waitUntil(bar.isHidden)


def test_where_each_row_says_what_its_numbers_are_nothing_says_it_above(
    qtbot: QtBot, many: GroupSection
) -> None:
    page = many.window()
    assert isinstance(page, SettingsPage)
    page.resize(720, 420)
    section = page.hold_lengths
    scroll = section.area.verticalScrollBar()
    scroll.setValue(600)
    QApplication.processEvents()
    section.captions.place()
    assert section.captions.isHidden()


def test_picture_and_words_stand_at_the_height_of_the_numbers(qtbot: QtBot, page: SettingsPage) -> None:
    page.resize(1366, 700)
    rows = page.hold_lengths.groups[0].rows

    def middles(row: ExerciseRow) -> list[int]:
        (picture,) = row.findChildren(Thumbnail)
        (name,) = [one for one in row.findChildren(QLabel) if one.property("role") == "strong"]
        field = row.fields["hold_s"]
        shown, named, number = (one.mapTo(row, one.rect().center()).y() for one in (picture, name, field))
        words = row.hints["hold_s"].fontMetrics().height() // 2
        return [shown - words, named, number]

    def alike() -> bool:
        return all(max(middles(row)) - min(middles(row)) <= 2 for row in rows)

    qtbot.waitUntil(alike)


def test_arrows_above_the_numbers_scroll_and_change_none(qtbot: QtBot, page: SettingsPage) -> None:
    group = page.hold_lengths.groups[0]
    page.resize(1024, 240)
    with qtbot.waitActive(page):
        page.activateWindow()
    bar = page.hold_lengths.area.verticalScrollBar()
    field = group.rows[0].fields["hold_s"]
    group.rows[0].fields["reps"].stepUp()  # with a number of one's own there is a way back, a button
    qtbot.waitUntil(lambda: bar.maximum() > 0 and group.rows[0].back.isVisible())
    before = field.value()
    for start in (page._tabs.button(0), group.heading, group.rows[0].back):
        start.setFocus()
        scrolled = bar.value()
        for _ in range(3):
            QTest.keyClick(page.focusWidget(), Qt.Key.Key_Down)
        assert isinstance(page.focusWidget(), QPushButton)
        assert field.value() == before
        assert start is page._tabs.button(0) or bar.value() > scrolled or bar.value() == bar.maximum()
    group.heading.setFocus()
    QTest.keyClick(group.heading, Qt.Key.Key_Tab)
    assert group.rows[0].isAncestorOf(page.focusWidget())


@pytest.fixture
def many(
    qtbot: QtBot, tmp_path: Path, player: FakePlayer, voice: FakeVoice, output: FakeOutput
) -> Iterator[GroupSection]:
    """The first group of someone who has two hundred exercises of their own, all in it, with long names."""
    names = [f"{number} {'long ' * 20}{'W' * 10}" for number in range(200)]
    own = {name: replace(exercise(name), text=replace(exercise().text, name=name)) for name in names}
    stores = Stores.open(resolve(tmp_path), Catalogue(own, {}, (), {}))
    made = SettingsPage(
        stores,
        lambda: cast("CuePlayer", player),
        lambda: cast("Voice", voice),
        PictureCache(),
        output,
    )
    qtbot.addWidget(made)
    made.resize(1024, 540)
    with qtbot.waitExposed(made):
        made.show()
    yield made.hold_lengths.groups[0]
    made.close()


def made(section: GroupSection) -> list[int]:
    """The numbers of the rows that are not empty."""
    return [number for number, row in enumerate(section.rows) if row._fields]


def test_of_many_exercises_only_the_first_rows_are_made_at_once(many: GroupSection) -> None:
    assert len(many.rows) == 200
    assert made(many) == list(range(AT_ONCE))
    assert many.rows[150].accessibleName().startswith("150 long")


def test_a_row_is_made_when_it_is_scrolled_to(qtbot: QtBot, many: GroupSection) -> None:
    (area,) = [one for one in many.window().findChildren(QScrollArea) if one.isAncestorOf(many)]
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(lambda: 199 in made(many))
    assert made(many)[AT_ONCE] > 150, "not those in between"


def test_tab_goes_through_rows_that_are_not_made_yet_in_both_directions(many: GroupSection) -> None:
    many.window().activateWindow()
    last = list(many.rows[AT_ONCE - 1].fields.values())[-1]
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Tab)
    following = many.rows[AT_ONCE]
    assert many.window().focusWidget() is following.fields["hold_s"]
    for field in following.fields.values():
        QTest.keyClick(field, Qt.Key.Key_Tab)
    assert many.window().focusWidget() is many.rows[AT_ONCE + 1].fields["hold_s"]
    many.rows[100].fields["hold_s"].setFocus()
    QTest.keyClick(many.rows[100].fields["hold_s"], Qt.Key.Key_Backtab)
    assert many.window().focusWidget() is many.rows[99].fields["rest_s"]


def test_what_is_being_typed_is_not_overwritten(
    page: SettingsPage, lunge: ExerciseRow, stores: Stores
) -> None:
    page.activateWindow()
    field = lunge.fields["hold_s"]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "45")
    stores.settings.change(sound=False)
    assert field.text() == "45 s"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert stores.settings.current.override("lunge").hold_s == 45
    stores.settings.change(exercises={})
    assert field.value() == 20
    goal = page.goal.numbers["goal_days"]
    goal.setFocus()
    stores.settings.change(goal_days=3)
    assert goal.value() == 3


def test_what_is_being_typed_counts_when_the_page_is_left(
    page: SettingsPage, lunge: ExerciseRow, stores: Stores
) -> None:
    field = lunge.fields["hold_s"]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "45")
    page.hide()
    assert stores.settings.current.override("lunge").hold_s == 45


def test_the_voice_is_asked_for_its_names_only_when_it_is_wanted(
    page: SettingsPage, stores: Stores, voice: FakeVoice
) -> None:
    assert page.voice.voice_name.count() == 1
    assert page.voice.test.isEnabled(), "to listen harms nobody"
    page.voice.ticks["voice"].click()
    assert stores.settings.current.voice
    assert [page.voice.voice_name.itemText(i) for i in range(3)] == ["The usual one", "Anna", "Ben"]
    page.voice.voice_name.setCurrentIndex(2)
    page.voice.voice_name.activated.emit(2)
    assert stores.settings.current.voice_name == "Ben"
    assert voice.settings.voice_name == "Ben"
    page.voice.test.click()
    assert voice.said == ["Figure four, lying. Left side. 3 times 30 seconds."]


def test_english_is_offered_where_there_is_no_voice_for_the_language(
    page: SettingsPage, stores: Stores, voice: FakeVoice
) -> None:
    page.voice.ticks["voice"].click()
    assert page.voice.english.isHidden()
    translation.use("de")
    voice.spoken = ""
    voice.changed.emit()
    assert not page.voice.english.isHidden()
    page.voice.english.box.click()
    assert stores.settings.current.voice_english
    assert voice.settings.voice_english
    voice.spoken = "en"
    page.voice.test.click()
    assert voice.said == ["Figure four, lying. Left side. 3 times 30 seconds."]


def test_how_much_and_how_fast_the_voice_speaks(page: SettingsPage, stores: Stores) -> None:
    stores.settings.change(voice=True)
    page.voice.choices["voice_amount"].set_value("steps")
    page.voice.numbers["voice_speed"].setValue(150)
    assert page.voice.volume.slider.value() == stores.settings.current.voice_volume
    page.voice.volume.slider.setValue(40)
    page.voice.ticks["voice_countdown"].click()
    found = stores.settings.current
    assert (found.voice_amount, found.voice_speed, found.voice_volume, found.voice_countdown) == (
        VoiceAmount.STEPS,
        150,
        40,
        True,
    )


def test_a_system_without_a_voice_says_so_and_changes_nothing_else(
    page: SettingsPage, stores: Stores, voice: FakeVoice
) -> None:
    voice.problem = "This system has no voice that Hipstretch can use."
    page.voice.ticks["voice"].click()
    assert not page.voice.problem.isHidden()
    assert page.voice.problem.text().startswith(voice.problem)
    voice.problem = None
    voice.changed.emit()
    assert page.voice.problem.isHidden()


@pytest.mark.parametrize("on", [True, False])
def test_the_chosen_voice_is_shown_with_its_name(
    qtbot: QtBot, stores: Stores, player: FakePlayer, voice: FakeVoice, output: FakeOutput, on: bool
) -> None:
    stores.settings.change(voice=on, voice_name="Ben")
    page = SettingsPage(
        stores,
        lambda: cast("CuePlayer", player),
        lambda: cast("Voice", voice),
        PictureCache(),
        output,
    )
    qtbot.addWidget(page)
    page.show()
    assert page.voice.voice_name.count() == 1, "nobody has to wait for it before"
    (tab,) = [b for b in page.findChildren(QPushButton) if b.text() == "Voice"]
    tab.click()
    assert page.voice.voice_name.value == "Ben"


def test_the_output_is_told_by_its_name(page: SettingsPage, stores: Stores, output: FakeOutput) -> None:
    (tab,) = [b for b in page.findChildren(QPushButton) if b.text() == "Sound"]
    tab.click()
    assert page.sound.output_words.text() == "Speakers · computer at 40 %"
    output.output = Output("Speakers", 40, muted=True)
    output.look()
    assert page.sound.output_words.text() == "Speakers is muted: no sound will be heard."
    output.output = None
    output.look()
    assert page.sound.output_words.text() == "As the system", "it is not known by its name"
    page.sound.ticks["sound_check"].click()
    assert not stores.settings.current.sound_check


def test_it_names_what_plays_where_that_is_not_what_was_chosen(
    monkeypatch: pytest.MonkeyPatch, page: SettingsPage, stores: Stores, player: FakePlayer
) -> None:
    (tab,) = [b for b in page.findChildren(QPushButton) if b.text() == "Sound"]
    words = page.sound.player_words
    tab.click()
    assert words.text() == "Another one may help if you hear nothing"
    page.sound.choices["sound_player"].set_value("qt")
    assert stores.settings.current == Settings(sound_player=SoundPlayer.QT)
    assert "counts from the next session on" in words.text()
    player.kind = SoundPlayer.QT
    page.sound.opened()
    assert words.text() == "Another one may help if you hear nothing"
    monkeypatch.setattr(page.sound, "_installed", (SoundPlayer.QT,))
    stores.settings.change(sound_player=SoundPlayer.SIMPLEAUDIO)
    page.sound.opened()
    assert words.text().startswith("You chose simpleaudio, which is not installed here: Qt Multimedia plays")
    assert stores.settings.current == Settings(sound_player=SoundPlayer.SIMPLEAUDIO)
    player.kind = None
    page.sound.opened()
    assert words.text() == "Nothing that plays sounds is installed."


def test_where_only_one_player_is_installed_there_is_no_choice(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    stores: Stores,
    player: FakePlayer,
    voice: FakeVoice,
    output: FakeOutput,
) -> None:
    monkeypatch.setitem(sys.modules, "simpleaudio", None)
    page = SettingsPage(
        stores, lambda: cast("CuePlayer", player), lambda: cast("Voice", voice), PictureCache(), output
    )
    qtbot.addWidget(page)
    player.kind = SoundPlayer.QT
    page.sound.opened()
    assert "sound_player" not in page.sound.choices
    assert page.sound.player_words.isHidden()
    assert "Player" not in [one.text() for one in page.sound.findChildren(QLabel)]
    player.kind = None
    page.sound.opened()
    assert page.sound.player_words.text() == "Nothing that plays sounds is installed."


def test_the_first_press_on_a_hold_moves_nothing(page: SettingsPage, lunge: ExerciseRow) -> None:
    field = lunge.fields["hold_s"]
    for _ in range(4):  # the rows find their heights while they are painted
        page.grab()
        QApplication.processEvents()

    def places() -> list[int]:
        below = [page.hold_lengths.groups[1].heading, *lunge.fields.values()]
        return [one.mapTo(page, QPoint()).y() for one in below]

    before = places()
    while field.value() < 60:
        field._more.click()
        QApplication.processEvents()
        assert places() == before
    assert lunge.back.isVisible()
    assert "yours is more" in lunge.hints["hold_s"].text()


def test_where_fields_stand_below_their_words_the_next_row_keeps_its_distance(qtbot: QtBot) -> None:
    rows = SettingsRows()
    qtbot.addWidget(rows)
    first, field, second, last = (QPushButton(str(number)) for number in range(4))
    rows.add(first, field)
    rows.add(second, last)
    rows.resize(900, 300)
    rows.show()
    assert first.geometry().center().y() == field.geometry().center().y()
    rows.resize(150, 300)

    def placed() -> None:
        rows.resize(150, rows.sizeHint().height())
        below = field.y() - first.geometry().bottom()
        assert second.y() - field.geometry().bottom() > 2 * below > 0

    qtbot.waitUntil(placed)  # with a look from another test rows are arranged once more, later


def test_the_focus_goes_to_the_section_that_is_shown(page: SettingsPage, qtbot: QtBot) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    page.setFocus()
    assert page._tabs.button(0).hasFocus()
    page._tabs.button(6).click()
    page._tabs.button(0).setFocus()
    page.setFocus()
    assert page._tabs.button(6).hasFocus()
