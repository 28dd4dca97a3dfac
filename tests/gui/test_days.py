"""A session at ten past one in the night is of the day before, wherever a day is shown or counted."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.cli import due as due_words
from hipstretch.core.check import CheckRecord, CheckResult, Grade
from hipstretch.core.exercise import MuscleGroup, Side
from hipstretch.core.record import ExerciseRecord, Feeling, SessionRecord
from hipstretch.core.schedule import daily
from hipstretch.core.weeks import first_of_week
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.exchange import ImportPreview
from hipstretch.data.paths import resolve
from hipstretch.qt import transfer, wording
from hipstretch.qt.sound.protocol import CuePlayer
from hipstretch.qt.stores import Stores
from hipstretch.ui.history.page import HistoryPage
from hipstretch.ui.history.report import Report, document
from hipstretch.ui.history.report_dialog import ReportDialog
from hipstretch.ui.history.session_list import HEADING
from hipstretch.ui.plan.page import PlanPage
from hipstretch.ui.today.page import TodayPage
from hipstretch.ui.widgets.pictures import PictureCache
from tests.fakes import FakeClock, FakeOutput, FakePlayer, exercise, routine
from tests.unit.core.test_progress import held, record

DAY = timedelta(days=1)
NIGHT, MORNING = time(1, 10), time(9)


def today() -> date:
    """A day that begins a week."""
    return first_of_week(date(2026, 5, 6), wording.first_weekday())


def at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, UTC)


def session(day: date, note: str) -> SessionRecord:
    sets = ExerciseRecord("lunge", (held(Side.LEFT, 600, 600),))
    made = record(at(day, NIGHT), "daily-hips")
    return replace(made, id=note, note=note, exercises=(sets,), feeling_before=Feeling(back=3))


@pytest.fixture
def clock(qapp: QApplication) -> FakeClock:
    made = FakeClock()
    made.wall_offset = at(today(), MORNING) - made.wall()
    return made


@pytest.fixture
def stores(tmp_path: Path, clock: FakeClock) -> Stores:
    """With a session and a check in the night to today, and a session a week before, less an hour of the clock."""
    usual, exercises = routine(exercise("lunge"))
    known = Catalogue(exercises, {"daily-hips": replace(usual, id="daily-hips", name="Daily")}, (), {})
    made = Stores.open(resolve(tmp_path), known, clock=clock)
    made.settings.change(goal_days=3)
    made.schedules.set("daily-hips", daily(1))
    made.history.add(session(today() - 6 * DAY, "a week ago"))
    made.history.add(session(today(), "last night"))
    found = (CheckResult("thomas", MuscleGroup.FRONT, Side.LEFT, Grade.TIGHT),)
    made.checks.add(CheckRecord("one", at(today(), NIGHT), found))
    return made


def words(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel))


def test_today(qtbot: QtBot, stores: Stores) -> None:
    page = TodayPage(stores, PictureCache(), lambda: cast("CuePlayer", FakePlayer()), FakeOutput(None))
    qtbot.addWidget(page)
    page.show()
    assert [day.sessions for day in page._days.dots._days] == [0, 0, 0, 0, 0, 1, 0]
    assert "1 day, " in words(page)
    assert "Done today: 0 of 1" in words(page)
    assert not page._sound_check.isHidden(), "no session of today yet"
    assert page._days.dose
    assert "10" in page._days.dose.bars.toolTip(), "ten minutes of the last seven days, and not twenty"
    assert "20" not in page._days.dose.bars.toolTip()
    stores.settings.change(day_begins=0)
    assert [day.sessions for day in page._days.dots._days] == [1, 0, 0, 0, 0, 0, 1]
    assert "Done for today" in words(page)
    assert page._sound_check.isHidden()


def test_what_is_due(stores: Stores, clock: FakeClock) -> None:
    assert [item.done for item in stores.schedules.due().items] == [0]
    clock.wall_offset += at(today(), time(2)) - clock.wall()
    found = stores.schedules.due()
    assert [item.done for item in found.items] == [1]
    said = json.loads(due_words.as_json(found, stores.catalogue.current))
    assert said["day"] == (today() - DAY).isoformat() == stores.settings.today().isoformat()


def test_history(qtbot: QtBot, stores: Stores) -> None:
    page = HistoryPage(stores, PictureCache())
    qtbot.addWidget(page)
    page.show()
    yesterday = today() - DAY
    assert {day for day, seconds in page.heat.squares._days.items() if seconds} == {
        yesterday,
        yesterday - 6 * DAY,
    }
    assert page.model.row_of_day(today()) is None
    assert page.model.row_of_day(yesterday) == 0
    assert page.model.index(0, 0).data(HEADING) == "Last week"
    assert "This week: 0 of 3 days." in page._summary.text()
    page._open_day(yesterday)
    shown = page.list.currentIndex().data(Qt.ItemDataRole.DisplayRole)
    assert wording.long_day(today()) in shown, "with the time beside it a moment is shown, by the clock"
    assert wording.long_day(today()) in words(page.detail)
    stores.settings.change(day_begins=0)
    assert page.model.index(0, 0).data(HEADING) == "This week"
    assert "This week: 1 of 3 days." in page._summary.text()


def test_progress(qtbot: QtBot, stores: Stores) -> None:
    page = HistoryPage(stores, PictureCache())
    qtbot.addWidget(page)
    page.show()
    page.show_tab(1)
    view = page.progress

    def chart(kind: str) -> tuple[tuple[str, ...], tuple[float | None, ...]]:
        view.choose(kind)
        qtbot.waitUntil(lambda: not view.busy, timeout=5000)
        assert view.chart
        return view.chart.places, view.chart.series[0].values

    yesterday = today() - DAY
    view.place.set_value("back")
    places, minutes = chart("minutes")
    assert places[-1] == wording.short_day(today())
    assert minutes[-2:] == (20, 0)
    places, before = chart("feelings")
    assert places == tuple(wording.short_day(today() - days * DAY) for days in (7, 0))
    assert before[0] is not None
    assert before[1] is None
    assert chart("exercise")[0] == (wording.short_day(yesterday - 6 * DAY), wording.short_day(yesterday))
    assert 20 not in chart("dose")[1]
    assert 10 in chart("dose")[1]
    stores.settings.change(day_begins=0)
    assert chart("minutes")[1][-2:] == (10, 10)


def test_the_report(qtbot: QtBot, stores: Stores) -> None:
    dialog = ReportDialog(stores)
    qtbot.addWidget(dialog)
    made: list[Report] = []
    dialog.first.setDate(dialog.last.date().addDays(-1))
    dialog.notes.setChecked(True)
    dialog.read(made.append)
    qtbot.waitUntil(lambda: bool(made))
    (report,) = made
    yesterday = today() - DAY
    assert (report.first, report.last) == (yesterday, today())
    assert [one.id for one in report.records] == ["last night"]
    said = document(report).toPlainText()
    assert f"{wording.short_day(yesterday)}\nlast night" in said
    assert f"{wording.short_day(today())}\n0" in said, "nothing in the week that begins today"
    dialog.first.setDate(dialog.last.date())
    dialog.read(made.append)
    qtbot.waitUntil(lambda: len(made) == 2)
    assert made[1].records == []


def test_the_plan(qtbot: QtBot, stores: Stores) -> None:
    page = PlanPage(stores, PictureCache())
    qtbot.addWidget(page)
    page.show()
    yesterday = today() - DAY
    assert f"Checked on {wording.short_day(yesterday)}." in words(page)
    assert f"from {wording.short_day(yesterday + 14 * DAY)} on" in words(page)
    assert stores.dose().minutes(MuscleGroup.FRONT, Side.LEFT) == 10


def test_an_import(stores: Stores) -> None:
    preview = ImportPreview(sessions=stores.history.recent)
    (line,) = transfer.added_lines(preview, stores.settings.current.day_begins)
    first, last = (wording.short_day(today() - days * DAY) for days in (7, 1))
    assert line == f"sessions: 2, from {first} to {last}"
