"""Words and numbers of a session that is guided: its timeline and events in, one SessionView out. Without widgets."""

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from hipstretch.core.breathing import breath
from hipstretch.core.conditions import Condition
from hipstretch.core.events import (
    Event,
    Paused,
    PauseReason,
    PhaseEnded,
    PhaseExtended,
    PhaseReopened,
    PhaseStarted,
    Resumed,
    Resuming,
    SessionFinished,
)
from hipstretch.core.exercise import Exercise, Kind, Side, StepPart
from hipstretch.core.instructions import Line, current
from hipstretch.core.outcome import Outcome
from hipstretch.core.routine import Routine
from hipstretch.core.session import Session
from hipstretch.core.settings import Settings
from hipstretch.core.timeline import LEAD_IN_S, Phase, PhaseKind, dosage_for
from hipstretch.core.transitions import State
from hipstretch.qt import wording
from hipstretch.translation import tr, tr_count, tr_in

from .keys import Act
from .moment import Tempo, dots, fraction_of, left_s, rounded_up, segments, tempo
from .session_view import BETWEEN, Following, PhaseView, PictureWish, SecondView, SessionView

FRAME_MS, SLOW_FRAME_MS, RING_STEPS = 33, 100, 300
"""The ring fills in so many steps, unless they would follow each other sooner or later than in so many milliseconds."""
HOLD_FRAME_MS = 200
"""In a hold, where nothing else moves, it steps less often, for the sake of the processor."""
STILL_FRAME_MS = 250
"""The same with reduced motion: often enough for the digits."""


class Guided(Protocol):
    """What a presenter reads of the session that is guided; SessionController has it."""

    exercises: Mapping[str, Exercise]
    left_out: Mapping[str, tuple[Condition, ...]]
    """What the person's conditions took out of the routine."""
    routine: Routine
    session: Session

    @property
    def settings(self) -> Settings:
        """The settings that count now."""

    @property
    def easier(self) -> frozenset[str]:
        """The exercises whose easier form counts."""

    @property
    def waits(self) -> bool:
        """Whether nothing happens until the person goes on."""

    @property
    def sound_problem(self) -> str | None:
        """Why no cue can be heard, or None."""

    @property
    def screen_may_sleep(self) -> bool:
        """Whether the screen should be kept on and can't be."""

    def now(self) -> float:
        """Monotonic seconds, the time that `session` counts in."""

    def finish_time(self) -> datetime:
        """When the session ends by the wall clock if nothing interrupts it any more."""


class Presenter:
    """Makes the view of one session; the same parts as long as nothing in them has changed.

    `still` says whether things should stay still, `messages` gives what there is to read once the session waits.
    `muted` is why the computer's own output is silent, a sentence, set from outside; `refresh` follows.
    """

    def __init__(
        self, guided: Guided, still: Callable[[Settings], bool], messages: Callable[[], Sequence[str]] = list
    ) -> None:
        self._guided = guided
        self._still = still
        self._messages = messages
        self.muted = ""
        self._note = wording.left_out(guided.left_out, guided.exercises)
        self._noted_at: int | None = None
        """The entry that `_note` goes with; None if it may stay for the start of the next one."""
        self._stalled = False
        self._paused_at: datetime | None = None
        """Since when it waits; None if it has not been paused, or the computer slept."""
        self._turned: tuple[int, str] | None = None
        """The entry that is shown from elsewhere, and which view or photo of it."""
        self._lines: tuple[Line, ...] = ()
        """The instructions of `_phase`, with what each is for."""
        self._phase: PhaseView | None = None
        self._second: SecondView | None = None
        self._read: tuple[object, ...] = ()
        """What decided on the words of `_second`."""

    def refresh(self) -> None:
        """Something other than the seconds has changed: the next view is made anew."""
        self._phase = self._second = None

    def note(self, text: str) -> None:
        """Show a sentence on the picture until the next hold, rest, switch or exercise."""
        self._note, self._noted_at = text, self._guided.session.phase.entry
        self.refresh()

    def turn(self, view: str) -> None:
        """Show another view or photo of the present exercise until the next one; "" for the usual picture."""
        self._turned = (self._guided.session.phase.entry, view)
        self.refresh()

    def on_event(self, event: Event) -> None:
        """Take in what has happened."""
        match event:
            case PhaseEnded(outcome=Outcome.EASED, phase=phase) if phase.exercise not in self._guided.easier:
                easier = wording.easier(self._exercise(phase), self._guided.settings.conditions)
                text = tr("Noted. Next time the easier form comes first: {easier}")
                noted = text.format(easier=wording.fill(easier, phase.side))
                # it is read while the next one begins
                self.note(wording.titled(self._exercise(phase).text.name, noted))
                self._noted_at = None
            case PhaseReopened():
                self.note("")
            case PhaseStarted(phase=phase) if not self._may_stay(phase):
                self.note("")
            case Paused(reason=reason):
                self._stalled = reason is PauseReason.STALL
                self._paused_at = None if self._stalled else self._wall()

    def _wall(self) -> datetime:
        left_s = self._guided.session.session_remaining_s(self._guided.now())
        return self._guided.finish_time() - timedelta(seconds=left_s)

    def _may_stay(self, phase: Phase) -> bool:
        """Whether what is noted still counts when this phase begins: at the start of one exercise alone."""
        if self._noted_at is None:
            self._noted_at = phase.entry
        return phase.kind is PhaseKind.PREPARE and self._noted_at == phase.entry

    def announcement(self, event: Event) -> str:
        """What to say of an event to somebody who does not see the window; empty if nothing."""
        match event:
            case PhaseStarted(phase=phase):
                return wording.sentence(wording.listed(self._beginning(phase)))
            case PhaseExtended(phase=phase):
                text = tr("Ten seconds more, {length} now.")
                return text.format(length=wording.seconds(phase.duration_s))
            case Paused(reason=PauseReason.STALL):
                return tr("The computer slept, so the session waits. Space goes on.")
            case Paused():
                return tr("Paused. Space goes on.")
            case Resuming():
                words = tr_count(
                    "Going on in {seconds} second.", "Going on in {seconds} seconds.", int(LEAD_IN_S)
                )
                return words.format(seconds=wording.number(LEAD_IN_S))
            case Resumed():
                left = self._guided.session.remaining_s(self._guided.now())
                return tr("Going on, {left} left.").format(left=wording.seconds(round(left)))
            case SessionFinished(stopped=stopped):
                return tr("Session ended.") if stopped else tr("Session done.")
        return ""

    def view(self) -> SessionView:
        """The present moment."""
        session, now = self._guided.session, self._guided.now()
        if self._phase is None:
            self._phase = self._make_phase(session)
        read = self._what_is_read(session, now)
        if self._second is None or read != self._read:
            self._read, self._second = read, self._make_second(session, now)
        return SessionView(self._phase, self._second, fraction_of(session, now), self._lungs(session, now))

    def next_change_ms(self) -> int:
        """Until the ring moves on; or until the digits change, if that is about as soon."""
        session = self._guided.session
        step = self._step_ms(session)
        digits = math.ceil(left_s(session, self._guided.now()) % 1 * 1000)
        return digits if 0 < digits < 1.5 * step else step

    def _step_ms(self, session: Session) -> int:
        if self._still(self._guided.settings):
            return STILL_FRAME_MS
        if self._paced(session):
            return FRAME_MS
        if session.phase.kind is PhaseKind.HOLD:
            return HOLD_FRAME_MS
        return min(SLOW_FRAME_MS, max(FRAME_MS, round(session.phase.duration_s * 1000 / RING_STEPS)))

    # The phase

    def _make_phase(self, session: Session) -> PhaseView:
        guided, phase = self._guided, session.phase
        exercise = self._exercise(phase)
        felt = wording.fill(exercise.text.felt, phase.side)
        count = tr("exercise {number} of {count}")
        warnings = self._warnings()
        self._lines = self._instructions(phase)
        return PhaseView(
            kind=phase.kind,
            side=phase.side,
            entry=phase.entry,
            routine=guided.routine.name,
            count=count.format(
                number=wording.number(phase.entry + 1), count=wording.number(len(guided.routine.entries))
            ),
            name=exercise.text.name,
            place=BETWEEN.join(self._place(phase)),
            rep=BETWEEN.join((*self._place(phase), wording.side_phrase(phase.side))),
            feel=tr("Feel it: {place}").format(place=felt),
            note=self._note,
            exercises=tuple(entry.of(guided.exercises).text.name for entry in guided.routine.entries),
            steps=tuple(words for words, _ in self._lines),
            dots=tuple(dots(session)),
            picture=self._picture(phase),
            following=self._following(phase),
            coming=self._coming(session) or self._following(phase),
            pause=tr("Go on") if guided.waits else tr("Pause"),
            by_hand=phase.manual,
            waits=guided.waits,
            warning=" · ".join(short for short, _ in warnings),
            warnings=tuple(long for _, long in warnings),
        )

    def _exercise(self, phase: Phase) -> Exercise:
        """The exercise as it was when the session began: it may be changed or deleted meanwhile."""
        return self._guided.exercises[phase.exercise]

    def _is_easier_first(self, exercise: Exercise) -> bool:
        return exercise.id in self._guided.easier

    def _place(self, phase: Phase) -> list[str]:
        """Set and repetition of a phase, as far as there are several."""
        same = [p for p in self._guided.session.timeline if p.entry == phase.entry and p.kind.is_work]
        reps, sets = max(p.rep for p in same), max(p.set for p in same)
        parts = []
        if sets > 1:
            parts.append(_set_of(phase.set, sets))
        if reps > 1 or self._exercise(phase).kind is Kind.REPETITION:
            parts.append(
                tr("Rep {number} of {count}").format(
                    number=wording.number(phase.rep), count=wording.number(reps)
                )
            )
        return parts

    def _beginning(self, phase: Phase) -> list[str]:
        """What begins, in parts of a sentence."""
        words = [wording.phase(phase.kind)]
        if phase.kind is PhaseKind.PREPARE:
            words.append(self._exercise(phase).text.name)
        if phase.kind.is_work:
            words += self._place(phase)
        if phase.kind is not PhaseKind.REST:
            words.append(wording.side_phrase(phase.side))
        words.append(tr("Enter when done") if phase.manual else wording.seconds(phase.duration_s))
        return words

    def _picture(self, phase: Phase) -> PictureWish:
        exercise, still = self._exercise(phase), self._still(self._guided.settings)
        name = {
            PhaseKind.PREPARE: "start" if still else "motion",
            PhaseKind.SWITCH: "start" if still else "motion",
            PhaseKind.REST: "start",
            PhaseKind.HOLD: "hold",
            PhaseKind.REPETITION: "hold" if still else "motion",
        }[phase.kind]
        mirrored = phase.side is Side.LEFT
        easier = self._is_easier_first(exercise)
        entry, view = self._turned or (phase.entry, "")
        return PictureWish(
            exercise.id,
            ("easier", name) if easier else (name,),
            mirrored=mirrored,
            can_turn=not easier,
            turned=view if entry == phase.entry else "",
        )

    def _coming(self, session: Session) -> Following | None:
        """The other side or the next set of the same exercise; None after the last of them."""
        now = session.phase
        same = [p for p in session.timeline if p.entry == now.entry and p.kind.is_work]
        later = (p for p in same if p.index > now.index and (p.side, p.set) != (now.side, now.set))
        if (then := next(later, None)) is None:
            return None
        words = []
        if then.set != now.set:
            words.append(_set_of(then.set, max(p.set for p in same)))
        if then.side is not now.side:
            words.append(wording.side_phrase(then.side))
        return Following(tr("Next"), wording.listed(words))

    def _following(self, phase: Phase) -> Following:
        guided = self._guided
        if phase.entry + 1 >= len(guided.routine.entries):
            return Following(tr("Then"), tr("You are done"))
        entry = guided.routine.entries[phase.entry + 1]
        exercise = entry.of(guided.exercises)
        amount = wording.dosage(exercise, dosage_for(entry, exercise, guided.settings))
        words = tr("{exercise}, {dosage}").format(exercise=exercise.text.name, dosage=amount)
        return Following(tr("Next"), words, exercise.id)

    def _instructions(self, phase: Phase) -> tuple[Line, ...]:
        """The position unless the first step says it, what to mind, the steps, how to breathe, how to get out."""
        exercise, conditions = self._exercise(phase), self._guided.settings.conditions
        text, easier = exercise.text, self._is_easier_first(exercise)
        # the easier form may be in another position, and says in which
        theirs = text.steps_of(easier=easier) is not text.steps
        said = theirs or wording.says_position(text.steps[0])
        position = "" if said else wording.sentence(wording.position(exercise.position))
        mind = wording.caution(exercise, conditions)
        if not mind and text.easier and easier:
            mind = tr("Easier form: {easier}").format(easier=text.easier)
        lines = (
            (position, StepPart.SET_UP),
            (mind, StepPart.SET_UP),
            *exercise.steps_of(easier=easier),
            (text.breathing, StepPart.HOLD),
            (text.leave, StepPart.RELEASE),
        )
        return tuple((wording.fill(line, phase.side), part) for line, part in lines if line)

    def _warnings(self) -> list[tuple[str, str]]:
        """What is wrong with sound, screen and whatever there is a message of, in a few words and in a sentence."""
        guided = self._guided
        found = []
        if guided.settings.sound and (problem := guided.sound_problem):
            found.append((tr("No sound"), problem))
        elif guided.settings.sound and self.muted:
            found.append((tr("Muted"), self.muted))
        if guided.screen_may_sleep:
            long = tr("This desktop does not let programs keep the screen on.")
            found.append((tr("The screen may go dark"), long))
        if (said := self._messages()) and not guided.waits:
            found.append((tr("A message: pause to read it"), "\n".join(said)))
        return found

    # The second

    def _what_is_read(self, session: Session, now: float) -> tuple[object, ...]:
        """What decides on the words: as long as it is the same, so are they."""
        phase, elapsed_s = session.phase, session.elapsed_s(now)
        part: tuple[object, ...] = ()
        if phase.kind is PhaseKind.REPETITION and not phase.manual:
            name, seconds = tempo(self._exercise(phase), phase, elapsed_s)
            part = (name, rounded_up(seconds))
        elif self._paced(session):
            part = (breath(elapsed_s)[1],)
        elif phase.manual:
            part = (int(elapsed_s),)
        return (rounded_up(left_s(session, now)), *part)

    def _make_second(self, session: Session, now: float) -> SecondView:
        word, digits, below = self._in_the_ring(session, now)
        lift_s = self._exercise(session.phase).lift_s
        since = self._paused_at if self._guided.waits else None
        finish = (
            tr("paused since {time}  ·  {length} left") if since else tr("done at {time}  ·  {length} left")
        )
        length = wording.left(session.session_remaining_s(now))
        left = tr("{length} left").format(length=length)
        return SecondView(
            word,
            digits,
            below,
            waiting=wording.phase(session.phase.kind) if self._guided.waits else "",
            left=left,
            moment=self._moment(session, now, left),
            step=current(self._lines, session.phase, lift_s, session.elapsed_s(now)),
            finish=finish.format(time=wording.clock(since or self._guided.finish_time()), length=length),
            segments=tuple(segments(session, now)),
            press=self._offered(session),
        )

    def _moment(self, session: Session, now: float, left: str) -> str:
        """Whether the session waits, its phase with the seconds of it, unless the person ends it, and what is left."""
        phase = session.phase
        stands = wording.phase(phase.kind)
        if not phase.manual:
            stands = wording.titled(stands, wording.seconds(rounded_up(session.remaining_s(now))))
        return BETWEEN.join((*((tr("Paused"),) if self._guided.waits else ()), stands, left))

    def _in_the_ring(self, session: Session, now: float) -> tuple[str, str, str]:
        """Word, digits and the line below them."""
        phase, left = session.phase, session.remaining_s(now)
        if session.state is State.LEAD_IN:
            below = tr("{length} left").format(length=wording.seconds(math.ceil(left)))
            return tr("Going on in"), wording.number(rounded_up(session.lead_s(now))), below
        word, digits = wording.phase(phase.kind), wording.number(rounded_up(left))
        below = tr("of {length}").format(length=wording.seconds(phase.duration_s))
        if phase.manual:
            digits, below = wording.number(phase.rep), tr("Enter when done")
        elif phase.kind is PhaseKind.PREPARE:
            below = tr("{key} to begin now").format(key="→")
        elif phase.kind is PhaseKind.REPETITION:
            exercise = self._exercise(phase)
            name, seconds = tempo(exercise, phase, session.elapsed_s(now))
            words = exercise.text.tempo or (
                tr_in("into the hold of a repetition", "Up"),
                tr_in("the hold of a repetition", "Hold"),
                tr_in("out of the hold of a repetition", "Let go"),
            )
            word = dict(zip(Tempo, words, strict=True))[name]
            digits, below = wording.number(rounded_up(seconds)), wording.side_phrase(phase.side)
        elif self._paced(session):
            inhaling = breath(session.elapsed_s(now))[1]
            below = tr("breathe in") if inhaling else tr("breathe out")
        if self._guided.waits:
            word = tr("Paused")
            below = (
                tr("the computer slept") if self._stalled else tr("{key} to go on").format(key=tr("Space"))
            )
        return word, digits, below

    def _offered(self, session: Session) -> Act | None:
        """What the line below the digits says to do, if anything."""
        if self._guided.waits:
            return Act.TOGGLE_PAUSE
        if session.state is State.LEAD_IN:
            return None
        if session.phase.manual:
            return Act.DONE
        return Act.SKIP if session.phase.kind is PhaseKind.PREPARE else None

    def _paced(self, session: Session) -> bool:
        """Whether this moment has a pace to breathe by."""
        holds = session.phase.kind is PhaseKind.HOLD and session.state is State.RUNNING
        return holds and self._guided.settings.breathing

    def _lungs(self, session: Session, now: float) -> float | None:
        """How full they are; None where nothing is to move: then the words alone say it."""
        if not self._paced(session) or self._still(self._guided.settings):
            return None
        return breath(session.elapsed_s(now))[0]


def _set_of(number: int, count: int) -> str:
    return tr("Set {number} of {count}").format(number=wording.number(number), count=wording.number(count))
