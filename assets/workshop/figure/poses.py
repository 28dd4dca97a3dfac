"""Reads pose.toml and moves between its keyframes; the standard library only."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import cos, pi, radians, sin
from pathlib import Path
from typing import Any

from limits import limit
from skeleton import ANGLES, Frame, Vector, frames

ASSETS = Path(__file__).resolve().parents[2]
EXERCISES = ASSETS / "exercises"
CHECKS = ASSETS / "checks"
SOLVED = "# Solved by solver.py from what stands above. Do not edit below this line."
SEAT = 0.425
SEAT_SIZE = 0.44
SEAT_THICKNESS = 0.04
FIELDS: dict[str, frozenset[str]] = {
    "kinds": frozenset(
        {
            *("mat", "chair", "bed", "blanket", "pillow", "towel", "pad", "step", "ball", "strap", "wall"),
            "rug",
            "measure",  # the gap that a self-check judges; overlay.py draws hands into it
        }
    ),
}


@dataclass(frozen=True)
class Pose:
    """Angles in degrees and the root (midpoint of the hips) in metres."""

    root: Vector
    angles: Mapping[str, float]

    def frames(self) -> dict[str, Frame]:
        return frames(self.angles, self.root)


@dataclass(frozen=True)
class Box:
    """A prop's solid part: its centre and half sizes in metres, turned about z by degrees."""

    name: str
    centre: Vector
    half: Vector
    turn: float = 0.0
    soft: bool = False

    @property
    def top(self) -> float:
        return self.centre[2] + self.half[2]

    def distance(self, p: Vector) -> float:
        """How far a point is outside of the box, negative inside."""
        c, s = cos(radians(self.turn)), sin(radians(self.turn))
        x, y, z = (p[i] - self.centre[i] for i in range(3))
        d = (abs(c * x + s * y) - self.half[0], abs(-s * x + c * y) - self.half[1], abs(z) - self.half[2])
        outside = sum(max(v, 0.0) ** 2 for v in d) ** 0.5
        return outside + min(max(d), 0.0)


@dataclass(frozen=True)
class Exercise:
    """One pose.toml, of an exercise or a self-check: the solved keyframes, and `data`, the whole file."""

    id: str
    data: Mapping[str, Any]
    boxes: tuple[Box, ...]
    keys: tuple[tuple[float, Pose], ...] = ()
    easier: Pose | None = None
    stills: Mapping[str, Pose] = field(default_factory=dict)

    def boxes_in(self, name: str) -> tuple[Box, ...]:
        """The solid props of a still; a prop can be there for some stills only."""
        here = {p.get("name", p["kind"]) for p in self.data.get("props", ()) if name in p.get("in", (name,))}
        return tuple(b for b in self.boxes if b.name.split(".")[0] in here)

    def moved(self, t: float) -> Pose:
        """The pose on the way from start (0) to hold (1): a smooth curve through the keyframes, not eased."""
        keys = self.keys
        t = min(1.0, max(0.0, t))
        i = max(n for n in range(len(keys) - 1) if n == 0 or keys[n][0] <= t)

        def slope(n: int, value: Any) -> float:
            lo, hi = max(n - 1, 0), min(n + 1, len(keys) - 1)
            return float((value(keys[hi][1]) - value(keys[lo][1])) / (keys[hi][0] - keys[lo][0]))

        def curve(value: Any) -> float:
            (ta, a), (tb, b) = keys[i], keys[i + 1]
            h = tb - ta
            u = (t - ta) / h
            m, n = slope(i, value) * h, slope(i + 1, value) * h
            return float(
                (2 * u**3 - 3 * u**2 + 1) * value(a)
                + (u**3 - 2 * u**2 + u) * m
                + (3 * u**2 - 2 * u**3) * value(b)
                + (u**3 - u**2) * n
            )

        angles = {}
        for name in ANGLES:
            if any(name in pose.angles for _, pose in keys):
                low, high = limit(name)
                angles[name] = min(high, max(low, curve(lambda pose, name=name: pose.angles.get(name, 0.0))))
        x, y, z = (curve(lambda pose, axis=axis: pose.root[axis]) for axis in range(3))
        return Pose((x, y, z), angles)


def eased(t: float) -> float:
    """Slow out of the start and into the hold: 0 to 0, 1 to 1."""
    return 0.5 - 0.5 * cos(pi * min(1.0, max(0.0, t)))


def _boxes(prop: Mapping[str, Any]) -> list[Box]:
    kind, name = prop["kind"], prop.get("name", prop["kind"])
    if kind == "chair":
        x, y = prop["at"]
        turn = prop.get("turn", 0.0)
        c, s = cos(radians(turn)), sin(radians(turn))
        half, h = SEAT_SIZE / 2, prop.get("seat", SEAT)
        back = half + 0.012
        return [
            Box(name, (x, y, h - SEAT_THICKNESS / 2), (half, half, SEAT_THICKNESS / 2), turn),
            Box(f"{name}.back", (x - c * back, y - s * back, h + 0.24), (0.012, half, 0.24), turn),
        ]
    if "size" in prop:
        lx, ly, lz = prop["size"]
        x, y, z = (*prop["at"], 0.0)[:3]
        soft = kind in ("pillow", "blanket", "towel", "pad", "bed")
        return [Box(name, (x, y, z + lz / 2), (lx / 2, ly / 2, lz / 2), prop.get("turn", 0.0), soft)]
    return []


def _pose(table: Mapping[str, Any]) -> Pose:
    x, y, z = table["root"]
    unknown = sorted(set(table["angles"]) - set(ANGLES))
    if unknown:
        raise ValueError(f"no such angle: {', '.join(unknown)}")
    return Pose((float(x), float(y), float(z)), {k: float(v) for k, v in table["angles"].items()})


def parse(exercise_id: str, text: str) -> Exercise:
    """The exercise of a pose.toml's text; ValueError or KeyError say what is wrong in it."""
    data = tomllib.loads(text)
    for prop in data.get("props", ()):
        if prop["kind"] not in FIELDS["kinds"]:
            raise ValueError(f"{exercise_id}: props: no such kind: {prop['kind']}")
    boxes = tuple(box for prop in data.get("props", ()) for box in _boxes(prop))
    if "start" not in data:
        return Exercise(exercise_id, data, boxes)
    start, end = _pose(data["start"]), _pose(data["end"])
    keys = ((0.0, start), *((v["at"], _pose(v)) for v in data.get("via", ())), (1.0, end))
    easier = _pose(data["easier"]) if "easier" in data else None
    stills = {"start": start, "end": end} | ({"easier": easier} if easier else {})
    return Exercise(exercise_id, data, boxes, keys, easier, stills)


def all_ids() -> list[str]:
    """Whoever has a pose: the exercises, then the self-checks."""
    return [p.parent.name for group in (EXERCISES, CHECKS) for p in sorted(group.glob("*/pose.toml"))]


def folder(pose_id: str) -> Path:
    """Where an exercise's or a self-check's files lie."""
    check = CHECKS / pose_id
    return check if check.is_dir() else EXERCISES / pose_id


def load(pose_id: str) -> Exercise:
    """The solved poses of an exercise or a self-check."""
    return parse(pose_id, (folder(pose_id) / "pose.toml").read_text(encoding="utf-8"))
