"""What is drawn over a finished picture: arrows that say where the body goes, and the ghost of the start.

An arrow of pose.toml, `arrows = [{ ... }]`, is one of

    { spot = "kneeR" }                                the way of a spot from start to hold, drawn beside it
    { spot = "kneeR", way = [0, 0, -1], long = 0.12 } a push or pull at a spot, in the world's axes, in metres

and may add `off` (metres to the right of the way in the picture, negative to the left), `part = [0.2, 1.0]` (which part
of the way), `both = true` (a head at either end) and `in` (which of finish.STILLS, by default hold and easier). They
are drawn in the picture's plane, in one width and colour, and so are mirrored with it. Pillow only.
"""

from typing import TYPE_CHECKING, Any

import numpy as np
from contacts import spot_at
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter
from poses import Exercise
from turns import unit

if TYPE_CHECKING:
    from finish import View

Array = NDArray[Any]
INK, EDGE = (92, 36, 110), (255, 255, 255)
"""Readable on light and on dark ground, and on cloth."""
THICK, HEAD, RIM = 0.0085, 0.026, 0.0032
"""Of the picture's width: the shaft, the head's length, and the light rim round it."""
FINE = 3
"""How much larger an arrow is drawn than shown."""
GHOST = 0.22


def _curve(points: Array, count: int = 40) -> Array:
    """A smooth way in even steps through points of the page."""
    for _ in range(3):
        inner = (points[:-2] + 2 * points[1:-1] + points[2:]) / 4 if len(points) > 2 else points[1:-1]
        points = np.vstack([points[:1], inner, points[-1:]])
    long = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    at = np.linspace(0, long[-1], count)
    return np.stack([np.interp(at, long, points[:, i]) for i in (0, 1)], 1)


def _ribbon(line: Array, half: float) -> list[tuple[float, float]]:
    along = unit(np.gradient(line, axis=0))
    side = np.stack([-along[:, 1], along[:, 0]], 1) * half
    return [tuple(p) for p in np.vstack([line + side, (line - side)[::-1]])]


def arrow(picture: Image.Image, points: Array, *, both: bool = False) -> None:
    """Draws an arrow along points of the page, in pixels."""
    width = picture.width * FINE
    line = _curve(points * FINE)
    long = float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())
    head = min(HEAD * width, 0.6 * long)
    for colour, more in ((EDGE, RIM * width), (INK, 0.0)):
        mask = Image.new("L", (width, picture.height * FINE))
        draw = ImageDraw.Draw(mask)
        ends = [(line, line[-1])] + ([(line[::-1], line[0])] if both else [])
        far = np.linalg.norm(line - line[-1], axis=1)
        shaft = line[far > 0.7 * head]
        if both:
            shaft = shaft[np.linalg.norm(shaft - line[0], axis=1) > 0.7 * head]
        if len(shaft) > 1:
            draw.polygon(_ribbon(shaft, THICK * width / 2 + more), fill=255)
            r = THICK * width / 2 + more
            for x, y in (shaft[0], shaft[-1]):
                draw.ellipse((x - r, y - r, x + r, y + r), fill=255)
        for way, tip in ends:
            back = way[np.argmax(np.linalg.norm(way - tip, axis=1) < head)]
            u = unit(tip - back)
            side = np.array([-u[1], u[0]])
            corners = [tip + u * 1.8 * more]
            corners += [tip - u * (head + more) + side * k * (0.46 * head + 1.6 * more) for k in (-1, 1)]
            draw.polygon([tuple(p) for p in corners], fill=255)
        small = mask.resize(picture.size, Image.Resampling.LANCZOS)
        layer = Image.new("RGBA", picture.size, (*colour, 0))
        layer.putalpha(small)
        picture.alpha_composite(layer)


def draw(picture: Image.Image, exercise: Exercise, name: str, view: "View") -> None:
    """Draws a pose's arrows over one of finish.STILLS, seen by its camera."""
    still = {"hold": "end", "second": "end"}.get(name, name)
    moments = [exercise.moved(i / 12).frames() for i in range(13)]
    if still == "easier":
        moments = [exercise.stills["easier"].frames()]
    metre = picture.width / view.width
    for one in exercise.data.get("arrows", ()):
        if name not in one.get("in", ("hold", "easier")):
            continue
        way = np.array([spot_at(frames, one["spot"])[0] for frames in moments])
        if "way" in one:
            end = way[-1]
            way = np.stack([end, end + unit(np.array(one["way"], float)) * one.get("long", 0.12)])
        elif still == "easier":
            continue
        low, high = one.get("part", (0.0, 1.0))
        points = view.page(
            way[int(low * (len(way) - 1)) : max(int(high * (len(way) - 1)), 1) + 1], picture.size
        )
        along = unit(points[-1] - points[0])
        points = points + np.array([-along[1], along[0]]) * one.get("off", 0.0) * metre
        arrow(picture, points, both=one.get("both", False))


def ghost(picture: Image.Image, start: Image.Image) -> Image.Image:
    """The picture with a faint, softened start behind it; both are of one camera."""
    faint = start.filter(ImageFilter.GaussianBlur(picture.width / 900))
    faint.putalpha(faint.getchannel("A").point(lambda a: int(a * GHOST)))
    made = faint.copy()
    made.alpha_composite(picture)
    return made
