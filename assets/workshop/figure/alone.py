"""Renders a person who stands alone: `alone.py [--person ID] [NAME ...]` makes people/ID/portrait.webp and a picture of
each group of muscles, which Help shows; or those that are named. standing.toml says how. Needs Blender's module, as
render.py does.
"""

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import person as P
from PIL import Image
from poses import ASSETS, Exercise, load, parse
from render import HERE, OUT, STILL, Camera, Studio
from rig import Posed

GROUP = (700, 1050)
"""The middle of a still, in which a person who stands has room."""
PORTRAIT = (450, 600)
HEAD_ROOM = 0.74
"""Metres from the upper to the lower edge of a portrait."""


def both_sides(muscles: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Muscles and the same ones of the other side."""
    for one in muscles:
        yield one
        bone = one["bone"][:-1] + {"L": "R", "R": "L"}[one["bone"][-1]]
        a, b = ([x, -y, z] for x, y, z in (one["a"], one["b"]))
        yield {**one, "bone": bone, "a": a, "b": b}


def _head(posed: Posed) -> tuple[Any, float]:
    """Where a portrait looks, and how wide a still is then."""
    m, _, p = posed.turns["hdb"]
    return p + m @ np.array([0.0, 0.0, -0.04]), HEAD_ROOM * STILL[0] / STILL[1]


def shoot(studio: Studio, exercise: Exercise, name: str) -> None:
    """One picture, cut to its shape."""
    camera = Camera(exercise, [studio.outline(studio.actor.body.still(exercise, "end"))])
    png = OUT / "full" / studio.id / "alone" / f"{name}.png"
    portrait = name == "portrait"
    studio.shoot(exercise, "end", None, camera, png, STILL, _head if portrait else None)
    wide, high = PORTRAIT if portrait else GROUP
    with Image.open(png) as image:
        cut = round(STILL[1] * wide / high)
        left = (STILL[0] - cut) // 2
        picture = image.crop((left, 0, left + cut, STILL[1])).resize((wide, high), Image.Resampling.LANCZOS)
    out = ASSETS / "people" / studio.id / f"{name}.webp"
    out.parent.mkdir(parents=True, exist_ok=True)
    picture.save(out, quality=86, alpha_quality=95, method=6)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Render people who stand alone.")
    parser.add_argument("names", nargs="*")
    parser.add_argument("--person", action="append", choices=sorted(P.everyone()))
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    standing = parse("standing", (HERE / "standing.toml").read_text(encoding="utf-8"))
    shown = {"portrait": replace(standing, data={**standing.data, "props": []})}
    for name, group in standing.data["groups"].items():
        muscles = list(both_sides(load(group["muscles"]).data["muscles"]))
        camera = {**standing.data["camera"], "azimuth": group["azimuth"]}
        shown[name] = replace(standing, data={**standing.data, "muscles": muscles, "camera": camera})
    for person_id in options.person or sorted(P.everyone()):
        studio = Studio(person_id, options.threads, keep=True)
        for name in options.names or shown:
            shoot(studio, shown[name], name)


if __name__ == "__main__":
    main()
