"""A therapist's sheet: understood beside what is typed, kept only when said so, and run."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core.exercise import Dosage, Kind, MuscleGroup, Position, Sides
from hipstretch.core.routine import Routine
from hipstretch.core.schedule import Period, Schedule
from hipstretch.core.settings import Settings, Theme
from hipstretch.core.timeline import build
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import resolve
from hipstretch.qt.stores import Stores
from hipstretch.ui.library.page import LibraryPage
from hipstretch.ui.library.sheet_example import SheetExample
from hipstretch.ui.library.sheet_page import SheetPage
from hipstretch.ui.library.sheet_row import SheetRow
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.inputs import ChoiceField, NumberField
from hipstretch.ui.widgets.pictures import Picture, PictureCache
from tests.gui.screens import opened, shown

SHEET = """Figure four 3 x 30 s each side 2x/day
Bridge 3 sets of 10, hold 5 s
Hip flexor strech 2x30 s left only
Clamshells 2 x 15 L/R
Clamshells 10 reps
Couch stretch 1 min each side
"""


@pytest.fixture
def stores(tmp_path: Path, qapp: QApplication) -> Stores:
    return Stores.open(resolve(tmp_path), catalogue.load([assets_dir()]))


@pytest.fixture
def page(qtbot: QtBot, stores: Stores) -> SheetPage:
    made = SheetPage(stores, lambda: None, PictureCache())
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def type_in(page: SheetPage, text: str) -> None:
    """Type, and pause."""
    page.text.setPlainText(text)
    page._soon.timeout.emit()


def words(page: SheetPage) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def test_another_name_than_the_written_one_stands_behind_an_arrow(page: SheetPage) -> None:
    """A colon between two names that are alike read as the same said twice."""
    type_in(page, "Figure four 3 x 30 s\nButterfly 3 x 30 s")
    said = words(page).splitlines()
    assert "Figure four → Figure four, lying" in said
    assert "Butterfly" in said
    page.text.clear()
    page.read()
    (example,) = page.findChildren(SheetExample)
    example._fill()
    titles = [one._title.text() for one in example._understood]
    assert titles == ["Figure four, lying", "Hip lift", "Clamshells"], "the line itself stands beside it"


def test_each_line_is_shown_as_it_was_understood(page: SheetPage, stores: Stores) -> None:
    type_in(page, SHEET)
    said = words(page)
    assert "Figure four, lying\n3 × 30 s each side · 2 times a day" in said
    assert "Hip lift\n3 sets of 10 × 5 s" in said
    assert "Half-kneel lunge\n2 × 30 s left side" in said
    assert said.count("Not known yet") == 2, "Clamshells only once"
    assert page._length.text().startswith("25 min · done at ")
    assert not stores.paths.routines.exists()
    assert not stores.paths.exercises.exists()


def test_a_sheet_that_was_printed_is_its_exercises_alone(page: SheetPage) -> None:
    type_in(
        page,
        """Mine
1. Hip lift ‧ 2 sets of 3 × 10 s · Rest between: 10 s · Rest after a set: 40 s
• Lie on your back, 3 x 5.
2. Half-kneel lunge ‧ 45 s left side
• Kneel. Getting out: Frog 3 x 10 s
Week 1""",
    )
    routine, made = page.routine()
    assert not made
    lift, lunge = routine.entries
    assert (lift.exercise, lift.dosage) == ("bridge", Dosage(10, 3, 2, 10, 40))
    assert (lunge.exercise, lunge.sides) == ("half-kneel-lunge", Sides.LEFT)


def test_what_is_not_understood_is_said(page: SheetPage) -> None:
    type_in(page, "Clamshells 2 x 15 every 2 days, with band")
    assert "Not understood and not kept: every 2 days · band" in words(page)
    assert "a day" not in words(page)


def test_what_is_kept_is_read_back_the_same_by_another_program(page: SheetPage, stores: Stores) -> None:
    type_in(page, SHEET)
    page.name.setText("Clinic, May")
    routine_id = page.keep()
    assert routine_id == "my-clinic-may"
    again = catalogue.load([assets_dir(), stores.paths.routines.parent])
    assert again.problems == ()
    assert again.routines[routine_id] == stores.catalogue.current.routines[routine_id]
    assert again.exercises == stores.catalogue.current.exercises
    routine = again.routines[routine_id]
    assert [e.exercise for e in routine.entries] == [
        "supine-figure-four",
        "bridge",
        "half-kneel-lunge",
        "my-clamshells",
        "my-clamshells",
        "my-couch-stretch",
    ]
    assert routine.entries[2].sides is Sides.LEFT
    assert routine.times_a_day == 2
    clam = again.exercises["my-clamshells"]
    assert (clam.kind, clam.group, clam.sides) == (Kind.REPETITION, MuscleGroup.OUTER, Sides.EACH)
    assert clam.dosage == Dosage(1, 15, 2, 0)
    couch = again.exercises["my-couch-stretch"]
    assert (couch.kind, couch.dosage) == (Kind.HOLD, Dosage(60, 1, 1, 8))
    assert {
        p.side.value for p in build(routine, again.exercises, stores.settings.current) if p.entry == 2
    } == {"left"}


def test_the_schedule_that_a_sheet_says_is_offered(page: SheetPage, stores: Stores) -> None:
    type_in(page, "Bridge 3 x 10 2x/day")
    assert page.schedule_line.isHidden()
    type_in(page, "Bridge 3 x 10 2x/day\nFrog 1 min 3x/week")
    assert page.scheduled.accessibleName() == "Make this its schedule: 3 days a week 2 times a day"
    assert "3 days a week" in words(page)
    routine_id = page.keep()
    assert stores.schedules.all == {routine_id: Schedule((Period(days=3, times=2),))}
    type_in(page, "Bridge 3 x 10 3x/week")
    page.scheduled.setChecked(False)
    assert page.keep() not in stores.schedules.all


def test_for_how_long_is_said_back_and_kept(page: SheetPage, stores: Stores) -> None:
    type_in(page, "Bridge 3 x 10, 3x/week for 5 weeks, then 2x/week\nFrog 1 min for 2 months")
    said = words(page)
    assert "3 days a week for 5 weeks, then 2 days a week" in said
    assert "A month counts as four weeks." in said
    assert page.scheduled.accessibleName() == (
        "Make this its schedule: 3 days a week for 5 weeks, then 2 days a week for 3 weeks"
    )
    routine = page.keep()
    schedule = stores.schedules.all[routine]
    assert schedule.periods == (Period(days=3, weeks=5), Period(days=2, weeks=3))
    assert schedule.first == stores.settings.today()


def test_a_line_without_an_exercise_speaks_of_the_whole_sheet(page: SheetPage, stores: Stores) -> None:
    type_in(page, "Twice a day for 6 weeks")
    assert "All of it\n2 times a day for 6 weeks" in words(page)
    assert not page._save.isEnabled()
    assert page.keep() == ""
    type_in(page, "All exercises: twice a day for 6 weeks, with a smile\nBridge 3 x 10\nFrog 1 min")
    assert "Not understood and not kept: smile" in words(page)
    routine = page.keep()
    assert [e.exercise for e in stores.catalogue.current.routines[routine].entries] == ["bridge", "frog"]
    assert stores.schedules.all[routine].periods == (Period(times=2, weeks=6),)


def test_the_person_says_where_a_new_exercise_works(page: SheetPage, stores: Stores) -> None:
    type_in(page, "Clamshells 2 x 15")
    for field in page.findChildren(ChoiceField):
        value = MuscleGroup.BACK if "works" in field.accessibleName() else Position.PRONE
        field.set_value(value)
    page.keep()
    made = stores.catalogue.current.exercises["my-clamshells"]
    assert (made.group, made.position) == (MuscleGroup.BACK, Position.PRONE)


def test_an_empty_sheet_can_neither_be_kept_nor_started(page: SheetPage, stores: Stores) -> None:
    assert not page._save.isEnabled()
    type_in(page, "\n - \n 3.\n")
    assert not page._start.isEnabled()
    page.keep_and_start()
    assert not stores.paths.routines.exists()


def test_what_the_disk_refuses_leaves_the_sheet(
    page: SheetPage, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hipstretch.data.own_files.atomic.write", refuse)
    type_in(page, "Clamshells 2 x 15")
    assert page.keep() == ""
    assert page.text.toPlainText()
    (notice,) = stores.notices.shown
    assert notice.text.startswith("The exercises are not saved (the disk is full)")
    assert not list(stores.paths.exercises.iterdir())


def test_a_routine_that_is_not_on_disk_leaves_the_sheet_and_is_not_made_twice(
    page: SheetPage, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    type_in(page, "Bridge 3 x 10\nClamshells 2 x 15")
    with monkeypatch.context() as full:
        full.setattr("hipstretch.data.own_files.save", refuse)
        made = page.keep()
        assert made in stores.catalogue.current.routines
        assert page.text.toPlainText()
    before = (set(stores.catalogue.current.routines), set(stores.catalogue.current.exercises))
    assert page.keep() == made
    assert (set(stores.catalogue.current.routines), set(stores.catalogue.current.exercises)) == before
    assert not page.text.toPlainText()
    assert (stores.paths.routines / f"{made}.toml").exists()


def test_by_keys_alone_from_the_library_to_a_session(qtbot: QtBot, stores: Stores) -> None:
    library = LibraryPage(stores, PictureCache())
    qtbot.addWidget(library)
    with qtbot.waitExposed(library):
        library.show()
    library.show_routines(routines=True)
    library.open_sheet()
    assert library._sheet
    QTest.keyClicks(library._sheet.text, "Bridge 3 x 10")
    with qtbot.waitSignal(library.start_requested) as started:
        QTest.keyClick(library._sheet.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert started.args == ["my-from-my-therapist"]
    assert library._stack.currentWidget() is library._list
    library.open_sheet()
    QTest.keyClick(library, Qt.Key.Key_Escape)
    assert library._stack.currentWidget() is library._list


def pressed(page: SheetPage, name: str) -> None:
    """Press the button that a screen reader names so."""
    QApplication.processEvents()
    buttons = (one for one in page.findChildren(QPushButton) if one.isVisibleTo(page))
    next(one for one in buttons if one.accessibleName() == name).click()


def choice(page: SheetPage, name: str) -> ChoiceField:
    return next(one for one in page.findChildren(ChoiceField) if one.accessibleName() == name)


def number(page: SheetPage, name: str) -> NumberField:
    return next(one for one in page.findChildren(NumberField) if one.accessibleName() == name)


def kept(page: SheetPage, stores: Stores) -> Routine:
    routine_id = page.keep()
    return stores.catalogue.current.routines[routine_id]


def test_a_heading_and_a_patients_name_are_no_exercises_and_say_so(page: SheetPage, stores: Stores) -> None:
    type_in(page, "St. Brigid's Hospital\nPatient: Mo Daly\nGlut bridges 3 x 10\nStop if pain > 4/10")
    said = words(page)
    assert "Not taken for an exercise: Patient: Mo Daly" in said
    assert "Not taken for an exercise: Stop if pain > 4/10" in said
    assert "Glut bridges → Hip lift\n3 sets of 10" in said
    assert [one.exercise for one in kept(page, stores).entries] == ["bridge"]


def test_what_is_lost_is_said(page: SheetPage) -> None:
    type_in(page, "Walk 20 minutes\nBridge R only\nSLR 2/10\nCobra")
    said = words(page)
    assert "Not understood and not kept: 20 minutes" in said
    assert "This exercise is done with both sides at once: the side is left out." in said
    assert "The number before the slash counts as sets." in said
    assert said.count("It does not say how much: the usual counts.") == 2, "the first says something"
    type_in(page, "Bridge 3 x 10\n" * 61)
    assert "Only the first 60 lines are read." in words(page)


def test_a_line_is_said_to_be_no_exercise_or_to_be_one(page: SheetPage, stores: Stores) -> None:
    type_in(page, "Arrive 10 minutes early\nPatient: Bird dog\nBridge 3 x 10")
    pressed(page, "Arrive: Not an exercise")
    assert page.focusWidget().accessibleName().endswith("It is an exercise"), "what takes it back"
    pressed(page, "Patient: Bird dog: It is an exercise")
    assert page.focusWidget().accessibleName().endswith("Not an exercise")
    assert "Not taken for an exercise: Arrive 10 minutes early" in words(page)
    assert [one.exercise for one in kept(page, stores).entries] == ["my-patient-bird-dog", "bridge"]


def test_exercise_side_and_dosage_of_a_line_are_corrected_where_they_stand(
    page: SheetPage, stores: Stores
) -> None:
    type_in(page, "Thigh thing 3 x 20 s\nBridge 3 x 10")
    pressed(page, "Thigh thing: Change")
    choice(page, "Thigh thing: Exercise").set_value("standing-quad")
    assert "Thigh thing → Standing thigh stretch\n3 × 20 s each side" in words(page)
    choice(page, "Thigh thing: Sides").set_value(Sides.LEFT)
    reps = number(page, "Standing thigh stretch: Repetitions")
    reps.setFocus()
    reps.stepBy(1)
    assert reps.hasFocus(), "the field stays under the hand"
    assert "4 × 20 s left side" in words(page)
    page.text.appendPlainText("Frog 1 min")
    page._soon.timeout.emit()
    assert "4 × 20 s left side" in words(page), "typing elsewhere keeps it"
    pressed(page, "Thigh thing: Close")
    entry = kept(page, stores).entries[0]
    assert (entry.exercise, entry.sides) == ("standing-quad", Sides.LEFT)
    assert entry.dosage
    assert (entry.dosage.reps, entry.dosage.sets, entry.dosage.hold_s) == (4, 1, 20)
    type_in(page, "Thigh thing 3 x 20 s")
    assert "Thigh thing: Standing" not in words(page), "what was said is of the sheet that was kept"


def test_a_known_exercise_is_said_to_be_another_one(page: SheetPage, stores: Stores) -> None:
    type_in(page, "Bridge 3 x 10")
    pressed(page, "Bridge: Change")
    choice(page, "Bridge: Exercise").set_value("")
    assert "Not known yet" in words(page)
    (entry,) = kept(page, stores).entries
    assert entry.exercise == "my-bridge"


def test_each_line_of_a_new_exercise_keeps_its_side(page: SheetPage, stores: Stores) -> None:
    type_in(page, "Clam R 3 x 10\nClam L 2 x 8\nHip hitch R 2 x 8")
    routine = kept(page, stores)
    assert [one.sides for one in routine.entries] == [Sides.RIGHT, Sides.LEFT, None]
    made = stores.catalogue.current.exercises
    assert (made["my-clam"].sides, made["my-hip-hitch"].sides) == (Sides.EACH, Sides.RIGHT)


def test_the_side_above_several_lines_counts_for_each(page: SheetPage, stores: Stores) -> None:
    type_in(page, "Right leg:\nStanding quad stretch 3 x 30 s")
    assert "Right leg:\n" in words(page)
    assert [one.sides for one in kept(page, stores).entries] == [Sides.RIGHT]


def test_what_is_typed_is_kept_while_it_is_typed_until_it_is_a_routine(
    qtbot: QtBot, page: SheetPage, stores: Stores
) -> None:
    QTest.keyClicks(page.text, "Figure four 3 x 30 s")
    QTest.keyClicks(page.name, " 2")
    page._kept_soon.timeout.emit()
    again = SheetPage(
        Stores.open(resolve(stores.paths.history.parent), catalogue.load([assets_dir()])),
        lambda: None,
        PictureCache(),
    )
    qtbot.addWidget(again)
    assert (again.text.toPlainText(), again.name.text()) == ("Figure four 3 x 30 s", "From my therapist 2")
    assert len(again.lines) == 1
    assert page.keep()
    assert stores.drafts().get("sheet") == {}


def test_what_became_a_routine_is_said_and_can_be_the_sheet_again(
    page: SheetPage, stores: Stores, qtbot: QtBot
) -> None:
    before = set(stores.catalogue.current.exercises)
    type_in(page, f"{SHEET}3x/week for 6 weeks\nArrive early")
    page.findChildren(SheetRow)[-1].corrected.emit({"is_exercise": True})
    made = page.keep()
    assert made in stores.settings.current.schedules
    (notice,) = stores.notices.shown
    assert (notice.text, page.text.toPlainText()) == ("“From my therapist” is saved.", "")
    page.text.setPlainText("Frog 30 s")
    with qtbot.waitSignal(page.brought_back):
        stores.notices.undo(notice)
    assert page.text.toPlainText() == f"{SHEET}3x/week for 6 weeks\nArrive early\nFrog 30 s"
    assert [line.name for line in page.lines if line.is_exercise][-2:] == ["Arrive early", "Frog"]
    assert made not in stores.catalogue.current.routines
    assert made not in stores.settings.current.schedules
    assert set(stores.catalogue.current.exercises) == before


def test_what_was_deleted_meanwhile_does_not_hinder_to_take_the_sheet_back(
    page: SheetPage, stores: Stores
) -> None:
    type_in(page, "Clamshells 2 x 15")
    made = page.keep()
    (exercise,) = (e.exercise for e in stores.catalogue.current.routines[made].entries)
    stores.catalogue.delete_routine(made)
    stores.catalogue.delete_exercise(exercise)
    stores.notices.undo(stores.notices.shown[0])
    assert page.text.toPlainText() == "Clamshells 2 x 15"


def test_a_routine_that_can_not_be_deleted_stays_without_its_sheet(
    page: SheetPage, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_in(page, "Bridge 3 x 10")
    made = page.keep()
    monkeypatch.setattr(stores.catalogue, "delete_routine", lambda _: None)
    stores.notices.undo(stores.notices.shown[0])
    assert made in stores.catalogue.current.routines
    assert page.text.toPlainText() == ""


def test_the_library_shows_the_sheet_that_was_brought_back(qtbot: QtBot, stores: Stores) -> None:
    library = LibraryPage(stores, PictureCache())
    qtbot.addWidget(library)
    library.open_sheet()
    assert library._sheet
    type_in(library._sheet, "Bridge 3 x 10")
    library._sheet.keep()
    assert library._stack.currentWidget() is library._list
    stores.notices.undo(stores.notices.shown[0])
    assert library._stack.currentWidget() is library._sheet


def test_the_name_of_the_routine_says_what_it_is(page: SheetPage) -> None:
    assert "Name of the routine" in words(page)


def test_an_empty_sheet_shows_how_it_is_written_where_its_lines_will_be(page: SheetPage) -> None:
    assert page._example.isVisible()
    assert any("Bridge 3 sets" in one.text() for one in page._example.findChildren(QLabel))
    type_in(page, "Bridge 3 x 10")
    assert not page._example.isVisible()
    assert page._length.text().endswith("if you start now")
    (title,) = (one for one in page.findChildren(QLabel) if one.property("role") == "title")
    assert title.text() == "From a therapist's sheet"


def test_the_example_is_what_the_program_reads_in_it(qtbot: QtBot, page: SheetPage) -> None:
    qtbot.waitUntil(lambda: "Hip lift" in words(page))
    said = words(page)
    assert "Bridge 3 sets of 10, hold 5 s\nHip lift\n3 sets of 10 × 5 s" in said
    assert "Clamshells\n2 sets of 15 repetitions each side\nNot known yet" in said
    pictures = [one for one in page._example.findChildren(Picture) if one.isVisible()]
    assert [one._path.parts[-3] for one in pictures if one._path] == ["supine-figure-four", "bridge"]
    names = [one._title.mapTo(page, one._title.rect().topLeft()).x() for one in page._example._understood]
    assert len(set(names)) == 1, "also beside no picture"
    assert page.lines == (), "nothing of it is on the sheet"


def test_what_can_not_be_kept_says_why_above_its_lines(page: SheetPage) -> None:
    assert "It needs an exercise." not in words(page), "the example says what to do"
    assert page._start.toolTip() == "It needs an exercise."
    type_in(page, "Patient: Mo Daly")
    assert "It needs an exercise." in words(page)
    type_in(page, "Bridge 3 x 10")
    assert "It needs an exercise." not in words(page)
    assert page._start.isEnabled()
    assert not page._start.toolTip()


@pytest.mark.parametrize("place", ["sheet", "sheet with lines"])
def test_both_columns_are_as_high_as_the_window(qtbot: QtBot, tmp_path: Path, place: str) -> None:
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        shown(window, place)
        (page,) = window.findChildren(SheetPage)
        right = page._example.parentWidget()
        assert right
        qtbot.waitUntil(lambda: page.text.mapTo(page, page.text.rect().bottomLeft()).y() > 640)
        assert right.mapTo(page, right.rect().bottomLeft()).y() > 660


def test_a_line_has_the_picture_of_its_exercise_if_there_is_one(page: SheetPage) -> None:
    type_in(page, "Bridge 3 x 10\nClamshells 2 x 15")
    QApplication.processEvents()
    known, new = page.findChildren(SheetRow)
    assert [one._path for one in known.findChildren(Picture) if one.isVisibleTo(page)]
    assert not [one for one in new.findChildren(Picture) if one.isVisibleTo(page)]


@pytest.mark.parametrize(("width", "beside"), [(1366, True), (1024, False)])
def test_the_buttons_of_a_line_stand_beside_its_words_where_there_is_room(
    qtbot: QtBot, tmp_path: Path, width: int, beside: bool
) -> None:
    with opened(qtbot, tmp_path, (width, 768)) as window:
        shown(window, "sheet with lines")
        _, row = window.findChildren(SheetRow)
        qtbot.waitUntil(lambda: (row._buttons.x() > row.understood.x()) == beside)
        assert row._open.width() == row._leave_out.width()


def test_both_choices_of_a_line_have_captions_and_minutes_are_minutes(page: SheetPage) -> None:
    type_in(page, "Bridge, hold 10 min")
    (row,) = page.findChildren(SheetRow)
    assert row.understood.said.text() == "10 min"
    row.toggle()
    said = [one.text() for one in row.findChildren(QLabel)]
    assert {"Exercise", "Sides"} <= set(said)
    assert row._open.text() == "Close"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Bridge, 3 x 10", "Hold: not on the sheet, 10 s as recommended."),
        ("Butterfly, 3 x 10", ""),
        (
            "Butterfly every 2 days",
            "Repetitions: not on the sheet, 2 as recommended.\nHold: not on the sheet, 30 s as recommended.",
        ),
        ("Butterfly 2 x 30 s", ""),
        ("Butterfly", "It does not say how much: the usual counts."),
        ("Clamshells 2 x 15", "Not known yet: it becomes an exercise of yours."),
    ],
)
def test_numbers_that_the_sheet_does_not_say_are_named(page: SheetPage, line: str, said: str) -> None:
    type_in(page, line)
    (row,) = page.findChildren(SheetRow)
    assert row.understood._notes.text() == said
    assert row.understood._notes.isHidden() == (not said)


def test_a_number_that_the_person_gave_is_no_longer_named(page: SheetPage) -> None:
    type_in(page, "Butterfly, 3 x 10")
    (row,) = page.findChildren(SheetRow)
    row.corrected.emit({"hold_s": 20.0})
    assert row.understood._notes.isHidden()


def test_a_line_that_comes_to_much_says_so_and_can_be_read_otherwise(page: SheetPage, stores: Stores) -> None:
    """One that is usually done in sets: of another one it is asked how it is meant."""
    type_in(page, "Bridge, 3 x 10")
    (row,) = page.findChildren(SheetRow)
    assert "More than recommended: the usual is 3 × 10 s." in words(page)
    pressed(page, "Bridge: Read it as 3 × 10 s")
    assert "More than recommended" not in words(page)
    assert row._readings.isHidden()
    assert row._open.hasFocus()
    dosage = kept(page, stores).entries[0].dosage
    assert dosage
    assert (dosage.hold_s, dosage.reps, dosage.sets) == (10, 3, 1)


@pytest.mark.parametrize("line", ["Clamshells 3 x 20", "Butterfly 3 x 10 x 30 s", "Butterfly 3 x 3"])
def test_no_other_way_to_read_a_line_is_offered_where_none_is_needed(page: SheetPage, line: str) -> None:
    type_in(page, line)
    (row,) = page.findChildren(SheetRow)
    assert row._readings.isHidden() == (line != "Butterfly 3 x 3")


def test_an_empty_sheet_and_its_example_are_seen_in_a_low_window(
    qtbot: QtBot, tmp_path: Path, qapp: QApplication
) -> None:
    with opened(qtbot, tmp_path, (720, 480)) as window:
        theme.apply(qapp, Settings(theme=Theme.LIGHT))
        shown(window, "sheet")
        (page,) = window.findChildren(SheetPage)
        qtbot.waitUntil(lambda: page._save.y() == page._start.y())
        first = page._example._understood[0].said
        qtbot.waitUntil(lambda: first.mapTo(window, first.rect().bottomLeft()).y() <= window.height())


def test_what_is_understood_is_seen_in_a_small_window(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (720, 480)) as window:
        shown(window, "sheet with lines")
        _, second = window.findChildren(SheetRow)
        qtbot.wait(100)
        assert second.mapTo(window, second.rect().topLeft()).y() < window.height() - 20
        (page,) = window.findChildren(SheetPage)
        sheet_ = page._sheet
        below_the_text = sheet_.height() - page.text.mapTo(sheet_, page.text.rect().bottomLeft()).y()
        assert below_the_text < 30, "the card is as high as the sheet"


@pytest.mark.parametrize(
    ("size", "text"), [((1366, 768), 100), ((720, 480), 200), ((1366, 768), 200), ((2294, 960), 200)]
)
def test_the_title_is_there_with_any_text_and_the_sheet_as_high_as_its_card(
    qtbot: QtBot, tmp_path: Path, qapp: QApplication, size: tuple[int, int], text: int
) -> None:
    with opened(qtbot, tmp_path, size, text) as window:
        shown(window, "sheet")
        (page,) = window.findChildren(SheetPage)
        (title,) = (one for one in page.findChildren(QLabel) if one.property("role") == "title")
        assert title.isVisible()
        if page._columns.columns > 1:
            qtbot.waitUntil(
                lambda: page.text.mapTo(page, page.text.rect().bottomLeft()).y() > 0.9 * page.height()
            )
    theme.apply(qapp, Settings())


@pytest.mark.parametrize("place", ["sheet", "sheet with lines"])
def test_lines_stand_below_each_other_without_gaps_in_a_large_window(
    qtbot: QtBot, tmp_path: Path, place: str
) -> None:
    """They were pulled apart over the whole height."""
    with opened(qtbot, tmp_path, (1920, 1080)) as window:
        shown(window, place)
        (page,) = window.findChildren(SheetPage)
        if place == "sheet":
            qtbot.waitUntil(lambda: bool(page._example._understood[0].said.text()))
            rows: list[QWidget] = [*page._example._understood]
        else:
            rows = [one.understood for one in window.findChildren(SheetRow)]
        QApplication.processEvents()
        for row in rows:
            assert row.height() <= row.sizeHint().height() + 10


def test_the_fields_of_a_line_are_seen_when_they_open(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (1024, 600)) as window:
        shown(window, "sheet")
        (page,) = window.findChildren(SheetPage)
        type_in(page, SHEET)
        QApplication.processEvents()
        row = page._row_of[page._keys[-1]]
        area = page.findChildren(QScrollArea)[0]
        area.ensureWidgetVisible(row._open, 0, 0)
        row._open.click()
        fields = row._fields
        assert fields
        qtbot.waitUntil(lambda: fields.height() > 150)
        qtbot.waitUntil(lambda: fields.visibleRegion().boundingRect().height() == fields.height())
        qtbot.waitUntil(lambda: row._open.visibleRegion().boundingRect().height() == row._open.height())


def test_where_a_new_exercise_works_and_its_position_have_captions(page: SheetPage) -> None:
    type_in(page, "Couch stretch 1 min each side")
    assert {"Muscle group", "Position"} <= set(words(page).split("\n"))


def test_a_line_that_can_be_read_in_two_ways_asks_and_nothing_is_chosen(page: SheetPage) -> None:
    type_in(page, "Butterfly, 3 x 10, 2x/day\nBridge 3 x 10")
    open_, usual = page.findChildren(SheetRow)
    assert open_.understood.question.text() == "It can be read in two ways. Choose one."
    assert open_.understood.said.text() == "2 times a day"
    answers = (open_._as_repetitions, open_._as_seconds)
    assert [one.text() for one in answers] == ["Read it as 3 sets of 10 × 30 s", "Read it as 3 × 10 s"]
    assert {one.accessibleDescription() for one in answers} == {open_.understood.question.text()}
    QApplication.processEvents()
    assert all(one.isVisibleTo(page) for one in answers)
    assert len({one.width() for one in answers}) == 1
    assert not usual._as_repetitions.isVisibleTo(page), "done in sets"
    assert "3 sets of 10 × 10 s" in words(page)
    assert page._length.isHidden(), "the minutes are not known"
    assert "Choose below how it is meant, then you can keep it." in words(page)
    assert page._save.toolTip() == page._start.toolTip() == page._problem.text()


@pytest.mark.parametrize(
    ("answer", "dosage"),
    [("Read it as 3 sets of 10 × 30 s", (30, 10, 3)), ("Read it as 3 × 10 s", (10, 3, 1))],
)
def test_an_answer_counts_as_any_other_line(
    page: SheetPage, stores: Stores, answer: str, dosage: tuple[float, int, int]
) -> None:
    type_in(page, "Butterfly, 3 x 10")
    (row,) = page.findChildren(SheetRow)
    pressed(page, f"Butterfly: {answer}")
    assert row.understood.said.text() == answer.removeprefix("Read it as ")
    assert row._readings.isHidden()
    assert row._open.hasFocus()
    assert page._length.isVisible()
    assert page._problem.isHidden()
    assert ("More than recommended" in words(page)) == (dosage[2] == 3)
    entry = kept(page, stores).entries[0].dosage
    assert entry
    assert (entry.hold_s, entry.reps, entry.sets) == dosage


def test_while_a_line_asks_nothing_can_be_kept_and_the_key_leads_to_it(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (1024, 600)) as window:
        shown(window, "sheet")
        (page,) = window.findChildren(SheetPage)
        page.text.setPlainText(f"{SHEET}Butterfly, 3 x 10\nFrog 3 x 10")  # and no pause
        started: list[str] = []
        page.start_requested.connect(started.append)

        def start_by_key() -> None:
            QTest.keyClick(page.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

        start_by_key()
        row = page._row_of["Butterfly, 3 x 10", 0]
        assert row._as_repetitions.hasFocus()
        qtbot.waitUntil(lambda: row.visibleRegion().boundingRect().height() == row.height())
        assert not page._save.isEnabled()
        assert not page._start.isEnabled()
        pressed(page, "Butterfly: Read it as 3 × 10 s")
        start_by_key()
        assert page._row_of["Frog 3 x 10", 0]._as_repetitions.hasFocus()
        assert not page._start.isEnabled()
        assert not started
        assert page.text.toPlainText()
        pressed(page, "Frog: Read it as 3 × 10 s")
        assert page._save.isEnabled()
        page._start.click()
        assert started


def test_a_line_that_asks_has_no_numbers_and_is_not_closed(page: SheetPage) -> None:
    """Numbers would be one of the answers, chosen by nobody."""
    type_in(page, "Butterfly, 3 x 10")
    pressed(page, "Butterfly: Change")
    (row,) = page.findChildren(SheetRow)
    fields = [number(page, f"Butterfly: {one}") for one in ("Sets", "Repetitions", "Hold")]
    assert choice(page, "Butterfly: Exercise").hasFocus()
    assert not any(one.isVisibleTo(page) for one in [row._open, *fields])
    choice(page, "Butterfly: Exercise").set_value("frog")
    assert "It can be read in two ways" in words(page), "which exercise it is says nothing of it"
    assert not row._open.isVisibleTo(page)
    pressed(page, "Butterfly: Read it as 3 × 10 s")
    assert row._open.hasFocus()
    assert all(one.isVisibleTo(page) for one in [row._open, *fields])
    assert [one.text() for one in fields] == ["1", "3", "10 s"]
    pressed(page, "Butterfly: Close")
    assert not row._fields
    assert row._open.text() == "Change"


def test_the_answers_of_a_question_are_alike_and_stand_out(page: SheetPage) -> None:
    """Where it is only offered to read a line otherwise, that is a usual button."""
    type_in(page, "Butterfly, 3 x 10\nBridge, 3 x 10")
    asks, offers = page.findChildren(SheetRow)
    assert {asks._as_repetitions.property("kind"), asks._as_seconds.property("kind")} == {"accent"}
    assert not offers._as_seconds.property("kind")


@pytest.mark.parametrize(("width", "beside"), [(1366, True), (1024, False)])
def test_the_answers_stand_below_the_question(qtbot: QtBot, tmp_path: Path, width: int, beside: bool) -> None:
    with opened(qtbot, tmp_path, (width, 768)) as window:
        shown(window, "sheet with lines")
        _, row = window.findChildren(SheetRow)
        qtbot.waitUntil(lambda: (row._buttons.x() > row.understood.x()) == beside)
        qtbot.waitUntil(lambda: row._as_seconds.height() > 20)
        top = row._readings.y()
        assert (top < row._buttons.y()) != beside
        assert top >= row.understood.geometry().bottom()
        assert row._as_repetitions.y() == row._as_seconds.y()
        picture = row.understood._picture
        assert picture.y() == 0, "beside the name"


def test_what_is_understood_has_more_room_than_the_sheet(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        shown(window, "sheet with lines")
        (page,) = window.findChildren(SheetPage)
        _, row = window.findChildren(SheetRow)
        qtbot.waitUntil(lambda: row.width() > 1.4 * page.text.width())
        x = page.name.parentWidget()
        assert x
        card = page._example.parentWidget()
        assert card
        assert x.mapTo(page, x.rect().topLeft()).x() == card.mapTo(page, card.rect().topLeft()).x()


def test_what_was_said_of_a_line_is_kept_for_the_next_start(
    qtbot: QtBot, page: SheetPage, stores: Stores
) -> None:
    type_in(page, "Butterfly, 3 x 10\nBridge 3 x 10")
    page._kept_soon.stop()
    pressed(page, "Butterfly: Read it as 3 × 10 s")
    assert page._kept_soon.isActive()
    page._kept_soon.timeout.emit()
    again = SheetPage(
        Stores.open(resolve(stores.paths.history.parent), catalogue.load([assets_dir()])),
        lambda: None,
        PictureCache(),
    )
    qtbot.addWidget(again)
    assert again.text.toPlainText() == page.text.toPlainText()
    assert again._row_of["Butterfly, 3 x 10", 0].understood.said.text() == "3 × 10 s"
    assert not again._open
    assert page.keep()
    assert stores.drafts().get("sheet") == {}
