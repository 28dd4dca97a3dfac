"""The charts of the history: what they show, as a plot, as a table and as a picture."""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pyqtgraph import BarGraphItem
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from hipstretch.core.exercise import Side
from hipstretch.core.record import Feeling, SessionRecord
from hipstretch.core.routine import Entry, Routine
from hipstretch.core.settings import Settings, Theme
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.history_line import SessionSummary, as_line
from hipstretch.data.paths import resolve
from hipstretch.qt.stores import Stores
from hipstretch.ui.history import progress_view
from hipstretch.ui.history.charts import Chart, Mark, Series
from hipstretch.ui.history.plot import Plot, _scale
from hipstretch.ui.history.progress_view import ProgressView
from hipstretch.ui.style import theme
from tests.fakes import FakeClock, LaterWork, exercise
from tests.gui.style.test_theme import contrast
from tests.unit.core.test_progress import did, held

TODAY = date(2026, 5, 6)
EXERCISES = {"lunge": exercise("lunge"), "cobra": exercise("cobra")}


def sessions() -> Iterator[SessionRecord]:
    """Two a week for thirty weeks; the back gets better; two minutes a session, more on the left."""
    for week in range(30):
        for day in (0, 2):
            one = did(1, held(Side.LEFT, 80, 80, 2), held(Side.RIGHT, 80, 40, 2))
            began = one.started_at + (TODAY - timedelta(weeks=29 - week, days=day) - one.started_at.date())
            score = 8 if week < 20 else 4
            yield replace(
                one,
                id=f"{week}-{day}",
                started_at=began,
                ended_at=began + timedelta(minutes=5),
                active_s=120.0,
                feeling_before=Feeling(back=score),
                feeling_after=Feeling(back=score - 1),
            )


def stores(tmp_path: Path, *records: SessionRecord, clock: FakeClock | None = None) -> Stores:
    (tmp_path / "history.jsonl").write_bytes(b"".join(map(as_line, records)))
    catalogue = Catalogue(EXERCISES, {}, (), {})
    if clock:
        return Stores.open(resolve(tmp_path), catalogue, clock=clock)
    return Stores.open(resolve(tmp_path), catalogue)


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> ProgressView:
    made = ProgressView(stores(tmp_path, *sessions()))
    qtbot.addWidget(made)
    made.resize(1200, 600)
    made.show_until(TODAY)
    made.show()
    return made


def settled(qtbot: QtBot, view: ProgressView) -> Chart:
    qtbot.waitUntil(lambda: not view.busy, timeout=5000)
    assert view.chart
    return view.chart


def words(view: ProgressView) -> list[str]:
    """What can be read beside chips and fields."""
    return [one.text() for one in view.findChildren(QLabel) if one.isVisible() and one.text()]


def test_minutes_and_days_of_the_last_weeks_are_shown_beside_the_goal(
    qtbot: QtBot, view: ProgressView
) -> None:
    chart = settled(qtbot, view)
    assert [s.values for s in chart.series] == [(4,) * 12, (*(4,) * 11, None)], "the mean knows no half week"
    assert chart.words == "On average 4 min a week, on 2 of 7 days."
    view._stores.settings.change(goal_days=2)
    assert settled(qtbot, view).words.endswith("The goal, 2, was reached in 12 of 12.")
    view._stores.settings.change(goal_days=3)
    assert settled(qtbot, view).words.endswith("The goal, 3, was reached in 0 of 11."), "this one is not over"


def test_in_the_first_week_nothing_is_said_of_the_goal(qtbot: QtBot, tmp_path: Path) -> None:
    made = ProgressView(stores(tmp_path, list(sessions())[-1]))
    qtbot.addWidget(made)
    made._stores.settings.change(goal_days=3)
    made.show_until(TODAY)
    made.show()
    assert settled(qtbot, made).words == "On average 2 min a week, on 1 of 7 days."


def test_a_longer_time_begins_with_the_first_session(qtbot: QtBot, view: ProgressView) -> None:
    for span in ("52", "all"):
        view.span.set_value(span)
        assert len(settled(qtbot, view).places) == 30


def test_feelings_are_means_of_weeks_and_say_improved_only_by_the_rule(
    qtbot: QtBot, view: ProgressView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress_view, "AT_ONCE", 7)  # several readings
    view.choose("feelings")
    view.place.set_value("back")
    chart = settled(qtbot, view)
    assert chart.series[0].values == (8.0,) * 2 + (4.0,) * 10
    assert chart.series[1].values == (7.0,) * 2 + (3.0,) * 10
    assert chart.words.startswith("Improved:")
    assert chart.top == 10
    view.place.set_value("hip_left")
    said = settled(qtbot, view)
    assert said.empty
    assert words(view) == [said.words], "once"


def test_the_means_of_four_weeks_are_the_same_over_every_time(qtbot: QtBot, view: ProgressView) -> None:
    """The scores fall in the week of 23 February, the second of twelve: the mean knows three weeks before these."""
    for kind in ("minutes", "feelings"):
        view.choose(kind)
        view.place.set_value("back")
        means = []
        for span in ("12", "52", "all"):
            view.span.set_value(span)
            chart = settled(qtbot, view)
            means.append(dict(zip(chart.places, chart.series[-1].values, strict=True)))
        assert means[0].items() <= means[1].items() == means[2].items(), kind
    assert [means[0][f"{day} 2026"] for day in ("16 02", "23 02", "2 03", "9 03", "16 03")] == [8, 8, 7, 6, 5]


def test_weeks_without_a_session_have_their_place(qtbot: QtBot, tmp_path: Path) -> None:
    some = [one for one in sessions() if int(one.id.split("-")[0]) in (20, 21, 26)]
    view = ProgressView(stores(tmp_path, *some))
    qtbot.addWidget(view)
    view.show_until(TODAY)
    view.show()
    view.choose("feelings")
    view.place.set_value("back")
    chart = settled(qtbot, view)
    assert chart.series[0].values == (4, 4, None, None, None, None, 4, None, None, None)
    assert chart.places == (
        "2 03 2026",
        *(
            f"{d} 2026"
            for d in ["9 03", "16 03", "23 03", "30 03", "6 04", "13 04", "20 04", "27 04", "4 05"]
        ),
    )
    assert chart.words.startswith("Nothing can be said before there are four whole weeks")
    assert view._plot
    drawn = [
        one for one in view._plot.listDataItems() if one.opts["symbol"] is None and one.xData is not None
    ]
    assert [list(one.xData) for one in drawn] == [[0, 1], [6]], "no line leads over a gap"


def test_a_week_that_is_not_over_raises_no_alarm(qtbot: QtBot, tmp_path: Path) -> None:
    """Today is a Wednesday, and it was bad on Monday and Wednesday."""
    some = [
        replace(one, feeling_before=Feeling(back=9 if one.id in ("29-0", "29-2") else 5))
        for one in sessions()
    ]
    view = ProgressView(stores(tmp_path, *some))
    qtbot.addWidget(view)
    view.show_until(TODAY)
    view.show()
    view.choose("feelings")
    view.place.set_value("back")
    assert settled(qtbot, view).words == "No clear change between the first week and the last."
    view.show_until(TODAY + timedelta(days=5))
    assert settled(qtbot, view).words.startswith("The pain is at least two points higher")


def test_a_month_in_a_few_words(qtbot: QtBot, view: ProgressView) -> None:
    view.choose("month")
    chart = settled(qtbot, view)
    assert view.month.isVisible()
    assert not view.span.isVisible()
    assert [view.month.itemText(n) for n in range(3)] == ["May 2026", "April 2026", "March 2026"]
    assert (view.month.value, chart.title) == ("2026-05-01", "May 2026")
    view.month.set_value("2026-04-01")
    chart = settled(qtbot, view)
    assert chart.title == "April 2026"
    assert chart.words == "9 days, 18 min of work. Pain, 0 to 10: Back 4 → 3"
    assert [series.values[0] for series in chart.series] == [12, 6, 0]
    view._stores.history.add(
        replace(next(sessions()), id="new", feeling_before=None, feeling_after=Feeling(back=2))
    )
    assert settled(qtbot, view).title == "April 2026", "what was chosen stays"
    view.month.set_value(view.month.itemData(view.month.count() - 1))
    assert "Back 8 →" in settled(qtbot, view).words


def test_balance_shows_the_side_that_is_left_out(qtbot: QtBot, view: ProgressView) -> None:
    view.choose("balance")
    chart = settled(qtbot, view)
    assert chart.series[0].values[0] == 32  # 24 sessions of 80 s, in minutes
    assert chart.series[1].values[0] == 16
    assert chart.words.startswith("Left 32 min, right 16 min.")


def test_what_was_done_elsewhere_is_not_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    made = ProgressView(stores(tmp_path, replace(list(sessions())[-1], routine="elsewhere", exercises=())))
    qtbot.addWidget(made)
    made.show_until(TODAY)
    made.show()
    made.choose("balance")
    chart = settled(qtbot, made)
    assert chart.words == "Sessions: 1. Nothing to show for this time."
    assert chart.empty


def test_the_last_seven_days_stand_beside_what_is_enough(qtbot: QtBot, tmp_path: Path) -> None:
    clock = FakeClock()
    one = did(1, held(Side.LEFT, 600, 600), held(Side.RIGHT, 600, 290))
    opened = stores(tmp_path, replace(one, started_at=clock.wall() - timedelta(days=2)), clock=clock)
    view = ProgressView(opened)
    qtbot.addWidget(view)
    view.show_until(clock.wall().date())
    view.show()
    view.choose("dose")
    chart = settled(qtbot, view)
    assert [s.values for s in chart.series] == [(10, 0, 0, 0), (5, 0, 0, 0), (10, 10, 10, 10)]
    assert chart.words.startswith("Minutes of stretch: about 10 a week for each is enough.")
    assert not view.span.isVisible()
    view._as_table.click()
    settled(qtbot, view)
    cells = [view.table.item(0, column) for column in range(4)]
    assert [cell.text() for cell in cells if cell] == ["Front of the hip", "10", "5", "10"]
    view.choose("balance")
    settled(qtbot, view)
    assert view.span.isVisible()


def test_without_a_session_in_seven_days_nothing_stands_beside_enough(
    qtbot: QtBot, view: ProgressView
) -> None:
    view.choose("dose")
    assert settled(qtbot, view).empty


def test_one_exercise_shows_hold_lengths_and_repetitions(qtbot: QtBot, view: ProgressView) -> None:
    view.choose("exercise")
    assert view.exercise.value == "lunge", "what was done last"
    chart = settled(qtbot, view)
    assert set(chart.series[0].values) == {40.0}  # 120 s in three repetitions begun
    assert set(chart.series[1].values) == {2.0}
    assert chart.words == "Sessions: 24."
    view.exercise.set_value("cobra")
    assert settled(qtbot, view).words == "Not done in this time."
    view.choose("minutes")
    view.choose("exercise")
    assert view.exercise.value == "cobra", "what the person chose stays"


def test_one_exercise_begins_with_the_first_of_the_routine_while_none_was_done(
    qtbot: QtBot, tmp_path: Path
) -> None:
    bare = stores(tmp_path)
    mine = Routine("mine", "Mine", "", (Entry("lunge"), Entry("cobra")))
    for routines, first in (({"mine": mine}, "lunge"), ({}, "None")):
        bare.catalogue.current = replace(bare.catalogue.current, routines=routines)
        view = ProgressView(bare)
        qtbot.addWidget(view)
        view.show_until(TODAY)
        view.choose("exercise")
        assert view.exercise.value == first


def test_keys_and_mouse_point_at_a_place_and_say_what_is_there(qtbot: QtBot, view: ProgressView) -> None:
    settled(qtbot, view)
    plot = view._plot
    assert plot
    assert plot.accessibleName() == "Minutes a week"
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_End)
    assert view._pointed.text().startswith("This week: Minutes 4")
    for key, day in (
        (Qt.Key.Key_Left, "Week of 27 04 2026"),
        (Qt.Key.Key_Home, "Week of 16 02 2026"),
        (Qt.Key.Key_Left, "Week of 16 02 2026"),
        (Qt.Key.Key_PageDown, "Week of 27 04 2026"),
        (Qt.Key.Key_Right, "This week"),
        (Qt.Key.Key_Right, "This week"),
    ):
        QTest.keyClick(plot, key)
        assert view._pointed.text().startswith(day), key
    assert plot.accessibleDescription() == view._pointed.text()
    QTest.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=plot.rect().center())
    assert " 03 2026" in view._pointed.text()


def named(plot: Plot) -> list[str]:
    """What the places below the chart are called."""
    (ticks,) = plot.getPlotItem().getAxis("bottom")._tickLevels
    return [name for _, name in ticks]


def test_weeks_are_named_in_short_and_by_the_year_where_it_changes(qtbot: QtBot, view: ProgressView) -> None:
    settled(qtbot, view)
    assert view._plot
    assert named(view._plot)[-2:] == ["27 04", "4 05"]
    view.span.set_value("all")  # from October of the year before
    settled(qtbot, view)
    years = [name.split("\n")[1] for name in named(view._plot) if "\n" in name]
    assert years == ["2025", "2026"]
    assert "\n" in named(view._plot)[0]


def test_the_title_is_left_to_the_tab_and_the_grid_lies_behind_the_bars(
    qtbot: QtBot, view: ProgressView
) -> None:
    settled(qtbot, view)
    assert view._plot
    item = view._plot.getPlotItem()
    assert not item.titleLabel.isVisible()
    assert item.getAxis("left").zValue() < item.getViewBox().zValue()
    assert not item.getAxis("left").label.isVisible(), "the legend says it"
    for side in ("left", "bottom"):
        assert item.getAxis(side).pen().style() == Qt.PenStyle.NoPen, (
            "bars stand on the grid's line of nothing"
        )
    view.choose("balance")
    settled(qtbot, view)
    assert item.getAxis("left").label.isVisible()


@pytest.mark.parametrize(
    ("top", "marks"),
    [(1, [0, 1]), (6, [0, 1, 2, 3, 4, 5, 6]), (73, [0, 20, 40, 60, 80]), (251, list(range(0, 301, 50)))],
)
def test_marks_are_whole_and_round_numbers_and_the_last_is_above_what_is_shown(
    top: int, marks: list[int]
) -> None:
    series = Series("", (float(top),), Mark.BAR)
    found, range_ = _scale(Chart("", ("",), "", "", (series,), ""))
    assert (found, list(range_)) == (marks[-1], marks)


@pytest.mark.parametrize("tokens", theme.ALL)
def test_a_line_over_bars_reads_by_its_edge_and_the_bar_of_this_week_by_its_outline(
    qapp: QApplication, qtbot: QtBot, view: ProgressView, tokens: theme.Tokens
) -> None:
    chart = settled(qtbot, view)
    assert chart.running
    kinds = {theme.LIGHT: Theme.LIGHT, theme.DARK: Theme.DARK, theme.CONTRAST: Theme.CONTRAST}
    theme.apply(qapp, Settings(theme=kinds[tokens]))
    plot = Plot()
    qtbot.addWidget(plot)
    plot.show_chart(chart)
    item = plot.getPlotItem()
    (line,) = item.listDataItems()[-1:]
    ink, edge = (line.opts[name].color().name() for name in ("pen", "shadowPen"))
    assert line.opts["shadowPen"].widthF() >= line.opts["pen"].widthF() + 3
    whole, running = (one for one in item.items if isinstance(one, BarGraphItem))
    bar, outline = whole.opts["brush"].name(), running.opts["pen"].color().name()
    assert contrast(ink, edge) >= 3
    for one in (bar, outline):
        assert contrast(one, edge) >= 3
    assert running.opts["brush"].alphaF() < 0.5
    assert [words.text for _, words in item.legend.items] == ["Minutes", "This week", "Mean of four weeks"]
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


def test_what_is_enough_is_a_line_as_long_as_the_bars_are_broad(qtbot: QtBot, tmp_path: Path) -> None:
    clock = FakeClock()
    one = replace(did(1, held(Side.LEFT, 600, 600)), started_at=clock.wall() - timedelta(days=2))
    view = ProgressView(stores(tmp_path, one, clock=clock))
    qtbot.addWidget(view)
    view.show_until(clock.wall().date())
    view.show()
    view.choose("dose")
    settled(qtbot, view)
    assert view._plot
    (line,) = view._plot.listDataItems()[-1:]
    assert (line.xData[0], line.xData[-1]) == (-0.5, 3.5)


def test_the_table_holds_the_same_numbers(qtbot: QtBot, view: ProgressView) -> None:
    view._as_table.click()
    chart = settled(qtbot, view)
    table = view.table
    assert table.isVisible()
    assert (table.rowCount(), table.columnCount()) == (len(chart.places), 3)
    model = table.model()
    texts = [model.index(table.rowCount() - 1, column).data() for column in range(3)]
    assert texts == [chart.places[-1], "4", "–"]
    assert table.accessibleName() == "Minutes a week"


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("kind", ["minutes", "month", "dose", "feelings", "balance", "exercise"])
def test_every_chart_is_saved_as_a_picture(
    qtbot: QtBot, view: ProgressView, tmp_path: Path, kind: str, theme: Theme
) -> None:
    view._stores.settings.change(theme=theme)
    view.choose(kind)
    view.place.set_value("back")
    settled(qtbot, view)
    view.save(tmp_path / "chart")
    image = QImage(str(tmp_path / "chart.png"))
    assert (image.width(), image.height()) == (2000, 1120)
    colours = {image.pixelColor(x, y).name() for x in range(0, 2000, 9) for y in range(0, 1120, 9)}
    assert len(colours) > 2
    view.save(tmp_path / "chart.svg")
    assert QSvgRenderer(str(tmp_path / "chart.svg")).isValid()
    assert "Week of" in (tmp_path / "chart.svg").read_text(encoding="utf-8") or kind in (
        "month",
        "dose",
        "balance",
        "exercise",
    )


def test_a_picture_that_cannot_be_saved_is_told(qtbot: QtBot, view: ProgressView, tmp_path: Path) -> None:
    settled(qtbot, view)
    view.save(tmp_path / "no" / "chart.svg")
    (notice,) = view._stores.notices.shown
    assert notice.text.startswith("The picture is not saved (")
    assert notice.level == "error"


def test_what_was_said_at_one_time_alone_says_which(qtbot: QtBot, tmp_path: Path) -> None:
    one = replace(
        next(sessions()),
        started_at=list(sessions())[-1].started_at,
        feeling_before=Feeling(hip_left=2),
        feeling_after=Feeling(back=3),
    )
    made = ProgressView(stores(tmp_path, one))
    qtbot.addWidget(made)
    made.show_until(TODAY)
    made.show()
    made.choose("month")
    assert settled(qtbot, made).words.endswith("Pain, 0 to 10: Left hip 2 before · Back 3 afterwards")


def test_no_pain_is_something_to_show(qtbot: QtBot, tmp_path: Path) -> None:
    made = ProgressView(
        stores(tmp_path, replace(list(sessions())[-1], feeling_before=Feeling(back=0), feeling_after=None))
    )
    qtbot.addWidget(made)
    made.show_until(TODAY)
    made.show()
    made.choose("feelings")
    made.place.set_value("back")
    assert not settled(qtbot, made).empty
    made.place.set_value("hip_left")
    assert settled(qtbot, made).empty


def test_a_picture_is_offered_while_there_is_a_chart(
    qtbot: QtBot, tmp_path: Path, view: ProgressView
) -> None:
    settled(qtbot, view)
    assert view._save.isEnabled()
    with qtbot.waitActive(view):
        view.activateWindow()
    view._save.setFocus()
    view.show_until(TODAY - timedelta(days=4000))
    settled(qtbot, view)
    assert view._waiting.text() == "Nothing was done in this time."
    assert not view._save.isVisible()
    assert not view._all_years.isVisible(), "nothing was done earlier either"
    assert view._chips["minutes"].hasFocus()
    view.show_until(TODAY)
    settled(qtbot, view)
    assert view._save.isEnabled()
    assert view._save.isVisible()


def test_where_nothing_was_done_lately_a_button_leads_to_all_years(qtbot: QtBot, view: ProgressView) -> None:
    settled(qtbot, view)
    with qtbot.waitActive(view):
        view.activateWindow()
    view._as_table.setFocus()
    view.show_until(TODAY + timedelta(days=200))
    assert settled(qtbot, view).empty
    assert words(view) == ["Nothing was done in this time."]
    assert view._all_years.hasFocus()
    assert not view._as_table.isVisible()
    view._all_years.click()
    assert view.span.value == "all"
    assert view.span.hasFocus()
    assert not settled(qtbot, view).empty
    assert view._as_table.isVisible()
    assert not view._all_years.isVisible()


def test_a_legend_without_room_goes_on_in_another_line(qtbot: QtBot, view: ProgressView) -> None:
    settled(qtbot, view)
    assert view._plot
    legend = view._plot.getPlotItem().legend
    assert legend.columnCount == 3
    view._plot.resize(300, 300)
    assert legend.columnCount == 2
    view._plot.resize(900, 300)
    assert legend.columnCount == 3


@pytest.mark.parametrize(("width", "beside"), [(1200, True), (660, False)])
def test_what_can_be_chosen_stands_beside_the_words_or_in_one_line_above_them(
    qtbot: QtBot, view: ProgressView, width: int, beside: bool
) -> None:
    settled(qtbot, view)
    view.resize(width, 600)
    QApplication.processEvents()
    span, said = (one.mapTo(view, QPoint()) for one in (view.span, view._words))
    assert (span.x() > said.x() + view._words.width()) is beside
    assert (span.y() + view.span.height() <= said.y()) is not beside
    assert view._chips["minutes"].isVisible() is beside
    assert view.kind.isVisible() is not beside
    assert beside or view.kind.mapTo(view, QPoint()).y() == span.y()


def test_in_little_room_a_field_chooses_the_chart_and_takes_the_focus_over(
    qtbot: QtBot, view: ProgressView
) -> None:
    settled(qtbot, view)
    with qtbot.waitActive(view):
        view.activateWindow()
    view.setFocus()
    assert view._chips["minutes"].hasFocus()
    view.resize(660, 600)
    assert view.kind.hasFocus()
    assert view.kind.value == "minutes"
    view.kind.set_value("balance")
    assert settled(qtbot, view).title == "Balance of muscle groups and sides"
    view.resize(1200, 600)
    assert view._chips["balance"].hasFocus()
    assert view._chips["balance"].isChecked()
    view.choose("dose")
    view.resize(660, 600)
    assert view.kind.value == "dose"


@pytest.mark.parametrize("kind", ["month", "dose", "feelings", "balance", "exercise"])
@pytest.mark.parametrize("width", [1200, 660])
def test_where_nothing_is_said_there_is_no_empty_strip(
    qtbot: QtBot, tmp_path: Path, kind: str, width: int
) -> None:
    view = ProgressView(stores(tmp_path))
    qtbot.addWidget(view)
    view.resize(width, 600)
    view.show_until(TODAY)
    view.show()
    view.choose(kind)
    assert settled(qtbot, view).empty
    QApplication.processEvents()
    shown = [
        one
        for one in (*view._chips.values(), view.kind, view.month, view.place, view.exercise, view.span)
        if one.isVisible()
    ]
    lowest = max(one.mapTo(view, one.rect().bottomLeft()).y() for one in shown)
    card = view._stack.parentWidget()
    assert card
    assert card.y() - lowest <= 14


@pytest.mark.parametrize("text_size", [100, 150])
def test_a_minute_is_shown_in_whole_minutes_from_nothing_on(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, text_size: int
) -> None:
    """The marks were tenths up to 1.4; with large text the first and the last were left out."""
    theme.apply(qapp, Settings(text_size=text_size))
    (one, *_) = (s for s in sessions() if s.started_at.date() == TODAY)
    view = ProgressView(stores(tmp_path, replace(one, active_s=43.0)))
    qtbot.addWidget(view)
    view.resize(1300, 600)
    view.show_until(TODAY)
    view.show()
    chart = settled(qtbot, view)
    assert chart.series[0].values[-1] == 1
    axis = view._get_plot().getPlotItem().getAxis("left")

    def numbers() -> list[str]:
        view.grab()  # the axis is as wide as its numbers from the second time on
        image = QImage(10, 10, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        painter.setFont(theme.font(12))
        _, _, found = axis.generateDrawSpecs(painter)
        painter.end()
        return [number for _, _, number in found]

    qtbot.waitUntil(lambda: numbers() == ["0", "1 min"], timeout=2000)


def test_no_picture_is_offered_of_a_chart_that_is_still_read(
    qtbot: QtBot, slow: ProgressView, reader: LaterWork
) -> None:
    slow.choose("balance")
    qtbot.waitUntil(lambda: bool(reader.waiting))
    assert not slow._save.isEnabled()


@pytest.mark.parametrize("count", [0, 1])
def test_with_little_history_every_chart_says_so(qtbot: QtBot, tmp_path: Path, count: int) -> None:
    few = list(sessions())[:count]
    made = ProgressView(stores(tmp_path, *few))
    qtbot.addWidget(made)
    made.show_until(few[0].started_at.date() if few else TODAY)
    made.show()
    for kind in ("minutes", "month", "dose", "feelings", "balance", "exercise"):
        made.choose(kind)
        chart = settled(qtbot, made)
        assert chart.words
        assert len(chart.places) <= 4


def test_the_plotting_library_is_only_read_for_a_chart() -> None:
    code = (
        "import sys, hipstretch.ui.shell.main_window, hipstretch.ui.history.page; "
        "assert not {'pyqtgraph', 'numpy'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.fixture
def reader() -> LaterWork:
    return LaterWork()


@pytest.fixture
def slow(
    qtbot: QtBot, tmp_path: Path, reader: LaterWork, monkeypatch: pytest.MonkeyPatch
) -> Iterator[ProgressView]:
    """A view whose sessions are not at hand, and are read seven at a time when a test says so."""
    monkeypatch.setattr(progress_view, "AT_ONCE", 7)
    folder = tmp_path / "slow"
    folder.mkdir()
    (folder / "history.jsonl").write_bytes(b"".join(map(as_line, sessions())))
    made = ProgressView(Stores.open(resolve(folder), Catalogue(EXERCISES, {}, (), {}), reader=reader))
    made.show_until(TODAY)
    made.choose("balance")
    made.show()
    qtbot.waitUntil(lambda: bool(reader.waiting))
    yield made
    if isValid(made):
        made.close()


def test_a_chart_is_read_while_the_window_answers(slow: ProgressView, reader: LaterWork) -> None:
    assert slow.busy
    reader.do_one()
    assert slow._waiting.text() == "Reading…"
    reader.do_one()
    assert slow.busy
    reader.do_all()
    assert not slow.busy
    assert slow.chart
    assert slow.chart.words.startswith("Left 32 min, right 16 min.")


def test_another_chart_meanwhile_loses_none_and_counts_none_twice(
    qtbot: QtBot, slow: ProgressView, reader: LaterWork
) -> None:
    reader.do_one()
    reader.do_one()
    slow.choose("feelings")
    slow.choose("balance")
    qtbot.waitUntil(lambda: len(reader.waiting) == 2)
    reader.do_all()
    assert slow.chart
    assert slow.chart.words.startswith("Left 32 min, right 16 min.")


def test_a_view_that_is_left_reads_no_further(slow: ProgressView, reader: LaterWork) -> None:
    reader.do_one()
    slow.hide()
    assert not slow.busy
    reader.do_one()
    assert not reader.waiting
    assert slow.chart is None


def test_a_view_that_is_gone_is_not_called(slow: ProgressView, reader: LaterWork) -> None:
    slow.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    reader.do_all()


def test_months_are_looked_for_once_however_many_times_it_reads(
    qtbot: QtBot, view: ProgressView, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled(qtbot, view)
    looked: list[None] = []
    reads: list[int] = []
    fill, read = view._fill_months, view._stores.history.read_records

    def note_look() -> None:
        looked.append(None)
        fill()

    def note_read(wanted: Sequence[SessionSummary], then: Callable[[Sequence[SessionRecord]], None]) -> None:
        reads.append(len(wanted))
        read(wanted, then)

    monkeypatch.setattr(progress_view, "AT_ONCE", 3)
    monkeypatch.setattr(view, "_fill_months", note_look)
    monkeypatch.setattr(view._stores.history, "read_records", note_read)
    view.choose("feelings")
    settled(qtbot, view)
    assert len(reads) > 3
    assert len(looked) == 1


def test_a_chart_follows_the_theme_while_it_is_seen(
    qtbot: QtBot, qapp: QApplication, view: ProgressView
) -> None:
    for kind in (Theme.DARK, Theme.LIGHT):
        settled(qtbot, view)
        theme.apply(qapp, Settings(theme=kind))
        qtbot.waitUntil(lambda: seen_colour(view) == theme.current().card.lower(), timeout=2000)


def seen_colour(view: ProgressView) -> str:
    """The colour behind the chart."""
    assert view._plot
    return str(view._plot.backgroundBrush().color().name())
