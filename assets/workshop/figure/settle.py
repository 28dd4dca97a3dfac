"""Lets a person's flesh touch what the pose says it touches, and nothing run through anything.

The skeleton's contacts close for its own capsules; a person is thicker here and thinner there. So the joints are moved
by the few millimetres that close hand, foot, knee, elbow, seat and head on the mesh; fingers bend to what they lie on
or hold; limbs that meet push each other flat, and so do the floor and the props. numpy and scipy only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import person as P
from contacts import active
from flesh import CAPSULES, SPOTS
from numpy.typing import NDArray
from poses import Box, Exercise, eased
from rig import Posed, Rig, neighbours, normals
from scipy.spatial import cKDTree
from skeleton import Frame
from turns import smoothstep, unit

Array = NDArray[Any]
MOVER = {
    **dict.fromkeys(("palm", "heel_of_hand", "fingertips"), "wri"),
    **dict.fromkeys(("heel", "ball", "ball_outer", "toe_top", "ankle", "instep"), "ank"),
    "knee": "kne",
    **dict.fromkeys(("elbow", "forearm_mid"), "elb"),
    **dict.fromkeys(("head_back", "forehead", "temple"), "hdb"),
    **dict.fromkeys(("sacrum", "sitbone", "pubis", "hip"), "pel"),
}
"""Which joint goes to where its spot touches."""
SINK = {"pel": 0.012, "hdb": 0.004, "kne": 0.006, "elb": 0.006, "ank": 0.0015, "wri": 0.0015}
"""How far flesh gives where it rests, in metres."""
REACH = {
    "pel": 0.025,
    "hdb": 0.045,
    "kne": 0.03,
    "elb": 0.15,
    "ank": 0.03,
    "wri": 0.11,
    "han": 0.8,
    "foo": 0.35,
}
"""How far a joint may be moved, in metres, and a hand or foot turned, in radians."""
GIVE, ROUNDS = 0.75, 14
KEYS = 11
"""At how many moments of the way the flesh is settled."""
TURNS = ("hand", "foot")
DONE = (0.0008, 0.008)
"""Steps that are smaller, in metres or radians, are not worth another round."""
ADJACENT = {
    **{frozenset(("trunk", f"thigh{s}")): (f"{s.lower()}-upper-leg", 0.18) for s in "LR"},
    **{frozenset((f"thigh{s}", f"shin{s}")): (f"{s.lower()}-knee", 0.10) for s in "LR"},
    **{frozenset((f"shin{s}", f"foot{s}")): (f"{s.lower()}-ankle", 0.08) for s in "LR"},
    **{frozenset(("trunk", f"upper{s}")): (f"{s.lower()}-shoulder", 0.15) for s in "LR"},
    **{frozenset((f"upper{s}", f"fore{s}")): (f"{s.lower()}-elbow", 0.08) for s in "LR"},
    **{frozenset((f"fore{s}", f"hand{s}")): (f"{s.lower()}-hand", 0.07) for s in "LR"},
    frozenset(("trunk", "head")): ("neck", 0.14),
}
"""Parts that grow into each other, the joint between them, and how far around it they may touch."""
CARRIER = {
    **{f"{s}-upper-leg".lower(): f"thigh{s}0" for s in "LR"},
    **{f"{s}-knee".lower(): f"shin{s}" for s in "LR"},
    **{f"{s}-ankle".lower(): f"foot{s}" for s in "LR"},
    **{f"{s}-shoulder".lower(): f"delt{s}" for s in "LR"},
    **{f"{s}-elbow".lower(): f"fore{s}0" for s in "LR"},
    **{f"{s}-hand".lower(): f"hand{s}" for s in "LR"},
    "neck": "nec",
}
# For thumb and fingers: from where each joint starts to close, how far it may, and how it is where nothing is touched.
GRIPS: Mapping[str, tuple[tuple[Sequence[float], ...], tuple[Sequence[float], ...]]] = {
    "flat": (((-60, -12, -12), (14, 16, 16), (-4, -2, -4)), ((-22, 0, 0), (42, 40, 25), (3, 5, 4))),
    "relaxed": (((-45, -6, -6), (4, 8, 8), (4, 8, 8)), ((-15, 4, 4), (24, 28, 18), (24, 28, 18))),
    "grip": (((-35, -6, -6), (24, 32, 36), (16, 24, 28)), ((-15, 4, 2), (66, 84, 48), (60, 72, 40))),
}


@dataclass
class Surface:
    """Points with normals, and how thick the cloth over them is; some lie on the edge of their part."""

    points: Array
    normals: Array
    cover: Array
    edge: Array
    tree: Any = field(init=False)

    def __post_init__(self) -> None:
        self.tree = cKDTree(self.points)

    def depth(self, x: Array, near: float = 0.08) -> tuple[Array, Array, Array]:
        """How far outside of the cloth points are (inside negative), the way out, and which hit the edge."""
        d, i = self.tree.query(x, k=min(5, len(self.points)), distance_upper_bound=near)
        far = ~np.isfinite(d)
        i = np.where(far, 0, i)
        w = np.where(far, 0, 1 / (d + 1e-3) ** 2)
        out = np.einsum("nki,nki->nk", x[:, None] - self.points[i], self.normals[i]) - self.cover[i]
        total = np.maximum(w.sum(1), 1e-9)
        sd = np.where(far[:, 0], near, (out * w).sum(1) / total)
        way = unit((self.normals[i] * w[..., None]).sum(1))
        return sd, way, far[:, 0] | self.edge[i[:, 0]]


def box_depth(box: Box, x: Array) -> Array:
    """How far points are outside of a box, inside negative."""
    c, s = np.cos(np.radians(box.turn)), np.sin(np.radians(box.turn))
    p = x - np.array(box.centre)
    q = np.stack([np.abs(c * p[:, 0] + s * p[:, 1]), np.abs(-s * p[:, 0] + c * p[:, 1]), np.abs(p[:, 2])], 1)
    d = q - np.array(box.half)
    made: Array = np.linalg.norm(np.maximum(d, 0), axis=1) + np.minimum(d.max(1), 0)
    return made


def beside(box: Box, x: Array) -> Array:
    """How far points are beside a box as seen from above; negative above or below it."""
    c, s = np.cos(np.radians(box.turn)), np.sin(np.radians(box.turn))
    p = x - np.array(box.centre)
    across = np.abs(c * p[:, 0] + s * p[:, 1]) - box.half[0]
    made: Array = np.maximum(across, np.abs(-s * p[:, 0] + c * p[:, 1]) - box.half[1])
    return made


def press(v: Array, boxes: Iterable[Box] = (), soft: float = 0.012) -> Array:
    """Flesh and cloth pressed flat where they would be inside of the floor or a prop's top."""
    v = v.copy()

    def flat(z: Array, top: float) -> Array:
        given = top + soft * np.exp(np.minimum((z - top - soft) / soft, 0)) * 0.98 + 0.0002
        made: Array = np.where(z < top + soft, given, z)
        return made

    v[:, 2] = flat(v[:, 2], 0.0)
    for b in boxes:
        inside = np.clip(-beside(b, v) / 0.03 + 0.5, 0, 1)
        z = flat(v[:, 2], b.top)
        v[:, 2] += np.where(v[:, 2] > b.top - 0.075, (z - v[:, 2]) * inside, 0)
    return v


@dataclass
class Stance:
    """What a moment asks for: frames, solid props, contacts and how each hand is closed (shares of GRIPS)."""

    frames: Mapping[str, Frame]
    boxes: tuple[Box, ...]
    contacts: tuple[Mapping[str, Any], ...]
    grips: Mapping[str, Mapping[str, float]]
    pins: Mapping[str, float] = field(default_factory=dict)
    fists: str = ""
    """The sides whose hands hold a strap."""


class Body:
    """A rig with its parts and spots; `still` and `way` pose it so that it touches what it should."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        names = {"trunk": ("pel", "lum", "tho", "delt"), "head": ("nec", "hdb")}
        shares = {n: rig.share(*stems) for n, stems in names.items()}
        limbs = {"thigh": ("thigh",), "shin": ("shin",), "foot": ("foot", "toes"), "upper": ("upper",)}
        limbs |= {"fore": ("fore",), "hand": ("hand", "f1", "f2", "f3", "f4", "f5")}
        for n, stems in limbs.items():
            for s in "LR":
                shares[n + s] = rig.share(*stems, side=s)
        self.names = list(shares)
        part = np.argmax(np.stack([shares[n] for n in self.names], 1), 1)[: P.BODY]
        smooth, _ = neighbours()
        here = smooth[: P.BODY, : P.BODY]
        mixed = np.zeros(P.BODY, bool)
        for k in range(len(self.names)):
            mixed |= (part == k) & (here @ (part == k).astype(float) < 0.999)
        self.edge = mixed
        used = np.zeros(P.BODY, bool)
        used[np.unique(P.base()[2][P.base()[4] == P.base()[5].index("body")])] = True
        self.parts = {n: np.where((part == k) & used)[0] for k, n in enumerate(self.names)}
        self.part = part
        self._kept: dict[tuple[str, str], tuple[dict[str, Array], Posed]] = {}
        self._paths: dict[str, tuple[Array, dict[str, Array]]] = {}

    # -- spots
    @cached_property
    def regions(self) -> dict[str, Array]:
        """The body's vertices at every spot that is looked at."""
        rig = self.rig
        v, j = rig.v[: P.BODY], rig.j
        found: dict[str, Array] = {}

        def ball(at: Array, radius: float, *parts: str) -> Array:
            pick = np.concatenate([self.parts[p] for p in parts])
            made: Array = pick[np.linalg.norm(v[pick] - at, axis=1) < radius]
            return made

        for s in "LR":
            at = s.lower() + "-"
            foot, ankle = self.parts["foot" + s], j[at + "ankle"]
            toes = rig.share("toes", side=s)[foot]
            found["heel" + s] = foot[(v[foot, 0] < ankle[0] + 0.02) & (v[foot, 2] < ankle[2] - 0.02)]
            middle = (j[at + "toe-1-1"] + j[at + "toe-3-1"]) / 2
            found["ball" + s] = foot[np.abs(v[foot, 0] - middle[0]) < 0.045]
            outer = (v[foot, 1] - middle[1]) * (1 if s == "L" else -1)
            found["ball_outer" + s] = foot[(np.abs(v[foot, 0] - middle[0]) < 0.045) & (outer > 0.02)]
            found["toe_top" + s] = foot[toes > 0.6]
            found["instep" + s] = foot[v[foot, 2] > ankle[2] - 0.03]
            found["ankle" + s] = ball(ankle, 0.065, "foot" + s, "shin" + s)
            found["knee" + s] = ball(j[at + "knee"], 0.10, "thigh" + s, "shin" + s)
            found["elbow" + s] = ball(j[at + "elbow"], 0.075, "upper" + s, "fore" + s)
            found["forearm_mid" + s] = self.parts["fore" + s]
            hand = self.parts["hand" + s]
            facing = (normals(rig.v)[hand] @ rig.palm(s)) > 0.15
            found["palm" + s] = hand[facing & (rig.share("hand", side=s)[hand] > 0.5)]
            found["hand" + s] = hand
            found["sitbone" + s] = ball(
                rig.anchor["pel"] + np.array([-0.02, 0.06 if s == "L" else -0.06, -0.06]),
                0.11,
                "trunk",
                "thigh" + s,
            )
            found["hip" + s] = ball(j[at + "upper-leg"], 0.14, "trunk", "thigh" + s)
            found["crest" + s] = ball(
                rig.anchor["pel"] + np.array([0.01, 0.10 if s == "L" else -0.10, 0.08]), 0.13, "trunk"
            )
            found["shoulder" + s] = ball(j[at + "shoulder"], 0.12, "trunk", "upper" + s)
        head = self.parts["head"]
        for name in ("head_back", "forehead", "temple"):
            found[name] = head[rig.share("hdb")[head] > 0.8]
        for name, z, r in (
            ("sacrum", 0.02, 0.13),
            ("pubis", 0.0, 0.13),
            ("waist_back", 0.17, 0.10),
            ("ribs_back", 0.35, 0.13),
            ("shoulder_blades", 0.44, 0.12),
        ):
            found[name] = ball(rig.anchor["pel"] + np.array([0, 0, z]), r + 0.05, "trunk")
        return found

    def surface(self, v: Array, nrm: Array, pick: Array) -> Surface:
        """A part of the posed body as a surface."""
        return Surface(v[pick], nrm[pick], self.rig.cover[pick], self.edge[pick])

    def part_of_capsule(self, capsule: str) -> str:
        """The mesh's part for one of flesh.py's capsules."""
        bone = CAPSULES[capsule].bone
        if bone[:3] in ("pel", "lum", "tho"):
            return "trunk"
        if bone[:3] in ("nec", "hdb"):
            return "head"
        return {
            "hip": "thigh",
            "kne": "shin",
            "ank": "foot",
            "toe": "foot",
            "sho": "upper",
            "elb": "fore",
            "wri": "hand",
        }[bone[:3]] + bone[3:]

    def gap(
        self, contact: Mapping[str, Any], stance: Stance, v: Array, nrm: Array
    ) -> tuple[float, Array, Array] | None:
        """How far a contact's flesh is from what it touches (inside negative), the way out and where; or None."""
        name = contact["spot"]
        region = self.regions.get(name)
        if region is None or not len(region):
            return None
        x = v[region]
        up = np.array([0.0, 0.0, 1.0])
        extra = contact.get("gap", 0.0) if contact.get("gap", 0.0) > 0 else 0.0
        if contact.get("on") == "floor":
            low = x[:, 2] - self.rig.cover[region]
            return float(low.min()) - extra, up, x[int(np.argmin(low))]
        if "on" in contact:
            box = next((b for b in stance.boxes if b.name == contact["on"]), None)
            if box is None:
                return None
            over = beside(box, x) < 0.01
            if over.any():
                x, region = x[over], region[over]
            low = x[:, 2] - self.rig.cover[region]
            return float(low.min()) - box.top - extra, up, x[int(np.argmin(low))]
        if "against" in contact:
            other = self.parts[self.part_of_capsule(contact["against"])]
        elif "near" in contact:
            other = self.regions[contact["near"]]
        else:
            return None
        sd, way, _ = self.surface(v, nrm, other).depth(x, 0.25)
        i = int(np.argmin(sd - self.rig.cover[region]))
        return float(sd[i] - self.rig.cover[region][i]) - extra, way[i], x[i]

    # -- closing
    def _close(self, stance: Stance, moves: dict[str, Array], rounds: int) -> dict[str, Array]:
        """Moves the joints until the contacts are closed and no palm lies in the body."""
        rig = self.rig
        for turn in range(rounds):
            posed = rig.pose(stance.frames, moves, stance.pins, self._loose(stance))
            v, nrm = posed.v, normals(posed.v)
            wanted: dict[str, list[tuple[Array, Array]]] = {}
            for contact in stance.contacts:
                joint = mover(contact["spot"])
                found = self.gap(contact, stance, v, nrm) if joint else None
                if joint is None or found is None or ("near" in contact and joint == "kne"):
                    continue
                if "on" not in contact and joint not in ("wri", "ank", "hdb"):
                    continue
                gap, way, at = found
                half = 0.5 if "near" in contact and joint == "ank" else 1.0
                step = -(gap + SINK[joint]) * half * way
                side = SPOTS[contact["spot"]].bone[3:]
                wanted.setdefault(joint if joint in ("pel", "hdb") else joint + side, []).append((at, step))
                if half < 1:
                    wanted.setdefault(joint + contact["near"][-1], []).append((at, -step))
            steps = {
                k: 0.9 * np.mean([step for _, step in found], 0)
                for k, found in wanted.items()
                if k[:3] not in ("wri", "ank")
            }
            straight = turn < 2 and rounds > 5
            for s in "LR":
                for part, joint in (("hand", "wri"), ("foot", "ank")):
                    held = wanted.get(joint + s, [])
                    steps |= self._wrench(part + s, joint + s, stance, posed, nrm, held, straight=straight)
                out = self._elbow_out(s, v, nrm)
                if out is not None:
                    steps["elb" + s] = steps.get("elb" + s, np.zeros(3)) + out
            steps = {
                k: v for k, v in steps.items() if float(np.linalg.norm(v)) > DONE[int(k.startswith(TURNS))]
            }
            if not steps:
                break
            for key, step in steps.items():
                total = moves.get(key, np.zeros(3)) + step
                moves[key] = total * min(1.0, REACH[key[:3]] / max(float(np.linalg.norm(total)), 1e-9))
        return moves

    def _wrench(
        self,
        part: str,
        joint: str,
        stance: Stance,
        posed: Posed,
        nrm: Array,
        held: Sequence[tuple[Array, Array]],
        *,
        straight: bool,
    ) -> dict[str, Array]:
        """The least shift and turn that close a hand's or foot's contacts and bring it out of body, floor and props."""
        x = posed.v[self.parts[part]]
        pivot = posed.turns[part][2]
        sd, way, _ = self._others(part, posed.v, nrm).depth(x)
        up = np.broadcast_to(np.array([0, 0, 1.0]), x.shape)
        deep, ways = [np.maximum(-sd, 0), np.maximum(-x[:, 2], 0)], [way, up]
        for box in stance.boxes:
            if not (box.soft and part.startswith("foot")):
                deep.append(np.maximum(-box_depth(box, x), 0))
                ways.append(up)
        d, n = np.concatenate(deep), np.concatenate(ways)
        hit = d > 0.0015
        rows = [np.hstack([n[hit], np.cross((np.concatenate([x] * len(deep)) - pivot)[hit], n[hit]) / 0.08])]
        want, weight = [d[hit]], [np.full(int(hit.sum()), 1 / max(int(hit.sum()), 1))]
        for at, step in held:
            size = float(np.linalg.norm(step))
            if size > 1e-5:
                push = step / size
                rows.append(np.concatenate([push, np.cross(at - pivot, push) / 0.08])[None])
                want.append(np.array([size]))
                weight.append(np.array([0.7]))
        a, b, w = np.vstack(rows), np.concatenate(want), np.concatenate(weight)
        if not len(a):
            return {}
        hand = part.startswith("hand")
        stiff = np.array([1.0] * 3 + [2.0 + 20 * straight if hand else 1.6] * 3) * (0.12 if hand else 0.18)
        made = np.linalg.solve(a.T @ (a * w[:, None]) + np.diag(stiff**2), a.T @ (b * w)) * 1.15
        return {joint: made[:3], part: made[3:] / 0.08}

    def _elbow_out(self, s: str, v: Array, nrm: Array) -> Array | None:
        """The way that brings an arm out of trunk and thighs."""
        pick = np.concatenate([self.parts["upper" + s], self.parts["fore" + s]])
        rest = np.linalg.norm(self.rig.v[pick] - self.rig.j[s.lower() + "-shoulder"], axis=1)
        pick = pick[rest > 0.16]
        sd, way, _ = self._others("hand" + s, v, nrm).depth(v[pick], 0.10)
        deep = np.where(sd < -0.004, -sd, 0)
        if not deep.any():
            return None
        i = deep > 0
        out: Array = unit((way[i] * deep[i][:, None]).sum(0)) * float(deep.max()) * 1.2
        return out

    def _others(self, part: str, v: Array, nrm: Array) -> Surface:
        """The body without the arm or the lower leg that a hand or foot belongs to."""
        s = part[-1]
        away = (f"hand{s}", f"fore{s}", f"upper{s}")
        if part.startswith("foot"):
            away = (f"foot{s}", f"shin{s}", "handL", "handR")
        pick = np.concatenate([p for n, p in self.parts.items() if n not in away])
        return Surface(v[pick], nrm[pick], self.rig.cover[pick], np.zeros(len(pick), bool))

    def _loose(self, stance: Stance) -> dict[str, Array]:
        found = {}
        for s in "LR":
            grip = stance.grips.get(s, {"relaxed": 1.0})
            opened = "" if s in stance.fists else "grip"  # a hand that will close on a limb comes open
            thumb = sum(w * np.array(GRIPS[g][0][0 if g == opened else 2], float) for g, w in grip.items())
            finger = sum(w * np.array(GRIPS[g][1][0 if g == opened else 2], float) for g, w in grip.items())
            found[s] = np.array([thumb, *[finger] * 4])
        return found

    def _fingers(self, stance: Stance, posed: Posed) -> dict[str, Array]:
        """Closes every finger until it touches what it lies on or holds."""
        nrm = normals(posed.v)
        found = {s: self._loose(stance)[s] for s in stance.fists}
        for s in "LR":
            if s in found:
                continue
            grip = stance.grips.get(s, {"relaxed": 1.0})
            body = self._others("hand" + s, posed.v, nrm)

            def outside(x: Array, body: Surface = body) -> Array:
                flat = x.reshape(-1, 3)
                sd = np.minimum(body.depth(flat)[0], flat[:, 2])
                for box in stance.boxes:
                    sd = np.minimum(sd, box_depth(box, flat))
                made: Array = sd.reshape(x.shape[:-1])
                return made

            held, touched = np.zeros((5, 3)), np.zeros(5, bool)
            for f in range(5):
                start, most, usual = (
                    sum(w * np.array(GRIPS[g][min(f, 1)][k], float) for g, w in grip.items())
                    for k in range(3)
                )
                held[f], touched[f] = self._finger(s, f + 1, posed, outside, np.stack([start, most, usual]))
            if grip.get("grip", 0) > 0.5 and touched[1:].any() and not touched[1:].all():
                like = held[1:][touched[1:]].mean(0)
                for f in np.where(~touched[1:])[0] + 1:  # none closes far beyond the others
                    held[f] = np.minimum(held[f], like + np.array([14, 18, 10]))
            found[s] = held
        return found

    def _finger(self, s: str, f: int, posed: Posed, outside: Any, ways: Array) -> tuple[Array, bool]:
        start, most, usual = ways
        hand = posed.turns["hand" + s]
        thick = np.array([0.0095, 0.0085, 0.0075]) if f > 1 else np.array([0.0115, 0.0105, 0.009])
        angles, touched = start.copy(), False
        for n in range(3):
            tries = np.arange(start[n], most[n] + 0.1, 3.0)
            trial = np.repeat(angles[None], len(tries), 0)
            trial[:, n] = tries
            joints = self.rig.finger(s, f, hand, trial)[0]
            points, need = [], []
            for m in range(n, 3):
                for t in (0.35, 0.7, 1.0):
                    points.append(joints[:, m] + (joints[:, m + 1] - joints[:, m]) * t)
                    need.append(thick[m] * (0.85 if m == 2 and t == 1.0 else 1.0))
            clear = (outside(np.stack(points, 1)) - np.array(need)).min(1)
            hit = clear < 0
            if hit[0]:  # not even open is it free: as it usually is, or the least deep
                k = int(np.argmin(np.abs(tries - usual[n])))
                angles[n] = tries[k if clear[k] >= 0 else int(np.argmax(clear))]
                touched = True
            elif hit.any():
                angles[n] = tries[int(np.argmax(hit)) - 1]
                touched = True
            elif touched:
                angles[n] = min(most[n], max(usual[n], start[n]))
            else:
                angles[n] = usual[n]
        return angles, touched

    # -- flesh against flesh
    def _apart(self, posed: Posed, rounds: int = ROUNDS) -> Array:
        """The vertices with limbs pushed apart where they meet, both by half, hands and feet less."""
        v = posed.v.copy()
        smooth, _ = neighbours()
        joint = {name: posed.carried(CARRIER[name], self._rest_joint(name, posed))[0] for name in CARRIER}
        moved = np.zeros((P.BODY, 3))
        best = (1.0, moved)  # pushing one way and another may swing: the least deep counts
        for turn in range(rounds):
            nrm = normals(v)
            surfaces = {n: self.surface(v, nrm, p) for n, p in self.parts.items()}
            low = {n: s.points.min(0) - 0.01 for n, s in surfaces.items()}
            high = {n: s.points.max(0) + 0.01 for n, s in surfaces.items()}
            step = np.zeros((P.BODY, 3))
            deep = np.zeros(P.BODY)
            for a, pick in self.parts.items():
                for b in self.parts:
                    if a == b or (low[a] > high[b]).any() or (low[b] > high[a]).any():
                        continue
                    inside = ((v[pick] > low[b]) & (v[pick] < high[b])).all(1)
                    held = smoothstep(self.apart(a, b, v[pick], joint), 0.65, 0.95)
                    inside &= held > 0
                    if not inside.any():
                        continue
                    x = pick[inside]
                    sd, way, edge = surfaces[b].depth(v[x])
                    need = np.where(edge, 0, np.maximum(self.rig.cover[x] - sd, 0)) * held[inside]
                    need = np.where(need > 0.09, 0, need)
                    more = need > deep[x]
                    share = _yield(a, b)
                    step[x[more]] = way[more] * (need[more] * share)[:, None]
                    deep[x[more]] = need[more]
            if deep.max() < best[0]:
                best = float(deep.max()), moved
            if deep.max() < 0.005 or turn == rounds - 1:
                break
            hit = deep > 0
            wide = np.zeros((len(self.rig.v), 3))
            wide[: P.BODY] = step
            for _ in range(3):
                wide = np.where(
                    np.append(hit, np.zeros(len(wide) - P.BODY, bool))[:, None], wide, 0.75 * (smooth @ wide)
                )
            new = moved + GIVE / (1 + 0.15 * max(0, turn - 4)) * wide[: P.BODY]
            long = np.linalg.norm(new, axis=1, keepdims=True)
            new *= np.minimum(1, 0.08 / np.maximum(long, 1e-9))
            v[: P.BODY] += new - moved
            moved = new
        moved = best[1]
        v = posed.v.copy()
        v[: P.BODY] += moved
        near, share = self._followers
        v[P.BODY :] += np.einsum("nk,nki->ni", share, moved[near])
        return v

    def _rest_joint(self, name: str, posed: Posed) -> Array:
        bone = CARRIER[name]
        return (posed.turns[bone][1] if name != "neck" else self.rig.anchor["nec"])[None]

    @cached_property
    def _followers(self) -> tuple[Array, Array]:
        """For what is not body (clothes, lashes): the nearest vertices of the body and their shares."""
        used = np.concatenate(list(self.parts.values()))
        d, i = cKDTree(self.rig.v[used]).query(self.rig.v[P.BODY :], k=4)
        w = 1 / (d + 1e-3) ** 2
        return used[i], w / w.sum(1, keepdims=True)

    def apart(self, a: str, b: str, x: Array, joint: Mapping[str, Array]) -> Array:
        """How far points of part a are from the joint that it shares with part b; from 1 on they may not touch it."""
        found = ADJACENT.get(frozenset((a, b)))
        if found is None:
            return np.full(len(x), 9.0)
        made: Array = np.linalg.norm(x - joint[found[0]], axis=1) / found[1]
        return made

    def joints(self, posed: Posed) -> dict[str, Array]:
        """Where the joints of ADJACENT are."""
        return {name: posed.carried(CARRIER[name], self._rest_joint(name, posed))[0] for name in CARRIER}

    # -- poses
    def _finish(self, stance: Stance, moves: dict[str, Array]) -> Posed:
        posed = self.rig.pose(stance.frames, moves, stance.pins, self._loose(stance))
        curls = self._fingers(stance, posed)
        return self._flat(stance, self.rig.pose(stance.frames, moves, stance.pins, curls))

    def _flat(self, stance: Stance, posed: Posed) -> Posed:
        """The flesh pressed flat where it meets."""
        posed.free = posed.v
        posed.v = press(self._apart(posed), stance.boxes)
        return posed

    def stance(self, exercise: Exercise, still: str) -> Stance:
        """What a still asks for."""
        hands = exercise.data.get("hands", {})
        grips = {s: {g: 1.0} for s, g in hands.get(still, hands.get("end", {})).items()}
        return Stance(
            exercise.stills[still].frames(),
            exercise.boxes_in(still),
            tuple(active(exercise, still)),
            grips,
            _pins(exercise, still),
            _fists(exercise, still),
        )

    def still(self, exercise: Exercise, still: str) -> Posed:
        """A still, settled."""
        return self._settled(exercise, still)[1]

    def _settled(self, exercise: Exercise, still: str) -> tuple[dict[str, Array], Posed]:
        key = (exercise.id, still)
        if key not in self._kept:
            stance = self.stance(exercise, still)
            moves = self._close(stance, {}, 9)
            self._kept[key] = moves, self._finish(stance, moves)
        return self._kept[key]

    def way(self, exercise: Exercise, t: float) -> tuple[Posed, Stance]:
        """The moment t (0 start, 1 hold) of the movement, settled.

        What settling does is found at KEYS of the way and smoothed from each to the next, so that nothing trembles.
        """
        if t <= 0 or t >= 1:
            still = "start" if t <= 0 else "end"
            return self.still(exercise, still), self.stance(exercise, still)
        keys, found = self._path(exercise)
        values = {
            k: np.array([np.interp(t, keys, col) for col in v.reshape(len(keys), -1).T])
            for k, v in found.items()
        }
        curls = {s: values.pop("curls" + s).reshape(5, 3) for s in "LR"}
        stance = self._moment(exercise, t)
        values = self._close(
            stance, values, 4
        )  # where the way is quick, what lies between two moments is off a little
        posed = self.rig.pose(stance.frames, values, stance.pins, curls)
        nrm = normals(posed.v)
        deep = {
            s: float(self._others("hand" + s, posed.v, nrm).depth(posed.v[self.parts["hand" + s]])[0].min())
            for s in "LR"
        }
        if min(deep.values()) < -0.012:
            loose = self.rig.pose(stance.frames, values, stance.pins, self._loose(stance))
            curls |= {s: c for s, c in self._fingers(stance, loose).items() if deep[s] < -0.012}
            posed = self.rig.pose(stance.frames, values, stance.pins, curls)
        return self._flat(stance, posed), stance

    def _moment(self, exercise: Exercise, t: float) -> Stance:
        """What a moment on the way asks for: a mixture of start and hold, and the contacts that both have."""
        ends = [self.stance(exercise, s) for s in ("start", "end")]
        u = float(smoothstep(np.array(t), 0.0, 1.0))
        grips: dict[str, dict[str, float]] = {}
        for s in "LR":
            grips[s] = {}
            for end, w in zip(ends, (1 - u, u), strict=True):
                for g, share in end.grips.get(s, {"relaxed": 1.0}).items():
                    grips[s][g] = grips[s].get(g, 0.0) + w * share
        pins = {s: (1 - u) * ends[0].pins.get(s, 0.0) + u * ends[1].pins.get(s, 0.0) for s in "LR"}
        boxes = tuple(x for x in ends[0].boxes if x in ends[1].boxes)
        contacts = tuple(active(exercise, "via"))
        return Stance(exercise.moved(t).frames(), boxes, contacts, grips, pins, ends[int(t > 0.5)].fists)

    def _path(self, exercise: Exercise) -> tuple[Array, dict[str, Array]]:
        """How joints are moved and fingers bent along the way, smoothed."""
        if exercise.id not in self._paths:
            keys = np.array([eased(k / (KEYS - 1)) for k in range(KEYS)])
            ends = [self._settled(exercise, s) for s in ("start", "end")]
            zero = np.zeros(3)
            moves, curls = [], []
            for t in keys:
                if 0 < t < 1:
                    u = float(smoothstep(np.array(t), 0.0, 1.0))
                    (a, _), (b, _) = ends
                    stance = self._moment(exercise, t)
                    mixed = {k: (1 - u) * a.get(k, zero) + u * b.get(k, zero) for k in {*a, *b}}
                    moves.append(self._close(stance, mixed, 5))
                    posed = self.rig.pose(stance.frames, moves[-1], stance.pins, self._loose(stance))
                    curls.append(self._fingers(stance, posed))
                else:
                    moves.append(ends[int(t >= 1)][0])
                    curls.append({s: np.asarray(ends[int(t >= 1)][1].curls[s]) for s in "LR"})
            names = sorted({k for m in moves for k in m})
            found = {k: np.array([m.get(k, zero) for m in moves]) for k in names}
            found |= {"curls" + s: np.array([c[s] for c in curls]) for s in "LR"}
            self._paths[exercise.id] = keys, {k: _calm(v) for k, v in found.items()}
        return self._paths[exercise.id]


def mover(spot: str) -> str | None:
    """Which joint goes to where a spot touches."""
    sided = spot[-1] in "LR"
    return MOVER.get(spot[:-1] if sided else spot)


def _calm(x: Array) -> Array:
    """Values along the way without single jumps, and smoother; the ends stay."""
    middle = np.median(np.stack([x[:-2], x[1:-1], x[2:]]), 0)
    x = np.concatenate([x[:1], middle, x[-1:]])
    return np.concatenate([x[:1], (x[:-2] + 2 * x[1:-1] + x[2:]) / 4, x[-1:]])


def _pins(exercise: Exercise, still: str) -> dict[str, float]:
    """Which elbows rest on something, and so are where the skeleton has them."""
    resting = {c["spot"] for c in active(exercise, still)}
    return {s: float(bool(resting & {"elbow" + s, "forearm_mid" + s, "arm_mid" + s})) for s in "LR"}


def _fists(exercise: Exercise, still: str) -> str:
    """The sides whose hands hold a strap."""
    straps = [
        p for p in exercise.data.get("props", ()) if p["kind"] == "strap" and still in p.get("in", (still,))
    ]
    return "".join(sorted({n[-1] for p in straps for n in p["through"] if n.startswith("palm")}))


def _yield(a: str, b: str) -> float:
    """How much of a meeting part a gives way."""
    hard = {"hand": 0.0, "foot": 0.25, "head": 0.25, "fore": 0.4, "shin": 0.4}
    x, y = hard.get(a.rstrip("LR"), 0.5), hard.get(b.rstrip("LR"), 0.5)
    return 0.5 if x + y == 0 else x / (x + y)
