"""The child that reads a film, by Qt Multimedia, else by the program ffmpeg, and tells its pictures as WebP.

It lives as long as one film takes: a damaged one can't take the window with it, and what decodes films, a hundred
megabytes, goes with it. Each line is the name of something and its value: `lasts` milliseconds, `frame` [when,
base64], and at last `end` milliseconds or `refused` a Refusal.
"""

import base64
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import IO

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QImage, QImageWriter

from hipstretch.qt import child_side

MOST_S = 30
"""A clip may last so long."""
FRAME_MS = 100
FITS = QSize(720, 720)
QUALITY, LEAST_QUALITY, FRAME_BYTES = 60, 20, 30_000
"""How good the pictures are, and from which size on those that follow get less so: nine megabytes in all are rare."""
QUICK_PIXELS = 1920 * 1080
"""Films that have no more are read four times as fast as they play; Qt keeps frames it has decoded, and large ones
would take a gigabyte."""
BEHIND_MS = 300
"""A film waits when it is so much further than the picture that was told last: what is decoded takes up memory."""
SLACK_MS = 500
"""A film may be so much longer than it says, or than it may be."""
FFMPEG = ("ffmpeg", "-nostdin", "-protocol_whitelist", "file,pipe", "-i")
_FITS = f"'min({FITS.width()},iw)':'min({FITS.height()},ih)':force_original_aspect_ratio=decrease"
PICTURES = (
    *("-an", "-sn", "-dn", "-f", "image2pipe", "-c:v", "ppm", "-vf"),
    f"fps={1000 // FRAME_MS},scale={_FITS}",
)
"""What has ffmpeg write a picture after the other, without sound and subtitles."""


class Refusal(StrEnum):
    """Why a film can't be used."""

    UNREADABLE = "unreadable"
    LONG = "long"
    NO_DECODER = "no decoder"


class Frames:
    """Takes the pictures of a film as they come, ten a second at most, and tells them."""

    def __init__(self) -> None:
        self._quality = QUALITY
        self._next_ms = 0.0

    @property
    def begun(self) -> bool:
        """Whether there was a picture."""
        return self._next_ms > 0

    def wants(self, at_ms: float) -> bool:
        """Whether a picture of this moment is needed."""
        return at_ms >= self._next_ms

    def add(self, image: QImage, at_ms: float) -> None:
        """Tell a picture."""
        self._next_ms = FRAME_MS * (at_ms // FRAME_MS + 1)
        data = as_webp(image, self._quality)
        self._quality += -10 if len(data) > FRAME_BYTES else 2
        self._quality = min(QUALITY, max(LEAST_QUALITY, self._quality))
        child_side.tell(["frame", [round(at_ms), base64.b64encode(data).decode()]])


def as_webp(image: QImage, quality: int) -> bytes:
    """A picture as it is told."""
    if image.width() > FITS.width() or image.height() > FITS.height():
        image = image.scaled(
            FITS, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"webp")
    writer.setQuality(quality)
    writer.write(image.convertToFormat(QImage.Format.Format_RGB888))  # without transparency
    return bytes(buffer.data().data())


def by_qt(path: str) -> Refusal | None:
    """Read a film by Qt Multimedia; why that can't be."""
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame, QVideoSink

    application = QCoreApplication.instance() or QCoreApplication([])
    frames, player, sink = Frames(), QMediaPlayer(), QVideoSink()
    if not player.isAvailable():
        return Refusal.NO_DECODER
    found: list[Refusal | None] = []

    def finish(refusal: Refusal | None) -> None:
        if not found:
            found.append(refusal)
            player.stop()
            application.quit()

    def take(frame: QVideoFrame) -> None:
        at_ms = frame.startTime() / 1000
        if found or not frame.isValid() or not frames.wants(at_ms):
            return
        if at_ms > 1000 * MOST_S + SLACK_MS:
            finish(Refusal.LONG)
        elif (image := frame.toImage()).isNull():
            finish(Refusal.UNREADABLE)
        else:
            if not frames.begun and image.width() * image.height() <= QUICK_PIXELS:
                player.setPlaybackRate(4)
            frames.add(image, at_ms)
            if player.position() - at_ms > BEHIND_MS:
                player.pause()
                QTimer.singleShot(0, player.play)

    def look(status: QMediaPlayer.MediaStatus) -> None:
        match status:
            case _ if found:
                pass  # it was stopped, and is loaded still
            case QMediaPlayer.MediaStatus.LoadedMedia if not player.hasVideo():
                finish(Refusal.UNREADABLE)
            case QMediaPlayer.MediaStatus.LoadedMedia if player.duration() > 1000 * MOST_S + SLACK_MS:
                finish(Refusal.LONG)
            case QMediaPlayer.MediaStatus.LoadedMedia:
                child_side.tell(["lasts", player.duration()])
                player.play()
            case QMediaPlayer.MediaStatus.EndOfMedia:
                child_side.tell(["end", player.duration()])
                finish(None)
            case QMediaPlayer.MediaStatus.InvalidMedia:
                finish(Refusal.UNREADABLE)

    player.setVideoSink(sink)  # and no output for its sound
    sink.videoFrameChanged.connect(take)
    player.mediaStatusChanged.connect(look)
    player.errorOccurred.connect(lambda *_: finish(Refusal.UNREADABLE))
    player.setSource(QUrl.fromLocalFile(path))
    if not found:
        application.exec()
    return found[0]


def by_ffmpeg(path: str) -> Refusal | None:
    """Read a film by the program ffmpeg, if it is installed; why that can't be."""
    try:
        lasts_ms = _lasts_ms(path)
        if lasts_ms > 1000 * MOST_S + SLACK_MS:
            return Refusal.LONG
        child = subprocess.Popen(
            [*FFMPEG, path, *PICTURES, "-"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError:
        return Refusal.NO_DECODER
    child_side.tell(["lasts", lasts_ms])
    frames, at_ms = Frames(), 0
    with child:
        while child.stdout and (image := _picture(child.stdout)):
            if at_ms > 1000 * MOST_S + SLACK_MS:
                child.kill()
                return Refusal.LONG
            frames.add(image, at_ms)
            at_ms += FRAME_MS
    if at_ms == 0:
        return Refusal.UNREADABLE
    child_side.tell(["end", at_ms])
    return None


def _lasts_ms(path: str) -> int:
    """How long a film says that it lasts; 0 if it does not."""
    said = subprocess.run([*FFMPEG, path], capture_output=True, check=False).stderr
    found = re.search(rb"Duration: (\d+):(\d+):(\d+\.\d+)", said)
    hours, minutes, seconds = map(float, found.groups()) if found else (0.0, 0.0, 0.0)
    return round(1000 * (seconds + 60 * (minutes + 60 * hours)))


def _picture(pipe: IO[bytes]) -> QImage | None:
    """The next picture in PPM form; None after the last."""
    if pipe.readline() != b"P6\n":
        return None
    width, height = map(int, pipe.readline().split())
    pipe.readline()
    data = pipe.read(3 * width * height)
    whole = QImage(data, width, height, 3 * width, QImage.Format.Format_RGB888)
    return whole.copy() if len(data) == 3 * width * height else None


WAYS: Sequence[Callable[[str], Refusal | None]] = (by_qt, by_ffmpeg)


def main(path: str) -> None:
    """Read a film in the first way that there is here."""
    child_side.end_with_parent()
    refusal = next(
        (found for way in WAYS if (found := way(path)) is not Refusal.NO_DECODER), Refusal.NO_DECODER
    )
    if refusal:
        child_side.tell(["refused", refusal])


if __name__ == "__main__":
    main(*sys.argv[1:])
