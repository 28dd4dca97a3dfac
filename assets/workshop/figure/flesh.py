"""The figure's flesh as the checks see it: capsules and named spots on the bones, in metres, standard library only.

The radii are the table's heights of joints over the floor (pelvis lying 5 % of stature, sitting 5 %, lower hip 4.4 %,
kneeling knee 3 %, flat-foot ankle 3.9 %), so a contact that closes here closes under the rendered figure too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from skeleton import PAIRED, Frame, Vector


@dataclass(frozen=True)
class Capsule:
    """A tapered capsule in its bone's axes."""

    bone: str
    a: Vector
    b: Vector
    ra: float
    rb: float


@dataclass(frozen=True)
class Spot:
    """A ball of flesh in its bone's axes; its surface is what touches."""

    bone: str
    centre: Vector
    radius: float


# For the left side; the right is mirrored. Names of paired parts get L or R.
_CAPSULES: dict[str, Capsule] = {
    "pelvis": Capsule("pel", (-0.002, -0.065, 0.025), (-0.002, 0.065, 0.025), 0.083, 0.083),
    "seat": Capsule("pel", (-0.005, -0.055, -0.004), (-0.005, 0.055, -0.004), 0.081, 0.081),
    "waist": Capsule("lum", (0.0, -0.055, 0.04), (0.0, 0.055, 0.04), 0.082, 0.082),
    "chest": Capsule("tho", (0.006, -0.065, 0.045), (0.006, 0.065, 0.045), 0.088, 0.088),
    "shoulders": Capsule("tho", (-0.006, -0.11, 0.14), (-0.006, 0.11, 0.14), 0.060, 0.060),
    "neck": Capsule("nec", (0.0, 0.0, 0.0), (0.017, 0.0, 0.10), 0.054, 0.052),
    "head": Capsule("hdb", (0.020, 0.0, 0.06), (0.018, 0.0, 0.125), 0.080, 0.095),
    "thigh": Capsule("hip", (0.0, 0.0, 0.0), (0.0, 0.0, -0.4165), 0.078, 0.052),
    "shin": Capsule("kne", (0.0, 0.0, 0.0), (0.0, 0.0, -0.4182), 0.051, 0.034),
    "calf": Capsule("kne", (-0.012, 0.0, -0.07), (-0.012, 0.0, -0.20), 0.050, 0.044),
    "foot": Capsule("ank", (-0.028, 0.0, -0.034), (0.125, 0.0, -0.045), 0.032, 0.021),
    "toes": Capsule("toe", (0.0, 0.0, 0.006), (0.045, 0.0, 0.001), 0.018, 0.013),
    "arm": Capsule("sho", (0.0, 0.0, 0.0), (0.0, 0.0, -0.3162), 0.050, 0.038),
    "forearm": Capsule("elb", (0.0, 0.0, 0.0), (0.0, 0.0, -0.2482), 0.038, 0.027),
    "palm": Capsule("wri", (0.0, 0.0, -0.005), (0.0, 0.0, -0.085), 0.024, 0.021),
    "fingers": Capsule("wri", (0.0, 0.0, -0.085), (0.0, -0.006, -0.165), 0.018, 0.010),
}

_SPOTS: dict[str, Spot] = {
    "sacrum": Spot("pel", (-0.002, 0.0, 0.025), 0.083),
    "waist_back": Spot("lum", (0.0, 0.0, 0.04), 0.082),
    "ribs_back": Spot("tho", (0.006, 0.0, 0.045), 0.088),
    "shoulder_blades": Spot("tho", (-0.006, 0.0, 0.14), 0.060),
    "head_back": Spot("hdb", (0.018, 0.0, 0.115), 0.095),
    "forehead": Spot("hdb", (0.075, 0.0, 0.125), 0.036),
    "temple": Spot("hdb", (0.018, 0.0, 0.115), 0.080),
    "sitbone": Spot("pel", (-0.005, 0.055, -0.004), 0.081),
    "pubis": Spot("pel", (0.0, 0.0, 0.025), 0.083),
    "crest": Spot("pel", (0.010, 0.088, 0.075), 0.058),
    "hip": Spot("hip", (0.0, 0.0, 0.0), 0.078),
    "buttock": Spot("hip", (-0.040, 0.004, -0.03), 0.073),
    "thigh_mid": Spot("hip", (0.0, 0.0, -0.208), 0.065),
    "thigh_low": Spot("hip", (0.0, 0.0, -0.34), 0.0565),
    "knee": Spot("kne", (0.0, 0.0, 0.0), 0.051),
    "shin_mid": Spot("kne", (0.0, 0.0, -0.21), 0.0425),
    "shin_low": Spot("kne", (0.0, 0.0, -0.372), 0.036),
    "ankle": Spot("ank", (0.0, 0.0, 0.0), 0.034),
    "heel": Spot("ank", (-0.026, 0.0, -0.034), 0.032),
    "ball": Spot("ank", (0.115, 0.0, -0.0445), 0.0215),
    "ball_outer": Spot("ank", (0.105, 0.032, -0.048), 0.018),
    "toe_top": Spot("toe", (0.030, 0.0, 0.003), 0.0147),
    "instep": Spot("ank", (0.075, 0.0, -0.030), 0.030),
    "shoulder": Spot("sho", (0.0, 0.0, 0.0), 0.060),
    "arm_mid": Spot("sho", (0.0, 0.0, -0.16), 0.044),
    "elbow": Spot("elb", (0.0, 0.0, 0.0), 0.038),
    "forearm_mid": Spot("elb", (0.0, 0.0, -0.13), 0.032),
    "wrist": Spot("wri", (0.0, 0.0, 0.0), 0.027),
    "palm": Spot("wri", (0.0, 0.0, -0.075), 0.021),
    "heel_of_hand": Spot("wri", (0.0, 0.0, -0.015), 0.024),
    "fingertips": Spot("wri", (0.0, -0.006, -0.160), 0.011),
}


def _mirror(v: Vector) -> Vector:
    return (v[0], -v[1], v[2])


CAPSULES: dict[str, Capsule] = {}
for _name, _c in _CAPSULES.items():
    if _c.bone in PAIRED:
        CAPSULES[_name + "L"] = Capsule(_c.bone + "L", _c.a, _c.b, _c.ra, _c.rb)
        CAPSULES[_name + "R"] = Capsule(_c.bone + "R", _mirror(_c.a), _mirror(_c.b), _c.ra, _c.rb)
    else:
        CAPSULES[_name] = _c

SPOTS: dict[str, Spot] = {}
for _name, _s in _SPOTS.items():
    if _s.bone in PAIRED:
        SPOTS[_name + "L"] = Spot(_s.bone + "L", _s.centre, _s.radius)
        SPOTS[_name + "R"] = Spot(_s.bone + "R", _mirror(_s.centre), _s.radius)
    elif _s.centre[1]:
        SPOTS[_name + "L"] = _s
        SPOTS[_name + "R"] = Spot(_s.bone, _mirror(_s.centre), _s.radius)
    else:
        SPOTS[_name] = _s

# Parts that grow into each other; everything else must stay apart.
_JOINED: tuple[tuple[str, ...], ...] = (
    ("pelvis", "seat", "waist", "chest", "thighL", "thighR"),
    ("waist", "chest", "shoulders", "neck"),
    ("shoulders", "neck", "head", "armL", "armR"),
    ("chest", "armL", "armR"),
    *(
        tuple(part + side for part in parts)
        for side in "LR"
        for parts in (
            ("thigh", "shin", "calf"),
            ("shin", "calf", "foot"),
            ("foot", "toes"),
            ("arm", "forearm"),
            ("forearm", "palm", "fingers"),
        )
    ),
    ("shinL", "footL", "toesL"),
    ("shinR", "footR", "toesR"),
)
_joined = {frozenset((a, b)) for group in _JOINED for a in group for b in group if a != b}
PAIRS: tuple[tuple[str, str], ...] = tuple(
    (a, b)
    for i, a in enumerate(CAPSULES)
    for b in list(CAPSULES)[i + 1 :]
    if frozenset((a, b)) not in _joined
)


def nearest(p: Vector, q: Vector, r: Vector, s: Vector) -> tuple[float, float, float]:
    """The least distance of segments pq and rs, and where on each (0 to 1)."""
    d1 = (q[0] - p[0], q[1] - p[1], q[2] - p[2])
    d2 = (s[0] - r[0], s[1] - r[1], s[2] - r[2])
    w = (p[0] - r[0], p[1] - r[1], p[2] - r[2])
    a = d1[0] * d1[0] + d1[1] * d1[1] + d1[2] * d1[2]
    e = d2[0] * d2[0] + d2[1] * d2[1] + d2[2] * d2[2]
    f = d2[0] * w[0] + d2[1] * w[1] + d2[2] * w[2]
    c = d1[0] * w[0] + d1[1] * w[1] + d1[2] * w[2]
    b = d1[0] * d2[0] + d1[1] * d2[1] + d1[2] * d2[2]
    if a < 1e-12:
        u, v = 0.0, min(1.0, max(0.0, f / e)) if e > 1e-12 else 0.0
    elif e < 1e-12:
        u, v = min(1.0, max(0.0, -c / a)), 0.0
    else:
        det = a * e - b * b
        u = min(1.0, max(0.0, (b * f - c * e) / det)) if det > 1e-12 else 0.0
        v = (b * u + f) / e
        if v < 0.0:
            u, v = min(1.0, max(0.0, -c / a)), 0.0
        elif v > 1.0:
            u, v = min(1.0, max(0.0, (b - c) / a)), 1.0
    x = w[0] + u * d1[0] - v * d2[0]
    y = w[1] + u * d1[1] - v * d2[1]
    z = w[2] + u * d1[2] - v * d2[2]
    return sqrt(x * x + y * y + z * z), u, v


def placed(frames: Mapping[str, Frame]) -> dict[str, tuple[Vector, Vector, float, float]]:
    """Every capsule's ends in the world and its two radii."""
    return {n: (frames[c.bone].at(c.a), frames[c.bone].at(c.b), c.ra, c.rb) for n, c in CAPSULES.items()}


def clashes(frames: Mapping[str, Frame], deeper_than: float) -> list[tuple[float, str, str]]:
    """Pairs of parts that run into each other by more than `deeper_than` metres, the deepest first."""
    parts = placed(frames)
    found = []
    for one, other in PAIRS:
        a, b, ra, rb = parts[one]
        c, d, rc, rd = parts[other]
        distance, u, v = nearest(a, b, c, d)
        depth = ra + (rb - ra) * u + rc + (rd - rc) * v - distance
        if depth > deeper_than:
            found.append((depth, one, other))
    return sorted(found, reverse=True)
