"""How much of an exercise: the person's own numbers beside those that are recommended."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout

from hipstretch.core.exercise import Exercise, Kind, Sides
from hipstretch.core.routine import Entry, alone
from hipstretch.core.schedule import daily
from hipstretch.core.settings import MOST_TIMES_A_DAY
from hipstretch.core.timeline import dosage_for
from hipstretch.qt import wording
from hipstretch.qt.stores.schedule_store import ScheduleStore
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr, tr_in
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.inputs import NumberField
from hipstretch.ui.widgets.labels import label

MARGIN_PX = 20


class DosageCard(QFrame):
    """A table; of its numbers, times a day are set here."""

    def __init__(self, exercise: Exercise, settings: SettingsStore, schedules: ScheduleStore) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._exercise = exercise
        self._schedules = schedules
        mine = dosage_for(Entry(exercise.id), exercise, settings.current)
        good = exercise.recommended
        hold = (
            tr_in("how long one holds", "Hold") if exercise.kind is Kind.HOLD else tr("Hold, each repetition")
        )
        reps = tr("Repetitions, each side") if exercise.sides is Sides.EACH else tr("Repetitions")
        rows = (
            ("", tr("Yours"), tr("Recommended")),
            (hold, wording.seconds(mine.hold_s), tr("{range} s").format(range=wording.span(good.hold_s))),
            (reps, wording.number(mine.reps), wording.span(good.reps)),
            (tr("Sets"), wording.number(mine.sets), wording.span(good.sets)),
        )
        self.times = NumberField(tr("Times a day"), 0, MOST_TIMES_A_DAY, whole=True)
        self.times.setSpecialValueText(tr("as I like"))
        schedule = schedules.all.get(alone(exercise).id)
        self.times.setValue((schedule.plain_times or 0) if schedule else 0)
        self.times.setEnabled(schedule is None or schedule.plain_times is not None)
        self.times.valueChanged.connect(self._on_times)
        self._caption = label(tr("Times a day"), wrap=True)
        self._usual = label(wording.span(good.times_a_day), wrap=True)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(6)
        heading = tr_in("hold, repetitions and sets of an exercise", "How much")
        grid.addWidget(label(heading, "heading", wrap=True), 0, 0, 1, 3)
        for at, row in enumerate(rows, 1):
            for column, words in enumerate(row):
                role = "soft" if at == 1 else "strong" if column == 1 else "body"
                grid.addWidget(label(words, role, wrap=True), at, column)
        self._row = len(rows) + 1
        note = (
            tr("You can change yours in Settings. With times a day it stands on Today until it is done.")
            if self.times.isEnabled()
            else tr("You can change yours in Settings. Plan says when it is due.")
        )
        grid.addWidget(label(note, "small", wrap=True), self._row + 2, 0, 1, 3)
        self.to_settings = button(tr("Hold lengths"))
        self.to_settings.setAccessibleName(wording.titled(tr("Settings"), tr("Hold lengths")))
        below = Flow()
        below.add(self.to_settings)
        grid.addWidget(flow_row(below), self._row + 3, 0, 1, 3)
        for column, share in enumerate((2, 1, 1)):
            grid.setColumnStretch(column, share)
        self._wide, self._least_px = False, 0
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is another width."""
        super().resizeEvent(event)
        if not self._wide:
            self._least_px = self._grid.totalMinimumSize().width()
        wide = self.width() >= self._least_px + self.times.sizeHint().width()
        if wide != self._wide:
            self._wide = wide
            self._place()

    def minimumSizeHint(self) -> QSize:
        """That with the field below: else nothing would get narrower while the field has a column."""
        least = super().minimumSizeHint()
        return QSize(self._least_px, least.height()) if self._wide else least

    def _place(self) -> None:
        """In a narrow card the field has a line of its own."""
        field = (self._row, 1, 1, 1) if self._wide else (self._row + 1, 0, 1, 3)
        self._grid.addWidget(self._caption, self._row, 0)
        self._grid.addWidget(self.times, *field)
        self._grid.addWidget(self._usual, self._row, 2)

    def _on_times(self, value: float) -> None:
        self._schedules.set(alone(self._exercise).id, daily(int(value)) if value else None)
