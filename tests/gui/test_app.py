"""What the program makes of a session that was interrupted."""

from pathlib import Path

import pytest

from hipstretch import app
from hipstretch.core.bad_day import gentler
from hipstretch.core.settings import DosageOverride
from hipstretch.core.timeline import total_s
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import resolve
from hipstretch.qt.sessions import Choice
from tests.fakes import FakePlayer


def program(folder: Path) -> app.Program:
    """The program on a folder, with a player that plays nothing."""
    return app.Program(resolve(folder), catalogue.load([assets_dir()]), player=FakePlayer())


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
