"""How long routines take: longer, as long as there is something new to read."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hipstretch.core.outcome import Outcome, PhaseResult
from hipstretch.core.reading_time import seconds_for
from hipstretch.core.record import SessionRecord, session_record
from hipstretch.core.timeline import PhaseKind, build, total_s
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import load
from hipstretch.data.paths import resolve
from hipstretch.qt.stores import Stores


@pytest.fixture
def stores(qtbot: QtBot, tmp_path: Path) -> Stores:
    return Stores.open(resolve(tmp_path), load([assets_dir()]))


def done(stores: Stores, number: int) -> SessionRecord:
    plan = stores.plans.timeline(stores.catalogue.current.routines["six-minutes"])
    now = stores.clock.wall()
    results = {p.key: PhaseResult(Outcome.DONE, p.planned_s) for p in plan}
    return session_record(
        plan, results, id_=f"s{number}", started_at=now, ended_at=now, routine="six-minutes", app="0.1.0"
    )


def test_after_three_sessions_a_routine_takes_as_long_as_set(stores: Stores, qtbot: QtBot) -> None:
    known, plans = stores.catalogue.current, stores.plans
    routine = known.routines["six-minutes"]
    usual_s = total_s(build(routine, known.exercises, stores.settings.current))
    lengths = [plans.length_s(routine)]
    for number in range(3):
        with qtbot.waitSignal(plans.changed):
            stores.history.add(done(stores, number))
        lengths.append(plans.length_s(routine))
    assert lengths[0] == lengths[1] == lengths[2] > lengths[3] == usual_s
    assert plans.reading(routine) == {}


def test_without_the_setting_nothing_is_longer(stores: Stores) -> None:
    stores.settings.change(reading_time=False)
    known = stores.catalogue.current
    for routine in known.routines.values():
        assert stores.plans.timeline(routine) == build(routine, known.exercises, stores.settings.current)


def test_only_the_first_preparing_of_each_exercise_is_longer(stores: Stores) -> None:
    known = stores.catalogue.current
    routine = known.routines["daily-hips"]
    usual = build(routine, known.exercises, stores.settings.current)
    slow = stores.plans.timeline(routine)
    longer = [p for p, was in zip(slow, usual, strict=True) if p.planned_s > was.planned_s]
    assert [p.kind for p in longer] == [PhaseKind.PREPARE] * 8
    twist = known.exercises["floor-seated-twist"]
    assert stores.plans.reading(routine)[twist.id] == seconds_for(" ".join(twist.text.steps)) > 15
