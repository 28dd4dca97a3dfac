"""Thirty people and what is suggested to them, looked through one by one."""

from collections.abc import Mapping
from dataclasses import dataclass

from hipstretch.core.check import Grade
from hipstretch.core.conditions import Condition, Equipment
from hipstretch.core.exercise import MuscleGroup, Position, Side
from hipstretch.core.suggestion import Wishes

GRADES = {"e": Grade.EASY, "b": Grade.A_BIT_TIGHT, "t": Grade.TIGHT}
LYING = (Position.SUPINE, Position.PRONE, Position.SIDE_LYING)
FLOOR = (*LYING, Position.FLOOR_SITTING, Position.KNEELING)


@dataclass(frozen=True)
class Case:
    """A person: `found` are the grades of front, back, outer and inner, left and right: "te ee -- bb"."""

    who: str
    minutes: int
    found: str = "-- -- -- --"
    conditions: tuple[Condition, ...] = ()
    lacks: tuple[Equipment, ...] = ()
    avoids: tuple[Position, ...] = ()
    hidden: tuple[str, ...] = ()

    @property
    def wishes(self) -> Wishes:
        """What the strategy is asked."""
        return Wishes(self.minutes, self.grades, self.conditions, self.lacks, self.avoids, self.hidden)

    @property
    def grades(self) -> Mapping[tuple[MuscleGroup, Side], Grade]:
        """The grades by group and side."""
        return {
            (group, side): GRADES[letter]
            for group, letters in zip(MuscleGroup, self.found.split(), strict=True)
            for side, letter in zip((Side.LEFT, Side.RIGHT), letters, strict=True)
            if letter in GRADES
        }


C = Condition
CASES = (
    Case("nothing checked, six minutes", 6),
    Case("nothing checked, the shortest", 3),
    Case("nothing checked, half an hour", 30),
    Case("everything easy", 10, "ee ee ee ee"),
    Case("everything tight", 10, "tt tt tt tt"),
    Case("everything tight, time enough", 25, "tt tt tt tt"),
    Case("left front tight, little time", 6, "te ee ee ee"),
    Case("left front tight, ten minutes", 10, "te ee ee ee"),
    Case("right back tight", 8, "ee et ee ee"),
    Case("outer hips tight on both sides", 8, "ee ee tt ee"),
    Case("inner tight, right more", 8, "ee ee ee bt"),
    Case("only the front was checked", 10, "tb -- -- --"),
    Case("one side stiff all over", 12, "tb tb tb tb"),
    Case("opposite sides", 12, "te et te et"),
    Case("sits all day: front and outer", 15, "tt be tt ee"),
    Case("at the desk, nobody lies down", 8, "bb tt bb ee", avoids=FLOOR),
    Case("at the desk without a chair", 6, avoids=FLOOR, lacks=(Equipment.CHAIR,)),
    Case(
        "in bed: only lying", 10, "bb bb bb bb", avoids=(Position.STANDING, Position.CHAIR, Position.KNEELING)
    ),
    Case("nothing at hand but a mat", 10, lacks=tuple(Equipment)),
    Case("hates the bridge and the lunge", 8, hidden=("bridge", "half-kneel-lunge")),
    Case("new hip from the back", 10, "bb bb -- bb", (C.HIP_REPLACEMENT_POSTERIOR,)),
    Case("new hip from the side", 10, "-- bb -- --", (C.HIP_REPLACEMENT_LATERAL,)),
    Case("new hip from the front", 8, "-- tt -- ee", (C.HIP_REPLACEMENT_ANTERIOR,)),
    Case("sore knees", 10, "bb bb tb ee", (C.KNEE_PAIN,)),
    Case("osteoporosis, seventy-five", 12, "bb tt bb bb", (C.OSTEOPOROSIS,)),
    Case("pregnant", 10, "bb bb tt bb", (C.PREGNANCY,)),
    Case("pregnant with pelvic pain", 8, "-- bb bb --", (C.PREGNANCY, C.PELVIC_PAIN)),
    Case("stenosis", 10, "bb tt tt ee", (C.ARCHING_HURTS,)),
    Case("disc and a tight left back", 10, "ee te bb ee", (C.BENDING_HURTS,)),
    Case("arthritis pinch and sore outer tendon", 12, "be bb tt be", (C.HIP_PINCH, C.OUTER_HIP_TENDON)),
)

EXPECTED = {
    "nothing checked, six minutes": (
        "bridge 3 x 10",
        "half-kneel-lunge 1 x 20",
        "supine-hamstring-strap 1 x 30",
        "supine-figure-four 1 x 30",
        "supine-leg-out 1 x 30",
    ),
    "nothing checked, the shortest": (
        "half-kneel-lunge 1 x 20",
        "supine-hamstring-strap 1 x 20",
        "supine-leg-out 1 x 20",
    ),
    "nothing checked, half an hour": (
        "side-leg-lift 10 x 2",
        "bridge 3 x 10",
        "adductor-squeeze 10 x 5",
        "standing-quad 2 x 25",
        "standing-hamstring 1 x 25",
        "side-lunge 1 x 25",
        "seated-hamstring 2 x 30",
        "seated-figure-four 1 x 30",
        "half-kneel-lunge 2 x 20",
        "kneeling-tuck 2 x 30",
        "butterfly 2 x 30",
        "supine-hamstring-strap 2 x 30",
        "supine-figure-four 2 x 30",
        "knee-to-opposite-shoulder 2 x 30",
        "supine-leg-out 2 x 30",
    ),
    "everything easy": (
        "side-leg-lift 10 x 2",
        "bridge 3 x 10",
        "half-kneel-lunge 2 x 25",
        "supine-hamstring-strap 1 x 30",
        "supine-figure-four 1 x 30",
        "supine-leg-out 1 x 30",
    ),
    "everything tight": (
        "half-kneel-lunge 2 x 25",
        "supine-hamstring-strap 2 x 30",
        "supine-figure-four 2 x 30",
        "supine-leg-out 2 x 30",
    ),
    "everything tight, time enough": (
        "side-leg-lift 10 x 2",
        "bridge 3 x 10",
        "standing-quad 2 x 25",
        "standing-hamstring 1 x 30",
        "seated-hamstring 2 x 30",
        "half-kneel-lunge 2 x 20",
        "kneeling-tuck 1 x 30",
        "butterfly 2 x 30",
        "supine-hamstring-strap 2 x 30",
        "supine-figure-four 2 x 30",
        "knee-to-opposite-shoulder 2 x 30",
        "supine-leg-out 2 x 30",
    ),
    "left front tight, little time": (
        "bridge 3 x 10",
        "half-kneel-lunge 1 x 20",
        "half-kneel-lunge 1 x 20 left",
        "supine-hamstring-strap 1 x 20",
        "supine-figure-four 1 x 30",
        "supine-leg-out 1 x 25",
    ),
    "left front tight, ten minutes": (
        "bridge 3 x 10",
        "standing-quad 1 x 30",
        "standing-quad 1 x 30 left",
        "half-kneel-lunge 1 x 20",
        "half-kneel-lunge 2 x 20 left",
        "supine-hamstring-strap 2 x 25",
        "supine-figure-four 1 x 30",
        "supine-leg-out 1 x 30",
    ),
    "right back tight": (
        "bridge 3 x 10",
        "half-kneel-lunge 2 x 20",
        "supine-hamstring-strap 1 x 30",
        "supine-hamstring-strap 2 x 30 right",
        "supine-figure-four 1 x 30",
        "supine-leg-out 1 x 25",
    ),
    "outer hips tight on both sides": (
        "bridge 3 x 10",
        "half-kneel-lunge 1 x 20",
        "supine-hamstring-strap 1 x 25",
        "supine-figure-four 2 x 30",
        "knee-to-opposite-shoulder 1 x 25",
        "supine-leg-out 1 x 25",
    ),
    "inner tight, right more": (
        "bridge 3 x 10",
        "half-kneel-lunge 1 x 20",
        "butterfly 2 x 30",
        "supine-hamstring-strap 1 x 30",
        "supine-figure-four 1 x 30",
        "supine-leg-out 1 x 30",
        "supine-leg-out 1 x 30 right",
    ),
    "only the front was checked": (
        "bridge 3 x 10",
        "standing-quad 2 x 35",
        "half-kneel-lunge 1 x 25",
        "half-kneel-lunge 1 x 25 left",
        "supine-hamstring-strap 1 x 35",
        "supine-figure-four 1 x 30",
        "supine-leg-out 1 x 30",
    ),
    "one side stiff all over": (
        "bridge 3 x 10",
        "standing-quad 1 x 25",
        "seated-hamstring 1 x 25",
        "half-kneel-lunge 1 x 20",
        "half-kneel-lunge 1 x 20 left",
        "supine-hamstring-strap 1 x 30",
        "supine-hamstring-strap 1 x 30 left",
        "supine-figure-four 1 x 30",
        "supine-figure-four 1 x 30 left",
        "knee-to-opposite-shoulder 1 x 25",
        "supine-leg-out 1 x 30",
        "supine-leg-out 1 x 30 left",
    ),
    "opposite sides": (
        "bridge 3 x 10",
        "standing-quad 1 x 25",
        "half-kneel-lunge 1 x 20",
        "half-kneel-lunge 2 x 20 left",
        "supine-hamstring-strap 1 x 30",
        "supine-hamstring-strap 2 x 30 right",
        "supine-figure-four 1 x 30",
        "supine-figure-four 2 x 30 left",
        "supine-leg-out 1 x 30",
        "supine-leg-out 2 x 30 right",
    ),
    "sits all day: front and outer": (
        "bridge 3 x 10",
        "standing-quad 2 x 30",
        "seated-hamstring 1 x 25",
        "half-kneel-lunge 2 x 20",
        "supine-hamstring-strap 1 x 30",
        "supine-hamstring-strap 1 x 30 left",
        "supine-figure-four 2 x 30",
        "knee-to-opposite-shoulder 2 x 30",
        "supine-leg-out 1 x 20",
    ),
    "at the desk, nobody lies down": (
        "standing-quad 2 x 25",
        "standing-hamstring 1 x 25",
        "side-lunge 1 x 25",
        "seated-hamstring 2 x 25",
        "seated-figure-four 1 x 25",
    ),
    "at the desk without a chair": (
        "standing-quad 2 x 35",
        "standing-hamstring 1 x 40",
        "side-lunge 1 x 35",
    ),
    "in bed: only lying": (
        "bridge 3 x 10",
        "side-lying-quad 2 x 25",
        "supine-hamstring-strap 2 x 30",
        "supine-figure-four 2 x 30",
        "supine-leg-out 1 x 30",
    ),
    "nothing at hand but a mat": (
        "bridge 3 x 10",
        "standing-quad 2 x 25",
        "side-lying-quad 1 x 30",
        "supine-figure-four 2 x 30",
        "supine-leg-out 2 x 30",
    ),
    "hates the bridge and the lunge": (
        "side-leg-lift 10 x 2",
        "standing-quad 1 x 30",
        "supine-hamstring-strap 1 x 30",
        "supine-figure-four 1 x 30",
        "supine-leg-out 1 x 30",
    ),
    "new hip from the back": (
        "side-leg-lift 10 x 2, easier",
        "half-kneel-lunge 2 x 20, easier",
        "supine-hamstring-strap 2 x 30, easier",
        "supine-leg-out 2 x 30, easier",
    ),
    "new hip from the side": (
        "bridge 3 x 10, easier",
        "half-kneel-lunge 2 x 20, easier",
        "supine-hamstring-strap 3 x 35, easier",
        "supine-leg-out 2 x 30, easier",
    ),
    "new hip from the front": (
        "bridge 3 x 10, easier",
        "seated-hamstring 1 x 35",
        "supine-hamstring-strap 2 x 35",
        "knee-to-opposite-shoulder 1 x 30, easier",
        "supine-leg-out 1 x 30, easier",
    ),
    "sore knees": (
        "side-leg-lift 10 x 2",
        "half-kneel-lunge 2 x 20, easier",
        "supine-hamstring-strap 2 x 25",
        "knee-to-opposite-shoulder 1 x 30",
        "knee-to-opposite-shoulder 1 x 30 left",
        "supine-leg-out 1 x 25",
    ),
    "osteoporosis, seventy-five": (
        "side-leg-lift 10 x 2",
        "seated-hamstring 1 x 35, easier",
        "half-kneel-lunge 2 x 25, easier",
        "supine-hamstring-strap 2 x 35",
        "knee-to-opposite-shoulder 1 x 30",
        "supine-leg-out 1 x 30",
    ),
    "pregnant": (
        "bridge 3 x 10, easier",
        "seated-hamstring 2 x 30",
        "seated-figure-four 2 x 35",
        "half-kneel-lunge 2 x 20, easier",
        "supine-leg-out 1 x 30, easier",
    ),
    "pregnant with pelvic pain": (
        "adductor-squeeze 10 x 5, easier",
        "seated-hamstring 2 x 30",
        "seated-figure-four 2 x 30, easier",
        "half-kneel-lunge 1 x 20, easier",
    ),
    "stenosis": (
        "side-leg-lift 10 x 2",
        "half-kneel-lunge 2 x 20, easier",
        "supine-hamstring-strap 2 x 20",
        "supine-figure-four 2 x 30",
        "supine-leg-out 1 x 20",
    ),
    "disc and a tight left back": (
        "bridge 3 x 10",
        "seated-hamstring 1 x 30, easier",
        "half-kneel-lunge 1 x 20",
        "supine-hamstring-strap 1 x 30, easier",
        "supine-hamstring-strap 2 x 30 left, easier",
        "supine-figure-four 2 x 30, easier",
        "supine-leg-out 1 x 30",
    ),
    "arthritis pinch and sore outer tendon": (
        "bridge 3 x 10",
        "seated-hamstring 2 x 30",
        "seated-figure-four 2 x 30, easier",
        "half-kneel-lunge 1 x 20, easier",
        "half-kneel-lunge 1 x 20 left, easier",
        "supine-figure-four 2 x 30, easier",
        "supine-leg-out 1 x 25, easier",
        "supine-leg-out 1 x 25 left, easier",
    ),
}
"""Exercise, repetitions of so many seconds, the side that gets more, and whether the easier form comes first."""
