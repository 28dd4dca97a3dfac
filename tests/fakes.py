"""Stand-ins that tests share: a clock that tests turn, small exercises, a player that remembers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from hipstretch.core.exercise import Dosage, Exercise, Kind, MuscleGroup, Position, Recommended, Sides, Text
from hipstretch.core.routine import Entry, Routine
from hipstretch.core.settings import Settings, SoundPlayer
from hipstretch.core.timeline import Cue
from hipstretch.qt.sound.output import Output, OutputLook
from hipstretch.qt.worker import WorkHere

T = TypeVar("T")

TEXT = Text(
    name="Lunge",
    steps=("Kneel.", "Glide forward until the front of the {side} hip pulls."),
    felt="front of the {side} hip",
    breathing="Breathe slowly.",
    mistakes=("Arching the back.",),
    easier="Stand instead.",
    harder="Raise the arm.",
    cautions=("Sore knees: stand.",),
    stop="The knee hurts.",
    equipment=("mat",),
    source="A source.",
)


def exercise(
    id_: str = "lunge",
    *,
    kind: Kind = Kind.HOLD,
    sides: Sides = Sides.EACH,
    position: Position = Position.KNEELING,
    dosage: Dosage | None = None,
    lift_s: float = 0.0,
    lower_s: float = 0.0,
) -> Exercise:
    """An exercise; 20 s twice each side with 5 s of rest unless told otherwise."""
    return Exercise(
        id=id_,
        kind=kind,
        group=MuscleGroup.FRONT,
        sides=sides,
        position=position,
        dosage=dosage or Dosage(hold_s=20, reps=2, rest_s=5),
        recommended=Recommended((15, 30), (1, 3), (1, 1), (1, 1)),
        text=replace(TEXT, name=id_.capitalize()),
        lift_s=lift_s,
        lower_s=lower_s,
    )


def routine(*exercises: Exercise) -> tuple[Routine, dict[str, Exercise]]:
    """A routine of these exercises in this order, and the exercises by id."""
    entries = tuple(Entry(e.id) for e in exercises)
    return Routine("test", "Test", "For tests.", entries), {e.id: e for e in exercises}


class FakeClock:
    """A clock that stands until a test moves it. It begins at 1000 s, on 4 May 2026 at 18:30 UTC."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.asleep_s = 0.0
        """Seconds for which the computer was asleep."""
        self.wall_offset = timedelta()
        """By how much the wall clock was set forward (or back) by hand."""

    def now(self) -> float:
        return self.seconds

    def with_sleep(self) -> float:
        return self.seconds + self.asleep_s

    def wall(self) -> datetime:
        passed = timedelta(seconds=self.with_sleep() - 1000)
        return datetime(2026, 5, 4, 18, 30, tzinfo=UTC) + passed + self.wall_offset

    def advance(self, seconds: float) -> None:
        """Let time pass while the computer is awake."""
        self.seconds += seconds

    def sleep(self, seconds: float) -> None:
        """Let time pass while the computer is asleep."""
        self.asleep_s += seconds


class LaterWork(WorkHere):
    """Work that waits until a test lets it be done."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def submit(
        self,
        job: Callable[[], T],
        then: Callable[[T], None] = lambda _: None,
        failed: Callable[[Exception], None] | None = None,
        *,
        replaces: str = "",
    ) -> None:
        here = super().submit
        self.waiting.append(lambda: here(job, then, failed, replaces=replaces))

    def do_one(self) -> None:
        """Do the job that waits longest."""
        self.waiting.pop(0)()

    def do_all(self) -> None:
        """Do all jobs, and those that these bring."""
        while self.waiting:
            self.do_one()


class FakeOutput(OutputLook):
    """Tells at once that sounds come out of `output`."""

    def __init__(self, output: Output | None = None) -> None:
        super().__init__()
        self.output = output

    def look(self) -> None:
        self.found.emit(self.output)


class FakePlayer(QObject):
    """A cue player that only remembers what it was asked to play."""

    problem_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kind: SoundPlayer | None = SoundPlayer.SIMPLEAUDIO
        self.played: list[Cue] = []
        self.problem: str | None = None
        self.rests = 0
        self.expected: list[float] = []

    def play(self, cue: Cue) -> None:
        self.played.append(cue)

    def set_theme(self, theme: str) -> None:
        """Takes no sounds from any folder."""

    def set_volume(self, percent: int) -> None:
        """Plays nothing at any volume."""

    def prepare_in(self, seconds: float) -> None:
        self.expected.append(seconds)

    def release(self) -> None:
        self.rests += 1

    def when_ready(self, then: Callable[[], None]) -> None:
        """Always is."""
        then()

    def close(self) -> None:
        """Holds no device."""


VOICES = ("Anna", "Ben")
"""Names of voices, which are the same in every language."""


class FakeVoice(QObject):
    """A voice that notes what it says, at ten characters a second."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.stopped = 0
        self.ready = True
        self.speaking = False
        self.problem: str | None = None
        self.spoken = "en"
        self.settings = Settings()
        self.closed = False

    def names(self) -> tuple[str, ...]:
        return VOICES

    def say(self, text: str) -> bool:
        if self.ready:
            self.said.append(text)
            self.speaking = True
        return self.ready

    def stop(self) -> None:
        self.stopped += self.speaking
        self.speaking = False

    def takes_s(self, text: str) -> float:
        return len(text) / 10

    def set_up(self, settings: Settings) -> None:
        self.settings = settings

    def when_ready(self, then: Callable[[], None]) -> None:
        then()

    def close(self) -> None:
        self.closed = True
