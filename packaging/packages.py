"""The packages for Linux, made around a bundle: a tarball for one's own menu, and a .deb."""

import gzip
import hashlib
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import elf
import templates

LINUX = templates.PACKAGING / "linux"
ICONS = templates.ROOT / "assets" / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
RECOMMENDS = (
    "speech-dispatcher, libspeechd2, libcups2t64 | libcups2, pulseaudio | pipewire-pulse, xdg-utils, "
    "libpipewire-0.3-0t64 | libpipewire-0.3-0, libasound2t64 | libasound2, libasound2-plugins | pipewire-alsa, "
    "fonts-noto-core, fonts-noto-cjk"
)
"""What plugins want that are loaded late, a server for sound and the way to it, what opens links, what Qt opens by
name, and letters that the program's own font lacks."""


def share(folder: Path) -> None:
    """Put into a `share` folder what makes the program known to a desktop."""
    pages = {
        "applications/hipstretch.desktop": templates.filled("linux/hipstretch.desktop.in"),
        "mime/packages/hipstretch.xml": (LINUX / "mime.xml").read_text(encoding="utf-8"),
        f"metainfo/{templates.facts()['app_id']}.metainfo.xml": templates.filled("linux/metainfo.xml.in"),
    }
    for name, text in pages.items():
        write(folder / name, text.encode())
    write(folder / "man/man1/hipstretch.1.gz", packed(templates.filled("linux/hipstretch.1.in")))
    icons = folder / "icons" / "hicolor"
    for size in SIZES:
        write(icons / f"{size}x{size}/apps/hipstretch.png", (ICONS / f"hipstretch-{size}.png").read_bytes())
    write(icons / "scalable/apps/hipstretch.svg", (ICONS / "hipstretch.svg").read_bytes())


def tarball(bundle: Path, dist: Path, machine: str) -> Path:
    """The bundle with two scripts that put it into one's own menu and take it out again."""
    name = f"hipstretch-{templates.version()}-linux-{machine}"
    staged = _emptied(dist.parent / "build" / name)
    shutil.copytree(bundle, staged / "hipstretch", symlinks=True)
    share(staged / "share")
    for script in ("install.sh", "uninstall.sh"):
        shutil.copy(LINUX / script, staged / script)
    shutil.copy(templates.ROOT / "LICENSE", staged / "LICENSE")
    made, moment = dist / f"{name}.tar.xz", int(templates.facts()["epoch"])

    def anonymous(member: tarfile.TarInfo) -> tarfile.TarInfo:
        """Nobody's in particular, and always of the same time."""
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = moment
        return member

    with tarfile.open(made, "w:xz", preset=9) as archive:
        archive.add(staged, name, filter=anonymous)
    return made


def deb(bundle: Path, dist: Path) -> Path:
    """The .deb: the bundle in /usr/lib/hipstretch, and what Debian's policy asks for around it.

    Raises LookupError if a library that the bundle needs is in no package of this machine.
    """
    must, _ = elf.missing(bundle)
    names = elf.alternatives()
    glibc = ".".join(map(str, elf.newest_glibc(bundle)))
    depends = {names.get(package, package) for package in elf.owners(set(must))} - {"libc6"}
    root = _emptied(dist.parent / "build" / "deb")
    shutil.copytree(bundle, root / "usr/lib/hipstretch", symlinks=True)
    share(root / "usr/share")
    documents = root / "usr/share/doc/hipstretch"
    write(documents / "copyright", templates.filled("linux/copyright.in").encode())
    write(documents / "changelog.gz", packed(templates.filled("linux/changelog.in")))
    write(root / "usr/share/lintian/overrides/hipstretch", (LINUX / "lintian-overrides").read_bytes())
    (root / "usr/bin").mkdir()
    (root / "usr/bin/hipstretch").symlink_to("../lib/hipstretch/hipstretch")
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    sums = [f"{hashlib.md5(f.read_bytes()).hexdigest()}  {f.relative_to(root)}\n" for f in files]  # noqa: S324
    architecture = subprocess.check_output(["dpkg", "--print-architecture"], text=True).strip()
    control = templates.filled(
        "linux/control.in",
        architecture=architecture,
        installed_kib=str(sum(-(-path.stat().st_size // 1024) for path in files)),
        depends=", ".join([f"libc6 (>= {glibc})", *sorted(depends)]),
        recommends=RECOMMENDS,
    )
    write(root / "DEBIAN/control", control.encode())
    write(root / "DEBIAN/postrm", (LINUX / "postrm").read_bytes())
    write(root / "DEBIAN/md5sums", "".join(sums).encode())
    _set_modes(root)
    made = dist / f"hipstretch_{templates.version()}_{architecture}.deb"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": templates.facts()["epoch"]}
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(made)]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return made


def write(path: Path, data: bytes) -> None:
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def packed(text: str) -> bytes:
    """A text in gzip, the same bytes each time."""
    return gzip.compress(text.encode(), 9, mtime=0)


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _set_modes(root: Path) -> None:
    """Nothing but programs can be run: a library is no program."""
    programs = (root / "usr/lib/hipstretch/hipstretch", root / "DEBIAN/postrm")
    for path in [root, *root.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path in programs else 0o644)
