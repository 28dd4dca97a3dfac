"""A capsule picture of every pose in a second: `python preview.py OUT.png [ID ...]`; a workshop tool, needs Pillow.

Rows are exercises; columns are start, two poses on the way, hold, and the easier form, then the hold from above.
"""

import sys
from itertools import combinations
from math import cos, radians, sin
from typing import Any

from contacts import gap_of, strap_points
from flesh import SPOTS, placed
from PIL import Image, ImageDraw
from poses import Exercise, Pose, all_ids, load

_W, _H, _SCALE = 520, 420, 235
_COLOURS = {"L": (120, 150, 190), "R": (225, 140, 90), "": (80, 160, 155)}


def draw(exercise: Exercise, still: str, pose: Pose, azimuth: float, elevation: float) -> Any:
    """One picture of a pose, nearer parts over farther ones; the person's right limbs are orange."""
    turn, tilt = radians(azimuth), radians(elevation)
    back = (cos(tilt) * cos(turn), cos(tilt) * sin(turn), sin(tilt))
    right = (-sin(turn), cos(turn), 0.0)
    up = (-sin(tilt) * cos(turn), -sin(tilt) * sin(turn), cos(tilt))
    f = pose.frames()
    balls = []
    for name, (p, q, rp, rq) in placed(f).items():
        side = name[-1] if name[-1] in "LR" else ""
        for k in range(13):
            t = k / 12
            c = tuple(p[i] + (q[i] - p[i]) * t for i in range(3))
            balls.append((c, rp + (rq - rp) * t, _COLOURS[side]))
    nose = f["hdb"].at((0.11, 0.0, 0.09))
    balls.append((nose, 0.016, (200, 60, 60)))
    for side in "LR":
        s = -1 if side == "L" else 1
        balls.append((f["wri" + side].at((0.03, 0.0, -0.05)), 0.012, (90, 60, 40)))
        balls.append((f["wri" + side].at((0.0, s * 0.018, -0.07)), 0.010, (250, 230, 60)))
    for m in exercise.data["muscles"]:
        a, b = m["a"], m["b"]
        places = ([a[i] + (b[i] - a[i]) * k / 4 for i in range(3)] for k in range(5))
        balls.extend((f[m["bone"]].at(place), m["radius"] * 0.5, (230, 40, 30)) for place in places)
    for prop in exercise.data["props"]:
        if prop["kind"] == "ball" and still in prop.get("in", (still,)):
            p, q = (f[SPOTS[n].bone].p for n in prop["between"])
            balls.append((tuple((p[i] + q[i]) / 2 for i in range(3)), prop["radius"], (240, 200, 90)))
    image = Image.new("RGB", (_W, _H), (245, 242, 236))
    d = ImageDraw.Draw(image)
    mid = [sum(b[0][i] for b in balls) / len(balls) for i in range(3)]

    def on_page(p: Any) -> tuple[float, float]:
        v = [p[i] - mid[i] for i in range(3)]
        return (
            _W / 2 + _SCALE * sum(v[i] * right[i] for i in range(3)),
            _H / 2 - _SCALE * sum(v[i] * up[i] for i in range(3)),
        )

    for gx in range(-5, 6):
        d.line([on_page((gx * 0.25, -1.0, 0)), on_page((gx * 0.25, 1.0, 0))], fill=(225, 220, 210))
        d.line([on_page((-1.25, gx * 0.2, 0)), on_page((1.25, gx * 0.2, 0))], fill=(225, 220, 210))
    for box in exercise.boxes_in(still):
        c, s = cos(radians(box.turn)), sin(radians(box.turn))
        corner = {}
        for i in (-1, 1):
            for j in (-1, 1):
                for k in (-1, 1):
                    x, y = i * box.half[0], j * box.half[1]
                    corner[i, j, k] = on_page(
                        (
                            box.centre[0] + c * x - s * y,
                            box.centre[1] + s * x + c * y,
                            box.centre[2] + k * box.half[2],
                        )
                    )
        for (m, near), (n, far) in combinations(corner.items(), 2):
            if sum(u != v for u, v in zip(m, n, strict=True)) == 1:
                d.line([near, far], fill=(90, 90, 120))
    balls.sort(key=lambda b: sum(b[0][i] * back[i] for i in range(3)) + b[1] * 0.3)
    depths = [sum(b[0][i] * back[i] for i in range(3)) for b in balls]
    lo, hi = min(depths), max(depths)
    for (c, r, colour), depth in zip(balls, depths, strict=True):
        x, y = on_page(c)
        shade = 0.72 + 0.33 * (depth - lo) / (hi - lo + 1e-9)
        fill = tuple(min(255, int(v * shade)) for v in colour)
        wide = r * _SCALE
        around = [x - wide, y - wide, x + wide, y + wide]
        d.ellipse(around, fill=fill)
        d.arc(around, 20, 160, fill=tuple(int(v * 0.8) for v in fill))
    for prop in exercise.data["props"]:
        if prop["kind"] == "strap" and still in prop.get("in", (still,)):
            d.line([on_page(p) for p in strap_points(prop, f)], fill=(60, 40, 120), width=3)
        elif prop["kind"] == "measure" and still in prop.get("in", (still,)):
            d.line([on_page(p) for p in gap_of(prop, f)], fill=(130, 20, 120), width=3)
    d.text((6, 4), f"{exercise.id} {still}", fill=(0, 0, 0))
    return image


def main(out: str, ids: list[str]) -> None:
    rows = []
    for exercise_id in ids or all_ids():
        x = load(exercise_id)
        if not x.stills:
            continue
        az, el = x.data["camera"]["azimuth"], x.data["camera"]["elevation"]
        row = [
            draw(x, "start", x.stills["start"], az, el),
            draw(x, "end", x.moved(0.33), az, el),
            draw(x, "end", x.moved(0.67), az, el),
            draw(x, "end", x.stills["end"], az, el),
            draw(x, "end", x.stills["end"], -90, 75),
        ]
        if x.easier:
            row.append(draw(x, "easier", x.easier, az, el))
        rows.append(row)
    sheet = Image.new("RGB", (_W * max(map(len, rows)), _H * len(rows)), (255, 255, 255))
    for j, row in enumerate(rows):
        for i, image in enumerate(row):
            sheet.paste(image, (i * _W, j * _H))
    sheet.save(out)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
