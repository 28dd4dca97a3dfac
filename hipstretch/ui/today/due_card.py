"""What is meant for today by the schedules, and how much of it is done."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.core.due import begun_today
from hipstretch.core.routine import Routine
from hipstretch.data.clock import in_zone
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import label

from .last_words import part_words

if TYPE_CHECKING:
    from hipstretch.core.due import Item


class DueCard(QFrame):
    """A line for each routine and exercise that is meant for today, but for the one that Today offers to start.

    `start` is called with the routine's id.
    """

    def __init__(self, stores: Stores, start: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._stores = stores
        self._start = start
        self._offered = ""
        self.offered: Item | None = None
        """How it stands with what Today offers, if that is meant for today."""
        self._asked = self._changes_at = datetime.max.replace(tzinfo=UTC)
        """When the answer that is shown was asked for, and until when it holds."""
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(16, 16, 16, 16)
        self._rows.setSpacing(8)

    def refresh(self, offered: str) -> None:
        """Show what else is meant for today than the routine of this id, what is due now first; hide if nothing is."""
        while (item := self._rows.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        due = self._stores.schedules.due()
        self._asked, self._changes_at = self._stores.clock.wall(), due.changes_at
        self._offered = offered
        self.offered = next((one for one in due.today if one.routine == offered), None)
        for one in due.today:
            routine = self._stores.catalogue.current.routine(one.routine)
            if routine and one is not self.offered:
                self._rows.addWidget(self._row(routine, one))
        self.setVisible(self._rows.count() > 0)

    def catch_up(self) -> None:
        """Show what is meant by now, if that is another answer: time went on, or the clock was set back."""
        if not self._asked <= self._stores.clock.wall() < self._changes_at:
            self.refresh(self._offered)

    def state(self, item: "Item") -> str:
        """How it stands with something now, as a line; also with what was begun today and does not count."""
        from hipstretch.qt import schedule_words, wording

        now, begins = in_zone(self._stores.clock.wall()), self._stores.settings.current.day_begins
        words = wording.capital(schedule_words.state(item, now, begins))
        if item.done >= item.times:
            return words
        begun = begun_today(self._stores.history.recent, item.routine, self._stores.settings.today(), begins)
        return f"{words} · {part_words(begun)}" if begun else words

    def _row(self, routine: Routine, item: "Item") -> QWidget:
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(label(routine.name, "strong", wrap=True))
        said.addWidget(label(self.state(item), "soft", wrap=True))
        row = QHBoxLayout()
        row.addLayout(said, 1)
        start = button(tr("Start"), "" if item.due else "quiet", partial(self._start, routine.id))
        start.setAccessibleName(tr("Start {routine}").format(routine=routine.name))
        row.addWidget(start)
        return frame("plain", row, 0)
