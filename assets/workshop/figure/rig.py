"""A person (person.py) in the project's frames: bones that reach where the skeleton says, and skinning.

The person keeps the own trunk, hips and shoulders. Knees, ankles, elbows and wrists are put where the project's solved
skeleton has them, moved by the few millimetres that `settle.py` asks for, and the bones between are stretched by what
that needs. Dual-quaternion skinning with the twist spread along thigh, upper arm and forearm, then a delta-mush
correction. numpy and scipy only.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import person as P
from numpy.typing import NDArray
from scipy import sparse
from skeleton import Frame
from turns import (
    axis_angle,
    axis_angles,
    between,
    frame_zx,
    part_of,
    qmul,
    quat,
    smoothstep,
    swing_twist,
    unit,
)

Array = NDArray[Any]
Turn = tuple[Array, Array, Array]
Curls = Mapping[str, Array]
"""For each hand (5,3) angles in degrees, thumb first."""
TWISTS = (0.0, 0.25, 0.5, 0.75, 1.0)
TRUNK = ("pel", "lum", "tho", "nec", "hdb")
STRAIGHT = np.array([(0.0, 0.0, 0.0), *[(2.0, 3.0, 2.0)] * 4])


# --- the mesh's neighbourhoods ---------------------------------------------------------------------------------------
@lru_cache(1)
def neighbours() -> tuple[sparse.csr_matrix, Array]:
    """The mean over every vertex's neighbours as a matrix, and which vertices have any."""
    f = P.base()[2]
    n = len(P.base()[0])
    e = np.concatenate([f[:, [i, (i + 1) % 4]] for i in range(4)])
    e = e[e[:, 0] != e[:, 1]]
    a = sparse.coo_matrix((np.ones(len(e)), (e[:, 0], e[:, 1])), (n, n)).tocsr()
    a = ((a + a.T) > 0).astype(float)
    d = np.asarray(a.sum(1)).ravel()
    return (sparse.diags(1 / np.maximum(d, 1)) @ a).tocsr(), d > 0


@lru_cache(1)
def _first_neighbour() -> Array:
    s = neighbours()[0]
    first = np.arange(s.shape[0])
    has = np.diff(s.indptr) > 0
    first[has] = s.indices[s.indptr[:-1][has]]
    return first


@lru_cache(1)
def _corners() -> sparse.csr_matrix:
    f = P.base()[2]
    rows = f.ravel()
    cols = np.repeat(np.arange(len(f)), 4)
    return sparse.coo_matrix((np.ones(len(rows)), (rows, cols)), (len(P.base()[0]), len(f))).tocsr()


def normals(v: Array) -> Array:
    """The normal at every vertex of the base mesh."""
    f = P.base()[2]
    return unit(_corners() @ np.cross(v[f[:, 2]] - v[f[:, 0]], v[f[:, 3]] - v[f[:, 1]]))


@dataclass
class Posed:
    """A posed mesh and what it was made with."""

    v: Array
    turns: Mapping[str, Turn]
    curls: Curls
    free: Array | None = None
    """The vertices before they were pushed flat."""

    def carried(self, bone: str, points: Array) -> Array:
        """Points of the rest pose that go rigidly with a bone."""
        m, o, p = self.turns[bone]
        made: Array = (points - o) @ m.T + p
        return made


class Rig:
    """Rest mesh, rest joints and weights; `pose` gives the vertices for frames of the project's skeleton."""

    arms = (0.282, 0.242)
    """Upper arm and forearm, in metres."""

    def __init__(self, who: P.Person) -> None:
        v = P.build(who.phenotype)
        self.v = v * (who.data.get("stature", 1.70) / v[: P.BODY, 2].max())
        self.j = P.joints(self.v)
        hip = (self.j["l-upper-leg"] + self.j["r-upper-leg"]) / 2
        k = (self.v[: P.BODY, 2].max() - hip[2]) / 0.799  # how much longer this trunk is than the project's
        up = {"pel": 0.0, "lum": 0.17, "tho": 0.3145, "nec": 0.4895}
        self.anchor = {b: hip + k * np.array([0, 0, z]) for b, z in up.items()}
        self.anchor["hdb"] = hip + k * np.array([0.017, 0, 0.5779])
        self.cover = np.zeros(len(self.v))
        """How thick the cloth lies over every vertex, in metres; clothes.py fills it."""
        self._weigh()

    # -- weights
    def _weigh(self) -> None:
        names, w = P.weights()
        a, v = self.anchor, self.v
        z = v[:, 2]
        new: dict[str, Array] = defaultdict(lambda: np.zeros(len(v)))
        up = [
            smoothstep(z, a["lum"][2] - 0.085, a["lum"][2] + 0.085),
            smoothstep(z, a["tho"][2] - 0.085, a["tho"][2] + 0.085),
            smoothstep(z, a["nec"][2] - 0.045, a["nec"][2] + 0.055),
            smoothstep(z, a["hdb"][2] - 0.045, a["hdb"][2] + 0.045),
        ]
        share = [1 - up[0], up[0] * (1 - up[1]), up[1] * (1 - up[2]), up[2] * (1 - up[3]), up[3]]
        total = np.maximum(np.sum(share, 0), 1e-9)
        for i, name in enumerate(names):
            c = w[:, i].astype(float)
            side = name[-1] if name[-2:] in (".L", ".R") else ""
            stem = name[:-2] if side else name
            at = side.lower() + "-"
            if stem == "root" or stem.startswith(("spine", "neck")):
                for bone, s in zip(TRUNK, share, strict=True):
                    new[bone] += c * s / total
            elif stem == "pelvis":
                new["pel"] += c
            elif stem in ("clavicle", "breast"):
                new["tho"] += c
            elif stem == "shoulder01":
                new["delt" + side] += c
            elif stem.startswith("upperleg"):
                self._along(new, "thigh" + side, c, at + "upper-leg", at + "knee", (0.0, 0.75))
            elif stem.startswith("lowerleg"):
                new["shin" + side] += c
            elif stem == "foot":
                new["foot" + side] += c
            elif stem.startswith("toe"):
                new["toes" + side] += c
            elif stem.startswith("upperarm"):
                self._along(new, "upper" + side, c, at + "shoulder", at + "elbow", (-0.05, 0.85))
            elif stem.startswith("lowerarm"):
                self._along(new, "fore" + side, c, at + "elbow", at + "hand", (0.15, 0.95))
            elif stem.startswith(("wrist", "metacarpal")):
                new["hand" + side] += c
            elif stem.startswith("finger"):
                new[f"f{stem[6:]}{side}"] += c
            else:
                new["hdb"] += c
        self.bones = sorted(new)
        self.index = {b: i for i, b in enumerate(self.bones)}
        w = np.stack([new[b] for b in self.bones], 1)
        total = w.sum(1, keepdims=True)
        self.w = np.divide(w, total, out=np.zeros_like(w), where=total > 0)
        smooth, has = neighbours()
        near = [
            self._near(("upper-leg",), 0.20),
            self._near(("knee",), 0.11),
            self._near(("shoulder",), 0.16),
            self._near(("elbow",), 0.075),
        ]
        soft = (np.max(near, 0) * 0.7 * has)[
            :, None
        ]  # the rig's own weights are rather tight at these joints
        for _ in range(4):
            self.w = self.w + soft * (smooth @ self.w - self.w)
        stiff = self.share("hdb", "hand", "f1", "f2", "f3", "f4", "f5", "foot", "toes")
        self.mush = (np.clip(1 - 1.3 * stiff, 0, 1) * 0.6)[:, None]

    def share(self, *stems: str, side: str = "") -> Array:
        """How much of every vertex belongs to bones whose names begin so."""
        pick = [
            i
            for b, i in self.index.items()
            if b.startswith(stems) and (not side or b.rstrip("01234")[-1] == side)
        ]
        made: Array = self.w[:, pick].sum(1)
        return made

    def _along(
        self, new: dict[str, Array], bone: str, c: Array, start: str, end: str, reach: Sequence[float]
    ) -> None:
        """Spreads a limb's weight over its twist bones by the place along it."""
        a, b = self.j[start], self.j[end]
        t = (self.v - a) @ (b - a) / ((b - a) @ (b - a))
        t = np.clip((t - reach[0]) / (reach[1] - reach[0]), 0, 1) * (len(TWISTS) - 1)
        for n in range(len(TWISTS)):
            new[f"{bone}{n}"] += c * np.clip(1 - np.abs(t - n), 0, 1)

    def _near(self, names: Sequence[str], radius: float) -> Array:
        at = [self.j[f"{s}-{n}"] for n in names for s in "lr"]
        return 1 - smoothstep(
            np.min([np.linalg.norm(self.v - a, axis=1) for a in at], 0), 0.6 * radius, radius
        )

    # -- pose
    def pose(
        self,
        frames: Mapping[str, Frame],
        moves: Mapping[str, Array] | None = None,
        pins: Mapping[str, float] | None = None,
        curls: Curls | None = None,
    ) -> Posed:
        """The mesh for the project's frames.

        `moves` shifts joints by so many metres (pel, hdb, kneL, wriR ...) and turns handL, footR ... about an axis by
        its length in radians; `pins` says how far (0 to 1) an elbow is
        where the skeleton has it, and not where the person's own arm would bend.
        """
        turns, rests = self._turns(frames, moves or {}, pins or {})
        curls = dict.fromkeys("LR", STRAIGHT) | dict(curls or {})
        for s in "LR":
            for f in range(1, 6):
                hand = turns["hand" + s]
                points, made = self.finger(s, f, hand, np.asarray(curls[s][f - 1])[None])
                for n in range(3):
                    at = self.j[f"{s.lower()}-finger-{f}-{n + 1}"]
                    shift = rests["hand" + s][2] - rests["hand" + s][1]
                    turns[f"f{f}-{n + 1}{s}"] = (made[0, n], at + shift, points[0, n])
                    rests[f"f{f}-{n + 1}{s}"] = (np.eye(3), at, at + shift)
        m = np.stack([rests[b][0] for b in self.bones])
        c = np.stack([rests[b][2] - rests[b][0] @ rests[b][1] for b in self.bones])
        mixed = (self.w @ m.reshape(-1, 9)).reshape(-1, 3, 3)
        rest = np.einsum("nij,nj->ni", mixed, self.v) + self.w @ c
        return Posed(self._mushed(rest, self._skinned(rest, turns)), turns, curls)

    def _turns(
        self, frames: Mapping[str, Frame], moves: Mapping[str, Array], pins: Mapping[str, float]
    ) -> tuple[dict[str, Turn], dict[str, Turn]]:
        R = {n: np.array(f.R) for n, f in frames.items()}
        p = {n: np.array(f.p) + moves.get(n, 0.0) for n, f in frames.items()}
        for s in "LR":
            for turned, names in (("foot", ("ank", "toe")), ("hand", ("wri",))):
                w = moves.get(f"{turned}{s}", np.zeros(3))
                angle = float(np.linalg.norm(w))
                for n in names if angle > 1e-6 else ():
                    R[n + s] = axis_angle(w, angle) @ R[n + s]
        a, eye = self.anchor, np.eye(3)
        pos = {"pel": p["pel"]}
        for lower, upper in pairwise(TRUNK):
            pos[upper] = pos[lower] + R[lower] @ (a[upper] - a[lower])
        pos["hdb"] = pos["hdb"] + moves.get("hdb", 0.0)
        T: dict[str, Turn] = {b: (R[b], a[b], pos[b]) for b in TRUNK}
        A: dict[str, Turn] = {b: (eye, a[b], a[b]) for b in TRUNK}
        for s in "LR":
            self._leg(s, R, p, pos, T, A)
            self._arm(s, R, p, pos, T, A, pins.get(s, 0.0))
        return T, A

    def _leg(
        self,
        s: str,
        R: Mapping[str, Array],
        p: Mapping[str, Array],
        pos: Mapping[str, Array],
        T: dict[str, Turn],
        A: dict[str, Turn],
    ) -> None:
        j, at, eye = self.j, s.lower() + "-", np.eye(3)
        fwd = np.array([1.0, 0, 0])
        hip0, knee0, ankle0 = j[at + "upper-leg"], j[at + "knee"], j[at + "ankle"]
        hip = pos["pel"] + R["pel"] @ (hip0 - self.anchor["pel"])
        knee, ankle = p["kne" + s], p["ank" + s]
        d, e = unit(knee0 - hip0), unit(ankle0 - knee0)
        want = between(R["hip" + s][:, 2], hip - knee) @ R["hip" + s]
        swing, twist = swing_twist(R["pel"].T @ want @ frame_zx(-d, fwd).T, d)
        knee1 = hip0 + d * np.linalg.norm(knee - hip)
        longer = np.linalg.norm(knee - hip) / np.linalg.norm(knee0 - hip0)
        for n, t in enumerate(TWISTS):
            T[f"thigh{s}{n}"] = (R["pel"] @ swing @ axis_angle(d, twist * t), hip0, hip)
            A[f"thigh{s}{n}"] = (eye + (longer - 1) * np.outer(d, d), hip0, hip0)
        want = between(R["kne" + s][:, 2], knee - ankle) @ R["kne" + s]
        longer = np.linalg.norm(ankle - knee) / np.linalg.norm(ankle0 - knee0)
        T["shin" + s] = (want @ frame_zx(-e, fwd).T, knee1, knee)
        A["shin" + s] = (eye + (longer - 1) * np.outer(e, e), knee0, knee1)
        ankle1 = knee1 + e * np.linalg.norm(ankle - knee)
        ball0 = (j[at + "toe-1-1"] + j[at + "toe-3-1"]) / 2
        out = (ball0 - ankle0) * np.array([1, 1, 0])
        rest = frame_zx(np.array([0, 0, 1.0]), out)
        size = (0.5 + 0.5 * 0.139 / np.linalg.norm(out), 1.0, 0.0655 / (ankle0[2] - 0.001))
        S = rest @ np.diag(size) @ rest.T
        ball1 = ankle1 + S @ (ball0 - ankle0)
        T["foot" + s] = (R["ank" + s] @ rest.T, ankle1, ankle)
        A["foot" + s] = (S, ankle0, ankle1)
        T["toes" + s] = (R["toe" + s] @ rest.T, ball1, ankle + R["ank" + s] @ rest.T @ (ball1 - ankle1))
        A["toes" + s] = (S, ball0, ball1)

    def hand_frame(self, s: str) -> Array:
        """The hand's own axes in the rest pose: z towards the wrist, x to the index's side."""
        j, at = self.j, s.lower() + "-"
        return frame_zx(j[at + "hand"] - j[at + "finger-3-1"], j[at + "finger-2-1"] - j[at + "finger-5-1"])

    def palm(self, s: str) -> Array:
        """The direction a palm looks to in the rest pose."""
        return self.hand_frame(s)[:, 1] * (-1.0 if s == "L" else 1.0)

    def _arm(
        self,
        s: str,
        R: Mapping[str, Array],
        p: Mapping[str, Array],
        pos: Mapping[str, Array],
        T: dict[str, Turn],
        A: dict[str, Turn],
        pin: float,
    ) -> None:
        j, at, eye = self.j, s.lower() + "-", np.eye(3)
        sh0, el0, wr0 = j[at + "shoulder"], j[at + "elbow"], j[at + "hand"]
        W = self.hand_frame(s)
        own = pos["tho"] + R["tho"] @ (sh0 - self.anchor["tho"])
        wrist = p["wri" + s]
        sh = own + 0.35 * (p["sho" + s] - own)
        upper, fore = self.arms
        reach = float(np.linalg.norm(wrist - sh))
        if reach > 0.985 * (
            upper + fore
        ):  # the shoulder blade goes along a little, then the arm gives a little
            sh = sh + unit(wrist - sh) * min(0.025, reach - 0.985 * (upper + fore))
            reach = float(np.linalg.norm(wrist - sh))
            more = max(1.0, reach / (0.992 * (upper + fore)))
            upper, fore = upper * more, fore * more
        elbow = _elbow(sh, wrist, p["elb" + s], upper, fore)
        if pin:  # an elbow that rests on something is where the skeleton has it, or nearly
            want = p["elb" + s] - elbow
            elbow = elbow + pin * want * min(1.0, 0.05 / max(float(np.linalg.norm(want)), 1e-9))
            upper, fore = float(np.linalg.norm(elbow - sh)), float(np.linalg.norm(wrist - elbow))
        d, e = unit(el0 - sh0), unit(wr0 - el0)
        U = frame_zx(-d, e)
        bent = float(np.linalg.norm(np.cross(unit(sh - elbow), unit(wrist - elbow))))
        want = (
            frame_zx(sh - elbow, wrist - elbow)
            if bent > 0.25
            else between(R["sho" + s][:, 2], sh - elbow) @ R["sho" + s]
        )
        swing, twist = swing_twist(R["tho"].T @ want @ U.T, d)
        el1 = sh0 + d * upper
        wr1 = el1 + e * fore
        for n, t in enumerate(TWISTS):
            T[f"upper{s}{n}"] = (R["tho"] @ swing @ axis_angle(d, twist * t), sh0, sh)
            A[f"upper{s}{n}"] = (eye + (upper / np.linalg.norm(el0 - sh0) - 1) * np.outer(d, d), sh0, sh0)
        T["delt" + s] = (R["tho"] @ part_of(swing, 0.45), sh0, sh)
        A["delt" + s] = (eye, sh0, sh0)
        y = U[:, 1]
        E0, E1 = np.stack([np.cross(y, -e), y, -e], 1), frame_zx(-e, W[:, 0])
        zp = unit(elbow - wrist)
        yp = unit(want[:, 1] - zp * (want[:, 1] @ zp))
        Q0 = np.stack([np.cross(yp, zp), yp, zp], 1) @ E0.T
        Q1 = between(R["elb" + s][:, 2], zp) @ R["elb" + s] @ E1.T
        for n, t in enumerate(TWISTS):
            T[f"fore{s}{n}"] = (part_of(Q1 @ Q0.T, t) @ Q0, el1, elbow)
            A[f"fore{s}{n}"] = (eye + (fore / np.linalg.norm(wr0 - el0) - 1) * np.outer(e, e), el0, el1)
        T["hand" + s] = (R["wri" + s] @ W.T, wr1, wrist)
        A["hand" + s] = (eye, wr0, wr1)

    def finger(self, s: str, f: int, hand: Turn, angles: Array) -> tuple[Array, Array]:
        """A finger bent by each of (K,3) angles: joints and tip (K,4,3) and the turns of its bones (K,3,3,3)."""
        j, at = self.j, s.lower() + "-"
        W, palm = self.hand_frame(s), self.palm(s)
        pts = [j[f"{at}finger-{f}-{i}"] for i in range(1, 5)]
        shift = hand[1] - j[at + "hand"]
        turn = np.broadcast_to(np.eye(3), (len(angles), 3, 3))
        here = np.broadcast_to(pts[0] + shift, (len(angles), 3))
        before = pts[0] - j[at + "hand"]
        places, turns = [], []
        if f == 1:
            towards = unit((j[at + "finger-3-1"] + j[at + "finger-4-1"]) / 2 + palm * 0.035 - pts[0])
            axis = unit(np.cross(pts[2] - pts[0], towards))
        else:
            axis = unit(np.cross(pts[3] - pts[0], palm))
        for n in range(3):
            d = pts[n + 1] - pts[n]
            was = 0.0
            if f > 1 and n:
                b, c = before - axis * (before @ axis), d - axis * (d @ axis)
                was = float(np.degrees(np.arctan2(np.cross(b, c) @ axis, b @ c)))
            elif f > 1:
                was = float(np.degrees(np.arctan2(unit(d) @ palm, unit(d) @ -W[:, 2])))
            turn = turn @ axis_angles(axis, np.radians(angles[:, n] - was))
            places.append((here - hand[1]) @ hand[0].T + hand[2])
            turns.append(hand[0] @ turn)
            here = here + turn @ d
            before = d
        places.append((here - hand[1]) @ hand[0].T + hand[2])
        return np.stack(places, 1), np.stack(turns, 1)

    def _skinned(self, rest: Array, T: Mapping[str, Turn]) -> Array:
        """Dual-quaternion skinning; every bone's sign follows its parent's."""
        q = np.zeros((len(self.bones), 8))
        signs: dict[str, Array] = {}
        for bone, parent in _parents():
            r = quat(T[bone][0])
            signs[bone] = -r if parent and r @ signs[parent] < 0 else r
        for b, i in self.index.items():
            m, o, p = T[b]
            q[i, :4] = signs[b]
            q[i, 4:] = 0.5 * qmul(np.array([0, *(p - m @ o)]), signs[b])
        d = self.w @ q
        n = np.linalg.norm(d[:, :4], axis=1, keepdims=True)
        d = d / np.where(n < 1e-9, 1, n)
        w, v, dw, dv = d[:, :1], d[:, 1:4], d[:, 4:5], d[:, 5:]
        out: Array = (
            rest + 2 * np.cross(v, np.cross(v, rest) + w * rest) + 2 * (w * dv - dw * v + np.cross(v, dv))
        )
        return out

    def _mushed(self, rest: Array, posed: Array, rounds: int = 10) -> Array:
        smooth, _ = neighbours()
        a, b = rest, posed
        both = np.hstack([a, b])
        for _ in range(rounds):
            both = both + self.mush * (smooth @ both - both)
        a, b = both[:, :3], both[:, 3:]
        k = _first_neighbour()

        def frames(v: Array) -> Array:
            n = normals(v)
            t = v[k] - v
            t = unit(t - n * (t * n).sum(1, keepdims=True))
            return np.stack([n, t, np.cross(n, t)], 2)

        local = np.einsum("nij,ni->nj", frames(a), rest - a)
        made: Array = b + np.einsum("nij,nj->ni", frames(b), local)
        return made


def _elbow(shoulder: Array, wrist: Array, hint: Array, upper: float, fore: float) -> Array:
    d = wrist - shoulder
    u = unit(d)
    r = min(max(float(np.linalg.norm(d)), abs(upper - fore) + 1e-4), upper + fore - 1e-5)
    x = (upper * upper - fore * fore + r * r) / (2 * r)
    side = hint - shoulder
    side = side - u * (side @ u)
    made: Array = shoulder + u * x + unit(side) * np.sqrt(max(upper * upper - x * x, 0))
    return made


@lru_cache(1)
def _parents() -> list[tuple[str, str]]:
    """Every bone and whose sign it follows, parents first."""
    found = [("pel", ""), ("lum", "pel"), ("tho", "lum"), ("nec", "tho"), ("hdb", "nec")]
    for s in "LR":
        legs = ["pel", *(f"thigh{s}{n}" for n in range(5)), "shin" + s, "foot" + s, "toes" + s]
        arm = [
            "tho",
            "delt" + s,
            *(f"upper{s}{n}" for n in range(5)),
            *(f"fore{s}{n}" for n in range(5)),
            "hand" + s,
        ]
        for chain in (legs, arm):
            found += [(b, a) for a, b in pairwise(chain)]
        for f in range(1, 6):
            chain = ["hand" + s, *(f"f{f}-{n}{s}" for n in (1, 2, 3))]
            found += [(b, a) for a, b in pairwise(chain)]
    return found
