"""The session page: what it shows at each moment, and every command on its key."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.core.bad_day import gentler
from hipstretch.core.conditions import Condition
from hipstretch.core.events import PauseReason
from hipstretch.core.exercise import Kind, Side, Sides
from hipstretch.core.outcome import Outcome
from hipstretch.core.person import Person
from hipstretch.core.record import SessionOutcome, SessionRecord
from hipstretch.core.settings import Motion, RepMode, Settings, Theme
from hipstretch.core.timeline import PhaseKind
from hipstretch.core.transitions import State
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.paths import resolve
from hipstretch.qt import photo
from hipstretch.qt.session_controller import UNDO_S, SessionController
from hipstretch.qt.sound.output import Output
from hipstretch.qt.stores import Stores
from hipstretch.ui.session import gear
from hipstretch.ui.session.big_clock import DIGITS, PHASE, SIDE, WORDS
from hipstretch.ui.session.gear import GearDialog
from hipstretch.ui.session.keys import Act
from hipstretch.ui.session.moment import dots, segments
from hipstretch.ui.session.next_button import Trimmed
from hipstretch.ui.session.page import SessionPage
from hipstretch.ui.session.ring import to_the_middle
from hipstretch.ui.session.session_view import Dot, DotGroup
from hipstretch.ui.session.view_mode import View
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import KeyButton
from hipstretch.ui.widgets.just_gone import JustGone
from hipstretch.ui.widgets.labels import FittedText, fitted
from hipstretch.ui.widgets.pictures import PictureCache
from tests.fakes import FakeClock, FakeOutput, FakePlayer, exercise, routine

BASE = Settings(position_change_s=10, prepare_s=8, switch_s=6, theme=Theme.LIGHT, motion=Motion.REDUCED)
K = Qt.Key


class Stage:
    """A page with a session that a test moves through time."""

    def __init__(self, qtbot: QtBot, folder: Path, settings: Settings = BASE, kind: Kind = Kind.HOLD) -> None:
        self.qtbot = qtbot
        self.clock = FakeClock()
        self.player = FakePlayer()
        self.output = FakeOutput()
        lift, lower = (2.0, 3.0) if kind is Kind.REPETITION else (0.0, 0.0)
        first = exercise("lunge", kind=kind, lift_s=lift, lower_s=lower)
        second = exercise("cobra", sides=Sides.BOTH)
        self.routine, known = routine(first, second)
        catalogue = Catalogue(exercises=known, routines={"test": self.routine}, problems=(), folders={})
        self.stores = Stores.open(resolve(folder), catalogue)
        self.stores.settings.current = settings
        self.controller = SessionController(
            self.routine,
            known,
            settings,
            player=self.player,
            save=lambda _: None,
            clock=self.clock,
        )
        self.stores.settings.changed.connect(
            lambda _: self.controller.set_settings(self.stores.settings.current)
        )
        self.records: list[SessionRecord | None] = []
        self.controller.finished.connect(self.records.append)
        self.page = SessionPage(self.stores, PictureCache(), self.output)
        qtbot.addWidget(self.page)
        self.page.resize(1366, 768)

    def begin(self) -> None:
        with self.qtbot.waitExposed(self.page):
            self.page.show()
        self.page.activateWindow()
        self.page.attach(self.controller)
        self.controller.start()
        self.qtbot.waitUntil(self.page.hasFocus)

    def run(self, seconds: float) -> None:
        for _ in range(round(seconds * 2)):
            self.clock.seconds += 0.5
            self.controller.tick()
        self.page._show()

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(QApplication.focusWidget() or self.page, key)

    def state(self) -> State:
        return self.controller.session.state

    @property
    def ring(self) -> tuple[str, str, str]:
        ring = self.page._ring
        return ring._word, ring._digits, ring._below


@pytest.fixture
def stage(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    theme.apply(qapp, BASE)
    made = Stage(qtbot, tmp_path)
    made.begin()
    yield made
    made.controller.shutdown()


def test_it_begins_with_what_to_do_and_how_long_it_takes(stage: Stage) -> None:
    assert stage.ring == ("Get ready", "10", "→ to begin now")
    assert stage.page._name.text() == "Lunge"
    assert stage.page._header.count.text() == "exercise 1 of 2"
    assert "left" in stage.page._header.finish.text()
    assert stage.page._steps.accessibleName() == "Kneel."
    assert stage.page._commands.next_button.words.text() == "Cobra, 2 × 20 s"


def test_ring_and_large_clock_follow_a_theme_that_comes_in_a_pause(qapp: QApplication, stage: Stage) -> None:
    stage.press(K.Key_Space)
    stage.page._show()
    for part in (stage.page._ring, stage.page._big):
        part.resize(400, 400)
        theme.apply(qapp, replace(BASE, theme=Theme.LIGHT))
        light = colours(part.grab().toImage())
        theme.apply(qapp, replace(BASE, theme=Theme.DARK))
        dark = colours(part.grab().toImage())
        inks = QColor(theme.LIGHT.prepare_ink).rgb(), QColor(theme.DARK.prepare_ink).rgb()
        assert [one in light for one in inks] == [True, False]
        assert [one in dark for one in inks] == [False, True]


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


def test_digits_count_the_seconds_that_are_left_and_round_up(stage: Stage) -> None:
    stage.run(10)
    assert stage.ring == ("Hold", "20", "of 20 s")
    stage.clock.seconds += 0.3
    stage.page._show()
    assert stage.ring[1] == "20"
    stage.clock.seconds += 0.8
    stage.page._show()
    assert stage.ring[1] == "19"


def test_side_arrow_and_words_change_with_the_side(stage: Stage) -> None:
    stage.run(11)
    assert stage.page._stage.side.accessibleName() == "LEFT"
    assert "left hip" in stage.page._stage.feel.accessibleName()
    stage.run(45)
    assert stage.controller.session.phase.kind is PhaseKind.SWITCH
    assert stage.ring[0] == "Switch sides"
    assert stage.page._stage.side.accessibleName() == "RIGHT"
    assert "right hip" in stage.page._stage.feel.accessibleName()


@pytest.mark.parametrize("size", [(1366, 768), (720, 480)])
def test_where_to_feel_it_is_not_said_in_a_rest_and_nothing_moves(
    stage: Stage, size: tuple[int, int]
) -> None:
    stage.page.resize(*size)
    shown = stage.page._stage
    said = {}
    for view in ("usual", "large"):
        places = []
        for _ in range(4):
            stage.page._show()
            QApplication.processEvents()
            said[view, stage.controller.session.phase.kind] = shown.feel.isVisible()
            places.append((shown.picture.geometry(), shown.feel.geometry()))
            stage.press(K.Key_Right)
        assert places == places[:1] * 4
        stage.press(K.Key_F)
    assert {view for view, _ in said} == {"usual", "large"}
    assert {kind for _, kind in said} == {PhaseKind.PREPARE, PhaseKind.HOLD, PhaseKind.REST, PhaseKind.SWITCH}
    assert all(visible is (kind is not PhaseKind.REST) for (_, kind), visible in said.items())


def test_where_to_feel_it_stays_left_out_in_a_rest_that_changes_its_view(stage: Stage) -> None:
    stage.press(K.Key_Right)
    stage.press(K.Key_Right)
    assert stage.controller.session.phase.kind is PhaseKind.REST
    for _ in range(2):
        stage.press(K.Key_F)
        assert not stage.page._stage.feel.isVisible()


def test_every_command_has_its_key(stage: Stage) -> None:
    session = stage.controller.session
    stage.run(12)
    stage.press(K.Key_Up)
    assert session.phase.extra_s == 10
    stage.press(K.Key_Space)
    assert stage.state() is State.PAUSED
    assert stage.page._commands.buttons[Act.TOGGLE_PAUSE].text() == "Go on"
    stage.press(K.Key_Space)
    assert stage.state() is State.LEAD_IN
    assert stage.ring[:2] == ("Going on in", "3")
    stage.run(4)
    stage.press(K.Key_Left)
    assert session.elapsed_s(stage.clock.seconds) == 0
    stage.press(K.Key_Right)
    assert session.phase.kind is PhaseKind.REST
    stage.press(K.Key_E)
    assert session.phase.exercise == "cobra"


def test_easing_off_says_what_comes_of_it_until_the_next_hold(stage: Stage) -> None:
    stage.run(15)
    stage.press(K.Key_E)
    noted = stage.page._stage.noted
    assert noted.isVisible()
    assert noted.accessibleName() == "Lunge: Noted. Next time the easier form comes first: Stand instead."
    feel = QColor(theme.current().feel).rgb()
    for pill, marked in ((noted, False), (stage.page._stage.feel, True)):
        image = pill.grab().toImage()
        colours = {image.pixel(x, image.height() // 2) for x in range(image.width())}
        assert (feel in colours) is marked, "the dot tells where to feel it, and nothing else"
    stage.run(9)
    assert not noted.isVisible()


def test_stopping_asks_while_the_session_waits(stage: Stage) -> None:
    stage.run(15)
    stage.press(K.Key_Escape)
    assert stage.state() is State.PAUSED
    assert stage.page._bottom.currentIndex() == 1
    stage.press(K.Key_Escape)
    assert stage.page._bottom.currentIndex() == 0
    assert stage.state() is State.LEAD_IN
    assert stage.records == []


def test_space_goes_on_as_the_ring_says_wherever_the_focus_is(stage: Stage) -> None:
    stage.run(15)
    stage.press(K.Key_Escape)
    assert stage.ring[2] == "Space to go on"
    assert stage.page.focusWidget() is stage.page._stop_bar.keep
    stage.press(K.Key_Space)
    assert stage.page._bottom.currentIndex() == 0
    assert stage.state() is State.LEAD_IN
    stage.press(K.Key_Space)
    stage.page._commands.buttons[Act.SKIP].setFocus(Qt.FocusReason.TabFocusReason)
    phase = stage.controller.session.phase
    stage.press(K.Key_Space)
    assert stage.state() is State.LEAD_IN
    assert stage.controller.session.phase is phase
    assert stage.records == []


def test_space_pauses_and_enter_presses_the_button_that_tab_led_to(stage: Stage) -> None:
    stage.run(15)
    skip = stage.page._commands.buttons[Act.SKIP]
    phase = stage.controller.session.phase
    skip.setFocus(Qt.FocusReason.TabFocusReason)
    stage.press(K.Key_Space)
    assert (stage.state(), stage.controller.session.phase) == (State.PAUSED, phase)
    stage.press(K.Key_Space)
    assert (stage.state(), stage.controller.session.phase) == (State.LEAD_IN, phase)
    stage.press(K.Key_Return)
    assert stage.controller.session.phase is not phase


def test_enter_is_painted_on_the_answer_that_it_gives(stage: Stage) -> None:
    stage.run(30)
    stage.press(K.Key_Escape)
    bar = stage.page._stop_bar
    assert [one.key for one in (bar.keep, bar.discard)] == ["Enter", "X"]
    bar.discard.setFocus(Qt.FocusReason.TabFocusReason)
    assert [one.key for one in (bar.keep, bar.discard)] == ["K", "X"]
    bar.keep.setFocus(Qt.FocusReason.TabFocusReason)
    assert bar.keep.key == "Enter"
    bar.discard.setFocus(Qt.FocusReason.TabFocusReason)
    stage.press(K.Key_Return)
    assert stage.records == [None]


def test_enter_is_painted_on_done_unless_tab_led_elsewhere(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    theme.apply(qapp, BASE)
    stage = Stage(qtbot, tmp_path, replace(BASE, rep_mode=RepMode.BY_HAND), Kind.REPETITION)
    stage.begin()
    done = stage.page._commands.buttons[Act.DONE]
    assert done.key == "Enter"
    stage.page._commands.buttons[Act.SKIP].setFocus(Qt.FocusReason.TabFocusReason)
    assert done.key == ""
    stage.page.setFocus()
    assert done.key == "Enter"
    stage.controller.shutdown()


def test_a_double_click_on_stop_ends_nothing(stage: Stage, qtbot: QtBot) -> None:
    stage.run(15)
    bar, left = stage.page._stop_bar, Qt.MouseButton.LeftButton
    stop = stage.page._commands.buttons[Act.ASK_STOP]
    there = stop.mapTo(stage.page, stop.rect().center())
    qtbot.mouseClick(stop, left)
    below = stage.page.childAt(there)
    assert below in (bar.keep, bar.discard, bar.go_on)
    qtbot.mouseClick(below, left, pos=below.mapFrom(stage.page, there))
    assert stage.page._bottom.currentIndex() == 1
    assert stage.records == []
    bar._gone = JustGone()
    qtbot.mouseClick(below, left, pos=below.mapFrom(stage.page, there))
    assert stage.page._bottom.currentIndex() == 0 or stage.records


def test_a_number_stands_in_the_middle_of_the_ring_and_does_not_move_with_each_second(stage: Stage) -> None:
    ring = stage.page._ring
    font = fitted("15", 160, QFont.Weight.DemiBold, 1000)
    assert len({to_the_middle(str(number), font) for number in range(10, 20)}) == 1
    assert to_the_middle("9", font) == 0
    ring.resize(400, 400)
    for number, most in (("15", 3), ("20", 3), ("40", 3)):
        ring._digits, ring._below, ring._word = number, "", ""
        image = ring.grab().toImage()
        ink = QColor(theme.current().ink).rgb()
        inked = [x for x in range(image.width()) for y in range(140, 260) if image.pixel(x, y) == ink]
        assert abs((min(inked) + max(inked)) / 2 - image.width() / 2) <= most, number


def test_a_press_on_the_ring_does_what_it_says(stage: Stage, qtbot: QtBot) -> None:
    ring, left, hand = stage.page._ring, Qt.MouseButton.LeftButton, Qt.CursorShape.PointingHandCursor
    assert (stage.ring[2], ring.toolTip(), ring.cursor().shape()) == ("→ to begin now", "Begin, →", hand)
    qtbot.mouseClick(ring, left)
    stage.page._show()
    assert stage.controller.session.phase.kind is PhaseKind.HOLD
    assert (stage.ring[2], ring.toolTip(), ring.cursor().shape() == hand) == ("of 20 s", "", False)
    qtbot.mouseClick(ring, left)
    qtbot.mouseDClick(ring, left)
    assert stage.controller.session.phase.kind is PhaseKind.HOLD
    stage.press(K.Key_Space)
    stage.page._show()
    assert (stage.ring[2], ring.toolTip(), ring.cursor().shape()) == ("Space to go on", "Go on, Space", hand)
    qtbot.mouseClick(ring, left)
    assert stage.state() is State.LEAD_IN


def test_by_hand_a_press_on_the_ring_is_done(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    theme.apply(qapp, BASE)
    stage = Stage(qtbot, tmp_path, replace(BASE, rep_mode=RepMode.BY_HAND), Kind.REPETITION)
    stage.begin()
    stage.run(10)
    assert (stage.ring[2], stage.page._ring.toolTip()) == ("Enter when done", "Done, Enter")
    qtbot.mouseClick(stage.page._ring, Qt.MouseButton.LeftButton)
    assert stage.controller.session.phase.rep == 2
    stage.controller.shutdown()


def test_the_picture_and_the_large_clock_say_what_a_press_does(stage: Stage) -> None:
    for waits, said in ((False, "Pause, Space"), (True, "Go on, Space")):
        assert stage.controller.waits is waits
        for part in (stage.page._stage, stage.page._big):
            assert part.toolTip() == said
            assert part.cursor().shape() is Qt.CursorShape.PointingHandCursor
        stage.press(K.Key_Space)
    on_button = QHelpEvent(QEvent.Type.ToolTip, stage.page._stage.turn.geometry().center(), QPoint())
    stage.page._stage.show_turn("", possible=True)
    QToolTip.hideText()
    QApplication.sendEvent(stage.page._stage, on_button)
    assert QToolTip.text() == ""


def test_enter_keeps_what_was_done(stage: Stage) -> None:
    stage.run(15)
    stage.press(K.Key_Escape)
    stage.press(K.Key_Return)
    assert [r.active_s for r in stage.records if r] == [5.0]


def test_k_keeps_only_after_the_question(stage: Stage) -> None:
    stage.run(15)
    stage.press(K.Key_K)
    assert stage.records == []
    stage.press(K.Key_Escape)
    stage.press(K.Key_K)
    assert [r.active_s for r in stage.records if r] == [5.0]


def test_x_discards_only_after_the_question(stage: Stage) -> None:
    stage.run(15)
    stage.press(K.Key_X)
    assert stage.records == []
    stage.press(K.Key_Escape)
    stage.press(K.Key_X)
    assert stage.records == [None]


def test_distance_mode_shows_side_phase_and_tall_digits_and_esc_leaves(stage: Stage) -> None:
    stage.run(12)
    stage.press(K.Key_F)
    assert stage.page._big.isVisible()
    assert not stage.page._ring.isVisible()
    assert stage.page._big.accessibleName() == "Hold, 18, left"
    image = stage.page._big.grab().toImage()
    column = [
        y
        for y in range(image.height() // 3, image.height())
        if any(image.pixelColor(x, y).lightness() < 80 for x in range(0, image.width(), 3))
    ]
    assert max(column) - min(column) >= image.height() * 0.3
    stage.press(K.Key_Escape)
    assert stage.page._ring.isVisible()
    assert stage.page._bottom.currentIndex() == 0


def test_a_stall_says_why_it_waits(stage: Stage) -> None:
    stage.run(12)
    stage.controller.interrupt(PauseReason.STALL)
    assert stage.ring[0] == "Paused"
    assert stage.ring[2] == "the computer slept"


def test_silence_is_said(stage: Stage) -> None:
    stage.player.problem = "No device."
    stage.run(11)
    assert stage.page._header.warnings.text() == "No sound"
    assert stage.page._header.warnings.toolTip() == "No device."


def test_nothing_runs_while_it_waits_or_is_hidden(stage: Stage) -> None:
    assert stage.page._ticker.isActive()
    stage.controller.pause()
    assert not stage.page._ticker.isActive()
    assert not stage.page._idle.isActive()
    assert stage.page._stage.picture._frozen
    stage.controller.resume()
    assert not stage.page._stage.picture._frozen
    assert stage.page._ticker.isActive()
    stage.page.hide()
    assert not stage.page._ticker.isActive()


def test_the_end_lets_go_of_the_session(stage: Stage) -> None:
    stage.run(300)
    assert [r.outcome for r in stage.records if r] == [SessionOutcome.COMPLETED]
    stage.page.command(Act.SKIP)
    assert not stage.page._ticker.isActive()


def test_dots_and_ribbon_follow_what_was_done(stage: Stage) -> None:
    session = stage.controller.session
    stage.run(12)
    stage.press(K.Key_Right)
    stage.run(6)
    assert list(dots(session)) == [
        DotGroup(Side.LEFT, (Dot(0.0, left_out=True), Dot(0.5))),
        DotGroup(Side.RIGHT, (Dot(0.0), Dot(0.0))),
    ]
    (length, filled), (_, later) = segments(session, stage.clock.seconds)
    assert length == sum(p.duration_s for p in session.timeline if p.entry == 0)
    assert 0 < filled < 1
    assert later == 0


def test_repetitions_follow_their_tempo(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path, kind=Kind.REPETITION)
    stage.begin()
    seen = []
    for wait in (11, 2, 20):
        stage.run(wait)
        seen.append(stage.ring[0])
    assert seen == ["Up", "Hold", "Let go"]
    stage.controller.shutdown()


def test_by_hand_the_person_counts(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path, replace(BASE, rep_mode=RepMode.BY_HAND), Kind.REPETITION)
    stage.begin()
    assert not stage.page._commands.buttons[Act.DONE].isVisible()
    stage.run(11)
    assert stage.page._commands.buttons[Act.DONE].isVisible()
    assert stage.ring == ("Move", "1", "Enter when done")
    stage.run(60)
    stage.press(K.Key_Down)
    session = stage.controller.session
    assert session.results[session.timeline[1].key].outcome is Outcome.DONE
    stage.controller.shutdown()


def test_o_shows_the_other_view_where_there_is_one(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    theme.apply(qapp, BASE)
    stage = Stage(qtbot, tmp_path)
    folder = tmp_path / "pictures"
    folder.mkdir()
    for name in ("start", "hold", "second"):
        (folder / f"{name}.webp").write_bytes((assets_dir() / "icons" / "hipstretch.svg").read_bytes())
    known = stage.stores.catalogue.current
    stage.stores.catalogue.current = replace(known, folders={"lunge": folder})
    stage.begin()
    picture, turn = stage.page._stage.picture, stage.page._stage.turn
    assert turn.isVisible()
    assert picture._path == folder / "start.webp"
    stage.press(K.Key_O)
    assert picture._path == folder / "second.webp"
    turn.click()
    assert picture._path == folder / "start.webp"
    stage.page.toggle_mini()
    assert not turn.isVisible()
    stage.page.toggle_mini()
    assert turn.isVisible()
    stage.press(K.Key_O)
    while stage.controller.session.phase.entry == 0:
        stage.run(1)
    assert not turn.isVisible()
    stage.press(K.Key_O)
    assert stage.page._stage.noted.accessibleName() == "This picture has no other view"
    stage.controller.shutdown()


def test_o_goes_through_the_photos_of_an_own_exercise(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path, replace(BASE, motion=Motion.FULL))
    folder = tmp_path / "pictures"
    folder.mkdir()
    names = tuple(f"photo-{n}-00000000.webp" for n in (1, 2, 3))
    for name in names:
        (folder / name).write_bytes(photo.as_webp(QImage(8, 6, QImage.Format.Format_RGB32)))
    known = stage.stores.catalogue.current
    lunge = replace(known.exercises["lunge"], photos=names)
    stage.stores.catalogue.current = replace(
        known, exercises={**known.exercises, "lunge": lunge}, folders={"lunge": folder}
    )
    stage.begin()
    shown, turn = stage.page._stage.picture, stage.page._stage.turn

    def seen() -> tuple[str, str, bool]:
        assert shown._path
        return shown._path.name[6:7], turn.text(), shown._moving

    assert seen() == ("1", "Photo 1 of 3", False)
    for number in "231":
        stage.press(K.Key_O)
        assert seen() == (number, f"Photo {number} of 3", False)
    while stage.controller.session.phase.kind is not PhaseKind.HOLD:
        stage.run(1)
    assert seen() == ("2", "Photo 2 of 3", False)
    for number in "312":
        stage.press(K.Key_O)
        assert seen()[0] == number
    (folder / "motion.webp").write_bytes(next(assets_dir().glob("exercises/*/*/motion.webp")).read_bytes())
    stage.press(K.Key_O)
    while stage.controller.session.phase.kind.value != "switch":
        stage.run(1)
    assert seen()[0] == "3", "what was asked for stays"
    stage.press(K.Key_O)
    assert (shown._path, turn.text(), shown._moving) == (folder / "motion.webp", "Other view", True)
    for number in "123":
        stage.press(K.Key_O)
        assert seen() == (number, f"Photo {number} of 3", False)
    stage.controller.shutdown()


@pytest.mark.parametrize(
    ("there", "motion", "shown", "moves"),
    [
        (("hold",), Motion.FULL, "hold", False),
        (("hold", "motion"), Motion.FULL, "motion", True),
        (("motion",), Motion.REDUCED, "motion", False),
        (("hold", "motion"), Motion.REDUCED, "hold", False),
        ((), Motion.FULL, "", False),
    ],
)
def test_an_own_exercise_shows_what_there_is(
    qtbot: QtBot, tmp_path: Path, there: tuple[str, ...], motion: Motion, shown: str, moves: bool
) -> None:
    stage = Stage(qtbot, tmp_path, replace(BASE, motion=motion))
    folder = tmp_path / "pictures"
    folder.mkdir()
    clip = next(assets_dir().glob("exercises/*/*/motion.webp")).read_bytes()
    for name in there:
        (folder / f"{name}.webp").write_bytes(clip)
    known = stage.stores.catalogue.current
    stage.stores.catalogue.current = replace(known, folders={"lunge": folder})
    stage.begin()
    picture = stage.page._stage.picture
    assert picture._path == (folder / f"{shown}.webp" if shown else None)
    assert picture._moving is moves
    stage.controller.shutdown()


def test_a_clip_that_can_not_be_shown_leaves_the_photo(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path, replace(BASE, motion=Motion.FULL))
    folder = tmp_path / "pictures"
    folder.mkdir()
    (folder / "hold.webp").write_bytes(photo.as_webp(QImage(8, 6, QImage.Format.Format_RGB32)))
    (folder / "motion.webp").write_bytes(b"no")
    known = stage.stores.catalogue.current
    stage.stores.catalogue.current = replace(known, folders={"lunge": folder})
    stage.begin()
    picture = stage.page._stage.picture
    qtbot.waitUntil(lambda: picture._path == folder / "hold.webp" and not picture._image.isNull())
    assert not picture._moving
    stage.controller.shutdown()


def test_pictures_of_somebody_else_are_shown_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path)
    for person in ("woman", "man"):
        (tmp_path / "pictures" / person).mkdir(parents=True)
        (tmp_path / "pictures" / person / "start.webp").touch()
    people = (Person("woman", "A woman", 1), Person("man", "A man", 2))
    known = replace(stage.stores.catalogue.current, folders={"lunge": tmp_path / "pictures"}, people=people)
    stage.stores.catalogue.current = known.shown_by("")
    stage.begin()
    picture = stage.page._stage.picture
    assert picture._path == tmp_path / "pictures" / "woman" / "start.webp"
    stage.stores.settings.change(person="man")
    assert picture._path == tmp_path / "pictures" / "man" / "start.webp"
    stage.controller.shutdown()


@pytest.mark.parametrize(
    ("conditions", "bad_day", "expected"),
    [
        ((Condition.KNEE_PAIN,), False, "Easier form first, because of knee pain: Mind the knee."),
        ((Condition.OSTEOPOROSIS,), False, "Easier form first, because of osteoporosis: Stand instead."),
        ((Condition.PREGNANCY,), False, "Left out of suggestions because of pregnancy"),
        ((), True, "Easier form: Stand instead."),
        ((), False, "Kneel"),
    ],
)
def test_conditions_and_a_bad_day_are_told_before_the_steps(
    qtbot: QtBot, tmp_path: Path, conditions: tuple[Condition, ...], bad_day: bool, expected: str
) -> None:
    stage = Stage(qtbot, tmp_path, replace(BASE, conditions=conditions))
    known = dict(stage.stores.catalogue.current.exercises)
    lunge = known["lunge"]
    known["lunge"] = replace(
        lunge,
        text=replace(lunge.text, adapted={"knee-pain": "Mind the knee."}),
        adapt=(Condition.KNEE_PAIN, Condition.OSTEOPOROSIS),
        leave_out=(Condition.PREGNANCY,),
    )
    stage.controller.exercises = known
    if bad_day:
        stage.controller.routine = gentler(stage.routine, known, BASE)
    stage.begin()
    assert stage.page._steps._lines[0].startswith(expected)
    stage.controller.shutdown()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (3840, 2160)])
@pytest.mark.parametrize("text_size", [100, 200])
def test_nothing_overlaps_or_leaves_the_window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, size: tuple[int, int], text_size: int
) -> None:
    settings = replace(BASE, text_size=text_size)
    theme.apply(qapp, settings)
    stage = Stage(qtbot, tmp_path, settings)
    stage.page.resize(*size)
    stage.begin()
    page = stage.page
    assert (page.width(), page.height()) == size
    parts = [*page._column._parts, page._stage, page._header, page._bottom, *page._commands.buttons.values()]
    boxes = [p.rect().translated(p.mapTo(page, p.rect().topLeft())) for p in parts if p.isVisible()]
    assert all(page.rect().contains(b) for b in boxes)
    for upper, lower in pairwise(boxes[:5]):
        assert upper.bottom() < lower.top()
    assert page._ring.height() >= size[1] * 0.12
    stage.controller.shutdown()
    theme.apply(qapp, BASE)


def test_a_pace_to_breathe_by_is_shown_in_a_hold_if_it_is_wanted(stage: Stage) -> None:
    stage.run(11)
    assert stage.ring == ("Hold", "19", "of 20 s")
    stage.stores.settings.change(breathing=True, motion=Motion.FULL)
    stage.page._show()
    assert stage.ring == ("Hold", "19", "breathe in")
    assert stage.page._ring._breath is not None
    stage.run(5)
    assert stage.ring == ("Hold", "14", "breathe out")
    stage.stores.settings.change(motion=Motion.REDUCED)
    stage.page._show()
    assert stage.ring[2] == "breathe out"
    assert stage.page._ring._breath is None, "nothing moves; the words stay"
    stage.press(K.Key_Space)
    assert stage.ring == ("Paused", "14", "Space to go on")


def test_a_double_click_makes_it_large_and_goes_on(stage: Stage, qtbot: QtBot) -> None:
    stage.run(12)
    middle = stage.page._stage.rect().center()
    qtbot.mouseClick(stage.page._stage, Qt.MouseButton.LeftButton, pos=middle)
    assert stage.state() is State.PAUSED
    qtbot.mouseDClick(stage.page._stage, Qt.MouseButton.LeftButton, pos=middle)
    assert stage.page._big.isVisible()
    assert stage.state() is State.LEAD_IN
    stage.run(4)
    qtbot.mouseClick(stage.page._big, Qt.MouseButton.LeftButton)
    assert stage.state() is State.PAUSED, "any click pauses, also on the digits"


def test_it_becomes_large_by_itself_if_that_is_wanted(stage: Stage) -> None:
    stage.run(12)
    stage.page._idle.timeout.emit()
    assert not stage.page._big.isVisible()
    stage.stores.settings.change(distance_auto=True)
    stage.controller.pause()
    stage.page._idle.timeout.emit()
    assert not stage.page._big.isVisible(), "whoever paused sits at the screen"
    stage.controller.resume()
    stage.run(4)
    stage.page._idle.timeout.emit()
    assert stage.page._big.isVisible()
    stage.press(K.Key_Escape)
    assert not stage.page._big.isVisible()
    assert stage.page._idle.remainingTime() > 9000, "a key begins the ten seconds anew"


@pytest.mark.parametrize(
    ("key", "name", "off", "on"),
    [(K.Key_V, "voice", "Voice off", "Voice on"), (K.Key_M, "sound", "Sounds off", "Sounds on")],
)
def test_voice_and_sounds_have_a_key(stage: Stage, key: Qt.Key, name: str, off: str, on: str) -> None:
    before = getattr(stage.stores.settings.current, name)
    for now in (not before, before):
        stage.press(key)
        assert getattr(stage.stores.settings.current, name) is now
        assert stage.page._stage.noted.accessibleName() == (on if now else off)


def test_a_muted_computer_is_told(stage: Stage) -> None:
    stage.output.output = Output("Speakers", 40, muted=True)
    stage.page.command(Act.BACK)  # every exercise begins with a look
    assert stage.page._header.warnings.text() == "Muted"
    assert stage.page._header.warnings.toolTip() == "Speakers is muted: no sound will be heard."
    stage.output.output = Output("Speakers", 40, muted=False)
    stage.output.look()
    assert not stage.page._header.warnings.text()


def test_a_small_view_has_side_seconds_and_what_one_needs(stage: Stage) -> None:
    views: list[View] = []
    stage.page.view_changed.connect(views.append)
    stage.run(12)
    stage.press(K.Key_I)
    stage.page.resize(420, 250)
    assert stage.page._big.isVisible()
    assert not stage.page._stage.side.isVisible(), "the digits say it"
    assert stage.page._stage.picture.height() > 100
    stage.page._mini_bar.pause.click()
    assert stage.state() is State.PAUSED
    assert stage.page._mini_bar.pause.text() == "Go on"
    stage.press(K.Key_F)
    assert stage.page._stage.feel.isVisible()
    stage.press(K.Key_I)
    stage.press(K.Key_Escape)
    assert views == [View.MINI, View.DISTANCE, View.MINI, View.USUAL]
    assert stage.page._bottom.currentIndex() == 0, "Esc only made it large again"
    assert stage.page._stage.side.isVisible()
    assert not stage.page._mini_bar.isVisible()


USUAL = (SIDE, PHASE, DIGITS, WORDS)
"""The lines of the large view that a small one has as well."""


@pytest.mark.parametrize("size", [(260, 150), (420, 250), (420, 600), (900, 300)])
def test_the_name_in_a_small_view_makes_the_digits_no_smaller(stage: Stage, size: tuple[int, int]) -> None:
    def digits() -> int:
        (px,) = (font.pixelSize() for line, font, _ in clock.rows() if line.text == "18")
        return px

    stage.run(12)
    stage.press(K.Key_I)
    stage.page.resize(*size)
    QApplication.processEvents()
    clock = stage.page._big
    assert clock._lines[0].text == "Lunge"
    with_name = digits()
    clock._lines = tuple(
        replace(line, kind=usual) for line, usual in zip(clock._lines[1:], USUAL, strict=True)
    )
    assert with_name >= digits()


def test_a_small_view_has_room_for_its_words_however_large_the_text(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    theme.apply(qapp, replace(BASE, text_size=200))
    stage = Stage(qtbot, tmp_path, replace(BASE, text_size=200))
    stage.begin()
    stage.press(K.Key_I)
    stage.page.resize(420, 250)
    QApplication.processEvents()
    buttons = stage.page._mini_bar.findChildren(QPushButton)
    assert all(one.sizeHint().width() <= one.width() for one in buttons)
    assert stage.page._big.height() > 100
    stage.controller.shutdown()
    theme.apply(qapp, BASE)


def test_the_end_brings_the_usual_view_back(stage: Stage) -> None:
    stage.press(K.Key_I)
    stage.controller.stop(keep=False)
    assert stage.page.view is View.USUAL


@pytest.mark.parametrize(
    "size", [(720, 480), (1024, 600), (1366, 768), (1920, 1080), (3440, 1440)], ids=lambda size: f"{size[0]}"
)
def test_the_ring_is_as_large_in_large_text_as_in_small(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, size: tuple[int, int]
) -> None:
    rings = []
    for text_size in (100, 150, 200):
        settings = replace(BASE, text_size=text_size)
        theme.apply(qapp, settings)
        stage = Stage(qtbot, tmp_path / str(text_size), settings)
        stage.page.resize(*size)
        stage.begin()
        stage.run(15)
        QApplication.processEvents()
        rings.append(min(stage.page._ring.width(), stage.page._ring.height()))
        assert stage.page.size().toTuple() == size
        steps = stage.page._steps
        assert steps._height(steps.rows()) <= steps.height() + 1, "not cut off"
        stage.controller.shutdown()
    assert min(rings) == rings[0] >= 0.36 * size[1]


def test_shift_and_right_begins_the_next_exercise_and_says_nothing_was_too_much(stage: Stage) -> None:
    stage.run(15)
    stage.qtbot.keyClick(stage.page, K.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert stage.controller.session.phase.entry == 1
    outcomes = {r.outcome for r in stage.controller.session.results.values()}
    assert outcomes == {Outcome.DONE, Outcome.SKIPPED}, "getting ready was done"
    stage.qtbot.keyClick(stage.page, K.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert stage.state() is State.FINISHED


def test_what_comes_next_is_a_button_that_leads_there(stage: Stage, qtbot: QtBot) -> None:
    stage.run(15)
    bar = stage.page._commands
    QApplication.processEvents()
    assert (bar.next_button.isVisible(), bar.next.isVisible()) == (True, False)
    assert bar.next_button.accessibleName() == "Next exercise: Cobra, 2 × 20 s"
    assert bar.next_button.key == "Shift+→", "the key of the act that a press does"
    assert bar.next_button.height() == bar.buttons[Act.TOGGLE_PAUSE].height()
    assert bar.next_button.focusPolicy() is Qt.FocusPolicy.TabFocus
    high = bar.height()
    qtbot.mouseClick(bar.next_button, Qt.MouseButton.LeftButton)
    stage.page._show()
    QApplication.processEvents()
    assert stage.controller.session.phase.entry == 1
    assert (bar.next_button.isVisible(), bar.next.isVisible()) == (False, True), "there is none after it"
    assert (bar.next_title.text(), bar.next.text(), bar.height()) == ("Then", "You are done", high)


def test_the_next_exercise_is_only_said_where_a_button_has_no_room(stage: Stage) -> None:
    bar = stage.page._commands
    stage.page.resize(720, 480)
    QApplication.processEvents()
    assert (bar.next_button.isVisible(), bar.next.isVisible()) == (False, True)
    assert (bar.next_title.text(), bar.next.text()) == ("Next", "right side")
    stage.page.resize(1366, 768)
    QApplication.processEvents()
    button = bar.next_button
    assert button.isVisible()
    assert button.rect().contains(button.words.geometry())
    assert button.thumb.geometry().right() < button.words.x(), "the picture is beside the words"
    assert button.width() >= button.least_width


def test_a_small_picture_is_shown_without_what_is_empty_around_it(qtbot: QtBot) -> None:
    whole = QImage(40, 30, QImage.Format.Format_ARGB32)
    whole.fill(Qt.GlobalColor.transparent)
    for x in range(10, 30):
        for y in range(20, 25):
            whole.setPixelColor(x, y, QColor("red"))
    thumb = Trimmed(PictureCache())
    qtbot.addWidget(thumb)
    thumb._show(whole)
    assert thumb._image.size().toTuple() == (20, 5)
    opaque = whole.convertToFormat(QImage.Format.Format_RGB32)
    thumb._show(opaque)
    assert thumb._image.size() == opaque.size()


def test_the_ribbon_leads_to_the_exercise_that_is_clicked(stage: Stage, qtbot: QtBot) -> None:
    stage.run(15)
    ribbon = stage.page._header.ribbon
    boxes = [box.toRect() for box in ribbon._boxes()]
    qtbot.mouseClick(ribbon, Qt.MouseButton.LeftButton, pos=boxes[1].center())
    assert stage.controller.session.phase.entry == 1
    qtbot.mouseClick(ribbon, Qt.MouseButton.LeftButton, pos=boxes[1].center())
    assert stage.controller.session.phase.index == 8
    qtbot.mouseClick(ribbon, Qt.MouseButton.LeftButton, pos=QPoint(boxes[0].center().x(), 1))
    assert stage.controller.session.phase.index == 0
    assert ribbon.names == ("Lunge", "Cobra")


@pytest.mark.parametrize("way", ["key", "mouse"])
def test_too_much_is_taken_back_for_a_while(stage: Stage, qtbot: QtBot, way: str) -> None:
    session = stage.controller.session
    stage.run(15)
    here, results = session.phase, dict(session.results)
    stage.press(K.Key_E)
    undo = stage.page._stage.undo
    assert undo.isVisible()
    assert undo.text() == "Undo: Lunge"
    stage.run(5)
    if way == "key":
        stage.press(K.Key_U)
    else:
        qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert session.phase is here
    assert Outcome.EASED not in {r.outcome for r in session.results.values()}
    assert results.items() <= session.results.items()
    assert not undo.isVisible()
    assert not stage.page._stage.noted.isVisible()
    stage.press(K.Key_E)
    stage.run(UNDO_S - 0.5)
    passes = stage.controller._undo_passes
    passes.stop()
    passes.timeout.emit()
    assert undo.isVisible()
    assert passes.isActive(), "it came too early and looks again"
    stage.run(0.5)
    passes.timeout.emit()
    assert not undo.isVisible()
    stage.press(K.Key_U)
    assert session.phase.entry == 1
    left, where = Qt.MouseButton.LeftButton, undo.geometry().center()
    qtbot.mouseClick(stage.page._stage, left, pos=where)
    qtbot.mouseDClick(stage.page._stage, left, pos=where)
    assert (stage.state(), stage.page.view) == (State.RUNNING, View.USUAL), "it was meant for Undo"
    qtbot.mouseClick(stage.page._stage, left, pos=stage.page._stage.rect().center())
    assert stage.state() is State.PAUSED


def test_undo_is_shown_as_long_as_it_is_possible_after_a_lead_in_was_left(stage: Stage) -> None:
    stage.run(15)
    stage.press(K.Key_H)
    stage.press(K.Key_Up)
    stage.press(K.Key_Return)
    stage.run(1)
    assert stage.state() is State.LEAD_IN
    stage.press(K.Key_E)
    undo, passes = stage.page._stage.undo, stage.controller._undo_passes
    for _ in range(round(UNDO_S) + 3):
        assert undo.isVisible() == passes.isActive() == stage.controller.can_undo
        passes.stop()
        stage.run(1)
        passes.timeout.emit()
    assert not undo.isVisible()


def test_nothing_is_offered_to_be_taken_back_where_nothing_was_noted(qtbot: QtBot, tmp_path: Path) -> None:
    ready = Stage(qtbot, tmp_path)
    ready.page.attach(ready.controller)
    ready.controller.ease_off()
    assert not ready.controller.can_undo


def opened_gear(stage: Stage) -> GearDialog:
    assert stage.page._gear.dialog
    return stage.page._gear.dialog


def test_a_gear_has_what_can_be_set_in_a_session(stage: Stage, qtbot: QtBot) -> None:
    stage.run(12)
    settings = stage.stores.settings
    qtbot.mouseClick(stage.page._header.gear, Qt.MouseButton.LeftButton)
    opened = opened_gear(stage)
    qtbot.waitUntil(opened.isActiveWindow)
    stage.run(5)
    assert stage.state() is State.PAUSED, "it waits"
    qtbot.mouseClick(opened.sounds, Qt.MouseButton.LeftButton, pos=QPoint(8, opened.sounds.height() // 2))
    assert not settings.current.sound
    stage.press(K.Key_V)
    assert settings.current.voice
    assert opened.voice.isChecked() is settings.current.voice
    (name,) = (one for one in opened.findChildren(QLabel) if one.text() == "Volume")
    assert name.isEnabled(), "as in the settings"
    assert opened.volume.geometry().left() - name.geometry().right() >= 8, "the slider keeps off its name"
    opened.volume.setValue(35)
    assert settings.current.volume == 35
    assert opened._volume_words.text() == "35 %"
    assert opened._moment.text() == "Paused  ·  Hold: 18 s  ·  2 min left"
    assert "Then the session goes on, after 3 seconds." in words_in(opened)
    (close,) = (one for one in opened.findChildren(KeyButton) if one.text() == "Close")
    assert close.key == "Esc"
    stage.page._on_idle()
    assert stage.page.view is View.USUAL
    stage.press(K.Key_G)
    assert stage.state() is State.LEAD_IN
    assert not opened.isVisible()
    qtbot.waitUntil(stage.page.hasFocus)
    stage.press(K.Key_G)
    qtbot.mouseClick(opened_gear(stage).buttons[Act.TOGGLE_DISTANCE], Qt.MouseButton.LeftButton)
    assert not stage.page._ring.isVisible()


def words_in(dialog: GearDialog) -> list[str]:
    return [one.text() for one in dialog.findChildren(QLabel)]


@pytest.mark.parametrize("key", [K.Key_Escape, K.Key_G, K.Key_I, K.Key_F])
def test_a_session_that_waited_before_waits_after_the_gear(stage: Stage, key: Qt.Key) -> None:
    stage.run(12)
    stage.press(K.Key_Space)
    stage.press(K.Key_G)
    assert "The session waits afterwards; Space goes on." in words_in(opened_gear(stage))
    stage.qtbot.waitUntil(opened_gear(stage).isActiveWindow)
    stage.press(key)
    assert stage.page._gear.dialog is None
    assert stage.state() is State.PAUSED


@pytest.mark.parametrize("key", [K.Key_Escape, K.Key_G, K.Key_I, K.Key_F])
def test_a_session_that_ran_goes_on_once_the_gear_is_left(stage: Stage, key: Qt.Key) -> None:
    stage.run(12)
    stage.press(K.Key_G)
    assert stage.state() is State.PAUSED
    stage.qtbot.waitUntil(opened_gear(stage).isActiveWindow)
    stage.press(key)
    assert stage.state() is State.LEAD_IN


def test_the_next_exercise_from_the_gear_begins_after_the_lead_in(stage: Stage) -> None:
    stage.run(12)
    stage.press(K.Key_G)
    opened_gear(stage).buttons[Act.NEXT_EXERCISE].click()
    assert (stage.controller.session.phase.entry, stage.state()) == (1, State.LEAD_IN)


@pytest.mark.parametrize("act", ["toggle_pause", "stop"])
def test_the_gear_closes_when_the_session_moves_on_by_itself(stage: Stage, act: str) -> None:
    """As from the tray."""
    stage.run(12)
    stage.press(K.Key_G)
    if act == "stop":
        stage.controller.stop(keep=True)
    else:
        stage.controller.toggle_pause()
    assert stage.page._gear.dialog is None


def test_the_keys_of_the_gear_stand_below_each_other(stage: Stage) -> None:
    stage.press(K.Key_G)
    QApplication.processEvents()
    opened = opened_gear(stage)
    caps = [one for one in opened.findChildren(QLabel) if one.property("role") == "key"]
    assert {"M", "V", "F11", "F", "I", "H", "Shift+→"} == {one.text() for one in caps}
    ends = [one.mapTo(opened, one.rect().topRight()).x() for one in caps if one.text() != "F11"]
    assert len(set(ends)) == 1


def test_the_gear_leads_to_how_long_the_hold_is(stage: Stage, qtbot: QtBot) -> None:
    stage.run(12)
    stage.press(K.Key_G)
    opened_gear(stage).buttons[Act.CHANGE_DOSAGE].click()
    assert stage.page._dosage.is_open
    assert stage.state() is State.PAUSED
    stage.press(K.Key_Escape)
    assert stage.state() is State.LEAD_IN, "it ran before the gear was opened"


def test_large_it_has_the_name_the_repetition_and_what_comes_next_and_the_side_once(stage: Stage) -> None:
    stage.run(12)
    stage.press(K.Key_F)
    lines = [line.text for line in stage.page._big._lines]
    assert lines == [
        "Lunge",
        "LEFT",
        "HOLD",
        "18",
        "Rep 1 of 2",
        "Breathe slowly.",
        "Next: right side",
    ]
    assert not stage.page._stage.side.isVisible()
    stage.run(40)
    assert not stage.page._stage.side.isVisible()
    stage.press(K.Key_F)
    assert stage.page._stage.side.isVisible()
    stage.press(K.Key_I)
    stage.page.resize(420, 250)
    QApplication.processEvents()
    shown = [line.text for line, _, _ in stage.page._big.rows()]
    assert shown == ["Lunge", "LEFT", *shown[2:4], "of 20 s  ·  2 min left"]
    stage.press(K.Key_Space)
    assert stage.page._big._lines[-1].text == "Space to go on", "why it waits"


def test_another_screen_has_the_large_view_while_the_controls_stay(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gear, "others", lambda _: QApplication.screens())
    stage.run(12)
    other = stage.page._other_screen

    def choose() -> None:
        stage.page.command_by_mouse(Act.GEAR)
        (button,) = opened_gear(stage).screens
        assert button.accessibleName().startswith("Large on the screen ")
        button.click()

    choose()
    assert other.view
    assert other.view.isFullScreen()
    stage.run(3)
    assert other.view.clock.accessibleName() == "Hold, 18, left"
    stage.run(2)
    assert other.view.clock.accessibleName() == "Hold, 16, left"
    assert stage.page._commands.isVisible()
    other.view.activateWindow()
    other.view.setFocus()
    qtbot.waitUntil(other.view.hasFocus)
    qtbot.keyClick(other.view, K.Key_Up)
    assert stage.controller.session.phase.extra_s == 10, "keys count there as well"
    qtbot.keyClick(other.view, K.Key_Escape)
    assert not other.view.isVisible()
    choose()
    choose()
    assert other.view is None
    choose()
    stage.page.hide()
    assert other.view is None, "the window went"
    stage.page.show()
    choose()
    stage.controller.stop(keep=True)
    assert other.view is None


SIZES = [
    (720, 480),
    (911, 512),
    (1024, 600),
    (1280, 720),
    (1366, 768),
    (1920, 1080),
    (2293, 960),
    (3440, 1440),
]
"""Of windows, in logical pixels: on small and large screens, with a scale of 1 and of 1.5."""


@pytest.mark.parametrize("size", SIZES)
def test_seconds_are_as_large_in_every_size_of_text(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, size: tuple[int, int]
) -> None:
    stage = Stage(qtbot, tmp_path)
    stage.page.resize(*size)
    stage.begin()
    page = stage.page
    rings = []
    for text_size in (100, 150, 200):
        theme.apply(qapp, replace(BASE, text_size=text_size))
        for asked in (False, True):
            if asked:
                page.ask_stop()
            else:
                page._close_question()
            QApplication.processEvents()
            assert page._stop_bar.isVisible() is asked
            rings.append(page._ring._box()[0].width())
            assert page._ring.height() >= size[1] * 0.3
    assert rings == [rings[0]] * len(rings)
    stage.controller.shutdown()
    theme.apply(qapp, BASE)


def test_words_of_a_small_window_are_left_out_before_they_are_tiny(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    theme.apply(qapp, replace(BASE, text_size=200))
    stage = Stage(qtbot, tmp_path, replace(BASE, text_size=200))
    stage.page.resize(720, 480)
    stage.begin()
    QApplication.processEvents()
    page, header = stage.page, stage.page._header
    parts = [one for one in header.findChildren(FittedText) if one.isVisible()]
    assert header.finish in parts
    assert header.count in parts, "which exercise it is"
    assert all(one.width() >= one.sizeHint().width() for one in parts)
    assert len({one.scale for one in parts}) == 1
    sizes = {one._font(1.0).pixelSize() for one in parts}
    header.to_pages.ensurePolished()
    assert min(sizes) >= 13
    assert sizes == {header.to_pages.font().pixelSize()}
    height = page._bottom.height()
    page.ask_stop()
    QApplication.processEvents()
    assert page._bottom.height() == height, "nothing moves because of the question"
    assert page._stop_bar._words.width() >= 0.35 * 720
    page._close_question()
    stage.output.output = Output("Speakers", 40, muted=True)
    stage.output.look()
    assert header.warnings.isVisible()
    assert header.warnings.geometry().right() < header.width(), "nothing of it is cut off"
    stage.controller.shutdown()
    theme.apply(qapp, BASE)


def darkest(part: QWidget) -> int:
    return min(QColor(one).lightness() for one in colours(part.grab().toImage()))


def test_a_warning_is_there_in_words_for_a_while_then_as_a_sign(stage: Stage) -> None:
    stage.page.resize(720, 480)
    QApplication.processEvents()
    stage.output.output = Output("Speakers", 40, muted=True)
    stage.output.look()
    header = stage.page._header
    assert darkest(header.warnings) < 60, "words as those beside them"
    assert QColor(theme.LIGHT.prepare_ink).rgb() in colours(header.warnings.grab().toImage()), "and the sign"
    header.warnings.setText(
        "What is wrong, in so many words that for nothing else than this there is any room left over"
    )
    header._choose()
    assert not header._routine.isVisible()
    assert header.warnings._read.isActive()
    header.warnings._read.timeout.emit()
    QApplication.processEvents()
    assert header._routine.isVisible()
    assert header.warnings.isVisible()
    assert header.warnings.width() < 40
    assert darkest(header.warnings) > 60, "the sign alone"
    assert header.warnings.accessibleName()
    assert header.warnings.toolTip()
    stage.qtbot.mouseClick(header.warnings, Qt.MouseButton.LeftButton)
    assert not header._routine.isVisible(), "in words again"
    assert QColor(theme.LIGHT.feel_ink).rgb() not in colours(header.grab().toImage())


@pytest.mark.parametrize("size", [(720, 480), (1024, 600), (3440, 1440)])
@pytest.mark.parametrize("text_size", [100, 200])
def test_the_words_of_the_bar_are_of_one_size_and_large_enough(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, size: tuple[int, int], text_size: int
) -> None:
    settings = replace(BASE, text_size=text_size)
    theme.apply(qapp, settings)
    stage = Stage(qtbot, tmp_path, settings)
    stage.page.resize(*size)
    stage.begin()
    QApplication.processEvents()
    sizes = set()
    for one in stage.page._commands.buttons.values():
        if one.isVisible():
            px = one._most_px or one.text_px
            room = one.width() - 12, one._height_of_text(one._part)
            sizes.add((one._text_that_fits(px, *room)[1].pixelSize(), one._part))
    ((px, _),) = sizes
    assert px >= 13
    stage.controller.shutdown()
    theme.apply(qapp, BASE)


def test_the_bar_has_the_columns_of_stage_and_ring(stage: Stage) -> None:
    page = stage.page
    page.resize(1366, 768)
    QApplication.processEvents()
    assert page._presenter
    page._show_phase(page._presenter.view().phase)  # no resize follows the first phase
    QApplication.processEvents()
    at, ring = (one.mapTo(page, QPoint()).x() for one in (page._commands.next, page._column))
    assert abs(at - ring) <= 2


@pytest.mark.parametrize("size", [(720, 480), (1024, 600), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("text_size", [100, 200])
def test_pause_is_clearly_the_widest_button_of_the_bar(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, size: tuple[int, int], text_size: int
) -> None:
    settings = replace(BASE, text_size=text_size)
    theme.apply(qapp, settings)
    stage = Stage(qtbot, tmp_path, settings)
    stage.page.resize(*size)
    stage.begin()
    QApplication.processEvents()
    widths = {act: one.width() for act, one in stage.page._commands.buttons.items() if one.isVisible()}
    pause = widths.pop(Act.TOGGLE_PAUSE)
    assert pause >= 1.3 * max(widths.values())
    assert (size[0] < 1366 or text_size > 100) or pause >= 200
    stage.controller.shutdown()
    theme.apply(qapp, BASE)


def test_the_ring_is_as_large_as_it_was_in_the_first_version(stage: Stage) -> None:
    for size, least in {(720, 480): 78, (1366, 768): 286}.items():
        stage.page.resize(*size)
        QApplication.processEvents()
        box, line = stage.page._ring._box()
        assert box.width() + line >= least


def test_nothing_done_is_nothing_to_keep(stage: Stage) -> None:
    bar = stage.page._stop_bar
    stage.press(K.Key_Escape)
    assert bar._words.text() == "Paused. Stop here? There is nothing to keep yet."
    assert (bar.keep.text(), bar.keep.property("kind")) == ("Stop", "primary")
    assert not bar.discard.isVisible()
    for key in (K.Key_K, K.Key_X):
        stage.press(key)
        assert stage.records == []
    stage.press(K.Key_Return)
    assert stage.records == [None]


def test_hardly_anything_done_is_kept_or_discarded_by_buttons_alike(stage: Stage) -> None:
    bar = stage.page._stop_bar
    stage.run(30)
    stage.press(K.Key_Escape)
    assert bar._words.text() == "Only 20 s of work. Keep this session in the history?"
    assert [one.property("kind") for one in (bar.keep, bar.discard)] == ["", ""]
    stage.press(K.Key_Space)
    stage.run(60)
    stage.press(K.Key_Escape)
    assert (bar.keep.text(), bar.keep.property("kind")) == ("Keep what was done", "primary")
    assert bar._words.text() == "Paused. Stop here and keep what was done?"


def test_the_bar_is_as_high_with_a_question_when_the_window_becomes_small(stage: Stage) -> None:
    page = stage.page
    page.ask_stop()
    page.resize(720, 480)
    QApplication.processEvents()
    assert page.width() == 720
    asked, ring = page._bottom.height(), page._ring.geometry()
    page._close_question()
    QApplication.processEvents()
    assert (page._bottom.height(), page._ring.geometry()) == (asked, ring)


def test_in_the_large_view_the_words_on_the_picture_grow_and_a_button_leads_back(stage: Stage) -> None:
    usual = stage.page._stage.feel._font().pixelSize()
    stage.press(K.Key_F)
    QApplication.processEvents()
    large = stage.page._stage
    assert large.feel._font().pixelSize() >= 1.5 * usual
    assert large.rect().contains(large.feel.geometry())
    assert large.usual.isVisible()
    assert large.rect().contains(large.usual.geometry())
    stage.qtbot.mouseClick(large.usual, Qt.MouseButton.LeftButton)
    assert stage.page.view is View.USUAL
    assert not large.usual.isVisible()
    assert large.feel._font().pixelSize() == usual


def test_the_gear_fits_a_small_screen_with_large_text(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, stage: Stage
) -> None:
    theme.apply(qapp, replace(BASE, text_size=200))
    stage.press(K.Key_G)
    dialog = opened_gear(stage)
    dialog.resize(480, 320)
    QApplication.processEvents()
    (area,) = dialog.findChildren(QScrollArea)
    content = area.widget()
    assert content
    assert content.width() <= area.viewport().width()
    stage.stores.settings.change(sound=False)
    assert dialog.volume.isEnabled(), "as in the settings"
    stage.press(K.Key_G)
    theme.apply(qapp, BASE)


LONG_STEP = (
    "Stand with the feet wide apart, toes forward or out. "
    "Hold on to a chair in front of you, at the right side."
)


@pytest.mark.parametrize("size", [(720, 480), (1024, 600), (1366, 768)], ids=lambda size: f"{size[0]}")
@pytest.mark.parametrize("step", ["Kneel.", LONG_STEP[:61], LONG_STEP], ids=["short", "usual", "long"])
def test_larger_text_makes_no_step_smaller(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, size: tuple[int, int], step: str
) -> None:
    usual, large, rings = [], [], []
    for text_size in (100, 150, 200):
        settings = replace(BASE, text_size=text_size)
        theme.apply(qapp, settings)
        stage = Stage(qtbot, tmp_path / str(text_size), settings)
        stage.controller.exercises = {
            name: replace(one, text=replace(one.text, steps=(step, step)))
            for name, one in stage.controller.exercises.items()
        }
        stage.page.resize(*size)
        stage.begin()
        stage.run(5)
        QApplication.processEvents()
        page, steps = stage.page, stage.page._steps
        assert steps._height(steps.rows()) <= steps.height()
        assert page._name.height() >= 18
        usual.append(steps.rows()[0][1].pixelSize())
        rings.append(page._ring.size())
        page.show_view(View.DISTANCE)
        page.resize(*size)
        QApplication.processEvents()
        large += [font.pixelSize() for line, font, _ in page._big.rows() if line.text == step]
        stage.controller.shutdown()
    theme.apply(qapp, BASE)
    assert min(usual) == usual[0] >= 13
    assert min(large) == large[0] >= 16
    assert len(large) == 3
    assert rings == [rings[0]] * 3


def test_the_side_stands_on_the_picture_alone_and_a_screen_reader_says_it_with_the_repetition(
    stage: Stage,
) -> None:
    stage.run(12)
    assert stage.page._rep.text() == "Rep 1 of 2"
    assert stage.page._rep.accessibleName() == "Rep 1 of 2  ·  left side"
    assert stage.page._dots._side is Side.LEFT
    while stage.controller.session.phase.entry == 0:
        stage.run(1)
    once = replace(stage.page._presenter.view().phase, place="") if stage.page._presenter else None
    assert once
    steps = stage.page._steps.height()
    stage.page._show_phase(once)
    assert stage.page._rep.height() == 0
    assert stage.page._steps.height() > steps, "the steps have the room"


def test_a_pause_holds_the_picture_still_and_moves_nothing(stage: Stage) -> None:
    stage.run(12)
    for key in (None, K.Key_F):
        if key:
            stage.press(key)
        page = stage.page
        page._show()
        before = [part.geometry() for part in page.findChildren(QWidget) if part.isVisible()]
        assert not page._stage.picture._frozen
        stage.press(K.Key_Space)
        page._show()
        assert page._stage.picture._frozen
        assert [part.geometry() for part in page.findChildren(QWidget) if part.isVisible()] == before
        stage.controller.resume()
        page._show()
        stage.run(4)


def test_a_key_has_one_word_in_every_phase_whether_it_runs_or_waits(stage: Stage) -> None:
    """In a pause it leads to the next phase, which waits as well: it does not begin."""
    page, skip = stage.page, stage.page._commands.buttons[Act.SKIP]
    places = [one.geometry() for one in page._commands.buttons.values()]
    assert (skip.text(), page._mini_bar.skip.text()) == ("Skip", "Skip")
    stage.press(K.Key_Space)
    page._show()
    assert (skip.text(), page._mini_bar.skip.text()) == ("Skip", "Skip")
    stage.press(K.Key_Right)
    page._show()
    assert stage.controller.session.phase.kind is PhaseKind.HOLD
    assert stage.state() is State.PAUSED
    assert (skip.text(), page._mini_bar.skip.text()) == ("Skip", "Skip")
    assert [one.geometry() for one in page._commands.buttons.values()] == places


def test_the_question_whether_to_stop_stands_beside_its_answers(stage: Stage) -> None:
    stage.press(K.Key_Escape)
    QApplication.processEvents()
    bar = stage.page._stop_bar
    words = bar._words.grab().toImage()
    ground = words.pixel(0, 0)
    inked = [
        x for x in range(words.width()) if any(words.pixel(x, y) != ground for y in range(words.height()))
    ]
    assert min(inked) <= 4
    assert bar.go_on.size() == bar.keep.size(), "none is easier to hit"
    assert bar.keep.mapTo(bar, QPoint()).x() - bar._words.geometry().right() <= 40


def test_the_gear_is_about_this_session_and_the_usual_view_has_one_name(stage: Stage) -> None:
    stage.press(K.Key_G)
    opened = opened_gear(stage)
    assert opened.windowTitle() == "This session"
    assert all(one.property("kind") == "line" for one in opened.buttons.values())
    stage.press(K.Key_G)
    names = [one.text() for one in stage.page._mini_bar.findChildren(QPushButton)]
    assert stage.page._stage.usual.text() == names[-1] == "Usual view"


def test_the_key_for_a_pause_is_seen_in_the_large_view_where_no_head_is(stage: Stage) -> None:
    large = stage.page._stage
    assert large.pause.isHidden()
    stage.press(K.Key_F)
    QApplication.processEvents()
    assert large.pause.isVisible()
    assert (large.pause.text(), large.pause.key) == ("Pause", "Space")
    assert large.pause.geometry().right() <= large.width() / 3
    stage.qtbot.mouseClick(large.pause, Qt.MouseButton.LeftButton)
    stage.page._show()
    assert stage.state() is State.PAUSED
    assert large.pause.text() == "Go on"
    stage.stores.catalogue.current = stage.stores.catalogue.current
    stage.page.resize(720, 480)
    large.show_turn("", possible=True)
    assert large.pause.isHidden(), "there is no room beside the other view"
    stage.press(K.Key_F)
    assert large.pause.isHidden()


def test_in_a_small_window_words_for_the_floor_have_twenty_pixels(stage: Stage) -> None:
    stage.page.resize(720, 480)
    stage.press(K.Key_F)
    QApplication.processEvents()
    stage.page.resize(720, 480)
    QApplication.processEvents()
    assert stage.page._stage.feel._font().pixelSize() >= 20
    phase = stage.page._presenter.view().phase if stage.page._presenter else None
    assert phase
    rows = stage.page._big.rows()
    (step,) = [font for line, font, _ in rows if line.text == phase.steps[0]]
    assert step.pixelSize() >= 20


@pytest.mark.parametrize("size", [(720, 480), (1366, 768)])
def test_the_words_below_the_picture_keep_off_the_mat(stage: Stage, size: tuple[int, int]) -> None:
    stage.page.resize(*size)
    QApplication.processEvents()
    for _ in range(2):
        picture, feel = stage.page._stage.picture.geometry(), stage.page._stage.feel.geometry()
        assert feel.top() - picture.bottom() >= 8
        stage.press(K.Key_F)
        QApplication.processEvents()


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)], ids=lambda size: f"{size[0]}")
def test_steps_grow_into_the_height_that_is_left_the_same_for_each_of_an_exercise(
    stage: Stage, size: tuple[int, int]
) -> None:
    stage.page.resize(*size)
    QApplication.processEvents()
    steps = stage.page._steps
    usual, found = round(16 * min(size[0] / 1366, size[1] / 768)), set()
    lines = ("Kneel.", "Push the hips forward until it pulls.", "Breathe out slowly.", "Come back.")
    for current in range(len(lines)):
        steps.show_steps(lines, current)
        rows = steps.rows()
        assert len(rows) == steps.SHOWN
        found |= {font.pixelSize() for _, font, _ in rows}
    (px,) = found
    assert usual < px <= round(usual * steps.GROWN)


def test_in_a_low_window_one_large_step_is_shown_rather_than_three_small_ones(stage: Stage) -> None:
    stage.page.resize(1024, 600)
    QApplication.processEvents()
    steps = stage.page._steps
    long = "Slide the front foot forward until the shin is upright and press the hips forward."
    steps.show_steps((long, long, long), 1)
    rows = steps.rows()
    assert len(rows) == 1
    assert rows[0][1].pixelSize() > 16


def test_the_large_step_is_in_ink_and_the_largest_of_the_words(stage: Stage) -> None:
    stage.page.resize(1920, 1080)
    stage.press(K.Key_F)
    QApplication.processEvents()
    rows = stage.page._big.rows()
    step, following = rows[-2], rows[-1]
    assert step[0].text == "Kneel."
    assert step[0].ink == "ink"
    assert step[1].pixelSize() > following[1].pixelSize()


@pytest.mark.parametrize("text_size", [100, 200])
def test_in_a_small_window_the_large_view_says_what_comes_next(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, text_size: int
) -> None:
    theme.apply(qapp, replace(BASE, text_size=text_size))
    stage = Stage(qtbot, tmp_path, replace(BASE, text_size=text_size))
    stage.begin()
    stage.page.resize(720, 480)
    stage.press(K.Key_F)
    QApplication.processEvents()
    assert stage.page._big.rows()[-1][0].text == "Next: right side"
    stage.controller.shutdown()
    theme.apply(qapp, BASE)


def test_digits_stand_close_to_each_other(stage: Stage) -> None:
    rows = stage.page._big.rows()
    digits = next(font for line, font, _ in rows if line.text == "10")
    word = next(font for line, font, _ in rows if line.text == "GET READY")
    assert digits.letterSpacing() < word.letterSpacing() or digits.letterSpacing() == 95


def test_buttons_of_a_small_window_show_their_keys_and_grow_with_it(stage: Stage) -> None:
    stage.press(K.Key_I)
    bar = stage.page._mini_bar
    assert [one.key for one in (bar.pause, bar.skip, bar.usual)] == ["Space", "→", "I"]
    stage.page.resize(420, 250)
    QApplication.processEvents()
    low, painted = bar.pause.height(), bar.skip.grab().toImage()
    bar.skip.set_key("")
    assert bar.skip.grab().toImage() != painted, "the key was there"
    bar.skip.resize(bar.skip.minimumSizeHint())
    without = bar.skip.grab().toImage()
    bar.skip.set_key("→")
    assert bar.skip.grab().toImage() == without, "where there is no room there are only the words"
    stage.page.resize(1920, 1080)
    QApplication.processEvents()
    assert bar.pause.height() > low


def test_the_gear_has_the_ways_first_and_sounds_before_volume_before_voice(stage: Stage) -> None:
    stage.press(K.Key_G)
    dialog = opened_gear(stage)
    wanted = [*dialog.buttons.values(), dialog.sounds, dialog.volume, dialog.voice]
    below = [one.mapTo(dialog, QPoint()).y() for one in wanted]
    assert below == sorted(below)
    found: list[QWidget] = []
    one: QWidget | None = wanted[0]
    while one and one not in found:
        found.append(one)
        one = one.nextInFocusChain()
    assert [one for one in found if one in wanted] == wanted
    dialog.accept()


@pytest.mark.parametrize("size", [(720, 480), (1024, 600)], ids=lambda size: f"{size[0]}")
def test_larger_text_does_not_let_head_and_bar_take_the_room_of_what_is_read(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, size: tuple[int, int]
) -> None:
    def seen(text_size: int) -> tuple[int, int, int, int]:
        theme.apply(qapp, replace(BASE, text_size=text_size))
        stage = Stage(qtbot, tmp_path, replace(BASE, text_size=text_size))
        stage.begin()
        stage.page.resize(*size)
        QApplication.processEvents()
        page = stage.page
        stage.controller.shutdown()
        step_px = page._steps.rows()[0][1].pixelSize()
        return page._header.height(), page._bottom.height(), page._name.height(), step_px

    usual, large = seen(100), seen(200)
    theme.apply(qapp, BASE)
    assert large[0] - usual[0] <= 12
    assert large[1] - usual[1] <= 25
    assert large[2] >= usual[2]
    assert large[3] >= usual[3]
