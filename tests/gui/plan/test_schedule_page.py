"""Schedules on the Plan page: made in a few presses, said back, undone."""

from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, QRect, Qt, QTime
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from hipstretch.core.schedule import Pause, Period, Schedule, daily
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import resolve
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.ui.plan.page import PlanPage
from hipstretch.ui.plan.period_row import PeriodRow
from hipstretch.ui.plan.schedule_list import SAID
from hipstretch.ui.plan.schedule_page import SchedulePage
from hipstretch.ui.style import theme
from hipstretch.ui.today.due_card import DueCard
from hipstretch.ui.widgets.inputs import ChoiceField
from hipstretch.ui.widgets.pictures import PictureCache
from tests.fakes import FakeClock
from tests.gui.screens import opened, schedules

TODAY = date(2026, 5, 4)
HIPS = "daily-hips"
FAINT = 0.7
"""What is lighter, on a light card, is hardly seen."""


@pytest.fixture
def stores(qtbot: QtBot, tmp_path: Path) -> Stores:
    return Stores.open(resolve(tmp_path), catalogue.load([assets_dir()]), clock=FakeClock())


@pytest.fixture
def plan(qtbot: QtBot, stores: Stores) -> PlanPage:
    made = PlanPage(stores, PictureCache())
    qtbot.addWidget(made)
    made.resize(1024, 544)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


@pytest.fixture
def page(plan: PlanPage) -> SchedulePage:
    plan.schedules.open_button.click()
    assert plan.schedule_page
    plan.schedule_page.what.set_value(HIPS)
    return plan.schedule_page


def rows(page: SchedulePage) -> list[PeriodRow]:
    QApplication.processEvents()
    return [one for one in page.findChildren(PeriodRow) if one.isVisibleTo(page)]


def choose(field: ChoiceField, value: str) -> None:
    assert field.findData(value) >= 0
    field.set_value(value)


def test_a_schedule_is_made_in_a_few_presses_and_said_back(
    page: SchedulePage, stores: Stores, plan: PlanPage
) -> None:
    assert page.sentence.text() == "No schedule: whenever you like."
    page.make.click()
    assert stores.schedules.all == {HIPS: daily(1)}
    (row,) = rows(page)
    choose(row.times, "clock 2")
    choose(row.weeks, "5")
    page.more.click()
    second = rows(page)[1]
    choose(second.times, "1")
    assert stores.schedules.all == {
        HIPS: Schedule((Period(times=(time(7), time(20)), weeks=5), Period(days=3)), TODAY)
    }
    assert page.sentence.text() == "Every day at 07:00 and 20:00 for 5 weeks, then 3 days a week."
    assert page.state.text() == "Done today: 0 of 2"
    plan.leave()
    said = [one.text() for one in plan.schedules.findChildren(QLabel)]
    assert "Daily hips · Every day at 07:00 and 20:00 for 5 weeks, then 3 days a week." in said


def test_every_change_can_be_undone_wherever_it_was(page: SchedulePage, stores: Stores) -> None:
    assert not page.undo_button.isVisibleTo(page)
    page.make.click()
    assert page.before.text() == "Before your last change: No schedule: whenever you like."
    choose(rows(page)[0].days, "3")
    assert page.before.text() == "Before your last change: Every day."
    page.what.set_value("exercise:bridge")
    said = "Before your last change: Daily hips · Every day."
    assert page.before.text() == said, "another routine was changed last"
    page.make.click()
    page.delete_button.click()
    assert stores.schedules.all == {HIPS: Schedule((Period(days=3),))}
    page.undo()
    assert stores.schedules.all == {HIPS: Schedule((Period(days=3),)), "exercise:bridge": daily(1)}
    page.undo()
    page.undo_button.click()
    assert page.what.value == HIPS
    assert stores.schedules.all == {HIPS: daily(1)}
    page.undo()
    page.undo()
    assert stores.schedules.all == {}
    assert not page.undo_button.isVisibleTo(page)


def test_the_focus_follows_to_a_schedule_that_is_made_and_back_when_it_is_deleted(page: SchedulePage) -> None:
    page.make.setFocus()
    QTest.keyClick(page.make, Qt.Key.Key_Return)
    assert rows(page)[0].days.hasFocus()
    page.delete_button.setFocus()
    QTest.keyClick(page.delete_button, Qt.Key.Key_Return)
    assert page.make.hasFocus()


def test_certain_weekdays_of_which_one_stays(page: SchedulePage, stores: Stores) -> None:
    page.make.click()
    (row,) = rows(page)
    choose(row.days, "chosen")
    for day in (2, 4, 5):
        row.weekdays[day].click()
    assert stores.schedules.all[HIPS].periods == (Period(days=(1, 3)),)
    row.weekdays[1].click()
    row.weekdays[3].click()
    assert stores.schedules.all[HIPS].periods == (Period(days=(3,)),)
    assert row.weekdays[3].isChecked()
    choose(row.days, "7")
    assert not row.weekdays[3].isVisibleTo(page)


def test_times_that_are_typed(page: SchedulePage, stores: Stores) -> None:
    page.make.click()
    (row,) = rows(page)
    choose(row.times, "clock 2")
    row.clocks[0].setTime(QTime(20, 0))
    assert stores.schedules.all[HIPS].periods == (Period(times=(time(7), time(20))),), "twice the same"
    row.clocks[0].setTime(QTime(21, 30))
    assert stores.schedules.all[HIPS].periods == (Period(times=(time(20), time(21, 30))),)
    assert row.clocks[0].time() == QTime(21, 30), "it stays where it was typed"
    choose(row.times, "2")
    assert stores.schedules.all[HIPS] == daily(2)


def test_a_file_may_hold_more_times_than_are_offered(page: SchedulePage, stores: Stores) -> None:
    times = tuple(time(hour) for hour in range(8, 20, 2))
    stores.schedules.set(HIPS, Schedule((Period(times=times),)))
    (row,) = rows(page)
    assert row.times.value == "clock 6"
    assert [field.value for field in row.clocks if not field.isHidden()] == list(times)


def test_pause_from_to_and_taken_out_again(page: SchedulePage, stores: Stores) -> None:
    page.make.click()
    assert not page.pauses.fields.isVisible(), "none is made"
    page.add_pause.click()
    assert page.pauses.first.hasFocus()
    assert (page.pauses.first.value, page.pauses.last.value) == (TODAY, date(2026, 5, 17))
    page.pauses.last.setDate(QDate(2026, 5, 10))
    page.pauses.add_button.click()
    assert stores.schedules.all[HIPS].pauses == (Pause(TODAY, date(2026, 5, 10)),)
    assert not page.pauses.fields.isVisible()
    assert page.add_pause.hasFocus()
    assert "Paused from" in page.sentence.text()
    assert page.state.text() == "Nothing today"
    assert page.days.text().startswith("Next: Mon ")
    assert wording.short_day(date(2026, 5, 11)) in page.days.text()
    QApplication.processEvents()
    (take_out,) = [
        b for b in page.pauses.findChildren(QPushButton) if b.text() == "Delete" and b.isVisibleTo(page)
    ]
    assert take_out.accessibleName().startswith("Delete this pause: Paused from")
    take_out.click()
    assert stores.schedules.all == {HIPS: daily(1)}


def test_the_first_day_and_periods_that_go(page: SchedulePage, stores: Stores) -> None:
    page.make.click()
    page.begins.setDate(QDate(2026, 6, 1))
    page.more.click()
    assert stores.schedules.all == {HIPS: Schedule((Period(weeks=4), Period(days=3)), date(2026, 6, 1))}
    first, second = rows(page)
    assert [one.weeks.findData("") for one in (first, second)] == [-1, 0], "the last one may go on"
    assert (first.remove.text(), first.remove.accessibleName()) == ("Delete", "Period 1: Delete")
    first.remove.click()
    assert stores.schedules.all == {HIPS: Schedule((Period(days=3),), date(2026, 6, 1))}
    (row,) = rows(page)
    assert not row.remove.isVisibleTo(row)
    assert row.days.hasFocus()


def test_what_has_a_schedule_comes_first(page: SchedulePage, stores: Stores, plan: PlanPage) -> None:
    stores.schedules.set("exercise:bridge", daily(2))
    plan.leave()
    plan.open_schedules()
    assert headings(page)[0] == (0, "Schedules")
    assert page.what.itemData(1) == "exercise:bridge"
    assert page.what.value == "exercise:bridge"
    page.open(HIPS)
    assert page.what.value == HIPS
    assert "2 times a day." in [one.text().partition(" · ")[2] for one in plan.schedules.findChildren(QLabel)]


def headings(page: SchedulePage) -> list[tuple[int, str]]:
    return [(at, page.what.itemText(at)) for at in range(page.what.count()) if not page.what.itemData(at)]


def test_routines_and_exercises_have_headings_and_own_ones_say_so(page: SchedulePage, stores: Stores) -> None:
    catalogue = stores.catalogue
    catalogue.save_routine(replace(catalogue.current.routines[HIPS], id="mine"))
    page._list()
    (first, routines), (second, exercises) = headings(page)
    assert (first, second) == (0, len(catalogue.current.routines) + 1)
    assert (routines, exercises) == (
        f"Make a schedule: Routines ({len(catalogue.current.routines)})",
        f"Make a schedule: Exercises ({len(catalogue.current.exercises)})",
    ), "and say what comes of a press on one of them"
    assert not page.list.model().index(second, 0).flags() & Qt.ItemFlag.ItemIsEnabled
    assert page.what.itemText(page.what.findData(HIPS)) == "Daily hips"
    assert page.what.itemText(page.what.findData("mine")) == "Daily hips · Yours"


def test_keys_pass_over_a_heading(page: SchedulePage, plan: PlanPage) -> None:
    plan.resize(1366, 700)
    QApplication.processEvents()
    second = headings(page)[1][0]
    page.what.setCurrentIndex(second - 1)
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.what.currentIndex() == second + 1
    plan.resize(800, 700)
    QApplication.processEvents()
    QTest.keyClick(page.what, Qt.Key.Key_Up)
    assert page.what.currentIndex() == second - 1


def test_what_is_for_all_schedules_stands_beside_the_title_or_below_one_where_it_is_narrow(
    page: SchedulePage, plan: PlanPage
) -> None:
    page.make.click()
    page.calendar_button.setFocus()
    for width, below in ((1366, False), (800, True), (1366, False)):
        plan.resize(width, 700)
        QApplication.processEvents()
        parts = (page._beside, page.delete_button, page.calendar_button)
        first, last, of_all = (one.mapTo(page, QPoint()).y() for one in parts)
        assert page.remind.isVisible()
        assert page.calendar_button.hasFocus()
        assert last < of_all if below else of_all < first


def test_the_words_of_a_line_take_two_lines(page: SchedulePage, plan: PlanPage) -> None:
    plan.resize(1366, 700)
    page.change(Schedule((Period(times=(time(7), time(20)), weeks=5), Period(days=(1, 3, 5))), TODAY))
    QApplication.processEvents()
    index = page.list.currentIndex()
    plain = page.list.model().index(index.row() + 1, 0)
    high = [page.list.visualRect(one).height() for one in (index, plain)]
    assert high[0] - high[1] > 2 * QFontMetrics(theme.font(13)).height() - 2


def test_esc_leads_back(page: SchedulePage, plan: PlanPage, qtbot: QtBot) -> None:
    assert page.first
    assert page.first.hasFocus()
    QTest.keyClick(page.first, Qt.Key.Key_Escape)
    assert not page.isVisible()


def test_what_is_changed_elsewhere_shows(page: SchedulePage, stores: Stores) -> None:
    stores.schedules.set(HIPS, daily(3))
    assert page.sentence.text() == "3 times a day."
    stores.schedules.set(HIPS, None)
    assert page.make.isVisible()


def test_reminders_are_switched_on_beside_a_schedule(page: SchedulePage, stores: Stores) -> None:
    assert not page.remind.isVisible()
    page.make.click()
    assert page.remind.isVisible()
    assert not page.remind.isChecked()
    page.remind.click()
    assert stores.settings.current.reminders
    assert not page.quiet.isVisible()
    page.change(Schedule((Period(times=(time(7, 30), time(20))),)))
    assert page.quiet.isVisible(), "at 7:30 it is quiet"
    stores.settings.change(quiet_until=7)
    assert not page.quiet.isVisible()
    stores.settings.change(reminders=False)
    assert not page.remind.isChecked()


def said(page: SchedulePage) -> list[str]:
    QApplication.processEvents()
    return [one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page)]


def test_the_parts_of_a_schedule_have_names(page: SchedulePage, stores: Stores) -> None:
    assert "Routine or exercise" in said(page)
    page.make.click()
    assert "How often" in said(page)
    assert not {"First", "Then"} & set(said(page)), "there is one period alone"
    page.more.click()
    assert {"First", "Then"} <= set(said(page))
    assert "How often" not in said(page)
    page.begins.setDate(QDate(2026, 3, 1))
    assert f"from {wording.short_day(date(2026, 3, 29))} on" in said(page), "after four weeks"
    page.undo()
    first, second = rows(page)
    assert first.weeks.currentText() == "for 4 weeks"
    assert second.weeks.currentText() == "until further notice"
    choose(first.weeks, "1")
    assert first.weeks.currentText() == "for 1 week"
    assert stores.schedules.all[HIPS].periods[0].weeks == 1
    for row in rows(page):
        for field in (row.days, row.times, row.weeks):
            assert field._option().currentText == field.currentText(), "no words are cut off"


def test_a_pause_that_is_over_says_so(page: SchedulePage, stores: Stores) -> None:
    before, now = Pause(date(2026, 3, 1), date(2026, 3, 9)), Pause(date(2026, 5, 1), date(2026, 6, 1))
    page.change(Schedule((Period(),), date(2026, 1, 1), (before, now)))
    starts = [one.split(" from ")[0] for one in said(page) if one.startswith(("Was paused", "Paused"))]
    assert starts == ["Was paused", "Paused"]


def test_to_delete_a_schedule_stands_apart(page: SchedulePage) -> None:
    page.make.click()
    page.add_pause.click()
    QApplication.processEvents()
    assert page.delete_button.property("kind") == "danger"
    bottoms = {
        one: one.mapTo(page, one.rect().bottomLeft()).y()
        for one in (page.more, page.pauses.add_button, page.delete_button)
    }
    assert max(bottoms, key=lambda one: bottoms[one]) is page.delete_button


def test_the_list_says_what_is_meant_and_goes_by_keys(page: SchedulePage, plan: PlanPage) -> None:
    plan.resize(1366, 700)
    QApplication.processEvents()
    page.change(daily(2))
    assert page.list.isVisible()
    assert not page.what.isVisible()
    assert page.list.hasFocus()
    at = page.list.currentIndex()
    assert (at.data(), at.data(SAID)) == ("Daily hips", "2 times a day.")
    assert at.data(Qt.ItemDataRole.AccessibleTextRole) == "Daily hips: 2 times a day."
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.what.currentIndex() == at.row() + 1
    assert page.sentence.text() == "No schedule: whenever you like."
    assert page._name.text() == page.what.currentText()
    page.undo()
    assert page.list.currentIndex().row() == at.row()


def test_where_it_is_narrow_a_field_stands_for_the_list(page: SchedulePage, plan: PlanPage) -> None:
    plan.resize(1366, 700)
    QApplication.processEvents()
    assert page.list.hasFocus()
    plan.resize(800, 700)
    QApplication.processEvents()
    assert page.what.hasFocus()
    assert not page.list.isVisible()
    plan.resize(1366, 700)
    QApplication.processEvents()
    assert page.list.hasFocus()


@pytest.mark.parametrize("width", [720, 1024, 1366])
def test_the_fields_of_all_periods_are_as_wide_and_the_way_out_stands_at_the_end(
    page: SchedulePage, plan: PlanPage, width: int
) -> None:
    page.change(Schedule((Period(times=(time(7), time(20)), weeks=5), Period(days=(1, 3))), TODAY))
    plan.resize(width, 700)
    QApplication.processEvents()
    shown = rows(page)
    fields = [field for row in shown for field in (row.days, row.times, row.weeks)]
    widths = {field.width() for field in fields}
    assert max(widths) - min(widths) <= 1
    for row in shown:
        assert row.remove.geometry().right() == row.rect().right()


def test_tab_goes_as_one_reads(page: SchedulePage, plan: PlanPage) -> None:
    plan.resize(1366, 700)
    page.change(Schedule((Period(weeks=5), Period(days=(1, 3))), TODAY, (Pause(TODAY, TODAY),)))
    QApplication.processEvents()
    page.add_pause.click()
    page.list.setFocus()
    seen = []
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    seen = list(dict.fromkeys(seen))  # a date has the focus once for each of its parts
    first, second = rows(page)
    wanted = [
        page.begins,
        *(first.days, first.times, first.weeks, first.remove),
        *(second.days, second.times, second.weeks, second.remove, *second.weekdays.values()),
        *(page.more, page.add_pause),
        *page.pauses.rows[0].findChildren(QPushButton),
        *(page.pauses.first, page.pauses.last, page.pauses.add_button),
        *(page.undo_button, page.delete_button),
    ]
    assert seen[: len(wanted)] == wanted
    page._back.setFocus()
    for one in (page.remind, page.calendar_button, page.list):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        assert one.hasFocus()


def test_a_length_that_is_not_offered_stays(page: SchedulePage, stores: Stores) -> None:
    page.change(Schedule((Period(weeks=60), Period()), TODAY))
    assert rows(page)[0].weeks.currentText() == "for 60 weeks"
    choose(rows(page)[1].weeks, "26")
    assert [one.weeks for one in stores.schedules.all[HIPS].periods] == [60, 26]


def test_what_stands_below_the_periods_begins_where_their_fields_do(
    page: SchedulePage, plan: PlanPage
) -> None:
    page.change(Schedule((Period(weeks=5), Period(days=(1, 3))), TODAY))
    plan.resize(1366, 700)
    QApplication.processEvents()
    parts = (*(row.days for row in rows(page)), page.more, page.begins)
    lefts = {part.mapTo(page, part.rect().topLeft()).x() for part in parts}
    assert max(lefts) - min(lefts) <= 1
    plan.resize(720, 700)
    QApplication.processEvents()
    parts = (*(row.days for row in rows(page)), page.more)
    assert len({part.mapTo(page, part.rect().topLeft()).x() for part in parts}) == 1, "names stand above"


def test_the_list_fades_as_long_as_it_goes_on(page: SchedulePage, plan: PlanPage) -> None:
    plan.resize(1366, 700)
    QApplication.processEvents()
    bar, view = page.list.verticalScrollBar(), page.list.viewport()
    assert bar.maximum()

    def inked() -> bool:
        """Whether anything is dark in the last lines of pixels."""
        seen = view.grab(QRect(0, view.height() - 4, view.width(), 4)).toImage()
        return any(
            seen.pixelColor(x, y).lightnessF() < FAINT
            for x in range(seen.width())
            for y in range(seen.height())
        )

    found = set()
    for value in range(0, bar.maximum(), 17):
        bar.setValue(value)
        found.add(inked())
    assert found == {False}


def test_today_says_the_same_of_what_is_done(page: SchedulePage, stores: Stores) -> None:
    page.change(Schedule((Period(times=(time(7), time(20)), weeks=5), Period(days=(1, 3, 5))), TODAY))
    card = DueCard(stores, lambda _: None)
    card.refresh("")
    (item,) = stores.schedules.due().today
    assert page.state.text() == card.state(item)


def test_all_of_a_long_schedule_is_in_view_in_a_usual_window(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as window:
        schedules(window)
        QApplication.processEvents()
        assert isinstance(window.page, PlanPage)
        assert window.page.schedule_page
        assert window.page.schedule_page._area.verticalScrollBar().maximum() == 0


def test_a_period_that_is_over_is_a_line_that_says_until_when_and_opens(
    page: SchedulePage, plan: PlanPage, stores: Stores
) -> None:
    start = TODAY - timedelta(weeks=3)
    page.change(Schedule((Period(weeks=2, times=(time(7), time(20))), Period(days=(1, 3))), start))
    first, second = rows(page)
    days = f"{wording.short_day(start)} to {wording.short_day(start + timedelta(13))}"
    assert first._said.text() == f"Every day at 07:00 and 20:00 · {days}"
    assert first.change.accessibleName() == f"Change: {first._said.text()}"
    assert not any(one.isVisible() for one in (first.days, first.clocks[0], second.change, first._span))
    assert [one._turn.property("role") for one in (first, second)] == ["soft", "strong"]
    plan.resize(1366, 700)
    QApplication.processEvents()
    left = {one.mapTo(page, QPoint()).x() for one in (first._said, second.days)}
    assert max(left) - min(left) <= 1
    steps = len(page._steps)
    first.change.click()
    assert first.days.hasFocus()
    assert first.clocks[0].isVisible()
    assert len(page._steps) == steps, "nothing was changed yet"
    choose(first.weeks, "1")
    assert first.days.isVisible(), "it stays open while it is changed"
    page.what.set_value("exercise:bridge")
    page.what.set_value(HIPS)
    assert not first.days.isVisible()
    page.undo()
    assert page.sentence.text() == "On Monday and Wednesday."
    page.change(Schedule((Period(weeks=2), Period(days=(1, 3))), TODAY))
    assert not first._span.isVisible()
    assert first.days.isVisible()
    assert first._turn.property("role") == "strong"
    assert page.sentence.text() == "Every day for 2 weeks, then on Monday and Wednesday."
    page.change(Schedule((Period(weeks=2),), start))
    assert page.sentence.text() == "Every day for 2 weeks.", "what was meant, if nothing is in force"


@pytest.mark.parametrize("over", [False, True])
def test_names_fields_and_remove_of_a_period_stand_in_the_middle_of_its_first_row(
    page: SchedulePage, plan: PlanPage, over: bool
) -> None:
    plan.resize(1366, 700)
    start = TODAY - timedelta(weeks=3 * over)
    page.change(Schedule((Period(weeks=2), Period(days=(1, 3), weeks=4), Period()), start))
    for row in rows(page):
        said = row._said if row._said.isVisible() else row.days
        middles = [one.mapTo(page, one.rect().center()).y() for one in (row._turn, said, row.remove)]
        assert max(middles) - min(middles) <= 1


def test_a_period_that_is_over_by_a_change_stays_open_under_the_focus(page: SchedulePage) -> None:
    page.change(Schedule((Period(weeks=5), Period(weeks=1), Period()), TODAY - timedelta(weeks=3)))
    first = rows(page)[0]
    first.weeks.setFocus()
    choose(first.weeks, "1")
    assert first.weeks.hasFocus()
    assert first.weeks.isVisible()
    rows(page)[2].remove.click()
    rows(page)[1].remove.click()
    assert not first.weeks.isVisible(), "what is over is a line again"
    assert first.change.hasFocus()


def test_when_a_period_begins_stands_in_a_line(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, language="de") as window:
        schedules(window)
        QApplication.processEvents()
        assert isinstance(window.page, PlanPage)
        assert window.page.schedule_page
        span = window.page.schedule_page._rows[1]._span
        assert span.text() == "ab dem 08.06.2026"
        assert span.height() < 2 * span.fontMetrics().height()


def test_the_next_days_are_said_unless_the_person_chooses_them(page: SchedulePage) -> None:
    page.change(Schedule((Period(days=(1, 3, 5)),)))
    days = (TODAY + timedelta(n) for n in (2, 4, 7))
    words = ", ".join(f"{day:%a} {wording.short_day(day)}" for day in days)
    assert page.days.text() == f"Next: {words}"
    assert page.days.isVisible()
    page.change(Schedule((Period(days=3),)))
    assert not page.days.isVisible()
    page.change(None)
    assert not page.days.isVisible()


def test_the_ways_back_stand_at_the_form_in_a_large_window(page: SchedulePage, plan: PlanPage) -> None:
    plan.resize(1920, 1000)
    page.change(Schedule((Period(),), TODAY))
    QApplication.processEvents()
    end = page.more.mapTo(page, QPoint(0, page.more.height())).y()
    assert page.delete_button.mapTo(page, QPoint()).y() - end < 120
