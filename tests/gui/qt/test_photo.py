"""A person's photo: upright, small enough, and nothing in it but the picture."""

import os
import struct
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QApplication

from hipstretch.qt import photo, picture_file


def picture(width: int = 400, height: int = 200) -> QImage:
    """White, and its left half red."""
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.fillRect(0, 0, width // 2, height, Qt.GlobalColor.red)
    painter.end()
    return made


def jpeg(image: QImage, orientation: int) -> bytes:
    """As a camera writes it: with an orientation and a place."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(buffer, b"jpeg").write(image)
    entries = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0) + struct.pack(
        "<HHI4s", 0x010E, 2, 4, b"Home"
    )
    tiff = b"II*\0" + struct.pack("<IH", 8, 2) + entries + struct.pack("<I", 0)
    exif = b"Exif\0\0" + tiff
    data = bytes(buffer.data().data())
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif + data[2:]


@pytest.mark.usefixtures("qapp")
def test_a_photo_is_turned_as_it_was_taken_and_loses_what_the_camera_wrote(tmp_path: Path) -> None:
    path = tmp_path / "IMG_1.jpg"
    path.write_bytes(jpeg(picture(), orientation=6))  # the camera was held upright
    assert b"Home" in path.read_bytes()
    image = photo.read(path)
    assert (image.width(), image.height()) == (200, 400)
    kept = photo.as_webp(image)
    for trace in (b"Exif", b"EXIF", b"XMP", b"Home", b"ICCP"):
        assert trace not in kept
    again = QImage.fromData(kept)
    assert (again.width(), again.height()) == (200, 400)
    assert again.pixelColor(100, 50).green() < 60, "what was left is above"
    assert again.pixelColor(100, 350).green() > 200


def test_texts_within_a_picture_are_not_kept(qapp: QApplication) -> None:
    image = picture()
    image.setText("Comment", "at home")
    assert b"at home" not in photo.as_webp(image)


def test_a_large_photo_is_made_to_fit_and_can_be_shown(tmp_path: Path, qapp: QApplication) -> None:
    path = tmp_path / "large.png"
    assert picture(5000, 2000).save(str(path))
    kept = photo.as_webp(photo.read(path))
    (tmp_path / "hold.webp").write_bytes(kept)
    size = picture_file.opened(tmp_path / "hold.webp").size()
    assert (size.width(), size.height()) == (1280, 512)
    pasted = QImage.fromData(photo.as_webp(picture(3000, 3000)))
    assert (pasted.width(), pasted.height()) == (1280, 1280)


def test_what_shows_through_stays_so(qapp: QApplication) -> None:
    image = QImage(20, 20, QImage.Format.Format_ARGB32)
    image.fill(QColor(0, 0, 0, 0))
    assert QImage.fromData(photo.as_webp(image)).pixelColor(5, 5).alpha() == 0


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.jpg", b"", "it is not a JPEG"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "it is not a JPEG"),
        ("a.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 60_000, 60_000), "it"),
    ],
)
def test_what_is_no_photo_is_refused(
    tmp_path: Path, qapp: QApplication, name: str, data: bytes, why: str
) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ValueError, match=why):
        photo.read(tmp_path / name)


def test_a_file_that_is_gone_or_too_large_is_refused(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValueError, match="there is no such file"):
        photo.read(tmp_path / "gone.jpg")
    (tmp_path / "a.jpg").write_bytes(jpeg(picture(), 1))
    monkeypatch.setattr(photo, "MAX_PIXELS", 1000)
    with pytest.raises(ValueError, match="million pixels"):
        photo.read(tmp_path / "a.jpg")
    monkeypatch.setattr(photo, "MAX_BYTES", 100)
    with pytest.raises(ValueError, match="larger than"):
        photo.read(tmp_path / "a.jpg")


def test_what_is_no_file_is_not_opened(tmp_path: Path, qapp: QApplication) -> None:
    with pytest.raises(ValueError, match="it is not a file"):
        photo.read(tmp_path)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.jpg")
        with pytest.raises(ValueError, match="it is not a file"):
            photo.read(tmp_path / "pipe.jpg")


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp", "bmp"])
def test_the_kind_is_told_by_what_is_in_the_file(tmp_path: Path, qapp: QApplication, kind: str) -> None:
    path = tmp_path / f"photo.{kind}"
    assert picture().save(str(path))
    assert photo.read(path.rename(tmp_path / "photo.txt")).width() == 400


@pytest.mark.parametrize(
    "begins", [b"GIF89a", b"\0\0\1\0", b"II*\0", b"P6\n1 1\n255\nabc", b"<svg/>", b"RIFF\0\0\0\0AVI "]
)
def test_no_plug_in_looks_at_another_kind(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, begins: bytes
) -> None:
    monkeypatch.delattr(photo, "QImageReader")
    (tmp_path / "a.jpg").write_bytes(begins + bytes(100))
    with pytest.raises(ValueError, match="it is not a JPEG"):
        photo.read(tmp_path / "a.jpg")
