"""What an exercise is: its facts, its dosage and the words that lead through it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import zip_longest

from .conditions import Condition, Equipment

LAST_RANK = 99
"""The rank of an exercise that says nothing of it."""
MOST_PHOTOS = 6
"""Of an own exercise."""


class Side(StrEnum):
    """The person's own side that works; BOTH means both sides at once, so there is no second side."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    @property
    def other(self) -> "Side":
        """The opposite side; BOTH is its own opposite."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT, Side.BOTH: Side.BOTH}[self]


class Sides(StrEnum):
    """Which sides an exercise trains: each in turn, both at once, or just one of them."""

    EACH = "each"
    BOTH = "both"
    LEFT = "left"
    RIGHT = "right"

    def order(self, first: Side) -> tuple[Side, ...]:
        """The sides in the order they are done, `first` deciding between left and right."""
        return (first, first.other) if self is Sides.EACH else (Side(self.value),)


class MuscleGroup(StrEnum):
    """Where the hip is worked."""

    FRONT = "front"
    BACK = "back"
    OUTER = "outer"
    INNER = "inner"


class Position(StrEnum):
    """How the body rests; a change between two of them takes longer to prepare."""

    SUPINE = "supine"
    PRONE = "prone"
    SIDE_LYING = "side-lying"
    FLOOR_SITTING = "floor-sitting"
    KNEELING = "kneeling"
    CHAIR = "chair"
    STANDING = "standing"


class Kind(StrEnum):
    """A stretch or squeeze that is held, or a movement that is repeated by tempo or by hand."""

    HOLD = "hold"
    REPETITION = "repetition"


class StepPart(StrEnum):
    """What a step is for: getting into the position and the stretch, what to mind while it is held, the way out."""

    SET_UP = "set-up"
    HOLD = "hold"
    RELEASE = "release"


@dataclass(frozen=True, slots=True)
class Dosage:
    """How much of an exercise: seconds and counts.

    For a repetition exercise `hold_s` is the pause at the top of each repetition.
    `sets` and `reps` count per side. `rest_s` lies between repetitions, `set_rest_s` between sets.
    """

    hold_s: float
    reps: int = 1
    sets: int = 1
    rest_s: float = 0.0
    set_rest_s: float = 30.0

    def counts(self, name: str) -> bool:
        """Whether this number makes a difference: a rest does only where there is something to rest between."""
        between = {"rest_s": self.reps, "set_rest_s": self.sets}
        return name not in between or between[name] > 1


@dataclass(frozen=True, slots=True)
class Recommended:
    """The ranges the sources recommend, shown beside the person's own dosage; each is (least, most)."""

    hold_s: tuple[float, float]
    reps: tuple[int, int]
    sets: tuple[int, int]
    times_a_day: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Text:
    """An exercise in words of one language.

    "{side}" and "{other}" stand for the side that works and the other one.

    `felt` completes "Feel it: …"; `source` says in a sentence where facts and numbers come from. `also` are other
    names the exercise goes by. `leave` is the way out of the position, right for either form; empty if nothing is
    said of it. `tempo` are the three words of a repetition, for going into the hold, for holding and for coming
    back; empty for the usual ones. `easier_steps` are the steps of the easier form, where the usual ones would
    mislead. `adapted` are sentences on how to do it with a condition; they are said instead of `easier`.
    """

    name: str
    steps: tuple[str, ...]
    felt: str
    breathing: str
    mistakes: tuple[str, ...]
    easier: str
    harder: str
    cautions: tuple[str, ...]
    stop: str
    equipment: tuple[str, ...]
    source: str
    also: tuple[str, ...] = ()
    leave: str = ""
    tempo: tuple[str, ...] = ()
    easier_steps: tuple[str, ...] = ()
    adapted: Mapping[str, str] = field(default_factory=dict)

    def steps_of(self, *, easier: bool) -> tuple[str, ...]:
        """The steps of the easier form, if that counts and has its own, else the usual ones."""
        return (easier and self.easier_steps) or self.steps

    def easier_for(self, because: Iterable[Condition]) -> str:
        """How to do it in its easier form for someone with these conditions: what is said of them, or of all."""
        said = dict.fromkeys(self.adapted[c] for c in because if c in self.adapted)
        return " ".join(said) or self.easier


@dataclass(frozen=True, slots=True)
class Exercise:
    """One exercise. `lift_s` and `lower_s` are the tempo of a repetition exercise, 0 for a hold.

    `rank` is its turn among those of its group when something is suggested, the smallest first. `closes` is 0, or
    its place at the end of a session: first a twist, last what bends back. `leave_out` and `adapt` are conditions
    that speak against it, or for its easier form (exercises.md, section 1.3). `step_parts` and `easier_step_parts`
    say what each step of its text is for; one of which nothing is said sets up. `photos` are the files of an own
    exercise with several, in order: the first shows the start, and `hold_photo`, else the second, the hold.
    """

    id: str
    kind: Kind
    group: MuscleGroup
    sides: Sides
    position: Position
    dosage: Dosage
    recommended: Recommended
    text: Text
    lift_s: float = 0.0
    lower_s: float = 0.0
    strength: bool = False
    rank: int = LAST_RANK
    closes: int = 0
    needs: tuple[Equipment, ...] = ()
    leave_out: tuple[Condition, ...] = ()
    adapt: tuple[Condition, ...] = ()
    step_parts: tuple[StepPart, ...] = ()
    easier_step_parts: tuple[StepPart, ...] = ()
    photos: tuple[str, ...] = ()
    hold_photo: str = ""

    def steps_of(self, *, easier: bool) -> tuple[tuple[str, StepPart], ...]:
        """Each step of the easier form, or of the usual one, with what it is for."""
        steps = self.text.steps_of(easier=easier)
        parts = self.step_parts if steps is self.text.steps else self.easier_step_parts
        return tuple(zip_longest(steps, parts[: len(steps)], fillvalue=StepPart.SET_UP))


def hold_of(photos: Sequence[str], marked: str) -> str:
    """Which of the photos shows the hold: the one that is marked, else the second, else the only one."""
    return marked if marked in photos else next(iter([*photos[1:2], *photos[:1]]), "")
