"""When a session was, and how long it took, to be changed."""

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QDateTime, QTime
from PySide6.QtWidgets import QFormLayout, QVBoxLayout, QWidget

from hipstretch.core.figures import lasted_s, minutes
from hipstretch.core.record import SessionRecord, retimed
from hipstretch.data.clock import Clock
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.dialogs import FormDialog, fill, ways_out
from hipstretch.ui.widgets.inputs import MomentField, NumberField
from hipstretch.ui.widgets.labels import label

MOST_MINUTES = 600


class SessionTimesDialog(FormDialog):
    """Asks when a session began, by its own clock, and how long it took; `record` is the session then."""

    def __init__(self, record: SessionRecord, name: str, clock: Clock, parent: QWidget | None = None) -> None:
        """`name` is what was done."""
        super().__init__(parent)
        self.setWindowTitle(tr("Change date and length"))
        self._record = record
        self._now = clock.wall()
        took = minutes(lasted_s(record.started_at, record.ended_at, record.active_s))
        began = record.started_at
        day, time = QDate(began.year, began.month, began.day), QTime(began.hour, began.minute)
        self.when = MomentField(QDateTime(day, time))
        self.when.setAccessibleName(tr("Begun"))
        least, most = max(1, minutes(self._least_s())), max(MOST_MINUTES, took)
        self.minutes = NumberField(tr("Minutes"), least, most, whole=True)
        self.minutes.setValue(took)
        self._before = self._entered()
        self._problem = label(tr("It would end in the future."), "warn", wrap=True)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(10)
        for words, field in ((tr("Begun"), self.when), (tr("Minutes"), self.minutes)):
            form.addRow(label(words), field)
        self.save = button(tr("Save"), "primary", self.accept)
        self.save.setDefault(True)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(label(self.windowTitle(), "heading", wrap=True))
        column.addWidget(label(name, "strong", wrap=True))
        column.addLayout(form)
        column.addWidget(
            label(tr("The minutes are from beginning to end, pauses included."), "small", wrap=True)
        )
        column.addWidget(self._problem)
        self._problem.hide()
        self._fit = fill(self, column, ways_out(button(tr("Cancel"), "", self.reject), self.save), 340)
        self.when.dateTimeChanged.connect(self._check)
        self.minutes.valueChanged.connect(self._check)
        self._check()

    @property
    def typed(self) -> bool:
        """Whether a change would be lost."""
        return self._entered() != self._before

    def accept(self) -> None:
        """Take the answer, but not one of the future: a number that is typed counts without Enter."""
        self.minutes.interpretText()
        if self.save.isEnabled():
            super().accept()

    def record(self) -> SessionRecord:
        """The session as it is entered; what was not touched stays to the second."""
        (began, length_min), (began_before, length_before) = self._entered(), self._before
        started_at, length = self._record.started_at, self._record.ended_at - self._record.started_at
        if began != began_before:
            here = started_at.astimezone().utcoffset() == started_at.utcoffset()
            started_at = began.astimezone() if here else began.replace(tzinfo=started_at.tzinfo)
        if length_min != length_before:
            length = timedelta(seconds=max(self._least_s(), length_min * 60))
        return retimed(self._record, started_at, length)

    def _least_s(self) -> float:
        """As much as was held and repeated, if that was measured."""
        return self._record.active_s if self._record.exercises else 0.0

    def _entered(self) -> tuple[datetime, float]:
        day, time = self.when.date(), self.when.time()
        began = datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())  # noqa: DTZ001
        return began, self.minutes.value()

    def _check(self) -> None:
        future = self.typed and self.record().ended_at > self._now
        self.save.setEnabled(not future)
        if future is self._problem.isHidden():
            self._problem.setVisible(future)
            self._fit()
