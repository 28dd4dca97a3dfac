"""The self-test's look at Qt: it finds nothing here, and says what is missing elsewhere."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from hipstretch.cli import self_test as parts


@pytest.mark.usefixtures("qapp")
def test_every_part_is_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(parts.CHECKS, "processes of its own")  # the e2e tests hear them
    assert parts.problems(tmp_path) == []


@pytest.mark.skipif(sys.platform != "linux", reason="children are for Linux")
def test_a_child_that_does_not_start_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "CHECKS", {"children": parts.CHECKS["processes of its own"]})
    monkeypatch.setattr(parts, "CHILDREN", {"voice": ("hipstretch.nonsense",)})
    (found,) = parts.problems(tmp_path)
    assert "the process voice says nothing" in found
    assert "nonsense" in found


def test_a_missing_plugin_is_named(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert qapp
    monkeypatch.setattr(parts, "CHECKS", {"screen": parts.CHECKS["screen"]})
    monkeypatch.setattr(parts, "PLATFORMS", {sys.platform: {"abacus"}})
    assert "lacks abacus" in parts.problems(tmp_path)[0]
