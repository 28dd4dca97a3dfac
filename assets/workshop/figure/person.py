"""A person from the CC0 base mesh of MakeHuman: what people/*.toml says, to vertices, joints and skinning weights.

numpy only. Axes are the project's: x forward, y the person's left, z up; metres. Vertices keep base.obj's numbers.
"""

import gzip
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import mpfb
import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
PEOPLE = Path(__file__).parent / "people"
BODY = 13380
"""The body's own vertices come first; clothes, lashes, eyes and joints follow."""


@dataclass(frozen=True)
class Phenotype:
    """0 to 1 each, but `age` in years; ancestry is by shares; `details` are targets and how much of each."""

    gender: float = 0.0
    age: float = 30.0
    muscle: float = 0.5
    weight: float = 0.5
    height: float = 0.5
    proportions: float = 0.5
    cup: float = 0.5
    firmness: float = 0.5
    smile: float = 0.0
    african: float = 1 / 3
    asian: float = 1 / 3
    caucasian: float = 1 / 3
    expression: Mapping[str, float] = field(default_factory=dict)
    details: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Person:
    """One file of people/: the phenotype, and the rest of it as it stands there."""

    id: str
    phenotype: Phenotype
    data: Mapping[str, Any]


def load(person_id: str) -> Person:
    """The person of a file's name."""
    data = tomllib.loads((PEOPLE / f"{person_id}.toml").read_text(encoding="utf-8"))
    return Person(person_id, Phenotype(**data["phenotype"]), data)


def everyone() -> dict[str, Person]:
    """All people, by id."""
    return {p.stem: load(p.stem) for p in sorted(PEOPLE.glob("*.toml"))}


@lru_cache(1)
def base() -> tuple[Array, Array, Array, Array, Array, list[str]]:
    """Vertices (N,3), uv, quads (F,4), their uv corners, and the group of every face with the groups' names."""
    mpfb.CACHE.mkdir(parents=True, exist_ok=True)
    made = mpfb.CACHE / "base.npz"
    if not made.exists():
        v, vt, f, ft, g = [], [], [], [], []
        names: dict[str, int] = {}
        now = 0
        for line in mpfb.file(mpfb.MESH).read_text().splitlines():
            match line.split():
                case ["v", *p]:
                    v.append([float(x) for x in p[:3]])
                case ["vt", *p]:
                    vt.append([float(x) for x in p[:2]])
                case ["g", name, *_]:
                    now = names.setdefault(name, len(names))
                case ["f", *p]:
                    corners = [q.split("/") for q in p]
                    corners += [corners[2]] * (4 - len(corners))
                    f.append([int(q[0]) - 1 for q in corners])
                    ft.append([int(q[1]) - 1 for q in corners])
                    g.append(now)
        np.savez(made, v=v, vt=vt, f=f, ft=ft, g=g, names=list(names))
    d = np.load(made)
    return d["v"], d["vt"], d["f"], d["ft"], d["g"], [str(n) for n in d["names"]]


@lru_cache(1)
def groups() -> dict[str, Array]:
    """The vertices of every named group: helpers and joint cubes."""
    raw = json.loads(mpfb.file(mpfb.GROUPS).read_text())
    return {k: np.concatenate([np.arange(a, b + 1) for a, b in v]) for k, v in raw.items()}


@lru_cache(1)
def weights() -> tuple[list[str], Array]:
    """The bones of the standard rig and their weights (N,B), which sum to 1."""
    mpfb.CACHE.mkdir(parents=True, exist_ok=True)
    made = mpfb.CACHE / "weights.npz"
    if not made.exists():
        raw = json.loads(mpfb.file(mpfb.WEIGHTS).read_text())["weights"]
        names = sorted(raw)
        w = np.zeros((len(base()[0]), len(names)), np.float32)
        for j, name in enumerate(names):
            if raw[name]:
                pairs = np.array(raw[name])
                w[pairs[:, 0].astype(int), j] = pairs[:, 1]
        total = w.sum(1, keepdims=True)
        np.savez_compressed(made, w=np.divide(w, total, out=np.zeros_like(w), where=total > 0), names=names)
    d = np.load(made)
    return [str(x) for x in d["names"]], d["w"]


@lru_cache(None)
def target(name: str) -> tuple[Array, Array]:
    """Vertex numbers and offsets of a target; FileNotFoundError if there is none of that name."""
    text = gzip.decompress(mpfb.file(f"targets/{name}.target.gz").read_bytes()).decode()
    rows = [r.split() for r in text.splitlines() if r and r[0] != "#"]
    a = np.array([r for r in rows if len(r) == 4], float).reshape(-1, 4)
    return a[:, 0].astype(int), a[:, 1:]


def _between(x: float, names: tuple[str, ...]) -> dict[str, float]:
    """The shares of evenly spaced anchors at x."""
    x = min(1.0, max(0.0, x)) * (len(names) - 1)
    i = min(int(x), len(names) - 2)
    return {n: w for n, w in ((names[i], 1 - x + i), (names[i + 1], x - i)) if w > 1e-6}


def recipe(p: Phenotype) -> dict[str, float]:
    """How much of which target; where MakeHuman has no target of a combination, it changes nothing."""
    gender = _between(p.gender, ("female", "male"))
    age = _between((p.age - 25) / 65, ("young", "old"))
    muscle = _between(p.muscle, ("minmuscle", "averagemuscle", "maxmuscle"))
    weight = _between(p.weight, ("minweight", "averageweight", "maxweight"))
    total = p.african + p.asian + p.caucasian
    race = {"african": p.african / total, "asian": p.asian / total, "caucasian": p.caucasian / total}
    height = {"minheight": 1 - 2 * p.height, "maxheight": 2 * p.height - 1}
    proportions = {"uncommonproportions": 1 - 2 * p.proportions, "idealproportions": 2 * p.proportions - 1}
    cup = _between(p.cup, ("mincup", "averagecup", "maxcup"))
    firm = _between(p.firmness, ("minfirmness", "averagefirmness", "maxfirmness"))
    found: dict[str, float] = {}

    def add(name: str, w: float, *, must: bool = False) -> None:
        if w > 1e-6 and (must or (mpfb.DATA / "targets" / f"{name}.target.gz").exists()):
            found[name] = found.get(name, 0.0) + w

    for g, wg in gender.items():
        for a, wa in age.items():
            for r, wr in race.items():
                add(f"macrodetails/{r}-{g}-{a}", wg * wa * wr)
            for m, wm in muscle.items():
                for k, wk in weight.items():
                    w, name = wg * wa * wm * wk, f"{g}-{a}-{m}-{k}"
                    add(f"macrodetails/universal-{name}", w)
                    for h, wh in height.items():
                        add(f"macrodetails/height/{name}-{h}", w * wh)
                    for q, wq in proportions.items():
                        add(f"macrodetails/proportions/{name}-{q}", w * wq)
                    for c, wc in cup.items() if g == "female" else ():
                        for f, wf in firm.items():
                            add(f"breast/{name}-{c}-{f}", w * wc * wf)
    face = {"mouth-corner-puller": p.smile, **p.expression}
    for r, wr in race.items():
        for unit, amount in face.items():
            if wr > 0:
                add(f"expression/units/{r}/{unit}", wr * amount, must=amount > 0)
    for name, amount in p.details.items():
        add(name, amount, must=True)
    return found


def build(p: Phenotype) -> Array:
    """All vertices in the base mesh's rest pose, standing on z = 0."""
    v = base()[0].copy()
    for name, w in recipe(p).items():
        where, off = target(name)
        v[where] += off * w
    v = v[:, [2, 0, 1]] * 0.1  # decimetres, y up, z forward
    v[:, 2] -= v[:BODY, 2].min()
    return v


def joints(v: Array) -> dict[str, Array]:
    """The middle of every joint cube."""
    return {k[6:]: v[i].mean(0) for k, i in groups().items() if k.startswith("joint-")}
