"""Finds the bundled assets."""

from pathlib import Path

import hipstretch


def assets_dir() -> Path:
    """The folder of exercises, routines, sounds and fonts: in a checkout, a wheel or a frozen bundle.

    Raises FileNotFoundError naming both places if it is in neither.
    """
    package = Path(hipstretch.__file__).resolve().parent
    places = (package / "assets", package.parent / "assets")
    for place in places:
        if (place / "exercises").is_dir():
            return place
    raise FileNotFoundError(f"The bundled assets are neither in {places[0]} nor in {places[1]}.")


def picture_of(person: str, name: str) -> Path:
    """Where a picture of a person alone lies, the portrait or that of a muscle group; it may be missing.

    Raises FileNotFoundError as assets_dir does.
    """
    return assets_dir() / "people" / person / f"{name}.webp"
