"""How large the program is: what release.py packed, if it did, the wheel's content, and all it stands on."""

import sys
import sysconfig
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from hipstretch.data.assets import assets_dir
from tests.benchmarks.figures import Figure

ROOT = Path(__file__).parents[2]
PACKED = (".AppImage", ".deb", ".dmg", ".exe", ".gz", ".msi", ".whl", ".xz", ".zip")
NEEDED = ("PySide6_Essentials", "PySide6_Addons", "shiboken6", "platformdirs", "wakepy", "pyqtgraph", "numpy")
"""What an installation brings along; a wheel has no more than the program."""


def megabytes(path: Path) -> float:
    """A file, or a folder with all it holds; links count nothing."""
    files = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file() and not p.is_symlink()]
    return sum(p.stat().st_size for p in files) / 1e6


def figures(*, quick: bool) -> Iterator[Figure]:
    """Megabytes. Takes the same time if `quick`."""
    del quick
    sys.path.insert(0, str(ROOT / "packaging"))
    import release

    code = megabytes(ROOT / "hipstretch")
    assets = megabytes(assets_dir()) - megabytes(assets_dir() / "workshop")
    yield Figure("Size", "code, pictures, sounds and fonts", code + assets, "MB")
    files = (file for name in NEEDED for file in distribution(name).files or ())
    libraries = sum(p.stat().st_size for file in files if (p := Path(str(file.locate()))).is_file())
    yield Figure(
        "Size", f"installed by pip, {sysconfig.get_platform()}", code + assets + libraries / 1e6, "MB"
    )
    for found in sorted((ROOT / "build").glob("hipstretch-*/")):
        yield Figure("Size", f"{found.name}, unpacked", megabytes(found), "MB")
        same, _ = release.sizes(found / "hipstretch")
        yield Figure(
            "Size", "of that the same, whoever builds it", same / 1e6, "MB", most=release.MOST_SAME / 1e6
        )
    for found in sorted((ROOT / "dist").glob("*")):
        if found.suffix in PACKED:
            yield Figure(
                "Size", f"{found.name}, packed", megabytes(found), "MB", most=release.MOST_PACKED / 1e6
            )
