"""The people's meshes as flat pictures in seconds, without Blender: `preview_people.py PERSON OUT.png POSE:WHEN ...`.

WHEN is start, end, easier or a moment of the way from 0 to 1; POSE:WHEN:BONE looks close at a bone of the rig (handR,
footL, hdb), POSE:WHEN:BONE:AZIMUTH:ELEVATION from elsewhere. Cloth is a colour on the flesh here. Needs Pillow.
"""

import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
import person
import straps
from check_people import dressed
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from poses import Box, Exercise, load
from rig import Posed
from settle import Body
from turns import unit

Array = NDArray[Any]
SIZE, FAR, NEAR = (480, 400), 230, 1100
LIGHT = unit(np.array([0.4, -0.3, 0.85]))
_FACES = ((0, 1, 3, 2), (4, 6, 7, 5), (0, 4, 5, 1), (2, 3, 7, 6), (0, 2, 6, 4), (1, 5, 7, 3))


def _triangles(quads: Any) -> Array:
    return np.array([t for q in quads for t in ((q[0], q[1], q[2]), (q[0], q[2], q[3]))])


def _corners(box: Box) -> Array:
    c, s = math.cos(math.radians(box.turn)), math.sin(math.radians(box.turn))
    p = (np.array(list(np.ndindex(2, 2, 2))) * 2 - 1) * np.array(box.half)
    return np.stack([c * p[:, 0] - s * p[:, 1], s * p[:, 0] + c * p[:, 1], p[:, 2]], 1) + np.array(box.centre)


def view(
    body: Body, exercise: Exercise, posed: Posed, still: str, bone: str, angles: tuple[float, float]
) -> Image.Image:
    """One picture, nearer faces over farther ones."""
    az, el = (math.radians(a) for a in angles)
    back = np.array([math.cos(el) * math.cos(az), math.cos(el) * math.sin(az), math.sin(el)])
    right = np.array([-math.sin(az), math.cos(az), 0])
    up = np.cross(back, right)
    _, _, f, _, g, names = person.base()
    paint = np.full((len(posed.v), 3), (205.0, 150.0, 120.0))
    paint[body.rig.cover > 0.001] = (70, 90, 150)
    paint[body.rig.cover > 0.0065] = (60, 150, 145)
    meshes = [(posed.v, _triangles(f[g == names.index("body")]), paint)]
    for prop in exercise.data.get("props", ()):
        if prop["kind"] == "strap" and still in prop.get("in", (still,)):
            for v, quads in straps.bands(prop, body, posed):
                meshes.append((v, _triangles(quads), np.full((len(v), 3), (150.0, 50.0, 60.0))))
    wood = np.full((8, 3), (190.0, 170.0, 140.0))
    meshes += [(_corners(box), _triangles(_FACES), wood) for box in exercise.boxes_in(still)]
    starts = np.cumsum([0, *(len(v) for v, _, _ in meshes)])
    v, colour = (np.concatenate([m[i] for m in meshes]) for i in (0, 2))
    tri = np.concatenate([m[1] + s for m, s in zip(meshes, starts, strict=False)])
    n = unit(np.cross(v[tri[:, 1]] - v[tri[:, 0]], v[tri[:, 2]] - v[tri[:, 0]]))
    middle = posed.turns[bone][2] if bone else posed.v[: person.BODY].mean(0)
    scale = NEAR if bone else FAR
    page = np.stack([(v - middle) @ right * scale + SIZE[0] / 2, SIZE[1] / 2 - (v - middle) @ up * scale], 1)
    fill = (colour[tri].mean(1) * (0.45 + 0.55 * np.clip(n @ LIGHT, 0, 1))[:, None]).astype(int)
    picture = Image.new("RGB", SIZE, (245, 243, 238))
    draw = ImageDraw.Draw(picture)
    for i in np.argsort((v @ back)[tri].mean(1)):
        if n[i] @ back > 0:
            draw.polygon([tuple(p) for p in page[tri[i]]], fill=tuple(fill[i]))
    return picture


def main(who: str, out: Path, *wanted: str) -> None:
    """The command line."""
    body = dressed(person.load(who))
    pictures = []
    for one in wanted:
        pose, still, bone, az, el, *_ = [*one.split(":"), "", "", "", ""]
        exercise = load(pose)
        camera = exercise.data["camera"]
        if still[0].isdigit():
            posed, still = body.way(exercise, float(still))[0], "end" if float(still) > 0.5 else "start"
        else:
            posed = body.still(exercise, still)
        angles = float(az or camera["azimuth"]), float(el or camera["elevation"])
        pictures.append(view(body, exercise, posed, still, bone, angles))
    columns = min(4, len(pictures))
    sheet = Image.new("RGB", (SIZE[0] * columns, SIZE[1] * math.ceil(len(pictures) / columns)))
    for k, picture in enumerate(pictures):
        sheet.paste(picture, (k % columns * SIZE[0], k // columns * SIZE[1]))
    sheet.save(out)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
