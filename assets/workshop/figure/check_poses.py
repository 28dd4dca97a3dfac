"""Checks every solved pose, or the ones named: `python assets/workshop/figure/check_poses.py [ID ...]`.

Standard library only. Stills: contacts within 5 mm, angles inside the limits, no part of the body more than 10 mm into
another, the floor or a prop (30 mm into soft props, which give). On the way from start to hold, where skin may brush
skin: 20 mm, and a foot, knee or hand that stays put may slide by 10 mm.
"""

import sys
from collections.abc import Iterator

from contacts import active, errors, spot_at
from flesh import clashes, placed
from limits import limit
from poses import Box, Exercise, Pose, all_ids, load

CONTACT = 0.005
DEPTH = 0.010
SOFT_DEPTH = 0.030
MOVING_DEPTH = 0.020
SLIDE = 0.010
STEPS = 24


def out_of_range(pose: Pose) -> Iterator[str]:
    """Angles outside of their range."""
    for name, value in pose.angles.items():
        low, high = limit(name)
        if not low - 0.01 <= value <= high + 0.01:
            yield f"{name} is {value:.1f}, allowed {low:g} to {high:g}"


def sunk(pose: Pose, boxes: tuple[Box, ...], depth: float) -> Iterator[str]:
    """Parts below the floor or inside a prop by more than `depth` metres."""
    for name, (a, b, ra, rb) in placed(pose.frames()).items():
        under = max(ra - a[2], rb - b[2])
        if under > depth:
            yield f"{name} is {under * 1000:.0f} mm under the floor"
        for box in boxes:
            inside = max(
                ra + (rb - ra) * k / 8 - box.distance(tuple(a[i] + (b[i] - a[i]) * k / 8 for i in range(3)))  # type: ignore[arg-type]
                for k in range(9)
            )
            if inside > (SOFT_DEPTH if box.soft else depth):
                yield f"{name} is {inside * 1000:.0f} mm in the {box.name}"


def open_contacts(exercise: Exercise, still: str) -> Iterator[str]:
    """Contacts of a still that are open, or pressed in, by more than 5 mm."""
    frames = exercise.stills[still].frames()
    for contact in active(exercise, still):
        error = max(abs(e) for e in errors(exercise, contact, frames))
        if error > CONTACT:
            place = contact.get("on") or contact.get("against") or contact.get("near") or "place"
            yield f"{still}: {contact['spot']} is {error * 1000:.1f} mm off the {place}"


def crossed(pose: Pose, depth: float) -> Iterator[str]:
    """Parts of the body that run into each other by more than `depth` metres."""
    for deep, one, other in clashes(pose.frames(), depth):
        yield f"{one} is {deep * 1000:.0f} mm in the {other}"


def on_the_way(exercise: Exercise) -> Iterator[str]:
    """What goes wrong between start and hold."""
    start, end = exercise.boxes_in("start"), exercise.boxes_in("end")
    boxes = tuple(b for b in start if b in end)
    staying = [c["spot"] for c in exercise.data["contacts"] if c.get("stays")]
    first = exercise.moved(0.0).frames()
    for step in range(1, STEPS):
        t = step / STEPS
        pose = exercise.moved(t)
        for problem in (*out_of_range(pose), *crossed(pose, MOVING_DEPTH), *sunk(pose, boxes, MOVING_DEPTH)):
            yield f"at {t:.2f}: {problem}"
        frames = pose.frames()
        for spot in staying:
            (p, _), (q, _) = spot_at(first, spot), spot_at(frames, spot)
            slid = sum((p[i] - q[i]) ** 2 for i in range(3)) ** 0.5
            if slid > SLIDE:
                yield f"at {t:.2f}: {spot} slides {slid * 1000:.0f} mm"


def problems(exercise: Exercise) -> list[str]:
    """Everything that is wrong with an exercise's poses, in words; empty when they are right."""
    found = []
    for still, pose in exercise.stills.items():
        found += open_contacts(exercise, still)
        boxes = exercise.boxes_in(still)
        found += [
            f"{still}: {p}" for p in (*out_of_range(pose), *crossed(pose, DEPTH), *sunk(pose, boxes, DEPTH))
        ]
    return found + list(on_the_way(exercise))


def main(ids: list[str]) -> int:
    bad = 0
    for exercise_id in ids or all_ids():
        exercise = load(exercise_id)
        worst = max(
            abs(e)
            for still, pose in exercise.stills.items()
            for contact in active(exercise, still)
            for e in errors(exercise, contact, pose.frames())
        )
        deepest = max(
            (clashes(pose.frames(), 0.0) or [(0.0, "", "")])[0][0] for pose in exercise.stills.values()
        )
        found = problems(exercise)
        bad += bool(found)
        print(
            f"{exercise_id:28} contacts {worst * 1000:4.1f} mm  overlap {deepest * 1000:4.1f} mm  problems {len(found)}"
        )
        for problem in found:
            print(f"    {problem}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
