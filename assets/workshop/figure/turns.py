"""Small rotations for the rig: matrices, quaternions and what makes one into the other; numpy only."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


def unit(v: Array) -> Array:
    """The direction of a vector, or of many."""
    long = np.sqrt((v * v).sum(-1, keepdims=True))
    made: Array = v / np.maximum(long, 1e-12)
    return made


def frame_zx(z: Array, x: Array) -> Array:
    """A rotation whose third column is z and whose first is x made perpendicular."""
    z = unit(z)
    x = unit(x - z * (x @ z))
    return np.stack([x, np.cross(z, x), z], 1)


def axis_angle(axis: Array, angle: float) -> Array:
    """A turn about an axis by radians."""
    x, y, z = unit(axis)
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    made: Array = np.eye(3) + np.sin(angle) * k + (1 - np.cos(angle)) * k @ k
    return made


def axis_angles(axis: Array, angles: Array) -> Array:
    """Turns about one axis by many angles in radians: (K,3,3)."""
    x, y, z = unit(axis)
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    made: Array = (
        np.eye(3) + np.sin(angles)[:, None, None] * k + (1 - np.cos(angles))[:, None, None] * (k @ k)
    )
    return made


def between(a: Array, b: Array) -> Array:
    """The least rotation from direction a to b."""
    a, b = unit(a), unit(b)
    c = np.cross(a, b)
    s = float(np.linalg.norm(c))
    return np.eye(3) if s < 1e-9 else axis_angle(c, float(np.arctan2(s, a @ b)))


def quat(m: Array) -> Array:
    """The unit quaternion (w, x, y, z) of a rotation."""
    t = np.array(
        [
            m[0, 0] + m[1, 1] + m[2, 2],
            m[0, 0] - m[1, 1] - m[2, 2],
            m[1, 1] - m[0, 0] - m[2, 2],
            m[2, 2] - m[0, 0] - m[1, 1],
        ]
    )
    i = int(np.argmax(t))
    r = np.sqrt(1 + t[i])
    a, b, c = m[2, 1] - m[1, 2], m[0, 2] - m[2, 0], m[1, 0] - m[0, 1]
    d, e, f = m[0, 1] + m[1, 0], m[0, 2] + m[2, 0], m[1, 2] + m[2, 1]
    rest = ((a, b, c), (a, d, e), (b, d, f), (c, e, f))[i]
    q = np.array([*rest[:i], r * r, *rest[i:]]) / (2 * r)
    return unit(q)


def qmul(a: Array, b: Array) -> Array:
    """The product of two quaternions."""
    w, v, x, u = a[0], a[1:], b[0], b[1:]
    return np.array([w * x - v @ u, *(w * u + x * v + np.cross(v, u))])


def part_of(m: Array, share: float) -> Array:
    """A share of a rotation."""
    q = quat(m)
    q = -q if q[0] < 0 else q
    s = float(np.linalg.norm(q[1:]))
    return np.eye(3) if s < 1e-9 else axis_angle(q[1:], 2 * float(np.arctan2(s, q[0])) * share)


def swing_twist(m: Array, d: Array) -> tuple[Array, float]:
    """Splits a rotation into swing @ twist, the twist being about d: the swing and the twist's angle."""
    q = quat(m)
    d = unit(d)
    a = 2 * float(np.arctan2(q[1:] @ d, q[0]))
    a = (a + np.pi) % (2 * np.pi) - np.pi
    return m @ axis_angle(d, -a), a


def smoothstep(x: Array, low: float, high: float) -> Array:
    """0 below `low`, 1 above `high`, smooth between."""
    t = np.clip((x - low) / (high - low), 0, 1)
    made: Array = t * t * (3 - 2 * t)
    return made
