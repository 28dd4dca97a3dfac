"""A person on Blender's stage: the body, its clothes, hair, brows, eyes and lashes, as meshes of one moment."""

from collections.abc import Mapping, Sequence
from typing import Any

import bpy
import clothes
import glow
import head
import materials
import numpy as np
import person as P
from mathutils import Vector
from mathutils.bvhtree import BVHTree
from numpy.typing import NDArray
from rig import Posed, Rig, normals
from scipy.spatial import cKDTree
from settle import Body, Stance, Surface, press
from turns import unit

Array = NDArray[Any]


class Actor:
    """A person with everything that is the same in all pictures."""

    def __init__(self, who: P.Person) -> None:
        self.who = who
        self.colours, self.look = who.data["colours"], who.data.get("look", {})
        self.rig = rig = Rig(who)
        self.garments, hidden = clothes.outfit(rig, who.data.get("outfit", {}))
        self.body = Body(rig)
        _, self.vt, f, ft, g, names = P.base()
        skin = g == names.index("body")
        keep = ~hidden[f[skin]].all(1)
        self.faces, self.corners = f[skin][keep], ft[skin][keep]
        tree = BVHTree.FromPolygons(
            [tuple(x) for x in rig.v[: P.BODY]], [tuple(map(int, q)) for q in f[skin]]
        )

        def cast(origin: Array, way: Array) -> tuple[float, Array] | None:
            at, normal, _, far = tree.ray_cast(Vector(origin), Vector(way), 0.6)
            return None if at is None else (far, np.array(normal))

        self.style = who.data["hair"]["style"]
        self.pieces = head.hair(rig, self.style, cast)
        self.pieces += head.brows(rig, cast, self.look.get("brow", 1.0))
        self.pieces += head.eyeballs(rig)
        h = head.features(rig)
        cheeks = []
        for side in (1, -1):
            y, z = side * (h.eye[1] + 0.010), h.eye[2] - 0.034
            hit = cast(np.array([0.4, y, z]), np.array([-1.0, 0, 0]))
            if hit:
                cheeks.append((0.4 - hit[0], y, z))
        far = np.min([np.linalg.norm(rig.v - np.array(c), axis=1) for c in cheeks], 0)
        self.blush = np.exp(-((far / 0.017) ** 2))
        self._lashes(h, f[np.isin(g, [i for i, n in enumerate(names) if "eyelashes" in n])])

    def _lashes(self, h: head.Features, faces: Array) -> None:
        """The upper lashes, and where each of their vertices grows from."""
        rig = self.rig
        used = np.unique(faces)
        lids = np.where(rig.w[: P.BODY, rig.index["hdb"]] > 0.9)[0]
        self.lash, self.root = used, lids[cKDTree(rig.v[lids]).query(rig.v[used])[1]]
        upper = np.zeros(len(rig.v), bool)
        upper[used] = rig.v[used, 2] > h.eye[2] + 0.001
        self.lashes = faces[upper[faces].all(1)]

    def enter(self, posed: Posed, stance: Stance, muscles: Sequence[Mapping[str, Any]], level: int) -> None:
        """Puts the person into the scene; `level` is how often the body is subdivided."""
        rig, v = self.rig, posed.v
        warm = glow.warmth(rig, muscles)
        used = np.unique(self.faces)
        new = np.full(len(v), -1)
        new[used] = np.arange(len(used))
        values = {"warmth": warm[used], "blush": self.blush[used], "rest": rig.v[used]}
        skin = mesh(
            "body", v[used], new[self.faces], materials.skin(self.colours, self.look), values, subdivide=level
        )
        layer = skin.data.uv_layers.new(name="uv")
        flat = np.concatenate(
            [self.vt[q[: p.loop_total]] for p, q in zip(skin.data.polygons, self.corners, strict=True)]
        )
        layer.data.foreach_set("uv", flat.astype(np.float32).ravel())
        nrm = normals(v)
        bare = Surface(v[used], nrm[used], np.zeros(len(used)), np.zeros(len(used), bool))
        for g in self.garments:
            self._dress(g, posed, nrm, stance, g.matrix @ warm, bare, level)
        for piece in self.pieces:
            self._head(piece, posed.carried("hdb", piece.vertices))
        lash = v.copy()
        lash[self.lash] = v[self.root] + (v[self.lash] - v[self.root]) * self.look.get("lashes", 0.38)
        used = np.unique(self.lashes)
        new[used] = np.arange(len(used))
        mesh(
            "lashes",
            lash[used],
            new[self.lashes],
            materials.plain("lashes", self.colours["lashes"]),
            subdivide=1,
        )

    def _dress(
        self,
        g: clothes.Garment,
        posed: Posed,
        nrm: Array,
        stance: Stance,
        warm: Array,
        bare: Surface,
        level: int,
    ) -> None:
        x = press(g.posed(posed.v, nrm), stance.boxes, soft=0.010)
        rest = g.matrix @ self.rig.v
        values = {"warmth": warm, "hem": g.hem, "rest": rest, "squeeze": squeeze(g, rest, x)}
        o = mesh(
            g.name, x, g.polygons, materials.cloth(g.name, self.colours[g.name]), values, subdivide=level
        )
        o.modifiers["subdivide"].boundary_smooth = "ALL"
        fold(o, self.look.get("folds", {}).get(g.name, 1.0), bare)
        thick = o.modifiers.new("thick", "SOLIDIFY")
        thick.thickness, thick.offset, thick.use_rim = (0.0024 if g.name == "shirt" else 0.0018), 0.0, True
        if level > 1:
            edge = o.modifiers.new("round", "BEVEL")
            edge.width, edge.segments, edge.limit_method = 0.0007, 2, "ANGLE"

    def _head(self, piece: head.Piece, x: Array) -> None:
        data = self.who.data["hair"]
        if piece.kind == "hair":
            look = materials.hair(data["colour"], cropped=self.style == "short", edge=len(x) > 4000)
            mesh("hair", x, piece.polygons, look, uv=piece.extra, subdivide=1)
        elif piece.kind == "brows":
            mesh("brows", x, piece.polygons, materials.plain("brows", data["brows"]), subdivide=1)
        elif piece.extra is not None:
            o = mesh("eye", x, piece.polygons, materials.eye())
            paint = np.ones((len(x), 4), np.float32)
            iris = np.array(self.colours["iris"])
            paint[:, :3] = self.colours["white"]
            for most, colour in ((26, 0.55 * iris), (24.9, iris), (13.9, 1.25 * iris), (10.5, 0.006)):
                paint[piece.extra <= most, :3] = colour
            o.data.color_attributes.new("paint", "FLOAT_COLOR", "POINT").data.foreach_set(
                "color", paint.ravel()
            )


def mesh(
    name: str,
    vertices: Array,
    polygons: Sequence[Sequence[int]] | Array,
    look: Any,
    values: Mapping[str, Array] | None = None,
    *,
    uv: Array | None = None,
    subdivide: int = 0,
) -> Any:
    """A smooth mesh in the scene. `values` stand at its vertices; `uv` too, its u being an angle from 0 to 1."""
    data = bpy.data.meshes.new(name)
    data.from_pydata(vertices.tolist(), [], [tuple(dict.fromkeys(int(i) for i in p)) for p in polygons])
    for key, value in (values or {}).items():
        kind = "FLOAT" if value.ndim == 1 else "FLOAT_VECTOR"
        made = data.attributes.new(key, kind, "POINT")
        made.data.foreach_set("value" if value.ndim == 1 else "vector", value.astype(np.float32).ravel())
    if uv is not None:
        index = np.empty(len(data.loops), np.int32)
        data.loops.foreach_get("vertex_index", index)
        got = uv[index].copy()
        for p in data.polygons:  # close the seam of the angle
            u = got[p.loop_start : p.loop_start + p.loop_total, 0]
            if u.max() - u.min() > 0.5:
                u[:] = np.where(u < u.max() - 0.5, u + np.round(u.max() - u), u)
        data.uv_layers.new(name="uv").data.foreach_set("uv", got.astype(np.float32).ravel())
    data.materials.append(look)
    data.polygons.foreach_set("use_smooth", np.ones(len(data.polygons), bool))
    data.update()
    o = bpy.data.objects.new(name, data)
    bpy.context.scene.collection.objects.link(o)
    if subdivide:
        s = o.modifiers.new("subdivide", "SUBSURF")
        s.levels = s.render_levels = subdivide
    return o


def squeeze(g: clothes.Garment, rest: Array, posed: Array) -> Array:
    """How much the cloth is pressed together at each vertex, 0 to 1."""
    e = clothes.edges_of(g.polygons)
    a = np.linalg.norm(rest[e[:, 0]] - rest[e[:, 1]], axis=1)
    b = np.linalg.norm(posed[e[:, 0]] - posed[e[:, 1]], axis=1)
    r = np.clip(1 - b / np.maximum(a, 1e-6), -0.3, 0.8)
    out = np.zeros(len(rest))
    for k in (0, 1):
        np.maximum.at(out, e[:, k], r)
    out = np.clip((out - 0.10) / 0.40, 0, 1)
    for _ in range(3):
        out = 0.4 * out + 0.6 * (g.neighbours @ out)
    return out


def _waves(p: Array, seed: int) -> Array:
    """Smooth noise of a few waves in random directions, about -1 to 1."""
    rng = np.random.default_rng(seed)
    found = np.zeros(len(p))
    for size in (30.0, 47.0, 71.0):
        for _ in range(3):
            way = unit(rng.normal(size=3)) * size
            found += np.sin(p @ way + rng.uniform(0, 6.28)) / (size / 30.0)
    return found / 4.0


def fold(o: Any, strength: float, bare: Surface) -> None:
    """Folds where cloth is pressed together: moves the subdivided mesh along its normals, here more and there less."""
    graph = bpy.context.evaluated_depsgraph_get()
    made = bpy.data.meshes.new_from_object(o.evaluated_get(graph), depsgraph=graph)
    n = len(made.vertices)
    co, no, rest, pressed = (np.empty(k * n, np.float32) for k in (3, 3, 3, 1))
    made.vertices.foreach_get("co", co)
    made.vertices.foreach_get("normal", no)
    made.attributes["rest"].data.foreach_get("vector", rest)
    made.attributes["squeeze"].data.foreach_get("value", pressed)
    co, no, rest = co.reshape(-1, 3), no.reshape(-1, 3), rest.reshape(-1, 3)
    # metres to the nearest hem, measured on the fine mesh, so that the seam runs straight
    e = np.empty(2 * len(made.edges), np.int32)
    made.edges.foreach_get("vertices", e)
    loops = np.empty(len(made.loops), np.int32)
    made.loops.foreach_get("edge_index", loops)
    rim = np.unique(e.reshape(-1, 2)[np.bincount(loops, minlength=len(made.edges)) == 1])
    hem = cKDTree(rest[rim]).query(rest)[0].astype(np.float32)
    made.attributes["hem"].data.foreach_set("value", hem)
    p = rest.astype(float)
    bent = p[:, 2] + 0.020 * _waves(p * 0.45, 1)
    wave = np.sin(bent * 2 * np.pi / 0.036 + 1.6 * _waves(p * 0.5, 2))
    there = np.clip(0.55 + 0.65 * _waves(p * 0.6, 3), 0, 1)
    d = strength * (0.0050 * np.clip(pressed, 0, 1) * wave * there + 0.0010 * _waves(p * 0.9, 4))
    d *= np.clip(hem / 0.02, 0.15, 1)
    co = co + no * d[:, None]
    near = np.where(hem < 0.09)[0]  # near a hem the cloth stays off the bare skin that goes on under it
    if len(near):
        sd, way, _ = bare.depth(co[near].astype(float), 0.018)
        same = np.einsum("ij,ij->i", no[near], way) > 0
        fade = np.clip((0.065 - hem[near]) / 0.04, 0, 1)
        co[near] += (
            no[near] * (np.where((sd < 0.018) & same, np.clip(0.0030 - sd, 0, 0.012), 0) * fade)[:, None]
        )
    made.vertices.foreach_set("co", co.astype(np.float32).ravel())
    made.update()
    o.modifiers.clear()
    o.data = made
