from pathlib import Path

import pytest

import hipstretch
from hipstretch.data.assets import assets_dir, picture_of


def package_at(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    package = folder / "hipstretch"
    package.mkdir()
    patch.setattr(hipstretch, "__file__", str(package / "__init__.py"))
    return package.resolve()


def test_in_this_checkout_exercises_routines_and_sounds_are_there() -> None:
    assert all((assets_dir() / name).is_dir() for name in ("exercises", "routines", "sounds"))


@pytest.mark.parametrize("inside", [True, False])
def test_assets_lie_in_the_package_or_beside_it(
    inside: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = package_at(tmp_path, monkeypatch)
    home = package if inside else package.parent
    (home / "assets" / "exercises").mkdir(parents=True)
    assert assets_dir() == home / "assets"


def test_without_assets_the_error_names_both_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = package_at(tmp_path, monkeypatch)
    with pytest.raises(FileNotFoundError) as caught:
        assets_dir()
    assert str(package / "assets") in str(caught.value)
    assert str(package.parent / "assets") in str(caught.value)


def test_a_person_has_pictures_of_their_own() -> None:
    assert picture_of("woman", "front") == assets_dir() / "people" / "woman" / "front.webp"
