"""The timelines that sessions of the person have: every length that is shown before a session is one of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hipstretch.core.effect import LengthChange
    from hipstretch.core.exercise import Exercise
    from hipstretch.core.record import SessionRecord
    from hipstretch.core.routine import Routine
    from hipstretch.core.settings import Settings
    from hipstretch.core.timeline import Timeline

    from .catalogue_store import CatalogueStore
    from .history_store import HistoryStore
    from .settings_store import SettingsStore


class Plans(QObject):
    """Routines as timelines, with time to read for what is new to the person.

    New is what was not finished often enough in the sessions of the last weeks, `HistoryStore.recent`: after a longer
    while one reads again. `changed` says that something else may be new now.
    """

    changed = Signal()

    def __init__(self, catalogue: CatalogueStore, settings: SettingsStore, history: HistoryStore) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._settings = settings
        self._history = history
        self._seen: tuple[SessionRecord, ...] | None = None
        self._familiar: frozenset[str] = frozenset()
        self._eased: frozenset[str] = frozenset()
        history.changed.connect(self.changed)

    def reading(
        self, routine: Routine, exercises: Mapping[str, Exercise] | None = None
    ) -> Mapping[str, float]:
        """Seconds to read each exercise of a routine that is new; `exercises` are those of the catalogue."""
        from hipstretch.core.reading_time import reading_times

        self._look()
        exercises = self._catalogue.current.exercises if exercises is None else exercises
        conditions = self._settings.current.conditions
        return reading_times(routine, exercises, self._familiar, conditions, self._eased)

    def easier(self, routine: Routine) -> frozenset[str]:
        """The exercises whose easier form comes first in a session of this routine that began now."""
        from hipstretch.core.fitting import easier_first

        self._look()
        exercises = self._catalogue.current.exercises
        return easier_first(routine, exercises, self._settings.current.conditions, self._eased)

    def _look(self) -> None:
        """Read in the history what is familiar and what was eased off, if it is another one."""
        from hipstretch.core.progress import eased_last_time
        from hipstretch.core.reading_time import known

        recent = self._history.recent
        if recent is not self._seen:
            self._seen, self._familiar, self._eased = recent, known(recent), eased_last_time(recent)

    def timeline(
        self,
        routine: Routine,
        exercises: Mapping[str, Exercise] | None = None,
        settings: Settings | None = None,
    ) -> Timeline:
        """The phases of a session of this routine that began now, for the settings that count or others."""
        from hipstretch.core.timeline import build

        known = self._catalogue.current.exercises if exercises is None else exercises
        return build(routine, known, settings or self._settings.current, self.reading(routine, known))

    def length_s(
        self,
        routine: Routine,
        exercises: Mapping[str, Exercise] | None = None,
        settings: Settings | None = None,
    ) -> float:
        """Seconds that `timeline` takes."""
        from hipstretch.core.timeline import total_s

        return total_s(self.timeline(routine, exercises, settings))

    def changed_lengths(self, routines: Iterable[Routine], before: Settings) -> tuple[LengthChange, ...]:
        """Which of these routines take longer or shorter now than with other settings, as Today has them.

        That is without what the person's conditions leave out.
        """
        from hipstretch.core.effect import changed_lengths
        from hipstretch.core.fitting import fitting

        exercises = self._catalogue.current.exercises

        def length_s(routine: Routine, settings: Settings) -> float:
            fit = fitting(routine, exercises, settings.conditions)
            return self.length_s(fit.routine, settings=settings)

        return changed_lengths(routines, length_s, before, self._settings.current)
