"""The people who show the exercises: each has every picture, and no more than a person is worth on disk."""

import tomllib
from pathlib import Path

import pytest

from hipstretch.core.exercise import MuscleGroup
from hipstretch.data.assets import assets_dir, picture_of
from hipstretch.data.catalogue import load
from hipstretch.data.pictures import PICTURES

PEOPLE = load([assets_dir()]).people
SHOWN = sorted(path.parent for path in assets_dir().glob("*/*/pose.toml"))
MOST_BYTES = 15_000_000


def expected(folder: Path) -> set[str]:
    """The pictures that a pose asks for."""
    pose = tomllib.loads((folder / "pose.toml").read_text(encoding="utf-8"))
    return {"start", "hold", "motion"} | ({"easier", "second"} & pose.keys())


def test_there_are_people_in_their_order_and_the_exercises_are_all_shown() -> None:
    assert [one.id for one in PEOPLE] == ["woman", "man"]
    assert {"exercises", "checks"} == {folder.parent.name for folder in SHOWN}


@pytest.mark.parametrize("person", [one.id for one in PEOPLE])
def test_a_person_has_every_picture_that_the_poses_ask_for(person: str) -> None:
    for folder in SHOWN:
        assert {p.stem for p in (folder / person).glob("*.webp")} == expected(folder), folder
    assert picture_of(person, "portrait").is_file()
    assert all(picture_of(person, group).is_file() for group in MuscleGroup)


@pytest.mark.parametrize("person", [one.id for one in PEOPLE])
def test_a_person_takes_a_bounded_part_of_the_disk(person: str) -> None:
    files = [*assets_dir().glob(f"*/*/{person}/*"), *assets_dir().glob(f"people/{person}/*")]
    assert sum(path.stat().st_size for path in files) <= MOST_BYTES


def test_no_picture_is_of_nobody() -> None:
    assert not [p for name in PICTURES for p in assets_dir().glob(f"*/*/{name}.webp")]
