"""What touches what: the errors of a pose's contacts in metres, for the solver and for the checks.

A contact of pose.toml names a `spot` of the flesh (flesh.SPOTS) and one of
  on = "floor" | a prop's name   the spot rests on it; `wall` props give the wall by x or y
  against = a capsule            the spot lies on that limb or trunk part; `along` 0 to 1 says where, `side` from where
                                 ("front", "back", "inner", "outer", in that part's own axes)
  near = another spot            the two balls of flesh touch
  at = [x, y, z]                 the ball's centre is there
and may add `in` (which stills: start, end, easier; the way between has what start and end share), `stays = true` (the
spot does not slide from start to end) and `gap` (metres between the surfaces, for a strap or a ball in between).
"""

from collections.abc import Iterator, Mapping
from math import cos, radians, sin, sqrt
from typing import Any

from flesh import CAPSULES, SPOTS, nearest
from poses import Exercise
from skeleton import Frame, Vector

Frames = Mapping[str, Frame]


def spot_at(frames: Frames, name: str) -> tuple[Vector, float]:
    """A spot's centre in the world and its radius."""
    spot = SPOTS[name]
    return frames[spot.bone].at(spot.centre), spot.radius


def gap_of(measure: Mapping[str, Any], frames: Frames) -> tuple[Vector, Vector]:
    """The two ends of a gap that a check judges: from a spot's flesh to another's, or straight down to the floor."""
    p, r = spot_at(frames, measure["from"])
    q, s = (p[0], p[1], -1.0), 1.0
    if measure["to"] != "floor":
        q, s = spot_at(frames, measure["to"])
    long = sqrt(sum((q[i] - p[i]) ** 2 for i in range(3)))

    def at(share: float) -> Vector:
        return (p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share, p[2] + (q[2] - p[2]) * share)

    return at(r / long), at(1 - s / long)


def strap_points(strap: Mapping[str, Any], frames: Frames) -> list[Vector]:
    """Where a strap runs: through hands, and through the other spots' middles or `over` them by so many metres."""
    points = []
    for name in strap["through"]:
        (x, y, z), r = spot_at(frames, name)
        points.append((x, y, z + (r + strap["over"] if "over" in strap and name[:-1] != "palm" else 0.0)))
    return points


def active(exercise: Exercise, still: str) -> Iterator[Mapping[str, Any]]:
    """The contacts of a still; "via" has those that start and end share."""
    for contact in exercise.data.get("contacts", ()):
        where = contact.get("in", ("start", "end"))
        if still in where or (still == "via" and "start" in where and "end" in where):
            yield contact


def _side(part: str, side: str) -> Vector:
    inward = -1.0 if CAPSULES[part].bone.endswith("L") else 1.0
    return {
        "front": (1.0, 0.0, 0.0),
        "back": (-1.0, 0.0, 0.0),
        "inner": (0.0, inward, 0.0),
        "outer": (0.0, -inward, 0.0),
    }[side]


def errors(exercise: Exercise, contact: Mapping[str, Any], frames: Frames) -> list[float]:
    """How far a contact is from closed: metres, one number or more."""
    p, r = spot_at(frames, contact["spot"])
    r += contact.get("gap", 0.0)
    if "on" in contact:
        name = contact["on"]
        if name == "floor":
            return [p[2] - r]
        for prop in exercise.data.get("props", ()):
            if prop.get("name", prop["kind"]) == name and prop["kind"] == "wall":
                return [prop["x"] - p[0] - r if "x" in prop else prop["y"] - p[1] - r]
        box = next(b for b in exercise.boxes if b.name == name)
        c, s = cos(radians(box.turn)), sin(radians(box.turn))
        x, y = p[0] - box.centre[0], p[1] - box.centre[1]
        beside = (abs(c * x + s * y) - box.half[0], abs(-s * x + c * y) - box.half[1])
        return [p[2] - r - box.top, max(0.0, beside[0]), max(0.0, beside[1])]
    if "against" in contact:
        part = CAPSULES[contact["against"]]
        frame = frames[part.bone]
        a, b = frame.at(part.a), frame.at(part.b)
        distance, _, v = nearest(p, p, a, b)
        return [distance - r - (part.ra + (part.rb - part.ra) * v)]
    if "near" in contact:
        q, s = spot_at(frames, contact["near"])
        return [sqrt(sum((p[i] - q[i]) ** 2 for i in range(3))) - r - s]
    return [p[i] - contact["at"][i] for i in range(3)]


def wishes(contact: Mapping[str, Any], frames: Frames) -> list[tuple[float, float]]:
    """Softer aims with a contact, as (error, weight): where along a limb, from which side, palms turned to it."""
    found: list[tuple[float, float]] = []
    name = contact["spot"]
    p, _ = spot_at(frames, name)
    towards: Vector | None = None
    if "against" in contact:
        part = CAPSULES[contact["against"]]
        frame = frames[part.bone]
        a, b = frame.at(part.a), frame.at(part.b)
        ab = tuple(b[i] - a[i] for i in range(3))
        long2 = sum(v * v for v in ab)
        v = sum((p[i] - a[i]) * ab[i] for i in range(3)) / long2
        foot = tuple(a[i] + v * ab[i] for i in range(3))
        off = tuple(foot[i] - p[i] for i in range(3))
        size = sqrt(sum(c * c for c in off)) or 1.0
        towards = (off[0] / size, off[1] / size, off[2] / size)
        if "along" in contact:
            found.append(((v - contact["along"]) * sqrt(long2), 100.0))
        if "side" in contact:
            sides = contact["side"].split()
            want = [sum(_side(contact["against"], s)[i] for s in sides) for i in range(3)]
            n = sqrt(sum(c * c for c in want))
            world = frame.turn([c / n for c in want])
            found.extend(((world[i] + towards[i]), 8.0) for i in range(3))
    elif contact.get("on") and contact.get("flat", True):
        towards = (0.0, 0.0, -1.0)
    elif "near" in contact:
        q, _ = spot_at(frames, contact["near"])
        size = sqrt(sum((q[i] - p[i]) ** 2 for i in range(3))) or 1.0
        towards = ((q[0] - p[0]) / size, (q[1] - p[1]) / size, (q[2] - p[2]) / size)
    elif "faces" in contact:
        x, y, z = contact["faces"]
        towards = (x, y, z)
    if towards and name[:-1] in ("palm", "heel_of_hand") and contact.get("flat", True):
        side = -1.0 if name.endswith("L") else 1.0
        normal = frames[SPOTS[name].bone].turn((0.0, side, 0.0))
        found.extend((normal[i] - towards[i], 25.0 if "on" in contact else 8.0) for i in range(3))
    return found
