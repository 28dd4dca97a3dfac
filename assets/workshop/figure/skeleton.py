"""The figure's skeleton: anatomical angles in degrees to joint frames in metres, in the standard library only.

Zero pose: standing, arms hanging, x forward, y the person's left, z up. Every bone's local axes are the world's axes
in that pose, with the origin at the bone's near joint, so a point of the flesh is `frame.at((x, y, z))` in any pose.
The root is the midpoint of the two hip joints. Angles are those of the exercise tables:

    pitch roll yaw          the pelvis: Rz(yaw) Rx(roll) Ry(pitch); pitch +90 lies on the front, -90 on the back
    lumF lumS lumR          waist: flexion, side-bend to the right, turn to the left; likewise tho*, nk*
    hipF hipA hipE + L/R    hip: flexion, abduction, outward rotation, in this order, against the pelvis
    kn tib ank + L/R        knee flexion, shin turned outward, toes towards the shin
    inv + L/R               the sole turned to face inward, as on the outer edge of the foot
    shF shA shE el + L/R    shoulder like the hip, against the ribs; elbow flexion
    pro wr dev + L/R        forearm turned palm-back (+) about its length, wrist flexion (palm side), towards the thumb
    toe + L/R               toes bent up at the ball of the foot

An angle that is left out is zero.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians, sin

STATURE = 1.70
PERCENT = STATURE / 100

Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]

IDENTITY: Matrix = ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0))

# Bone: its parent and where its near joint lies in the parent's frame, in percent of stature, for the left side.
BONES: dict[str, tuple[str, Vector]] = {
    "lum": ("pel", (0.0, 0.0, 10.0)),
    "tho": ("lum", (0.0, 0.0, 8.5)),
    "nec": ("tho", (0.0, 0.0, 10.3)),
    "hdb": ("nec", (1.0, 0.0, 5.2)),
    "hip": ("pel", (0.0, 5.2, 0.0)),
    "kne": ("hip", (0.0, 0.0, -24.5)),
    "ank": ("kne", (0.0, 0.0, -24.6)),
    "toe": ("ank", (8.2, 0.0, -3.2)),
    "sho": ("tho", (0.0, 11.2, 9.3)),
    "elb": ("sho", (0.0, 0.0, -18.6)),
    "wri": ("elb", (0.0, 0.0, -14.6)),
}
PAIRED = ("hip", "kne", "ank", "toe", "sho", "elb", "wri")
JOINTS = ("pel", "lum", "tho", "nec", "hdb", *(name + side for side in "LR" for name in PAIRED))

ANGLES = (
    *("pitch", "roll", "yaw"),
    *("lumF", "lumS", "lumR", "thoF", "thoS", "thoR", "nkF", "nkS", "nkR"),
    *(
        name + side
        for side in "LR"
        for name in (
            "hipF", "hipA", "hipE", "kn", "tib", "ank", "inv", "toe", "shF", "shA", "shE", "el", "pro", "wr", "dev",
        )
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """A bone in the world: `R` turns its axes into the world's, `p` is its near joint in metres."""

    R: Matrix
    p: Vector

    def at(self, local: Sequence[float]) -> Vector:
        """The world's point of a point given in this bone's own axes, both in metres."""
        x, y, z = local
        r, p = self.R, self.p
        return (
            p[0] + r[0][0] * x + r[0][1] * y + r[0][2] * z,
            p[1] + r[1][0] * x + r[1][1] * y + r[1][2] * z,
            p[2] + r[2][0] * x + r[2][1] * y + r[2][2] * z,
        )

    def turn(self, local: Sequence[float]) -> Vector:
        """The world's direction of a direction given in this bone's own axes."""
        x, y, z = local
        r = self.R
        return (
            r[0][0] * x + r[0][1] * y + r[0][2] * z,
            r[1][0] * x + r[1][1] * y + r[1][2] * z,
            r[2][0] * x + r[2][1] * y + r[2][2] * z,
        )


def times(a: Matrix, b: Matrix) -> Matrix:
    """The matrix product a b."""
    (b0, b1, b2) = b
    rows = []
    for x, y, z in a:
        rows.append(
            (
                x * b0[0] + y * b1[0] + z * b2[0],
                x * b0[1] + y * b1[1] + z * b2[1],
                x * b0[2] + y * b1[2] + z * b2[2],
            )
        )
    return (rows[0], rows[1], rows[2])


def about(axis: str, degrees: float) -> Matrix:
    """A right-handed turn about the x, y or z axis."""
    if not degrees:
        return IDENTITY
    c, s = cos(radians(degrees)), sin(radians(degrees))
    if axis == "x":
        return ((1.0, 0.0, 0.0), (0.0, c, -s), (0.0, s, c))
    if axis == "y":
        return ((c, 0.0, s), (0.0, 1.0, 0.0), (-s, 0.0, c))
    return ((c, -s, 0.0), (s, c, 0.0), (0.0, 0.0, 1.0))


def _turns(joint: str, side: str, a: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """The turns of a joint against its parent, outermost first; a right side is the left one mirrored."""
    s = -1.0 if side == "R" else 1.0

    def of(name: str) -> float:
        return a.get(name + side, 0.0)

    match joint:
        case "lum" | "tho" | "nec":
            name = "nk" if joint == "nec" else joint
            return ("y", of(name + "F")), ("x", of(name + "S")), ("z", of(name + "R"))
        case "hip" | "sho":
            name = joint if joint == "hip" else "sh"
            return ("y", -of(name + "F")), ("x", s * of(name + "A")), ("z", s * of(name + "E"))
        case "kne":
            return ("y", of("kn")), ("z", s * of("tib"))
        case "ank":
            return ("y", -of("ank")), ("x", -s * of("inv"))
        case "toe":
            return (("y", -of("toe")),)
        case "elb":
            return ("y", -of("el")), ("z", -s * of("pro"))
        case "wri":
            return ("x", -s * of("wr")), ("y", -of("dev"))
    return ()


def frames(angles: Mapping[str, float], root: Sequence[float] = (0.0, 0.0, 0.0)) -> dict[str, Frame]:
    """The frame of every joint of `JOINTS` for angles in degrees and the root in metres.

    Raises KeyError naming an angle that the figure does not have.
    """
    unknown = sorted(set(angles) - set(ANGLES))
    if unknown:
        raise KeyError(f"no such angle: {', '.join(unknown)}")
    x, y, z = root
    turn = times(about("z", angles.get("yaw", 0.0)), about("x", angles.get("roll", 0.0)))
    found = {"pel": Frame(times(turn, about("y", angles.get("pitch", 0.0))), (x, y, z))}
    for name in JOINTS[1:]:
        joint, side = (name[:3], name[3:])
        parent, (px, py, pz) = BONES[joint]
        above = found[parent + side if parent in PAIRED else parent]
        s = -PERCENT if side == "R" else PERCENT
        point = above.at((px * PERCENT, py * s, pz * PERCENT))
        matrix = above.R
        for axis, degrees in _turns(joint, side, angles):
            if degrees:
                matrix = times(matrix, about(axis, degrees))
        found[name] = Frame(matrix, point)
    return found
