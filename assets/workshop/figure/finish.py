"""Makes the shipped pictures of what render.py has rendered: `finish.py [--person ID] [ID ...]`; seconds, no Blender.

A rendered picture below out/full/PERSON/POSE is a PNG with a transparent ground, and beside it a JSON file with the
camera that took it (`View`). From both, arrows, measures and the ghost of the start are drawn (overlay.py), and the
result is written to the pose's folder, PERSON/NAME.webp. `--wide` and `--sheet` make the pictures of several holds.
Needs numpy and Pillow.
"""

import argparse
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import overlay
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageFilter
from poses import ASSETS, EXERCISES, Exercise, all_ids, folder, load

Array = NDArray[Any]
FULL = Path(__file__).parent / "out" / "full"
FRAMES = 14
"""Distinct pictures of a movement; it is shown there and back."""
WAY_MS = 4000
"""Milliseconds from start to hold."""
REST_MS = {"start": 800, "end": 2000}
"""Milliseconds that start and hold are shown before the movement goes on."""
STILLS = {"start": "start", "hold": "end", "easier": "easier", "second": "end"}
"""The name of a still picture, and the pose it shows."""
WIDE = (("bridge", "man", 20, 560), ("half-kneel-lunge", "woman", 640, 582), ("butterfly", "man", 1225, 570))
"""Who stands in the wide picture: who it is, the left edge and the foot of each, in pixels."""
WIDE_SCALE = 335
"""Pixels a metre there."""
WIDE_PICTURE = ASSETS / "illustrations" / "today.webp"


@dataclass(frozen=True)
class View:
    """An orthographic camera: degrees, the middle of what it sees and the picture's width in metres."""

    azimuth: float
    elevation: float
    centre: tuple[float, float, float]
    width: float

    @property
    def axes(self) -> tuple[Array, Array, Array]:
        """Towards the eye, to the right and up in the picture: unit vectors of the world."""
        az, el = math.radians(self.azimuth), math.radians(self.elevation)
        back = np.array([math.cos(el) * math.cos(az), math.cos(el) * math.sin(az), math.sin(el)])
        right = np.array([-math.sin(az), math.cos(az), 0.0])
        return back, right, np.cross(back, right)

    def page(self, points: Array, size: tuple[int, int]) -> Array:
        """Where points are in a picture of that size, in pixels from its upper left."""
        _, right, up = self.axes
        off = np.asarray(points) - np.array(self.centre)
        a = size[0] / self.width
        return np.stack([size[0] / 2 + off @ right * a, size[1] / 2 - off @ up * a], -1)


def note_of(png: Path) -> dict[str, Any]:
    """What is noted of a rendered picture; nothing if it is not there."""
    note = png.with_suffix(".json")
    return json.loads(note.read_text()) if png.exists() and note.exists() else {}


def write_note(png: Path, view: View, **more: str) -> None:
    """Notes a rendered picture's camera, and what else says what it was made from."""
    png.with_suffix(".json").write_text(json.dumps(asdict(view) | more))


def _view(note: Mapping[str, Any]) -> View:
    return View(note["azimuth"], note["elevation"], tuple(note["centre"]), note["width"])


def rendered(png: Path) -> Image.Image:
    """A rendered picture with its outline softened: few samples leave it ragged, and no denoiser smooths it."""
    with Image.open(png) as image:
        sharp = image.convert("RGBA")
    soft = sharp.convert("RGBa").filter(ImageFilter.GaussianBlur(0.8)).convert("RGBA")
    alpha = sharp.getchannel("A")
    steep = ImageChops.subtract(
        alpha.filter(ImageFilter.MaxFilter(3)), alpha.filter(ImageFilter.MinFilter(3))
    )
    return Image.composite(soft, sharp, steep.point(lambda d: 255 * (d > 96)))


def still(person_id: str, exercise: Exercise, name: str) -> None:
    """One of STILLS as a WebP picture, with what is drawn over it."""
    place = FULL / person_id / exercise.id
    picture = rendered(place / f"{name}.png")
    if name == "hold" and exercise.data.get("ghost"):
        picture = overlay.ghost(picture, rendered(place / "start.png"))
    overlay.draw(picture, exercise, name, _view(note_of(place / f"{name}.png")))
    out = folder(exercise.id) / person_id / f"{name}.webp"
    out.parent.mkdir(parents=True, exist_ok=True)
    picture.save(out, quality=85, alpha_quality=82, method=6)


def frame(person_id: str, exercise: Exercise, number: int) -> Path:
    """The rendered picture of a movement, 0 to FRAMES - 1."""
    return FULL / person_id / exercise.id / f"motion-{number:02}.png"


def motion(person_id: str, exercise: Exercise) -> None:
    """The movement there and back as an endless animation; what is drawn over the hold is in its last frame."""
    frames = [rendered(frame(person_id, exercise, number)) for number in range(FRAMES)]
    overlay.draw(frames[-1], exercise, "hold", _view(note_of(frame(person_id, exercise, FRAMES - 1))))
    step = [WAY_MS // (FRAMES - 1)] * (FRAMES - 2)
    out = folder(exercise.id) / person_id / "motion.webp"
    out.parent.mkdir(parents=True, exist_ok=True)
    frames[0].save(
        out,
        save_all=True,
        append_images=frames[1:] + frames[-2:0:-1],
        duration=[REST_MS["start"], *step, REST_MS["end"], *step],
        loop=0,
        quality=60,
        alpha_quality=73,
        method=6,
        minimize_size=False,
    )


def wide() -> None:
    """Three holds side by side, in one scale and without arrows, for the Today page and the README."""
    made = Image.new("RGBA", (1680, 600))
    for name, who, left, foot in WIDE:
        png = FULL / who / name / "hold.png"
        image = rendered(png)
        shrunk = note_of(png)["width"] * WIDE_SCALE / image.width
        small = image.resize((round(image.width * shrunk), round(image.height * shrunk)))
        seen = small.getchannel("A").point(lambda a: 255 * (a > 40)).getbbox()
        moved = Image.new("RGBA", made.size)
        moved.paste(small, (left - seen[0], foot - seen[3]))
        made.alpha_composite(moved)
    WIDE_PICTURE.parent.mkdir(exist_ok=True)
    made.save(WIDE_PICTURE, quality=86, alpha_quality=95, method=6)


def sheet() -> None:
    """The shipped holds of all exercises and people side by side."""
    found = sorted(EXERCISES.glob("*/*/hold.webp"), key=lambda p: (p.parent.name, p.parent.parent.name))
    made = Image.new("RGB", (7 * 300, math.ceil(len(found) / 7) * 225), (239, 234, 226))
    for i, path in enumerate(found):
        with Image.open(path) as image:
            small = image.convert("RGBA").resize((300, 225))
        made.paste(small, (i % 7 * 300, i // 7 * 225), small)
    made.save(Path(__file__).parents[1] / "contact-sheet.webp", quality=85)


def main() -> None:
    """The command line: everything that is rendered, or the poses named."""
    parser = argparse.ArgumentParser(description="Make the shipped pictures of what is rendered.")
    parser.add_argument("ids", nargs="*")
    parser.add_argument("--person", action="append")
    parser.add_argument("--only", choices=("stills", "motion"))
    parser.add_argument("--wide", action="store_true")
    parser.add_argument("--sheet", action="store_true")
    options = parser.parse_args()
    if options.wide or options.sheet:
        (wide if options.wide else sheet)()
        return
    for person_id in options.person or sorted(p.name for p in FULL.iterdir() if p.is_dir()):
        for exercise in map(load, options.ids or all_ids()):
            place = FULL / person_id / exercise.id
            for name in STILLS if options.only != "motion" else ():
                if note_of(place / f"{name}.png"):
                    still(person_id, exercise, name)
            last = frame(person_id, exercise, FRAMES - 1)
            if options.only != "stills" and note_of(last):
                motion(person_id, exercise)


if __name__ == "__main__":
    main()
