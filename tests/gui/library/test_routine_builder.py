"""The routine builder: every change shown, kept and undone, by mouse and by keys."""

import os
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from hipstretch import translation
from hipstretch.core.conditions import Condition, Variant, variant
from hipstretch.core.exercise import Dosage, MuscleGroup, Position
from hipstretch.core.routine import MAX_ENTRIES, Routine
from hipstretch.core.schedule import daily
from hipstretch.core.settings import DosageOverride, Settings, SideOrder, Theme
from hipstretch.data import catalogue, toml_file
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.paths import resolve
from hipstretch.qt.sound.protocol import CuePlayer
from hipstretch.qt.stores import Stores
from hipstretch.ui.library.page import LibraryPage
from hipstretch.ui.library.routine_builder import BuilderPage
from hipstretch.ui.style import theme
from hipstretch.ui.today.page import TodayPage
from hipstretch.ui.widgets.exercise_card import ExerciseCard
from hipstretch.ui.widgets.more_button import MoreButton
from hipstretch.ui.widgets.pictures import PictureCache
from tests.fakes import FakeClock, FakeOutput, FakePlayer, exercise, routine
from tests.gui.screens import opened, shown

LUNGE, COBRA = exercise("lunge"), exercise("cobra", position=Position.PRONE)
TWIST = exercise("twist", position=Position.CHAIR)
ROUTINE, EXERCISES = routine(LUNGE, COBRA, TWIST)


@pytest.fixture
def stores(tmp_path: Path, qapp: QApplication) -> Stores:
    return Stores.open(resolve(tmp_path), Catalogue(EXERCISES, {"test": ROUTINE}, (), {}), clock=FakeClock())


@pytest.fixture
def page(qtbot: QtBot, stores: Stores) -> BuilderPage:
    mine = replace(ROUTINE, id="mine")
    made = BuilderPage(stores, mine, lambda: None, PictureCache())
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def order(page: BuilderPage) -> list[str]:
    """The exercises as the list shows them, which is as they are kept."""
    shown = [page.list.item(row).text().split("\n")[0].split(".  ")[1] for row in range(page.list.count())]
    assert [name.casefold() for name in shown] == [e.exercise for e in page.routine.entries]
    return shown


def press(page: LibraryPage | BuilderPage, name: str) -> None:
    QApplication.processEvents()  # what was added a moment ago is shown by then
    (found,) = (b for b in page.findChildren(QPushButton) if b.isVisible() and b.text() == name)
    found.click()


def kept(stores: Stores) -> dict[str, Routine]:
    """The person's routines as another program would read them."""
    folder = stores.paths.routines
    found: dict[str, Routine] = {}
    for path in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        table = toml_file.read(path, path.name)
        assert table.has("entries")
        found[path.stem] = stores.catalogue.current.routines[path.stem]
    return found


def test_the_keys_move_double_and_take_out(page: BuilderPage) -> None:
    assert order(page) == ["Lunge", "Cobra", "Twist"]
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert order(page) == ["Cobra", "Lunge", "Twist"]
    assert page.list.currentRow() == 1
    QTest.keyClick(page.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(page.list, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert order(page) == ["Lunge", "Lunge", "Cobra", "Twist"]
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert order(page) == ["Lunge", "Twist"]
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    assert order(page) == ["Lunge"]


def acts(page: BuilderPage) -> list[str]:
    """The buttons below the list that can be pressed."""
    return [
        one.text()
        for one in (page.entries.up, page.entries.down, page.entries.twice, page.entries.out)
        if one.isEnabled()
    ]


def test_a_button_can_be_pressed_only_where_it_does_something(page: BuilderPage) -> None:
    assert acts(page) == ["Down", "Duplicate", "Take out"]
    page.list.setCurrentRow(1)
    assert acts(page) == ["Up", "Down", "Duplicate", "Take out"]
    page.list.setCurrentRow(2)
    assert acts(page) == ["Up", "Duplicate", "Take out"]
    page.search.setText("zzz")
    assert not page.adding.add.isEnabled()
    for _ in range(3):
        page.remove()
    assert acts(page) == []


def test_the_focus_of_a_button_that_has_done_its_last_goes_to_the_list(page: BuilderPage) -> None:
    page.activateWindow()
    page.entries.down.setFocus()
    QTest.keyClick(page.entries.down, Qt.Key.Key_Space)
    assert page.entries.down.hasFocus()
    QTest.keyClick(page.entries.down, Qt.Key.Key_Space)
    assert order(page) == ["Cobra", "Twist", "Lunge"]
    assert page.focusWidget() is page.list
    for _ in range(3):
        page.entries.out.setFocus()
        QTest.keyClick(page.entries.out, Qt.Key.Key_Space)
    assert page.focusWidget() is page.search


def test_no_more_can_be_put_in_than_fit(page: BuilderPage) -> None:
    for _ in range(MAX_ENTRIES):
        page.duplicate()
    assert (page.entries.twice.isEnabled(), page.adding.add.isEnabled(), page.entries.out.isEnabled()) == (
        False,
        False,
        True,
    )


def test_name_and_purpose_say_what_they_are(page: BuilderPage) -> None:
    for field in (page.name, page.summary):
        around = field.parentWidget()
        assert around
        (caption,) = around.findChildren(QLabel)
        assert caption.isVisible()
        assert caption.text() == field.accessibleName()


def test_the_columns_are_as_wide_in_any_language(qtbot: QtBot, tmp_path: Path) -> None:
    translation.use("tr")
    try:
        with opened(qtbot, tmp_path, language="tr") as window:
            shown(window, "builder")
            (page,) = window.findChildren(BuilderPage)
            cards = (page.entries, page.chosen, page.adding)

            def as_wide() -> bool:
                widths = [one.width() for one in cards]
                return max(widths) - min(widths) <= 1

            qtbot.waitUntil(as_wide, timeout=1000)
    finally:
        translation.use(translation.ENGLISH)


def test_undo_and_redo_show_and_keep_what_was(page: BuilderPage, stores: Stores) -> None:
    page.remove()
    page.numbers["hold_s"].setValue(45)
    assert page.routine.entries[0].dosage == replace(COBRA.dosage, hold_s=45)
    for _ in range(2):
        QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert order(page) == ["Lunge", "Cobra", "Twist"]
    assert stores.catalogue.current.routines["mine"] == replace(ROUTINE, id="mine")
    assert not page._undo.isEnabled()
    for _ in range(3):
        QTest.keyClick(page, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert order(page) == ["Cobra", "Twist"]
    assert page.numbers["hold_s"].value() == 45
    assert not page._redo.isEnabled()


def test_an_entry_is_dragged(qtbot: QtBot, page: BuilderPage) -> None:
    model = page.list.model()
    assert model.moveRow(QModelIndex(), 0, QModelIndex(), 3)  # what a drop below the last does
    qtbot.waitUntil(lambda: bool(page.steps.past))
    assert order(page) == ["Cobra", "Twist", "Lunge"]
    assert model.moveRow(QModelIndex(), 2, QModelIndex(), 1)
    qtbot.waitUntil(lambda: len(page.steps.past) == 2)
    assert order(page) == ["Cobra", "Lunge", "Twist"]
    assert page.list.currentRow() == 1


def test_exercises_are_found_and_added_below_the_chosen_one(page: BuilderPage) -> None:
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(page.search, "tw")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert order(page) == ["Lunge", "Twist", "Cobra", "Twist"]
    page.search.clear()
    QTest.keyClick(page.search, Qt.Key.Key_Down)
    QTest.keyClick(page.found, Qt.Key.Key_Return)
    assert order(page) == ["Lunge", "Twist", "Cobra", "Cobra", "Twist"]
    page.search.setText("no such thing")
    QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert len(order(page)) == 5


def test_enter_adds_what_is_called_so_and_what_is_to_be_left_out_comes_last(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """Every group has the word "hip": the first in the alphabet was added, and was one to be left out."""
    stores = Stores.open(resolve(tmp_path), catalogue.load([assets_dir()]), clock=FakeClock())
    stores.settings.change(conditions=(Condition.PELVIC_PAIN,))
    page = BuilderPage(stores, replace(ROUTINE, entries=()), lambda: None, PictureCache())
    qtbot.addWidget(page)
    page.search.setText("hip")
    lines = [page.found.item(row).text() for row in range(page.found.count())]
    assert lines[0].startswith("Hip "), lines
    out = ["to be left out" in line for line in lines]
    assert any(out)
    assert out == sorted(out)
    names = ["hip" in line.split("\n")[0].casefold() for line, one in zip(lines, out, strict=True) if not one]
    assert names == sorted(names, reverse=True)


def test_the_name_of_the_next_exercise_takes_the_place_of_the_one_before(page: BuilderPage) -> None:
    for words in ("tw", "lu"):
        QTest.keyClicks(page.search, words)
        assert page.search.text() == words
        QTest.keyClick(page.search, Qt.Key.Key_Return)
    assert order(page) == ["Lunge", "Twist", "Lunge", "Cobra", "Twist"]


def test_length_finish_and_getting_up_follow_every_change(page: BuilderPage) -> None:
    length, moves = page.head.length, page.head.moves
    assert length.text() == "6 min · done at 18:35 if you start now"
    assert moves.text() == "You change position 2 times · you get up from the floor once"
    page.list.setCurrentRow(2)
    page.remove()
    assert moves.text() == "You change position once"
    page.list.setCurrentRow(1)
    page.remove()
    assert moves.text() == ""
    assert length.text().endswith("if you start now")


def test_a_dosage_can_be_taken_back_and_settings_are_named_where_they_win(
    page: BuilderPage, stores: Stores
) -> None:
    page.numbers["reps"].setValue(4)
    assert "4 × 20 s each side" in page.list.item(0).text()
    assert not page.chosen.own.isVisible()
    press(page, "As recommended")
    assert page.routine == replace(ROUTINE, id="mine")
    stores.settings.save(stores.settings.current.with_override("lunge", DosageOverride(hold_s=50)))
    page._show()
    assert page.chosen.own.text() == "Your own numbers in Settings count instead: 2 × 50 s each side."


def test_sides_can_take_turns_in_one_routine(page: BuilderPage, stores: Stores) -> None:
    page.head.side_order.set_value(SideOrder.ALTERNATING)
    assert stores.catalogue.current.routines["mine"].side_order is SideOrder.ALTERNATING
    page.undo()
    assert page.head.side_order.value == ""
    assert page.routine.side_order is None


def test_how_often_a_day_it_is_due(page: BuilderPage, stores: Stores) -> None:
    assert page.head.times.text() == "as I like"
    page.head.times.setValue(3)
    assert stores.catalogue.current.routines["mine"].times_a_day == 3
    page.undo()
    assert page.head.times.text() == "as I like"
    assert page.routine.times_a_day is None
    QTest.mouseClick(page.head.times.lineEdit(), Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.head.times, "2")  # beside the words
    QTest.keyClick(page.head.times, Qt.Key.Key_Tab)
    assert page.routine.times_a_day == 2


def test_a_schedule_counts_instead_of_times_a_day(page: BuilderPage, stores: Stores) -> None:
    assert page.head.times.isEnabled()
    stores.schedules.set("mine", daily(2))
    page._show()
    assert not page.head.times.isEnabled()
    assert page.head.times.toolTip() == "It has a schedule in Plan, which counts instead."


def test_a_name_is_kept_and_never_empty(page: BuilderPage, stores: Stores) -> None:
    page.name.setText("  Evening   for me ")
    page.name.editingFinished.emit()
    assert stores.catalogue.current.routines["mine"].name == "Evening for me"
    page.name.setText("  ")
    page.name.editingFinished.emit()
    assert page.name.text() == "Evening for me"


def test_a_name_is_kept_while_it_is_typed_and_is_one_step(page: BuilderPage, stores: Stores) -> None:
    page.name.selectAll()
    QTest.keyClicks(page.name, "Even")
    page._kept_soon.timeout.emit()
    assert kept(stores)["mine"].name == "Even"
    QTest.keyClicks(page.name, "ing")
    page._kept_soon.timeout.emit()
    assert kept(stores)["mine"].name == "Evening"
    assert page.name.text() == "Evening"
    page.name.selectAll()
    QTest.keyClicks(page.name, "Test")
    page.keep_typed()
    page.name.editingFinished.emit()
    assert kept(stores)["mine"].name == "Test", "as it was before anything was typed"
    assert not page._kept_soon.isActive()
    page.name.setText("Evening")
    page.name.editingFinished.emit()
    page.undo()
    assert page.name.text() == "Test"


def test_what_the_disk_refuses_is_said_and_can_be_used(
    page: BuilderPage, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("hipstretch.data.own_files.atomic.write", refuse)
    page.duplicate()
    assert len(stores.catalogue.current.routines["mine"].entries) == 4
    (notice,) = stores.notices.shown
    assert notice.text.startswith("The routine “Test” is not saved (the disk is full).")


@pytest.fixture
def library(qtbot: QtBot, stores: Stores) -> LibraryPage:
    made = LibraryPage(stores, PictureCache())
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.show_routines(routines=True)
    return made


def test_a_built_in_routine_is_copied_and_stays_as_it_is(library: LibraryPage, stores: Stores) -> None:
    press(library, "Copy and change")
    assert library._builder
    library._builder.remove()
    QTest.keyClick(library, Qt.Key.Key_Escape)
    assert stores.catalogue.current.routines["test"] == ROUTINE
    assert [e.exercise for e in kept(stores)["my-test-mine"].entries] == ["cobra", "twist"]
    words = [one.text() for one in library.findChildren(QLabel) if one.isVisible()]
    assert "Test, mine" in words
    assert library._kinds.buttons()[1].text() == "Routines (2)"
    press(library, "Change")
    assert library._builder.routine.id == "my-test-mine"


def test_a_new_routine_begins_empty_and_is_kept_from_its_first_exercise_on(
    library: LibraryPage, stores: Stores
) -> None:
    press(library, "New routine")
    made = library._builder
    assert made
    assert made.name.selectedText() == "My routine"
    assert order(made) == []
    assert made._nothing.isVisible()
    said = [one.text() for one in made._nothing.findChildren(QLabel)]
    assert "a routine without one is not kept" in said[0]
    assert said[1] == "Some to begin with, each in another position.", "why these and not the others"
    assert made.adding.add.text() == "Add this"
    assert not made.list.isVisible()
    assert not made._start.isEnabled()
    for act in (made.remove, made.duplicate, partial(made.shift, 1), partial(made._dose, None), made.start):
        act()
    assert kept(stores) == {}
    made.add("cobra")
    assert set(kept(stores)) == {"my-my-routine"}
    assert made.adding.add.text() == "Add as number 2"
    assert not made._nothing.isVisible()
    made.remove()
    assert kept(stores) == {}
    made.undo()
    assert [one.exercise for one in kept(stores)["my-my-routine"].entries] == ["cobra"]
    assert made.chosen.isVisibleTo(made)


@pytest.mark.parametrize("way", ["New routine", "Copy and change"])
def test_what_is_left_untouched_is_dropped(library: LibraryPage, stores: Stores, way: str) -> None:
    before = dict(stores.catalogue.current.routines)
    press(library, way)
    QTest.keyClick(library, Qt.Key.Key_Escape)
    assert dict(stores.catalogue.current.routines) == before
    assert kept(stores) == {}


def test_a_routine_that_is_emptied_stays_as_it_was_until_it_has_an_exercise_again(
    library: LibraryPage, stores: Stores
) -> None:
    stores.catalogue.save_routine(replace(ROUTINE, id="mine", entries=ROUTINE.entries[:1]))
    library.edit_routine("mine")
    assert library._builder
    library._builder.remove()
    assert [one.exercise for one in kept(stores)["mine"].entries] == ["lunge"]
    library._builder.add("twist")
    assert [one.exercise for one in kept(stores)["mine"].entries] == ["twist"]


def test_a_routine_is_started_from_the_builder(qtbot: QtBot, library: LibraryPage, stores: Stores) -> None:
    press(library, "Copy and change")
    assert library._builder
    with qtbot.waitSignal(library.start_requested) as untouched:
        press(library, "Start")
    assert untouched.args == [library._builder.routine]
    assert kept(stores) == {}, "a start keeps nothing"
    library._builder.name.setText("Evening")
    with qtbot.waitSignal(library.start_requested) as named:
        QTest.keyClick(library._builder.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert named.args
    assert named.args[0].name == "Evening"
    assert [one.name for one in kept(stores).values()] == ["Evening"]


def test_exercises_are_shown_with_their_pictures(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> None:
    built_in = Stores.open(resolve(tmp_path), catalogue.load([assets_dir()]), clock=FakeClock())
    six = built_in.catalogue.current.routines["six-minutes"]
    page = BuilderPage(built_in, six, lambda: None, PictureCache())
    qtbot.addWidget(page)

    def coloured(one: QListWidget) -> list[bool]:
        images = (one.item(row).icon().pixmap(one.iconSize()).toImage() for row in range(one.count()))
        return [any(image.convertToFormat(QImage.Format.Format_Alpha8).constBits()) for image in images]

    empty = page.list.item(0).icon().actualSize(page.list.iconSize())
    assert not empty.isEmpty(), "the room is there before the picture, so that no name moves"
    qtbot.waitUntil(lambda: all(coloured(page.list)) and all(coloured(page.found)))
    page.shift(1)
    assert all(coloured(page.list)), "at once, since they are known"


def test_a_deleted_routine_comes_back(library: LibraryPage, stores: Stores) -> None:
    press(library, "New routine")
    assert library._builder
    library._builder.add("cobra")
    QTest.keyClick(library, Qt.Key.Key_Escape)
    before = kept(stores)
    QApplication.processEvents()
    (more,) = (one for one in library.findChildren(MoreButton) if one.isVisible())
    next(one for one in more.acts().actions() if one.text() == "Delete").trigger()
    assert kept(stores) == {}
    assert "my-my-routine" not in stores.catalogue.current.routines
    press(library, "Undo (Ctrl+Z)")
    assert kept(stores) == before


def test_deleting_keeps_the_focus_near_and_the_keys_alive(library: LibraryPage, stores: Stores) -> None:
    for name in ("aa", "bb", "cc"):
        stores.catalogue.save_routine(replace(ROUTINE, id=name, name=name))
    library.show_routines(routines=True)

    def focused() -> str:
        found = QApplication.focusWidget()
        return found.accessibleName() if found else ""

    library._delete("bb")
    assert focused() == "Change: cc"
    library.undo_bar.undo()
    assert focused() == "Change: bb"
    library._delete("cc")
    library._delete("bb")
    library._delete("aa")
    assert focused() == "Copy and change: Test"
    focus = QApplication.focusWidget()
    assert focus
    focus.clearFocus()
    QTest.keyClick(library.window(), Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    assert library._sheet
    assert library._sheet.isVisible()


def test_today_offers_a_routine_as_soon_as_it_is_made(qtbot: QtBot, stores: Stores) -> None:
    today = TodayPage(stores, PictureCache(), lambda: cast("CuePlayer", FakePlayer()), FakeOutput())
    qtbot.addWidget(today)
    stores.catalogue.save_routine(replace(ROUTINE, id="mine", name="Mine"))
    today._choice.set_value("mine")
    today._choice.activated.emit(today._choice.currentIndex())
    assert today.routine_id == "mine"
    stores.catalogue.save_routine(
        replace(ROUTINE, id="mine", name="Mine, longer", entries=ROUTINE.entries * 2)
    )
    assert today._choice.currentText().startswith("Mine, longer · ")
    assert today._heading.text() == "Exercises · 6"
    stores.catalogue.delete_routine("mine")
    assert today.routine_id == "test"


def test_the_dosage_of_a_routine_is_what_is_saved(page: BuilderPage) -> None:
    page.numbers["set_rest_s"].setValue(40)
    page.numbers["sets"].setValue(2)
    assert page.routine.entries[0].dosage == Dosage(20, 2, 2, 5, 40)


@pytest.mark.parametrize("way", ["hidden", "another"])
def test_a_name_that_is_still_being_typed_counts(library: LibraryPage, stores: Stores, way: str) -> None:
    press(library, "New routine")
    assert library._builder
    library._builder.add("cobra")
    library._builder.summary.setFocus()
    library._builder.summary.setText("For the evening.")
    if way == "hidden":  # by a session, or with the window
        library.hide()
    else:
        library.new_routine()
    assert kept(stores)["my-my-routine"].summary == "For the evening."


def test_a_page_that_is_left_untouched_saves_nothing(
    page: BuilderPage, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores.catalogue, "save_routine", lambda _: pytest.fail("nothing was changed"))
    page.hide()
    page.show()
    page.hide()


def test_the_sentence_is_shown_whole_and_enter_ends_it(page: BuilderPage, stores: Stores) -> None:
    """A LineEdit cut it at its end."""
    page.resize(700, 700)
    QApplication.processEvents()
    low = page.summary.height()
    page.summary.setFocus()
    page.summary.selectAll()
    QTest.keyClicks(page.summary, "So that a hip bends again without pain, as at the stairs. " * 4)
    assert len(page.summary.text()) == 120
    QTest.keyClick(page.summary, Qt.Key.Key_Return)
    assert page.routine.summary.startswith("So that a hip bends")
    assert len(page.steps.past) == 1
    QApplication.processEvents()
    assert page.summary.height() > low
    last = page.summary.document().lastBlock()
    bottom = page.summary.blockBoundingGeometry(last).bottom() - page.summary.document().documentMargin()
    assert bottom <= page.summary.viewport().height()
    assert stores.catalogue.current.routines["mine"].summary == page.routine.summary


def test_the_list_is_as_high_as_its_lines_within_bounds(page: BuilderPage) -> None:
    """It scrolled within a page that scrolls."""
    for count in (3, 6):
        while len(page.routine.entries) < count:
            page.duplicate()
        QApplication.processEvents()
        assert page.list.verticalScrollBar().maximum() == 0
    before = page.list.height()
    for _ in range(30):
        page.duplicate()
    assert before < page.list.height() <= 600


@pytest.mark.parametrize("place", ["empty builder", "builder"])
def test_what_can_be_added_has_the_room_that_a_window_has(qtbot: QtBot, tmp_path: Path, place: str) -> None:
    with opened(qtbot, tmp_path, (1366, 900)) as window:
        shown(window, place)
        (page,) = window.findChildren(BuilderPage)
        qtbot.waitUntil(
            lambda: page.found.mapTo(page, page.found.rect().bottomLeft()).y() > page.height() - 60
        )


def test_what_can_be_added_is_seen_at_once_in_a_small_window(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (720, 480)) as window:
        shown(window, "empty builder")
        (page,) = window.findChildren(BuilderPage)
        qtbot.waitUntil(lambda: page.found.visibleRegion().boundingRect().height() > 60)
        page.adding._want()
        assert page.list.isVisible()
        page.list.setFocus()
        QTest.keyClick(page.list, Qt.Key.Key_Delete)
        assert not page.list.isVisible()
        assert page.search.hasFocus()


def test_the_order_of_sides_says_what_it_is(page: BuilderPage) -> None:
    around = page.head.side_order.parentWidget()
    assert around
    assert [one.text() for one in around.findChildren(QLabel)] == ["Order of sides"]


def test_keys_of_the_library_and_of_the_builder_are_not_in_each_others_way(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """Two shortcuts of the same key did nothing, and Ctrl+Z did nothing where nothing could be undone."""
    with opened(qtbot, tmp_path) as window:
        shown(window, "builder")
        (page,) = window.findChildren(BuilderPage)
        page.list.setFocus()
        QTest.keyClick(page.list, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        assert page.search.hasFocus()
        undone: list[str] = []
        window._stores.notices.add("Saved.", undo=lambda: undone.append("message"))
        page.list.setFocus()
        page.add("bridge")
        for expected in ([], ["message"]):
            QTest.keyClick(page.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
            assert undone == expected
            assert not page.steps.past


@pytest.mark.parametrize(
    ("width", "lefts", "tops"), [(720, (0, 0, 0), 3), (1024, (0, 0, 1), 2), (1366, (0, 1, 2), 1)]
)
def test_the_parts_stand_in_as_many_columns_as_there_is_room_for(
    qtbot: QtBot, tmp_path: Path, width: int, lefts: tuple[int, ...], tops: int
) -> None:
    with opened(qtbot, tmp_path, (width, 768)) as window:
        shown(window, "builder")
        (page,) = window.findChildren(BuilderPage)
        places = [one.geometry() for one in (page.entries, page.chosen, page.adding)]
        columns = sorted({one.left() for one in places})
        assert tuple(columns.index(one.left()) for one in places) == lefts
        assert len({one.top() for one in places}) == tops


@pytest.mark.parametrize("width", [1024, 1366])
def test_the_fields_of_a_routine_are_as_high_in_each_line(qtbot: QtBot, tmp_path: Path, width: int) -> None:
    with opened(qtbot, tmp_path, (width, 768)) as window:
        shown(window, "builder")
        (page,) = window.findChildren(BuilderPage)
        head = page.head
        assert head.times.height() == head.side_order.height()
        assert width < 1366 or head.name.height() == head.summary.height() == head.times.height()


def test_a_sentence_that_nobody_wrote_is_only_offered(library: LibraryPage, stores: Stores) -> None:
    library.new_routine()
    made = library._builder
    assert made
    assert made.summary.text() == ""
    assert made.summary.placeholderText() == "Made by me."
    made.keep_typed()
    assert not made.steps.past
    made.add("cobra")
    assert stores.catalogue.current.routines["my-my-routine"].summary == "Made by me."
    made.summary.setText("For the evening.")
    made.keep_typed()
    assert stores.catalogue.current.routines["my-my-routine"].summary == "For the evening."
    made.undo()
    assert made.summary.text() == ""


def test_tab_goes_through_the_fields_of_a_routine_as_they_stand(qtbot: QtBot, tmp_path: Path) -> None:
    for width, expected in (
        (720, ["what", "list", "times", "order"]),
        (1024, ["what", "list", "times", "order"]),
        (1366, ["what", "times", "order", "list"]),
    ):
        with opened(qtbot, tmp_path / str(width), (width, 768)) as window:
            shown(window, "builder")
            (page,) = window.findChildren(BuilderPage)
            head = page.head
            names = {
                head.times: "times",
                head.side_order: "order",
                head.summary: "what",
                page.list: "list",
            }
            found = []
            one = head.name.nextInFocusChain()
            while one and one is not page.search:
                if one in names:
                    found.append(names[one])
                one = one.nextInFocusChain()
            assert found == expected


def test_where_there_is_no_exercise_some_can_be_added_by_a_press(qtbot: QtBot, tmp_path: Path) -> None:
    """Pictures without names looked like choices and were none."""
    with opened(qtbot, tmp_path) as window:
        shown(window, "empty builder")
        (page,) = window.findChildren(BuilderPage)
        cards = page._nothing.findChildren(ExerciseCard)
        assert len({one.exercise.position for one in cards}) == len(cards) == 6
        assert page.adding.add.property("kind") == "primary"
        assert not page._start.isEnabled()
        assert page._why_not.isVisible()
        assert page._why_not.text() == "It needs an exercise."
        QTest.keyClick(cards[1], Qt.Key.Key_Space)
        assert [one.exercise for one in page.routine.entries] == [cards[1].exercise.id]
        assert not page._nothing.isVisible()
        assert not page._why_not.isVisible()
        assert page.chosen.isVisible()
        assert page.adding.add.property("kind") == "chip"


def test_what_is_hidden_or_to_be_left_out_is_not_offered_first(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as window:
        shown(window, "empty builder")
        (page,) = window.findChildren(BuilderPage)
        begin = [one.exercise for one in page._nothing.findChildren(ExerciseCard)]
        assert {one.group for one in begin} == set(MuscleGroup)
        assert len({one.position for one in begin}) == len(begin) == 6
        before = [one.id for one in begin]
        window._stores.settings.change(hidden=(before[0],), conditions=(Condition.PELVIC_PAIN,))
        window.open_page("today")
        window.open_page("library")
        after = [one.exercise for one in page._nothing.grid._cards if isinstance(one, ExerciseCard)]
        assert before[0] not in [one.id for one in after]
        assert all(variant(one, (Condition.PELVIC_PAIN,))[0] is not Variant.LEFT_OUT for one in after)


def test_it_says_that_the_routine_is_kept_once_it_is(
    library: LibraryPage, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.new_routine()
    made = library._builder
    assert made
    made.resize(1366, 768)
    assert not made.kept.isVisible()
    made.add("cobra")
    assert made.kept.text() == "Changes are saved at once."
    assert made.kept.isVisible()
    assert made.kept.geometry().right() < made._undo.x(), "beside what takes changes back"
    made.resize(700, 480)
    QApplication.processEvents()
    assert (made.kept.isVisible(), made.head.kept.isVisible()) == (False, True), "there is no room above"
    made.resize(1366, 768)
    QApplication.processEvents()

    def refuse(*_args: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("hipstretch.data.own_files.atomic.write", refuse)
    made.duplicate()
    assert not made.kept.isVisible()


def test_it_says_as_which_number_an_exercise_is_added(library: LibraryPage) -> None:
    """It said "below the chosen one", which is in another list."""
    library.copy_routine("test")
    made = library._builder
    assert made
    for row, words in ((1, "Add as number 3"), (0, "Add as number 2")):
        made.list.setCurrentRow(row)
        assert made.adding.add.text() == words
    made.adding.add.click()
    assert made.list.currentRow() == 1
    assert made.adding.add.text() == "Add as number 3"


def test_a_rest_that_counts_for_nothing_is_dimmed_and_keeps_its_value(page: BuilderPage) -> None:
    """It is between repetitions and between sets: with one there is none."""
    numbers = page.numbers
    numbers["reps"].setValue(1)
    numbers["sets"].setValue(1)
    rests = numbers["rest_s"].value(), numbers["set_rest_s"].value()
    assert not numbers["rest_s"].isEnabled()
    assert not numbers["set_rest_s"].isEnabled()
    numbers["reps"].setValue(2)
    assert (numbers["rest_s"].isEnabled(), numbers["set_rest_s"].isEnabled()) == (True, False)
    numbers["sets"].setValue(2)
    assert numbers["set_rest_s"].isEnabled()
    assert (numbers["rest_s"].value(), numbers["set_rest_s"].value()) == rests


def test_the_list_is_seen_in_the_smallest_window(qtbot: QtBot, tmp_path: Path) -> None:
    """Fields of the routine as a whole took the window, and its exercises began at the edge."""
    with opened(qtbot, tmp_path, (720, 480)) as window:
        shown(window, "builder")
        (page,) = window.findChildren(BuilderPage)
        qtbot.waitUntil(lambda: page.list.visibleRegion().boundingRect().height() > 130)
        assert page.head.times.mapTo(page, QPoint()).y() > page.list.mapTo(page, QPoint()).y()
        window.resize(1366, 768)
        qtbot.waitUntil(
            lambda: page.head.times.mapTo(page, QPoint()).y() < page.list.mapTo(page, QPoint()).y()
        )
        assert page.head.times.isVisible()


def test_one_line_looks_chosen_though_the_list_to_add_from_has_a_next_one(
    qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> None:
    """The middle belongs to the line of the routine; both looked alike."""
    with opened(qtbot, tmp_path) as window:
        theme.apply(qapp, Settings(theme=Theme.LIGHT))
        shown(window, "builder")
        (page,) = window.findChildren(BuilderPage)
        page.name.setFocus()

        def ground(shown_list: QListWidget) -> str:
            line = shown_list.visualItemRect(shown_list.currentItem())
            image = shown_list.viewport().grab(line).toImage()
            return image.pixelColor(image.width() - 20, image.height() // 2).name()

        stage, card = (QColor(one).name() for one in (theme.current().stage, theme.current().card))
        assert (ground(page.list), ground(page.found)) == (stage, card)
        page.found.setFocus()
        qtbot.waitUntil(lambda: ground(page.found) == stage)


@pytest.mark.parametrize("place", ["empty builder", "builder"])
def test_the_button_that_adds_is_seen_in_a_small_window(qtbot: QtBot, tmp_path: Path, place: str) -> None:
    with opened(qtbot, tmp_path, (1024, 600)) as window:
        shown(window, place)
        (page,) = window.findChildren(BuilderPage)
        add = page.adding.add
        qtbot.waitUntil(lambda: add.visibleRegion().boundingRect().height() == add.height())


def test_what_is_done_with_the_chosen_one_stays_in_its_place_as_the_routine_grows(page: BuilderPage) -> None:
    """Up and Take out stood below the list, and went away under the mouse."""

    def places() -> list[QPoint]:
        QApplication.processEvents()
        acts = page.entries.up, page.entries.down, page.entries.twice, page.entries.out
        return [one.mapTo(page, QPoint()) for one in acts]

    before = places()
    for _ in range(4):
        page.add("cobra")
        assert places() == before
