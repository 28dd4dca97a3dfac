"""The person as meshes: skin, shirt, leggings, hair and features from smoothly blended capsules.

Every part is a signed distance field on a grid of its own, turned into a mesh by marching cubes. Clothes are the
body's capsules, thicker and cut by planes in the bones' own axes: a hem is an edge of the mesh, not of a colour.
All coordinates are a bone's own axes (see skeleton.py) in metres, given for the left side and mirrored.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin

import numpy as np
from numba import njit, prange
from skeleton import PAIRED, Frame
from skimage.measure import marching_cubes

Point = tuple[float, float, float]


@dataclass(frozen=True)
class Part:
    """A tapered capsule on a bone. `cut` = (normal, distance): what lies beyond that plane is taken away."""

    bone: str
    a: Point
    b: Point
    ra: float
    rb: float
    cut: tuple[Point, float] | None = None


@dataclass(frozen=True)
class Layer:
    """Chains of parts; parts blend inside a chain over `blend`, chains only meet. `step` is the grid's."""

    name: str
    chains: tuple[tuple[Part, ...], ...]
    step: float = 0.005
    blend: float = 0.03
    holes: tuple[Part, ...] = ()


def _flip(p: Point) -> Point:
    return (p[0], -p[1], p[2])


def side(parts: Sequence[Part], letter: str) -> tuple[Part, ...]:
    """Parts written for the left, for one side; unpaired bones stay."""

    def one(p: Part) -> Part:
        bone = p.bone + letter if p.bone in PAIRED else p.bone
        if letter == "L":
            return replace(p, bone=bone)
        cut = (_flip(p.cut[0]), p.cut[1]) if p.cut else None
        return Part(bone, _flip(p.a), _flip(p.b), p.ra, p.rb, cut)

    return tuple(one(p) for p in parts)


def grown(parts: Sequence[Part], by: float, cut: tuple[Point, float] | None = None) -> tuple[Part, ...]:
    """The same parts, thicker, and cut if asked."""
    return tuple(replace(p, ra=p.ra + by, rb=p.rb + by, cut=cut or p.cut) for p in parts)


TRUNK = (
    Part("pel", (0.000, -0.058, 0.030), (0.000, 0.058, 0.030), 0.088, 0.088),
    Part("pel", (-0.020, -0.048, -0.010), (-0.020, 0.048, -0.010), 0.082, 0.082),
    Part("lum", (0.002, -0.045, -0.02), (0.002, 0.045, -0.02), 0.084, 0.084),
    Part("lum", (0.004, -0.040, 0.06), (0.004, 0.040, 0.06), 0.082, 0.082),
    Part("tho", (0.008, -0.052, 0.020), (0.008, 0.052, 0.020), 0.086, 0.086),
    Part("tho", (0.014, -0.060, 0.085), (0.014, 0.060, 0.085), 0.088, 0.088),
    Part("tho", (0.000, -0.098, 0.138), (0.000, 0.098, 0.138), 0.050, 0.050),
    Part("nec", (-0.006, -0.050, -0.020), (-0.006, 0.050, -0.020), 0.040, 0.040),
)
UPPER_ARM = (
    Part("sho", (0, -0.016, -0.008), (0, -0.002, -0.08), 0.043, 0.042),
    Part("sho", (0.002, -0.002, -0.08), (0, 0, -0.3162), 0.042, 0.032),
)
BARE_ARM = Part("sho", (0.001, -0.001, -0.125), (0, 0, -0.3162), 0.039, 0.032)
"""What a sleeve leaves to be seen, and a little more."""
FOREARM = (
    Part("elb", (0, 0, 0), (0.003, 0, -0.09), 0.033, 0.036),
    Part("elb", (0.003, 0, -0.09), (0, 0, -0.2482), 0.036, 0.0235),
)
THIGH = (
    Part("hip", (-0.004, 0.012, 0.0), (0.006, 0.004, -0.22), 0.084, 0.070),
    Part("hip", (0.006, 0.004, -0.22), (0.002, 0, -0.4165), 0.070, 0.046),
    Part("hip", (-0.040, 0.004, -0.03), (-0.018, 0.004, -0.12), 0.070, 0.058),
)
KNEE = (Part("kne", (0.006, 0, 0.0), (0.004, 0, -0.06), 0.046, 0.043),)
SHIN = (
    Part("kne", (0.0, 0, -0.05), (-0.004, 0, -0.40), 0.045, 0.031),
    Part("kne", (-0.020, 0.002, -0.08), (-0.018, 0.002, -0.20), 0.044, 0.038),
)
FOOT = (
    Part("ank", (0, 0, 0.02), (-0.004, 0, -0.02), 0.033, 0.033),
    Part("ank", (-0.026, 0, -0.034), (0.030, 0, -0.030), 0.031, 0.031),
    Part("ank", (0.010, 0, -0.012), (0.085, -0.008, -0.036), 0.032, 0.024),
    Part("ank", (0.030, 0.012, -0.040), (0.110, 0.024, -0.049), 0.024, 0.016),
    Part("ank", (0.040, -0.012, -0.036), (0.118, -0.020, -0.046), 0.024, 0.020),
)
TOES = tuple(
    Part("toe", (-0.012, y, z), (length, y * 1.05, z - 0.003), ra, rb)
    for y, length, ra, rb, z in (
        (-0.024, 0.040, 0.016, 0.0135, 0.003),
        (-0.006, 0.038, 0.011, 0.0095, 0.000),
        (0.009, 0.031, 0.0105, 0.009, -0.001),
        (0.022, 0.022, 0.010, 0.0085, -0.001),
        (0.034, 0.011, 0.0095, 0.008, -0.002),
    )
)
NECK = (
    Part("nec", (-0.006, 0, -0.06), (0.006, 0, 0.03), 0.058, 0.049),
    Part("nec", (0.006, 0, 0.03), (0.016, 0, 0.105), 0.049, 0.050),
)
HEAD = (
    Part("hdb", (0.012, 0, 0.118), (0.010, 0, 0.128), 0.090, 0.091),
    Part("hdb", (0.046, 0, 0.085), (0.050, 0, 0.105), 0.060, 0.062),
    Part("hdb", (0.036, 0, 0.040), (0.052, 0, 0.048), 0.044, 0.043),
    Part("hdb", (0.072, 0, 0.024), (0.074, 0, 0.030), 0.021, 0.020),
    Part("hdb", (0.060, -0.030, 0.066), (0.060, 0.030, 0.066), 0.036, 0.036),
)
NOSE = (
    Part("hdb", (0.103, 0, 0.098), (0.117, 0, 0.070), 0.0080, 0.0100),
    Part("hdb", (0.110, -0.008, 0.068), (0.110, 0.008, 0.068), 0.0075, 0.0075),
)
EARS = tuple(
    Part("hdb", (0.004, y * 0.089, 0.070), (-0.003, y * 0.097, 0.098), 0.0095, 0.013) for y in (-1, 1)
)
FACE_PLANE: tuple[Point, float] = ((0.82, 0.0, -0.57), -0.044)
HAIR = (
    Part("hdb", (0.006, 0, 0.120), (0.004, 0, 0.136), 0.097, 0.097, FACE_PLANE),
    Part("hdb", (-0.030, 0, 0.075), (-0.030, 0, 0.11), 0.066, 0.080, FACE_PLANE),
)
BUN = (Part("hdb", (-0.050, 0, 0.222), (-0.058, 0, 0.232), 0.037, 0.036),)
EYES = tuple(Part("hdb", (0.0995, y, 0.099), (0.0995, y, 0.105), 0.0078, 0.0078) for y in (-0.030, 0.030))
BROWS = tuple(
    p
    for y in (-1, 1)
    for p in (
        Part("hdb", (0.1060, y * 0.020, 0.1262), (0.1030, y * 0.031, 0.1290), 0.0036, 0.0038),
        Part("hdb", (0.1030, y * 0.031, 0.1290), (0.0962, y * 0.042, 0.1268), 0.0038, 0.0028),
    )
)
MOUTH = tuple(
    p
    for y in (-1, 1)
    for p in (
        Part("hdb", (0.0995, 0, 0.0400), (0.0982, y * 0.011, 0.0418), 0.0046, 0.0044),
        Part("hdb", (0.0982, y * 0.011, 0.0418), (0.0925, y * 0.023, 0.0510), 0.0044, 0.0030),
    )
)

CURLS: Mapping[str, tuple[float, float, float]] = {
    "flat": (4, 6, 4),
    "relaxed": (22, 28, 16),
    "grip": (58, 62, 34),
}
"""How far the three joints of every finger bend, in degrees."""
FINGERS = ((0.029, 0.070, 0.0095), (0.0095, 0.078, 0.0098), (-0.0095, 0.072, 0.0095), (-0.027, 0.057, 0.0085))
"""Where each finger starts across the palm, its length and its radius, index first."""


def hand(grip: str) -> tuple[Part, ...]:
    """A left hand; the palm faces -y, the thumb lies on +x."""
    palm = [
        Part("wri", (0.0, 0, 0.01), (0.0, 0.001, -0.03), 0.025, 0.024),
        Part("wri", (0.018, 0.001, -0.025), (0.024, 0.001, -0.078), 0.0185, 0.0145),
        Part("wri", (0.000, 0.001, -0.025), (0.002, 0.001, -0.080), 0.0190, 0.0145),
        Part("wri", (-0.016, 0.001, -0.025), (-0.021, 0.001, -0.074), 0.0185, 0.0140),
    ]
    for across, length, radius in FINGERS:
        x, y, z, bend, thick = across, 0.001, -0.082 + abs(across) * 0.15, 0.0, radius
        for share, curl in zip((0.46, 0.31, 0.23), CURLS[grip], strict=True):
            bend += radians(curl)
            reach = share * length
            nx, ny, nz = x + across * 0.1 * share, y - sin(bend) * reach, z - cos(bend) * reach
            palm.append(Part("wri", (x, y, z), (nx, ny, nz), thick, thick * 0.92))
            x, y, z, thick = nx, ny, nz, thick * 0.92
    bent = CURLS[grip][0] / 58
    knuckle = (0.044, -0.012 - 0.012 * bent, -0.052)
    tip = (0.047 - 0.022 * bent, -0.018 - 0.026 * bent, -0.086 + 0.006 * bent)
    palm.append(Part("wri", (0.020, -0.006, -0.018), knuckle, 0.0165, 0.0125))
    palm.append(Part("wri", knuckle, tip, 0.0120, 0.0098))
    return tuple(palm)


def layers(grips: Mapping[str, str]) -> list[Layer]:
    """Every mesh of the person, for the grip of each hand."""
    hem: tuple[Point, float] = ((0, 0, -1), -0.012)
    shirt = tuple(
        grown((p,), 0.008, hem if p.bone == "pel" else None)[0]
        for p in TRUNK
        if p.a[2] >= 0 or p.bone != "pel"
    )
    sleeve = (Part("sho", (0, -0.022, -0.012), (0, -0.002, -0.20), 0.049, 0.047, ((0, 0, -1), 0.150)),)
    waist = tuple(p for p in TRUNK if p.bone in ("pel", "lum"))
    neckline = (Part("nec", (0.030, 0, -0.020), (-0.002, 0, 0.12), 0.058, 0.075),)
    found = [
        Layer("shirt", tuple((*shirt, *side(sleeve, s)) for s in "LR"), 0.0040, 0.045, holes=neckline),
        Layer(
            "leggings",
            tuple(
                (*grown(waist, 0.001), *side((*grown(THIGH, 0.003), *grown(KNEE, 0.004), *CUFF), s))
                for s in "LR"
            ),
            0.005,
            0.03,
        ),
        Layer("skin", ((*NECK, *TRUNK[-2:]),), 0.005, 0.03),
        Layer("skin", ((*HEAD, *NECK[1:]),), 0.0035, 0.022),
        Layer("skin", (NOSE, *((e,) for e in EARS)), 0.002, 0.008),
        Layer("hair", (HAIR, BUN), 0.0035, 0.02),
        Layer("eyes", tuple((e,) for e in EYES), 0.0012, 0.001),
        Layer("brows", (BROWS[:2], BROWS[2:]), 0.0012, 0.002),
        Layer("lips", (MOUTH,), 0.0012, 0.004),
    ]
    for s in "LR":
        found.append(Layer("skin", (side((BARE_ARM, *FOREARM), s),), 0.005, 0.02))
        found.append(Layer("skin", (side((*FOREARM[1:], *hand(grips.get(s, "relaxed"))), s),), 0.0025, 0.008))
        found.append(Layer("skin", (side((*KNEE, *SHIN), s),), 0.005, 0.03))
        found.append(Layer("skin", (side((*SHIN[:1], *FOOT), s),), 0.004, 0.02))
        found.append(Layer("skin", (side((FOOT[3], FOOT[4], *TOES), s),), 0.0025, 0.006))
    return found


CUFF = grown(SHIN, 0.005, ((0, 0, -1), 0.175))


@njit(parallel=True, fastmath=True, cache=True)
def _field(lo, step, n, a, b, ra, rb, cut, chain, chains, holes, blend, out):  # noqa: ANN001, ANN202
    """The distance on a grid; the last `holes` parts are taken away from all the others."""
    parts = len(ra)
    for i in prange(n[0]):
        x = lo[0] + step * i
        for j in range(n[1]):
            y = lo[1] + step * j
            for k in range(n[2]):
                z = lo[2] + step * k
                best = 10.0
                for c in range(chains):
                    d = 10.0
                    for m in range(parts - holes):
                        if chain[m] != c:
                            continue
                        d1 = _capsule(x, y, z, a[m], b[m], ra[m], rb[m])
                        if cut[m, 4] > 0:
                            d1 = _both(d1, cut[m, 0] * x + cut[m, 1] * y + cut[m, 2] * z - cut[m, 3], 0.006)
                        h = max(blend - abs(d - d1), 0.0) / blend
                        d = min(d, d1) - h * h * blend * 0.25
                    best = min(best, d)
                for m in range(parts - holes, parts):
                    best = _both(best, -_capsule(x, y, z, a[m], b[m], ra[m], rb[m]), 0.010)
                out[i, j, k] = best


@njit(fastmath=True, cache=True)
def _both(d, e, soft):  # noqa: ANN001, ANN202
    """Inside of both, with an edge rounded over `soft`."""
    h = max(soft - abs(d - e), 0.0) / soft
    return max(d, e) + h * h * soft * 0.25


@njit(fastmath=True, cache=True)
def _capsule(x, y, z, a, b, ra, rb):  # noqa: ANN001, ANN202
    dx, dy, dz = b[0] - a[0], b[1] - a[1], b[2] - a[2]
    px, py, pz = x - a[0], y - a[1], z - a[2]
    long = dx * dx + dy * dy + dz * dz
    h = 0.0
    if long > 1e-12:
        h = min(1.0, max(0.0, (px * dx + py * dy + pz * dz) / long))
    qx, qy, qz = px - h * dx, py - h * dy, pz - h * dz
    return (qx * qx + qy * qy + qz * qz) ** 0.5 - (ra + (rb - ra) * h)


def mesh(layer: Layer, frames: Mapping[str, Frame], coarse: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Vertices in the world and triangles of a layer, with its grid `coarse` times wider."""
    parts = [(p, c) for c, ps in enumerate(layer.chains) for p in ps] + [(p, -1) for p in layer.holes]
    a = np.array([frames[p.bone].at(p.a) for p, _ in parts])
    b = np.array([frames[p.bone].at(p.b) for p, _ in parts])
    ra = np.array([p.ra for p, _ in parts])
    rb = np.array([p.rb for p, _ in parts])
    cut = np.zeros((len(parts), 5))
    for i, (p, _) in enumerate(parts):
        if p.cut:
            normal = np.array(frames[p.bone].turn(p.cut[0]))
            normal /= np.linalg.norm(normal)
            cut[i] = (*normal, normal @ np.array(frames[p.bone].p) + p.cut[1], 1.0)
    solid = slice(0, len(parts) - len(layer.holes))
    step = layer.step * coarse
    margin = 2 * step + 0.01
    lo = np.min(np.minimum(a - ra[:, None], b - rb[:, None])[solid], 0) - margin
    hi = np.max(np.maximum(a + ra[:, None], b + rb[:, None])[solid], 0) + margin
    n = np.ceil((hi - lo) / step).astype(np.int64) + 1
    out = np.empty(n, np.float32)
    chain = np.array([c for _, c in parts], np.int64)
    _field(lo, step, n, a, b, ra, rb, cut, chain, len(layer.chains), len(layer.holes), layer.blend, out)
    vertices, triangles, _, _ = marching_cubes(out, 0.0)
    return vertices * step + lo, triangles[:, ::-1]


def warmth(
    points: np.ndarray, muscles: Sequence[Mapping[str, object]], frames: Mapping[str, Frame]
) -> np.ndarray:
    """How much each point belongs to a worked muscle, from 0 to 1, fading smoothly."""
    found = np.zeros(len(points))
    for m in muscles:
        frame = frames[str(m["bone"])]
        a, b = np.array(frame.at(m["a"])), np.array(frame.at(m["b"]))  # type: ignore[arg-type]
        d = b - a
        h = np.clip((points - a) @ d / max(d @ d, 1e-9), 0, 1)
        distance = np.linalg.norm(points - a - h[:, None] * d, axis=1)
        radius = float(m["radius"])  # type: ignore[arg-type]
        t = np.clip((distance - 0.4 * radius) / (1.05 * radius), 0, 1)
        found = np.maximum(found, 1 - t * t * (3 - 2 * t))
    return found
