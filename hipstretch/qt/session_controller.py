"""Drives a core Session from Qt's event loop: a timer in, signals, cues and the journal out."""

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from hipstretch import __version__
from hipstretch.core import timeline as timelines
from hipstretch.core.bad_day import gentler
from hipstretch.core.conditions import Condition
from hipstretch.core.events import CueDue, Event, Paused, PauseReason, SessionFinished
from hipstretch.core.exercise import Dosage, Exercise
from hipstretch.core.fitting import easier_first
from hipstretch.core.one_press import OnePress, Way
from hipstretch.core.own_dosage import lasting
from hipstretch.core.record import Feeling, SessionRecord
from hipstretch.core.replan import replanned
from hipstretch.core.resume_point import ResumePoint
from hipstretch.core.routine import Entry, Routine
from hipstretch.core.session import Session
from hipstretch.core.settings import DosageOverride, Settings
from hipstretch.core.snapshot import Snapshot
from hipstretch.core.timeline import ALL_KNOWN, Timeline, dosage_for, total_s
from hipstretch.core.transitions import Command, State
from hipstretch.data.clock import SYSTEM_CLOCK, Clock
from hipstretch.qt.sound.protocol import CuePlayer
from hipstretch.qt.sound.samples import STALE_S

from .keep_awake import KeepAwake

if TYPE_CHECKING:
    from hipstretch.data.catalogue import Catalogue
    from hipstretch.qt.speech.narrator import Narrator

HEARTBEAT_S = 0.5
"""How often the controller asks the clocks while the session runs."""
UNDO_S = 20.0
"""So long "too much today" can be taken back."""
STALL_S = 2.0
"""A heartbeat later than this means that the computer or the program slept: nothing was held meanwhile."""


class SessionController(QObject):
    """One session, from its start until it is finished.

    Every way in, be it a timer, a command, changed settings or the end of the program, first goes through `_catch_up`:
    what was due until now happens, and no second counts in which nobody could follow.

    `happened` carries every core event in order, `changed` follows each batch, `finished` comes last, once, with the
    SessionRecord, or None if the session was discarded or nothing was held. `save` is called with every change that
    a later start needs to go on.
    """

    happened = Signal(object)
    changed = Signal()
    settings_changed = Signal()
    finished = Signal(object)

    def __init__(
        self,
        routine: Routine,
        exercises: Mapping[str, Exercise],
        settings: Settings,
        *,
        player: CuePlayer,
        save: Callable[[Snapshot], None],
        feeling_before: Feeling | None = None,
        reading: Mapping[str, float] = ALL_KNOWN,
        eased: frozenset[str] = frozenset(),
        interrupted: Snapshot | None = None,
        awake: KeepAwake | None = None,
        narrator: "Narrator | None" = None,
        clock: Clock = SYSTEM_CLOCK,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.exercises = exercises
        self.left_out: Mapping[str, tuple[Condition, ...]] = {}
        """What the person's conditions took out of the routine before it began."""
        self._settings = settings
        self._eased = eased
        self._player = player
        self._presses = OnePress()
        self._awake = awake
        self._save = save
        self._clock = clock
        self.stopped_by_person = False
        """Whether the person said what becomes of it, so that nobody need ask again."""
        self.undo_point: tuple[float, ResumePoint] | None = None
        """Until when `undo` is possible, and where that leads."""
        self._here_since = (clock.wall(), clock.with_sleep())
        """When this controller was made: the wall clock may be set afterwards, and a session's length is what it is."""
        if interrupted:
            self.routine = interrupted.routine
            self.session = Session.restored(interrupted.point)
            self._reading = interrupted.reading
            self.id, self._started_at = interrupted.id, interrupted.started_at
            self._feeling_before = interrupted.feeling_before
            self._here_since = (max(self._here_since[0], interrupted.saved_at), self._here_since[1])
        else:
            self.routine = routine
            self.session = Session(timelines.build(routine, exercises, settings, reading))
            self._reading = reading
            self.id, self._started_at = uuid4().hex, self._here_since[0]
            self._feeling_before = feeling_before
        self._as_begun = self._begun_now(self.routine) if interrupted else routine
        self._settings_at_first = settings
        self._seen = (clock.now(), clock.with_sleep())
        """What the clocks said when the controller last caught up with them."""
        self._deadline = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._deadline.timeout.connect(self.tick)
        self._due: float | None = None
        self._wanted: Command | None = None
        """START or RESUME, once the sound is ready."""
        self._heartbeat = QTimer(self, interval=int(HEARTBEAT_S * 1000))
        self._undo_passes = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._undo_passes.timeout.connect(self._await_end_of_undo)
        self._heartbeat.timeout.connect(self.tick)
        player.problem_changed.connect(self.changed)
        if awake:
            awake.changed.connect(self.changed)
        self._narrator = narrator
        if narrator:
            narrator.attach(self)

    def now(self) -> float:
        """Monotonic seconds, the time that `session` counts in."""
        return self._clock.now()

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

    @property
    def easier(self) -> frozenset[str]:
        """The exercises whose easier form counts, for picture, words and voice alike."""
        return easier_first(self.routine, self.exercises, self._settings.conditions, self._eased)

    @property
    def waits(self) -> bool:
        """Whether nothing happens until the person goes on: paused, or kept from beginning."""
        state = self.session.state
        return state is State.PAUSED or (state is State.READY and self._wanted is None)

    @property
    def exercise(self) -> Exercise:
        """The present exercise, as it was when the session began."""
        return self.routine.entries[self.session.phase.entry].of(self.exercises)

    @property
    def dosage(self) -> Dosage:
        """What is in force for the present exercise."""
        return dosage_for(self.routine.entries[self.session.phase.entry], self.exercise, self._settings)

    @property
    def dosage_at_first(self) -> Dosage:
        """What was planned for the present exercise when the session began."""
        return dosage_for(self._entry_at_first, self.exercise, self._settings_at_first)

    @property
    def other_dosages(self) -> tuple[Dosage, ...]:
        """What the person may want to go back to, the likeliest first.

        What was planned at first; what the settings ask for; and, but for a bad day, which asks for less, what routine
        or exercise ask of everybody.
        """
        entry, exercise = self._entry_at_first, self.exercise
        usual = () if self.routine.bad_day else (entry.dosage or exercise.dosage,)
        return (self.dosage_at_first, dosage_for(entry, exercise, self._settings), *usual)

    @property
    def _entry_at_first(self) -> Entry:
        return self._as_begun.entries[self.session.phase.entry]

    @property
    def is_over(self) -> bool:
        """Whether the session was finished or discarded."""
        return self.session.state is State.FINISHED

    def finish_time(self, left_s: float | None = None) -> datetime:
        """When the session ends by the wall clock if nothing interrupts it any more, or `left_s` seconds from now."""
        left_s = self.session.session_remaining_s(self.now()) if left_s is None else left_s
        return self._clock.wall() + timedelta(seconds=left_s)

    def start(self) -> None:
        """Begin with the first phase, or go on where an interrupted session stood, once cues can be heard."""
        self._when_ready(Command.START if self.session.state is State.READY else Command.RESUME)

    def pause(self) -> None:
        """Wait, if the session runs or is about to."""
        before, self._wanted = self._wanted, None
        self.do(Command.PAUSE)
        if before:
            self.changed.emit()

    def resume(self) -> None:
        """Go on after the lead-in, if the session waits, once cues can be heard."""
        self._when_ready(Command.RESUME)

    def toggle_pause(self) -> None:
        """Pause, or go on, whichever is possible."""
        if self.waits:
            self.start()
        else:
            self.pause()

    def skip(self) -> None:
        """Leave the phase for the next one."""
        self.do(Command.SKIP)

    def back(self) -> None:
        """Begin the phase anew; twice quickly, the one before."""
        self.do(Command.BACK)

    def go_to(self, entry: int) -> None:
        """Begin another exercise of the routine, by its place; one that there is not, or is here, does nothing."""
        now = self._catch_up()
        there = 0 <= entry <= len(self.routine.entries) and entry != self.session.phase.entry
        if there and self.session.can(Command.SKIP):
            self._wanted = None
            self._publish(self.session.go_to(entry, now), now)

    def next_exercise(self) -> None:
        """Leave the exercise for the next one, as one that was skipped."""
        self.go_to(self.session.phase.entry + 1)

    def extend(self) -> None:
        """Ten seconds more of this phase."""
        self.do(Command.EXTEND)

    def ease_off(self) -> None:
        """Too much today: end the exercise. See `undo`."""
        now = self._catch_up()
        if self.session.can(Command.EASE_OFF):
            self.undo_point = (now + UNDO_S, self.session.resume_point(now))
            self._await_end_of_undo()
            self.do(Command.EASE_OFF)

    def _await_end_of_undo(self) -> None:
        """Tell when `undo` is over; a timer that comes too early looks again."""
        if left_s := self.undo_left_s:
            self._undo_passes.start(math.ceil(left_s * 1000))
        else:
            self.changed.emit()

    def undo(self) -> None:
        """For UNDO_S seconds after it: it was not too much, and the exercise goes on where it was left."""
        now = self._catch_up()
        if self.can_undo and self.undo_point:
            (_, point), self.undo_point = self.undo_point, None
            self._publish(self.session.return_to(point, now), now)

    @property
    def undo_left_s(self) -> float:
        """For how long `undo` still takes something back; 0 if there is nothing."""
        return max(0.0, self.undo_point[0] - self.now()) if self.undo_point else 0.0

    @property
    def can_undo(self) -> bool:
        """Whether there is something that `undo` takes back."""
        return self.undo_left_s > 0

    @property
    def undoes(self) -> str:
        """The name of the exercise that `undo` leads back to; "" if there is nothing to take back."""
        if not (self.can_undo and self.undo_point):
            return ""
        return self.exercises[self.undo_point[1].phase.exercise].text.name

    def done(self) -> None:
        """The repetition by hand is done."""
        self.do(Command.DONE)

    def stop(self, *, keep: bool) -> None:
        """End the session now and keep what was done, or forget it."""
        self.stopped_by_person = True
        self.do(Command.STOP if keep else Command.DISCARD)

    def counts(self, key: Command, way: Way) -> bool:
        """Whether a media key was pressed anew: see OnePress."""
        return self._presses.counts(key, way, self.now())

    def do(self, command: Command) -> None:
        """Carry out a command; one that came too late for the state it was meant for does nothing."""
        now = self._catch_up()
        if self.session.can(command):
            self._wanted = None
            self._publish(self.session.handle(command, now), now)

    def tick(self) -> None:
        """Let happen what is due."""
        self._catch_up()

    def set_settings(self, settings: Settings) -> None:
        """Take over changed settings; those that change the plan count from the next hold on."""
        now = self._catch_up()
        before = self._plan(self.routine)
        self._settings = settings
        plan = self._plan(self.routine)
        if not self.is_over and plan != before:
            self._publish(self.session.replan(plan, now), now)
        self.settings_changed.emit()
        self.changed.emit()

    def reword(self, catalogue: "Catalogue") -> None:
        """Take over the words of a catalogue in another language; the session itself stays as it is."""
        known = catalogue.exercises
        self.exercises = {
            name: replace(exercise, text=known[name].text) if name in known else exercise
            for name, exercise in self.exercises.items()
        }
        if named := catalogue.routine(self.routine.id):
            self.routine = replace(self.routine, name=named.name, summary=named.summary)
        self.changed.emit()

    def set_dosage(self, dosage: Dosage) -> None:
        """Do the present exercise so from now on in this session.

        It follows the settings again once it is what they ask for.
        """
        now = self._catch_up()
        if not self.is_over:
            self.routine = self._with_dosage(dosage)
            self._publish(self.session.replan(self._plan(self.routine), now, counts_here=True), now)

    def remaining_with(self, dosage: Dosage) -> float:
        """Seconds to the end of the session if `set_dosage` were called with this."""
        now = self._catch_up()
        point = self.session.resume_point(now)
        timeline = replanned(point, self._plan(self._with_dosage(dosage)), counts_here=True)
        here = next(p for p in timeline if p.key == point.here)
        return self.session.lead_s(now) + total_s(timeline) - here.start_s - point.elapsed_s

    def override_for(self, dosage: Dosage) -> DosageOverride:
        """What the settings have to keep, so that the present exercise has this dosage in every session to come."""
        exercise = self.exercise
        entry = self._entry_at_first
        return lasting(
            dosage,
            self.dosage_at_first,
            self._settings_at_first.override(exercise.id),
            self._settings.override(exercise.id),
            None if entry.once or entry.dosage not in (None, exercise.dosage) else exercise.dosage,
        )

    def _with_dosage(self, dosage: Dosage) -> Routine:
        entries = list(self.routine.entries)
        here = self.session.phase.entry
        usual = self._entry_at_first
        follows = dosage == dosage_for(usual, self.exercise, self._settings)
        entries[here] = usual if follows else replace(usual, dosage=dosage, once=True)
        return replace(self.routine, entries=tuple(entries))

    def _begun_now(self, routine: Routine) -> Routine:
        """The routine of an interrupted session as it would be if it began now, without what was changed in it."""
        entries = tuple(Entry(e.exercise, None, e.sides, once=True) if e.once else e for e in routine.entries)
        usual = replace(routine, entries=entries)
        return gentler(usual, self.exercises, self._settings) if routine.bad_day else usual

    def _plan(self, routine: Routine) -> Timeline:
        return timelines.build(routine, self.exercises, self._settings, self._reading)

    def interrupt(self, reason: PauseReason) -> None:
        """Pause for a reason that is not the person's."""
        now = self._catch_up()
        self._publish(self.session.interrupt(now, reason), now)

    def shutdown(self) -> None:
        """Stop all timers. A session that is not over waits for the next start."""
        self.interrupt(PauseReason.PERSON)
        self._close()

    def snapshot(self) -> Snapshot:
        """The session as it stood when the controller last caught up with the clocks."""
        since, with_sleep = self._here_since
        now, now_with_sleep = self._seen
        passed = timedelta(seconds=now_with_sleep - with_sleep)
        return Snapshot(
            id=self.id,
            routine=self.routine,
            started_at=self._started_at,
            saved_at=(since + passed).astimezone(self._clock.wall().tzinfo),
            point=self.session.resume_point(now),
            finished=self.is_over,
            feeling_before=self._feeling_before,
            app=__version__,
            reading=self._reading,
        )

    def _when_ready(self, command: Command) -> None:
        self._catch_up()
        if self.session.can(command):
            self._wanted = command
            self.changed.emit()
            self._player.when_ready(self._when_voice_ready)

    def _when_voice_ready(self) -> None:
        if self._narrator:
            self._narrator.when_ready(self._begin)
        else:
            self._begin()

    def _begin(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted:  # else something else was asked for meanwhile
            self.do(wanted)

    def _catch_up(self) -> float:
        """Let happen what was due until now; or, after a sleep, pause at the last moment before it. Gives now."""
        seen, self._seen = self._seen, (self._clock.now(), self._clock.with_sleep())
        now = self._seen[0]
        slept = max(a - b for a, b in zip(self._seen, seen, strict=True)) > HEARTBEAT_S + STALL_S
        if slept and self.session.can(Command.PAUSE):
            events = self.session.advance(seen[0])
            events += self.session.interrupt(seen[0], PauseReason.STALL)
        else:
            events = self.session.advance(now)
        self._publish(events, now)
        return now

    def _publish(self, events: list[Event], now: float) -> None:
        """Sound first, then disk, then screen: the ear notices a delay soonest."""
        if not events:
            self._arm()
            return
        for event in events:
            if isinstance(event, CueDue) and self._settings.sound and now - event.at <= STALE_S:
                self._player.play(event.cue)
        if not all(isinstance(e, CueDue) for e in events):
            self._save(self.snapshot())
        for event in events:
            self.happened.emit(event)
        self._arm()
        if any(isinstance(e, Paused) for e in events):
            self._player.release()
        running = self.session.state in (State.RUNNING, State.LEAD_IN)
        if running != self._heartbeat.isActive():
            (self._heartbeat.start if running else self._heartbeat.stop)()
        if self._awake:
            self._awake.set(on=running)
        self.changed.emit()
        if finish := next((e for e in events if isinstance(e, SessionFinished)), None):
            self._close()
            record: SessionRecord | None = None if finish.discarded else self.snapshot().record()
            self.finished.emit(record if record and record.active_s > 0 else None)

    def _arm(self) -> None:
        due, before = self.session.next_deadline(), self._due
        self._due = due
        if due is None:
            self._deadline.stop()
            return
        ahead_s = max(0.0, due - self.now())
        self._deadline.start(math.ceil(ahead_s * 1000))
        if due != before:
            self._player.prepare_in(ahead_s)

    def _close(self) -> None:
        self._wanted = None
        self._undo_passes.stop()
        self._deadline.stop()
        self._heartbeat.stop()
        self._player.release()
        if self._awake:
            self._awake.set(on=False)
        if self._narrator:
            self._narrator.detach()
