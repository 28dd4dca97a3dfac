"""When something is meant to be done, and what of it is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hipstretch.core.due import Due
    from hipstretch.core.schedule import Schedule
    from hipstretch.data.clock import Clock

    from .catalogue_store import CatalogueStore
    from .history_store import HistoryStore
    from .settings_store import SettingsStore

SHOWN = frozenset({"schedules", "times_a_day", "day_begins", "rest_days"})
"""The settings that the answer depends on."""


class ScheduleStore(QObject):
    """The schedules, which the settings keep, and the one answer to what is due, for whoever shows it or reminds."""

    changed = Signal()
    """The answer may be another one before it said it would be: a schedule, what was done, or what there is to do."""

    def __init__(
        self, settings: SettingsStore, catalogue: CatalogueStore, history: HistoryStore, clock: Clock
    ) -> None:
        super().__init__()
        self._settings = settings
        self._catalogue = catalogue
        self._history = history
        self._clock = clock
        settings.changed.connect(self._on_settings)
        catalogue.changed.connect(self.changed)
        history.changed.connect(self.changed)

    @property
    def all(self) -> Mapping[str, Schedule]:
        """Every schedule of what there is, by the id of the routine, or of an exercise ALONE."""
        from hipstretch.core.routine import ALONE
        from hipstretch.core.schedule import schedules_of

        catalogue = self._catalogue.current
        known = {*catalogue.routines, *(f"{ALONE}{one}" for one in catalogue.exercises)}
        found = schedules_of(self._settings.current, catalogue.routines)
        return {name: schedule for name, schedule in found.items() if name in known}

    def due(self) -> Due:
        """What is due now. It stays so until `Due.changes_at` if `changed` is not emitted."""
        from hipstretch.core.due import due
        from hipstretch.data.clock import in_zone
        from hipstretch.qt.wording import first_weekday

        settings = self._settings.current
        return due(
            self.all,
            self._history.recent,
            in_zone(self._clock.wall()),
            rest_days=settings.rest_days,
            day_begins=settings.day_begins,
            first_weekday=first_weekday(),
        )

    def set(self, routine: str, schedule: Schedule | None) -> None:
        """Give a routine, or an exercise ALONE, another schedule, or none."""
        from dataclasses import replace

        from hipstretch.core.schedule import scheduled

        self._settings.save(scheduled(self._settings.current, routine, schedule))
        brought = self._catalogue.current.routines.get(routine)
        if schedule is None and brought and brought.times_a_day:
            self._catalogue.save_routine(replace(brought, times_a_day=None))

    def _on_settings(self, names: frozenset[str]) -> None:
        if names & SHOWN:
            self.changed.emit()
