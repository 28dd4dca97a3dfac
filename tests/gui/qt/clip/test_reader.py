"""A film becomes a moving picture, by Qt Multimedia or by ffmpeg, or it is said why not."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from hipstretch.qt import child_process, picture_file
from hipstretch.qt.clip import clip_process, reader
from hipstretch.qt.clip.clip_process import Refusal
from hipstretch.qt.clip.reader import ClipReader

BALL = Path(__file__).with_name("ball.mp4")
"""Two seconds of a ball that rolls, 160 × 120, MPEG-4 Part 2; made by QMediaRecorder of pictures that were painted."""
FFMPEG = """#!{python}
import sys
if sys.argv[-1] != "-":
    sys.exit("Duration: 00:00:{seconds}.00, start: 0")
for number in range({frames}):
    sys.stdout.buffer.write(b"P6\\n4 2\\n255\\n" + bytes([number % 256]) * {size})
"""


@pytest.fixture
def clips(qtbot: QtBot, qapp: QCoreApplication) -> ClipReader:
    return ClipReader(qapp)


@pytest.fixture
def ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for a program of that name, which is the only one that is found."""
    if os.name == "nt":
        pytest.skip("a script is no program there")
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder / "ffmpeg"


def install(path: Path, frames: int = 3, seconds: int = 1, size: int = 24) -> None:
    path.write_text(FFMPEG.format(python=sys.executable, frames=frames, seconds=f"{seconds:02}", size=size))
    path.chmod(0o700)


def told(capfd: pytest.CaptureFixture[str]) -> list[tuple[str, Any]]:
    return [tuple(json.loads(line)) for line in capfd.readouterr().out.splitlines()]


def test_a_film_becomes_a_moving_picture_of_ten_frames_a_second(
    qtbot: QtBot, clips: ClipReader, tmp_path: Path
) -> None:
    parts: list[int] = []
    clips.came_on.connect(parts.append)
    with qtbot.waitSignal(clips.done, timeout=20_000) as done:
        clips.read(BALL)
        assert clips.busy
    assert not clips.busy
    path = tmp_path / "motion.webp"
    path.write_bytes(done.args[0])
    film = picture_file.opened(path)
    assert (film.size(), film.imageCount()) == (QSize(160, 120), 20)
    delays = []
    for _ in range(20):
        frame = picture_file.frame(film, QSize(160, 120))
        delays.append(film.nextImageDelay())
        assert not frame.isNull()
    assert sum(delays) == pytest.approx(2000, abs=50)
    assert set(delays[:19]) <= {80, 100, 120}, "the film has 25 pictures a second"
    assert parts == sorted(parts)
    assert parts[-1] < 100


def test_reading_can_be_stopped_and_another_film_takes_its_place(qtbot: QtBot, clips: ClipReader) -> None:
    done: list[bytes] = []
    clips.done.connect(done.append)
    clips.read(BALL)
    clips.stop()
    assert not clips.busy
    clips.read(BALL)
    clips.read(BALL)
    qtbot.waitUntil(lambda: not clips.busy, timeout=20_000)
    assert len(done) == 1


def test_what_is_no_file_or_too_large_is_not_even_opened(
    qtbot: QtBot, clips: ClipReader, tmp_path: Path
) -> None:
    with qtbot.waitSignal(clips.failed) as failed:
        clips.read(tmp_path / "gone.mp4")
    assert failed.args == ["gone.mp4", "there is no such file"]
    with (tmp_path / "large.mp4").open("wb") as file:
        file.truncate(reader.MAX_BYTES + 1)
    with qtbot.waitSignal(clips.failed) as failed:
        clips.read(tmp_path / "large.mp4")
    assert failed.args == ["large.mp4", "it is larger than 200 MB"]
    assert not clips.busy


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ('print(\'["refused", "long"]\')', "it is longer than 30 seconds: cut it, and add it again"),
        ('print(\'["refused", "no decoder"]\')', "nothing here can read films: install the program ffmpeg"),
        ("import os; os.abort()", "it is damaged, or of a kind that can't be read here"),
        ("print('[\"end\", 100]')", "it is damaged, or of a kind that can't be read here"),
        ("import time; time.sleep(60)", "it is damaged, or of a kind that can't be read here"),
    ],
)
def test_a_child_that_refuses_ends_or_hangs_is_said(
    qtbot: QtBot, clips: ClipReader, monkeypatch: pytest.MonkeyPatch, program: str, said: str
) -> None:
    monkeypatch.setattr(child_process, "command", lambda *_: [sys.executable, "-c", program])
    if "sleep" in program:
        clips._hung.setInterval(100)
    with qtbot.waitSignal(clips.failed, timeout=20_000) as failed:
        clips.read(BALL)
    assert failed.args
    assert failed.args[0] == "ball.mp4"
    assert failed.args[1].startswith(said)
    assert not clips.busy


def test_a_child_that_can_not_be_started_is_said(
    qtbot: QtBot, clips: ClipReader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(child_process, "command", lambda *_: [str(tmp_path / "gone")])
    with qtbot.waitSignal(clips.failed) as failed:
        clips.read(BALL)
    assert failed.args
    assert failed.args[1].startswith("nothing here can read films")


def test_ffmpeg_reads_a_film_where_qt_can_not(
    ffmpeg: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    install(ffmpeg)
    monkeypatch.setattr(clip_process, "WAYS", (lambda _: Refusal.NO_DECODER, clip_process.by_ffmpeg))
    clip_process.main("film.mp4")
    lasts, *frames, end = told(capfd)
    assert (lasts, end) == (("lasts", 1000), ("end", 300))
    assert [(name, value[0]) for name, value in frames] == [("frame", 0), ("frame", 100), ("frame", 200)]


@pytest.mark.parametrize(
    ("frames", "seconds", "size", "refusal"),
    [
        (3, 31, 24, Refusal.LONG),
        (310, 0, 24, Refusal.LONG),
        (0, 1, 24, Refusal.UNREADABLE),
        (1, 1, 5, Refusal.UNREADABLE),
    ],
)
def test_what_ffmpeg_can_not_use_is_refused(
    ffmpeg: Path, frames: int, seconds: int, size: int, refusal: Refusal
) -> None:
    install(ffmpeg, frames, seconds, size)
    assert clip_process.by_ffmpeg("film.mp4") is refusal


def test_without_any_decoder_that_is_said(
    ffmpeg: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(clip_process, "WAYS", (lambda _: Refusal.NO_DECODER, clip_process.by_ffmpeg))
    clip_process.main("film.mp4")
    assert not ffmpeg.exists()
    assert told(capfd) == [("refused", "no decoder")]


def test_a_picture_that_takes_many_bytes_makes_the_next_ones_coarser(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    qualities: list[int] = []
    sizes = iter([90_000] * 6 + [10] * 3)

    def made(_image: QImage, quality: int) -> bytes:
        qualities.append(quality)
        return bytes(next(sizes))

    monkeypatch.setattr(clip_process, "as_webp", made)
    frames = clip_process.Frames()
    assert not frames.begun
    for number in range(9):
        frames.add(QImage(), 100.0 * number)
    assert frames.begun
    assert qualities == [60, 50, 40, 30, 20, 20, 20, 22, 24]
    assert not frames.wants(890)
    assert frames.wants(900)


def test_a_large_picture_is_made_smaller() -> None:
    image = QImage(1920, 1080, QImage.Format.Format_ARGB32)
    image.fill(0)
    made = QImage.fromData(clip_process.as_webp(image, 60))
    assert made.size() == QSize(720, 405)
    assert not made.hasAlphaChannel()
