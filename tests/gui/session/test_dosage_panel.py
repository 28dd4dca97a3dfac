"""How much of an exercise, asked in a session: every answer by its key and by mouse, in every phase and view."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hipstretch.core.exercise import Dosage, Kind, Sides
from hipstretch.core.settings import DosageOverride, RepMode
from hipstretch.core.timeline import PhaseKind
from hipstretch.core.transitions import State
from hipstretch.data.assets import assets_dir
from hipstretch.qt.session_controller import SessionController
from hipstretch.ui.session.keys import ANSWERS, KEYS, MEDIA_KEYS, Act, Answer
from hipstretch.ui.session.view_mode import View
from hipstretch.ui.style import theme
from tests.fakes import exercise, routine
from tests.gui.session.test_page import BASE, K, Stage


@pytest.fixture
def stage(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    theme.apply(qapp, BASE)
    made = Stage(qtbot, tmp_path)
    made.begin()
    yield made
    made.controller.shutdown()


def asked(stage: Stage) -> bool:
    return stage.page._dosage.panel.isVisible()


def effect(stage: Stage) -> str:
    return stage.page._dosage.panel._effect.text()


def field(stage: Stage, name: str) -> float:
    return stage.page._dosage.panel.fields[name].value()


def type_(stage: Stage, keys: str) -> None:
    for key in keys:
        stage.qtbot.keyClicks(QApplication.focusWidget() or stage.page, key)


def works(stage: Stage, entry: int = 0) -> list[float]:
    return [p.duration_s for p in stage.controller.session.timeline if p.entry == entry and p.kind.is_work]


def test_another_hold_for_this_session_by_three_keys(stage: Stage) -> None:
    stage.run(15)
    stage.press(K.Key_H)
    assert asked(stage)
    assert stage.state() is State.PAUSED
    assert not stage.page._stage.isVisible()
    assert effect(stage) == "2 × 20 s each side  ·  done at 18:32  ·  2 min left"
    assert stage.page._dosage.panel._title.text() == "Lunge: how much?"
    assert stage.page._dosage.panel._afterwards.text() == "Paused. Then the session goes on, after 3 seconds."
    stage.press(K.Key_Up)
    assert effect(stage) == "2 × 25 s each side  ·  20 s longer: done at 18:33 instead of 18:32"
    for _ in range(5):
        stage.press(K.Key_Up)
    assert effect(stage) == "2 × 50 s each side  ·  2 min longer: done at 18:34 instead of 18:32"
    for _ in range(5):
        stage.press(K.Key_Down)
    assert works(stage) == [20] * 4, "nothing counts before it is answered"
    stage.press(K.Key_Return)
    assert not asked(stage)
    assert works(stage) == [25] * 4
    assert stage.state() is State.LEAD_IN
    assert stage.page._stage.noted.isVisible()
    assert stage.page._stage.noted.accessibleName() == "Now 2 × 25 s each side. Done at 18:33."
    assert "done at 18:33" in stage.page._header.finish.text()
    assert stage.stores.settings.current.exercises == {}
    stage.run(4)
    assert stage.ring == ("Hold", "19", "of 25 s")


def test_all_three_numbers_are_typed(stage: Stage) -> None:
    stage.run(15)
    stage.press(K.Key_H)
    type_(stage, "45")
    stage.press(K.Key_Tab)
    type_(stage, "3")
    stage.press(K.Key_Tab)
    stage.press(K.Key_Up)
    assert effect(stage).startswith("2 sets of 3 × 45 s each side")
    assert "min longer: done at" in effect(stage)
    stage.press(K.Key_Backtab)
    type_(stage, "-")
    stage.press(K.Key_Return)
    assert works(stage) == [45] * 8
    assert stage.page._rep.text() == "Set 1 of 2  ·  Rep 1 of 2"
    assert len(stage.page._dots._groups) == 4


def test_from_now_on_is_kept_by_the_settings_and_counts_now(stage: Stage) -> None:
    stage.run(15)
    stage.press(K.Key_H)
    type_(stage, "30n")
    assert stage.stores.settings.current.override("lunge") == DosageOverride(hold_s=30)
    assert works(stage) == [30] * 4
    assert stage.page._stage.noted.accessibleName() == "From now on 2 × 30 s each side. Done at 18:33."
    assert stage.state() is State.LEAD_IN


def test_it_is_undone_by_asking_again(stage: Stage) -> None:
    stage.run(15)
    stage.press(K.Key_H)
    answers = stage.page._dosage.bar.buttons
    assert not answers[Answer.FILL_EARLIER].isVisible()
    assert answers[Answer.FILL_EARLIER].text() == "Back to 2 × 20 s"
    type_(stage, "30n")
    stage.press(K.Key_H)
    assert field(stage, "hold_s") == 30
    assert answers[Answer.FILL_EARLIER].isEnabled()
    assert answers[Answer.FILL_EARLIER].text() == "Back to 2 × 20 s"
    stage.press(K.Key_B)
    assert field(stage, "hold_s") == 20
    assert works(stage) == [30] * 4, "nothing counts before it is answered"
    stage.press(K.Key_N)
    assert stage.stores.settings.current.exercises == {}
    assert works(stage) == [20] * 4


def test_what_everybody_does_is_offered_to_someone_with_other_numbers(stage: Stage) -> None:
    stage.stores.settings.save(
        stage.stores.settings.current.with_override("cobra", DosageOverride(hold_s=50))
    )
    while stage.controller.session.phase.exercise != "cobra":
        stage.run(1)
    stage.press(K.Key_H)
    stage.press(K.Key_B)
    stage.press(K.Key_Return)
    assert works(stage, 1) == [20, 20]
    stage.press(K.Key_H)
    assert field(stage, "hold_s") == 20
    assert stage.page._dosage.bar.buttons[Answer.FILL_EARLIER].text() == "Back to 2 × 50 s", (
        "undone by one more press"
    )


@pytest.mark.parametrize("key", [K.Key_Escape, K.Key_H])
@pytest.mark.parametrize("paused", [False, True])
def test_cancel_leaves_everything_as_it_was(stage: Stage, key: Qt.Key, paused: bool) -> None:
    stage.run(15)
    if paused:
        stage.press(K.Key_Space)
    stage.press(K.Key_H)
    if paused:
        assert "waits" in stage.page._dosage.panel._afterwards.text()
    type_(stage, "50")
    stage.press(key)
    assert not asked(stage)
    assert works(stage) == [20] * 4
    assert stage.state() is (State.PAUSED if paused else State.LEAD_IN)
    assert not stage.page._stage.noted.isVisible()
    stage.press(K.Key_Right)
    assert stage.controller.session.phase.kind is PhaseKind.REST, "the keys are the session's again"


def test_enter_without_a_change_changes_nothing(stage: Stage) -> None:
    stage.run(15)
    before = stage.controller.routine
    stage.press(K.Key_H)
    stage.press(K.Key_Return)
    assert stage.controller.routine is before
    assert not stage.page._stage.noted.isVisible()
    assert stage.state() is State.LEAD_IN


def test_an_answer_to_a_session_that_waited_lets_it_wait(stage: Stage) -> None:
    stage.run(15)
    stage.press(K.Key_Space)
    stage.press(K.Key_H)
    stage.press(K.Key_Down)
    stage.press(K.Key_Return)
    assert stage.state() is State.PAUSED
    assert works(stage) == [15] * 4
    assert stage.page._stage.noted.isVisible()
    assert stage.ring == ("Paused", "10", "Space to go on")


def test_no_other_key_acts_while_it_is_asked(stage: Stage) -> None:
    stage.run(15)
    stage.press(K.Key_H)
    before = (
        stage.controller.session.phase,
        stage.controller.session.results.copy(),
        stage.stores.settings.current,
    )
    taken = {key for keys in ANSWERS.values() for key in keys}
    for key in ("Space", "Right", "Left", "E", "F", "I", "V", "M", "X", "F11", "PgDown", "PgUp"):
        assert key not in taken
        name = {"PgDown": "PageDown", "PgUp": "PageUp"}.get(key, key)
        stage.press(getattr(K, f"Key_{name}"))
        assert asked(stage), key
    phase, results, settings = before
    assert (stage.controller.session.phase, stage.controller.session.results) == (phase, results)
    assert stage.stores.settings.current == settings
    assert stage.page.view is View.USUAL
    assert stage.state() is State.PAUSED


def test_by_mouse(stage: Stage) -> None:
    left = Qt.MouseButton.LeftButton
    stage.run(15)
    stage.qtbot.mouseClick(stage.page._commands.buttons[Act.CHANGE_DOSAGE], left)
    more = stage.page._dosage.panel.fields["hold_s"]._more
    assert min(more.width(), more.height()) >= 60, "to be hit by a toe"
    for _ in range(3):
        stage.qtbot.mouseClick(more, left)
    stage.qtbot.mouseClick(stage.page._dosage.panel.fields["reps"]._less, left)
    stage.qtbot.mouseClick(stage.page._dosage.bar.buttons[Answer.FILL_EARLIER], left)
    assert field(stage, "hold_s") == 20
    stage.qtbot.mouseClick(more, left)
    stage.qtbot.mouseClick(stage.page._dosage.bar.buttons[Answer.FOR_THIS_SESSION], left)
    assert works(stage) == [25] * 4
    stage.qtbot.mouseClick(stage.page._commands.buttons[Act.CHANGE_DOSAGE], left)
    stage.qtbot.mouseClick(stage.page._dosage.bar.buttons[Answer.CANCEL], left)
    assert not asked(stage)


def test_the_answers_are_reached_by_tab_and_pressed_by_enter(stage: Stage) -> None:
    stage.run(15)
    stage.press(K.Key_H)
    stage.press(K.Key_Up)
    while QApplication.focusWidget() is not stage.page._dosage.bar.buttons[Answer.CANCEL]:
        stage.press(K.Key_Tab)
    stage.press(K.Key_Return)
    assert works(stage) == [20] * 4


@pytest.mark.parametrize(
    ("seconds", "kind"),
    [(5, PhaseKind.PREPARE), (15, PhaseKind.HOLD), (32, PhaseKind.REST), (57, PhaseKind.SWITCH)],
)
def test_it_is_asked_in_every_phase(stage: Stage, seconds: int, kind: PhaseKind) -> None:
    stage.run(seconds)
    assert stage.controller.session.phase.kind is kind
    stage.press(K.Key_H)
    type_(stage, "40")
    stage.press(K.Key_Return)
    done = {key for key in stage.controller.session.results if key.kind.is_work}
    left = [
        p for p in stage.controller.session.timeline if p.entry == 0 and p.kind.is_work and p.key not in done
    ]
    assert [p.planned_s for p in left] == [40] * len(left)
    stage.run(4)
    assert stage.state() is State.RUNNING


@pytest.mark.parametrize("mode", list(RepMode))
def test_repetitions_come_first_where_they_count(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, mode: RepMode
) -> None:
    stage = Stage(qtbot, tmp_path, replace(BASE, rep_mode=mode), Kind.REPETITION)
    stage.begin()
    stage.run(12)
    stage.press(K.Key_H)
    panel = stage.page._dosage.panel
    assert panel.fields["reps"].hasFocus()
    assert panel.fields["reps"].accessibleName() == "Repetitions each side"
    assert panel.fields["hold_s"].accessibleName() == "Pause at the top, seconds"
    type_(stage, "8")
    assert effect(stage).startswith("8 repetitions each side")
    stage.press(K.Key_Return)
    assert len(works(stage)) == 16
    assert stage.page._rep.text() == "Rep 1 of 8"
    stage.press(K.Key_H)
    stage.press(K.Key_Backtab)
    stage.press(K.Key_Up)
    assert field(stage, "hold_s") == 21, "a pause changes by a second"
    stage.controller.shutdown()


def test_a_side_is_said_where_there_are_two(stage: Stage) -> None:
    while stage.controller.session.phase.exercise != "cobra":
        stage.run(1)
    stage.press(K.Key_H)
    assert stage.page._dosage.panel.fields["reps"].accessibleName() == "Repetitions"
    assert stage.page._dosage.panel._beside.side.isHidden()
    assert effect(stage).startswith("2 × 20 s")


def test_a_number_beyond_the_bounds_is_no_change_by_itself(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """A routine may ask for more than the settings would take, or for no pause at the top."""
    stage = Stage(qtbot, tmp_path)
    odd = exercise("lunge", dosage=Dosage(hold_s=0, reps=70))
    plan, known = routine(odd)
    stage.controller = SessionController(
        plan,
        known,
        BASE,
        player=stage.player,
        save=lambda _: None,
        clock=stage.clock,
    )
    stage.begin()
    stage.press(K.Key_H)
    assert (field(stage, "hold_s"), field(stage, "reps")) == (0, 70)
    assert effect(stage).endswith("  ·  done at 18:30  ·  16 s left"), "neither longer nor shorter"
    stage.press(K.Key_Tab)
    type_(stage, "9n")
    assert stage.stores.settings.current.override("lunge") == DosageOverride(reps=9)
    stage.controller.shutdown()


@pytest.mark.parametrize("text", ["", "0", "-", "9999"])
def test_nonsense_becomes_the_nearest_number(stage: Stage, text: str) -> None:
    stage.run(15)
    stage.press(K.Key_H)
    stage.press(K.Key_Delete)
    type_(stage, text)
    stage.press(K.Key_Return)
    assert 1 <= works(stage)[0] <= 600
    assert not asked(stage)


def test_a_large_view_stays_large_and_a_small_one_comes_back(stage: Stage) -> None:
    views: list[View] = []
    stage.page.view_changed.connect(views.append)
    stage.run(15)
    stage.press(K.Key_F)
    stage.press(K.Key_H)
    assert asked(stage)
    assert stage.page._dosage.bar.buttons[Answer.FROM_NOW_ON].isVisible()
    stage.press(K.Key_Up)
    stage.press(K.Key_Return)
    assert stage.page._big.isVisible()
    assert not stage.page._bottom.isVisible()
    stage.press(K.Key_I)
    stage.press(K.Key_H)
    assert asked(stage)
    stage.press(K.Key_Escape)
    assert views == [View.DISTANCE, View.MINI, View.USUAL, View.MINI]


@pytest.mark.parametrize("act", ["toggle_pause", "skip"])
def test_it_closes_when_the_session_moves_on_by_itself(stage: Stage, act: str) -> None:
    """As from the tray."""
    stage.run(15)
    stage.press(K.Key_H)
    getattr(stage.controller, act)()
    assert not asked(stage)
    stage.press(K.Key_E)
    assert stage.controller.session.phase.exercise == "cobra", "the keys are the session's again"


def test_the_question_whether_to_stop_closes_when_the_session_goes_on_by_itself(stage: Stage) -> None:
    stage.run(15)
    stage.press(K.Key_Escape)
    stage.controller.toggle_pause()
    assert stage.page._commands.buttons[Act.SKIP].isVisible()


def test_the_end_of_the_session_takes_the_question_along(stage: Stage) -> None:
    stage.run(15)
    stage.press(K.Key_I)
    stage.press(K.Key_H)
    stage.controller.stop(keep=True)
    assert not asked(stage)
    assert stage.page.view is View.USUAL


def test_the_end_stays_true_while_it_waits(stage: Stage) -> None:
    stage.run(15)
    stage.press(K.Key_H)
    assert stage.page._minute.started
    stage.press(K.Key_Up)
    assert effect(stage).endswith("done at 18:33 instead of 18:32")
    stage.clock.advance(60)
    stage.page._minute.turned.emit()
    assert stage.page._header.finish.text() == "paused since 18:30  ·  2 min left"
    assert effect(stage).endswith("done at 18:34 instead of 18:33")
    stage.press(K.Key_Escape)
    assert not stage.page._minute.started


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (720, 480), (3840, 2160)])
@pytest.mark.parametrize("text_size", [100, 150, 200])
def test_it_fits(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, size: tuple[int, int], text_size: int
) -> None:
    if size[0] == 720 and text_size > 100:
        pytest.skip("so large a text wants a larger window")
    settings = replace(BASE, text_size=text_size)
    theme.apply(qapp, settings)
    stage = Stage(qtbot, tmp_path, settings)
    stage.page.resize(*size)
    stage.begin()
    stage.press(K.Key_H)
    type_(stage, "600")
    QApplication.processEvents()
    page, panel = stage.page, stage.page._dosage.panel
    assert (page.width(), page.height()) == size
    parts = [
        panel._title,
        *panel.fields.values(),
        panel._effect,
        panel._afterwards,
        *page._dosage.bar.buttons.values(),
    ]
    boxes = [p.rect().translated(p.mapTo(page, QPoint())) for p in parts]
    assert all(page.rect().contains(b) for b in boxes)
    column = [boxes[0], boxes[1], *boxes[4:7]]
    assert all(a.bottom() < b.top() for a, b in pairwise(column))
    for one in panel.fields.values():
        line = one.lineEdit()
        room = line.contentsRect().width() - line.textMargins().left() - line.textMargins().right()
        assert line.fontMetrics().horizontalAdvance(one.text()) <= room
        buttons = one.findChildren(QPushButton)
        assert all(one.rect().contains(b.geometry()) for b in buttons)
        assert min(b.height() for b in buttons) >= 28
    stage.controller.shutdown()
    theme.apply(qapp, BASE)


def test_no_key_has_two_meanings() -> None:
    commands = [*KEYS.values(), *MEDIA_KEYS.values()]
    for keys in (commands, ANSWERS.values()):
        every = [key for several in keys for key in several]
        assert len(set(every)) == len(every)


def test_a_one_sided_entry_is_worded_as_such(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    stage = Stage(qtbot, tmp_path)
    entries = (replace(stage.routine.entries[0], sides=Sides.LEFT), stage.routine.entries[1])
    stage.controller = SessionController(
        replace(stage.routine, entries=entries),
        stage.controller.exercises,
        BASE,
        player=stage.player,
        save=lambda _: None,
        clock=stage.clock,
    )
    stage.begin()
    stage.press(K.Key_H)
    assert effect(stage).startswith("2 × 20 s left side")
    stage.controller.shutdown()


@pytest.mark.parametrize("size", [(720, 480), (1024, 600), (1366, 768)])
def test_the_number_is_larger_in_larger_text_and_the_largest_beside_its_words(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, size: tuple[int, int]
) -> None:
    digits = []
    for text_size in (100, 200):
        settings = replace(BASE, text_size=text_size)
        theme.apply(qapp, settings)
        stage = Stage(qtbot, tmp_path / str(text_size), settings)
        stage.page.resize(*size)
        stage.begin()
        stage.press(K.Key_H)
        QApplication.processEvents()
        panel = stage.page._dosage.panel
        field = panel.fields["hold_s"]
        digits.append(field.lineEdit().font().pixelSize())
        captions = {one._font(1.0).pixelSize() for one in panel._captions.values()}
        assert len(captions) == 1, "all of them of one size"
        assert max(captions) <= digits[-1]
        assert all(one.isVisible() for one in panel._hints.values()), "what is recommended is said"
        assert field._less.width() >= 44, "a finger hits it"
        assert field.width() * 0.19 <= field._less.width() == field._more.width() <= field.width() * 0.25
        stage.controller.shutdown()
    theme.apply(qapp, BASE)
    assert digits[1] >= digits[0] >= 30


def test_the_way_back_is_only_there_if_it_leads_elsewhere_and_nothing_moves_for_it(stage: Stage) -> None:
    stage.run(15)
    stage.press(K.Key_H)
    buttons = stage.page._dosage.bar.buttons
    main, earlier, *others = (
        buttons[answer]
        for answer in (Answer.FOR_THIS_SESSION, Answer.FILL_EARLIER, Answer.FROM_NOW_ON, Answer.CANCEL)
    )
    bar = stage.page._dosage.bar
    QApplication.processEvents()
    assert not earlier.isVisible()
    end = others[-1].mapTo(bar, others[-1].rect().topRight()).x()
    assert bar.width() - end <= 40, "the answers fill the bar"
    assert others[0].x() - main.geometry().right() <= 10
    places, begins = [one.geometry() for one in others], main.x()
    stage.press(K.Key_Up)
    QApplication.processEvents()
    assert earlier.isVisible()
    assert [one.geometry() for one in others] == places
    assert main.x() == begins
    assert main.geometry().right() < earlier.x() < earlier.geometry().right() < others[0].x()
    stage.press(K.Key_Down)
    QApplication.processEvents()
    assert not earlier.isVisible()
    assert others[0].x() - main.geometry().right() <= 10, "and again"


def test_what_is_recommended_has_its_unit_and_no_digit_touches_the_frame(stage: Stage) -> None:
    stage.press(K.Key_H)
    panel = stage.page._dosage.panel
    hints = [one.text() for one in panel._hints.values()]
    assert hints[0].endswith(" s")
    assert not hints[1].endswith(" s")
    for one in panel.fields.values():
        line = one.lineEdit()
        assert line.x() + line.textMargins().left() >= 8


def test_the_exercise_is_seen_beside_the_numbers_where_there_is_room(stage: Stage, tmp_path: Path) -> None:
    panel = stage.page._dosage.panel
    stage.press(K.Key_H)
    assert not panel._beside.isVisible(), "it has no picture"
    stage.press(K.Key_Escape)
    hold = tmp_path / "hold.webp"
    hold.write_bytes((assets_dir() / "icons" / "hipstretch-128.png").read_bytes())
    known = stage.stores.catalogue.current
    stage.stores.catalogue.current = replace(known, folders={"lunge": tmp_path})
    stage.press(K.Key_H)
    QApplication.processEvents()
    assert panel._beside.isVisible()
    assert (panel._picture._path, panel._picture._mirrored) == (hold, True)
    side = panel._beside.side
    assert (side.isVisible(), side.accessibleName()) == (True, "LEFT"), "as in the session"
    assert panel._beside.rect().contains(side.geometry())
    assert panel._title.geometry().right() < panel._beside.x()
    stage.page.resize(720, 480)
    QApplication.processEvents()
    assert not panel._beside.isVisible()


def test_the_form_that_is_done_is_seen_beside_the_numbers(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("hold", "easier"):
        picture = (assets_dir() / "icons" / "hipstretch-128.png").read_bytes()
        (tmp_path / f"{name}.webp").write_bytes(picture)
    known = stage.stores.catalogue.current
    stage.stores.catalogue.current = replace(known, folders={"lunge": tmp_path})
    monkeypatch.setattr(type(stage.controller), "easier", frozenset({"lunge"}))
    stage.press(K.Key_H)
    assert stage.page._dosage.panel._picture._path == tmp_path / "easier.webp"
