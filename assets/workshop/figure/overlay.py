"""What is drawn over a finished picture: arrows, measures, and the ghost of the start.

All is drawn in the picture's plane, in one ink with a light rim, and so is mirrored with the picture: nothing here is
written in letters or digits. Lengths are metres, directions are the world's axes. A direction `way` is [x, y, z] or two
spots, from the first to the second. Every one may add `in`: which of finish.STILLS show it.

`arrows = [{ ... }]` say where the body goes, by default in hold and easier. One is

    { spot = "kneeR" }                                the way of a spot from start to hold, or to the easier form
    { spot = "kneeR", way = [0, 0, -1], long = 0.12 } a push or pull at a spot

and may add `off` (metres to the right of the way in the picture, negative to the left), `shift = [x, y, z]` (metres),
`part = [0.2, 1.0]` (which part of the way), `bend` (degrees by which a `way` turns from its tail to its head, to the
right in the picture, negative to the left) and `both = true` (a head at either end).

`marks = [{ ... }]` say what a self-check reads off, by default in the hold. One is

    { angle = "hipR", way = [1, 0, 0], to = "ankleR", long = 0.3 }   the angle at a spot from a way to another spot
    { line = "hipR", way = [1, 0, 0], long = 0.6, back = 0.1 }       a dashed line through a spot, along a way

An angle is an arc with radius `long` from a dashed line to the limb, in their own plane, with a tick every 10 degrees
and a longer one every 30. A dashed line goes `long` ahead of its spot and `back` behind it. A gap that a self-check
judges is a prop, `{ kind = "measure", from = "kneeR", to = "floor", in = ["end"] }` (contacts.gap_of): it is drawn in
the hold as hands with their fingers laid into the gap, four to a hand, from `to` on; the hands come from the left of
that way in the picture, with `right = true` from its right. Pillow and numpy only.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from math import degrees
from typing import TYPE_CHECKING, Any

import numpy as np
from contacts import Frames, gap_of, spot_at
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
THIN, DASH = 0.0044, 0.020
"""Of the picture's width: the line of a measure, and from one dash to the next."""
TICKS = {10: 0.012, 30: 0.024}
"""A tick every so many degrees, and how far it reaches to either side of its arc."""
FIELD = 0.16
"""How much ink lies on the field of an angle."""
HAND, FINGERS = 0.09, 4
"""The width of a hand, and its fingers without the thumb."""
REACH, PALM, WRIST = (0.024, 0.036, 0.040, 0.032), 0.045, 0.085
"""How far the fingers, from the little one on, reach past the gap's middle; how far before it palm and wrist begin."""
SKIN, OUTLINE = (246, 226, 214), 0.0026
"""A drawn hand, and its line's share of the picture's width."""
FINE = 3
"""How much larger something is drawn than shown."""
GHOST, SHINE, SOLID = (166, 158, 204), 0.30, 200
"""The start behind a hold: one tint that is pale on light and on dark ground, how much of it, and the alpha above which
the rendered start is no shadow."""


def _curve(points: Array, count: int = 60) -> Array:
    """A smooth way near points of the page: each of its coordinates is a cubic of how far it has gone."""
    long = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    power = np.polynomial.polynomial
    fitted = power.polyfit(long / long[-1], points, min(3, len(points) - 1))
    return power.polyval(np.linspace(0, 1, count), fitted).T


def _ribbon(line: Array, half: float) -> list[tuple[float, float]]:
    along = unit(np.gradient(line, axis=0))
    side = np.stack([-along[:, 1], along[:, 0]], 1) * half
    return [tuple(p) for p in np.vstack([line + side, (line - side)[::-1]])]


Paint = Callable[[ImageDraw.ImageDraw, float], None]


def _ink(
    picture: Image.Image, paint: Paint, fill: Sequence[tuple[Any, float]] = ((EDGE, RIM), (INK, 0.0))
) -> None:
    """Fills shapes, one colour upon the other, each with so much around them as a share of the picture's width.

    `paint` draws them on a plane FINE times as large, with so many of its pixels around each shape.
    """
    width, height = picture.width * FINE, picture.height * FINE
    for colour, more in fill:
        mask = Image.new("L", (width, height))
        paint(ImageDraw.Draw(mask), more * width)
        layer = Image.new("RGBA", picture.size, (*colour, 0))
        layer.putalpha(mask.resize(picture.size, Image.Resampling.LANCZOS))
        picture.alpha_composite(layer)


def _stroke(draw: ImageDraw.ImageDraw, line: Array, half: float) -> None:
    """A line with round ends."""
    draw.polygon(_ribbon(line, half), fill=255)
    for x, y in (line[0], line[-1]):
        draw.ellipse((x - half, y - half, x + half, y + half), fill=255)


def strokes(picture: Image.Image, lines: Sequence[Array], thick: float) -> None:
    """Draws lines of the page, in pixels, as thick as a share of the picture's width."""

    def paint(draw: ImageDraw.ImageDraw, more: float) -> None:
        for line in lines:
            _stroke(draw, line * FINE, thick * picture.width * FINE / 2 + more)

    _ink(picture, paint)


def arrow(picture: Image.Image, points: Array, *, both: bool = False) -> None:
    """Draws an arrow along points of the page, in pixels."""
    width = picture.width * FINE
    line = _curve(points * FINE)
    long = float(np.linalg.norm(np.diff(line, axis=0), axis=1).sum())
    head = min(HEAD * width, 0.6 * long)
    ends = [(line, line[-1])] + ([(line[::-1], line[0])] if both else [])
    shaft = line[np.linalg.norm(line - line[-1], axis=1) > 0.7 * head]
    if both:
        shaft = shaft[np.linalg.norm(shaft - line[0], axis=1) > 0.7 * head]

    def paint(draw: ImageDraw.ImageDraw, more: float) -> None:
        if len(shaft) > 1:
            _stroke(draw, shaft, THICK * width / 2 + more)
        for way, tip in ends:
            back = way[np.argmax(np.linalg.norm(way - tip, axis=1) < head)]
            u = unit(tip - back)
            side = np.array([-u[1], u[0]])
            corners = [tip + u * 1.8 * more]
            corners += [tip - u * (head + more) + side * k * (0.46 * head + 1.6 * more) for k in (-1, 1)]
            draw.polygon([tuple(p) for p in corners], fill=255)

    _ink(picture, paint)


def _way(frames: Frames, way: Sequence[Any]) -> Array:
    """A direction of the world, given by itself or from one spot to another."""
    if isinstance(way[0], str):
        one, other = (np.array(spot_at(frames, name)[0]) for name in way)
        return unit(other - one)
    return unit(np.array(way, float))


def angle_of(mark: Mapping[str, Any], frames: Frames) -> tuple[Array, Array, Array]:
    """An angle's corner, the directions at every whole degree from its way on, and the one that it reaches."""
    corner = np.array(spot_at(frames, mark["angle"])[0])
    first = _way(frames, mark["way"])
    last = unit(np.array(spot_at(frames, mark["to"])[0]) - corner)
    across = unit(last - first * (last @ first))
    turn = np.radians(np.arange(degrees(np.arccos(np.clip(last @ first, -1, 1)))))[:, None]
    return corner, np.cos(turn) * first + np.sin(turn) * across, last


def _dashes(ends: Array, step: float) -> Iterator[Array]:
    start, end = ends
    count = max(1, round(float(np.linalg.norm(end - start)) / step))
    for i in range(count):
        yield start + (end - start) * np.array([[i + 0.2], [i + 0.8]]) / count


def fingers_of(measure: Mapping[str, Any], frames: Frames) -> list[tuple[Array, Array]]:
    """The two long edges of each finger that fits into a gap; the last one may be cut by the gap's end."""
    end, start = map(np.array, gap_of(measure, frames))
    way, long = unit(end - start), float(np.linalg.norm(end - start))
    wide = HAND / FINGERS
    return [
        (start + way * at, start + way * min(at + wide, long)) for at in np.arange(0, long - wide / 2, wide)
    ]


def _bent(ends: Array, bend: float) -> Array:
    """An arc of the page instead of a straight way, as long; it turns by so many degrees to the right."""
    step = (ends[1] - ends[0]) / 12
    turns = np.radians(np.linspace(-bend / 2, bend / 2, 12))
    steps = [np.array([[np.cos(a), -np.sin(a)], [np.sin(a), np.cos(a)]]) @ step for a in turns]
    return np.vstack([ends[0], ends[0] + np.cumsum(steps, axis=0)])


def _arrows(picture: Image.Image, exercise: Exercise, name: str, view: "View") -> None:
    metre = picture.width / view.width
    if name == "easier":
        easier = exercise.stills["easier"]
        exercise = replace(exercise, keys=((0.0, exercise.stills["start"]), (1.0, easier)))
    for one in exercise.data.get("arrows", ()):
        if name not in one.get("in", ("hold", "easier")):
            continue
        low, high = one.get("part", (0.0, 1.0))
        moments = [exercise.moved(t).frames() for t in np.linspace(1.0 if "way" in one else low, high, 13)]
        way = np.array([spot_at(frames, one["spot"])[0] for frames in moments]) + one.get(
            "shift", (0.0, 0.0, 0.0)
        )
        if "way" in one:
            way = np.stack([way[-1], way[-1] + _way(moments[-1], one["way"]) * one.get("long", 0.12)])
        points = view.page(way, picture.size)
        if "bend" in one:
            points = _bent(points, one["bend"])
        along = unit(points[-1] - points[0])
        points = points + np.array([-along[1], along[0]]) * one.get("off", 0.0) * metre
        arrow(picture, points, both=one.get("both", False))


def _angle(picture: Image.Image, mark: Mapping[str, Any], frames: Frames, view: "View") -> None:
    corner, ways, last = angle_of(mark, frames)
    long = mark["long"]
    arc = np.vstack([ways, last])

    def page(points: Array) -> Array:
        return view.page(points, picture.size)

    field = Image.new("L", (picture.width * FINE, picture.height * FINE))
    around = page(np.vstack([corner, corner + arc * long])) * FINE
    ImageDraw.Draw(field).polygon([tuple(p) for p in around], fill=round(255 * FIELD))
    layer = Image.new("RGBA", picture.size, (*INK, 0))
    layer.putalpha(field.resize(picture.size, Image.Resampling.LANCZOS))
    picture.alpha_composite(layer)
    lines = [page(corner + arc * long), page(np.stack([corner, corner + last * long]))]
    for number in range(10, len(ways), 10):
        reach = TICKS[30 if number % 30 == 0 else 10]
        lines.append(page(corner + np.outer([long - reach, long + reach], ways[number])))
    ends = page(np.stack([corner, corner + ways[0] * (long + 2 * TICKS[30])]))
    strokes(picture, [*lines, *_dashes(ends, DASH * picture.width)], THIN)


def _line(picture: Image.Image, mark: Mapping[str, Any], frames: Frames, view: "View") -> None:
    middle, way = np.array(spot_at(frames, mark["line"])[0]), _way(frames, mark["way"])
    ends = view.page(middle + np.outer([-mark.get("back", 0.0), mark["long"]], way), picture.size)
    strokes(picture, [*_dashes(ends, DASH * picture.width)], THIN)


def _hands(picture: Image.Image, measure: Mapping[str, Any], frames: Frames, view: "View") -> None:
    metre = picture.width / view.width
    fingers = [view.page(np.stack(edges), picture.size) for edges in fingers_of(measure, frames)]
    along = unit(fingers[0][1] - fingers[0][0])
    side = np.array([-along[1], along[0]]) * (-metre if measure.get("right") else metre)
    half = float(np.linalg.norm(fingers[0][1] - fingers[0][0])) / 2
    for at in range(0, len(fingers), FINGERS):
        middles = [(low + high) / 2 for low, high in fingers[at : at + FINGERS]]
        palm = [np.stack([m - side * PALM, m]) for m in middles]
        tips = [np.stack([m, m + side * reach]) for m, reach in zip(middles, REACH, strict=False)]
        middle = np.mean(middles, axis=0)
        arm = np.stack([middle - side * PALM, middle - side * WRIST])

        def paint(draw: ImageDraw.ImageDraw, more: float, parts: Any = (palm, tips, arm)) -> None:
            for lines, share in ((parts[0], 1.1), (parts[1], 0.84), ([parts[2]], 0.62 * len(parts[0]))):
                for line in lines:
                    _stroke(draw, line * FINE, half * share * FINE + more)

        _ink(picture, paint, ((EDGE, OUTLINE + RIM), (INK, OUTLINE), (SKIN, 0.0)))


def draw(picture: Image.Image, exercise: Exercise, name: str, view: "View") -> None:
    """Draws a pose's measures and arrows over one of finish.STILLS, seen by its camera."""
    still = {"hold": "end", "second": "end"}.get(name, name)
    frames = exercise.stills[still].frames()
    for prop in exercise.data.get("props", ()):
        if prop["kind"] == "measure" and name == "hold":
            _hands(picture, prop, frames, view)
    for mark in exercise.data.get("marks", ()):
        if name in mark.get("in", ("hold",)):
            (_angle if "angle" in mark else _line)(picture, mark, frames, view)
    _arrows(picture, exercise, name, view)


def ghost(picture: Image.Image, start: Image.Image) -> Image.Image:
    """The picture with the start's outline behind it, flat and pale; both are of one camera."""
    alpha = start.getchannel("A").point(lambda a: round(255 * SHINE) if a > SOLID else 0)
    made = Image.new("RGBA", picture.size, (*GHOST, 0))
    made.putalpha(alpha.filter(ImageFilter.GaussianBlur(picture.width / 1400)))
    made.alpha_composite(picture)
    return made
