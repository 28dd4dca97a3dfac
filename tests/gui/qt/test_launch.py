"""The program starts itself again, from wherever it was started."""

import subprocess
import sys
from pathlib import Path

import pytest

import hipstretch
from hipstretch.data.paths import resolve
from hipstretch.qt import launch


def test_it_starts_from_any_folder_whatever_lies_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(hipstretch.__file__).parents[1]))
    (tmp_path / "argparse.py").write_text("raise SystemExit('not this one')", encoding="utf-8")
    said = subprocess.check_output(launch.command(resolve(None), "--version"), cwd=tmp_path, text=True)
    assert said == f"hipstretch {hipstretch.__version__}\n"


def test_the_data_dir_comes_along(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = launch.command(resolve(Path("mine")), "--background")
    assert arguments[-3:] == ["--data-dir", str(tmp_path / "mine"), "--background"]
    assert launch.command(resolve(None), "--background")[1:] == ["-P", "-m", "hipstretch", "--background"]


@pytest.mark.parametrize(
    ("runs", "beside", "starts"),
    [
        ("hipstretch", "", "hipstretch"),
        ("hipstretch-cli.exe", "hipstretch.exe", "hipstretch.exe"),
        ("python.exe", "pythonw.exe", "pythonw.exe"),
        ("python.exe", "", "python.exe"),
    ],
)
def test_no_console_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, runs: str, beside: str, starts: str
) -> None:
    for name in filter(None, (runs, beside)):
        (tmp_path / name).touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / runs))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert launch.command(resolve(None)) == [str(tmp_path / starts)]
