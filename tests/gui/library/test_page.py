from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hipstretch.core.conditions import Condition
from hipstretch.core.exercise import MuscleGroup, Position, Side
from hipstretch.core.folding import fold
from hipstretch.core.schedule import Period, Schedule, daily
from hipstretch.core.search import Search
from hipstretch.core.settings import DosageOverride, Motion
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import Catalogue, load
from hipstretch.data.paths import resolve
from hipstretch.qt.stores import Stores
from hipstretch.ui.library.exercise_detail import ExerciseDetail
from hipstretch.ui.library.page import LibraryPage
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.cards import CardGrid
from hipstretch.ui.widgets.handout_dialog import HandoutDialog
from hipstretch.ui.widgets.pictures import PictureCache
from tests.gui.asking import the_open
from tests.gui.screens import opened, shown

BUNDLED = load([assets_dir()])


@pytest.fixture
def stores(qtbot: QtBot, tmp_path: Path) -> Stores:
    """The bundled catalogue, with pictures for the lunge alone."""
    folder = tmp_path / "half-kneel-lunge"
    folder.mkdir()
    image = QImage(40, 30, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.red)
    for name in ("start", "hold", "motion"):
        assert image.save(str(folder / f"{name}.webp"))
    catalogue = Catalogue(BUNDLED.exercises, BUNDLED.routines, (), {"half-kneel-lunge": folder})
    return Stores.open(resolve(tmp_path / "data"), catalogue)


@pytest.fixture
def page(stores: Stores, qtbot: QtBot) -> Iterator[LibraryPage]:
    cache = PictureCache()
    made = LibraryPage(stores, cache)
    qtbot.addWidget(made)
    made.resize(1024, 544)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()


def words(page: LibraryPage) -> str:
    """What the exercise in detail says."""
    (detail,) = page.findChildren(ExerciseDetail)
    return "\n".join(found.text() for found in detail.findChildren(QLabel))


def press(choice: QAbstractButton | None) -> None:
    assert choice is not None
    choice.click()


def test_every_exercise_is_a_card_in_the_order_of_its_name(page: LibraryPage) -> None:
    names = [BUNDLED.exercises[i].text.name for i in page.exercises.shown()]
    assert len(names) == 21
    assert names == sorted(names, key=fold)
    assert {card.exercise.id for card in page.exercises.cards()} == set(BUNDLED.exercises)


def test_filters_by_group_position_mat_and_words(page: LibraryPage) -> None:
    press(page.filters.group.button(1 + list(MuscleGroup).index(MuscleGroup.INNER)))
    assert set(page.exercises.shown()) == {
        "adductor-squeeze",
        "frog",
        "butterfly",
        "side-lunge",
        "supine-leg-out",
    }
    page.filters.position.setCurrentIndex(page.filters.position.findData(Position.SUPINE.value))
    assert set(page.exercises.shown()) == {"adductor-squeeze", "supine-leg-out"}
    page.filters.mat_only.setChecked(True)
    assert page.exercises.shown() == ["supine-leg-out"]
    page.filters.search.setText("LEG toes")
    assert page.exercises.shown() == ["supine-leg-out"]
    page.filters.search.setText("ball")
    assert page.exercises.shown() == []


def test_a_search_in_another_language_needs_no_accents_and_finds_english_names_too(
    qtbot: QtBot, tmp_path: Path
) -> None:
    stores = Stores.open(resolve(tmp_path), load([assets_dir()], "es"))
    page = LibraryPage(stores, PictureCache())
    qtbot.addWidget(page)
    for words, found in (
        ("elevacion de cadera", "bridge"),
        ("hip lift", "bridge"),
        ("cuadriceps pie", "standing-quad"),
    ):
        page.filters.search.setText(words)
        assert found in page.exercises.shown()


def test_nothing_found_says_so_and_offers_all_again(page: LibraryPage) -> None:
    page.filters.search.setText("zzz")
    assert page.exercises.show_all.isVisible()
    page.exercises.show_all.click()
    assert len(page.exercises.shown()) == 21
    assert not page.exercises.show_all.isVisible()


def test_keys_find_open_and_go_back_to_the_card(page: LibraryPage, qtbot: QtBot) -> None:
    page.exercises.cards()[0].setFocus()
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.focusWidget() is page.filters.search
    QTest.keyClicks(page.filters.search, "lunge half")
    (card,) = (c for c in page.exercises.cards() if c.exercise.id == "half-kneel-lunge")
    qtbot.waitUntil(card.isVisible)
    card.setFocus()
    QTest.keyClick(card, Qt.Key.Key_Space)
    assert "Half-kneel lunge" in words(page)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.focusWidget() is card
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.filters.search.text() == ""


def test_the_detail_says_everything_for_the_side_that_is_chosen(page: LibraryPage) -> None:
    page.open_exercise("half-kneel-lunge")
    said = words(page)
    exercise = BUNDLED.exercises["half-kneel-lunge"]
    assert "front of the left hip" in said
    for text in (exercise.text.stop, exercise.text.source, *exercise.text.cautions, *exercise.text.mistakes):
        assert text in said
    (detail,) = page.findChildren(ExerciseDetail)
    press(detail.side_choice.button(1))
    assert detail.side is Side.RIGHT
    assert "front of the right hip" in words(page)
    assert "left hip" not in words(page)
    assert "{" not in words(page)


def test_pictures_there_are_can_be_chosen_and_the_left_one_is_mirrored(
    page: LibraryPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.open_exercise("half-kneel-lunge")
    (detail,) = page.findChildren(ExerciseDetail)
    shown = []
    monkeypatch.setattr(detail._picture, "show_picture", lambda path, **how: shown.append((path.stem, how)))
    hold = detail._pictures["hold"]
    buttons = detail.picture_choice.buttons()
    assert [b.property("value") for b in buttons] == ["start", "hold", "motion"]
    assert detail.picture_choice.checkedButton() is buttons[1]
    buttons[2].click()
    press(detail.side_choice.button(1))
    assert shown == [
        ("motion", {"mirrored": True, "moving": True, "instead": hold}),
        ("motion", {"mirrored": False, "moving": True, "instead": hold}),
    ]


def test_nothing_moves_with_reduced_motion(page: LibraryPage, stores: Stores) -> None:
    stores.settings.change(motion=Motion.REDUCED)
    page.open_exercise("half-kneel-lunge")
    (detail,) = page.findChildren(ExerciseDetail)
    assert [b.property("value") for b in detail.picture_choice.buttons()] == ["start", "hold"]


def test_an_exercise_without_pictures_or_sides_says_so(page: LibraryPage) -> None:
    page.open_exercise("cobra")
    said = words(page)
    assert "This exercise has no picture." in said
    (detail,) = page.findChildren(ExerciseDetail)
    assert not hasattr(detail, "side_choice")
    assert "each side" not in said


def test_yours_beside_the_recommended(page: LibraryPage, stores: Stores) -> None:
    override = DosageOverride(hold_s=45, reps=7)
    stores.settings.save(stores.settings.current.with_override("frog", override))
    (card,) = (c for c in page.exercises.cards() if c.exercise.id == "frog")
    assert "7 × 45 s" in card.accessibleName()
    page.open_exercise("frog")
    said = words(page).split("\n")
    assert "45 s" in said
    assert "30–60 s" in said


def test_another_page_can_have_one_group_shown(page: LibraryPage) -> None:
    page.filters.mat_only.setChecked(True)
    page.filters.search.setText("chair")
    page.show_routines(routines=True)
    page.show_group(MuscleGroup.INNER)
    assert page.filters.isVisible()
    assert page.filters.wanted() == Search(group=MuscleGroup.INNER)
    assert {BUNDLED.exercises[name].group for name in page.exercises.shown()} == {MuscleGroup.INNER}


def test_routines_are_listed_with_their_length_and_start(page: LibraryPage, qtbot: QtBot) -> None:
    page.show_routines(routines=True)
    starts = [b for b in page.findChildren(QAbstractButton) if b.accessibleName().startswith("Start ")]
    assert len(starts) == 9
    (six,) = (b for b in starts if b.accessibleName() == "Start Six minutes, 6 min")
    assert six.isVisible()
    with qtbot.waitSignal(page.start_requested) as started:
        six.click()
    assert started.args == ["six-minutes"]


def test_the_largest_text_fits_a_small_window(stores: Stores, qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, replace(stores.settings.current, text_size=200))
    page = LibraryPage(stores, PictureCache())
    qtbot.addWidget(page)
    page.show()
    page.open_exercise("half-kneel-lunge")
    width = page.minimumSizeHint().width()
    theme.apply(qapp, stores.settings.current)
    assert width <= 1024


def test_a_long_name_keeps_the_page_in_a_small_window(stores: Stores, qtbot: QtBot) -> None:
    frog = BUNDLED.exercises["frog"]
    long = replace(frog, text=replace(frog.text, name="Frog stretch " * 9))
    stores.catalogue.current = Catalogue({"frog": long}, {}, (), {})
    page = LibraryPage(stores, PictureCache())
    qtbot.addWidget(page)
    page.resize(1024, 544)
    page.show()
    QApplication.processEvents()
    assert page.width() == 1024
    page.open_exercise("frog")
    QApplication.processEvents()
    assert page.minimumSizeHint().width() <= 1024


def button_of(page: LibraryPage, text: str) -> QAbstractButton:
    (found,) = [b for b in page.findChildren(QAbstractButton) if b.text() == text and b.isVisibleTo(page)]
    return found


def test_an_exercise_is_hidden_with_undo_and_found_again(page: LibraryPage, stores: Stores) -> None:
    assert not page.filters.hidden_only.isVisible()
    page.open_exercise("frog")
    button_of(page, "Hide from lists and suggestions").click()
    assert stores.settings.current.hidden == ("frog",)
    assert "frog" not in page.exercises.shown()
    assert len(page.exercises.shown()) == 20
    button_of(page, "Undo (Ctrl+Z)").click()
    assert "frog" in page.exercises.shown()
    page.open_exercise("frog")
    button_of(page, "Hide from lists and suggestions").click()
    page.filters.hidden_only.click()
    assert page.exercises.shown() == ["frog"]
    page.open_exercise("frog")
    button_of(page, "Show again").click()
    assert not stores.settings.current.hidden
    assert not page.filters.hidden_only.isVisible()
    assert len(page.exercises.shown()) == 21


def test_an_exercise_can_be_started_alone_and_be_due_by_itself(
    qtbot: QtBot, page: LibraryPage, stores: Stores
) -> None:
    page.open_exercise("bridge")
    with qtbot.waitSignal(page.start_requested) as asked:
        button_of(page, "Start this alone").click()
    assert asked.args == ["exercise:bridge"]
    routine = stores.catalogue.current.routine("exercise:bridge")
    assert routine
    assert (routine.name, [e.exercise for e in routine.entries]) == ("Hip lift", ["bridge"])
    (detail,) = page.findChildren(ExerciseDetail)
    detail.times.setValue(3)
    assert stores.schedules.all == {"exercise:bridge": daily(3)}
    detail.times.setValue(0)
    assert stores.schedules.all == {}


def test_times_a_day_of_an_earlier_version_are_shown_and_changed(page: LibraryPage, stores: Stores) -> None:
    stores.settings.change(times_a_day={"bridge": 2, "frog": 1})
    page.open_exercise("bridge")
    (detail,) = page.findChildren(ExerciseDetail)
    assert detail.times.value() == 2
    detail.times.setValue(3)
    assert stores.schedules.all == {"exercise:bridge": daily(3), "exercise:frog": daily(1)}
    assert stores.settings.current.times_a_day == {"frog": 1}


def test_an_exercise_with_a_schedule_leads_to_plan(page: LibraryPage, stores: Stores) -> None:
    stores.schedules.set("exercise:bridge", Schedule((Period(days=3),)))
    page.open_exercise("bridge")
    (detail,) = page.findChildren(ExerciseDetail)
    assert not detail.times.isEnabled()
    assert "Plan says when it is due." in words(page)


def test_the_easier_form_that_counts_is_told_step_by_step(page: LibraryPage, stores: Stores) -> None:
    page.open_exercise("adductor-squeeze")
    usual = words(page)
    assert usual.index("Lie on your back, knees bent") < usual.index("Take the ball away before you get up.")
    assert usual.index("Sit on a chair with the ball") < usual.index("Sit on a chair, feet flat")
    stores.settings.change(conditions=(Condition.PREGNANCY,))
    page.open_exercise("adductor-squeeze")
    QTest.qWait(0)
    adapted = words(page)
    assert "Lie on your back, knees bent" not in adapted
    assert "Press with a quarter of your strength, for" not in adapted, "another form is said of pregnancy"
    assert adapted.index("Sit on a chair, feet flat") < adapted.index("Take the ball away before you get up.")


def test_conditions_are_told_where_an_exercise_is_met(page: LibraryPage, stores: Stores) -> None:
    mine = (Condition.HIP_REPLACEMENT_ANTERIOR, Condition.OSTEOPOROSIS)
    stores.settings.change(conditions=mine)
    cards = {card.exercise.id: card.accessibleName() for card in page.exercises.cards()}
    assert cards["frog"].endswith("to be left out: hip replacement from the front")
    assert cards["bridge"].endswith("easier form first")
    assert cards["adductor-squeeze"].endswith("easier form first")
    page.open_exercise("bridge")
    assert "Come up and down in one piece" in words(page).split("Lie on your back,")[0]
    page.open_exercise("half-kneel-lunge")
    QTest.qWait(0)
    assert "Left out of suggestions because of hip replacement from the front" in words(page)


def test_a_routine_and_an_exercise_can_be_printed(page: LibraryPage) -> None:
    page.show_routines(routines=True)
    shown = [one for one in page.findChildren(QPushButton) if one.accessibleName() == "Print…: Six minutes"]
    shown[0].click()
    asked = the_open(HandoutDialog)
    assert asked.name == "Six minutes"
    asked.reject()
    page.open_exercise("bridge")
    (detail,) = page.findChildren(ExerciseDetail)
    next(one for one in detail.findChildren(QPushButton) if one.text() == "Print…").click()
    asked = the_open(HandoutDialog)
    assert asked.name == "Hip lift"
    asked.reject()


def own_pictures(stores: Stores, *names: str, hold: str = "") -> tuple[str, ...]:
    """Show an exercise with these files, all photos but the clip; the words of its pictures, in order."""
    folder = stores.catalogue.current.folders["half-kneel-lunge"]
    good = (folder / "hold.webp").read_bytes()
    for path in folder.iterdir():
        path.unlink()
    for name in names:
        (folder / name).write_bytes(good)
    photos = tuple(name for name in names if name != "motion.webp")
    made = replace(BUNDLED.exercises["half-kneel-lunge"], photos=photos, hold_photo=hold)
    stores.catalogue.current = replace(
        stores.catalogue.current, exercises={**BUNDLED.exercises, "half-kneel-lunge": made}
    )
    return photos


FOUR = tuple(f"photo-{n}-00000000.webp" for n in (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("files", "hold", "motion", "words"),
    [
        (FOUR[:1], "", Motion.FULL, ["Hold"]),
        (FOUR[:2], "", Motion.FULL, ["Beginning", "Hold"]),
        (FOUR, "", Motion.FULL, ["Beginning", "Hold", "Photo 3", "Photo 4"]),
        (FOUR, FOUR[3], Motion.FULL, ["Beginning", "Hold", "Photo 2", "Photo 3"]),
        (FOUR[:2], FOUR[0], Motion.FULL, ["Hold", "Photo 2"]),
        ((*FOUR[:3], "motion.webp"), "", Motion.FULL, ["Beginning", "Hold", "Movement", "Photo 3"]),
        ((*FOUR[:2], "motion.webp"), "", Motion.REDUCED, ["Beginning", "Hold"]),
        (("motion.webp",), "", Motion.FULL, ["Movement"]),
        (("motion.webp",), "", Motion.REDUCED, ["Movement"]),
    ],
)
def test_an_exercise_with_photos_and_a_clip_shows_each_once(
    page: LibraryPage, stores: Stores, files: tuple[str, ...], hold: str, motion: Motion, words: list[str]
) -> None:
    own_pictures(stores, *files, hold=hold)
    stores.settings.change(motion=motion)
    page.open_exercise("half-kneel-lunge")
    (detail,) = page.findChildren(ExerciseDetail)
    assert [button.text() for button in detail.picture_choice.buttons()] == words
    for button in detail.picture_choice.buttons():
        button.click()
        moves = button.text() == "Movement" and motion is Motion.FULL
        assert (detail._picture._path is not None, detail._picture._moving) == (True, moves)


def go(page: LibraryPage, *keys: Qt.Key) -> int:
    """Press keys where the focus is; the place of the card that has it then."""
    for key in keys:
        QTest.keyClick(page.focusWidget() or page, key)
    return page.exercises.cards().index(page.focusWidget())  # type: ignore[arg-type]


def test_arrows_home_and_end_go_from_card_to_card(page: LibraryPage, stores: Stores, qtbot: QtBot) -> None:
    stores.settings.change(hidden=("frog",))
    page.resize(800, page.height())
    qtbot.waitUntil(lambda: page.exercises._grid.columns == 3)
    search, columns, key = page.filters.search, 3, Qt.Key
    search.setFocus()
    assert go(page, key.Key_Down) == 0
    assert go(page, key.Key_Left) == 0
    assert go(page, key.Key_Right) == 1
    assert go(page, key.Key_Down, key.Key_Down) == 1 + 2 * columns
    assert go(page, key.Key_Up) == 1 + columns
    assert go(page, key.Key_End) == 19
    assert go(page, key.Key_Down, key.Key_Right) == 19
    assert go(page, key.Key_Up, key.Key_Right) == 17
    assert go(page, key.Key_Down) == 19, "below it is none: the last"
    assert go(page, key.Key_Home) == 0
    QTest.keyClick(page.exercises.cards()[0], key.Key_Up)
    assert search.hasFocus()


def test_words_of_a_card_stay_together_beside_one_with_more_lines(qtbot: QtBot, tmp_path: Path) -> None:
    """A place in two lines tore name and dosage of its neighbours apart."""
    with opened(qtbot, tmp_path, (1024, 600)) as window:
        page = window.open_page("library")
        assert isinstance(page, LibraryPage)
        gaps = set()
        for card in page.exercises.cards():
            card.resize(card.width(), card.height() + 40)
            QApplication.processEvents()
            name, dosage = card.findChildren(QLabel)[:2]
            gaps.add(dosage.y() - name.geometry().bottom())
        assert max(gaps) <= 4


def test_cards_go_the_other_way_where_one_reads_from_the_right(page: LibraryPage) -> None:
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.exercises.cards()[0].setFocus()
    assert go(page, Qt.Key.Key_Left) == 1
    assert go(page, Qt.Key.Key_Right) == 0


def test_end_leads_to_the_last_also_of_very_many(stores: Stores, page: LibraryPage) -> None:
    for number in range(40):
        frog = replace(BUNDLED.exercises["frog"], id=f"my-{number}")
        stores.catalogue.save_exercise(frog)
    page.exercises.cards()[0].setFocus()
    assert go(page, Qt.Key.Key_End) == 60


def test_escape_clears_the_search_then_leaves_it_for_the_cards(page: LibraryPage) -> None:
    page.filters.search.setFocus()
    QTest.keyClicks(page.filters.search, "lunge")
    QTest.keyClick(page.filters.search, Qt.Key.Key_Escape)
    assert (page.filters.search.text(), page.filters.search.hasFocus()) == ("", True)
    QTest.keyClick(page.filters.search, Qt.Key.Key_Escape)
    assert page.exercises.cards()[0].hasFocus()
    QTest.keyClick(page.exercises.cards()[0], Qt.Key.Key_Escape)
    assert page.exercises.cards()[0].hasFocus()


def test_enter_in_the_search_opens_the_first_that_was_found(page: LibraryPage) -> None:
    page.filters.search.setFocus()
    QTest.keyClick(page.filters.search, Qt.Key.Key_Return)
    assert page._stack.currentWidget() is page._list
    QTest.keyClicks(page.filters.search, "zzz")
    QTest.keyClick(page.filters.search, Qt.Key.Key_Return)
    assert page._stack.currentWidget() is page._list
    page.filters.search.setText("half-kneel")
    QTest.keyClick(page.filters.search, Qt.Key.Key_Return)
    assert page._detail
    assert page._detail.exercise.id == "half-kneel-lunge"
    assert page._stack.currentWidget() is page._detail


def test_escape_in_the_search_of_the_builder_clears_it_then_leaves(page: LibraryPage) -> None:
    page.new_routine()
    assert page._builder
    page._builder.search.setFocus()
    QTest.keyClicks(page._builder.search, "frog")
    QTest.keyClick(page._builder.search, Qt.Key.Key_Escape)
    assert (page._builder.search.text(), page._stack.currentWidget()) == ("", page._builder)
    QTest.keyClick(page._builder.search, Qt.Key.Key_Escape)
    assert page._stack.currentWidget() is page._list


def test_two_rows_of_cards_are_seen_whole_and_their_lines_stand_side_by_side(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        shown(window, "library")
        (page,) = window.findChildren(LibraryPage)
        qtbot.waitUntil(lambda: page.exercises.cards()[9].visibleRegion().boundingRect().height() > 200)
        rows = {card.y() for card in page.exercises.cards()[:10]}
        assert len(rows) == 2
        for number in (0, 5):
            cards = page.exercises.cards()[number : number + 5]
            assert all(one.visibleRegion().boundingRect() == one.rect() for one in cards)
            labels = [[one.y() for one in card.findChildren(QLabel)] for card in cards]
            assert all(one == labels[0] for one in labels)
            assert len({card.picture.height() for card in cards}) == 1
        search = page.filters.search
        assert search.width() < 300
        last = page.filters.mat_only
        assert search.geometry().center().y() == last.geometry().center().y(), "one line for all that narrows"


def test_what_is_left_of_all_is_counted(page: LibraryPage) -> None:
    assert not page.filters._count.isVisible()
    page.show_group(MuscleGroup.INNER)
    found = len(page.exercises.shown())
    assert page.filters._count.isVisible()
    assert page.filters._count.text() == f"{found} of 21"
    page.filters.clear()
    assert not page.filters._count.isVisible()
    page.show_routines(routines=True)
    assert not page.filters.new.isVisible(), "it is for exercises"


def test_an_exercises_main_button_is_seen_as_such_and_its_columns_line_up(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path, (1024, 600)) as window:
        shown(window, "exercise")
        (detail,) = window.findChildren(ExerciseDetail)
        (start,) = (b for b in detail.findChildren(QAbstractButton) if b.text() == "Start this alone")
        assert start.property("kind") == "primary"
        said = {one.text(): one for one in detail.findChildren(QLabel)}
        assert any(words.startswith("Breathing: ") for words in said)
        assert said["When to stop"].visibleRegion().boundingRect().height() > 10
        above, below = detail.findChildren(CardGrid)
        QApplication.processEvents()
        assert [one.x() for one in above._cards] == [one.x() for one in below._cards]
        steps = above._cards[1]
        assert steps.property("surface") == "card"
        stage = detail._stage
        assert stage.mapTo(above, stage.rect().bottomLeft()).y() == steps.geometry().bottom(), "as high"


def test_steps_are_seen_in_a_small_window(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (720, 480)) as window:
        shown(window, "exercise")
        (detail,) = window.findChildren(ExerciseDetail)
        qtbot.waitUntil(lambda: detail._steps.visibleRegion().boundingRect().height() > 60)
        picture = detail._picture
        qtbot.waitUntil(lambda: picture.visibleRegion().boundingRect().height() == picture.height())


def test_the_tab_pressed_again_leads_back_to_the_list_and_what_was_typed_is_kept(
    page: LibraryPage, stores: Stores
) -> None:
    def shown() -> str:
        now = page._stack.currentWidget()
        assert now
        return "list" if now is page._list else type(now).__name__

    page.tab_pressed_again()
    assert shown() == "list"
    page.open_exercise("bridge", go_back=lambda: pytest.fail("the tab is that of the Library"))
    assert shown() == "ExerciseDetail"
    page.tab_pressed_again()
    assert shown() == "list"
    assert page.exercises.card_of("bridge") is QApplication.focusWidget()
    page.open_sheet()
    page.tab_pressed_again()
    assert (shown(), page._lists.stack.currentIndex()) == ("list", 1)
    page.edit_exercise()
    assert page._form
    page._form.name.setText("Mine")
    page.tab_pressed_again()
    assert shown() == "list"
    (typed,) = page.unfinished()
    typed.show()
    assert page._form.name.text() == "Mine"


def test_the_first_that_is_found_is_seen_wherever_the_list_was_scrolled_to(
    page: LibraryPage, qtbot: QtBot
) -> None:
    bar = page._area.verticalScrollBar()

    def scroll() -> None:
        QApplication.processEvents()
        bar.setValue(bar.maximum())
        assert bar.value() > 100

    narrows: tuple[Callable[[], object], ...] = (
        lambda: page.filters.search.setText("knee"),
        lambda: page.filters.position.setCurrentIndex(1),
        page.filters.mat_only.click,
        lambda: page.show_group(MuscleGroup.FRONT),
    )
    for narrow in narrows:
        scroll()
        narrow()
        assert bar.value() == 0
        qtbot.waitUntil(lambda: page.exercises.cards()[0].visibleRegion().boundingRect().height() > 0)
        page.filters.clear()


def test_what_was_just_made_has_the_focus_and_is_seen(page: LibraryPage, qtbot: QtBot) -> None:
    page.open_sheet()
    assert page._sheet
    page._sheet.name.setText("Zz from the sheet")
    page._sheet.text.setPlainText("Bridge 3 x 10")
    page._sheet.keep()

    def is_at(name: str) -> None:
        focused = QApplication.focusWidget()
        assert focused
        assert focused.accessibleName() == f"Change: {name}"
        qtbot.waitUntil(lambda: focused.visibleRegion().boundingRect().height() == focused.height())

    is_at("Zz from the sheet")
    for way in (page._leave, page.tab_pressed_again):
        page.new_routine()
        assert page._builder
        page._builder.add("cobra")
        name = page._builder.routine.name
        way()
        is_at(name)
    page.new_routine()
    page._leave()
    assert page._kinds.buttons()[1].hasFocus(), "without an exercise it is not kept"
