"""The sessions that were done: read when they are asked for, written one after the other."""

from __future__ import annotations

import dataclasses
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from hipstretch.qt.language import path_words
from hipstretch.translation import tr

from .notices import Notice, Notices, why

if TYPE_CHECKING:
    from hipstretch.core.problem import Problem
    from hipstretch.core.record import SessionRecord
    from hipstretch.data.clock import Clock
    from hipstretch.data.history_file import HistoryFile
    from hipstretch.data.history_line import SessionSummary
    from hipstretch.data.paths import Paths
    from hipstretch.data.pending_sessions import PendingSessions
    from hipstretch.qt.worker import Work


_STEP = timedelta(microseconds=1)
_LONG_AGO = datetime.fromtimestamp(0, UTC)
RETRY_MS = 5000
"""How often a record that the disk refused is tried again."""

log = logging.getLogger("hipstretch.history")

Timed = TypeVar("Timed", "SessionRecord", "SessionSummary")


def _by_time(some: Iterable[Timed]) -> tuple[Timed, ...]:
    return tuple(sorted(some, key=lambda one: one.started_at))


def _nothing() -> None:
    """A job that is done when all jobs before it are."""


class HistoryStore(QObject):
    """Every session. What the disk refuses counts all the same, and is tried until it is taken."""

    changed = Signal()
    saved = Signal(str)
    """The id of a session that is on disk now."""

    def __init__(self, paths: Paths, clock: Clock, disk: Work, reader: Work, notices: Notices) -> None:
        super().__init__()
        self._paths = paths
        self._clock = clock
        self._disk = disk
        self._reader = reader
        self._notices = notices
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
        self._lives: dict[str, int] = {}
        """The `life` of each session that was deleted since the start."""
        self._written: dict[str, SessionRecord | None] = {}
        """What the writer put on disk last; only the writer looks at it."""
        self._unsaved_notice: Notice | None = None
        self._waits_elsewhere = False
        """Whether what the history refused is in the second place."""
        self.changed.connect(self._count_change)
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(self.save_pending)

    @cached_property
    def _file(self) -> HistoryFile:
        from hipstretch.data.history_file import HistoryFile

        return HistoryFile(self._paths.history, self._clock, self._paths.local)

    @cached_property
    def _pending_file(self) -> PendingSessions:
        from hipstretch.data.pending_sessions import PendingSessions

        return PendingSessions(self._paths.waiting)

    @property
    def recent(self) -> tuple[SessionRecord, ...]:
        """The sessions of the last weeks at least, oldest first; read from disk on first use."""
        if self._recent is None:
            self._recent, said = self._file.recent()
            self._tell_history(said)
            self._take_in(self._pending_file.load())
        return self._recent

    @property
    def sessions(self) -> tuple[SessionSummary, ...]:
        """Every session, oldest first, as lists need it; read from disk on first use and after a change.

        That may take long: `read_sessions` does it off the event loop.
        """
        if self._sessions is None:
            _ = self.recent  # and with it what waited
            self._sessions = self._complete(*self._file.scan())
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
            self._notices.add(text)
        if said:
            self._disk.submit(self._file.keep_damaged)

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
            self._reader.submit(self._file.scan, take)

        self._disk.submit(_nothing, read)  # what is still to be written belongs to it

    def read_records(
        self, wanted: Sequence[SessionSummary], then: Callable[[Sequence[SessionRecord]], None]
    ) -> None:
        """Call `then` with these sessions in full, in their order, once `reader` has read them.

        Those that can't be read any more are left out, with a sentence.
        """
        at_hand = {r.id: r for r in self.recent} | self._fresh
        read_one = self._file.read

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

        self._reader.submit(read, take)

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
        return self._file.is_long()

    def record(self, one: SessionSummary) -> SessionRecord | None:
        """A session in full; None, and a sentence, if it can't be read any more."""
        at_hand = self._fresh.get(one.id) or next((r for r in self.recent if r.id == one.id), None)
        if at_hand:
            return at_hand
        try:
            return self._file.read(one)
        except (OSError, ValueError) as error:
            self._tell_unreadable(error)
            return None

    def _tell_unreadable(self, error: OSError | ValueError) -> None:
        self._notices.add(
            tr(
                "A session can't be read from {path} ({reason}). Open this page again to see what is there now."
            ).format(path=path_words(self._paths.history), reason=why(error))
        )
        self._sessions = None

    def _count_change(self) -> None:
        self._changes += 1

    def knows(self, record_id: str) -> bool:
        """Whether a session of the last weeks has this id."""
        return any(r.id == record_id for r in self.recent)

    def is_unsaved(self, record_id: str) -> bool:
        """Whether a session, or a change of it, is not on disk yet."""
        return record_id in self._unsaved

    def add(self, record: SessionRecord) -> None:
        """Keep a session. `saved` tells when it is on disk; what the disk refuses is tried until it is taken."""
        if record.id in self._lives:  # it is brought back, which counts over the deletion
            record = dataclasses.replace(record, life=self._lives[record.id] + 1)
        self._recent = _by_time((*(r for r in self.recent if r.id != record.id), record))
        self._change(record.id, record)

    def replace(self, record: SessionRecord) -> None:
        """Put a session in place of the one with its id; `changed_at` becomes now."""
        last = record.changed_at or record.ended_at
        record = dataclasses.replace(record, changed_at=max(self._clock.wall(), last + _STEP))
        if self.knows(record.id) or (self.recent and record.started_at >= self.recent[0].started_at):
            self._recent = _by_time((*(r for r in self.recent if r.id != record.id), record))
        self._change(record.id, record)

    def delete(self, record_id: str) -> SessionRecord:
        """Take a session out and give it back for `add` to undo it. Raises KeyError."""
        places = [one for one in self.sessions if one.id == record_id]
        found = self.record(places[0]) if places else None
        if found is None:
            raise KeyError(record_id)
        self._take_out(record_id, found.life)
        return found

    def withdraw(self, record_id: str) -> None:
        """Take a session of the last weeks out, because it goes on or is not to be kept."""
        self._take_out(record_id, next((r.life for r in self.recent if r.id == record_id), 0))

    def _take_out(self, record_id: str, life: int) -> None:
        self._recent = tuple(r for r in self.recent if r.id != record_id)
        self._lives[record_id] = life
        self._change(record_id, None)

    def save_pending(self) -> bool:
        """Have every change of the history written that is not on disk yet; True if there is none."""
        if self._unsaved:
            changes = dict(self._unsaved)
            self._disk.submit(
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
        self.changed.emit()

    def _write(self, changes: Mapping[str, SessionRecord | None]) -> None:
        """Put changes on disk that are not there yet; runs in the writer. Raises OSError."""
        new = {k: r for k, r in changes.items() if k not in self._written or self._written[k] is not r}
        try:
            if records := [r for r in new.values() if r]:
                self._file.append(*records)
            for record_id in (k for k, r in new.items() if r is None):
                self._file.delete(record_id, self._lives.get(record_id, 0))
        except OSError:
            self._waits_elsewhere = self._pending_file.save([r for r in changes.values() if r])
            raise
        self._written.update(new)
        self._pending_file.clear()

    def _on_written(self, changes: Mapping[str, SessionRecord | None]) -> None:
        saved = [k for k, r in changes.items() if k in self._unsaved and self._unsaved[k] is r]
        for record_id in saved:
            del self._unsaved[record_id]
        if not self._unsaved:
            self._retry.stop()
            if self._unsaved_notice:
                self._notices.dismiss(self._unsaved_notice)
                self._unsaved_notice = None
        self._disk.submit(self._tend, self._on_tended, replaces="tend")
        for record_id in saved:
            self.saved.emit(record_id)

    def _tend(self) -> bool:
        """Copy the history once a day, and write it anew where that is worth it; whether it was. Runs in the writer."""
        self._file.keep_copy()
        if self._file.worth_compacting():
            try:
                self._file.compact()
            except (OSError, ValueError) as error:
                log.warning("%s is not compacted: %s", self._paths.history, error)
            else:
                return True
        return False

    def _on_tended(self, compacted: bool) -> None:
        if compacted:  # every line stands elsewhere now
            self._sessions = None

    def _on_refused(self, changes: Mapping[str, SessionRecord | None], error: Exception) -> None:
        self._retry.start()
        if any(r is None for r in changes.values()):
            text = tr(
                "Your change is not in {path} yet ({reason}). It counts until you quit, and is tried again every few "
                "seconds. Free some space or check the folder."
            )
        elif self._waits_elsewhere:
            text = tr(
                "Your last session, or a change of it, is not in {path} yet ({reason}). A copy waits in {copy}, and it "
                "is tried again every few seconds and at the next start. Free some space or check the folder."
            )
        else:
            text = tr(
                "Your last session, or a change of it, is not in {path} yet ({reason}). Leave the program open: it is "
                "kept in memory and tried again every few seconds. Free some space or check the folder."
            )
        text = text.format(
            path=path_words(self._paths.history), reason=why(error), copy=path_words(self._paths.waiting)
        )
        before, self._unsaved_notice = self._unsaved_notice, self._notices.add(text, "error")
        if before and before != self._unsaved_notice:
            self._notices.dismiss(before)

    def _take_in(self, waiting: Sequence[SessionRecord]) -> None:
        """Keep the sessions, new or changed, that the disk refused when the program ran last."""
        known = {r.id: r for r in self._recent or ()}
        found = {r.id: r for r in waiting if known.get(r.id) != r}
        if found:
            self._unsaved.update(found)
            self._fresh.update(found)
            self._recent = _by_time((known | found).values())
            self.save_pending()
            self.changed.emit()

    def look(self) -> None:
        """Read the history again if another program wrote to it, once what was written here is in it for sure."""
        if self._recent is not None:
            self._disk.submit(
                self._look, lambda changed: self.reload() if changed else None, self._on_unlooked
            )

    def _look(self) -> bool:
        """Whether the history is another one now. Runs in the writer. Raises OSError and Invalid."""
        from hipstretch.core.record import Deleted
        from hipstretch.data.history_merge import restore

        if not self._file.changed_elsewhere():
            return False
        lives = self._lives
        ours = (r or Deleted(k, _LONG_AGO, lives.get(k, 0)) for k, r in self._written.items())
        restore(self._file, ours)
        return True

    def _on_unlooked(self, error: Exception) -> None:
        log.warning("%s can't be read again: %s", self._paths.history, error)

    def reload(self) -> None:
        """Read the history again: somebody else wrote to it."""
        self._recent = self._sessions = None
        self._fresh = {record_id: record for record_id, record in self._unsaved.items() if record}
        self.changed.emit()
