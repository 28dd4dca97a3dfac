"""Renders the pictures of the people in the exercises and self-checks with Blender's Cycles (`bpy`); see ../README.md.

    python render.py --person woman               everything for a person: stills first, then the movements
    python render.py --person man frog cobra      some exercises
    python render.py --person man --draft frog    start, hold and easier in seconds, small, below out/
    python render.py --person man --close head frog    a close-up of the hold below out/: head, hips, handR, kneL ...
    python render.py --sheet                      the contact sheet of all people's holds
    python render.py --wide                       the wide picture of the Today page

A picture is rendered again only if what it shows has changed: the pose, the person, or these programs (with --keep
a change of the programs does not count). What overlay.py draws over it costs no rendering. Frames lie below out/full; a
finished picture goes into its exercise's folder at once, and into out/full/PERSON.log with the seconds it took. A run
that was cut off goes on where it stopped.
"""

import argparse
import hashlib
import math
import time
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import bpy
import finish
import materials
import mpfb
import numpy as np
import overlay
import person as P
import straps
from actor import Actor
from mathutils import Vector
from numpy.typing import NDArray
from PIL import Image, ImageFilter
from poses import Box, Exercise, all_ids, eased, load
from rig import Posed
from settle import Stance

Array = NDArray[Any]
HERE = Path(__file__).parent
OUT = HERE / "out"
STILL, MOVING, DRAFT = (1400, 1050), (700, 525), (480, 360)
SAMPLES = {STILL: 8, MOVING: 5, DRAFT: 6}
SHADOW = 8
"""Samples of the shadow, which is taken at a third of the size and softened afterwards."""
MATTRESS = 0.20
"""How thick it is, in metres."""
CLOSEST = 1.75
"""The least metres from edge to edge of a picture: a small pose is not shown larger than this makes it."""
COLOURS = {
    "mat": (0.46, 0.54, 0.75),
    "rug": (0.52, 0.47, 0.42),
    "wood": (0.62, 0.43, 0.27),
    "mattress": (0.60, 0.67, 0.80),
    "cloth": (0.78, 0.70, 0.58),
    "strap": (0.50, 0.20, 0.22),
    "ball": (0.85, 0.62, 0.22),
    "wall": (0.74, 0.70, 0.64),
}
"""Linear RGB of what is not the person."""
UNSEEN = frozenset({"want", "want_via", "arrows", "marks", "ghost"})
"""What of a pose.toml no rendered picture shows."""
OWN: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "hold": (("start", "end"), ("camera", "start", "end", "via")),
    "easier": (("easier",), ("camera", "easier_camera", "easier")),
    "second": (("end",), ("second", "end")),
}
"""The stills and the tables that a picture shows; start and movement are as the hold, and of one camera with it."""


class Camera:
    """Sees all of some moments, in the middle and as large as they fit; what it sees is its `view`."""

    def __init__(self, exercise: Exercise, moments: Sequence[Array], name: str = "hold") -> None:
        where = {"second": "second", "easier": "easier_camera"}.get(name, "camera")
        place = exercise.data.get(where, exercise.data["camera"])
        angles = [float(place[k]) for k in ("azimuth", "elevation")]
        self.back, self.right, self.up = finish.View(*angles, (0, 0, 0), 1).axes
        points = [*moments]
        boxes = {box.name: box for still in OWN[name][0] for box in exercise.boxes_in(still)}
        for box in boxes.values():
            corners = np.array(list(np.ndindex(2, 2, 2))) * 2 - 1
            points.append(np.array(box.centre) + np.array(box.half) * corners)
        self.figure = np.concatenate(points)
        if any(p["kind"] in GROUNDS for p in exercise.data.get("props", ())):
            self.mat_at = centre, half = self.mat()
            corners = [[*(centre + half * s), -0.012] for s in ((1, 1), (1, -1), (-1, 1), (-1, -1))]
            self.figure = np.concatenate([self.figure, np.array(corners)])
        page = np.stack([self.figure @ self.right, self.figure @ self.up], 1)
        low, high = page.min(0) - 0.012, page.max(0) + 0.012  # clothes and hair
        middle = (low + high) / 2
        self.centre = self.right * middle[0] + self.up * middle[1]
        self.width = max(CLOSEST, (high - low)[0] * 1.03, (high - low)[1] * 1.04 * 4 / 3)
        self.view = finish.View(*angles, tuple(map(float, self.centre)), float(self.width))

    def mat(self) -> tuple[Array, Array]:
        """Middle and half sizes of the mat or rug: all the figure needs and a little more."""
        low, high = self.figure[:, :2].min(0), self.figure[:, :2].max(0)
        return (low + high) / 2, np.maximum((high - low) / 2 + 0.05, 0.30)


GROUNDS = ("mat", "rug")
"""Props that lie below everything else; a rug is what one stands on, or a chair."""


@lru_cache(None)
def look(name: str) -> Any:
    """A colour of COLOURS as a material of this scene."""
    return materials.plain(name, COLOURS[name])


def add_box(name: str, centre: Sequence[float], half: Sequence[float], turn: float, bevel: float) -> None:
    """A box with rounded edges."""
    bpy.ops.mesh.primitive_cube_add(size=1, location=tuple(centre), rotation=(0, 0, math.radians(turn)))
    made = bpy.context.object
    made.scale = tuple(2 * h for h in half)
    bpy.ops.object.transform_apply(location=False, rotation=False, scale=True)
    edge = made.modifiers.new("bevel", "BEVEL")
    edge.width, edge.segments = min(bevel, *(0.98 * h for h in half)), 5
    for face in made.data.polygons:
        face.use_smooth = bevel > 0.01
    made.data.materials.append(look(name))


def add_bed(box: Box) -> None:
    """A mattress on a wooden base, a little inside of its edges."""
    (x, y, _), (hx, hy, _) = box.centre, box.half
    base = (box.top - MATTRESS) / 2
    add_box("wood", (x, y, base), (hx - 0.02, hy - 0.02, base), box.turn, 0.012)
    add_box("mattress", (x, y, box.top - MATTRESS / 2), (hx, hy, MATTRESS / 2), box.turn, 0.045)


def add_mesh(name: str, vertices: Array, polygons: Sequence[Sequence[int]], bevel: float = 0.0) -> None:
    """A plain mesh."""
    data = bpy.data.meshes.new(name)
    data.from_pydata(vertices.tolist(), [], [tuple(int(i) for i in p) for p in polygons])
    data.materials.append(look(name))
    data.update()
    made = bpy.data.objects.new(name, data)
    bpy.context.scene.collection.objects.link(made)
    if bevel:
        edge = made.modifiers.new("bevel", "BEVEL")
        edge.width, edge.segments, edge.limit_method = bevel, 2, "ANGLE"


def add_ball(prop: Mapping[str, Any], actor: Actor, posed: Posed) -> None:
    """A soft ball: pressed by the knees it is held between."""
    ends = [posed.v[actor.body.regions[n]] for n in prop["between"]]
    middles = [e.mean(0) for e in ends]
    way = (middles[1] - middles[0]) / np.linalg.norm(middles[1] - middles[0])
    low, high = float((ends[0] @ way).max()), float((ends[1] @ way).min())
    centre = (middles[0] + middles[1]) / 2
    centre = centre + way * ((low + high) / 2 - centre @ way)
    r = prop["radius"]
    half = min(r, (high - low) / 2 + 0.006)
    wide = r * math.sqrt(r / half)
    bpy.ops.mesh.primitive_uv_sphere_add(segments=64, ring_count=32, radius=1, location=tuple(centre))
    ball = bpy.context.object
    ball.rotation_euler = Vector(way).to_track_quat("Z", "Y").to_euler()
    ball.scale = (wide, wide, half)
    for face in ball.data.polygons:
        face.use_smooth = True
    ball.data.materials.append(look("ball"))


def add_chair(box: Box) -> None:
    """Legs for a seat; the rear ones go up and carry the back."""
    c, s = math.cos(math.radians(box.turn)), math.sin(math.radians(box.turn))
    for i in (-1, 1):
        for j in (-1, 1):
            x, y = (
                (box.half[0] - 0.025, j * (box.half[1] - 0.025))
                if i > 0
                else (-box.half[0] - 0.012, j * (box.half[1] - 0.02))
            )
            high = (box.centre[2] - box.half[2]) if i > 0 else box.top + 0.30
            at = (box.centre[0] + c * x - s * y, box.centre[1] + s * x + c * y, high / 2)
            add_box("wood", at, (0.018 if i > 0 else 0.0115, 0.018, high / 2), box.turn, 0.004)


def add_props(exercise: Exercise, still: str, posed: Posed, actor: Actor, camera: Camera) -> None:
    """Everything that is not the person."""
    for prop in exercise.data.get("props", ()):
        if still not in prop.get("in", (still,)):
            continue
        if prop["kind"] in GROUNDS:
            centre, half = camera.mat_at
            add_box(prop["kind"], (*centre, -0.006), (*half, 0.006), 0, 0.005)
        elif prop["kind"] == "ball":
            add_ball(prop, actor, posed)
        elif prop["kind"] == "strap":
            for vertices, polygons in straps.bands(prop, actor.body, posed):
                add_mesh("strap", vertices, polygons, 0.0008)
    looks = {"chair": ("wood", 0.012), "step": ("wood", 0.012), "wall": ("wall", 0.002)}
    for box in exercise.boxes_in(still):
        kind = next(
            p["kind"] for p in exercise.data["props"] if p.get("name", p["kind"]) == box.name.split(".")[0]
        )
        if kind == "bed":
            add_bed(box)
            continue
        name, bevel = looks.get(kind, ("cloth", 0.02 if box.half[2] < 0.02 else 0.03))
        if box.name.endswith(".back"):  # a back rest between the posts
            low = box.half[2] * 0.55
            top = (*box.centre[:2], box.centre[2] + box.half[2] - low)
            add_box(name, top, (box.half[0], box.half[1], low), box.turn, bevel)
            continue
        add_box(name, box.centre, box.half, box.turn, bevel)
        if kind == "chair":
            add_chair(box)


def stage(camera: Camera, threads: int) -> None:
    """Camera, lights and the renderer's settings: warm light from the left, a cool soft one, a rim."""
    scene = bpy.context.scene
    data = bpy.data.cameras.new("camera")
    data.type, data.ortho_scale = "ORTHO", camera.width
    eye = bpy.data.objects.new("camera", data)
    scene.collection.objects.link(eye)
    eye.location = Vector(camera.centre + camera.back * 8)
    eye.rotation_euler = Vector(camera.back).to_track_quat("Z", "Y").to_euler()
    scene.camera = eye
    middle = camera.figure.mean(0)
    for right, up, toward, energy, spread, colour in (
        (-2.6, 3.4, 2.4, 190, 1.9, (1, 0.93, 0.84)),
        (3.2, 1.8, 2.6, 42, 3.6, (0.88, 0.94, 1)),
        (0.6, 4.0, -1.6, 80, 2.6, (1, 0.95, 0.88)),
    ):
        lamp = bpy.data.lights.new("lamp", "AREA")
        lamp.energy, lamp.size, lamp.color = energy, spread, colour
        made = bpy.data.objects.new("lamp", lamp)
        made.location = Vector(middle + camera.right * right + np.array([0, 0, up]) + camera.back * toward)
        made.rotation_euler = (made.location - Vector(middle)).to_track_quat("Z", "Y").to_euler()
        scene.collection.objects.link(made)
    scene.world = bpy.data.worlds.new("world")
    scene.world.use_nodes = True
    scene.world.node_tree.nodes["Background"].inputs[0].default_value = (1.0, 0.98, 0.95, 1)
    scene.world.node_tree.nodes["Background"].inputs[1].default_value = 0.36
    scene.render.engine = "CYCLES"
    scene.cycles.device, scene.cycles.seed = "CPU", 7
    scene.cycles.denoising_prefilter = "FAST"
    scene.cycles.use_adaptive_sampling = False
    scene.cycles.max_bounces, scene.cycles.diffuse_bounces = 2, 1
    scene.render.film_transparent = True
    scene.render.threads_mode, scene.render.threads = "FIXED", threads
    scene.render.use_persistent_data = True
    scene.view_settings.view_transform = "Standard"
    scene.render.image_settings.file_format, scene.render.image_settings.color_mode = "PNG", "RGBA"


def take(size: tuple[int, int], samples: int, part: Path) -> Image.Image:
    """What the camera sees now."""
    scene = bpy.context.scene
    scene.render.resolution_x, scene.render.resolution_y = size
    scene.cycles.samples = samples
    scene.render.filepath = str(part)
    bpy.ops.render.render(write_still=True)
    with Image.open(part) as image:
        return image.convert("RGBA")


def bake() -> None:
    """Meshes as their modifiers make them: each render would work the modifiers out anew, which costs more than it."""
    graph = bpy.context.evaluated_depsgraph_get()
    changed = [o for o in bpy.context.scene.objects if o.type == "MESH" and o.modifiers]
    made = [bpy.data.meshes.new_from_object(o.evaluated_get(graph), depsgraph=graph) for o in changed]
    for o, data in zip(changed, made, strict=True):
        o.modifiers.clear()
        o.data = data


def shadow(part: Path) -> Image.Image:
    """The shadow on the floor alone, as large as a third of a moving picture: it is soft."""
    scene = bpy.context.scene
    floor = scene.objects["floor"]
    floor.visible_camera = floor.is_shadow_catcher = True
    seen = [o for o in scene.objects if o.type in ("MESH", "CURVE") and o is not floor]
    for o in seen:
        o.visible_camera = False
    scene.cycles.use_denoising = True
    found = take((MOVING[0] // 3, MOVING[1] // 3), SHADOW, part)
    for o in seen:
        o.visible_camera = True
    floor.visible_camera = floor.is_shadow_catcher = False
    return found.getchannel("A").filter(ImageFilter.GaussianBlur(MOVING[0] / 375))


def ground(shade: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A picture of the shadow alone, which fades towards the edges."""
    x, y = (np.linspace(-1, 1, n) for n in size)
    edge = np.minimum.outer(1 - np.abs(y), 1 - np.abs(x))
    depth = np.asarray(shade.resize(size, Image.Resampling.BICUBIC))
    faded = np.clip(depth / 255 - 0.045, 0, 1) * np.clip(edge / 0.12, 0, 1)
    made = Image.new("RGBA", size, (24, 20, 30, 0))
    made.putalpha(Image.fromarray((faded * 255).round().astype(np.uint8)))
    return made


def figure(camera: Camera, flesh: Array, size: tuple[int, int], samples: int, part: Path) -> Image.Image:
    """Figure and props without their shadow on the floor; only the part of the picture they fill is rendered."""
    scene = bpy.context.scene
    seen = np.concatenate([camera.figure, flesh])
    page = np.stack([(seen - camera.centre) @ camera.right, (seen - camera.centre) @ camera.up], 1)
    low, high = (page.min(0) - 0.05) / camera.width, (page.max(0) + 0.05) / camera.width
    scene.render.use_border = True
    scene.render.border_min_x, scene.render.border_max_x = max(0.0, 0.5 + low[0]), min(1.0, 0.5 + high[0])
    tall = size[1] / size[0]
    scene.render.border_min_y = max(0.0, 0.5 + low[1] / tall)
    scene.render.border_max_y = min(1.0, 0.5 + high[1] / tall)
    scene.cycles.use_denoising = True
    return take(size, samples, part)


@lru_cache(1)
def _programs() -> str:
    """A hash of the programs that make a picture."""
    names = sorted(
        p
        for p in HERE.glob("*.py")
        if p.stem
        not in (
            "preview",
            "preview_people",
            "solver",
            "check_poses",
            "check_people",
            "finish",
            "overlay",
            "alone",
        )
    )
    return hashlib.sha256(b"".join(p.read_bytes() for p in names)).hexdigest()[:16]


class Studio:
    """A person's pictures: what has to be made, and how one is made."""

    def __init__(self, person_id: str, threads: int, *, keep: bool) -> None:
        self.id, self.threads, self.keep = person_id, threads, keep
        self.file = P.PEOPLE / f"{person_id}.toml"
        self._actor: Actor | None = None
        self.work = OUT / "full" / person_id

    @property
    def actor(self) -> Actor:
        """The person, made when first needed."""
        if self._actor is None:
            self._actor = Actor(P.load(self.id))
        return self._actor

    def key(self, exercise: Exercise, name: str, *what: Any) -> dict[str, str]:
        """Hashes of what a picture shows, and of the programs that make it."""
        stills, tables = OWN.get(name, OWN["hold"])
        others = {table for _, several in OWN.values() for table in several}
        shown = {k: v for k, v in exercise.data.items() if k not in UNSEEN | others}
        shown |= {k: exercise.data.get(k) for k in tables}
        for part in ("props", "contacts"):
            found = exercise.data.get(part, ())
            here = [one for one in found if set(stills) & set(one.get("in", stills))]
            shown[part] = [one for one in here if one.get("kind") != "measure"]
        shown["hands"] = {k: v for k, v in exercise.data.get("hands", {}).items() if k in stills}
        made = repr(shown).encode() + self.file.read_bytes() + mpfb.ORIGINS.read_bytes() + repr(what).encode()
        return {"shown": hashlib.sha256(made).hexdigest()[:16], "programs": _programs()}

    def made(self, png: Path, key: Mapping[str, str]) -> bool:
        """Whether a picture is there and still right."""
        note = finish.note_of(png)
        return note.get("shown") == key["shown"] and (self.keep or note["programs"] == key["programs"])

    def log(self, exercise: Exercise, what: str, began: float) -> None:
        """A line for a picture that was made."""
        line = f"{time.strftime('%H:%M:%S')} {self.id} {exercise.id} {what} {time.monotonic() - began:.1f} s"
        print(line, flush=True)
        self.work.mkdir(parents=True, exist_ok=True)
        with (self.work.parent / f"{self.id}.log").open("a") as file:
            file.write(line + "\n")

    def camera(self, exercise: Exercise, still: str) -> Camera:
        """Who sees start, middle and hold; the easier form has a picture of its own."""
        body = self.actor.body
        if still == "easier":
            return Camera(exercise, [self.outline(body.still(exercise, "easier"))], "easier")
        if still == "second":
            return Camera(exercise, [self.outline(body.still(exercise, "end"))], "second")
        return Camera(exercise, [self.outline(body.way(exercise, t)[0]) for t in (0.0, 0.5, 1.0)])

    def outline(self, posed: Posed) -> Array:
        """Points of flesh and hair, enough to know how far they reach."""
        hair = np.concatenate([p.vertices[::9] for p in self.actor.pieces if p.kind == "hair"])
        return np.concatenate([posed.v[: P.BODY : 5], posed.carried("hdb", hair)])

    def set_up(
        self, exercise: Exercise, still: str, camera: Camera, posed: Posed, stance: Stance, level: int
    ) -> None:
        """The scene of a moment; `level` is how often the body is subdivided."""
        bpy.ops.wm.read_factory_settings(use_empty=True)
        look.cache_clear()
        self.actor.enter(posed, stance, exercise.data.get("muscles", ()), level)
        add_props(exercise, still, posed, self.actor, camera)
        bake()
        bpy.ops.mesh.primitive_plane_add(size=14, location=(*(camera.figure[:, :2].mean(0)), -0.0125))
        bpy.context.object.name = "floor"
        bpy.context.object.visible_camera = False
        stage(camera, self.threads)

    def shoot(
        self,
        exercise: Exercise,
        still: str,
        t: float | None,
        camera: Camera,
        out: Path,
        size: tuple[int, int],
        close: Callable[[Posed], tuple[Array, float]] | None = None,
    ) -> None:
        """One picture, as a PNG with a transparent ground."""
        body = self.actor.body
        posed, stance = (
            (body.still(exercise, still), body.stance(exercise, still))
            if t is None
            else body.way(exercise, t)
        )
        self.set_up(exercise, still, camera, posed, stance, 1)
        out.parent.mkdir(parents=True, exist_ok=True)
        part = out.with_name(f"part-{out.name}")
        picture = Image.new("RGBA", size) if close else ground(shadow(part), size)
        if size != MOVING:
            self.set_up(exercise, still, camera, posed, stance, 2)
        if close:
            centre, width = close(posed)
            eye = bpy.context.scene.camera
            eye.location, eye.data.ortho_scale = Vector(np.array(centre) + camera.back * 8), width
            bpy.context.scene.cycles.use_denoising = True
            picture.alpha_composite(take(size, SAMPLES[size], part))
        else:
            picture.alpha_composite(figure(camera, self.outline(posed), size, SAMPLES[size], part))
        picture.save(part)
        part.rename(out)

    def stills(self, exercise: Exercise) -> None:
        """Start, hold and, if it has them, the easier form and the hold from elsewhere, each as soon as it is made."""
        for name, still in finish.STILLS.items():
            if still not in exercise.stills or (name == "second" and name not in exercise.data):
                continue
            png = self.work / exercise.id / f"{name}.png"
            key = self.key(exercise, name, STILL)
            began = time.monotonic()
            if not self.made(png, key):
                camera = self.camera(exercise, name)
                self.shoot(exercise, still, None, camera, png, STILL)
                finish.write_note(png, camera.view, **key)
                self.log(exercise, name, began)
            finish.still(self.id, exercise, name)

    def motion(self, exercise: Exercise) -> None:
        """The movement from start to hold."""
        camera = None
        for i in range(finish.FRAMES):
            png = finish.frame(self.id, exercise, i)
            share = eased(i / (finish.FRAMES - 1))
            key = self.key(exercise, "motion", share, MOVING)
            if self.made(png, key):
                continue
            began = time.monotonic()
            camera = camera or self.camera(exercise, "start")
            self.shoot(exercise, "start" if share < 0.5 else "end", share, camera, png, MOVING)
            finish.write_note(png, camera.view, **key)
            self.log(exercise, f"motion {i + 1} of {finish.FRAMES}", began)
        finish.motion(self.id, exercise)

    def drafts(self, exercise: Exercise, close: str, names: Sequence[str]) -> None:
        """Small pictures below out/draft: of the stills with what is drawn over them, or of a part of the hold."""
        for still in names or exercise.stills:
            began = time.monotonic()
            t = float(still) if still[0].isdigit() else None
            props = {"second": "end"}.get(still, still) if t is None else "start" if t < 0.5 else "end"
            out = OUT / "draft" / self.id / f"{exercise.id}-{still}{'-' + close if close else ''}.png"
            camera = self.camera(exercise, still)
            self.shoot(exercise, props, t, camera, out, DRAFT, _closeup(close))
            if t is None and not close:
                with Image.open(out) as image:
                    picture = image.convert("RGBA")
                overlay.draw(picture, exercise, "hold" if still == "end" else still, camera.view)
                picture.save(out)
            self.log(exercise, f"draft {still} {close}", began)


def _closeup(what: str) -> Callable[[Posed], tuple[Array, float]] | None:
    """Where a close-up looks and how wide: head, hips, or a bone of the rig such as handR, shinL, footR."""
    if not what:
        return None

    def at(posed: Posed) -> tuple[Array, float]:
        bone, width = {"head": ("hdb", 0.40), "hips": ("pel", 0.8)}.get(what, (what, 0.42))
        m, _, p = posed.turns[bone]
        off = {"head": (0.03, 0, 0.09)}.get(what, (0, 0, 0))
        return p + m @ np.array(off, float), width

    return at


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Render the pictures of the exercises and self-checks.")
    parser.add_argument("ids", nargs="*")
    parser.add_argument("--person", action="append", choices=sorted(P.everyone()))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument(
        "--keep", action="store_true", help="pictures stay that only the programs have changed for"
    )
    parser.add_argument("--only", choices=("stills", "motion"))
    parser.add_argument("--draft", action="store_true")
    parser.add_argument(
        "--still", action="append", default=[], help="for drafts: start, end, easier or 0 to 1"
    )
    parser.add_argument("--close", default="")
    o = parser.parse_args()
    ids = o.ids or all_ids()
    for person_id in o.person or sorted(P.everyone()):
        studio = Studio(person_id, o.threads, keep=o.keep)
        if o.draft or o.close:
            for exercise in map(load, ids):
                studio.drafts(exercise, o.close, o.still or (["end"] if o.close else []))
            continue
        for one in ids if o.only != "motion" else ():
            studio.stills(load(one))
        for one in ids if o.only != "stills" else ():
            studio.motion(load(one))


if __name__ == "__main__":
    main()
