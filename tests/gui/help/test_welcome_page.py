import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QLabel,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hipstretch import __version__
from hipstretch.core.exercise import MuscleGroup
from hipstretch.core.person import Person
from hipstretch.core.settings import Settings, Theme
from hipstretch.core.timeline import Cue
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import load
from hipstretch.data.paths import resolve
from hipstretch.data.settings_file import SettingsFile
from hipstretch.qt.sound.output import Output
from hipstretch.qt.sound.protocol import CuePlayer
from hipstretch.qt.sound.samples import NO_DEVICE
from hipstretch.qt.speech.voice import NO_ENGINE, Voice, worded
from hipstretch.qt.stores import Stores
from hipstretch.ui.help import hips
from hipstretch.ui.help.help_page import HelpPage
from hipstretch.ui.help.welcome_page import WelcomePage
from hipstretch.ui.session.keys import KEYS
from hipstretch.ui.style import theme
from hipstretch.ui.today.page import TodayPage
from hipstretch.ui.widgets.pictures import Picture, PictureCache
from tests.fakes import FakeOutput, FakePlayer, FakeVoice


@pytest.fixture(scope="module", autouse=True)
def _usual_look(qapp: QApplication) -> None:
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


@pytest.fixture
def stores(qtbot: QtBot, tmp_path: Path) -> Stores:
    return Stores.open(resolve(tmp_path), load([assets_dir()]))


def words(page: QWidget) -> str:
    """Everything a page says."""
    return "\n".join(found.text() for found in page.findChildren(QLabel))


@pytest.fixture
def player() -> FakePlayer:
    return FakePlayer()


@pytest.fixture
def voice() -> FakeVoice:
    return FakeVoice()


@pytest.fixture
def large_text(stores: Stores) -> Iterator[None]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply(application, Settings(text_size=200))
    yield
    theme.apply(application, Settings(theme=Theme.LIGHT))


Welcome = Callable[..., WelcomePage]


@pytest.fixture
def welcome(qtbot: QtBot, stores: Stores, player: FakePlayer, voice: FakeVoice) -> Welcome:
    def make(size: tuple[int, int] = (1366, 768)) -> WelcomePage:
        output = FakeOutput(Output("Speakers", 40, muted=False))
        play = cast("CuePlayer", player)
        page = WelcomePage(stores, PictureCache(), lambda: play, lambda: cast("Voice", voice), output)
        qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        page.setFocus()
        qtbot.waitUntil(lambda: page._seen or not page._settled.isActive())
        return page

    return make


def seen(page: QWidget) -> str:
    """Everything a page says before anything is opened."""
    return "\n".join(found.text() for found in page.findChildren(QLabel) if found.isVisibleTo(page))


def test_it_asks_who_shall_show_the_exercises_where_there_is_a_choice(
    stores: Stores, welcome: Welcome
) -> None:
    question = "Who shall show you the exercises?"
    people = (Person("woman", "A woman", 1), Person("man", "A man", 2))
    for there in (people, people[:1]):
        stores.catalogue.current = replace(stores.catalogue.current, people=there).shown_by("")
        page = welcome()
        assert (question in seen(page)) is (len(there) > 1)
        page.people.buttons[-1].click()
        assert stores.settings.current.person == there[-1].id


def test_it_says_what_it_is_where_to_put_it_and_that_nobody_reviewed_it(welcome: Welcome) -> None:
    said = seen(welcome())
    for part in ("stiff hips", "on the floor beside the mat", "No doctor or physiotherapist has reviewed"):
        assert part in said


def test_every_kind_of_emergency_and_when_to_stop_is_seen_before_anything_is_opened(welcome: Welcome) -> None:
    said = seen(welcome())
    for part in (
        "Get help now",
        "numbness between the legs",
        "bladder, bowel or sex",
        "both legs",
        "grows fast",
        "chest pain",
        "tearing pain",
        "serious accident",
        "See a doctor first",
        "osteoporosis",
        "operated on",
        "Stop for the day",
    ):
        assert part in said
    assert "shoulder blades" not in said


def test_what_must_be_read_has_one_style_and_no_heading_is_said_again(welcome: Welcome) -> None:
    page = welcome()
    page.safety.more.click()
    others = page._yours.findChildren(QLabel)
    read = [
        one
        for one in page.safety.findChildren(QLabel)
        if one.isVisibleTo(page) and len(one.text()) > 1 and one not in others
    ]
    assert {one.property("role") for one in read} == {"heading", "strong", "body"}
    leads = [one.text() for one in read if one.property("role") == "strong"]
    assert [one for one in leads if one.startswith("Don't start. Call an emergency number")]
    assert not [one for one in leads if not one.endswith(".")], "no sentence breaks off"
    sentences = [one.text() for one in read if one.property("role") == "body"]
    lists = page.safety.signs.findChildren(QLabel)
    ends = {one.text()[-1] for one in read if one.property("role") == "body" and one not in lists}
    assert ends == {"."}, "what is listed ends as the sentences beside it do"
    for heading in (one.text() for one in read if one.property("role") == "heading"):
        assert not [one for one in sentences if one.startswith(heading)]


def test_every_sign_in_full_is_one_press_away(welcome: Welcome) -> None:
    page = welcome()
    page.safety.more.click()
    for part in ("genitals", "shoulder blades", "before about 20", "injected"):
        assert part in seen(page)
    page.safety.more.click()
    assert "genitals" not in seen(page)


def test_one_goes_on_when_it_is_ticked_that_it_was_read_and_nothing_starts(
    stores: Stores, welcome: Welcome, qtbot: QtBot
) -> None:
    page = welcome()
    accepted: list[bool] = []
    page.accepted.connect(lambda: accepted.append(True))
    assert isinstance(page.focusWidget(), QCheckBox), "a tick box that is one"
    assert not page.go_on.isEnabled()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert not accepted
    page.people.buttons[0].setFocus()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert page.focusWidget() is page.read, "it leads to what is missing"
    QTest.keyClick(page.read, Qt.Key.Key_Space)
    QTest.keyClick(page.read, Qt.Key.Key_Return)
    assert accepted == [True]
    assert SettingsFile(stores.paths.settings).load()[0].welcomed


def in_view(page: WelcomePage, part: str) -> bool:
    (found,) = (one for one in page.safety.findChildren(QLabel) if part in one.text() and one.isVisible())
    view = page._area.viewport()
    at = found.mapTo(view, QPoint())
    return at.y() >= 0 and at.y() + found.height() <= view.height()


@pytest.mark.parametrize("size", [(720, 480), (1024, 600)])
def test_in_a_small_window_with_large_text_what_must_be_read_comes_first_and_all_of_it_before_going_on(
    stores: Stores, welcome: Welcome, large_text: None, size: tuple[int, int]
) -> None:
    page = welcome(size)
    accepted: list[bool] = []
    page.accepted.connect(lambda: accepted.append(True))
    for _ in range(10):  # each line that wraps anew may move those below it
        QApplication.processEvents()
    assert in_view(page, "Call an emergency number")
    assert not page._picture.isVisible()
    parts, seen_parts = ("Call an emergency", "checked before you start", "promises no cure"), set()
    for _ in range(20):
        QApplication.processEvents()
        seen_parts |= {part for part in parts if in_view(page, part)}
        if page._seen:
            break
        assert (page.go_on.text(), page.read.isChecked()) == ("More", False), "first it is read"
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
        page._settled.timeout.emit()
    assert seen_parts == {*parts}
    short = "Go on" if size[0] < 1000 else "See today's session"
    assert (page.go_on.text(), page.go_on.isEnabled()) == (short, False)
    assert page.focusWidget() is page.read
    QTest.keyClick(page.read, Qt.Key.Key_Space)
    QTest.keyClick(page.read, Qt.Key.Key_Return)
    assert accepted == [True]


def test_a_press_on_the_tick_shows_what_is_still_to_be_read_and_the_tick_never_moves(
    welcome: Welcome, large_text: None
) -> None:
    page = welcome((720, 480))
    QApplication.processEvents()
    assert page.height() == 480
    (name,) = [one for one in page.findChildren(QLabel) if one.text() == "Welcome to Hipstretch"]
    assert name.isVisible()
    assert name.height() < 2 * name.fontMetrics().height(), "in one line"
    at, bar = page.read.mapTo(page, QPoint()), page._area.verticalScrollBar()
    line = page.read.parentWidget()
    assert line
    assert line.height() < 2 * page.go_on.height(), "in one line"
    for _ in range(20):
        before = bar.value()
        page.read.click()
        page._settled.timeout.emit()
        QApplication.processEvents()
        assert page.read.mapTo(page, QPoint()) == at
        if page.read.isChecked():
            break
        assert bar.value() > before
    assert page._seen
    assert page.go_on.isEnabled()


@pytest.mark.parametrize("size", [(1920, 1080), (1920, 950)])
def test_in_a_high_window_pictures_take_the_room(welcome: Welcome, size: tuple[int, int]) -> None:
    page = welcome(size)
    for _ in range(5):
        QApplication.processEvents()
    assert page._area.verticalScrollBar().maximum() == 0
    below = size[1] - page._yours.mapTo(page, QPoint(0, page._yours.height())).y()
    assert below < 260, "no large empty room"


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
def test_all_that_must_be_read_is_in_view_at_once_in_usual_windows(
    welcome: Welcome, size: tuple[int, int]
) -> None:
    page = welcome(size)
    QApplication.processEvents()
    for part in page.safety.said.splitlines():
        assert in_view(page, part)
    assert page._seen
    assert page.go_on.text() == "See today's session"


def test_in_a_usual_window_all_of_the_page_is_in_view(welcome: Welcome) -> None:
    page = welcome()
    for _ in range(5):
        QApplication.processEvents()
    assert page._area.verticalScrollBar().maximum() == 0
    assert page._picture.height() >= 2 * 92, "large enough to be seen from a chair"


def words_at(page: WelcomePage, words: str) -> QPoint:
    (found,) = (one for one in page.findChildren(QLabel) if one.text() == words and one.isVisible())
    return found.mapTo(page, QPoint(max(0, found.indent()), 0))


WARNINGS = ("Get help now", "See a doctor first, within days", "Ask first", "When to stop")


@pytest.mark.parametrize("size", [(720, 480), (1024, 600), (1366, 768), (1920, 1080)])
def test_what_must_be_read_is_one_area_read_from_top_to_bottom(
    welcome: Welcome, size: tuple[int, int]
) -> None:
    page = welcome(size)
    for _ in range(5):
        QApplication.processEvents()
    cards = [one for one in page.findChildren(QFrame) if one.property("surface") == "card"]
    assert [one for one in cards if one.isVisible()] == [page.safety, page._yours]
    places = [words_at(page, words) for words in (*WARNINGS, page.safety.last.text())]
    lefts, tops = [place.x() for place in places], [place.y() for place in places]
    assert max(lefts) - min(lefts) <= 2
    assert tops == sorted(tops)
    lead = words_at(page, "These are often harmless, but please get them checked before you start.")
    beside, heading = size[0] >= 1000, words_at(page, "See a doctor first, within days")
    assert (lead.x() > heading.x() + 100) is beside, "headings stand beside their words where there is room"
    yours = page._yours.mapTo(page, QPoint())
    read = page.safety.geometry()
    if size[0] > 1300:
        assert yours.x() > read.right()
        assert page.safety.height() == page._yours.height()
    else:
        assert page._yours.y() > read.bottom()


def test_the_tick_stands_below_what_it_is_about(welcome: Welcome) -> None:
    page = welcome()
    option = QStyleOptionButton()
    page.read.initStyleOption(option)
    box = page.read.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, page.read)
    left = page.read.mapTo(page, box.topLeft()).x()
    assert abs(left - words_at(page, page.safety.last.text()).x()) <= 2


def test_listen_stands_beside_the_title_of_what_is_heard_and_the_tick_of_the_voice_below_its_title(
    welcome: Welcome,
) -> None:
    page = welcome()
    for line, title in ((page.sound, "Sounds"), (page.voice, "Voice")):
        assert abs(line.listen.mapTo(page, QPoint()).y() - words_at(page, title).y()) < line.listen.height()
    option = QStyleOptionButton()
    page.voice.speak.initStyleOption(option)
    box = page.voice.speak.style().subElementRect(
        QStyle.SubElement.SE_CheckBoxIndicator, option, page.voice.speak
    )
    lefts = [words_at(page, words).x() for words in ("Sounds", "Voice", "Who shall show you the exercises?")]
    assert {page.voice.speak.mapTo(page, box.topLeft()).x()} == {*lefts}


def test_what_is_no_reason_not_to_start_is_left_to_help(
    qtbot: QtBot, stores: Stores, welcome: Welcome
) -> None:
    leaves_out = "Every exercise in the Library names who should leave it out"
    assert leaves_out not in welcome().safety.said
    help_page = HelpPage(stores.paths, "woman", PictureCache())
    qtbot.addWidget(help_page)
    assert leaves_out in words(help_page)


def test_every_sign_opens_below_all_else_and_makes_nothing_higher(welcome: Welcome) -> None:
    page = welcome()
    others = (page._hero, page._yours)
    before = [one.height() for one in others]
    page.safety.more.click()
    for _ in range(5):
        QApplication.processEvents()
    assert [one.height() for one in others] == before
    top = page.safety.signs.mapTo(page, QPoint()).y()
    assert all(one.mapTo(page, QPoint(0, one.height())).y() <= top for one in others)


def test_it_says_which_session_comes_next_and_how_long_it_takes_as_today_does(
    qtbot: QtBot, stores: Stores, welcome: Welcome
) -> None:
    today = TodayPage(stores, PictureCache(), lambda: cast("CuePlayer", FakePlayer()), FakeOutput())
    qtbot.addWidget(today)
    assert f"Today: {today._choice.itemText(today._choice.currentIndex())}" in seen(welcome())
    stores.catalogue.current = replace(stores.catalogue.current, routines={})
    assert "Today" not in seen(welcome())


@pytest.mark.parametrize("sizes", [((1366, 768), (1024, 600)), ((1024, 600), (1366, 768))])
def test_tab_goes_as_one_reads_also_after_the_window_became_another(
    welcome: Welcome, sizes: tuple[tuple[int, int], tuple[int, int]]
) -> None:
    page = welcome(sizes[0])
    page.resize(*sizes[1])
    QApplication.processEvents()
    parts = (page.safety.more, page.people.buttons[0], page.sound.listen, page.voice.listen, page.read)
    found, one = [], page.nextInFocusChain()
    while one and one is not page:
        if one in parts:
            found.append(one)
        one = one.nextInFocusChain()
    at = found.index(page.read) + 1  # the order is a ring
    assert found[at:] + found[:at] == [*parts]


def test_to_listen_is_never_beside_words_of_waiting(welcome: Welcome) -> None:
    page = welcome()
    assert page.sound._words.text() == "Press Listen: do you hear it?"
    assert page.sound.listen.isEnabled()


def test_what_must_be_read_once_seen_need_not_be_in_view_when_going_on(
    welcome: Welcome, large_text: None
) -> None:
    page = welcome((720, 480))
    QApplication.processEvents()
    bar = page._area.verticalScrollBar()
    bar.setValue(bar.maximum())
    page._settled.timeout.emit()
    bar.setValue(0)
    page.read.click()
    with_signal: list[bool] = []
    page.accepted.connect(lambda: with_signal.append(True))
    page.go_on.click()
    assert with_signal


def test_a_screen_reader_says_with_the_tick_what_it_is_of(welcome: Welcome) -> None:
    page = welcome()
    assert page.read.accessibleName() == "I have read when to get help"
    for part in ("Call an emergency number", "numbness between the legs", "Stop for the day", "no cure"):
        assert part in page.read.accessibleDescription()


def test_without_a_known_device_the_line_of_sounds_asks_to_listen(welcome: Welcome, stores: Stores) -> None:
    page = welcome()
    page.sound._on_found(None)
    assert page.sound._words.text() == "Press Listen: do you hear it?"
    page.sound.listen.click()
    page.sound._on_found(None)
    assert page.sound._words.text().startswith("Did you hear it? If not")


def test_sounds_and_voice_are_no_higher_than_what_they_say(welcome: Welcome) -> None:
    page = welcome()
    page.safety.more.click()
    page.resize(1366, 1400)
    for _ in range(5):
        QApplication.processEvents()
    assert page.voice.height() < 3 * page.voice.listen.height()


def test_enter_presses_the_button_that_has_the_focus(welcome: Welcome) -> None:
    page = welcome()
    page.safety.more.setFocus()
    QTest.keyClick(page.safety.more, Qt.Key.Key_Return)
    assert "genitals" in seen(page)


def test_a_sound_can_be_tried_and_what_to_do_without_a_device_is_told(
    welcome: Welcome, player: FakePlayer, qtbot: QtBot
) -> None:
    page = welcome()
    page.sound.listen.click()
    assert player.played == [Cue.GET_READY]
    assert "Speakers · computer at 40 %" in seen(page)
    assert "Did you hear it?" in seen(page)
    player.problem = NO_DEVICE.words()
    player.problem_changed.emit()
    assert "Connect headphones or a loudspeaker" in seen(page)
    player.problem = "A sound is missing."
    player.problem_changed.emit()
    assert "A sound is missing." in seen(page)
    assert "Connect" not in seen(page)


@pytest.mark.parametrize(
    ("platform", "advice"), [("linux", "speech-dispatcher-espeak-ng"), ("win32", "the system's settings")]
)
def test_a_voice_can_be_tried_and_chosen_and_what_to_do_without_one_is_told(
    stores: Stores,
    welcome: Welcome,
    voice: FakeVoice,
    player: FakePlayer,
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    advice: str,
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    page = welcome()
    page.voice.listen.click()
    assert voice.said == ["Figure four, lying. Left side. 3 times 30 seconds."]
    assert "Settings, Voice" in seen(page)
    assert not stores.settings.current.voice, "to hear it is not to choose it"
    page.voice.speak.click()
    assert stores.settings.current.voice
    voice.problem = worded(NO_ENGINE)
    voice.changed.emit()
    assert "This system has no voice" in seen(page)
    assert advice in seen(page)
    voice.problem = None
    player.problem = NO_DEVICE.words()
    player.problem_changed.emit()
    assert "Did you hear it?" not in seen(page), "no device to hear it from"
    assert "Connect headphones or a loudspeaker" in seen(page)
    player.problem = None
    voice.problem = "The voice does not answer."
    voice.changed.emit()
    assert advice not in seen(page)


def test_help_says_the_same_with_every_key_the_places_and_the_licences(
    stores: Stores, qtbot: QtBot, welcome: Welcome
) -> None:
    page = HelpPage(stores.paths, "woman", PictureCache())
    qtbot.addWidget(page)
    said = words(page)
    first = welcome()
    first.safety.more.click()
    lists = [one.text() for one in first.safety.signs.findChildren(QLabel) if "pain" in one.text()]
    assert lists
    assert all(line in said for line in lists)
    shown = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": "Enter", "Shift+Right": "Shift+→"}
    for keys in KEYS.values():
        assert shown.get(keys[0], keys[0]) in said
    assert str(stores.paths.history) in said.replace("\u200b", "")
    for part in (__version__, "MIT", "LGPL", "SIL Open Font License"):
        assert part in said


def test_the_warnings_begin_right_behind_their_bullets(welcome: Welcome) -> None:
    page = welcome()
    page.safety.more.click()
    bullets = [one for one in page.findChildren(QLabel) if one.text() == "•"]
    assert len(bullets) > 10
    assert all(one.width() < 30 for one in bullets)


@pytest.mark.parametrize("person", ["woman", ""], ids=["with pictures", "without"])
def test_help_explains_the_four_groups_and_leads_to_their_exercises(
    stores: Stores, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, person: str
) -> None:
    def picture(_person: str, name: str) -> Path:
        return tmp_path / f"{name}.webp"

    monkeypatch.setattr(hips, "picture_of", picture)
    if person:
        image = QImage(70, 105, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.red)
        assert all(image.save(str(picture(person, group))) for group in MuscleGroup)
    page = HelpPage(stores.paths, "woman", PictureCache())
    qtbot.addWidget(page)
    (yours,) = page.findChildren(hips.YourHips)
    assert len(yours.findChildren(Picture)) == (4 if person else 0)
    said = words(page)
    for part in (
        "rectus femoris",
        "Some stiffness is normal",
        "ask a doctor",
        "Tohoku J Exp Med",
        "weak evidence",
        *(f"{who} and others" for who in ("Ingram", "Konrad", "Owen", "Warneke")),
        "more is not better",
    ):
        assert part in said
    see = [b for b in page.findChildren(QPushButton) if b.accessibleName().startswith("See the exercises: ")]
    wanted: list[MuscleGroup] = []
    page.group_requested.connect(wanted.append)
    for one in see:
        one.click()
    assert wanted == list(MuscleGroup)


def test_buttons_at_the_top_of_help_lead_to_its_parts(stores: Stores, qtbot: QtBot) -> None:
    page = HelpPage(stores.paths, "woman", PictureCache())
    qtbot.addWidget(page)
    page.resize(1024, 540)
    with qtbot.waitExposed(page):
        page.show()
    (part,) = page.findChildren(hips.YourHips)
    (warning, *_) = (one for one in page.findChildren(QLabel) if one.text() == "Get help now")
    for name, wanted in (("Your hips", part), ("Get help now", warning)):
        (jump,) = (b for b in page.findChildren(QPushButton) if b.accessibleName() == name)
        jump.click()
        assert 0 <= wanted.mapTo(page._area, QPoint()).y() < 40


def test_tab_and_the_arrows_go_on_from_the_part_of_help_that_was_jumped_to(
    stores: Stores, qtbot: QtBot
) -> None:
    page = HelpPage(stores.paths, "woman", PictureCache())
    qtbot.addWidget(page)
    page.resize(1024, 540)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    bar = page._area.verticalScrollBar()
    jumps = {one.accessibleName(): one for one in page.findChildren(QPushButton)}
    for name in ("Get help now", "Your hips", "Keys"):
        jumps[name].click()
        focused = page.focusWidget()
        assert focused
        assert focused.accessibleName() == name
        at = bar.value()
        QTest.keyClick(focused, Qt.Key.Key_Up)
        assert bar.value() < at
    jumps["Get help now"].click()
    at = bar.value()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    following = page.focusWidget()
    content = page._area.widget()
    assert following
    assert content
    assert following.mapTo(content, QPoint()).y() >= at


def words_of(page: QWidget, words: str) -> int:
    """Where the first label with these words is."""
    return min(one.mapTo(page, QPoint()).y() for one in page.findChildren(QLabel) if one.text() == words)


def test_help_begins_with_how_a_session_goes(stores: Stores, qtbot: QtBot) -> None:
    page = HelpPage(stores.paths, "woman", PictureCache())
    qtbot.addWidget(page)
    page.resize(1366, 700)
    page.show()
    QApplication.processEvents()
    view = page._area.rect()
    seen = "\n".join(
        one.text()
        for one in page.findChildren(QLabel)
        if one.isVisible() and view.contains(one.mapTo(page._area, one.rect().bottomLeft()))
    )
    for part in (
        "How a session goes",
        "beside the mat",
        "Press Start on Today",
        "Space\nPause, go on\nShift+→\nNext exercise\n↑\nTen seconds more\nE\nToo much today\nEsc\nStop",
        "kept in History",
    ):
        assert part in seen
    assert seen.index("kept in History") < seen.index("Get help now")
    (kept,) = (one for one in page.findChildren(QLabel) if "kept in History" in one.text())
    keys = [words_of(page, words) for words in ("Keys in a session", "Space", "Shift+→", "Esc")]
    assert keys == sorted(keys), "a row for each key"
    assert keys[-1] < kept.mapTo(page, QPoint()).y()


def test_only_get_help_now_has_the_accent_and_the_order_is_that_of_help(
    qtbot: QtBot, stores: Stores, welcome: Welcome
) -> None:
    page = welcome()
    help_page = HelpPage(stores.paths, "woman", PictureCache())
    qtbot.addWidget(help_page)
    titles = []
    for shown in (page.safety, help_page):
        frames = [
            one for one in shown.findChildren(QFrame) if one.property("surface") in ("urgent", "notice")
        ]
        assert ["Get help now" in words(one) for one in frames] == [True]
        wanted = ("Get help now", "See a doctor first, within days", "Ask first", "When to stop")
        found = [one.text() for one in shown.findChildren(QLabel) if one.text() in wanted]
        titles.append(list(dict.fromkeys(found)))
    assert titles[0] == titles[1] == list(wanted)
    lefts = {
        one.mapTo(page, QPoint()).x() for one in page.safety.findChildren(QLabel) if one.text() in wanted
    }
    assert len(lefts) == 1, "its words begin where those below it begin"


def test_the_one_who_is_chosen_has_a_tick(welcome: Welcome) -> None:
    page = welcome()
    for chosen in page.people.buttons:
        chosen.click()
        assert [one._mark.isVisible() for one in page.people.buttons] == [
            one is chosen for one in page.people.buttons
        ]
        assert chosen.rect().contains(chosen._mark.geometry())


def test_the_way_on_stands_beside_what_is_ticked(welcome: Welcome) -> None:
    page = welcome()
    line, go_on = page.read.parentWidget(), page.go_on
    assert line
    left = line.mapTo(page, QPoint(line.width(), 0)).x()
    assert 0 <= go_on.mapTo(page, QPoint()).x() - left <= 24


def test_help_shows_where_the_focus_is_and_the_arrows_scroll_from_there(stores: Stores, qtbot: QtBot) -> None:
    page = HelpPage(stores.paths, "woman", PictureCache())
    qtbot.addWidget(page)
    page.resize(1024, 540)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.setFocus()
    focused = page.focusWidget()
    assert isinstance(focused, QPushButton), "it has a ring"
    QTest.keyClick(focused, Qt.Key.Key_Down)
    assert page.focusWidget() is focused
    assert page._area.verticalScrollBar().value() > 0
