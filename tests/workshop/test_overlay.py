"""What is drawn over a picture: arrows and measures say what the pose says."""

from dataclasses import replace
from math import dist
from typing import Any

import finish
import numpy as np
import overlay
import pytest
from contacts import gap_of
from PIL import Image
from poses import CHECKS, Exercise, all_ids, load

CHECK_IDS = sorted(p.parent.name for p in CHECKS.glob("*/pose.toml"))


def drawn(exercise: Exercise, name: str = "hold", width: float = 1.9) -> Any:
    """The picture of nothing but what is drawn over it, as an array."""
    picture = Image.new("RGBA", (240, 180))
    camera = exercise.data["camera"]
    view = finish.View(camera["azimuth"], camera["elevation"], (0, 0, 0.2), width)
    overlay.draw(picture, exercise, name, view)
    return np.asarray(picture)


def with_data(exercise: Exercise, **more: Any) -> Exercise:
    return replace(exercise, data={**exercise.data, **more})


@pytest.mark.parametrize(
    ("check", "low", "high"),
    [("ninety-ninety", 20, 24), ("side-slide", 36, 40), ("straight-leg-raise", 71, 75)],
)
def test_an_arc_has_the_angle_of_the_pose(check: str, low: float, high: float) -> None:
    one = load(check)
    (mark,) = (m for m in one.data["marks"] if "angle" in m)
    _, ways, last = overlay.angle_of(mark, one.stills["end"].frames())
    assert np.allclose(np.linalg.norm(ways, axis=1), 1)
    assert low <= len(ways) <= high
    assert np.degrees(np.arccos(ways[0] @ last)) == pytest.approx(len(ways) - 0.5, abs=0.51)
    assert np.degrees(np.arccos(ways[0] @ ways[10])) == pytest.approx(10)


def test_a_gap_holds_as_many_fingers_as_fit() -> None:
    one = load("figure-four-depth")
    (measure,) = (p for p in one.data["props"] if p["kind"] == "measure")
    frames = one.stills["end"].frames()
    fingers = overlay.fingers_of(measure, frames)
    top, floor = gap_of(measure, frames)
    wide = overlay.HAND / overlay.FINGERS
    assert len(fingers) == pytest.approx(dist(top, floor) / wide, abs=1)
    assert np.allclose(fingers[0][0], floor)
    assert all(dist(low, high) <= wide + 1e-9 for low, high in fingers)


@pytest.mark.parametrize("check", CHECK_IDS)
def test_a_self_check_shows_its_measure_in_the_hold_alone(check: str) -> None:
    measured = with_data(load(check), arrows=[])
    assert drawn(measured)[..., 3].any()
    assert not drawn(measured, "start")[..., 3].any()


def test_ink_has_a_light_rim() -> None:
    seen = drawn(load("side-slide"))
    solid = seen[seen[..., 3] == 255][:, :3].astype(int)
    for colour in (overlay.INK, overlay.EDGE):
        assert (abs(solid - colour).max(1) < 12).any()


def test_a_mark_is_shown_where_it_says() -> None:
    one = load("thomas")
    marks = [{"line": "hipR", "way": [1, 0, 0], "long": 0.3, "in": ["start"]}]
    other = with_data(one, marks=marks, arrows=[])
    assert drawn(other, "start")[..., 3].any()
    assert not drawn(other)[..., 3].any()


@pytest.mark.parametrize("pose", [i for i in all_ids() if load(i).data.get("arrows")])
def test_the_arrows_of_every_pose_can_be_drawn(pose: str) -> None:
    one = load(pose)
    for name in ("hold", "easier"):
        shown = any(name in a.get("in", (name,)) for a in one.data["arrows"])
        if shown and (name == "hold" or name in one.stills):
            assert drawn(with_data(one, marks=[], props=[]), name, 4.0)[..., 3].any()


def test_the_easier_form_shows_its_own_way() -> None:
    one = with_data(load("prone-quad"), props=[])
    hold, easier = (drawn(one, name)[..., 3] for name in ("hold", "easier"))
    assert easier.any()
    assert easier.sum() < hold.sum()


def test_a_bent_way_is_as_long_and_turns_to_its_right() -> None:
    straight = np.array([[0.0, 0.0], [60.0, 0.0]])
    bent = overlay._bent(straight, 90)
    steps = np.diff(bent, axis=0)
    assert np.linalg.norm(steps, axis=1).sum() == pytest.approx(60)
    assert steps[0][1] < 0 < steps[-1][1]
    assert bent[-1][1] == pytest.approx(0, abs=1e-9)


def test_a_ghost_is_one_pale_tint_without_a_shadow() -> None:
    start = Image.new("RGBA", (90, 60))
    start.paste((200, 30, 30, 255), (20, 20, 60, 60))
    start.paste((0, 0, 0, 120), (60, 20, 80, 60))
    seen = np.asarray(overlay.ghost(Image.new("RGBA", start.size), start))
    assert abs(seen[40, 40].astype(int) - [*overlay.GHOST, round(255 * overlay.SHINE)]).max() <= 2
    assert not seen[40, 70, 3]
