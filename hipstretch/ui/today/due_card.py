"""What is meant for so many times a day, and how many of these are done."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.core.progress import done_on, exercises_done_on
from hipstretch.core.routine import Routine, alone
from hipstretch.data.clock import today
from hipstretch.qt.stores import Stores
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import label


class DueCard(QFrame):
    """A line for each routine and exercise that is due some times a day; `start` is called with the routine's id."""

    def __init__(self, stores: Stores, start: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._stores = stores
        self._start = start
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(16, 16, 16, 16)
        self._rows.setSpacing(8)

    def refresh(self) -> None:
        """Show what is due today, what is not done yet first; hide if nothing ever is."""
        while (item := self._rows.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        day, catalogue, records = (
            today(self._stores.clock),
            self._stores.catalogue.current,
            self._stores.history.recent,
        )
        done = done_on(records, day)
        due = [(r, done.get(r.id, 0), r.times_a_day) for r in catalogue.routines.values() if r.times_a_day]
        done = exercises_done_on(records, day)
        due += [
            (alone(catalogue.exercises[exercise]), done.get(exercise, 0), times)
            for exercise, times in self._stores.settings.current.times_a_day.items()
            if exercise in catalogue.exercises
        ]
        for routine, count, times in sorted(due, key=lambda one: one[1] >= one[2]):
            self._rows.addWidget(self._row(routine, count, times))
        self.setVisible(bool(due))

    def _row(self, routine: Routine, done: int, times: int) -> QWidget:
        over = done >= times
        words = self.tr("done for today") if over else self.tr("today: {done} of {times}")
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(label(routine.name, "strong", wrap=True))
        said.addWidget(label(words.format(done=done, times=times), "soft", wrap=True))
        row = QHBoxLayout()
        row.addLayout(said, 1)
        start = button(self.tr("Start"), "quiet" if over else "", partial(self._start, routine.id))
        start.setAccessibleName(self.tr("Start {routine}").format(routine=routine.name))
        row.addWidget(start)
        return frame("plain", row, 0)
