"""The schedules, as they stand on the overview of the plan."""

from collections.abc import Callable

from hipstretch.qt import schedule_words
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr

from .words_card import WordsCard


class ScheduleCard(WordsCard):
    """A sentence for each schedule, and the button that leads to them."""

    def __init__(self, stores: Stores, open_them: Callable[[], object]) -> None:
        super().__init__(tr("Schedules"), open_them)
        self._stores = stores

    def refresh(self) -> None:
        """Say them as they are now."""
        catalogue, day = self._stores.catalogue.current, self._stores.settings.today()
        lines = [
            f"{routine.name} · {schedule_words.schedule(schedule, day)}"
            for name, schedule in self._stores.schedules.all.items()
            if (routine := catalogue.routine(name))
        ]
        none = tr("Nothing has a schedule. With one, Today says what is due.")
        self.words.setText("\n".join(lines) or none)
