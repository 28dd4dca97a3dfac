"""assets/licences.json holds every licence of what is shipped; packaging/licences.py gathered it."""

import json
import re
import sys
from typing import Any

import licences
import pytest

from hipstretch.data.assets import assets_dir
from hipstretch.data.licences import load


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return list(json.loads((assets_dir() / "licences.json").read_text(encoding="utf-8")))


def test_every_distribution_that_is_needed_is_named(rows: list[dict[str, Any]]) -> None:
    assert {name for row in rows for name in row["distributions"]} == set(licences.runtime())


def test_what_only_builds_the_program_is_not_shipped() -> None:
    assert {"pyside6-addons", "numpy", "jeepney"} <= set(licences.runtime())
    assert not {"hatchling", "editables", "packaging"} & set(licences.runtime())


def test_everything_has_a_licence_and_its_text(rows: list[dict[str, Any]]) -> None:
    assert [row["name"] for row in rows if not row["licence"] or len(row["text"]) < 900] == []
    assert {"Hipstretch", "Python", "Qt and PySide6", "Inter (typeface)"} <= {row["name"] for row in rows}


def test_the_program_reads_what_was_gathered(rows: list[dict[str, Any]]) -> None:
    assert [one.text for one in load(assets_dir())] == [row["text"] for row in rows]
    assert all(re.fullmatch(r"(https?://\S+)?", one.homepage) for one in load(assets_dir()))


@pytest.mark.skipif(sys.platform != "linux", reason="gathered on Linux, where jeepney is installed")
def test_the_file_is_in_order_as_far_as_this_python_can_tell(rows: list[dict[str, Any]]) -> None:
    """The texts may differ with the version of numpy, which differs between Pythons."""
    assert [one.name for one in licences.components()] == [row["name"] for row in rows]
