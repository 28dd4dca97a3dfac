"""What the pages read and change, each kind in a store of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from hipstretch.data.clock import SYSTEM_CLOCK, Clock
from hipstretch.qt.language import LanguageStore
from hipstretch.qt.worker import Work, WorkHere

from .catalogue_store import CatalogueStore
from .checks_store import ChecksStore
from .history_store import HistoryStore
from .notices import Notices
from .plans import Plans
from .schedule_store import ScheduleStore
from .settings_store import SettingsStore

if TYPE_CHECKING:
    from hipstretch.core.dose import Dose
    from hipstretch.data.catalogue import Catalogue
    from hipstretch.data.paths import Paths

    from .drafts import Drafts

CLOSE_S = 60.0
"""How long the end of the program waits for the disk: a slow one takes ten seconds for each file."""

log = logging.getLogger("hipstretch.stores")


@dataclass(frozen=True, slots=True)
class Stores:
    """All stores, and what they stand on, for those that need most of them.

    Failures become notices; nothing raises into the event loop. Only the settings are read at once: the window wants
    them. Everything else is, when it is first asked for.
    """

    settings: SettingsStore
    language: LanguageStore
    catalogue: CatalogueStore
    history: HistoryStore
    checks: ChecksStore
    schedules: ScheduleStore
    """When something is meant to be done, and what is due."""
    drafts: Callable[[], Drafts]
    """What was typed and is not finished; made when it is first asked for."""
    notices: Notices
    plans: Plans
    """How long routines take, from settings, catalogue and history."""
    paths: Paths
    clock: Clock
    disk: Work
    """What writes settings, history and the running session, in order."""
    reader: Work
    """What reads much: nothing that is written waits for it."""

    @classmethod
    def open(
        cls,
        paths: Paths,
        catalogue: Catalogue | None = None,
        *,
        clock: Clock = SYSTEM_CLOCK,
        disk: Work | None = None,
        reader: Work | None = None,
    ) -> Stores:
        """The stores of the files at `paths`; without `disk` and `reader`, all is read and written at once."""
        disk, reader, notices = disk or WorkHere(), reader or WorkHere(), Notices()
        settings = SettingsStore(paths, clock, disk, notices)
        known = CatalogueStore(paths, settings, notices, catalogue)
        language = LanguageStore(settings, known, notices)
        history = HistoryStore(paths, clock, disk, reader, notices)
        return cls(
            settings=settings,
            language=language,
            catalogue=known,
            history=history,
            checks=ChecksStore(paths.checks, notices, clock),
            schedules=ScheduleStore(settings, known, history, clock),
            drafts=cache(partial(_drafts, paths, disk, notices)),
            notices=notices,
            plans=Plans(known, settings, history),
            paths=paths,
            clock=clock,
            disk=disk,
            reader=reader,
        )

    def dose(self) -> Dose:
        """The dose of the week up to now."""
        from hipstretch.core.dose import dose

        settings, exercises = self.settings, self.catalogue.current.exercises
        return dose(self.history.recent, settings.today(), settings.current.day_begins, exercises)

    def suggested(self) -> str:
        """The id of the routine that is due first, else of the one done last; empty if there is none at all.

        One that holds nothing the person should leave out, unless there is none such.
        """
        from hipstretch.core.conditions import left_out
        from hipstretch.core.progress import suggested

        catalogue, having = self.catalogue.current, self.settings.current.conditions
        fit = [
            routine.id
            for routine in catalogue.routines.values()
            if not left_out((catalogue.exercises[e.exercise] for e in routine.entries), having)
        ] or list(catalogue.routines)
        due = (one.routine for one in self.schedules.due().now if one.routine in fit)
        return next(due, "") or suggested(self.history.recent, fit)

    def reload(self) -> None:
        """Read history and checks again: somebody else wrote to them."""
        self.history.reload()
        self.checks.reload()

    def look(self) -> None:
        """Take in what another computer changed in a folder that both share."""
        self.settings.look()
        self.history.look()
        self.checks.look()
        self.catalogue.look(self.disk)

    def tidy(self) -> None:
        """Remove temporary files that a killed program left: what nobody waits for, after the start."""
        from hipstretch.data import atomic

        def clean() -> None:
            for folder in self.paths.folders():
                atomic.clean(folder, self.clock)

        self.disk.submit(clean)

    def close(self) -> None:
        """Wait for what is still being written, but not for ever."""
        # what one has done may give the other more to do, such as a calendar with the last session
        for work in (self.disk, self.reader, self.disk, self.reader):
            if not work.wait(CLOSE_S):
                break
        if not self.disk.wait(CLOSE_S):
            log.warning("the disk did not take everything within %s s", CLOSE_S)


def _drafts(paths: Paths, disk: Work, notices: Notices) -> Drafts:
    from .drafts import Drafts

    return Drafts(paths.drafts, disk, notices)
