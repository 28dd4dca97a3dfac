"""Hair, brows and eyeballs for a person's head, in the rest pose; all of it goes rigidly with the head.

`Cast` asks the head's mesh: from a point in a direction, how far it is, and the normal there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import person as P
from numpy.typing import NDArray
from rig import Rig
from scipy.interpolate import PchipInterpolator
from turns import smoothstep, unit

Array = NDArray[Any]
Cast = Callable[[Array, Array], tuple[float, Array] | None]
# The hairline over the azimuth from the front (degrees): its height over the eyes, as a share of the way to the crown.
HAIRLINES: Mapping[str, tuple[tuple[float, float], ...]] = {
    "bun": (
        *((0, 0.60), (12, 0.605), (26, 0.565), (38, 0.46), (50, 0.27), (62, 0.08), (72, -0.05), (82, -0.13)),
        *((90, 0.06), (105, 0.08), (118, -0.16), (132, -0.40), (155, -0.56), (180, -0.58)),
    ),
    "short": (
        *((0, 0.69), (20, 0.685), (38, 0.62), (54, 0.32), (68, 0.05), (80, -0.16), (88, 0.04), (104, 0.10)),
        *((118, -0.16), (132, -0.42), (155, -0.60), (180, -0.62)),
    ),
}
TILT = {"bun": 48, "short": 68}
"""Degrees from the back to the crown: where the hair is gathered, or whirls."""


@dataclass(frozen=True)
class Piece:
    """A mesh that goes with the head: `kind` says how it is painted, `extra` is its uv or the angle from the pupil."""

    kind: str
    vertices: Array
    polygons: list[tuple[int, ...]]
    extra: Array | None = None


@dataclass(frozen=True)
class Features:
    """Where eyes, ears and crown are, in the rest pose."""

    eye: Array
    radius: float
    ear_low: Array
    ear_high: Array
    crown: float


def features(rig: Rig) -> Features:
    """What the head is measured by; the eye is the left one."""
    eye = rig.v[P.groups()["helper-l-eye"]]
    low, high = eye.min(0), eye.max(0)
    q = rig.v[: P.BODY][rig.w[: P.BODY, rig.index["hdb"]] > 0.9]
    ear = q[np.abs(q[:, 1]) > 0.9 * np.abs(q[:, 1]).max()]
    return Features(
        (low + high) / 2, float((high - low).mean() / 2), ear.min(0), ear.max(0), float(q[:, 2].max())
    )


def _grid(columns: int, rows: int) -> list[tuple[int, ...]]:
    """Quads of a grid that is closed in its columns, vertices column by column."""
    return [
        (i * rows + k, i * rows + k + 1, (i + 1) % columns * rows + k + 1, (i + 1) % columns * rows + k)
        for i in range(columns)
        for k in range(rows - 1)
    ]


def _smoothed(x: Array, rounds: int) -> Array:
    for _ in range(rounds):
        x = (np.roll(x, 1, 0) + 2 * x + np.roll(x, -1, 0)) / 4
    return x


def hair(rig: Rig, style: str, cast: Cast, seed: int = 3) -> list[Piece]:
    """The hair as a shell of locks from where it is gathered to the hairline, and the bun."""
    h = features(rig)
    rng = np.random.default_rng(seed)
    bun = style == "bun"
    centre = np.array([(h.ear_low[0] + h.ear_high[0]) / 2 + 0.018, 0, h.eye[2] + 0.022])
    az, z = np.array(HAIRLINES[style]).T
    line = PchipInterpolator(az, h.eye[2] + z * (h.crown - h.eye[2]))
    tilt = np.radians(TILT[style])
    pole = np.array([-np.cos(tilt), 0, np.sin(tilt)])
    front = np.array([np.sin(tilt), 0, np.cos(tilt)])
    left = np.cross(pole, front)
    columns, rows = 180, 44
    alpha = np.linspace(0, 2 * np.pi, columns, endpoint=False)
    steps = np.radians(np.arange(0, 178, 2.0))
    around = front * np.cos(alpha)[:, None] + left * np.sin(alpha)[:, None]
    ways = pole * np.cos(steps)[:, None] + around[:, None] * np.sin(steps)[:, None]  # columns, steps, 3
    radius = np.zeros(ways.shape[:2])
    for i in range(columns):
        for k in range(len(steps)):
            hit = cast(centre, ways[i, k])
            radius[i, k] = hit[0] if hit else radius[i, k - 1]
    at = centre + ways * radius[..., None]
    azimuth = np.abs(np.degrees(np.arctan2(at[..., 1], at[..., 0] - centre[0])))
    below = (at[..., 2] < line(azimuth)) & (steps > 0.3)
    ends = _smoothed(steps[np.argmax(below, 1)], 3)
    # ears stick out: a running median takes them away
    middle = np.median([np.roll(radius, k, 0) for k in range(-11, 12)], 0)
    radius = np.where(radius > middle + 0.003, middle, radius)
    true = radius.copy()
    for _ in range(4):
        radius = _smoothed(radius, 1)
        radius[:, 1:-1] = (radius[:, :-2] + 2 * radius[:, 1:-1] + radius[:, 2:]) / 4
    thick = 0.0105 if bun else 0.0060
    locks = _smoothed(rng.normal(size=(columns, 7)), 2)
    u = np.linspace(0, 1, rows)
    vertices, uv = [], []
    for i, a in enumerate(alpha):
        b = ends[i] * u
        r, skin = np.interp(b, steps, radius[i]), np.interp(b, steps, true[i])
        near = smoothstep(u, 0.62, 0.95)  # at its line the hair lies on the skin itself
        r = r + near * (np.minimum(r, skin) - r)
        edge = np.clip((1 - u) / (0.26 if bun else 0.22), 0, 1)
        full = np.sqrt(1 - (1 - edge) ** 2)
        lock = np.interp(u * 6, np.arange(7), locks[i])
        rise = -0.0025 + thick * full + (0.0016 if bun else 0.0019) * lock * full * np.minimum(1, u / 0.15)
        way = pole * np.cos(b)[:, None] + around[i] * np.sin(b)[:, None]
        vertices.append(centre + way * (r + rise)[:, None])
        uv.append(np.stack([np.full(rows, a / (2 * np.pi)), u], 1))
    pieces = [Piece("hair", np.concatenate(vertices), _grid(columns, rows), np.concatenate(uv))]
    if bun:
        middle_of_bun = centre + pole * (float(radius[:, 0].mean()) + thick + 0.018)
        u_count, v_count = 72, 37
        th = np.linspace(0, np.pi, v_count)
        ph = np.linspace(0, 2 * np.pi, u_count, endpoint=False)[:, None]
        swirl = ph + 1.6 * np.cos(th)
        r = 0.0335 * (1 + np.sin(th) * (0.022 * np.sin(9 * swirl) + 0.012 * np.sin(23 * swirl + 1)))
        out = front * np.cos(ph)[..., None] + left * np.sin(ph)[..., None]
        way = pole * (np.cos(th) * 0.80)[None, :, None] + out * np.sin(th)[None, :, None]
        ball = (middle_of_bun + way * r[..., None]).reshape(-1, 3)
        turned = np.stack([swirl / (2 * np.pi), np.broadcast_to(th / np.pi, swirl.shape)], -1).reshape(-1, 2)
        pieces.append(Piece("hair", ball, _grid(u_count, v_count), turned))
    return pieces


def brows(rig: Rig, cast: Cast, thick: float = 1.0) -> list[Piece]:
    """Two tapered ribbons on the ridge over the eyes: level, and a little higher outside, so that they look calm."""
    h = features(rig)
    pieces = []
    for sign in (1, -1):
        line = []
        for t in np.linspace(0, 1, 16):
            y = sign * (h.eye[1] - 0.0150 + 0.0365 * t)
            z = (
                h.eye[2]
                + h.radius * 1.46
                + 0.0042 * np.sin(np.pi * min(1.0, 0.10 + 0.80 * t))
                - 0.0020 * t * t
            )
            hit = cast(np.array([0.4, y, z]), np.array([-1.0, 0, 0]))
            if hit is not None:
                line.append((np.array([0.4 - hit[0], y, z]), hit[1], t))
        ring, verts = 10, []
        for i, (p, normal, t) in enumerate(line):
            along = unit(line[min(i + 1, len(line) - 1)][0] - line[max(i - 1, 0)][0])
            up = np.cross(normal, along)
            up = unit(up) * (1 if up[2] > 0 else -1)
            full = 0.50 + 0.55 * np.sin(np.pi * min(1.0, 0.22 + 0.55 * t))
            wide = 0.0029 * thick * full * (1 - 0.80 * max(0.0, t - 0.5) / 0.5)
            a = np.linspace(0, 2 * np.pi, ring, endpoint=False)[:, None]
            verts.append(p + up * np.cos(a) * wide + normal * (np.sin(a) * 0.0011 * thick + 0.0001))
        m = len(line)
        quads: list[tuple[int, ...]] = [
            (i * ring + k, (i + 1) * ring + k, (i + 1) * ring + (k + 1) % ring, i * ring + (k + 1) % ring)
            for i in range(m - 1)
            for k in range(ring)
        ]
        quads += [tuple(range(ring)), tuple((m - 1) * ring + k for k in range(ring))[::-1]]
        pieces.append(Piece("brows", np.concatenate(verts), quads))
    return pieces


def eyeballs(rig: Rig) -> list[Piece]:
    """Two eyes that look straight ahead; `extra` is every vertex's angle from the pupil in degrees."""
    h = features(rig)
    rings = np.array([0, 4, 8, 10.2, 10.8, 14, 20, 25.4, 26.4, 32, 40, 52, 66, 82, 100])
    n, pieces = 40, []
    a = np.radians(rings)[:, None]
    p = np.linspace(0, 2 * np.pi, n, endpoint=False)[None, :]
    for sign in (1, -1):
        axis = unit(np.array([1, sign * 0.02, -0.02]))
        e1 = unit(np.cross(np.array([0, 0, 1.0]), axis))
        e2 = np.cross(axis, e1)
        r = h.radius * 0.985 * (1 + 0.022 * np.exp(-((rings / 20) ** 2)))[:, None, None]
        out = e1 * np.cos(p)[..., None] + e2 * np.sin(p)[..., None]
        v = h.eye * np.array([1, sign, 1]) + (axis * np.cos(a)[..., None] + out * np.sin(a)[..., None]) * r
        quads = [
            (i * n + k, i * n + (k + 1) % n, (i + 1) * n + (k + 1) % n, (i + 1) * n + k)
            for i in range(len(rings) - 1)
            for k in range(n)
        ]
        pieces.append(Piece("eye", v.reshape(-1, 3), quads, np.repeat(rings, n)))
    return pieces
