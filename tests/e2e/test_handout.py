"""`hipstretch print`: what another program finds in its PDF gives the routine again.

What fonts have the signs of Chinese, Japanese and Korean depends on the system.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import sheets
from tests.e2e import tools

pytestmark = tools.needs("pdftotext", "fc-list")
LANGUAGES = ("en", "de", "es", "fr", "it", "nl", "pl", "pt-BR", "tr", "uk")
"""Those whose letters the program's own font has."""


def printed(folder: Path, *arguments: str) -> str:
    """The text of a sheet that the program wrote, on a computer without a display."""
    path = folder / "sheet.pdf"
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment.pop("QT_QPA_PLATFORM", None)
    command = [sys.executable, "-m", "hipstretch", "--data-dir", str(folder), "print"]
    done = subprocess.run(
        [*command, *arguments[:1], str(path), *arguments[1:]],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(path) in done.stdout
    assert not done.stderr
    return subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(path), "-"], capture_output=True, encoding="utf-8", check=True
    ).stdout


@pytest.mark.parametrize("routine", sorted(sheets.CATALOGUE.routines))
def test_the_sheet_gives_the_routine(tmp_path: Path, routine: str) -> None:
    assert sheets.read(printed(tmp_path, routine)) == sheets.meant(sheets.CATALOGUE.routines[routine])


@pytest.mark.parametrize("language", LANGUAGES)
def test_so_it_does_in_other_languages(tmp_path: Path, language: str) -> None:
    text = printed(tmp_path, "daily-hips", "--language", language)
    assert sheets.read(text) == sheets.meant(sheets.CATALOGUE.routines["daily-hips"])


@pytest.mark.parametrize("language", ["ar", "he", "hi"])
@pytest.mark.parametrize("routine", ["back", "daily-hips"])
def test_so_it_does_in_letters_of_the_system(tmp_path: Path, routine: str, language: str) -> None:
    if not subprocess.check_output(["fc-list", f":lang={language}"]):
        pytest.skip(f"no font has the letters of {language}")
    text = printed(tmp_path, routine, "--language", language)
    assert sheets.read(text) == sheets.meant(sheets.CATALOGUE.routines[routine])


def test_so_it_does_in_large_print_on_other_paper(tmp_path: Path) -> None:
    text = printed(tmp_path, "daily-hips", "--large", "--paper", "letter")
    assert text.count("\f") > 2, "pages"
    assert sheets.read(text) == sheets.meant(sheets.CATALOGUE.routines["daily-hips"])
