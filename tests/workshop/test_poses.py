"""Every solved pose is one a body can take: contacts closed, joints inside their range, nothing through anything."""

from collections.abc import Mapping
from math import dist

import check_poses
import pytest
from contacts import active, errors, gap_of, spot_at
from flesh import SPOTS, clashes
from limits import limit
from poses import CHECKS, EXERCISES, Exercise, eased, load
from skeleton import ANGLES, BONES, PERCENT

from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir

EXERCISE_IDS = sorted(catalogue.load([assets_dir()]).exercises)
CHECK_IDS = sorted(p.parent.name for p in CHECKS.glob("*/check.toml"))
IDS = EXERCISE_IDS + CHECK_IDS
FRAMES = 13
"""Steps of a movement, as its animation has."""


@pytest.fixture(scope="module")
def poses() -> Mapping[str, Exercise]:
    return {i: load(i) for i in IDS}


def test_every_exercise_has_a_pose() -> None:
    assert sorted(p.parent.name for p in EXERCISES.glob("*/pose.toml")) == EXERCISE_IDS


def test_every_self_check_has_a_pose() -> None:
    assert CHECK_IDS
    assert sorted(p.parent.name for p in CHECKS.glob("*/pose.toml")) == CHECK_IDS


def test_no_self_check_has_the_name_of_an_exercise() -> None:
    """The workshop's commands find either by its id alone."""
    assert not set(EXERCISE_IDS) & set(CHECK_IDS)


@pytest.mark.parametrize("exercise", IDS)
def test_contacts_are_closed_within_five_millimetres(poses: Mapping[str, Exercise], exercise: str) -> None:
    one = poses[exercise]
    for still, pose in one.stills.items():
        found = list(active(one, still))
        assert found, still
        for contact in found:
            assert max(map(abs, errors(one, contact, pose.frames()))) <= 0.005, (still, contact)


@pytest.mark.parametrize("exercise", IDS)
def test_every_joint_is_inside_its_range(poses: Mapping[str, Exercise], exercise: str) -> None:
    one = poses[exercise]
    for pose in (*one.stills.values(), *(one.moved(i / FRAMES) for i in range(FRAMES + 1))):
        for angle, degrees in pose.angles.items():
            low, high = limit(angle)
            assert low - 0.01 <= degrees <= high + 0.01, angle


@pytest.mark.parametrize("exercise", IDS)
def test_no_part_runs_through_another_the_floor_or_a_prop(
    poses: Mapping[str, Exercise], exercise: str
) -> None:
    one = poses[exercise]
    for still, pose in one.stills.items():
        assert clashes(pose.frames(), 0.010) == [], still
        assert list(check_poses.sunk(pose, one.boxes_in(still), 0.010)) == [], still


@pytest.mark.parametrize("exercise", IDS)
def test_nothing_goes_wrong_on_the_way_to_the_hold(poses: Mapping[str, Exercise], exercise: str) -> None:
    assert list(check_poses.on_the_way(poses[exercise])) == []


@pytest.mark.parametrize("exercise", IDS)
def test_the_way_begins_at_the_start_and_ends_at_the_hold(
    poses: Mapping[str, Exercise], exercise: str
) -> None:
    one = poses[exercise]
    for share, still in ((0.0, "start"), (1.0, "end")):
        moved, stands = one.moved(eased(share)).frames(), one.stills[still].frames()
        assert all(dist(moved[bone].p, stands[bone].p) < 1e-6 for bone in stands)


@pytest.mark.parametrize("exercise", IDS)
def test_what_is_said_to_stay_stays(poses: Mapping[str, Exercise], exercise: str) -> None:
    one = poses[exercise]
    staying = [c["spot"] for c in one.data["contacts"] if c.get("stays")]
    for spot in staying:
        places = [spot_at(one.stills[still].frames(), spot)[0] for still in ("start", "end")]
        assert dist(*places) <= 0.010, spot


def test_the_bones_have_the_lengths_of_the_table() -> None:
    """Percent of stature, from the body of poses.json: thigh, shank, upper arm, forearm, hips and shoulders."""
    lengths = {"kne": 24.5, "ank": 24.6, "elb": 18.6, "wri": 14.6}
    for bone, percent in lengths.items():
        assert dist((0, 0, 0), BONES[bone][1]) == pytest.approx(percent)
    assert BONES["hip"][1][1] == pytest.approx(5.2)
    assert BONES["sho"][1][1] == pytest.approx(11.2)
    assert pytest.approx(0.017) == PERCENT


def test_spots_and_angles_named_in_the_files_exist(poses: Mapping[str, Exercise]) -> None:
    for one in poses.values():
        assert {c["spot"] for c in one.data["contacts"]} <= SPOTS.keys()
        assert {a for pose in one.stills.values() for a in pose.angles} <= set(ANGLES)


@pytest.mark.parametrize(
    ("check", "low", "high"),
    [("fall-out", 0.10, 0.20), ("figure-four-depth", 0.13, 0.20), ("heel-to-buttock", 0.07, 0.18)],
)
def test_the_gap_a_self_check_judges_is_easy_or_a_bit_tight(
    poses: Mapping[str, Exercise], check: str, low: float, high: float
) -> None:
    one = poses[check]
    (measure,) = (p for p in one.data["props"] if p["kind"] == "measure")
    assert low <= dist(*gap_of(measure, one.stills["end"].frames())) <= high
