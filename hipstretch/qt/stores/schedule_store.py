"""When something is meant to be done, and what of it is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from hipstretch.core.due import Due
    from hipstretch.core.record import SessionRecord
    from hipstretch.core.schedule import Schedule
    from hipstretch.core.settings import Settings
    from hipstretch.data.catalogue import Catalogue
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
        return known_schedules(self._settings.current, self._catalogue.current)

    def due(self) -> Due:
        """What is due now. It stays so until `Due.changes_at` if `changed` is not emitted."""
        return answer(
            self._settings.current, self._catalogue.current, self._history.recent, self._clock.wall()
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


def known_schedules(settings: Settings, catalogue: Catalogue) -> Mapping[str, Schedule]:
    """Every schedule of a routine, or of an exercise ALONE, that there is."""
    from hipstretch.core.schedule import schedules_of

    found = schedules_of(settings, catalogue.routines)
    return {name: schedule for name, schedule in found.items() if catalogue.routine(name)}


def answer(settings: Settings, catalogue: Catalogue, sessions: Iterable[SessionRecord], now: datetime) -> Due:
    """What is due at a moment of the system's clock; `sessions` are those of the last two weeks at least."""
    from hipstretch.core.due import due
    from hipstretch.data.clock import in_zone
    from hipstretch.qt.wording import first_weekday

    return due(
        known_schedules(settings, catalogue),
        sessions,
        in_zone(now),
        rest_days=settings.rest_days,
        day_begins=settings.day_begins,
        first_weekday=first_weekday(),
    )
