"""The language that nobody speaks, for tests that look for English beside it: see tests/pseudo.py."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import hipstretch
from hipstretch import translation
from hipstretch.data.catalogue import Catalogue


@pytest.fixture(scope="session")
def pseudo_assets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program's files with that language among the others."""
    from tests.pseudo import make_assets

    folder = tmp_path_factory.mktemp("pseudo") / "hipstretch" / "assets"
    make_assets(folder)
    return folder


@pytest.fixture
def pseudo_language(pseudo_assets: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The program speaks it."""
    from PySide6.QtCore import QLocale

    from tests.pseudo import TAG

    monkeypatch.setattr(hipstretch, "__file__", str(pseudo_assets.parent / "__init__.py"))
    locale = QLocale()
    translation.use(TAG)
    yield
    translation.use(translation.ENGLISH)
    QLocale.setDefault(locale)


@pytest.fixture
def pseudo_catalogue(pseudo_language: None) -> Catalogue:
    """The exercises and routines in it."""
    from hipstretch.data import catalogue
    from hipstretch.data.assets import assets_dir
    from tests.pseudo import TAG

    return catalogue.load([assets_dir()], TAG)


@pytest.fixture(autouse=True)
def pages_settle_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests press Enter sooner than a person: see Page.settle."""
    from hipstretch.ui.widgets import page

    monkeypatch.setattr(page, "SETTLE_MS", 0)
