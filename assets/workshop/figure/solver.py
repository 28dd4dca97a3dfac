"""Closes a pose's contacts: least squares over the root and all angles, near to the wanted ones, inside the limits.

    python assets/workshop/figure/solver.py [ID ...]

A workshop tool: it needs numpy and scipy. It rewrites what stands below the line `poses.SOLVED` in each pose.toml.
"""

import sys
from collections.abc import Mapping
from typing import Any

import numpy as np
from contacts import active, errors, spot_at, wishes
from flesh import CAPSULES, PAIRS, nearest, placed
from limits import limit
from poses import SOLVED, Box, Exercise, Pose, all_ids, folder, load, parse
from scipy.optimize import least_squares
from skeleton import ANGLES, frames

# How many degrees of change cost as much as a third of a millimetre of open contact.
_STIFF = {"pitch": 3, "roll": 3, "yaw": 3, "lumF": 4, "lumS": 3, "lumR": 3, "thoF": 4, "thoS": 3, "thoR": 4}
_STIFF |= {
    "nkF": 5,
    "nkS": 4,
    "nkR": 5,
    "hipF": 5,
    "hipA": 4,
    "hipE": 5,
    "kn": 6,
    "tib": 2,
    "ank": 8,
    "inv": 1,
    "toe": 12,
}
_STIFF |= {"shF": 12, "shA": 12, "shE": 15, "el": 15, "pro": 15, "wr": 12, "dev": 8}
_VIA = (0.2, 0.4, 0.6, 0.8)  # unless the file says its own
_KEEP_APART = 0.003
_ALIKE = 20.0  # degrees


def _stiffness(angle: str) -> float:
    return float(_STIFF[angle] if angle in _STIFF else _STIFF[angle[:-1]])


def _boxes_of(exercise: Exercise, still: str) -> tuple[Box, ...]:
    if still == "via":
        return tuple(b for b in exercise.boxes_in("start") if b in exercise.boxes_in("end"))
    return exercise.boxes_in(still)


def solve(exercise: Exercise, still: str, want: Pose, held: Mapping[str, Any], first: Pose) -> Pose:
    """The pose nearest to `want` whose contacts close; `held` are spots that stay where they are, from `first` on."""
    names = [a for a in ANGLES if a not in exercise.data.get("fixed", ())]
    low = np.array([limit(a)[0] for a in names])
    high = np.array([limit(a)[1] for a in names])
    goal = np.clip([want.angles.get(a, 0.0) for a in names], low, high)
    moving = still == "via"
    stiff = np.array([_stiffness(a) for a in names]) * (0.35 if moving else 1.0)
    contacts = list(active(exercise, still))
    boxes = _boxes_of(exercise, still)
    root_free = 0.06

    def pose(x: Any) -> Pose:
        return Pose((x[0], x[1], x[2]), dict(zip(names, x[3:], strict=True)))

    near_pairs: list[tuple[str, str]] = []

    def cost(x: Any) -> Any:
        f = frames(dict(zip(names, x[3:], strict=True)), x[:3])
        out = list((x[3:] - goal) / stiff)
        out += [(x[i] - want.root[i]) / root_free for i in range(3)]
        for contact in contacts:
            out += [e / 0.0003 for e in errors(exercise, contact, f)]
            out += [] if moving else [e * w for e, w in wishes(contact, f)]
        for name, place in held.items():
            p, _ = spot_at(f, name)
            out += [(p[i] - place[i]) / 0.001 for i in (0, 1, 2)]
        parts = placed(f)
        for one, other in near_pairs:
            a, b, ra, rb = parts[one]
            c, d, rc, rd = parts[other]
            distance, u, v = nearest(a, b, c, d)
            out.append(max(0.0, ra + (rb - ra) * u + rc + (rd - rc) * v - distance - _KEEP_APART) / 0.001)
        for a, b, ra, rb in parts.values():
            out.append(max(0.0, ra - a[2] - 0.001) / 0.001)
            out.append(max(0.0, rb - b[2] - 0.001) / 0.001)
            for box in boxes:
                worst = 0.0
                for k in (0.0, 0.33, 0.67, 1.0):
                    q = (a[0] + (b[0] - a[0]) * k, a[1] + (b[1] - a[1]) * k, a[2] + (b[2] - a[2]) * k)
                    worst = max(worst, ra + (rb - ra) * k - box.distance(q))
                out.append(max(0.0, worst - (0.02 if box.soft else 0.002)) / 0.001)
        return np.array(out)

    x = np.array([*first.root, *np.clip([first.angles.get(a, 0.0) for a in names], low + 1e-6, high - 1e-6)])
    bounds = (np.array([-9.0] * 3 + list(low)), np.array([9.0] * 3 + list(high)))
    scale = np.array([0.02] * 3 + [1.0] * len(names)) * np.concatenate(([1, 1, 1], stiff))
    for _ in range(2):
        parts = placed(frames(dict(zip(names, x[3:], strict=True)), x[:3]))
        near_pairs = [
            (m, n)
            for m, n in PAIRS
            if nearest(*parts[m][:2], *parts[n][:2])[0] < max(parts[m][2:]) + max(parts[n][2:]) + 0.09
        ]
        x = least_squares(cost, x, bounds=bounds, x_scale=scale, max_nfev=40, ftol=2e-4, xtol=1e-5).x
    return pose(x)


def _wanted(table: Mapping[str, Any]) -> Pose:
    angles: dict[str, float] = {}
    for name, value in table["angles"].items():
        pair = [name + side for side in "LR"] if name + "L" in ANGLES else [name]
        angles |= dict.fromkeys(pair, float(value))
    x, y, z = table["root"]
    return Pose((x, y, z), angles)


def _carried(want: Pose, got: Pose, other: Pose) -> Pose:
    """`other` with what the solve did to the arms where both poses want nearly the same of them."""
    angles = dict(other.angles)
    for side in "LR":
        arm = [n + side for n in ("shF", "shA", "shE", "el", "pro", "wr", "dev")]
        if all(abs(want.angles.get(n, 0.0) - other.angles.get(n, 0.0)) <= _ALIKE for n in arm):
            angles |= {
                n: other.angles.get(n, 0.0) + got.angles.get(n, 0.0) - want.angles.get(n, 0.0) for n in arm
            }
    return Pose(other.root, angles)


def _between(a: Pose, b: Pose, t: float) -> Pose:
    x, y, z = (a.root[i] + (b.root[i] - a.root[i]) * t for i in range(3))
    names = [n for n in ANGLES if n in a.angles or n in b.angles]
    return Pose(
        (x, y, z),
        {n: a.angles.get(n, 0.0) + (b.angles.get(n, 0.0) - a.angles.get(n, 0.0)) * t for n in names},
    )


def solved(exercise: Exercise) -> dict[str, Pose]:
    """Every keyframe by its name: start, end, easier, and the way between as `via 0.4`."""
    want = {name: _wanted(table) for name, table in exercise.data["want"].items()}
    staying = [c["spot"] for c in exercise.data.get("contacts", ()) if c.get("stays")]
    start, end, found = want["start"], want["end"], {}
    for _ in range(2):  # the second time the start knows what became of the arms in the hold
        found["start"] = solve(exercise, "start", start, {}, start)
        places = {name: spot_at(found["start"].frames(), name)[0] for name in staying}
        end = _carried(want["start"], found["start"], want["end"])
        found["end"] = solve(exercise, "end", end, places, end)
        start = _carried(want["end"], found["end"], want["start"])
    if "easier" in want:
        found["easier"] = solve(exercise, "easier", want["easier"], {}, want["easier"])
    marks = {0.0: found["start"], 1.0: found["end"]}
    said = exercise.data.get("want_via", ())
    marks |= {v["at"]: _wanted_via(v, found) for v in said if "angles" in v}
    last = found["start"]
    for t in sorted({v["at"] for v in said} or _VIA):
        below = max(m for m in marks if m <= t)
        above = min(m for m in marks if m >= t)
        share = (t - below) / (above - below) if above > below else 0.0
        guess = _between(marks[below], marks[above], share)
        last = solve(exercise, "via", guess, places, guess)
        found[f"via {t}"] = last
    return found


def _wanted_via(table: Mapping[str, Any], found: Mapping[str, Pose]) -> Pose:
    """A wanted pose on the way: start and end mixed (by `mix`, else by its time), with some angles said."""
    base = _between(found["start"], found["end"], table.get("mix", table["at"]))
    return Pose(base.root, {**base.angles, **table["angles"]})


def text_of(poses: Mapping[str, Pose]) -> str:
    """The solved part of a pose.toml."""
    lines = [SOLVED]
    for name, pose in poses.items():
        lines.append("")
        lines += ["[[via]]", f"at = {name[4:]}"] if name.startswith("via") else [f"[{name}]"]
        lines.append(f"root = [{', '.join(f'{v:.4f}' for v in pose.root)}]")
        lines.append("[via.angles]" if name.startswith("via") else f"[{name}.angles]")
        groups: dict[str, list[str]] = {}
        for angle, value in pose.angles.items():
            if abs(value) >= 0.005:
                groups.setdefault(angle, []).append(f"{angle} = {value:.2f}")
        lines += [line for group in groups.values() for line in group]
    return "\n".join(lines) + "\n"


def main(ids: list[str]) -> None:
    for exercise_id in ids or all_ids():
        path = folder(exercise_id) / "pose.toml"
        head = path.read_text(encoding="utf-8").split(SOLVED)[0].rstrip() + "\n\n"
        poses = solved(parse(exercise_id, head))
        path.write_text(head + text_of(poses), encoding="utf-8")
        exercise = load(exercise_id)
        worst = max(
            (max(abs(e) for e in errors(exercise, c, pose.frames())), still, c["spot"])
            for still, pose in exercise.stills.items()
            for c in active(exercise, still)
        )
        print(
            f"{exercise_id}: worst contact {worst[0] * 1000:.1f} mm ({worst[2]}, {worst[1]}), {len(CAPSULES)} parts"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
