"""The settings, in memory and on disk."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from hipstretch.data.settings_file import BothFiles, joined
from hipstretch.translation import tr

from .notices import Notices, why

if TYPE_CHECKING:
    from datetime import date, datetime

    from hipstretch.core.settings import Settings
    from hipstretch.data.clock import Clock
    from hipstretch.data.paths import Paths
    from hipstretch.qt.worker import Work


class SettingsStore(QObject):
    """The settings as they are now; read at once, because the window wants them."""

    changed = Signal(object)
    """The names of the fields that have another value now, a frozenset: who shows none of them has nothing to do."""

    def __init__(self, paths: Paths, clock: Clock, disk: Work, notices: Notices) -> None:
        super().__init__()
        self._clock = clock
        self._disk = disk
        self._notices = notices
        self._file = BothFiles(paths, clock)
        self.current, said = self._file.load()
        for text in said:
            notices.add(text)

    def take_window(self) -> dict[str, object]:
        """Where an earlier version, which kept that here, left the window; whoever takes it keeps it from now on."""
        return self._file.take_window()

    def take_local(self) -> None:
        """Write to a file of this computer what earlier versions kept of it beside the rest."""
        if self._file.inherits:
            self._save()

    def save(self, settings: Settings) -> None:
        """Take over settings at once and save them."""
        if settings == self.current:
            return
        self._take(settings)
        self._save()

    def _save(self) -> None:
        settings = self.current
        self._disk.submit(
            partial(self._file.save, settings),
            partial(self._on_saved, settings),
            self._on_refused,
            replaces="settings",
        )

    def change(self, **values: Any) -> None:
        """Give some fields other values, and save."""
        self.save(replace(self.current, **values))

    def look(self) -> None:
        """Take over what another program changed in the file."""
        self._disk.submit(self._file.look, self._on_looked)

    def _on_looked(self, found: tuple[Settings, Settings] | None) -> None:
        if found:
            self._take(joined(found[0], self.current, found[1]))
            self._save()  # what was changed there is known here from now on

    def today(self) -> date:
        """The day it is now, as the person has it."""
        from hipstretch.core.weeks import current_day
        from hipstretch.data.clock import in_zone

        return current_day(in_zone(self._clock.wall()), self.current.day_begins)

    def day_of(self, moment: datetime) -> date:
        """The day that a moment belongs to, as the person has it."""
        from hipstretch.core.weeks import day_of

        return day_of(moment, self.current.day_begins)

    def _take(self, settings: Settings) -> None:
        before, self.current = self.current, settings
        names = (f.name for f in fields(settings))
        self.changed.emit(frozenset(n for n in names if getattr(before, n) != getattr(settings, n)))

    def _on_saved(self, mine: Settings, saved: Settings) -> None:
        """Take over what another program changed in the file meanwhile."""
        if saved != mine:
            self._take(joined(mine, self.current, saved))
            self._save()

    def _on_refused(self, error: Exception) -> None:
        text = tr("Your settings are not saved ({reason}). They count until you quit.")
        self._notices.add(text.format(reason=why(error)))
