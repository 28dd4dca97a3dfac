"""The second half of History: charts over a span of time, the same numbers as a table, both to take along."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from hipstretch.core.progress import last_exercise, suggested
from hipstretch.core.record import Feeling, SessionRecord
from hipstretch.core.weeks import counted_from, first_of_weeks
from hipstretch.data.history_line import SessionSummary
from hipstretch.qt import wording
from hipstretch.qt.language import path_words
from hipstretch.qt.problem_words import why
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr, tr_count
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.dialogs import name_to_save
from hipstretch.ui.widgets.feeling_scale import place_name
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.inputs import ChoiceField
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Page

from . import charts
from .charts import Chart

if TYPE_CHECKING:
    from .plot import Plot

AT_ONCE = 200
"""So many sessions are read in one go: what is not wanted any more is soon left."""
MANY = 2000
"""If more are left, it says how many."""
NARROW = 800
"""In less than this width, in logical pixels at 100 % text, all is chosen in one line above the words."""
SPANS = {"12": 12, "52": 52, "all": 0}
"""Weeks up to this one; 0 for all there are."""


class ProgressView(Page):
    """One chart of six: over one of three spans, but for a month and the last seven days."""

    def __init__(self, stores: Stores) -> None:
        super().__init__()
        self._stores = stores
        self._today = date.min
        self._records: list[SessionRecord] = []
        self._wanted: list[SessionSummary] = []
        self._read_span = ""
        self._asked = 0
        """The number of the chart that is wanted; what is read for an earlier one, or one given up, is dropped."""
        self.busy = False
        """Whether the chart that is wanted is not there yet."""
        self._chart: Chart | None = None
        self._plot: Plot | None = None
        self._kind = "minutes"
        self._months: dict[str, str] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._read)
        stores.settings.changed.connect(self._on_settings)
        stores.history.changed.connect(self._on_history)

        kinds, choices = Flow(), Flow(12)
        named = {
            "minutes": tr("Minutes a week"),
            "month": tr("Month by month"),
            "dose": tr("Last seven days"),
            "feelings": tr("Hips and back"),
            "balance": tr("Left and right"),
            "exercise": tr("One exercise"),
        }
        group = QButtonGroup(self)
        self._chips: dict[str, QPushButton] = {}
        for kind, name in named.items():
            chip = button(name, "chip", partial(self.choose, kind))
            chip.setCheckable(True)
            chip.setChecked(kind == self._kind)
            group.addButton(chip)
            self._chips[kind] = chip
            kinds.add(chip)
        self.first = self._chips[self._kind]
        self.kind = ChoiceField(tr("Progress"), named)
        self.kind.currentIndexChanged.connect(lambda: self.choose(self.kind.value))
        choices.add(self.kind)
        self.span = ChoiceField(
            tr("Time"),
            {"12": tr("12 weeks"), "52": tr("A year"), "all": tr("All years")},
        )
        self.month = ChoiceField(tr("Month"), {})
        self.month.setSizeAdjustPolicy(
            ChoiceField.SizeAdjustPolicy.AdjustToContents
        )  # filled after it is shown
        self.place = ChoiceField(tr("Hip or back"), {f.name: place_name(f.name) for f in fields(Feeling)})
        names = {k: e.text.name for k, e in stores.catalogue.current.exercises.items()}
        by_name = sorted(names.items(), key=lambda pair: pair[1].casefold())
        self.exercise = ChoiceField(tr("Exercise"), dict(by_name))
        self.exercise.setCurrentIndex(-1)  # chosen when it is shown first
        for field in (self.place, self.exercise, self.month, self.span):
            field.currentIndexChanged.connect(self._show_soon)
            choices.add(field)
        for field in (self.kind, self.place, self.exercise, self.month):
            field.hide()

        self._words = label("", "strong", wrap=True)
        self._pointed = label("", "soft", wrap=True)
        self.table = QTableWidget()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        self._waiting = label("", "soft", wrap=True)
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._all_years = button(tr("All years"), "", self._show_all)
        self._instead = _in_place_of_the_chart(self._waiting, self._all_years)
        self._stack = _Stack()
        self._stack.setMinimumHeight(theme.px(220))
        self._stack.addWidget(self._instead)
        self._stack.addWidget(self.table)
        self._as_table = button(tr("As a table"), "chip", self._show_soon)
        self._as_table.setCheckable(True)
        self._below = QWidget()
        below = QHBoxLayout(self._below)
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self._as_table)
        self._save = button(tr("Save picture…"), "quiet", self._on_save)
        self._save.setEnabled(False)
        below.addWidget(self._save)
        below.addSpacing(12)
        below.addWidget(self._pointed, 1)
        inside = QVBoxLayout()
        inside.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._kinds = flow_row(kinds)
        column.addWidget(self._kinds)
        self._said = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._said.setSpacing(12)
        self._said.addWidget(self._words, 1)
        self._choices = flow_row(choices)
        self._said.addWidget(self._choices)
        column.addLayout(self._said)
        column.addWidget(frame("card", inside, 12), 1)
        column.addWidget(self._below)

    def show_until(self, today: date) -> None:
        """Show what there is up to a day; what was read before is forgotten."""
        self._today = today
        self._read_span = ""
        if self.isVisible():
            self._show_soon()

    def _on_history(self) -> None:
        self.show_until(self._today)

    def _on_settings(self, changed: frozenset[str]) -> None:
        if "day_begins" in changed:
            self._read_span = ""
        if changed & {"goal_days", "day_begins"} and self.isVisible():
            self._show_soon()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw only what somebody looks at."""
        super().showEvent(event)
        self._show_soon()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What the chart says stands beside what can be chosen of it, or below it where there is little room."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Words that are none, and choices that are none, take no room; beside words the choices stay at the end.

        Where there is little room the chart itself is one of the choices, so that it is in view below them.
        """
        row, stack = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.BottomToTop
        beside = self.width() >= theme.px(NARROW)
        choices = not beside or self._kind != "dose"
        self._said.setDirection(row if beside else stack)
        self._words.setVisible(bool(self._words.text()) or (beside and choices))
        self._choices.setVisible(choices)
        self.first = self._chips[self._kind] if beside else self.kind
        if self._kinds.isHidden() is not beside:
            return
        had_focus = self.kind.hasFocus() or any(one.hasFocus() for one in self._chips.values())
        self._kinds.setVisible(beside)
        self.kind.setHidden(beside)
        if had_focus:
            self.first.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Draw in the colours of another theme: the system may change it while somebody looks."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self.isVisible():
            self._show_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop reading."""
        super().hideEvent(event)
        self._stop()

    def choose(self, kind: str) -> None:
        """Show another chart."""
        self._kind = kind
        self._chips[kind].setChecked(True)
        with QSignalBlocker(self.kind):
            self.kind.set_value(kind)
        if kind == "exercise" and self.exercise.currentIndex() < 0:
            self.exercise.set_value(self._likely_exercise())
        self.place.setVisible(kind == "feelings")
        self.exercise.setVisible(kind == "exercise")
        self.month.setVisible(kind == "month")
        self.span.setVisible(kind not in ("month", "dose"))
        self._show_soon()

    def _likely_exercise(self) -> str:
        """What was done last, or else the first exercise of the routine that Today would suggest."""
        known, recent = self._stores.catalogue.current, self._stores.history.recent
        routine = known.routines.get(suggested(recent, list(known.routines)))
        first = routine.entries[0].exercise if routine and routine.entries else ""
        return last_exercise(recent, known.exercises) or first

    @property
    def chart(self) -> Chart | None:
        """What is shown, once it was read."""
        return self._chart

    def _show_soon(self) -> None:
        """Let the window answer, read what is not read yet, and then show it."""
        self._stop()
        self.busy = True
        self._soon.start()

    def _stop(self) -> None:
        self._soon.stop()
        self._asked += 1
        self.busy = False

    def _read(self) -> None:
        if self._kind == "dose":  # what Today shows, from the same sessions
            self.busy = False
            self._show()
            return
        self._stores.history.read_sessions(partial(self._read_some, self._asked))

    def _read_some(self, number: int, fresh: Sequence[SessionRecord] = (), read: int = 0) -> None:
        """Take over what was read of so many sessions, and go on."""
        if not isValid(self) or number != self._asked:
            return
        if not read:  # once for all that is read
            self._fill_months()
        first, last = self._limits()
        span = f"{first} {last}"
        if self._read_span != span:
            self._read_span = span
            self._records = []
            since = first - charts.BEFORE if first else date.min
            self._wanted = [one for one in self._stores.history.sessions if since <= self._day(one) <= last]
        self._records += fresh
        self._wanted = self._wanted[read:]
        if self._kind == "minutes" or not self._wanted:
            self.busy = False
            self._show()
            return
        self._waiting.setText(
            tr_count(
                "Reading… {count} session to go", "Reading… {count} sessions to go", len(self._wanted)
            ).format(count=wording.number(len(self._wanted)))
            if len(self._wanted) > MANY
            else tr("Reading…")
        )
        self._all_years.hide()
        self._put(self._instead)
        now = self._wanted[:AT_ONCE]
        self._stores.history.read_records(now, partial(self._read_some, number, read=len(now)))

    def _limits(self) -> tuple[date | None, date]:
        """The first and the last day that are shown; None for as far back as there is something."""
        if self._kind == "month":
            first = date.fromisoformat(self.month.value) if self.month.count() else self._today.replace(day=1)
            after = (first + timedelta(days=31)).replace(day=1)
            return first, min(self._today, after - timedelta(days=1))
        weeks = SPANS[self.span.value]
        return first_of_weeks(self._today, weeks, wording.first_weekday()) if weeks else None, self._today

    def _fill_months(self) -> None:
        """Offer the months in which something was done, the latest first."""
        days = (self._day(one) for one in reversed(self._stores.history.sessions))
        months = {
            first.isoformat(): wording.month(first)
            for first in dict.fromkeys(day.replace(day=1) for day in days if day <= self._today)
        }
        if months != self._months:
            self._months, chosen = months, self.month.value
            with QSignalBlocker(self.month):
                self.month.clear()
                for first, name in months.items():
                    self.month.addItem(name, first)
                self.month.set_value(chosen if chosen in months else next(iter(months), ""))

    def _day(self, one: SessionSummary | SessionRecord) -> date:
        return self._stores.settings.day_of(one.started_at)

    def _describe(self) -> Chart:
        settings = self._stores.settings.current
        begins = settings.day_begins
        if self._kind == "dose":
            return charts.dose_of_week(self._stores.dose())
        first, last = self._limits()
        if self._kind == "feelings":
            return charts.feelings(self._records, self.place.value, first, last, begins)
        records = [one for one in self._records if first is None or first <= self._day(one)]
        groups = {k: e.group for k, e in self._stores.catalogue.current.exercises.items()}
        sessions = [one for one in self._stores.history.sessions if self._day(one) <= last]
        if self._kind == "month" and first:
            return charts.month(sessions, records, groups, first, last, begins)
        if self._kind == "balance":
            return charts.balance(records, groups)
        if self._kind == "exercise":
            return charts.one_exercise(records, self.exercise.value, self.exercise.currentText(), begins)
        began = self._day(sessions[0]) if sessions else last
        first = counted_from(first or date.min, began, wording.first_weekday())
        return charts.minutes_a_week(sessions, first, last, begins, settings.goal_days)

    def _show(self) -> None:
        self._chart = chart = self._describe()
        self._words.setText("" if chart.empty else chart.words)
        self._place()
        self._pointed.setText("")
        if chart.empty:
            self._put_instead(chart.words)
        elif self._as_table.isChecked():
            self._fill_table(chart)
            self._put(self.table)
        else:
            plot = self._get_plot()
            plot.show_chart(chart)
            self._put(plot)

    def _put_instead(self, words: str) -> None:
        """Say that there is nothing, and lead to what was done earlier."""
        self._waiting.setText(words)
        self._put(self._instead)
        first = None if self.span.isHidden() else self._limits()[0]
        sessions = self._stores.history.sessions if first else ()
        self._all_years.setVisible(bool(first and sessions and self._day(sessions[0]) < first))
        had_focus = self._as_table.hasFocus()
        self._below.hide()
        if had_focus:  # Qt would go on to the page's next control
            ((self.first or self) if self._all_years.isHidden() else self._all_years).setFocus()

    def _show_all(self) -> None:
        self.span.setFocus()  # the button goes
        self.span.set_value("all")

    def _put(self, shown: QWidget) -> None:
        """Show the chart, its table or words in place of it, of which no picture can be saved."""
        if shown is self._instead and self._save.hasFocus():
            self._as_table.setFocus()  # Qt would go on to the page's next control
        self._stack.setCurrentWidget(shown)
        self._save.setEnabled(shown is not self._instead)
        self._below.show()

    def _get_plot(self) -> "Plot":
        if self._plot is None:
            from .plot import Plot

            self._plot = Plot()
            self._plot.pointed.connect(self._pointed.setText)
            self._stack.addWidget(self._plot)
            for before, after in (
                (self.span, self._plot),
                (self._plot, self.table),
                (self.table, self._as_table),
            ):
                self.setTabOrder(before, after)
        return self._plot

    def _fill_table(self, chart: Chart) -> None:
        self.table.setAccessibleName(chart.title)
        self.table.setColumnCount(1 + len(chart.series))
        self.table.setHorizontalHeaderLabels([chart.axis, *(s.name for s in chart.series)])
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setRowCount(len(chart.places))
        for row, place in enumerate(chart.places):
            values = [s.values[row] for s in chart.series]
            texts = [place, *("–" if v is None else wording.number(v) for v in values)]
            for column, text in enumerate(texts):
                cell = QTableWidgetItem(text)
                if column:
                    cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, cell)
        self.table.scrollToBottom()

    def _on_save(self) -> None:
        if self._chart is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        proposed = Path(folder or Path.home()) / f"{self._chart.title}.png"
        name_to_save(
            self,
            tr("Save the chart as a picture"),
            str(proposed),
            tr("Picture") + " (*.png);;" + tr("Drawing") + " (*.svg)",
            lambda chosen, _: self.save(Path(chosen)),
        )

    def save(self, path: Path) -> None:
        """Write the chart as PNG or SVG, by the ending; without one, as PNG."""
        path = path if path.suffix.lower() in (".png", ".svg") else path.with_name(f"{path.name}.png")
        if self._chart is None:
            return
        from . import plot

        try:
            plot.save(self._chart, path)
        except OSError as error:
            self._stores.notices.add(
                tr("The picture is not saved ({reason}). Choose another folder.").format(reason=why(error)),
                "error",
            )
        else:
            self._pointed.setText(tr("Saved as {path}").format(path=path_words(path)))


class _Stack(QStackedWidget):
    """Chart, table or words; asks for no more than its least height, and takes what there is."""

    def sizeHint(self) -> QSize:
        """A table would have the page scroll although a lower one has room."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


def _in_place_of_the_chart(words: QWidget, way_on: QWidget) -> QWidget:
    """What stands in the middle of the card while there is no chart."""
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(way_on)
    row.addStretch()
    column = QVBoxLayout()
    column.setSpacing(16)
    column.addStretch()
    column.addWidget(words)
    column.addLayout(row)
    column.addStretch()
    made = QWidget()
    made.setLayout(column)
    return made
