"""What a session shows at one moment: in the window, in the terminal, to a screen reader."""

from dataclasses import dataclass

from hipstretch.core.exercise import Side
from hipstretch.core.timeline import PhaseKind

from .keys import Act

BETWEEN = "  ·  "
"""Between what is told side by side."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One repetition: how much of it is done, from 0 to 1, and whether it was left out."""

    filled: float
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class DotGroup:
    """The repetitions of one side and set."""

    side: Side
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class PictureWish:
    """The picture of an exercise: of `names`, as data/pictures.py has them, the first that exists is shown.

    `can_turn` says that its other view, "second", may be asked for, if there is one. `turned` is the view that was
    asked for, that one or the file of a photo, and "" for none.
    """

    exercise: str
    names: tuple[str, ...]
    mirrored: bool = False
    can_turn: bool = True
    turned: str = ""


@dataclass(frozen=True, slots=True)
class Following:
    """What comes next; `exercise` is empty if that is no exercise."""

    title: str
    words: str
    exercise: str = ""


@dataclass(frozen=True, slots=True)
class PhaseView:
    """What changes with the phase, with a command or with the settings.

    `place` names set and repetition, as far as there are several, `rep` the side as well. `feel` and `note` are
    sentences on the picture; an empty note is none.
    `following` is the next exercise, `coming` what comes next in truth: the other side, the next set or that.
    `exercises` are the names of all of them, `steps` the instructions, `dots` the repetitions of the exercise, a group
    for each side and set.
    `warning` is a word or two about sound and screen, `warnings` the same in sentences.
    """

    kind: PhaseKind
    side: Side
    entry: int
    routine: str
    count: str
    name: str
    place: str
    rep: str
    feel: str
    note: str
    exercises: tuple[str, ...]
    steps: tuple[str, ...]
    dots: tuple[DotGroup, ...]
    picture: PictureWish
    following: Following
    coming: Following
    pause: str
    by_hand: bool
    waits: bool
    warning: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SecondView:
    """What changes with the seconds.

    `word`, `digits` and `below` stand in the ring, `press` is what it offers to do;
    `waiting` is the phase that waits, in a word, empty while it runs;
    `left` is how long the session takes still, `moment` where it stands, in one line.
    `step` is the place of the current one of `PhaseView.steps`.
    `segments` has seconds and the part that is over, from 0 to 1, of every exercise.
    """

    word: str
    digits: str
    below: str
    waiting: str
    left: str
    moment: str
    step: int
    finish: str
    segments: tuple[tuple[float, float], ...]
    press: Act | None = None


@dataclass(frozen=True, slots=True)
class SessionView:
    """A moment of a session. `phase` and `second` are the same objects as long as they are equal.

    `fraction` is how much of the phase is over, from 0 to 1; `breath` how full the lungs are, None for no pace.
    """

    phase: PhaseView
    second: SecondView
    fraction: float
    breath: float | None
