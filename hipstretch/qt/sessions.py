"""The owner of every session, from its start to its record, whatever interrupts it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hipstretch.qt.language import path_words
from hipstretch.translation import tr

if TYPE_CHECKING:
    from hipstretch.core.record import Feeling, SessionRecord
    from hipstretch.core.routine import Routine
    from hipstretch.core.snapshot import Snapshot
    from hipstretch.data.journal import Journal
    from hipstretch.qt.sound.protocol import CuePlayer
    from hipstretch.qt.speech.narrator import Narrator

    from .keep_awake import KeepAwake
    from .session_controller import SessionController
    from .stores import Stores
from .stores.notices import Notice, why

STALE_AFTER_S = 86_400
"""A session that was interrupted longer ago can only be kept or discarded."""


class Choice(StrEnum):
    """What can become of an interrupted session."""

    CONTINUE = "continue"
    REDO = "redo"
    KEEP = "keep"
    DISCARD = "discard"


class Sessions(QObject):
    """The session that runs, and those that were interrupted and wait for a decision.

    A session is in the journal from its first second until its record is on disk or the person discards it. Beginning
    a session keeps what was done of every other one, and says so.
    """

    interrupted_changed = Signal()
    current_changed = Signal()

    def __init__(
        self,
        stores: Stores,
        player: Callable[[], CuePlayer],
        make_narrator: Callable[[], Narrator | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._stores = stores
        self._player = player
        self._make_narrator = make_narrator
        self._interrupted: tuple[Snapshot, ...] | None = None
        self._being_kept: set[str] = set()
        """Sessions whose record is on its way to the disk."""
        self._notice: Notice | None = None
        self.stopped: Snapshot | None = None
        """The session that was stopped last, kept or discarded, until another one begins: see `reopen`."""
        self.in_question = False
        """Whether the session that ended last has hardly any work, and nobody said yet that it is to be kept."""
        self.current: SessionController | None = None
        """The session that runs or is paused; None between sessions."""
        stores.history.saved.connect(self._on_saved)
        stores.settings.changed.connect(self._on_settings)
        stores.language.changed.connect(self._on_language)

    @cached_property
    def _journal(self) -> Journal:
        from hipstretch.data.journal import Journal

        paths = self._stores.paths
        return Journal(paths.sessions, paths.old_journal, self._stores.clock)

    @cached_property
    def _awake(self) -> KeepAwake:
        from .keep_awake import KeepAwake

        return KeepAwake()

    @property
    def interrupted(self) -> tuple[Snapshot, ...]:
        """The sessions that wait for a decision, the latest first; read from disk on first use.

        One whose record is in the history already is forgotten; one that had ended is kept without asking.
        """
        if self._interrupted is None:
            self._interrupted = ()
            if not self._journal.is_empty():
                self._read()
        return self._interrupted

    def _read(self) -> None:
        found, problems = self._journal.read()
        for problem in problems:
            self._stores.notices.add(problem)
        waiting = []
        for snapshot in found:
            known = self._stores.history.knows(snapshot.id)
            if self._stores.history.is_unsaved(snapshot.id):
                self._being_kept.add(snapshot.id)
            elif known:
                self._forget(snapshot.id)
            elif snapshot.finished:
                self._keep(snapshot.id, snapshot.record())
            else:
                waiting.append(snapshot)
        self._interrupted = tuple(reversed(waiting))

    def begin(
        self, routine: Routine, feeling: Feeling | None = None, *, whole: bool = False
    ) -> SessionController:
        """A session of this routine, ready to start: without what the person's conditions leave out, unless `whole`."""
        from hipstretch.core.fitting import Fitting, fitting

        self._keep_others()
        exercises, conditions = (
            self._stores.catalogue.current.exercises,
            self._stores.settings.current.conditions,
        )
        fit = Fitting(routine, {}) if whole else fitting(routine, exercises, conditions)
        controller = self._make(fit.routine, feeling)
        controller.left_out = fit.left_out
        return controller

    def settle(self, session_id: str, choice: Choice) -> SessionController | None:
        """Do what was chosen for an interrupted session; the controller that goes on with it, if any."""
        snapshot = next((s for s in self.interrupted if s.id == session_id), None)
        if snapshot is None:
            return None
        self._interrupted = tuple(s for s in self.interrupted if s is not snapshot)
        controller = None
        if choice in (Choice.CONTINUE, Choice.REDO):
            self._keep_others()
            again = snapshot.redone() if choice is Choice.REDO else snapshot
            controller = self._make(snapshot.routine, interrupted=again)
        else:
            self._keep(snapshot.id, snapshot.record() if choice is Choice.KEEP else None)
        self.interrupted_changed.emit()
        return controller

    def can_go_on(self, snapshot: Snapshot) -> bool:
        """Whether an interrupted session can be continued: not after a day, and only with exercises that are known."""
        exercises = self._stores.catalogue.current.exercises
        return self.age_s(snapshot) < STALE_AFTER_S and all(
            entry.exercise in exercises for entry in snapshot.routine.entries
        )

    def age_s(self, snapshot: Snapshot) -> float:
        """Seconds since a session was interrupted."""
        return max(0.0, (self._stores.clock.wall() - snapshot.saved_at).total_seconds())

    def reopen(self) -> SessionController | None:
        """The session that was stopped last goes on as if it had not been; None if there is none."""
        snapshot = self.stopped
        if snapshot is None or self.current:
            return None
        again = replace(snapshot, finished=False)
        self._being_kept.discard(again.id)
        self._save(again)  # first, so that it is in one place or the other whatever happens
        if self._stores.history.knows(again.id):
            self._stores.history.withdraw(again.id)
        return self._make(again.routine, interrupted=again)

    def close(self) -> None:
        """Leave the session that runs in the journal, for the next start."""
        if self.current:
            self.current.shutdown()
            self._drop()
        if "_awake" in vars(self):
            self._awake.close()

    def _make(
        self, routine: Routine, feeling: Feeling | None = None, interrupted: Snapshot | None = None
    ) -> SessionController:
        from hipstretch.core.progress import eased_last_time

        from .session_controller import SessionController

        controller = SessionController(
            routine,
            self._stores.catalogue.current.exercises,
            self._stores.settings.current,
            player=self._player(),
            save=self._save,
            feeling_before=feeling,
            reading={} if interrupted else self._stores.plans.reading(routine),
            eased=eased_last_time(self._stores.history.recent),
            interrupted=interrupted,
            awake=self._awake,
            narrator=self._make_narrator(),
            clock=self._stores.clock,
        )
        controller.finished.connect(self._on_finished)
        self.current, self.stopped = controller, None
        self.current_changed.emit()
        return controller

    def _drop(self) -> None:
        """Let go of the session that runs: nothing reaches it any more."""
        controller, self.current = self.current, None
        if controller:
            controller.finished.disconnect(self._on_finished)
            self.current_changed.emit()

    def _on_finished(self, record: SessionRecord | None) -> None:
        if self.current:
            snapshot = self.current.snapshot()
            if self.current.can_undo and self.current.undo_point:
                snapshot = replace(snapshot, point=self.current.undo_point[1])
            if snapshot.point.elapsed_s < snapshot.point.phase.duration_s:
                self.stopped = snapshot
            self.in_question = bool(record and record.is_short) and not self.current.stopped_by_person
            self._drop()
            self._keep(snapshot.id, record)

    def _on_settings(self) -> None:
        if self.current:
            self.current.set_settings(self._stores.settings.current)

    def _on_language(self) -> None:
        if self.current:
            self.current.reword(self._stores.catalogue.current)

    def _keep_others(self) -> None:
        """Keep what was done of the session that runs and of all that were interrupted, and say so."""
        if self.current:
            before = self.current
            before.stop(keep=True)
            self._say_kept(before.snapshot())
        for snapshot in self.interrupted:
            self._keep(snapshot.id, snapshot.record())
            self._say_kept(snapshot)
        if self._interrupted:
            self._interrupted = ()
            self.interrupted_changed.emit()

    def _say_kept(self, snapshot: Snapshot) -> None:
        from . import wording

        seconds = snapshot.record().active_s
        if seconds > 0:
            text = tr("“{routine}” was interrupted. What was done of it is kept in the history: {length}.")
            text = text.format(routine=snapshot.routine.name, length=wording.minutes(seconds))
            self._stores.notices.add(text, "info")

    def _keep(self, session_id: str, record: SessionRecord | None) -> None:
        """Put a session into the history, if anything was done, and take it out of the journal after that."""
        if record is None or record.active_s <= 0:
            self._forget(session_id)
        else:
            self._being_kept.add(session_id)
            self._stores.history.add(record)

    def _on_saved(self, session_id: str) -> None:
        if session_id in self._being_kept:
            self._being_kept.discard(session_id)
            self._forget(session_id)

    def _save(self, snapshot: Snapshot) -> None:
        """Put the session that runs into the journal; only its latest state need get there."""
        self._stores.disk.submit(
            partial(self._journal.write, snapshot),
            lambda _: self._tell(None),
            lambda error: self._tell(
                tr(
                    "{path} can't be written ({reason}). The session goes on; if the computer stopped now, it could "
                    "not be continued. Free some space or check the folder."
                ),
                error,
            ),
            replaces=f"session {snapshot.id}",
        )

    def _forget(self, session_id: str) -> None:
        self._stores.disk.submit(
            partial(self._journal.remove, session_id),
            lambda _: self._tell(None),
            lambda error: self._tell(
                tr(
                    "A session that is over can't be removed from {path} ({reason}). The next start may offer it "
                    "again; then discard it."
                ),
                error,
            ),
            replaces=f"session {session_id}",
        )

    def _tell(self, text: str | None, error: Exception | None = None) -> None:
        """Say that the journal can't be changed, until it can."""
        before, self._notice = self._notice, None
        if text:
            text = text.format(
                path=path_words(self._stores.paths.sessions), reason=why(error) if error else ""
            )
            self._notice = self._stores.notices.add(text)
        if before and before != self._notice:
            self._stores.notices.dismiss(before)
