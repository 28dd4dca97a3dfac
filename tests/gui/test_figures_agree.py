"""A year of sessions: each number that stands in several places is the same in all of them.

Every surface is read as a person reads it, and says of each number what it is of. A number may only be derived from
others here by counting, or by adding up a column.
"""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hipstretch.cli import history, stats
from hipstretch.core import figures
from hipstretch.core.record import Feeling, SessionRecord
from hipstretch.core.scores import Change
from hipstretch.core.weeks import day_of, first_of_week
from hipstretch.data import catalogue, exchange
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import resolve
from hipstretch.qt import names, wording
from hipstretch.qt.stores import Stores
from hipstretch.ui.history.charts import change_words
from hipstretch.ui.history.page import HistoryPage
from hipstretch.ui.history.report_dialog import ReportDialog
from hipstretch.ui.session.after_page import AfterPage
from hipstretch.ui.session.done_card import done_lines
from hipstretch.ui.widgets.day_dots import DaysCard
from hipstretch.ui.widgets.feeling_scale import place_name
from hipstretch.ui.widgets.pictures import PictureCache
from tests import histories
from tests.fakes import FakeClock

COUNT, TODAY = 330, histories.LAST_DAY
"""Almost a year, up to a Wednesday."""
PLACES = tuple(f.name for f in fields(Feeling))
LENGTH = r"(\d+ (?:min|s)|–)"
Facts = Iterator[tuple[tuple[str, ...], str]]
"""What a number is of, and the number."""


class House:
    """One person's stores and what is made from them."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.folder = folder
        self.qtbot = qtbot
        histories.write(folder / "history.jsonl", COUNT)
        clock = FakeClock()
        clock.advance((TODAY - clock.wall().date()).days * 86_400)
        self.stores = Stores.open(resolve(folder), catalogue.load([assets_dir()], "en"), clock=clock)
        self.begins = self.stores.settings.current.day_begins
        listed = self.stores.history.sessions
        self.records = [found for one in listed if (found := self.stores.history.record(one))]
        self.page = HistoryPage(self.stores, PictureCache())
        qtbot.addWidget(self.page)
        self.page.show()

    def day(self, record: SessionRecord) -> date:
        return day_of(record.started_at, self.begins)

    def table(self, kind: str, span: str = "", **chosen: str) -> list[list[str]]:
        """What Progress shows of a chart as a table."""
        view = self.page.progress
        self.page.show_tab(1)
        view.choose(kind)
        for field, value in {"span": span, **chosen}.items():
            if value:
                getattr(view, field).set_value(value)
        view._as_table.setChecked(True)
        view._show_soon()
        self.qtbot.waitUntil(lambda: not view.busy, timeout=20_000)
        model = view.table.model()
        return [
            [str(model.index(r, c).data()) for c in range(model.columnCount())]
            for r in range(model.rowCount())
        ]

    @property
    def words(self) -> str:
        """What Progress says of it."""
        chart = self.page.progress.chart
        assert chart
        return chart.words

    def report(self, first: date) -> str:
        """The text of the PDF from a day up to today."""
        dialog = ReportDialog(self.stores, self.page)
        dialog.first.setDate(QDate(first.year, first.month, first.day))
        dialog.days.setChecked(True)
        dialog.save(self.folder / "report.pdf")
        pdf = QPdfDocument()
        pdf.load(str(self.folder / "report.pdf"))
        text = " ".join(pdf.getAllText(number).text() for number in range(pdf.pageCount()))
        pdf.close()
        return " ".join(text.split())

    def csv(self) -> list[dict[str, str]]:
        path = self.folder / "table.csv"
        exchange.export(
            path, self.stores.paths, None, partial(names.of_session, self.stores.catalogue.current)
        )
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))


def in_minutes(text: str) -> str:
    """A length as whole minutes, however it is said."""
    found = re.search(r"(\d+(?:\.\d)?) (min|s)\b", text)
    assert found or text == "–", text
    return "0" if not found else found[1] if found[2] == "min" else str(figures.minutes(float(found[1])))


# --- the surfaces ---------------------------------------------------------------------------------------------


def the_list_of_history(house: House) -> Facts:
    house.page.show_tab(0)
    model = house.page.model
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        one = index.data(Qt.ItemDataRole.UserRole)
        *_, when, work = re.split(r", |  ·  ", index.data().removesuffix("  ·  in part"))
        yield ("begins", one.id), when
        yield ("work", one.id), in_minutes(work)
    found = re.search(rf"The last four weeks: (\d+) days, {LENGTH} of work", house.page._summary.text())
    assert found
    yield ("days of four weeks",), found[1]
    yield ("work of four weeks",), in_minutes(found[2])


def amount_done(text: str) -> int | None:
    """The seconds or repetitions of a set: "23 s of 40 s", "2 × 20 s" where all was done; None for other words."""
    if found := re.fullmatch(r"(\d+)(?: s of \d+)?(?: of \d+)? (?:s|repetitions?)", text):
        return int(found[1])
    found = re.fullmatch(r"(\d+) × (\d+) s", text)
    return int(found[1]) * int(found[2]) if found else None


def one_session_of_history(house: House) -> Facts:
    for record in house.records[::7]:
        house.page.detail.show_record(record)
        QApplication.processEvents()  # shows the new rows
        when = house.page.detail._when.text()
        found = re.search(rf" · {LENGTH} of work · (\d\d:\d\d) to (\d\d:\d\d)", when)
        assert found, when
        yield ("work", record.id), in_minutes(found[1])
        yield ("begins", record.id), found[2]
        yield ("ends", record.id), found[3]
        labels = [
            one.text() for one in house.page.detail.findChildren(QLabel) if one.isVisibleTo(house.page.detail)
        ]
        done = [amount for text in labels if (amount := amount_done(text)) is not None]
        sets = [one for exercise in record.exercises for one in exercise.sets]
        assert len(done) == len(sets)
        amounts: dict[tuple[str, str], int] = defaultdict(int)
        numbers = [
            (str(n), str(s.side)) for n, exercise in enumerate(record.exercises) for s in exercise.sets
        ]
        for key, said in zip(numbers, done, strict=True):
            amounts[key] += said
        for key, amount in amounts.items():
            yield ("amount", record.id, *key), str(amount)


def the_page_after_a_session(house: House) -> Facts:
    page = AfterPage(house.stores, PictureCache())
    house.qtbot.addWidget(page)
    for record in house.records[::7]:
        page.show_record(record)
        found = re.search(rf"· {LENGTH} of work · (\d\d:\d\d) to (\d\d:\d\d)", page._summary.text())
        assert found
        yield ("work", record.id), in_minutes(found[1])
        yield ("begins", record.id), found[2]
        yield ("ends", record.id), found[3]
        for number, exercise in enumerate(record.exercises):
            amounts: dict[str, int] = defaultdict(int)
            for side, done, _ in done_lines(exercise)[0]:
                amounts[side.split(" ")[0] or "both"] += amount_done(done) or 0
            for side, amount in amounts.items():
                yield ("amount", record.id, str(number), side), str(amount)


def the_table_for_spreadsheets(house: House) -> Facts:
    rows: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in house.csv():
        rows[row["session"]].append(row)
    by_name: dict[str, list[dict[str, str]]] = defaultdict(list)
    for record in house.records:
        sets = rows[record.id]
        yield ("work", record.id), sets[0]["active_min"]
        yield ("begins", record.id), sets[0]["started_at"][11:16]
        yield ("ends", record.id), sets[0]["ended_at"][11:16]
        yield ("routine", record.id), sets[0]["routine"]
        done = sum(one["set_outcome"] == "done" for one in sets)
        yield ("sets done", record.id), f"{done} of {len(sets)}"
        for place in PLACES:
            for when in ("before", "after"):
                yield (when, place, record.id), sets[0][f"{place}_{when}"] or "–"
        amounts: dict[tuple[str, str], int] = defaultdict(int)
        numbers = [
            (str(n), str(s.side)) for n, exercise in enumerate(record.exercises) for s in exercise.sets
        ]
        for key, one in zip(numbers, sets, strict=True):
            hold = one["kind"] == "hold"
            amounts[key] += figures.seconds(float(one["done_s"])) if hold else int(one["done_reps"])
            if house.day(record) >= first_of_twelve_weeks():
                by_name[one["exercise"]].append(one)
        for key, amount in amounts.items():
            yield ("amount", record.id, *key), str(amount)
    for place in PLACES:
        before, after = (_by_week(house, rows, f"{place}_{when}") for when in ("before", "after"))
        compared = [
            week for week, said in before.items() if len(said) > 1 and week + timedelta(days=7) <= TODAY
        ]
        numbers_ = (before[compared[0]], before[compared[-1]], after[compared[-1]])
        yield ("first and last week", place), " ".join(wording.number(figures.mean(n)) for n in numbers_)
    for name, some in by_name.items():
        done = sum(one["set_outcome"] == "done" for one in some)
        yield ("sets done of exercise", name), f"{done} of {len(some)}"
        sessions = len({one["session"] for one in some if float(one["done_s"])})
        yield ("sessions of exercise", name), str(sessions)


def sessions_for_other_programs(house: House) -> Facts:
    path = house.folder / "sessions.json"
    exchange.export(path, house.stores.paths)
    weeks: dict[date, list[float]] = defaultdict(list)
    months: dict[str, dict[date, float]] = defaultdict(lambda: defaultdict(float))
    for one in json.loads(path.read_text(encoding="utf-8"))["sessions"]:
        began = datetime.fromisoformat(one["started_at"])
        yield ("work", one["id"]), str(figures.minutes(one["active_s"]))
        yield ("begins", one["id"]), f"{began:%H:%M}"
        day = day_of(began, house.begins)
        weeks[first_of_week(day, wording.first_weekday())].append(one["active_s"])
        months[wording.month(day)][day] += one["active_s"]
    for week, seconds in weeks.items():
        yield ("work of week", wording.short_day(week)), str(figures.minutes(sum(seconds)))
    for month, days in months.items():
        yield ("days of month", month), str(len(days))
        yield ("work of month", month), str(figures.minutes(sum(days.values())))
        for day, active_s in days.items():
            yield ("work of day", day.isoformat()), str(figures.minutes(active_s))


def hipstretch_history(house: House) -> Facts:
    found, _ = history.sessions(house.stores.paths)
    printed = json.loads(history.as_json(found, house.stores.catalogue.current))["sessions"]
    lines = history.as_text(found, house.stores.catalogue.current).splitlines()
    for one, line in zip(printed, lines, strict=True):
        yield ("work", one["id"]), str(figures.minutes(one["active_s"]))
        yield ("routine", one["id"]), one["name"]
        cells = re.split(r"  +", line)
        yield ("begins", one["id"]), cells[1]
        yield ("routine", one["id"] + " as text"), cells[2]
        yield ("work", one["id"]), in_minutes(cells[3])


def hipstretch_stats(house: House) -> Facts:
    found, _ = history.sessions(house.stores.paths)
    told = stats.Stats(found, house.stores.dose(), TODAY, house.begins, 3)
    text, numbers = stats.as_text(told), json.loads(stats.as_json(told))
    weeks = re.search(rf"The last four weeks: (\d+) days, {LENGTH} of work\. This week: (\d+) of 3", text)
    assert weeks
    for days, work, done in (
        (weeks[1], in_minutes(weeks[2]), weeks[3]),
        (
            numbers["four_weeks"]["days"],
            figures.minutes(numbers["four_weeks"]["active_s"]),
            numbers["week"]["days"],
        ),
    ):
        yield ("days of four weeks",), str(days)
        yield ("work of four weeks",), str(work)
        yield ("days of this week",), str(done)
    yield (
        ("work of week", wording.short_day(TODAY - timedelta(days=2))),
        str(figures.minutes(numbers["week"]["active_s"])),
    )
    yield from _dose(text)
    for group, sides in zip(_groups(text), numbers["dose"]["stretched_min"].values(), strict=True):
        for side, minutes in sides.items():
            yield ("dose", group, side), str(minutes)
    yield ("strength days",), str(numbers["dose"]["strength_days"])


def today(house: House) -> Facts:
    card = DaysCard(house.stores)
    house.qtbot.addWidget(card)
    card.show_until(TODAY)
    assert card.dose
    yield from _dose(card.dose.bars.accessibleName())
    found = re.search(r"Strength work on (\d+) days", card.dose.words.text())
    assert found
    yield ("strength days",), found[1]
    for back, line in enumerate(reversed(card.dots.toolTip().splitlines())):
        if not line.endswith("rest"):
            yield ("work of day", (TODAY - timedelta(days=back)).isoformat()), in_minutes(line)


def the_year_at_a_glance(house: House) -> Facts:
    squares = house.page.heat.squares
    for day, active_s in squares._days.items():
        if active_s:
            yield ("work of day", day.isoformat()), in_minutes(squares._words(day).split(": ")[-1])


def progress_by_weeks(house: House) -> Facts:
    for span in ("12", "52", "all"):
        for week, minutes, mean in house.table("minutes", span):
            yield ("work of week", week), minutes
            yield ("mean of four weeks", week), mean
        found = re.search(r"on ([\d.]+) of 7 days\.", house.words)
        assert found
        yield ("days a week", span), found[1]


def progress_of_feelings(house: House) -> Facts:
    for place in PLACES:
        for span in ("12", "52", "all"):
            table = house.table("feelings", span, place=place)
            for week, before, after, mean in table:
                yield ("before", place, week), before
                yield ("after", place, week), after
                yield ("before, mean of four weeks", place, week), mean
            if span == "12":
                yield ("what that says", place), house.words


def progress_of_the_last_seven_days(house: House) -> Facts:
    for group, left, right, _ in house.table("dose"):
        yield ("dose", group, "left"), left
        yield ("dose", group, "right"), right
    found = re.search(r"Strength work on (\d+) days", house.words)
    assert found
    yield ("strength days",), found[1]


def progress_by_months(house: House) -> Facts:
    house.table("month")
    months = [house.page.progress.month.itemData(n) for n in range(house.page.progress.month.count())]
    assert len(months) > 10
    for month in months:
        house.table("month", month=month)
        found = re.match(rf"(\d+) days?, {LENGTH} of work\.", house.words)
        assert found, house.words
        name = wording.month(date.fromisoformat(month))
        yield ("days of month", name), found[1]
        yield ("work of month", name), in_minutes(found[2])


def progress_of_exercises(house: House) -> Facts:
    for exercise in {e.id for record in house.records for e in record.exercises}:
        house.table("exercise", "12", exercise=exercise)
        found = re.fullmatch(r"Sessions: (\d+)\.", house.words)
        if found:
            name = names.exercise(house.stores.catalogue.current, exercise)
            yield ("sessions of exercise", name), found[1]


def the_report_of_twelve_weeks(house: House) -> Facts:
    text = house.report(first_of_twelve_weeks())
    yield from _head_of_report(text, "12")
    yield from _days_of_report(house, text)
    weeks = re.search(r"Week by week Week of Days Work (.*?) Sessions Day", text)
    assert weeks
    for week, _, work in re.findall(rf"(\d+ \d\d \d{{4}}) (\d+) {LENGTH}", weeks[1]):
        yield ("work of week", week), in_minutes(work)
    for place in PLACES:
        says = "|".join(re.escape(change_words(one)) for one in Change)
        felt = re.search(rf"{place_name(place)} ([\d.]+ [\d.]+ [\d.]+) ({says})", text)
        assert felt, place
        yield ("first and last week", place), felt[1]
        yield ("what that says", place), felt[2]
    table = re.search(r"Muscle group Left Right (.*?) Week by week", text)
    assert table
    for group, left, right in re.findall(r"([A-Z][a-z ]+) (\d+) (\d+)", table[1]):
        yield ("dose", group, "left"), left
        yield ("dose", group, "right"), right
    exercises = re.search(r"Left Right Both (.*?) Minutes of stretch", text)
    assert exercises
    for name in {
        names.exercise(house.stores.catalogue.current, e.id) for r in house.records for e in r.exercises
    }:
        row = re.search(rf"(?:^| ){re.escape(name)} \d.*? (\d+) (\d+ of \d+) \d+ \d+ ", exercises[1])
        if row:
            yield ("sessions of exercise", name), row[1]
            yield ("sets done of exercise", name), row[2]


def the_report_of_a_year(house: House) -> Facts:
    first = first_of_week(TODAY, wording.first_weekday()) - timedelta(weeks=51)
    text = house.report(first)
    yield from _head_of_report(text, "52")
    yield from _days_of_report(house, text)
    months = re.search(r"Month by month Month Days Work (.*?) Sessions Day", text)
    assert months
    rows = re.findall(rf"([A-Z][a-z]+ \d{{4}}) (\d+) {LENGTH}", months[1])
    assert len(rows) > 10
    for month, days, work in rows[1:]:  # the first one is cut off
        yield ("days of month", month), days
        yield ("work of month", month), in_minutes(work)


SURFACES: tuple[Callable[[House], Facts], ...] = (
    the_list_of_history,
    one_session_of_history,
    the_page_after_a_session,
    the_table_for_spreadsheets,
    sessions_for_other_programs,
    hipstretch_history,
    hipstretch_stats,
    today,
    the_year_at_a_glance,
    progress_by_weeks,
    progress_of_feelings,
    progress_of_the_last_seven_days,
    progress_by_months,
    progress_of_exercises,
    the_report_of_twelve_weeks,
    the_report_of_a_year,
)
ALONE = {"days of this week", "mean of four weeks", "before, mean of four weeks"}
"""What stands on one surface, in several places of it."""


def first_of_twelve_weeks() -> date:
    return first_of_week(TODAY, wording.first_weekday()) - timedelta(weeks=11)


def _by_week(house: House, rows: dict[str, list[dict[str, str]]], column: str) -> dict[date, list[int]]:
    """The scores in a column, by weeks of the last twelve."""
    found: dict[date, list[int]] = defaultdict(list)
    for record in house.records:
        if house.day(record) >= first_of_twelve_weeks() and (score := rows[record.id][0][column]):
            found[first_of_week(house.day(record), wording.first_weekday())].append(int(score))
    return found


def _groups(text: str) -> list[str]:
    return re.findall(r"([A-Z][a-z ]+): left", text.split("seven days")[1])


def _dose(text: str) -> Facts:
    for group, left, right in re.findall(
        r"([A-Z][a-z ]+): left (\d+), right (\d+)", text.split("seven days")[1]
    ):
        yield ("dose", group, "left"), left
        yield ("dose", group, "right"), right


def _head_of_report(text: str, span: str) -> Facts:
    found = re.search(r"([\d.]+) days a week", text)
    assert found
    yield ("days a week", span), found[1]


def _days_of_report(house: House, text: str) -> Facts:
    ids = {(wording.short_day(house.day(r)), wording.clock(r.started_at)): r.id for r in house.records}
    score = r"(–|\d+ → \d+)"
    row = rf"(\d+ \d\d \d{{4}}) (\d\d:\d\d) ([A-Z][a-z ]+) {LENGTH} (\d+ of \d+) {score} {score} {score}"
    rows = re.findall(row, text.split("Sessions Day")[1])
    assert len(rows) > 50
    for day, clock, routine, work, sets, *felt in rows:
        session = ids[day, clock]
        yield ("routine", session), routine
        yield ("work", session), in_minutes(work)
        yield ("sets done", session), sets
        for place, both in zip(PLACES, felt, strict=True):
            before, after = ("–", "–") if both == "–" else both.split(" → ")
            yield ("before", place, session), before
            yield ("after", place, session), after


@pytest.mark.usefixtures("qapp")
def test_what_stands_in_two_places_is_the_same(qtbot: QtBot, tmp_path: Path) -> None:
    house = House(qtbot, tmp_path)
    said: dict[tuple[str, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for surface in SURFACES:
        found = list(surface(house))
        assert found, surface.__name__
        for key, value in found:
            said[key][surface.__name__].add(value)
    wrong = {key: dict(found) for key, found in said.items() if len(set().union(*found.values())) > 1}
    assert wrong == {}
    kinds = {key[0] for key, found in said.items() if len(found) > 1}
    assert {key[0] for key in said} - kinds - ALONE == set()
