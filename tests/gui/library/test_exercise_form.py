"""An exercise of one's own: made, changed, with a photo, deleted and brought back."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core.exercise import Dosage, Kind, MuscleGroup, Position, Sides
from hipstretch.core.photos import Photo, Photos
from hipstretch.core.routine import Entry, Routine
from hipstretch.core.settings import Settings, Theme
from hipstretch.data import catalogue, exchange
from hipstretch.data.assets import assets_dir
from hipstretch.data.drafts_file import DraftsFile
from hipstretch.data.paths import resolve
from hipstretch.qt import photo, picture_file, transfer
from hipstretch.qt.stores import Stores
from hipstretch.qt.stores.notices import SUCCESS
from hipstretch.ui.library.exercise_detail import ExerciseDetail
from hipstretch.ui.library.exercise_form import ExerciseForm
from hipstretch.ui.library.page import LibraryPage
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.page import ENDLESS_PX
from hipstretch.ui.widgets.pictures import PictureCache
from tests.gui.asking import answer, nothing_is_open
from tests.gui.qt.clip.test_reader import BALL
from tests.gui.qt.test_photo import picture
from tests.gui.screens import opened, shown


@pytest.fixture
def stores(tmp_path: Path, qapp: QApplication) -> Stores:
    return Stores.open(resolve(tmp_path), catalogue.load([assets_dir()]))


@pytest.fixture
def library(qtbot: QtBot, stores: Stores) -> LibraryPage:
    made = LibraryPage(stores, PictureCache())
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def form(library: LibraryPage) -> ExerciseForm:
    library.edit_exercise()
    assert library._form
    return library._form


def saved(folder: Path, *widths: int) -> list[Path]:
    """Pictures in files."""
    paths = [folder / f"{width}.png" for width in widths]
    for path, width in zip(paths, widths, strict=True):
        assert picture(width, 80).save(str(path))
    return paths


def test_a_rest_is_there_only_between_repetitions(form: ExerciseForm) -> None:
    rest = form.numbers["rest_s"]
    (caption,) = (one for one in form.findChildren(QLabel) if one.text() == "Rest between")
    assert not rest.isEnabled()
    assert not caption.isEnabled()
    form.numbers["sets"].setValue(3)
    assert not rest.isEnabled(), "the rest after a set is another one"
    form.numbers["reps"].setValue(2)
    assert rest.isEnabled()
    assert caption.isEnabled()
    assert all(one.isEnabled() for one in form.numbers.values())
    form.numbers["reps"].setValue(1)
    assert form.exercise().dosage.rest_s == 8, "kept"


def press(page: QWidget, name: str) -> None:
    QApplication.processEvents()  # what was added a moment ago is shown by then
    (found,) = (b for b in page.findChildren(QPushButton) if b.isVisible() and b.text() == name)
    found.click()


def again(stores: Stores) -> catalogue.Catalogue:
    """What another program reads."""
    found = catalogue.load([assets_dir(), stores.paths.exercises.parent])
    assert found.problems == ()
    return found


def test_what_is_entered_is_kept_and_read_back_the_same(form: ExerciseForm, stores: Stores) -> None:
    assert not form._save.isEnabled()
    form.name.setText("  Couch {stretch} ")
    form.steps.setPlainText("Kneel before the couch.\n\n  Put the shin up.  ")
    form.group.set_value(MuscleGroup.FRONT)
    form.position.set_value(Position.KNEELING)
    form.sides.set_value(Sides.EACH)
    form.numbers["hold_s"].setValue(45)
    form.numbers["reps"].setValue(2)
    assert form.save()
    made = again(stores).exercises["my-couch-stretch"]
    assert made == stores.catalogue.current.exercises["my-couch-stretch"]
    assert made.text.name == "Couch (stretch)"
    assert made.text.steps == ("Kneel before the couch.", "Put the shin up.")
    assert (made.group, made.position, made.sides) == (MuscleGroup.FRONT, Position.KNEELING, Sides.EACH)
    assert made.dosage == Dosage(45, 2, 1, 8)
    assert again(stores).picture("my-couch-stretch", "hold") is None


def test_a_repeated_one_gets_a_tempo(form: ExerciseForm, stores: Stores) -> None:
    form.name.setText("Clam")
    form.kind.set_value(Kind.REPETITION)
    assert form.save()
    made = again(stores).exercises["my-clam"]
    assert (made.kind, made.lift_s, made.lower_s) == (Kind.REPETITION, 2, 2)


def test_it_can_be_changed_from_its_page_and_keeps_its_id(library: LibraryPage, stores: Stores) -> None:
    library.edit_exercise()
    assert library._form
    library._form.name.setText("Clam")
    assert library._form.save()
    library.open_exercise("my-clam")
    press(library, "Change")
    library._form.name.setText("Clamshell")
    QTest.keyClick(library._form, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert again(stores).exercises["my-clam"].text.name == "Clamshell"
    assert "Clamshell" in [card.exercise.text.name for card in library.exercises.cards()]
    library.open_exercise("cobra")
    QApplication.processEvents()
    assert not [b for b in library.findChildren(QPushButton) if b.isVisible() and b.text() == "Change"]


def test_a_copy_that_is_changed_keeps_the_words_the_form_does_not_show(
    library: LibraryPage, stores: Stores
) -> None:
    usual = stores.catalogue.current.exercises["adductor-squeeze"]
    assert stores.catalogue.save_exercise(replace(usual, id="my-squeeze"))
    library.open_exercise("my-squeeze")
    press(library, "Change")
    assert library._form
    library._form.name.setText("Squeeze")
    assert library._form.save()
    assert again(stores).exercises["my-squeeze"].text == replace(usual.text, name="Squeeze")


def test_a_photo_is_kept_as_webp_and_can_be_taken_away_again(library: LibraryPage, stores: Stores) -> None:
    library.edit_exercise()
    assert library._form
    library._form.name.setText("Clam")
    library._form.photos.add_image(picture(300, 200))
    assert library._form.changed
    assert library._form.save()
    kept = again(stores).picture("my-clam", "hold")
    assert kept
    assert QImage(str(kept)).width() == 300
    library.edit_exercise("my-clam")
    assert not library._form.changed
    library._form.photos.take_away()
    assert library._form.save()
    assert again(stores).picture("my-clam", "hold") is None


def test_photos_and_clip_are_kept_in_their_order(
    qtbot: QtBot, library: LibraryPage, stores: Stores, tmp_path: Path
) -> None:
    library.edit_exercise()
    assert library._form
    form = library._form
    form.name.setText("Clam")
    form.photos.add_files([*saved(tmp_path, 100, 200, 300), BALL])
    form._check()
    assert not form._save.isEnabled()
    assert form._save.toolTip() == "The clip is still being read."
    assert form.changed
    qtbot.waitUntil(form._save.isEnabled, timeout=20_000)
    assert form.save()
    found = again(stores)
    assert [QImage(str(path)).width() for path in found.photos("my-clam")] == [100, 200, 300]
    assert found.exercises["my-clam"] == stores.catalogue.current.exercises["my-clam"]
    assert [found.picture("my-clam", name) for name in ("start", "hold")] == [*found.photos("my-clam")[:2]]
    clip = found.picture("my-clam", "motion")
    assert clip
    assert picture_file.opened(clip).imageCount() == 20


def test_a_form_that_is_thrown_away_reads_no_further(library: LibraryPage) -> None:
    library.edit_exercise()
    assert library._form
    reader = library._form.photos.reader
    library._form.photos.add_files([BALL])
    QTest.keyClick(library, Qt.Key.Key_Escape)
    answer("Throw away")
    assert not reader.busy


def test_a_kept_photo_is_read_as_carefully_as_a_strangers(
    qtbot: QtBot, library: LibraryPage, stores: Stores
) -> None:
    library.edit_exercise()
    assert library._form
    library._form.name.setText("Clam")
    library._form.photos.add_image(picture())
    assert library._form.save()
    kept = stores.catalogue.current.picture("my-clam", "hold")
    assert kept
    assert picture(picture_file.MAX_SIDE + 1, 10).save(str(kept))
    library._cache.forget(kept)
    with qtbot.waitSignal(library._cache.failed) as failed:
        library.edit_exercise("my-clam")
    assert failed.args[0] == kept
    assert library._form.photos.stage._image.isNull()


@pytest.mark.parametrize(
    ("word", "kept", "stays"), [("Keep", 1, 0), ("Throw away", 0, 0), ("Go on here", 0, 1)]
)
def test_leaving_asks_if_something_would_be_lost(
    library: LibraryPage, stores: Stores, word: str, kept: int, stays: int
) -> None:
    library.edit_exercise()
    assert library._form
    library._form.name.setText("Clam")
    QTest.keyClick(library, Qt.Key.Key_Escape)
    answer(word)
    assert nothing_is_open()
    assert ("my-clam" in stores.catalogue.current.exercises) == bool(kept)
    assert (library._stack.currentWidget() is library._form) == bool(stays)


def test_leaving_asks_nothing_if_nothing_was_changed(library: LibraryPage) -> None:
    library.edit_exercise()
    QTest.keyClick(library, Qt.Key.Key_Escape)
    assert library._stack.currentWidget() is library._list


def test_a_deleted_exercise_comes_back_with_its_photo(library: LibraryPage, stores: Stores) -> None:
    library.edit_exercise()
    assert library._form
    library._form.name.setText("Clam")
    library._form.photos.add_image(picture())
    assert library._form.save()
    before = again(stores).exercises["my-clam"]
    library.open_exercise("my-clam")
    press(library, "Delete")
    assert "my-clam" not in stores.catalogue.current.exercises
    assert "my-clam" not in again(stores).exercises
    press(library, "Undo (Ctrl+Z)")
    assert stores.catalogue.current.exercises["my-clam"] == again(stores).exercises["my-clam"] == before
    assert again(stores).picture("my-clam", "hold")


def test_an_exercise_of_a_routine_stays(library: LibraryPage, stores: Stores) -> None:
    library.edit_exercise()
    assert library._form
    library._form.name.setText("Clam")
    assert library._form.save()
    stores.catalogue.save_routine(Routine("mine", "Evening", "Mine.", (Entry("my-clam"),)))
    library.open_exercise("my-clam")
    press(library, "Delete")
    assert "my-clam" in stores.catalogue.current.exercises
    assert stores.notices.shown[-1].text == "“Clam” is part of Evening. Take it out of there first."


def test_what_the_disk_refuses_stays_in_the_form(
    form: ExerciseForm, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("hipstretch.data.own_files.atomic.write", refuse)
    form.name.setText("Clam")
    assert not form.save()
    assert form.isVisible()
    assert stores.notices.shown[-1].text.startswith("“Clam” is not saved (the disk is full)")
    assert not list(stores.paths.exercises.iterdir())


def test_a_routine_with_own_exercises_photos_and_a_clip_survives_a_bundle(
    stores: Stores, tmp_path: Path
) -> None:
    usual = stores.catalogue.current.exercises["cobra"]
    ids = ("my-one", "my-two", "my-three")
    for number, name in enumerate(ids, 1):
        made = replace(usual, id=name, text=replace(usual.text, name=f"Übung {number}"))
        shots = [photo.as_webp(picture(100 * number + n, 80)) for n in range(number)]
        photos = tuple(Photo(f"new {n}", data) for n, data in enumerate(shots))
        assert stores.catalogue.save_exercise(made, Photos(photos, "new 2", Photo("clip", shots[0])))
    routine = Routine("my-evening", "Für abends", "Mine.", tuple(Entry(name) for name in ids), times_a_day=2)
    assert stores.catalogue.save_routine(routine)
    bundle = tmp_path / "evening.hipstretch"
    exchange.export(bundle, stores.paths)

    fresh = resolve(tmp_path / "fresh")
    transfer.add(transfer.look_into(bundle, fresh), fresh)
    found = catalogue.load([assets_dir(), fresh.exercises.parent])
    assert found.problems == ()
    assert found.routines["my-evening"] == routine
    mine = stores.catalogue.current
    for name in ids:
        assert found.exercises[name] == mine.exercises[name]
        there, here = ({p.name: p.read_bytes() for p in f.folders[name].iterdir()} for f in (found, mine))
        assert there == here
    assert len(there) == 6


def test_names_are_shown_as_text(form: ExerciseForm, library: LibraryPage, stores: Stores) -> None:
    form.name.setText("<b>Clam</b>")
    assert form.save()
    library.open_exercise(next(k for k in stores.catalogue.current.exercises if k.startswith("my-")))
    shown = [one for one in library.findChildren(QLabel) if one.text() == "<b>Clam</b>"]
    assert shown
    assert all(one.textFormat() is Qt.TextFormat.PlainText for one in shown)
    assert replace(form.exercise(), id="") == replace(form._before, id="")


CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.mark.parametrize(
    "way", ["the key", "the button", "search and back", "sheet and back", "an exercise and back"]
)
def test_a_form_with_something_typed_is_never_replaced_by_an_empty_one(
    library: LibraryPage, form: ExerciseForm, way: str
) -> None:
    form.name.setText("Clam")
    form.steps.setPlainText("Lie on the side.")
    if way == "search and back":
        QTest.keyClick(library, Qt.Key.Key_F, CTRL)
    elif way == "sheet and back":
        QTest.keyClick(library, Qt.Key.Key_T, CTRL)
        QTest.keyClick(library, Qt.Key.Key_Escape)
    elif way == "an exercise and back":
        library.open_exercise("cobra")
    if way == "the button":
        library._find()
        press(library, "New exercise")
    else:
        QTest.keyClick(library, Qt.Key.Key_E, CTRL)
    assert library._stack.currentWidget() is library._form
    assert library._form
    assert library._form.name.text() == "Clam"
    assert library._form.steps.toPlainText() == "Lie on the side."
    assert nothing_is_open()


@pytest.mark.parametrize(
    ("word", "kept", "then"), [("Keep", 1, "my-other"), ("Throw away", 0, "my-other"), ("Go on here", 0, "")]
)
def test_another_exercise_asks_before_it_takes_the_form(
    library: LibraryPage, stores: Stores, word: str, kept: int, then: str
) -> None:
    usual = stores.catalogue.current.exercises["cobra"]
    assert stores.catalogue.save_exercise(replace(usual, id="my-other"))
    library.edit_exercise()
    assert library._form
    library._form.name.setText("Clam")
    library.open_exercise("my-other")
    press(library, "Change")
    assert library._form.name.text() == "Clam"
    answer(word)
    assert nothing_is_open()
    assert ("my-clam" in stores.catalogue.current.exercises) == bool(kept)
    assert library._stack.currentWidget() is library._form
    assert library._form.exercise_id == then


def test_what_is_not_saved_is_named_for_whoever_closes_the_window(
    library: LibraryPage, form: ExerciseForm
) -> None:
    assert library.unfinished() == ()
    form.steps.setPlainText("Lie on the side.")
    assert [one.words for one in library.unfinished()] == ["a new exercise"]
    form.name.setText("Clam" * 30)
    library.open_sheet()
    assert library._sheet
    library._sheet.text.setPlainText("Bridge 3 x 10")
    one, two = library.unfinished()
    assert one.kept
    assert two.kept
    form.photos.add_image(picture())
    one, two = library.unfinished()
    assert not one.kept
    form.photos.undo()
    assert one.words == f"the exercise “{'Clam' * 10}…”"
    assert two.words == "a therapist's sheet"
    library._find()
    one.show()
    assert library._stack.currentWidget() is form
    two.show()
    assert library._stack.currentWidget() is library._sheet
    library._sheet.text.clear()
    form.name.clear()
    form.steps.setPlainText(form._before.text.steps[0])
    assert library.unfinished() == ()


def test_what_is_typed_is_kept_while_it_is_typed_until_it_is_saved_or_thrown_away(
    library: LibraryPage, form: ExerciseForm, stores: Stores
) -> None:
    QTest.keyClicks(form.name, "Clam")
    assert form._kept_soon.isActive()
    form._kept_soon.timeout.emit()
    kept = DraftsFile(stores.paths.drafts).load()["exercise "]
    assert (kept["name"], kept["group"]) == ("Clam", form.group.value)
    form.leave()
    answer("Throw away")
    library.keep_typed()
    assert DraftsFile(stores.paths.drafts).load() == {}
    library.edit_exercise()
    assert library._form
    assert library._form.name.text() == ""
    library._form.name.setText("Clam")
    library._form.steps.setPlainText("Lie down.")
    library._form._kept_soon.timeout.emit()
    assert library._form.save()
    assert DraftsFile(stores.paths.drafts).load() == {}


def test_a_draft_of_another_version_is_used_as_far_as_it_can_be(library: LibraryPage, stores: Stores) -> None:
    stores.drafts().keep("exercise ", {"name": "Clam", "group": "of tomorrow", "hold_s": "x", "reps": "3"})
    library.edit_exercise()
    assert library._form
    made = library._form.exercise()
    assert (made.text.name, made.dosage.reps) == ("Clam", 3)
    assert made.group is library._form._before.group
    assert made.dosage.hold_s == library._form._before.dosage.hold_s


def test_a_number_that_is_still_being_typed_is_saved_too(form: ExerciseForm, stores: Stores) -> None:
    form.window().activateWindow()
    form.name.setText("Clam")
    field = form.numbers["hold_s"]
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "45")
    QTest.keyClick(field, Qt.Key.Key_S, CTRL)
    assert stores.catalogue.current.exercises["my-clam"].dosage.hold_s == 45


def test_an_exercise_that_reads_otherwise_in_the_form_is_not_changed_by_looking(
    library: LibraryPage, stores: Stores
) -> None:
    usual = stores.catalogue.current.exercises["half-kneel-lunge"]  # it says {side} in its steps
    assert stores.catalogue.save_exercise(replace(usual, id="my-other"))
    library.edit_exercise("my-other")
    assert library._form
    assert not library._form.changed
    library._form.name.setText("Clam")
    assert library._form.changed


def test_a_form_without_a_name_says_so_when_it_should_be_kept(
    library: LibraryPage, form: ExerciseForm
) -> None:
    form.steps.setPlainText("Lie on the side.")
    QTest.keyClick(library, Qt.Key.Key_Escape)
    answer("Keep")
    assert nothing_is_open()
    assert form.isVisible()
    assert form._problem.text() == "It needs a name."


def test_a_new_one_is_said_to_be_saved_and_shown_and_can_be_taken_back(
    library: LibraryPage, stores: Stores
) -> None:
    library.edit_exercise()
    assert library._form
    library._form.name.setText("Clam")
    assert library._form.save()
    (notice,) = stores.notices.shown
    assert notice.text == "“Clam” is saved."
    assert library._detail
    assert library._detail.exercise.id == "my-clam"
    assert library._stack.currentWidget() is library._detail
    stores.notices.undo(notice)
    assert "my-clam" not in again(stores).exercises
    assert library._stack.currentWidget() is library._list
    library.undo_bar.undo()
    assert "my-clam" in again(stores).exercises


@pytest.mark.parametrize(
    "open_next",
    [
        LibraryPage.open_sheet,
        LibraryPage.new_routine,
        LibraryPage.edit_exercise,
        LibraryPage._find,
        lambda library: library._kinds.buttons()[1].click(),
        lambda library: library.exercises.opened.emit("frog"),
        LibraryPage.hide,
    ],
)
def test_what_is_said_of_one_that_was_saved_ends_with_the_next_view(
    library: LibraryPage, stores: Stores, open_next: Callable[[LibraryPage], object]
) -> None:
    stores.notices.add("Something else.", SUCCESS, undo=lambda: None)
    library.edit_exercise()
    assert library._form
    library._form.name.setText("Clam")
    assert library._form.save()
    assert [one.text for one in stores.notices.shown] == ["Something else.", "“Clam” is saved."]
    open_next(library)
    assert [one.text for one in stores.notices.shown] == ["Something else."]


def test_to_take_back_what_was_deleted_meanwhile_does_nothing(library: LibraryPage, stores: Stores) -> None:
    library.edit_exercise()
    assert library._form
    library._form.name.setText("Clam")
    assert library._form.save()
    stores.catalogue.delete_exercise("my-clam")
    stores.notices.undo(stores.notices.shown[0])
    assert not library.undo_bar.isVisible()


def test_one_that_was_changed_is_said_to_be_saved_and_has_no_undo(
    library: LibraryPage, stores: Stores
) -> None:
    usual = stores.catalogue.current.exercises["frog"]
    assert stores.catalogue.save_exercise(replace(usual, id="my-frog"))
    library.edit_exercise("my-frog")
    assert library._form
    library._form.name.setText("My frog")
    assert library._form.save()
    assert [(one.text, one.undo) for one in stores.notices.shown] == [("“My frog” is saved.", None)]


def test_a_new_ones_card_has_the_focus_and_is_in_view_in_the_list(
    qtbot: QtBot, library: LibraryPage, stores: Stores
) -> None:
    library.activateWindow()
    library.edit_exercise()
    assert library._form
    library._form.name.setText("Zzz")
    assert library._form.save()
    QTest.keyClick(library, Qt.Key.Key_Escape)
    card = library.exercises.card_of("my-zzz")
    assert card is not None
    assert library.focusWidget() is card
    qtbot.waitUntil(lambda: card.visibleRegion().boundingRect().height() > card.height() // 2, timeout=1000)


def test_why_it_can_not_be_saved_stands_beside_save_and_the_page_has_a_title(
    qtbot: QtBot, form: ExerciseForm
) -> None:
    titles = [one.text() for one in form.findChildren(QLabel) if one.property("role") == "title"]
    assert titles == ["New exercise"]
    assert form._problem.isVisible()
    assert form._problem.text() == "It needs a name."
    form.name.setText("Heel slide")
    assert not form._problem.isVisible()


def test_without_steps_it_says_to_do_it_as_it_was_shown(
    library: LibraryPage, form: ExerciseForm, stores: Stores
) -> None:
    assert form.steps.toPlainText() == ""
    assert form.steps.placeholderText() == "Do it as you were shown."
    form.name.setText("Heel slide")
    form.steps.setPlainText(" ")
    assert form.save()
    assert again(stores).exercises["my-heel-slide"].text.steps == ("Do it as you were shown.",)
    library.edit_exercise("my-heel-slide")
    assert library._form
    assert library._form.steps.toPlainText() == ""
    assert not library._form.changed


def test_an_own_exercise_has_no_cards_without_words_and_no_empty_column(
    library: LibraryPage, form: ExerciseForm
) -> None:
    form.name.setText("Heel slide")
    assert form.save()
    QApplication.processEvents()
    (detail,) = library.findChildren(ExerciseDetail)
    said = {one.text(): one for one in detail.findChildren(QLabel)}
    assert "–" not in said
    assert {"How much", "You need"} <= set(said)
    assert not {"Easier", "Harder", "Take care"} & set(said)
    how_much, need = (said[one].mapTo(detail, QPoint()) for one in ("How much", "You need"))
    assert how_much.x() < need.x()
    assert how_much.y() == need.y()


@pytest.mark.parametrize("place", ["own exercise", "own photos"])
def test_the_form_is_seen_whole_in_a_usual_window(qtbot: QtBot, tmp_path: Path, place: str) -> None:
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        shown(window, place)
        (form,) = window.findChildren(ExerciseForm)
        (area,) = form.findChildren(QScrollArea)
        qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
        lower = {one.mapTo(form, one.rect().bottomLeft()).y() for one in form.numbers.values()}
        assert len(lower) == 1, "all numbers stand in one line"
        below = form.position.mapTo(form, form.position.rect().bottomLeft()).y()
        (kind,) = {form.kind.mapTo(form, form.kind.rect().bottomLeft()).y()}
        assert below < kind < lower.pop()
        (card,) = {one for one in form._columns._cards if one.isAncestorOf(form.steps)}
        assert card.geometry().bottom() == form.photos.geometry().bottom(), (
            "both columns end at the same place"
        )
        assert form.photos.stage.height() >= 240
        assert form.photos.stage.height() > form.steps.height()


def test_steps_begin_below_the_name(form: ExerciseForm) -> None:
    """They began some pixels farther in."""
    form.name.setText("Heel slide")
    name = form.name.cursorRect().center().x() - form.name.fontMetrics().horizontalAdvance("Heel slide")
    steps = form.steps.cursorRect().x() + form.steps.viewport().x()
    assert abs(name - steps) <= 2


@pytest.mark.parametrize("way", ["answer", "its page"])
def test_the_card_of_one_that_was_saved_has_the_focus_in_view(
    library: LibraryPage, qtbot: QtBot, way: str
) -> None:
    with qtbot.waitActive(library):
        library.activateWindow()
    library.open_exercise("bridge")
    library.close_exercise()
    library.edit_exercise()
    assert library._form
    library._form.name.setText("Zigzag")
    library._form.steps.setPlainText("Go.")
    if way == "answer":
        library._form.leave()
        answer("Keep")
    else:
        assert library._form.save()
        library.close_exercise()
    (card,) = (one for one in library.exercises.cards() if one.exercise.id == "my-zigzag")
    assert card.hasFocus()

    def seen() -> bool:
        top = card.mapTo(library._area.viewport(), QPoint()).y()
        return 0 <= top <= library._area.viewport().height() - card.height()

    qtbot.waitUntil(seen, timeout=2000)


def test_in_a_low_window_the_steps_leave_room_for_what_is_below_them(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (720, 480)) as window:
        shown(window, "own exercise")
        (form,) = window.findChildren(ExerciseForm)
        qtbot.waitUntil(lambda: form.steps.height() <= 90)
        window.resize(1366, 768)
        qtbot.waitUntil(lambda: form.steps.height() > 120)


@pytest.mark.parametrize("text_size", [100, 200])
def test_a_photo_takes_less_than_half_of_a_low_window(qtbot: QtBot, tmp_path: Path, text_size: int) -> None:
    with opened(qtbot, tmp_path, (720, 480), text_size) as window:
        shown(window, "own photos")
        (form,) = window.findChildren(ExerciseForm)
        qtbot.waitUntil(lambda: 100 < form.photos.stage.height() < form.height() / 2)


def test_the_steps_are_no_higher_than_they_have_to_be(qtbot: QtBot, tmp_path: Path) -> None:
    """The style of the field was also that of its scroll bar, so that the least height was twice what was meant."""
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        shown(window, "own exercise")
        (form,) = window.findChildren(ExerciseForm)
        assert form.steps.minimumSizeHint().height() <= form.steps.minimumHeight()


def test_the_steps_take_the_room_as_soon_as_the_photos_stand_beside_them(
    qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> None:
    """They stayed low until the next change of the window's size."""
    theme.apply(qapp, Settings(theme=Theme.LIGHT))
    with opened(qtbot, tmp_path, (720, 600)) as window:
        shown(window, "own exercise")
        (form,) = window.findChildren(ExerciseForm)
        qtbot.waitUntil(lambda: form._columns.columns == 1)
        form._columns.resize(1300, 700)
        assert form._columns.columns == 2
        assert form.steps.maximumHeight() == ENDLESS_PX
        form._columns.resize(600, 700)
        assert form.steps.maximumHeight() < 200
