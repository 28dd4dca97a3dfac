"""Pictures arrive without holding up the event loop, as large as they fit, mirrored for the left side."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hipstretch.data.assets import assets_dir
from hipstretch.ui.widgets import pictures
from hipstretch.ui.widgets.pictures import Picture, PictureCache

RED, BLUE = QColor("red"), QColor("blue")
SIZE = QSize(200, 150)
DECODE = """
import contextlib, json, sys
from pathlib import Path
from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from hipstretch.data.assets import assets_dir
from hipstretch.ui.widgets import pictures

def made():
    return {f"{m}.{name}" for m in list(sys.modules) if m.startswith("PySide6.") for name in vars(sys.modules[m])}

application = QGuiApplication([])
folder = assets_dir() / "exercises" / "frog" / "woman"
before = made()
pictures._still(folder / "hold.webp", QSize(200, 150))
film = pictures._Film(folder / "motion.webp", QSize(200, 150))
for _ in range(5):
    film.next_frame()
Path("damaged.webp").write_bytes((folder / "hold.webp").read_bytes()[:2000])
Path("other.webp").write_bytes(b"GIF89a")
for name in ("damaged.webp", "other.webp", "missing.webp"):
    with contextlib.suppress(ValueError):
        pictures._still(Path(name), QSize(200, 150))
print(json.dumps(sorted(made() - before)))
"""
"""Decodes what there is, and tells the classes that PySide made for it."""


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
    monkeypatch.setattr(pictures, "CACHE_BYTES", 500_000)
    for width in (300, 280, 160, 150, 140, 130):
        with qtbot.waitSignal(cache.arrived):
            cache.get(still, QSize(width, width * 3 // 4))
    assert [width for _, width, _ in cache._images] == [280, 160, 150, 140, 130]
    assert cache.get(still, QSize(160, 120)) is not None


def test_what_a_session_needs_stays_in_the_cache_however_large_it_is(
    qtbot: QtBot, cache: PictureCache, still: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "CACHE_BYTES", 1)
    for width in (200, 190, 180, 170, 160):
        with qtbot.waitSignal(cache.arrived):
            cache.get(still, QSize(width, width * 3 // 4))
    assert [width for _, width, _ in cache._images] == [190, 180, 170, 160]


def test_a_picture_never_takes_clicks_from_what_lies_below(qtbot: QtBot, cache: PictureCache) -> None:
    assert made(qtbot, cache).testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_a_moving_picture_can_be_frozen_and_goes_on_from_there(qtbot: QtBot, cache: PictureCache) -> None:
    picture = made(qtbot, cache)
    picture.show_picture(next(assets_dir().glob("exercises/*/*/motion.webp")), moving=True)
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


def test_a_moving_picture_waits_while_nobody_looks(qtbot: QtBot, cache: PictureCache) -> None:
    picture = made(qtbot, cache)
    picture.show_picture(next(assets_dir().glob("exercises/*/*/motion.webp")), moving=True)
    qtbot.waitUntil(lambda: picture._animation is not None and not picture._animation.frame.isNull())
    animation = picture._animation
    assert animation is not None
    picture.hide()
    assert not animation._timer.isActive()
    assert not animation.frame.isNull()
    picture.show()
    qtbot.waitUntil(animation._timer.isActive)
    picture.freeze(frozen=True)
    picture.hide()
    picture.show()
    assert not animation._timer.isActive(), "the session waits"


def test_a_still_takes_the_place_of_a_film_that_can_not_be_shown(
    qtbot: QtBot, cache: PictureCache, still: Path, tmp_path: Path
) -> None:
    picture = made(qtbot, cache)
    film = tmp_path / "motion.webp"
    film.write_bytes(b"no")
    with qtbot.waitSignal(cache.failed) as failed:
        picture.show_picture(film, mirrored=True, moving=True, instead=still)
    assert failed.args[0] == film
    qtbot.waitUntil(lambda: not picture._image.isNull())
    assert (picture._path, picture._mirrored) == (still, True)
    assert film.read_bytes() == b"no"


def test_a_moving_picture_that_is_asked_for_again_in_its_size_is_not_decoded_anew(
    qtbot: QtBot, cache: PictureCache
) -> None:
    path = next(assets_dir().glob("exercises/*/*/motion.webp"))
    animation = pictures.Animation(cache)
    animation.start(path, SIZE)
    film = animation._film
    animation.start(path, SIZE)
    assert animation._film is film
    animation.start(path, SIZE * 2)
    assert animation._film is not film
    qtbot.waitUntil(lambda: not animation.frame.isNull())


def held(cache: PictureCache) -> tuple[list[int], threading.Event]:
    """Widths of the pictures in the order in which they come, and what lets the first of them be decoded."""
    came: list[int] = []
    cache.arrived.connect(lambda key, _: came.append(key[1]))
    begun, go = threading.Event(), threading.Event()

    def slow() -> None:
        begun.set()
        go.wait(5)

    cache.work.submit(slow)
    assert begun.wait(5)
    return came, go


def test_what_is_asked_for_ahead_of_its_time_comes_after_what_is_looked_at(
    qtbot: QtBot, cache: PictureCache, still: Path
) -> None:
    came, go = held(cache)
    for width, ahead in ((10, False), (20, False), (30, True), (40, True)):
        cache.get(still, QSize(width, width), ahead=ahead)
        QApplication.processEvents()
    go.set()
    qtbot.waitUntil(lambda: len(came) == 4)
    assert came == [20, 10, 30, 40]


def test_a_page_is_filled_from_its_top_and_before_what_was_left(
    qtbot: QtBot, cache: PictureCache, still: Path
) -> None:
    came, go = held(cache)
    for page in ((10, 20, 30), (40, 50)):
        for width in page:
            cache.get(still, QSize(width, width))
        QApplication.processEvents()
    go.set()
    qtbot.waitUntil(lambda: len(came) == 5)
    assert came == [40, 50, 10, 20, 30]


def test_a_file_that_changes_while_it_is_decoded_is_decoded_once_more(
    qtbot: QtBot, cache: PictureCache, still: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go = threading.Event(), threading.Event()
    decode = pictures._still

    def slow(path: Path, size: QSize) -> QImage:
        found = decode(path, size)
        begun.set()
        go.wait(5)
        return found

    monkeypatch.setattr(pictures, "_still", slow)
    cache.get(still, SIZE)
    assert begun.wait(5)
    other = QImage(QSize(8, 6), QImage.Format.Format_RGB32)
    other.fill(BLUE)
    assert other.save(str(still))
    cache.forget(still)
    with qtbot.waitSignal(cache.arrived) as arrived:
        go.set()
    assert arrived.args[1].pixelColor(0, 0).blue() > 200
    assert cache.get(still, SIZE) == arrived.args[1]


def test_decoding_makes_no_class_of_pyside(tmp_path: Path) -> None:
    """If another thread used that class meanwhile, the process would crash: see picture_file."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    said = subprocess.check_output([sys.executable, "-c", DECODE], env=environment, cwd=tmp_path)
    assert json.loads(said) == []


def fails(qtbot: QtBot, cache: PictureCache, path: Path) -> None:
    """Ask for a picture, and wait until it is known that there is none."""
    with qtbot.waitSignal(cache.arrived) as arrived:
        assert cache.get(path, SIZE) is None
    assert arrived.args[1].isNull()


def test_what_can_not_be_read_is_said_once_and_tried_again(
    qtbot: QtBot, cache: PictureCache, still: Path, tmp_path: Path
) -> None:
    said: list[tuple[Path, str]] = []
    cache.failed.connect(lambda path, why: said.append((path, why)))
    path = tmp_path / "late.webp"
    fails(qtbot, cache, path)
    fails(qtbot, cache, path)
    assert said == [(path, "there is no such file")]
    path.write_bytes(still.read_bytes())
    with qtbot.waitSignal(cache.arrived):
        assert cache.get(path, SIZE) is None
    assert cache.get(path, SIZE) is not None
    path.unlink()
    cache.forget(path)
    fails(qtbot, cache, path)
    assert len(said) == 2, "it could be shown meanwhile"


def test_an_error_of_the_system_is_said(
    qtbot: QtBot, cache: PictureCache, still: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_leave(self: Path) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch, qtbot.waitSignal(cache.failed) as failed:
        patch.setattr(Path, "stat", no_leave)
        cache.get(still, SIZE)
    assert failed.args == [still, "access is not allowed"]
    with qtbot.waitSignal(cache.arrived) as arrived:
        cache.get(still, SIZE)
    assert not arrived.args[1].isNull()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are Unix")
def test_a_pipe_is_not_waited_for(qtbot: QtBot, cache: PictureCache, tmp_path: Path) -> None:
    path = tmp_path / "hold.webp"
    os.mkfifo(path)
    with qtbot.waitSignal(cache.failed) as failed:
        cache.get(path, SIZE)
    assert failed.args == [path, "it is not a file"]


def test_a_picture_that_can_not_be_read_takes_the_place_of_the_one_before(
    qtbot: QtBot, cache: PictureCache, still: Path, tmp_path: Path
) -> None:
    picture = made(qtbot, cache)
    empty = sides(picture)
    picture.show_picture(still)
    qtbot.waitUntil(lambda: sides(picture) == (RED, BLUE))
    picture.show_picture(tmp_path / "missing.webp")
    qtbot.waitUntil(lambda: sides(picture) == empty)


def test_a_moving_picture_that_is_damaged_is_said_and_can_be_shown_later(
    qtbot: QtBot, cache: PictureCache, tmp_path: Path
) -> None:
    good = next(assets_dir().glob("exercises/*/*/motion.webp")).read_bytes()
    path = tmp_path / "motion.webp"
    path.write_bytes(good[:2000])
    picture = made(qtbot, cache)
    with qtbot.waitSignal(cache.failed) as failed:
        picture.show_picture(path, moving=True)
    assert failed.args[0] == path
    path.write_bytes(good)
    picture.show_picture(None)
    picture.show_picture(path, moving=True)
    qtbot.waitUntil(lambda: picture._animation is not None and not picture._animation.frame.isNull())


def test_nothing_more_is_decoded_once_the_program_ends(
    qtbot: QtBot, cache: PictureCache, still: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go = threading.Event(), threading.Event()
    decoded: list[Path] = []

    def slow(path: Path, size: QSize) -> QImage:
        begun.set()
        assert go.wait(10)
        decoded.append(path)
        return QImage()

    monkeypatch.setattr(pictures, "_still", slow)
    for width in range(100, 120):
        cache.get(still, QSize(width, 75))
    assert begun.wait(10)
    threading.Timer(0.1, go.set).start()
    cache.close()
    assert decoded == [still], "the one that was under way"
