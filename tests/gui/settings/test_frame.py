"""The tabs of Settings stand at the left of the sections where there is room, else above them."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hipstretch import translation
from hipstretch.core.exercise import Kind
from hipstretch.core.settings import DosageOverride, Settings, Theme
from hipstretch.ui.settings.page import SettingsPage
from hipstretch.ui.settings.rows import FIELD_PX, GAP, MARGIN, MOST_WORDS_PX, NUMBER_PX, SettingsRows
from hipstretch.ui.settings.section import BELOW_PX
from hipstretch.ui.shell.main_window import MainWindow
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.thumbnail import Thumbnail
from tests.gui.screens import SECTIONS, opened, settings


@pytest.fixture(scope="module", autouse=True)
def _usual_look_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


def shown(window: MainWindow, section: str) -> SettingsPage:
    settings(window, section)
    QApplication.processEvents()
    page = window.page
    assert isinstance(page, SettingsPage)
    return page


def place(one: QWidget) -> QRect:
    return QRect(one.mapTo(one.window(), QPoint()), one.size())


def title(page: SettingsPage) -> QLabel:
    (found,) = [one for one in page.findChildren(QLabel) if one.text() == "Settings"]
    return found


def tabs(page: SettingsPage) -> list[QRect]:
    return [place(one) for one in page._tabs.buttons()]


@pytest.mark.parametrize(
    ("size", "text_size"), [((1366, 768), 100), ((1024, 600), 100), ((1920, 1080), 200), ((3440, 1440), 100)]
)
def test_in_a_wide_window_the_tabs_stand_below_each_other_beside_the_section(
    qtbot: QtBot, tmp_path: Path, size: tuple[int, int], text_size: int
) -> None:
    with opened(qtbot, tmp_path, size, text_size) as window:
        page = shown(window, "Timing and sides")
        places = tabs(page)
        assert len({(one.x(), one.width()) for one in places}) == 1
        assert all(above.bottom() < below.top() for above, below in pairwise(places))
        heading = page.timing._title
        assert place(heading).left() > places[0].right()
        assert heading.property("role") == "heading"
        assert place(title(page)).x() == place(window._bar._title).x()
        assert place(window).contains(places[-1])


@pytest.mark.parametrize(
    ("size", "text_size"), [((720, 480), 100), ((1366, 320), 100), ((1366, 768), 200), ((720, 480), 200)]
)
def test_in_a_narrow_or_low_window_the_tabs_stand_above_the_section(
    qtbot: QtBot, tmp_path: Path, size: tuple[int, int], text_size: int
) -> None:
    with opened(qtbot, tmp_path, size, text_size) as window:
        page = shown(window, "Timing and sides")
        assert not title(page).isVisible()
        assert not page.timing._title.isVisible(), "the open tab says it"
        field = page.timing.numbers["prepare_s"]
        assert max(one.bottom() for one in tabs(page)) < place(field).top()
        assert place(field).left() < window.width() / 2 + theme.px(FIELD_PX)


@pytest.mark.parametrize("text_size", [100, 200])
def test_the_focus_stays_on_a_tab_that_moves_and_nothing_is_scrolled(
    qtbot: QtBot, tmp_path: Path, text_size: int
) -> None:
    with opened(qtbot, tmp_path, (1366, 768), text_size) as window:
        page = shown(window, "Goal")
        tab = page._tabs.button(2)
        tab.setFocus()
        for size in ((720, 480), (1366, 768), (1920, 1080), (1024, 600)):
            window.resize(*size)
            QApplication.processEvents()
            assert tab.hasFocus()
            assert tab.isVisible()
            assert page.goal.area.verticalScrollBar().value() == 0


def test_up_and_down_go_from_tab_to_tab_of_the_rail(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        page = shown(window, "Hold lengths")
        page.setFocus()
        for key, number in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1)):
            QTest.keyClick(page.focusWidget(), key)
            assert page._stack.currentIndex() == number
            assert page._tabs.button(number).hasFocus()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [720, 1366, 3440])
def test_the_bar_below_a_section_begins_and_ends_where_the_section_does(
    qtbot: QtBot, tmp_path: Path, language: str, width: int
) -> None:
    translation.use(language)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if language == "ar" else Qt.LayoutDirection.LeftToRight
    )
    try:
        with opened(qtbot, tmp_path, (width, 768), language=language) as window:
            exercise = next(iter(window._stores.catalogue.current.exercises))
            window._stores.settings.change(exercises={exercise: DosageOverride(reps=5)})
            held = shown(window, "Hold lengths").hold_lengths
            card, words, last = place(held.groups[0]), place(held.effect), place(held.reset_all)
            assert held.bar.isVisible()
            begins, ends = (words.left(), last.right()) if language == "en" else (last.left(), words.right())
            assert (begins, ends) == (card.left(), card.right())
    finally:
        app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        translation.use(translation.ENGLISH)


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (1920, 1080)])
def test_the_rest_days_stand_in_one_line_where_the_window_is_wide(
    qtbot: QtBot, tmp_path: Path, size: tuple[int, int]
) -> None:
    with opened(qtbot, tmp_path, size) as window:
        chips = shown(window, "Goal").goal.rest_days.values()
        assert len({one.y() for one in chips}) == 1


def test_fields_have_one_width_and_begin_at_one_place(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (1920, 1080)) as window:
        numbers, choices = set(), set()
        for name in SECTIONS[1:]:
            page = shown(window, name)
            section = next(one for one in page._sections if one.isVisible())
            numbers |= {(place(one).x(), one.width()) for one in section.numbers.values()}
            choices |= {(place(one).x(), one.width()) for one in section.choices.values()}
        (number,), (choice,) = numbers, choices
        assert number[0] == choice[0]
        assert (number[1], choice[1]) == (NUMBER_PX, FIELD_PX)


def test_in_a_small_window_tabs_stand_apart_in_two_lines_and_begin_where_the_page_does(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path, (720, 480)) as window:
        page = shown(window, "Sound")
        buttons = page._tabs.buttons()
        assert len({one.y() for one in tabs(page)}) == 2
        assert {one.property("room") for one in buttons} == {""}, "the border of none touches the next"
        card, _ = page.sound.findChildren(SettingsRows)
        assert place(card).top() < 210
        window.resize(1366, 768)
        qtbot.waitUntil(title(page).isVisible)
        assert min(one.left() for one in tabs(page)) == place(title(page)).left(), (
            "the ring is within the page"
        )


def test_what_has_no_effect_is_dimmed(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as window:
        page = shown(window, "Sound")
        sound, voice = page.sound, page.voice
        of_voice = (voice.choices["voice_amount"], voice.ticks["voice_countdown"])
        for on in (True, False):
            window._stores.settings.change(sound=on, voice=on)
            assert {one.isEnabled() for one in (sound.ticks["sound_check"], *of_voice)} == {on}
            heard = (voice.voice_name, voice.numbers["voice_speed"], voice.volume.slider, voice.test)
            assert all(one.isEnabled() for one in heard), "Listen says how it sounds before it is on"
            named = {one.text(): one.isEnabled() for one in sound.findChildren(QLabel)}
            dim = {words for words, live in named.items() if not live}
            check = {"Sound check", "Before the first session of a day", "Offer it on Today"}
            assert dim == (set() if on else check), "what is heard by Listen can be set before sounds are on"


def test_what_a_person_sets_comes_before_what_the_computer_uses(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as window:
        said = [one for one in shown(window, "Sound").sound.findChildren(QLabel) if one.isVisible()]
        rows = ("Sounds", "Volume", "Kind", "Sound check", "Output", "Player")
        named = sorted((place(one).top(), one.text()) for one in said if one.text() in rows)
        assert tuple(name for _, name in named) == rows


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (3440, 1440)])
def test_in_a_wide_window_fields_stand_near_their_words(
    qtbot: QtBot, tmp_path: Path, size: tuple[int, int]
) -> None:
    with opened(qtbot, tmp_path, size) as window:
        page = shown(window, "Timing and sides")
        (card,) = page.timing.findChildren(SettingsRows)
        field = page.timing.numbers["prepare_s"]
        assert place(field).left() - place(card).left() <= MARGIN + MOST_WORDS_PX + GAP + 2


def test_a_number_of_the_person_is_marked(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        row = shown(window, "Hold lengths").hold_lengths.groups[0].rows[0]
        field = row.fields["reps"]
        assert (field.property("own"), field.accessibleDescription()) == (None, "")
        field.setValue(field.value() + 1)
        assert (field.property("own"), field.accessibleDescription()) == ("yes", "Yours")
        assert not row.fields["hold_s"].property("own")
        assert row.hints["hold_s"].text().endswith(" s")


def test_in_a_wide_window_the_rows_of_exercises_are_low(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        theme.apply(QApplication.instance(), Settings(theme=Theme.LIGHT))  # type: ignore[arg-type]
        row = shown(window, "Hold lengths").hold_lengths.groups[0].rows[0]
        qtbot.waitUntil(lambda: len({place(one).y() for one in row.fields.values()}) == 1)
        assert row.height() <= 112


def test_of_a_wide_window_what_a_number_is_called_stands_once_above_each_column(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        theme.apply(QApplication.instance(), Settings(theme=Theme.LIGHT))  # type: ignore[arg-type]
        held = shown(window, "Hold lengths").hold_lengths
        titled = set()
        for group in held.groups:
            group.open(True)
            kinds = [row._exercise.kind for row in group.rows]
            assert kinds == sorted(kinds, key=lambda kind: kind is not Kind.HOLD), (
                "what moves has other columns"
            )
            for number, row in enumerate(group.rows):
                row.build()
                first = not number or kinds[number - 1] is not kinds[number]
                assert {one.isHidden() for one in row._of_fields.values()} == {not first}
                titled.add(row._of_fields["hold_s"].text() if first else "")
        assert titled == {"Hold", "Pause at the top", ""}
        row = held.groups[0].rows[0]
        QApplication.processEvents()
        name = row._head._name
        assert abs(place(name).center().y() - place(row.fields["reps"]).center().y()) <= 2
        window.resize(720, 480)
        qtbot.waitUntil(lambda: not held.groups[0].rows[1]._of_fields["reps"].isHidden())


def test_at_a_usual_size_no_card_of_rows_is_cut(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (720, 480)) as window:
        theme.apply(QApplication.instance(), Settings(theme=Theme.LIGHT))  # type: ignore[arg-type]
        for name in SECTIONS[1:]:
            window.resize(720, 480)
            page = shown(window, name)
            window.resize(1366, 768)
            section = next(one for one in page._sections if one.isVisible())
            qtbot.waitUntil(lambda one=section: one.area.verticalScrollBar().maximum() == 0)  # type: ignore[misc]


def test_a_chosen_rest_day_has_a_mark(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        chip = shown(window, "Goal").goal.rest_days[3]
        before = chip.grab().toImage()
        chip.click()
        corner = QRect(chip.width() // 2, 0, chip.width() // 2, chip.height() // 2)
        marked = chip.grab(corner).toImage()
        ink = QColor(theme.current().hold_ink)
        places = [(x, y) for x in range(4, marked.width() - 4) for y in range(4, marked.height() - 4)]
        assert any(marked.pixelColor(*at) == ink for at in places)
        assert chip.sizeHint().width() * 7 < FIELD_PX
        assert not any(before.pixelColor(corner.x() + x, y) == ink for x, y in places)


def test_another_text_size_gives_tabs_and_fields_another_room_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        page = shown(window, "Look")
        field = page.look.choices["theme"]
        assert title(page).isVisible()
        assert field.width() == FIELD_PX
        window._stores.settings.change(text_size=150)
        qtbot.waitUntil(lambda: field.width() == FIELD_PX * 1.5)
        qtbot.waitUntil(lambda: not title(page).isVisible())
        assert max(one.bottom() for one in tabs(page)) < place(field).top()
        window._stores.settings.change(text_size=100)
        qtbot.waitUntil(title(page).isVisible)


def test_the_people_stand_beside_each_other_and_the_tick_beside_the_picture(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        people = shown(window, "Look").look.people.buttons
        assert len(people) > 1
        assert len({(one.y(), one.size().toTuple()) for one in people}) == 1
        assert people[0].height() < 140
        chosen = next(one for one in people if one.isChecked())
        assert not place(chosen._mark).intersects(place(chosen._picture))
        (name,) = chosen.findChildren(QLabel)
        assert name.fontMetrics().horizontalAdvance(name.text()) + 40 <= chosen.width(), "away from the edge"


@pytest.mark.parametrize("section", SECTIONS[1:])
def test_small_print_stands_in_the_rows_of_a_card(qtbot: QtBot, tmp_path: Path, section: str) -> None:
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        page = shown(window, section)
        opened_one = next(one for one in page._sections if one.isVisible())
        small = [one for one in opened_one.findChildren(QLabel) if one.property("role") == "small"]
        cards = opened_one.findChildren(SettingsRows)
        assert small
        assert all(any(card.isAncestorOf(one) for card in cards) for one in small)


@pytest.mark.parametrize(("size", "text_size"), [((1024, 600), 100), ((1366, 768), 200), ((720, 480), 100)])
def test_numbers_that_need_several_lines_stand_two_and_two_nearer_than_two_exercises(
    qtbot: QtBot, tmp_path: Path, size: tuple[int, int], text_size: int
) -> None:
    with opened(qtbot, tmp_path, size, text_size) as window:
        above, below, *_ = shown(window, "Hold lengths").hold_lengths.groups[0].rows

        def lines() -> list[int]:
            return sorted({place(one).top() for one in above.fields.values()})

        qtbot.waitUntil(lambda: len(lines()) == 2)
        assert [place(one).left() for one in above.fields.values()][:2] == [
            place(one).left() for one in above.fields.values()
        ][2:]
        within = place(above._of_fields["sets"]).top() - place(above.hints["hold_s"]).bottom()
        between = place(below._head).top() - place(above.hints["sets"]).bottom()
        assert within < between


def test_a_row_of_numbers_is_hardly_higher_than_its_picture_whatever_is_said_below(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path, (1366, 768)) as window:
        row = shown(window, "Hold lengths").hold_lengths.groups[0].rows[1]
        (picture,) = row.findChildren(Thumbnail)
        qtbot.waitUntil(lambda: row.height() <= picture.height() + 10)
        before = place(row)
        row.fields["hold_s"].setValue(5)
        row.fields["reps"].setValue(20)
        QApplication.processEvents()
        assert place(row) == before
        assert place(row).contains(place(row.hints["hold_s"]))


def test_the_columns_of_a_second_group_say_what_they_are_while_it_scrolls(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path, (1366, 520)) as window:
        section = shown(window, "Hold lengths").hold_lengths
        _, group, below, *_ = section.groups
        group.open(True)
        below.open(True)
        scroll = section.area.verticalScrollBar()
        qtbot.waitUntil(lambda: scroll.maximum() > group.y() + group.rows[2].y())
        scroll.setValue(group.y() + group.rows[2].y())
        bar = section.captions
        qtbot.waitUntil(lambda: bar.isVisible() and bar.y() == 0)
        said = [words for words, _ in bar.captions]
        assert said == [one.text() for one in group.rows[2]._of_fields.values()]
        scroll.setValue(group.y() + group.height() - 24)
        qtbot.waitUntil(lambda: bar.isHidden() or bar.geometry().bottom() < 0)


def test_in_a_small_window_what_is_said_of_data_has_the_room_that_buttons_leave(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path, (720, 480)) as window:
        data = shown(window, "Data").data
        (said,) = [one for one in data.findChildren(QLabel) if "Syncthing" in one.text()]
        assert said.width() > 1.5 * data.change.width()
        copies = [one for one in data.findChildren(QPushButton) if one.text() in ("Export…", "Import…")]
        assert len({place(one).top() for one in copies}) == 1, "beside each other, as there is room"


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (1920, 1080)])
def test_with_another_text_size_the_field_that_is_pressed_stays_where_it_is(
    qtbot: QtBot, tmp_path: Path, size: tuple[int, int]
) -> None:
    with opened(qtbot, tmp_path, size) as window:
        page = shown(window, "Look")
        field = page.look.numbers["text_size"]
        field.setFocus()
        before = place(field).center().y()
        for step, text_size in (
            (field._more, 110),
            (field._more, 120),
            (field._less, 110),
            (field._less, 100),
        ):
            step.click()
            assert window._stores.settings.current.text_size == text_size
            qtbot.waitUntil(lambda: not page._in_place.keeps)
            QApplication.processEvents()
            assert abs(place(field).center().y() - before) <= 1
            assert title(page).isVisible(), "the tabs stay in the rail"
        page._tabs.button(0).click()
        page._tabs.button(6).click()
        assert page.look.column.contentsMargins().bottom() == BELOW_PX
