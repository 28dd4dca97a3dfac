"""Pictures arrive without holding up the event loop, as large as they fit, mirrored for the left side."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipstretch.data.assets import assets_dir
from hipstretch.ui import pictures
from hipstretch.ui.pictures import Picture, PictureCache

RED, BLUE = QColor("red"), QColor("blue")


@pytest.fixture
def still(tmp_path: Path) -> Path:
    """Red on the left, blue on the right."""
    image = QImage(400, 300, QImage.Format.Format_ARGB32)
    image.fill(RED)
    painter = QPainter(image)
    painter.fillRect(200, 0, 200, 300, BLUE)
    painter.end()
    path = tmp_path / "still.webp"
    image.save(str(path), quality=100)
    return path


@pytest.fixture
def cache(qapp: QApplication) -> PictureCache:
    return PictureCache()


def made(qtbot: QtBot, cache: PictureCache) -> Picture:
    picture = Picture(cache)
    qtbot.addWidget(picture)
    picture.resize(200, 150)
    picture.show()
    return picture


def sides(picture: Picture) -> tuple[QColor, QColor]:
    image = picture.grab().toImage()
    return image.pixelColor(20, 75), image.pixelColor(180, 75)


def test_a_still_is_shown_once_it_is_decoded(qtbot: QtBot, cache: PictureCache, still: Path) -> None:
    picture = made(qtbot, cache)
    picture.show_picture(still)
    qtbot.waitUntil(lambda: sides(picture) == (RED, BLUE))


def test_it_is_mirrored_for_the_left(qtbot: QtBot, cache: PictureCache, still: Path) -> None:
    picture = made(qtbot, cache)
    picture.show_picture(still, mirrored=True)
    qtbot.waitUntil(lambda: sides(picture) == (BLUE, RED))


def test_a_prefetched_picture_is_there_at_once(qtbot: QtBot, cache: PictureCache, still: Path) -> None:
    picture = made(qtbot, cache)
    with qtbot.waitSignal(cache.arrived):
        picture.prefetch(still)
    picture.show_picture(still)
    assert sides(picture) == (RED, BLUE)


def test_the_picture_before_stays_until_the_next_is_there(
    qtbot: QtBot, cache: PictureCache, still: Path, tmp_path: Path
) -> None:
    picture = made(qtbot, cache)
    picture.show_picture(still)
    qtbot.waitUntil(lambda: sides(picture) == (RED, BLUE))
    picture.show_picture(tmp_path / "missing.webp")
    assert sides(picture) == (RED, BLUE)


def test_no_picture_shows_nothing(qtbot: QtBot, cache: PictureCache, still: Path) -> None:
    picture = made(qtbot, cache)
    empty = sides(picture)
    picture.show_picture(still)
    qtbot.waitUntil(lambda: sides(picture) != empty)
    picture.show_picture(None)
    assert sides(picture) == empty


def test_the_cache_keeps_within_its_bytes(
    qtbot: QtBot, cache: PictureCache, still: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "CACHE_BYTES", 150_000)
    for width in (200, 180, 160):
        with qtbot.waitSignal(cache.arrived):
            cache.get(still, QSize(width, width * 3 // 4))
    assert sum(i.sizeInBytes() for i in cache._images.values()) <= 150_000
    assert cache.get(still, QSize(160, 120)) is not None


def test_a_picture_never_takes_clicks_from_what_lies_below(qtbot: QtBot, cache: PictureCache) -> None:
    assert made(qtbot, cache).testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_a_moving_picture_can_be_frozen_and_goes_on_from_there(qtbot: QtBot, cache: PictureCache) -> None:
    picture = made(qtbot, cache)
    picture.show_picture(next(assets_dir().glob("exercises/*/motion.webp")), moving=True)
    qtbot.waitUntil(lambda: picture._animation is not None and not picture._animation.frame.isNull())
    animation = picture._animation
    assert animation is not None
    picture.freeze(frozen=True)
    qtbot.waitUntil(lambda: animation._next is not None)  # decoded ahead, and kept
    frame = animation.frame
    assert not animation._timer.isActive()
    picture.freeze(frozen=False)
    assert animation._timer.isActive()
    assert animation.frame != frame
