"""Shirt and leggings (or shorts), cut from the base mesh's tights by smooth fields at their hems.

A garment is a sparse matrix from the mesh's vertices to its own, made once in the rest pose: a pose only multiplies,
lets the cloth bridge hollows, and keeps it off the skin.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import person as P
from numpy.typing import NDArray
from rig import Rig
from scipy import sparse
from turns import smoothstep, unit

Array = NDArray[Any]
Recipe = tuple[int, int, float]


def cut(faces: Array, field: Array, snap: float = 0.33) -> tuple[list[Recipe], list[list[int]], Array]:
    """What of the faces has field > 0: new vertices as (a, b, share of b), polygons, and the field at the vertices.

    Vertices close to the line are drawn onto it, so that no slivers stand along a hem.
    """
    field = field.copy()
    edges = np.concatenate([faces[:, [i, (i + 1) % 4]] for i in range(4)])
    edges = np.unique(np.sort(edges, 1), axis=0)
    edges = edges[edges[:, 0] != edges[:, 1]]
    fa, fb = field[edges[:, 0]], field[edges[:, 1]]
    cross = (fa > 0) != (fb > 0)
    moved: dict[int, list[tuple[float, int]]] = {}
    for (a, b), x, y in zip(edges[cross], fa[cross], fb[cross], strict=True):
        t = x / (x - y)
        if t < snap:
            moved.setdefault(int(a), []).append((t, int(b)))
        elif t > 1 - snap:
            moved.setdefault(int(b), []).append((1 - t, int(a)))
    on = {}
    for a, found in moved.items():
        t, b = min(found)
        on[a] = (b, t)
        field[a] = 0.0
    rows: dict[tuple[Any, ...], int] = {}
    recipe: list[Recipe] = []
    value: list[float] = []

    def vertex(key: tuple[Any, ...], made: Recipe, f: float) -> int:
        if key not in rows:
            rows[key] = len(recipe)
            recipe.append(made)
            value.append(f)
        return rows[key]

    polygons = []
    for quad in faces:
        face = list(dict.fromkeys(int(i) for i in quad))
        out = []
        for i, a in enumerate(face):
            b = face[(i + 1) % len(face)]
            if a in on:
                out.append(vertex(("s", a), (a, *on[a]), 0.0))
            elif field[a] > 0:
                out.append(vertex(("v", a), (a, a, 0.0), field[a]))
            if field[a] * field[b] < 0:
                lo, hi = min(a, b), max(a, b)
                out.append(vertex(("e", lo, hi), (lo, hi, field[lo] / (field[lo] - field[hi])), 0.0))
        out = list(dict.fromkeys(out))
        if len(out) >= 3 and any(value[i] > 0 for i in out):
            polygons.append(out)
    return recipe, polygons, np.array(value)


@dataclass
class Garment:
    """Cloth on the posed mesh."""

    name: str
    matrix: sparse.csr_matrix
    polygons: list[list[int]]
    hem: Array
    """Metres to the nearest hem, per vertex."""
    ease: Array
    """How far off the tights, per vertex."""
    rounds: int
    """How much the cloth bridges hollows."""
    neighbours: sparse.csr_matrix

    def posed(self, v: Array, normals: Array) -> Array:
        """Vertices of the cloth over the posed mesh."""
        under = self.matrix @ v
        n = unit(self.matrix @ normals)
        x = under + n * self.ease[:, None]
        free = np.clip(self.hem / 0.012, 0.0, 1)[:, None]
        for _ in range(self.rounds):
            x = x + 0.6 * free * (self.neighbours @ x - x)
            low = np.minimum(((x - under) * n).sum(1) - 0.6 * self.ease, 0)
            x = x - n * low[:, None]
        made: Array = x
        return made


def edges_of(polygons: Sequence[Sequence[int]]) -> Array:
    """Every polygon's edges, (E,2)."""
    return np.array([(p[i], p[(i + 1) % len(p)]) for p in polygons for i in range(len(p))])


def _garment(
    name: str, rig: Rig, field: Array, ease: Callable[[Array, Array], Array], rounds: int
) -> Garment:
    _, _, f, _, g, names = P.base()
    recipe, polygons, hem = cut(f[g == names.index("helper-tights")], field)
    used = sorted({i for p in polygons for i in p})
    new = {o: i for i, o in enumerate(used)}
    polygons = [[new[i] for i in p] for p in polygons]
    picked = [recipe[i] for i in used]
    n = len(used)
    rows = np.arange(n)
    a, b, t = (np.array(x) for x in zip(*picked, strict=True))
    entries = (np.concatenate([1 - t, t]), (np.concatenate([rows, rows]), np.concatenate([a, b])))
    m = sparse.coo_matrix(entries, (n, len(rig.v))).tocsr()
    e = edges_of(polygons)
    near = sparse.coo_matrix((np.ones(len(e)), (e[:, 0], e[:, 1])), (n, n)).tocsr()
    near = ((near + near.T) > 0).astype(float)
    near = (sparse.diags(1 / np.maximum(np.asarray(near.sum(1)).ravel(), 1)) @ near).tocsr()
    return Garment(name, m, polygons, hem[used], ease(m @ rig.v, hem[used]), rounds, near)


def _along(rig: Rig, start: str, end: str) -> Array:
    """Metres from `start` along the limb, for every vertex, on its side."""
    found = [
        (rig.v - rig.j[f"{s}-{start}"]) @ unit(rig.j[f"{s}-{end}"] - rig.j[f"{s}-{start}"]) for s in "lr"
    ]
    return np.where(rig.v[:, 1] > 0, found[0], found[1])


def fields(rig: Rig, options: Mapping[str, Any]) -> dict[str, Array]:
    """Metres inside of each garment's hems, for all vertices of the mesh; below zero it is not there."""
    v, a = rig.v, rig.anchor
    shorts = options.get("shorts", False)
    arm = rig.share("upper", "fore", "hand", "f1", "f2", "f3", "f4", "f5")
    length = float(np.linalg.norm(rig.j["l-elbow"] - rig.j["l-shoulder"]))
    sleeve = np.where(
        arm > 0.35, options.get("sleeve", 0.55) * length - _along(rig, "shoulder", "elbow"), 1.0
    )
    n = unit(np.array([0.50, 0, 0.87]))
    middle = a["nec"] + np.array([0.045, 0, 0.012 - options.get("neck", 0.0)])
    side = np.abs(v[:, 1])
    top = -((v - middle) @ n) + np.maximum(side - 0.075, 0) * 1.6 + 0.10 * side
    shirt = np.minimum.reduce([v[:, 2] - (a["pel"][2] + options.get("hem", 0.06)), sleeve, top])
    start, end, share = ("upper-leg", "knee", 0.86) if shorts else ("knee", "ankle", 0.40)
    size = float(np.linalg.norm(rig.j[f"l-{end}"] - rig.j[f"l-{start}"]))
    leg = rig.share("thigh", "shin", "foot", "toes")
    low = np.where(leg > 0.3, options.get("leg", share) * size - _along(rig, start, end), 1.0)
    legs = np.minimum(a["pel"][2] + options.get("waist", 0.13) - v[:, 2], low)
    return {"shirt": shirt, "leggings": np.where(arm > 0.3, -1.0, legs)}


def outfit(rig: Rig, options: Mapping[str, Any]) -> tuple[list[Garment], Array]:
    """The garments, leggings first, and which of the mesh's vertices they hide; sets how thick cloth covers the rig."""
    f = fields(rig, options)
    pel, shorts = rig.anchor["pel"], options.get("shorts", False)

    def shirt_ease(x: Array, _: Array) -> Array:
        bottom = smoothstep(pel[2] + 0.30 - x[:, 2], 0, 0.26)
        return 0.0035 + 0.0045 * bottom + 0.0055 * smoothstep(np.abs(x[:, 1]), 0.19, 0.30)

    def legs_ease(x: Array, hem: Array) -> Array:
        if not shorts:
            return np.full(len(x), -0.0015) + 0.0008 * np.exp(-hem / 0.01)
        return 0.0005 + 0.010 * smoothstep(pel[2] - x[:, 2], 0.02, 0.32)

    made = [
        _garment("leggings", rig, f["leggings"], legs_ease, 8 if shorts else 2),
        _garment("shirt", rig, f["shirt"], shirt_ease, 14),
    ]
    in_shirt, in_legs = smoothstep(f["shirt"], 0.0, 0.02), smoothstep(f["leggings"], 0.0, 0.02)
    rig.cover = np.maximum(in_shirt * 0.0075, in_legs * (0.006 if shorts else 0.0025))
    return made, (f["shirt"] > 0.014) | (f["leggings"] > 0.012)
