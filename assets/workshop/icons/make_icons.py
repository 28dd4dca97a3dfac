"""Makes the program's icons from assets/icons/hipstretch.svg: PNG from 16 to 512 pixels, .ico and .icns.

    .venv/bin/python assets/workshop/icons/make_icons.py

Needs PySide6. An .ico and an .icns are no more than a table of contents and the PNG files themselves.
"""

import struct
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ICONS = Path(__file__).resolve().parents[2] / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
IN_ICO = (16, 24, 32, 48, 64, 128, 256)
IN_ICNS = {b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512}
"""Apple's names of the sizes that an .icns holds as PNG."""


def png(renderer: QSvgRenderer, size: int) -> bytes:
    """The icon as a PNG file of size x size pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know only bytes for the format
    return bytes(buffer.data().data())


def ico(files: Mapping[int, bytes]) -> bytes:
    """A Windows icon that holds these PNG files by size."""
    head, body = struct.pack("<HHH", 0, 1, len(files)), b""
    start = len(head) + 16 * len(files)
    for size, data in files.items():
        edge = size % 256  # 256 is written as 0
        head += struct.pack("<BBBBHHII", edge, edge, 0, 0, 1, 32, len(data), start + len(body))
        body += data
    return head + body


def icns(files: Mapping[bytes, bytes]) -> bytes:
    """An Apple icon that holds these PNG files by type."""
    body = b"".join(kind + struct.pack(">I", len(data) + 8) + data for kind, data in files.items())
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def main() -> None:
    """Write every file."""
    QGuiApplication([*sys.argv[:1], "-platform", "offscreen"])
    renderer = QSvgRenderer(str(ICONS / "hipstretch.svg"))
    files = {size: png(renderer, size) for size in SIZES}
    for size, data in files.items():
        (ICONS / f"hipstretch-{size}.png").write_bytes(data)
    (ICONS / "hipstretch.ico").write_bytes(ico({size: files[size] for size in IN_ICO}))
    (ICONS / "hipstretch.icns").write_bytes(icns({kind: files[size] for kind, size in IN_ICNS.items()}))


if __name__ == "__main__":
    main()
