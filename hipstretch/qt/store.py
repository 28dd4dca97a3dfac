"""What the pages read and change: settings, catalogue, history, and the sentences about them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from hipstretch.core.problem import Problem
from hipstretch.core.settings import Settings
from hipstretch.data.assets import assets_dir
from hipstretch.data.clock import SYSTEM_CLOCK, Clock
from hipstretch.data.paths import Paths
from hipstretch.data.settings_file import SettingsFile

from .worker import Work, WorkHere

if TYPE_CHECKING:
    from hipstretch.core.check import CheckRecord
    from hipstretch.core.exercise import Exercise
    from hipstretch.core.record import SessionRecord
    from hipstretch.core.routine import Routine
    from hipstretch.data.catalogue import Catalogue
    from hipstretch.data.checks_file import ChecksFile
    from hipstretch.data.history_file import HistoryFile
    from hipstretch.data.history_line import SessionSummary
    from hipstretch.data.pending_sessions import PendingSessions

RETRY_MS = 5000
"""How often a record that the disk refused is tried again."""

CLOSE_S = 60.0
"""How long the end of the program waits for the disk: a slow one takes ten seconds for each file."""

log = logging.getLogger("hipstretch.store")

LONGEST = 500
"""Characters of a notice: a path or a system's message may be endless."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the person; `level` is "info", "warning" or "error"."""

    text: str
    level: str = "warning"


Timed = TypeVar("Timed", "SessionRecord", "SessionSummary")


def _by_time(some: Iterable[Timed]) -> tuple[Timed, ...]:
    return tuple(sorted(some, key=lambda one: one.started_at))


def _nothing() -> None:
    """A job that is done when all jobs before it are."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Store", text)


def why(error: Exception) -> str:
    """What an error says; its words are imported when they are needed."""
    from . import problem_words

    return problem_words.why(error)


class Store(QObject):
    """The one place between pages and files. Failures become notices; nothing raises into the event loop.

    Only the settings are read at once: the window wants them. Everything else is, when it is first asked for.
    """

    settings_changed = Signal(object)
    catalogue_changed = Signal()
    history_changed = Signal()
    checks_changed = Signal()
    record_saved = Signal(str)
    """The id of a session that is on disk now."""
    notices_changed = Signal()

    def __init__(
        self,
        paths: Paths,
        catalogue: Catalogue | None = None,
        *,
        clock: Clock = SYSTEM_CLOCK,
        disk: Work | None = None,
        reader: Work | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.paths = paths
        self.clock = clock
        self.disk: Work = disk or WorkHere()
        """What writes settings, history, checks and the running session, in order."""
        self.reader: Work = reader or WorkHere()
        """What reads much: nothing that is written waits for it."""
        self.notices: tuple[Notice, ...] = ()
        self._catalogue = catalogue
        self._settings_file = SettingsFile(paths.settings, clock)
        self._checks: tuple[CheckRecord, ...] | None = None
        self._recent: tuple[SessionRecord, ...] | None = None
        self._sessions: tuple[SessionSummary, ...] | None = None
        self._want_sessions: list[Callable[[], None]] = []
        """Who waits for `sessions` to be read."""
        self._changes = 0
        """How often the history was changed; what was read before the last change is out of date."""
        self._fresh: dict[str, SessionRecord] = {}
        """What was done or changed since the start, also if the disk refused it."""
        self._unsaved: dict[str, SessionRecord | None] = {}
        """Sessions that were added, changed or deleted (None), and are not so on disk yet."""
        self._written: dict[str, SessionRecord | None] = {}
        """What the writer put on disk last; only the writer looks at it."""
        self._unsaved_notice: Notice | None = None
        self._waits_elsewhere = False
        """Whether what the history refused is in the second place."""
        self.history_changed.connect(self._count_change)
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(self.save_pending)
        self.settings, said = self._settings_file.load()
        for text in (*said, *(catalogue.problems if catalogue else ())):
            self.notify(text)

    @cached_property
    def _history_file(self) -> HistoryFile:
        from hipstretch.data.history_file import HistoryFile

        return HistoryFile(self.paths.history, self.clock)

    @cached_property
    def _checks_file(self) -> ChecksFile:
        from hipstretch.data.checks_file import ChecksFile

        return ChecksFile(self.paths.checks)

    @cached_property
    def _waiting_room(self) -> PendingSessions:
        from hipstretch.data.pending_sessions import PendingSessions

        return PendingSessions(self.paths.waiting)

    @property
    def catalogue(self) -> Catalogue:
        """Every exercise and routine there is; read from disk on first use."""
        if self._catalogue is None:
            self._catalogue = self._load_catalogue()
        return self._catalogue

    @catalogue.setter
    def catalogue(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def _load_catalogue(self) -> Catalogue:
        from hipstretch.data import catalogue

        found = catalogue.load([assets_dir(), self.paths.exercises.parent])
        for text in found.problems:
            self.notify(text)
        return found

    @property
    def recent(self) -> tuple[SessionRecord, ...]:
        """The sessions of the last weeks at least, oldest first; read from disk on first use."""
        if self._recent is None:
            self._recent, said = self._history_file.recent()
            self._tell_history(said)
            self._take_in(self._waiting_room.load())
        return self._recent

    @property
    def sessions(self) -> tuple[SessionSummary, ...]:
        """Every session, oldest first, as lists need it; read from disk on first use and after a change.

        That may take long: `read_sessions` does it off the event loop.
        """
        if self._sessions is None:
            _ = self.recent  # and with it what waited
            self._sessions = self._complete(*self._history_file.scan())
        return self._sessions

    def _complete(
        self, found: tuple[SessionSummary, ...], said: Sequence[Problem]
    ) -> tuple[SessionSummary, ...]:
        """What a scan found, with what was changed since the start; what it said becomes notices."""
        from hipstretch.data.history_line import listed

        self._tell_history(said)
        known = {one.id: one for one in found}
        changes = {**self._fresh, **self._unsaved}
        for session_id, record in changes.items():
            if record:
                known[session_id] = listed(record)
            else:
                known.pop(session_id, None)
        return _by_time(known.values()) if changes else found

    def _tell_history(self, said: Sequence[Problem]) -> None:
        for text in said:
            self.notify(text)
        if said:
            self.disk.submit(self._history_file.keep_damaged)

    def read_sessions(self, then: Callable[[], None]) -> None:
        """Call `then` once `sessions` is at hand: now if it is, else when `reader` has read it."""
        if self._sessions is not None:
            then()
            return
        self._want_sessions.append(then)
        if len(self._want_sessions) == 1:
            _ = self.recent
            self._scan()

    def _scan(self) -> None:
        changes = self._changes

        def take(scanned: tuple[tuple[SessionSummary, ...], tuple[Problem, ...]]) -> None:
            if self._sessions is None and changes == self._changes:
                self._sessions = self._complete(*scanned)
            if self._sessions is None:
                self._scan()  # it was changed meanwhile
                return
            wanted, self._want_sessions = self._want_sessions, []
            for then in wanted:
                then()

        def read(_: None) -> None:
            self.reader.submit(self._history_file.scan, take)

        self.disk.submit(_nothing, read)  # what is still to be written belongs to it

    def read_records(
        self, wanted: Sequence[SessionSummary], then: Callable[[Sequence[SessionRecord]], None]
    ) -> None:
        """Call `then` with these sessions in full, in their order, once `reader` has read them.

        Those that can't be read any more are left out, with a sentence.
        """
        at_hand = {r.id: r for r in self.recent} | self._fresh
        read_one = self._history_file.read

        def read() -> tuple[list[SessionRecord], OSError | ValueError | None]:
            found: list[SessionRecord] = []
            problem: OSError | ValueError | None = None
            for one in wanted:
                try:
                    found.append(at_hand.get(one.id) or read_one(one))
                except (OSError, ValueError) as error:
                    problem = problem or error
            return found, problem

        def take(result: tuple[list[SessionRecord], OSError | ValueError | None]) -> None:
            found, problem = result
            if problem:
                self._tell_unreadable(problem)
            then(found)

        self.reader.submit(read, take)

    @property
    def sessions_known(self) -> bool:
        """Whether `sessions` is at hand without reading."""
        return self._sessions is not None

    @property
    def sessions_soon(self) -> tuple[SessionSummary, ...]:
        """`sessions`, or of a long history that was not read yet only those in `recent`."""
        from hipstretch.data.history_line import listed

        if not self.sessions_known and self.has_older:
            return tuple(map(listed, self.recent))
        return self.sessions

    @property
    def has_older(self) -> bool:
        """Whether there are sessions before those in `recent`."""
        return self._history_file.is_long()

    def record(self, one: SessionSummary) -> SessionRecord | None:
        """A session in full; None, and a sentence, if it can't be read any more."""
        at_hand = self._fresh.get(one.id) or next((r for r in self.recent if r.id == one.id), None)
        if at_hand:
            return at_hand
        try:
            return self._history_file.read(one)
        except (OSError, ValueError) as error:
            self._tell_unreadable(error)
            return None

    def _tell_unreadable(self, error: OSError | ValueError) -> None:
        self.notify(
            _tr("A session can't be read from %1 (%2). Open this page again to see what is there now.")
            .replace("%1", str(self.paths.history))
            .replace("%2", why(error))
        )
        self._sessions = None

    @property
    def checks(self) -> tuple[CheckRecord, ...]:
        """Every tightness check, oldest first; read from disk on first use."""
        if self._checks is None:
            self._checks, said = self._checks_file.load()
            for text in said:
                self.notify(text)
        return self._checks

    def add_check(self, record: CheckRecord) -> bool:
        """Keep a tightness check; True when it is on disk. It counts until the program ends in any case."""
        before = self.checks  # read before the file holds the new one as well
        saved = self._on_checks(lambda: self._checks_file.add(record))
        self._checks = tuple(sorted((*before, record), key=lambda one: one.at))
        self.checks_changed.emit()
        return saved

    def delete_check(self, check_id: str) -> CheckRecord | None:
        """Take a tightness check out and give it back, for `add_check` to undo it; None if that can't be."""
        found = next((one for one in self.checks if one.id == check_id), None)
        if found is None or not self._on_checks(lambda: self._checks_file.delete(check_id)):
            return None
        self._checks = tuple(one for one in self.checks if one.id != check_id)
        self.checks_changed.emit()
        return found

    def _on_checks(self, change: Callable[[], None]) -> bool:
        try:
            change()
        except (OSError, ValueError) as error:
            words = _tr(
                "%1 can't be changed (%2). What you see counts until you quit; the file is as it was."
            )
            self.notify(words.replace("%1", str(self.paths.checks)).replace("%2", why(error)), "error")
            return False
        return True

    def set_settings(self, settings: Settings) -> None:
        """Take over settings at once and save them."""
        if settings == self.settings:
            return
        self.settings = settings
        self.settings_changed.emit(settings)
        self.disk.submit(
            partial(self._settings_file.save, settings),
            partial(self._on_settings_saved, settings),
            self._on_settings_refused,
            replaces="settings",
        )

    def _count_change(self) -> None:
        self._changes += 1

    def _on_settings_saved(self, mine: Settings, saved: Settings) -> None:
        """Take over what another program changed in the file meanwhile."""
        if saved != mine:
            from hipstretch.data.settings_file import joined

            self.settings = joined(mine, self.settings, saved)
            self.settings_changed.emit(self.settings)

    def _on_settings_refused(self, error: Exception) -> None:
        text = _tr("Your settings are not saved (%1). They count until you quit.")
        self.notify(text.replace("%1", why(error)))

    def knows(self, record_id: str) -> bool:
        """Whether a session of the last weeks has this id."""
        return any(r.id == record_id for r in self.recent)

    def is_unsaved(self, record_id: str) -> bool:
        """Whether a session, or a change of it, is not on disk yet."""
        return record_id in self._unsaved

    def add_record(self, record: SessionRecord) -> None:
        """Keep a session. `record_saved` tells when it is on disk; what the disk refuses is tried until it is taken."""
        self._recent = _by_time((*(r for r in self.recent if r.id != record.id), record))
        self._change(record.id, record)

    def replace_record(self, record: SessionRecord) -> None:
        """Put a session in place of the one with its id."""
        if self.knows(record.id):
            self._recent = _by_time((*(r for r in self.recent if r.id != record.id), record))
        self._change(record.id, record)

    def delete_record(self, record_id: str) -> SessionRecord:
        """Take a session out and give it back for `add_record` to undo it. Raises KeyError."""
        places = [one for one in self.sessions if one.id == record_id]
        found = self.record(places[0]) if places else None
        if found is None:
            raise KeyError(record_id)
        self._recent = tuple(r for r in self.recent if r.id != record_id)
        self._change(record_id, None)
        return found

    def save_pending(self) -> bool:
        """Have every change of the history written that is not on disk yet; True if there is none."""
        if self._unsaved:
            changes = dict(self._unsaved)
            self.disk.submit(
                partial(self._write, changes),
                lambda _: self._on_written(changes),
                lambda error: self._on_refused(changes, error),
                replaces="history",
            )
        return not self._unsaved

    def _change(self, record_id: str, record: SessionRecord | None) -> None:
        """Note that a session is this now, or deleted, and have it written."""
        from hipstretch.data.history_line import listed

        if record is None:
            self._fresh.pop(record_id, None)
        else:
            self._fresh[record_id] = record
        if self._sessions is not None:
            others = (one for one in self._sessions if one.id != record_id)
            self._sessions = _by_time((*others, *((listed(record),) if record else ())))
        self._unsaved[record_id] = record
        self.save_pending()
        self.history_changed.emit()

    def _write(self, changes: Mapping[str, SessionRecord | None]) -> None:
        """Put changes on disk that are not there yet; runs in the writer. Raises OSError."""
        new = {k: r for k, r in changes.items() if k not in self._written or self._written[k] is not r}
        try:
            if records := [r for r in new.values() if r]:
                self._history_file.append(*records)
            for record_id in (k for k, r in new.items() if r is None):
                self._history_file.delete(record_id)
        except OSError:
            self._waits_elsewhere = self._waiting_room.save([r for r in changes.values() if r])
            raise
        self._written.update(new)
        self._waiting_room.clear()

    def _on_written(self, changes: Mapping[str, SessionRecord | None]) -> None:
        saved = [k for k, r in changes.items() if k in self._unsaved and self._unsaved[k] is r]
        for record_id in saved:
            del self._unsaved[record_id]
        if not self._unsaved:
            self._retry.stop()
            if self._unsaved_notice:
                self.dismiss(self._unsaved_notice)
                self._unsaved_notice = None
        self.disk.submit(self._tend, self._on_tended, replaces="tend")
        for record_id in saved:
            self.record_saved.emit(record_id)

    def _tend(self) -> bool:
        """Copy the history once a day, and write it anew where that is worth it; whether it was. Runs in the writer."""
        self._history_file.keep_copy()
        if self._history_file.worth_compacting():
            try:
                self._history_file.compact()
            except (OSError, ValueError) as error:
                log.warning("%s is not compacted: %s", self.paths.history, error)
            else:
                return True
        return False

    def _on_tended(self, compacted: bool) -> None:
        if compacted:  # every line stands elsewhere now
            self._sessions = None

    def tidy(self) -> None:
        """Remove temporary files that a killed program left: what nobody waits for, after the start."""
        from hipstretch.data import atomic

        def clean() -> None:
            for folder in self.paths.folders():
                atomic.clean(folder, self.clock)

        self.disk.submit(clean)

    def _on_refused(self, changes: Mapping[str, SessionRecord | None], error: Exception) -> None:
        self._retry.start()
        if any(r is None for r in changes.values()):
            text = _tr(
                "Your change is not in %1 yet (%2). It counts until you quit, and is tried again every few seconds. "
                "Free some space or check the folder."
            )
        elif self._waits_elsewhere:
            text = _tr(
                "Your last session, or a change of it, is not in %1 yet (%2). A copy waits in %3, and it is tried "
                "again every few seconds and at the next start. Free some space or check the folder."
            )
        else:
            text = _tr(
                "Your last session, or a change of it, is not in %1 yet (%2). Leave the program open: it is kept in "
                "memory and tried again every few seconds. Free some space or check the folder."
            )
        values = {"%1": self.paths.history, "%2": why(error), "%3": self.paths.waiting}
        for mark, value in values.items():
            text = text.replace(mark, str(value))
        before, self._unsaved_notice = self._unsaved_notice, self.notify(text, "error")
        if before and before != self._unsaved_notice:
            self.dismiss(before)

    def _take_in(self, waiting: Sequence[SessionRecord]) -> None:
        """Keep the sessions, new or changed, that the disk refused when the program ran last."""
        known = {r.id: r for r in self._recent or ()}
        found = {r.id: r for r in waiting if known.get(r.id) != r}
        if found:
            self._unsaved.update(found)
            self._fresh.update(found)
            self._recent = _by_time((known | found).values())
            self.save_pending()
            self.history_changed.emit()

    def read_catalogue(self) -> None:
        """Read every exercise and routine again: there are others now."""
        self.catalogue = self._load_catalogue()
        self.catalogue_changed.emit()

    def built_in(self) -> Mapping[str, Exercise]:
        """The exercises that came with the program: those whose cautions are known."""
        return {k: e for k, e in self.catalogue.exercises.items() if not self.is_own_exercise(k)}

    def is_own(self, routine_id: str) -> bool:
        """Whether a routine is the person's own, and may be changed."""
        from hipstretch.data import own_files

        return own_files.path_of(self.paths.routines, routine_id).is_file()

    def save_routine(self, routine: Routine) -> bool:
        """Keep an own routine; True when it is on disk. It counts until the program ends in any case."""
        from hipstretch.data import own_files

        saved = False
        try:
            own_files.save(self.paths.routines, routine)
            saved = True
        except OSError as error:
            self.notify(
                _tr("The routine “%1” is not saved (%2). It can be used until you quit.")
                .replace("%1", routine.name)
                .replace("%2", why(error)),
                "error",
            )
        self._set_routines({**self.catalogue.routines, routine.id: routine})
        return saved

    def add_exercises(self, exercises: Iterable[Exercise]) -> bool:
        """Keep own exercises; False, and a sentence, if one is not on disk: then it can't be used."""
        from hipstretch.data import own_files

        catalogue = self.catalogue
        known, folders = dict(catalogue.exercises), dict(catalogue.folders)
        try:
            for exercise in exercises:
                folders[exercise.id] = own_files.save_exercise(self.paths.exercises, exercise)
                known[exercise.id] = exercise
        except OSError as error:
            self.notify(
                _tr("The exercises are not saved (%1). Nothing else was changed.").replace("%1", why(error)),
                "error",
            )
            return False
        finally:
            self._set_exercises(known, folders)
        return True

    def is_own_exercise(self, exercise_id: str) -> bool:
        """Whether an exercise is the person's own, and may be changed."""
        folder = self.catalogue.folders.get(exercise_id)
        return folder is not None and folder.parent == self.paths.exercises

    def save_exercise(self, exercise: Exercise, photo: bytes | None = None) -> bool:
        """Keep an own exercise, new or changed; False, and a sentence, if it is not on disk: then all is as it was.

        `photo` is WebP, b"" for none any more, None for as it is.
        """
        from hipstretch.data import own_files

        folders = dict(self.catalogue.folders)
        try:
            if self.is_own_exercise(exercise.id):
                own_files.change_exercise(folders[exercise.id], exercise, photo)
            else:
                folders[exercise.id] = own_files.save_exercise(self.paths.exercises, exercise, photo)
        except OSError as error:
            self.notify(
                _tr(
                    "“%1” is not saved (%2). What you entered is still there: free some space and save again."
                )
                .replace("%1", exercise.text.name)
                .replace("%2", why(error)),
                "error",
            )
            return False
        self._set_exercises({**self.catalogue.exercises, exercise.id: exercise}, folders)
        return True

    def delete_exercise(self, exercise_id: str) -> Callable[[], None] | None:
        """Take out an own exercise; what brings it back, or None, and a sentence, if that can't be."""
        from hipstretch.data import own_files

        catalogue = self.catalogue
        name = catalogue.exercises[exercise_id].text.name
        users = [
            r.name for r in catalogue.routines.values() if any(e.exercise == exercise_id for e in r.entries)
        ]
        if users:
            words = _tr("“%1” is part of %2. Take it out of there first.").replace("%1", name)
            self.notify(words.replace("%2", ", ".join(users)))
            return None
        here = catalogue.folders[exercise_id]
        try:
            aside = own_files.put_away(here)
        except OSError as error:
            words = _tr("“%1” can't be deleted (%2). It stays.").replace("%1", name)
            self.notify(words.replace("%2", why(error)), "error")
            return None
        self._set_exercises(
            {k: e for k, e in catalogue.exercises.items() if k != exercise_id},
            {k: f for k, f in catalogue.folders.items() if k != exercise_id},
        )

        def bring_back() -> None:
            try:
                aside.rename(here)
            except OSError as error:
                words = _tr("“%1” can't be brought back (%2). It is in %3.").replace("%1", name)
                words = words.replace("%2", why(error)).replace("%3", str(aside))
                self.notify(words, "error")
                return
            self._set_exercises(
                {**self.catalogue.exercises, exercise_id: catalogue.exercises[exercise_id]},
                {**self.catalogue.folders, exercise_id: here},
            )

        return bring_back

    def _set_exercises(self, exercises: Mapping[str, Exercise], folders: Mapping[str, Path]) -> None:
        self.catalogue = replace(
            self.catalogue, exercises=MappingProxyType(exercises), folders=MappingProxyType(folders)
        )
        self.catalogue_changed.emit()

    def delete_routine(self, routine_id: str) -> Routine | None:
        """Take out an own routine and give it back, for `save_routine` to undo it; None if that can't be."""
        from hipstretch.data import own_files

        try:
            own_files.path_of(self.paths.routines, routine_id).unlink(missing_ok=True)
        except OSError as error:
            self.notify(
                _tr("The routine can't be deleted (%1). It stays.").replace("%1", why(error)),
                "error",
            )
            return None
        found = self.catalogue.routines[routine_id]
        self._set_routines({k: r for k, r in self.catalogue.routines.items() if k != routine_id})
        return found

    def _set_routines(self, routines: Mapping[str, Routine]) -> None:
        self.catalogue = replace(self.catalogue, routines=MappingProxyType(routines))
        self.catalogue_changed.emit()

    def notify(self, text: str | Problem, level: str = "warning") -> Notice:
        """Show a sentence, or a problem in words, until it is dismissed; the same one only once."""
        if isinstance(text, Problem):
            from .problem_words import words

            text = words(text)
        notice = Notice(text if len(text) <= LONGEST else f"{text[:LONGEST]}…", level)
        if notice not in self.notices:
            self.notices = (*self.notices, notice)
            self.notices_changed.emit()
        return notice

    def dismiss(self, *notices: Notice) -> None:
        """Show these sentences no longer."""
        self.notices = tuple(n for n in self.notices if n not in notices)
        self.notices_changed.emit()

    def reload(self) -> None:
        """Read the history again: somebody else wrote to it."""
        self._recent = self._sessions = self._checks = None
        self._fresh = {record_id: record for record_id, record in self._unsaved.items() if record}
        self.history_changed.emit()
        self.checks_changed.emit()

    def close(self) -> None:
        """Wait for what is still being written, but not for ever."""
        self.reader.wait(CLOSE_S)
        if not self.disk.wait(CLOSE_S):
            log.warning("the disk did not take everything within %s s", CLOSE_S)
