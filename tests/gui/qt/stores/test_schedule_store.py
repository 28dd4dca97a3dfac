"""The store of schedules: what is due, and when to ask again."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hipstretch.core.schedule import daily
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.paths import resolve
from hipstretch.qt.stores import Stores
from tests.fakes import FakeClock, exercise, routine
from tests.unit.core.test_due import done


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def stores(qtbot: QtBot, tmp_path: Path, clock: FakeClock) -> Stores:
    made, exercises = routine(exercise("lunge"), exercise("cobra"))
    routines = {"mine": replace(made, id="mine"), "clinic": replace(made, id="clinic", times_a_day=2)}
    return Stores.open(resolve(tmp_path), Catalogue(exercises, routines, (), {}), clock=clock)


def test_it_tells_of_what_changes_the_answer(qtbot: QtBot, stores: Stores, clock: FakeClock) -> None:
    schedules = stores.schedules
    assert [(one.routine, one.due) for one in schedules.due().items] == [("clinic", 2)]
    with qtbot.waitSignal(schedules.changed):
        stores.history.add(done(clock.wall(), "clinic"))
    assert [(one.routine, one.due) for one in schedules.due().items] == [("clinic", 1)]
    with qtbot.waitSignal(schedules.changed):
        stores.settings.change(rest_days=(1,))
    assert schedules.due().now == ()
    with qtbot.assertNotEmitted(schedules.changed):
        stores.settings.change(volume=3)


def test_a_schedule_is_kept_in_the_settings(qtbot: QtBot, stores: Stores, tmp_path: Path) -> None:
    with qtbot.waitSignal(stores.schedules.changed):
        stores.schedules.set("exercise:cobra", daily(3))
    again = Stores.open(resolve(tmp_path), stores.catalogue.current)
    assert again.schedules.all == {"clinic": daily(2), "exercise:cobra": daily(3)}
    stores.schedules.set("exercise:cobra", None)
    assert stores.schedules.all == {"clinic": daily(2)}


def test_what_is_not_there_any_more_is_not_due(stores: Stores) -> None:
    stores.schedules.set("gone", daily(1))
    stores.schedules.set("exercise:gone", daily(1))
    assert stores.schedules.all == {"clinic": daily(2)}
    assert "gone" in stores.settings.current.schedules, "it may come back"


def test_without_a_schedule_a_routine_is_not_due_though_it_brought_times_a_day_along(stores: Stores) -> None:
    stores.schedules.set("clinic", None)
    assert stores.schedules.all == {}
    assert stores.catalogue.current.routines["clinic"].times_a_day is None
    stores.schedules.set("clinic", daily(2))
    assert stores.schedules.all == {"clinic": daily(2)}
