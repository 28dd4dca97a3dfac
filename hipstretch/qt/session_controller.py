"""Drives a core Session from Qt's event loop: a timer in, signals, cues and the journal out."""

import math
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from hipstretch import __version__
from hipstretch.core import timeline as timelines
from hipstretch.core.events import (
    CueDue,
    Event,
    Paused,
    PauseReason,
    PhaseEnded,
    PhaseStarted,
    SessionFinished,
)
from hipstretch.core.exercise import Exercise
from hipstretch.core.record import Feeling, SessionRecord, exercise_records, session_outcome
from hipstretch.core.routine import Routine
from hipstretch.core.session import Command, Session, State, active_s
from hipstretch.core.settings import Settings
from hipstretch.data.journal import Journal, Snapshot

from .clock import wall_clock
from .cue_player import CuePlayer
from .keep_awake import KeepAwake

if TYPE_CHECKING:
    from .narrator import Narrator

STALE_S = 0.25
"""A cue later than this is dropped: a late sound misleads more than none."""
HEARTBEAT_S = 0.5
"""How often the controller notes that it lives."""
STALL_S = 2.0
"""A heartbeat later than this means that machine or process slept: nothing was held meanwhile."""


class SessionController(QObject):
    """One session from start to record.

    `happened` carries every core event in order, `changed` follows each batch, `finished` comes last with the
    SessionRecord, or None if the session was discarded or nothing was held: whoever keeps the record clears
    the journal. `journal_failed` says why an interrupted session could not be continued.
    """

    happened = Signal(object)
    changed = Signal()
    finished = Signal(object)
    journal_failed = Signal(str)

    def __init__(
        self,
        routine: Routine,
        exercises: Mapping[str, Exercise],
        settings: Settings,
        *,
        player: CuePlayer,
        journal: Journal,
        feeling_before: Feeling | None = None,
        interrupted: Snapshot | None = None,
        awake: KeepAwake | None = None,
        narrator: "Narrator | None" = None,
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], datetime] = wall_clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.routine = routine
        self.exercises = exercises
        self.session = Session(timelines.build(routine, exercises, settings))
        self._settings = settings
        self._player = player
        self._awake = awake
        self._journal = journal
        self._feeling_before = feeling_before
        self._clock = clock
        self._wall = wall
        self._id = uuid4().hex
        self._started_at = wall()
        if interrupted:
            self._take_up(interrupted)
        self._seen = clock()
        self._seen_wall = wall()
        self._deadline = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._deadline.timeout.connect(self._tick)
        self._due: float | None = None
        self._wanted = False
        self._heartbeat = QTimer(self, interval=int(HEARTBEAT_S * 1000))
        self._heartbeat.timeout.connect(self._tick)
        player.problem_changed.connect(self.changed)
        if awake:
            awake.changed.connect(self.changed)
        self._narrator = narrator
        if narrator:
            narrator.attach(self)

    def now(self) -> float:
        """Monotonic seconds, the time that `session` counts in."""
        return self._clock()

    @property
    def sound_problem(self) -> str | None:
        """Why no cue can be heard, or None."""
        return self._player.problem

    @property
    def screen_may_sleep(self) -> bool:
        """Whether the screen should be kept on and can't be."""
        return self._awake is not None and self._awake.failed

    @property
    def settings(self) -> Settings:
        """The settings that count now."""
        return self._settings

    def finish_time(self) -> datetime:
        """When the session ends by the wall clock if nothing interrupts it any more."""
        return self._wall() + timedelta(seconds=self.session.session_remaining_s(self.now()))

    def start(self) -> None:
        """Begin with the first phase, or go on where an interrupted session stood, once cues can be heard."""
        self._wanted = True
        self._player.when_ready(self._when_voice_ready)

    def _when_voice_ready(self) -> None:
        if self._narrator:
            self._narrator.when_ready(self._begin)
        else:
            self._begin()

    def _begin(self) -> None:
        if not self._wanted:  # it was stopped meanwhile
            return
        self._command(Command.START if self.session.state is State.READY else Command.RESUME)

    def pause(self) -> None:
        """Wait, if the session runs."""
        self._command(Command.PAUSE)

    def resume(self) -> None:
        """Go on after the lead-in, if the session waits."""
        self._command(Command.RESUME)

    def toggle_pause(self) -> None:
        """Pause or resume, whichever is possible."""
        self._command(Command.RESUME if self.session.state is State.PAUSED else Command.PAUSE)

    def skip(self) -> None:
        """Leave the phase for the next one."""
        self._command(Command.SKIP)

    def back(self) -> None:
        """Begin the phase anew; twice quickly, the one before."""
        self._command(Command.BACK)

    def extend(self) -> None:
        """Ten seconds more of this phase."""
        self._command(Command.EXTEND)

    def ease_off(self) -> None:
        """Too much today: end the exercise."""
        self._command(Command.EASE_OFF)

    def done(self) -> None:
        """The repetition by hand is done."""
        if self.session.phase.manual:
            self._command(Command.DONE)

    def stop(self, *, keep: bool) -> None:
        """End the session now and keep what was done, or forget it."""
        if not keep:
            self._close()
            self.finished.emit(None)
        elif self.session.state is not State.FINISHED:
            self._command(Command.STOP)

    def set_settings(self, settings: Settings) -> None:
        """Take over changed settings from the next hold on."""
        self._settings = settings
        timeline = timelines.build(self.routine, self.exercises, settings)
        self._publish(self.session.replan(timeline, self._clock()))

    def interrupt(self, reason: PauseReason) -> None:
        """Pause for a reason that is not the person's."""
        self._publish(self.session.interrupt(self._clock(), reason))

    def shutdown(self) -> None:
        """Stop all timers and leave the journal, so that the next start can offer to go on."""
        if self.session.state not in (State.READY, State.FINISHED):
            self.interrupt(PauseReason.PERSON)
            self._write_journal()
        self._close()

    def record(self) -> SessionRecord:
        """What history would keep of the session as it stands."""
        exercises = exercise_records(self.session.timeline, self.session.results)
        return SessionRecord(
            id=self._id,
            started_at=self._started_at,
            ended_at=self._wall(),
            routine=self.routine.id,
            outcome=session_outcome(exercises),
            active_s=round(active_s(self.session.timeline, self.session.results), 2),
            exercises=exercises,
            app=__version__,
            feeling_before=self._feeling_before,
        )

    def _take_up(self, snapshot: Snapshot) -> None:
        self._id, self._started_at = snapshot.id, snapshot.started_at
        self._feeling_before = snapshot.feeling_before
        here = snapshot.results.get(snapshot.index)
        held_s = here.done_s if here else 0.0
        self.session = Session.restored(snapshot.timeline, snapshot.results, snapshot.index, held_s)

    def _command(self, command: Command) -> None:
        """Carry out a command; one that came too late for the state it was meant for does nothing."""
        now = self._clock()
        self._publish(self.session.advance(now))
        if self.session.can(command):
            self._publish(self.session.handle(command, now))

    def _tick(self) -> None:
        now, wall = self._clock(), self._wall()
        gap_s = max(now - self._seen, (wall - self._seen_wall).total_seconds())
        seen, self._seen, self._seen_wall = self._seen, now, wall
        if gap_s > HEARTBEAT_S + STALL_S:
            self._publish(self.session.interrupt(seen, PauseReason.STALL))
        else:
            self._publish(self.session.advance(now))

    def _publish(self, events: list[Event]) -> None:
        """Sound first, then disk, then screen: the ear notices a delay soonest."""
        now = self._clock()
        for event in events:
            if isinstance(event, CueDue) and self._settings.sound and now - event.at <= STALE_S:
                self._player.play(event.cue)
        if any(isinstance(e, PhaseStarted | PhaseEnded) for e in events):
            self._write_journal()
        for event in events:
            self.happened.emit(event)
        self._arm()
        if any(isinstance(e, Paused) for e in events):
            self._player.rest()
        running = self.session.state in (State.RUNNING, State.LEAD_IN)
        self._beat(on=running)
        if self._awake:
            self._awake.set(on=running)
        if events:
            self.changed.emit()
        if any(isinstance(e, SessionFinished) for e in events):
            self._finish()

    def _beat(self, *, on: bool) -> None:
        """Note that the controller lives, while it matters."""
        if not on:
            self._heartbeat.stop()
        elif not self._heartbeat.isActive():
            self._seen, self._seen_wall = self._clock(), self._wall()
            self._heartbeat.start()

    def _arm(self) -> None:
        due, before = self.session.next_deadline(), self._due
        self._due = due
        if due is None:
            self._deadline.stop()
            return
        ahead_s = max(0.0, due - self._clock())
        self._deadline.start(math.ceil(ahead_s * 1000))
        if due != before:
            self._player.expect(ahead_s)

    def _finish(self) -> None:
        self._close()
        record = self.record()
        self.finished.emit(record if record.active_s > 0 else None)

    def _close(self) -> None:
        self._wanted = False
        self._deadline.stop()
        self._heartbeat.stop()
        self._player.rest()
        if self._awake:
            self._awake.set(on=False)
        if self._narrator:
            self._narrator.detach()

    def _write_journal(self) -> None:
        try:
            self._journal.write(self._snapshot())
        except OSError as error:
            self.journal_failed.emit(error.strerror or str(error))

    def _snapshot(self) -> Snapshot:
        return Snapshot(
            id=self._id,
            routine=self.routine.id,
            started_at=self._started_at,
            saved_at=self._wall(),
            timeline=self.session.timeline,
            results=self.session.results_so_far(self._clock()),
            index=self.session.phase.index,
            feeling_before=self._feeling_before,
            app=__version__,
            bad_day=any(entry.once for entry in self.routine.entries),
        )
