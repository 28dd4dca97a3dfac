"""Checks the people's meshes in every pose, or in the ones named: `check_people.py [--person ID] [ID ...]`.

What check_poses.py asks of the skeleton, asked of the flesh: hands and feet within 8 mm of what they touch, head, knees
and seat within 15 mm; nothing 15 mm or more inside of the floor, a prop or another part of the body; and before flesh
is pressed flat, hands, feet and head no more than 15 mm under a surface, knees and elbows 25, soft parts 50.
The same on the way from start to hold, where only what start and hold share must touch. numpy and scipy, no Blender.
"""

import argparse
import sys
import time
from collections.abc import Iterator

import numpy as np
import person
from clothes import outfit
from poses import Box, Exercise, all_ids, load
from rig import Posed, Rig, normals
from settle import Array, Body, Stance, box_depth, mover

CONTACT = 0.008
REST = 0.015
GIVES = 0.025
"""How far a seat gives, in metres."""
DEPTH = 0.015
STEPS = 7
PRESSED = {"hand": 0.015, "foot": 0.015, "head": 0.015, "shin": 0.025, "fore": 0.025, "upper": 0.025}
SOFT = 0.050


def open_contacts(body: Body, stance: Stance, posed: Posed) -> Iterator[str]:
    """Contacts that are open or pressed in."""
    nrm = normals(posed.v)
    for contact in stance.contacts:
        spot = contact["spot"]
        joint = mover(spot)
        found = body.gap(contact, stance, posed.v, nrm) if joint else None
        if found is None or joint == "elb" or (joint == "kne" and "near" in contact):
            continue
        most = CONTACT if joint in ("wri", "ank") else REST
        if not -(GIVES if joint == "pel" else most) <= found[0] <= most:
            place = contact.get("on") or contact.get("against") or contact.get("near")
            yield f"{spot} is {found[0] * 1000:.0f} mm off the {place}"


def _inside(box: Box, x: Array) -> float:
    return float(-box_depth(box, x).min())


def sunk(body: Body, stance: Stance, posed: Posed) -> Iterator[str]:
    """Parts inside of the floor or a prop, as drawn and before they are pressed flat."""
    assert posed.free is not None  # noqa: S101
    for name, pick in body.parts.items():
        x, free = posed.v[pick], posed.free[pick]
        if name == "head":  # the nape is soft
            free = posed.free[body.regions["head_back"]]
        most = PRESSED.get(name.rstrip("LR"), SOFT)
        if -x[:, 2].min() > DEPTH / 3:
            yield f"{name} is {-x[:, 2].min() * 1000:.0f} mm under the floor"
        if -free[:, 2].min() > most:
            yield f"{name} is pressed {-free[:, 2].min() * 1000:.0f} mm flat on the floor"
        for box in stance.boxes:
            if _inside(box, x) >= DEPTH:
                yield f"{name} is {_inside(box, x) * 1000:.0f} mm in the {box.name}"
            if _inside(box, free) > most + 0.02 * box.soft:
                yield f"{name} is pressed {_inside(box, free) * 1000:.0f} mm on the {box.name}"


def crossed(body: Body, posed: Posed) -> Iterator[str]:
    """Parts of the body inside of each other."""
    nrm, joint = normals(posed.v), body.joints(posed)
    bare = np.zeros(len(posed.v))
    cover, body.rig.cover = body.rig.cover, bare
    surfaces = {n: body.surface(posed.v, nrm, p) for n, p in body.parts.items()}
    body.rig.cover = cover
    for a, pick in body.parts.items():
        for b, other in surfaces.items():
            if a == b:
                continue
            x = posed.v[pick]
            near = ((x > other.points.min(0)) & (x < other.points.max(0))).all(1) & (
                body.apart(a, b, x, joint) > 1
            )
            if not near.any():
                continue
            sd, _, edge = other.depth(x[near])
            sd = np.where(edge, 0, sd)
            if -sd.min() >= DEPTH:
                yield f"{a} is {-sd.min() * 1000:.0f} mm in the {b}"


def problems(body: Body, exercise: Exercise, steps: int = STEPS) -> list[str]:
    """Everything that is wrong with a person in an exercise, in words; empty when all is right."""
    moments = [(s, body.still(exercise, s), body.stance(exercise, s)) for s in exercise.stills]
    moments += [(f"at {t:.2f}", *body.way(exercise, t)) for t in (n / steps for n in range(1, steps))]
    return [
        f"{when}: {what}"
        for when, posed, stance in moments
        for what in (*open_contacts(body, stance, posed), *sunk(body, stance, posed), *crossed(body, posed))
    ]


def dressed(who: person.Person) -> Body:
    """A person's body, with clothes counted where they cover it."""
    rig = Rig(who)
    outfit(rig, who.data.get("outfit", {}))
    return Body(rig)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Check the people's meshes in the poses.")
    parser.add_argument("ids", nargs="*")
    parser.add_argument("--person", action="append")
    parser.add_argument("--short", action="store_true", help="one line a pose")
    parser.add_argument("--steps", type=int, default=STEPS)
    options = parser.parse_args()
    bad = 0
    for person_id, who in person.everyone().items():
        if options.person and person_id not in options.person:
            continue
        body = dressed(who)
        for exercise_id in options.ids or all_ids():
            began = time.monotonic()
            found = problems(body, load(exercise_id), options.steps)
            bad += bool(found)
            print(
                f"{person_id:8} {exercise_id:28} problems {len(found):2}  {time.monotonic() - began:4.1f} s",
                flush=True,
            )
            for problem in found if not options.short else ():
                print(f"    {problem}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
