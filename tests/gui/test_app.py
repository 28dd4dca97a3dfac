"""What the program makes of a session that was interrupted."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hipstretch import app
from hipstretch.core.bad_day import gentler
from hipstretch.core.conditions import Condition
from hipstretch.core.settings import DosageOverride, SoundPlayer
from hipstretch.core.timeline import PhaseKind, total_s
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import resolve
from hipstretch.qt.sessions import Choice
from hipstretch.qt.sound import factory
from tests.fakes import FakePlayer


def program(folder: Path) -> app.Program:
    """The program on a folder, with a player that plays nothing."""
    return app.Program(resolve(folder), catalogue.load([assets_dir()]), player=FakePlayer())


@pytest.mark.usefixtures("qtbot")
def test_a_session_that_was_interrupted_goes_on_with_the_same_time_to_read(tmp_path: Path) -> None:
    first = program(tmp_path)
    routine = first.stores.catalogue.current.routines["six-minutes"]
    controller = first.sessions.begin(routine)
    controller.start()
    timeline = controller.session.timeline
    first.close()

    again = program(tmp_path)
    (snapshot,) = again.sessions.interrupted
    taken_up = again.sessions.settle(snapshot.id, Choice.CONTINUE)
    assert taken_up
    assert taken_up.session.timeline == timeline
    again.stores.settings.change(conditions=(Condition.KNEE_PAIN,))
    assert taken_up.session.timeline == timeline
    last = routine.entries[-1].exercise
    again.stores.settings.change(exercises={last: DosageOverride(hold_s=60.0)})
    prepares = [
        [p.planned_s for p in t if p.kind is PhaseKind.PREPARE] for t in (taken_up.session.timeline, timeline)
    ]
    assert prepares[0] == prepares[1]
    assert total_s(taken_up.session.timeline) > total_s(timeline)
    again.stores.settings.change(reading_time=False)
    now = [p.planned_s for p in taken_up.session.timeline if p.kind is PhaseKind.PREPARE]
    assert now[0] == prepares[0][0], "the running phase stays"
    assert sum(now) < sum(prepares[0])
    again.close()


@pytest.mark.usefixtures("qtbot")
def test_a_bad_day_stays_one_after_a_crash_and_when_settings_change(tmp_path: Path) -> None:
    first = program(tmp_path)
    known = first.stores.catalogue.current
    routine = gentler(known.routines["six-minutes"], known.exercises, first.stores.settings.current)
    controller = first.sessions.begin(routine)
    controller.start()
    length_s = total_s(controller.session.timeline)
    first.close()

    again = program(tmp_path)
    (snapshot,) = again.sessions.interrupted
    taken_up = again.sessions.settle(snapshot.id, Choice.CONTINUE)
    assert taken_up
    last = routine.entries[-1].exercise
    again.stores.settings.change(exercises={last: DosageOverride(hold_s=60.0)}, volume=10)
    assert total_s(taken_up.session.timeline) == length_s
    assert all(entry.once for entry in taken_up.routine.entries)
    taken_up.stop(keep=False)
    again.close()


@pytest.mark.usefixtures("qtbot")
@pytest.mark.parametrize("choice", [Choice.KEEP, Choice.DISCARD])
def test_what_was_not_held_leaves_nothing_behind(tmp_path: Path, choice: Choice) -> None:
    first = program(tmp_path)
    controller = first.sessions.begin(first.stores.catalogue.current.routines["six-minutes"])
    controller.start()
    first.close()
    again = program(tmp_path)
    (snapshot,) = again.sessions.interrupted
    assert again.sessions.settle(snapshot.id, choice) is None
    assert not again.stores.history.recent
    assert again.sessions.interrupted == ()
    again.close()


def test_another_player_counts_from_the_next_session_on(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[SoundPlayer] = []

    def make(_sounds: Path, _theme: str, _volume: int, prefer: SoundPlayer) -> FakePlayer:
        asked.append(prefer)
        return FakePlayer()

    monkeypatch.setattr(factory, "make_player", make)
    made = app.Program(resolve(tmp_path), catalogue.load([assets_dir()]))
    routine = made.stores.catalogue.current.routines["six-minutes"]
    controller = made.sessions.begin(routine)
    first = made.player
    made.stores.settings.change(sound_player=SoundPlayer.QT)
    assert made.player is first, "the one of the session that runs"
    controller.stop(keep=True)
    assert made.player is not first
    assert asked == [SoundPlayer.AUTOMATIC, SoundPlayer.QT]
    made.close()
