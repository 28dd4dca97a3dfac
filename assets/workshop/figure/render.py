"""Renders the pictures of the exercises and self-checks with Blender's Cycles (`bpy`); see ../README.md.

    python render.py [ID ...]              stills and motion of all exercises and checks, or of some
    python render.py --preview [ID ...]    start and hold in seconds, small, below out/
    python render.py --sheet               the contact sheet of all exercises' holds
    python render.py --wide                the wide picture of the Today page

Frames lie below out/ until their picture is whole, so that a run that was cut off goes on where it stopped.
"""

import argparse
import math
import sys
import time
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import bpy
import numpy as np
from mathutils import Vector
from PIL import Image, ImageFilter

sys.path.insert(0, str(Path(__file__).parent))
import body
from contacts import gap_of, strap_points
from flesh import SPOTS
from poses import ASSETS, EXERCISES, Box, Exercise, Pose, all_ids, eased, folder, load

OUT = Path(__file__).parent / "out"
STILL, MOVING = (1400, 1050), (700, 525)
FRAMES = 14
"""Distinct pictures of a movement; it is shown there and back."""
WAY_MS = 2400
"""Milliseconds from start to hold."""
REST_MS = 500
"""Milliseconds that start and hold are shown before the movement goes on."""
MATTRESS = 0.20
"""How thick it is, in metres."""
WIDTHS = {"floor-sitting": 2.26, "kneeling": 2.1, "chair": 2.03, "standing": 2.46}
"""Metres from edge to edge of a picture, by position, so that the figure keeps its size."""
LYING = 2.42
"""The same for every position that lies."""
COLOURS = {
    "skin": (0.80, 0.50, 0.36),
    "shirt": (0.075, 0.42, 0.42),
    "leggings": (0.125, 0.18, 0.36),
    "hair": (0.085, 0.045, 0.03),
    "eyes": (0.03, 0.02, 0.02),
    "brows": (0.10, 0.055, 0.035),
    "lips": (0.62, 0.22, 0.19),
    "mat": (0.46, 0.54, 0.75),
    "wood": (0.62, 0.43, 0.27),
    "mattress": (0.60, 0.67, 0.80),
    "cloth": (0.78, 0.70, 0.58),
    "strap": (0.50, 0.20, 0.22),
    "ball": (0.85, 0.62, 0.22),
    "measure": (0.36, 0.04, 0.32),
    "wall": (0.74, 0.70, 0.64),
}
"""Linear RGB."""
WIDE = (("bridge", 20, 560), ("half-kneel-lunge", 640, 582), ("butterfly", 1225, 570))
"""Who stands in the wide picture: the left edge and the foot of each, in pixels."""
WIDE_SCALE = 335
"""Pixels a metre there."""
WIDE_PICTURE = ASSETS / "illustrations" / "today.webp"
WARM = (0.90, 0.19, 0.08)


def position(exercise_id: str) -> str:
    """How the body rests, from exercise.toml or check.toml."""
    place = folder(exercise_id)
    kind = "exercise" if place.parent == EXERCISES else "check"
    with (place / f"{kind}.toml").open("rb") as file:
        return str(tomllib.load(file)["position"])


class Camera:
    """An orthographic camera that sees all of a movement, in the middle, at the scale of the position."""

    def __init__(self, exercise: Exercise, poses: Sequence[Pose]) -> None:
        az, el = (math.radians(exercise.data["camera"][k]) for k in ("azimuth", "elevation"))
        self.back = np.array([math.cos(el) * math.cos(az), math.cos(el) * math.sin(az), math.sin(el)])
        self.right = np.array([-math.sin(az), math.cos(az), 0.0])
        self.up = np.cross(self.back, self.right)
        points = _outermost(poses)
        for box in exercise.boxes:
            points += [np.array(box.centre) + np.array(box.half) * s for s in np.ndindex(2, 2, 2)]
            points += [np.array(box.centre) - np.array(box.half) * s for s in np.ndindex(2, 2, 2)]
        self.figure = np.array(points)
        if any(p["kind"] == "mat" for p in exercise.data.get("props", ())):
            self.mat_at = centre, half = self.mat()
            points += [np.array([*(centre + half * s), -0.012]) for s in ((1, 1), (1, -1), (-1, 1), (-1, -1))]
        self.figure = np.array(points)
        self.seen = np.array(points + _outermost([exercise.moved(i / FRAMES) for i in range(FRAMES)]))
        page = np.stack([self.figure @ self.right, self.figure @ self.up], 1)
        low, high = page.min(0), page.max(0)
        middle = (low + high) / 2
        self.centre = self.right * middle[0] + self.up * middle[1]
        need = max((high - low)[0] * 1.03, (high - low)[1] * 1.04 * 4 / 3)
        usual = WIDTHS.get(position(exercise.id), LYING)
        self.width = max(exercise.data["camera"].get("width", usual), need)

    def mat(self) -> tuple[np.ndarray, np.ndarray]:
        """Middle and half sizes of the mat: all the figure needs and a little more."""
        low, high = self.figure[:, :2].min(0), self.figure[:, :2].max(0)
        half = (high - low) / 2 + 0.05
        return (low + high) / 2, np.maximum(half, 0.30)


def _outermost(poses: Sequence[Pose]) -> list[np.ndarray]:
    """The outermost points of a body's parts in all of the poses."""
    limbs = (
        *body.UPPER_ARM,
        *body.FOREARM,
        *body.THIGH,
        *body.SHIN,
        *body.FOOT,
        *body.TOES,
        *body.hand("flat"),
    )
    parts = (*body.TRUNK, *body.HEAD, *body.BUN, *body.side(limbs, "L"), *body.side(limbs, "R"))
    placed = [pose.frames() for pose in poses]
    return [point for frames in placed for part in parts for point in _ball(frames[part.bone], part)]


def _ball(frame: body.Frame, part: body.Part) -> list[np.ndarray]:
    """The outermost points of a part."""
    offsets = [np.array(o) for o in ((1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1))]
    return [np.array(frame.at(p)) + o * r for p, r in ((part.a, part.ra), (part.b, part.rb)) for o in offsets]


def material(name: str, warm: bool = False) -> "bpy.types.Material":
    """A matt colour; a warm one takes the muscle's glow from the mesh."""
    made = bpy.data.materials.new(name)
    made.use_nodes = True
    nodes, links = made.node_tree.nodes, made.node_tree.links
    shader = nodes["Principled BSDF"]
    shader.inputs["Base Color"].default_value = (*COLOURS[name], 1)
    shader.inputs["Roughness"].default_value = {"skin": 0.55, "eyes": 0.15, "hair": 0.5}.get(name, 0.8)
    if warm:
        glow = nodes.new("ShaderNodeVertexColor")
        glow.layer_name = "warmth"
        mix = nodes.new("ShaderNodeMixRGB")
        mix.inputs[1].default_value = (*COLOURS[name], 1)
        mix.inputs[2].default_value = (*WARM, 1)
        links.new(glow.outputs["Color"], mix.inputs[0])
        links.new(mix.outputs[0], shader.inputs["Base Color"])
        shader.inputs["Emission Color"].default_value = (*WARM, 1)
        strength = nodes.new("ShaderNodeMath")
        strength.operation = "MULTIPLY"
        strength.inputs[1].default_value = 0.14
        links.new(glow.outputs["Color"], strength.inputs[0])
        links.new(strength.outputs[0], shader.inputs["Emission Strength"])
    return made


def add_mesh(
    name: str, vertices: np.ndarray, triangles: np.ndarray, warmth: np.ndarray | None = None
) -> None:
    """A smooth mesh in the scene."""
    data = bpy.data.meshes.new(name)
    count = len(triangles)
    data.vertices.add(len(vertices))
    data.vertices.foreach_set("co", vertices.astype(np.float32).ravel())
    data.loops.add(3 * count)
    data.loops.foreach_set("vertex_index", triangles.astype(np.int32).ravel())
    data.polygons.add(count)
    data.polygons.foreach_set("loop_start", np.arange(0, 3 * count, 3, dtype=np.int32))
    data.update(calc_edges=True)
    data.polygons.foreach_set("use_smooth", np.ones(len(triangles), bool))
    if warmth is not None:
        colours = np.repeat(warmth[:, None], 4, 1).astype(np.float32)
        layer = data.color_attributes.new("warmth", "FLOAT_COLOR", "POINT")
        layer.data.foreach_set("color", colours.ravel())
    data.materials.append(material(name, warm=warmth is not None))
    data.update()
    made = bpy.data.objects.new(name, data)
    bpy.context.scene.collection.objects.link(made)
    smooth = made.modifiers.new("smooth", "SMOOTH")
    smooth.factor, smooth.iterations = 0.5, 3


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
    made.data.materials.append(material(name))


def add_bed(box: Box) -> None:
    """A mattress on a wooden base, a little inside of its edges."""
    (x, y, _), (hx, hy, _) = box.centre, box.half
    base = (box.top - MATTRESS) / 2
    add_box("wood", (x, y, base), (hx - 0.02, hy - 0.02, base), box.turn, 0.012)
    add_box("mattress", (x, y, box.top - MATTRESS / 2), (hx, hy, MATTRESS / 2), box.turn, 0.045)


def add_tube(name: str, points: Sequence[Sequence[float]], radius: float) -> None:
    """A band along points."""
    curve = bpy.data.curves.new(name, "CURVE")
    curve.dimensions, curve.bevel_depth, curve.use_fill_caps = "3D", radius, True
    line = curve.splines.new("POLY")
    line.points.add(len(points) - 1)
    for place, point in zip(line.points, points, strict=True):
        place.co = (*point, 1)
    curve.materials.append(material(name))
    bpy.context.scene.collection.objects.link(bpy.data.objects.new(name, curve))


def add_arrow(one: np.ndarray, other: np.ndarray) -> None:
    """A slender arrow with a head at either end."""
    way = other - one
    long = float(np.linalg.norm(way))
    head = min(0.035, long / 3)
    tip = way / long * head
    add_tube("measure", [one + tip, other - tip], 0.005)
    for end, outward in ((one, -tip), (other, tip)):
        bpy.ops.mesh.primitive_cone_add(
            vertices=24,
            radius1=0.017,
            depth=head,
            location=tuple(end - outward / 2),
            rotation=Vector(outward).to_track_quat("Z", "Y").to_euler(),
        )
        bpy.context.object.data.materials.append(material("measure"))


def add_props(exercise: Exercise, still: str, frames: Mapping[str, body.Frame], camera: Camera) -> None:
    """Everything that is not the person."""
    for prop in exercise.data.get("props", ()):
        if still not in prop.get("in", (still,)):
            continue
        if prop["kind"] == "mat":
            centre, half = camera.mat_at
            add_box("mat", (*centre, -0.006), (*half, 0.006), 0, 0.005)
        elif prop["kind"] == "ball":
            ends = [np.array(frames[SPOTS[n].bone].at(SPOTS[n].centre)) for n in prop["between"]]
            bpy.ops.mesh.primitive_uv_sphere_add(
                segments=48, ring_count=24, radius=prop["radius"], location=tuple((ends[0] + ends[1]) / 2)
            )
            for face in bpy.context.object.data.polygons:
                face.use_smooth = True
            bpy.context.object.data.materials.append(material("ball"))
        elif prop["kind"] == "strap":
            add_tube("strap", strap_points(prop, frames), 0.009)
        elif prop["kind"] == "measure":
            ends, judged = gap_of(prop, frames), gap_of(prop, exercise.stills[still].frames())
            if math.dist(ends[0], judged[0]) < 0.001:  # on the way there the gap says nothing yet
                add_arrow(*(np.array(end) for end in ends))
    looks = {"chair": ("wood", 0.012), "step": ("wood", 0.012), "wall": ("wall", 0.002)}
    for box in exercise.boxes_in(still):
        kind = next(
            p["kind"] for p in exercise.data["props"] if p.get("name", p["kind"]) == box.name.split(".")[0]
        )
        if kind == "bed":
            add_bed(box)
            continue
        look, bevel = looks.get(kind, ("cloth", 0.02 if box.half[2] < 0.02 else 0.03))
        add_box(look, box.centre, box.half, box.turn, bevel)
        if kind == "chair" and not box.name.endswith(".back"):
            c, s = math.cos(math.radians(box.turn)), math.sin(math.radians(box.turn))
            high = (box.centre[2] - box.half[2]) / 2
            for i in (-1, 1):
                for j in (-1, 1):
                    x, y = i * (box.half[0] - 0.025), j * (box.half[1] - 0.025)
                    at = (box.centre[0] + c * x - s * y, box.centre[1] + s * x + c * y, high)
                    add_box("wood", at, (0.018, 0.018, high), box.turn, 0.004)


def stage(camera: Camera) -> None:
    """Camera, lights and the renderer's settings."""
    scene = bpy.context.scene
    data = bpy.data.cameras.new("camera")
    data.type, data.ortho_scale = "ORTHO", camera.width
    eye = bpy.data.objects.new("camera", data)
    scene.collection.objects.link(eye)
    eye.location = Vector(camera.centre + camera.back * 8)
    eye.rotation_euler = Vector(camera.back).to_track_quat("Z", "Y").to_euler()
    scene.camera = eye
    middle = camera.figure.mean(0)
    for right, up, toward, energy, spread in (
        (-2.6, 3.4, 2.4, 150, 2.6),
        (3.2, 1.8, 2.6, 60, 3.6),
        (0.6, 4.0, -1.6, 60, 3.0),
    ):
        lamp = bpy.data.lights.new("lamp", "AREA")
        lamp.energy, lamp.size = energy, spread
        made = bpy.data.objects.new("lamp", lamp)
        made.location = Vector(middle + camera.right * right + np.array([0, 0, up]) + camera.back * toward)
        made.rotation_euler = (made.location - Vector(middle)).to_track_quat("Z", "Y").to_euler()
        scene.collection.objects.link(made)
    scene.world = bpy.data.worlds.new("world")
    scene.world.use_nodes = True
    scene.world.node_tree.nodes["Background"].inputs[0].default_value = (1.0, 0.98, 0.95, 1)
    scene.world.node_tree.nodes["Background"].inputs[1].default_value = 0.42
    scene.render.engine = "CYCLES"
    scene.cycles.device, scene.cycles.seed = "CPU", 7
    scene.cycles.denoising_prefilter = "FAST"
    scene.cycles.use_adaptive_sampling = False
    scene.cycles.max_bounces, scene.cycles.diffuse_bounces = 3, 1
    scene.render.film_transparent = True
    scene.render.threads_mode = "AUTO"
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


def shadow(camera: Camera, size: tuple[int, int], part: Path) -> Image.Image:
    """The shadow on the floor alone, at half the size and then softened, which costs far less than denoising it."""
    scene = bpy.context.scene
    bpy.ops.mesh.primitive_plane_add(size=14, location=(*(camera.figure[:, :2].mean(0)), -0.0125))
    floor = bpy.context.object
    floor.is_shadow_catcher = True
    seen = [o for o in scene.objects if o.type in ("MESH", "CURVE") and o is not floor]
    for o in seen:
        o.visible_camera = False
    scene.cycles.use_denoising = False
    found = take((size[0] // 2, size[1] // 2), 24, part)
    for o in seen:
        o.visible_camera = True
    floor.is_shadow_catcher, floor.visible_camera = False, False
    depth = (
        found.getchannel("A")
        .filter(ImageFilter.GaussianBlur(size[0] / 450))
        .resize(size, Image.Resampling.BICUBIC)
    )
    x, y = (np.linspace(-1, 1, n) for n in size)
    edge = np.minimum.outer(1 - np.abs(y), 1 - np.abs(x))
    faded = np.clip(np.asarray(depth) / 255 - 0.03, 0, 1) * np.clip(edge / 0.12, 0, 1)
    made = Image.new("RGBA", size, (24, 20, 30, 0))
    made.putalpha(Image.fromarray((faded * 255).round().astype(np.uint8)))
    return made


def person(camera: Camera, size: tuple[int, int], samples: int, part: Path) -> Image.Image:
    """Figure and props without their shadow on the floor; only the part of the picture they fill is rendered."""
    scene = bpy.context.scene
    page = np.stack(
        [(camera.seen - camera.centre) @ camera.right, (camera.seen - camera.centre) @ camera.up], 1
    )
    low, high = (page.min(0) - 0.03) / camera.width, (page.max(0) + 0.03) / camera.width
    scene.render.use_border = True
    scene.render.border_min_x, scene.render.border_max_x = max(0.0, 0.5 + low[0]), min(1.0, 0.5 + high[0])
    tall = size[1] / size[0]
    scene.render.border_min_y = max(0.0, 0.5 + low[1] / tall)
    scene.render.border_max_y = min(1.0, 0.5 + high[1] / tall)
    scene.cycles.use_denoising = True
    return take(size, samples, part)


def shoot(
    exercise: Exercise, still: str, pose: Pose, camera: Camera, out: Path, size: tuple[int, int], samples: int
) -> None:
    """One picture of a pose, as a PNG with a transparent ground."""
    began = time.monotonic()
    bpy.ops.wm.read_factory_settings(use_empty=True)
    frames = pose.frames()
    hands = exercise.data.get("hands", {})
    grips = hands.get(still, hands.get("end", {}))
    coarse = 1.0 if size == STILL else 1.5
    muscles = exercise.data.get("muscles", ())
    for layer in body.layers(grips):
        vertices, triangles = body.mesh(layer, frames, coarse)
        warm = layer.name in ("shirt", "leggings")  # a hand that holds the muscle is not the muscle
        add_mesh(layer.name, vertices, triangles, body.warmth(vertices, muscles, frames) if warm else None)
    meshed = time.monotonic()
    add_props(exercise, still, frames, camera)
    stage(camera)
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(f"part-{out.name}")
    picture = shadow(camera, size, part)
    picture.alpha_composite(person(camera, size, samples, part))
    picture.save(part)
    part.rename(out)
    print(
        f"{out.relative_to(OUT)} {time.monotonic() - began:.1f} s, meshes {meshed - began:.1f} s", flush=True
    )


def stills(exercise: Exercise, *, preview: bool) -> None:
    """Start, hold and, if it has one, the easier form."""
    camera = Camera(exercise, [exercise.moved(t) for t in (0, 0.5, 1)])
    work = OUT / ("preview" if preview else "full") / exercise.id
    names = {"start": "start", "end": "hold", "easier": "easier"}
    for still, name in names.items():
        pose = exercise.stills.get(still)
        if pose is None:
            continue
        png = work / f"{name}.png"
        seen = camera if still != "easier" else Camera(exercise, [pose])
        if preview:
            shoot(exercise, still, pose, seen, png, (560, 420), 6)
            continue
        if not png.exists():
            shoot(exercise, still, pose, seen, png, STILL, 16)
        with Image.open(png) as image:
            image.save(folder(exercise.id) / f"{name}.webp", quality=86, alpha_quality=95, method=6)


def motion(exercise: Exercise) -> None:
    """The movement there and back as an endless animation."""
    work = OUT / "full" / exercise.id
    camera = Camera(exercise, [exercise.moved(t) for t in (0, 0.5, 1)])
    found = []
    for i in range(FRAMES):
        png = work / f"motion-{i:02}.png"
        if not png.exists():
            share = eased(i / (FRAMES - 1))
            shoot(exercise, "start" if share < 0.5 else "end", exercise.moved(share), camera, png, MOVING, 8)
        found.append(Image.open(png))
    step = WAY_MS // (FRAMES - 1)
    lengths = [REST_MS, *[step] * (FRAMES - 2)]
    found[0].save(
        folder(exercise.id) / "motion.webp",
        save_all=True,
        append_images=found[1:] + found[-2:0:-1],
        duration=lengths + lengths,
        loop=0,
        quality=74,
        alpha_quality=85,
        method=5,
        minimize_size=False,
    )


def sheet() -> None:
    """The holds of all exercises beside each other."""
    ids = sorted(p.parent.name for p in EXERCISES.glob("*/hold.webp"))
    made = Image.new("RGB", (7 * 300, math.ceil(len(ids) / 7) * 225), (239, 234, 226))
    for i, name in enumerate(ids):
        with Image.open(EXERCISES / name / "hold.webp") as image:
            small = image.convert("RGBA").resize((300, 225))
        made.paste(small, (i % 7 * 300, i // 7 * 225), small)
    made.save(Path(__file__).parent.parent / "contact-sheet.webp", quality=85)


def wide() -> None:
    """Three holds side by side, each in the same scale, for the Today page and the README."""
    made = Image.new("RGBA", (1680, 600))
    for name, left, foot in WIDE:
        with Image.open(EXERCISES / name / "hold.webp") as image:
            shrunk = WIDTHS.get(position(name), LYING) * WIDE_SCALE / image.width
            small = image.convert("RGBA").resize((round(image.width * shrunk), round(image.height * shrunk)))
        seen = small.getchannel("A").point(lambda a: 255 * (a > 40)).getbbox()
        moved = Image.new("RGBA", made.size)
        moved.paste(small, (left - seen[0], foot - seen[3]))
        made.alpha_composite(moved)
    WIDE_PICTURE.parent.mkdir(exist_ok=True)
    made.save(WIDE_PICTURE, quality=86, alpha_quality=95, method=6)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Render the pictures of the exercises and self-checks.")
    parser.add_argument("ids", nargs="*")
    parser.add_argument("--preview", action="store_true")
    parser.add_argument("--sheet", action="store_true")
    parser.add_argument("--wide", action="store_true")
    options = parser.parse_args()
    if options.wide:
        wide()
        return
    if options.sheet:
        sheet()
        return
    ids = options.ids or all_ids()
    exercises = [load(exercise_id) for exercise_id in ids]
    for exercise in exercises:
        stills(exercise, preview=options.preview)
    for exercise in [] if options.preview else exercises:
        motion(exercise)


if __name__ == "__main__":
    main()
