"""The sound check before the first session of a day: one line on Today, with a sound to try."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from hipstretch.core.progress import done_on
from hipstretch.qt.sound.output import OutputLook
from hipstretch.qt.stores.history_store import HistoryStore
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.try_line import SoundLine

if TYPE_CHECKING:
    from hipstretch.qt.sound.protocol import CuePlayer


class SoundCheck(SoundLine):
    """Says what sounds come out of, and lets one be heard. Nobody has to answer: Start starts all the same."""

    narrow_px = 620

    def __init__(
        self,
        settings: SettingsStore,
        history: HistoryStore,
        player: "Callable[[], CuePlayer]",
        output: OutputLook,
    ) -> None:
        super().__init__(tr("Sound check"), player, output, "card")
        self._settings = settings
        self._history = history
        self._skipped: date | None = None
        no = button(tr("Not today"), "quiet", lambda: self.skip(settings.today()))
        no.setAccessibleName(tr("No sound check today"))
        self.add_button(no)

    def refresh(self) -> None:
        """Be there if a sound check is wanted and none of today's sessions was done yet."""
        settings, day = self._settings.current, self._settings.today()
        wanted = settings.sound and settings.sound_check and self._skipped != day
        self.setVisible(wanted and not done_on(self._history.recent, day, settings.day_begins))
        self.show_words()

    def skip(self, day: date) -> None:
        """Leave it out on this day."""
        self._skipped = day
        self.refresh()
