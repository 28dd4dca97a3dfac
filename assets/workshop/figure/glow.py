"""The worked muscle's glow, painted once on the person in the rest pose, so that it stays on its own limb in any pose.

A muscle of pose.toml is a line in a bone's axes with a radius. Here it becomes a shape on the standing person: what
lies on the other side, on another limb, or close to the crotch takes no part.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rig import Rig
from turns import frame_zx, smoothstep

Array = NDArray[Any]
GROW = 1.15
"""A person's flesh is thicker than the skeleton's capsules."""
CROTCH = (0.055, 0.115)
"""Metres from the crotch: nothing glows up to there, and all of it from there."""


def _place(rig: Rig, bone: str) -> tuple[Array, Array]:
    """A bone's near joint in the rest pose and its axes."""
    if bone[:3] != "hip":
        return rig.anchor[bone], np.eye(3)
    at = bone[-1].lower() + "-"
    hip, knee = rig.j[at + "upper-leg"], rig.j[at + "knee"]
    return hip, frame_zx(hip - knee, np.array([1.0, 0, 0]))


def crotch(rig: Rig) -> Array:
    """The lowest point of the trunk, between the legs."""
    trunk = rig.v[:13380][rig.share("pel")[:13380] > 0.4]
    middle = trunk[np.abs(trunk[:, 1]) < 0.015]
    made: Array = middle[np.argmin(middle[:, 2])] * np.array([1.0, 0.0, 1.0])
    return made


def warmth(rig: Rig, muscles: Sequence[Mapping[str, Any]]) -> Array:
    """How much every vertex of the mesh belongs to a worked muscle, from 0 to 1, fading smoothly."""
    v = rig.v
    found = np.zeros(len(v))
    arms = rig.share("upper", "fore", "hand", "f1", "f2", "f3", "f4", "f5", "delt", "hdb", "nec")
    between = smoothstep(np.linalg.norm((v - crotch(rig)) * np.array([1, 1.25, 1]), axis=1), *CROTCH)
    for m in muscles:
        joint, axes = _place(rig, m["bone"])
        a, b = joint + axes @ np.array(m["a"], float), joint + axes @ np.array(m["b"], float)
        radius = m["radius"] * GROW
        middle = (a + b) / 2
        side = "R" if m["bone"].endswith("R") or middle[1] < -0.02 else "L" if middle[1] > 0.02 else ""
        d = b - a
        h = np.clip((v - a) @ d / max(d @ d, 1e-9), 0, 1)
        distance = np.linalg.norm(v - a - h[:, None] * d, axis=1)
        t = np.clip((distance - 0.4 * radius) / (1.05 * radius), 0, 1)
        one = 1 - t * t * (3 - 2 * t)
        if side:
            own = v[:, 1] * (1 if side == "L" else -1)
            one = one * smoothstep(own, 0.004, 0.030)
            other = rig.share("thigh", "shin", side="L" if side == "R" else "R")
            one = one * np.clip(1 - 3 * other, 0, 1)
        found = np.maximum(found, one)
    made: Array = found * between * np.clip(1 - 2 * arms, 0, 1)
    return made
