"""The schedules, as they stand on the overview of the plan."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QVBoxLayout

from hipstretch.qt import schedule_words
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.labels import label


class ScheduleCard(QFrame):
    """A sentence for each schedule, and the button that leads to them."""

    def __init__(self, stores: Stores, open_them: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._stores = stores
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(10)
        column.addWidget(label(tr("Schedules"), "heading", wrap=True))
        self._lines = label("", wrap=True)
        column.addWidget(self._lines)
        self.open_button = button(tr("When to do what…"), "", open_them)
        row = Flow(8)
        row.add(self.open_button)
        column.addWidget(flow_row(row))

    def refresh(self) -> None:
        """Say them as they are now."""
        catalogue, day = self._stores.catalogue.current, self._stores.settings.today()
        lines = [
            f"{routine.name} · {schedule_words.schedule(schedule, day)}"
            for name, schedule in self._stores.schedules.all.items()
            if (routine := catalogue.routine(name))
        ]
        none = tr("Nothing has a schedule. With one, Today says what is due.")
        self._lines.setText("\n".join(lines) or none)
