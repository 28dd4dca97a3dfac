"""Straps as flat bands that are taut: round a sole or an ankle, over a shoulder, with a tail below the fist.

A taut band is the convex hull of what it runs around, in the plane it lies in; its width stands across that plane.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rig import Posed
from scipy.spatial import ConvexHull
from settle import Body
from turns import smoothstep, unit

Array = NDArray[Any]
WIDE, THICK = 0.030, 0.0026
OFF = 0.0022
"""How far off the skin its middle runs, in metres."""
TAIL = 0.14


def _around(points: Array, ends: tuple[Array, Array], normal: Array, towards: Array) -> Array:
    """From one end to the other, taut, round the far side of points that lie near one plane."""
    middle = points.mean(0)
    x = unit(np.cross(normal, towards))
    y = unit(np.cross(x, normal))
    y = y if y @ towards > 0 else -y
    flat = np.stack([(points - middle) @ x, (points - middle) @ y], 1)
    out = flat - flat.mean(0)
    flat = flat + out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9) * OFF
    a, b = (np.array([(e - middle) @ x, (e - middle) @ y]) for e in ends)
    off = [float((e - middle) @ normal) for e in ends]
    every = np.vstack([flat, a, b])
    hull = list(ConvexHull(every).vertices)
    n = len(flat)
    if n not in hull or n + 1 not in hull:  # an end lies within: it starts from the hull's nearest point
        hull = list(ConvexHull(flat).vertices)
        first = min(range(len(hull)), key=lambda i: float(np.linalg.norm(flat[hull[i]] - a)))
        ring = hull[first:] + hull[:first]
        last = min(range(len(ring)), key=lambda i: float(np.linalg.norm(flat[ring[i]] - b)))
        ways = [ring[: last + 1], [ring[0], *ring[: last - 1 : -1]]]
        body = max(ways, key=lambda w: float(-flat[w][:, 1].min()))
        line = np.vstack([a, flat[body], b])
    else:
        i = hull.index(n)
        ring = hull[i:] + hull[:i]
        k = ring.index(n + 1)
        ways = [ring[: k + 1], [ring[0], *ring[k:][::-1]]]
        line = every[max(ways, key=len)]
    steps = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    share = steps / max(steps[-1], 1e-9)
    lift = off[0] * (1 - share) + off[1] * share
    # off the plane only on the free way to the hands
    made: Array = middle + line[:, :1] * x + line[:, 1:] * y + lift[:, None] * normal
    return made


def ring(points: Array, normal: Array) -> Array:
    """A closed loop round points that lie near one plane; the first point comes again at the end."""
    middle = points.mean(0)
    x = unit(np.cross(normal, np.array([0.3, 0.2, 1.0])))
    y = np.cross(normal, x)
    flat = np.stack([(points - middle) @ x, (points - middle) @ y], 1)
    out = unit(flat - flat.mean(0))
    flat = flat + out * OFF
    hull = [*ConvexHull(flat).vertices]
    line = flat[[*hull, hull[0]]]
    made: Array = middle + line[:, :1] * x + line[:, 1:] * y
    return made


def resampled(line: Array, step: float = 0.012) -> Array:
    """The same way in even steps, its corners rounded a little."""
    long = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    at = np.linspace(0, long[-1], max(3, int(long[-1] / step)))
    made = np.stack([np.interp(at, long, line[:, i]) for i in range(3)], 1)
    closed = np.linalg.norm(line[0] - line[-1]) < 1e-6
    for _ in range(2):
        inner = (made[:-2] + 2 * made[1:-1] + made[2:]) / 4
        if closed:
            end = (made[-2] + 2 * made[0] + made[1]) / 4
            made = np.vstack([end, inner, end])
        else:
            made = np.vstack([made[:1], inner, made[-1:]])
    return made


def band(line: Array, across: Array) -> tuple[Array, list[tuple[int, ...]]]:
    """A flat band along a way; `across` is the direction of its width, for every point or for all."""
    across = np.broadcast_to(across, line.shape)
    along = unit(np.gradient(line, axis=0))
    across = unit(across - along * (across * along).sum(1, keepdims=True))
    out = np.cross(along, across)
    corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
    v = np.stack([line + across * (WIDE / 2 * i) + out * (THICK / 2 * k) for i, k in corners], 1).reshape(
        -1, 3
    )
    n = len(line)
    quads: list[tuple[int, ...]] = [
        (4 * i + k, 4 * i + (k + 1) % 4, 4 * (i + 1) + (k + 1) % 4, 4 * (i + 1) + k)
        for i in range(n - 1)
        for k in range(4)
    ]
    return v, [*quads, (3, 2, 1, 0), tuple(4 * (n - 1) + k for k in range(4))]


def _slab(body: Body, posed: Posed, parts: Sequence[str], at: Array, normal: Array, half: float) -> Array:
    pick = np.concatenate([body.parts[p] for p in parts])
    x = posed.v[pick] + 0.0
    made: Array = x[np.abs((x - at) @ normal) < half]
    return made


def _fist(body: Body, posed: Posed, s: str) -> Array:
    """The middle of what a fist holds."""
    tips = [posed.turns[f"f{f}-2{s}"][2] for f in (2, 3, 4)]
    palm = posed.v[body.regions["palm" + s]].mean(0)
    made: Array = 0.5 * palm + 0.5 * np.mean(tips, 0)
    return made


def _tail(fist: Array, come: Array) -> Array:
    """The end that hangs out of the fist, down to the floor at most."""
    drop = min(TAIL, max(0.02, fist[2] - 0.008))
    side = unit(come * np.array([1, 1, 0.0]) + 1e-6) * (TAIL - drop * 0.6)
    return np.stack(
        [fist, fist + np.array([0, 0, -drop * 0.6]) + side * 0.35, fist + np.array([0, 0, -drop]) + side]
    )


def bands(strap: Mapping[str, Any], body: Body, posed: Posed) -> list[tuple[Array, list[tuple[int, ...]]]]:
    """The bands of a strap of pose.toml, as meshes."""
    through = list(strap["through"])
    found = []
    hands = [n for n in through if n.startswith("palm")]
    if len(hands) == 2:  # from hand to hand round a sole
        s = next(n for n in through if n.startswith(("ball", "instep", "heel")))[-1]
        m = posed.turns["foot" + s][0]
        long = m @ np.array([1.0, 0, 0])
        ball = posed.v[body.regions["ball" + s]].mean(0) - long * 0.012
        ends = [_fist(body, posed, h[-1]) for h in hands]
        towards = unit((ends[0] + ends[1]) / 2 - ball)
        # the band lies across the sole and leaves along the strands
        normal = unit(long - towards * (long @ towards))
        points = _slab(body, posed, ["foot" + s], ball, normal, 0.011)
        side = m @ np.array([0, 1.0, 0])
        if (ends[0] - ends[1]) @ side < 0:
            ends.reverse()
        line = _around(points, (ends[0], ends[1]), normal, towards)
        found.append(band(resampled(line), normal))
        found += [band(resampled(_tail(e, e - ball)), normal) for e in ends]
        return found
    s = through[-1][-1]
    shin = posed.turns["shin" + s]
    down = unit(posed.turns["foot" + s][2] - shin[2])
    ankle = posed.turns["foot" + s][2] - down * 0.055
    loop = ring(_slab(body, posed, ["shin" + s, "foot" + s], ankle, down, 0.020), down)
    found.append(band(resampled(loop, 0.008), down))
    fist = _fist(body, posed, hands[0][-1])
    exit_ = loop[int(np.argmin(np.linalg.norm(loop - fist, axis=1)))]
    if "shoulder" + s not in through:  # straight from the ankle to the hand
        way = unit(fist - exit_)
        flat = unit(np.cross(way, np.array([0, 0, 1.0])))
        lines = (np.stack([exit_, fist]), _tail(fist, way))
        return [*found, *(band(resampled(line), flat) for line in lines)]
    shoulder = posed.v[body.regions["shoulder" + s]]
    top = shoulder[int(np.argmax(shoulder[:, 2]))]
    inner = posed.turns["upper" + s + "0"][2]
    neck = posed.turns["nec"][2]
    over = inner + (neck - inner) * 0.30
    over[2] = top[2]
    normal = unit(np.cross(fist - exit_, over - exit_))
    if abs(normal @ unit(neck - inner)) < 0.3:
        normal = unit(neck - inner)
    parts = ["trunk", "thigh" + s]
    points = _slab(body, posed, parts, over, normal, 0.02)
    # only what lies between foot and hand, and nothing below
    way = unit((fist - exit_) * np.array([1, 1, 0.0]))
    points = points[((points - exit_) @ way > -0.02) & ((fist - points) @ way > 0)] + np.array([0, 0, 0.009])
    line = _over(points, exit_, fist, way) if len(points) > 3 else np.stack([exit_, over, fist])
    line = resampled(line)
    flat = unit(np.cross(way, np.array([0, 0, 1.0])))
    # on the body the band lies flat; on its free way it is twisted, and so to be seen from the side
    free = (
        np.min(np.linalg.norm(line[:, None] - points[None], axis=2), 1) if len(points) else np.ones(len(line))
    )
    share = smoothstep(free, 0.02, 0.07)[:, None]
    across = flat * (1 - share) + share * (0.5 * flat + np.array([0, 0, 0.86]))
    found.append(band(line, across))
    found.append(band(resampled(_tail(fist, way)), flat))
    return found


def _over(points: Array, start: Array, end: Array, way: Array) -> Array:
    """Taut from start to end over the top of points, in the upright plane along `way`."""
    every = np.vstack([start, points, end])
    x = (every - start) @ way
    order = np.argsort(x)
    hull: list[int] = []
    for i in order:
        while len(hull) > 1:
            (ax, az), (bx, bz) = ((x[k], every[k, 2]) for k in hull[-2:])
            if (bx - ax) * (every[i, 2] - az) - (bz - az) * (x[i] - ax) >= 0:
                hull.pop()
            else:
                break
        hull.append(int(i))
    first, last = (
        hull.index(0) if 0 in hull else 0,
        hull.index(len(every) - 1) if len(every) - 1 in hull else -1,
    )
    line = every[hull[first:] if last == -1 else hull[first : last + 1]]
    across = unit(np.cross(way, np.array([0, 0, 1.0])))
    share = np.clip((line - start) @ way / max(float((end - start) @ way), 1e-9), 0, 1)
    straight = (start @ across) * (1 - share) + (end @ across) * share
    side = line @ across
    side[1:-1] = side[1:-1].mean() if len(side) > 2 else side[1:-1]
    side[0], side[-1] = straight[0], straight[-1]
    made: Array = line + (side - line @ across)[:, None] * across
    return made
